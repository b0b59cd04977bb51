"""Distances between distributions beside chance and with their interval."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.stats.distances import wasserstein, wasserstein_by_chance, wasserstein_interval

COUNTS = st.dictionaries(st.integers(0, 100), st.integers(1, 9), min_size=1)


def _draws(chances: list[float], n: int, times: int, seed: int) -> list[dict[int, int]]:
    """Counts on eleven places from 0 to 100."""
    drawn = np.random.default_rng(seed).multinomial(n, chances, times).tolist()
    return [{10 * k: count for k, count in enumerate(row) if count} for row in drawn]


@given(COUNTS, COUNTS)
def test_the_interval_holds_the_distance(first: dict[int, int], second: dict[int, int]) -> None:
    """It holds the distance, stays at or above 0, and is the same for both orders."""
    low, high = wasserstein_interval(first, second, (0, 100))
    distance = wasserstein(first, second)
    assert 0 <= low <= distance + 1e-9
    assert distance <= high + 1e-9
    assert wasserstein_interval(second, first, (0, 100)) == pytest.approx((low, high))


@pytest.mark.parametrize(("n", "m"), [(10, 10), (10, 400), (100, 100)])
def test_chance_alone_makes_the_distance_it_is_said_to(n: int, m: int) -> None:
    """Between draws from one distribution the mean distance is within a tenth of the expected one."""
    chances = [0.386, 0.09, 0.05, 0.04, 0.03, 0.03, 0.03, 0.03, 0.05, 0.06, 0.204]
    pairs = list(zip(_draws(chances, n, 400, 1), _draws(chances, m, 400, 2), strict=True))
    seen, said = (np.mean([measure(*pair) for pair in pairs]) for measure in (wasserstein, wasserstein_by_chance))
    assert said == pytest.approx(seen, rel=0.1)


def test_the_interval_covers_what_it_says() -> None:
    """With 100 critics and 400 users of another shape, whose distributions cross, a nominal 95 % interval holds the true distance in at least 90 % of 300 draws."""
    hump, camps = [0, 0, 0.05, 0.1, 0.2, 0.3, 0.2, 0.1, 0.05, 0, 0], [0.4, 0.05, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.03, 0.1, 0.3]
    truth = wasserstein(*({10 * k: round(1e6 * chance) for k, chance in enumerate(shape) if chance} for shape in (hump, camps)))
    bounds = [wasserstein_interval(*pair, (0, 100)) for pair in zip(_draws(hump, 100, 300, 1), _draws(camps, 400, 300, 2), strict=True)]
    assert sum(low <= truth <= high for low, high in bounds) / len(bounds) >= 0.9
