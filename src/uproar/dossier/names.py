"""What the account calls the things it speaks of."""

from __future__ import annotations

from typing import TypeAlias

from uproar.case import Case
from uproar.dossier.text import line
from uproar.findings import Finding

Told: TypeAlias = tuple[Finding, str]  # a finding and the id of its number


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
    return f" ({bounds})" if bounds not in ("", "exact") else ""
