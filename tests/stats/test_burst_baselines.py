"""Burst baselines against numbers worked out by hand from their sources' formulas, and rules that hold for each of them."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.stats.bursts import kleinberg, mastodon, signitrend

HOUR = 3_600_000_000
DAY = 24 * HOUR
BASELINES = [mastodon.scores, signitrend.scores, kleinberg.scores]

each_baseline = pytest.mark.parametrize("scores", BASELINES, ids=["mastodon", "signitrend", "kleinberg"])
streams = st.lists(st.tuples(st.integers(0, 5 * 24 * 4), st.integers(0, 9)), max_size=60).map(
    lambda drawn: sorted((quarter * HOUR // 4, account) for quarter, account in drawn)
)


def crowd(moment: int, size: int, first: int = 0) -> list[tuple[int, int]]:
    """Uses by as many accounts at one moment."""
    return [(moment, account) for account in range(first, first + size)]


# What holds for every baseline


@each_baseline
@given(uses=streams, cut=st.integers(0, 5 * 24), ahead=st.integers(0, 30))
def test_what_comes_later_changes_no_score(scores: Callable, uses: list[tuple[int, int]], cut: int, ahead: int) -> None:
    """Scores of intervals that have ended are the same with and without the uses that follow."""
    origin = DAY - ahead * HOUR // 2
    shifted = [(moment + DAY, account) for moment, account in uses]
    until = origin + cut * HOUR
    known = [use for use in shifted if use[0] < until]
    assert scores(known, HOUR, origin) == [row for row in scores(shifted, HOUR, origin) if row[0] < cut]
    assert scores(shifted, HOUR, origin, until) == scores(known, HOUR, origin)


@each_baseline
@given(uses=streams)
def test_each_interval_with_uses_is_scored_once(scores: Callable, uses: list[tuple[int, int]]) -> None:
    """There is one finite score for each interval that has uses, in order of time."""
    scored = scores(uses, HOUR, 0)
    assert [index for index, _ in scored] == sorted({moment // HOUR for moment, _ in uses})
    assert all(math.isfinite(score) for _, score in scored)


@each_baseline
def test_silence_costs_nothing(scores: Callable) -> None:
    """Two uses ten years apart give two rows, whatever the length of an interval."""
    assert [index for index, _ in scores([(0, 1), (3650 * DAY, 1)], HOUR, 0)] == [0, 3650 * 24]
    assert [index for index, _ in scores([(0, 1), (3650 * DAY, 1)], HOUR // 3600, 0)] == [0, 3650 * 86_400]


@each_baseline
@given(uses=streams, data=st.data())
def test_the_order_of_simultaneous_uses_changes_nothing(scores: Callable, uses: list[tuple[int, int]], data: st.DataObject) -> None:
    """Uses of one moment score alike in any order."""
    mixed = sorted(data.draw(st.permutations(uses)), key=lambda use: use[0])
    assert scores(mixed, HOUR, 0) == scores(uses, HOUR, 0)


@each_baseline
def test_nothing_gives_nothing(scores: Callable) -> None:
    """A term without uses, or with none before `end`, has no scores."""
    assert scores([], HOUR, 0) == []
    assert scores([(HOUR, 1)], HOUR, 0, HOUR) == []


@each_baseline
def test_a_burst_scores_above_the_calm_before_it(scores: Callable) -> None:
    """Forty accounts in an hour after ten days of one a day score above each of those days."""
    calm = [(day * DAY, day) for day in range(10)]
    *before, (index, burst) = scores([*calm, *crowd(10 * DAY, 40, 100)], HOUR, 0)
    assert index == 240
    assert burst > max(score for _, score in before)


# Mastodon


def test_mastodon_squares_the_surprise() -> None:
    """Ten accounts after a day of four score (10 - 4)^2 / 4 = 9."""
    assert mastodon.scores([*crowd(0, 4), *crowd(DAY, 10)], HOUR, 0) == [(0, 0.0), (24, 9.0)]


def test_mastodon_expects_one_where_there_was_nobody() -> None:
    """Yesterday's silence counts as one account: five score (5 - 1)^2 / 1 = 16, whatever the days before."""
    assert mastodon.scores([*crowd(0, 50), *crowd(3 * DAY, 5)], HOUR, 0)[-1] == (72, 16.0)


def test_mastodon_needs_five_accounts_not_five_uses() -> None:
    """Four accounts score nothing, however often they post; the fifth makes it (5 - 1)^2 = 16."""
    four = [(minute * 60_000_000, minute % 4) for minute in range(40)]
    assert mastodon.scores(four, HOUR, 0) == [(0, 0.0)]
    assert mastodon.scores([*four, (HOUR - 1, 4)], HOUR, 0) == [(0, 16.0)]


def test_mastodon_judges_the_day_to_date_against_the_whole_day_before() -> None:
    """After a day of six, six accounts by noon score nothing, and twelve by the evening (12 - 6)^2 / 6 = 6."""
    uses = [*crowd(12 * HOUR, 4), *crowd(36 * HOUR, 6), *crowd(60 * HOUR, 6), *crowd(68 * HOUR, 6, 6)]
    assert mastodon.scores(uses, HOUR, 0) == [(12, 0.0), (36, 1.0), (60, 0.0), (68, 6.0)]


def test_mastodon_hides_a_smaller_burst_for_two_days_after_a_larger() -> None:
    """A score of 6 stays below the 25 of the day before, which has halved eight times to less than 1; two days on, 16 shows."""
    uses = [*crowd(12 * HOUR, 6), *crowd(36 * HOUR, 6), *crowd(44 * HOUR, 6, 6), *crowd(84 * HOUR, 5)]
    assert mastodon.scores(uses, HOUR, 0) == [(12, 25.0), (36, 0.0), (44, 0.0), (84, 16.0)]


def test_mastodon_halves_a_peak_every_four_hours() -> None:
    """A score of 16 is 8 after four hours, 4 after eight, and off the list once below 1."""
    uses = [*crowd(0, 5), (4 * HOUR, 0), (8 * HOUR, 0), (16 * HOUR, 0), (17 * HOUR, 0)]
    assert mastodon.scores(uses, HOUR, 0) == [
        (0, 16.0),
        (4, 8.0),
        (8, 4.0),
        (16, 1.0),
        (17, 0.0),
    ]


def test_mastodon_cuts_a_burst_at_midnight() -> None:
    """Eight accounts before midnight and eight more after it: the second half stands against the first and scores nothing new."""
    halves = [*crowd(23 * HOUR, 8), *crowd(24 * HOUR, 8, 8)]
    whole = [*crowd(22 * HOUR, 8), *crowd(23 * HOUR, 8, 8)]
    assert mastodon.scores(halves, HOUR, 0)[-1][1] == pytest.approx(49 * 0.5**0.25)
    assert mastodon.scores(whole, HOUR, 0)[-1] == (23, 225.0)


# SigniTrend


def test_signitrend_follows_its_update() -> None:
    """With a half-life of one interval (a = 1/2) counts 2, 4, 3 score 1, (4 - 1) / 2 and (3 - 2.5) / (sqrt(2.75) + 1)."""
    # 2: mean 0, variance 0: (2 - 1) / 1. Then d = 2, mean 1, variance (0 + 2) / 2 = 1.
    # 4: (4 - 1) / (1 + 1). Then d = 3, mean 2.5, variance (1 + 4.5) / 2 = 2.75.
    uses = [(0, 1)] * 2 + [(HOUR, 1)] * 4 + [(2 * HOUR, 1)] * 3
    expected = [1.0, 1.5, 0.5 / (math.sqrt(2.75) + 1)]
    assert [score for _, score in signitrend.scores(uses, HOUR, 0, half_life=HOUR)] == pytest.approx(expected)


def test_signitrend_takes_less_than_the_bias_for_noise() -> None:
    """A first use scores nothing at bias 1, and (1 - 0.5) / 0.5 = 1 at bias 0.5."""
    assert signitrend.scores([(0, 1)], HOUR, 0) == [(0, 0.0)]
    assert signitrend.scores([(0, 1)], HOUR, 0, bias=0.5) == [(0, 1.0)]


@given(counts=st.lists(st.integers(0, 9), min_size=1, max_size=40))
def test_signitrend_passes_over_silence_as_if_step_by_step(counts: list[int]) -> None:
    """Scores equal those of the update applied to every interval, the silent ones included."""
    keep = 0.5 ** (1 / 168)
    mean = variance = 0.0
    expected = []
    for count in counts:
        if count:
            expected.append((count - max(mean, 1.0)) / (math.sqrt(variance) + 1.0))
        change = count - mean
        mean += (1 - keep) * change
        variance = keep * (variance + (1 - keep) * change**2)
    uses = [(hour * HOUR, 0) for hour, count in enumerate(counts) for _ in range(count)]
    assert [score for _, score in signitrend.scores(uses, HOUR, 0)] == pytest.approx(expected)


# Kleinberg


def test_kleinberg_pays_for_the_entrance_and_for_the_expected() -> None:
    """Eight uses in the tenth interval save 8 ln 2 less their mean of 0.8, less the entrance ln 10."""
    assert kleinberg.scores(crowd(9 * HOUR, 8), HOUR, 0) == [(9, pytest.approx(8 * math.log(2) - 0.8 - math.log(10)))]


def test_kleinberg_stays_in_a_burst_without_paying_again() -> None:
    """A second interval of eight uses has no entrance to pay: 8 ln 2 - 16 / 11."""
    scored = kleinberg.scores([*crowd(9 * HOUR, 8), *crowd(10 * HOUR, 8)], HOUR, 0)
    assert scored[1] == (10, pytest.approx(8 * math.log(2) - 16 / 11))


def test_kleinberg_leaves_a_burst_in_silence() -> None:
    """After a long silence the entrance is due again: 8 ln 2 - 16 / 1000 - ln 1000."""
    scored = kleinberg.scores([*crowd(9 * HOUR, 8), *crowd(999 * HOUR, 8)], HOUR, 0)
    assert scored[1] == (999, pytest.approx(8 * math.log(2) - 0.016 - math.log(1000)))


@given(counts=st.lists(st.integers(0, 6), min_size=1, max_size=10))
def test_kleinberg_finds_the_cheapest_paths(counts: list[int]) -> None:
    """Scores are the difference of the two states' cheapest paths, followed one interval at a time on their own Poisson costs."""
    # A silence is known to be over only when a use comes: it costs at the rate known then.
    scored = dict(kleinberg.scores([(hour * HOUR, 0) for hour, count in enumerate(counts) for _ in range(count)], HOUR, 0))
    calm, burst, total, pending = 0.0, math.inf, 0, 0
    for hour, count in enumerate(counts):
        if not count:
            pending += 1
            continue
        total += count
        rate, entrance = total / (hour + 1), math.log(hour + 1)
        for uses in [0] * pending + [count]:
            calm, burst = (
                min(calm, burst) + rate - uses * math.log(rate),
                min(burst, calm + entrance) + 2 * rate - uses * math.log(2 * rate),
            )
        pending = 0
        assert scored[hour] == pytest.approx(calm - burst, abs=1e-9)
