"""What a page says of itself: headline, outlet, byline and address, from its meta elements and JSON-LD; a tenth of trafilatura's own time for them."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from uproar.extract.page import json_ld

_TITLE: Final = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "parsely-title", "sailthru.title")
_SITE: Final = ("og:site_name", "application-name", "dc.publisher", "publisher", "cre", "twitter:app:name:iphone")
_AUTHOR: Final = (
    "author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
)
_TYPES: Final = re.compile(r"Article|BlogPosting|Report|Review|LiveBlog|NewsArticle")
_BY: Final = re.compile(r"^\s*(?:by|von|par|por)\s+", re.IGNORECASE)
# "Storm hits coast | The Post", "Storm hits coast - The Post": what a site adds to the headline in the window's title.
_SITE_PART: Final = re.compile(r"^(?P<headline>.{8,}?)\s+[|–—»·-]\s+(?P<site>[^|–—»·]{2,40})$")

_SEPARATOR: Final = re.compile(r"\s+[|–—»·-]\s*$")
# What is written on after a name: a bar, or a date.
_REST: Final = re.compile(
    r"\s*\|.*|\W*(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,4}\b|\b\d{4}-\d\d-\d\d|\b\d{1,2}/\d{1,2}/\d{2,4}).*",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"(?:author|byline|name|written by|posted by|by|on)?\W*(?:[(*].*)?", re.IGNORECASE
)  # of a field, without a name in it
_NO_SITE: Final = frozenset({"hosted", "home", "homepage", "home page", "index", "untitled", "website", "blog", "news", "article"})
_LONGEST_NAME: Final = 60  # characters of a byline; what is longer is a biography


class Facts(NamedTuple):
    """Headline, outlet, byline and address of a page, each "" where the page does not say."""

    title: str
    outlet: str
    author: str
    url: str


def facts_of(tree: HtmlElement, url: str) -> Facts:
    """What the page says of itself.

    Example:
        >>> from lxml.html import fromstring
        >>> facts_of(fromstring("<html><head><title>Storm hits the coast | The Post</title></head><body></body></html>"), "")
        Facts(title='Storm hits the coast', outlet='The Post', author='', url='')
    """
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name, content = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or "",
            " ".join((meta.get("content") or "").split()),
        )
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    data = _article_data(tree)
    window = " ".join((tree.findtext(".//title") or "").split())
    parts = _SITE_PART.match(window)
    headings = [" ".join(str(heading.text_content()).split()) for heading in tree.iter("h1")]
    title = (
        _first(metas, _TITLE)
        or _text(data.get("headline"))
        or (headings[0] if len(headings) == 1 else "")
        or (parts["headline"] if parts else window)
    )
    stated = (str(next(iter(tree.xpath("//link[@rel='canonical']/@href")), "")).strip(), metas.get("og:url", ""))
    address = url or next((each for each in stated if each.startswith(("http://", "https://"))), "")
    named = (*(metas.get(name, "") for name in _SITE), _name(data.get("publisher")), parts["site"] if parts else "")
    site = next((cut for name in named if (cut := name_only(name)) and cut.lower() not in _NO_SITE), _host(address))
    if site and title.lower().endswith(site.lower()) and _SEPARATOR.search(title[: -len(site)]):
        title = _SEPARATOR.sub("", title[: -len(site)]) or title
    signed = (_name(data.get("author")), *(metas.get(key, "") for key in _AUTHOR))
    author = next((cut for name in signed if "://" not in name and (cut := name_only(name))), "") or _byline(tree)
    return Facts(title.strip(), site, author, address)


def name_only(text: str) -> str:
    """A name without what is written on after it; "" of a handle or of a field's label.

    Example:
        >>> name_only("By Ann Lee | May 3, 2019"), name_only("Ann LeeMay 3, 2019"), name_only("@thepost"), name_only("Name (required)")
        ('Ann Lee', 'Ann Lee', '', '')
    """
    name = _BY.sub("", _REST.sub("", text)).strip(" ,;·•–-")
    return "" if name.startswith("@") or _LABEL.fullmatch(name) else name


def _byline(tree: HtmlElement) -> str:
    """The first short text that the page marks as its author."""
    for place in ("//*[@rel='author' or @itemprop='author']", "//*[contains(@class, 'byline') or contains(@class, 'author')]"):
        for element in tree.xpath(f"({place})[not(ancestor-or-self::form)]")[:5]:  # a form asks for its reader's name
            text = " ".join(" ".join(map(str, element.xpath(".//text()"))).split())
            name = name_only(text)
            if 0 < len(text) <= _LONGEST_NAME and name:
                return name
    return ""


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: object) -> str:
    """The name of a JSON-LD person or organisation, or of several, joined by "; "."""
    if isinstance(value, list):
        return "; ".join(dict.fromkeys(name for each in value[:10] if (name := _name(each))))
    if isinstance(value, dict):
        return _text(value.get("name"))
    text = _text(value)
    return "" if "://" in text else text


def _article_data(tree: HtmlElement) -> dict[str, Any]:
    """The first JSON-LD object of an article on the page, or nothing."""
    return next((one for one in json_ld.objects(tree) if _TYPES.search(str(one.get("@type", "")))), {})
