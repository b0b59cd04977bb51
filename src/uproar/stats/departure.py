"""Where a daily share departs from what was expected of it, from when to when, and by how much."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from uproar.stats.beta import Floats, beta_cdf
from uproar.stats.bursts.evidence import surprise
from uproar.stats.cohort import SHARES, Belief

PAST_DAYS: Final = 7  # a week, so that each day of the week is in the past that a window is compared with
_LENGTHS: Final = (1, 2, 4, 8, 16)  # in days; any stretch shares at least half its days with one of them or with two in a row
_ROUNDS: Final = 4
_CROWDS: Final = 3  # more in one record are told as its three largest


def effective(draws: Floats, spread: float) -> Floats:
    """How much each draw of a day counts, where the day's own share varies: n draws tell as much as n / (1 + (n - 1) spread).

    Args:
        draws: Draws of each day.
        spread: Correlation of two draws of one day, in [0, 1].

    Example:
        >>> effective(np.array([1.0, 20.0, 1_000_000.0]), 0.05).round(5).tolist()
        [1.0, 0.51282, 2e-05]

    References:
        L. Kish (1965), Survey Sampling, section 5.4 (the design effect).
    """
    return np.asarray(1 / (1 + np.maximum(draws - 1, 0) * spread))


def rises(hits: Floats, draws: Floats, spread: float, false_flags: float) -> list[tuple[float, int, int]]:
    """Windows of days in which both the number of hits and their share lie above what the days before give.

    Windows of 1 to 16 days are looked at, each once. The share is judged against the past's (beta-binomial, a day's draws counted by `effective`), the number
    against the past's rate by Chernoff's bound for a negative binomial; the larger of the two chances counts, so that neither a change of mood in a shrinking stream
    nor a wave of the usual mix is a departure. A window that begins after i days may be wrong with false_flags / (5 (i - 6) (i - 5)), which sums to false_flags over
    all windows of all times.

    Args:
        hits: Hits of each day.
        draws: Draws of each day, at least its hits.
        spread: Of a day's share, see `effective`.
        false_flags: Chance that a series without departure has any such window.

    Returns:
        Chance, first and last day of each window, the least likely first.

    Example:
        >>> hits, draws = np.array([2.0, 1, 2, 1, 2, 1, 2, 40, 2]), np.array([20.0, 20, 20, 20, 20, 20, 20, 60, 20])
        >>> [(first, last) for _, first, last in rises(hits, draws, 0.01, 0.05)][0]
        (7, 7)

    References:
        D. P. Foster and R. A. Stine (2008), Alpha-investing, JRSS B 70(2) (an error rate spent over an endless sequence of tests).
    """
    weights = effective(draws, spread)
    sums = [np.concatenate([[0.0], np.cumsum(values)]) for values in (hits, hits * weights, draws * weights, hits * hits)]
    count, told, drawn, squares = sums
    days = len(hits)
    found = []
    for length in _LENGTHS:
        firsts = np.arange(PAST_DAYS, days - length + 1)
        if not len(firsts):
            continue
        lasts = firsts + length
        k, n, raw = (values[lasts] - values[firsts] for values in (told, drawn, count))
        limits = false_flags / len(_LENGTHS) / ((firsts - PAST_DAYS + 1.0) * (firsts - PAST_DAYS + 2.0))
        mean = (told[firsts] + 0.5) / (drawn[firsts] + 1)
        size = np.maximum(n, 1e-9)
        variance = np.clip(1 / np.maximum(size, 1.001) + (1 - 1 / np.maximum(size, 1.001)) / (drawn[firsts] + 2), 1e-9, 0.999)
        precision = 1 / variance - 1
        # Half a hit, as much as it counts here, for the step from counts to a continuous share.
        at = np.clip((k - 0.5 * k / np.maximum(raw, 1)) / size, 0, 1)
        chances = 1 - beta_cdf(at, mean * precision, (1 - mean) * precision)
        for place in np.flatnonzero((chances <= limits) & (raw > 0)):
            first, past = int(firsts[place]), float(count[firsts[place]])
            daily = past / first
            rate = (past + 0.5) / first
            over = max(0.0, (squares[first] / first - daily * daily - daily) / (rate * rate)) + 1 / (past + 0.5)
            chance = max(float(chances[place]), math.exp(-surprise(float(raw[place]), rate * length, over)))
            if chance <= limits[place]:
                found.append((chance, first, int(lasts[place]) - 1))
    return sorted(found)


def stretch(hits: Floats, draws: Floats, expected: float, first: int, last: int) -> tuple[int, int]:
    """The days around a window that its raised share explains better than the expected one (two shares, one segment, most likely).

    Args:
        hits: Hits of each day, weighted or not.
        draws: Draws of each day, weighted alike.
        expected: The share without departure, in (0, 1).
        first: First day of the window.
        last: Its last day.

    Returns:
        First and last day of the stretch, which holds the day of the window that departs most.

    Example:
        >>> stretch(np.array([1.0, 9, 8, 9, 1]), np.array([10.0] * 5), 0.1, 2, 2)
        (1, 3)

    References:
        J. Kleinberg (2003), Bursty and hierarchical structure in streams, section 4 (two states); the segment by Kadane's algorithm.
    """
    seed = slice(first, last + 1)
    share = (hits[seed].sum() + 0.5) / (draws[seed].sum() + 1)
    for _ in range(_ROUNDS):
        before = (first, last)
        share = min(1 - 1e-6, max(share, expected * (1 + 1e-6)))
        worth = hits * math.log(share / expected) + (draws - hits) * math.log((1 - share) / (1 - expected))
        best = seed.start + int(np.argmax(worth[seed]))
        left, right = np.cumsum(worth[best::-1]), np.cumsum(worth[best:])
        first, last = best - int(np.argmax(left)), best + int(np.argmax(right))
        if (first, last) == before:
            break
        share = (hits[first : last + 1].sum() + 0.5) / (draws[first : last + 1].sum() + 1)
    return first, last


def excess_share(belief: Belief, hits: float, draws: float, confidence: float = 0.95) -> tuple[float, float, float]:
    """The share of the draws that is excess hits, on top of draws whose share of hits is as believed.

    If a part e of the draws is excess and the rest has the share p, the share seen is q = e + (1 - e) p, so e = (q - p) / (1 - p): what did not hit tells how many
    ordinary draws there were, also where more came than usual.

    Args:
        belief: What p may be.
        hits: Hits seen.
        draws: Of so many draws, at least 1.
        confidence: Of the interval.

    Returns:
        Median, low and high, in [0, 1]; the interval holds what is not known of p and the chance in the hits.

    Example:
        >>> from uproar.stats.cohort import ignorance
        >>> [round(value, 2) for value in excess_share(ignorance().updated(100, 1000), 550, 1000)]
        [0.5, 0.46, 0.53]
    """
    # The chance in the hits: levels of its posterior, by the normal form of the log-odds, which the grid of p needs no finer.
    log_odds = math.log((hits + 0.5) / (draws - hits + 0.5))
    error = math.sqrt(1 / (hits + 0.5) + 1 / (draws - hits + 0.5))
    steps = np.linspace(-4, 4, 41)
    seen = 1 / (1 + np.exp(-(log_odds + error * steps)))
    chance = np.exp(-steps * steps / 2)
    values = np.clip((seen[:, None] - SHARES[None, :]) / (1 - SHARES[None, :]), 0.0, 1.0).ravel()
    weights = np.outer(chance / chance.sum(), belief.weights).ravel()
    order = np.argsort(values)
    sums = np.cumsum(weights[order])
    aside = (1 - confidence) / 2
    # Where the sum is flat or jumps, the value at which it reaches the level.
    places = np.minimum(np.searchsorted(sums, [0.5, aside, 1 - aside]), len(values) - 1)
    middle, low, high = (float(value) for value in values[order][places])
    return middle, low, high


def crowded(counts: Floats, spread: float, false_flags: float) -> list[tuple[int, int, float, float]]:
    """Stretches of days with far more records than the other days have, where nothing but their number tells.

    The most likely raised stretch is taken out, and another from what is left; then the last one is tested against the days that remain, and so on back to the first: the
    first that stands out makes those before it stand out too (one crowd cannot hide another by making the other days look restless).

    Args:
        counts: Records of each day, first and last day with records at the ends.
        spread: Squared variation of the usual rate from day to day; the other days' own variation counts where it is larger.
        false_flags: Chance that a series without such a stretch gives one; spent over all stretches of days.

    Returns:
        First and last day, the factor by which the rate is raised, and the chance; in order of size.

    Example:
        >>> [seen[:2] for seen in crowded(np.array([2.0, 1, 30, 40, 35, 2, 1, 0, 2, 1, 2, 1]), 0.1, 0.05)]
        [(2, 4)]

    References:
        B. Rosner (1983), Percentage points for a generalized ESD many-outlier procedure, Technometrics 25(2) (testing from the least outlying inwards).
    """
    days = len(counts)
    usual_days = np.ones(days, bool)
    taken: list[tuple[int, int]] = []
    rests: list[Floats] = []
    while len(taken) < _CROWDS and (crowd := _crowd(counts, usual_days)) is not None:
        usual_days[crowd[0] : crowd[1] + 1] = False
        taken.append(crowd)
        rests.append(counts[usual_days])
    for number in range(len(taken), 0, -1):
        rest = rests[number - 1]
        if len(rest) < PAST_DAYS:
            continue
        total, usual = float(rest.sum()) + 0.5, (float(rest.sum()) + 0.5) / len(rest)
        own = max(0.0, float(rest.var()) - float(rest.mean())) / (usual * usual)
        tested = []
        for first, last in taken[:number]:
            length, inside = last - first + 1, float(counts[first : last + 1].sum())
            # The other days' variation is of single days, a stretch is the mean of several.
            chance = math.exp(-surprise(inside, usual * length, max(spread, own / length) + 1 / total)) * days * (days + 1) / 2
            tested.append((first, last, inside / length / usual, chance))
        if tested[-1][3] <= false_flags:
            return [one for one in tested if one[3] <= false_flags]
    return []


def above_past(counts: Floats, first: int, last: int, spread: float) -> float:
    """The chance that a stretch of days holds so many records, at the rate of the days before it.

    Args:
        counts: Records of each day.
        first: First day of the stretch.
        last: Its last day.
        spread: Squared variation of the rate from day to day.

    Returns:
        The chance (Chernoff's bound for a negative binomial); 1 where fewer than `PAST_DAYS` days lie before it.

    Example:
        >>> fading = np.array([90.0, 60, 45, 36, 30, 26, 22, 20, 18, 16, 80, 15])
        >>> above_past(fading, 7, 9, 0.1), above_past(fading, 10, 10, 0.1) < 0.001
        (1.0, True)
    """
    if first < PAST_DAYS:
        return 1.0
    past = float(counts[first - PAST_DAYS : first].sum()) + 0.5
    expected = past / PAST_DAYS * (last - first + 1)
    return math.exp(-surprise(float(counts[first : last + 1].sum()), expected, spread + 1 / past))


def _crowd(counts: Floats, among: npt.NDArray[np.bool_]) -> tuple[int, int] | None:
    """The most likely stretch with a raised rate about the largest of some days; None where too few others are left or none is raised."""
    top = int(np.argmax(np.where(among, counts, -1.0)))
    # A stretch ends where an earlier one begins.
    begin = max((int(day) for day in np.flatnonzero(~among) if day < top), default=-1) + 1
    end = min((int(day) for day in np.flatnonzero(~among) if day > top), default=len(counts))
    first = last = top
    for _ in range(2 * _ROUNDS):
        before = (first, last)
        inside, length = float(counts[first : last + 1].sum()), last - first + 1
        others = int(among.sum()) - length
        if others < PAST_DAYS:
            return None
        rate, usual = inside / length, (float(counts[among].sum()) - inside + 0.5) / others
        if rate <= usual:
            return None
        worth = counts * math.log(rate / usual) - (rate - usual)
        first = top - int(np.argmax(np.cumsum(worth[begin : top + 1][::-1])))
        last = top + int(np.argmax(np.cumsum(worth[top:end])))
        if (first, last) == before:
            break
    return first, last


def excess_of_crowd(factor: float, confidence: float = 0.95) -> tuple[float, float, float]:
    """The share of a crowd's records that is excess, where only its size is known.

    An event also brings ordinary people: their rate may have stayed, or risen by as much as the whole. By how much, on the way from 1 to the whole factor f, is not
    known, and every proportion is taken as equally likely (log-uniform, the prior of a scale). With an ordinary part g / f the mean excess is 1 - (f - 1) / (f log f).

    Args:
        factor: By how much the rate of all records is raised, above 1.
        confidence: Of the interval.

    Returns:
        Mean, low and high, in [0, 1]. The interval is wide: nothing but the size was seen.

    Example:
        >>> [round(value, 2) for value in excess_of_crowd(10.0)]
        [0.61, 0.06, 0.89]

    References:
        H. Jeffreys (1946), An invariant form for the prior probability in estimation problems, Proceedings of the Royal Society A 186.
    """
    aside = (1 - confidence) / 2
    log = math.log(factor)
    return 1 - (factor - 1) / (factor * log), 1 - math.exp(-aside * log), 1 - math.exp(-(1 - aside) * log)
