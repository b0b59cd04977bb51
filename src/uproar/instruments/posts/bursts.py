"""posts.bursts: which terms of the whole stream took off, each against its own past."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros, to_micros
from uproar.instruments.posts.activity import DAY, HOUR, MINUTE, SETTINGS, stream, unfit
from uproar.instruments.posts.activity import SQL as ACTIVITY
from uproar.stats.bursts.batch import alarms
from uproar.stats.bursts.term import Judged

# One row an interval in which the stream has posts, then one a term that enough accounts used within a day (most never are): the most of them in any day, and its
# uses as three lists of one length, in order of time. Accounts are numbered anew for every term, so that not even pseudonyms leave the store.
SQL = """
WITH used AS (
  SELECT (event_at - $origin) // $interval AS bin, author, unnest(list_distinct(terms)) AS term FROM post WHERE event_at < $to_at AND author IS NOT NULL
), counted AS MATERIALIZED (
  SELECT term, bin, author, count(*) AS uses FROM used WHERE coalesce(left($subject, 1) NOT IN ('#', '$') OR term = $subject, true) GROUP BY term, bin, author
), enough AS (
  SELECT term FROM counted GROUP BY term HAVING count(DISTINCT author) >= $min_accounts
), span AS (
  SELECT term, bin, least(lead(bin) OVER (PARTITION BY term, author ORDER BY bin), bin + 86400000000 // $interval) AS until
  FROM counted WHERE term IN (FROM enough)
), move AS (
  SELECT term, bin, 1 AS step FROM span UNION ALL SELECT term, until, -1 FROM span
), level AS (
  SELECT term, sum(sum(step)) OVER (PARTITION BY term ORDER BY bin) AS accounts FROM move GROUP BY term, bin
), met AS (
  SELECT term, max(accounts)::BIGINT AS most FROM level GROUP BY term HAVING max(accounts) >= $min_accounts
), numbered AS (
  SELECT term, bin, dense_rank() OVER (PARTITION BY term ORDER BY author) AS account, uses FROM counted WHERE term IN (SELECT term FROM met)
), listed AS (
  SELECT term, list(bin ORDER BY bin, account) AS bins, list(account ORDER BY bin, account) AS accounts, list(uses ORDER BY bin, account) AS uses
  FROM numbered GROUP BY term
)
SELECT NULL AS term, bin, moment, all_posts, authored, active, samplings, judged, NULL AS most, NULL AS bins, NULL AS accounts, NULL AS uses, all_posts AS records
FROM activity
UNION ALL SELECT term, NULL, NULL, NULL, NULL, NULL, NULL, NULL, most, bins, accounts, uses, 0 FROM listed JOIN met USING (term)
ORDER BY term NULLS FIRST, bin
"""


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Judge every term of the stream in every interval in which it was used, and list the bursts that alarmed.

    Args:
        rows: First one an interval in which the stream has posts: bin, moment, all_posts, authored, active, samplings, judged (terms that are); then one a term: term,
            most (accounts within a day), and bins, accounts, uses (lists of one length: interval, number of the account, how often it used the term).
        ask: The ask; a period says which bursts are listed: those whose first alarm it holds.

    Returns:
        How many terms took off; `series` has one row a burst, the one with the most evidence first. Alarms of a term at most a day apart are one burst, and
        its accounts, posts and expectation are those of the window and the moment with the most evidence.
    """
    name, subject = MEASUREMENT.name, ask.subject or "all posts"
    activity, terms = [row for row in rows if row["term"] is None], [row for row in rows if row["term"] is not None]
    if not activity:
        needs = "posts of several days: uproar load CASE posts.ndjson"
        return [Unmeasured(name, subject, "no post before the end of the period", needs, ask.as_of)]
    if reason := unfit(MEASUREMENT, activity, ask):
        return [reason]
    interval, first = int(MEASUREMENT.setting(ask, "interval")), activity[0]
    start = ask.from_at or from_micros(first["moment"])
    end = min(from_micros(activity[-1]["moment"] + interval), ask.as_of)
    if start >= end:
        return [Unmeasured(name, subject, "the record ends before the period", "posts of that period", ask.as_of)]
    closed = ((row["bin"], row["active"], row["judged"]) for row in activity)
    alarmed = alarms(stream(MEASUREMENT, ask), closed, ((row["term"], row["most"], _uses(row)) for row in terms))
    told = [_told(burst, first, interval, ask) for burst in _bursts(alarmed, DAY // interval)]
    listed = sorted((burst for burst in told if burst["alarm_at"] >= start), key=lambda burst: (-burst["evidence"], burst["term"]))
    most, rate = int(MEASUREMENT.setting(ask, "most_rows")), float(MEASUREMENT.setting(ask, "false_alarms_per_day"))
    chance = rate * (end - start) / timedelta(days=1)
    told_chance = f"at most about {max(1, round(chance))} of these bursts would be there by chance"
    notes = [f"By the setting of {rate:g} false alarms a day, {told_chance}."] if listed else []
    if len(listed) > most:
        notes.append(f"The {most} strongest bursts are listed, {len(listed) - most} more are not; another most_rows lists more.")
    return [
        Finding(
            name, subject, len({burst["term"] for burst in listed}), "terms", ask.as_of,
            "Every hashtag and cashtag of the stream: distinct accounts of the last day and of the last hour, and those that came back, against the term's own past and "
            f"the rest of the stream, judged every {interval // MINUTE} minutes; at most {rate:g} false alarms a day over all of them.",
            from_at=start, to_at=end,
            detail={"bursts": len(listed), "terms_judged": len(terms), "judgements": sum(row["judged"] for row in activity), "by_chance": chance},
            series=tuple(listed[:most]), notes=tuple(notes),
        )
    ]  # fmt: skip


def _uses(row: Row) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """A term's uses as its row holds them, interval by interval."""
    for at, group in groupby(zip(row["bins"], row["accounts"], row["uses"], strict=True), key=itemgetter(0)):
        yield at, [(account, uses) for _, account, uses in group]


def _bursts(alarmed: Iterator[Judged], day: int) -> Iterator[list[Judged]]:
    """Alarms, term by term in order of time, cut where the next is of another term or more than a day later."""
    burst: list[Judged] = []
    for one in alarmed:
        if burst and (one.term != burst[-1].term or one.interval - burst[-1].interval > day):
            yield burst
            burst = []
        burst.append(one)
    if burst:
        yield burst


def _told(burst: Sequence[Judged], first: Row, interval: int, ask: Ask) -> dict[str, Any]:
    best = max(burst, key=lambda one: one.evidence)

    # An alarm is due at the end of its interval.
    def closed(one: Judged) -> int:
        return min(int(first["moment"]) + (one.interval + 1 - int(first["bin"])) * interval, to_micros(ask.as_of))

    return {
        "term": best.term, "alarm_at": from_micros(closed(burst[0])), "strongest_at": from_micros(closed(best)), "last_alarm_at": from_micros(closed(burst[-1])),
        "window_hours": best.window * interval / HOUR, "accounts": best.accounts, "posts": best.posts, "expected": best.expected, "expected_error": best.error,
        "evidence": best.evidence,
    }  # fmt: skip


MEASUREMENT = Measurement(
    "posts.bursts",
    "post",
    "terms",
    "Which terms of the whole stream took off, each against its own past.",
    SQL,
    judge,
    "title",
    # A hundred rows are more than anyone reads; the note says how many there are besides.
    {**SETTINGS, "most_rows": 100},
    least_records=25,
    whole_past=True,
    shared={"activity": ACTIVITY},
)
