"""What was measured, or why it was not: frozen values that carry their evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, TypeAlias

Scalar: TypeAlias = str | int | float | bool | None
Row: TypeAlias = Mapping[str, Any]

_NO_SETTINGS: Mapping[str, Scalar] = MappingProxyType({})
_NO_TABLES: Mapping[str, str] = MappingProxyType({})


def to_micros(at: datetime) -> int:
    """Turn an aware datetime into microseconds since 1970-01-01 UTC, as every stored time is.

    Raises:
        ValueError: `at` has no zone.

    Example:
        >>> to_micros(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
        1000000
    """
    if at.tzinfo is None:
        message = f"a time needs a zone, got {at.isoformat()}"
        raise ValueError(message)
    delta = at - datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def from_micros(micros: int) -> datetime:
    """Turn microseconds since 1970-01-01 UTC into an aware datetime in UTC.

    Example:
        >>> from_micros(1_000_000).isoformat()
        '1970-01-01T00:00:01+00:00'
    """
    return datetime.fromtimestamp(micros // 1_000_000, tz=UTC).replace(microsecond=micros % 1_000_000)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a known time, and that a series may be compared before and after.

    Attributes:
        at: When, or the earliest it can have been.
        to_at: The latest it can have been; equal to `at` where the moment is known.
        what: What happened, in a few words.
    """

    at: datetime
    to_at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One question put to the record: about what, over which time, known by when.

    Attributes:
        as_of: Nothing that happened or was observed after this moment may count.
        from_at: Start of the period asked about (inclusive); None asks from the first record.
        to_at: End of the period asked about (exclusive); None asks up to `as_of`.
        subject: What it is about: a term, a petition, a title page; None asks about the title of the case.
        zone: IANA zone in which days and hours are cut.
        settings: Values that override a measurement's own defaults.
        released_at: When the release came out, where the case says so.
        events: What happened meanwhile, as the case says and its pages show, none after `as_of`.
    """

    as_of: datetime
    from_at: datetime | None = None
    to_at: datetime | None = None
    subject: str | None = None
    zone: str = "UTC"
    settings: Mapping[str, Scalar] = field(default_factory=lambda: _NO_SETTINGS)
    released_at: datetime | None = None
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """How to get a number again: the query, its parameters, and the state of the store it ran on.

    Attributes:
        query: The SQL reduction as it was run.
        parameters: Values of the query's named parameters.
        row_count: Rows the reduction returned.
        record_count: Records the reduction counted (0 where it counts none).
        fingerprint: Identity of the store's visible segments.
        rows: The first rows of the reduction, to be looked at.
    """

    query: str
    parameters: Mapping[str, Scalar]
    row_count: int
    record_count: int
    fingerprint: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One measured value with its bounds, its period and its evidence.

    Attributes:
        name: The measurement, such as `petition.signature_count`.
        subject: What it is about.
        value: The value; a number where `unit` counts something.
        unit: What the value counts or how it is scaled.
        as_of: The moment whose knowledge it rests on.
        method: How it was computed, in one sentence.
        low, high: Bounds of the value; equal to it where it is exact, None where bounds make no sense.
        from_at, to_at: The period it speaks of.
        detail: Further named values of the same result.
        series: The small table behind the value, one mapping a row, for charts and tables.
        notes: What a careful reader must know, one sentence each.
        evidence: The query and rows it rests on.
    """

    name: str
    subject: str
    value: Any
    unit: str
    as_of: datetime
    method: str
    low: float | None = None
    high: float | None = None
    from_at: datetime | None = None
    to_at: datetime | None = None
    detail: Mapping[str, Any] = field(default_factory=lambda: _NO_SETTINGS)
    series: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A measurement that could not be made, with the reason and what would be needed.

    Attributes:
        name: The measurement.
        subject: What it was asked about.
        reason: Why there is no value.
        needs: What would have to be loaded or given.
        as_of: The moment whose knowledge it rests on.
        evidence: The query that came back too thin, where one ran.
    """

    name: str
    subject: str
    reason: str
    needs: str
    as_of: datetime
    evidence: Evidence | None = None


Result: TypeAlias = Finding | Unmeasured
Judge: TypeAlias = Callable[[Sequence[Row], Ask], Sequence[Result]]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a finding makes worth asking of another measurement, such as how much of a burst was coordinated.

    Attributes:
        name: The other measurement.
        ask: The finding and the ask that led to it in, the further asks out.
        told: The finding and the results of those asks in, the finding that tells of both out.
    """

    name: str
    ask: Callable[[Finding, Ask], Sequence[Ask]]
    told: Callable[[Finding, Sequence[Result]], Finding]


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measurement: a SQL reduction and the pure function that judges its rows.

    Attributes:
        name: `instrument.measurement`, as in the documentation.
        kind: The record kind it reduces.
        unit: Unit of the value.
        summary: One sentence for `uproar methods`.
        sql: The reduction; its named parameters come from the ask and from `settings`.
        judge: Rows and ask in, findings out; knows no SQL, no store and no clock.
        subjects: What the case must name for it: "terms", "petitions", "pages", "sides" (critic and audience) or "title".
        settings: Defaults of its settings, each also a named parameter.
        least_records: Fewest records that can carry it; with fewer it is Unmeasured.
        whole_past: Whether it reads everything before the period too: the period then says what is reported, not what is known.
        follow_up: What its findings make worth asking of another measurement, when a whole case is measured.
        shared: Further tables of its reduction, by name, each a query that does not depend on the subject: run once for all subjects.
        needs_events: Whether it asks what followed each event: its asks then carry those of the case and the changes of its pages.
    """

    name: str
    kind: str
    unit: str
    summary: str
    sql: str
    judge: Judge
    subjects: str
    settings: Mapping[str, Scalar] = field(default_factory=lambda: _NO_SETTINGS)
    least_records: int = 1
    follow_up: FollowUp | None = None
    whole_past: bool = False
    shared: Mapping[str, str] = field(default_factory=lambda: _NO_TABLES)
    needs_events: bool = False

    def setting(self, ask: Ask, key: str) -> Any:
        """The value of one setting: the ask's own, else the default."""
        return ask.settings.get(key, self.settings[key])
