"""What each event was followed by, in sentences: an association, never a cause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

from uproar.case import Case
from uproar.charts import words
from uproar.dossier.dossier import Sentence
from uproar.dossier.names import Told, petition_name, term_name
from uproar.dossier.reviews import SIDES
from uproar.dossier.text import line
from uproar.findings import Finding, Unmeasured

_USUAL: Final = 0.05
_AROUND: Final = re.compile(r"(\w+) around “(.+)”: (.+)", re.DOTALL)  # how a reason begins: what is counted, and the event
Key = TypeVar("Key")
Around = tuple[str, str, str]  # the event, what is counted, and of what


def effects(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """What followed each event in every series, and whether that is more than the series does by itself."""
    for finding, number in told:
        detail = finding.detail
        if finding.low is None or finding.high is None:
            continue
        about = _about(finding, case, brief=True)
        grades = detail["measured"] == "grades"
        known = (float(finding.value), finding.low, finding.high)
        value, low, high = map(words.points, known) if grades else words.ratios(*known)
        than = "points of 100 more than" if grades else "times what"
        much = f"{value} {than} the course before would give ({low} to {high})"
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


def around(gap: Unmeasured, case: Case) -> tuple[str, Around] | None:
    """Why it cannot be told what an event was followed by, without the event, and what the reason concerns; None for every other gap."""
    found = _AROUND.fullmatch(gap.reason) if gap.name.endswith(".effect") else None
    return (found[3], (line(found[2]), found[1], _about(gap, case))) if found else None


def not_told(gaps: Sequence[Around]) -> list[str]:
    """What one reason keeps from being told, each event and each series once: "what “A” was followed by in the grades and reviews of critics"."""
    subjects = _gathered([((event, measured), subject) for event, measured, subject in gaps])
    measured = _gathered([((event, tuple(those)), what) for (event, what), those in subjects.items()])
    series = _gathered([(event, f"the {words.listed(what)} of {words.listed(list(those))}") for (event, those), what in measured.items()])
    events = _gathered([(tuple(listed), f"“{event}”") for event, listed in series.items()])
    return [
        f"what {words.listed(those)} {'was' if len(those) == 1 else 'were'} followed by in {words.listed(list(listed))}"
        for listed, those in events.items()
    ]


def _gathered(pairs: Iterable[tuple[Key, str]]) -> dict[Key, list[str]]:
    """The values of each key, each once, in their order."""
    out: dict[Key, dict[str, None]] = {}
    for key, value in pairs:
        out.setdefault(key, {})[value] = None
    return {key: list(those) for key, those in out.items()}


def _about(one: Finding | Unmeasured, case: Case, *, brief: bool = False) -> str:
    """What a series is of, as people call it."""
    if one.name.startswith("posts."):
        return term_name(one.subject, case)
    return petition_name(one.subject, case, brief=brief) if one.name.startswith("petition.") else SIDES.get(one.subject, line(one.subject))
