"""What the pages of a case show at one moment: a dossier, the findings behind its numbers, and what is still being measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from hashlib import blake2b
from typing import Any, Final, TypeVar

from uproar.case import Case
from uproar.charts.drawing import Drawing
from uproar.charts.render import to_svg
from uproar.claims.article import CheckedArticle
from uproar.claims.press.outlets import Outlets, compare
from uproar.dossier.build import build
from uproar.dossier.checked import Page, page_of
from uproar.dossier.dossier import Dossier, Number
from uproar.dossier.numbers import Register
from uproar.dossier.posts import coordinated_bursts
from uproar.findings import Finding, Result
from uproar.instruments.run import measurements
from uproar.records import ImportReport

CLAIMS: Final = "claims"  # the check of the articles, beside the measurements' own names
# What a picture carries for pages that stand alone: a style attribute is not allowed here (the style sheet says the same), and Vega's roles for its marks
# would have to be named each, though the picture has one text for the whole.
_NOT_HERE: Final = re.compile(r' style="width:100%;height:auto"| role="graphics-\w+"| aria-roledescription="[^"]*"')

# How the account begins where it has nothing to tell, which cannot be known before all is measured.
_NOTHING: Final = ("with nothing that stands out", "nothing could be measured yet")
_BESIDE: Final = 4  # results that `dossier/reading.py` prints beside a claim
_SLUG: Final = 40  # characters of a subject in an address
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
        marks: The lasting name of each of them, by its id: a number in print changes with what has been measured, this does not.
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
    marks: Mapping[str, str]
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

    @property
    def progress(self) -> str:
        """How far measuring has got where something has no result yet, in words; "" where everything has."""
        every = len(tasks())
        return f"still being measured: {every - len(self.missing)} of {every}" if self.missing else ""

    @property
    def headline(self) -> str:
        """The account's headline; while nothing stands out and something is still to be measured, how far measuring has got."""
        settled = not self.missing or (self.number and not self.dossier.headline.endswith(_NOTHING))
        return self.dossier.headline if settled else f"{self.dossier.title}: {self.progress}"

    def number_of(self, name: str) -> str | None:
        """The id of the number of a lasting name, or of a number in print; None where there is none."""
        ids: dict[str, str] = self.keep("ids", lambda: {mark: number for number, mark in self.marks.items()})
        number = f"f{name}"
        return ids.get(name) or (number if number in self.dossier.numbers else None)

    def due(self, name: str) -> frozenset[str]:
        """The tasks still to run that may bring a finding of this lasting name, or of this number in print, which belongs to the whole."""
        if name.isdigit():
            return self.pending
        measurement, *rest = name.split(":")
        if measurement == CLAIMS or measurement not in tasks() or len(rest) not in (1, 2):
            return frozenset()
        # A name in three parts is also that of what another result of the instrument, or a claim, brings with it.
        near = [task for task in self.pending if task == CLAIMS or instrument(task) == instrument(measurement)]
        return frozenset(near) if len(rest) == 2 else self.pending & {measurement}

    def unlaid(self, case: Case) -> Callable[[], object] | None:
        """Lays the articles out that no page has asked for yet; None where that is done."""
        return partial(self.checked, case) if self.articles and CLAIMS not in self.kept else None

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

    def take_over(self, before: Snapshot) -> None:
        """Keep what was worked out from the same articles for an earlier snapshot: comparing 500 takes a second."""
        if self.articles and self.articles is before.articles and "outlets" in before.kept:
            self.kept["outlets"] = before.kept["outlets"]

    def compared(self, case: Case) -> Outlets:
        """The articles, compared over outlets."""
        return self.keep("outlets", lambda: compare(list(self.articles), case))

    def checked(self, case: Case) -> Page | None:
        """The articles as `uproar check` lays them out, their findings numbered as on every other page; None where there are none."""
        if not self.articles:
            return None

        def laid() -> Page:
            page = page_of(self.compared(case), case, case.zone, self.as_of, (), ())
            labels = {_content(one): one.label for one in self.dossier.numbers.values()}
            numbers = {
                key: replace(_in_words(one), label=labels.get(_content(one), "without a number")) for key, one in page.numbers.items()
            }
            return replace(page, numbers=numbers)

        return self.keep(CLAIMS, laid)

    def picture(self, drawing: Drawing, picture_id: str, width: str) -> str:
        """One width of a chart as SVG, drawn once."""

        def drawn() -> str:
            try:
                chart = drawing.wide if width == "wide" else drawing.narrow
                picture = to_svg(chart, picture_id=f"{picture_id}-{width}", title=drawing.title, description=drawing.description)
            except Exception as error:  # noqa: BLE001  # one chart's fault must not take the page away: it is told in its place
                return f'<p class="banner bad">The chart could not be drawn: {type(error).__name__}. This is a fault in uproar: please report it.</p>'
            return _NOT_HERE.sub("", picture)

        return self.keep(f"picture {picture_id} {width}", drawn)


def make(
    case: Case, count: int, fingerprint: str, as_of: datetime, results: Sequence[Result], articles: Sequence[CheckedArticle],
    loads: Sequence[tuple[int, ImportReport]], pending: frozenset[str], missing: frozenset[str], faults: Mapping[str, str],
) -> Snapshot:  # fmt: skip
    """Put a snapshot together from what has been measured so far."""
    dossier = build(case, as_of, results, articles, loads)
    # The same findings in the same order as build() numbers them; checked by tests/web/test_results.py.
    register, findings = Register(case.zone), dict[str, Finding]()
    marks = _Marks()
    for result in [one for one in results if isinstance(one, Finding)]:
        for finding in (result, *coordinated_bursts(result)):
            findings[number := register.add(finding)] = finding
            marks.give(number, finding, plain=finding is result)
    behind_claims = [
        finding
        for article, entry in zip(articles, dossier.articles, strict=True)
        for checked, claim in zip(article.claims, entry.claims, strict=True)
        for finding in [one for one in checked.results if isinstance(one, Finding)][: len(claim.numbers)]
    ]
    # The pages of articles leave out what the press says elsewhere, and so have room for more than the account.
    own = [[one for one in checked.results if not one.name.startswith("press.")] for article in articles for checked in article.claims]
    further = [one for some in own for one in some[:_BESIDE] if isinstance(one, Finding)]
    for finding in (*behind_claims, *further):
        findings.setdefault(number := register.add(finding), finding)
        marks.give(number, finding, plain=False)
    more = {key: one for key, one in register.numbers.items() if key not in dossier.numbers}
    proofs = {f"x{one.proof}": replace(register.proofs[one.proof], id=f"x{one.proof}") for one in more.values() if one.proof is not None}
    dossier = replace(
        dossier,
        as_of_text=dossier.as_of_text.replace("(UTC, UTC+00:00)", "(UTC)"),
        numbers={
            key: _in_words(one)
            for key, one in (
                dossier.numbers | {key: replace(one, proof=one.proof and f"x{one.proof}") for key, one in more.items()}
            ).items()
        },
        proofs=dossier.proofs | proofs,
        # That a term was on no list at all is no figure for the head of the page.
        highlights=tuple(one for one in dossier.highlights if findings[one.number].name != "posts.rank" or findings[one.number].value),
    )
    # A tuple stays the same object, so that what was worked out from it can be taken over.
    return Snapshot(count, fingerprint, as_of, dossier, findings, marks.given, tuple(articles), pending, missing, dict(faults))


class _Marks:
    """Gives findings their lasting names: measurement and subject for the first that a measurement finds of a subject, further ones also by what they say."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self._taken: set[str] = set()

    def give(self, number: str, finding: Finding, *, plain: bool) -> None:
        if number in self.given:
            return
        # A task gives all its findings at once, so that which of them is the first does not depend on how far measuring has got.
        subject = re.sub(r"\W+", "-", finding.subject.lower()).strip("-")[:_SLUG] or "all"
        name = f"{finding.name}:{subject}"
        if not plain or name in self._taken:
            said = (finding.subject, finding.value, finding.low, finding.high, finding.from_at, finding.to_at, dict(finding.detail))
            name += f":{blake2b(repr(said).encode(errors='backslashreplace'), digest_size=5).hexdigest()}"
        self._taken.add(name)
        self.given[number] = name


def _content(number: Number) -> str:
    return repr(replace(_in_words(number), id="", label="", proof=None))


def _in_words(number: Number) -> Number:
    """The number with the unit of one thing where it is one."""
    one = number.value == 1 and isinstance(number.value, int) and " " not in number.unit_text
    return replace(number, unit_text=number.unit_text.removesuffix("s")) if one else number
