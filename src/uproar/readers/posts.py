"""Turn columns of text into posts, a block at a time."""

from __future__ import annotations

from typing import Any, Final

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from uproar.extract.page.links import split_links
from uproar.readers.collect import (
    DAMAGED_ID,
    DAMAGED_ID_REASON,
    REJECTED_BYTES,
    ROUNDED_ID_REASON,
    RowError,
    note_zone,
    row_day_or_time,
)
from uproar.readers.jsonl import Block
from uproar.readers.options import Options
from uproar.readers.reader import Reading
from uproar.records import Batch, Kind, Rejected, delivered_schema

# Where X's list of a post's links holds the address itself, the one that leads furthest first.
EXPANDED: Final = ("unwound_url", "expanded_url", "url")
_DAYS: Final = "post(s) name a day and no time: they count from its end, and no interval shorter than a day can be told from them"

_SKEWED: Final = (
    "post(s) were read before they were made, by their own times (a clock or a zone is wrong): they count from the later of the two"
)
_SKEW_MICROS: Final = 60_000_000  # clocks that agree to the minute are sound


def post_batch(block: Block, columns: dict[str, Any], source: str, sampling: str, options: Options, reading: Reading) -> Batch:
    """Build a batch of posts.

    Args:
        block: The lines that the columns came from.
        columns: Arrays of text, one row a line: record_id, at, author, text, language, repost_of; optionally observed, author_created_at, and links (lists of text).
        source: Name of the origin.
        sampling: How the posts were chosen.
        options: What the person loading says.
        reading: Takes the zone's origin.

    A post of a bare day happened at the start of that day, as far as is known, and counts once the day is over.
    """
    event_at, over_at, faults = _times(columns["at"], options, reading)
    if over_at is not event_at:
        reading.tally[_DAYS] += pc.sum(pc.not_equal(event_at, over_at)).as_py() or 0
    observed_at = over_at
    if "observed" in columns:
        _, stated, unread = _times(columns["observed"], options, reading)
        missing = len(unread) - columns["observed"].null_count
        if missing > 0:
            reading.tally["row(s) had a time of reading that cannot be read; they count from when they happened"] += missing
        skewed = pc.sum(pc.greater(pc.subtract(event_at, stated), _SKEW_MICROS)).as_py()
        if skewed:
            reading.tally[_SKEWED] += skewed
        observed_at = pc.coalesce(stated, over_at)
    ids = pc.utf8_trim_whitespace(pc.fill_null(columns["record_id"], ""))
    no_id = pc.equal(ids, "")
    damaged = pc.match_substring_regex(ids, f"^(?:{DAMAGED_ID.pattern})$")
    no_text = pc.is_null(columns["text"])
    reasons = {"no id": no_id, DAMAGED_ID_REASON: damaged, "no text": no_text, ROUNDED_ID_REASON: _rounded(ids)}
    rejected = list(block.rejected)
    if faults or any(pc.any(mask).as_py() for mask in reasons.values()):
        masks = {reason: mask.to_pylist() for reason, mask in reasons.items()}
        for row in range(len(ids)):
            reason = faults.get(row) or next((name for name, mask in masks.items() if mask[row]), None)
            if reason:
                faults[row] = reason
                rejected.append(Rejected(block.line[row].as_py(), reason, block.raw[row].as_py()[:REJECTED_BYTES]))
    rows = len(ids)
    links = columns.get("links", pa.nulls(rows, pa.list_(pa.string())))
    accounts_at = (
        _account_times(columns["author_created_at"], options, reading) if "author_created_at" in columns else pa.nulls(rows, pa.int64())
    )
    table = pa.table(
        [
            block.line, ids, pa.repeat(source, rows), pa.repeat(sampling, rows), event_at, observed_at, block.raw,
            columns["author"], columns["text"], columns["language"], columns["repost_of"], links, accounts_at,
        ],
        schema=delivered_schema(Kind.POST),
    )  # fmt: skip
    if faults:
        table = table.filter(pa.array([row not in faults for row in range(rows)]))
    return Batch(Kind.POST, table, tuple(rejected), block.read)


def _account_times(texts: Any, options: Options, reading: Reading) -> pa.Array:
    """When the accounts were made, in microseconds, read once a distinct text; null where it is not said or cannot be read."""
    encoded = pc.dictionary_encode(texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts)
    # A time of an account says nothing about the zone of the posts' own, so it leaves no trace of it in the report.
    starts, _, faults = _times(encoded.dictionary, options, Reading())
    times = pc.take(starts, encoded.indices)
    unread = times.null_count - encoded.indices.null_count
    if faults and unread:
        reading.tally["post(s) had a time of their account's making that cannot be read; it counts as unknown"] += unread
    return times


_ROUNDED: Final = r"^\d{15}0{2,4}$"


def _rounded(ids: Any) -> Any:
    """Which ids a spreadsheet has rounded to 15 digits; none unless most long ids look so (of sound ones of 17 digits one in a hundred does)."""
    zeros = pc.ends_with(ids, pattern="00")
    none = pc.and_(zeros, pa.scalar(value=False))
    if not pc.any(pc.match_substring_regex(ids.filter(zeros), _ROUNDED), min_count=0).as_py():
        return none
    rounded = pc.match_substring_regex(ids, _ROUNDED)
    long = pc.match_substring_regex(ids, r"^\d{17,19}$")
    return rounded if pc.sum(rounded).as_py() * 2 > pc.sum(long).as_py() else none


def split_cells(cells: Any) -> pa.Array:
    """Lists of links from cells that join them, or that hold X's own list of them as JSON; null where a cell is empty."""
    return pa.array([links_of(cell) if cell else None for cell in cells.to_pylist()], pa.list_(pa.string()))


def links_of(cell: str) -> list[str]:
    """Links of one cell of a table.

    Example:
        >>> links_of('[{"url": "https://t.co/a", "expanded_url": "https://example.org"}]'), links_of("https://a.example https://b.example")
        (['https://example.org'], ['https://a.example', 'https://b.example'])
    """
    if not cell.startswith("["):
        return split_links(cell)
    try:
        items = orjson.loads(cell)
    except orjson.JSONDecodeError:
        return split_links(cell.strip("[]").replace("'", " ").replace('"', " "))
    named = [next((item[name] for name in EXPANDED if item.get(name)), "") if isinstance(item, dict) else item for item in items]
    return [link for link in named if isinstance(link, str) and link]


def note_authors(named: int, read: int, reading: Reading, step: str = "") -> None:
    """Say so where no post of a file names its author.

    Args:
        named: Posts that name one.
        read: Posts there are.
        reading: Takes the note.
        step: What the person can do about it.
    """
    if read and not named:
        reading.notes.append(f"No author column: measurements that count accounts cannot be made{f' ({step})' if step else ''}.")


def _times(texts: Any, options: Options, reading: Reading) -> tuple[pa.Array, pa.Array, dict[int, str]]:
    """Start and end of every time in microseconds (one array where all are instants), and the rows whose time cannot be read, with the reason."""
    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    try:
        # Arrow reads ISO times with a zone ten times faster than Python; anything else falls through to the patient reader.
        at = pc.cast(texts, pa.timestamp("us", tz="UTC")).cast(pa.int64())
        if at.null_count == 0 and pc.min(at).as_py() is not None and pc.min(at).as_py() >= _EARLIEST_MICROS:
            note_zone(reading, options, zoned=True)
            return at, at, {}
    except pa.ArrowInvalid:
        pass
    starts: list[int | None] = []
    ends: list[int | None] = []
    faults: dict[int, str] = {}
    for row, text in enumerate(texts.to_pylist()):
        try:
            start, end = row_day_or_time(text or "", options, reading)
        except RowError as error:
            faults[row] = str(error)
            starts.append(None)
            ends.append(None)
        else:
            starts.append(start)
            ends.append(end)
    low = pa.array(starts, pa.int64())
    return low, low if starts == ends else pa.array(ends, pa.int64()), faults


_EARLIEST_MICROS = 631_152_000_000_000  # 1990-01-01, as `times.EARLIEST`
