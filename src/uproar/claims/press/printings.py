"""Who published which article, in which order, and which articles are versions of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from uproar.claims.article import CheckedArticle
from uproar.extract.page.article import text_id

LATEST: Final = datetime.max.replace(tzinfo=UTC)


def order(article: CheckedArticle) -> tuple[datetime, datetime, str, str]:
    """What articles are sorted by: their publication, undated ones last."""
    start = article.published_from or article.published_to
    return start or LATEST, article.published_to or start or LATEST, article.url, article.name


def distinct(articles: Sequence[CheckedArticle]) -> tuple[list[CheckedArticle], list[tuple[str, str]]]:
    """Articles without those given twice: the same words at the same address, or by the same outlet where there is none."""
    kept: dict[tuple[str, str], CheckedArticle] = {}
    repeated = []
    for article in articles:
        first = kept.setdefault((article.url.partition("#")[0] or article.outlet, text_id(article.text)), article)
        if first is not article:
            repeated.append((article.name, first.name))
    return list(kept.values()), repeated


def outlet_names(articles: Sequence[CheckedArticle]) -> list[str]:
    """The outlet of each article as it is first written; one that does not say is told by its host, and a host by what another of its pages says."""
    written: dict[str, str] = {}
    hosts: dict[str, str] = {}
    for article in articles:
        if article.outlet.strip():
            name = written.setdefault(_folded(article.outlet), " ".join(article.outlet.split()))
            hosts.setdefault(_host(article.url), name)
    out = []
    for article in articles:
        host = _host(article.url)
        out.append(written[_folded(article.outlet)] if article.outlet.strip() else hosts.get(host, host) if host else "")
    return out


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # "http://[": no address
        return ""


def versions(articles: Sequence[CheckedArticle], names: Sequence[str], alike: Sequence[int | None]) -> list[int | None]:
    """The first version of each article by the same outlet: at the same address, or of most of the same words."""
    by_address: dict[str, int] = {}
    found: list[int | None] = []
    for place, article in enumerate(articles):
        address = article.url.partition("#")[0].rstrip("/")
        first = by_address.setdefault(address, place) if address else place
        other = alike[place]
        if first == place and other is not None and names[place] and names[other] == names[place]:
            first = other if found[other] is None else found[other] or 0
        found.append(None if first == place else first)
    return found
