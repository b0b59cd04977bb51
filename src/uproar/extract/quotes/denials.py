"""Tell where a text says that words were not uttered: denied, only possible, wished for, heard instead of said.

What follows a verb of saying is its subject's own only where the verb is affirmed ("factuality", Saurí and Pustejovsky 2009, Language
Resources and Evaluation 43:227-268): "did not say", "might say", "if Bell says", "wanted Bell to say" and "denied saying" give nobody words.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from uproar.extract.languages.language import HEARER, NUMBER, PAST, UPPER, WORD
from uproar.extract.quotes.clauses import Link, Sentence

# Between a subject and its verb stand at most so many tokens that still belong to the verb: "has not yet publicly said".
_REACH: Final = 6
# Between a wish and the "to" of its verb stands whoever it is wished of: "wanted the studio to say".
_WISHED: Final = 5
DENIED: Final = "the text says that it was not said"
SUPPOSED: Final = "the text says only that it may be said"
WISHED: Final = "the text says only that it was to be said"
HEARD: Final = "it was said to them"
NOT_HELD: Final = {
    DENIED: "the text says that it is not so",
    SUPPOSED: "the text says only that it may be so",
    WISHED: "the text says only that it was to be so",
}


def unsaid(sentence: Sentence, link: Link) -> str:
    """Why the words after a verb of saying were not said by its subject, or "" where the text affirms it."""
    language = sentence.language
    if not language.negations or link.strength in {"weak", "according", "noun"} or sentence.tokens.lower[link.token] in language.attitudes:
        return ""
    return _doubt(sentence, link)


def unheld(sentence: Sentence, link: Link) -> str:
    """Why an attitude is not its subject's ("does not want", "may support"), or "" where the text affirms it."""
    language, lower = sentence.language, sentence.tokens.lower
    if not language.negations or (link.token and lower[link.token - 1] in language.modals and lower[link.token] in language.wished_for):
        return ""  # "would like"
    return NOT_HELD.get(_doubt(sentence, link), "")


def _doubt(sentence: Sentence, link: Link) -> str:
    language, toks, people = sentence.language, sentence.tokens, sentence.mentions
    lower, verb = toks.lower, link.token
    subject = people[link.subject] if link.subject >= 0 and people[link.subject].last < verb else None
    first = subject.last + 1 if subject is not None and verb - subject.last <= _REACH else max(verb - _REACH, 0)
    near: list[str] = []
    for number in range(verb - 1, first - 1, -1):
        # What helps the verb before "and" helps this one only where both have one form: "did not call or say", but "was not there and said".
        if not toks.kind[number] & WORD or (lower[number] in language.joins and toks.kind[verb] & PAST):
            break
        if not toks.kind[number] & UPPER or not number:  # "Will" and "May" are names
            near.append(lower[number])
    if near:
        for word in near:
            if word in language.negations or word.endswith(language.negated_endings):
                if language.only.isdisjoint(near):
                    return DENIED
                break
        if near[0] in language.denials:
            return DENIED
    if language.infinitive in near:
        at = verb - 1 - near.index(language.infinitive)
        if any(toks.kind[number] & (UPPER | NUMBER) for number in range(at + 1, verb)):
            return ""  # "voters who go to the polls on Tuesday say"
        before = lower[max(at - _WISHED, 0) : at]
        return WISHED if not language.wishes.isdisjoint(before) else ""
    if near and not language.modals.isdisjoint(near) and language.later.isdisjoint(near):
        return SUPPOSED
    if subject is None or link.inverted:
        return ""
    begin = subject.first
    if lower[begin] in language.no_one or (begin and lower[begin - 1] in language.no_one):
        return DENIED
    # "If it is late, critics say": one comma ends the clause of "if".
    supposed = begin and lower[begin - 1] in language.conditions and lower[subject.last + 1 : verb].count(",") != 1
    return SUPPOSED if supposed else ""


def denied_between(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words from a verb of saying to a quotation say that it was never used: "said she never used the term “…”"."""
    toks, language = sentence.tokens, sentence.language
    lower = toks.lower[bisect_left(toks.start, start) : bisect_left(toks.start, end)]
    for number, word in enumerate(lower[:-1]):
        if word in language.negations or word.endswith(language.negated_endings):
            return not language.uses.isdisjoint(lower[number + 1 : number + 3])
    return False


def was_told(sentence: Sentence, last: int) -> bool:
    """Whether the mention that ends at a token hears in the passive voice: "Bell was told"."""
    kind, lower = sentence.tokens.kind, sentence.tokens.lower
    number = last + 1
    while number < len(kind) and lower[number] in sentence.language.between:
        number += 1
    passive = number < len(kind) - 1 and lower[number] in sentence.language.be
    number += 1 + (passive and lower[number + 1] in sentence.language.between)
    return passive and number < len(kind) and kind[number] & HEARER > 0
