"""Where a burst begins and ends, on counts."""

import math

from hypothesis import given
from hypothesis import strategies as st

from uproar.stats.bursts.segment import segment


def _worth(counts: list[int], expected: list[float], first: int, last: int, factor: float) -> float:
    return sum(n * math.log(factor) - m * (factor - 1) for n, m in zip(counts[first : last + 1], expected[first : last + 1], strict=True))


@given(
    st.lists(st.tuples(st.integers(0, 40), st.floats(0.01, 5.0)), min_size=1, max_size=40),
    st.integers(0, 39),
)
def test_the_stretch_holds_its_interval_and_no_better_one_does(series: list[tuple[int, float]], pick: int) -> None:
    """The stretch contains the interval asked for; by the factor of the stretch itself no longer or shorter stretch around it explains much more."""
    counts, expected = [n for n, _ in series], [m for _, m in series]
    inside = max(range(len(counts)), key=lambda i: (counts[i], -abs(i - pick)))
    first, last = segment(counts, expected, inside)
    assert 0 <= first <= inside <= last < len(counts)
    # At its ends every part of the stretch is worth having: no prefix or suffix up to the interval has a negative sum, by some factor of at least 2.
    factors = [2.0 * 1.3**step for step in range(60)]
    assert any(
        all(_worth(counts, expected, first, cut, f) >= -1e-6 for cut in range(first, inside))
        and all(_worth(counts, expected, cut, last, f) >= -1e-6 for cut in range(inside + 1, last + 1))
        for f in factors
    )


def test_a_plateau_is_found_exactly() -> None:
    """Thirty intervals of ten among ones: the stretch is those thirty, wherever in them one looks from."""
    counts = [1] * 50 + [10] * 30 + [1] * 50
    assert {segment(counts, [1.0] * 130, inside) for inside in (50, 60, 79)} == {(50, 79)}


def test_a_dip_is_bridged_where_what_follows_outweighs_it() -> None:
    """Two waves an interval apart are one burst; two small waves with a long calm between them are two."""
    near = [0] * 10 + [20] * 5 + [0] + [20] * 5 + [0] * 10
    assert segment(near, [0.5] * len(near), 12) == (10, 20)
    far = [0] * 10 + [9] * 2 + [0] * 200 + [9] * 2 + [0] * 10
    assert segment(far, [0.5] * len(far), 11) == (10, 11)


def test_a_slow_tail_ends_where_it_is_nearer_to_usual() -> None:
    """A decaying wave ends between its own mean and what is usual, not at the last count above it."""
    counts = [1] * 20 + [round(100 * 0.7**k) for k in range(20)] + [1] * 20
    first, last = segment(counts, [1.0] * 60, 20)
    assert first == 20
    assert 1 < counts[last] < 40
    assert counts[last + 1] < 20


def test_counts_on_no_past_give_a_bounded_factor() -> None:
    """An expectation next to nothing (a new term, a gap) neither fails nor swallows the series."""
    assert segment([0, 0, 5, 6, 0, 0], [1e-6] * 6, 3) == (2, 3)
