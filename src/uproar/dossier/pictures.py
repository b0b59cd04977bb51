"""Every chart of a case by name, for who wants them one by one: the dossier prints the foremost of each instrument."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

from uproar.case import Case
from uproar.charts.draw import drawings
from uproar.charts.drawing import Drawing
from uproar.dossier.names import petition_name, term_name
from uproar.findings import Finding, Result

Charts: TypeAlias = dict[str, Any]  # Altair charts by name
_SUBJECT: Final = 60  # characters of a subject in a name


def pictures(results: Sequence[Result], case: Case) -> dict[str, Drawing]:
    """Every chart that the findings allow, by a name that is fit for a file, such as "posts.burst-fixtidewater"."""
    found: dict[str, Drawing] = {}
    for drawing in drawings([_as_named(one, case) for one in results if isinstance(one, Finding)], case.zone):
        subject = re.sub(r"[^\w]+", "-", drawing.subject.casefold()).strip("-")[:_SUBJECT]
        name = wanted = f"{drawing.name}-{subject}" if subject else drawing.name
        times = 1
        while name in found:
            times += 1
            name = f"{wanted}-{times}"
        found[name] = drawing
    return found


def charts(results: Sequence[Result], case: Case) -> Charts:
    """The same charts as Altair objects, as wide as on a desk."""
    return {name: drawing.wide for name, drawing in pictures(results, case).items()}


def _as_named(finding: Finding, case: Case) -> Finding:
    """The finding with its subject as people call it, for the words of a chart."""
    if finding.name.startswith("posts."):
        return replace(finding, subject=term_name(finding.subject, case))
    return replace(finding, subject=petition_name(finding.subject, case)) if finding.name.startswith("petition.") else finding
