"""reviews.effect: a side's mean grade, and its reviews per hour, before and after each event."""

from __future__ import annotations

from uproar.charts.effect import chart

CHART = chart("reviews.effect")
