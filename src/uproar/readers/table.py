"""Read delimited tables (CSV, TSV and kin) row by row, so that one bad row costs itself and never its neighbours.

The standard library's parser does the parsing, strictly. Where a quotation mark is never closed it would swallow every row up to the next mark; here such
a row gives back the lines it swallowed: its first line is rejected, the others are read again.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from uproar.readers.bad_bytes import LINE_REASON, LONE_BYTE, MENDED, NUL_REASON, windows_1252
from uproar.readers.reader import Reading
from uproar.readers.source import HEAD_BYTES, LINE_BYTES_LIMIT, Source

DELIMITERS: Final = (",", ";", "\t", "|")
STRAY_QUOTES: Final = "row(s) had stray quotation marks and were read as they stood"
HEADER_AGAIN: Final = "line(s) repeated the header (files put together?) and were passed over"
CUT_REASON: Final = "row cut short where the file ends"
QUOTE_REASON: Final = "quotation mark that is never closed"
# No post or review has so many lines; a mark left open swallows the whole file.
_LINES_PER_ROW: Final = 2_000
_FEWEST_LINES: Final = 50
_NAME_LIMIT: Final = 200  # characters; a longer "name" is prose or damage
_SNIFFED_ROWS: Final = 200
_JSON: Final = re.compile(r'[\ufeff\s]*(?:\{|\[\s*[\[{"\d])')
_SEPARATOR_LINE: Final = re.compile(r'"?sep=(.)"?\s*')

# The parser's own limit is 131,072 characters a cell, and is one setting for the whole process: it is only ever raised.
csv.field_size_limit(max(csv.field_size_limit(), LINE_BYTES_LIMIT))


@dataclass(frozen=True, slots=True)
class Layout:
    r"""How a table is written.

    Attributes:
        delimiter: What separates cells.
        escape: "\\\\" where a quotation mark within a cell is written \\", else None (written "").
        header: Names of the columns, as written; nameless ones are "column 3".
        skipped: Lines before the header.
        sample: Sound rows from the beginning of the file.
    """

    delimiter: str
    escape: str | None
    header: tuple[str, ...]
    skipped: int
    sample: tuple[tuple[str, ...], ...]

    def column(self, place: int) -> list[str]:
        """Sampled values of the column at `place`, without the empty ones."""
        return [row[place].strip() for row in self.sample if row[place].strip()]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its first line's number, its bytes, its cells; `fault` says why it cannot be used, or is ""."""

    line: int
    raw: bytes
    cells: list[str]
    fault: str = ""


def sniff(source: Source) -> Layout | None:
    """Tell how a table is written, or None where the file's beginning is no table; JSON, whose commas look like a table's, is none.

    The delimiter is the one by which most rows have as many cells as the header; of equals, the one with more cells.
    """
    if _JSON.match(source.head_text):
        return None
    lines = source.head_text.splitlines(keepends=True)
    if len(source.head) >= HEAD_BYTES and len(lines) > 1:
        lines.pop()  # the head ends within it
    skipped = next((number for number, line in enumerate(lines) if line.strip()), 0)
    given = _SEPARATOR_LINE.fullmatch(lines[skipped]) if lines else None
    if given:
        skipped += 1
    found: list[tuple[float, int, Layout]] = []
    for delimiter in given[1] if given else DELIMITERS:
        for escape in (None, "\\") if '\\"' in source.head_text else (None,):
            layout = _try(lines[skipped:], delimiter, escape, skipped)
            if layout is not None:
                found.append((_fit(lines[skipped:], layout), len(layout.header), layout))
    return max(found, key=lambda one: one[:2])[2] if found else None


def rows(source: Source, layout: Layout, reading: Reading) -> Iterator[Row]:
    """Read every row below the header; blank rows are no rows.

    Args:
        source: The file.
        layout: How it is written.
        reading: Its tally takes what was mended.
    """
    feed = _Feed(source.text_lines())
    for _ in range(layout.skipped):
        next(feed, None)
    header_seen = False
    parser = csv.reader(feed, delimiter=layout.delimiter, escapechar=layout.escape, strict=True)
    width = len(layout.header)
    while True:
        feed.taken.clear()
        line = feed.number + 1
        fault = ""
        try:
            cells = next(parser)
        except StopIteration:
            return
        except _TooMuchError as error:
            cells, fault = [], str(error)
        except csv.Error:
            cells, fault = [], QUOTE_REASON
        if not header_seen:
            header_seen = bool(cells)
            continue
        taken = feed.taken
        if fault or (len(cells) != width and len(taken) > 1):
            cells, fault = _recover(feed, layout, fault, reading)
        if not fault and not any(map(str.strip, cells)):
            continue
        if not fault and len(cells) != width:
            if len(cells) > width and not any(cells[width:]):
                del cells[width:]
            else:
                fault = f"row of {len(cells)} cells where the header has {width}"
        text = taken[0] if len(taken) == 1 else "".join(taken)
        try:
            raw = text.encode()
        except UnicodeEncodeError:
            raw = text.encode("utf-8", "surrogateescape")
            cells = [LONE_BYTE.sub(windows_1252, cell) for cell in cells]
            if not fault:
                reading.tally[MENDED] += 1
        if not fault and "\0" in text:
            fault = NUL_REASON
        if source.truncated and not text.endswith(("\n", "\r")):
            fault = CUT_REASON
        if not fault and cells[0] == layout.header[0] and tuple(cells) == layout.header:
            reading.tally[HEADER_AGAIN] += 1
            continue
        yield Row(line, raw, cells, fault)


class _TooMuchError(Exception):
    """A row has grown beyond what any record has."""


class _Feed:
    """Lines for the parser, which can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.taken: list[str] = []
        self.number = 0
        self.lines_limit = _LINES_PER_ROW
        self._lines = lines
        self._back: deque[str] = deque()
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines)
        self.number += 1
        taken = self.taken
        taken.append(line)
        self._size = len(line) if len(taken) == 1 else self._size + len(line)
        if self._size > LINE_BYTES_LIMIT:
            raise _TooMuchError(LINE_REASON if len(taken) == 1 else QUOTE_REASON)
        if len(taken) > self.lines_limit:
            # Each such row costs reading its lines again: the limit shrinks, so that a file of nothing else stays linear.
            self.lines_limit = max(_FEWEST_LINES, self.lines_limit // 2)
            raise _TooMuchError(QUOTE_REASON)
        return line

    def give_back(self) -> None:
        """Give back all lines of the row but its first."""
        self._back.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        del self.taken[1:]


def _recover(feed: _Feed, layout: Layout, fault: str, reading: Reading) -> tuple[list[str], str]:
    """Read the first line of a bad row alone and leniently; what it swallowed is given back."""
    feed.give_back()
    if fault == LINE_REASON:
        return [], fault
    alone = iter([feed.taken[0], ""])
    cells = next(csv.reader(alone, delimiter=layout.delimiter, escapechar=layout.escape))
    if next(alone, None) is None or len(cells) != len(layout.header):
        return cells, QUOTE_REASON  # the parser asked for a second line: a mark is open
    reading.tally[STRAY_QUOTES] += 1
    return cells, ""


def _try(lines: list[str], delimiter: str, escape: str | None, skipped: int) -> Layout | None:
    parsed: list[list[str]] = []
    parser = csv.reader(lines, delimiter=delimiter, escapechar=escape)
    try:
        for cells in parser:
            if any(cells):
                parsed.append(cells)
            if len(parsed) > _SNIFFED_ROWS:
                break
    except csv.Error:
        pass
    if not parsed or len(parsed[0]) < 2 or max(map(len, parsed[0])) > _NAME_LIMIT:
        return None
    header = tuple(cell.strip() or f"column {place}" for place, cell in enumerate(parsed[0], 1))
    return Layout(delimiter, escape, header, skipped, tuple(tuple(cells) for cells in parsed[1:] if len(cells) == len(header)))


def _fit(lines: list[str], layout: Layout) -> float:
    """Share of the first lines' rows that have the header's width; a strict parse, so that a wrong escape shows."""
    sound = total = 0
    parser = csv.reader(lines[: _SNIFFED_ROWS * 2], delimiter=layout.delimiter, escapechar=layout.escape, strict=True)
    while total <= _SNIFFED_ROWS:
        try:
            cells = next(parser)
        except StopIteration:
            break
        except csv.Error:
            total += 1
            continue
        total += 1
        sound += len(cells) == len(layout.header)
    return sound / total if total else 0.0
