"""Expressions of time: what they resolve to, and what they never do."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uproar.extract.dates import patterns, tense
from uproar.extract.dates.find import TimeExpression, find_dates, read_date
from uproar.extract.dates.starts import TOKEN, first_word, starts
from uproar.extract.dates.words import Before

FRIDAY = datetime(2020, 9, 11, tzinfo=UTC)


def dates(text: str, zone: str = "UTC") -> list[TimeExpression]:
    return find_dates(text, published_from=FRIDAY, published_to=FRIDAY + timedelta(days=1), zone=zone)


# text, start, end (ISO, to the minute), role, grain
RESOLVED = [
    ("On Thursday it ran.", "2020-09-10T00:00", "2020-09-11T00:00", "at", "day"),
    ("As of Thursday night, it ran.", "2020-09-10T18:00", "2020-09-11T00:00", "as_of", "part_of_day"),
    ("It ran last Friday.", "2020-09-04T00:00", "2020-09-05T00:00", "at", "day"),
    ("It ran on Friday.", "2020-09-11T00:00", "2020-09-12T00:00", "at", "day"),
    ("It will run on Monday.", "2020-09-14T00:00", "2020-09-15T00:00", "at", "day"),
    ("The studio said Monday that it will run.", "2020-09-07T00:00", "2020-09-08T00:00", "at", "day"),
    ("The studio has announced a talk for Monday.", "2020-09-14T00:00", "2020-09-15T00:00", "at", "day"),
    ("A talk was announced for Monday.", "2020-09-07T00:00", "2020-09-08T00:00", "at", "day"),
    ("See you next Wednesday.", "2020-09-16T00:00", "2020-09-17T00:00", "at", "day"),
    ("since Tuesday", "2020-09-08T00:00", "2020-09-09T00:00", "since", "day"),
    ("until Tuesday", "2020-09-08T00:00", "2020-09-09T00:00", "until", "day"),
    ("by Tuesday afternoon", "2020-09-08T12:00", "2020-09-08T18:00", "as_of", "part_of_day"),
    ("on 2020-09-03", "2020-09-03T00:00", "2020-09-04T00:00", "at", "day"),
    ("at 2020-09-03T21:40:00+02:00", "2020-09-03T19:40", "2020-09-03T19:40", "at", "hour"),
    ("on September 3, 2020,", "2020-09-03T00:00", "2020-09-04T00:00", "at", "day"),
    ("on 3 September", "2020-09-03T00:00", "2020-09-04T00:00", "at", "day"),
    ("on Sept. 3", "2020-09-03T00:00", "2020-09-04T00:00", "at", "day"),
    ("on Feb. 3", "2020-02-03T00:00", "2020-02-04T00:00", "at", "day"),
    ("in March 2019", "2019-03-01T00:00", "2019-04-01T00:00", "at", "month"),
    ("It ran in November.", "2019-11-01T00:00", "2019-12-01T00:00", "at", "month"),
    ("in 2018,", "2018-01-01T00:00", "2019-01-01T00:00", "at", "year"),
    ("yesterday", "2020-09-10T00:00", "2020-09-11T00:00", "at", "day"),
    ("tomorrow evening", "2020-09-12T18:00", "2020-09-13T00:00", "at", "part_of_day"),
    ("last night", "2020-09-10T18:00", "2020-09-11T00:00", "at", "part_of_day"),
    ("this week", "2020-09-07T00:00", "2020-09-14T00:00", "at", "week"),
    ("last month", "2020-08-01T00:00", "2020-09-01T00:00", "at", "month"),
    ("two weeks ago", "2020-08-24T00:00", "2020-08-31T00:00", "at", "week"),
    ("three days ago", "2020-09-08T00:00", "2020-09-09T00:00", "at", "day"),
    ("earlier this summer", "2020-06-01T00:00", "2020-09-11T00:00", "at", "season"),
    ("in the summer of 2019", "2019-06-01T00:00", "2019-09-23T00:00", "at", "season"),
    ("at 9:40 p.m. on Thursday", "2020-09-10T21:40", "2020-09-10T21:41", "at", "hour"),
    ("at 9 p.m. ET on Thursday", "2020-09-11T01:00", "2020-09-11T02:00", "at", "hour"),
    ("on Thursday, September 10, 2020", "2020-09-10T00:00", "2020-09-11T00:00", "at", "day"),
    ("25/12/2019", "2019-12-25T00:00", "2019-12-26T00:00", "at", "day"),
    ("on St. Patrick's Day", "2020-03-17T00:00", "2020-03-18T00:00", "at", "day"),
    ("on St. Patrick’s Day 2019", "2019-03-17T00:00", "2019-03-18T00:00", "at", "day"),
]


@pytest.mark.parametrize(("text", "start", "end", "role", "grain"), RESOLVED, ids=[row[0] for row in RESOLVED])
def test_expression_resolves_to_its_interval(text: str, start: str, end: str, role: str, grain: str) -> None:
    """Each expression names one interval, read from the publication on Friday 2020-09-11."""
    found = dates(text)
    assert [(each.role, each.grain) for each in found] == [(role, grain)]
    assert found[0].from_at is not None
    assert found[0].to_at is not None
    assert (found[0].from_at.isoformat()[:16], found[0].to_at.isoformat()[:16]) == (start, end)


def test_a_day_may_have_its_article_and_a_nought() -> None:
    """The words "the 01 January" are one expression, as "the 1 January" is."""
    assert [[(each.text, each.value) for each in dates(f"on the {day} January 2020.")] for day in ("01", "1", "01st")] == [
        [(f"the {day} January 2020", "2020-01-01")] for day in ("01", "1", "01st")
    ]


def test_days_follow_the_zone() -> None:
    """Thursday night in New York is Friday 22:00 to 04:00 UTC in summer time."""
    (night,) = dates("As of Thursday night", "America/New_York")
    assert (night.from_at, night.to_at) == (datetime(2020, 9, 10, 22, tzinfo=UTC), datetime(2020, 9, 11, 4, tzinfo=UTC))


@pytest.mark.parametrize(("text", "hours"), [("on 2020-10-25", 25), ("on 2020-03-29", 23), ("on 2020-03-30", 24)])
def test_a_day_is_as_long_as_the_clocks_make_it(text: str, hours: int) -> None:
    """A day on which the clocks change has 23 or 25 hours."""
    (day,) = dates(text, "Europe/Berlin")
    assert day.from_at is not None
    assert day.to_at is not None
    assert day.to_at - day.from_at == timedelta(hours=hours)


def test_at_the_time_is_anchored_to_an_earlier_event() -> None:
    """The words "at the time" take the interval of the nearest earlier past expression, and says so."""
    summer, then = dates("They apologized earlier this summer.\n\n“Sorry,” they said at the time.")
    assert (then.role, then.from_at, then.to_at) == ("anchored", summer.from_at, summer.to_at)
    assert "earlier this summer" in then.reason


def test_at_the_time_without_an_event_is_unresolved() -> None:
    """Without an earlier time, "at the time" stays open with a reason."""
    (then,) = dates("“Sorry,” they said at the time.")
    assert (then.role, then.from_at) == ("anchored", None)
    assert then.reason


@pytest.mark.parametrize("text", ["on Thursday", "last month", "two weeks ago", "earlier this summer", "yesterday", "in May", "at 9 p.m."])
def test_relative_expressions_need_the_publication(text: str) -> None:
    """Without a publication date a relative expression is found, and left open with the reason."""
    (found,) = find_dates(text)
    assert found.from_at is None
    assert "publication" in found.reason


def test_a_time_of_day_is_on_the_day_of_its_sentence() -> None:
    """A time of day without a day is on the one that its sentence names before it; in another sentence it is on the day of publication."""
    first, second = dates("On Tuesday the crews stood still, with hundreds looking on at noon.")
    assert (first.value, second.value, second.reason) == ("2020-09-08", "2020-09-08T12:00", "on the day that its sentence names")
    first, second = dates("On Tuesday the crews stood still. Hundreds were looking on at noon.")
    assert (second.value, second.reason) == ("2020-09-11T12:00", "on the day of publication")


@pytest.mark.parametrize("text", ["on Feb. 30, 2020", "on June 31", "on 2020-13-45", "on 31/31/2019"])
def test_impossible_dates_are_said_to_be_so(text: str) -> None:
    """A day that does not exist is found, and not resolved to another."""
    (found,) = dates(text)
    assert found.from_at is None
    assert "no such date" in found.reason


def test_ambiguous_numeric_date_is_not_guessed() -> None:
    """3/4/2020 is left open in Europe and read month first in the Americas."""
    assert dates("on 3/4/2020", "Europe/Berlin")[0].from_at is None
    assert dates("on 3/4/2020", "America/Chicago")[0].from_at == datetime(2020, 3, 4, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["You may go.", "They march on.", "2020 people came.", "He sat down.", "Prices fall.", "version 1.2.3", "#friday"]
)
def test_words_that_only_look_like_times(text: str) -> None:
    """Verbs, counts and tags that share a time's spelling are none."""
    assert dates(text) == []


def test_weekday_and_date_that_disagree_are_reported() -> None:
    """The date wins over a wrong weekday, and the reason says so."""
    (found,) = dates("on Monday, September 10, 2020")
    assert found.from_at == datetime(2020, 9, 10, tzinfo=UTC)
    assert "was a Thursday" in found.reason


# text, publication, the expression, first and last day of its interval ("" where it stays open)
SIDES = [
    ("She announced her team on April 28.", "2005-12-28", "April 28", "2005-04-28", "2005-04-28"),
    ("It will run on April 28.", "2005-12-28", "April 28", "2006-04-28", "2006-04-28"),
    ("They were asked to speak on January 10.", "2006-01-02", "January 10", "2006-01-10", "2006-01-10"),
    ("The hearing on Monday, Oct. 26, was long.", "1998-10-25", "Monday, Oct. 26", "1998-10-26", "1998-10-26"),
    ("It came out on Monday, 10 March.", "2026-03-14", "Monday, 10 March", "2026-03-10", "2026-03-10"),
    ("The players meet on Saturday.", "2020-09-09", "Saturday", "2020-09-12", "2020-09-12"),
    ("As the deadline approaches on Friday, they wait.", "2020-09-09", "Friday", "2020-09-11", "2020-09-11"),
    ("Fans are staging a walkout on Friday.", "2020-09-09", "Friday", "2020-09-11", "2020-09-11"),
    ("On Friday, a vote failed.", "2020-09-09", "Friday", "2020-09-04", "2020-09-04"),
    ("His visits on Friday ended.", "2020-09-09", "Friday", "2020-09-04", "2020-09-04"),
    ("It should be allowed in November.", "2020-09-09", "November", "2020-11-01", "2020-11-30"),
    ("It should have come out in November.", "2020-09-09", "November", "2019-11-01", "2019-11-30"),
    ("She left on Valentine's Day last year.", "2020-09-09", "Valentine's Day last year", "2019-02-14", "2019-02-14"),
    ("It sold well last Christmas.", "2020-09-09", "last Christmas", "2019-12-25", "2019-12-25"),
    ("It came out on Halloween.", "2020-06-09", "Halloween", "2019-10-31", "2019-10-31"),
    ("It clashed with Thanksgiving plans.", "2020-11-23", "Thanksgiving", "2020-11-26", "2020-11-26"),
    ("It struck (2153 GMT) on Tuesday.", "2020-09-09", "2153 GMT) on Tuesday", "2020-09-08", "2020-09-08"),
    ("What did you say a minute ago?", "2020-09-09", "a minute ago", "2020-09-09", "2020-09-09"),
    ("an hour later", "2020-09-09", "an hour later", "", ""),
    ("on June 3-5", "2020-09-09", "June 3-5", "2020-06-03", "2020-06-05"),
    ("on 3–5 June", "2020-09-09", "3–5 June", "2020-06-03", "2020-06-05"),
    ("on 3-5 June 2005", "2020-09-09", "3-5 June 2005", "2005-06-03", "2005-06-05"),
    ("on June 3-5, 2005,", "2020-09-09", "June 3-5, 2005", "2005-06-03", "2005-06-05"),
    ("from June 30-July 2", "2020-09-09", "June 30-July 2", "2020-06-30", "2020-07-02"),
    ("on Dec. 30-Jan. 2, 2006,", "2020-09-09", "Dec. 30-Jan. 2, 2006", "2005-12-30", "2006-01-02"),
    ("on June 5-3", "2020-09-09", "June 5-3", "", ""),
    ("on 12 June 2524.", "2020-09-09", "12 June", "", ""),
    ("On 12 June 2500 people came.", "2020-09-09", "12 June", "2020-06-12", "2020-06-12"),
    ("Update 1:25 a.m. Cairo, more soon", "2020-09-09", "1:25 a.m.", "", ""),
]


@pytest.mark.parametrize(("text", "published", "words", "first", "last"), SIDES, ids=[f"{row[0]} {row[1]}" for row in SIDES])
def test_days_fall_on_the_side_that_the_verb_tells(text: str, published: str, words: str, first: str, last: str) -> None:
    """The tense excludes the days on the other side of the publication, and what cannot be told stays open with a reason."""
    (found,) = find_dates(text, published_from=datetime.fromisoformat(published).replace(tzinfo=UTC))
    assert found.text == words
    if not first:
        assert found.from_at is None
        assert found.reason
        return
    assert found.from_at is not None
    assert found.to_at is not None
    assert (found.from_at.date().isoformat(), (found.to_at - timedelta(seconds=1)).date().isoformat()) == (first, last)


def test_hours_after_a_day_stay_open() -> None:
    """Hours counted from a time that is known to the day only name no hour."""
    assert [each.from_at is None for each in dates("It broke on September 3, and an hour later it ran.")] == [False, True]


@pytest.mark.parametrize("text", ["the Friday walkout", "the April 28 walkout", "the April 28-30 walkout"])
def test_a_guessed_side_says_so(text: str) -> None:
    """Where no verb tells past from future, the reason says how the day was chosen."""
    assert "no verb tells" in dates(text)[0].reason


CLOCKS = [
    ("at 1900 GMT", "2020-09-11T19:00", ""),
    ("next Sunday morning, 11:00 a.m. Eastern", "2020-09-13T15:00", ""),
    ("at 2:30 am on 29 March 2020", "2020-03-29T01:30", "skip this time"),
    ("at 2:30 am on 25 October 2020", "2020-10-25T00:30", "twice"),
]


@pytest.mark.parametrize(("text", "start", "reason"), CLOCKS, ids=[row[0] for row in CLOCKS])
def test_a_clock_is_read_in_its_zone(text: str, start: str, reason: str) -> None:
    """A time of day is read in the zone it names, and one that the change of clocks skips or repeats is noted."""
    (found,) = dates(text, "Europe/Berlin" if reason else "UTC")
    assert found.from_at is not None
    assert found.from_at.isoformat()[:16] == start
    assert reason in found.reason


# What stands between brackets -> its TimeML value, read from the publication on Friday 2020-09-11.
VALUES = [
    ("It ran [on Thursday].", "2020-09-10"),
    ("It ran [Thursday night].", "2020-09-10TNI"),
    ("It will be released on [Monday].", "2020-09-14"),
    ("They will discuss the deal announced on [Monday].", "2020-09-07"),
    ("It could come as early as [Tuesday].", "2020-09-15"),
    ("[On Monday], the studio will release it.", "2020-09-14"),
    ("It ran [last week].", "2020-W36"),
    ("It ran in [November].", "2019-11"),
    ("It will run in [November].", "2020-11"),
    ("It ran [earlier this summer].", "2020-SU"),
    ("in [the third quarter of 2019]", "2019-Q3"),
    ("in [the first half of 2019]", "2019-H1"),
    ("in [the 1990s]", "199"),
    ("in [the '80s]", "198"),
    ("in [the 19th century]", "18"),
    ("in [nineteen seventy-nine]", "1979"),
    ("in [fiscal 2018]", "2018"),
    ("over [the past three months]", "P3M"),
    ("for [the next two weeks]", "P2W"),
    ("for [14 days]", "P14D"),
    ("a [ten-year] term", "P10Y"),
    ("for [two decades]", "P20Y"),
    ("for [several years]", "PXY"),
    ("[two and a half years]", "P2Y6M"),
    ("paid [weekly]", "P1W"),
    ("[every two days]", "P2D"),
    ("[each Thursday]", "XXXX-WXX-4"),
    ("[Tuesday nights]", "XXXX-WXX-2TNI"),
    ("[recently]", "PAST_REF"),
    ("[now]", "PRESENT_REF"),
    ("in [the near future]", "FUTURE_REF"),
    ("at [9:40 p.m. on Thursday]", "2020-09-10T21:40"),
    ("on [Thanksgiving]", "2020-11-26"),
    ("on [Easter Sunday]", "2020-04-12"),
    ("[31 February]", ""),
]


@pytest.mark.parametrize(("marked", "value"), VALUES, ids=[row[0] for row in VALUES])
def test_a_known_expression_has_its_timeml_value(marked: str, value: str) -> None:
    """An expression whose place is known is named as TimeML names it, "" where there is no such date."""
    start, end = marked.index("["), marked.index("]") - 1
    read = read_date(marked.replace("[", "").replace("]", ""), (start, end), published_from=FRIDAY)
    assert read is not None
    assert read.value == value


def test_what_is_no_time_is_not_read() -> None:
    """A place that holds no expression of time gives none."""
    assert read_date("The studio was sorry.", (0, 10), published_from=FRIDAY) is None


def test_lengths_are_found_only_when_asked_for() -> None:
    """Lengths and vague words name no interval, so they are found on demand alone, without one."""
    text = "For 14 days it grew weekly, and recently it fell."
    assert dates(text) == []
    found = find_dates(text, published_from=FRIDAY, lengths=True)
    assert [(each.value, each.from_at) for each in found] == [("P14D", None), ("P1W", None), ("PAST_REF", None)]


def test_a_year_earlier_compares_with_the_quarter_spoken_of() -> None:
    """After a quarter, "a year earlier" is the same quarter of the year before."""
    found = dates("It earned $5m in the second quarter, up from $4m a year earlier.")
    assert [each.value for each in found] == ["2020-Q2", "2019-Q2"]
    assert "2020-Q2" in found[1].reason


@pytest.mark.parametrize(("zone", "month"), [("Europe/London", 6), ("Australia/Sydney", 12)])
def test_seasons_follow_the_hemisphere(zone: str, month: int) -> None:
    """Summer begins in June north of the equator and in December south of it."""
    (summer,) = dates("last summer", zone)
    assert summer.from_at is not None
    assert (summer.from_at + timedelta(hours=14)).month == month


def test_an_expression_may_run_over_a_line_break() -> None:
    """Hard-wrapped text holds expressions over line breaks, and their spans stay those of the text."""
    (found,) = dates("It ran on September\n3, 2020.")
    assert (found.text, found.value) == ("September\n3, 2020", "2020-09-03")


SOUP = st.lists(
    st.sampled_from(
        [
            "Thursday",
            "night",
            "Feb.",
            "30",
            "2020",
            "of",
            "the",
            "last",
            "week",
            "ago",
            "two",
            "9:40",
            "p.m.",
            "ET",
            ",",
            "9999-12-31",
            "999 decades",
            "Easter Sunday",
            "first half of",
            "٣١ مارس",
            "31 Feb",
            "0000-00-00",
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), SOUP), st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 30)))  # noqa: DTZ001 -- hypothesis wants naive bounds
def test_any_text_and_publication_are_read(text: str, published: datetime) -> None:
    """No text and no publication date raises, and every span fits the text."""
    for found in find_dates(text, published_from=published.replace(tzinfo=UTC), zone="Asia/Tokyo", lengths=True):
        assert text[slice(*found.span)] == found.text
        assert (found.from_at is None) == (found.to_at is None)
        assert found.from_at is None or found.to_at is None or found.from_at < found.to_at


@pytest.mark.parametrize("shape", [*patterns.SHAPES, *patterns.SPANS])
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_a_shape_fits_is_never_left_out_for_its_first_words(shape: str, data: st.DataObject) -> None:
    """Whatever a shape fits begins at a place that is tried, but for what "the" and "a" are followed by on purpose."""
    pattern = re.compile((patterns.SHAPES | patterns.SPANS)[shape][1], re.ASCII)
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    first = TOKEN.match(text)
    firsts, tried = starts(lengths=True)
    if first is not None and first[0].lower() not in ("the", "a", "an") and shape in tried.get(first_word(first[0]), (None, {}))[1]:
        assert next(firsts.places(text), None) == (0, first[0])


@pytest.mark.parametrize("before", [patterns.ROLES, tense._REPORTED, tense._LIMIT])
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_last_words_are_complete(before: Before, data: st.DataObject) -> None:
    """What a pattern of words before a place fits ends with one of its last words."""
    assert before.search(data.draw(st.from_regex(before.pattern))) is not None
