"""A petition's counter as its readings tell it: what it can have stood at, and gained, at any moment."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from typing import TypeAlias

from uproar.findings import Finding

Between: TypeAlias = tuple[datetime, datetime]  # a moment that is known to lie between two
Bounds: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Counter:
    """Readings in order of time; between two of them the counter lay between both.

    Attributes:
        times: When it was read.
        counts: What it showed.

    Example:
        >>> from datetime import UTC
        >>> nine = datetime(2026, 5, 1, 9, tzinfo=UTC)
        >>> counter = Counter((nine, nine + timedelta(hours=2)), (100.0, 300.0))
        >>> counter.at(nine + timedelta(hours=1)), counter.gained((nine, nine), (nine + timedelta(hours=2),) * 2)
        ((100.0, 300.0), (200.0, 200.0))
    """

    times: tuple[datetime, ...]
    counts: tuple[float, ...]

    @classmethod
    def of(cls, finding: Finding) -> Counter:
        """The readings that a finding of `petition.signature_count` carries."""
        rows = sorted((row["at"], float(row["signatures"])) for row in finding.series)
        return cls(tuple(at for at, _ in rows), tuple(count for _, count in rows))

    def at(self, moment: datetime) -> Bounds:
        """What it can have stood at: between the readings on both sides; at nothing to the first before it, at anything more after the last."""
        place = bisect_right(self.times, moment)
        if place and self.times[place - 1] == moment:
            return self.counts[place - 1], self.counts[place - 1]
        before = self.counts[place - 1] if place else 0.0
        after = self.counts[place] if place < len(self.counts) else inf
        return min(before, after), max(before, after)

    def covers(self, moment: datetime) -> bool:
        """Whether it was read at or before a moment: of the time before its first reading nothing is known."""
        return bool(self.times) and self.times[0] <= moment

    def during(self, between: Between) -> Bounds:
        """What it can have stood at at some moment between two."""
        inside = self.counts[bisect_left(self.times, between[0]) : bisect_right(self.times, between[1])]
        low, high = zip(self.at(between[0]), self.at(between[1]), strict=True)
        return min(*low, *inside), max(*high, *inside)

    def gained(self, start: Between, end: Between) -> Bounds:
        """What can have come in from one moment to another, each known to lie between two."""
        first, last = self.during(start), self.during(end)
        return last[0] - first[1], last[1] - first[0]

    def grown(self, start: Between, end: Between) -> Bounds:
        """How many times as high it can have stood at the end as at the start."""
        first, last = self.during(start), self.during(end)
        return (last[0] / first[1] if first[1] else inf), (last[1] / first[0] if first[0] else inf)

    def most_within(self, length: timedelta, until: datetime | None = None, since: datetime | None = None) -> Bounds:
        """The most that can have come in within any stretch of a length, begun between `since` and `until`."""
        low, high = 0.0, 0.0
        for place, start in enumerate(self.times):
            if until is not None and start > until:
                break
            if since is not None and place + 1 < len(self.times) and self.times[place + 1] <= since:
                continue
            stop = bisect_right(self.times, start + length)
            low = max(low, self.counts[stop - 1] - self.counts[place])
            # A stretch that begins right before the next reading holds all that came in after this one.
            after = self.times[place + 1] if place + 1 < len(self.times) else start
            last = bisect_left(self.times, after + length)
            high = max(high, (self.counts[last] if last < len(self.counts) else inf) - self.counts[place])
        return low, high

    def opened(self) -> Between | None:
        """When the first signature came in, where a reading of none shows that nobody had signed before."""
        signed = next((place for place, count in enumerate(self.counts) if count > 0), 0)
        return (self.times[signed - 1], self.times[signed]) if signed else None

    def since(self, low: float) -> datetime | None:
        """The first reading at or above a number."""
        return next((at for at, count in zip(self.times, self.counts, strict=True) if count >= low), None)


def hours(start: datetime, end: datetime) -> float:
    """Hours from one moment to another."""
    return (end - start).total_seconds() / 3600


def readings(findings: Sequence[Finding]) -> Counter | None:
    """The counter of the finding with the most readings, or None where none has any."""
    best = max(findings, key=lambda finding: len(finding.series), default=None)
    return Counter.of(best) if best is not None and best.series else None
