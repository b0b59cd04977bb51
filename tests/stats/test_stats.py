"""Numbers in, numbers out: bounds that hold for any input."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.stats import counts
from uproar.stats.counts import tail_probability
from uproar.stats.distances import wasserstein
from uproar.stats.intervals import Sample, difference_interval, mean_interval, share_interval, t_value, z_value

# Two-sided 95 % and 99 % quantiles of Student's t, from the printed tables.
T_TABLE = {(0.95, 3): 3.182, (0.95, 5): 2.571, (0.95, 30): 2.042, (0.99, 3): 5.841, (0.99, 10): 3.169, (0.9, 7): 1.895}


@pytest.mark.parametrize(("key", "value"), T_TABLE.items())
def test_students_quantiles_agree_with_the_tables(key: tuple[float, int], value: float) -> None:
    """Quantiles are within half a percent of the printed ones."""
    assert t_value(*key) == pytest.approx(value, rel=0.005)


@given(n=st.integers(1, 10**6), data=st.data())
def test_a_share_lies_in_its_interval(n: int, data: st.DataObject) -> None:
    """Wilson's interval holds the share and stays within [0, 1]."""
    hits = data.draw(st.integers(0, n))
    low, high = share_interval(hits, n)
    assert 0.0 <= low <= hits / n <= high <= 1.0
    assert low < high


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
@pytest.mark.parametrize("n", [5, 40])
def test_a_shares_interval_covers_what_it_says(n: int, share: float) -> None:
    """Over all outcomes of n draws, the 95 % interval holds the true share with a probability of at least .90."""
    outcomes = [(k, math.comb(n, k) * share**k * (1 - share) ** (n - k)) for k in range(n + 1)]
    covered = sum(chance for k, chance in outcomes if share_interval(k, n)[0] <= share <= share_interval(k, n)[1])
    assert covered >= 0.90


@given(n=st.integers(2, 10**5), mean=st.floats(0, 1), variance=st.floats(0, 0.25))
def test_a_mean_lies_in_its_interval(n: int, mean: float, variance: float) -> None:
    """The interval holds the mean and stays within [0, 1], whatever variance is said."""
    low, high = mean_interval(Sample(n, mean, variance))
    assert 0.0 <= low <= mean <= high <= 1.0


@given(
    st.tuples(st.integers(2, 1000), st.floats(0, 1), st.floats(0, 0.25)),
    st.tuples(st.integers(2, 1000), st.floats(0, 1), st.floats(0, 0.25)),
)
def test_a_difference_turns_its_sign_with_its_sides(first: tuple[int, float, float], second: tuple[int, float, float]) -> None:
    """The interval of b - a is that of a - b mirrored, and holds the difference."""
    low, high = difference_interval(Sample(*first), Sample(*second))
    assert difference_interval(Sample(*second), Sample(*first)) == pytest.approx((-high, -low))
    assert low - 1e-12 <= first[1] - second[1] <= high + 1e-12


@given(mean=st.floats(0.01, 200), over=st.floats(0, 50), count=st.integers(0, 400))
def test_a_tail_is_a_probability_that_falls_with_the_count(mean: float, over: float, count: int) -> None:
    """At least k + 1 is never likelier than at least k."""
    here, further = (tail_probability(k, mean, mean * (1 + over)) for k in (count, count + 1))
    assert 0.0 < further <= here * (1 + 1e-6) + 1e-12
    assert here <= 1.0


def test_a_poisson_tail_agrees_with_its_definition() -> None:
    """Without over-dispersion the tail is Poisson's: 1 - P(0) - P(1) for two or more."""
    assert tail_probability(2, 0.7, 0.7) == pytest.approx(1 - math.exp(-0.7) * 1.7)


@given(
    st.dictionaries(st.integers(0, 100), st.integers(1, 9), min_size=1), st.dictionaries(st.integers(0, 100), st.integers(1, 9), min_size=1)
)
def test_the_distance_is_a_distance(first: dict[int, int], second: dict[int, int]) -> None:
    """It is symmetric, zero to itself, and at least the difference of the means."""
    mean = lambda counts: sum(k * n for k, n in counts.items()) / sum(counts.values())
    assert wasserstein(first, second) == pytest.approx(wasserstein(second, first))
    assert wasserstein(first, first) == 0.0
    assert wasserstein(first, second) >= abs(mean(first) - mean(second)) - 1e-9


def test_the_normal_quantile_is_the_known_one() -> None:
    """95 % is 1.96 standard deviations."""
    assert z_value(0.95) == pytest.approx(1.959964, abs=1e-6)


def test_the_usual_range_of_large_counts_agrees_with_the_sum_where_both_can_be_had() -> None:
    """Beyond the mean from which a quantile replaces the sum, both agree within two counts in a hundred; a mean of ten thousand costs nothing."""
    for mean in (51.0, 80.0):
        for dispersion in (0.0, 1 / 16):
            variance = mean + dispersion * mean**2
            low, high = counts.usual_range(mean, variance)
            assert abs(counts.tail_probability(high + 1, mean, variance) - 0.025) < 0.01
            assert abs(1 - counts.tail_probability(low, mean, variance) - 0.025) < 0.01
    assert counts.usual_range(10_000.0, 10_000.0)[0] == pytest.approx(9_804, abs=5)
