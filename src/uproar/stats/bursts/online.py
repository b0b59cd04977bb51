"""Posts one by one, in roughly the order of time: intervals stay open for what comes late, close once, and are judged."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable

from uproar.stats.bursts.detector import Detector
from uproar.stats.bursts.term import Judged

_DAY = 86_400_000_000
_RECENT = 5  # posts whose median is the clock: two of them may be wrong, and it lags two posts behind the newest
_MAJORITY = 3


class Online:
    """Feeds a detector from a running stream.

    The clock is the median moment of the last five posts and never goes back, so that two stray posts with a wrong time close nothing, however rarely or often such
    posts come. An interval closes when the clock is `allowance` past its end; a clock that lags closes later, never too early. Where every post comes at most
    `allowance` after one with a later moment, the rows are those of a batch over the same posts in order of time.

    A post more than `ahead` beyond the clock is held while it is among the last five: where others confirm its time, as after a pause of the stream, it is
    taken in; otherwise it is left out and counted.

    Memory: at most (allowance + ahead) / interval + 2 open intervals with each account's uses in them, five posts, and what the detector keeps of live terms.

    Args:
        detector: Judges what is closed; its intervals have the length given here.
        interval: Length of an interval in microseconds; a whole number of them makes a day.
        origin: Where interval 0 begins, in microseconds.
        allowance: How late a post may come, in microseconds.
        ahead: How far beyond the clock a post may lie unconfirmed, in microseconds.

    Attributes:
        late: Posts left out because their interval was closed.
        ahead: Posts left out because they lay in the future and none confirmed them.

    Example:
        >>> from uproar.stats.bursts.stream import Stream
        >>> online = Online(Detector(Stream(24)), interval=3_600_000_000, origin=0, allowance=0)
        >>> closed = [row for account in range(5) for row in online.add(account, account, ["#fix"])]
        >>> len(closed), online.finish()[0].accounts
        (0, 5)
    """

    def __init__(self, detector: Detector, *, interval: int, origin: int, allowance: int, ahead: int = _DAY) -> None:
        self._detector, self._interval, self._origin, self._allowance, self._reach = detector, interval, origin, allowance, ahead
        self._clock: int | None = None
        self._recent: deque[int] = deque(maxlen=_RECENT)
        self._held: deque[tuple[int, int, Hashable, set[Hashable]]] = deque()  # posts beyond the clock's reach, with the number of each
        self._open: dict[int, tuple[set[Hashable], dict[Hashable, dict[Hashable, int]]]] = {}
        self._seen = 0
        self.late = self.ahead = 0

    def add(self, moment: int, account: Hashable, terms: Iterable[Hashable]) -> list[Judged]:
        """Take one post in.

        Args:
            moment: When it was posted, in microseconds.
            account: Who posted it.
            terms: Terms used in it; one that is named twice is used once.

        Returns:
            What the intervals say that it closed, in order of time.
        """
        self._seen += 1
        self._recent.append(moment)
        self._held.append((self._seen, moment, account, set(terms)))
        if len(self._recent) >= _MAJORITY:
            confirmed = sorted(self._recent)[-_MAJORITY]
            self._clock = confirmed if self._clock is None else max(self._clock, confirmed)
        self._admit()
        return self._close(index for index in self._open if self._is_past(index))

    def finish(self) -> list[Judged]:
        """Close what is open, at the end of the stream.

        Returns:
            What the intervals say, in order of time.
        """
        if self._clock is None and self._recent:
            self._clock = min(self._recent)  # one or two posts in all: nothing is late
        self._admit()
        self.ahead += len(self._held)
        self._held.clear()
        return self._close(self._open)

    def _admit(self) -> None:
        """Count the held posts that the clock reaches, and leave out those that nobody confirmed while they were among the last."""
        if self._clock is None:
            return
        unconfirmed: deque[tuple[int, int, Hashable, set[Hashable]]] = deque()
        for number, moment, account, terms in self._held:
            index = (moment - self._origin) // self._interval
            if moment > self._clock + self._reach:
                if number > self._seen - _RECENT:
                    unconfirmed.append((number, moment, account, terms))
                else:
                    self.ahead += 1
            elif self._is_past(index):
                self.late += 1
            else:
                active, uses = self._open.setdefault(index, (set(), {}))
                active.add(account)
                for term in terms:
                    counts = uses.setdefault(term, {})
                    counts[account] = counts.get(account, 0) + 1
        self._held = unconfirmed

    def _is_past(self, index: int) -> bool:
        return self._clock is not None and self._origin + (index + 1) * self._interval + self._allowance <= self._clock

    def _close(self, indices: Iterable[int]) -> list[Judged]:
        judged = []
        for index in sorted(indices):
            active, uses = self._open.pop(index)
            judged += self._detector.close(index, {term: counts.items() for term, counts in uses.items()}, len(active))
        return judged
