"""What the pages of a case show at one moment: a dossier, the findings behind its numbers, and what is still being measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import blake2b
from typing import Any, Final, TypeVar

from altair.utils.schemapi import debug_mode

from uproar.case import Case
from uproar.charts.drawing import Drawing
from uproar.charts.render import to_svg
from uproar.claims.article import CheckedArticle
from uproar.dossier.build import build
from uproar.dossier.dossier import Dossier
from uproar.dossier.numbers import Register
from uproar.dossier.posts import coordinated_bursts
from uproar.findings import Finding, Result
from uproar.instruments.run import measurements
from uproar.records import ImportReport

CLAIMS: Final = "claims"  # the check of the articles, beside the measurements' own names
# What a picture carries for pages that stand alone: a style attribute is not allowed here (the style sheet says the same), and Vega's roles for its marks
# would have to be named each, though the picture has one text for the whole.
_NOT_HERE: Final = re.compile(r' style="width:100%;height:auto"| role="graphics-\w+"| aria-roledescription="[^"]*"')

_KEPT: Final = 300  # pictures and stretches of pages kept with a snapshot: those of all its pages, and of some zooms of the timeline
Kept = TypeVar("Kept")


def tasks() -> tuple[str, ...]:
    """Everything that is worked out for a case: each measurement, and the claims."""
    return (*(one.name for one in measurements()), CLAIMS)


def instrument(task: str) -> str:
    """The instrument that a task belongs to: the part of its name before the dot."""
    return task.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the pages show.

    Attributes:
        number: Grows with every snapshot of its job: a page that shows a lower one is older.
        fingerprint: Identity of the records it was begun on.
        as_of: The moment whose knowledge it rests on.
        dossier: The account.
        findings: The findings behind the dossier's numbers, by their ids.
        articles: The checked articles.
        pending: Tasks that have not run on these records yet.
        missing: Those of them that have no older result to show meanwhile.
        faults: Tasks that failed, and how.
        kept: What was worked out from it once and serves every request: pictures, tables, whole stretches of pages.
    """

    number: int
    fingerprint: str
    as_of: datetime
    dossier: Dossier
    findings: Mapping[str, Finding]
    articles: tuple[CheckedArticle, ...]
    pending: frozenset[str]
    missing: frozenset[str]
    faults: Mapping[str, str]
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def tag(self) -> str:
        """What tells this snapshot from every other: an ETag without its quotation marks. Complete ones of the same records and moment are the same."""
        content = blake2b(f"{self.fingerprint} {self.as_of.isoformat()} {sorted(self.faults.items())}".encode(), digest_size=12)
        if self.pending:
            content.update(f" {self.number} {sorted(self.pending)}".encode())
        return content.hexdigest()

    def waits(self, name: str) -> bool:
        """Whether anything of an instrument, or of all (""), is still to be measured."""
        return any(not name or instrument(task) == name for task in self.pending)

    def lacks(self, name: str) -> bool:
        """Whether everything of an instrument is still to be measured for the first time."""
        return all(task in self.missing for task in tasks() if instrument(task) == name)

    def undrawn(self) -> Callable[[], object] | None:
        """Draws one picture that no page has asked for yet; None where all are drawn."""
        for place, section in enumerate(self.dossier.sections, 1):
            for index, drawing in enumerate(section.drawings, 1):
                for width in ("wide", "narrow"):
                    name = f"p-{place}-{index}"
                    if f"picture {name} {width}" not in self.kept:
                        return partial(self.picture, drawing, name, width)
        return None

    def keep(self, key: str, make: Callable[[], Kept]) -> Kept:
        """What `make` gives: worked out once, and again only when it was long ago."""
        found: Kept | None = self.kept.get(key)
        if found is None:
            found = self.kept[key] = make()
            for old in list(self.kept)[:-_KEPT]:
                self.kept.pop(old, None)
        return found

    def picture(self, drawing: Drawing, picture_id: str, width: str) -> str:
        """One width of a chart as SVG, drawn once."""

        def drawn() -> str:
            chart = drawing.wide if width == "wide" else drawing.narrow
            picture = to_svg(chart, picture_id=f"{picture_id}-{width}", title=drawing.title, description=drawing.description)
            return _NOT_HERE.sub("", picture)

        return self.keep(f"picture {picture_id} {width}", drawn)


def make(
    case: Case, number: int, fingerprint: str, as_of: datetime, results: Sequence[Result], articles: Sequence[CheckedArticle],
    loads: Sequence[tuple[int, ImportReport]], pending: frozenset[str], missing: frozenset[str], faults: Mapping[str, str],
) -> Snapshot:  # fmt: skip
    """Put a snapshot together from what has been measured so far."""
    with debug_mode(
        arg=False
    ):  # Altair would hold each part of each chart against its schema, a fifth of the time; the charts' own tests do
        dossier = build(case, as_of, results, articles, loads)
    # The same findings in the same order as build() numbers them; checked by tests/web/test_results.py.
    register, findings = Register(case.zone), {}
    found = [one for result in results if isinstance(result, Finding) for one in (result, *coordinated_bursts(result))]
    for finding in found:
        findings[register.add(finding)] = finding
    behind_claims = [
        finding
        for article, entry in zip(articles, dossier.articles, strict=True)
        for checked, claim in zip(article.claims, entry.claims, strict=True)
        for finding in [one for one in checked.results if isinstance(one, Finding)][: len(claim.numbers)]
    ]
    for finding in behind_claims:
        findings.setdefault(register.add(finding), finding)
    return Snapshot(number, fingerprint, as_of, dossier, findings, tuple(articles), pending, missing, dict(faults))
