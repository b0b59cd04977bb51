"""Windows that depart, where they begin and end, and what part of them is excess."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.stats.cohort import ignorance
from uproar.stats.departure import PAST_DAYS, crowded, effective, excess_of_crowd, excess_share, rises, stretch

DRAWS = np.full(60, 40.0)


def test_a_day_never_tells_more_than_its_spread_allows() -> None:
    """A million draws of one day count as the inverse of the correlation within a day."""
    assert float((effective(np.array([1e6]), 0.05) * 1e6)[0]) == pytest.approx(20, rel=0.001)


def test_no_window_begins_without_a_week_before_it() -> None:
    """A wave on the fourth day has no past to depart from; the same wave on the fortieth has."""
    hits = np.full(60, 2.0)
    early, late = hits.copy(), hits.copy()
    early[3], late[40] = 38.0, 38.0
    assert not [window for window in rises(early, DRAWS, 0.02, 0.05) if window[1] < PAST_DAYS]
    assert (40, 40) in [window[1:] for window in rises(late, DRAWS, 0.02, 0.05)]


def test_later_days_change_no_window() -> None:
    """A window's chance rests on the days before it and its own: days that follow leave it as it was."""
    hits = np.full(60, 2.0)
    hits[30:32] = 30.0
    whole = {window[1:]: window[0] for window in rises(hits, DRAWS, 0.02, 0.05)}
    early = {window[1:]: window[0] for window in rises(hits[:40], DRAWS[:40], 0.02, 0.05)}
    assert early
    assert all(whole[place] == pytest.approx(chance) for place, chance in early.items())


def test_ordinary_days_have_next_to_no_window() -> None:
    """Of 100 series that vary from day to day as stated, no more than five have any window at a stated 5 %."""
    draws = np.random.default_rng(3)
    flagged = 0
    for _ in range(100):
        n = draws.poisson(30, 150).astype(float)
        flagged += bool(rises(draws.binomial(n.astype(int), draws.beta(1.9, 17.1, 150)).astype(float), n, 0.05, 0.05))
    assert flagged <= 5


def test_a_stretch_ends_with_its_last_raised_day() -> None:
    """Days at the expected share outside the raised ones are left out, a weak day between them is bridged."""
    hits = np.array([2.0, 2, 30, 30, 8, 30, 2, 2])
    assert stretch(hits, np.full(8, 40.0), 0.05, 3, 3) == (2, 5)


@given(st.floats(0.02, 0.5), st.floats(0.0, 0.9))
def test_the_excess_of_a_mixture_is_found_again(ordinary: float, excess: float) -> None:
    """Where a known part is excess on a known share, the interval holds that part."""
    draws = 20_000
    hits = round(draws * (excess + (1 - excess) * ordinary))
    value, low, high = excess_share(ignorance().updated(ordinary * 20_000, 20_000), hits, draws)
    assert low <= value <= high
    assert low - 1e-3 <= excess <= high + 1e-3


def test_a_share_below_the_expected_has_no_excess() -> None:
    """Excess is never below 0."""
    assert excess_share(ignorance().updated(500, 1000), 100, 1000)[:2] == (0.0, 0.0)


def test_one_crowd_does_not_hide_another() -> None:
    """Two crowds are both found, though each makes the other days look restless."""
    counts = np.full(100, 2.0)
    counts[10:15], counts[60:63] = 60.0, 40.0
    assert [seen[:2] for seen in crowded(counts, 0.05, 0.05)] == [(10, 14), (60, 62)]


def test_a_restless_series_has_no_crowd() -> None:
    """Where daily numbers always vary by more than twofold, the largest day is no crowd; nor is any day of a series that is too short."""
    draws = np.random.default_rng(5)
    assert crowded(draws.poisson(draws.gamma(1.0, 20.0, 80)).astype(float), 0.05, 0.05) == []
    assert crowded(np.array([5.0, 200.0, 5.0]), 0.05, 0.05) == []


@given(st.floats(1.01, 1e6))
def test_the_excess_of_a_crowd_lies_between_none_and_all_of_the_rise(factor: float) -> None:
    """However large the factor, the bounds hold the mean and never pass the whole rise."""
    value, low, high = excess_of_crowd(factor)
    assert 0 < low < value < high < 1 - 1 / factor + 1e-9
