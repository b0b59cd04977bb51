"""Forecasts of a counter: days, plain methods, the model, the growth law and the rolling-origin scores."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.stats.forecast import geometric_decay, log_growth, naive, power_decay
from uproar.stats.forecast.growth_law import CHANGE_ORG, fit
from uproar.stats.forecast.predictive import QUANTILES, predict
from uproar.stats.forecast.readings import course_of_day, days, kept
from uproar.stats.forecast.relaxation import follow, paths
from uproar.stats.forecast.rolling import METHODS, OURS, Score, backtest, origins, pinball, summaries

STEADY = np.arange(0.0, 241.0), 10.0 * np.arange(0.0, 241.0)


def _decaying(ages: np.ndarray, exponent: float = 0.6) -> np.ndarray:
    return np.floor(5_000 * ((ages / 24 + 1) ** (1 - exponent) - 1) / (1 - exponent))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_what_is_kept_never_falls_and_never_lies_above_a_reading(counts: list[int]) -> None:
    """The cleaned series rises, stays at or below what was read, and ends at the last reading."""
    found = kept(counts)
    assert (np.diff(found) >= 0).all()
    assert (found <= counts).all()
    assert found[-1] == counts[-1]


def test_days_are_counted_back_from_the_last_reading() -> None:
    """Fifty hours hold two whole days, the first two hours are left over, and the age counts from the opening where it is known."""
    hours = np.array([0.0, 2.0, 26.0, 50.0])
    found = days(hours, np.array([0.0, 5.0, 105.0, 155.0]))
    assert found.gains.tolist() == [100.0, 50.0]
    assert found.age == pytest.approx(14 / 24)
    assert days(hours, np.array([0.0, 5.0, 105.0, 155.0]), opened=-24.0).age == pytest.approx(38 / 24)


def test_less_than_a_day_is_scaled_to_a_day() -> None:
    """Ten signatures in six hours are forty a day."""
    found = days(np.array([0.0, 6.0]), np.array([0.0, 10.0]))
    assert (found.gains.tolist(), found.hours) == ([40.0], 6.0)


def test_the_course_of_a_day_follows_its_rhythm() -> None:
    """A counter that grows only in the first half of each day has nearly all of a day's gain after twelve hours."""
    hours = np.arange(0.0, 24 * 8 + 1)
    grown = np.cumsum(np.concatenate([[0.0], np.tile([2.0] * 12 + [0.0] * 12, 8)]))
    course = course_of_day(hours, grown)
    assert course[12] == pytest.approx((7 * 1 + 0.5) / 8)
    assert (course[0], course[24]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (naive, 2400.0),
        (log_growth, 2400 + 240 * math.log(264 / 240) / math.log(240 / 216)),
        (power_decay, 2400 + 240 * (246**-0.2 - 270**-0.2) / (222**-0.2 - 246**-0.2)),
        (geometric_decay, 2640.0),
    ],
    ids=lambda value: getattr(value, "__name__", "").rpartition(".")[2],
)
def test_plain_methods_follow_their_formula(method, expected: float) -> None:
    """On ten signatures an hour for ten days each plain method gives, a day on, what its formula gives by hand."""
    assert method.forecast(*STEADY, 24.0) == pytest.approx(expected)


def test_geometric_decay_halves_what_halves() -> None:
    """After a day of 100 and one of 50, two more days bring 25 and 12.5."""
    hours, counts = np.array([0.0, 24.0, 48.0]), np.array([0.0, 100.0, 150.0])
    assert geometric_decay.forecast(hours, counts, 48.0) == pytest.approx(187.5)


def test_the_interval_grows_with_the_horizon_and_holds_the_median() -> None:
    """Quantiles are in order, never below the last reading, and further ahead they are higher and further apart."""
    future = predict(*STEADY, 168.0)
    rows = [future.quantiles(ahead) for ahead in (6.0, 24.0, 72.0, 168.0)]
    assert all(row == sorted(row) and row[0] >= 2400 for row in rows)
    assert all(later[2] > earlier[2] and later[4] - later[0] > earlier[4] - earlier[0] for earlier, later in pairwise(rows))


def test_the_same_readings_give_the_same_forecast() -> None:
    """Draws are seeded: a forecast can be made again."""
    assert predict(*STEADY, 72.0).quantiles(72.0) == predict(*STEADY, 72.0).quantiles(72.0)


def test_a_power_law_is_forecast_better_than_as_steady() -> None:
    """After twenty days of decay the median a week on is nearer to the truth than growth at the last day's pace, and the interval holds the truth."""
    ages = np.arange(0.0, 481.0)
    counts, truth = _decaying(ages), float(_decaying(np.array([648.0]))[0])
    low, _, median, _, high = predict(ages, counts, 168.0).quantiles(168.0)
    steady = counts[-1] + 7 * (counts[-1] - counts[-25])
    assert abs(median - truth) < 0.5 * abs(steady - truth)
    assert low <= truth <= high


def test_a_new_wave_starts_the_relaxation_anew_and_makes_waves_likelier() -> None:
    """A day that gains a hundred times the days before it counts as a wave: the clock goes back and waves are expected more often."""
    calm, wave = np.full(30, 20.0), np.concatenate([np.full(30, 20.0), [2_000.0]])
    one, other = (follow(days(np.arange(len(g) + 1) * 24.0, np.concatenate([[0.0], np.cumsum(g)]))) for g in (calm, wave))
    assert one.since_wave > 25
    assert other.since_wave == pytest.approx(0.5)
    assert other.waves_a_day > one.waves_a_day


def test_a_sleeping_counter_may_wake() -> None:
    """A counter without any gain for a month is expected to gain less than one a day, and its upper bound lies well above that."""
    low, _, median, _, high = predict(np.array([0.0, 1.0, 720.0]), np.array([0.0, 35.0, 35.0]), 720.0).quantiles(720.0)
    assert low >= 35
    assert median < 65
    assert high - 35 > 2 * (median - 35)


@pytest.mark.parametrize("seed", range(3))
def test_intervals_hold_what_the_model_itself_draws(seed: int) -> None:
    """Counters drawn with Poisson noise about a decaying rate lie within the 90 % interval a day on more often than four times in five."""
    chance = np.random.default_rng(seed)
    held = []
    for _ in range(20):
        ages = np.arange(0.0, 15.0) * 24
        gains = chance.poisson(3_000 / (1 + np.arange(15)) ** 0.6 * np.exp(0.15 * chance.standard_normal(15)))
        counts = np.concatenate([[0.0], np.cumsum(gains)]).astype(float)
        low, *_, high = predict(ages, counts[:15], 24.0).quantiles(24.0)
        held.append(low <= counts[15] <= high)
    assert np.mean(held) >= 0.8


def test_draws_are_whole_and_never_fall() -> None:
    """Nobody signs by halves, and a path never goes down."""
    found = paths(follow(days(*STEADY)), 10, draws=200)
    assert (found == np.floor(found)).all()
    assert (np.diff(found, axis=1) >= 0).all()


def test_the_time_to_a_mark_agrees_with_the_counts_of_that_time() -> None:
    """By the median time to a mark, about half of the counts have reached it; a mark out of reach has no time and a chance of about none."""
    future = predict(*STEADY, 24.0 * 30)
    chance, hours = future.hours_to(3_500.0, 720.0)
    assert hours == sorted(hours)
    low, high = future.quantiles(hours[2], (0.45, 0.55))
    assert low <= 3_500 <= high
    assert chance > 0.9
    chance, hours = future.hours_to(1e9, 720.0)
    assert chance < 0.01
    assert hours[2] == math.inf


def test_the_growth_law_finds_the_mean_it_was_drawn_from() -> None:
    """Fitted to 5,000 draws, the coefficients come back."""
    chance = np.random.default_rng(0)
    counts, ages = np.exp(chance.uniform(2, 9, 5_000)), np.exp(chance.uniform(-1, 4, 5_000))
    finals = counts * np.exp(chance.exponential(np.exp(1.2 - 0.1 * np.log(counts) - 0.2 * np.log(ages))))
    law = fit(counts, finals, ages)
    assert (law.constant, law.by_count, law.by_age) == pytest.approx((1.2, -0.1, -0.2), abs=0.08)


def test_a_final_known_to_reach_a_count_grows_from_there() -> None:
    """Given that it comes to 1,000, no quantile lies below, and a petition beyond it already is not changed."""
    assert CHANGE_ORG.quantile(0.05, 10, at_least=1_000) > 1_000
    assert CHANGE_ORG.quantile(0.5, 5_000, at_least=1_000) == CHANGE_ORG.quantile(0.5, 5_000)


def test_origins_are_readings_a_day_apart() -> None:
    """An origin is the last reading at each day of age, never twice, and never before there is about a day to go by."""
    assert list(origins(np.array([0.0, 5.0, 24.0, 47.5, 49.0, 140.0, 141.0]))) == [2, 3, 4]


def test_a_backtest_never_shows_a_method_what_came_later() -> None:
    """Readings given to a method end at the origin, with what was taken back later still in them."""
    hours = np.arange(0.0, 24 * 6 + 1, 24)
    counts = np.array([0.0, 100.0, 200.0, 150.0, 300.0, 400.0, 500.0])
    shown: list[tuple[float, list[float]]] = []

    def spy(known: np.ndarray, past: np.ndarray, ahead: float) -> list[float]:
        shown.append((ahead, past.tolist()))
        return [float(past[-1])]

    backtest(hours, counts, {"spy": spy}, (24.0,))
    assert shown[1] == (24.0, [0.0, 100.0, 200.0])
    assert shown[2] == (24.0, [0.0, 100.0, 150.0, 150.0])


def test_a_reading_too_late_for_a_horizon_judges_nothing() -> None:
    """A reading 40 h on does not judge a forecast 24 h ahead; one 28 h on does, and the forecast is made for its hour."""
    asked = []

    def spy(known: np.ndarray, past: np.ndarray, ahead: float) -> list[float]:
        asked.append(ahead)
        return [float(past[-1])]

    backtest(np.array([0.0, 24.0, 64.0, 92.0]), np.array([0.0, 1.0, 2.0, 3.0]), {"spy": spy}, (24.0,))
    assert asked == [28.0]


def test_scores_are_what_they_say() -> None:
    """A count half as high as forecast is off by log 2; a single count serves as all quantiles and has no coverage."""
    (score,) = backtest(np.array([0.0, 24.0, 48.0]), np.array([1.0, 10.0, 50.0]), {"m": lambda *_: [100.0]}, (24.0,))
    assert score.error == pytest.approx(math.log(2))
    assert score.increment_error == pytest.approx(math.log(91 / 41))
    assert score.pinball == pytest.approx(math.log(2) * 0.5)
    assert score.covered is None
    assert pinball([50.0] * len(QUANTILES), 50.0) == 0


def test_summaries_are_by_method_and_horizon() -> None:
    """Medians, means and shares are taken within a method and a horizon, shortest horizon first."""
    rows = [
        Score("m", h, 0.0, e, 0.0, abs(e), c) for h, e, c in ((72.0, 0.1, True), (24.0, -0.3, False), (24.0, 0.1, True), (24.0, 0.2, True))
    ]
    first, second = summaries(rows)
    assert (first.horizon, first.origins, first.error, first.coverage) == (24.0, 3, 0.2, pytest.approx(2 / 3))
    assert (second.horizon, second.pinball) == (72.0, 0.1)


def test_every_method_forecasts_from_a_day_of_readings() -> None:
    """Ours and the plain methods give counts at or above the last reading from one day on."""
    for name, method in METHODS.items():
        found = method(np.array([0.0, 12.0, 24.0]), np.array([0.0, 60.0, 100.0]), 24.0)
        assert len(found) == (len(QUANTILES) if name == OURS else 1), name
        assert found[0] >= 100, name
