"""What the account says of petitions, sentence by sentence."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from uproar.case import Case, Petition
from uproar.charts import petition_forecast as chart
from uproar.dossier import petition
from uproar.findings import Finding

START = datetime(2019, 3, 21, 8, 55, tzinfo=UTC)
CASE = Case(petitions=(Petition("p"),))


def mark(kind: str, signatures: int, chance: float, hours: float | None) -> dict[str, Any]:
    """A mark ahead, reached by half of the futures after so many hours."""
    at = None if hours is None else START + timedelta(hours=hours)
    return {"kind": kind, "signatures": signatures, "chance": chance, "within_days": 176, "q50": at}


def finding(
    marks: Sequence[dict[str, Any]], *, numbers: tuple[int, int, int] = (677_149, 1_359_993, 4_533_048), late: float = 0
) -> Finding:
    """A forecast of a week."""
    low, middle, high = numbers
    fan = tuple(
        {"at": START + timedelta(hours=hour), "q05": low, "q25": middle, "q50": middle, "q75": middle, "q95": high}
        for hour in range(0, 169, 6)
    )
    return Finding(
        "petition.forecast", "p", middle, "signatures", START + timedelta(hours=late), "Drawn.", low, high, START, START + timedelta(days=7),
        {"goals": tuple(marks), "last_count": 614_972}, fan,
    )  # fmt: skip


def told(*marks: dict[str, Any], **more: Any) -> str:
    """The sentence."""
    (sentence,) = petition.forecast([(finding(marks, **more), "1")], CASE)
    return sentence.text


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (mark("milestone", 1_000_000, 0.67, 70), "within 176 days in 67% of the continuations drawn, half of all by about Sunday 24 March 2019 at 07:00 (UTC)."),
        (mark("milestone", 1_000_000, 0.67, 700), "1,000,000 within 176 days in 67% of the continuations drawn, half of all by Friday 19 April 2019."),
        (mark("milestone", 1_000_000, 0.2, None), "1,000,000 within 176 days in 20% of the continuations drawn."),
        (mark("milestone", 1_000_000, 0, None), "It is not expected to reach 1,000,000 within 176 days: none of the continuations drawn does."),
        (mark("goal", 1_000_000, 1, 700), "It reaches 1,000,000, the goal shown, within 176 days in all of the continuations"),
    ],
)  # fmt: skip
def test_a_forecast_says_whether_the_next_mark_is_reached(one: dict[str, Any], said: str) -> None:
    """The nearest mark is told with its chance and, where half of the futures reach it, the time by which they do."""
    assert said in told(one)


def test_the_nearest_mark_and_the_goal_are_told_and_no_rung() -> None:
    """Of a rung, a threshold, a goal and a round number ahead the threshold and the goal are told."""
    text = told(
        mark("rung", 15_000, 1, 5),
        mark("threshold", 100_000, 1, 9),
        mark("goal", 200_000, 0.5, 90),
        mark("milestone", 1_000_000, 0.1, None),
    )
    assert text.count("It reaches") == 2
    assert "15,000" not in text.split("should hold.")[1].replace("115,000", "")
    assert "It reaches 100,000 within 176 days in all" in text
    assert "It reaches 200,000, the goal shown, within 176 days in 50%" in text


def test_counts_are_told_to_three_figures_or_as_fine_as_their_interval() -> None:
    """A wide forecast is told to three figures, one of a large counter that hardly grows to a hundredth of what it may gain."""
    assert "677,000 to 4,530,000 signatures" in told()
    assert "in the middle 1,360,000;" in told()
    assert "6,079,350 to 6,088,300 signatures" in told(numbers=(6_079_354, 6_080_327, 6_088_295))


def test_an_old_last_reading_is_told_with_the_forecast() -> None:
    """A forecast from a reading two days before the moment asked about says from when it counts; one from an hour before does not."""
    assert "If nothing new happens from its last reading, on Thursday 21 March 2019 at 08:55, the petition" in told(late=48)
    assert "last reading" not in told(late=1)


def test_repeats_of_few_signers_are_told_with_their_number() -> None:
    """Of sixteen signatures none repeats: the sentence gives the number and the interval that so few leave open."""
    one = Finding("petition.signers", "p", 0.0, "share", START, "Counted.", 0.0, 0.194, START, START, {"known": 16, "repeats": 0})
    (sentence,) = petition.signers([(one, "1")], CASE)
    assert (
        sentence.text
        == "Of 16 single signatures of the petition that say who signed, 0 repeat an earlier signer (0%, 95% interval 0% to 19%)."
    )


def test_marks_of_a_chart_are_numbers_and_its_key_says_what_they_are() -> None:
    """The line of a mark is labelled with its count, and the key names its kind in words."""
    (drawing,) = chart.draw([finding([mark("milestone", 1_000_000, 0.67, 70), mark("goal", 2_000_000, 0.3, None)])], "UTC")
    assert "Dotted: 1,000,000 is the next round number and 2,000,000 is the goal shown." in drawing.key
    assert "677,000 to 4,530,000 expected" in drawing.title
    labels = str(drawing.wide.to_dict())
    assert "'label': '1,000,000'" in labels
    assert "milestone" not in labels
