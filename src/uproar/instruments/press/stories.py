"""The articles of a case, copies told apart and put into stories as they arrive, for the measurements that ask about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from uproar.extract.similarity import Copies, Repeated, lead_terms, sketch
from uproar.findings import Ask, Row, from_micros, to_micros
from uproar.stats.clusters import SinglePass

SQL: Final = """
SELECT event_at AS moment, published_to AS to_at, coalesce(event_at, observed_at) AS arrived, outlet, title, url, text, record_id, 1 AS records
FROM article WHERE (event_at IS NULL OR (event_at >= $from_at AND event_at < $to_at)) ORDER BY arrived, record_id
"""
_HOUR: Final = 3_600_000_000


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one thing, in order of arrival.

    Attributes:
        number: Its cluster.
        rows: Its articles, copies among them.
        copy_of: For each of them the record it is a copy of, or None.
    """

    number: int
    rows: tuple[Row, ...]
    copy_of: tuple[str | None, ...]

    @property
    def title(self) -> str:
        """The first headline there is."""
        return next((row["title"] for row in self.rows if row["title"]), "(no title)")

    @property
    def moments(self) -> list[int]:
        """When its dated articles appeared, in microseconds, in order."""
        return sorted(row["moment"] for row in self.rows if row["moment"] is not None)

    @property
    def last(self) -> int:
        """The latest that its last dated article can have appeared, in microseconds."""
        ends: list[int] = [row["to_at"] or row["moment"] for row in self.rows if row["moment"] is not None]
        return max(ends)

    def touches(self, ask: Ask) -> bool:
        """Whether one of its articles lies in the period asked about; an undated one may."""
        return ask.from_at is None or any(row["moment"] is None or row["moment"] >= to_micros(ask.from_at) for row in self.rows)


def originals(rows: Sequence[Row]) -> list[str | None]:
    """For each article, in order of arrival, the record of the earlier one it is a copy of, or None."""
    copies = Copies()
    found = [copies.add(sketch(row["title"] or "", row["text"] or "")) for row in rows]
    return [None if number is None else rows[number]["record_id"] for number in found]


def into_stories(rows: Sequence[Row]) -> tuple[list[Story], SinglePass]:
    """Put articles into stories in one pass, each judged by those before it; copies go where their original is.

    Args:
        rows: One an article, in order of arrival, as `SQL` gives them.

    Returns:
        The stories in order of their first article, and the pass, whose clusters bear the stories' numbers.
    """
    copy_of = originals(rows)
    places: dict[str, int] = {}
    stories, site = SinglePass(), Repeated()
    for row, original in zip(rows, copy_of, strict=True):
        if original is None:
            places[row["record_id"]] = len(places)
            dated = row["moment"] is not None
            width = ((row["to_at"] or row["moment"]) - row["moment"]) / _HOUR if dated else 0.0
            stories.add(
                lead_terms("", site.without(f"{row['title'] or ''}\n{row['text'] or ''}")), row["moment"] / _HOUR if dated else None, width
            )
    labels = stories.labels()
    numbers = {min(cluster.members): number for number, cluster in stories.clusters.items()}
    parts: dict[int, list[tuple[Row, str | None]]] = {}
    for row, original in zip(rows, copy_of, strict=True):
        parts.setdefault(numbers[labels[places[original or row["record_id"]]]], []).append((row, original))
    return [
        Story(number, tuple(row for row, _ in part), tuple(original for _, original in part)) for number, part in parts.items()
    ], stories


def when(micros: int | None) -> datetime | None:
    """A stored time, or None where there is none."""
    return None if micros is None else from_micros(micros)
