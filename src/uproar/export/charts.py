"""Charts as files of their own: SVG and PNG, each with its title in the picture, since nothing stands around it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import altair as alt
import vl_convert

from uproar.charts.drawing import Drawing
from uproar.charts.palette import config
from uproar.charts.render import to_svg
from uproar.dossier.text import QUOTE, line
from uproar.errors import UsageError
from uproar.export.files import save

_VEGA_LITE: Final = "6.4"  # the version that Altair 6 writes
_SCALE: Final = 2  # a PNG of 1,440 pixels: sharp on a page and in print
_TITLE: Final = 100  # characters that fit the width of a chart
_KEY: Final = 120
_LINE: Final = 18  # px


def write_charts(drawings: Mapping[str, Drawing], folder: Path) -> list[Path]:
    """Write each chart as SVG and as PNG.

    Args:
        drawings: By name, as `pictures` gives them.
        folder: Where to; it is made where it is not there.

    Raises:
        UsageError: The folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError("uproar export", f"a folder {folder}", error.strerror or str(error), "Name another with --charts.") from error
    written = []
    for place, (name, drawing) in enumerate(drawings.items(), 1):
        chart = titled(drawing)
        words = {"title": line(drawing.title, QUOTE), "description": line(drawing.description, QUOTE)}
        pictures = {".svg": to_svg(chart, picture_id=f"chart-{place}", **words).encode(), ".png": _png(chart)}
        for suffix, content in pictures.items():
            written.append(folder / f"{name}{suffix}")
            save(written[-1], content)
    return written


def titled(drawing: Drawing) -> Any:
    """The wide chart with its title and key over it, and room for them."""
    title, key = textwrap.wrap(line(drawing.title, QUOTE), _TITLE), textwrap.wrap(line(drawing.key, QUOTE), _KEY)
    words = alt.TitleParams(text=title, subtitle=key, anchor="start", fontSize=14, subtitleFontSize=12, offset=12)
    return drawing.wide.properties(title=words, height=drawing.wide.height + _LINE * (len(title) + len(key)) + 12)


def _png(chart: Any) -> bytes:
    # No base URL is allowed: a chart cannot make the renderer fetch anything.
    return bytes(
        vl_convert.vegalite_to_png(
            chart.to_json(validate=False), vl_version=_VEGA_LITE, config=config(), scale=_SCALE, allowed_base_urls=[]
        )
    )
