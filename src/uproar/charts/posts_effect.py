"""posts.effect: accounts per hour that used a term before and after each event."""

from __future__ import annotations

from uproar.charts.effect import chart

CHART = chart("posts.effect")
