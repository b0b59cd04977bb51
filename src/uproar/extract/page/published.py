"""When an article was published, by its own account: JSON-LD, meta elements, time elements, address, then htmldate's reading of the page.

The clock is never read, and the date of collection never stands in for a publication date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lxml.html import HtmlElement

from uproar.errors import UsageError
from uproar.extract.page import json_ld

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
# htmldate takes today as its upper bound unless it is given one, and its free search would read "yesterday" by the clock.
_HTMLDATE: Final[dict[str, Any]] = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2100-12-31"}
_META: Final[dict[str, str]] = {
    "article:published_time": "high",
    "og:article:published_time": "high",
    "og:published_time": "high",
    "datepublished": "high",
    "parsely-pub-date": "high",
    "sailthru.date": "medium",
    "publication_date": "medium",
    "publish-date": "medium",
    "publishdate": "medium",
    "pubdate": "medium",
    "dc.date.issued": "medium",
    "dcterms.created": "medium",
    "dc.date.created": "medium",
    "originalpublicationdate": "medium",
    "article.published": "medium",
    "cxenseparse:recs:publishtime": "medium",
    "rnews:datepublished": "medium",
    "dc.date": "medium",
    "date": "medium",
}
_META_UPDATED: Final = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_ARTICLE_TYPES: Final = re.compile(r"Article|BlogPosting|Report|Review|LiveBlog")
_MONTHS: Final = {
    month: number for number, month in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_MONTH: Final = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_URL: Final = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|" + _MONTH + r")[/-](\d{1,2})(?=[/_.-]|$)", re.IGNORECASE)
_WRITTEN: Final = re.compile(
    rf"(?:{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)|(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+((?:19|20)\d\d))",
    re.IGNORECASE,
)
_OWN_LINE: Final = re.compile(
    r"\s*(?:(?:first\s+)?(?:published|posted|date|dateline)\s*(?:on|at|:)?\s*)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    r"([\w ,.]{8,30}|\d{4}-\d\d-\d\d[\dT:+Z.-]{0,25})\s*",
    re.IGNORECASE,
)
_CLOCK_TIME: Final = re.compile(r"\d\d?[:T]\d\d|T\d\d")


class Published(NamedTuple):
    """A publication time as stated: its bounds in UTC, where it was read, how sure that is, and what to note."""

    from_at: datetime
    to_at: datetime
    source: str
    confidence: str
    notes: tuple[str, ...] = ()


def given(value: str, zone: str) -> Published:
    """The publication time that the user gives.

    Raises:
        UsageError: It is no date, or the zone is unknown.

    Example:
        >>> given("2020-09-11", "UTC").to_at.isoformat()
        '2020-09-12T00:00:00+00:00'
    """
    try:
        bounds = _iso(value.strip(), _zone(zone))
    except (ValueError, OverflowError):
        bounds = None
    if bounds is None:
        raise UsageError("--published", "a date such as 2020-09-11 or 2020-09-11T21:00-04:00", repr(value), "Write it as YYYY-MM-DD.")
    return Published(*bounds, "given", "high", _zone_note(value, zone))


def from_html(tree: HtmlElement, url: str, zone: str) -> tuple[Published | None, datetime | None]:
    """The publication time of a page, and its modification time, as the page states them."""
    where = _zone(zone)
    stated: list[Published] = []
    for value, source, confidence in _statements(tree, url):
        bounds = _any(value, where)
        if bounds is not None:
            stated.append(Published(*bounds, source, confidence, _zone_note(value, zone)))
            if source in {"time element", "url"}:
                break
    updated = next((bounds[0] for value in _updates(tree) if (bounds := _any(value, where)) is not None), None)
    if not stated:
        from htmldate import find_date  # noqa: PLC0415  # half of its .2 s goes to date parsers that only a page without a date needs

        found = find_date(tree, **_HTMLDATE)
        bounds = _any(found, where) if found else None
        return (Published(*bounds, "text", "low", ("The publication date was guessed from the page's text.",)) if bounds else None), updated
    first = stated[0]
    other = next((s for s in stated[1:] if abs(s.from_at - first.from_at) > timedelta(days=2)), None)
    if other is not None:
        one, two = (f"{stated_at.source} says {stated_at.from_at:%Y-%m-%d}" for stated_at in (first, other))
        note = f"The page contradicts itself on its date: {one}, {two}."
        first = first._replace(confidence="medium", notes=(*first.notes, note))
    return first, updated


def from_text(text: str, zone: str) -> Published | None:
    """The publication time that a plain text states on a line of its own, near its head or at its end."""
    lines = [line for line in text.splitlines() if line.strip()]
    for line in [*lines[:8], *lines[8:][-3:]]:
        stripped = line.strip()
        found = _OWN_LINE.fullmatch(stripped) if len(stripped) <= 80 else None
        bounds = _any(found[1], _zone(zone), whole=True) if found else None
        if bounds is not None:
            return Published(*bounds, "text", "medium", _zone_note(stripped, zone))
    return None


def _statements(tree: HtmlElement, url: str) -> Iterator[tuple[str, str, str]]:
    for value, sure in _json_ld(tree, "datePublished"):
        yield value, "json-ld", "high" if sure else "medium"
    metas = _metas(tree)
    for key, confidence in _META.items():
        if key in metas:
            yield metas[key], "meta", confidence
    marked = tree.xpath("//time[@datetime and (@pubdate or contains(@itemprop, 'datePublished'))]/@datetime")
    for value in marked[:3]:
        yield str(value), "time element", "high"
    for value in tree.xpath("(//article//time[@datetime] | //header//time[@datetime])/@datetime")[:3]:
        yield str(value), "time element", "medium"
    found = _URL.search(url)
    if found:
        month = _MONTHS[found[3].lower()] if found[3] else int(found[2])
        yield f"{found[1]}-{month:02d}-{int(found[4]):02d}", "url", "medium"


def _updates(tree: HtmlElement) -> Iterator[str]:
    for value, _ in _json_ld(tree, "dateModified"):
        yield value
    metas = _metas(tree)
    for key in _META_UPDATED:
        if key in metas:
            yield metas[key]


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        content = meta.get("content")
        if key and content:
            found.setdefault(key.strip().lower(), content.strip())
    return found


def _json_ld(tree: HtmlElement, key: str) -> list[tuple[str, bool]]:
    """Values of a key in the page's JSON-LD, those of an article first; whether each is an article's."""
    found = [
        (value, bool(_ARTICLE_TYPES.search(str(one.get("@type", "")))))
        for one in json_ld.objects(tree)
        if isinstance(value := one.get(key), str)
    ]
    return sorted(found, key=lambda item: not item[1])


def _zone(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(
            "read_article", "an IANA time zone such as Europe/London", repr(zone), "See the list at iana.org/time-zones."
        ) from None


def _zone_note(value: str, zone: str) -> tuple[str, ...]:
    """A note where a time of day was stated without its offset."""
    if _CLOCK_TIME.search(value) and not re.search(r"(?:[+-]\d\d:?\d\d|Z|GMT|UTC|\b[ECMP][SD]T)\s*$", value.strip()):
        return (f"The publication time states no offset; it was read in {zone}.",)
    return ()


def _any(value: str, zone: ZoneInfo, *, whole: bool = False) -> tuple[datetime, datetime] | None:
    """Bounds of a date in any of the forms that pages use, or None."""
    value = value.strip()
    try:
        bounds = _iso(value, zone)
        if bounds is not None:
            return bounds
        found = _WRITTEN.fullmatch(value.rstrip(" .")) if whole else _WRITTEN.search(value[:200])
        if found:
            day, month, year = (found[2], found[1], found[3]) if found[1] else (found[4], found[5], found[6])
            return _day(datetime(int(year), _MONTHS[month.lower()], int(day), tzinfo=zone))
        if whole:
            return None
        moment = parsedate_to_datetime(value[:100])
        return _moment(moment, zone)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _iso(value: str, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    if not re.match(r"(?:19|20)\d\d-?\d\d-?\d\d(?!\d)", value):
        return None
    # "2020-09-11 09:30:00 +0000" and fractions of any length are common; fromisoformat takes neither.
    tidy = re.sub(r"\s+([+-]\d)", r"\1", re.sub(r"([.,]\d{6})\d+", r"\1", value)).removesuffix(" UTC")
    tidy = re.sub(r"[.,](\d{1,5})(?=Z|[+-]|$)", lambda found: "." + found[1].ljust(6, "0"), tidy)
    moment = datetime.fromisoformat(tidy)
    return _day(moment.replace(tzinfo=zone)) if len(tidy) <= 10 else _moment(moment, zone)


def _moment(moment: datetime, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    at = moment.astimezone(UTC)
    return (at, at) if _FIRST_YEAR <= at.year <= _LAST_YEAR else None


def _day(start: datetime) -> tuple[datetime, datetime] | None:
    if not _FIRST_YEAR <= start.year <= _LAST_YEAR:
        return None
    return start.astimezone(UTC), (start + timedelta(days=1)).astimezone(UTC)
