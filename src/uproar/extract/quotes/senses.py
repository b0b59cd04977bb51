"""Tell where a word that may state something is no verb here: a modifier of a noun, a noun, an imperative, or a verb in another sense."""

from __future__ import annotations

from typing import Final

from uproar.extract.languages.english_statements import MODIFIERS
from uproar.extract.languages.language import CUE, DETERMINER, FINITE, NOT_NAME, NUMBER, PREPOSITION, UPPER, WORD
from uproar.extract.quotes.clauses import Link, Sentence
from uproar.extract.quotes.mentions import Mention, Tokens

# "admit" with one of these before it tells whom a place lets in: "the plan to admit 200 refugees".
LETS_IN: Final = frozenset(["admit", "admits", "admitted", "admitting"])


def is_modifier(sentence: Sentence, number: int) -> bool:
    """Whether a participle stands before a noun that it is told of: "alleged swindler Carl Dorn", "free of detailed plans"."""
    toks, language = sentence.tokens, sentence.language
    lower, kind = toks.lower, toks.kind
    if number and kind[number - 1] & PREPOSITION and not sentence.in_mention(number - 1):
        return not number + 1 < len(kind) or kind[number + 1] & WORD > 0
    if lower[number] not in MODIFIERS or number + 1 >= len(kind):
        return False
    following, word = kind[number + 1], lower[number + 1]
    if following & (DETERMINER | UPPER | PREPOSITION | FINITE) or not following & WORD or word.endswith(language.adverb_endings):
        return False
    if word in language.clause_heads or word in language.nominative or word == language.infinitive:
        return False
    # "Ode alleged fraud": its subject stands right before it, or what helps it.
    before = number - 1
    while before > 0 and (lower[before] in language.also or lower[before].endswith(language.adverb_endings)):
        before -= 1
    return not (number and (sentence.in_mention(before) or lower[before] in language.that))


def is_imperative(toks: Tokens, number: int) -> bool:
    """Whether a capitalised verb opens a line after a dash or a mark: "- See it now"."""
    return toks.kind[number] & UPPER > 0 and not any(bits & WORD for bits in toks.kind[:number])


def lets_in(toks: Tokens, number: int, people: list[Mention], begun: int) -> bool:
    """Whether "admit" tells of letting people in: a bare plural, a number or a person follows it."""
    if number + 1 >= len(toks):
        return False
    following, word = toks.kind[number + 1], toks.lower[number + 1]
    if following & NUMBER or word[0].isdecimal() or (begun >= 0 and people[begun].kind in {"name", "role"}):
        return True
    return word.endswith("s") and not word.endswith("ss") and not following & (DETERMINER | PREPOSITION)


def is_holder(sentence: Sentence, link: Link) -> bool:
    """Whether the subject of an attitude is somebody, and governs its verb beyond doubt: "Bell wants", "Bell's fear that"."""
    toks, language = sentence.tokens, sentence.language
    person = sentence.mentions[link.subject]
    if person.kind == "document" or (person.possessive and person.last != link.token - 1):
        return False
    if link.inverted:
        return True  # "by Bell"
    verb, word = link.token - 1, toks.lower[link.token - 1]
    while verb > person.last and word not in language.joins and word not in language.opens_relative:
        if not (toks.kind[verb] & (FINITE | NOT_NAME) or word in language.between or word.endswith(language.adverb_endings)):
            break
        verb -= 1
        word = toks.lower[verb]
    if verb == person.last:
        return True
    # "Bell, who runs the town, wants"; "Bell said it is late and wants"
    opening = person.last + 1
    return toks.lower[opening] == "," if word == "," else word in language.joins and toks.kind[opening] & (FINITE | CUE) > 0
