"""Counts that stand out, steps of a counter, and even gaps: on simulated data whose truth is known."""

import numpy as np
import pytest

from uproar.stats.counters import beside, whole_steps
from uproar.stats.excursions import excursions, mixed, on_course
from uproar.stats.outliers import chance_of_count, expected_by_chance, log_excess
from uproar.stats.spacing import evenness_chance


@pytest.mark.parametrize("size", [20, 100, 3000])
def test_exponential_values_stand_out_as_often_as_said(size: int) -> None:
    """Of sets of exponential values, as many values as expected by chance fall at or under a rate, and none far more often."""
    chance = np.random.default_rng(size)
    found = np.mean([(expected_by_chance(chance.exponential(size=size)) <= 0.5).sum() for _ in range(1500)])
    assert found == pytest.approx(0.5, abs=0.07)


@pytest.mark.parametrize("law", ["normal", "gamma"])
def test_lighter_tails_stand_out_less_often(law: str) -> None:
    """Values with a lighter tail than an exponential one alarm less often than said, never more."""
    chance = np.random.default_rng(5)
    draw = {"normal": lambda: chance.normal(size=500), "gamma": lambda: np.log(chance.gamma(3, size=500))}[law]
    assert np.mean([(expected_by_chance(draw()) <= 0.1).sum() for _ in range(1000)]) < 0.1


def test_a_few_outliers_do_not_hide_each_other() -> None:
    """Two in a hundred far out are all found: the scale is learnt below them."""
    values = np.random.default_rng(1).exponential(size=1000)
    values[:20] += 30
    assert set(np.flatnonzero(expected_by_chance(values) <= 0.001)) == set(range(20))


def test_equal_values_do_not_stand_out() -> None:
    """Where all are alike nothing does; a single other value among them has no scale to be told by, and is nought."""
    assert expected_by_chance(np.ones(100)).min() == 5
    assert expected_by_chance(np.append(np.ones(100), 2))[-1] == 0


def test_excess_has_a_spread_of_about_one() -> None:
    """Whatever their size and over-dispersion, counts about their expectation spread by about one."""
    chance = np.random.default_rng(2)
    expected = 10 ** chance.uniform(1, 4, 4000)
    for dispersion in (0.0, 0.04):
        pace = expected * (chance.gamma(1 / dispersion, dispersion, 4000) if dispersion else 1)
        assert np.std(log_excess(chance.poisson(pace), expected, np.full(4000, 1e9))) == pytest.approx(1, abs=0.25)


def test_the_chance_of_a_count_joins_at_a_thousand() -> None:
    """The sum below a thousand and the gamma law from there on agree where they meet."""
    for expected in (700.0, 900.0, 1000.0, 1100.0):
        below, above = chance_of_count(999.9, expected, 300), chance_of_count(1000, expected, 300)
        assert np.log(above) == pytest.approx(np.log(below), rel=0.05)


def test_independent_gaps_are_as_even_as_said() -> None:
    """The chance of evenness is uniform over independent gaps, far down its tail too."""
    gaps = np.random.default_rng(3).exponential(size=(200_000, 16))
    sums = np.log(gaps.mean(axis=1, keepdims=True) / gaps).sum(axis=1)
    for share in (0.1, 0.01, 0.001):
        assert evenness_chance(16, float(np.quantile(sums, share))) == pytest.approx(share, rel=0.15)


def test_a_surge_at_its_peak_is_expected_of_its_fading() -> None:
    """Drawn on towards it, a surge that fades by equal shares gives its own peak."""
    growth = np.concatenate((np.full(5, 10), 2000 * 0.6 ** np.arange(8))).astype(int)
    moments = np.arange(len(growth) + 1) * 60
    assert beside(moments, growth)[0][5] < 1300
    assert beside(moments, growth, drawn_on=True)[0][5] == pytest.approx(2000, rel=0.01)


def test_a_removal_in_fast_growth_is_no_excursion() -> None:
    """Growth that carries a counter back over where it stood, at its own pace, gives nothing back; one step beyond it does."""
    moments, counts = np.arange(40), np.arange(40) * 100
    removed = counts - 150 * (moments >= 20)
    assert excursions(moments, removed) == []
    (slip,) = excursions(moments, counts - 800 * (moments == 20))
    assert (slip.before, slip.after, slip.step, slip.above, slip.chance < 0.001) == (19, 21, 19, False, True)


@pytest.mark.parametrize("net", [0.1, 0.5, 1, 3])
@pytest.mark.parametrize("readings", [12, 90])
def test_removals_in_noisy_growth_are_no_excursions_and_no_second_counter(net: float, readings: int) -> None:
    """Of 40 counters with removals of 0.1 to 3 usual steps each, whose pace varies by a third, none is told as having come back."""
    for seed in range(40):
        chance = np.random.default_rng(seed)
        growth = chance.poisson(500 * np.exp(chance.normal(0, 0.3, readings)))
        growth[chance.choice(np.arange(3, readings - 3, 4), 2, replace=False)] = -int(500 * net)
        counts = 20_000 + np.cumsum(growth)
        assert excursions(np.arange(readings), counts) == []


def test_readings_above_the_course_are_away_from_it_too() -> None:
    """Two readings in a row that stand 4,000 too high, and one, are away; the others are the counter's own."""
    counts = np.cumsum(np.random.default_rng(7).poisson(30, 288)) + 30_000
    counts[[150, 151, 230]] += 4000
    assert np.flatnonzero(~on_course(np.arange(288), counts)).tolist() == [150, 151, 230]
    assert all(one.above for one in excursions(np.arange(288), counts))


@pytest.mark.parametrize("turns", [True, False])
def test_two_counters_read_in_turns_or_at_random_are_mixed(turns: bool) -> None:
    """Readings of two counters of different pace are told as two, over all of them, with how far they lie apart; either alone is one."""
    chance = np.random.default_rng(7)
    low, high = np.cumsum(chance.poisson(3, 288)) + 1000, np.cumsum(chance.poisson(40, 288)) + 50_000
    found = mixed(np.arange(288), np.where(np.arange(288) % 2 == 0 if turns else chance.random(288) < 0.5, low, high))
    assert found is not None
    assert (found.first, found.last) == (0, 287)
    assert found.apart == pytest.approx(54_000, rel=0.02)
    assert mixed(np.arange(288), low) is mixed(np.arange(288), high) is None


def test_a_few_usual_values_say_what_is_usual() -> None:
    """Of six values about nought one of a hundred stands out, one among them does not, and a mask keeps what is judged out of what it is judged by."""
    values = np.array([-1.0, 0.5, 0.2, -0.4, 1.2, -0.6, 100.0, 1.0])
    usual = np.arange(8) < 6
    chances = expected_by_chance(values, usual)
    assert chances[6] < 0.001
    assert chances[7] > 0.3


def test_stale_pages_and_twin_logs_leave_whole_steps() -> None:
    """Of a page that moves every third reading, read by two logs at once, each step runs from one move to the next."""
    moments = np.sort(np.concatenate((np.arange(0, 300, 10), np.arange(0, 300, 10) + 1)))
    growth = np.where(np.arange(59) % 6 == 5, 7, 0)
    kept = whole_steps(moments, growth)
    assert set(np.diff(moments[kept])[1:-1]) == {30}
