"""What each event was followed by, in sentences: an association, never a cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from uproar.case import Case
from uproar.charts import words
from uproar.dossier.dossier import Sentence
from uproar.dossier.names import Told, petition_name, term_name
from uproar.dossier.reviews import SIDES
from uproar.dossier.text import line

_USUAL: Final = 0.05


def effects(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """What followed each event in every series, and whether that is more than the series does by itself."""
    for finding, number in told:
        detail = finding.detail
        if finding.low is None or finding.high is None:
            continue
        instrument = finding.name.partition(".")[0]
        about = {
            "posts": term_name(finding.subject, case),
            "petition": petition_name(finding.subject, case, brief=True),
            "reviews": SIDES.get(finding.subject, line(finding.subject)),
        }[instrument]
        grades = detail["measured"] == "grades"
        write = words.points if grades else words.ratio
        than = "points of 100 more than" if grades else "times what"
        much = f"{write(finding.value)} {than} the course before would give ({write(finding.low)} to {write(finding.high)})"
        share = detail.get("placebo_share")
        stands = bool(detail["departs"]) and (share is None or share <= _USUAL)
        verdict = (
            "more than such series do by themselves; whether the event caused it cannot be told"
            if stands
            else "no departure that stands out from chance"
        )
        when = f" ({words.short(finding.from_at, case.zone)})" if finding.from_at else ""
        yield Sentence(
            f"“{line(detail['event'])}”{when} was followed by {line(detail['measured'])} of {about} at {much}: {verdict}.", (number,)
        )
