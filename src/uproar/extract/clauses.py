"""Cut the writer's own words into sentences, and find in each who governs which verb of speech."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from uproar.extract.languages import (
    CUE,
    DETERMINER,
    ENGLISH,
    FINITE,
    GERUND,
    GOVERNS,
    HEARER,
    MARK,
    POSSESSIVE,
    PREPOSITION,
    WORD,
    Language,
)  # fmt: skip
from uproar.extract.marks import Segment
from uproar.extract.names import Mention, Tokens, mentions

_BOUNDARY: Final = re.compile(r"[.!?…][\"”’'»)\]]{0,3}\s+(?=[\"“‘«„(\['`]|[^\W\d_a-z])")
# A verb stands at most so many tokens after its subject, where an adverb comes between: "Bell recently promising".
_ADVERBS: Final = 2
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

    __slots__ = ("_links", "_mentions", "_tokens", "_words", "end", "language", "masked", "paragraph", "start")

    def __init__(self, masked: str, start: int, end: int, paragraph: int, language: Language = ENGLISH) -> None:
        self.masked = masked
        self.start = start
        self.end = end
        self.paragraph = paragraph
        self.language = language
        self._tokens: Tokens | None = None
        self._mentions: list[Mention] | None = None
        self._words: list[int] | None = None
        self._links: list[Link] | None = None

    @property
    def tokens(self) -> Tokens:
        """Its tokens."""
        if self._tokens is None:
            self._tokens = Tokens(self.masked, self.start, self.end, self.language)
        return self._tokens

    @property
    def mentions(self) -> list[Mention]:
        """Who is mentioned in it."""
        if self._mentions is None:
            self._mentions = mentions(self.tokens, self.masked, self.language)
        return self._mentions

    @property
    def word_starts(self) -> list[int]:
        """Where its words begin."""
        if self._words is None:
            toks = self.tokens
            self._words = [start for start, kind in zip(toks.start, toks.kind, strict=True) if kind & WORD]
        return self._words

    def words_between(self, start: int, end: int) -> int:
        """How many of its words begin in a stretch of text."""
        return max(bisect_left(self.word_starts, end) - bisect_left(self.word_starts, start), 0)

    @property
    def links(self) -> list[Link]:
        """Its verbs of speech with their subjects."""
        if self._links is None:
            self._links = _links(self.tokens, self.mentions, self.language)
        return self._links


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
    for number, (start, end) in enumerate(paras):
        at = start
        bounds = [
            boundary.end()
            for boundary in _BOUNDARY.finditer(masked, start, end)
            if not _abbreviated(masked, start, boundary.start(), language)
        ]
        for stop in [*bounds, end]:
            while stop - at > _LONGEST:
                blank = masked.rfind(" ", at + _LONGEST // 2, at + _LONGEST) + 1
                middle = blank if blank > at else at + _LONGEST
                found.append(Sentence(masked, at, middle, number, language))
                at = middle
            if at < stop:
                found.append(Sentence(masked, at, stop, number, language))
                at = stop
    return found


def _abbreviated(masked: str, start: int, dot: int, language: Language) -> bool:
    return masked[dot] == "." and language.patterns.abbreviation.search(masked, max(start, dot - 6), dot + 1) is not None


def _links(toks: Tokens, people: list[Mention], language: Language) -> list[Link]:
    kind = toks.kind
    cues = [number for number, bits in enumerate(kind) if bits & GOVERNS]
    if not cues:
        return []
    lower, count = toks.lower, len(kind)
    inside = {number for person in people for number in range(person.first, person.last + 1)}
    begins = {person.first: number for number, person in enumerate(people)}
    found: list[Link] = []
    for number in cues:
        word, bits = lower[number], kind[number]
        follows_word = lower[number + 1] if number + 1 < count else ""
        after = according(lower, number, language)
        if after:
            subject = begins.get(after, -1)
            if subject >= 0:
                found.append(Link(number, "according", subject, inverted=True))
            continue
        strength = language.cues.get(word, "")
        if word in language.back_verbs and follows_word == language.back:
            strength = "say"
        if not strength or number in inside:
            continue
        # "…, a déclaré Bell": what helps the verb stands between it and the quotation.
        first = number - 1 if number and lower[number - 1] in language.perfect else number
        before = first - 1
        left = kind[before] if first else 0
        if left & (DETERMINER | POSSESSIVE):
            continue
        if word in language.noun_verbs and first and lower[before] not in language.before_verb and before not in inside:
            continue
        if first and lower[before] == language.infinitive and strength != "say":
            strength = "weak"
        after_quote = not first or left & MARK or (lower[before] == "," and before and kind[before - 1] & MARK)
        follows = begins.get(number + 1, -1)
        if follows >= 0 and not bits & (HEARER | GERUND) and (after_quote or (language.inverts and not left & WORD)):
            found.append(Link(number, strength, follows, inverted=True))
            continue
        if first and lower[before] in language.be and not bits & GERUND:
            agent = next((begins[n + 1] for n in range(number + 1, min(number + 8, count - 1)) if lower[n] in language.agents and n + 1 in begins), -1)  # fmt: skip
            if agent >= 0 or strength != "say":
                found.append(Link(number, strength, agent, inverted=True))
                continue
        found.append(Link(number, strength, subject_of(toks, people, number, language)))
    return found


def according(lower: list[str], number: int, language: Language) -> int:
    """The token after "according to" where it begins at a token, or 0."""
    follows = language.according.get(lower[number])
    if follows is None:
        return 0
    words = follows.split()
    return number + 1 + len(words) if lower[number + 1 : number + 1 + len(words)] == words else 0


def subject_of(toks: Tokens, people: list[Mention], verb: int, language: Language) -> int:
    """Number of the mention that is the verb's subject, or -1."""
    count = bisect_left(people, verb, key=_last)
    if not count:
        return -1
    lower, kind = toks.lower, toks.kind
    joined = kind[verb] & GERUND or lower[verb - 1] in language.clause_joins
    nearest = people[count - 1]
    # "a headline that said": the noun before "that" or "which" is the subject, whatever stands before it.
    relative = next((n for n in range(verb - 1, max(verb - 4, 0), -1) if lower[n] in language.relative), -1)
    if relative > 0 and nearest.last == relative - 1 and not nearest.possessive:
        return count - 1
    if joined:
        clause = _clause_subject(toks, people, count, verb)
        if clause >= 0:
            return clause
    for number in range(count - 1, -1, -1):
        person = people[number]
        at = person.first - 1
        left = kind[at] if at >= 0 else 0
        # "with Bell adding": the one exception to "what follows a preposition governs nothing".
        absolute = (
            at >= 0
            and lower[at] == language.absolute
            and kind[verb] & GERUND
            and verb - person.last <= _ADVERBS
            and lower[person.last + 1] != ","
        )
        if person.possessive or (left & (PREPOSITION | HEARER) and not absolute):
            continue
        # "Bell issued a statement saying", "Bell praised Ode, adding": what follows a verb is its object, and says nothing after a comma.
        if joined and number and at >= 0 and (person.kind == "document" or left & (FINITE | CUE)):
            continue
        # "Ada Bell, a lawyer for the town, said": the name before the comma is the fuller one.
        if number and at >= 0 and lower[at] == "," and _in_apposition(toks, people[number - 1], person, verb):
            return number - 1
        return number
    return count - 1 if nearest.last == verb - 1 or (joined and not nearest.possessive) else -1


def _last(person: Mention) -> int:
    return person.last


def _clause_subject(toks: Tokens, people: list[Mention], count: int, verb: int) -> int:
    """The nearest mention with a verb right after it ("Bell praised the city and its mayor, adding"), or -1."""
    kind = toks.kind
    for number in range(count - 1, -1, -1):
        person = people[number]
        if person.possessive or (person.first and kind[person.first - 1] & (PREPOSITION | HEARER)) or person.last >= verb - 2:
            continue
        following = kind[person.last + 1]
        if following & (FINITE | CUE) and not following & GERUND:
            return number
    return -1


def _in_apposition(toks: Tokens, name: Mention, person: Mention, verb: int) -> bool:
    return (
        name.last == person.first - 2
        and bool(name.name)
        and not name.possessive
        and toks.kind[person.first] & DETERMINER > 0
        and "," in toks.text[person.last + 1 : verb]
    )
