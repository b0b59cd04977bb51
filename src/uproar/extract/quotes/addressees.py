"""Find whom a statement was made to: "told X", "in a statement to Y", "wrote on Z"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from uproar.extract.languages.language import HEARER
from uproar.extract.quotes.clauses import Link, Sentence
from uproar.extract.quotes.mentions import Mention

# Between the verb and "to Fox News" stand at most so many tokens: "said on Friday in a lengthy written statement to".
_REACH: Final = 12
# "told us" names a hearer; "told he" none.
_FIRST: Final = frozenset({"i", "we"})
_STOPS: Final = frozenset('.;:“”"')


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a statement was made to, and where the text says so."""

    text: str
    span: tuple[int, int]


def addressee(sentence: Sentence, link: Link) -> Addressee | None:
    """The addressee that a verb of speech names after it, if any."""
    language, people = sentence.language, sentence.mentions
    kind, lower = sentence.tokens.kind, sentence.tokens.lower
    after = link.token + 1
    if kind[link.token] & HEARER:
        person = _beginning(people, after)
        if person is not None and not (person.kind == "pronoun" and person.text.lower() in language.pronouns - _FIRST):
            return Addressee(person.text, (person.start, person.end))
        return None
    # "dijo Bell a Radio Nueve": where the subject follows the verb, the hearer follows the subject.
    direct = people[link.subject].last + 1 if language.inverts and link.inverted and link.subject >= 0 else after
    writes = lower[link.token] in language.writes_to
    if not writes and language.cue_nouns.isdisjoint(lower[after : link.token + _REACH]):
        return None
    noun = False
    for number, word in enumerate(lower[after : link.token + _REACH], after):
        if word in _STOPS:
            return None
        noun = noun or word in language.cue_nouns
        if (noun and word in language.towards) or (writes and number == direct and word in language.to):
            person = _beginning(people, number + 1)
            if person is not None and (person.name or person.kind == "role"):
                return Addressee(person.text, (person.start, person.end))
    return None


def _beginning(people: list[Mention], token: int) -> Mention | None:
    at = bisect_left(people, token, key=_first)
    return people[at] if at < len(people) and people[at].first == token else None


def _first(person: Mention) -> int:
    return person.first
