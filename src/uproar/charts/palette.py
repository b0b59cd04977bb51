"""Colours and type of every chart: Okabe and Ito's colour-blind-safe set, and what each becomes in the dark.

The pictures carry real colours, so that they stand alone; a page overrides them by attribute in dark mode (see `dark_css`).
"""

from __future__ import annotations

from typing import Any, Final

INK: Final = "#33383f"
AXIS: Final = "#8b929b"
GRID: Final = "#e3e6ea"
BLUE: Final = "#0072b2"
VERMILION: Final = "#d55e00"
SHADE: Final = "#e69f00"  # bursts and bands, always with the opacity below
SHADE_OPACITY: Final = 0.2
QUIET: Final = "#5f6b7a"

# Every colour above on the dark page (#14171b); graphics keep at least 3:1, text 4.5:1.
DARK: Final[dict[str, str]] = {
    INK: "#d5dae0",
    AXIS: "#7d8590",
    GRID: "#2b3037",
    BLUE: "#56b4e9",
    VERMILION: "#f58b4c",
    SHADE: "#f0b93a",
    QUIET: "#9aa5b1",
}

FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"  # vl-convert ships the first: the same widths on every machine
FONT_SIZE: Final = 12


def config() -> dict[str, Any]:
    """Vega-Lite's configuration for every chart."""
    axis = {
        "labelFontSize": FONT_SIZE,
        "titleFontSize": FONT_SIZE,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
        "domainColor": AXIS,
        "tickColor": AXIS,
        "gridColor": GRID,
        "titlePadding": 8,
    }
    return {
        "background": "transparent",
        "font": FONT,
        "aria": False,  # one text alternative for the picture, instead of one label for each of its marks
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False},
        "axisY": {"domain": False, "ticks": False},
        "legend": {
            "labelFontSize": FONT_SIZE,
            "titleFontSize": FONT_SIZE,
            "labelColor": INK,
            "titleColor": INK,
            "orient": "top",
            "title": None,
            "symbolSize": 70,
        },
        "text": {"fontSize": FONT_SIZE, "color": INK},
    }


def dark_css(scope: str) -> str:
    """Style rules that turn the light colours below `scope` into the dark ones."""
    return "\n".join(f'{scope} [{what}="{light}"]{{{what}:{dark}}}' for light, dark in DARK.items() for what in ("fill", "stroke"))
