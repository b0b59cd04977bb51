"""The passive voice: "was asked by Bell whether it is late" tells what Bell asked, and nothing that the one before it said."""

from __future__ import annotations

from typing import Final

from uproar.extract.languages.english_statements import PARTICIPLES, PASSIVES
from uproar.extract.languages.language import WORD, Language
from uproar.extract.quotes.clauses import Sentence
from uproar.extract.quotes.ends import Part, trimmed
from uproar.extract.quotes.mentions import Tokens
from uproar.extract.quotes.parts import CLAUSE, INFINITIVE, is_noun_phrase

# What may stand between the verb and its words: "was asked again about", "is best known for".
_AGAIN: Final = frozenset(["again", "also", "best", "later", "repeatedly", "specifically"])


def is_participle(word: str, language: Language) -> bool:
    """Whether a word may be a participle of the passive voice."""
    return word.endswith(language.participles) or word in PARTICIPLES


def is_passive(toks: Tokens, number: int, language: Language) -> bool:
    """Whether a cue is a participle in the passive voice: "was asked", "has repeatedly been told"; "Asked" where it opens the sentence."""
    lower, before = toks.lower, number - 1
    while before > 0 and lower[before].endswith(language.adverb_endings):
        before -= 1
    if before < 0 or (before == 0 and not toks.kind[0] & WORD):
        return lower[number] in PASSIVES
    return lower[before] in language.be and is_participle(lower[number], language)


def passive_part(sentence: Sentence, number: int, kinds: frozenset[str], end: int) -> tuple[list[Part], int] | None:
    """The words after a verb in the passive voice ("was asked by Bell whether …") and the number of who acts among the mentions, or -1; or None."""
    toks, language = sentence.tokens, sentence.language
    lower, after, agent = toks.lower, number + 1, -1
    if after < end and lower[after] in language.agents:
        agent = sentence.begins(after + 1)
        if agent < 0:
            return None
        after = sentence.mentions[agent].last + 1
    elif after + 1 < end and lower[after] in _AGAIN:
        after += 1
    if after + 1 >= end:
        return None
    head = lower[after]
    opens = (
        (head in language.that and not kinds.isdisjoint(CLAUSE))
        or (head == language.infinitive and not kinds.isdisjoint(INFINITIVE) and not is_noun_phrase(toks.kind, after + 1, end))
        or head in PASSIVES.get(lower[number], ())
    )
    return ([trimmed(sentence, after, end)], agent) if opens else None
