"""Mastodon's rule for trending tags: today's accounts against yesterday's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

HOUR = 3_600_000_000
DAY = 24 * HOUR

# Options of Trends::Tags.
THRESHOLD = 5
COOLDOWN = 2 * DAY
HALF_LIFE = 4 * HOUR
DECAY_THRESHOLD = 1.0


def scores(uses: Sequence[tuple[int, int]], interval: int, origin: int, end: int | None = None) -> list[tuple[int, float]]:
    """Score each interval with uses by Mastodon's rule, as of the interval's last use.

    observed is the number of distinct accounts of the UTC day so far, expected that of the whole day before (1 where nobody). Where observed is at
    least 5 and not below expected, the score is (observed - expected)^2 / expected, else 0. What is shown is the term's highest score, halved every 4 hours
    since it was reached and forgotten after 2 days; below 1 the term is off the list, which is 0 here.

    It is known to fail around midnight: a day that has just begun stands against a whole one, so that a burst beginning at 23:00 is cut in two, its first half
    becomes the expectation of the second, and a term of steady use cannot trend in the morning. For two days a second burst smaller than the first is not
    seen, since the highest score is compared before it is halved. Yesterday alone is the baseline: no weekly rhythm, and five accounts after a day off score 16.

    Mastodon leaves reposts out and counts accounts approximately (HyperLogLog); here every use is taken as given and accounts are exact.

    Args:
        uses: Microseconds since 1970 (UTC) and account of each use of one term, in order of time.
        interval: Length of an interval in microseconds.
        origin: Where interval 0 begins, in microseconds; no use lies before it.
        end: Uses from here on are left out, in microseconds.

    Returns:
        Interval and score (0 or at least 1) of every interval with uses.

    Example:
        >>> scores([(minute * 60_000_000, account) for minute, account in [(0, 1), (1, 2), (2, 3), (60, 4), (61, 5)]], HOUR, 0)
        [(0, 0.0), (1, 16.0)]

    References:
        mastodon/mastodon, app/models/trends/tags.rb (calculate_scores) and app/models/trends/history.rb, at commit 0486db9f4ebc.
    """
    scored: list[tuple[int, float]] = []
    day, accounts, expected = -1, set[int](), 1
    peak, peak_at = 0.0, 0
    known = uses if end is None else [use for use in uses if use[0] < end]
    for index, group in groupby(known, key=lambda use: (use[0] - origin) // interval):
        moment = origin
        for moment, account in group:
            if moment // DAY != day:
                expected = max(1, len(accounts)) if moment // DAY == day + 1 else 1
                day, accounts = moment // DAY, set()
            accounts.add(account)
        observed = len(accounts)
        score = 0.0 if observed < max(THRESHOLD, expected) else (observed - expected) ** 2 / expected
        if peak_at < moment - COOLDOWN:
            peak = 0.0
        if score > peak:
            peak, peak_at = score, moment
        shown = peak * 0.5 ** ((moment - peak_at) / HALF_LIFE)
        scored.append((index, shown if shown >= DECAY_THRESHOLD else 0.0))
    return scored
