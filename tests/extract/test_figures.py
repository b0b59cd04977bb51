"""Figures: value, unit, bound and rounding, and what is no figure."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.extract.dates import find_dates
from uproar.extract.figures import Figure, find_figures


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


def test_first_number_of_a_range_takes_the_noun_of_the_second() -> None:
    """The range "3,000 to 4,000 people" counts people twice."""
    assert [figure.unit for figure in figures("3,000 to 4,000 people")] == ["person", "person"]


SOUP = st.lists(
    st.sampled_from(
        ["1", "000", ",", ".", "million", "thousand", "over", "half a", "one", "hundred", "and", "%", "$", "goal of", "out of 10", "-"]
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
