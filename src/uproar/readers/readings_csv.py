"""Readings of a petition's counter in a delimited table: a time and a count a row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from uproar.errors import AmbiguousError
from uproar.readers.collect import Collector, RowError, row_day_or_time
from uproar.readers.columns import Role, find, held
from uproar.readers.options import Options
from uproar.readers.reader import Reader, Reading
from uproar.readers.readings_survey import UNCLEAR, dots_group, opened_at, second_times
from uproar.readers.slashes import settle
from uproar.readers.source import Source
from uproar.readers.table import Layout, rows, sniff
from uproar.readers.times import read_time
from uproar.records import Batch, Kind, Sampling

# A petition's own created_at is when it was opened, not when its counter was read: the same for all of its readings.
ROLES: Final = (
    Role("time", ("observedat", "asof", "readat", "timestamputc", "timestamp", "datetime", "time", "t", "date", "at", "ts"), needed=True),
    Role("signature_count", ("signaturecount", "totalsignaturecount", "signatures", "count", "total", "n"), needed=True),
    Role("petition", ("petition", "petitionid", "petitionslug")),
    Role("goal", ("goal", "signaturegoal", "target")),
    Role("opened", ("openedat", "createdat", "datecreated", "opened")),
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
    dots, moved, openings = _survey(source, layout, found, options)
    opened, told = opened_at(openings, options)
    if told:
        reading.notes.append(f"The column {layout.header[found['opened']]!r} is taken for when a petition was opened: {'; '.join(told)}.")
    seen: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in settle(rows(source, layout, reading), layout, found["time"], reading):
        if row.fault:
            collector.reject(row.line, row.fault, row.raw)
            continue
        try:
            at, known_as, count, petition, goal = _reading(row.cells, found, options, reading, dots)
        except RowError as error:
            collector.reject(row.line, str(error), row.raw)
        else:
            if row.line in moved:
                reading.tally["reading(s) fell in the hour that the clock shows twice, after its first time: taken as the second"] += 1
                at = moved[row.line]
            seen[petition].append((at, count))
            # A petition is not read before it is opened: such a time is of something else.
            since = opened.get(petition)
            own = {
                "petition": petition,
                "signature_count": count,
                "goal": goal,
                "opened_at": since if since is not None and since <= at else None,
            }
            collector.add(row.line, row.raw, f"{petition}|{known_as}|{count}", at, at, **own)
        if collector.full:
            yield collector.batch()
    yield collector.batch()
    _note_steps(seen, reading)


def _survey(
    source: Source, layout: Layout, found: dict[str, int], options: Options
) -> tuple[bool | None, dict[int, int], dict[str, set[str]]]:
    """What only the whole file tells: whether dots in counts group thousands, which readings are of an hour that the clock shows twice, and openings by petition."""
    scratch = Reading()
    places = [found[role] for role in ("signature_count", "goal") if role in found]
    dotted: set[str] = set()
    openings: defaultdict[str, set[str]] = defaultdict(set)
    sound = []
    for row in settle(rows(source, layout, scratch), layout, found["time"], scratch):
        if not row.fault:
            dotted.update(row.cells[place] for place in places)
            if "opened" in found:
                petition = row.cells[found["petition"]].strip() if "petition" in found else options.petition
                openings[petition].add(row.cells[found["opened"]].strip())
            if options.zone:
                sound.append((row.line, row.cells))
    dots = dots_group(dotted)
    readings = []
    for line, cells in sound:
        try:
            at, _, count, petition, _ = _reading(cells, found, options, scratch, dots)
        except RowError:
            continue
        readings.append((petition, line, at, count))
    return dots, second_times(readings, options.zone), openings


def _reading(
    cells: list[str], found: dict[str, int], options: Options, reading: Reading, dots: bool | None
) -> tuple[int, str, int, str, int | None]:
    text = cells[found["time"]]
    start, at = row_day_or_time(text, options, reading)
    known_as = str(at) if read_time(text, options.zone)[2] else " ".join(text.split())
    written = cells[found["signature_count"]].strip()
    count = read_count(written, dots=dots)
    if count and UNCLEAR.fullmatch(written):
        reading.tally[f"count(s) such as 12.000 are read as {'12,000' if dots else '12'}, as the other counts of the file say"] += 1
    petition = cells[found["petition"]].strip() if "petition" in found else options.petition
    if not petition:
        raise RowError("no petition named")
    if start != at:
        zone = options.zone or options.case_zone
        reading.tally[f"reading(s) name a day and no time: each counts from the end of that day in {zone}"] += 1
    return at, known_as, count, petition, _goal(cells[found["goal"]], reading, dots) if "goal" in found else None


def read_count(text: str, *, dots: bool | None = None) -> int:
    """Read a counter.

    Args:
        text: What stands there.
        dots: Whether a dot before three noughts groups thousands (12.000 is 12,000) or begins decimals (12); None where that is not known.

    Raises:
        RowError: It is negative, not whole, no number, or one of two.

    Example:
        >>> read_count("604,123"), read_count("25.0"), read_count("1.234.567"), read_count("604123.000"), read_count("12.000", dots=True)
        (604123, 25, 1234567, 604123, 12000)
    """
    text = text.strip()
    if not text:
        raise RowError("no count")
    if _COUNT.fullmatch(text) is None:
        negative = text.startswith(("-", "−")) and text[1:2].isdigit()
        raise RowError("negative count" if negative else "count that is not a whole number")
    unclear = UNCLEAR.fullmatch(text) is not None and int(text[:-4]) > 0
    if unclear and dots is None:
        raise RowError("count with a dot before three noughts, of which nothing in the file tells whether it groups thousands")
    grouped = dots if unclear else re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text, re.ASCII) is not None
    whole = text if grouped else re.sub(r"\.0+$", "", text)
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


def _goal(text: str, reading: Reading, dots: bool | None) -> int | None:
    if not text.strip():
        return None
    try:
        return read_count(text, dots=dots)
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
