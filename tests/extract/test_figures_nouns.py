"""Figures: the counted noun is a noun, a bound is a bound, and numbers inside names count nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from uproar.extract.dates.find import find_dates
from uproar.extract.figures.figure import Figure
from uproar.extract.figures.find import find_figures


def figures(text: str) -> list[Figure]:
    return find_figures(text, find_dates(text, published_from=datetime(2020, 9, 11, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("It was up from 90 last year.", "90", ""),
        ("The town sent 200 uniformed and mounted officers.", "200 uniformed and mounted officers", "officer"),
        ("They came from 46 Flemish and Walloonian villages.", "46 Flemish and Walloonian villages", "village"),
        ("Rowe gave 75,000 pledged by friends.", "75,000", ""),
        ("Rowe was three shy of it.", "three", ""),
        ("Two British SAS troopers came.", "Two British SAS troopers", "trooper"),
        ("The lake has about 60 commercial fishermen.", "about 60 commercial fishermen", "fisherman"),
        ("It has 12 security personnel.", "12 security personnel", "personnel"),
        ("One clerk took a walk.", "One clerk", "clerk"),
        ("One former mill worker spoke.", "One former mill worker", "worker"),
        ("It was a six-lane road.", "six-lane", "lane"),
        ("There was a 5.2 litre jug.", "5.2 litre", "litre"),
        ("The park covers 87 square miles.", "87 square miles", "square mile"),
        ("The lake covers 12 square kilometers.", "12 square kilometers", "square kilometre"),
        ("It holds 40 cubic metres.", "40 cubic metres", "cubic metre"),
        ("Rowe died at 92.", "92", "year"),
    ],
)
def test_what_is_counted_is_a_noun(text: str, words: str, unit: str) -> None:
    """The counted noun is no participle, verb, adverb or adjective, and an area is no length."""
    (found,) = figures(text)
    assert (found.text, found.unit) == (words, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Rowe made the 40 Under 40 list.",
        "A Group of 20 meeting was held.",
        "It was the Group of Seven.",
        "The Six-Day War ended.",
        "The Thirty Years' War ended.",
        "They met one-on-one.",
        "The patch 2.26 came out.",
        "Version 3 came out.",
        "The cat sleeps and the other one eats.",
        "The two spoke at length.",
        "None of those three has declared.",
    ],
)
def test_numbers_of_names_and_pronouns_count_nothing(text: str) -> None:
    """Lists, bodies, wars, versions, set phrases, and persons named before are no quantities."""
    assert figures(text) == []


def test_numbers_like_those_of_names_still_count() -> None:
    """What only begins like a name is a figure: a group of people, days of weather, a range after an article."""
    assert [(found.value, found.unit) for found in figures("A group of 20 people had six dry days.")] == [(20, "person"), (6, "day")]
    assert [(found.low, found.high) for found in figures("It is larger than the three to four points of May.")] == [(3, 4)]


@pytest.mark.parametrize(
    ("text", "words", "bound", "low", "high"),
    [
        ("They speak about the six-lane road.", "six-lane", "exact", 6, 6),
        ("They talked about six lanes.", "six lanes", "exact", 6, 6),
        ("It has about six lanes.", "about six lanes", "about", 5.5, 6.5),
        ("at or above 10 percent", "at or above 10 percent", "at_least", 10, None),
        ("at or below 10 percent", "at or below 10 percent", "up_to", None, 10),
        ("above 10 percent", "above 10 percent", "over", 10, 20),
        ("Children under age 14 came.", "under age 14", "under", None, 14),
        ("All over the age of 21 came.", "over the age of 21", "over", 21, None),
        ("All aged under 30 came.", "under 30", "under", None, 30),
    ],
)
def test_bounds_are_those_of_the_number(*, text: str, words: str, bound: str, low: float | None, high: float | None) -> None:
    """What is spoken about has no bound; "at or above" holds the number itself; an age may be bounded."""
    (found,) = figures(text)
    assert (found.text, found.bound, found.low, found.high) == (words, bound, low, high)
