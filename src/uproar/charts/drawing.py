"""What a chart is before it becomes a picture: two widths of one specification, a title, and the same in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from uproar.findings import Finding

WIDE: Final = 720  # px, the column of the page on a desk
NARROW: Final = 344  # px, a phone of 390 less its margins


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart.

    Attributes:
        name: The chart, such as `posts.volume`.
        subject: What it is about.
        title: What it shows, as a sentence with the finding.
        description: The same in words for who cannot see it, composed from its findings.
        key: How to read its marks.
        findings: The findings it draws.
        wide, narrow: Altair charts for a desk and for a phone.
        notes: What was left out or joined, one sentence each.
    """

    name: str
    subject: str
    title: str
    description: str
    key: str
    findings: tuple[Finding, ...]
    wide: Any = field(repr=False, compare=False)
    narrow: Any = field(repr=False, compare=False)
    notes: tuple[str, ...] = ()

    @property
    def instrument(self) -> str:
        """The instrument it belongs to."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Chart:
    """One kind of chart: findings and zone in, drawings out; none where there is nothing to draw."""

    name: str
    draw: Callable[[Sequence[Finding], str], list[Drawing]]
    place: int = 0  # its place among the charts of its instrument
