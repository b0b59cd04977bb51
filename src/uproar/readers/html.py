"""Saved HTML: is it an article or a title's page, and what does it say of itself in its head?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import lxml.etree
import lxml.html

from uproar.errors import ExtractError
from uproar.extract.page.decode import decode
from uproar.readers.source import Source

BYTES_LIMIT: Final = 20 << 20  # the largest article page of 91 real ones has 1.5 MB; 50 MB is no page that somebody read
_OPENINGS: Final = (
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<meta",
    "<title",
    "<article",
    "<!--",
    "<?xml",
    "<div",
    "<p>",
    "<script",
    "<main",
    "<h1",
)
_ARTICLE_TYPES: Final = {
    "article",
    "blogposting",
    "reportagenewsarticle",
    "socialmediaposting",
    "liveblogposting",
    "report",
    "reviewnewsarticle",
    "review",
}
_TITLE_TYPES: Final = {
    "movie", "tvseries", "tvseason", "tvepisode", "videogame", "product", "softwareapplication", "mobileapplication", "webapplication", "book", "musicalbum",
}  # fmt: skip
_TITLE_OG: Final = {
    "video.movie",
    "video.tv_show",
    "video.episode",
    "movie",
    "tv_show",
    "product",
    "product.item",
    "og:product",
    "game",
    "book",
    "music.album",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page.

    Attributes:
        root: Its tree; None where nothing could be parsed.
        meta: Contents of its meta tags by name or property, in lower case; the first of each.
        linked_data: Its schema.org objects, those of a graph one by one.
    """

    root: Any
    meta: dict[str, str] = field(default_factory=dict)
    linked_data: tuple[dict[str, Any], ...] = ()


def looks_like_html(source: Source) -> bool:
    """Whether a file begins as HTML does."""
    head = source.head_text.lstrip("\ufeff \t\r\n").casefold()
    if not head.startswith(_OPENINGS):
        return False
    return not head.startswith(("<?xml", "<!--")) or "<html" in head or "<head" in head


def load(source: Source) -> Document:
    """Parse a saved page, however broken; nothing in it is fetched or run.

    Raises:
        ReadError: It is larger than a page that somebody read.
    """
    data = source.content(BYTES_LIMIT)
    try:
        text, _ = decode(data, source.path.name)
    except (ExtractError, UnicodeError):  # or a declared encoding that cannot pass over damage
        text = data.decode(source.encoding, "replace").replace("\0", "")  # NULs: the page reader takes what can still be read
    return parse(text)


def parse(text: str) -> Document:
    """Parse a page's markup."""
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return Document(None)
    meta: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().casefold()
        if name and (content := (tag.get("content") or "").strip()):
            meta.setdefault(name, content)
    return Document(root, meta, tuple(_linked_data(root)))


def kinds(document: Document) -> set[str]:
    """What a page says it is: "article", "page", both, or neither.

    Example:
        >>> kinds(Document(None, {"og:type": "video.movie"}))
        {'page'}
    """
    found: set[str] = set()
    og_type = document.meta.get("og:type", "").casefold()
    types = {name.casefold() for item in document.linked_data for name in types_of(item)}
    if (
        og_type == "article"
        or types & _ARTICLE_TYPES
        or any(name.endswith("newsarticle") for name in types)
        or "article:published_time" in document.meta
    ):
        found.add("article")
    if og_type in _TITLE_OG or types & _TITLE_TYPES:
        found.add("page")
    return found


def title_data(document: Document) -> dict[str, Any]:
    """The schema.org object of the title itself, or {}."""
    return next((item for item in document.linked_data if {name.casefold() for name in types_of(item)} & _TITLE_TYPES), {})


def types_of(item: dict[str, Any]) -> list[str]:
    """Names of an object's schema.org types."""
    value = item.get("@type", [])
    return [str(name).rpartition("/")[2] for name in (value if isinstance(value, list) else [value])]


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            value = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                yield from (inner for inner in (graph if isinstance(graph, list) else []) if isinstance(inner, dict))
