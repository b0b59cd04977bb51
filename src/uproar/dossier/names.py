"""What the account calls the things it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final, TypeAlias

from uproar.case import Case
from uproar.dossier.text import line
from uproar.findings import Finding

Told: TypeAlias = tuple[Finding, str]  # a finding and the id of its number
_DAY: Final = timedelta(days=1)


def term_name(subject: str, case: Case) -> str:
    """A term as the case writes it ("#FixTidewater"), not as it is counted ("#fixtidewater")."""
    return line(next((term for term in case.terms if term.casefold() == subject.casefold()), subject))


def petition_name(subject: str, case: Case, *, brief: bool = False) -> str:
    """A petition by its name where the case gives one; `brief` says "the petition" where the case has no other."""
    if brief and [petition.id for petition in case.petitions] == [subject]:
        return "the petition"
    name = next((petition.name for petition in case.petitions if petition.id == subject), "")
    return f"the petition “{line(name or subject)}”"


def within(bounds: str) -> str:
    """Bounds in brackets, where there are any worth saying."""
    return f" ({bounds})" if bounds not in ("", "exact", "as read") else ""


def so_far(finding: Finding, burst: Mapping[str, Any]) -> str:
    """What is added to a burst that ended within a day of the record's end: it may come back, and its counts may grow."""
    return " so far" if not burst["still_running"] and finding.as_of - burst["to_at"] < _DAY else ""
