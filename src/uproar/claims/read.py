"""Read an article for its claims, and check them with whatever measures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from uproar.case import Case
from uproar.claims.article import CheckedArticle
from uproar.claims.check import check
from uproar.claims.claim import Question
from uproar.claims.find import find_claims
from uproar.claims.questions import questions
from uproar.extract.article import Article
from uproar.extract.dates import find_dates
from uproar.extract.figures import find_figures
from uproar.extract.quotes import find_quotes
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
        answer: Puts a question to the record. An article is no witness for itself: what it was quoted from `name` is left out.
        zone: The zone in which "Thursday" is read.
    """
    dates = find_dates(article.text, published_from=article.published_from, published_to=article.published_to, zone=zone)
    quotes = find_quotes(article.text)
    figures = find_figures(article.text, dates)
    found = find_claims(article.text, quotes=quotes, figures=figures, dates=dates, case=case)
    claims = [replace(claim, made_at=article.published_to) for claim in found]
    checked = tuple(
        check(claim, [result for question in questions(claim, case, as_of) for result in _others(answer(question), name)], case=case)
        for claim in claims
    )
    return CheckedArticle(
        name=name, title=article.title, outlet=article.outlet, url=article.url, text=article.text, published_from=article.published_from,
        published_to=article.published_to, published_source=article.published_source, zone=zone, quotes=tuple(quotes), figures=tuple(figures),
        dates=tuple(dates), claims=checked, notes=article.notes,
    )  # fmt: skip


def _others(results: Sequence[Result], name: str) -> list[Result]:
    return [result for result in results if not (isinstance(result, Finding) and result.detail.get("article") == name)]
