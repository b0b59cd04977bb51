"""One term of a stream: who used it, its past, and what one closed interval says of it."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from uproar.stats.bursts.evidence import given_used, penalised, surprise
from uproar.stats.bursts.past import Interval, Track
from uproar.stats.bursts.stream import Moment, Stream

# Two of three parts of the evidence are the accounts themselves, one part is how many of them came back: half of what the second count holds is the first again.
_ACCOUNTS_WEIGHT, _VOICES_WEIGHT = 2 / 3, 1 / 3
_PRIOR_EVENTS = 0.5  # Jeffreys' prior for a Poisson rate
_STREAM_PRIOR = 30.0  # account-intervals; the ratio of two counts of 30 is off by a quarter, below that it tells little about the stream
_STEPS = 64  # steps kept before a mean is moved forward: one account's uses alone need no judging
_NOTHING_USUAL = [(0, 0)] * 8  # for as many windows as anyone will ask for
_REMEMBERED = 30  # days; the same hour is looked for up to four weeks back, in a window of up to a day

Counts = tuple[tuple[int, int], ...]  # accounts and voices of each window


@dataclass(frozen=True, slots=True)
class Judged:
    """What one closed interval says of one term that was used in it.

    Attributes:
        term: The term.
        interval: The interval's index.
        window: The window with the most evidence, in intervals.
        accounts, posts: Distinct accounts, and uses, in that window up to the interval's end.
        expected: Accounts expected in it from the term's past, given that it is used at all.
        error: Standard error of `expected`.
        evidence: Weighted log-likelihood ratio against the expectation; by chance alone it exceeds e with a probability of at most exp(1 - e).
        needed: Evidence that the rate of false alarms which was set asks for.
        alarmed: Whether there is that much.
    """

    term: Hashable
    interval: int
    window: int
    accounts: int
    posts: int
    expected: float
    error: float
    evidence: float
    needed: float
    alarmed: bool


class Term:
    """What is remembered of one term; `stream` gives the settings, a `Moment` what the rest of the stream did.

    Memory: its accounts of the last two windows and a month of hours in which it was judged.
    """

    __slots__ = ("_hours", "_kept", "_last", "_rare", "_stream", "_tracks")

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._tracks: tuple[Track, ...] = ()
        # Uses too few ever to be judged: so 60 % of all hashtags, not worth tracks yet.
        self._rare: tuple[Interval, ...] = ()
        self._last = 0
        # Hours in which it was judged, and the accounts and voices that each window held then.
        self._hours: list[int] = []
        self._kept: list[Counts] = []

    def use(self, accounts: Iterable[tuple[Hashable, int]], moment: Moment) -> bool:
        """Add an interval's uses.

        Args:
            accounts: Accounts, each once, with how often they used it.
            moment: The interval's close.

        Returns:
            Whether the term now has accounts enough to be judged.
        """
        if self.is_forgotten(moment):
            self._tracks, self._rare, self._hours, self._kept = (), (), [], []
        self._last = now = moment.now
        used: tuple[Interval, ...] = ((now, tuple(accounts)),)
        if not self._tracks:
            used = (*self._rare, *used)
            if sum(len(interval) for _, interval in used) < self._stream.least_accounts:
                self._rare = used
                return False
            self._tracks, self._rare = tuple(Track() for _ in self._stream.windows), ()
        for window, track in zip(self._stream.windows, self._tracks, strict=True):
            for interval in used:
                track.move(interval, window)
            if len(track.steps) > _STEPS:
                track.settle(now - window, self._stream.decay)
        return len(self._tracks[0].posts_by_account) >= self._stream.least_accounts

    def judge(self, name: Hashable, moment: Moment, needed: float) -> Judged:
        """What the interval says of the term, right after it was used in it and has accounts enough."""
        best: Judged | None = None
        stream = self._stream
        counts: Counts = tuple([track.counts() for track in self._tracks])
        usual = self._usual_at(moment.interval, counts)
        for index, (window, track) in enumerate(zip(stream.windows, self._tracks, strict=True)):
            accounts, voices = counts[index]
            if accounts < stream.least_accounts:
                continue
            track.settle(moment.now - window, stream.decay)
            busy = _busy(moment, index, track.present, track.presence)
            scale = window / moment.covered[index] * busy
            expected, error = _expected(track.accounts, window, scale)
            mean, spread = _expected(track.voices, window, scale)
            expected, error = self._at_least(usual[index][0], busy, expected, error)
            mean, spread = self._at_least(usual[index][1], busy, mean, spread)
            evidence = _ACCOUNTS_WEIGHT * surprise(accounts, expected, stream.dispersion + (error / expected) ** 2)
            # Voices come one or two an account: halved, their variance is at most that of a count, and the bound holds for them too.
            evidence += _VOICES_WEIGHT * surprise(voices / 2, mean / 2, stream.dispersion + (spread / mean) ** 2)
            evidence = penalised(evidence, window, stream.windows[0])
            if best is None or evidence > best.evidence:
                alarmed = evidence >= needed and moment.since >= stream.history
                best = Judged(name, moment.interval, window, accounts, track.posts, expected, error, evidence, needed, alarmed)
        assert best is not None  # noqa: S101  # the longest window has accounts enough, or the term were not judged
        return best

    def usual(self, moment: Moment) -> tuple[float, float, float]:
        """What the past leads to expect in the shortest window, for charts and for where a burst begins and ends.

        Returns:
            Accounts in that window at the stream's usual activity; the number of accounts that this mean was learnt from; how busy the rest of the stream is
            in the window that ends with the interval, against its own past.
        """
        now, index = moment.now, len(self._stream.windows) - 1
        window, decay = self._stream.windows[index], self._stream.decay
        if self.is_forgotten(moment):
            events, present, presence = _PRIOR_EVENTS, 0, 0.0
        elif not self._tracks:
            rare = [count for count in self._rare if count[0] <= now - window]
            events = sum(math.exp(decay * (count[0] + window - now)) * len(count[1]) for count in rare) + _PRIOR_EVENTS
            present, presence = 0, 0.0
        else:
            track = self._tracks[index]
            track.move((now, ()), window)
            track.settle(now - window, decay)
            events, present, presence = track.accounts / window + _PRIOR_EVENTS, track.present, track.presence
        return events * window / moment.covered[index], events, _busy(moment, index, present, presence)

    def is_forgotten(self, moment: Moment) -> bool:
        """Whether it was last used so long ago that its past counts no more."""
        return self._last < moment.forgotten

    def forget_hours(self, interval: int) -> None:
        """Let go of hours too old to be looked for again."""
        old = bisect_left(self._hours, (interval - _REMEMBERED * self._stream.day) // self._stream.hour)
        del self._hours[:old], self._kept[:old]

    def _usual_at(self, interval: int, counts: Counts) -> Sequence[tuple[int, int]]:
        """What each window held at this hour of the week in at least two of the last four weeks; what it holds now is kept."""
        stream, hours, kept = self._stream, self._hours, self._kept
        hour, a_day = interval // stream.hour, stream.day // stream.hour
        usual: Sequence[tuple[int, int]] = _NOTHING_USUAL
        if hours and hours[0] <= hour - 2 * a_day:  # otherwise no two days or weeks before can have been seen, as of most terms
            usual = [self._seen_twice(0, hour, 7 * a_day)]
            # A day's window holds every hour of the day; a shorter one has usual hours of the day besides.
            for index in range(1, len(counts)):
                weekly, daily = self._seen_twice(index, hour, 7 * a_day), self._seen_twice(index, hour, a_day)
                usual.append((max(weekly[0], daily[0]), max(weekly[1], daily[1])))
        if hours and hours[-1] == hour:
            kept[-1] = tuple([(max(a, b), max(v, w)) for (a, v), (b, w) in zip(kept[-1], counts, strict=True)])
        else:
            hours.append(hour)
            kept.append(counts)
        return usual

    def _seen_twice(self, index: int, hour: int, step: int) -> tuple[int, int]:
        """What a window held at least twice, one, two, three and four steps ago."""
        hours, kept = self._hours, self._kept
        # A window is judged only when the term is used: until it is over it held what it held then, or less.
        span = 1 + self._stream.windows[index] // self._stream.hour
        most_accounts = accounts = most_voices = voices = 0
        for then in range(hour - step, hour - 5 * step, -step):
            place = bisect_right(hours, then) - 1
            if place < 0:
                break  # nor anything before
            if hours[place] > then - span:
                held, said = kept[place][index]
                most_accounts, accounts = max(most_accounts, held), max(accounts, min(most_accounts, held))
                most_voices, voices = max(most_voices, said), max(voices, min(most_voices, said))
        return accounts, voices

    def _at_least(self, seen: int, busy: float, expected: float, error: float) -> tuple[float, float]:
        """The expectation, or what one window usually held where that is clearly more (a rhythm): itself a draw, it varied by chance and by dispersion."""
        usual = seen * max(1.0, busy)  # a fuller sample of the stream holds more of the rhythm, too
        if usual <= expected + 2 * math.sqrt(expected):
            return expected, error
        return usual, max(error, math.sqrt(usual * max(1.0, busy) + self._stream.dispersion * usual**2))


def most_evidence(accounts: int, dispersion: float) -> float:
    """The most evidence that so many accounts could ever give: as if only one had been expected, and all of them had come back.

    Args:
        accounts: The accounts of a window.
        dispersion: The stream's.

    Example:
        >>> [round(most_evidence(accounts, 1 / 16), 1) for accounts in (3, 10, 30)]
        [1.7, 14.0, 62.7]
    """
    return _ACCOUNTS_WEIGHT * surprise(accounts, 1.0, dispersion) + _VOICES_WEIGHT * surprise(accounts, 0.5, dispersion)


def _expected(total: float, window: int, scale: float) -> tuple[float, float]:
    events = total / window + _PRIOR_EVENTS
    return given_used(events * scale, math.sqrt(events) * scale)


def _busy(moment: Moment, index: int, own_now: int, own_sum: float) -> float:
    """How busy the rest of the stream is in the window, against its own past."""
    others = moment.active[index] - own_now
    usual = max(0.0, moment.usual[index] - own_sum) / moment.covered[index]
    return (others + _STREAM_PRIOR) / (usual + _STREAM_PRIOR)
