"""Gather rows one by one into a batch, for formats that are read row by row."""

from __future__ import annotations

import re
from typing import Any, Final

import pyarrow as pa

from uproar.readers.options import Options
from uproar.readers.reader import Reading
from uproar.readers.times import UnreadableTimeError, read_time
from uproar.records import OWN, Batch, Kind, Rejected, delivered_schema

ROWS_PER_BATCH: Final = 100_000
REJECTED_BYTES: Final = 10_000
# A spreadsheet shows long ids as 1.38E+18, which no longer says which record it was.
# The plus sign is asked for: 9e41234 is a sound hexadecimal id. (A long id with ".0" went through a number of 53 bits and has lost its last digits.)
DAMAGED_ID: Final = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d+|\d{16,}\.0")
ROUNDED_ID_REASON: Final = "id rounded by a spreadsheet to 15 digits: export again with ids as text"
DAMAGED_ID_REASON: Final = "id damaged by a spreadsheet (like 1.38E+18): export again with ids as text"
NO_ZONE: Final = "none in the file: read as UTC (give --zone Area/City if they are not)"
ZONE_IN_FILE: Final = "stated in the file"


class RowError(ValueError):
    """One row cannot be used; the message is the reason, in words that group."""


class Collector:
    """Rows of one kind on their way into batches.

    Args:
        kind: What the rows are.
        source: Name of the origin.
        sampling: How they were chosen.
    """

    def __init__(self, kind: Kind, source: str, sampling: str) -> None:
        self.kind = kind
        self._source = source
        self._sampling = sampling
        self._names = [name for name, _ in OWN[kind]]
        self._rows: list[dict[str, Any]] = []
        self._rejected: list[Rejected] = []

    def add(self, line: int, raw: bytes, record_id: str, event_at: int | None, observed_at: int, **own: Any) -> None:
        """Take one row; times in microseconds; `own` are columns of the kind (or a `source` of its own), those left out are unknown."""
        common = {
            "line": line, "record_id": record_id, "source": own.get("source", self._source), "sampling": self._sampling,
            "event_at": event_at, "observed_at": observed_at, "raw": raw,
        }  # fmt: skip
        self._rows.append({**common, **{name: own.get(name) for name in self._names}})

    def reject(self, line: int, reason: str, raw: bytes) -> None:
        """Set one row aside with its reason."""
        self._rejected.append(Rejected(line, reason, raw[:REJECTED_BYTES]))

    @property
    def full(self) -> bool:
        """Whether it is time to hand a batch on."""
        return len(self._rows) + len(self._rejected) >= ROWS_PER_BATCH

    def batch(self) -> Batch:
        """Hand on what was gathered and begin anew."""
        schema = delivered_schema(self.kind)
        try:
            table = pa.Table.from_pylist(self._rows, schema=schema)
        except UnicodeEncodeError:  # half a surrogate pair, as JSON can spell it: such a character is none, and is replaced
            table = pa.Table.from_pylist([{name: _whole(value) for name, value in row.items()} for row in self._rows], schema=schema)
        batch = Batch(self.kind, table, tuple(self._rejected), len(self._rows) + len(self._rejected))
        self._rows, self._rejected = [], []
        return batch


def _whole(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def note_zone(reading: Reading, options: Options, *, zoned: bool) -> None:
    """Keep in the report where the zone of a file's times came from."""
    said = ZONE_IN_FILE if zoned else f"given: {options.zone}" if options.zone else NO_ZONE
    add_zone_source(reading, said)


def add_zone_source(reading: Reading, said: str) -> None:
    """Add one origin of zones to the report."""
    if said not in reading.zone_source:
        reading.zone_source = f"{reading.zone_source}; {said}" if reading.zone_source else said


def row_day_or_time(text: str, options: Options, reading: Reading) -> tuple[int, int]:
    """Read a row's time and note where its zone came from; a bare day is cut in the zone given or else in the case's own.

    Returns:
        Start and end of what it names, in microseconds; equal for an instant.

    Raises:
        RowError: It cannot be read.
    """
    try:
        start, end, zoned = read_time(text, options.zone)
        if start != end and not options.zone:
            start, end, _ = read_time(text, options.case_zone)
    except UnreadableTimeError as error:
        raise RowError(str(error)) from None
    if start == end or options.zone:
        note_zone(reading, options, zoned=zoned)
    else:
        add_zone_source(reading, f"days cut in the case's zone {options.case_zone}")
    return start, end


def check_id(record_id: str) -> str:
    """Return a record's id if it still names one record.

    Raises:
        RowError: It is empty or was damaged by a spreadsheet.

    Example:
        >>> check_id("1380175475545362437")
        '1380175475545362437'
        >>> check_id("1.38018E+18")
        Traceback (most recent call last):
        uproar.readers.collect.RowError: id damaged by a spreadsheet (like 1.38E+18): export again with ids as text
    """
    record_id = record_id.strip()
    if not record_id:
        raise RowError("no id")
    if DAMAGED_ID.fullmatch(record_id):
        raise RowError(DAMAGED_ID_REASON)
    return record_id
