"""What all terms of a stream share at the close of an interval: how busy it was, the settings, and the evidence that an alarm needs."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from uproar.stats.bursts.past import Past


class Moment(NamedTuple):
    """What the stream says at the close of one interval; all that a term needs to know of the others.

    Attributes:
        interval: The interval's index.
        now: The same, less the gaps in the collection.
        since: Intervals since the first, less the gaps.
        active: Account-intervals of the whole stream in each window.
        usual: Sum of that over the past, weighted.
        covered: Time that the past of each window covers, weighted, in intervals.
        forgotten: A term that was last used before this is forgotten.
    """

    interval: int
    now: int
    since: int
    active: tuple[int, ...]
    usual: tuple[float, ...]
    covered: tuple[float, ...]
    forgotten: float


class Stream:
    """The clock and the activity of a stream, and the settings by which its terms are judged.

    Memory: the counts of the longest window and of the last day; nothing of any term.

    Args:
        intervals_a_day: Intervals in a day.
        start: Interval from which on the stream was collected; None is the first that is closed.
        windows: Window lengths in intervals, longest first; None is a day and an hour.
        half_life: Intervals after which the past counts half; None is 14 days.
        dispersion: Squared coefficient of variation of a term's rate from one window to the next, beyond chance.
        false_alarms_per_day: Alarms allowed a day by chance, over all terms.
        least_accounts: Accounts below which nothing alarms.
        history: Intervals of stream before anything may alarm; None is two of the longest window, so that it has a past.
        gap: Intervals without any post, at least the longest window, from which on the collection has a gap there; None is never.
    """

    def __init__(
        self,
        intervals_a_day: int,
        *,
        start: int | None = None,
        windows: Sequence[int] | None = None,
        half_life: float | None = None,
        dispersion: float = 1 / 16,
        false_alarms_per_day: float = 0.1,
        least_accounts: int = 3,
        history: int | None = None,
        gap: int | None = None,
    ) -> None:
        self.day = intervals_a_day
        self.hour = max(1, intervals_a_day // 24)
        self.windows = tuple(windows) if windows else (intervals_a_day, self.hour)
        self.decay = math.log(2) / (half_life or 14 * intervals_a_day)
        self.dispersion = dispersion
        self.least_accounts = least_accounts
        self.history = 2 * self.windows[0] if history is None else history
        self._budget = false_alarms_per_day
        self._gap = max(gap, self.windows[0]) if gap is not None else None
        self._past = tuple(Past() for _ in self.windows)
        self._counts: tuple[deque[tuple[int, int]], ...] = tuple(deque() for _ in self.windows)
        self._active = [0] * len(self.windows)
        self._judgements: deque[tuple[int, int]] = deque()
        self._judged_today = 0
        self._first = start
        self._last = start - 1 if start is not None else 0
        self._skipped = 0
        self._swept_at = 0
        self._forgotten = -math.inf

    def close(self, interval: int, active: int) -> Moment:
        """Count the accounts of one interval; intervals come in order, and those without a single post may be left out.

        Args:
            interval: Its index, above that of the call before.
            active: Accounts that posted anything in it.

        Raises:
            ValueError: `interval` is not later than the one before.
        """
        if self._first is None:
            self._first, self._last = interval, interval - 1
        if interval <= self._last:
            message = f"interval {interval} is not later than {self._last}, which is closed: collect late posts before closing"
            raise ValueError(message)
        silent = interval - self._last - 1
        if self._gap is not None and silent > self._gap:
            # A gap in the collection says nothing about any term: of its time only as much counts as empties the longest window.
            self._skipped += silent - self.windows[0]
        self._last = interval
        now = interval - self._skipped
        for index, window in enumerate(self.windows):
            self._count(index, window, now, active)
        since = now - self._first
        moment = Moment(
            interval, now, since, tuple(self._active), tuple(past.presence for past in self._past),
            tuple(self._covered(since - window, window) for window in self.windows), self._forgotten,
        )  # fmt: skip
        if now - self._swept_at > 7 * self.day:
            # Once a week, so that forgetting costs little: after four half-lives a mean has fallen to a sixteenth.
            self._swept_at, self._forgotten = now, now - 4 * math.log(2) / self.decay
        return moment

    def needed(self, moment: Moment, judgements: int) -> float:
        """Evidence that an alarm needs: the chance times the judgements of the last day is at most the false alarms allowed a day.

        Args:
            moment: The interval that was closed last.
            judgements: Terms that are judged in it.
        """
        self._judgements.append((moment.now, judgements))
        self._judged_today += judgements
        while self._judgements[0][0] <= moment.now - self.day:
            self._judged_today -= self._judgements.popleft()[1]
        return 1 + math.log(max(1, self._judged_today) / self._budget)

    def _covered(self, span: int, window: int) -> float:
        """Time that a past of `span` intervals covers, weighted as the past is, and at least one window: less cannot teach a rate."""
        return max((1 - math.exp(-self.decay * span)) / self.decay if span > 0 else 0.0, float(window))

    def _count(self, index: int, window: int, now: int, active: int) -> None:
        counts, past = self._counts[index], self._past[index]
        while counts and counts[0][0] + window <= now:
            moment, count = counts.popleft()
            self._active[index] -= count
            past.steps.append((moment + window, 0, 0, self._active[index]))
        counts.append((now, active))
        self._active[index] += active
        past.steps.append((now, 0, 0, self._active[index]))
        past.settle(now - window, self.decay)
