"""One work's reviews by day of the case's zone, with how many lie at either end of the scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from uproar.findings import Ask, Row, from_micros
from uproar.stats.beta import Floats

# When the last review was written, in SQL: one that carries only a day may be of any of its hours, and was known at the day's end, at most 25 hours on.
LAST_AT_SQL: Final = "max(CASE WHEN grain = 'day' THEN least(observed_at, event_at + 90000000000) ELSE event_at END)"

COUNTED: Final = (
    "reviews",
    "total",
    "lowest",
    "highest",
    "under",
    "over",
    "verified",
    "verified_known",
    "single",
    "single_known",
    "day_only",
)


@dataclass(frozen=True, slots=True)
class Days:
    """Counts of each day, from the first day with a review to the last; days without any hold zeros.

    Attributes:
        first: The first day.
        sums: Counts by name (see `COUNTED`), one value a day.
        length: Best less worst grade of most reviews.
        spans: First and last review of each day that has one, in microseconds.
    """

    first: date
    sums: dict[str, Floats]
    length: float
    spans: dict[int, tuple[int, int]]

    def total(self, name: str, part: slice = slice(None)) -> float:
        """A count over some or all days."""
        return float(self.sums[name][part].sum())

    def extremes(self, end: str) -> tuple[Floats, Floats]:
        """Reviews at one end of the scale ("low" or "high"), and all reviews but those at the other end.

        So a campaign at one end cannot hide one at the other: tens do not thin out zeros, and zeros do not thin out tens.
        """
        one, other = ("lowest", "highest") if end == "low" else ("highest", "lowest")
        return self.sums[one], self.sums["reviews"] - self.sums[other]


def by_day(rows: Sequence[Row], ask: Ask) -> tuple[Days | None, Days | None]:
    """The reviews of one work since the release (all, where the case does not say when it was), and those before it.

    Args:
        rows: One a quarter hour with reviews, see `bombing.judge`.
        ask: The ask, for its zone and its release.
    """
    zone = ZoneInfo(ask.zone)
    dated = [(row, from_micros(row["moment"]).astimezone(zone).date()) for row in rows]
    if ask.released_at is None:
        return _gathered(dated), None
    release = ask.released_at.astimezone(zone).date()
    return _gathered([one for one in dated if one[1] >= release]), _gathered([one for one in dated if one[1] < release])


def _gathered(dated: Sequence[tuple[Row, date]]) -> Days | None:
    if not dated:
        return None
    first = min(day for _, day in dated)
    span = (max(day for _, day in dated) - first) // timedelta(days=1) + 1
    places = np.array([(day - first).days for _, day in dated])
    sums = {name: np.bincount(places, [float(row[name]) for row, _ in dated], span).astype(float) for name in COUNTED}
    spans: dict[int, tuple[int, int]] = {}
    lengths: dict[float, int] = {}
    for (row, _), place in zip(dated, places.tolist(), strict=True):
        known = spans.get(place, (row["first_at"], row["last_at"]))
        spans[place] = min(known[0], row["first_at"]), max(known[1], row["last_at"])
        lengths[row["length"]] = lengths.get(row["length"], 0) + row["reviews"]
    return Days(first, sums, max(lengths, key=lambda length: (lengths[length], length)), spans)
