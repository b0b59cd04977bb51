"""How it was received, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from uproar.case import Case
from uproar.charts import words
from uproar.dossier.dossier import Sentence
from uproar.dossier.names import Told, within
from uproar.dossier.numbers import write_value
from uproar.dossier.text import line

SIDES: Final = {"critic": "critics", "audience": "the audience"}


def divergence(told: Sequence[Told], case: Case) -> Iterator[Sentence]:  # noqa: ARG001 - every teller has one signature
    """How far critics and audience are apart, or that it cannot be told."""
    for finding, number in told:
        low, high = finding.low, finding.high
        if low is not None and high is not None and low <= 0 <= high:
            yield Sentence(
                f"Whether critics and audience differ cannot be told: their means are {words.points(finding.value)} points of 100 apart "
                f"({words.points(low)} to {words.points(high)}).",
                (number,),
            )
            continue
        side = "above" if finding.value > 0 else "below"
        ends = sorted((abs(100 * low), abs(100 * high))) if low is not None and high is not None else []
        bounds = f" ({ends[0]:.0f} to {ends[1]:.0f})" if ends else ""
        yield Sentence(f"Critics' mean grade lies {abs(100 * finding.value):.0f} points of 100 {side} the audience's{bounds}.", (number,))


def score(told: Sequence[Told], case: Case) -> Iterator[Sentence]:  # noqa: ARG001 - every teller has one signature
    """How each side graded it."""
    for finding, number in told:
        detail, side = finding.detail, SIDES.get(finding.subject, line(finding.subject))
        value, bounds, _ = write_value(finding)
        positive = ""
        if {"share_positive", "share_positive_low", "share_positive_high"} <= set(detail):
            low, high = words.percent(detail["share_positive_low"]), words.percent(detail["share_positive_high"])
            positive = f", and {words.percent(detail['share_positive'])} of its reviews were positive ({low} to {high})"
        n = f" over {words.plural(detail['reviews'], 'review')}" if "reviews" in detail else ""
        yield Sentence(f"The mean grade of {side} was {value} of the scale{within(bounds)}{n}{positive}.", (number,))


def polarisation(told: Sequence[Told], case: Case) -> Iterator[Sentence]:  # noqa: ARG001 - every teller has one signature
    """How far each side's grades stand in two camps."""
    for finding, number in told:
        side = SIDES.get(finding.subject, line(finding.subject))
        value, bounds, _ = write_value(finding)
        yield Sentence(
            f"The polarisation of {side} was {value}{within(bounds)}, where 0 is one opinion, 0.5 an even spread and 1 two camps at the ends.",
            (number,),
        )


def bombing(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """In which days the grades depart from what other titles and the title's own past would give, and how much of them is excess."""
    for finding, number in told:
        side, detail = SIDES.get(finding.subject, line(finding.subject)), finding.detail
        if finding.value == "none":
            yield Sentence(f"No window was found in which the grades of {side} depart from what is usual.", (number,))
            continue
        value, bounds, _ = write_value(finding)
        between = f" {words.between(finding.from_at, finding.to_at, case.zone)}" if finding.from_at and finding.to_at else ""
        end = {"low": "the lowest grade", "high": "the highest grade"}.get(str(detail["end"]), "the lowest and the highest grade")
        against = "a cohort of other titles" if detail["against"] == "the cohort" else line(detail["against"])
        without = detail["score_without"]
        left = (
            f"; without it the mean grade of all reviews would be {words.percent(without)} of the scale, with it {words.percent(detail['score_with'])}"
            if without is not None
            else ""
        )
        yield Sentence(
            f"The grades of {side} depart{between} towards {end} from {against}: {value} of these "
            f"{words.plural(detail['reviews_in_window'], 'review')} are more than would be usual{within(bounds)}{left}. "
            "Which reviews they are, and why they were written, cannot be told.",
            (number,),
        )
