from typing import Any

import pytest

from uproar.errors import AmbiguousError
from uproar.records import Kind

GAMES = "date,user,grade,game_name\n2024-03-04,a,90%,Tidewater\n2024-03-04,b,10%,Otherworld\n2024-03-04,c,80%,tidewater \n"
STORED = "SELECT subject, score FROM review ORDER BY line"


@pytest.mark.parametrize("column", ["game_name", "title", "movie", "itemReviewed.name", "Product Title"])
def test_several_works_are_asked_about(desk: Any, column: str) -> None:
    """Reviews of several works are never averaged together: the file is asked about with its works and the flag, and nothing is stored."""
    with pytest.raises(AmbiguousError, match=r"reviews of one work.*with several: 'Tidewater', 'Otherworld'.*--subject Tidewater"):
        desk.load("games.csv", GAMES.replace("game_name", column))
    assert desk.store.row_count(Kind.REVIEW) == 0


@pytest.mark.parametrize("scale", [None, (0.0, 10.0)])
def test_subject_selects(desk: Any, scale: tuple[float, float] | None) -> None:
    """--subject selects the reviews of that work, however it is written; the others are skipped and counted."""
    report = desk.load("games.csv", GAMES, subject="TIDEWATER", scale=scale)
    assert (report.stored, report.skipped) == (2, {"a review of another work": 1})
    assert [tuple(row.values()) for row in desk.rows(STORED)] == [("TIDEWATER", 0.9), ("TIDEWATER", 0.8)]


def test_each_work_in_turn(desk: Any) -> None:
    """The works of one file can be loaded one after another, and each of them again without doubling."""
    assert [desk.load("games.csv", GAMES, subject=name).stored for name in ("Tidewater", "Otherworld", "Tidewater")] == [2, 1, 0]


def test_subject_that_is_none(desk: Any) -> None:
    """A --subject that none of several works is called is refused with their names: it must not label them all."""
    with pytest.raises(AmbiguousError, match=r"--subject Tidewatr is none.*'Tidewater', 'Otherworld'"):
        desk.load("games.csv", GAMES, subject="Tidewatr")


def test_ten_works_are_named(desk: Any) -> None:
    """Of many works the ten with most reviews are named, and the others are counted."""
    rows = "".join(f"2024-03-04,u{n},90%,Work {n}\n" for n in range(30)) + "2024-03-04,z,90%,Work 29\n"
    with pytest.raises(AmbiguousError, match=r"several: 'Work 29', 'Work 0', .*'Work 8' and 20 others"):
        desk.load("games.csv", "date,user,grade,game\n" + rows)


def test_work_left_empty(desk: Any) -> None:
    """Among several works a review that names none is skipped: nobody knows of which it is."""
    report = desk.load("games.csv", GAMES + "2024-03-04,d,70%,\n", subject="Tidewater")
    assert report.skipped == {"a review of another work": 1, "a review that does not say of which of the file's works it is": 1}


@pytest.mark.parametrize(
    ("said", "kept", "noted"), [("", "Tidewater", False), ("tidewater", "tidewater", False), ("Gezeiten", "Gezeiten", True)]
)
def test_one_work(desk: Any, said: str, kept: str, noted: bool) -> None:
    """A column that names one work asks nothing; another name given with --subject is stored, and noted."""
    report = desk.load("games.csv", GAMES.replace("Otherworld", "Tidewater"), subject=said)
    assert report.stored == 3
    assert {row["subject"] for row in desk.rows(STORED)} == {kept}
    assert any("calls the one work of the file 'Tidewater'" in note for note in report.notes) is noted


def test_no_column(desk: Any) -> None:
    """Where no column names the work, --subject does for all."""
    assert desk.load("game.csv", "date,user,grade\n2024-03-04,a,90%\n", subject="Tidewater").stored == 1
    assert desk.rows(STORED)[0]["subject"] == "Tidewater"


def test_headlines(desk: Any) -> None:
    """A column "title" whose values hardly repeat holds the reviews' own headlines, which is noted; --map says otherwise."""
    text = "date,user,grade,title\n" + "".join(f"2024-03-04,u{n},90%,Headline {n}\n" for n in range(12))
    report = desk.load("game.csv", text, subject="Tidewater")
    assert (report.stored, {row["subject"] for row in desk.rows(STORED)}) == (12, {"Tidewater"})
    assert any("taken for the reviews' own headlines" in note and "--map subject=title" in note for note in report.notes)
    with pytest.raises(AmbiguousError, match="and 2 others"):
        desk.load("game.csv", text, columns={"subject": "title"})


def test_jsonl(desk: Any) -> None:
    """Works are told apart in JSON as in tables, also by a name within a field."""
    line = '{"itemReviewed": {"name": "%s"}, "datePublished": "2024-03-04", "user": "a", "rating": "%d/10"}\n'
    text = line % ("Tidewater", 9) + line % ("Otherworld", 1)
    with pytest.raises(AmbiguousError, match=r"'itemReviewed\.name' with several"):
        desk.load("reviews.jsonl", text)
    report = desk.load("reviews.jsonl", text, subject="tidewater")
    assert (report.stored, report.skipped) == (1, {"a review of another work": 1})
