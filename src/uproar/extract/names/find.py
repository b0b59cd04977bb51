"""Find the works, people, organisations and platforms that a text names.

works.py      titles, and other titles of the same work
platforms.py  the table of platforms
roles.py      what somebody is said to be
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from uproar.extract.languages.english_forms import words
from uproar.extract.languages.language import CUE, HEARER, PAST, Language
from uproar.extract.names.name import Name, NameKind, Span
from uproar.extract.names.platforms import platforms_in
from uproar.extract.names.roles import does, role_of
from uproar.extract.names.works import Work, works_in
from uproar.extract.quotes.attribution import Page
from uproar.extract.quotes.clauses import Sentence
from uproar.extract.quotes.find import read_page
from uproar.extract.quotes.mentions import Mention

# Last words of the names of bodies: add a word, and they are told from persons.
BODIES: Final = words(
    """
    agency alliance association bank board bureau capital center centre church club coalition college commission committee company congress
    corp corp. corporation council court department dispatch entertainment federation films foundation fund games group guild holdings inc inc. institute
    interactive international journal label laboratories labs league limited llc ltd ltd. magazine media ministry motors museum network news observer
    office organisation organization parliament partners party pictures police post press productions publishing radio records research review school senate
    services society software solutions station store studio studios syndicate systems team technologies television theatre theater times tribune trust tv union
    university watch weekly works
    """
)
# Whoever has one of these is a body: "a Halden spokesperson", "Halden executives".
_OF_BODIES: Final = words(
    "spokesperson spokesman spokeswoman spokespeople executive executives employee employees staff staffer staffers chief ceo boss"
)
_PLATFORMS: Final = {"social": "social network", "petition": "petition site", "review": "review site or store"}
# "Chinese officials", "Republican staff": where from, not who.
_OF_PLACES: Final = ("ish", "ese", "ian", "ean", "can", "crat", "cratic", "crats", "ans")
# What somebody is, is told where they are first named, or in the sentences after a headline.
_INTRODUCED: Final = 4
_PERSON_WORDS: Final = (2, 3)


@dataclass(slots=True)
class _Bearer:
    """Whoever bears a name, while the text is read."""

    kind: NameKind | None = None
    role: Span | None = None
    met: int = 0
    forms: set[str] = field(default_factory=set)


def find_names(text: str, *, works: Sequence[str] = (), language: str = "en") -> list[Name]:
    """Every work, person, organisation and platform that a text names, in the order of their first mention.

    What nothing in the text tells to be one of these (places, most events) is left out. Titles of works are read in English only.

    Args:
        text: The article, verbatim; spans are character positions in it.
        works: Titles of the one work that is being watched, its name first: recognised wherever they stand.
        language: Two-letter code of its language.

    Raises:
        UsageError: There are no tables for the language.

    Example:
        >>> text = "Director Ada Bell defended the game Cutwater, which also goes by the title Bugwelle. Bell wrote on Steam."
        >>> for one in find_names(text):
        ...     print(one.kind, one.name, one.also, one.role, len(one.spans), sep=" | ")
        person | Ada Bell | () | Director | 2
        work | Cutwater | ('Bugwelle',) |  | 2
        platform | Steam | () | review site or store | 1
    """
    return names_of(read_page(text, whole=True, language=language), works)


def names_of(page: Page, watched: Sequence[str] = ()) -> list[Name]:
    """Every name of a text that is read already, sentences and all."""
    text, cast = page.text, page.cast
    platforms: dict[str, tuple[str, list[Span]]] = {}
    for name, kind, span in platforms_in(text):
        platforms.setdefault(name, (kind, []))[1].append(span)
    bearers = _bearers(page, {text[slice(*span)] for _, spans in platforms.values() for span in spans})
    persons = frozenset(form for bearer in bearers.values() if bearer.kind is NameKind.PERSON for form in bearer.forms)
    others = frozenset(form for bearer in bearers.values() if bearer.kind is NameKind.ORGANISATION for form in bearer.forms)
    others |= cast.places | set(platforms)
    works = works_in(text, persons, others, page.language.not_names, watched) if page.language.code == "en" else []
    titles = {title for work in works for title in (work.title, *work.also)}
    forms: dict[str, tuple[str, NameKind]] = {}
    for name, bearer in bearers.items():
        if bearer.kind is not None and name not in titles:
            forms |= dict.fromkeys(bearer.forms, (name, bearer.kind))
    for work in works:
        forms |= dict.fromkeys((work.title, *work.also), (work.title, NameKind.WORK))
    taken = [span for _, spans in platforms.values() for span in spans]
    spans = _everywhere(text, forms, taken)
    names = [Name(name, NameKind.PLATFORM, tuple(sorted(spans_)), role=_PLATFORMS[kind]) for name, (kind, spans_) in platforms.items()]
    names += [_name(text, name, kind, found, works, bearers.get(name)) for (name, kind), found in spans.items() if found]
    return sorted(names, key=lambda one: (one.spans[0], one.kind))


def _name(text: str, name: str, kind: NameKind, spans: list[Span], works: Iterable[Work], bearer: _Bearer | None) -> Name:
    also = next((tuple(work.also) for work in works if work.title == name), ()) if kind is NameKind.WORK else ()
    role = bearer.role if bearer is not None and kind is not NameKind.WORK else None
    return Name(name, kind, tuple(sorted(spans)), also, text[slice(*role)] if role else "", role)


def _bearers(page: Page, platforms: set[str]) -> dict[str, _Bearer]:
    """The names in the writer's own sentences, each with what the text tells of its bearer."""
    bearers: dict[str, _Bearer] = {}
    for sentence in page.sentences:
        if _is_headline(sentence, page.text):
            continue  # every word is capitalised there: "Claim Clinton", "Support For Bell"
        listed: list[tuple[Mention, _Bearer]] = []
        for mention in sentence.mentions:
            name = page.cast.full(mention.name) if mention.name and mention.kind != "pronoun" and mention.name not in platforms else ""
            if not name[:1].isupper():
                continue  # "President for Halden": what is left without the title is no name
            bearer = bearers.setdefault(name, _Bearer())
            bearer.forms |= {name, mention.name}
            bearer.met += 1
            if bearer.role is None and bearer.met <= _INTRODUCED:
                bearer.role = role_of(page.text, sentence, mention, page.language)
            if bearer.kind is None:
                bearer.kind = _kind(page, sentence, mention, name, bearer.role)
            if listed and not _LISTED.fullmatch(page.text, listed[-1][0].end, mention.start):
                listed = []
            listed.append((mention, bearer))
            if any(one.kind is NameKind.PERSON for _, one in listed):
                # "Ada Bell, Ben Ode and Avi Corso": what one of a list is, the others are.
                for other, one in listed:
                    if one.kind is None and len(other.name.split()) in _PERSON_WORDS and page.cast.may_be_person(other.name):
                        one.kind = NameKind.PERSON
    _join_initials(bearers)
    _join_short_forms(bearers)
    return bearers


_LISTED: Final = re.compile(r",\s(?:and\s)?|\sand\s")


def _is_headline(sentence: Sentence, text: str) -> bool:
    """Whether a line is set as a headline: nearly every longer word with a capital, and no full stop."""
    longer = [word for word in sentence.tokens.text if len(word) > 3 and word.isalpha()]  # "the", "of", "and" are never capitalised
    return (
        len(longer) > 3 and sum(word[0].isupper() for word in longer) > 0.8 * len(longer) and text[sentence.end - 1 : sentence.end] != "."
    )


def _kind(page: Page, sentence: Sentence, mention: Mention, name: str, role: Span | None) -> NameKind | None:
    """What a mention tells of whoever bears its name; None where it tells nothing."""
    cast, language, toks = page.cast, page.language, sentence.tokens
    last = name.rsplit(" ", 1)[-1].lower()
    first = name.split(" ", 1)[0].lower()
    if " " in name and (last in BODIES or first in language.body_heads or first in BODIES):
        return NameKind.ORGANISATION
    if cast.is_person(name):
        return NameKind.PERSON
    if name in cast.places or (" " not in name and name.lower().endswith(_OF_PLACES)):
        return None
    after = mention.text.rpartition(mention.name)[2].split()
    following = toks.lower[mention.last + 1] if mention.last + 1 < len(toks) else ""
    if (
        (after and after[-1].lower() in _OF_BODIES)
        or (mention.possessive and following in _OF_BODIES)
        or _for_whom(sentence, mention, language)
    ):
        return NameKind.ORGANISATION
    before = mention.text.removesuffix(mention.name).split()
    if before and before[-1].lower() in language.bodies:
        return NameKind.ORGANISATION  # "the studio Halden"
    if role is not None:
        told = page.text[slice(*role)].lower().split()
        told = told[
            : next((number for number, word in enumerate(told) if word in language.prepositions or word in language.of_works), len(told))
        ]
        if any(word in language.bodies for word in told):
            return NameKind.ORGANISATION
        if told and (told[0] in {"who", "whose"} or does(told[-1], language) or any(map(language.is_person_role, told))):
            return NameKind.PERSON
    alone = " " not in name
    if alone and mention.first and toks.kind[mention.first - 1] & HEARER and name.lower() not in language.first_names:
        return NameKind.ORGANISATION  # "told Deadline": a person who hears is named in full first
    beside = [number for number in (mention.last + 1, mention.first - 1) if 0 <= number < len(toks)]
    spoke = mention.kind == "name" and any(
        toks.kind[number] & (CUE | PAST | HEARER) == CUE | PAST and language.cues.get(toks.lower[number]) == "say" for number in beside
    )
    if spoke and not alone:
        return NameKind.PERSON if len(name.split()) in _PERSON_WORDS and cast.may_be_person(name) else NameKind.ORGANISATION
    return None


def _for_whom(sentence: Sentence, mention: Mention, language: Language) -> bool:
    """Whether somebody speaks for it: "a spokesperson for Halden"."""
    lower = sentence.tokens.lower
    return (
        mention.first > 1 and lower[mention.first - 1] in {"for", "at"} and lower[mention.first - 2] in _OF_BODIES and language.code == "en"
    )


def _join_initials(bearers: dict[str, _Bearer]) -> None:
    """Give "Donald Dorn" to "Donald J. Dorn"."""
    for name in [name for name in bearers if _INITIAL.search(name)]:
        short = _INITIAL.sub(" ", name)
        if short in bearers:
            joined, bearer = bearers.pop(short), bearers[name]
            bearer.forms |= joined.forms
            bearer.kind, bearer.role = bearer.kind or joined.kind, bearer.role or joined.role


_INITIAL: Final = re.compile(r"\s(?:[A-Z]\.\s)+")


def _join_short_forms(bearers: dict[str, _Bearer]) -> None:
    """Give "Halden" to "Halden Interactive", and "Shen" to "Shen Li", named in full elsewhere: the one bearer whose name begins so."""
    full = [name for name, bearer in bearers.items() if bearer.kind is not None and " " in name]
    for short in [name for name in bearers if " " not in name]:
        longer = [name for name in full if name.split(" ", 1)[0] == short]
        if len(longer) == 1:
            joined = bearers.pop(short)
            bearers[longer[0]].forms |= joined.forms
            bearers[longer[0]].role = bearers[longer[0]].role or joined.role


def _everywhere(text: str, forms: dict[str, tuple[str, NameKind]], taken: list[Span]) -> dict[tuple[str, NameKind], list[Span]]:
    """Where each form of a name stands in a text, the longest first, none inside another or inside what is taken."""
    found: dict[tuple[str, NameKind], list[Span]] = {bearer: [] for bearer in forms.values()}
    if not forms:
        return found
    ordered = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    inside = {position for start, end in taken for position in range(start, end)}
    for match in re.finditer(rf"(?<![\w@#])(?:{ordered})(?!\w)", text):
        if match.start() not in inside:
            found[forms[match[0]]].append(match.span())
    return found
