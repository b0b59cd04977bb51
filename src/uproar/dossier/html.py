"""The dossier as one self-contained HTML page: no network, no script, every text escaped by the template engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from uproar.charts.drawing import Drawing
from uproar.charts.palette import dark_css
from uproar.charts.render import to_svg
from uproar.claims.claim import Verdict
from uproar.dossier.dossier import Dossier
from uproar.dossier.format import Format
from uproar.dossier.shorten import shorten

# A word and a symbol each, so that no verdict is told by colour alone.
VERDICTS: Final[dict[Verdict, tuple[str, str]]] = {
    Verdict.SUPPORTED: ("supported", "✓"),
    Verdict.CONTRADICTED: ("contradicted", "✗"),
    Verdict.INCONSISTENT: ("contradicts itself", "≠"),
    Verdict.NOT_MEASURABLE: ("cannot tell", "?"),
}
_FOLDER: Final = Path(__file__).parent / "templates"


def render(dossier: Dossier) -> str:
    """The page; of long lists the first of each."""
    printed = shorten(dossier)
    dossier = printed.dossier
    style = (_FOLDER / "dossier.css").read_text(encoding="utf-8").replace("/* chart colours in the dark */", dark_css(".picture"))
    return (
        _templates()
        .get_template("dossier.html")
        .render(
            d=dossier,
            timeline_cut=printed.timeline,
            articles_cut=printed.articles,
            verdicts=VERDICTS,
            picture=_picture,
            style=Markup(style),  # noqa: S704 - our own style sheet
            anchors=_anchors(dossier),
            # Kept by the template as it goes: what is printed in full once is a link afterwards.
            printed=[],
            proven=[],
        )
    )


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _anchors(dossier: Dossier) -> frozenset[str]:
    """Ids of the numbers that are printed somewhere, which a reference may lead to."""
    said = [words for speaker in dossier.speakers for words in speaker.words] + list(dossier.unattributed)
    groups = (
        [section.numbers for section in dossier.sections]
        + [words.numbers for words in said]
        + [claim.numbers for article in dossier.articles for claim in article.claims]
    )
    return frozenset(number for group in groups for number in group)


def _picture(drawing: Drawing, picture_id: str, width: str) -> Markup:
    """One width of a chart; `to_svg` escapes its words, and Vega's writer escapes what is inside."""
    chart = drawing.wide if width == "wide" else drawing.narrow
    return Markup(to_svg(chart, picture_id=f"{picture_id}-{width}", title=drawing.title, description=drawing.description))  # noqa: S704 - see above


FORMAT = Format(".html", "HTML page", render)
