"""Refuse to put reviews of several works into one number."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.findings import Ask, Row, Unmeasured


def several_works(name: str, subject: str, rows: Sequence[Row], ask: Ask) -> Unmeasured | None:
    """The reason for no value where the reviews are of several works; None where they are of one, or do not say.

    Args:
        name: The measurement.
        subject: What it was asked about.
        rows: Rows of a reduction with the column `works`: the works named in the row, separated by " | ".
        ask: The ask.
    """
    works = sorted({work for row in rows for work in (row.get("works") or "").split(" | ") if work})
    if len(works) < 2:
        return None
    named = ", ".join(works[:5]) + (f" and {len(works) - 5} more" if len(works) > 5 else "")
    needs = "a case for each work, loaded with --subject WORK"
    return Unmeasured(name, subject, f"the reviews are of {len(works)} works ({named}), whose mean would be of none", needs, ask.as_of)
