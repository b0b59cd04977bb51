"""What the petitions came to, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from uproar.case import Case
from uproar.charts import words
from uproar.dossier.dossier import Sentence
from uproar.dossier.names import Told, petition_name, within
from uproar.dossier.numbers import write_value
from uproar.dossier.text import QUOTE, line
from uproar.findings import Row
from uproar.stats.forecast.rounding import rounded

_SOON: Final = timedelta(days=3)  # the hour of a mark is worth telling up to here
_UNLIKELY: Final = 0.05  # a chance that an interval for nine in ten leaves out
_OLD: Final = timedelta(days=1)  # a last reading further back than this is told with the forecast


def count(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """What each counter held, and when."""
    for finding, number in told:
        value, bounds, _ = write_value(finding)
        name = petition_name(finding.subject, case)
        at = f" on {words.moment(finding.to_at, case.zone)} ({case.zone})" if finding.to_at else ""
        between = within(bounds)
        yield Sentence(
            f"{name[0].upper()}{name[1:]} held {words.plural(finding.value, 'signature') if not between else f'{value} signatures'}{between}{at}.",
            (number,),
        )


def rate(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """How fast each grew."""
    for finding, number in told:
        span = (
            f" over the {words.length(finding.to_at - finding.from_at)} to {words.moment(finding.to_at, case.zone)} ({case.zone})"
            if finding.from_at and finding.to_at
            else ""
        )
        low, high = finding.low, finding.high
        stretches = (
            f", between {words.count(low)} and {words.count(high)} an hour from stretch to stretch"
            if low is not None and high is not None and low != high
            else ""
        )
        verb = "gained" if finding.value >= 0 else "lost"
        name = petition_name(finding.subject, case, brief=True)
        yield Sentence(
            f"{name[0].upper()}{name[1:]} {verb} {words.count(abs(finding.value))} signatures an hour{span}{stretches}.", (number,)
        )


def goal(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """What each was shown against, and who chose it."""
    for finding, number in told:
        kind = finding.detail.get("kind")
        why = ", the rung that its site sets by itself" if kind == "automatic" else ", which somebody chose" if kind == "explicit" else ""
        name = petition_name(finding.subject, case, brief=True)
        yield Sentence(f"{name[0].upper()}{name[1:]} was last shown against a goal of {words.count(finding.value)}{why}.", (number,))


def forecast(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """Where each is expected to stand, if nothing new happens."""
    for finding, number in told:
        if finding.low is None or finding.high is None or finding.to_at is None:
            continue
        name = petition_name(finding.subject, case, brief=True)
        low, middle, high = (words.count(rounded(one, finding.low, finding.high)) for one in (finding.low, finding.value, finding.high))
        since = finding.from_at
        old = f" from its last reading, on {words.moment(since, case.zone)}" if since and finding.as_of - since > _OLD else ""
        told_marks = "".join(f" {_reaches(mark, since or finding.as_of, case.zone)}" for mark in _nearest(finding.detail.get("goals", ())))
        yield Sentence(
            f"If nothing new happens{old}, {name} is expected to hold {low} to {high} signatures by {words.moment(finding.to_at, case.zone)} "
            f"({case.zone}), in the middle {middle}; nine in ten such forecasts should hold.{told_marks}",
            (number,),
        )


def _nearest(marks: Sequence[Row]) -> list[Row]:
    """The marks worth a sentence: the nearest that is no rung of a site's own ladder, and the goal shown, where that is another."""
    told = sorted((mark for mark in marks if mark["kind"] != "rung"), key=lambda mark: int(mark["signatures"]))
    return [mark for place, mark in enumerate(told) if not place or mark["kind"] == "goal"]


def _reaches(mark: Row, since: datetime, zone: str) -> str:
    """How many of the continuations reach a mark, and when."""
    what = f"{words.count(mark['signatures'])}{', the goal shown,' if mark['kind'] == 'goal' else ''}"
    within = f"within {words.plural(mark['within_days'], 'day')}"
    chance = mark["chance"]
    share = "none" if not chance else "all" if chance == 1 else words.percent(chance)
    if chance < _UNLIKELY:
        return f"It is not expected to reach {what} {within}: {share} of the continuations drawn {'do' if chance else 'does'}."
    reached = f"It reaches {what} {within} in {share} of the continuations drawn"
    middle = mark["q50"]
    if middle is None:
        return f"{reached}."
    if middle - since < _SOON:
        hour = (middle + timedelta(minutes=30)).replace(minute=0, second=0, microsecond=0)
        return f"{reached}, half of all by about {words.moment(hour, zone)} ({zone})."
    return f"{reached}, half of all by {words.day(middle, zone)}."


def integrity(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """What in each counter's readings does not fit, and when."""
    for finding, number in told:
        name = petition_name(finding.subject, case, brief=True)
        if not finding.series:
            yield Sentence(f"In the readings of {name} nothing was found that does not fit.", (number,))
            continue
        row = max(finding.series, key=lambda one: int(one["size"]))
        rest = len(finding.series) - 1
        more = f" {words.plural(rest, 'further thing')} {'does' if rest == 1 else 'do'} not fit either." if rest else ""
        span = words.period(row["at_from"], row["at_to"], case.zone)
        yield Sentence(f"In the readings of {name}, {span} ({case.zone}): {line(row['words'], QUOTE)}{more}", (number,))


def signers(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """How many single signatures repeat an earlier signer."""
    for finding, number in told:
        value, bounds, _ = write_value(finding)
        name = petition_name(finding.subject, case, brief=True)
        known, repeats = finding.detail.get("known"), finding.detail.get("repeats")
        if known is None or repeats is None:
            yield Sentence(f"Of the single signatures of {name}, {value}{within(bounds)} repeat an earlier signer.", (number,))
            continue
        share = f"{value}, 95% interval {bounds}" if within(bounds) else value
        yield Sentence(
            f"Of {words.plural(known, 'single signature')} of {name} that say who signed, {words.count(repeats)} "
            f"{'repeats' if repeats == 1 else 'repeat'} an earlier signer ({share}).",
            (number,),
        )
