"""Turn a chart into an SVG picture: the same bytes for the same chart, on any page, in any order."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Any, Final

import vl_convert

from uproar.charts.palette import config

_VEGA_LITE: Final = "6.4"  # the version that Altair 6 writes
_SIZE: Final = re.compile(r'<svg[^>]*?viewBox="([^"]*)"[^>]*>')
_ID: Final = re.compile(r'(\bid="|url\(#|href="#)([A-Za-z_][\w-]*)')


@lru_cache(maxsize=256)
def _draw(specification: str) -> str:
    """Vega's own drawing; 0.15 s a chart, so that a page drawn again takes it from here."""
    # No base URL is allowed: a chart cannot make the renderer fetch anything.
    return str(vl_convert.vegalite_to_svg(specification, vl_version=_VEGA_LITE, config=config(), allowed_base_urls=[]))


def to_svg(chart: Any, *, picture_id: str, title: str, description: str) -> str:
    """Draw an Altair chart as one `<svg>` element that scales to the width of its box.

    Args:
        chart: An Altair chart.
        picture_id: Letters, digits, `-` and `_`; unique on the page: every id inside begins with it.
        title: What the picture shows.
        description: The same in words.

    Returns:
        The element, with `role="img"`, `<title>`, `<desc>`, a viewBox and no size of its own.
    """
    drawn = _draw(chart.to_json(validate=False))  # the tests validate each; here it would take as long as all measurements
    # Vega numbers its clip paths through the life of the process: renumbered, the same chart gives the same bytes.
    names: dict[str, str] = {}
    drawn = _ID.sub(lambda match: match[1] + names.setdefault(match[2], f"{picture_id}-{len(names)}"), drawn)
    head = _SIZE.search(drawn)
    box = head[1] if head else "0 0 1 1"
    body = drawn[head.end() :] if head else "</svg>"
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" aria-labelledby="{picture_id}-title" aria-describedby="{picture_id}-desc" '
        f'class="picture" style="width:100%;height:auto">'
    )
    return f'{root}<title id="{picture_id}-title">{escape(title)}</title><desc id="{picture_id}-desc">{escape(description)}</desc>{body}'
