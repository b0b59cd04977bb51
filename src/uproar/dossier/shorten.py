"""What of long lists is printed: the first of each, always with how many there are; JSON gives every one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from uproar.charts import words
from uproar.claims.claim import Verdict
from uproar.dossier.dossier import ArticleEntry, Dossier, Event, Speaker, Words

# A page must open on a phone, at most 1.5 MB: an event takes 0.2 kB, a quotation with its query 1 kB, a file 0.6 kB, an article 2 kB and its text.
_EVENTS: Final = 150
_WORDS: Final = 60
_FILES: Final = 20
_ARTICLES: Final = 60
_WRONG: Final = (Verdict.CONTRADICTED, Verdict.INCONSISTENT)


@dataclass(frozen=True, slots=True)
class Printed:
    """A dossier with its long lists shortened.

    Attributes:
        dossier: The account; what is left out of quotations and files stands in its own `words_cut` and `loads_cut`.
        timeline, articles: How many events and articles are left out, or "".
    """

    dossier: Dossier
    timeline: str
    articles: str


def shorten(dossier: Dossier) -> Printed:
    """The dossier as a page of its own prints it."""
    events = foremost(dossier.timeline, _EVENTS)
    articles = telling(dossier.articles, _ARTICLES)
    named, nobody, words_left = first_words(dossier.speakers, dossier.unattributed, _WORDS)
    # The files that hold most: one of a million posts says more of how a record was collected than five hundred of one article each.
    fullest = sorted(range(len(dossier.loads)), key=lambda place: (-dossier.loads[place].read, place))[:_FILES]
    files = tuple(dossier.loads[place] for place in sorted(fullest))
    # A link must not lead to an article that is not there.
    ids = {one.id for one in articles} | {claim.id for one in articles for claim in one.claims}
    events = tuple(one if not one.anchor or one.anchor in ids else replace(one, anchor="") for one in events)
    claims_left = sum(len(one.claims) for one in dossier.articles) - sum(len(one.claims) for one in articles)
    with_claims = f" with {words.plural(claims_left, 'claim')}" if claims_left else ""
    cut = replace(
        dossier, timeline=events, articles=articles, speakers=named, unattributed=nobody, loads=files,
        words_cut=" ".join(one for one in (left_out(words_left, "quotation"), dossier.words_cut) if one),
        loads_cut=" ".join(one for one in (left_out(len(dossier.loads) - len(files), "smaller file"), dossier.loads_cut) if one),
    )  # fmt: skip
    return Printed(
        cut, left_out(len(dossier.timeline) - len(events), "event"), left_out(len(dossier.articles) - len(articles), "article", with_claims)
    )


def left_out(count: int, name: str, more: str = "") -> str:
    """How much is not printed, or "".

    Example:
        >>> left_out(0, "event"), left_out(2, "article", " with 3 claims")
        ('', '2 articles with 3 claims are not printed here: the dossier as JSON holds every one.')
    """
    verb = "is" if count == 1 else "are"
    return f"{words.plural(count, name)}{more} {verb} not printed here: the dossier as JSON holds every one." if count else ""


def foremost(events: Sequence[Event], most: int) -> tuple[Event, ...]:
    """At most so many events, in their order: what happened before what was written of it, and then the first."""
    order = sorted(range(len(events)), key=lambda place: (events[place].kind == "press", place))
    return tuple(events[place] for place in sorted(order[:most]))


def telling(articles: Sequence[ArticleEntry], most: int) -> tuple[ArticleEntry, ...]:
    """At most so many articles, in their order: those with claims that do not hold, then those with claims, then the first."""
    order = sorted(range(len(articles)), key=lambda place: (-wrong(articles[place]), not articles[place].claims, place))
    return tuple(articles[place] for place in sorted(order[:most]))


def wrong(article: ArticleEntry) -> int:
    """How many of its claims do not hold."""
    return sum(count for verdict, count in article.counts if verdict in _WRONG)


def first_words(
    speakers: Sequence[Speaker], unattributed: Sequence[Words], most: int
) -> tuple[tuple[Speaker, ...], tuple[Words, ...], int]:
    """At most so many quotations: the first of every speaker before the second of any, words of nobody named last; and how many are left out.

    Example:
        >>> said = [Words(text, "speech", "", (), "", "") for text in "abc"]
        >>> named, nobody, left = first_words([Speaker("A", "", tuple(said)), Speaker("B", "", tuple(said[:1]))], said, 3)
        >>> [len(one.words) for one in named], len(nobody), left
        ([2, 1], 0, 4)
    """
    turns = sorted((turn, place) for place, one in enumerate(speakers) for turn in range(len(one.words)))[:most]
    kept = [sum(1 for _, place in turns if place == at) for at in range(len(speakers))]
    named = tuple(replace(one, words=one.words[:count]) for one, count in zip(speakers, kept, strict=True) if count)
    nobody = tuple(unattributed[: most - len(turns)])
    every = sum(len(one.words) for one in speakers) + len(unattributed)
    return named, nobody, every - len(turns) - len(nobody)
