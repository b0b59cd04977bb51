from typing import Any

import pytest

from uproar.errors import AmbiguousError, UsageError
from uproar.records import Kind

GRADES = "SELECT rating_value, worst_rating, best_rating, score, side, outlet, grain FROM review ORDER BY line"


def test_scale_is_asked_for(desk: Any) -> None:
    """Bare numbers without a scale are asked about with their range, and nothing is stored before the answer."""
    text = "date,user,grade\n2024-03-04,a,0\n2024-03-05,b,10\n"
    with pytest.raises(AmbiguousError, match=r"2 bare numbers; the values run from 0 to 10\. Give --scale WORST-BEST, e\.g\. --scale 0-10"):
        desk.load("users.csv", text)
    assert desk.store.row_count(Kind.REVIEW) == 0
    assert desk.load("users.csv", text, scale=(0.0, 10.0)).stored == 2
    assert [row["score"] for row in desk.rows(GRADES)] == [0.0, 1.0]


def test_scales_of_all_kinds(desk: Any) -> None:
    """Grades that state their scale keep it; a given scale is for bare numbers only; what lies outside or cannot be read is rejected."""
    grades = ["3.5/4", "B+", "85%", "Rotten", "7", "11", "superb", "-3", ""]
    text = "review_date,critic_name,publisher_name,review_score\n" + "".join(
        f"2024-03-04,c{n},Post,{grade}\n" for n, grade in enumerate(grades)
    )
    report = desk.load("critics.csv", text, scale=(0.0, 10.0))
    assert report.skipped == {
        "rating outside its scale": 1,
        "grade that cannot be read": 1,
        "negative rating: outside its scale": 1,
        "no grade": 1,
    }
    assert [tuple(row.values()) for row in desk.rows(GRADES)] == [
        (3.5, 0, 4, 0.875, "critic", "Post", "day"),
        (9, 0, 12, 0.75, "critic", "Post", "day"),
        (85, 0, 100, 0.85, "critic", "Post", "day"),
        (0, 0, 1, 0, "critic", "Post", "day"),
        (7, 0, 10, 0.7, "critic", "Post", "day"),
    ]


def test_scale_in_columns(desk: Any) -> None:
    """A row's own best and worst rating are its scale; where only the best is stated, the report says where scales begin."""
    desk.load("a.csv", "date,user,rating,best_rating,worst_rating\n2024-03-04,a,1,5,1\n")
    report = desk.load("b.csv", "date,user,rating,best_rating\n2024-03-04,a,1,5\n")
    assert sorted(row["score"] for row in desk.rows(GRADES)) == [0.0, 0.2]
    assert any("begin at 0" in note for note in report.notes)


@pytest.mark.parametrize(
    ("header", "row", "side"),
    [
        ("date,publication,grade", "2024-03-04,Harbour Post,90%", "critic"),
        ("date,user_sha,grade", "2024-03-04,ab12,90%", "audience"),
        ("date,side,grade", "2024-03-04,Critics,90%", "critic"),
        ("date,type,grade", "2024-03-04,user,90%", "audience"),
    ],
)
def test_side(desk: Any, header: str, row: str, side: str) -> None:
    """The side is read from a column of sides, or from a column that only one side has."""
    assert desk.load("reviews.csv", f"{header}\n{row}\n").stored == 1
    assert desk.rows(GRADES)[0]["side"] == side


@pytest.mark.parametrize("header", ["date,grade,text", "date,grade,publication,username"])
def test_side_is_asked_for(desk: Any, header: str) -> None:
    """Where nothing tells the side, or columns of both do, it is asked for; the answer goes before all."""
    text = f"{header}\n2024-03-04,90%{',x' * (header.count(',') - 1)}\n"
    with pytest.raises(AmbiguousError, match="Give --side critic or --side audience"):
        desk.load("reviews.csv", text)
    assert desk.load("reviews.csv", text, side="audience").stored == 1


def test_without_ids(desk: Any) -> None:
    """Equal rows without ids are separate reviews, and the same file loads once."""
    text = "date,user,grade\n2024-03-04,a,90%\n2024-03-04,a,90%\n2024-03-05,a,90%\n"
    first, again = desk.load("reviews.csv", text), desk.load("reviews.csv", text)
    assert (first.stored, first.duplicate, again.stored, again.duplicate) == (3, 0, 0, 3)
    assert any("no id" in note for note in first.notes)


def test_days(desk: Any) -> None:
    """A day is cut in the case's zone and known once it is over; the report says so."""
    report = desk.load("reviews.csv", "date,user,grade\n2024-03-04,a,90%\n")
    start = 1_709_506_800_000_000  # 2024-03-04T00:00 in Berlin
    assert (report.first_at, report.zone_source) == (start, "days cut in the case's zone Europe/Berlin")
    day = 86_400_000_000
    assert (len(desk.rows(GRADES, start + day - 1)), len(desk.rows(GRADES, start + day))) == (0, 1)
    given = desk.load("others.csv", "date,user,grade\n2024-03-04,b,90%\n", zone="America/New_York")
    assert (given.first_at, given.zone_source) == (start + 6 * 3_600_000_000, "given: America/New_York")


@pytest.mark.parametrize(("count", "noted"), [(2_999, True), (3_001, False)])
def test_capped(desk: Any, count: int, noted: bool) -> None:
    """A file of exactly as many reviews as a source gives at most looks capped, and is said to."""
    text = "date,user,grade\n" + "".join(f"2024-03-04,u{n},90%\n" for n in range(count))
    assert any("looks capped" in note for note in desk.load("reviews.csv", text).notes) is noted


def test_steam(desk: Any) -> None:
    """Steam's reviews are read by their own fields, and the report says what Steam leaves out by default."""
    line = '{"recommendationid":"%d","author":{"steamid":"%d"},"language":"german","review":"Ja","timestamp_created":1709546400,"voted_up":%s}\n'
    report = desk.load("steam.jsonl", line % (1, 7, "true") + line % (2, 8, "false") + line % (3, 9, "null"))
    assert (report.format, report.stored, report.skipped) == ("reviews-jsonl", 2, {"no grade": 1})
    assert [(row["score"], row["side"], row["grain"]) for row in desk.rows(GRADES)] == [
        (1.0, "audience", "instant"),
        (0.0, "audience", "instant"),
    ]
    assert any("filter_offtopic_activity=0" in note for note in report.notes)


def test_thumbs_as_digits(desk: Any) -> None:
    """In a column of thumbs 1 and 0 are up and down, and need no scale."""
    desk.load("steam.csv", "recommendationid,author_steamid,timestamp_created,voted_up\n1,7,1709546400,1\n2,8,1709546400,0\n")
    assert [row["score"] for row in desk.rows(GRADES)] == [1.0, 0.0]


def test_grades_of_two_columns(desk: Any) -> None:
    """A row without its grade takes the next column of grades, counted; a column named with --map stands alone."""
    text = "date,user,rating,recommended\n2024-03-04,a,9/10,yes\n2024-03-04,b,,no\n"
    report = desk.load("reviews.csv", text)
    assert [row["score"] for row in desk.rows(GRADES)] == [0.9, 0.0]
    assert "1 review(s) without rating took their grade from recommended." in report.notes
    alone = desk.load("other.csv", text.replace("2024", "2023"), columns={"rating_value": "rating"})
    assert (alone.stored, alone.skipped) == (1, {"no grade": 1})


@pytest.mark.parametrize(
    ("said", "side"), [("critics", "critic"), ("Press", "critic"), ("users", "audience"), ("viewers ", "audience"), ("PLAYERS", "audience")]
)
def test_side_in_other_words(desk: Any, said: str, side: str) -> None:
    """--side is stored as one of the two words that sides have, however the person calls it."""
    desk.load("reviews.csv", "date,grade,text\n2024-03-04,90%,x\n", side=said)
    assert desk.rows(GRADES)[0]["side"] == side


@pytest.mark.parametrize("said", ["both", "true", "critik", "bots"])
def test_no_side(desk: Any, said: str) -> None:
    """A side that is none is refused with the two words, and is never stored."""
    with pytest.raises(UsageError, match="--side needs critic or audience, got "):
        desk.load("reviews.csv", "date,grade,text\n2024-03-04,90%,x\n", side=said)
    assert desk.store.row_count(Kind.REVIEW) == 0


@pytest.mark.parametrize("scale", [(0.0, float("inf")), (float("nan"), 10.0), (float("-inf"), 10.0), (10.0, 0.0), (5.0, 5.0)])
def test_scale_that_is_none(desk: Any, scale: tuple[float, float]) -> None:
    """A scale needs two finite ends, the lower one first: on any other every rating would be 0 or nothing."""
    with pytest.raises(UsageError, match="--scale needs two finite numbers"):
        desk.load("reviews.csv", "date,user,grade\n2024-03-04,a,9\n", scale=scale)


@pytest.mark.parametrize("end", ["inf", "nan", "1e999", "-Infinity"])
def test_scale_without_end_in_a_row(desk: Any, end: str) -> None:
    """A row whose best or worst rating is no finite number is rejected with that reason."""
    text = f"date,user,rating,best_rating,worst_rating\n2024-03-04,a,1,{end},1\n2024-03-04,b,1,5,{end}\n2024-03-04,c,1,5,1\n"
    report = desk.load("reviews.csv", text)
    assert (report.stored, report.skipped) == (1, {"scale without an end (nan or inf)": 2})
