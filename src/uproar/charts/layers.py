"""Put rows and layers into an Altair chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt


def values(rows: Sequence[dict[str, Any]]) -> Any:
    """Rows as inline data of a chart."""
    return alt.InlineData(values=list(rows))


def finish(layers: Sequence[Any], width: int, height: int) -> Any:
    """Layers as one chart whose outer width is `width`."""
    return alt.layer(*layers).properties(width=width, height=height, autosize=alt.AutoSizeParams(type="fit", contains="padding"))
