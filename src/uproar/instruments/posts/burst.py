"""posts.burst: whether a term took off against its own past, when it began and ended, and how strong it was."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.posts.sampling import refuse
from uproar.stats.counts import rate_bounds, tail_probability

SQL = """
WITH mine AS (
  SELECT (event_at - $origin) // $interval AS bin, author, count(*) AS posts
  FROM post
  WHERE event_at >= $from_at AND event_at < $to_at AND (list_contains(terms, $subject) OR ($is_phrase AND contains(lower(text), $subject)))
  GROUP BY bin, author
), counted AS (
  SELECT bin, count(*) AS accounts, sum(posts)::BIGINT AS posts FROM mine GROUP BY bin
), stream AS (
  SELECT (event_at - $origin) // $interval AS bin, count(*) AS all_posts, count(author) AS authored, string_agg(DISTINCT sampling, ',') AS samplings
  FROM post WHERE event_at >= $from_at AND event_at < $to_at GROUP BY bin
)
SELECT s.bin, $origin + s.bin * $interval AS moment, s.all_posts, s.authored, s.samplings, coalesce(c.accounts, 0) AS accounts, coalesce(c.posts, 0) AS posts,
       coalesce(c.posts, 0) AS records
FROM stream s LEFT JOIN counted c ON c.bin = s.bin ORDER BY s.bin
"""


@dataclass(frozen=True, slots=True)
class _Hour:
    at: int
    accounts: int
    posts: int
    expected: float
    learnt: float  # events that the expectation rests on
    chance: float


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Compare every interval with the same term's past, and join the alarms into bursts.

    The expectation for an interval is the term's share of the stream's posts over the intervals before it, times the posts of the stream now, so that an outage or a
    louder stream is not a burst. Its variance is learnt from the same past. An interval alarms where the chance of as many accounts is below the false-alarm rate
    an interval. Alarms less than `quiet` intervals apart are one burst; it ends with the last
    interval above twice its expectation and a twentieth of its peak.

    Args:
        rows: One an interval in which the stream has posts: bin, moment, all_posts, samplings, accounts, posts.
        ask: The ask.

    Returns:
        The strongest burst, with every burst in `detail["bursts"]`; value is the peak's accounts over those expected.
    """
    name, subject = "posts.burst", ask.subject or ""
    if not any(row["posts"] for row in rows):
        return [
            Unmeasured(
                name, subject, "no post with it", "posts that use it, and the stream around them: uproar load CASE posts.ndjson", ask.as_of
            )
        ]
    if refused := refuse(name, rows, ask, ["browse", "search"]):
        return [refused]
    if not any(row["authored"] for row in rows):
        return [
            Unmeasured(
                name, subject, "the posts carry no author", "posts with a column of authors, since a burst is judged by accounts", ask.as_of
            )
        ]
    history = int(MEASUREMENT.setting(ask, "history"))
    if len(rows) <= history:
        return [
            Unmeasured(
                name,
                subject,
                f"only {len(rows)} intervals with posts, {history} of them are needed as its past",
                "posts of the days before",
                ask.as_of,
            )
        ]
    hours = _hours(rows, history, float(MEASUREMENT.setting(ask, "memory")))
    alarm_below = float(MEASUREMENT.setting(ask, "false_alarms_per_day")) * int(MEASUREMENT.setting(ask, "interval")) / 86_400_000_000
    bursts = _bursts(hours, alarm_below, int(MEASUREMENT.setting(ask, "quiet")), int(MEASUREMENT.setting(ask, "min_accounts")))
    interval = int(MEASUREMENT.setting(ask, "interval"))
    method = (
        f"Distinct accounts per {timedelta(microseconds=interval)} against the term's own share of the stream before; "
        f"an interval alarms where its negative-binomial chance is below {alarm_below:.2g}."
    )
    series = tuple({"at": from_micros(h.at), "accounts": h.accounts, "posts": h.posts, "expected": round(h.expected, 3)} for h in hours)
    if not bursts:
        calm = max(hours, key=lambda h: h.accounts)
        return [
            Finding(
                name, subject, "none", "burst", ask.as_of, method, from_at=from_micros(hours[0].at), to_at=from_micros(hours[-1].at + interval),
                detail={"bursts": (), "most_accounts": calm.accounts}, series=series, notes=("No interval stood out from the term's own past.",),
            )
        ]  # fmt: skip
    # The strongest burst is the least likely one: a ratio alone would crown three accounts where 0.02 were expected.
    best = max(bursts, key=lambda b: sum(-math.log(h.chance) for h in b))
    peak = max(best, key=lambda h: h.accounts)
    least, most = rate_bounds(peak.learnt)
    peak_low, peak_high = (peak.accounts * factor for factor in rate_bounds(peak.accounts))
    return [
        Finding(
            name,
            subject,
            peak.accounts / peak.expected,
            "times expected",
            ask.as_of,
            method,
            low=peak_low / (peak.expected * most),
            high=peak_high / (peak.expected * least) if least > 0 else None,
            from_at=from_micros(best[0].at),
            to_at=from_micros(best[-1].at + interval),
            detail={
                "onset_at": from_micros(best[0].at), "end_at": from_micros(best[-1].at + interval), "peak_at": from_micros(peak.at),
                "peak_accounts": peak.accounts, "peak_posts": peak.posts, "peak_low": peak_low, "peak_high": peak_high,
                "expected_accounts": peak.expected, "expected_low": peak.expected * least, "expected_high": peak.expected * most,
                "posts": sum(h.posts for h in best),
                "still_running": best[-1].at == hours[-1].at,
                "bursts": tuple((from_micros(b[0].at), from_micros(b[-1].at + interval)) for b in bursts),
            },
            series=series,
        )
    ]  # fmt: skip


def _hours(rows: Sequence[Row], history: int, memory: float) -> list[_Hour]:
    """Expectation and chance of every interval, from the ones before it, weighted so that `memory` intervals ago count a third."""
    keep = math.exp(-1 / memory)
    weight = accounts = stream = squares = 0.0
    out = []
    for index, row in enumerate(rows):
        if index >= history and stream > 0:
            # Half an account is added to the past (Jeffreys' prior of a rate): a term never seen before still has an expectation above 0.
            rate = (accounts + 0.5) / stream
            expected = max(rate * row["all_posts"], 1e-3)
            over = max(1.0, squares / weight)
            variance = expected * over
            chance = 1.0 if row["accounts"] <= expected else tail_probability(row["accounts"], expected, variance)
        else:
            expected, over, chance = max(row["accounts"], 1e-3), 1.0, 1.0
        out.append(_Hour(row["moment"], row["accounts"], row["posts"], expected, accounts + 0.5, chance))
        # A burst must not teach the past that bursts are normal: what alarms counts with its expectation only.
        alarmed = chance < 1e-4
        learnt = expected if alarmed else row["accounts"]
        weight, accounts, stream = weight * keep + 1, accounts * keep + learnt, stream * keep + row["all_posts"]
        squares = squares * keep + (min((learnt - expected) ** 2 / expected, 25.0) if index >= history and expected >= 0.05 else 1.0)
    return out


def _bursts(hours: Sequence[_Hour], alarm_below: float, quiet: int, min_accounts: int) -> list[list[_Hour]]:
    """Runs of alarms less than `quiet` intervals apart, each cut after its last interval above twice its expectation."""
    runs: list[tuple[int, int]] = []
    for index, hour in enumerate(hours):
        if hour.chance >= alarm_below or hour.accounts < min_accounts:
            continue
        if runs and index - runs[-1][1] <= quiet:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    out = []
    for start, last in runs:
        end = last
        # What trickles on after a burst is still above a past that hardly knew the term: it ends where it falls below a twentieth of its peak.
        floor = max(hour.accounts for hour in hours[start : last + 1]) / 20
        while end > start and hours[end].accounts < floor:
            end -= 1
        while (
            end + 1 < len(hours)
            and hours[end + 1].accounts > 2 * hours[end + 1].expected
            and hours[end + 1].accounts >= max(min_accounts, floor)
        ):
            end += 1
        out.append(list(hours[start : end + 1]))
    return out


MEASUREMENT = Measurement(
    "posts.burst",
    "post",
    "times expected",
    "Whether a term took off against its own past: onset, end, peak and strength.",
    SQL,
    judge,
    "terms",
    # A day of past is the least that shows a daily rhythm; a week of memory follows slow change; one false alarm in ten days is what one person can look at.
    {"interval": 3_600_000_000, "history": 24, "memory": 168.0, "false_alarms_per_day": 0.1, "quiet": 6, "min_accounts": 3},
    least_records=25,
)
