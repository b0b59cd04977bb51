"""Read an article from HTML or plain text: main text, title, publication date with its provenance."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Final
from unicodedata import normalize

from lxml.etree import LxmlError
from lxml.html import HtmlElement

from uproar.errors import ExtractError
from uproar.extract.page.decode import decode
from uproar.extract.page.facts import facts_of
from uproar.extract.page.published import Published, from_html, from_text, given

_TAGS: Final = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|section|main|table)\b", re.IGNORECASE)
_WHOLE_PAGE: Final = re.compile(r"<(?:html|body)\b[^<]*>", re.IGNORECASE)
_PAGE_HEAD: Final = 65_536
# A headline has at most so many characters: the longest in the shared training articles has 150.
_HEADLINE: Final = 200
_SHORT_HEADLINE: Final = 100
# Typographic quotation marks and dashes, as typewriters have them.
_MARKS: Final = str.maketrans("‘’“”–—", "''\"\"--")


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read.

    Attributes:
        title: Its headline, or "" where none could be told.
        text: Main text in plain characters, paragraphs separated by one blank line, the title not repeated unless the source
            is plain text (there `text` is the whole document, so that spans fit the file).
        published_from, published_to: Bounds of the publication time (a whole day in the zone where only the day is known), or None.
        published_source: Where the date was read: "given", "json-ld", "meta", "time element", "url", "text", or "unknown".
            Never the collection date.
        confidence: "high", "medium" or "low" for the date; "none" where it is unknown.
        url: Canonical address, or "".
        outlet: Name of the site or paper, or "".
        author: Byline, or "".
        language: Two-letter code, or "".
        updated_at: Stated modification time, or None.
        notes: What a careful reader must know, one sentence each.
        captions: Captions of its pictures; they are no part of `text`.
    """

    title: str
    text: str
    published_from: datetime | None = None
    published_to: datetime | None = None
    published_source: str = "unknown"
    confidence: str = "none"
    url: str = ""
    outlet: str = ""
    author: str = ""
    language: str = ""
    updated_at: datetime | None = None
    notes: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()


def read_article(data: bytes | str, *, url: str = "", published: str | None = None, zone: str = "UTC", name: str = "") -> Article:
    r"""Read one article from HTML or plain text, told apart by content.

    Args:
        data: The document.
        url: Its address, where known; read for a date, never opened.
        published: Its publication date or time, where the user knows it; it wins over what the page says.
        zone: IANA zone in which a bare day or a time without offset is read.
        name: What to call the document in messages.

    Returns:
        The article. A publication time known to the moment has equal bounds; a day has that day's.

    Raises:
        ExtractError: It is empty, binary, too large, or HTML without main text.
        UsageError: `published` is no date, or `zone` no zone.

    Example:
        >>> article = read_article("Game pulled from shop\n\nThe studio was sorry.", published="2020-09-11")
        >>> article.title, article.published_source, article.published_to.isoformat()
        ('Game pulled from shop', 'given', '2020-09-12T00:00:00+00:00')
    """
    who = name or url or "the article"
    known = given(published, zone) if published is not None else None
    text, notes = decode(data, who)
    if is_html(text):
        return _from_page(text, who, url, known=known, zone=zone, notes=notes)
    stated = known or from_text(text, zone)
    return _dated(Article(title=_headline(text), text=text, url=url, notes=tuple(notes)), stated)


def article_id(article: Article) -> str:
    r"""What an article is known by: its address without the fragment, else a hash of its words.

    Two saved copies of one page differ in their markup, their line ends and their marks, not in their words.

    Example:
        >>> article_id(Article("", "", url="https://p.example/1#top")), len(article_id(Article("Storm", "It blew.")))
        ('https://p.example/1', 32)
        >>> article_id(Article("Storm", "It  blew.")) == article_id(Article("STORM", "It blew.\r\n"))
        True
    """
    url = article.url.partition("#")[0].strip()
    if url:
        return url
    return text_id(f"{article.title}\n{article.text}")


def text_id(text: str) -> str:
    r"""A hash of a text's words, whatever its line ends, quotation marks and case.

    Example:
        >>> text_id("“It blew.”\n") == text_id('"it  blew."')
        True
    """
    words = " ".join(normalize("NFKC", text).casefold().translate(_MARKS).split())
    return blake2b(words.encode("utf-8", "replace"), digest_size=16).hexdigest()


def is_html(text: str) -> bool:
    """Whether a document is HTML rather than text that mentions it.

    Example:
        >>> is_html("<p>Hello</p>"), is_html("He typed <p> twice.")
        (True, False)
    """
    head = text[:_PAGE_HEAD].lstrip()
    while head.startswith(("<!--", "<?")):
        head = head.partition("-->" if head.startswith("<!--") else ">")[2].lstrip()
    return bool(_TAGS.match(head) or _WHOLE_PAGE.search(head))


def _from_page(page: str, who: str, url: str, *, known: Published | None, zone: str, notes: list[str]) -> Article:
    from uproar.extract.page import main_text  # noqa: PLC0415  # trafilatura takes .25 s to import, which only the reading of a page owes

    try:
        tree = main_text.tree_of(page)
        if tree is None:
            raise ExtractError(who, "HTML that can be parsed", "markup that cannot", "Save the page again, or give its text.")
        # The dates first: trafilatura takes scripts and headers out of the tree it works on.
        stated, updated = from_html(tree, url or _canonical(tree), zone)
        language = _language(tree)
        facts = facts_of(tree, url)
        captions = _captions(tree)
        main = main_text.main_text(tree, page)
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ExtractError(
            who, "HTML that can be parsed", f"{type(error).__name__}: {error}", "Save the page again, or give its text."
        ) from error
    title = facts.title
    apart = set(captions)
    paragraphs = [line.strip() for line in main.splitlines() if line.strip() and line.strip() not in apart]
    if paragraphs and title and paragraphs[0].casefold() == title.casefold():
        paragraphs = paragraphs[1:]
    if not paragraphs:
        raise ExtractError(
            who,
            "a page with main text",
            f"{len(page):,} characters of HTML without any",
            "The text may be loaded by a script: save it from the browser, or as text.",
        )
    article = Article(
        title=title,
        text="\n\n".join(paragraphs),
        url=facts.url,
        outlet=facts.outlet,
        author=facts.author,
        language=language,
        updated_at=updated,
        notes=tuple(notes),
        captions=captions,
    )
    return _dated(article, known or stated)


def _captions(tree: HtmlElement) -> tuple[str, ...]:
    """Captions of pictures, once each."""
    found = (" ".join(str(caption.text_content()).split()) for caption in tree.iter("figcaption"))
    return tuple(dict.fromkeys(caption for caption in found if caption))


def _canonical(tree: HtmlElement) -> str:
    """The page's own address, by its own account."""
    found = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return str(found[0]) if found else ""


def _language(tree: HtmlElement) -> str:
    """Two-letter code of the page's language, by its own account, or ""."""
    for place in (
        "/html/@lang",
        "//meta[@property='og:locale']/@content",
        "//meta[@http-equiv='Content-Language']/@content",
        "//article/@lang",
    ):
        for value in tree.xpath(place)[:1]:
            code = str(value).strip()[:2].lower()
            if len(code) == 2 and code.isalpha():
                return code
    return ""


def _headline(text: str) -> str:
    """First line of a plain text, if a blank line follows it or it is short."""
    lines = text.lstrip().splitlines()
    first = lines[0].strip()
    rest = next((line for line in lines[1:] if line.strip()), None)
    if rest is None or len(first) > _HEADLINE:
        return ""
    return first if not lines[1].strip() or len(first) <= _SHORT_HEADLINE else ""


def _dated(article: Article, stated: Published | None) -> Article:
    if stated is None:
        return article
    return replace(
        article,
        published_from=stated.from_at,
        published_to=stated.to_at,
        published_source=stated.source,
        confidence=stated.confidence,
        notes=(*article.notes, *stated.notes),
    )
