"""Where the words of an indirect statement lie: after its cue, before it, or around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final, NamedTuple

from uproar.extract.languages.language import (
    FINITE,
    GERUND,
    HEARER,
    PAST,
    PREPOSITION,
    WORD,
    Language,
)  # fmt: skip
from uproar.extract.quotes.clauses import Link, Sentence
from uproar.extract.quotes.mentions import Mention, Tokens

MARKS: Final = frozenset("“”\"„«»‘’「」『』'`")
COMMAS: Final = frozenset([",", ";", "—", "–", "-"])
_CUTS: Final = MARKS | COMMAS
# A subject that is no known role is at most so many words: "the airline".
_SUBJECT: Final = 4
_BEYOND: Final = 9
# A subject stands at most so many tokens before its verb to be of one piece with it: "Bell has also said".
_NEAR: Final = 3
# "said on Friday in a written statement to the paper that": "that" is looked for so many tokens after the cue.
_REACH: Final = 12
_ANY_CLAUSE: Final = frozenset(["any", "clause"])
_ANY_TO: Final = frozenset(["any", "to"])
_AFTERTHOUGHT: Final = frozenset(["even", "which"])
# A remainder of at most so many words after "…, Bell said" says when and where, and no more.
_TAIL: Final = 8


class Part(NamedTuple):
    """Where the words of one statement lie: numbers of tokens, the end excluded."""

    first: int
    last: int


def beginning(people: list[Mention], token: int) -> int:
    """Number of the mention that begins at a token, or -1."""
    at = bisect_left(people, token, key=first_of)
    return at if at < len(people) and people[at].first == token else -1


def last_of(person: Mention) -> int:
    """The last token of a mention."""
    return person.last


def first_of(person: Mention) -> int:
    """The first token of a mention."""
    return person.first


def according_parts(sentence: Sentence, link: Link, after: int, end: int) -> list[Part]:
    """The words of a statement with "according to", before or after it."""
    toks, people, language = sentence.tokens, sentence.mentions, sentence.language
    number = link.token
    last = people[link.subject].last if link.subject >= 0 else after - 1
    comma = next((n for n in range(last + 1, end) if toks.text[n] == ","), end)
    if number == 0:
        return [Part(comma + 1, end)] if comma + 1 < end else []
    before = Part(_clause_start(toks, number), number - 1 if toks.text[number - 1] in COMMAS else number)
    if comma + 1 >= end or toks.kind[comma + 1] & GERUND:
        return [before]
    word = toks.lower[comma + 1]
    return [before] if word in language.adverbials or word in language.joins or word in _AFTERTHOUGHT else [before, Part(comma + 1, end)]


def _clause_start(toks: Tokens, stop: int) -> int:
    return next((n + 1 for n in range(stop - 1, -1, -1) if toks.text[n] == ";"), 0)


def content_parts(sentence: Sentence, link: Link, kinds: frozenset[str], end: int) -> tuple[list[Part], int]:
    """Where the words of a statement lie around its verb, and the number of its speaker among the mentions."""
    toks, people, language = sentence.tokens, sentence.mentions, sentence.language
    number = link.token
    follows = beginning(people, number + 1)
    left = number - 1 - (number > 1 and toks.lower[number - 1] in language.perfect)
    if number and toks.text[left] in _CUTS and follows >= 0 and _is_inverted(toks, people[follows], number, end, language):
        # "CONTENT, said Bell, who runs the studio."
        return [Part(_clause_start(toks, left), left)], follows
    person = people[link.subject] if link.subject >= 0 else None
    near = person is not None and 0 < number - person.last <= _NEAR
    first = person.first if near and person is not None else number
    # "political experts said", "the airline said": a subject begins at the last comma or mark, if that is near.
    cut = next((n for n in range(first - 1, max(first - _SUBJECT, -1), -1) if toks.text[n] in _CUTS), -1)
    if cut >= 0 and toks.lower[cut + 1] not in language.joins and not toks.kind[cut + 1] & PREPOSITION and (near or number - cut > 1):
        first, near = cut + 1, True
    after = number + 1
    # "CONTENT, Bell told Radio Nine."
    heard = _after_hearer(toks, people, number, end, language) if toks.kind[number] & HEARER else after
    if heard > after:
        idle = heard >= end or toks.text[heard] in COMMAS
        after = heard if idle or toks.lower[heard] in language.adverbials - language.that else after
    # The words before: "CONTENT, Bell said (on Friday)".
    if first and near and "to" not in kinds and toks.text[first - 1] in _CUTS:
        idle = after >= end or toks.text[after] in COMMAS
        if idle or (
            toks.lower[after] in language.adverbials
            and language.that.isdisjoint(toks.lower[after : after + _REACH])
            and end - after <= _TAIL
        ):
            before = Part(_clause_start(toks, first - 1), first - 1)
            on = after + 1 < end and toks.text[after] == "," and toks.text[first - 1] == ","
            if on and not toks.kind[after + 1] & GERUND and toks.lower[after + 1] not in language.adverbials:
                return [before, trimmed(toks, people, after + 1, end, language)], link.subject
            return [before], link.subject
        if toks.text[first - 1] in MARKS or (toks.text[first - 1] == "," and first > 1 and toks.text[first - 2] in MARKS):
            # `“…,” Bell said in a statement to the paper`: only "that" or another clause goes on.
            if toks.lower[after] not in language.adverbials and not toks.kind[number] & HEARER and not language.inverts:
                return [trimmed(toks, people, after, end, language)], link.subject
            that = next((n for n in range(after, min(after + _REACH, end)) if toks.lower[n] in language.that), -1)
            return ([trimmed(toks, people, that, end, language)] if that >= 0 else []), link.subject
    start = _complement(sentence, number, after, kinds, end)
    return ([trimmed(toks, people, start, end, language)] if 0 <= start < end else []), link.subject


def _after_hearer(toks: Tokens, people: list[Mention], number: int, end: int, language: Language) -> int:
    """The token after whoever hears it: "told Radio Nine", "told her"."""
    after = number + 1
    hearer = beginning(people, after)
    if hearer >= 0:
        return people[hearer].last + 1
    return after + 1 if after < end and toks.lower[after] in language.objects else after


def _is_inverted(toks: Tokens, person: Mention, number: int, end: int, language: Language) -> bool:
    """Whether the one named right after a cue is its subject: ", said Bell, who ..." but not "Ode, a critic, said Bell was late"."""
    if person.possessive or (person.kind == "pronoun" and not language.inverts) or toks.kind[number] & (GERUND | HEARER):
        return False
    if person.kind != "name" and language.cues.get(toks.lower[number]) != "say" and not language.inverts:
        return False  # "…, announced his new government": what is announced, not who
    beyond = person.last + 1
    if beyond >= end or toks.lower[beyond] in language.adverbials:
        return True
    return not toks.kind[beyond] & WORD and toks.text[beyond] not in MARKS


def _complement(sentence: Sentence, number: int, after: int, kinds: frozenset[str], end: int) -> int:
    """The token at which the words begin that follow a cue, or -1."""
    toks, people, language = sentence.tokens, sentence.mentions, sentence.language
    lower, kind = toks.lower, toks.kind
    if kind[number] & HEARER and after < end:
        after = _after_hearer(toks, people, number, end, language)
    if after < end and lower[after] in language.days:
        after += 1
    elif after + 1 < end and lower[after] == language.on and lower[after + 1] in language.days:
        after += 2
    if after < end and lower[after] == ":":
        after += 1
    if after >= end:
        return -1
    word = lower[after]
    # "said on Friday in a statement that"
    if word in language.adverbials:
        for ahead in range(after, min(after + _REACH, end)):
            if lower[ahead] in language.that:
                return ahead
    if word in language.clause_heads or word in language.question_words:
        return after if kinds & _ANY_CLAUSE else -1
    if word == language.infinitive:
        return after if kinds & _ANY_TO else -1
    if lower[number] in language.said and kind[after] & PREPOSITION:
        return -1  # "said in an interview", and no more
    if "any" in kinds:
        return -1 if word in _CUTS or (kind[after] & GERUND and toks.text[after][0].islower()) else after
    if "clause" not in kinds:
        return -1
    begun = beginning(people, after)
    if begun >= 0:
        beyond = people[begun].last + 1
        verb = beyond < end and (kind[beyond] & FINITE or word in language.nominative or lower[beyond] in language.states)
        return after if verb else -1
    return after if word in language.nominative else -1


def trimmed(toks: Tokens, people: list[Mention], start: int, end: int, language: Language) -> Part:
    """The words from `start` to where the next statement, of the same speaker or another, begins."""
    lower, kind = toks.lower, toks.kind
    joints = toks.joints
    for at in range(bisect_right(joints, start), bisect_left(joints, end - 1)):
        number = joints[at]
        word = lower[number]
        if word == ",":
            following = lower[number + 1]
            if following in language.according or kind[number + 1] & GERUND:
                return Part(start, number)
            if following in language.joins and not language.said.isdisjoint(lower[number + 2 : min(number + _BEYOND, end)]):
                return Part(start, number)
        if word in language.joins:
            ahead = number + 1
            begun = beginning(people, ahead) if lower[number - 1] == "," else -1
            if begun >= 0:
                ahead = people[begun].last + 1
            if ahead < end and lower[ahead] in language.also:
                ahead += 1
            if ahead < end and kind[ahead] & PAST:
                return Part(start, number - 1 if lower[number - 1] == "," else number)
    return Part(start, end)
