"""The account of one case: everything a page, a text or a file prints, worked out once.

Texts are ready to print (bounded, their invisible characters made visible, times on the case's clocks), but carry no markup: each format escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from uproar.charts.drawing import Drawing
from uproar.claims.claim import Verdict
from uproar.dossier import notebook

SCHEMA_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Proof:
    """How to get numbers again: the query, its parameters and first rows.

    Attributes:
        id: "e1", "e2", ...; several numbers may rest on one query.
        query, row_count, record_count, fingerprint: As in `Evidence`.
        parameters: Names and values of the query's parameters.
        columns, rows: The first rows as a table.
        cut: What of them is left out, or "".
    """

    id: str
    query: str
    parameters: tuple[tuple[str, str], ...]
    row_count: int
    record_count: int
    fingerprint: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """One finding, as written and as it is.

    Attributes:
        id: "f1", "f2", ...; `label` is its number in print.
        name, subject: The measurement and what it is about.
        value, low, high, unit, from_at, to_at, as_of, method, notes: As in `Finding`.
        written: The value as printed.
        bounds: Its bounds as printed, or "".
        unit_text: The unit as printed beside it.
        period: The period on the case's clocks.
        details: Further named values, as printed.
        proof: Id of its evidence, or None.
    """

    id: str
    label: str
    name: str
    subject: str
    value: Any
    low: float | None
    high: float | None
    unit: str
    from_at: datetime | None
    to_at: datetime | None
    as_of: datetime
    method: str
    notes: tuple[str, ...]
    written: str
    bounds: str
    unit_text: str
    period: str
    details: tuple[tuple[str, str], ...]
    proof: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A measurement that could not be made: why, and what would be needed."""

    name: str
    subject: str
    reason: str
    needs: str
    proof: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the account and the numbers it was composed from; `lead` sentences come first and tell the story; one that `opens` begins a paragraph."""

    text: str
    numbers: tuple[str, ...] = ()
    anchor: str = ""
    lead: bool = True
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Highlight:
    """One of the few figures at the head of the account."""

    label: str
    written: str
    unit: str
    bounds: str
    number: str


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline; an interval where the instant is not known.

    Attributes:
        at, to_at: When; `to_at` is None for a moment.
        when: The same on the case's clocks.
        kind: "posts", "petition", "pages", "press", "statement", or "case" for what the case itself names.
        text: What happened.
        number: Id of the number it comes from, or "".
        anchor: Where else on the page it comes from, or "".
    """

    at: datetime
    to_at: datetime | None
    when: str
    kind: str
    text: str
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What one number holds, row by row, such as each burst of a term; `cut` says how many rows are left out of print."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    number: str
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One instrument: its charts, its numbers, its gaps and its tables.

    `cut` says how many numbers are left out of print.
    """

    name: str
    title: str
    about: str
    numbers: tuple[str, ...]
    drawings: tuple[Drawing, ...]
    gaps: tuple[Gap, ...]
    cut: str = ""
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """One quotation: the words, whom they were said to, and where they were printed."""

    content: str
    kind: str
    addressee: str
    outlets: tuple[str, ...]
    printed: str
    reason: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker with all words; `name` is "" where the press names nobody."""

    name: str
    role: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's text and the claims that cover it; `ends` are those whose last character it holds."""

    text: str
    claims: tuple[str, ...] = ()
    verdict: Verdict | None = None
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim with its verdict, and the numbers and gaps behind it.

    Attributes:
        id: "c1", "c2", ...; `label` is its number in print.
        kind, text, span, verdict, reason, needs: As in `CheckedClaim`.
        numbers: Ids of the numbers the verdict rests on.
        gaps: Reasons for no number.
        cut: How many results are left out of print, or "".
    """

    id: str
    label: str
    kind: str
    text: str
    span: tuple[int, int]
    subject: str
    verdict: Verdict
    reason: str
    needs: str
    numbers: tuple[str, ...]
    gaps: tuple[Gap, ...]
    cut: str = ""


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """One article with its text, cut where claims begin and end, and its claims.

    Attributes:
        id: "a1", "a2", ...
        published: When, on the case's clocks, with where the date was read.
        paragraphs: The text; empty where it is left out, which `cut` says.
        counts: How many claims have each verdict, in the order of `Verdict`.
    """

    id: str
    name: str
    title: str
    outlet: str
    url: str
    published: str
    published_from: datetime | None
    published_to: datetime | None
    paragraphs: tuple[tuple[Piece, ...], ...]
    claims: tuple[ClaimEntry, ...]
    counts: tuple[tuple[Verdict, int], ...]
    notes: tuple[str, ...]
    cut: str = ""


@dataclass(frozen=True, slots=True)
class LoadEntry:
    """What became of the records of one file."""

    file: str
    format: str
    kind: str
    loaded_at: datetime
    loaded: str
    read: int
    stored: int
    duplicate: int
    conflicting: int
    skipped: int
    reasons: tuple[tuple[str, int], ...]
    unknown_fields: tuple[str, ...]
    zone_source: str
    sampling: str
    covers: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The whole account; formats print it and compute nothing.

    Attributes:
        title, aliases, terms: The case.
        zone: The zone of every printed time.
        as_of: The moment whose knowledge it rests on; `as_of_text` is the same on the case's clocks.
        fingerprint: Identity of the store's segments, or "".
        headline: The account in one line.
        highlights: A few figures.
        summary: What happened, sentence by sentence.
        unknown: What cannot be told, one sentence each.
        timeline: In the order of time; `undated` are events without a time.
        sections: One an instrument.
        speakers: Named speakers; `unattributed` are words whose speaker is not known.
        words_cut: How many quotations are left out, or "".
        articles: Checked articles.
        counts: Claims of all articles by verdict.
        loads: How the records were collected, files left out whose records begin later; `loads_cut` says how many, or "".
        numbers, proofs: Every number and its evidence, by id.
    """

    title: str
    aliases: tuple[str, ...]
    terms: tuple[str, ...]
    zone: str
    as_of: datetime
    as_of_text: str
    fingerprint: str
    headline: str
    highlights: tuple[Highlight, ...]
    summary: tuple[Sentence, ...]
    unknown: tuple[Sentence, ...]
    timeline: tuple[Event, ...]
    undated: tuple[str, ...]
    sections: tuple[Section, ...]
    speakers: tuple[Speaker, ...]
    unattributed: tuple[Words, ...]
    words_cut: str
    articles: tuple[ArticleEntry, ...]
    counts: tuple[tuple[Verdict, int], ...]
    loads: tuple[LoadEntry, ...]
    loads_cut: str = ""
    numbers: dict[str, Number] = field(default_factory=dict)
    proofs: dict[str, Proof] = field(default_factory=dict)
    schema_version: int = SCHEMA_VERSION

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Everything that could not be measured, over all instruments."""
        return tuple(gap for section in self.sections for gap in section.gaps)

    def _repr_html_(self) -> str:
        """The page as Jupyter and marimo show it."""
        return notebook.html(self)

    def _repr_markdown_(self) -> str:
        """The account as a front end shows it that takes no HTML."""
        return notebook.markdown(self)
