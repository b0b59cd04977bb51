import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.stats.concentration import even_top_share, gini, top_share
from uproar.stats.ratios import rate_ratio

SPREADS = st.dictionaries(st.integers(1, 50), st.integers(1, 20), min_size=1, max_size=10)


@given(SPREADS, st.integers(1, 300))
def test_a_share_of_the_largest(spread: dict[int, int], top: int) -> None:
    """The share of the largest is that of the sorted values, grows with their number, and is never less than their part of all."""
    values = sorted((size for size, number in spread.items() for _ in range(number)), reverse=True)
    assert top_share(spread, top) == pytest.approx(sum(values[:top]) / sum(values))
    assert top_share(spread, top) <= top_share(spread, top + 1)
    assert top_share(spread, top) >= min(1, top / len(values)) - 1e-12


@given(SPREADS)
def test_gini_is_half_the_relative_mean_difference(spread: dict[int, int]) -> None:
    """Gini's coefficient equals the mean of all absolute differences over twice the mean, as it is defined."""
    values = np.array([size for size, number in spread.items() for _ in range(number)], float)
    defined = np.abs(values[:, None] - values[None, :]).mean() / (2 * values.mean())
    assert gini(spread) == pytest.approx(defined, abs=1e-12)


@pytest.mark.parametrize(("total", "members", "top"), [(300, 200, 2), (5_000, 1_000, 10), (900, 30, 1)])
def test_an_even_spread_is_what_it_says(total: int, members: int, top: int) -> None:
    """Things that fall on alike members by chance, each having at least one, give the expected share and leave its range once in twenty times."""
    chance = np.random.default_rng(2)
    expected, low, high = even_top_share(total, members, top)
    rate = total / members
    for _ in range(50):
        rate = total / members * -math.expm1(-rate)
    shares = []
    for _ in range(400):
        drawn = chance.poisson(rate, 3 * members + 200)
        values = Counter(drawn[drawn > 0][:members].tolist())
        shares.append(top_share(values, top))
    assert expected == pytest.approx(float(np.mean(shares)), rel=0.02)
    outside = sum(not low <= share <= high for share in shares)
    assert outside <= 40  # 20 are expected, and 40 lie 4.6 standard deviations off


def test_an_even_spread_of_many() -> None:
    """A million things on twenty members, and on a million of them, cost neither memory nor precision."""
    expected, low, high = even_top_share(1_000_000, 20, 1)
    assert 0.05 < low <= expected <= high < 0.051
    # Of a million, the sum of the first m is the sum over k of min(m, members with at least k).
    rate = 1.3
    for _ in range(100):
        rate = 1.3 * -math.expm1(-rate)
    chances = [math.exp(-rate) * rate**k / math.factorial(k) / -math.expm1(-rate) for k in range(1, 30)]
    at_least = [1_000_000 * sum(chances[k:]) for k in range(29)]
    assert even_top_share(1_300_000, 1_000_000, 10_000)[0] == pytest.approx(
        sum(min(10_000, number) for number in at_least) / 1_300_000, rel=0.002
    )


@given(st.integers(0, 60), st.integers(60, 500), st.integers(0, 60), st.integers(60, 500))
def test_a_ratio_lies_in_its_interval_and_turns_around(hits: int, n: int, other: int, m: int) -> None:
    """The interval holds the ratio, and the ratio of the groups exchanged is one over it, with its bounds."""
    ratio, low, high = rate_ratio(hits, n, other, m)
    back, back_low, back_high = rate_ratio(other, m, hits, n)
    assert low <= ratio <= high
    assert (back, back_low, back_high) == (pytest.approx(1 / ratio), pytest.approx(1 / high), pytest.approx(1 / low))


@pytest.mark.parametrize(("share", "other", "n", "m"), [(0.3, 0.1, 60, 300), (0.05, 0.05, 100, 2_000), (0.5, 0.01, 40, 1_000)])
def test_the_interval_of_a_ratio_covers(share: float, other: float, n: int, m: int) -> None:
    """In 1,000 pairs of samples the interval holds the true ratio at least 93 times in a hundred."""
    chance = np.random.default_rng(4)
    bounds = [
        rate_ratio(int(a), n, int(b), m)[1:] for a, b in zip(chance.binomial(n, share, 1000), chance.binomial(m, other, 1000), strict=True)
    ]
    assert sum(low <= share / other <= high for low, high in bounds) >= 930
