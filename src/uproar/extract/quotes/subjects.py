"""Find who governs a verb of speech: the subject of its own clause, past appositions, insertions and relative clauses."""

from __future__ import annotations

from typing import Final

from uproar.extract.languages.language import (
    ALPHA,
    CUE,
    DETERMINER,
    FINITE,
    GERUND,
    HEARER,
    NOT_NAME,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    TITLE,
    UPPER,
    WORD,
    Language,
)  # fmt: skip
from uproar.extract.quotes.mentions import Mention, Tokens

# A verb stands at most so many tokens after its subject, where an adverb comes between: "Bell recently promising".
_ADVERBS: Final = 2
# "that" or "which" stands fewer tokens before its verb.
_RELATIVE: Final = 4
# A relative clause before its mention is at most so long: "who met in the old town with Bell".
_CLAUSE: Final = 9
_BRACKETS: Final = frozenset("([—–-")
# A role in commas is told of one of so many mentions before it: "Bell, the leader and author, said".
_BESIDE: Final = 2


def subject_of(toks: Tokens, people: list[Mention], verb: int, language: Language) -> int:
    """Number of the mention that is the verb's subject, or -1."""
    count = len(people)
    while count and people[count - 1].last >= verb:  # few mentions stand in a sentence
        count -= 1
    if not count:
        return -1
    number = _subject(toks, people, count, verb, language)
    # "Ada Bell, the first mayor to come, said": the name beside a role is whose it is.
    if number > 0 and people[number].kind == "role":
        return _named_beside(toks, people, number, verb)
    return number


def _named_beside(toks: Tokens, people: list[Mention], number: int, verb: int) -> int:
    """The name that a role stands beside in commas ("Ada Bell, the first mayor and author, said"), or the role itself."""
    person = people[number]
    if "," not in toks.text[person.last + 1 : verb]:
        return number
    for before in range(number - 1, max(number - _BESIDE, 0) - 1, -1):
        name = people[before]
        between = toks.kind[name.last + 2 : person.first]
        if toks.lower[name.last + 1] == "," and all(bits & ALPHA and not bits & (FINITE | CUE | PRONOUN) for bits in between):
            return before if name.name and name.kind == "name" and not name.possessive else number
    return number


def _subject(toks: Tokens, people: list[Mention], count: int, verb: int, language: Language) -> int:
    lower, kind = toks.lower, toks.kind
    gerund = kind[verb] & GERUND > 0
    before = verb - 1
    while before > 0 and (lower[before] in language.also or lower[before] in language.be):
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
        clause = _clause_subject(toks, people, count, verb, language)
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
        word = lower[opening + 1]
        inner = (
            first & (DETERMINER | PREPOSITION)
            or word.isdecimal()
            or word in language.opens_relative
            # "Bell, alleging that it is late, said", "the board, led by Bell, said"
            or (word.endswith(language.progressive) and not first & UPPER)
            or (word.endswith(language.participles) and lower[opening + 2] in language.agents)
        )
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
    if nearest.last == last or lower[last] in language.that:
        return None
    if lower[last] in language.counted:
        return -1  # "some say"
    if not kind[verb] & PAST and not _is_plural_noun(toks, last):
        return None
    if language.cues.get(lower[verb]) not in {"say", "speak"}:
        return None
    while last > nearest.last and (
        kind[last] & (FINITE | NOT_NAME) or lower[last] in language.between or lower[last].endswith(language.adverb_endings)
    ):
        last -= 1
    begin = next((n for n in range(last, nearest.last, -1) if lower[n] == ","), nearest.last) + 1
    begin += nearest.last + 1 < begin <= last and lower[begin] in language.joins
    between = range(begin, last + 1)
    beside = lower[nearest.last + 1]
    # "Politicians and even some nurses say"
    if not between or lower[last].isdecimal() or not kind[last] & WORD or beside in _BRACKETS or beside in language.joins:
        return None
    for number in between:
        if kind[number] & PREPOSITION:
            return None
    return -1


def _is_plural_noun(toks: Tokens, number: int) -> bool:
    """Whether a common noun in the plural stands at a token: "nurses deny"."""
    word = toks.text[number]
    if not word.islower() or not word.endswith("s") or word.endswith(("ss", "us")):
        return False
    return not toks.kind[number] & (FINITE | NOT_NAME | CUE | POSSESSIVE | PREPOSITION)


def _clause_subject(toks: Tokens, people: list[Mention], count: int, verb: int, language: Language) -> int:
    """The nearest mention with a verb right after it ("Bell praised the city and its mayor, adding"), or -1; one that speaks goes first."""
    kind = toks.kind
    nearest = -1
    for number in range(count - 1, -1, -1):
        person = people[number]
        if person.possessive or (person.first and kind[person.first - 1] & (PREPOSITION | HEARER)) or person.last >= verb - 2:
            continue
        following = kind[person.last + 1]
        if following & CUE and not following & GERUND and toks.lower[person.last + 1] not in language.auxiliaries:
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
