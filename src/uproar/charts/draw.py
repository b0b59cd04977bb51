"""Find every chart and draw what the findings allow."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache

import uproar.charts
from uproar.charts.drawing import Chart, Drawing
from uproar.findings import Finding


@cache
def charts() -> tuple[Chart, ...]:
    """Every chart: each module of this package that has a `CHART`, by instrument and place."""
    modules = (importlib.import_module(f"uproar.charts.{info.name}") for info in pkgutil.iter_modules(uproar.charts.__path__))
    found = [module.CHART for module in modules if hasattr(module, "CHART")]
    return tuple(sorted(found, key=lambda chart: (chart.name.partition(".")[0], chart.place, chart.name)))


def drawings(findings: Sequence[Finding], zone: str) -> list[Drawing]:
    """Every chart that these findings allow, with times on the clocks of `zone`."""
    return [drawing for chart in charts() for drawing in chart.draw(findings, zone)]
