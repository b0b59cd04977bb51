"""Cut the writer's own words into sentences, and find in each who governs which verb of speech."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import Final, NamedTuple

from uproar.extract.cues import CUES, DETERMINERS, GERUNDS, HEARERS, PREPOSITIONS
from uproar.extract.marks import Segment
from uproar.extract.names import Mention, Token, mentions, tokens

_BOUNDARY: Final = re.compile(r"[.!?…][\"”’'»)\]]{0,3}\s+(?=[\"“‘«„(\[]|[^\W\d_a-z])")
_ABBREVIATION: Final = re.compile(r"(?:\b(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Rev|Lt|Col|Capt|Sgt|Jr|Sr|St|No|vs|D|R|Inc|Co)|\b[A-Z])\.$")
_MARKS: Final = frozenset("“”\"„«»‘’'‹›「」『』")
_BE: Final = frozenset(["was", "were", "is", "are", "been", "being", "be"])
_JOINS: Final = frozenset(["and", "but", "then", "or", "also", "later", ","])


# A longer sentence is cut at a blank: nothing said 1,200 characters away attributes a quotation, and the work stays linear in the text.
_LONGEST: Final = 1200


class Link(NamedTuple):
    """A verb of speech and its subject.

    Attributes:
        token: Number of the verb among the sentence's tokens.
        strength: "say", "speak", "weak" or "according".
        subject: Number of the subject among the sentence's mentions, or -1.
        inverted: The subject follows ("said Bell").
    """

    token: int
    strength: str
    subject: int
    inverted: bool = False


class Sentence:
    """One sentence of the writer's own words (what stands in quotation marks is blanked out).

    Attributes:
        start, end: Where it stands in the text.
        paragraph: Number of its paragraph.
    """

    def __init__(self, masked: str, start: int, end: int, paragraph: int) -> None:
        self._masked = masked
        self.start = start
        self.end = end
        self.paragraph = paragraph

    @cached_property
    def tokens(self) -> list[Token]:
        """Its tokens."""
        return tokens(self._masked, self.start, self.end)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Who is mentioned in it."""
        return mentions(self.tokens, self._masked)

    @cached_property
    def word_starts(self) -> list[int]:
        """Where its words begin."""
        return [token.start for token in self.tokens if token.text[0].isalnum()]

    def words_between(self, start: int, end: int) -> int:
        """How many of its words begin in a stretch of text."""
        return max(bisect_left(self.word_starts, end) - bisect_left(self.word_starts, start), 0)

    @cached_property
    def links(self) -> list[Link]:
        """Its verbs of speech with their subjects."""
        return _links(self.tokens, self.mentions)


def blanked(text: str, quotes: list[Segment]) -> str:
    """The text with the inside of every quotation replaced by spaces; a full stop that ends one stays, since it ends a sentence."""
    parts: list[str] = []
    at = 0
    for quote in quotes:
        parts.append(text[at : quote.start])
        stop = text[quote.end - 1 : quote.end] in {".", "…"}
        parts.append(" " * (quote.end - quote.start - stop) + ("." if stop else ""))
        at = quote.end
    parts.append(text[at:])
    return "".join(parts)


def cut(masked: str, paras: list[tuple[int, int]]) -> list[Sentence]:
    """All sentences, in order."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paras):
        at = start
        bounds = [
            boundary.end() for boundary in _BOUNDARY.finditer(masked, start, end) if not _abbreviated(masked, start, boundary.start())
        ]
        for stop in [*bounds, end]:
            while stop - at > _LONGEST:
                blank = masked.rfind(" ", at + _LONGEST // 2, at + _LONGEST) + 1
                middle = blank if blank > at else at + _LONGEST
                found.append(Sentence(masked, at, middle, number))
                at = middle
            if at < stop:
                found.append(Sentence(masked, at, stop, number))
                at = stop
    return found


def _abbreviated(masked: str, start: int, dot: int) -> bool:
    return masked[dot] == "." and _ABBREVIATION.search(masked, max(start, dot - 6), dot + 1) is not None


def _links(toks: list[Token], people: list[Mention]) -> list[Link]:
    inside = {number for person in people for number in range(person.first, person.last + 1)}
    begins = {person.first: number for number, person in enumerate(people)}
    found: list[Link] = []
    for number, token in enumerate(toks):
        if token.lower == "according" and number + 1 < len(toks) and toks[number + 1].lower == "to":
            subject = begins.get(number + 2, -1)
            if subject >= 0:
                found.append(Link(number, "according", subject, inverted=True))
            continue
        strength = CUES.get(token.lower, "")
        if not strength or number in inside:
            continue
        before = toks[number - 1] if number else None
        if before is not None and (before.lower in DETERMINERS or before.lower.endswith(("’s", "'s"))):
            continue
        if before is not None and before.lower == "to" and strength != "say":
            strength = "weak"
        after_quote = before is None or before.text in _MARKS or (before.text == "," and number > 1 and toks[number - 2].text in _MARKS)
        follows = begins.get(number + 1, -1)
        if after_quote and follows >= 0 and token.lower not in HEARERS and token.lower not in GERUNDS:
            found.append(Link(number, strength, follows, inverted=True))
            continue
        if before is not None and before.lower in _BE and token.lower not in GERUNDS:
            agent = next(
                (begins[n + 1] for n in range(number + 1, min(number + 8, len(toks) - 1)) if toks[n].lower == "by" and n + 1 in begins), -1
            )
            if agent >= 0 or strength != "say":
                found.append(Link(number, strength, agent, inverted=True))
                continue
        found.append(Link(number, strength, _subject(toks, people, number)))
    return found


def _subject(toks: list[Token], people: list[Mention], verb: int) -> int:
    """Number of the mention that is the verb's subject, or -1."""
    before = [number for number, person in enumerate(people) if person.last < verb]
    if not before:
        return -1
    joined = toks[verb].lower in GERUNDS or toks[verb - 1].lower in _JOINS
    # "Bell issued a statement saying": Bell says it, not the paper.
    written = joined and people[before[-1]].kind == "document" and len(before) > 1
    order = before if joined and (written or people[before[-1]].last < verb - 1) else reversed(before)
    for number in order:
        person = people[number]
        left = toks[person.first - 1].lower if person.first else ""
        if person.possessive or left in PREPOSITIONS or left in HEARERS:
            continue
        if person.text.lower() == "who":
            earlier = [n for n in before if people[n].last < person.first and person.first - people[n].last <= 2]
            return earlier[-1] if earlier else number
        # "Ada Bell, a lawyer for the town, said": the name before the comma is the fuller one.
        if (
            left == ","
            and number
            and people[number - 1].last == person.first - 2
            and toks[person.first].lower in DETERMINERS
            and people[number - 1].name
        ):
            return number - 1
        return number
    return before[-1] if people[before[-1]].last == verb - 1 else -1
