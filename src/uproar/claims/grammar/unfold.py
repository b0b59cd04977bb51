"""Read sentences without what is put into them, and what is put in as a sentence of its own: "Tidewater, which came out on Tuesday, was panned"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from uproar.claims.claim import Claim
from uproar.claims.context import MASK, Context, Span
from uproar.claims.grammar.clauses import Token, split, tokens_of

_RELATIVES = frozenset(("which", "who", "that"))
_MOST, _MARKS = 1_000, 16  # characters and commas of a sentence that is taken apart: no writer puts more into one
# Sentences that nothing of this stands in hold no claim, however they are read.
WORTH: Final = re.compile(
    r"petition|signature|signed|trend|hashtag|#|critic|review|player|user|audience|viewer|fans|page|picture|artwork|descri|blurb|releas"
    r"|launch|went on sale|came out|comes out|went live|apolog|statement",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A text in which such sentences are taken apart, and where each of its characters stood.

    Attributes:
        context: The text taken apart; its sentences are only those that were.
        places: For each character its place in the text as written.
    """

    context: Context
    places: Sequence[int]

    def as_written(self, claim: Claim, text: str) -> Claim:
        """A claim found in the text taken apart, with its words as they were written."""
        start, end = claim.span
        inside = self.places[start:end]
        span = (min(inside), max(inside) + 1)
        return replace(claim, span=span, text=text[slice(*span)])


def unfold(context: Context) -> Unfolded | None:
    """Take every sentence apart that something is put into; None where there is none.

    Example:
        >>> from uproar.claims.context import build
        >>> text = "The game, which came out on Tuesday, was panned by critics."
        >>> unfold(build(text, [], [], [], None)).context.text
        'The game was panned by critics. The game came out on Tuesday.'
    """
    pieces: list[str] = []
    places: list[int] = []
    spans: list[Span] = []
    at = 0

    def add(start: int, end: int, closing: str = "") -> None:
        pieces.append(context.text[start:end] + closing)
        places.extend([*range(start, end), *[end - 1] * len(closing)])

    for span in context.spans:
        words = context.narration[slice(*span)]
        if span[1] - span[0] > _MOST or not 0 < sum(words.count(mark) for mark in ",(–—") <= _MARKS or not WORTH.search(words):
            continue
        rest, inside = split(tokens_of(context, span))
        if not inside or not rest:
            continue
        add(at, span[0])
        for tokens in (rest, *(_own(before, put_in) for before, put_in in inside)):
            if not tokens:
                continue
            start = len(places)
            for piece in _runs(context.text, tokens):
                add(*piece, " ")
            pieces[-1] = pieces[-1][:-1]
            places.pop()
            if pieces[-1][-1:] not in ".!?":
                add(tokens[-1].span[1], tokens[-1].span[1], ".") if tokens[-1].span[1] else None
            spans.append((start, len(places)))
            add(span[1], span[1], " ")
        pieces[-1] = pieces[-1][:-1]
        places.pop()
        at = span[1]
    if not spans:
        return None
    add(at, len(context.text))
    return Unfolded(_moved(context, "".join(pieces), places, spans), places)


def _own(before: Sequence[Token], inside: Sequence[Token]) -> list[Token]:
    """A relative clause with what it is about in front; other things that are put in are no sentences."""
    if not inside or inside[0].word not in _RELATIVES or len(inside) < 3:
        return []
    since = max((place for place, token in enumerate(before) if token.word in (",", ";", ":", "and", "but", "–", "—")), default=-1) + 1
    return [*before[since:], *inside[1:]]


def _runs(text: str, tokens: Sequence[Token]) -> list[Span]:
    """Stretches of a text that hold some tokens and no others: what stands between two that were neighbours stays."""
    runs: list[list[int]] = []
    for token in tokens:
        if runs and not text[runs[-1][1] : token.span[0]].strip():
            runs[-1][1] = token.span[1]
        else:
            runs.append([*token.span])
    return [(start, end) for start, end in runs]


def _moved(context: Context, text: str, places: Sequence[int], spans: Sequence[Span]) -> Context:
    """The context of the text taken apart, with figures and times where they stand now; a figure may stand there twice."""
    starts = {one.span[0] for one in context.figures} | {one.span[0] for one in context.dates}
    where: dict[int, list[int]] = {}
    for place, original in enumerate(places):
        if original in starts:
            where.setdefault(original, []).append(place)

    def now(span: Span) -> list[Span]:
        length = span[1] - span[0]
        return [
            (start, start + length)
            for start in where.get(span[0], ())
            if start + length <= len(places) and places[start + length - 1] == span[1] - 1
        ]

    figures = sorted((replace(one, span=span) for one in context.figures for span in now(one.span)), key=lambda one: one.span)
    dates = sorted((replace(one, span=span) for one in context.dates for span in now(one.span)), key=lambda one: one.span)
    narration = text
    if MASK in context.narration:
        narration = "".join(context.narration[place] if text[at] == context.text[place] else text[at] for at, place in enumerate(places))
    return Context(
        text,
        narration,
        spans,
        [],
        figures,
        dates,
        context.case,
        [each.span[0] for each in figures],
        [each.span[0] for each in dates],
        spoken=context.spoken,
    )
