"""Expressions of time whose side, year or size the words leave open: what is read, and where it is said to be a guess."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from uproar.extract.dates.find import TimeExpression, find_dates


def dates(text: str, published: str) -> list[TimeExpression]:
    return find_dates(text, published_from=datetime.fromisoformat(published).replace(tzinfo=UTC))


# text, published, the words asked for, their value, whether a reason stands beside it (2016-09-30 is a Friday)
SIDES = [
    # The verb of the clause in which the day stands tells, not that of the clause before.
    ("Rowe had been due to open the fair, but on Thursday, the council announced a change.", "2016-09-30", "Thursday", "2016-09-29", False),
    ("The lease had been set to expire Thursday.", "2016-09-30", "Thursday", "2016-09-29", False),
    ("The lease is set to expire Thursday.", "2016-09-30", "Thursday", "2016-10-06", False),
    # A participle of speech dates what was said; a word of planning beside it makes that a guess.
    ("Speaking ahead of the race on Sunday, Rowe said it was cold.", "2016-10-04", "Sunday", "2016-10-02", True),
    ("Speaking in the hall on Sunday, Rowe said it was cold.", "2016-10-04", "Sunday", "2016-10-02", False),
    # A present tense tells of a plan, mostly.
    ("Rowe is holding a feast on Thursday instead.", "2016-09-30", "Thursday", "2016-10-06", True),
    ("The pool opens on Thursday.", "2016-09-30", "Thursday", "2016-10-06", True),
    ("The pool will open on Thursday.", "2016-09-30", "Thursday", "2016-10-06", False),
    ("Rowe sang on Thursday.", "2016-09-30", "Thursday", "2016-09-29", False),
    ("Nothing but rain on Thursday.", "2016-09-30", "Thursday", "2016-09-29", True),
    # A condition and a possibility lie ahead, however far the month is.
    ("Whoever wins in November, the town will look back.", "2016-05-02", "November", "2016-11", False),
    (
        "Clerks have told the paper that the levy could be put in place soon after December's vote.",
        "2016-06-30",
        "December",
        "2016-12",
        True,
    ),
    ("Rowe could not be reached Thursday.", "2016-09-30", "Thursday", "2016-09-29", None),
    ("A survey in March showed it.", "2016-09-30", "March", "2016-03", True),
    # A day whose year another time before it may tell.
    ("The mill burned in 1998. It was the night of March 10.", "2016-09-30", "March 10", "2016-03-10", True),
    ("The mill burned last week. It was reported on March 10.", "2016-03-14", "March 10", "2016-03-10", False),
    # Where a present tense alone tells, the nearest day of its name is read.
    ("The towns vote on June 7.", "2016-10-03", "June 7", "2016-06-07", True),
    ("The towns will vote on June 7.", "2016-10-03", "June 7", "2017-06-07", False),
]


@pytest.mark.parametrize(("text", "published", "words", "value", "guessed"), SIDES, ids=[row[0] for row in SIDES])
def test_the_clause_tells_the_side_and_a_guess_says_so(*, text: str, published: str, words: str, value: str, guessed: bool | None) -> None:
    """A day or month lies on the side that its own clause tells, and has a reason exactly where that is a guess."""
    found = next(each for each in dates(text, published) if each.text == words)
    assert found.value == value
    assert guessed is None or bool(found.reason) is guessed


def test_a_guessed_weekday_names_the_other_day() -> None:
    """The reason of a weekday that may be another one names that day."""
    (ahead,) = dates("Rowe is holding a feast on Thursday.", "2016-09-30")
    (back,) = dates("Speaking ahead of the race on Sunday, Rowe said it was cold.", "2016-10-04")
    assert ("2016-09-29" in ahead.reason, "2016-10-09" in back.reason) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "Come at 10 a.m. Friday, Dec. 6.",
        "Come at 10 a.m. on Friday, Dec. 6.",
        "Come on Friday, Dec. 6, at 10 a.m.",
        "Come on Friday, 6 December at 10 a.m.",
    ],
)
def test_an_hour_a_weekday_and_a_day_are_one_moment(text: str) -> None:
    """An hour with a weekday and a day of a month beside it is one expression."""
    assert [each.value for each in dates(text, "2013-11-30")] == ["2013-12-06T10:00"]


@pytest.mark.parametrize("day", ["9 March", "31 March", "the 9th of March", "March 9"])
def test_a_weekday_keeps_every_day_beside_it(day: str) -> None:
    """A weekday and the day of a month after it are one expression, whatever digit that day begins with."""
    assert [each.text for each in dates(f"It rained on Monday, {day}.", "2026-04-14")] == [f"Monday, {day}"]


def test_the_day_before_counts_from_a_day() -> None:
    """The words "the day before" count from the last day named, not from a week, and without a day they stay open."""
    *_, before = dates("Rowe met him on Tuesday. It had rained last week. The day before, she had called.", "2016-09-30")
    assert (before.value, before.reason) == ("2016-09-26", 'counted from "Tuesday"')
    *_, alone = dates("It had rained last week. The day before, she had called.", "2016-09-30")
    assert (alone.from_at, alone.reason) == (None, "nothing earlier in the text anchors it")


@pytest.mark.parametrize(
    ("text", "value"),
    [("in the coming weeks", "FUTURE_REF"), ("in the coming days", "FUTURE_REF"), ("in the past months", "PXM"), ("in past years", "PXY")],
)
def test_weeks_without_a_number_are_no_single_week(text: str, value: str) -> None:
    """A plural without a number names no interval, and says why."""
    (found,) = dates(f"It was so {text}.", "2016-09-30")
    assert (found.value, found.from_at, found.reason) == (value, None, "how many is left open")


def test_the_next_year_that_is_looked_over_begins_now() -> None:
    """The words "over the next year" run from the publication, not from an older time in the text; after a past verb they count from that time."""
    _, ahead = dates("In the past four years 200 came (as many are expected over the next year).", "2016-09-30")
    assert (ahead.from_at, ahead.role, ahead.reason) == (datetime(2016, 9, 30, tzinfo=UTC), "at", "from the publication on")
    _, back = dates("They came in 2009 and left over the next year.", "2016-09-30")
    assert (back.value, back.role) == ("2010", "anchored")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [("the early 1970s", 1970, 1974), ("the mid-1970s", 1973, 1977), ("the late 1970s", 1976, 1980), ("the '70s", 1970, 1980)],
)
def test_a_part_of_a_decade_is_a_part_of_it(words: str, first: int, last: int) -> None:
    """The early, middle or late part of a decade is four years of it; its value stays that of the decade."""
    (found,) = dates(f"It was loud in {words}.", "2016-09-30")
    assert (found.from_at, found.to_at, found.value) == (datetime(first, 1, 1, tzinfo=UTC), datetime(last, 1, 1, tzinfo=UTC), "197")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Of the 1,590 votes cast, 1128 were for Rowe.", []),
        ("Of the 3,590 votes cast, 1728 were for Rowe.", []),
        ("In 1128 the mill was built.", ["1128"]),
        ("It burned in 1415 and 1430.", ["1415", "1430"]),
        ("It was built by 1128, and it burned since.", ["1128"]),
        ("In Ghent, 1776, all was quiet.", ["1776"]),
        ("In the 1828 mayoral race they sang.", ["1828"]),
    ],
)
def test_four_digits_long_ago_need_more_to_be_a_year(text: str, years: list[str]) -> None:
    """Four bare digits are a year of long ago after a preposition or beside another year, and a count before a verb."""
    assert [each.value for each in dates(text, "2016-09-30")] == years


@pytest.mark.parametrize(
    "text",
    [
        "As USA TODAY wrote, it rained.",
        "Rowe told BBC This Morning of it.",
        "It fell so far into debt.",
        "And now for the weather.",
        "The ship is so far away.",
    ],
)
def test_names_and_distances_are_no_times(text: str) -> None:
    """The rest of a programme's or paper's name, and how far something is, name no time."""
    assert dates(text, "2016-09-30") == []


def test_now_for_the_first_time_is_now() -> None:
    """What is so "now for the first time", and what has come "so far", is dated by the publication."""
    assert [each.value for each in dates("It is open now for the first time. It has held so far.", "2016-09-30")] == [
        "PRESENT_REF",
        "PRESENT_REF",
    ]


def test_cyber_monday_is_the_monday_after_thanksgiving() -> None:
    """The words "Cyber Monday" name one day, three after Black Friday."""
    (found,) = dates("It sold on Cyber Monday.", "2016-11-30")
    assert (found.text, found.value) == ("Cyber Monday", "2016-11-28")
