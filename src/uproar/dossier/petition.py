"""What the petitions came to, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from uproar.case import Case
from uproar.charts import words
from uproar.dossier.dossier import Sentence
from uproar.dossier.names import Told, petition_name, within
from uproar.dossier.numbers import write_value
from uproar.dossier.text import QUOTE, line


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
        goals = [mark for mark in finding.detail.get("goals", ()) if mark["kind"] != "rung"]
        marks = [f"{words.count(mark['signatures'])} in {words.percent(mark['chance'])}" for mark in goals]
        reach = (
            f" It reaches {words.listed(marks)} of the futures drawn, within {words.plural(goals[0]['within_days'], 'day')}."
            if marks
            else ""
        )
        yield Sentence(
            f"If nothing new happens, {name} is expected to hold {words.count(finding.low)} to {words.count(finding.high)} signatures by "
            f"{words.moment(finding.to_at, case.zone)} ({case.zone}), in the middle {words.count(finding.value)}; nine in ten such forecasts should hold.{reach}",
            (number,),
        )


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
        yield Sentence(f"Of the single signatures of {name}, {value}{within(bounds)} repeat an earlier signer.", (number,))
