"""Verdicts on growth: interval differences, windows, multiples, and numbers that contradict each other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.case import Case, Petition
from uproar.claims.check import check
from uproar.claims.claim import CheckedClaim, Claim, ClaimKind, Verdict
from uproar.claims.counter import Counter
from uproar.claims.odds import at_odds
from uproar.claims.questions import asked_once, questions
from uproar.findings import Ask, Finding

START = datetime(2026, 5, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
MADE = START + 60 * HOUR
AS_OF = START + 90 * HOUR
CASE = Case(title="Lanterns", petitions=(Petition("recall", "Recall Lanterns", "Change.org"),))


def counter() -> Finding:
    """Nothing at first, 1,000 an hour for a day, 100 an hour after it, and 50 taken out after three days."""
    counts = [1_000 * min(hour, 24) + 100 * max(0, hour - 24) - (50 if hour >= 72 else 0) for hour in range(91)]
    series = tuple({"at": START + hour * HOUR, "signatures": count} for hour, count in enumerate(counts))
    return Finding("petition.signature_count", "recall", counts[-1], "signatures", AS_OF, "", series=series)


def growth(value: float, low: float | None = None, high: float | None = None, bound: str = "exact", **values: Any) -> Claim:
    attributes = {"measure": "gain", **values.pop("attributes", {})}
    return Claim(
        ClaimKind.PETITION_RATE, "words", (0, 5), "the petition", value, low, high, "signatures", bound, made_at=values.pop("made_at", MADE),
        attributes=MappingProxyType(attributes), **values,
    )  # fmt: skip


DAY_1 = {"from_at": START, "to_at": START + 24 * HOUR}
DAY_2 = {"from_at": START + 24 * HOUR, "to_at": START + 48 * HOUR}
LAUNCH = {"anchor": "launch", "length": 10 * 3_600.0}
LAST = {"anchor": "last", "length": 86_400.0}
RATE, GROWTH = {"measure": "rate", "per": 3_600}, {"measure": "growth"}
JUDGED = [
    ("a day's gain", growth(24_000, 23_500, 24_500, **DAY_1), "supported"),
    ("over", growth(20_000, 20_000, 30_000, "over", **DAY_1), "supported"),
    ("far too many", growth(40_000, 39_500, 40_500, **DAY_1), "contradicted"),
    ("far too few", growth(5_000, 4_900, 5_100, **DAY_1), "contradicted"),
    ("a few too many", growth(25_500, 25_400, 25_600, **DAY_1), "not_measurable"),
    ("no time", growth(5_000), "not_measurable"),
    ("before the first reading", growth(5_000, from_at=START - 48 * HOUR, to_at=START - 24 * HOUR), "not_measurable"),
    ("after the last reading", growth(5_000, from_at=AS_OF + HOUR, to_at=AS_OF + 9 * HOUR, made_at=AS_OF + 9 * HOUR), "not_measurable"),
    ("since the launch", growth(10_000, 9_500, 10_500, attributes=LAUNCH), "supported"),
    ("since the launch, too many", growth(30_000, 29_500, 30_500, attributes=LAUNCH), "contradicted"),
    ("in a day up to the article", growth(2_400, 2_350, 2_450, attributes=LAST), "supported"),
    ("in a day at some time before", growth(20_000, 19_500, 20_500, attributes=LAST), "not_measurable"),
    ("in a day, never", growth(90_000, 89_500, 90_500, attributes=LAST), "contradicted"),
    ("a rate of that day", growth(1_000, 950, 1_050, attributes=RATE, **DAY_1), "supported"),
    ("a rate now", growth(100, 95, 105, attributes=RATE), "supported"),
    ("a rate it had once, said of now", growth(1_000, 950, 1_050, attributes=RATE), "contradicted"),
    ("a rate it never had", growth(9_000, 8_500, 9_500, attributes=RATE, **DAY_1), "contradicted"),
    ("a peak", growth(1_000, 950, 1_050, attributes={**RATE, "peak": True}), "not_measurable"),
    ("doubled", growth(2.0, attributes=GROWTH, **DAY_2), "contradicted"),
    ("grew by a tenth", growth(1.1, 1.095, 1.105, attributes=GROWTH, **DAY_2), "supported"),
    ("doubled while it tripled", growth(2.0, attributes=GROWTH, from_at=START + 8 * HOUR, to_at=START + 24 * HOUR), "not_measurable"),
    ("a loss that shows", growth(-50.0 * -1, attributes={"measure": "loss"}, made_at=AS_OF), "not_measurable"),
    ("a loss that none shows", growth(500.0, attributes={"measure": "loss"}), "not_measurable"),
]


@pytest.mark.parametrize(("claim", "verdict"), [row[1:] for row in JUDGED], ids=[row[0] for row in JUDGED])
def test_growth_against_the_readings(claim: Claim, verdict: str) -> None:
    """A gain, a rate and a multiple hold where the difference of the readings allows them, and are contradicted only from a slack outside it."""
    checked = check(claim, [counter()], case=CASE)
    assert str(checked.verdict) == verdict, checked.reason


def moved(first: float, second: float, **more: Any) -> Claim:
    attributes = {"of": "counts", "from": (first, first, first, "exact"), "to": (second, second, second, "exact"), **more}
    return Claim(ClaimKind.PETITION_RATE, "words", (0, 5), "the petition", second, attributes=MappingProxyType(attributes), made_at=MADE)


ARITHMETIC = [
    ("a fall that rises", moved(50_000, 60_000, relation="fell"), "inconsistent"),
    ("a rise that falls", moved(60_000, 50_000, relation="rose"), "inconsistent"),
    ("doubled by half", moved(40_000, 60_000, relation="rose", factor=2.0), "inconsistent"),
    ("doubled", moved(10_000, 20_000, relation="rose", factor=2.0), "not_measurable"),
    ("half as many again", moved(40_000, 60_000, relation="rose", percent=50.0, percent_bound="exact"), "contradicted"),
    ("another percentage", moved(40_000, 60_000, relation="rose", percent=20.0, percent_bound="exact"), "inconsistent"),
    ("both at their times", moved(5_000, 20_000, relation="rose", from_time=(START + 4 * HOUR, START + 6 * HOUR), to_time=(START + 20 * HOUR,) * 2), "supported"),
    ("one at another time", moved(5_000, 20_000, relation="rose", from_time=(START + 5 * HOUR,) * 2, to_time=(START + 9 * HOUR,) * 2), "contradicted"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "verdict"), [row[1:] for row in ARITHMETIC], ids=[row[0] for row in ARITHMETIC])
def test_two_numbers_are_held_against_their_verb_first(claim: Claim, verdict: str) -> None:
    """Numbers that contradict the word between them are inconsistent without data; others are compared with the readings of their times."""
    checked = check(claim, [counter()], case=CASE)
    assert str(checked.verdict) == verdict, checked.reason


def counted(value: float, low: float, high: float | None, bound: str = "exact", start: int = 0) -> CheckedClaim:
    claim = Claim(
        ClaimKind.PETITION_COUNT, "w", (start, start + 1), "the petition", value, low, high, "signatures", bound, **DAY_2, time_text="Tuesday",
        attributes=MappingProxyType({"time_role": "as_of"}),
    )  # fmt: skip
    return CheckedClaim(claim, Verdict.NOT_MEASURABLE, "")


def test_two_counts_of_one_time_exclude_each_other() -> None:
    """Two counts as of the same time that no number satisfies are inconsistent, unless the record bears one out; near ones stay."""
    far, near = counted(90_000, 90_000, None, "over", 3), counted(50_500, 50_450, 50_550, start=6)
    one = counted(50_000, 47_500, 52_500)
    assert [str(each.verdict) for each in at_odds([one, far])] == ["inconsistent", "inconsistent"]
    assert [str(each.verdict) for each in at_odds([one, near])] == ["not_measurable", "not_measurable"]
    known = CheckedClaim(one.claim, Verdict.SUPPORTED, "")
    assert [str(each.verdict) for each in at_odds([known, far])] == ["supported", "inconsistent"]


def test_the_record_is_asked_once_for_one_question() -> None:
    """The same question, put by two claims, reaches the record once; another period is another question."""
    asked: list[Ask] = []
    answer = asked_once(lambda question: asked.append(question.ask) or [])  # type: ignore[func-returns-value]
    for claim in (growth(1.0, **DAY_1), growth(2.0, **DAY_2), Claim(ClaimKind.PETITION_COUNT, "", (0, 0), "the petition", 1.0, **DAY_1)):
        for question in questions(claim, CASE, AS_OF):
            answer(question)
    assert len(asked) == 2


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=20).map(sorted), st.integers(0, 19), st.integers(0, 19))
def test_a_counter_holds_what_it_was_read_at(counts: list[int], first: int, second: int) -> None:
    """At a reading a growing counter is exact, between two its bounds are theirs, and what came in is never less than what was read."""
    times = tuple(START + hour * HOUR for hour in range(len(counts)))
    one = Counter(times, tuple(map(float, counts)))
    a, b = sorted((first % len(counts), second % len(counts)))
    assert one.at(times[a]) == (counts[a], counts[a])
    low, high = one.gained((times[a],) * 2, (times[b],) * 2)
    assert low == high == counts[b] - counts[a]
    least, most = one.most_within(times[b] - times[a])
    assert least >= counts[b] - counts[a]
    assert most >= least
