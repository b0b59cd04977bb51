"""The main text of a page, by trafilatura."""

from __future__ import annotations

from typing import Final

import trafilatura
from lxml.html import HtmlElement

# trafilatura's own bound of what it takes for a text at all, in characters.
_NEXT_TO_NOTHING: Final = 250
# Dates are read by `published`; this only keeps trafilatura from asking the clock for its upper bound.
_NO_CLOCK: Final = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}


def tree_of(page: str) -> HtmlElement | None:
    """A page parsed, a piece of one as a page of its own; None where it is no markup."""
    tree = trafilatura.load_html(page)
    return trafilatura.load_html(f"<html><body><div>{page}</div></body></html>") if tree is None or len(tree) == 0 else tree


def main_text(tree: HtmlElement, page: str) -> str:
    """The main text of a page, set for precision: boilerplate and related links would be read as statements.

    trafilatura's comparison with a second extractor costs a third of its time and is asked only where the first pass found next to nothing.

    Args:
        tree: The page parsed; parts of it are taken out.
        page: Its markup.
    """
    main = trafilatura.extract(tree, fast=True, favor_precision=True, include_comments=False, date_extraction_params=dict(_NO_CLOCK)) or ""
    if len(main) >= _NEXT_TO_NOTHING:
        return main
    again = trafilatura.load_html(page)
    return main if again is None else trafilatura.extract(again, include_comments=False, date_extraction_params=dict(_NO_CLOCK)) or main
