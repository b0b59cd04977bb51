"""Intervals of the reviews instrument: how often they hold the truth, in exact sums or seeded draws; the whole tables are in benchmarks/reviews_intervals.py."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.stats.intervals import Sample, difference_interval, mean_interval, share_interval

# Grades on equal steps, as sites have them: thumbs, J and U shapes, a hump, and nearly all at one end.
SHAPES = {
    "thumbs": (0.1, 0.9),
    "J": (0.08, 0.02, 0.03, 0.12, 0.75),
    "U": (0.386, 0.09, 0.05, 0.04, 0.03, 0.03, 0.03, 0.03, 0.05, 0.06, 0.204),
    "near 1": (0.02, 0, 0, 0, 0, 0, 0, 0, 0.03, 0.1, 0.85),
    "near 0": (0.85, 0.05, 0.02, 0.01, 0.01, 0.01, 0, 0, 0.01, 0.01, 0.03),
    "hump": (0, 0, 0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.25, 0.07),
}
DRAWS = 1000  # one standard error of a coverage of .95 is then .007


def _draws(shape: str, n: int, seed: int) -> tuple[float, list[Sample]]:
    """The mean of a shape, and draws of n grades from it."""
    chances = np.array(SHAPES[shape]) / sum(SHAPES[shape])
    places = np.linspace(0, 1, len(chances))
    counts = np.random.default_rng(seed).multinomial(n, chances, DRAWS)
    samples = [Sample.of_sums(n, row @ places, row @ places**2, row[0], row[-1]) for row in counts]
    return float(chances @ places), samples


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("n", [5, 20, 200])
def test_a_means_interval_covers_what_it_says(shape: str, n: int) -> None:
    """A nominal 95 % interval holds the true mean in 90 to 98 % of draws, at five grades and near either end too (bounds widened by two standard errors)."""
    truth, samples = _draws(shape, n, n)
    bounds = [mean_interval(sample) for sample in samples]
    assert 0.9 - 0.02 <= sum(low <= truth <= high for low, high in bounds) / DRAWS <= 0.98 + 0.01


@pytest.mark.parametrize(("critics", "audience"), [("near 1", "U"), ("hump", "near 0"), ("hump", "J"), ("thumbs", "U")])
@pytest.mark.parametrize(("n", "m"), [(5, 5), (5, 200), (20, 20)])
def test_a_differences_interval_covers_what_it_says(critics: str, audience: str, n: int, m: int) -> None:
    """The interval of a difference holds the true one in 90 to 98 % of draws, with as many on both sides or with few critics beside many users."""
    (one, first), (other, second) = _draws(critics, n, 1), _draws(audience, m, 2)
    bounds = [difference_interval(*pair) for pair in zip(first, second, strict=True)]
    assert 0.9 - 0.02 <= sum(low <= one - other <= high for low, high in bounds) / DRAWS <= 0.98 + 0.01


@pytest.mark.parametrize("n", [5, 10, 20, 50])
def test_no_share_is_covered_less_than_nine_times_in_ten(n: int) -> None:
    """Summed over all outcomes, no share from .01 to .99 is held with a chance below .90, where Wilson's own falls to .84."""
    bounds = [share_interval(hits, n) for hits in range(n + 1)]
    for share in np.linspace(0.01, 0.99, 197).tolist():
        held = [k for k, (low, high) in enumerate(bounds) if low <= share <= high]
        assert sum(math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in held) >= 0.9, share


@given(n=st.integers(1, 5000), data=st.data())
def test_thumbs_have_one_interval_whether_as_a_share_or_as_a_mean(n: int, data: st.DataObject) -> None:
    """The mean of zeros and ones is a share, and has the share's interval."""
    hits = data.draw(st.integers(0, n))
    as_mean = mean_interval(Sample.of_sums(n, hits, hits, n - hits, hits))
    assert as_mean == pytest.approx(share_interval(hits, n), abs=1e-9)


@given(n=st.integers(2, 500), data=st.data())
def test_knowing_how_many_there_are_never_widens(n: int, data: st.DataObject) -> None:
    """With a population the interval lies within that without, holds the share, and leaves room for those not asked alone."""
    hits, population = data.draw(st.integers(0, n)), data.draw(st.integers(n, 10 * n))
    low, high = share_interval(hits, n, population=population)
    wide_low, wide_high = share_interval(hits, n)
    assert wide_low - 1e-9 <= low <= hits / n <= high <= wide_high + 1e-9
    assert hits / population - 1e-9 <= low
    assert high <= (hits + population - n) / population + 1e-9


def test_a_finite_population_is_covered() -> None:
    """Of 40 people with 28 in favour, 20 drawn without return: the interval holds .7 in 90 to 99 % of draws, and is narrower than without knowing the 40."""
    hits = np.random.default_rng(0).hypergeometric(28, 12, 20, 4000).tolist()
    known = [share_interval(each, 20, population=40) for each in hits]
    assert 0.9 <= sum(low <= 0.7 <= high for low, high in known) / len(known) <= 0.99
    assert np.diff(known).mean() < 0.8 * np.diff([share_interval(each, 20) for each in hits]).mean()


def test_grades_that_lie_closer_have_the_narrower_interval() -> None:
    """Of two draws with the same mean and number the one that spreads less is known better."""
    close, spread = (mean_interval(Sample(30, 0.6, variance)) for variance in (0.01, 0.06))
    assert close[1] - close[0] < 0.6 * (spread[1] - spread[0])


def test_a_million_equal_grades_are_nearly_certain() -> None:
    """Rounding in the sums of many equal grades does not widen their interval."""
    n = 1_000_000
    low, high = mean_interval(Sample.of_sums(n, n * 0.7, n * 0.7 * 0.7))
    assert high - low < 0.0001
