"""petition.forecast on plain rows: what it says, when it says nothing, what it refuses."""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from tests import samples
from uproar.findings import Ask, Finding, Unmeasured, to_micros
from uproar.instruments.petition.forecast import MEASUREMENT, judge
from uproar.instruments.run import measure
from uproar.records import Kind
from uproar.store import Store

T0 = samples.START


def _rows(counts: dict[float, int], goal: int | None = None, opened: float | None = None) -> list[dict[str, Any]]:
    moments = {hour: to_micros(T0 + timedelta(hours=hour)) for hour in [*counts, *([] if opened is None else [opened])]}
    opened_at = None if opened is None else moments[opened]
    return [
        {"moment": moments[h], "signature_count": n, "goal": goal, "opened_at": opened_at, "records": 1} for h, n in sorted(counts.items())
    ]


def _found(rows: list[dict[str, Any]], as_of: float = 240.0, **settings: Any) -> Finding:
    (found,) = judge(rows, Ask(T0 + timedelta(hours=as_of), subject="p", settings=settings))
    assert isinstance(found, Finding)
    return found


STEADY = {float(hour): 50 * hour for hour in range(0, 241, 2)}


def test_the_value_is_the_median_a_week_on() -> None:
    """Value and bounds are those of the horizon among the horizons of the detail, and lie above the last reading."""
    found = _found(_rows(STEADY))
    week = found.detail["horizons"][-1]
    assert (found.value, found.low, found.high) == (week["q50"], week["q05"], week["q95"])
    assert 12_000 < found.low < found.value < found.high
    assert (found.from_at, found.to_at) == (T0 + timedelta(hours=240), T0 + timedelta(hours=408))


def test_another_horizon_can_be_asked_for() -> None:
    """With a horizon of 48 h the finding speaks of two days on, and the usual horizons stay in the detail."""
    found = _found(_rows(STEADY), horizon=48.0)
    assert [row["hours"] for row in found.detail["horizons"]] == [24.0, 48.0, 72.0, 168.0]
    assert found.to_at == T0 + timedelta(hours=288)


def test_the_fan_starts_at_the_last_reading_and_opens() -> None:
    """The series begins with the last reading, without width, and its width never shrinks."""
    series = _found(_rows(STEADY)).series
    assert series[0]["q05"] == series[0]["q95"] == 12_000
    widths = [row["q95"] - row["q05"] for row in series]
    assert widths[-1] > widths[4] > 0
    assert series[-1]["at"] == T0 + timedelta(hours=408)


def test_goals_are_those_shown_the_next_rung_and_thresholds_still_ahead() -> None:
    """At 12,000 signatures the rung of 15,000, the goal of 20,000 and the threshold of 100,000 lie ahead, the threshold of 10,000 behind."""
    goals = _found(_rows(STEADY, goal=20_000)).detail["goals"]
    assert [(goal["kind"], goal["signatures"]) for goal in goals] == [("rung", 15_000), ("goal", 20_000), ("threshold", 100_000)]
    assert goals[0]["q05"] < goals[0]["q50"] < goals[1]["q50"]
    assert goals[0]["chance"] >= goals[1]["chance"] >= goals[2]["chance"]


@pytest.mark.parametrize(("site", "rungs"), [("", [15_000]), ("www.Change.org", [15_000]), ("petition.parliament.uk", [])])
def test_rungs_are_asked_about_only_where_the_site_may_have_them(site: str, rungs: list[int]) -> None:
    """The ladder is that of Change.org: a petition of another site has no next rung, one of an unknown site may have."""
    goals = _found(_rows(STEADY), site=site).detail["goals"]
    assert [goal["signatures"] for goal in goals if goal["kind"] == "rung"] == rungs


def test_the_next_power_of_ten_is_asked_about() -> None:
    """At 614,000 signatures, past every threshold, the mark ahead is 1,000,000, with a chance and a middle time."""
    (goal,) = _found(
        _rows({hour: 600_000 + 1_400 * hour / 24 for hour in STEADY}), site="petition.parliament.uk", thresholds="10000"
    ).detail["goals"]  # type: ignore[arg-type]
    assert (goal["kind"], goal["signatures"]) == ("milestone", 1_000_000)


def test_the_final_count_is_not_below_an_earlier_one() -> None:
    """Each quantile of the count at closing is at least that of every horizon before it, whatever petitions like it came to."""
    for rows, last in ((_rows({0.0: 1, 24.0: 200, 48.0: 2_000, 72.0: 9_000}), 72.0), (_rows(STEADY), 240.0)):
        detail = _found(rows, as_of=last).detail
        for row in detail["horizons"]:
            assert all(detail["final"][name] >= row[name] for name in ("q05", "q25", "q50", "q75", "q95"))


def test_a_forecast_of_the_past_is_none() -> None:
    """Asked when all of the horizon has gone by since the last reading, nothing is forecast, and the reason says how old that reading is; with a longer horizon it is."""
    (missing,) = judge(_rows(STEADY), Ask(T0 + timedelta(hours=240 + 1_132), subject="p"))
    assert isinstance(missing, Unmeasured)
    assert "the last reading is 1,132 h older than the moment asked about" in missing.reason
    assert _found(_rows(STEADY), as_of=240 + 1_132.0, horizon=1_200.0).to_at == T0 + timedelta(hours=1_440)


def test_a_petition_that_nobody_signs_may_stay_as_it_is() -> None:
    """A month of 65 signatures a day after day, or one more in the last week, leaves the present count within the bounds and next to the middle."""
    for last in (65, 66):
        found = _found(_rows({24.0 * day: 65 for day in range(27)} | {648.0: last}), as_of=648.0)
        assert found.low == last
        assert last <= found.value <= last + 1


def test_when_it_was_opened_is_in_the_detail() -> None:
    """An opening that the readings tell is given back, and no note says that nobody says it."""
    found = _found(_rows(STEADY, opened=-48.0))
    assert found.detail["opened_at"] == T0 - timedelta(hours=48)
    assert not any("when it was opened" in note for note in found.notes)


def test_thresholds_are_settings() -> None:
    """Other thresholds are asked about where they are given."""
    goals = _found(_rows(STEADY), thresholds="13000, 14000").detail["goals"]
    assert [goal["signatures"] for goal in goals if goal["kind"] == "threshold"] == [13_000, 14_000]


def test_a_closed_petition_has_no_final_forecast() -> None:
    """Past the days that it is open, the final count is a reason, not a number; before, it is the count at the closing time."""
    assert "past the time" in _found(_rows(STEADY), open_days=5.0).detail["final"]
    final = _found(_rows(STEADY, opened=-48.0), open_days=20.0).detail["final"]
    assert final["at"] == T0 + timedelta(days=18)
    assert 12_000 < final["q05"] < final["q95"]


def test_a_cold_start_says_that_it_may_go_far() -> None:
    """At 35 signatures after three days the week's median is small, while 5 % of such petitions go on to over 10,000."""
    found = _found(_rows({0.0: 1, 24.0: 20, 48.0: 30, 72.0: 35}), as_of=72.0)
    assert found.value < 150
    assert found.detail["ever"]["q95"] > 10_000
    assert found.detail["final"]["q95"] > 20 * found.detail["final"]["q50"]


def test_counts_without_others_like_them_have_no_comparison() -> None:
    """Above the counts that the growth law was fitted at, what others came to is a reason, and the final count is the petition's own."""
    found = _found(_rows({hour: 100 * n for hour, n in STEADY.items()}))
    assert "no other petitions" in found.detail["ever"]
    assert found.detail["final"]["q50"] > 1_200_000


@pytest.mark.parametrize(
    ("counts", "told"),
    [({}, "no reading"), ({0.0: 1, 100.0: 2}, "2 readings over 100.0 h only"), ({0.0: 1, 2.0: 2, 5.9: 3}, "3 readings over 5.9 h only")],
)
def test_too_few_readings_say_what_is_needed(counts: dict[float, int], told: str) -> None:
    """Fewer than three readings, or fewer than six hours of them, carry no forecast."""
    (missing,) = judge(_rows(counts), Ask(T0 + timedelta(hours=240), subject="p"))
    assert isinstance(missing, Unmeasured)
    assert told in missing.reason
    assert "3 readings over 6 h" in missing.needs


def test_a_counter_set_back_or_two_counters_mixed_are_refused() -> None:
    """A fall from 12,000 to 40 and readings that jump between two counts give no forecast, and the reason names the fall, or the two."""
    for counts, told in (
        ({**STEADY, 242.0: 40, 244.0: 60}, "fell from"),
        ({h: n if h % 4 else n + 90_000 for h, n in STEADY.items()}, "two counters seem to be mixed"),
        ({h: n if h % 4 else n + 900 for h, n in STEADY.items()}, "two counters seem to be mixed"),
    ):
        (missing,) = judge(_rows(counts), Ask(T0 + timedelta(hours=300), subject="p"))
        assert isinstance(missing, Unmeasured)
        assert told in missing.reason


def test_a_removal_is_left_out_of_growth_and_told() -> None:
    """Fifty signatures removed on the last day change the forecast by no more than their own number or so, and a note says so."""
    removed = _found(_rows({**STEADY, 239.0: 12_000, 240.0: 11_950}))
    assert any("fell by up to 50" in note for note in removed.notes)
    assert abs(removed.value - _found(_rows(STEADY)).value) < 1_000


def test_a_reading_older_than_the_moment_is_told() -> None:
    """Two days after the last reading the hours still count from it, and a note says so."""
    found = _found(_rows(STEADY), as_of=288.0)
    assert found.from_at == T0 + timedelta(hours=240)
    assert any("48 h older" in note for note in found.notes)


def test_the_assumption_is_always_told() -> None:
    """Every forecast says what its bounds rest on, and that no forecast foresees an event."""
    assert "no forecast foresees" in _found(_rows(STEADY)).notes[0]


def test_readings_of_one_instant_and_many_an_hour_are_thinned(tmp_path: Any) -> None:
    """Ten readings an hour, two of them of one instant, give about the forecast of the hourly ones, and count as they are."""
    store = Store(tmp_path)
    rows = [{"id": n, "at": T0 + timedelta(minutes=6 * n), "petition": "p", "signature_count": 5 * n} for n in range(1, 1_001)]
    rows.append({**rows[-1], "id": "twin", "signature_count": 4_990})
    store.append(Kind.SIGNATURE_COUNT, samples.table(Kind.SIGNATURE_COUNT, rows), samples.KEY)
    (found,) = measure(store, MEASUREMENT, Ask(T0 + timedelta(days=10), subject="p"))
    assert isinstance(found, Finding)
    assert found.detail["last_count"] == 5_000
    assert found.evidence is not None
    assert (found.evidence.record_count, found.evidence.row_count) == (1_001, 102)
    thin = _found(_rows({float(h): 50 * h for h in range(101)}), as_of=240.0)
    assert found.value == pytest.approx(thin.value, rel=0.1)
    assert np.isfinite(found.high or np.nan)
