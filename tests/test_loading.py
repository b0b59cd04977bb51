import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from uproar.case import Case
from uproar.errors import CaseError, ReadError, StoreError, UsageError
from uproar.loading import load_file
from uproar.readers.options import Options
from uproar.store import Store

LINE = '{"id": "%s", "at": "%s", "author": "ada", "text": "Aye %s"}\n'


def posts(*pairs: tuple[str, str]) -> str:
    return "".join(LINE % (name, at, name) for name, at in pairs)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Six lines: two sound, one doubled, one contradicting, one broken, one from the future."""
    path = tmp_path / "mixed.jsonl"
    sound = posts(("a", "2024-03-04T10:00:00Z"), ("b", "2024-03-04T11:00:00Z"))
    bad = posts(("a", "2024-03-04T10:00:00Z")) + posts(("b", "2024-03-04T11:00:00Z")).replace("Aye", "Nay")
    path.write_text(sound + bad + '{"id": "c", "at":\n' + posts(("d", "2031-01-01T00:00:00Z")), encoding="utf-8")
    return path


def test_report(case: Case, store: Store, options: Options, mixed: Path) -> None:
    """The report accounts for every line: stored, duplicate, conflicting, or skipped with the reason."""
    report = load_file(case, store, mixed, options)
    assert (report.read, report.stored, report.duplicate, report.conflicting) == (6, 2, 1, 1)
    assert report.skipped == {"line is not JSON": 1, "time in the future (more than a day after the load)": 1}
    assert (report.first_at, report.last_at) == (1_709_546_400_000_000, 1_709_550_000_000_000)


def test_report_is_kept(case: Case, store: Store, options: Options, mixed: Path) -> None:
    """The ledger keeps the report as it was returned."""
    report = load_file(case, store, mixed, options)
    assert [kept for _, kept in store.loads()] == [report]


def test_side_file(case: Case, store: Store, options: Options, mixed: Path) -> None:
    """Rejected lines lie in the side file with their numbers, their reasons and their bytes as they stood."""
    report = load_file(case, store, mixed, options)
    kept = [json.loads(line) for line in Path(report.rejected_path).read_text(encoding="utf-8").splitlines()]
    assert sorted((one["line"], one["raw"]) for one in kept) == [(5, '{"id": "c", "at":\n'), (6, posts(("d", "2031-01-01T00:00:00Z")))]


def test_side_file_of_equal_names(case: Case, store: Store, options: Options, mixed: Path, tmp_path: Path) -> None:
    """Files of one name loaded at one moment do not overwrite each other's side files."""
    other = tmp_path / "other" / mixed.name
    other.parent.mkdir()
    other.write_text("{broken\n" + posts(("z", "2024-03-04T10:00:00Z")), encoding="utf-8")
    first, second = load_file(case, store, mixed, options), load_file(case, store, other, options)
    assert first.rejected_path != second.rejected_path
    assert len(Path(first.rejected_path).read_text(encoding="utf-8").splitlines()) == 2


def test_no_side_file(case: Case, store: Store, options: Options, tmp_path: Path) -> None:
    """A file without a rejected line leaves no side file."""
    path = tmp_path / "sound.jsonl"
    path.write_text(posts(("a", "2024-03-04T10:00:00Z")), encoding="utf-8")
    assert load_file(case, store, path, options).rejected_path == ""
    assert case.folder is not None
    assert list(case.folder.glob("rejected/*")) == []


def test_progress(case: Case, store: Store, options: Options, mixed: Path) -> None:
    """Progress is told with the number of records seen, which adds up to those read."""
    seen: list[int] = []
    report = load_file(case, store, mixed, options, seen.append)
    assert sum(seen) == report.read


def test_header_only(case: Case, store: Store, options: Options, tmp_path: Path) -> None:
    """A table without rows is loaded as nothing, and the report says so."""
    path = tmp_path / "posts.csv"
    path.write_text("id,created_at,text\n", encoding="utf-8")
    report = load_file(case, store, path, options)
    assert (report.read, report.stored) == (0, 0)
    assert "The file holds no records: nothing was loaded." in report.notes


def test_grace_before_the_future(case: Case, store: Store, options: Options, tmp_path: Path) -> None:
    """A record up to a day after the load is kept: clocks differ, and zones are mistaken."""
    path = tmp_path / "posts.jsonl"
    path.write_text(posts(("a", "2026-11-24T11:59:00Z"), ("b", "2026-11-24T12:01:00Z")), encoding="utf-8")
    assert load_file(case, store, path, options).stored == 1


def test_observed_in_the_future(case: Case, store: Store, options: Options, tmp_path: Path) -> None:
    """A record that says it will be read after the load is rejected: it would count for no moment that anybody can ask about."""
    path = tmp_path / "posts.jsonl"
    line = posts(("a", "2024-03-04T10:00:00Z")).replace('"author"', '"observed_at": "2031-01-01T00:00:00Z", "author"')
    path.write_text(line, encoding="utf-8")
    assert load_file(case, store, path, options).skipped == {"time in the future (more than a day after the load)": 1}


def test_refused_file(case: Case, store: Store, options: Options, tmp_path: Path) -> None:
    """A file that is refused leaves no trace in the store."""
    path = tmp_path / "file.dat"
    path.write_text("neither this\nnor that", encoding="utf-8")
    with pytest.raises(ReadError):
        load_file(case, store, path, options)
    assert store.loads() == []


def test_unknown_zone(case: Case, store: Store, options: Options, mixed: Path) -> None:
    """A zone that there is not is refused before anything is read."""
    with pytest.raises(UsageError, match="IANA time zone"):
        load_file(case, store, mixed, replace(options, zone="Mars/Olympus"))
    assert store.loads() == []


def test_case_in_memory(case: Case, store: Store, options: Options, mixed: Path) -> None:
    """Loading needs a case with a folder."""
    with pytest.raises(CaseError, match="a case in memory"):
        load_file(replace(case, folder=None), store, mixed, options)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_side_file_cannot_be_written(case: Case, store: Store, options: Options, mixed: Path) -> None:
    """A side file that cannot be written stops the load with its reason: rejected lines are never lost unseen."""
    assert case.folder is not None
    (case.folder / "rejected").mkdir(mode=0o500)
    with pytest.raises(StoreError, match="rejected"):
        load_file(case, store, mixed, options)


def test_side_folder_in_the_way(case: Case, store: Store, options: Options, mixed: Path) -> None:
    """A file where the folder of side files belongs stops the load with its reason."""
    assert case.folder is not None
    (case.folder / "rejected").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="rejected"):
        load_file(case, store, mixed, options)


READINGS = "petition,time,signatures\n%s,2024-03-04T10:00Z,100\n"
PAGE = """<!doctype html><html><head><title>Tidewater</title><meta property="og:type" content="game"></head><body>Sail.</body></html>"""


@pytest.mark.parametrize("watched", [True, False])
def test_petition_that_is_not_watched(case: Case, store: Store, options: Options, tmp_path: Path, watched: bool) -> None:
    """Readings of a petition that the case does not name are stored, and the report says what to add so that they are measured."""
    path = tmp_path / "readings.csv"
    path.write_text(READINGS % "foo", encoding="utf-8")
    report = load_file(case if watched else replace(case, petitions=()), store, path, options)
    note = "The case does not watch a petition 'foo' yet: add it to case.toml ([[petitions]] id = \"foo\"), or it will not be measured."
    assert (report.stored, report.notes) == (1, (note,))


def test_petition_that_is_watched(case: Case, store: Store, options: Options, tmp_path: Path) -> None:
    """Readings of a petition that the case names need no note."""
    path = tmp_path / "readings.csv"
    path.write_text(READINGS % "tidewater-offline", encoding="utf-8")
    assert load_file(case, store, path, options).notes == ()


@pytest.mark.parametrize(("page", "noted"), [("bar", True), ("tidewater", False)])
def test_page_that_is_not_watched(case: Case, store: Store, options: Options, tmp_path: Path, page: str, noted: bool) -> None:
    """A snapshot of a page that the case does not name is stored, and the report says what to add so that it is measured."""
    path = tmp_path / "page-20240304-1000.html"
    path.write_text(PAGE, encoding="utf-8")
    report = load_file(case, store, path, replace(options, page=page))
    said = [note for note in report.notes if "does not watch a page 'bar' yet: add it to case.toml ([[pages]] id = \"bar\")" in note]
    assert (report.stored, bool(said)) == (1, noted)


def test_many_petitions_that_are_not_watched(case: Case, store: Store, options: Options, tmp_path: Path) -> None:
    """Of many petitions that the case does not name ten are listed and the others counted."""
    path = tmp_path / "readings.csv"
    path.write_text(READINGS % "p0" + "".join(f"p{n},2024-03-04T10:00Z,5\n" for n in range(1, 25)), encoding="utf-8")
    notes = load_file(case, store, path, options).notes
    assert (len(notes), notes[-1]) == (11, "The same holds for 15 more.")


def test_name_that_is_no_utf_8(case: Case, store: Store, options: Options, tmp_path: Path) -> None:
    """A file whose name is not UTF-8 is loaded, and its report can be kept and printed."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.jsonl"))
    try:
        path.write_text(posts(("a", "2024-03-04T10:00:00Z")) + "{broken\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    report = load_file(case, store, path, options)
    assert (report.stored, report.path.encode()[-10:]) == (1, b"caf?.jsonl")
