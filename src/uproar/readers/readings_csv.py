"""Readings of a petition's counter in a delimited table: a time and a count a row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from uproar.errors import AmbiguousError
from uproar.findings import from_micros, to_micros
from uproar.readers.collect import Collector, RowError, row_day_or_time
from uproar.readers.columns import Role, find, held
from uproar.readers.options import Options
from uproar.readers.reader import Reader, Reading
from uproar.readers.slashes import settle
from uproar.readers.source import Source
from uproar.readers.table import rows, sniff
from uproar.readers.times import read_time
from uproar.records import Batch, Kind, Sampling

# A petition's own created_at is when it was opened, not when its counter was read, and so is none of the names of a reading's time.
ROLES: Final = (
    Role("time", ("observedat", "asof", "readat", "timestamputc", "timestamp", "datetime", "time", "t", "date", "at", "ts"), needed=True),
    Role("signature_count", ("signaturecount", "totalsignaturecount", "signatures", "count", "total", "n"), needed=True),
    Role("petition", ("petition", "petitionid", "petitionslug")),
    Role("goal", ("goal", "signaturegoal", "target")),
)
# Names that say what is counted; a bare "count", "total" or "n" is a counter only in a table of nothing else.
_TELLING: Final = {"signaturecount", "totalsignaturecount", "signatures"}
_NOT_A_COUNTER: Final = {"text", "body", "message", "content", "rating", "grade", "score", "tweetcount", "ratio"}
# Digits, or groups of three with one kind of separator; ".0" is what a table with gaps makes of whole numbers.
_COUNT: Final = re.compile(r"(?:\d+|\d{1,3}(?:([,.'’  _ ])\d{3})(?:\1\d{3})*)(?:\.0+)?", re.ASCII)
COUNT_LIMIT: Final = 10_000_000_000  # more than there are people
TOO_MANY_REASON: Final = "count of more signatures than there are people"


def recognises(source: Source, options: Options) -> bool:
    """A table with a time and a count, and no text or rating; with --kind signature_count, any table."""
    layout = sniff(source)
    if layout is None:
        return False
    if options.kind is Kind.SIGNATURE_COUNT:
        return True
    names = {re.sub(r"[\W_]+", "", name.casefold()) for name in layout.header}
    roles = held(layout.header, ROLES, options)
    told = names & _TELLING or "petition" in roles or len(names) <= 3
    return {"time", "signature_count"} <= roles and bool(told) and not names & _NOT_A_COUNTER


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read counter readings; two that differ at one instant are both kept, and so is one that goes down.

    A reading is known by its petition, its time and its count. A time without zone is known by its text, so that the same file read in another zone
    brings no second reading; one of a bare day counts from the end of that day, when it is over.
    """
    layout = sniff(source)
    assert layout is not None  # noqa: S101 - `recognises` saw one
    found = find(str(source.path), layout.header, ROLES, options, layout.column)
    name = options.petition
    if "petition" not in found and not name:
        step = f"Name it: --petition {slug(source.path.name)}"
        raise AmbiguousError(str(source.path), "to know which petition was read", "a file without a column for it", step)
    if "petition" in found and name:
        reading.notes.append(
            f"--petition {name} is passed over: the column {layout.header[found['petition']]!r} names the petition of every row."
        )
    reading.unknown_fields = [title for place, title in enumerate(layout.header) if place not in found.values()]
    reading.sampling = options.sampling or Sampling.CENSUS
    collector = Collector(Kind.SIGNATURE_COUNT, options.source or "petition", reading.sampling)
    seen: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in settle(rows(source, layout, reading), layout, found["time"], reading):
        if row.fault:
            collector.reject(row.line, row.fault, row.raw)
            continue
        try:
            at, known_as, count, petition, goal = _reading(row.cells, found, options, reading)
        except RowError as error:
            collector.reject(row.line, str(error), row.raw)
        else:
            if seen[petition] and at < seen[petition][-1][0] and (again := _second_time(at, seen[petition][-1][0], options)):
                reading.tally["reading(s) fell in the hour that the clock shows twice, after its first time: taken as the second"] += 1
                at = again
            seen[petition].append((at, count))
            own = {"petition": petition, "signature_count": count, "goal": goal}
            collector.add(row.line, row.raw, f"{petition}|{known_as}|{count}", at, at, **own)
        if collector.full:
            yield collector.batch()
    yield collector.batch()
    _note_steps(seen, reading)


def _reading(cells: list[str], found: dict[str, int], options: Options, reading: Reading) -> tuple[int, str, int, str, int | None]:
    text = cells[found["time"]]
    start, at = row_day_or_time(text, options, reading)
    known_as = str(at) if read_time(text, options.zone)[2] else " ".join(text.split())
    count = read_count(cells[found["signature_count"]])
    petition = cells[found["petition"]].strip() if "petition" in found else options.petition
    if not petition:
        raise RowError("no petition named")
    if start != at:
        zone = options.zone or options.case_zone
        reading.tally[f"reading(s) name a day and no time: each counts from the end of that day in {zone}"] += 1
    return at, known_as, count, petition, _goal(cells[found["goal"]], reading) if "goal" in found else None


def _second_time(at: int, before: int, options: Options) -> int | None:
    """The second of the two moments that a clock set back shows alike, where it follows the reading before; None where there is none.

    Args:
        at: The first of them, in microseconds.
        before: When the reading before it in the file was made.
        options: What the person says; the zone is theirs.

    Example:
        >>> from datetime import datetime
        >>> said = Options(datetime(2026, 1, 1, tzinfo=UTC), zone="Europe/Berlin")
        >>> half_past_two = 1_729_989_000_000_000  # 2024-10-27 02:30, for the first time
        >>> (_second_time(half_past_two, half_past_two + 60_000_000, said) - half_past_two) // 1_000_000
        3600
    """
    if not options.zone:
        return None
    local = from_micros(at).astimezone(ZoneInfo(options.zone))
    again = to_micros(local.replace(fold=1).astimezone(UTC)) if local.fold == 0 else at
    return again if again > at and again >= before else None


def read_count(text: str) -> int:
    """Read a counter.

    Raises:
        RowError: It is negative, not whole, or no number.

    Example:
        >>> read_count("604,123"), read_count("25.0"), read_count("1.234.567")
        (604123, 25, 1234567)
    """
    text = text.strip()
    if not text:
        raise RowError("no count")
    if _COUNT.fullmatch(text) is None:
        negative = text.startswith(("-", "−")) and text[1:2].isdigit()
        raise RowError("negative count" if negative else "count that is not a whole number")
    whole = text.rsplit(".", 1)[0] if re.search(r"\.0+$", text) and not re.search(r"\.000$", text) else text
    count = int(re.sub(r"\D", "", whole))
    if count > COUNT_LIMIT:
        raise RowError(TOO_MANY_REASON)
    return count


def slug(text: str) -> str:
    """A name for a flag: what stands before the first dot, in lower case, with hyphens.

    Example:
        >>> slug("Save the Harbour! (2).csv.gz")
        'save-the-harbour-2'
    """
    return re.sub(r"[^\w]+", "-", text.split(".", 1)[0].lower()).strip("-") or "name"


def _goal(text: str, reading: Reading) -> int | None:
    if not text.strip():
        return None
    try:
        return read_count(text)
    except RowError:
        reading.tally["row(s) had a goal that is not a whole number; it was left out"] += 1
        return None


def _note_steps(seen: dict[str, list[tuple[int, int]]], reading: Reading) -> None:
    """Count how often the counter went down, and how often it was two things at once."""
    downs = 0
    for readings in seen.values():
        readings.sort()
        for (at, count), (next_at, next_count) in pairwise(readings):
            if at == next_at and count != next_count:
                reading.tally["reading(s) differ from another at the same instant; both are kept"] += 1
            elif next_count < count:
                downs += 1
    if downs:
        times = f"{downs:,} time{'s' if downs > 1 else ''}"
        reading.notes.append(f"The counter went down {times}: signatures were taken out, or two counters are mixed; every reading is kept.")


READER = Reader(
    "readings-csv", Kind.SIGNATURE_COUNT, "Readings of a petition's counter in CSV or TSV: time and count, plain or gzip.", recognises, read
)
