"""Figures: value, unit, bound and rounding, and what is no figure."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uproar.extract.dates.find import find_dates
from uproar.extract.dates.words import Before
from uproar.extract.figures import bounds, find
from uproar.extract.figures.bounds import BOUND
from uproar.extract.figures.figure import Figure
from uproar.extract.figures.find import find_figures


def figures(text: str) -> list[Figure]:
    return find_figures(text, find_dates(text, published_from=datetime(2020, 9, 11, tzinfo=UTC)))


# text, value, unit, bound, low, high
READ = [
    ("signed by 12,345 people", 12_345, "person", "exact", 12_345, 12_345),
    ("over 600,000 signatures", 600_000, "signature", "over", 600_000, 700_000),
    ("nearly 600,000 signatures", 600_000, "signature", "nearly", 550_000, 600_000),
    ("almost 1.2m views", 1_200_000, "view", "nearly", 1_150_000, 1_200_000),
    ("at least two hundred and five players", 205, "player", "at_least", 205, None),
    ("half a million users", 500_000, "user", "exact", 475_000, 525_000),
    ("up to 10k likes", 10_000, "like", "up_to", None, 10_000),
    ("fewer than 900 names", 900, "name", "under", None, 900),
    ("about 5,000 fans", 5_000, "fan", "about", 4_500, 5_500),
    ("3 million copies", 3_000_000, "copy", "exact", 2_850_000, 3_150_000),
    ("topped 50,000 signatures", 50_000, "signature", "over", 50_000, 60_000),
    ("50,000+ signatures", 50_000, "signature", "at_least", 50_000, None),
    ("rated 4.2 out of 10", 4.2, "out of 10", "exact", 4.15, 4.25),
    ("a score of 42%", 42, "percent", "exact", 41.5, 42.5),
    ("60 per cent", 60, "percent", "exact", 59.5, 60.5),
    ("5 percentage points", 5, "point", "exact", 5, 5),
    ("$5.5 billion", 5.5e9, "USD", "exact", 5.45e9, 5.55e9),
    ("£20", 20, "GBP", "exact", 20, 20),
    ("an 11-year-old girl", 11, "year", "exact", 11, 11),
    ("ninety-nine hundred reviews", 9_900, "review", "exact", 9_850, 9_950),
    ("3,000 angry user reviews were left", 3_000, "review", "exact", 2_850, 3_150),
    ("a dozen countries", 12, "country", "exact", 12, 12),
    ("2020 people came", 2_020, "person", "exact", 2_015, 2_025),
]


@pytest.mark.parametrize(("text", "value", "unit", "bound", "low", "high"), READ, ids=[row[0] for row in READ])
def test_figure_is_read_with_its_bounds(*, text: str, value: float, unit: str, bound: str, low: float | None, high: float | None) -> None:
    """Each figure has its value, its unit in the singular, and the interval its words allow."""
    (found,) = figures(text)
    assert (found.value, found.unit, found.bound) == (pytest.approx(value), unit, bound)
    assert (found.low, found.high) == (low if low is None else pytest.approx(low), high if high is None else pytest.approx(high))


@pytest.mark.parametrize(
    "text",
    [
        "the 21st century",
        "COVID-19",
        "#1 on the list",
        "No. 2",
        "at 9:40 p.m.",
        "the 1990s",
        "in 2020",
        "one of them",
        "no one came",
        "version 1.2.3",
        "1. First thing",
        "#tag2020",
        "@user99",
        "1234567890123456789",
        "on September 3, 2020",
        "an iPhone 11 Pro",
        "the Fortune 100",
        "won 2-0",
        "the bottom three",
        "221B Baker Street",
        "runs in 4K",
        "at 1080p",
        "She ran 100m.",
        "Call 08001513513 now.",
        "Call 020 7946 0958 or 1-800-555-0199.",
        "Call +44 20 7946 0958.",
        "ID 8675309",
        "as shown [2].",
        "as shown before (32, 33).",
        "a 401(k) plan",
        "He was 5'11\" tall.",
        "1.500 Menschen",
        "Windows 11 was late.",
        "Xbox 360 was late.",
        "iOS 17.4 is late.",
        "12 Bell 17 0 0 0",
    ],
)
def test_what_only_looks_like_a_figure(text: str) -> None:
    """Ordinals, ranks, dates, times, names, list numbers and identifiers count nothing."""
    assert figures(text) == []


def test_doubled_scale_word_gives_the_likelier_reading() -> None:
    """The words "604,000 thousand" against a goal of a million means 604,000, and the reason names both."""
    text = "As of Thursday night it had over 604,000 thousand signatures toward its goal of 1 million."
    count, goal = figures(text)
    assert (count.value, count.goal, count.intended) == (604_000_000, 1_000_000, 604_000)
    assert count.goal_span == goal.span
    assert count.as_of is not None
    assert count.as_of.text == "Thursday night"
    assert "604,000,000" in count.reason
    assert "1,000,000" in count.reason


@pytest.mark.parametrize("text", ["1,500 million people", "604 thousand signatures", "1.5 million views", "12 thousand fans"])
def test_usual_scale_words_are_no_mishap(text: str) -> None:
    """A scale word that adds something is meant as written."""
    assert figures(text)[0].intended is None


RANGES = [
    ("3,000 to 4,000 people", 3_000, 4_000, "person"),
    ("between $62 and $68 a share", 62, 68, "USD per share"),
    ("between 3 and 4 million views", 3_000_000, 4_000_000, "view"),
    ("a 5-10kW motor", 5, 10, "kilowatt"),
    ("15–22 miles per hour", 15, 22, "mile per hour"),
    ("between $300 and $450 million", 300e6, 450e6, "USD"),
    ("$1.2-1.5 billion", 1.2e9, 1.5e9, "USD"),
    ("€3-4bn", 3e9, 4e9, "EUR"),
    ("put at 50,000-100,000", 50_000, 100_000, ""),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES, ids=[row[0] for row in RANGES])
def test_a_range_is_one_figure_between_its_ends(text: str, low: float, high: float, unit: str) -> None:
    """A range is one figure with both ends as its bounds and the unit of the second."""
    (found,) = figures(text)
    assert (found.bound, found.low, found.high, found.unit) == ("between", low, high, unit)


def test_a_change_is_two_figures() -> None:
    """What rose from one count to another is two counts of the same noun, no range."""
    assert [(found.value, found.unit) for found in figures("It rose from 3,000 to 4,000 people.")] == [(3_000, "person"), (4_000, "person")]


MEASURED = [
    ("87 mph", 87, "mile per hour"),
    ("a 50mph wind", 50, "mile per hour"),
    ("140 km/h", 140, "kilometre per hour"),
    ("54GB of data", 54, "gigabyte"),
    ("3000 rpm", 3_000, "revolution per minute"),
    ("20 degrees Celsius", 20, "celsius"),
    ("$58.24 per barrel", 58.24, "USD per barrel"),
    ("$6.78 billion a year earlier", 6.78e9, "USD"),
    ("7.5 million Danish crowns", 7.5e6, "DKK"),
    ("HK$30", 30, "HKD"),
    ("a rate of 1.38pc.", 1.38, "percent"),
    ("fell -5% today", -5, "percent"),
    ("a third of the voters", 1 / 3, "share"),
    ("5,000 signatures an hour", 5_000, "signature"),
    ("One proposal asks for it.", 1, "proposal"),
    ("1.234.567,89 euros", 1_234_567.89, "EUR"),
    ("12,34,567 rupees", 1_234_567, "INR"),
    ("1 234 567 people", 1_234_567, "person"),
    ("2.000 Menschen", 2_000, "menschen"),
    ("rose 2.375 percent", 2.375, "percent"),
    ("about one-sixth of the volume", 1 / 6, "share"),
    ("Two-thirds agreed.", 2 / 3, "share"),
    ("1/4 of users", 1 / 4, "share"),
    ("One in five people left.", 1 / 5, "share"),
    ("nine in ten", 9 / 10, "share"),
    ("three-quarters of a century", 3 / 4, "share"),
    ("That's 40 now.", 40, ""),
    ("2½ hours", 2.5, "hour"),
    ("1 1/2 cups", 1.5, "cup"),
    ("Ann Lee, 34, came.", 34, "year"),
    ("a man aged 34", 34, "year"),
    ("a goal of 1m", 1e6, ""),
    ("Then 1.2m signed it.", 1.2e6, ""),
    ("50p", 50, "penny"),
]


@pytest.mark.parametrize(("text", "value", "unit"), MEASURED, ids=[row[0] for row in MEASURED])
def test_measures_money_and_other_groupings_are_read(text: str, value: float, unit: str) -> None:
    """Units of measure, money and rates are named in full, and digits grouped as elsewhere are one number."""
    (found,) = figures(text)
    assert (found.value, found.unit) == (pytest.approx(value), unit)


SOUP = st.lists(
    st.sampled_from(
        [
            "1",
            "000",
            ",",
            ".",
            "million",
            "thousand",
            "over",
            "half a",
            "one",
            "hundred",
            "and",
            "%",
            "$",
            "1.234.567,89",
            "1 234",
            "12,34,567",
            "٣٤",
            "½",
            "a third of",
            "mph",
            "between",
            "goal of",
            "out of 10",
            "-",
        ]
    ),
    max_size=40,
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), SOUP.map("".join), SOUP.map(" ".join)))
def test_any_text_is_read(text: str) -> None:
    """No text raises, every span fits the text, and no two figures overlap."""
    last = 0
    for found in figures(text):
        assert text[slice(*found.span)] == found.text
        assert found.span[0] >= last or found.bound != "exact"
        assert found.low is None or found.high is None or found.low <= found.high
        last = found.span[1]


@pytest.mark.parametrize("unit", ["5 ", "as of Friday 5,000 ", "one hundred ", "1,234,", "1-"])
def test_time_grows_with_the_length(unit: str) -> None:
    """Four times the text without a paragraph takes no more than six times as long, whatever it repeats."""

    def taken(size: int) -> float:
        text = (unit * size)[:size]
        began = time.process_time()
        figures(text)
        return time.process_time() - began

    taken(1_000)
    short = min(taken(5_000) for _ in range(2))
    assert min(taken(20_000) for _ in range(2)) < 6 * short + 0.05


@pytest.mark.parametrize("before", [BOUND, bounds._TOPIC, find._GOAL_BEFORE, find._POINTED, find._RANKED])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_last_words_are_complete(before: Before, data: st.DataObject) -> None:
    """What a pattern of words before a figure fits ends with one of its last words."""
    assert before.search(data.draw(st.from_regex(before.pattern))) is not None
