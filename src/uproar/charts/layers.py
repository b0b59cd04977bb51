"""Put rows and layers into an Altair chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt

# On the right half a label more: a page draws it in its own font, which may be a third wider than the one the picture was measured with.
_PADDING: Final = {"left": 5, "top": 5, "right": 14, "bottom": 5}


def values(rows: Sequence[dict[str, Any]]) -> Any:
    """Rows as inline data of a chart."""
    return alt.InlineData(values=list(rows))


def finish(layers: Sequence[Any], width: int, height: int) -> Any:
    """Layers as one chart whose outer width is `width`."""
    return alt.layer(*layers).properties(
        width=width, height=height, padding=_PADDING, autosize=alt.AutoSizeParams(type="fit", contains="padding")
    )
