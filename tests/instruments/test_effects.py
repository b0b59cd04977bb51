"""The judging functions of the three measurements of effects, on plain rows."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import uproar
from tests import samples
from uproar.findings import Ask, Event, Finding, Result, Unmeasured, to_micros
from uproar.instruments.petition import effect as petition
from uproar.instruments.posts import effect as posts
from uproar.instruments.reviews import effect as reviews

T0 = samples.START
AS_OF = T0 + timedelta(days=30)


def at(hours: float) -> datetime:
    return T0 + timedelta(hours=hours)


def event(hours: float, until: float | None = None, what: str = "Apology") -> Event:
    return Event(at(hours), at(hours if until is None else until), what)


def asked(*events: Event, **more: Any) -> Ask:
    return Ask(AS_OF, subject="#x", events=events, **more)


def stream(accounts: dict[int, int], posts_an_hour: int = 20, sampling: str = "stream") -> list[dict[str, Any]]:
    return [
        {"moment": to_micros(at(hour)), "posts": posts_an_hour, "accounts": n, "samplings": sampling, "records": n}
        for hour, n in sorted(accounts.items())
    ]


def graded(hours: list[float], score: float, dated: int = 0) -> list[dict[str, Any]]:
    return [
        {"moment": to_micros(at(hour)), "reviews": 4, "total": 4 * score, "squares": 4 * (score**2 + 0.04), "dated": dated, "works": None}
        for hour in hours
    ]


def read(counts: list[tuple[float, int]]) -> list[dict[str, Any]]:
    return [{"moment": to_micros(at(hour)), "signatures": count, "records": 1} for hour, count in counts]


def the_one(results: list[Result]) -> Finding:
    (found,) = results
    assert isinstance(found, Finding), found
    return found


def refused(results: list[Result]) -> Unmeasured:
    (found,) = results
    assert isinstance(found, Unmeasured), found
    return found


CALM = {hour: 20 + hour % 3 for hour in range(144)}
HALVED = {hour: n if hour < 96 else n // 2 for hour, n in CALM.items()}


def test_a_halving_is_measured_and_dated() -> None:
    """Half as many accounts after the event give about half of the expected, with interval, placebos and the course for a chart."""
    found = the_one(posts.judge(stream(HALVED), asked(event(96))))
    assert found.high is not None
    assert found.value == pytest.approx(0.5, abs=0.06)
    assert found.high < 1
    assert found.detail["departs"]
    assert (found.detail["placebo_share"], found.detail["placebos"]) == (0, 5)
    assert (found.from_at, found.to_at) == (at(96), at(120))
    assert [row["at"] for row in found.series if row["after"]] == [at(96 + 3 * k) for k in range(8)]
    assert found.series[0]["observed"] == pytest.approx(21)
    assert "association" in found.method


def test_without_a_change_the_interval_holds_one() -> None:
    """A calm series goes on as expected after an event."""
    found = the_one(posts.judge(stream(CALM), asked(event(96))))
    assert not found.detail["departs"]
    assert found.low < 1 < found.high


@pytest.mark.parametrize("judge", [posts.judge, reviews.judge, petition.judge])
def test_without_an_event_nothing_is_measured(judge: Any) -> None:
    """A case without events, or with none in the period asked about, has no effect, and the reason says where to name one."""
    assert "names no event" in refused(judge([], asked())).reason
    outside = refused(judge([], asked(event(96), from_at=at(100))))
    assert outside.reason == "the case names no event in the period"
    assert "[[events]]" in outside.needs


def test_two_events_too_close_cannot_be_told_apart() -> None:
    """Of two events three hours apart the first has no stretch of its own, and the second says that it may be the first's."""
    first, second = posts.judge(stream(HALVED), asked(event(96), event(99, what="Patch")))
    assert isinstance(first, Unmeasured)
    assert "cannot be told from" in first.reason
    assert isinstance(second, Finding)
    assert any("cannot be told apart" in note for note in second.notes)


def test_a_later_event_ends_the_stretch_compared() -> None:
    """What followed an event is read up to the next one, and a note says so."""
    first = posts.judge(stream(HALVED), asked(event(84), event(96, what="Patch")))[0]
    assert isinstance(first, Finding)
    assert first.to_at == at(96)
    assert first.detail["hours_after"] == 12
    assert any("another event follows" in note for note in first.notes)
    assert first.low < 1 < first.high


def test_an_event_known_to_the_day_leaves_that_day_out() -> None:
    """The hours in which the event may have happened are neither before nor after."""
    found = the_one(posts.judge(stream(HALVED), asked(event(84, 108))))
    assert found.detail["hours_before"] == 84
    assert found.to_at == at(132)
    assert found.value == pytest.approx(0.5, abs=0.08)


def test_an_event_known_too_roughly_is_unmeasured() -> None:
    """An event known to two days has no before and after that a day could be compared over."""
    assert "48 hours only" in refused(posts.judge(stream(CALM), asked(event(60, 108)))).reason


@pytest.mark.parametrize(("hours", "reason"), [(30, "covers 30 hours"), (141, "covers 3 hours"), (200, "nothing was recorded")])
def test_too_little_on_either_side_is_unmeasured(hours: float, reason: str) -> None:
    """Two days before and a quarter of the window after are needed."""
    assert reason in refused(posts.judge(stream(CALM), asked(event(hours)))).reason


def test_a_record_that_ends_early_is_told() -> None:
    """Where only twelve hours follow, they are compared and a note says so."""
    found = the_one(posts.judge(stream(CALM), asked(event(132))))
    assert any("Compared over 12 hours only, where the record ends" in note for note in found.notes)


def test_a_usual_change_is_told() -> None:
    """A series that halves and doubles every other day gives many moments with as large a change: the share of them is told."""
    wild = {hour: (60 if (hour // 30) % 2 else 15) + hour % 5 for hour in range(240)}
    found = the_one(posts.judge(stream(wild), asked(event(210))))
    assert found.detail["placebos"] >= 20
    assert found.detail["placebo_share"] > 0.05


def test_a_gap_of_a_busy_stream_is_not_silence() -> None:
    """Hours without any post are a gap where the stream has twenty an hour, and silence where it has two."""
    gapped = {hour: n for hour, n in CALM.items() if not 100 <= hour < 110}
    busy = the_one(posts.judge(stream(gapped), asked(event(96))))
    thin = the_one(posts.judge(stream(gapped, posts_an_hour=2), asked(event(96))))
    assert (busy.detail["hours_after"], thin.detail["hours_after"]) == (14, 24)
    assert thin.value < 0.75 < busy.value


def test_samples_say_what_they_allow() -> None:
    """A browse sample is refused; a search is measured with a note."""
    assert "browse sample" in refused(posts.judge(stream(CALM, sampling="browse"), asked(event(96)))).reason
    searched = the_one(posts.judge(stream(CALM, sampling="search"), asked(event(96))))
    assert "search" in searched.notes[0]


def test_a_counter_that_doubles_its_pace_is_measured() -> None:
    """Fifty signatures an hour that become a hundred are twice the expected; a removal in between is left out and told."""
    counts = [(float(hour), 50 * hour + max(0, 50 * (hour - 96))) for hour in range(144)]
    counts[50:] = [(hour, count - 400) for hour, count in counts[50:]]
    found = the_one(petition.judge(read(counts), asked(event(96))))
    assert found.value == pytest.approx(2, abs=0.15)
    assert found.low > 1
    assert "went down 1 time:" in found.notes[0]
    assert found.detail["hours_before"] == 88  # 8 hours held what was then removed


def test_a_counter_read_once_a_day_is_unmeasured() -> None:
    """Readings a day apart cannot say what came before and what after."""
    assert "close enough" in refused(petition.judge(read([(24.0 * k, 100 * k) for k in range(9)]), asked(event(96)))).reason


def test_reasons_tell_gaps_of_a_counter_as_gaps() -> None:
    """Readings days apart before an event are no empty record, and a gap of 9.6 hours that begins two hours after it is no end of the record."""
    sparse = [(0.0, 100), (40.0, 200), (80.0, 300), *((96.0 + h, 400 + 50 * h) for h in range(1, 40))]
    assert "the usable readings before it are more than 6 hours apart" in refused(petition.judge(read(sparse), asked(event(95)))).reason  # type: ignore[arg-type]
    hourly = [(float(h), 50 * h) for h in range(110) if not 98 < h < 108]
    gap = refused(petition.judge(read([(h - 0.4 if h > 100 else h, n) for h, n in hourly]), asked(event(96))))
    assert "a gap of 9.6 hours without a usable reading begins 2 hours after it" in gap.reason
    assert "at most 6 hours apart" in gap.needs
    late = refused(petition.judge(read([(float(h), 50 * h) for h in range(60)] + [(200.0, 9000), (201.0, 9050)]), asked(event(80))))
    assert "the usable readings after it are more than 6 hours apart" in late.reason
    thin = [(float(h), 50 * h) for h in range(144) if h < 20 or h > 84]
    assert "1 gap in its readings, of up to 66.0 hours" in refused(petition.judge(read(thin), asked(event(86)))).reason


def test_a_side_gives_grades_and_numbers() -> None:
    """Grades that fall from .8 to .3 while as many come in: a difference of about half the scale, and a ratio about 1."""
    hours = [float(hour) for hour in range(144)]
    rows = graded(hours[:96], 0.8) + graded(hours[96:], 0.3)
    grade, number = reviews.judge(rows, asked(event(96)))
    assert isinstance(grade, Finding)
    assert isinstance(number, Finding)
    assert (grade.detail["measured"], number.detail["measured"]) == ("grades", "reviews")
    assert grade.value == pytest.approx(-0.5, abs=0.03)
    assert grade.high < 0
    assert number.low < 1 < number.high


def test_reviews_dated_by_the_day_leave_the_day_of_the_event_out() -> None:
    """With days instead of times the day of the event counts on neither side, and the next whole day is compared."""
    rows = graded([24.0 * day for day in range(8)], 0.8, dated=4) + graded([24.0 * day for day in range(8, 12)], 0.2, dated=4)
    grade, _ = reviews.judge(rows, asked(event(8 * 24 + 10)))
    assert isinstance(grade, Unmeasured)  # four reviews on that day
    for row in rows:
        row.update(reviews=40, total=row["total"] * 10, squares=row["squares"] * 10)
    grade, number = reviews.judge(rows, asked(event(8 * 24 + 10)))
    assert isinstance(grade, Finding)
    assert isinstance(number, Finding)
    assert grade.detail["observed"] == pytest.approx(0.2)
    assert [row["at"] for row in grade.series if row["after"]] == [at(9 * 24)]
    assert grade.high < 0
    assert number.detail["observed"] == 40


def test_a_day_of_23_hours_moves_no_day() -> None:
    """Midnights that lie an hour earlier after the clocks change still are one piece a day."""
    rows = graded([24.0 * day - (day >= 6) for day in range(12)], 0.7, dated=4)
    for row in rows:
        row.update(reviews=40, total=row["total"] * 10, squares=row["squares"] * 10)
    grade, number = reviews.judge(rows, asked(event(24 * 8 - 1, 24 * 9 - 1)))
    assert isinstance(grade, Finding)
    assert isinstance(number, Finding)
    assert len([row for row in grade.series if not row["after"]]) == 8
    assert [row["at"] for row in grade.series if row["after"]] == [at(24 * 9 - 1)]
    assert np.isclose(number.value, 1, atol=0.1)


def test_the_events_of_a_case_reach_the_measurement(tmp_path: Path) -> None:
    """An event named in the case gives one result with its words, up to the moment asked about."""
    case = uproar.new(
        tmp_path / "c", title="T", petitions=[uproar.Petition("p")], events=[uproar.Event("2026-03-13T00:00+00:00", "Apology")]
    )
    file = tmp_path / "readings.csv"
    file.write_text("time,count\n" + "".join(f"{at(hour).isoformat()},{60 * hour + hour % 7}\n" for hour in range(144)))
    case.load(file, uproar.Options(AS_OF, petition="p"))
    found = the_one(case.measure(only=["petition.effect"]))
    assert (found.detail["event"], found.from_at) == ("Apology", at(96))
    assert found.low < 1 < found.high
    assert "names no event" in refused(case.measure(at(90), ["petition.effect"])).reason
