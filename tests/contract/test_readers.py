"""Every reader, found by discovery, on sound and on damaged files: never a traceback, never a silent loss."""

import gzip
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from uproar.case import Case
from uproar.errors import ReadError, UproarError, UsageError
from uproar.loading import load_file
from uproar.readers.options import Options
from uproar.readers.reader import Reader, readers
from uproar.records import ImportReport, Kind
from uproar.store import Store


@dataclass(frozen=True)
class Sample:
    """One small sound file of a format.

    Attributes:
        name: Its file name.
        text: Its content; holds a character outside ASCII.
        header: Lines before the first record, for files of lines; None for a file that is one document.
        count: Records in it.
        options: What a person says with it.
        ids: An id in it, for formats with ids.
        zoned, naive: A time in it, and the same without its zone, for formats whose times carry one.
        time: Name of its column or field of times, for formats that have them.
        year: The year of its times.
    """

    name: str
    text: str
    header: int | None = None
    count: int = 1
    options: dict[str, Any] = field(default_factory=dict)
    ids: str = ""
    zoned: str = ""
    naive: str = ""
    time: str = ""
    year: str = "2024"


ARTICLE = """Tidewater leaves players at the pier

By Ada Grün, 4 March 2024

The studio apologised on Monday. Players had asked for an offline mode since January. "We hear you," said Lena Pohl, its director.

Critics liked the game. The petition for an offline mode held 12,000 signatures on Sunday evening.
"""
ARTICLE_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tidewater leaves players at the pier</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2024-03-04T10:00:00+01:00"></head>
<body><article><h1>Tidewater leaves players at the pier</h1>
<p>The studio apologised on Monday, and players said that it had taken far too long. They had asked for an offline mode since January.</p>
<p>"We hear you," said Lena Grün, its director, in a statement to the Harbour Post. She named no date for the change that players want.</p>
<p>Critics liked the game. The petition for an offline mode held 12,000 signatures on Sunday evening, and more came during the night.</p>
</article></body></html>
"""
TITLE_PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Tidewater (Gezeiten für alle)</title><meta property="og:type" content="game">
<meta property="og:image" content="https://store.example/cover-2.jpg"><meta name="description" content="Sail the shoals.">
</head><body><h1>Tidewater</h1><p>Sail the shoals with friends.</p></body></html>
"""
PETITION = """{"links": {"self": "https://petition.example/petitions/700001.json"}, "data": {"type": "petition", "id": 700001,
"attributes": {"action": "Keep the café pier open", "state": "open", "signature_count": 4321, "opened_at": "2024-03-01T08:00:00.000Z",
"updated_at": "2024-03-04T09:59:00.000Z"}}}
"""


def _lines(*records: str) -> str:
    return "".join(record + "\n" for record in records)


SAMPLES = {
    "posts-jsonl": Sample(
        "posts.jsonl",
        _lines(*(f'{{"id": "{900 + n}", "at": "2024-03-04T10:0{n}:00Z", "author": "sailor{n}", "text": "Aye, café {n} #fixtidewater"}}' for n in range(6))),
        0, 6, ids='"900"', zoned="10:00:00Z", naive="10:00:00", time="at",
    ),
    "x-v2-jsonl": Sample(
        "posts-x.jsonl",
        _lines(*(f'{{"id":"{900 + n}","created_at":"2024-03-04T10:0{n}:00.000Z","author_id":"{n}","text":"Aye, café {n}","lang":"en"}}' for n in range(6))),
        0, 6, ids='"900"', zoned="10:00:00.000Z", naive="10:00:00.000", time="created_at",
    ),
    "posts-csv": Sample(
        "posts.csv",
        _lines("id,created_at,author,text", *(f'{900 + n},2024-03-04T10:0{n}:00Z,sailor{n},"Aye, café {n}"' for n in range(6))),
        1, 6, ids="900,", zoned="10:00:00Z", naive="10:00:00", time="created_at",
    ),
    "reviews-csv": Sample(
        "reviews.csv",
        _lines("review_id,date,username,rating,text", *(f"{900 + n},2024-03-04T10:0{n}:00Z,player{n},{n}/10,Trés {n}" for n in range(6))),
        1, 6, ids="900,", zoned="10:00:00Z", naive="10:00:00", time="date",
    ),
    "reviews-jsonl": Sample(
        "reviews.jsonl",
        _lines(*(f'{{"review_id": "{900 + n}", "date": "2024-03-04T10:0{n}:00Z", "user": "p{n}", "rating": "{n}/10", "text": "Für {n}"}}' for n in range(6))),
        0, 6, ids='"900"', zoned="10:00:00Z", naive="10:00:00", time="date",
    ),
    "steam-reviews-json": Sample(
        "review_700001.json",
        '{"success": 1, "query_summary": {"num_reviews": 1}, "reviews": [{"recommendationid": "900", "author": {"steamid": "7"}, '
        '"review": "Für alle", "timestamp_created": "2024-03-04T10:00:00Z", "voted_up": true}]}\n',
        time="timestamp_created",
    ),
    "metacritic-json": Sample(
        "tidewater.json",
        '{"data": {"items": [{"quote": "Trés bien", "score": 9, "date": "2024-03-04T10:00:00Z", "author": "Zoë", "thumbsUp": 1}]}}\n',
        time="date",
    ),
    "readings-csv": Sample(
        "readings.csv",
        _lines("petition,time,signatures", *(f"café-pier,2024-03-04T10:0{n}:00Z,{n * 100}" for n in range(6))),
        1, 6, zoned="10:00:00Z", naive="10:00:00", time="time",
    ),
    "signatures-csv": Sample(
        "signatures.csv",
        _lines("id,petitionId,name,city,zip,created", *(f'{900 + n},pier,"J. {n}.",Orléans,4500{n},2024-03-04T10:0{n}:00Z' for n in range(6))),
        1, 6, ids="900,", zoned="10:00:00Z", naive="10:00:00", time="created",
    ),
    "signatures-jsonl": Sample(
        "signatures.jsonl",
        _lines(*(f'{{"id": "{900 + n}", "petition": "p", "name": "J. {n}.", "city": "Orléans", "created": "2024-03-04T10:0{n}:00Z"}}' for n in range(6))),
        0, 6, ids='"900"', zoned="10:00:00Z", naive="10:00:00", time="created",
    ),
    "uk-petition-json": Sample("700001-20240304-1000.json", PETITION),
    "article-html": Sample("story.html", ARTICLE_PAGE, zoned="10:00:00+01:00", naive="10:00:00"),
    "article-text": Sample("story.txt", ARTICLE),
    "page-html": Sample("tidewater-20240304-1000.html", TITLE_PAGE, options={"page": "tidewater"}),
}  # fmt: skip

_GZIP_TRAILER = 8  # bytes of a gzip that hold no content, only its check sum and length
Load = Callable[..., ImportReport]
each_reader = pytest.mark.parametrize("reader", readers(), ids=lambda reader: reader.name)


@pytest.fixture
def load(case: Case, store: Store, options: Options, tmp_path: Path) -> Load:
    """Load bytes under a sample's name and options; whatever is read must be accounted for."""

    def load_bytes(sample: Sample, data: bytes, suffix: str = "", **said: Any) -> ImportReport:
        path = tmp_path / (sample.name + suffix)
        path.write_bytes(data)
        report = load_file(case, store, path, replace(options, **{**sample.options, **said}))
        assert report.read == report.stored + report.duplicate + report.conflicting + sum(report.skipped.values())
        assert bool(report.rejected_path) == bool(report.skipped)
        return report

    return load_bytes


def outcome(load: Load, sample: Sample, data: bytes, suffix: str = "", **said: Any) -> ImportReport | UproarError:
    """The report, or uproar's own error; any other exception fails the test."""
    try:
        return load(sample, data, suffix, **said)
    except UproarError as error:
        return error


def sample_of(reader: Reader) -> Sample:
    assert reader.name in SAMPLES, f"write a sample for the reader {reader.name}"
    return SAMPLES[reader.name]


def lined(reader: Reader) -> Sample:
    """The sample of a reader of lines; one of documents is skipped, for it has no lines to lose."""
    sample = sample_of(reader)
    if sample.header is None:
        pytest.skip("a file of this format is one document")
    return sample


@each_reader
def test_sound_file(reader: Reader, load: Load) -> None:
    """A sound file is recognised by its content and stored whole."""
    sample = sample_of(reader)
    report = load(sample, sample.text.encode())
    assert (report.format, report.kind, report.read, report.stored, report.skipped) == (
        reader.name,
        reader.kind,
        sample.count,
        sample.count,
        {},
    )


@each_reader
def test_twice(reader: Reader, load: Load) -> None:
    """Loading a file again stores nothing new and calls every record a duplicate."""
    sample = sample_of(reader)
    load(sample, sample.text.encode())
    again = load(sample, sample.text.encode())
    assert (again.stored, again.duplicate) == (0, sample.count)


@each_reader
def test_gzip(reader: Reader, load: Load) -> None:
    """A gzip of a file, also one of two members, is read as the file itself."""
    sample = sample_of(reader)
    data = sample.text.encode()
    report = load(sample, gzip.compress(data[:40]) + gzip.compress(data[40:]), ".gz")
    assert (report.format, report.stored, report.skipped) == (reader.name, sample.count, {})


@each_reader
@pytest.mark.parametrize("share", [0.1, 0.35, 0.6, 0.9])
def test_truncated(reader: Reader, load: Load, share: float) -> None:
    """Of a file cut anywhere every whole line is read, and the cut one is stored or rejected."""
    sample = sample_of(reader)
    data = sample.text.encode()
    cut = data[: int(len(data) * share)]
    report = outcome(load, sample, cut)
    if sample.header is not None and not isinstance(report, UproarError):
        assert report.read >= cut.count(b"\n") - sample.header
    else:
        assert isinstance(report, UproarError) or report.read == 1


@each_reader
@pytest.mark.parametrize("lost", [1, 8, 30])
def test_truncated_gzip(reader: Reader, load: Load, lost: int) -> None:
    """A gzip cut short is loaded as far as it goes, and the report says that it ends early."""
    sample = sample_of(reader)
    report = outcome(load, sample, gzip.compress(sample.text.encode())[:-lost], ".gz")
    if not isinstance(report, UproarError):
        assert any("ends early" in note for note in report.notes)
        assert report.read >= (sample.count if lost <= _GZIP_TRAILER else 1)


@each_reader
@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"\0\0\0\0", gzip.compress(b"", mtime=0)])
def test_empty(reader: Reader, load: Load, data: bytes) -> None:
    """An empty file, whatever it is empty of, is refused as one."""
    with pytest.raises(ReadError, match="an empty file"):
        load(sample_of(reader), data, kind=reader.kind)


@each_reader
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "utf-16-le"])
def test_encodings(reader: Reader, load: Load, encoding: str) -> None:
    """Lines in windows-1252, UTF-16 or with a byte order mark are stored whole; a document is stored or refused."""
    sample = sample_of(reader)
    report = outcome(load, sample, sample.text.encode(encoding))
    assert isinstance(report, UproarError) is False or sample.header is None
    if not isinstance(report, UproarError):
        assert (report.stored, report.skipped) == (sample.count, {})


@each_reader
def test_mixed_encodings(reader: Reader, load: Load) -> None:
    """One line in another encoding among lines of UTF-8 is mended, and the report counts it."""
    sample = lined(reader)
    lines = sample.text.splitlines(keepends=True)
    data = b"".join(line.encode("cp1252" if number == len(lines) - 1 else "utf-8") for number, line in enumerate(lines))
    report = load(sample, data)
    assert report.stored == sample.count
    assert any(note.startswith("1 row(s) held bytes that are not UTF-8") for note in report.notes)


@each_reader
def test_nul_line(reader: Reader, load: Load) -> None:
    """A line of NULs, as a crash leaves it, costs itself and no other."""
    sample = lined(reader)
    lines = sample.text.encode().splitlines(keepends=True)
    lines[-2] = b"\0" * 60 + b"\n"
    report = load(sample, b"".join(lines))
    assert (report.stored, sum(report.skipped.values())) == (sample.count - 1, 1)


@each_reader
def test_nul_in_document(reader: Reader, load: Load) -> None:
    """NULs within a file are stored around, rejected or refused, never passed over in silence."""
    sample = sample_of(reader)
    data = sample.text.encode()
    report = outcome(load, sample, data[: len(data) // 2] + b"\0\0" + data[len(data) // 2 :])
    assert isinstance(report, UproarError) or report.read == sample.count


@each_reader
def test_giant_line(reader: Reader, load: Load) -> None:
    """A line of 9 MB is rejected as such, and the lines around it are stored."""
    sample = lined(reader)
    lines = sample.text.encode().splitlines(keepends=True)
    giant = lines[-2].replace(b"2024", b"2024" + b"9" * (9 << 20))
    report = load(sample, b"".join([*lines[:-1], giant, lines[-1]]))
    assert (report.stored, report.skipped) == (sample.count, {"line over 8 MB": 1})


@each_reader
def test_giant_document(reader: Reader, load: Load) -> None:
    """A document of 9 MB in one line is read or refused."""
    sample = sample_of(reader)
    if sample.header is not None:
        pytest.skip("a file of this format is lines")
    report = outcome(load, sample, sample.text.encode().replace(b"\n", b" ") + b" " * (9 << 20))
    assert isinstance(report, UproarError) or report.read >= 1


@each_reader
def test_doubled(reader: Reader, load: Load) -> None:
    """Records that stand in a file twice are stored once and counted as duplicates."""
    sample = lined(reader)
    lines = sample.text.splitlines(keepends=True)
    report = load(sample, "".join([*lines, *lines[sample.header :]]).encode())
    assert (report.stored, report.duplicate) == (sample.count, sample.count)


@each_reader
def test_contradicting(reader: Reader, load: Load) -> None:
    """Of two records with one id and other content the first stands and the second is counted as conflicting."""
    sample = lined(reader)
    if not sample.ids:
        pytest.skip("records of this format have no id of their own")
    lines = sample.text.splitlines(keepends=True)
    report = load(sample, "".join([*lines, lines[-1].replace("é", "e").replace("ü", "u")]).encode())
    assert (report.stored, report.conflicting) == (sample.count, 1)


@each_reader
def test_shuffled(reader: Reader, load: Load) -> None:
    """The order of lines changes nothing; a file whose header is out of place is refused or accounted for."""
    sample = lined(reader)
    lines = sample.text.splitlines(keepends=True)
    records = lines[sample.header :]
    random.Random(3).shuffle(records)
    assert load(sample, "".join([*lines[: sample.header], *records]).encode()).stored == sample.count
    report = outcome(load, sample, "".join([*records, *lines[: sample.header]]).encode())
    assert isinstance(report, UproarError) or report.format == reader.name


@each_reader
def test_damaged_id(reader: Reader, load: Load) -> None:
    """An id that a spreadsheet has turned into 1.38E+18 is rejected with that reason."""
    sample = lined(reader)
    if not sample.ids:
        pytest.skip("records of this format have no id of their own")
    report = load(sample, sample.text.replace(sample.ids, sample.ids.replace("900", "1.38E+18"), 1).encode())
    assert report.stored == sample.count - 1
    assert any("damaged by a spreadsheet" in reason for reason in report.skipped)


@each_reader
def test_future(reader: Reader, load: Load) -> None:
    """A record from after the load is rejected with that reason."""
    sample = sample_of(reader)
    said: dict[str, Any] = {}
    if sample.header is None:
        later = datetime(2099, 3, 4, tzinfo=UTC)
        said = {"published": "2099-03-04"} if reader.kind is Kind.ARTICLE else {"observed_at": later}
    report = load(sample, sample.text.replace("2024-03-04T10:00", "2099-03-04T10:00", 1).encode(), **said)
    assert report.stored == sample.count - 1
    assert report.skipped == {"time in the future (more than a day after the load)": 1}


@each_reader
@pytest.mark.parametrize("zone", ["", "America/New_York"])
def test_naive_time(reader: Reader, load: Load, zone: str) -> None:
    """A time without its zone is read in the zone given, else in a stated one, and the report says in which."""
    sample = lined(reader)
    report = load(sample, sample.text.replace(sample.zoned, sample.naive, 1).encode(), zone=zone)
    assert report.stored == sample.count
    assert (f"given: {zone}" if zone else "none in the file: read as UTC") in report.zone_source
    moved = {"": 0, "America/New_York": 5 * 3_600_000_000}[zone]
    whole = load(replace(sample, name="sound-" + sample.name), sample.text.encode())
    assert whole.duplicate + whole.conflicting + whole.stored == sample.count
    assert report.first_at is not None
    assert report.first_at == 1_709_546_400_000_000 + min(moved, 60_000_000)


@each_reader
def test_unreadable_time(reader: Reader, load: Load) -> None:
    """A time that cannot be read costs its record, with the reason, and no other."""
    sample = lined(reader)
    report = load(sample, sample.text.replace("2024-03-04T10:00:00", "the ides of March", 1).encode())
    assert report.stored == sample.count - 1
    assert all(reason.startswith("time that cannot be read") for reason in report.skipped)


@each_reader
def test_unknown_role(reader: Reader, load: Load) -> None:
    """A role that there is not is refused by every reader, with those that there are: it is never passed over in silence."""
    sample = sample_of(reader)
    with pytest.raises(UsageError, match=r"--map.*\bid|time, .*got --map foo=bar"):
        load(sample, sample.text.encode(), columns={"foo": "bar"}, kind=reader.kind)


@each_reader
def test_known_role(reader: Reader, load: Load) -> None:
    """A role that a format has is read; a document, which has no columns, says that --map is passed over."""
    sample = sample_of(reader)
    report = load(sample, sample.text.encode(), columns={"time": sample.time} if sample.time else {"time": "when"}, kind=reader.kind)
    assert (report.stored, any("--map is passed over" in note for note in report.notes)) == (sample.count, not sample.time)


@each_reader
@pytest.mark.parametrize("seed", range(4))
def test_noise(reader: Reader, load: Load, seed: int) -> None:
    """Random damage to bytes and lines never raises anything but uproar's own errors."""
    sample = sample_of(reader)
    chance = random.Random(seed)
    data = bytearray(sample.text.encode())
    for _ in range(1 + len(data) // 60):
        place = chance.randrange(len(data))
        data[place : place + chance.randrange(3)] = bytes(
            chance.choice((chance.randrange(256), 34, 44, 10, 0, 123)) for _ in range(chance.randrange(3))
        )
    report = outcome(load, sample, bytes(data), kind=chance.choice((None, reader.kind)))
    assert isinstance(report, UproarError) or report.read >= 0
