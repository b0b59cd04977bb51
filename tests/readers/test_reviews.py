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


def test_unreadable_spellings(desk: Any) -> None:
    """The most frequent spellings that could not be read are shown, bounded and with unseen characters named; what says "no grade" is not among them."""
    grades = ["superb"] * 3 + ["must-see"] * 2 + ["\u202e01/7", "x" * 1_000, "4/5, 8/10", "A-/B+", "fine", "N/A", "-", "9/4", "7/10"]
    report = desk.load(
        "critics.csv", "date,critic_name,grade\n" + "".join(f'2024-03-04,c{n},"{grade}"\n' for n, grade in enumerate(grades))
    )
    assert (report.stored, report.skipped) == (1, {"grade that cannot be read": 10, "no grade": 2, "rating outside its scale": 1})
    (note,) = (note for note in report.notes if note.startswith("Grades that could not be read"))
    shown = rf"'superb' (3), 'must-see' (2), '\u202e01/7' (1), '{'x' * 40}…' (1), '4/5, 8/10' (1) and 2 other spellings."
    assert note == f"Grades that could not be read, the most frequent first: {shown}"


def test_many_spellings(desk: Any) -> None:
    """Of more spellings than are kept the note says that there are more, and stays short."""
    report = desk.load("critics.csv", "date,critic_name,grade\n" + "".join(f"2024-03-04,c{n},word{n}x\n" for n in range(1_200)))
    (note,) = (note for note in report.notes if note.startswith("Grades that could not be read"))
    assert note.endswith(" and 995 or more other spellings.")
    assert len(note) < 400


def test_giant_grade(desk: Any) -> None:
    """A grade of 1 MB is rejected like any other that cannot be read, and quoted by its beginning alone."""
    report = desk.load("critics.csv", f"date,critic_name,grade\n2024-03-04,a,{'9' * 1_000_000}\n2024-03-04,b,B+\n")
    assert (report.stored, report.skipped) == (1, {"grade that cannot be read": 1})
    assert max(map(len, report.notes)) < 300


@pytest.mark.parametrize(
    ("column", "word", "verified"),
    [
        ("isVerified", "True", "yes"),
        ("verified", "false", "no"),
        ("steam_purchase", "1", "yes"),
        ("verified_purchase", "N", "no"),
        ("verified", "", None),
        ("verified", "perhaps", None),
    ],
)
def test_verified(desk: Any, column: str, word: str, verified: str | None) -> None:
    """Whether the site knows of the purchase or visit is read from the columns of several sites; a word that is neither yes nor no is counted."""
    report = desk.load("reviews.csv", f"date,user,grade,{column}\n2024-03-04,a,90%,{word}\n")
    assert desk.rows("SELECT verified FROM review")[0]["verified"] == verified
    assert any("neither yes nor no" in note for note in report.notes) is (word == "perhaps")


@pytest.mark.parametrize(
    ("written", "count"), [("12", 12), ("12.0", 12), ("0", 0), ("", None), ("-1", None), ("many", None), ("nan", None), ("9" * 30, None)]
)
def test_author_reviews(desk: Any, written: str, count: int | None) -> None:
    """How many reviews an account has written is a whole number or not known; what cannot be read is counted and costs no review."""
    report = desk.load("reviews.csv", f"date,user,grade,author_num_reviews\n2024-03-04,a,90%,{written}\n")
    assert desk.rows("SELECT author_reviews FROM review") == [{"author_reviews": count}]
    assert any("number of their author's reviews" in note for note in report.notes) is (written in {"-1", "many", "9" * 30})


def test_account_of_steam(desk: Any) -> None:
    """Steam's own fields say whether the copy was bought there and how many reviews the account has written."""
    desk.load(
        "steam.jsonl",
        '{"recommendationid":"1","author":{"steamid":"7","num_reviews":3},"timestamp_created":1709546400,"voted_up":true,"steam_purchase":false}\n',
    )
    assert desk.rows("SELECT verified, author_reviews FROM review") == [{"verified": "no", "author_reviews": 3}]


def test_days_are_counted(desk: Any) -> None:
    """The report says how many reviews carry only a day, among those that were taken."""
    report = desk.load("reviews.csv", "date,user,grade\n2024-03-04,a,90%\n2024-03-04T10:00Z,b,90%\n2024-03-05,c,80%\n2024-03-05,d,\n")
    assert "2 of 3 reviews carry only a day: nothing can be told of the hours within it." in report.notes
    precise = desk.load("other.csv", "date,user,grade\n2024-03-04T10:00Z,b,90%\n")
    assert not any("only a day" in note for note in precise.notes)


def test_midnights(desk: Any) -> None:
    """Where the first times of a file are all midnight they are days, which count from their end; a clock that is midnight once is a clock."""
    days = desk.load("days.csv", "date,user,grade\n2024-03-04 00:00:00,a,90%\n2024-03-05 00:00:00,b,90%\n")
    assert any("midnights are read as days" in note for note in days.notes)
    assert [row["grain"] for row in desk.rows(GRADES)] == ["day", "day"]
    assert len(desk.rows(GRADES, days.first_at + 1)) == 0
    clock = desk.load("clock.csv", "date,user,grade\n2024-03-06 00:00:00,c,90%\n2024-03-06 17:12:09,d,90%\n")
    assert not any("midnight" in note for note in clock.notes)
    assert sorted(row["grain"] for row in desk.rows(GRADES)) == ["day", "day", "instant", "instant"]
    objects = desk.load("days.jsonl", '{"date":"2024-03-07T00:00:00.000Z","user":"e","grade":"90%"}\n' * 2)
    assert any("midnights are read as days" in note for note in objects.notes)


def test_one_review(desk: Any) -> None:
    """A file of one review is loaded."""
    assert desk.load("one.csv", "date,user,grade\n2024-03-04,a,90%\n").stored == 1


def test_one_minute(desk: Any) -> None:
    """A thousand reviews within one minute are a thousand reviews."""
    text = "date,user,grade\n" + "".join(f"2024-03-04T10:00:{n % 60:02d}Z,u{n},0/10\n" for n in range(1_000))
    report = desk.load("reviews.csv", text)
    assert report.stored == 1_000
    assert report.last_at - report.first_at == 59_000_000


def test_negative_numbers(desk: Any) -> None:
    """A negative number is a grade on a scale that goes below zero, and outside any other."""
    text = "date,user,rating,worst_rating,best_rating\n2024-03-04,a,-2,-4,4\n2024-03-04,b,-2,0,4\n2024-03-04,c,-5,-4,4\n"
    report = desk.load("reviews.csv", text)
    assert [row["score"] for row in desk.rows(GRADES)] == [0.25]
    assert report.skipped == {"negative rating: outside its scale": 1, "rating outside its scale": 1}
    with pytest.raises(AmbiguousError, match="the values run from -2 to 3"):
        desk.load("bare.csv", "date,user,rating\n2024-03-04,a,-2\n2024-03-04,b,3\n")


@pytest.mark.parametrize(
    ("written", "reason"), [("NaN", "no grade"), ("inf", "grade that cannot be read"), ("-Infinity", "grade that cannot be read")]
)
def test_no_finite_number(desk: Any, written: str, reason: str) -> None:
    """A grade that is no finite number is none, also with a scale."""
    report = desk.load("reviews.csv", f"date,user,rating\n2024-03-04,a,{written}\n2024-03-04,b,5\n", scale=(0.0, 10.0))
    assert (report.stored, report.skipped) == (1, {reason: 1})


def test_clock_changes(desk: Any) -> None:
    """Of the hour that a clock shows twice the first is meant, the one that it skips is read as if it had not, and no review is lost."""
    times = ["2024-10-27 02:30:00", "2024-10-27 02:30:00", "2024-03-31 02:30:00", "2024-10-27T02:30:00+01:00"]
    text = "date,user,grade\n" + "".join(f"{time},u{n},90%\n" for n, time in enumerate(times))
    assert desk.load("reviews.csv", text, zone="Europe/Berlin").stored == 4
    at = [row["event_at"] for row in desk.rows("SELECT event_at FROM review ORDER BY line")]
    assert at == [1_729_989_000_000_000, 1_729_989_000_000_000, 1_711_848_600_000_000, 1_729_992_600_000_000]


def test_no_grade_in_words(desk: Any) -> None:
    """A column that says N/A is passed over for the next column of grades, like an empty one."""
    desk.load("reviews.csv", "date,critic_name,originalScore,reviewState\n2024-03-04,a,N/A,rotten\n2024-03-04,b,4/5,fresh\n")
    assert [row["score"] for row in desk.rows(GRADES)] == [0.0, 0.8]


def test_invisible_names(desk: Any) -> None:
    """Characters that turn the direction of text are kept in what a review says, and change neither its grade nor its side."""
    desk.load("reviews.csv", "date,username,side,grade,text\n2024-03-04,\u202eeva,critic\u200f,90%,a\u202eb\n", side="audience")
    assert [(row["score"], row["side"]) for row in desk.rows(GRADES)] == [(0.9, "audience")]
    assert desk.rows("SELECT text FROM review")[0]["text"] == "a\u202eb"


def test_an_edited_review_counts_from_its_edit_on(desk: Any) -> None:
    """What an edited review gave at first is not known: it is known from its edit on, and the report counts such reviews."""
    line = '{"recommendationid":"%d","author":{"steamid":"7%d"},"review":"Ja","timestamp_created":1709546400,"timestamp_updated":%d,"voted_up":false}\n'
    report = desk.load("steam.jsonl", line % (1, 1, 1709546400) + line % (2, 2, 1717322400) + line % (3, 3, 0))
    times = desk.rows("SELECT event_at, observed_at FROM review ORDER BY line")
    assert [(row["event_at"] // 1_000_000, row["observed_at"] // 1_000_000) for row in times] == [
        (1709546400, 1709546400),
        (1709546400, 1717322400),
        (1709546400, 1709546400),
    ]
    assert any(note.startswith("1 review(s) were edited") for note in report.notes)


def test_the_example_of_a_scale_begins_where_the_grades_do(desk: Any) -> None:
    """Stars from 1 to 5 are asked about with both scales that could hold them: 0 to 5 would hide that 1 is the lowest."""
    with pytest.raises(AmbiguousError, match=r"--scale 1-5 where 1 is the lowest that can be given, --scale 0-5 where 0 is"):
        desk.load("stars.csv", "date,user,grade\n2024-03-04,a,1\n2024-03-05,b,5\n")
