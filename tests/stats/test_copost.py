"""Tails, corrections and groups of co-posting, against what they promise."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.stats.copost import binomial_tail, components, link, simes, spread, step_up


def _exact(hits: int, trials: int, chance: float) -> float:
    return sum(math.comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(hits, trials + 1))


@given(st.integers(1, 300), st.floats(1e-6, 0.9), st.data())
def test_the_tail_is_the_binomial_one(trials: int, chance: float, data: st.DataObject) -> None:
    """Beyond the mean plus one the tail agrees with the exact sum; nearer to the mean it is 1."""
    hits = data.draw(st.integers(0, trials))
    (tail,) = binomial_tail([hits], [trials], [chance])
    if hits < trials * chance + 1:
        assert tail == 1.0
    else:
        assert tail == pytest.approx(_exact(hits, trials, chance), rel=1e-5, abs=1e-250)  # powers underflow in the exact sum before


@given(st.lists(st.floats(0.001, 0.6), min_size=2, max_size=12), st.data())
def test_the_mean_chance_bounds_unlike_trials(chances: list[float], data: st.DataObject) -> None:
    """Trials of different chances have a tail no heavier than the one returned (Hoeffding)."""
    hits = data.draw(st.integers(1, len(chances)))
    mass = np.array([1.0])
    for chance in chances:
        mass = np.convolve(mass, [1 - chance, chance])
    (bound,) = binomial_tail([hits], [len(chances)], [sum(chances) / len(chances)])
    assert mass[hits:].sum() <= bound * (1 + 1e-6) + 1e-12


def test_no_pairs_no_tails() -> None:
    """An empty question has an empty answer."""
    assert binomial_tail([], [], []).shape == (0,)
    assert link(np.empty((0, 2)), [], {1: 3}, 0.05).accounts == frozenset()


def test_simes_and_step_up_by_hand() -> None:
    """Both agree with their definitions worked out by hand."""
    assert simes([[0.01, 0.04, 0.03]]).tolist() == pytest.approx([0.03])
    assert step_up([0.01, 0.02, 0.03, 0.04], 4, 0.05) == 4
    assert step_up([0.01, 0.04], 4, 0.05) == 1
    assert step_up([], 4, 0.05) == 0


def test_where_nothing_is_to_be_found_seldom_anything_is() -> None:
    """With chances that are uniform the chance of any link is at most the rate, within its error over 400 records."""
    rng = np.random.default_rng(7)
    accounts = 30
    pairs = [(a, b) for a in range(accounts) for b in range(a + 1, accounts)]
    families = dict.fromkeys(range(accounts), accounts - 1)
    false = sum(bool(link(pairs, rng.random(len(pairs)), families, 0.05).accounts) for _ in range(400))
    assert false <= 400 * 0.05 + 3 * math.sqrt(400 * 0.05 * 0.95)


def test_a_dense_group_draws_no_bystanders_in() -> None:
    """The rate holds over accounts: beside a group of 40 with 780 true pairs, few of 400 bystanders are linked."""
    rng = np.random.default_rng(8)
    pairs = [(a, b) for a in range(440) for b in range(a + 1, 440) if b < 40 or rng.random() < 0.2]
    chances = np.where([b < 40 for _, b in pairs], 1e-7, rng.random(len(pairs)))
    families = {account: sum(account in pair for pair in pairs) for account in range(440)}
    found = link(pairs, chances, families, 0.05)
    assert set(range(40)) <= found.accounts
    assert len(found.accounts) <= 44
    assert found.certain <= found.accounts <= found.possible


def test_groups_are_connected_components() -> None:
    """Two accounts are in one group exactly where a chain of edges joins them."""
    assert components([(1, 2), (4, 5), (2, 3), (5, 4)]) == [[1, 2, 3], [4, 5]]
    assert components([]) == []


def test_spread_of_one_draw_is_that_of_a_count() -> None:
    """One draw, or draws without spread, still have bounds that hold their mean."""
    mean, low, high = spread([4.0])
    assert low <= mean == 4.0 < high
    assert spread([3, 3, 3]) == (3.0, 3.0, 3.0)
