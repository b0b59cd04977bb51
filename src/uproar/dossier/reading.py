"""Lay a checked article out: its text cut where claims begin and end, its claims with what they rest on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from pathlib import PureWindowsPath
from typing import Final

from uproar.charts import words
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import CheckedClaim, Verdict
from uproar.dossier.dossier import ArticleEntry, ClaimEntry, Piece
from uproar.dossier.numbers import Register
from uproar.dossier.text import QUOTE, line, shown
from uproar.findings import Finding, Unmeasured

TEXT: Final = 60_000  # characters of one article in print: ten long features
_RESULTS: Final = 4  # results beside one claim
_PARAGRAPH: Final = re.compile(r"\S(?:.|\n(?![ \t]*\n))*")
# The verdict that colours a stretch which several claims cover: the one that a reader must not miss.
_GRAVEST: Final = (Verdict.CONTRADICTED, Verdict.INCONSISTENT, Verdict.NOT_MEASURABLE, Verdict.SUPPORTED)


def lay_out(article: CheckedArticle, place: int, first_claim: int, register: Register, zone: str, room: int) -> ArticleEntry:
    """One article for print.

    Args:
        article: The article.
        place: Its number among the articles, from 1.
        first_claim: The number of its first claim, from 1.
        register: Where findings get their numbers.
        zone: The zone of printed times.
        room: Characters of text that may still be printed.
    """
    claims = tuple(_claim(checked, first_claim + index, register) for index, checked in enumerate(article.claims))
    limit = max(0, min(TEXT, room))
    text = article.text[:limit]
    cut = ""
    if len(article.text) > limit:
        cut = f"{len(article.text) - limit:,} of {len(article.text):,} characters of the text are left out here."
    published = words.period(article.published_from, article.published_to, zone)
    if published and article.published_source:
        published = f"{published}, date from {line(article.published_source)}"
    return ArticleEntry(
        id=f"a{place}",
        name=_name(article),
        title=line(article.title) or _name(article) or "(no title)",
        outlet=line(article.outlet),
        url=line(article.url),
        published=published,
        published_from=article.published_from,
        published_to=article.published_to,
        paragraphs=_paragraphs(text, claims),
        claims=claims,
        counts=tally(claims),
        notes=tuple(shown(note, QUOTE) for note in article.notes),
        cut=cut,
    )


def tally(claims: Sequence[ClaimEntry]) -> tuple[tuple[Verdict, int], ...]:
    """How many claims have each verdict; every verdict is told, also with 0."""
    return tuple((verdict, sum(1 for claim in claims if claim.verdict is verdict)) for verdict in Verdict)


def _name(article: CheckedArticle) -> str:
    """The article's file or record, without the folders of whoever loaded it."""
    return line(article.name if "://" in article.name else PureWindowsPath(article.name).name or article.name)


def _claim(checked: CheckedClaim, label: int, register: Register) -> ClaimEntry:
    made = f"c{label}"
    results = checked.results[:_RESULTS]
    rest = len(checked.results) - len(results)
    return ClaimEntry(
        id=made,
        label=str(label),
        kind=checked.claim.kind.value,
        text=line(checked.claim.text, QUOTE),
        span=checked.claim.span,
        subject=line(checked.claim.subject),
        verdict=checked.verdict,
        reason=line(checked.reason, QUOTE),
        needs=line(checked.needs, QUOTE),
        numbers=tuple(register.add(result) for result in results if isinstance(result, Finding)),
        gaps=tuple(register.gap(result) for result in results if isinstance(result, Unmeasured)),
        cut=f"{words.plural(rest, 'result')} more" if rest else "",
    )


def _paragraphs(text: str, claims: Sequence[ClaimEntry]) -> tuple[tuple[Piece, ...], ...]:
    spans = [(max(0, claim.span[0]), min(len(text), claim.span[1]), claim) for claim in claims]
    spans = [span for span in spans if span[0] < span[1]]
    blocks = [match.span() for match in _PARAGRAPH.finditer(text)]
    # Where a claim's label stands: at the end of its last stretch of text.
    last = {
        claim.id: max((min(end, stop) for start, stop in blocks if start < end and begin < stop), default=-1) for begin, end, claim in spans
    }
    out = []
    for start, stop in blocks:
        inside = [span for span in spans if span[0] < stop and start < span[1]]
        cuts = sorted({start, stop, *(max(start, a) for a, _, _ in inside), *(min(stop, b) for _, b, _ in inside)})
        pieces = []
        for a, b in itertools.pairwise(cuts):
            over = [claim for begin, end, claim in inside if begin < b and a < end]
            verdict = next((verdict for verdict in _GRAVEST if any(claim.verdict is verdict for claim in over)), None)
            ends = tuple(claim.id for claim in over if last[claim.id] == b)
            pieces.append(Piece(shown(text[a:b], TEXT), tuple(claim.id for claim in over), verdict, ends))
        out.append(tuple(pieces))
    return tuple(out)
