"""The judging functions of the petition instrument, on plain rows."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from tests import samples
from uproar.findings import Ask, Event, Finding, Result, Unmeasured, to_micros
from uproar.instruments.petition import effect, forecast, goal, rate, signature_count
from uproar.instruments.run import measure
from uproar.records import Kind
from uproar.store import Store

T0 = samples.START
AS_OF = T0 + timedelta(days=10)


def _at(hours: float) -> int:
    return to_micros(T0 + timedelta(hours=hours))


def _bound(place: str, hours: float, count: int, most: int | None = None) -> dict[str, Any]:
    return {
        "place": place,
        "moment": _at(hours),
        "least": count,
        "most": most or count,
        "lowest": count,
        "highest": most or count,
        "dipped": count,
        "rose": most or count,
        "part": "bound",
        "n": 0,
        "decreases": 0,
        "records": 0,
    }


def _curve(hours: float, count: int, decreases: int = 0) -> dict[str, Any]:
    return {
        "place": "within",
        "moment": _at(hours),
        "least": count,
        "most": count,
        "lowest": count,
        "highest": count,
        "dipped": count,
        "rose": count,
        "part": "curve",
        "n": 1,
        "decreases": decreases,
        "records": 1,
    }


def _period(start: float, end: float) -> Ask:
    return Ask(AS_OF, T0 + timedelta(hours=start), T0 + timedelta(hours=end), "p")


def test_between_readings_the_count_is_an_interval() -> None:
    """Asked over 18:00-24:00 with readings at 17:00, 20:00 and 25:00, the bounds are the neighbours and the value lies on the line."""
    rows = [_bound("before", 17, 1000), _bound("within", 20, 1300), _bound("after", 25, 1800)]
    (found,) = signature_count.judge(rows, _period(18, 24))
    assert isinstance(found, Finding)
    assert (found.low, found.value, found.high) == (1000, 1700, 1800)


def test_without_a_later_reading_the_upper_bound_is_open() -> None:
    """A counter that was not read again may have grown by any number."""
    (found,) = signature_count.judge([_bound("before", 17, 1000), _bound("within", 20, 1300)], _period(18, 24))
    assert isinstance(found, Finding)
    assert (found.value, found.high) == (1300, None)
    assert any("upper bound is open" in note for note in found.notes)


def test_a_removal_in_the_gap_widens_the_bounds() -> None:
    """Between 1,000 and 900 the counter rose and was cut: both bounds give way by the 100 that are known to be gone."""
    (found,) = signature_count.judge([_bound("before", 17, 1000), _bound("after", 25, 900)], _period(18, 24))
    assert isinstance(found, Finding)
    assert (found.low, found.high) == (800, 1100)
    assert "went down by 100" in found.notes[0]


def test_a_dip_within_the_period_is_in_its_bounds() -> None:
    """600,000 at one, 100,000 at twelve, 610,000 at night: the counter kept to 100,000-610,000, not to its first and last reading."""
    rows = [_bound("before", 0, 599_000), _bound("within", 1, 600_000), _bound("within", 23, 610_000), _bound("after", 25, 611_000)]
    (found,) = signature_count.judge([*rows, _curve(1, 600_000), _curve(12, 100_000), _curve(23, 610_000)], _period(0.5, 24))
    assert isinstance(found, Finding)
    assert (found.low, found.high) == (100_000, 611_000)


def test_without_an_earlier_reading_the_lower_bound_is_nought() -> None:
    """A first reading late in the period says nothing of its beginning."""
    (found,) = signature_count.judge([_bound("within", 22, 604_000), _bound("after", 25, 610_000)], _period(0, 24))
    assert isinstance(found, Finding)
    assert (found.low, found.high) == (0, 610_000)


def test_a_stale_record_bounds_nothing_after_its_end() -> None:
    """Where the record ends before the period does, the upper bound is open, also when the as-of is the last record."""
    asked = Ask(T0 + timedelta(hours=20), T0 + timedelta(hours=18), T0 + timedelta(hours=24), "p")
    (found,) = signature_count.judge([_bound("before", 17, 1000), _bound("within", 20, 1300)], asked)
    assert isinstance(found, Finding)
    assert (found.low, found.high) == (1000, None)


def test_two_readings_of_one_instant_that_differ_are_both_kept() -> None:
    """The last reading says 7346 and 7366 at once: both are bounds."""
    (found,) = signature_count.judge([_bound("within", 20, 7346, 7366), _curve(20, 7346)], Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    assert (found.low, found.value, found.high) == (7346, 7356, 7366)
    assert "days before" in found.notes[0]


def test_a_counter_that_goes_down_is_told() -> None:
    """Decreases are kept and counted in a note."""
    (found,) = signature_count.judge(
        [_bound("within", 20, 50), _curve(1, 60), _curve(20, 50, decreases=1)], Ask(T0 + timedelta(hours=20), subject="p")
    )
    assert isinstance(found, Finding)
    assert "went down 1 time:" in found.notes[0]


def test_a_period_before_the_first_reading_is_unmeasured() -> None:
    """Nothing is drawn backwards beyond the first reading."""
    (thin,) = signature_count.judge([_bound("after", 30, 1800)], _period(18, 24))
    assert isinstance(thin, Unmeasured)
    assert "first reading is from" in thin.reason


def _row(hours: float, count: int) -> dict[str, Any]:
    return {
        "bin": int(hours),
        "first_at": _at(hours),
        "first_count": count,
        "last_at": _at(hours),
        "last_count": count,
        "readings": 1,
        "records": 1,
    }


def test_the_rate_is_of_the_last_day() -> None:
    """With hourly readings that grow by 50 and lastly by 100 an hour, the last day's rate counts only the last day."""
    rows = [_row(h, 50 * h if h <= 48 else 2400 + 100 * (h - 48)) for h in range(73)]
    (found,) = rate.judge(rows, Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    assert found.value == pytest.approx(100)
    assert found.to_at - found.from_at == timedelta(days=1)  # type: ignore[operator]  # both are set


def test_the_rates_bounds_are_its_slowest_and_fastest_stretch() -> None:
    """An hour of 500 among hours of 10 is the upper bound."""
    (found,) = rate.judge([_row(0, 0), _row(1, 10), _row(2, 510), _row(3, 520)], Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    assert (found.low, found.high) == (10, 500)


def test_a_gap_before_the_window_is_not_in_the_last_day() -> None:
    """With readings two days before and then hourly for twelve hours, the rate is over the twelve hours, its bounds leave the gap out, and notes say both."""
    rows = [_row(0, 0), *(_row(48 + h, 50 + 100 * h) for h in range(13))]
    (found,) = rate.judge(rows, Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    assert (found.value, found.low, found.high) == (pytest.approx(100), pytest.approx(100), pytest.approx(100))
    assert found.from_at == T0 + timedelta(hours=48)
    assert "a gap of 48 hours" in found.notes[0]
    assert "over the 12 hours since" in found.notes[0]


def test_a_reading_somewhat_before_the_window_bounds_it() -> None:
    """A reading up to a quarter of the window before its start is taken, without a note."""
    (found,) = rate.judge([_row(0, 0), _row(29, 2900), _row(30, 3000)], Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    assert found.from_at == T0
    assert found.notes == ()


def test_readings_days_apart_stretch_the_window_and_say_so() -> None:
    """Where the last reading is alone in its day, the rate is over the days to the one before, and a note says how many."""
    (found,) = rate.judge([_row(0, 0), _row(120, 1200)], Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    assert found.value == pytest.approx(10)
    assert "lie 5 days apart: the rate is over these, not over 24 hours" in found.notes[0]


def test_bounds_of_a_rate_are_told_not_to_be_an_interval() -> None:
    """A rate whose stretches differ says what its bounds are; one of a single stretch has nothing to say."""
    for rows, told in (([_row(0, 0), _row(1, 10), _row(2, 510)], True), ([_row(0, 0), _row(1, 10)], False)):
        (found,) = rate.judge(rows, Ask(AS_OF, subject="p"))
        assert isinstance(found, Finding)
        assert any("not an interval" in note for note in found.notes) == told


def test_notes_and_reasons_tell_times_on_the_clocks_of_the_case() -> None:
    """In a case of Berlin a reading at 20:00 UTC in winter is one of 21:00, and the zone is named."""
    asked = Ask(AS_OF, T0 + timedelta(hours=18), T0 + timedelta(hours=24), "p", "Europe/Berlin")
    (found,) = signature_count.judge([_bound("before", 17, 1000), _bound("within", 20, 1300)], asked)
    (thin,) = signature_count.judge([_bound("after", 30, 1800)], asked)
    assert isinstance(found, Finding)
    assert isinstance(thin, Unmeasured)
    assert "No reading after 2026-03-09 21:00 (Europe/Berlin)" in found.notes[0]
    assert "from 2026-03-10 07:00 (Europe/Berlin)" in thin.reason


def test_one_reading_has_no_rate() -> None:
    """A rate needs two readings half an hour apart."""
    (thin,) = rate.judge([_row(0, 100)], Ask(AS_OF, subject="p"))
    assert isinstance(thin, Unmeasured)


def _goal(value: int, least: int, hours: float) -> dict[str, Any]:
    return {"goal": value, "first_at": _at(hours), "last_at": _at(hours + 1), "least": least, "most": least + 10, "records": 2}


@pytest.mark.parametrize(
    ("shown", "count", "kind"),
    [(1_000_000, 604_000, "automatic"), (1_000_000, 120_000, "explicit"), (75_000, 61_000, "automatic"), (80_000, 61_000, "explicit")],
)
def test_the_next_rung_is_automatic_and_anything_else_was_chosen(shown: int, count: int, kind: str) -> None:
    """604,000 toward 1 million is the site's own rung and says nothing of ambition."""
    (found,) = goal.judge([_goal(shown, count, 0)], Ask(AS_OF, subject="p", settings={"site": "change.org"}))
    assert isinstance(found, Finding)
    assert (found.value, found.detail["kind"]) == (shown, kind)


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (61_000, "If it is on Change.org: it is the rung"),
        (20_000, "If it is on Change.org: the site would have set 25,000"),
        (80_000, "cannot be told."),
    ],
)
def test_a_goal_of_a_site_that_nobody_named_is_told_with_an_if(count: int, told: str) -> None:
    """Whether somebody chose it cannot be told without its site; what the ladder says is told as a condition, or not at all where it says nothing."""
    (found,) = goal.judge([_goal(75_000, count, 0)], Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    assert found.detail["kind"] == "cannot tell"
    assert told in found.notes[0]
    assert "chose it" not in found.notes[0]


def test_a_removal_outside_the_period_is_not_told_of_it() -> None:
    """A step down weeks before the period is no step down of the period; one within it is."""
    rows = [_bound("before", 17, 1000), _bound("within", 20, 1300), _bound("after", 25, 1800)]
    earlier = {**_curve(2, 900, decreases=1), "place": "before"}
    (found,) = signature_count.judge([*rows, earlier, _curve(20, 1300)], _period(18, 24))
    (within,) = signature_count.judge([*rows, earlier, _curve(20, 1300, decreases=1)], _period(18, 24))
    assert isinstance(found, Finding)
    assert isinstance(within, Finding)
    assert (found.detail["decreases"], within.detail["decreases"]) == (0, 1)
    assert not any("went down" in note for note in found.notes)


def test_a_period_that_ends_in_a_removal_is_bounded_on_both_sides() -> None:
    """A removal after the last reading of the period widens the bounds, and the value lies between them."""
    rows = [_bound("before", 17, 1000), _bound("within", 20, 1300), _bound("after", 25, 1100)]
    (found,) = signature_count.judge([*rows, _curve(20, 1300)], _period(18, 24))
    assert isinstance(found, Finding)
    assert (found.low, found.high) == (800, 1500)
    assert found.low <= found.value <= found.high


def test_as_of_between_two_readings_the_earlier_one_counts() -> None:
    """Asked at 22:00 with a reading at 20:00 the count is that reading's, at its time, and its age is told."""
    (found,) = signature_count.judge([_bound("within", 20, 1300), _curve(20, 1300)], Ask(T0 + timedelta(hours=22), subject="p"))
    assert isinstance(found, Finding)
    assert (found.value, found.from_at) == (1300, T0 + timedelta(hours=20))
    assert "Read 2 h before" in found.notes[0]


def test_a_rate_over_a_removal_is_net_and_says_so() -> None:
    """Two hundred in and one hundred and fifty out are fifty, and a note says that the counter went down."""
    (found,) = rate.judge([_row(0, 1000), _row(1, 1100), _row(2, 950), _row(3, 1050)], Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    assert (found.detail["signatures"], found.low, found.high) == (50, -150, 100)
    assert "went down 1 time between" in found.notes[0]


def test_a_counter_that_began_again_has_no_rate() -> None:
    """From 40,000 to 30 is a new start: no rate spans it."""
    (thin,) = rate.judge([_row(0, 40_000), _row(1, 10), _row(2, 30)], Ask(AS_OF, subject="p"))
    assert isinstance(thin, Unmeasured)
    assert "began again" in thin.reason


@pytest.mark.parametrize(
    ("shown", "least", "most", "site", "kind"),
    [
        (150_000, 78_097, 78_097, "change.org", "automatic"),
        (100_000, 78_097, 78_097, "change.org", "explicit"),
        (100_000, 78_097, 78_097, "", "cannot tell"),
        (1_000, 600, 1_200, "change.org", "cannot tell"),
        (1_000, 1_200, 1_300, "change.org", "cannot tell"),
        (2_000_000, 1_100_000, 1_200_000, "change.org", "cannot tell"),
        (2_000_000, 900_000, 990_000, "change.org", "explicit"),
        (1_000_000, 604_000, 605_000, "pledgeboard.example", "cannot tell"),
        (1_000_000, 604_000, 605_000, "www.change.org", "automatic"),
    ],
)
def test_what_the_ladder_does_not_say_cannot_be_told(shown: int, least: int, most: int, site: str, kind: str) -> None:
    """Another site's goals, counts past the ladder's known end and rungs already passed cannot be told; 100,000 is no rung."""
    row = {**_goal(shown, least, 0), "most": most}
    (found,) = goal.judge([row], Ask(AS_OF, subject="p", settings={"site": site}))
    assert isinstance(found, Finding)
    assert found.detail["kind"] == kind
    assert len(found.notes) == 1


@pytest.mark.data
def test_all_but_two_real_goals_are_the_next_rung(data: Path) -> None:
    """Of the 290 totals with goals, the two whose goal was set by hand are told as explicit and all others as automatic."""
    rows = duckdb.sql(
        f"SELECT total::BIGINT, calculated_goal::BIGINT, goal IS NOT NULL FROM '{data}/petitions/changeorg_totals.csv'"
    ).fetchall()
    kinds = {}
    for place, (total, shown, by_hand) in enumerate(rows):
        (found,) = goal.judge([{**_goal(shown, total, 0), "most": total}], Ask(AS_OF, subject="p", settings={"site": "change.org"}))
        assert isinstance(found, Finding)
        kinds[place] = (found.detail["kind"], by_hand)
    assert sorted(set(kinds.values())) == [("automatic", False), ("explicit", True)]
    assert sum(by_hand for _, by_hand in kinds.values()) == 2
    assert len(kinds) == 290


EVENT = Event(T0 + timedelta(hours=153), T0 + timedelta(hours=153), "Apology")


def _measured(folder: Path, counts: Any, ask: Ask, *what: Any) -> list[Result]:
    """Results of measurements over hourly readings."""
    folder.mkdir()
    store = Store(folder)
    rows = [{"id": n, "at": T0 + timedelta(hours=n), "petition": "p", "signature_count": int(count)} for n, count in enumerate(counts)]
    store.append(Kind.SIGNATURE_COUNT, samples.table(Kind.SIGNATURE_COUNT, rows), samples.KEY)
    return [result for one in what for result in measure(store, one.MEASUREMENT, ask)]


def _grown(pace: float, start: int, seed: int) -> Any:
    return start + np.cumsum(np.random.default_rng(seed).poisson(pace, 240))


@pytest.mark.parametrize("turns", [True, False])
def test_two_counters_under_one_name_give_no_number(tmp_path: Path, turns: bool) -> None:
    """Rate, effect, forecast and count of readings that go to and fro between two counters are refused in the same words, which name the time and the distance."""
    which = np.arange(240) % 2 == 0 if turns else np.random.default_rng(3).random(240) < 0.5
    counts = np.where(which, _grown(3, 1000, 1), _grown(40, 50_000, 2))
    found = _measured(tmp_path / "s", counts, Ask(AS_OF, subject="p", events=(EVENT,)), rate, effect, forecast, signature_count)
    assert [type(one) for one in found] == [Unmeasured] * 4
    assert {one.reason for one in found if isinstance(one, Unmeasured)} == {found[0].reason}  # type: ignore[union-attr]  # all are
    assert "two counters seem to be mixed under its name from 2026-03-09 00:00" in found[0].reason  # type: ignore[union-attr]


def test_a_count_long_after_two_counters_were_mixed_is_one(tmp_path: Path) -> None:
    """A hundred readings of one counter after the last of the other give its count, and a period within the mixed days gives none."""
    counts = np.where((np.arange(240) % 2 == 0) & (np.arange(240) < 140), _grown(3, 1000, 1), _grown(40, 50_000, 2))
    asks = (Ask(AS_OF, subject="p"), Ask(AS_OF, T0 + timedelta(hours=40), T0 + timedelta(hours=60), "p"))
    late, within = (_measured(tmp_path / str(n), counts, ask, signature_count)[0] for n, ask in enumerate(asks))
    assert isinstance(late, Finding)
    assert late.value == counts[-1]
    assert isinstance(within, Unmeasured)


@pytest.mark.parametrize("stray", [{150: 4000, 151: 4000, 230: 4000}, {150: 535_000}])
def test_stray_readings_move_neither_rate_nor_effect_nor_forecast(tmp_path: Path, stray: dict[int, int]) -> None:
    """Readings thousands above the counter's course, hours before an event, leave its effect at none, and rate and forecast as they are without them, with a note."""
    clean = _grown(30, 30_000, 4)
    counts = clean.copy()
    for place, more in stray.items():
        counts[place] += more
    ask = Ask(AS_OF, subject="p", events=(EVENT,))
    touched, untouched = (_measured(tmp_path / str(n), one, ask, rate, effect, forecast) for n, one in enumerate((counts, clean)))
    for one, plain in zip(touched, untouched, strict=True):
        assert isinstance(one, Finding)
        assert isinstance(plain, Finding)
        assert one.value == pytest.approx(plain.value, rel=0.05)
        assert any("away from the counter's own course" in note for note in one.notes)
    assert touched[1].detail["departs"] is False  # type: ignore[union-attr]  # a Finding, as just seen


def test_a_removal_within_a_period_widens_its_bounds(tmp_path: Path) -> None:
    """Two hundred removed within the period: just before them it may have stood 200 above what was read, and just after 200 below."""
    counts = np.array([1000, 1100, 900, 950, 1000])
    (found,) = _measured(tmp_path / "s", counts, Ask(AS_OF, T0 + timedelta(hours=0.5), T0 + timedelta(hours=3.5), "p"), signature_count)
    assert isinstance(found, Finding)
    assert (found.low, found.high) == (700, 1300)


def test_a_new_start_within_a_period_widens_nothing(tmp_path: Path) -> None:
    """From 11,000 to 9 the counter began again: nothing was removed, and both readings are the bounds."""
    counts = np.array([10_000, 11_000, 9, 50, 100])
    (found,) = _measured(tmp_path / "s", counts, Ask(AS_OF, T0 + timedelta(hours=0.5), T0 + timedelta(hours=3.5), "p"), signature_count)
    assert isinstance(found, Finding)
    assert (found.low, found.high) == (9, 11_000)
