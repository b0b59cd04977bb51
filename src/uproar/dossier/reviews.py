"""How it was received, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from uproar.case import Case
from uproar.charts import words
from uproar.dossier.dossier import Sentence
from uproar.dossier.names import Told, within
from uproar.dossier.numbers import write_value
from uproar.dossier.text import line
from uproar.instruments.reviews.bombing import LEAST_EXCESS

_AGAINST: Final = {"the cohort": "a cohort of other titles", "its own days before": "its own days before"}
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
        if detail.get("site_shown"):
            site = str(detail["site"]).replace("_", " ").title()
            positive += f"; by the rule of {site} that is {line(detail['site_shown'])}"
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
            unjudged = [note for note in finding.notes if "not judged" in note or "were judged" in note]
            found = f"No window was found in which the grades of {side} depart from what is usual."
            yield Sentence(" ".join([found, *(line(note, 600) for note in unjudged)]), (number,))
            continue
        value, bounds, _ = write_value(finding)
        between = f" {words.between(finding.from_at, finding.to_at, case.zone)}" if finding.from_at and finding.to_at else ""
        reviews = words.plural(detail["reviews_in_window"], "review")
        if detail["against"] not in _AGAINST:
            yield Sentence(
                f"More reviews of {side} came{between} than on the record's other days: if the usual number had come, {value} of these {reviews} would be "
                f"excess{within(bounds)}. The file holds one half of the scale only, so the grades themselves tell nothing.",
                (number,),
            )
            continue
        end = {"low": "the lowest grade", "high": "the highest grade"}.get(str(detail["end"]), "the lowest and the highest grade")
        depart = "depart" if (finding.low or 0) >= LEAST_EXCESS else "may depart"
        yield Sentence(
            f"The grades of {side} {depart}{between} towards {end} from {_AGAINST[detail['against']]}: {value} of these {reviews} are more than would be "
            f"usual{within(bounds)}{_chance(detail)}{_without(detail)}. Which reviews they are, and why they were written, cannot be told.",
            (number,),
        )


def _chance(detail: Mapping[str, Any]) -> str:
    """How often a title that nothing happened to gives as much."""
    if detail["against"] != "the cohort":
        return ""
    size = f"{detail['cohort_size']} titles" if detail.get("cohort_size") else "other titles"
    return f"; judged by {size}, {words.in_a_hundred(detail['chance'])} ordinary launches have as large a share of it"


def _without(detail: Mapping[str, Any]) -> str:
    if detail["score_without"] is None:
        return ""
    low, high = words.percent(detail["score_without_low"]), words.percent(detail["score_without_high"])
    return (
        f"; without the excess the mean grade of all reviews would be {words.percent(detail['score_without'])} of the scale ({low} to {high}), "
        f"with it {words.percent(detail['score_with'])}"
    )
