"""Whom a pronoun stands for: the subject of its own sentence or of the nearest one before that has a person for its subject.

Only somebody whom the text tells to be a person fits "he" or "she", and only where the pronoun agrees. Where two fit alike, nobody is
named: a wrong speaker is worse than none. The rule is that of centering (Grosz, Joshi and Weinstein 1995, Computational Linguistics
21(2):203-225): a pronoun keeps to the centre of the sentence before, and subjects rank above what else is named.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final, NamedTuple

from uproar.extract.languages.language import CUE, FINITE, HEARER, PREPOSITION
from uproar.extract.quotes.cast import Cast
from uproar.extract.quotes.clauses import Sentence, last_of
from uproar.extract.quotes.mentions import Mention, without_determiner

# Sentences that a pronoun looks back over, about a screen of text.
_BACK: Final = 8
# After so many sentences a chain of pronouns is cut short, so that it never grows as deep as the text is long.
_CHAIN: Final = 64
# "who" and the names between two subjects: "Bell and Ode" are two.
_PAIR: Final = 2


class Person(NamedTuple):
    """Somebody whom a pronoun may stand for; without a name where the text leaves open who it is."""

    name: str | None
    gender: str


class Focus(NamedTuple):
    """The subjects of one sentence, and which of its mentions they are ("Bell and Ode": from 0 to 2)."""

    subjects: tuple[Person, ...]
    first: int
    last: int


_NOBODY: Final = Focus((), -1, 0)
# How a pronoun was read, by how many sentences back its subject stands.
_HOW: Final = {0: "the subject of its sentence", 1: "the subject of the sentence before"}


class Referents:
    """The persons of an article, sentence by sentence, to read "he" and "she" by."""

    def __init__(self, sentences: list[Sentence], cast: Cast) -> None:
        self._sentences = sentences
        self._cast = cast
        self._starts = [sentence.start for sentence in sentences]
        self._foci: dict[int, Focus] = {}
        self._names: dict[tuple[int, int], tuple[str | None, str]] = {}
        self._settled = 0

    def of(self, pronoun: Mention, words: str = "") -> tuple[str | None, str]:
        """The name that a personal pronoun stands for, or None, and how it was read.

        Args:
            pronoun: The pronoun.
            words: What it is the speaker of; somebody named in those words is not taken for their speaker.
        """
        number = max(bisect_right(self._starts, pronoun.start) - 1, 0)
        # "He … . He … .": each asks the sentence before. A few sentences in a row that are read already end such a chain.
        while self._settled + _CHAIN <= number:
            for back in range(self._settled, self._settled + _BACK):
                self._focus(back)
            self._settled += _CHAIN
        name, reason = self._read(number, pronoun)
        if name is not None and words and self._cast.names_itself(name, words):
            return None, f"“{pronoun.text}” may be {name}, whom the words themselves name"
        return name, reason

    def _read(self, number: int, pronoun: Mention) -> tuple[str | None, str]:
        read = self._names.get((number, pronoun.first))
        if read is None:
            read = self._names[number, pronoun.first] = self._look_back(number, pronoun)
        return read

    def _look_back(self, number: int, pronoun: Mention) -> tuple[str | None, str]:
        gender = self._cast.language.person_pronouns[pronoun.text.lower()]
        shut = self._heard(number, pronoun)
        beside: dict[str, None] = {}
        for back in range(number, max(number - _BACK, -1), -1):
            people = self._sentences[back].mentions
            if back == number:
                people = people[: bisect_left(people, pronoun.first, key=last_of)]
            focus = self._subjects(number, people) if back == number else self._focus(back)
            fit = list(dict.fromkeys([who.name for who in focus.subjects if who.gender in {"", gender} and who.name not in shut]))
            if len(fit) == 1 and fit[0] is not None:
                name = fit[0]
                rivals = [other for other in beside if other != name]
                if rivals and back < number - 1:
                    return None, f"“{pronoun.text}” may be {name} or {rivals[0]}"
                return name, f"“{pronoun.text}” read as {name}, {_HOW.get(number - back, 'the last subject that fits')}"
            if fit:
                which = " or ".join(name for name in fit if name is not None)
                return None, f"“{pronoun.text}” may be {which}" if which else f"“{pronoun.text}” could not be resolved to a name"
            for index, person in enumerate(people):
                if person.kind != "name" or focus.first <= index < focus.last:
                    continue  # no other kind is a person unless it is a subject
                who = self._who(back, person, subject=False)
                if who is not None and who.name and who.gender in {"", gender} and who.name not in shut:
                    beside[who.name] = None
        if len(beside) == 1:
            (name,) = beside
            return name, f"“{pronoun.text}” read as {name}, the only person named before it whom it fits"
        which = " or ".join(list(beside)[:_PAIR])
        return None, f"“{pronoun.text}” may be {which}" if which else f"“{pronoun.text}” could not be resolved to a name"

    def _heard(self, number: int, pronoun: Mention) -> frozenset[str | None]:
        """Who is spoken to in the pronoun's own clause ("she told Bell"), and who is named in what it says ("Bell is late, she said")."""
        sentence = self._sentences[number]
        lower, kind = sentence.tokens.lower, sentence.tokens.kind
        shut: set[str | None] = set()
        verb = pronoun.last + 1
        if verb >= len(kind) or not kind[verb] & CUE:
            return frozenset()
        for person in sentence.mentions:
            if person.name and person.first == verb + 1 and not person.possessive:
                shut.add(self._cast.full(person.name))
        after = lower[verb + 1] if verb + 1 < len(lower) else "."
        if pronoun.first > 1 and lower[pronoun.first - 1] == "," and (not after[0].isalnum() or after in sentence.language.adverbials):
            opening = lower[0] in sentence.language.prepositions or lower[0] in sentence.language.subordinates
            if not opening:
                shut.update(self._cast.full(person.name) for person in sentence.mentions if person.name and person.last < pronoun.first)
        return frozenset(shut)

    def _focus(self, number: int) -> Focus:
        """The subjects of a whole sentence, read once."""
        focus = self._foci.get(number)
        if focus is None:
            focus = self._foci[number] = self._subjects(number, self._sentences[number].mentions)
        return focus

    def _subjects(self, number: int, people: list[Mention]) -> Focus:
        """The subjects of a sentence among its first mentions."""
        sentence = self._sentences[number]
        main = self._main(sentence, people) if people else -1
        if main < 0:
            return _NOBODY
        who = self._who(number, people[main], subject=True)
        subjects = [] if who is None else [who]
        last = main + 1
        while (
            last < len(people)
            and people[last].first - people[last - 1].last == _PAIR
            and sentence.tokens.lower[people[last].first - 1] in sentence.language.joins
            and (who := self._who(number, people[last], subject=False)) is not None
        ):
            subjects.append(who)
            last += 1
        return Focus(tuple(subjects), main, last)

    def _main(self, sentence: Sentence, people: list[Mention]) -> int:
        """Number of the sentence's subject among its mentions, or -1: whoever governs its first verb of speech, else the first to stand free."""
        kind = sentence.tokens.kind
        for link in sentence.links:
            if 0 <= link.subject < len(people) and link.strength in {"say", "speak"} and not _is_who(people[link.subject]):
                return link.subject
        for index, person in enumerate(people):
            left = kind[person.first - 1] if person.first else 0
            following = people[index + 1] if index + 1 < len(people) else None
            if person.kind == "role" and following is not None and "," in sentence.tokens.text[person.last + 1 : following.first]:
                continue  # "A friend of the studio, Bell left": the role is told of the name after it
            if not person.possessive and not left & (PREPOSITION | HEARER | FINITE | CUE) and not _is_who(person):
                return index
        return -1

    def _who(self, number: int, person: Mention, *, subject: bool) -> Person | None:
        """The person that a mention is, or None where it is none, or nobody new."""
        cast, language, sentence = self._cast, self._cast.language, self._sentences[number]
        if person.kind == "pronoun":
            lower = person.text.lower()
            if lower not in language.person_pronouns or not subject:
                return None
            name, _ = self._read(number, person)
            return Person(name, language.person_pronouns[lower])
        if person.kind == "name":
            full = cast.full(person.name)
            gender = cast.gender(full)
            if gender is not None:
                return Person(full, gender)
            # A name of two or three words that may be a person's: it names nobody, and lets nobody before it be named.
            return Person(None, "") if subject and cast.may_be_person(full) else None
        head = person.text.rsplit(" ", 1)[-1]
        if not subject or person.kind != "role" or not language.is_person_role(head):
            return None
        if sentence.tokens.lower[max(person.first - 1, 0)] in language.joins:
            return None
        if person.text.split(maxsplit=1)[0].lower() in language.indefinite:
            return Person(without_determiner(person.text, language), language.role_gender(head))
        known = cast.holder(person.text)
        return Person(known, cast.gender(known) or "" if known else language.role_gender(head))


def _is_who(person: Mention) -> bool:
    """Whether a mention is "who", which stands for the one before it."""
    return person.kind == "pronoun" and bool(person.name)
