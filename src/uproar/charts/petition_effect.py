"""petition.effect: signatures per hour before and after each event."""

from __future__ import annotations

from uproar.charts.effect import chart

CHART = chart("petition.effect")
