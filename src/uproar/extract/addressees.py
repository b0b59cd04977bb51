"""Find whom a statement was made to: "told X", "in a statement to Y", "wrote on Z"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from uproar.extract.clauses import Link, Sentence
from uproar.extract.cues import CUE_NOUNS, HEARERS

# Between the verb and "to Fox News" stand at most so many tokens: "said on Friday in a lengthy written statement to".
_REACH: Final = 12
_TOWARDS: Final = frozenset({"to", "with", "on", "for"})


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a statement was made to, and where the text says so."""

    text: str
    span: tuple[int, int]


def addressee(sentence: Sentence, link: Link) -> Addressee | None:
    """The addressee that a verb of speech names after it, if any."""
    toks, people = sentence.tokens, sentence.mentions
    begins = {person.first: person for person in people}
    verb = toks[link.token].lower
    if verb in HEARERS:
        person = begins.get(link.token + 1)
        if person is not None and person.text.lower() not in {"he", "she", "they", "it", "who"}:
            return Addressee(person.text, (person.start, person.end))
        return None
    noun = ""
    for number in range(link.token + 1, min(link.token + _REACH, len(toks))):
        token = toks[number]
        if token.text in '.;:“”"':
            return None
        if token.lower in CUE_NOUNS:
            noun = token.lower
        direct = number == link.token + 1 and verb in {
            "said",
            "says",
            "wrote",
            "writing",
            "speaking",
            "spoke",
            "posted",
            "tweeted",
            "added",
        }
        if token.lower in _TOWARDS and (noun or (direct and token.lower in {"to", "on"})):
            person = begins.get(number + 1)
            if person is not None and (person.name or person.kind == "role"):
                return Addressee(person.text, (person.start, person.end))
    return None
