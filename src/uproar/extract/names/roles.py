"""What a text says somebody is: "director Ada Bell", "Ada Bell, who started the petition", "Halden Interactive, the studio behind the game"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from uproar.extract.languages.english_forms import words
from uproar.extract.languages.language import CUE, FINITE, HEAD, PAST, PRONOUN, Language
from uproar.extract.names.name import Span
from uproar.extract.quotes.clauses import Sentence
from uproar.extract.quotes.mentions import Mention, Tokens, without_title

# An apposition or a relative clause is followed for so many words.
_WORDS: Final = 14
# Words before a name are its role up to so many: "its lead quest designer Ada Bell".
_BEFORE: Final = 4
# Endings of what persons are by what they do ("designer", "violinist"), and other words that end so.
_ROLE_ENDINGS: Final = ("er", "or", "ist", "ian")
_NO_ROLES: Final = words(
    "another better bigger either former inner junior later earlier major minor newer number older outer prior rather senior younger"
)
_QUALIFIERS: Final = words(
    "accused acting alleged convicted disgraced ex-convict former interim late presumed purported self-described so-called suspected then"
)
_AGE: Final = re.compile(r",\s\d{1,3}(?=,)")
# Up to the next mark; the dot of an abbreviation is none.
_ON: Final = r"(?:[^,.;:!?()“”\"–—]|(?<=\b(?:Mr|Ms|Dr|St|Jr|Sr))\.|(?<=Mrs)\.|(?<=[A-Z])\.)"
_WHO: Final = re.compile(rf",\s(?P<role>who(?:se)?\s{_ON}{{3,120}})(?=[,.;:!?–—]|$)")
_NAMED_NEXT: Final = re.compile(r",\s[A-ZÀ-Þ]")
_BESIDE: Final = re.compile(rf"(?:,\s|\s\()(?P<role>(?:(?:an?|the|its|their|his|her|our)\s)?{_ON}{{2,100}})(?=[,.;:!?)–—]|$)")


def role_of(text: str, sentence: Sentence, mention: Mention, language: Language) -> Span | None:
    """Where the words stand that say what a name's bearer is, or None.

    Args:
        text: The text.
        sentence: The sentence that names them.
        mention: The mention, with a name.
        language: Its tables.
    """
    return _before(text, sentence, mention, language) or _after(text, sentence, mention, language)


def _after(text: str, sentence: Sentence, mention: Mention, language: Language) -> Span | None:
    at = mention.end
    if text[at : at + 1] in ("’", "'"):
        return None  # "Bell’s, ..."
    if age := _AGE.match(text, at, sentence.end):
        at = age.end()
    if found := _WHO.match(text, at, sentence.end):
        span = _trimmed(text, found.span("role"))
        # "whose latest game, Cutwater, …": no clause yet.
        return None if text.startswith("whose ", span[0]) and _NAMED_NEXT.match(text, span[1]) else span
    found = _BESIDE.match(text, at, sentence.end)
    if found is None:
        return None
    span = _trimmed(text, found.span("role"))
    toks = Tokens(text, *span, language)
    if not 0 < len(toks) <= _WORDS or any(bits & (FINITE | PAST) for bits in toks.kind):
        return None  # a clause: "Bell, the studio said, ..."
    # The noun it turns on stands before "of", "behind", "at": no role without one that names what somebody is.
    head = next((number for number, word in enumerate(toks.lower) if word in language.prepositions or word in language.of_works), len(toks))
    opens = toks.lower[0] in language.articles or toks.lower[0] in language.determiners
    named = head > 0 and any(bits & HEAD for bits in toks.kind[:head])
    return span if named and (opens or toks.text[0][0].islower()) else None


def _trimmed(text: str, span: Span) -> Span:
    return span[0], span[0] + len(text[slice(*span)].rstrip())


def _before(text: str, sentence: Sentence, mention: Mention, language: Language) -> Span | None:
    span = _ahead(text, sentence, mention, language)
    if span is None:
        return None
    # What is only said of somebody, and what they are no more, is part of what they are said to be.
    toks = sentence.tokens
    begin = bisect_left(toks.start, span[0])
    while begin > 0 and toks.lower[begin - 1] in _QUALIFIERS:
        begin -= 1
    return min(span[0], toks.start[begin]), span[1]


def _ahead(text: str, sentence: Sentence, mention: Mention, language: Language) -> Span | None:
    start = mention.start
    name = without_title(mention.name, language)  # "Director Ada Bell"
    ahead = mention.text.removesuffix(name).rstrip()
    if ahead and mention.kind == "name" and mention.text.endswith(name):
        toks = Tokens(text, start, start + len(ahead), language)
        first = 1 if toks.lower[0] in language.articles or toks.lower[0] in language.determiners else 0
        if first == len(toks) or not _is_role(toks, len(toks) - 1, language) or any(word in language.prepositions for word in toks.lower):
            return None
        return toks.start[first], toks.end[-1]
    toks = sentence.tokens
    first = mention.first
    if first == 0 or not _is_role(toks, first - 1, language) or toks.text[first - 1][:1].isupper():
        return None
    begin = first - 1
    while (
        begin > max(0, first - _BEFORE)
        and toks.text[begin - 1].isalpha()
        and toks.text[begin - 1].islower()
        and (_describes(toks, begin - 1, language) or toks.lower[begin - 1] in _QUALIFIERS)
    ):
        begin -= 1
    return toks.start[begin], toks.end[first - 1]


def _is_role(toks: Tokens, number: int, language: Language) -> bool:
    """Whether a word right before a name says what its bearer is: "designer Ada Bell"."""
    bits, word = toks.kind[number], toks.lower[number]
    if bits & (CUE | FINITE | PAST) or word in language.prepositions or word in language.not_names:
        return False
    if number and (toks.kind[number - 1] & PRONOUN or toks.lower[number - 1] in language.modals | {language.infinitive}):
        return bits & HEAD > 0  # "to bolster Bell"
    return bits & HEAD > 0 or does(word, language)


def does(word: str, language: Language) -> bool:
    """Whether a word is made like those for what persons do, though no table holds it: "designer"."""
    return language.code == "en" and len(word) > 4 and word.endswith(_ROLE_ENDINGS) and word not in _NO_ROLES


def _describes(toks: Tokens, number: int, language: Language) -> bool:
    """Whether a word may stand before a role: no verb, article or preposition."""
    bits, word = toks.kind[number], toks.lower[number]
    return not (bits & (FINITE | PAST | CUE) or word in language.prepositions or word in language.articles or word in language.determiners)
