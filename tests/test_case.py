"""The case folder: made whole, read strictly, never silently wrong."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uproar import case as cases
from uproar.case import Case, Event, Party, Petition, TitlePage
from uproar.errors import CaseError, UsageError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_a_case_reads_back_as_it_was_written(tmp_path: Path) -> None:
    """What `create` writes, `read` returns."""
    case = Case(
        "Tidewater",
        ("Gezeiten",),
        ("#FixTidewater", "always online"),
        (Party("Halden", "studio", ("HI",)),),
        (Petition("p", "n", "s"),),
        (TitlePage("t", "u"),),
        "Europe/Berlin",
        "2026-03-11",
        (Event("2026-03-12T18:00", "The studio apologises"),),
    )
    assert cases.create(case, tmp_path / "c") == case
    assert cases.read(tmp_path / "c").folder == tmp_path / "c"


def test_a_day_of_release_begins_at_midnight_of_the_case() -> None:
    """A bare day of release is its first moment in the case's own zone; a case without one has none."""
    assert Case("x", zone="Europe/Berlin", released="2026-03-11").released_at == datetime(2026, 3, 10, 23, tzinfo=UTC)
    assert Case("x").released_at is None


@pytest.mark.parametrize(
    "case", [Case("x", released="spring"), Case("x", events=(Event("2026-02-30", "Patch"),))], ids=["release", "event"]
)
def test_times_that_are_none_are_refused_when_the_case_is_made(tmp_path: Path, case: Case) -> None:
    """A release or an event at no time is told at once and leaves no folder behind."""
    with pytest.raises(UsageError, match="a time such as"):
        cases.create(case, tmp_path / "c")
    assert not (tmp_path / "c").exists()


@given(title=TEXT, term=TEXT, party=TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
def test_any_text_survives_the_case_file(tmp_path_factory: pytest.TempPathFactory, title: str, term: str, party: str) -> None:
    """Titles, terms and names of any script, with quotes and controls, survive writing and reading."""
    case = Case(title, (), (term,), (Party(party),))
    assert cases.create(case, tmp_path_factory.mktemp("case") / "c") == case


def test_the_author_key_is_private(case: Case) -> None:
    """The key of the pseudonyms can be read by its owner only."""
    assert case.folder is not None
    assert stat.S_IMODE((case.folder / "author.key").stat().st_mode) == 0o600
    assert len(cases.author_key(case.folder)) == 32


def test_an_existing_folder_is_never_overwritten(case: Case) -> None:
    """`create` refuses a folder that holds something, and leaves it as it was."""
    assert case.folder is not None
    before = (case.folder / "case.toml").read_text()
    with pytest.raises(CaseError, match="does not exist yet"):
        cases.create(Case("Other"), case.folder)
    assert (case.folder / "case.toml").read_text() == before


def _no_folder(folder: Path) -> None:
    folder.rmdir()


def _half_written(folder: Path) -> None:
    (folder / "author.key").write_bytes(b"k" * 32)


def _newer(folder: Path) -> None:
    (folder / "case.toml").write_text("version = 99\n")


def _no_version(folder: Path) -> None:
    (folder / "case.toml").write_text('title = "x"\n')


def _not_toml(folder: Path) -> None:
    (folder / "case.toml").write_text("title = \n")


def _binary(folder: Path) -> None:
    (folder / "case.toml").write_bytes(b"\x80\x81")


def _unknown_key(folder: Path) -> None:
    (folder / "case.toml").write_text('version = 1\ntitel = "x"\n')


def _wrong_type(folder: Path) -> None:
    (folder / "case.toml").write_text("version = 1\nterms = 3\n")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_no_folder, "nothing there"),
        (_half_written, "half-written"),
        (_newer, "version 99.*Upgrade"),
        (_no_version, "Add the line version = 1"),
        (_not_toml, "readable TOML"),
        (_binary, "readable TOML"),
        (_unknown_key, "titel"),
        (_wrong_type, "terms = 3"),
    ],
)
def test_a_damaged_case_says_what_is_wrong(tmp_path: Path, damage: object, said: str) -> None:
    """A missing, half-written, newer or damaged case names the fault and the next step."""
    folder = tmp_path / "c"
    folder.mkdir()
    damage(folder)  # type: ignore[operator]  # one of the functions above
    with pytest.raises(CaseError, match=said):
        cases.read(folder)


def test_an_unknown_zone_is_refused_when_the_case_is_made(tmp_path: Path) -> None:
    """A misspelt zone is told at once and leaves no folder behind."""
    with pytest.raises(UsageError, match="Europe/Berln"):
        cases.create(Case("x", zone="Europe/Berln"), tmp_path / "c")
    assert not (tmp_path / "c").exists()


def test_a_damaged_key_is_not_replaced(case: Case) -> None:
    """A short or missing author key is refused: new pseudonyms would not match the old."""
    assert case.folder is not None
    (case.folder / "author.key").write_bytes(b"short")
    with pytest.raises(CaseError, match="5 bytes"):
        cases.author_key(case.folder)
    (case.folder / "author.key").unlink()
    with pytest.raises(CaseError, match="Restore it"):
        cases.author_key(case.folder)
