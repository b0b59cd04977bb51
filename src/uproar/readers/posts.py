"""Turn columns of text into posts, a block at a time."""

from __future__ import annotations

from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

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

_DAYS: Final = "post(s) name a day and no time: they count from its end, and no interval shorter than a day can be told from them"


def post_batch(block: Block, columns: dict[str, Any], source: str, sampling: str, options: Options, reading: Reading) -> Batch:
    """Build a batch of posts.

    Args:
        block: The lines that the columns came from.
        columns: Arrays of text, one row a line: record_id, at, author, text, language, repost_of; optionally observed.
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
    table = pa.table(
        [
            block.line, ids, pa.repeat(source, rows), pa.repeat(sampling, rows), event_at, observed_at, block.raw,
            columns["author"], columns["text"], columns["language"], columns["repost_of"],
        ],
        schema=delivered_schema(Kind.POST),
    )  # fmt: skip
    if faults:
        table = table.filter(pa.array([row not in faults for row in range(rows)]))
    return Batch(Kind.POST, table, tuple(rejected), block.read)


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
