"""A saved page of the title: what it showed of itself at one moment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from uproar.errors import AmbiguousError
from uproar.readers.asof import taken_at
from uproar.readers.collect import Collector
from uproar.readers.documents import pass_over_map, refused
from uproar.readers.html import BYTES_LIMIT, Document, kinds, load, looks_like_html, title_data, types_of
from uproar.readers.options import Options
from uproar.readers.reader import Reader, Reading
from uproar.readers.readings_csv import slug
from uproar.readers.source import Source
from uproar.records import Batch, Kind, Sampling

# Titles of answers that are not the page: the site's own errors, its guards, and an archive's.
_FAILED: Final = re.compile(
    r"(?:error )?(?:404|403|410|429|500|502|503|504)\b|(?:page )?not found|access denied|forbidden|just a moment|attention required|are you a robot|"
    r"robot check|captcha|service unavailable|bad gateway|gateway time-?out|too many requests|internal server error|site(?: temporarily)? unavailable|"
    r"internet archive wayback machine|page cannot be (?:found|crawled|displayed)|seite nicht gefunden|page (?:introuvable|non trouvée)",
    re.IGNORECASE,
)
_STATUS_IN_TITLE: Final = re.compile(
    r"(?:^|[\s|(:–-])(?:error )?(?:40[0-9]|410|429|50[0-9])(?:$|[\s|):–-]+(?:not found|error|forbidden|page))", re.IGNORECASE
)
_COUNT: Final = re.compile(r"\d{1,15}", re.ASCII)
_SAVED_URL: Final = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)")
_SINGLE_FILE: Final = re.compile(r"saved date:\s*\w{3} (\w{3} \d{1,2} \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})")
_WAYBACK: Final = re.compile(r"FILE ARCHIVED ON (\d\d:\d\d:\d\d) (\w{3} \d{1,2}, \d{4})")
_MEMENTO_URL: Final = re.compile(r"web\.archive\.org/web/(\d{14})(?:[a-z]{2}_)?/")


def recognises(source: Source, options: Options) -> bool:
    """HTML that says it shows a title, or does not say that it is an article; with --kind page, any HTML."""
    if not looks_like_html(source):
        return False
    with refused(source):
        return options.kind is Kind.PAGE or kinds(load(source)) != {"article"}


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read one snapshot; a fetch that failed is rejected, so that it never looks like a change."""
    pass_over_map(source, options, reading)
    with refused(source):
        batch = _read(source, options, reading)
    yield batch


def _read(source: Source, options: Options, reading: Reading) -> Batch:
    raw = source.content(BYTES_LIMIT)
    document = load(source)
    markup = raw.decode(source.encoding, "replace")
    title = _title(document)
    at, known_as = taken_at(source, options, reading, _taken_inside(markup))
    reading.sampling = options.sampling or Sampling.ARCHIVE
    collector = Collector(Kind.PAGE, options.source or "pages", reading.sampling)
    fault = _failure(document, title)
    if fault:
        collector.reject(1, fault, raw)
        return collector.batch()
    page = options.page
    if not page:
        name = slug(title.replace(".", " "))[:60] if title else slug(source.path.name)
        raise AmbiguousError(
            str(source.path), "to know which title page it is", "a page without a name in the case", f"Name it: --page {name}"
        )
    saved = _SAVED_URL.search(markup)
    url = options.url or document.meta.get("og:url") or _link(document, "canonical") or (saved[1] if saved else None)
    collector.add(
        1, raw, f"{page}|{known_as}", at, at, page=page, url=url, title=title or None, description=_description(document), picture=_picture(document),
        rating=_rating(document), availability=_availability(document),
    )  # fmt: skip
    return collector.batch()


def _title(document: Document) -> str:
    own = title_data(document).get("name")
    if isinstance(own, str) and own.strip():
        return " ".join(own.split())
    if og := document.meta.get("og:title"):
        return " ".join(og.split())
    if document.root is None:
        return ""
    found = next(document.root.iter("title"), None)
    return " ".join(found.text_content().split()) if found is not None else ""


def _failure(document: Document, title: str) -> str:
    """Why a saved page is no snapshot, or ""."""
    if document.root is None:
        return "failed fetch: no markup that can be parsed"
    if title_data(document):
        return ""  # no error page describes the title; and a title may be called "Area 404"
    said = next(document.root.iter("title"), None)
    shown = " ".join(said.text_content().split()) if said is not None else title
    if _FAILED.match(shown) or _STATUS_IN_TITLE.search(shown):
        return "failed fetch: the page's title is that of an error or a guard"
    if "og:title" not in document.meta and not _has_words(document.root.find("body")):
        return "failed fetch: the page's body is empty"
    return ""


def _has_words(body: Any) -> bool:
    if body is None:
        return False
    shown = (tag for tag in body.iter() if isinstance(tag.tag, str))
    return any((tag.tail or "").strip() or (tag.tag not in {"script", "style", "noscript"} and (tag.text or "").strip()) for tag in shown)


def _description(document: Document) -> str | None:
    own = title_data(document).get("description")
    text = own if isinstance(own, str) and own.strip() else document.meta.get("og:description") or document.meta.get("description") or ""
    return " ".join(text.split()) or None


def _picture(document: Document) -> str | None:
    if og := document.meta.get("og:image") or document.meta.get("og:image:url") or document.meta.get("twitter:image"):
        return og
    own = title_data(document).get("image")
    own = own[0] if isinstance(own, list) and own else own
    own = own.get("url") if isinstance(own, dict) else own
    if isinstance(own, str) and own.strip():
        return own.strip()
    for place in ("//main//img/@src", "//article//img/@src", "//img/@src"):
        found = [str(src) for src in document.root.xpath(place) if not str(src).startswith("data:")]
        if found:
            return found[0]
    return None


def _rating(document: Document) -> str | None:
    """As "4.2/5 (1,234)": value, best and the number of ratings, as far as the page states them."""
    rating = title_data(document).get("aggregateRating")
    if rating is None:
        rating = next((item for item in document.linked_data if "AggregateRating" in types_of(item)), None)
    rating = rating[0] if isinstance(rating, list) and rating else rating
    if not isinstance(rating, dict) or not (value := _scalar(rating.get("ratingValue"))):
        return None
    best = _scalar(rating.get("bestRating"))
    count = str(rating.get("ratingCount") or rating.get("reviewCount") or "").replace(",", "")
    counted = f" ({int(count):,})" if _COUNT.fullmatch(count) else ""
    return f"{value}{f'/{best}' if best else ''}{counted}"


def _scalar(value: Any) -> str:
    """A number or text as text; "" for anything else."""
    return str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _availability(document: Document) -> str | None:
    offers: Any = title_data(document).get("offers")
    for offer in offers if isinstance(offers, list) else [offers]:
        if isinstance(offer, dict) and isinstance(offer.get("availability"), str):
            return str(offer["availability"]).rpartition("/")[2]
    for name in ("product:availability", "og:availability", "availability"):
        if said := document.meta.get(name):
            return said.rpartition("/")[2]
    linked = _link(document, "", "availability")
    return linked.rpartition("/")[2] if linked else None


def _link(document: Document, rel: str, itemprop: str = "") -> str | None:
    for tag in document.root.iter("link"):
        if (rel and tag.get("rel") == rel) or (itemprop and tag.get("itemprop") == itemprop):
            return str(tag.get("href") or "") or None
    return None


def _taken_inside(markup: str) -> str:
    """When an archive or a saving tool says it took the page, in ISO form, or ""."""
    try:
        if found := _WAYBACK.search(markup):
            return datetime.strptime(f"{found[2]} {found[1]} +0000", "%b %d, %Y %H:%M:%S %z").isoformat()
        if found := _SINGLE_FILE.search(markup):
            return datetime.strptime(f"{found[1]} {found[2]}", "%b %d %Y %H:%M:%S %z").isoformat()
        if found := _MEMENTO_URL.search(markup[:65_536]):
            return datetime.strptime(f"{found[1]}+0000", "%Y%m%d%H%M%S%z").isoformat()
    except ValueError:
        pass
    return ""


READER = Reader("page-html", Kind.PAGE, "A saved page of the title as HTML, told by its own og:type or schema.org type.", recognises, read)
