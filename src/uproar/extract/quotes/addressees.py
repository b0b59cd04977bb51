"""Find whom a statement was made to: "told X", "in a statement to Y", "wrote on Z"."""

from __future__ import annotations

from typing import Final, NamedTuple

from uproar.extract.languages.language import HEARER
from uproar.extract.quotes.clauses import Link, Sentence

# Between the verb and "to Fox News" stand at most so many tokens: "said on Friday in a lengthy written statement to".
_REACH: Final = 12
# "told us" names a hearer; "told he" none.
_FIRST: Final = frozenset({"i", "we"})
_STOPS: Final = frozenset('.;:“”"')


class Addressee(NamedTuple):
    """Whom a statement was made to, and where the text says so."""

    text: str
    span: tuple[int, int]


def addressee(sentence: Sentence, link: Link) -> Addressee | None:
    """The addressee that a verb of speech names after it, if any."""
    language, people = sentence.language, sentence.mentions
    lower, cue = sentence.tokens.lower, link.token
    after = cue + 1
    if sentence.tokens.kind[cue] & HEARER:
        number = sentence.begins(after)
        if number < 0:
            return None
        person = people[number]
        pronoun = person.text.lower() if person.kind == "pronoun" else ""
        if pronoun in language.pronouns and pronoun not in _FIRST:
            return None
        return Addressee(person.text, (person.start, person.end))
    near = lower[after : cue + _REACH]
    writes = lower[cue] in language.writes_to
    if not writes and language.cue_nouns.isdisjoint(near):
        return None
    # "dijo Bell a Radio Nueve": where the subject follows the verb, the hearer follows the subject.
    direct = people[link.subject].last + 1 if language.inverts and link.inverted and link.subject >= 0 else after
    noun = False
    for at, word in enumerate(near, after):
        if word in _STOPS:
            return None
        noun = noun or word in language.cue_nouns
        if (noun and word in language.towards) or (writes and at == direct and word in language.to):
            number = sentence.begins(at + 1)
            if number >= 0 and (people[number].name or people[number].kind == "role"):
                return Addressee(people[number].text, (people[number].start, people[number].end))
    return None
