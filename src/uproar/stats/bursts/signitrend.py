"""SigniTrend's significance: how many deviations a count lies above its exponentially weighted past."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

HOUR = 3_600_000_000
HALF_LIFE = 7 * 24 * HOUR
BIAS = 1.0


def scores(
    uses: Sequence[tuple[int, int]],
    interval: int,
    origin: int,
    end: int | None = None,
    half_life: int = HALF_LIFE,
    bias: float = BIAS,
) -> list[tuple[int, float]]:
    """Score each interval with uses by SigniTrend's significance.

    With x uses in an interval, mean m and variance v learnt from the intervals before it, the score is (x - max(m, bias)) / (sqrt(v) + bias). Then, with d = x - m
    and a = 1 - 2^(-interval / half_life), m grows by a d and v becomes (1 - a)(v + a d^2). Both start at 0. With q = 1 - a, k silent intervals turn
    m into q^k m and v into q^k (v + (1 - q^k) m^2) at once, so that silence costs nothing.

    Half-life and bias are left to the user by the method. Here a week, so that every hour of the week weighs about alike; and 1 use: a single one is noise. The
    original counts documents relative to the stream's, and keeps hashed buckets instead of terms; here counts are plain, and each term has its own statistics.

    It is known to fail on slow bursts (an hour at a time stays below what the day as a whole shows: small organic cascades), after a burst (its own square stays in v
    for weeks), on one busy account (uses count, not accounts), and it knows no rhythm of day and night.

    Args:
        uses: Microseconds and account of each use of one term, in order of time.
        interval: Length of an interval in microseconds.
        origin: Where interval 0 begins, in microseconds; no use lies before it.
        end: Uses from here on are left out, in microseconds.
        half_life: Time after which an interval weighs half, in microseconds.
        bias: The level of noise, in uses an interval; above 0.

    Returns:
        Interval and score, in deviations, of every interval with uses.

    Example:
        >>> scores([(0, 1), (HOUR, 1), (HOUR, 2), (HOUR, 3)], HOUR, 0, half_life=HOUR)
        [(0, 0.0), (1, 1.3333333333333333)]

    References:
        E. Schubert, M. Weiler, H.-P. Kriegel (2014), SigniTrend: scalable detection of emerging topics in textual streams by hashed significance
        thresholds, KDD, pages 871-880; the update also in ELKI, SigniTrendChangeDetection.java.
    """
    keep = 0.5 ** (interval / half_life)
    scored: list[tuple[int, float]] = []
    mean, variance, last = 0.0, 0.0, -1
    known = uses if end is None else [use for use in uses if use[0] < end]
    for index, group in groupby(known, key=lambda use: (use[0] - origin) // interval):
        silence = keep ** (index - last - 1)
        variance = silence * (variance + (1 - silence) * mean * mean)
        mean *= silence
        count = sum(1 for _ in group)
        scored.append((index, (count - max(mean, bias)) / (math.sqrt(variance) + bias)))
        change = count - mean
        mean += (1 - keep) * change
        variance = keep * (variance + (1 - keep) * change * change)
        last = index
    return scored
