"""posts.burst: whether a term took off against its own past, when it began and ended, and how strong it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Any, Final

from uproar.errors import UsageError
from uproar.findings import Ask, Finding, FollowUp, Measurement, Result, Row, Unmeasured, from_micros, to_micros
from uproar.instruments.posts.activity import DAY, HOUR, MINUTE, SETTINGS, stream, unfit
from uproar.instruments.posts.activity import SQL as ACTIVITY
from uproar.instruments.posts.other_methods import METHODS, alarms_of
from uproar.stats.bursts.evidence import penalised, surprise
from uproar.stats.bursts.segment import segment
from uproar.stats.bursts.term import Judged, Term
from uproar.stats.counts import rate_bounds, usual_range

_ASKED: Final = 12  # bursts a term that are asked who acted together in them: 0.04 s each

# One row an interval in which the stream has posts; accounts are numbered anew, so that not even pseudonyms leave the store.
SQL = """
WITH mine AS (
  SELECT (event_at - $origin) // $interval AS bin, author FROM post
  WHERE event_at < $to_at
    AND (list_contains(terms, $subject)
         OR ($is_phrase AND contains(coalesce(folded, lower(text)), $word) AND regexp_matches(coalesce(folded, lower(text)), $pattern)))
), counted AS (
  SELECT bin, count(*) AS posts FROM mine GROUP BY bin
), numbered AS (
  SELECT bin, dense_rank() OVER (ORDER BY author) AS account, count(*) AS uses FROM mine WHERE author IS NOT NULL GROUP BY bin, author
), listed AS (
  SELECT bin, list(account ORDER BY account) AS accounts, list(uses ORDER BY account) AS uses FROM numbered GROUP BY bin
)
SELECT a.*, coalesce(c.posts, 0) AS posts, l.accounts, l.uses, coalesce(c.posts, 0) AS records
FROM activity a LEFT JOIN counted c USING (bin) LEFT JOIN listed l USING (bin) ORDER BY bin
"""

_NOTHING: Final = 1e-6


@dataclass(frozen=True, slots=True)
class _Usual:
    """Accounts that the past leads to expect in an hour, and how many accounts taught it."""

    accounts: float
    learnt: float


@dataclass(frozen=True, slots=True)
class _Burst:
    """One burst: its first and last row, the row of its first alarm, and the most evidence for it."""

    first: int
    last: int
    alarm: int
    evidence: float


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Judge every interval against the term's own past, and find where each burst began and ended.

    Args:
        rows: One an interval in which the stream has posts: bin, moment, all_posts, authored, active (accounts of the stream), samplings, judged (hashtags and
            cashtags that are), posts (with the term), accounts and uses (lists: numbers of the accounts that used it, and how often).
        ask: The ask.

    Returns:
        The strongest burst, with every burst in `detail["bursts"]` and the running or latest one in `detail["latest"]`; value is the peak hour's accounts
        over those expected in it, "none" where nothing stood out.
    """
    name, subject = MEASUREMENT.name, ask.subject or ""
    if not any(row["posts"] for row in rows):
        needs = "posts that use it, and the stream around them: uproar load CASE posts.ndjson"
        return [Unmeasured(name, subject, "no post with it", needs, ask.as_of)]
    if reason := unfit(MEASUREMENT, rows, ask):
        return [reason]
    if not any(row["accounts"] for row in rows):
        needs = "its posts with a column of authors, since a burst is judged by accounts"
        return [Unmeasured(name, subject, "the posts with it carry no author", needs, ask.as_of)]
    other = str(MEASUREMENT.setting(ask, "method"))
    if other != "uproar" and other not in METHODS:
        raise UsageError("posts.burst", f"a method: uproar, {', '.join(METHODS)}", repr(other), "See docs/instruments/posts.md.")
    judged, usual = _judged(rows, ask)
    interval = int(MEASUREMENT.setting(ask, "interval"))
    alarms = sorted(alarms_of(other, rows, interval) if other in METHODS else (number for number, one in judged.items() if one.alarmed))
    # The past is always read whole; the period asked for says which hours and which bursts are reported.
    start = ask.from_at or from_micros(rows[0]["moment"])
    hours = tuple(hour for hour in _hours(rows, usual, judged, ask) if hour["at"] + timedelta(hours=1) > start)
    if not hours:
        return [Unmeasured(name, subject, "the record ends before the period", "posts of that period", ask.as_of)]
    bursts = [burst for burst in _bursts(rows, alarms, usual, judged, ask) if from_micros(rows[burst.last]["moment"] + interval) > start]
    rate = float(MEASUREMENT.setting(ask, "false_alarms_per_day"))
    method = (
        f"Distinct accounts of the last day and of the last hour, and those that came back, against the term's own past and the rest of the stream, "
        f"judged every {interval // MINUTE} minutes; at most {rate:g} false alarms a day over all terms of the stream."
        if other == "uproar"
        else f"Alarms by the method {other}, by its own rule; the expectation shown is uproar's."
    )
    notes = (
        *_notes(rows, interval),
        *_passed_over(hours, [(rows[one.first]["moment"], rows[one.last]["moment"]) for one in bursts], rate, other),
    )
    if not bursts:
        calm = max(hours, key=lambda hour: int(hour["accounts"]))
        return [
            Finding(
                name, subject, "none", "burst", ask.as_of, method, from_at=hours[0]["at"], to_at=hours[-1]["at"] + timedelta(hours=1),
                detail={"bursts": (), "by": other, "most_accounts": calm["accounts"], "evidence": max((one.evidence for one in judged.values()), default=0.0)},
                series=hours, notes=(*notes, "No interval stood out from the term's own past."),
            )
        ]  # fmt: skip
    # The strongest burst is the least likely one: a ratio alone would crown three accounts where 0.02 were expected.
    best = max(bursts, key=lambda burst: burst.evidence)
    told = [_told(burst, rows, hours, interval, ask.as_of) for burst in bursts]
    strongest = told[bursts.index(best)]
    peak = next(hour for hour in hours if hour["at"] == strongest["peak_at"])
    peak_low, peak_high = (peak["accounts"] * factor for factor in rate_bounds(peak["accounts"]))
    return [
        Finding(
            name, subject, peak["accounts"] / peak["expected"], "times expected", ask.as_of, method,
            low=peak_low / peak["expected_high"], high=peak_high / peak["expected_low"] if peak["expected_low"] > 0 else None,
            from_at=strongest["from_at"], to_at=strongest["to_at"],
            detail={
                "onset_at": strongest["from_at"], "end_at": strongest["to_at"], "alarm_at": strongest["alarm_at"], "peak_at": peak["at"],
                "peak_accounts": peak["accounts"], "peak_posts": peak["posts"], "peak_low": peak_low, "peak_high": peak_high,
                "expected_accounts": peak["expected"], "expected_low": peak["expected_low"], "expected_high": peak["expected_high"],
                "accounts": strongest["accounts"], "posts": strongest["posts"], "evidence": best.evidence,
                "still_running": strongest["still_running"],
                "by": other, "bursts": tuple((one["from_at"], one["to_at"]) for one in told),
                "each": tuple(told), "latest": told[-1],
            },
            series=hours, notes=notes,
        )
    ]  # fmt: skip


def _judged(rows: Sequence[Row], ask: Ask) -> tuple[dict[int, Judged], list[_Usual]]:
    """The judgement of each row that could alarm, and for every row what the past leads to expect."""
    shared = stream(MEASUREMENT, ask)
    term, marked = Term(shared), str(ask.subject).startswith(("#", "$"))
    judged: dict[int, Judged] = {}
    usual: list[_Usual] = []
    held, held_until = (0.0, 0.0), -1
    for number, row in enumerate(rows):
        moment = shared.close(row["bin"], row["active"])
        ready = bool(row["accounts"]) and term.use(zip(row["accounts"], row["uses"], strict=True), moment)
        # Hashtags are counted among the judged; a phrase is judged beside them.
        needed = shared.needed(moment, row["judged"] + (ready and not marked))
        if ready:
            judged[number] = one = term.judge(ask.subject, moment, needed)
            if one.alarmed:
                held_until = row["bin"] + shared.day * int(MEASUREMENT.setting(ask, "half_life"))
        an_hour, learnt, busy = term.usual(moment)
        # What is shown as usual is held from the first alarm until the burst has half left the detector's memory: the detector must learn a lasting
        # change (else it alarms for ever), but a reader's idea of usual is what it was before, and so is what ends the burst.
        if row["bin"] > held_until or an_hour < held[0]:
            held = (an_hour, learnt)
        usual.append(_Usual(held[0] * busy, held[1]))
    return judged, usual


def _hours(rows: Sequence[Row], usual: Sequence[_Usual], judged: Mapping[int, Judged], ask: Ask) -> tuple[Row, ...]:
    """One row an hour: accounts and posts, what was expected and what would be nothing unusual, evidence, and whether it alarmed."""
    interval, dispersion = int(MEASUREMENT.setting(ask, "interval")), float(MEASUREMENT.setting(ask, "dispersion"))
    out: list[Row] = []
    for hour, group in groupby(enumerate(rows), key=lambda item: item[1]["bin"] * interval // HOUR):
        numbers = [number for number, _ in group]
        last = usual[numbers[-1]]
        low, high = usual_range(last.accounts, last.accounts + dispersion * last.accounts**2)
        least, most = rate_bounds(last.learnt)
        first = rows[numbers[0]]
        out.append(
            {
                "at": from_micros(first["moment"] - (first["bin"] * interval - hour * HOUR)),
                "accounts": len({account for number in numbers for account in rows[number]["accounts"] or ()}),
                "posts": sum(rows[number]["posts"] for number in numbers),
                "expected": last.accounts, "expected_low": last.accounts * least, "expected_high": last.accounts * most,
                "usual_low": low, "usual_high": high,
                "evidence": max((judged[number].evidence for number in numbers if number in judged), default=0.0),
                "alarmed": any(number in judged and judged[number].alarmed for number in numbers),
            }
        )  # fmt: skip
    return tuple(out)


def _bursts(
    rows: Sequence[Row],
    alarms: Sequence[int],
    usual: Sequence[_Usual],
    judged: Mapping[int, Judged],
    ask: Ask,
) -> list[_Burst]:
    """The stretches that the alarms belong to, in order of time; alarms within one stretch are one burst."""
    interval, dispersion = int(MEASUREMENT.setting(ask, "interval")), float(MEASUREMENT.setting(ask, "dispersion"))
    begin, day = rows[0]["bin"], DAY // interval
    # Intervals without any post are there too, with no accounts and nothing expected: they neither lengthen nor end a burst.
    counts, expected = [0] * (rows[-1]["bin"] - begin + 1), [_NOTHING] * (rows[-1]["bin"] - begin + 1)
    row_of = {row["bin"] - begin: number for number, row in enumerate(rows)}
    seen_at: dict[int, int] = {}
    for number, row in enumerate(rows):
        for account in row["accounts"] or ():
            # Once an hour: one account that posts without a pause is no wave.
            if row["bin"] - seen_at.get(account, -day) >= day // 24:
                seen_at[account] = row["bin"]
                counts[row["bin"] - begin] += 1
        expected[row["bin"] - begin] = max(_NOTHING, usual[number].accounts * interval / HOUR)
    bursts: list[_Burst] = []
    until = 0  # where the next burst may begin at the earliest
    for place, number in enumerate(alarms):
        at = rows[number]["bin"] - begin
        if at < until:
            continue
        # Alarms look a day back: those less than a day apart may be of one burst, which began at most a day before the first.
        last = next((one for one, following in pairwise(alarms[place:]) if rows[following]["bin"] - rows[one]["bin"] > day), alarms[-1])
        low, high = max(until, at - day + 1), rows[last]["bin"] - begin + 1
        window = judged[number].window if number in judged else day // 24
        recent = bool(bursts) and rows[bursts[-1].last]["bin"] - begin > at - day
        # Within a day of a burst its alarms go on by themselves: where the next one is, is where most accounts are.
        inside = max(range(low, high) if recent else range(max(low, at - window + 1), at + 1), key=lambda index: (counts[index], -index))
        first, final = (low + index for index in segment(counts[low:high], expected[low:high], inside - low))
        in_it = [row_of[index] for index in range(first, final + 1) if index in row_of]
        accounts = {account for row in in_it for account in rows[row]["accounts"] or ()}
        evidence = penalised(surprise(len(accounts), max(1.0, sum(expected[first : final + 1])), dispersion), final + 1 - first, day)
        before = bursts[-1] if recent else None
        # What trickles on after a burst alarms for a day, since the day still holds the burst: it is a burst only by its own accounts.
        if before and number in judged and evidence < judged[number].needed:
            continue
        until = final + 1
        if before and in_it[0] - before.last <= day // 24:
            height = _mean(rows[before.first : before.last + 1])
            if _mean([rows[row] for row in in_it]) < height / 10:
                continue  # its trickle: far above what was usual, and no longer the burst
            bursts[-1] = replace(before, last=in_it[-1], evidence=max(before.evidence, evidence))  # the same wave at another height
        else:
            seen = judged[number].evidence if number in judged and not before else 0.0
            alarm = next((one for one in alarms[place:] if one >= in_it[0]), number)
            bursts.append(_Burst(in_it[0], in_it[-1], alarm, max(evidence, seen)))
    return bursts


def _mean(rows: Sequence[Row]) -> float:
    return sum(len(row["accounts"] or ()) for row in rows) / len(rows)


def _told(burst: _Burst, rows: Sequence[Row], hours: Sequence[Row], interval: int, as_of: datetime) -> dict[str, Any]:
    """One burst as it is reported."""
    inside = rows[burst.first : burst.last + 1]
    start, end = from_micros(inside[0]["moment"]), min(from_micros(inside[-1]["moment"] + interval), as_of)
    peak = max(
        (hour for hour in hours if hour["at"] < end and hour["at"] + timedelta(hours=1) > start), key=lambda hour: int(hour["accounts"])
    )
    return {
        "from_at": start, "to_at": end, "alarm_at": min(from_micros(rows[burst.alarm]["moment"] + interval), as_of), "peak_at": peak["at"],
        "accounts": len({account for row in inside for account in row["accounts"] or ()}), "posts": sum(row["posts"] for row in inside),
        "times_expected": peak["accounts"] / peak["expected"], "evidence": burst.evidence,
        # Less than an hour of silence at the record's end is no end.
        "still_running": rows[-1]["moment"] - inside[-1]["moment"] < HOUR,
    }  # fmt: skip


def _passed_over(hours: Sequence[Row], bursts: Sequence[tuple[int, int]], rate: float, method: str) -> tuple[str, ...]:
    """Say where a threshold was: hours that stand out of the usual range and are part of no burst."""
    out = [
        hour
        for hour in hours
        if hour["accounts"] > max(hour["usual_high"], 2)
        and not any(start < to_micros(hour["at"]) + 2 * HOUR and to_micros(hour["at"]) - HOUR < end for start, end in bursts)
    ]
    if not out or method != "uproar":
        return ()
    most = max(out, key=lambda hour: int(hour["accounts"]))
    told = f"{len(out)} further hour{'s' if len(out) > 1 else ''} lay above the usual range, too little for a burst at {rate:g} false alarms a day"
    where = f"most: {most['accounts']} accounts, {most['at']:%Y-%m-%d %H:%M} UTC"
    return (f"{told} ({where}); another false_alarms_per_day shows more or fewer.",)


def _notes(rows: Sequence[Row], interval: int) -> tuple[str, ...]:
    """What a careful reader must know of the collection: its gaps."""
    day = DAY // interval
    gaps = [
        (rows[i]["moment"] + interval, rows[i + 1]["moment"]) for i in range(len(rows) - 1) if rows[i + 1]["bin"] - rows[i]["bin"] - 1 > day
    ]
    return tuple(
        f"The collection has a gap from {from_micros(start):%Y-%m-%d %H:%M} to {from_micros(end):%Y-%m-%d %H:%M} UTC: what happened in it is not known, "
        "and it counts neither as calm nor as part of a burst."
        for start, end in gaps
    )


def _asked_about(found: Finding) -> list[tuple[datetime, datetime]]:
    """The bursts worth asking who acted together in, strongest first, and the latest while it runs; a phrase cannot be asked for."""
    if not found.detail["bursts"] or not found.subject.startswith(("#", "$")):
        return []
    strongest = sorted(found.detail["each"], key=lambda one: -float(one["evidence"]))[:_ASKED]
    latest = [found.detail["latest"]] if found.detail["latest"]["still_running"] else []
    return list(dict.fromkeys((one["from_at"], one["to_at"]) for one in (*strongest, *latest)))


def _ask_for_coordination(found: Finding, ask: Ask) -> list[Ask]:
    """Ask who acted together in each of these bursts."""
    return [
        replace(ask, subject=found.subject, from_at=start, to_at=end if end < ask.as_of else None, settings={})
        for start, end in _asked_about(found)
    ]


def _with_coordination(found: Finding, results: Sequence[Result]) -> Finding:
    """The finding with the share of its bursts' posts that came from accounts which act together, or why that cannot be told."""
    if not results:
        return found
    told: list[dict[str, Any]] = [
        {"reason": one.reason, "needs": one.needs}
        if isinstance(one, Unmeasured)
        else {
            "share": one.value, "low": one.low, "high": one.high, "posts": one.detail["posts"],
            "posts_tested": one.detail["posts_tested"], "at_least": one.detail["at_least"], "at_most": one.detail["at_most"],
            "mostly_judged": one.detail["mostly_judged"], "accounts_linked": one.detail["accounts_linked_here"],
            "evidence": one.evidence, "notes": one.notes,
        }
        for one in results
    ]  # fmt: skip
    of_burst = dict(zip(_asked_about(found), told, strict=True))
    each = tuple(
        {**one, "coordinated": of_burst[one["from_at"], one["to_at"]]} if (one["from_at"], one["to_at"]) in of_burst else one
        for one in found.detail["each"]
    )
    return replace(found, detail={**found.detail, "coordinated": next(iter(of_burst.values())), "each": each, "latest": each[-1]})


MEASUREMENT = Measurement(
    "posts.burst",
    "post",
    "times expected",
    "Whether a term took off against its own past: onset, end, peak and strength.",
    SQL,
    judge,
    "terms",
    {**SETTINGS, "method": "uproar"},
    least_records=25,
    follow_up=FollowUp("posts.coordination", _ask_for_coordination, _with_coordination),
    whole_past=True,
    shared={"activity": ACTIVITY},
)
