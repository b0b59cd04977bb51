"""What a chart is before it becomes a picture: one specification for any width, a title, and the same in words."""

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
        chart: A width in, an Altair chart out. It is made when somebody looks: the words take a hundredth of its time.
        notes: What was left out or joined, one sentence each.
    """

    name: str
    subject: str
    title: str
    description: str
    key: str
    findings: tuple[Finding, ...]
    chart: Callable[[int], Any] = field(repr=False, compare=False)
    notes: tuple[str, ...] = ()

    @property
    def instrument(self) -> str:
        """The instrument it belongs to."""
        return self.name.partition(".")[0]

    @property
    def wide(self) -> Any:
        """The Altair chart for a desk."""
        return self._made(WIDE)

    @property
    def narrow(self) -> Any:
        """The Altair chart for a phone."""
        return self._made(NARROW)

    def _made(self, width: int) -> Any:
        from altair.utils.schemapi import debug_mode  # noqa: PLC0415  # Altair is heavy to load: only who draws waits for it

        # It would hold each part of the chart against its schema, half of the time; the charts' own tests do.
        with debug_mode(arg=False):
            return self.chart(width)


@dataclass(frozen=True, slots=True)
class Chart:
    """One kind of chart: findings and zone in, drawings out; none where there is nothing to draw."""

    name: str
    draw: Callable[[Sequence[Finding], str], list[Drawing]]
    place: int = 0  # its place among the charts of its instrument
