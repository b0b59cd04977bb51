"""Cut the writer's own words into sentences, and find in each who governs which verb of speech."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import partial
from typing import Final, NamedTuple

from uproar.extract.languages.language import (
    CUE,
    DETERMINER,
    ENGLISH,
    FINITE,
    GERUND,
    GOVERNS,
    HEARER,
    MARK,
    NOT_NAME,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    TITLE,
    WORD,
    Language,
)  # fmt: skip
from uproar.extract.quotes.marks import Segment
from uproar.extract.quotes.mentions import Mention, Tokens, mentions

_BOUNDARY: Final = re.compile(r"[.!?…][\"”’'»)\]]{0,3}\s+(?=[\"“‘«„(\['`]|[^\W\d_a-z])")
# A verb stands at most so many tokens after its subject, where an adverb comes between: "Bell recently promising".
_ADVERBS: Final = 2
# "that" or "which" stands fewer tokens before its verb.
_RELATIVE: Final = 4
# A longer sentence is cut at a blank: nothing said 1,200 characters away attributes a quotation, and the work stays linear in the text.
_LONGEST: Final = 1200
# A relative clause before its mention is at most so long: "who met in the old town with Bell".
_CLAUSE: Final = 9
_BRACKETS: Final = frozenset("([—–-")


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


def subject_of(toks: Tokens, people: list[Mention], verb: int, language: Language) -> int:
    """Number of the mention that is the verb's subject, or -1."""
    count = len(people)
    while count and people[count - 1].last >= verb:  # few mentions stand in a sentence
        count -= 1
    if not count:
        return -1
    number = _subject(toks, people, count, verb, language)
    # "Ada Bell, the first mayor to come, said": the name beside a role is whose it is.
    if (
        number > 0
        and not people[number].name
        and people[number].kind == "role"
        and _in_apposition(toks, people[number - 1], people[number], verb)
    ):
        return number - 1
    return number


def _subject(toks: Tokens, people: list[Mention], count: int, verb: int, language: Language) -> int:
    lower, kind = toks.lower, toks.kind
    gerund = kind[verb] & GERUND > 0
    before = verb - 1
    while before > 0 and lower[before] in language.also:
        before -= 1
    joined = gerund or lower[before] in language.clause_joins or lower[verb - 1] in language.clause_joins
    nearest = people[count - 1]
    # "a headline that said": the noun before "that" or "which" is the subject, whatever stands before it.
    at = nearest.last + 1
    if (
        verb - _RELATIVE < at < verb
        and lower[at] in language.relative
        and not nearest.possessive
        and language.relative.isdisjoint(lower[at + 1 : verb])
    ):
        return count - 1
    if not gerund and lower[verb - 1] == ",":
        bracketed = _before_brackets(toks, people, count, verb, language)
        if bracketed >= 0:
            return bracketed
    if joined:
        clause = _clause_subject(toks, people, count, verb)
        if clause >= 0:
            return clause
    elif (described := _described(toks, people, count, verb, language)) is not None:
        return described
    for number in range(count - 1, -1, -1):
        person = people[number]
        at = person.first - 1
        left = kind[at] if at >= 0 else 0
        if person.possessive:
            continue
        # "with Bell adding", "after critics said": the exceptions to "what follows a preposition governs nothing".
        if left & (PREPOSITION | HEARER) and not (
            verb - person.last <= _ADVERBS
            and lower[person.last + 1] != ","
            and (lower[at] == language.absolute if gerund else lower[at] in language.opens_clause)
        ):
            continue
        # "Bell issued a statement saying", "Bell praised Ode, adding": what follows a verb is its object, and says nothing after a comma.
        if joined and number and at >= 0 and (person.kind == "document" or left & (FINITE | CUE)):
            continue
        # "of Red Bank, N.J., said": what stands between commas says where the place before it lies.
        if (
            number
            and at > 0
            and lower[at] == "," == lower[person.last + 1]
            and people[number - 1].last == at - 1
            and people[number - 1].kind == "name"
        ):
            continue
        # "Ada Bell, a lawyer for the town, said": the name before the comma is the fuller one.
        if number and at >= 0 and lower[at] == "," and _in_apposition(toks, people[number - 1], person, verb):
            return number - 1
        return number
    return count - 1 if nearest.last == verb - 1 or (joined and not nearest.possessive) else -1


def last_of(person: Mention) -> int:
    """The last token of a mention."""
    return person.last


def _before_brackets(toks: Tokens, people: list[Mention], count: int, verb: int, language: Language) -> int:
    """The subject before what stands between it and its verb in commas ("Bell, who met Ode, said"), or -1."""
    lower, kind = toks.lower, toks.kind
    for number in range(count - 1, -1, -1):
        person = people[number]
        opening = person.last + 1
        opening += bool(kind[opening] & TITLE)  # "its director general, Ada Bell, said"
        if (
            opening >= verb - 1
            or lower[opening] != ","
            or person.possessive
            or (person.first and kind[person.first - 1] & (PREPOSITION | HEARER))
        ):
            continue
        beside = people[number + 1] if number + 1 < count and people[number + 1].first == opening + 1 else None
        if beside is not None and beside.last == verb - 2 and not person.name and beside.kind == "name":
            return number + 1  # "its director, Ada Bell, said"
        first = kind[opening + 1]
        inner = first & (DETERMINER | PREPOSITION) or lower[opening + 1].isdecimal() or lower[opening + 1] in language.opens_relative
        if inner or beside is not None:
            return number
        if not person.first or lower[person.first - 1] != ",":
            return -1  # "in Munich, Germany, and co-author of the study, said" looks on
    return -1


def _described(toks: Tokens, people: list[Mention], count: int, verb: int, language: Language) -> int | None:
    """The subject where the mention nearest to a verb is none: it ends a relative clause, or a common noun stands between; else None."""
    lower, kind, nearest = toks.lower, toks.kind, people[count - 1]
    # "a man who met Ada Bell said": the clause belongs to the one before "who".
    begin, stop = max(nearest.first - _CLAUSE, 0) + 1, nearest.first - 1
    if begin < stop and not language.opens_relative.isdisjoint(lower[begin:stop]):
        for number in range(stop - 1, begin - 1, -1):
            if not kind[number] & WORD:
                break
            if lower[number] in language.opens_relative:
                before = [index for index in range(count) if people[index].last == number - 1 and not people[index].possessive]
                return before[0] if before else None
    # "Bell met the press and airlines said": a noun that the tables do not hold is the subject, and nobody's name is.
    last = verb - 1
    if nearest.last == last or not kind[verb] & PAST or lower[last] in language.that:
        return None
    if language.cues.get(lower[verb]) not in {"say", "speak"}:
        return None
    while last > nearest.last and (
        kind[last] & (FINITE | NOT_NAME) or lower[last] in language.between or lower[last].endswith(language.adverb_endings)
    ):
        last -= 1
    between = range(nearest.last + 1, last + 1)
    if not between or lower[last].isdecimal() or not kind[last] & WORD or lower[nearest.last + 1] in _BRACKETS:
        return None
    for number in between:
        if kind[number] & PREPOSITION:
            return None
    return -1


def _clause_subject(toks: Tokens, people: list[Mention], count: int, verb: int) -> int:
    """The nearest mention with a verb right after it ("Bell praised the city and its mayor, adding"), or -1; one that speaks goes first."""
    kind = toks.kind
    nearest = -1
    for number in range(count - 1, -1, -1):
        person = people[number]
        if person.possessive or (person.first and kind[person.first - 1] & (PREPOSITION | HEARER)) or person.last >= verb - 2:
            continue
        following = kind[person.last + 1]
        if following & CUE and not following & GERUND:
            # "Bell said the town was well, but added": what the town does is in her words.
            return number
        if nearest < 0 and following & FINITE and not following & GERUND:
            nearest = number
    return nearest


def _in_apposition(toks: Tokens, name: Mention, person: Mention, verb: int) -> bool:
    return (
        name.last == person.first - 2
        and bool(name.name)
        and not name.possessive
        and toks.lower[person.first - 1] == ","
        and (toks.kind[person.first] & DETERMINER > 0 or (person.kind == "role" and not person.name))
        and "," in toks.text[person.last + 1 : verb]
    )
