"""A stream that lies there whole, judged term by term: the rows of the detector, in the memory of one term."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from uproar.stats.bursts.stream import Moment, Stream
from uproar.stats.bursts.term import Judged, Term, most_evidence

# The intervals in which a term was used, in order, each with its accounts, once each, and how often they used it.
Uses: TypeAlias = Iterable[tuple[int, Sequence[tuple[Hashable, int]]]]


def judged(stream: Stream, intervals: Iterable[tuple[int, int, int]], terms: Iterable[tuple[Hashable, Uses]]) -> Iterator[Judged]:
    """Judge one term after another.

    A term meets the others in two counts an interval only: how many accounts were active, and how many terms are judged. Where both are known before, every term can be
    judged by itself, with the rows that `Detector` gives for all of them at once (but in the order of terms). So the time grows with the uses, whatever the number of
    terms, and the memory is that of one term and of one `Moment` an interval (about half a kB).

    Args:
        stream: The stream before its first interval, with the settings.
        intervals: Every interval in which anything was posted, in order: index, active accounts, terms judged in it (those whose `judged_in` holds it).
        terms: Each term with its uses.

    Returns:
        One row a term and interval in which it is used and has `least_accounts` in the longest window; terms in the order given, intervals in order.

    Example:
        >>> day = [(0, [(account, 1) for account in range(5)])]
        >>> [(row.term, row.accounts) for row in judged(Stream(24), [(0, 5, 1)], [("#fix", day)])]
        [('#fix', 5)]
    """
    closed = _closed(stream, intervals)
    for name, uses in terms:
        yield from _judged(stream, closed, name, uses)


def alarms(stream: Stream, intervals: Iterable[tuple[int, int, int]], terms: Iterable[tuple[Hashable, int, Uses]]) -> Iterator[Judged]:
    """The rows of `judged` that alarmed; terms too small ever to alarm are not judged, which are most of them.

    Args:
        stream: The stream before its first interval, with the settings.
        intervals: Every interval, as for `judged`.
        terms: Each term with the most accounts that the longest window ever held of it, and its uses.

    Example:
        >>> list(alarms(Stream(24), [(0, 5, 1)], [("#fix", 5, [(0, [(account, 1) for account in range(5)])])]))
        []
    """
    closed = _closed(stream, intervals)
    least = min((needed for moment, needed in closed.values() if moment.since >= stream.history), default=math.inf)
    for name, most, uses in terms:
        if most_evidence(most, stream.dispersion) >= least:
            yield from (row for row in _judged(stream, closed, name, uses) if row.alarmed)


def _closed(stream: Stream, intervals: Iterable[tuple[int, int, int]]) -> dict[int, tuple[Moment, float]]:
    """What each interval says at its close, and the evidence that an alarm needs in it."""
    closed = {}
    for interval, active, judgements in intervals:
        moment = stream.close(interval, active)
        closed[interval] = (moment, stream.needed(moment, judgements))
    return closed


def _judged(stream: Stream, closed: Mapping[int, tuple[Moment, float]], name: Hashable, uses: Uses) -> Iterator[Judged]:
    term = Term(stream)
    for interval, accounts in uses:
        moment, needed = closed[interval]
        if term.use(accounts, moment):
            yield term.judge(name, moment, needed)


def judged_in(uses: Uses, window: int, least_accounts: int) -> Iterator[int]:
    """Intervals in which a term is judged: it is used, and has accounts enough within the longest window.

    Args:
        uses: The term's uses.
        window: The longest window, in intervals.
        least_accounts: Accounts below which nothing is judged.

    Example:
        >>> list(judged_in([(0, [(1, 1)]), (20, [(1, 1), (2, 1)]), (24, [(3, 1)]), (50, [(1, 1)])], 24, 3))
        [24]
    """
    last: OrderedDict[Hashable, int] = OrderedDict()  # accounts in the order of their last use
    for interval, accounts in uses:
        for account, _ in accounts:
            last[account] = interval
            last.move_to_end(account)
        while next(iter(last.values())) <= interval - window:
            last.popitem(last=False)
        if len(last) >= least_accounts:
            yield interval
