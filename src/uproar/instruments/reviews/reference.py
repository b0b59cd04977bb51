"""What a cohort of titles gives in its first days: the store's own other works, or counts that are shipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from uproar.instruments.reviews.days import Days
from uproar.stats.cohort import Belief, ignorance, new_member

Launch: TypeAlias = tuple[int, int, int]

LAUNCH_DAYS: Final = 3
# Reviews at the lowest grade, reviews at the highest grade, and all reviews of the first three days, one entry a title, by `scale_family`. Counted from public user
# reviews, 2010 to 2020, of eight titles without known campaign: seven games graded 0 to 10 and one film in stars, given as 0 to 5 (it has no 0). Every review
# collected of those days is counted. `python benchmarks/reviews.py --parts reference` counts them again.
LAUNCHES: Final[dict[str, tuple[Launch, ...]]] = {
    "points": ((21, 231, 397), (88, 396, 719), (14, 626, 698), (0, 35, 62), (3, 114, 157), (21, 60, 158), (1, 4, 8)),
    "stars": ((0, 324, 552),),
}
# How much the share of an extreme grade varies from day to day within one title, as the correlation of two reviews of one day. Most likely over all days of those titles:
# 0.050 for the lowest grade, 0.025 for the highest; the larger is taken for both ends.
DAY_SPREAD: Final = 0.05
LEAST_COHORT: Final = (
    5  # works in the store that make a cohort of their own: fewer tell less of the spread between titles than the eight shipped
)


def scale_family(length: float) -> str:
    """Which reference a scale has: "thumbs" (one step; none is shipped), "stars" (up to 6 long) or "points".

    Args:
        length: Best less worst grade.

    Example:
        >>> [scale_family(length) for length in (1, 4.5, 5, 10, 100)]
        ['thumbs', 'stars', 'stars', 'points', 'points']
    """
    return "thumbs" if length <= 1 else "stars" if length <= 6 else "points"


@cache  # the same few launches are asked about for every title of a store
def _belief(cohort: tuple[tuple[int, int], ...], elsewhere: tuple[tuple[tuple[int, int], ...], ...]) -> Belief:
    return new_member(cohort, elsewhere)


@dataclass(frozen=True, slots=True)
class Cohort:
    """Launches to compare a title with.

    Attributes:
        name: What they are.
        launches: By scale family.
    """

    name: str
    launches: Mapping[str, Sequence[Launch]]

    def belief(self, family: str, end: str) -> Belief:
        """What share of the grade at one end a title on such a scale may have at launch, among its reviews without the other end."""
        pairs = {
            name: tuple((low, n - high) if end == "low" else (high, n - low) for low, high, n in launches)
            for name, launches in self.launches.items()
        }
        return _belief(pairs[family], tuple(theirs for name, theirs in pairs.items() if name != family)) if family in pairs else ignorance()

    def chance(self, days: Days, end: str) -> float:
        """Chance that an ordinary title's launch has as large a share at that end."""
        hits, draws = (float(values[:LAUNCH_DAYS].sum()) for values in days.extremes(end))
        return self.belief(scale_family(days.length), end).tail(hits, draws)


def cohort_of(days: Days, others: Sequence[Days], side: str, false_flags: float) -> Cohort | None:
    """The store's other works where there are enough of them, else the shipped titles, which tell of audiences only; None where neither knows such a scale.

    Args:
        days: The title.
        others: The store's other works.
        side: "critic" or "audience".
        false_flags: A work whose own launch is less likely than this under the shipped titles is no measure for others.
    """
    family = scale_family(days.length)
    shipped = Cohort("8 titles shipped as a reference", LAUNCHES if side == "audience" else {})
    own: dict[str, list[Launch]] = {}
    for other in others:
        known = scale_family(other.length) in shipped.launches
        if not known or shipped.chance(other, "low") > false_flags:
            low, high, n = (int(other.total(name, slice(LAUNCH_DAYS))) for name in ("lowest", "highest", "reviews"))
            own.setdefault(scale_family(other.length), []).append((low, high, n))
    size = sum(map(len, own.values()))
    if size >= LEAST_COHORT and family in own:
        return Cohort(f"{size} other works in the store", own)
    return shipped if family in shipped.launches else None
