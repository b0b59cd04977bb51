"""Which terms took off: accounts and returning accounts against each term's own past, one closed interval after another."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from uproar.stats.bursts.stream import Moment, Stream
from uproar.stats.bursts.term import Judged, Term

_DAY = 86_400_000_000


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
    forgotten (its mean has fallen to a sixteenth). Where the whole stream lies there already, `uproar.stats.bursts.batch` needs the memory of one term.

    Args:
        stream: The stream's activity and the settings, before its first interval.

    References:
        V. Vovk, R. Wang (2020), Combining p-values via averaging, Biometrika 107(4), 791-808 (section 2, geometric mean).
        G. Walther (2010), Optimal and fast detection of spatial clusters with scan statistics, Annals of Statistics 38(2) (penalty by scale).
        A. Noufaily et al. (2013), An improved algorithm for outbreak detection, Statistics in Medicine 32(7) (down-weighted past, over-dispersion).
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._terms: dict[Hashable, Term] = {}
        self._moment: Moment | None = None

    def close(self, interval: int, uses: Mapping[Hashable, Iterable[tuple[Hashable, int]]], active: int) -> list[Judged]:
        """Judge one interval; intervals come in order, and those without a single post may be left out.

        Args:
            interval: Its index, above that of the call before.
            uses: For each term used in it: accounts, each once, with how often they used it.
            active: Accounts that posted anything in it.

        Returns:
            One row a term that was used in it and has `least_accounts` in the longest window.

        Raises:
            ValueError: `interval` is not later than the one before.
        """
        before = self._moment
        self._moment = moment = self._stream.close(interval, active)
        if before and before.forgotten < moment.forgotten:
            self._forget(moment)
        ready = []
        for name, accounts in uses.items():
            term = self._terms.get(name)
            if term is None:
                term = self._terms[name] = Term(self._stream)
            if term.use(accounts, moment):
                ready.append((name, term))
        needed = self._stream.needed(moment, len(ready))
        return [term.judge(name, moment, needed) for name, term in ready]

    @property
    def live_terms(self) -> int:
        """Terms that are remembered."""
        return len(self._terms)

    def _forget(self, moment: Moment) -> None:
        self._terms = {name: term for name, term in self._terms.items() if not term.is_forgotten(moment)}
        for term in self._terms.values():
            term.forget_hours(moment.interval)


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
    detector = Detector(Stream(_DAY // interval, start=0))
    scored = []
    for index in sorted(by_interval):
        terms = by_interval[index]
        active = len({account for counts in terms.values() for account in counts})
        scored += [
            (str(row.term), row.interval, row.evidence)
            for row in detector.close(index, {term: counts.items() for term, counts in terms.items()}, active)
        ]
    return scored
