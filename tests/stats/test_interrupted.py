import numpy as np
import pytest

from uproar.stats.interrupted import Blocks, Effect, blocks, count_effect, mean_effect

WIDTH = 3.0


def cut(start: np.ndarray, total: np.ndarray, n: np.ndarray | None = None) -> tuple[Blocks, Blocks]:
    """Hourly pieces as blocks before and after hour 0."""
    values = np.ones(len(start)) if n is None else n
    return tuple(blocks(start[on], start[on] + 1, total[on], values[on], 0.0, WIDTH) for on in (start < 0, start >= 0))


def noisy(rng: np.random.Generator, hours: int, ratio: float) -> tuple[Blocks, Blocks]:
    """Twenty an hour with a falling trend, a rhythm, over-dispersion and noise that lasts six hours, times `ratio` after hour 0."""
    start = np.arange(-float(hours), 24.0)
    keep, lasting = np.exp(-1 / 6), np.empty(len(start))
    lasting[0] = rng.normal()
    for hour in range(1, len(start)):
        lasting[hour] = keep * lasting[hour - 1] + np.sqrt(1 - keep**2) * rng.normal()
    rate = 20 * np.exp(-0.3 * start / 24 + 0.6 * np.cos(start / 24 * 2 * np.pi) + 0.3 * lasting) * rng.gamma(10, 0.1, len(start))
    return cut(start, rng.poisson(rate * np.where(start < 0, 1.0, ratio)).astype(float))


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_the_interval_holds_the_true_ratio(ratio: float) -> None:
    """Over series with trend, rhythm, over-dispersion and lasting noise, at least 26 of 30 intervals of 95 % hold the ratio that was put in."""
    rng = np.random.default_rng(3)
    found = [count_effect(*noisy(rng, 60, ratio), WIDTH) for _ in range(30)]
    assert sum(one.low <= ratio <= one.high for one in found) >= 26
    assert np.median([one.high / one.low for one in found]) < 15


def test_a_fall_that_goes_on_is_no_change() -> None:
    """A series that halves every day is expected to halve on: what follows is once the expected, not half of the day before."""
    start = np.arange(-72.0, 24.0)
    found = count_effect(*cut(start, np.round(400 * 0.5 ** (start / 24))), WIDTH)
    assert found.low < 1 < found.high
    assert found.value == pytest.approx(1, abs=0.1)


def test_the_rhythm_of_the_day_is_no_change() -> None:
    """Six hours of a night as deep as the nights before are once the expected, though they hold a third of a usual six hours."""
    start = np.arange(-96.0, 6.0)
    before, after = cut(start, np.round(100 * np.exp(-np.cos((start - 3) / 24 * 2 * np.pi))))
    found = count_effect(before, after, WIDTH)
    assert after.total.sum() / 6 < 0.45 * before.total.sum() / 96
    assert found.low < 1 < found.high
    assert found.value == pytest.approx(1, abs=0.15)


def test_silence_after_the_moment_has_bounds() -> None:
    """Where nothing followed, the ratio is 0 and its upper bound lies below 1."""
    start = np.arange(-96.0, 24.0)
    found = count_effect(*cut(start, np.where(start < 0, 10.0, 0.0)), WIDTH)
    assert (found.value, found.low) == (0, 0)
    assert 0 < found.high < 0.1


def test_few_events_give_a_wide_interval() -> None:
    """Five events in two days expect one to ten in the next: four that follow depart from nothing."""
    start = np.arange(-48.0, 24.0)
    found = count_effect(*cut(start, (start % 12 == 0).astype(float) + (start == -1)), WIDTH)
    assert found.low < 1 < found.high
    assert found.high / found.low > 10


def test_gaps_are_not_noughts() -> None:
    """Three of seven hours without a record before leave the expected rate as it is."""
    start = np.arange(-96.0, 24.0)
    kept = start[(start >= 0) | (start % 7 < 4)]
    whole, gapped = (count_effect(*cut(one, np.full(len(one), 30.0)), WIDTH) for one in (start, kept))
    assert gapped.expected == pytest.approx(whole.expected, rel=0.03)


def test_a_mean_that_falls_is_found() -> None:
    """Grades that fall by three tenths of the scale are found to have fallen by about that; without a fall the interval holds 0."""
    rng = np.random.default_rng(5)
    start = np.arange(-96.0, 24.0)
    n = rng.poisson(6, len(start)).astype(float) + 1

    def graded(fall: float) -> Effect:
        total = np.array([rng.beta(2, 2, int(k)).sum() - k * fall * (hour >= 0) for k, hour in zip(n, start, strict=True)])
        return mean_effect(*cut(start, total, n), WIDTH, 0.05)

    fallen, level = graded(0.3), graded(0.0)
    assert fallen.low < -0.3 < fallen.high < 0
    assert level.low < 0 < level.high


def test_the_noise_found_can_be_used_again() -> None:
    """With the one noise that was likeliest, the value stays near the averaged one."""
    before, after = noisy(np.random.default_rng(1), 72, 1.5)
    averaged = count_effect(before, after, WIDTH)
    assert count_effect(before, after, WIDTH, averaged.noise).value == pytest.approx(averaged.value, rel=0.25)


def test_the_course_runs_over_every_block() -> None:
    """The expected course has a value for each block, and its bounds hold it."""
    before, after = noisy(np.random.default_rng(2), 48, 1.0)
    found = count_effect(before, after, WIDTH)
    assert len(found.course) == len(before.at) + len(after.at)
    assert (found.course_low < found.course).all()
    assert (found.course < found.course_high).all()
