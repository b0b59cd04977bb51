"""The names of one article: which of them are persons, and which full name a short form stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from uproar.extract.languages.language import CUE, ENGLISH, HEAD, JOINT, Language
from uproar.extract.quotes.mentions import Mention, Tokens, without_determiner, without_title

# Coreference looks back over so many mentions of names: about the last twenty paragraphs of a news story.
_LOOK_BACK: Final = 120
# A person's name has at most so many words; a longer one is a body's, or a name with what it is the name of.
_NAME_WORDS: Final = 4
# Ages are told between these: "Bell, 34, said".
_AGES: Final = range(10, 110)


@dataclass(slots=True)
class Cast:
    """The names of one article: who was mentioned where, to read surnames and "the company", and what tells that a name is a person's.

    Attributes:
        seen: Names in the order of the text, with the position of each.
        counts: How often each name or surname was mentioned.
    """

    language: Language = ENGLISH
    seen: list[tuple[int, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    # The names that end with a word, the one that begins with it, and where a name first stands.
    _ending: dict[str, dict[str, None]] = field(default_factory=dict)
    _beginning: dict[str, str] = field(default_factory=dict)
    _first: dict[str, int] = field(default_factory=dict)
    # Last words of persons' names, with the pronoun that the text tells for each ("" where it tells none).
    _persons: dict[str, str] = field(default_factory=dict)
    # What was worked out of a name once: its form without a title, its words, whether it is a person's and the pronoun it tells.
    _read: dict[str, tuple[str, tuple[str, ...], str | None]] = field(default_factory=dict)
    _fulls: dict[str, str] = field(default_factory=dict)
    _lasts: dict[str, str] = field(default_factory=dict)
    # What things are said to lie in: no body that "the company" stands for.
    places: set[str] = field(default_factory=set)
    # Who is called by a role: "director" -> the names of all directors.
    _holders: dict[str, set[str]] = field(default_factory=dict)

    def note(self, people: list[Mention], toks: Tokens) -> None:
        """Take note of the mentions of a sentence with its tokens; call in the order of the text, before any question."""
        lower, kinds, counts = toks.lower, toks.kind, self.counts
        for number, mention in enumerate(people):
            start, _, text, kind, said, first, last, _ = mention
            if not said or kind == "pronoun":
                continue
            name, words, gender = self._read.get(said) or self._first_read(said, start)
            self.seen.append((start, name))
            counts[name] = counts.get(name, 0) + 1
            if first and lower[first - 1] in self.language.places:
                self.places.add(name)
            # Beside most names stands nothing that tells: neither words of the mention, nor a comma, nor a verb of speech after a single word.
            after = kinds[last + 1] if last + 1 < len(kinds) else 0
            if text != said or (after & JOINT and lower[last + 1] == ",") or (after & CUE and not gender and len(words) == 1):
                told = self._told_beside(mention, words, toks, people[number + 1] if number + 1 < len(people) else None)
                gender = gender or (told if told is not None else gender)
            if gender is not None and (gender or words[-1] not in self._persons):
                self._persons[words[-1]] = gender

    def _first_read(self, said: str, start: int) -> tuple[str, tuple[str, ...], str | None]:
        """What a name tells by itself, kept for the next time it is mentioned."""
        read = self._read[said] = name, words, _ = _parts(said, self.language)
        self._first.setdefault(name, start)
        if len(words) > 1:
            self._ending.setdefault(words[-1], {})[name] = None
            self._beginning.setdefault(words[0], name)
        return read

    def _told_beside(self, mention: Mention, words: tuple[str, ...], toks: Tokens, following: Mention | None) -> str | None:
        """The pronoun that the words beside a name tell ("" for either), or None where they tell no person."""
        language = self.language
        if mention.kind != "name" or len(words) > _NAME_WORDS:
            return None
        role = mention.text.removesuffix(mention.name).split()
        if role and language.is_person_role(role[-1]):  # "the film's director Ada Bell"
            return self._holds(role[-1], mention.name)
        if role and role[-1].lower() in language.person_titles:
            return language.titles[role[-1].lower()]
        at = mention.last + 1
        lower = toks.lower
        if at + 1 < len(lower) and lower[at] == ",":
            if lower[at + 1].isdecimal() and len(lower[at + 1]) < 4 and int(lower[at + 1]) in _AGES and lower[at + 2 : at + 3] == [","]:
                return ""
            if len(words) > 1 and following is not None and following.first == at + 1:
                if following.kind == "pronoun" and following.name:
                    return ""  # "Bell, who runs the studio"
                if following.kind == "role" and not following.name and not following.possessive:
                    head = following.text.rsplit(" ", 1)[-1]
                    return self._holds(head, mention.name) if language.is_person_role(head) else None
        # "Ada Bell … Bell said": the last word of a longer name speaks by itself.
        alone = len(words) == 1 and mention.text == mention.name and mention.text in self._ending
        if alone and at < len(lower) and language.cues.get(lower[at]) == "say" and toks.kind[at] & CUE:
            return ""
        return None

    def _holds(self, role: str, name: str) -> str:
        self._holders.setdefault(role.lower(), set()).add(self._read[name][0])
        return self.language.role_gender(role)

    def holder(self, phrase: str) -> str | None:
        """The one person whom the text calls by the role in a phrase such as "the director", or None where it calls nobody or several so."""
        first, _, role = phrase.lower().rpartition(" ")
        if first not in self.language.the:
            return None
        names = {self.full(name) for name in self._holders.get(role, ())}
        return names.pop() if len(names) == 1 else None

    def full(self, name: str) -> str:
        """The longest form of a name known in the article: Bell -> Ada Bell.

        A first word stands for a longer name only where it is a known first name. What stood alone before the longer form names itself, but
        for a person's surname, as headlines print it: Mexico stays Mexico where Mexico City is named later.
        """
        found = self._fulls.get(name)
        if found is None:
            bare = without_title(name, self.language)
            title = self.language.titles.get(name.split(maxsplit=1)[0].lower(), "") if bare != name else ""
            self._fulls[name] = bare  # what a name that stands for itself asks for on the way: "Bell" of "General Bell" of "Bell"
            found = self._fulls[name] = bare if " " in bare else self._longer(bare, title)
        return found

    def _longer(self, bare: str, title: str) -> str:
        # Of several with one surname, whom the title fits and the text names most: "Mrs. Bell" is Anna and not Henry.
        fit = [longer for longer in self._ending.get(bare, ()) if not title or self._first_name(longer) in {"", title}]
        longer = max(fit, key=self.counts.__getitem__, default=None)
        if longer is not None and (bare in self._persons or self.is_person(longer) or self._first[longer] < self._first.get(bare, -1)):
            return longer
        if title and self._ending.get(bare):
            return bare
        longer = self._beginning.get(bare)
        known = longer is not None and bare.lower() in self.language.first_names
        return longer if longer is not None and known and self._first[longer] < self._first.get(bare, -1) else bare

    def _first_name(self, name: str) -> str:
        return self.language.first_names.get(name.split(maxsplit=1)[0].lower(), "")

    def is_person(self, name: str) -> bool:
        """Whether the text tells that a name is a person's: a known first name, a title, a role, an age beside it."""
        return self.gender(self.full(name)) is not None

    def may_be_person(self, name: str) -> bool:
        """Whether a name that nothing tells to be a person's has the shape of one: two or three words, the last of which heads no body."""
        words = name.split()
        return 1 < len(words) < _NAME_WORDS and not self.language.kinds[words[-1].lower()] & HEAD

    def gender(self, name: str) -> str | None:
        """The pronoun that stands for a person ("m", "f", "" for either), or None where nothing tells that the name is a person's."""
        words = name.split()
        told = self._persons.get(words[-1])
        if len(words) > 1 and len(words) <= _NAME_WORDS:
            first = self.language.first_names.get(words[0].lower())
            return first or told if first is not None or told is not None else None
        return told if len(words) == 1 else None

    def names_itself(self, name: str, words: str) -> bool:
        """Whether quoted words hold the name of the one who may have said them, which speakers rarely do."""
        last = self._lasts.get(name)
        if last is None:
            last = self._lasts[name] = without_title(name, self.language).rsplit(" ", 1)[-1]
        return last in words

    def body_before(self, at: int) -> str | None:
        """The organisation most named before `at`: a name that is no person's and stands alone."""
        best: str | None = None
        for _, name in self._before(at):
            if not self.is_person(name) and name not in self.places and (best is None or self.counts[name] > self.counts[best]):
                best = name
        return best

    def canonical(self, mention: Mention) -> tuple[str, str]:
        """The name that a mention, no pronoun, stands for, and how it was read where the text does not say it outright."""
        if mention.kind == "name" and mention.name:
            return self.full(mention.name), ""
        lower = mention.text.lower()
        head = lower.rsplit(" ", 1)[-1]
        if head in self.language.bodies and not mention.name and lower.partition(" ")[0] in self.language.the:
            body = self.body_before(mention.start)
            if body is not None:
                return body, f"“{mention.text}” read as {body}, the organisation named most before it"
        person = self.holder(mention.text) if mention.kind == "role" and not mention.name else None
        if person is not None:
            return person, f"“{mention.text}” read as {person}, whom the text calls so"
        return without_determiner(mention.text, self.language), ""

    def _before(self, at: int) -> list[tuple[int, str]]:
        end = bisect_left(self.seen, (at, ""))
        return self.seen[max(end - _LOOK_BACK, 0) : end]


@lru_cache(maxsize=50_000)
def _parts(said: str, language: Language) -> tuple[str, tuple[str, ...], str | None]:
    """A name without its title, its words, and the pronoun that its title or first name tells; None where it tells no person."""
    name = without_title(said, language)
    words = tuple(name.split())
    told: str | None = None
    if any(len(word) == len("F.") and word[1] == "." for word in words[1:-1]):
        told = ""  # "Ada F. Bell"
    if name != said and len(words) <= _NAME_WORDS and not language.kinds[words[-1].lower()] & HEAD:
        titles = [language.titles[word] for word in said.removesuffix(name).lower().split() if word in language.person_titles]
        told = max(titles, default=told)
    first = language.first_names.get(words[0].lower()) if 1 < len(words) <= _NAME_WORDS else None
    return name, words, told or first or (told if told is not None else first)
