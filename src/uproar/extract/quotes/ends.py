"""Where the words of an indirect statement end: at the next statement, or where the clause of their cue is over."""

from __future__ import annotations

from functools import partial
from typing import Final, NamedTuple

from uproar.extract.languages.english_statements import PASSIVES
from uproar.extract.languages.language import CUE, DETERMINER, FINITE, GERUND, JOINT, PAST, PREPOSITION, WORD
from uproar.extract.quotes.clauses import Sentence

COMMAS: Final = frozenset([",", ";", "—", "–", "-"])
_ASIDES: Final = frozenset([",", "—", "–", "-", "("])
_BUT: Final = "but"
_TURNS: Final = frozenset([_BUT, "while"])
_IMPERSONAL: Final = frozenset(["it", "there", "it's", "it’s"])
_BEYOND: Final = 9
# A relative pronoun stands at most so many tokens before its verb: "who has also said".
_RELATIVE: Final = 4


class Part(NamedTuple):
    """Where the words of one statement lie: numbers of tokens, the end excluded."""

    first: int
    last: int


# Made from a tuple, which takes half of the time; forty are made for an article.
part_of: Final = partial(tuple.__new__, Part)


def trimmed(sentence: Sentence, start: int, end: int) -> Part:
    """The words from `start` to where the next statement, of the same speaker or another, begins."""
    toks, people, language = sentence.tokens, sentence.mentions, sentence.language
    lower, kind = toks.lower, toks.kind
    for number, bits in enumerate(kind[start + 1 : end - 1], start + 1):
        if not bits & JOINT:
            continue
        word = lower[number]
        if word == ",":
            following = lower[number + 1]
            if following in language.according or kind[number + 1] & GERUND:
                return part_of((start, number))
            if language.cues.get(following) == "say" and not kind[number + 1] & GERUND and sentence.begins(number + 2) >= 0:
                return part_of((start, number))  # "that it is late, said Bell"
            begun = sentence.begins(number + 1)
            if following in _TURNS and _turns(sentence, number + 2, end):
                return part_of((start, number))
            if begun >= 0:
                verb = people[begun].last + 1
                if verb < end and language.cues.get(lower[verb]) == "say" and not people[begun].possessive:
                    beyond = lower[verb + 1] if verb + 1 < end else "."
                    if not beyond[0].isalnum() or (beyond in language.adverbials and beyond not in language.that):
                        return part_of((start, number))  # "that it is late, the report said"
            if following in language.joins and not language.said.isdisjoint(lower[number + 2 : min(number + _BEYOND, end)]):
                return part_of((start, number))
        if word in language.joins:
            ahead = number + 1
            begun = sentence.begins(ahead) if lower[number - 1] == "," else -1
            if begun >= 0:
                ahead = people[begun].last + 1
            if ahead < end and lower[ahead] in language.also:
                ahead += 1
            if ahead < end and kind[ahead] & PAST:
                return part_of((start, number - 1 if lower[number - 1] == "," else number))
    return part_of((start, end))


def _turns(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a subject of its own opens the clause after "but" or "while": not a pronoun, which goes on with what is said."""
    toks, people = sentence.tokens, sentence.mentions
    if start >= end:
        return False
    if toks.lower[start] in _IMPERSONAL:
        return True
    begun = sentence.begins(start)
    if begun >= 0 and people[begun].kind == "pronoun":
        return False
    if begun >= 0:
        beyond = people[begun].last + 1
        return beyond < end and toks.kind[beyond] & (FINITE | CUE) > 0
    return toks.kind[start] & DETERMINER > 0


def closed(sentence: Sentence, number: int, part: Part, *, attitude: bool) -> Part:
    """The words after a cue up to where its clause ends: what stands inside another clause ends at its comma, an intention at any.

    Of the words behind the first comma or dash of such a statement 7 in 10 were the writer's own in the training articles; of those behind
    a comma of any other, 4 in 10.
    """
    toks, language = sentence.tokens, sentence.language
    text, lower, kind = toks.text, toks.lower, toks.kind
    first, last = part
    if _ASIDES.isdisjoint(text[first:last]):
        return part
    infinitive = lower[first] == language.infinitive
    inside = infinitive or _is_inside(sentence, number)
    if not inside and not (attitude and lower[first] not in language.clause_heads and lower[first] not in language.nominative):
        return part
    for at in range(first + 1, last - 1):
        if text[at] in _ASIDES:
            following = lower[at + 1]
            if inside and text[at] == ",":
                ends = not kind[at + 1] & PREPOSITION and not following.endswith(language.progressive)
            else:
                ends = text[at] != "," or following in language.opens_relative or following in language.subordinates or following == _BUT
            if ends:
                return part_of((first, at))
    return part


def _is_inside(sentence: Sentence, number: int) -> bool:
    """Whether a cue stands in a relative clause ("Bell, who wants …,"), or in one that opens its sentence ("After Bell said …,")."""
    toks, language = sentence.tokens, sentence.language
    lower, kind = toks.lower, toks.kind
    if not language.opens_relative.isdisjoint(lower[max(number - _RELATIVE, 0) : number]):
        return True
    start = number
    while start and kind[start - 1] & WORD:
        start -= 1
    late = start > 0 and toks.text[start - 1] in COMMAS
    start += start < number and lower[start] in language.joins and lower[start] not in language.subordinates
    # "Asked whether it is late, Bell", "Claiming that it is late, Bell"
    opens = lower[start] in language.subordinates or (
        start == number and (lower[start] in PASSIVES or (not start and lower[start].endswith(language.progressive)))
    )
    return kind[start] & PREPOSITION > 0 or (opens and not late)
