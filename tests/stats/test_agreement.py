"""Van der Eijk's agreement: known values, and what holds for any distribution."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.stats.agreement import agreement, agreement_interval

COUNTS = st.lists(st.integers(0, 30), min_size=3, max_size=13).filter(lambda counts: sum(counts) >= 2)


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333),  # the example in the manual of the R package agrmt
        ([0, 0, 9, 0], 1.0),
        ([4, 4, 4, 4, 4, 4], 0.0),
        ([7, 0, 0, 0, 7], -1.0),
        ([1, 1, 0, 0, 0], 0.75),  # one peak over two of five steps: 1 - 1/4
    ],
)
def test_known_values(counts: list[int], value: float) -> None:
    """One step full is 1, all alike 0, both ends alone -1, and a published example comes out as published."""
    assert agreement(counts) == pytest.approx(value, abs=1e-7)


@given(COUNTS)
def test_it_stays_in_bounds_and_does_not_mind_the_direction_of_the_scale(counts: list[int]) -> None:
    """A lies in [-1, 1], is the same read from the other end, and of doubled counts."""
    value = agreement(counts)
    assert -1 - 1e-12 <= value <= 1 + 1e-12
    assert agreement(counts[::-1]) == pytest.approx(value)
    assert agreement([2 * count for count in counts]) == pytest.approx(value)


@given(COUNTS)
def test_its_interval_holds_it_and_does_not_change(counts: list[int]) -> None:
    """The interval holds the value, stays in [-1, 1], and is the same every time."""
    low, high = agreement_interval(counts)
    assert -1 - 1e-12 <= low <= agreement(counts) <= high <= 1 + 1e-12
    assert agreement_interval(counts) == (low, high)


@pytest.mark.parametrize("shape", [(0.05, 0.05, 0.15, 0.35, 0.4), (0.08, 0.02, 0.03, 0.12, 0.75), (0.02, 0.13, 0.6, 0.2, 0.05)])
def test_its_interval_covers_what_it_says(shape: tuple[float, ...]) -> None:
    """Over 150 draws of 50 ratings, a nominal 95 % interval holds the true agreement in at least 88 %."""
    drawn = np.random.default_rng(0).multinomial(50, shape, 150).tolist()
    bounds = [agreement_interval(counts) for counts in drawn]
    assert sum(low <= agreement(shape) <= high for low, high in bounds) / len(bounds) >= 0.88
