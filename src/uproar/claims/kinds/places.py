"""Where a page stands that a sentence says was changed: a shop by its name, another site, another edition, another work's page."""

from __future__ import annotations

import re
from typing import Final

from uproar.claims.context import Context, Span
from uproar.claims.kinds.sides import shop_named
from uproar.claims.subjects import same_name

# A shop or site by its name, on whose page the change is said to be.
_PLACE: Final = re.compile(
    r"\b(?:the|its|their|[\w-]+[’']s)\s(?P<shop>(?-i:[A-Z])[\w’'-]*(?:\s(?-i:[A-Z])[\w’'-]*)*)\s(?:shop|store|storefront|site|website"
    r"|marketplace)\b|\b(?:pages?|listing|entry)\s(?:on|at)\s(?:the\s)?(?!Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul"
    r"|Aug|Sep|Oct|Nov|Dec|noon|midnight|\d)(?P<on>(?-i:[A-Z])[\w’'-]*(?:\s(?-i:[A-Z])[\w’'-]*)*)"
    r"|\b(?:the|its|their|[\w-]+[’']s)\s(?P<page>(?-i:[A-Z])[\w-]*(?:\s(?-i:[A-Z])[\w-]*)*)\s(?:page|listing|entry)\b",
    re.IGNORECASE,
)
_SURFACE: Final = (
    r"website|web site|homepage|home page|front page|site|blog|profile|forums?|message board|channel|account|feed|box|packaging"
    r"|trailer|press kit|newsletter|office|lobby"
    r"|(?:support|help|FAQ|trends?|about|team|careers?|status|account|error|press|news|contact|legal|fan|players?) pages?|section"
    r"|sale|loading screen|menu|login screen|launcher|soundtrack|discord|server|wiki|merchandise|demo|sequel|app icon|title screen"
    r"|splash screen|billboards?|shop window"
)
_ANOTHER_PLACE: Final = re.compile(
    r"(?<!according )\b(?:on|of|from|to|in|at|above|over|behind|for)\s(?:the|its|their|his|her|[\w-]+[’']s?)\s(?:[\w’'-]+\s){0,2}?"
    rf"(?P<where>{_SURFACE})\b(?!\s(?:(?-i:[A-Z])|said|reported|wrote))",
    re.IGNORECASE,
)
# "The studio's own home page was given a new banner": what the change is told of.
_OWN_SURFACE: Final = re.compile(
    rf"(?:^|[,;:]\s)\W*(?:\w+\s){{0,4}}?(?:the|its|their|his|her|[\w-]+[’']s?)\s(?:\w+\s){{0,2}}?(?P<where>{_SURFACE})\s$", re.IGNORECASE
)
# Pages of one name for several places: "the German version of the store page", "its Jetty page".
_VERSION: Final = re.compile(
    r"\b(?P<which>[\w-]+)[- ](?:language )?(?:version|edition|mirror|copy|counterpart)\sof\s(?:the|its)\s(?:[\w-]+\s){0,2}?(?:page"
    r"|listing|entry)\b"
    r"|\b(?:the|its|their|[\w-]+[’']s)\s(?P<lang>[A-Z]\w+(?:ese|ish|[ai]an|French|Dutch|Greek)|German|French|Dutch|Greek|mobile"
    r"|console|desktop|Swiss|Thai)(?:-language)?\s(?:[\w-]+\s)?(?:page|listing|entry)\b"
)


def place_of(context: Context, span: Span, text: str, at: int) -> str | None:
    """The place that a sentence names for a change; None where it names none but the work's own page.

    Args:
        context: The text.
        span: The sentence.
        text: The words that are read: the narration, or all of it inside a quotation.
        at: Where what is told of the change begins.
    """
    if (shop := shop_named(context, span)) is not None:
        return shop
    if (named := _place(context, span)) is not None:
        return named
    there = _ANOTHER_PLACE.search(text, *span) or _OWN_SURFACE.search(text, span[0], max(span[0], at))
    if there is not None:
        return there["where"]
    version = _VERSION.search(text, *span)
    return None if version is None else f"the {version['which'] or version['lang']} version"


def _place(context: Context, span: Span) -> str | None:
    """The shop or site on whose page a sentence places a change; the work's own name before "store page" is none."""
    case = context.case
    ours = [case.title, *case.aliases] if case is not None else []
    for match in _PLACE.finditer(context.narration if not context.spoken else context.text, *span):
        name = match["shop"] or match["on"] or match["page"]
        if name.split()[0] not in _NO_SHOPS and not any(same_name(name.removesuffix("’s").removesuffix("'s"), one) for one in ours if one):
            return name
    return None


_NO_SHOPS: Final = frozenset("Thursday Monday Tuesday Wednesday Friday Saturday Sunday The Its Their This That Store Shop Steam".split())  # noqa: SIM905 -- a table of words reads better as words
_PAGE_OF: Final = re.compile(
    r"\b(?:page|listing|entry)\s(?:of|for)\s(?:the\s)?(?P<of>(?-i:[A-Z])[\w’'-]*(?:\s(?-i:[A-Z])[\w’'-]*)*)"
    r"|(?P<by>(?-i:[A-Z])[\w-]*(?:\s(?-i:[A-Z])[\w-]*)*)[’']s?\s"
    r"(?:own\s)?(?:store|shop|product|title|steam)\s(?:page|listing|entry)\b",
    re.IGNORECASE,
)


def another_page(context: Context, span: Span) -> str | None:
    """The work whose page a sentence speaks of, where that is named and is neither the case's nor a party nor a page of it."""
    case = context.case
    if case is None or not case.title:
        return None
    ours = [
        case.title,
        *case.aliases,
        *(name for party in case.parties for name in (party.name, *party.aliases)),
        *(page.id for page in case.pages),
    ]
    for match in _PAGE_OF.finditer(context.text, *span):
        name = (match["of"] or match["by"]).removesuffix("’s").removesuffix("'s")
        if not any(same_name(name, one) for one in ours if one):
            return name
    return None
