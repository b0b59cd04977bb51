"""Forecasts to the figures that are worth printing."""

from __future__ import annotations

import math
from typing import Final

_FIGURES: Final = 3
_OF_WIDTH: Final = 100  # parts of the interval kept apart: of a counter of six million that gains a hundred, three figures say nothing


def rounded(value: float, low: float, high: float) -> int:
    """A forecast count to three significant figures, or to a hundredth of its interval where that is finer.

    Args:
        value: The count, or one of its bounds.
        low: Of the interval.
        high: Of the interval.

    Example:
        >>> rounded(1_359_993, 677_149, 4_533_048), rounded(677_149, 677_149, 4_533_048)
        (1360000, 677000)
        >>> rounded(6_080_327, 6_079_354, 6_088_295), rounded(69, 66, 73)
        (6080330, 69)
    """
    figures = math.floor(math.log10(max(abs(value), 1.0))) + 1 - _FIGURES
    width = math.floor(math.log10(max(high - low, 1.0) / _OF_WIDTH))
    step = int(10.0 ** max(min(figures, width), 0))
    return math.floor(value / step + 0.5) * step
