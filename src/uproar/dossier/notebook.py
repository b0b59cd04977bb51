"""The dossier in a notebook: the page itself, in a frame, so that its style and the notebook's do not meet."""

from __future__ import annotations

from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from uproar.dossier.dossier import Dossier

_HEIGHT: Final = 720  # px; a frame does not grow with its content, and the page scrolls in it


def html(dossier: Dossier) -> str:
    """One frame that holds the whole page; nothing in it can run or reach the notebook."""
    # Without a base of its own a link to a part of the page would load the notebook into the frame.
    page = _render("html", dossier).replace("<head>", '<head><base href="about:srcdoc">', 1)
    return (
        f'<iframe sandbox title="{escape(dossier.headline)}" srcdoc="{escape(page)}" '
        f'style="width:100%;height:{_HEIGHT}px;border:1px solid #8884;background:#fff"></iframe>'
    )


def markdown(dossier: Dossier) -> str:
    """The account as Markdown."""
    return _render("markdown", dossier)


def _render(name: str, dossier: Dossier) -> str:
    # Taken when asked for: the formats know the dossier, which names this module.
    text: str = import_module(f"uproar.dossier.{name}").render(dossier)
    return text.encode("utf-8", "backslashreplace").decode()
