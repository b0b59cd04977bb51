"""Which terms took off: accounts and returning accounts against each term's own past, one closed interval after another."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from uproar.stats.bursts.evidence import given_used, penalised, surprise
from uproar.stats.bursts.past import Interval, Past, Track

# Two of three parts of the evidence are the accounts themselves, one part is how many of them came back: half of what the second count holds is the first again.
_ACCOUNTS_WEIGHT, _VOICES_WEIGHT = 2 / 3, 1 / 3
_PRIOR_EVENTS = 0.5  # Jeffreys' prior for a Poisson rate
_STREAM_PRIOR = 30.0  # account-intervals; the ratio of two counts of 30 is off by a quarter, below that it tells little about the stream
_STEPS = 64  # steps kept before a mean is moved forward: one account's uses alone need no judging
_DAY = 86_400_000_000
_NOTHING_USUAL = [(0, 0)] * 8  # for as many windows as anyone will ask for


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


class Detector:
    """Judges every term of a stream at the close of each interval, from what was known by then.

    A term's accounts of the last day (and of shorter windows) stand against their own mean over the past, scaled by how busy the rest of the stream is, so that
    neither an outage nor a change of sampling is a burst. The mean of a term that is used at all cannot be below one account (zero-truncated Poisson). A day's
    window holds every hour of the day once, so a daily rhythm cancels; what it held at the same hour in two of the last four weeks is expected too, with the
    error of a count.

    The evidence is two parts accounts and one part voices (accounts, and again those that came back): a weighted geometric mean of two p-values, which times e
    is a p-value whatever their dependence (Vovk and Wang). A shorter window pays log(longest / window), since it is one of so many. A term alarms where the chance
    times the number of judgements of the last day is at most the false alarms allowed a day (Bonferroni over terms and intervals).

    Memory: 5 to 7 kB a live term, its accounts of the last two windows included (measured on a real stream); a term that has been silent for four half-lives is
    forgotten (its mean has fallen to a sixteenth).

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

    References:
        V. Vovk, R. Wang (2020), Combining p-values via averaging, Biometrika 107(4), 791-808 (section 2, geometric mean).
        G. Walther (2010), Optimal and fast detection of spatial clusters with scan statistics, Annals of Statistics 38(2) (penalty by scale).
        A. Noufaily et al. (2013), An improved algorithm for outbreak detection, Statistics in Medicine 32(7) (down-weighted past, over-dispersion).
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
        self._day = intervals_a_day
        self._windows = tuple(windows) if windows else (intervals_a_day, max(1, intervals_a_day // 24))
        self._decay = math.log(2) / (half_life or 14 * intervals_a_day)
        self._dispersion = dispersion
        self._budget = false_alarms_per_day
        self._least = least_accounts
        self._history = 2 * self._windows[0] if history is None else history
        self._gap = max(gap, self._windows[0]) if gap is not None else None
        self._hour = max(1, intervals_a_day // 24)
        self._tracks: dict[Hashable, tuple[Track, ...]] = {}
        # Terms with too few uses ever to be judged: 60 % of all hashtags, not worth tracks yet.
        self._rare: dict[Hashable, list[Interval]] = {}
        # Of the terms that were judged: hours, and the accounts and voices that each window held then.
        self._weekly: dict[Hashable, tuple[list[int], list[list[tuple[int, int]]]]] = {}
        self._stream = tuple(Past() for _ in self._windows)
        self._active: tuple[deque[tuple[int, int]], ...] = tuple(deque() for _ in self._windows)
        self._active_sums = [0] * len(self._windows)
        self._judgements: deque[tuple[int, int]] = deque()
        self._judged_today = 0
        self._first = start
        self._last = start - 1 if start is not None else 0
        self._skipped = 0
        self._swept_at = 0

    def close(self, interval: int, uses: Mapping[Hashable, Iterable[tuple[Hashable, int]]], active: int, others: int = 0) -> list[Judged]:
        """Judge one interval; intervals come in order, and those without a single post may be left out.

        Args:
            interval: Its index, above that of the call before.
            uses: For each term used in it: accounts, each once, with how often they used it.
            active: Accounts that posted anything in it.
            others: Terms of the stream that are judged in it but not given here, where a caller follows some of them only.

        Returns:
            One row a term that was used in it and has `least_accounts` in the longest window.

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
            self._skipped += silent - self._windows[0]
        self._last = interval
        now = interval - self._skipped
        self._count_active(now, active)
        terms = [(term, list(accounts)) for term, accounts in uses.items()]
        ready = [(term, tracks) for term, accounts in terms if (tracks := self._count(term, accounts, now))]
        self._judgements.append((now, len(ready) + others))
        self._judged_today += len(ready) + others
        while self._judgements[0][0] <= now - self._day:
            self._judged_today -= self._judgements.popleft()[1]
        least = 1 + math.log(max(1, self._judged_today) / self._budget)
        judged = [self._judge(term, tracks, interval, now, least) for term, tracks in ready]
        if now - self._swept_at > 7 * self._day:
            self._sweep(now)
        return judged

    def usual(self, term: Hashable) -> tuple[float, float, float]:
        """What a term's past leads to expect in the shortest window, for charts and for where a burst begins and ends.

        Returns:
            Accounts in that window at the stream's usual activity; the number of accounts that this mean was learnt from; how busy the rest of the stream is
            in the window that ends with the interval closed last, against its own past.
        """
        now, index = self._last - self._skipped, len(self._windows) - 1
        window = self._windows[index]
        covered = self._covered(now - window - (self._first or 0), window)
        tracks = self._tracks.get(term)
        if tracks is None:
            rare = [count for count in self._rare.get(term, ()) if count[0] <= now - window]
            events = sum(math.exp(self._decay * (count[0] + window - now)) * len(count[1]) for count in rare) + _PRIOR_EVENTS
            return events * window / covered, events, self._busy(index, 0, 0.0, covered)
        track = tracks[index]
        track.move((now, []), window)
        track.settle(now - window, self._decay)
        events = track.accounts / window + _PRIOR_EVENTS
        return events * window / covered, events, self._busy(index, track.present, track.presence, covered)

    def _covered(self, span: int, window: int) -> float:
        """Time that a past of `span` intervals covers, weighted as the past is, and at least one window: less cannot teach a rate."""
        return max((1 - math.exp(-self._decay * span)) / self._decay if span > 0 else 0.0, float(window))

    @property
    def live_terms(self) -> int:
        """Terms that are remembered."""
        return len(self._tracks) + len(self._rare)

    def _count(self, term: Hashable, accounts: list[tuple[Hashable, int]], now: int) -> tuple[Track, ...] | None:
        """Add an interval's uses; the term's tracks where it now has accounts enough to be judged."""
        used = [(now, accounts)]
        tracks = self._tracks.get(term)
        if tracks is None:
            used = [*self._rare.pop(term, ()), *used]
            if sum(len(interval) for _, interval in used) < self._least:
                self._rare[term] = used
                return None
            tracks = self._tracks[term] = tuple(Track() for _ in self._windows)
        for window, track in zip(self._windows, tracks, strict=True):
            for interval in used:
                track.move(interval, window)
            if len(track.steps) > _STEPS:
                track.settle(now - window, self._decay)
        return tracks if len(tracks[0].posts_by_account) >= self._least else None

    def _count_active(self, now: int, active: int) -> None:
        for index, window in enumerate(self._windows):
            counts, mean = self._active[index], self._stream[index]
            while counts and counts[0][0] + window <= now:
                moment, count = counts.popleft()
                self._active_sums[index] -= count
                mean.steps.append((moment + window, 0, 0, self._active_sums[index]))
            counts.append((now, active))
            self._active_sums[index] += active
            mean.steps.append((now, 0, 0, self._active_sums[index]))
            mean.settle(now - window, self._decay)

    def _judge(self, term: Hashable, tracks: tuple[Track, ...], interval: int, now: int, least: float) -> Judged:
        best: Judged | None = None
        first = self._first or 0
        usual = self._usual_at(term, interval, [track.counts() for track in tracks])
        for index, (window, track) in enumerate(zip(self._windows, tracks, strict=True)):
            accounts, voices = track.counts()
            if accounts < self._least:
                continue
            track.settle(now - window, self._decay)
            covered = self._covered(now - window - first, window)
            busy = self._busy(index, track.present, track.presence, covered)
            scale = window / covered * busy
            expected, error = self._expected(track.accounts, window, scale)
            mean, spread = self._expected(track.voices, window, scale)
            expected, error = self._at_least(usual[index][0], busy, expected, error)
            mean, spread = self._at_least(usual[index][1], busy, mean, spread)
            evidence = _ACCOUNTS_WEIGHT * surprise(accounts, expected, self._dispersion + (error / expected) ** 2)
            # Voices come one or two an account: halved, their variance is at most that of a count, and the bound holds for them too.
            evidence += _VOICES_WEIGHT * surprise(voices / 2, mean / 2, self._dispersion + (spread / mean) ** 2)
            evidence = penalised(evidence, window, self._windows[0])
            if best is None or evidence > best.evidence:
                alarmed = evidence >= least and now - first >= self._history
                best = Judged(term, interval, window, accounts, track.posts, expected, error, evidence, least, alarmed)
        assert best is not None  # noqa: S101  # the longest window has accounts enough, or the term were not here
        return best

    def _usual_at(self, term: Hashable, interval: int, counts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """What each window held at this hour of the week in at least two of the last four weeks, and keep what it holds now."""
        hour, week = interval // self._hour, 7 * self._day // self._hour
        hours, kept = self._weekly.setdefault(term, ([], []))
        usual = _NOTHING_USUAL
        if hours and hours[0] <= hour - 2 * (week // 7):  # otherwise no two days or weeks before can have been seen, as of most terms
            usual = []
            for index in range(len(self._windows)):
                accounts, voices = self._seen_twice(hours, kept, index, hour, week)
                if index:  # a day's window holds every hour of the day; a shorter one has usual hours of the day besides
                    daily = self._seen_twice(hours, kept, index, hour, week // 7)
                    accounts, voices = max(accounts, daily[0]), max(voices, daily[1])
                usual.append((accounts, voices))
        if hours and hours[-1] == hour:
            kept[-1] = [(max(a, b), max(v, w)) for (a, v), (b, w) in zip(kept[-1], counts, strict=True)]
        else:
            hours.append(hour)
            kept.append(counts)
        return usual

    def _seen_twice(self, hours: list[int], kept: list[list[tuple[int, int]]], index: int, hour: int, step: int) -> tuple[int, int]:
        """What a window held at least twice, one, two, three and four steps ago."""
        # A window is judged only when the term is used: until it is over it held what it held then, or less.
        span = 1 + self._windows[index] // self._hour
        held = []
        for then in range(hour - step, hour - 5 * step, -step):
            place = bisect_right(hours, then) - 1
            held.append(kept[place][index] if place >= 0 and hours[place] > then - span else (0, 0))
        return sorted(accounts for accounts, _ in held)[-2], sorted(voices for _, voices in held)[-2]

    def _at_least(self, seen: int, busy: float, expected: float, error: float) -> tuple[float, float]:
        """The expectation, or what one window usually held where that is clearly more (a rhythm): itself a draw, it varied by chance and by dispersion."""
        usual = seen * max(1.0, busy)  # a fuller sample of the stream holds more of the rhythm, too
        if usual <= expected + 2 * math.sqrt(expected):
            return expected, error
        return usual, max(error, math.sqrt(usual * max(1.0, busy) + self._dispersion * usual**2))

    @staticmethod
    def _expected(total: float, window: int, scale: float) -> tuple[float, float]:
        events = total / window + _PRIOR_EVENTS
        return given_used(events * scale, math.sqrt(events) * scale)

    def _busy(self, index: int, own_now: int, own_sum: float, covered: float) -> float:
        """How busy the rest of the stream is in the window, against its own past."""
        others = self._active_sums[index] - own_now
        usual = max(0.0, self._stream[index].presence - own_sum) / covered
        return (others + _STREAM_PRIOR) / (usual + _STREAM_PRIOR)

    def _sweep(self, now: int) -> None:
        silent = now - 4 * math.log(2) / self._decay
        self._tracks = {term: tracks for term, tracks in self._tracks.items() if tracks[0].steps[-1][0] >= silent}
        self._rare = {term: used for term, used in self._rare.items() if used[-1][0] >= silent}
        month = (self._last - 29 * self._day) // self._hour
        self._weekly = {
            term: (hours[old:], kept[old:])
            for term, (hours, kept) in self._weekly.items()
            if (old := bisect_right(hours, month)) < len(hours)
        }
        self._swept_at = now


def scores(uses_by_term: Mapping[str, Sequence[tuple[int, int]]], interval: int, origin: int) -> list[tuple[str, int, float]]:
    """Score every interval of every term of a stream, for comparison with the baselines beside this file.

    Args:
        uses_by_term: Microseconds and account of each use, by term, in order of time.
        interval: Length of an interval in microseconds; a whole number of them makes a day.
        origin: Where interval 0 begins, in microseconds.

    Returns:
        Term, interval and evidence of every interval in which the term was used.
    """
    by_interval: dict[int, dict[str, dict[int, int]]] = {}
    for term, uses in uses_by_term.items():
        for moment, account in uses:
            counts = by_interval.setdefault((moment - origin) // interval, {}).setdefault(term, {})
            counts[account] = counts.get(account, 0) + 1
    detector = Detector(_DAY // interval, start=0)
    scored = []
    for index in sorted(by_interval):
        terms = by_interval[index]
        active = len({account for counts in terms.values() for account in counts})
        scored += [
            (str(row.term), row.interval, row.evidence)
            for row in detector.close(index, {term: counts.items() for term, counts in terms.items()}, active)
        ]
    return scored
