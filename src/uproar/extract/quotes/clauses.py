"""Cut the writer's own words into sentences, and find in each who governs which verb of speech."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import partial
from typing import Final, NamedTuple

from uproar.extract.languages.language import (
    DETERMINER,
    ENGLISH,
    GERUND,
    GOVERNS,
    HEARER,
    MARK,
    POSSESSIVE,
    WORD,
    Language,
)  # fmt: skip
from uproar.extract.quotes.marks import Segment
from uproar.extract.quotes.mentions import Mention, Tokens, mentions
from uproar.extract.quotes.subjects import subject_of

_BOUNDARY: Final = re.compile(r"[.!?…][\"”’'»)\]]{0,3}\s+(?=[\"“‘«„(\['`]|[^\W\d_a-z])")
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


# Made from a tuple, which takes a fifth of the time.
_link: Final = partial(tuple.__new__, Link)


class Sentence:
    """One sentence of the writer's own words (what stands in quotation marks is blanked out).

    Attributes:
        start, end: Where it stands in the text.
        paragraph: Number of its paragraph.
        tokens: Its tokens.
        mentions: Who is mentioned in it.
    """

    __slots__ = ("_firsts", "_links", "_words", "end", "language", "mentions", "paragraph", "start", "tokens")

    def __init__(self, masked: str, start: int, end: int, paragraph: int, tokens: Tokens, language: Language) -> None:
        self.start = start
        self.end = end
        self.paragraph = paragraph
        self.language = language
        self.tokens = tokens
        self.mentions = mentions(tokens, masked, language)
        self._firsts: dict[int, int] | None = None
        self._words: list[int] | None = None
        self._links: list[Link] | None = None

    def in_mention(self, token: int) -> bool:
        """Whether a token lies in a mention."""
        for person in self.mentions:  # few mentions stand in a sentence
            if person.last >= token:
                return person.first <= token
        return False

    def begins(self, token: int) -> int:
        """Number of the mention that begins at a token, or -1."""
        firsts = self._firsts
        if firsts is None:
            firsts = self._firsts = {person.first: number for number, person in enumerate(self.mentions)}
        return firsts.get(token, -1)

    @property
    def word_starts(self) -> list[int]:
        """Where its words begin."""
        if self._words is None:
            toks = self.tokens
            self._words = [start for start, kind in zip(toks.start, toks.kind, strict=True) if kind & WORD]
        return self._words

    @property
    def links(self) -> list[Link]:
        """Its verbs of speech with their subjects."""
        if self._links is None:
            self._links = _links(self)
        return self._links

    def words_between(self, start: int, end: int) -> int:
        """How many of its words begin in a stretch of text."""
        return max(bisect_left(self.word_starts, end) - bisect_left(self.word_starts, start), 0)


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


def cut(masked: str, paras: list[tuple[int, int]], language: Language = ENGLISH) -> list[Sentence]:
    """All sentences, in order."""
    found: list[Sentence] = []
    whole = Tokens.of(masked, paras, language)
    starts, abbreviation = whole.start, language.patterns.abbreviation.search
    first = 0
    for number, (start, end) in enumerate(paras):
        at = start
        torn = masked.find("_", start, end) >= 0  # `whole` lacks paragraphs with this mark, and words that a cut divides
        first = bisect_left(starts, start, first)
        stops: list[int] = []
        for boundary in _BOUNDARY.finditer(masked, start, end):
            dot, stop = boundary.span()
            if masked[dot] != "." or abbreviation(masked, max(start, dot - 6), dot + 1) is None:
                stops.append(stop)
        stops.append(end)
        for bound in stops:
            while at < bound:
                stop = bound
                if stop - at > _LONGEST:
                    blank = masked.rfind(" ", at + _LONGEST // 2, at + _LONGEST) + 1
                    torn = torn or blank <= at
                    stop = blank if blank > at else at + _LONGEST
                last = bisect_left(starts, stop, first)
                tokens = Tokens(masked, at, stop, language) if torn else whole.part(first, last)
                found.append(Sentence(masked, at, stop, number, tokens, language))
                at, first = stop, last
    return found


def _links(sentence: Sentence) -> list[Link]:
    toks, people, language = sentence.tokens, sentence.mentions, sentence.language
    kind = toks.kind
    cues = [number for number, bits in enumerate(kind) if bits & GOVERNS]
    if not cues:
        return []
    lower, count = toks.lower, len(kind)
    found: list[Link] = []
    for number in cues:
        word, bits = lower[number], kind[number]
        if word in language.according and (after := according(lower, number, language)):
            subject = sentence.begins(after)
            if subject >= 0:
                found.append(_link((number, "according", subject, True)))
            continue
        strength = language.cues.get(word, "")
        if word in language.back_verbs and number + 1 < count and lower[number + 1] == language.back:
            strength = "say"
        if not strength or sentence.in_mention(number):
            continue
        # "…, a déclaré Bell": what helps the verb stands between it and the quotation.
        first = number - 1 if number and lower[number - 1] in language.perfect else number
        before = first - 1
        left = kind[before] if first else 0
        if left & (DETERMINER | POSSESSIVE):
            continue
        noun = word in language.noun_verbs or (word in language.plural_verbs and not lower[before].endswith(language.adverb_endings))
        if noun and first and lower[before] not in language.before_verb and not sentence.in_mention(before):
            continue
        if first and lower[before] == language.infinitive and strength != "say":
            strength = "weak"
        after_quote = not first or left & MARK or (lower[before] == "," and before and kind[before - 1] & MARK)
        follows = sentence.begins(number + 1)
        if (
            follows >= 0
            and not bits & (HEARER | GERUND)
            and (
                after_quote
                or (language.inverts and not left & WORD)
                # "It is late, said Bell."
                or (first and lower[before] == "," and strength == "say" and _ends_clause(toks, people[follows]))
            )
        ):
            found.append(_link((number, strength, follows, True)))
            continue
        if first and lower[before] in language.be and not bits & GERUND:
            by = (sentence.begins(n + 1) for n in range(number + 1, min(number + 8, count - 1)) if lower[n] in language.agents)
            agent = next((agent for agent in by if agent >= 0), -1)
            if agent >= 0 or strength != "say":
                found.append(_link((number, strength, agent, True)))
                continue
        found.append(_link((number, strength, subject_of(toks, people, number, language), False)))
    return found


def _ends_clause(toks: Tokens, person: Mention) -> bool:
    """Whether a mark follows a mention, so that it is no subject of what comes after."""
    beyond = person.last + 1
    return person.kind != "pronoun" and not person.possessive and (beyond >= len(toks) or not toks.kind[beyond] & WORD)


def according(lower: list[str], number: int, language: Language) -> int:
    """The token after "according to" where it begins at a token, or 0."""
    follows = language.according.get(lower[number])
    if follows is None:
        return 0
    words = follows.split()
    return number + 1 + len(words) if lower[number + 1 : number + 1 + len(words)] == words else 0


def last_of(person: Mention) -> int:
    """The last token of a mention."""
    return person.last
