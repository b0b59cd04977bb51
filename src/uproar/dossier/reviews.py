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
