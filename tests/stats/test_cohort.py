"""What a cohort says of a new member, and the beta distribution under it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.stats.beta import beta_cdf, binomial_tail
from uproar.stats.cohort import SHARES, ignorance, new_member

shares = st.floats(0.001, 0.999)


@given(st.integers(1, 40), st.integers(1, 40), shares)
def test_the_binomial_tail_is_the_sum_of_its_terms(hits: int, more: int, share: float) -> None:
    """The chance of at least so many hits equals the plain sum over all larger counts."""
    n = hits + more
    plain = math.fsum(math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(hits, n + 1))
    assert float(binomial_tail(hits, n, share)) == pytest.approx(plain, rel=1e-7, abs=1e-12)


@given(st.floats(0.05, 300), st.floats(0.05, 300), shares)
def test_the_two_tails_of_a_beta_make_one(a: float, b: float, x: float) -> None:
    """The chance below a place and, with the parameters swapped, above it sum to one."""
    assert float(beta_cdf(x, a, b) + beta_cdf(1 - x, b, a)) == pytest.approx(1.0, abs=1e-9)


def test_a_beta_with_large_parameters_is_still_right() -> None:
    """At the mean of a beta with parameters of a hundred thousand the chance is next to a half, as its symmetry demands."""
    assert float(beta_cdf(0.5, 1e5, 1e5)) == pytest.approx(0.5, abs=1e-9)


def test_members_that_differ_more_make_a_wider_belief() -> None:
    """With the same mean, members further apart leave a larger chance to a member far out."""
    near, far = new_member([(10, 200), (12, 200), (8, 200), (10, 200)]), new_member([(0, 200), (30, 200), (2, 200), (8, 200)])
    assert near.tail(60, 200) < far.tail(60, 200) / 2


def test_fewer_members_make_a_wider_belief() -> None:
    """Two members that agree say less against a third far out than eight that agree."""
    assert new_member([(10, 200)] * 8).tail(50, 200) < new_member([(10, 200)] * 2).tail(50, 200) / 2


def test_other_cohorts_tell_of_the_spread() -> None:
    """One member of its own has no spread: another cohort with close members narrows the belief, about the first one's mean."""
    alone, helped = new_member([(10, 200)]), new_member([(10, 200)], [[(60, 200), (62, 200), (58, 200), (61, 200), (59, 200)]])
    assert helped.tail(50, 200) < alone.tail(50, 200)
    assert helped.quantile(0.5) < 0.1


def test_the_weights_sum_to_one_and_quantiles_run_forward() -> None:
    """A belief is a distribution over the grid, before and after it is updated."""
    for belief in (ignorance(), new_member([(0, 5)]), new_member([(3, 10)]).updated(100, 1000)):
        assert belief.weights.sum() == pytest.approx(1.0)
        assert len(belief.weights) == len(SHARES)
        assert belief.quantile(0.025) < belief.quantile(0.5) < belief.quantile(0.975)


def test_updating_moves_the_belief_to_what_was_seen() -> None:
    """After a thousand draws the middle is where they were, whatever the cohort said."""
    assert new_member([(10, 200), (12, 200)]).updated(300, 1000).quantile(0.5) == pytest.approx(0.3, abs=0.02)


def test_ordinary_members_are_flagged_about_as_often_as_stated() -> None:
    """Beside cohorts of seven of their kind, 5 % of new members (2 to 9 among 400) have a chance of at most 5 %."""
    draws = np.random.default_rng(11)
    flagged = 0
    for _ in range(100):
        members = [(int(draws.binomial(n, draws.beta(1.5, 13.5))), n) for n in (180, 320, 70, 30, 40, 100, 10)]
        belief = new_member(members)
        flagged += sum(belief.tail(int(draws.binomial(200, draws.beta(1.5, 13.5))), 200) <= 0.05 for _ in range(4))
    assert 0.02 <= flagged / 400 <= 0.09
