import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.findings import from_micros
from uproar.readers.reader import Reading
from uproar.readers.source import Source
from uproar.readers.table import QUOTE_REASON, Row, rows, sniff


def table(folder: Path, text: str | bytes) -> tuple[list[Row], Reading]:
    path = folder / "table.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    source, reading = Source(path), Reading()
    layout = sniff(source)
    assert layout is not None
    return list(rows(source, layout, reading)), reading


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    """The delimiter is the one by which rows are as wide as the header, whatever stands within values."""
    text = 'id,text,n\n1,"a, b; c | d",2\n2,plain,3\n'.replace(",", "\0").replace("a\0", "a,").replace("\0", delimiter)
    found, _ = table(tmp_path, text)
    assert [(row.cells[0], row.cells[2], row.fault) for row in found] == [("1", "2", ""), ("2", "3", "")]


def test_values_over_lines(tmp_path: Path) -> None:
    """A quoted value may hold line ends; its row keeps the number of its first line and its bytes."""
    found, _ = table(tmp_path, 'id,text\r\n1,"a\r\nb"\r\n2,c\r\n')
    assert [(row.line, row.cells, row.raw) for row in found] == [(2, ["1", "a\r\nb"], b'1,"a\r\nb"\r\n'), (4, ["2", "c"], b"2,c\r\n")]


def test_open_quote(tmp_path: Path) -> None:
    """A quotation mark that is never closed costs its own line and not those it swallowed."""
    lines = ["id,text", *(f'{n},"text {n}"' for n in range(500))]
    lines[100] = '99,"never closed'
    found, _ = table(tmp_path, "\n".join(lines) + "\n")
    assert [(row.line, row.fault) for row in found if row.fault] == [(101, QUOTE_REASON)]
    assert [row.cells[0] for row in found if not row.fault] == [str(n) for n in range(500) if n != 99]


def test_open_quote_in_last_row(tmp_path: Path) -> None:
    """A quotation mark open at the end of the file is a fault, not a value."""
    found, _ = table(tmp_path, 'id,text\n1,a\n2,"b\n')
    assert [row.fault for row in found] == ["", QUOTE_REASON]


def test_many_open_quotes(tmp_path: Path) -> None:
    """A file of nothing but open quotation marks takes time in proportion to its size."""
    found, _ = table(tmp_path, "id,text\n" + 'x,"a""\n' * 20_000)
    assert len(found) == 20_000
    assert all(row.fault for row in found)


def test_stray_quotes(tmp_path: Path) -> None:
    """Quotation marks within an unfinished style are read as they stand, and counted."""
    found, reading = table(tmp_path, 'id,text\n1,"Die ""alte" Fassung\n2,b\n')
    assert [(row.cells, row.fault) for row in found] == [(["1", 'Die "alte Fassung'], ""), (["2", "b"], "")]
    assert list(reading.tally.values()) == [1]


def test_backslash_escapes(tmp_path: Path) -> None:
    """Where quotation marks are escaped with a backslash, they are read so."""
    found, _ = table(tmp_path, 'id,text\n1,"say \\"ho\\", twice"\n2,"and \\"hey\\", once"\n')
    assert [row.cells[1] for row in found] == ['say "ho", twice', 'and "hey", once']


def test_widths(tmp_path: Path) -> None:
    """A row of another width is rejected with both widths; empty cells too many are no fault."""
    found, _ = table(tmp_path, "a,b\n1,2\n1\n1,2,,\n1,2,3\n")
    assert [row.fault for row in found] == ["", "row of 1 cells where the header has 2", "", "row of 3 cells where the header has 2"]


def test_no_rows(tmp_path: Path) -> None:
    """Blank rows are no rows, and a header that comes again is passed over and counted."""
    found, reading = table(tmp_path, "a,b\n\n1,2\n,,\n , \na,b\n3,4\n")
    assert [row.cells for row in found] == [["1", "2"], ["3", "4"]]
    assert list(reading.tally.values()) == [1]


@pytest.mark.parametrize("text", ["sep=;\na;b\n1;2\n", "\ufeffa;b\n1;2\n", "\n\na;b\n1;2\n", "a;b\r1;2\r"])
def test_beginnings_and_line_ends(tmp_path: Path, text: str) -> None:
    """A separator line, a byte order mark, blank lines before the header and old Mac line ends change nothing."""
    found, _ = table(tmp_path, text)
    assert [(row.cells, row.fault) for row in found] == [(["1", "2"], "")]


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        (["9/10/2020", "9/25/2020"], ["2020-09-10", "2020-09-25"]),
        (["10/9/2020", "25/9/2020"], ["2020-09-10", "2020-09-25"]),
        (["9/10/2020", "9/11/2020"], []),
        (["25/9/2020", "9/25/2020"], []),
    ],
)
def test_slashes(desk: Any, dates: list[str], days: list[str]) -> None:
    """Dates with slashes are read in the one order that the file's rows allow; without one they are rejected, never guessed."""
    report = desk.load("posts.csv", "id,date,text\n" + "".join(f"{n},{date} 9:00 PM,x\n" for n, date in enumerate(dates)))
    times = desk.rows("SELECT event_at FROM post ORDER BY record_id")
    assert [f"{from_micros(row['event_at']):%Y-%m-%d %H}" for row in times] == [f"{day} 21" for day in days]
    assert report.stored + sum(report.skipped.values()) == len(dates)


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), min_size=1, max_size=8))
def test_what_the_standard_library_writes(tmp_path_factory: pytest.TempPathFactory, values: list[tuple[str, str]]) -> None:
    """Rows as the standard library writes them come back value by value."""
    kept = [(f"n{a}".replace("\0", ""), b.replace("\0", "")) for a, b in values]
    kept = [pair for pair in kept if all(_encodes(value) for value in pair)]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([("first", "second"), *kept])
    found, _ = table(tmp_path_factory.mktemp("csv"), stream.getvalue())
    assert [tuple(row.cells) for row in found if not row.fault] == kept


def _encodes(value: str) -> bool:
    return value == value.encode("utf-8", "replace").decode()
