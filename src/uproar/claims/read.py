"""Read an article for its claims, and check them with whatever measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from uproar.case import Case
from uproar.claims.article import CheckedArticle
from uproar.claims.check import check
from uproar.claims.claim import Question
from uproar.claims.odds import at_odds
from uproar.claims.questions import answers, asked_once
from uproar.extract.dates.find import find_dates
from uproar.extract.figures.find import find_figures
from uproar.extract.names.find import names_of
from uproar.extract.page.article import Article, text_id
from uproar.extract.quotes.find import Quote, quotes_of, read_page
from uproar.findings import Finding, Result


def check_article(
    name: str, article: Article, case: Case | None, as_of: datetime, answer: Callable[[Question], Sequence[Result]], *, zone: str
) -> CheckedArticle:
    """Find an article's claims and check each against the answers to its questions.

    Args:
        name: The file or record it came from.
        article: The article as read.
        case: What is being watched; None checks each claim against itself only.
        as_of: The moment whose knowledge the answers rest on.
        answer: Puts a question to the record. An article is no witness for itself: what was quoted from `name`, or from a copy of it, is left out.
        zone: The zone in which "Thursday" is read.
    """
    from uproar.claims.find import find_claims  # noqa: PLC0415  # its patterns take .45 s to compile, which only a check should wait for

    dates = find_dates(article.text, published_from=article.published_from, published_to=article.published_to, zone=zone)
    page = read_page(article.text, whole=True)
    quotes = quotes_of(page)
    figures = find_figures(article.text, dates)
    found = find_claims(article.text, quotes=quotes, figures=figures, dates=dates, case=case, published=article.published_from)
    claims = [replace(claim, made_at=article.published_to) for claim in found]
    own = _Own.of(name, article, quotes)
    others = asked_once(lambda question: _others(answer(question), own))
    checked = at_odds(
        [check(claim, answers(claim, case, as_of, others), case=case) for claim in claims],
        article.text,
    )
    return CheckedArticle(
        name=name, title=article.title, outlet=article.outlet, url=article.url, text=article.text, published_from=article.published_from,
        published_to=article.published_to, published_source=article.published_source, zone=zone, quotes=tuple(quotes), figures=tuple(figures),
        dates=tuple(dates), claims=checked, notes=article.notes, names=tuple(names_of(page, () if case is None else (case.title, *case.aliases))),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Own:
    """What an article is known by among the stored ones, taken once: its words, address, headline, outlet, and its quotations with their places."""

    name: str
    text_id: str
    address: str
    title: str
    outlet: str
    quotes: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, name: str, article: Article, quotes: Sequence[Quote]) -> _Own:
        said = tuple((_plain(quote.content), quote.span[0]) for quote in quotes)
        return cls(
            name, text_id(article.text), _address(article.url) if article.url else "", _plain(article.title), _plain(article.outlet), said
        )


def _others(results: Sequence[Result], own: _Own) -> list[Result]:
    """The results without those that rest on the article itself, stored under this name or another."""
    pieces: dict[object, list[Finding]] = {}
    for result in results:
        if isinstance(result, Finding) and "article" in result.detail:
            pieces.setdefault(result.detail["article"], []).append(result)
    same = {key for key, found in pieces.items() if key == own.name or _same_article(own, found)}
    kept = [result for result in results if not (isinstance(result, Finding) and result.detail.get("article") in same and same)]
    return [_resting_on(result, own) if isinstance(result, Finding) and "addressee" in result.detail else result for result in kept]


def _resting_on(finding: Finding, own: _Own) -> Finding:
    """A quotation that another outlet gives as said to the article's own: marked as resting on it, so that it bears nothing out for it."""
    credited = _plain(str(finding.detail["addressee"] or "")).removeprefix("the ")
    if not own.outlet or not credited or credited != own.outlet.removeprefix("the "):
        return finding
    return replace(finding, detail={**finding.detail, "rests_on": own.outlet})


def _same_article(own: _Own, found: Sequence[Finding]) -> bool:
    """Whether another record is the same article: the same address, the same words, headline in the same outlet, or quotations in the same places.

    An outlet that is not known may be the same; a copy taken for another article would bear witness for itself.
    """
    detail = found[0].detail
    if own.address and own.address == _address(str(detail.get("url") or "")):
        return True
    if detail.get("text_id") == own.text_id:
        return True
    theirs = _plain(str(detail.get("outlet") or ""))
    if own.title and own.title == _plain(str(detail.get("title") or "")) and (not own.outlet or not theirs or own.outlet == theirs):
        return True
    mine = own.quotes
    if len(mine) < 2 or len(mine) != sum(1 for each in found if each.detail.get("span")):
        return False
    others = sorted(
        ((_plain(str(each.value)), each.detail["span"][0]) for each in found if each.detail.get("span")), key=lambda one: one[1]
    )
    # A text with its headline in front starts later; the distances between its quotations stay.
    return all(a == b and i - mine[0][1] == k - others[0][1] for (a, i), (b, k) in zip(mine, others, strict=True))


@lru_cache(maxsize=1 << 14)
def _plain(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))


def _address(url: str) -> str:
    """An address without what changes between copies of one page: scheme, "www.", query, fragment and last slash."""
    return re.sub(r"^\w+://(?:www\.)?|[?#].*$", "", url.strip().casefold()).rstrip("/")
