"""Find who is mentioned in a sentence, and which name a mention stands for in its article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from uproar.extract.languages import (
    ALPHA,
    CONNECTOR,
    CUE,
    DETERMINER,
    ENGLISH,
    HEAD,
    JOINT,
    LISTED_ROLE,
    NAME,
    NOT_NAME,
    NUMBER,
    OPENS,
    POSSESSIVE,
    PRONOUN,
    ROLE,
    TITLE,
    TITLED,
    UPPER,
    Language,
    without_possessive,
)  # fmt: skip

_CONTENT: Final = re.compile(r"\w+")
# A noun phrase such as "the entertainment streaming company" is followed no further.
_PHRASE_WORDS: Final = 7
# Coreference looks back over so many mentions of names: about the last twenty paragraphs of a news story.
_LOOK_BACK: Final = 120
# A name of at most so many words, not known to be a person's, may be what "she" stands for if it stands this near (in characters).
# "who" stands at most so many tokens after whom it stands for: "Bell, who".
_RELATIVE: Final = 2
_NAME_WORDS: Final = 3
_NEAR: Final = 400


class Tokens:
    """The tokens of a stretch of text, one column for each thing known of them.

    Attributes:
        text: Each token as it stands.
        start, end: Where each stands in the text.
        kind: What each is by the tables of its language: bits of `languages`.
    """

    __slots__ = ("_joints", "_lower", "end", "kind", "start", "text")

    def __init__(self, text: str, start: int, end: int, language: Language = ENGLISH) -> None:
        # Splitting by the pattern gives blanks and tokens in turn, a third faster than asking each match for its place.
        pieces = language.patterns.token.split(text[start:end])
        bounds = list(accumulate(map(len, pieces), initial=start))
        self.text = pieces[1::2]
        self.start = bounds[1:-1:2]
        self.end = bounds[2::2]
        self.kind = list(map(language.kinds.__getitem__, self.text))
        self._lower: list[str] | None = None
        self._joints: list[int] | None = None

    @property
    def lower(self) -> list[str]:
        """Each token in lower case."""
        if self._lower is None:
            self._lower = list(map(str.lower, self.text))
        return self._lower

    @property
    def joints(self) -> list[int]:
        """Numbers of the tokens that may join two clauses: commas, "and"."""
        if self._joints is None:
            self._joints = [number for number, bits in enumerate(self.kind) if bits & JOINT]
        return self._joints

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.kind)


class Mention(NamedTuple):
    """Somebody or something that may speak.

    Attributes:
        start, end: Where it stands in the text.
        text: As it stands.
        kind: "name", "role" ("a studio spokesperson"), "document" ("the report") or "pronoun".
        name: The proper name in it, or "".
        first, last: Numbers of its first and last token in the sentence.
        possessive: It ends in 's.
    """

    start: int
    end: int
    text: str
    kind: str
    name: str
    first: int
    last: int
    possessive: bool = False


def mentions(toks: Tokens, text: str, language: Language = ENGLISH) -> list[Mention]:
    """Mentions in a sentence, left to right, none inside another.

    Example:
        >>> text = "A studio spokesperson told Ada Bell that she agreed."
        >>> [(m.text, m.kind) for m in mentions(Tokens(text, 0, len(text)), text)]
        [('A studio spokesperson', 'role'), ('Ada Bell', 'name'), ('she', 'pronoun')]
    """
    found: list[Mention] = []
    kind = toks.kind
    mention: Mention | None
    beyond = 0
    for number in [number for number, bits in enumerate(kind) if bits & OPENS]:
        if number < beyond:
            continue
        bits = kind[number]
        if bits & PRONOUN:
            word = toks.text[number]
            start = toks.start[number] + word.rfind("-") + 1  # French "dit-il"
            mention = Mention(start, toks.end[number], word[word.rfind("-") + 1 :], "pronoun", "", number, number)
            if found and word.lower() in language.stands_for_last and number - found[-1].last <= _RELATIVE:
                # "Bell, who mused": the pronoun stands for the one named right before it.
                mention = mention._replace(name=found[-1].name)
        else:
            mention = _phrase(toks, number, text, language, determined=bits & DETERMINER > 0)
            if mention is None:
                continue
        found.append(mention)
        beyond = mention.last + 1
    return found


def _phrase(toks: Tokens, first: int, text: str, language: Language, *, determined: bool) -> Mention | None:
    """A name, or a noun phrase up to its head, beginning at token `first`."""
    kinds, starts, ends = toks.kind, toks.start, toks.end
    number = first + determined
    last, kind, named, named_last = -1, "", -1, -1
    limit = min(len(kinds), first + _PHRASE_WORDS + determined)
    while number < limit:
        bits = kinds[number]
        if number > first and starts[number] - ends[number - 1] > 1:
            break
        if bits & (NAME | TITLED):
            start = number
            number = _name_end(toks, number)
            if start == number and bits & (TITLE | LISTED_ROLE) == TITLE:
                number += 1
                continue
            named, named_last, last = start, number, number
            kind = kind if kind == "role" and not determined else "name"
            bits = kinds[number]
            if bits & HEAD and number > start:
                kind = "role"
            if bits & POSSESSIVE and not _goes_on(kinds, number, limit):
                break
        elif bits & HEAD:
            if bits & CUE and last >= 0 and not determined:
                break
            kind, last = "role" if bits & ROLE else "document", number
            if bits & POSSESSIVE and not _goes_on(kinds, number, limit):
                break
        elif not bits & ALPHA or bits & (NOT_NAME | CUE | PRONOUN) or (not determined and not _goes_on(kinds, number - 1, limit)):
            break
        number += 1
    if last < 0:
        return None
    if named_last == last and named > first and kinds[named - 1] & HEAD:
        kind = "name"
    possessive = kinds[last] & POSSESSIVE > 0
    start, end = starts[first], ends[last] - 2 * possessive
    name = ""
    if named >= 0:
        name = without_possessive(text[starts[named] : min(ends[named_last], end)], language)
    return Mention(start, end, text[start:end], kind, name, first, last, possessive)


def _name_end(toks: Tokens, number: int) -> int:
    """The last token of the name that begins at `number`."""
    kinds, starts, ends = toks.kind, toks.start, toks.end
    final = len(kinds) - 1
    while number < final:
        bits = kinds[number + 1]
        if not bits & (UPPER | CONNECTOR) or starts[number + 1] - ends[number] != 1 or kinds[number] & POSSESSIVE:
            break
        if bits & UPPER and (not bits & NOT_NAME or bits & NUMBER):
            number += 1
        elif bits & CONNECTOR and number + 2 <= final and kinds[number + 2] & NAME and starts[number + 2] - ends[number + 1] == 1:
            number += 2
        else:
            break
    return number


def _goes_on(kinds: list[int], number: int, limit: int) -> bool:
    """Whether a head noun follows within three words that no verb or mark interrupts."""
    for bits in kinds[number + 1 : min(number + 4, limit)]:
        if not bits & ALPHA or bits & (PRONOUN | NOT_NAME):
            return False
        if bits & HEAD:
            return True
        if bits & (CUE | UPPER):
            return False
    return False


def without_title(name: str, language: Language = ENGLISH) -> str:
    """A name without its title or role words in front.

    Example:
        >>> without_title("Sen. Ada Bell")
        'Ada Bell'
    """
    words = name.split()
    while len(words) > 1 and words[0].lower() in language.titles:
        words = words[1:]
    return " ".join(words)


def without_determiner(phrase: str, language: Language = ENGLISH) -> str:
    """A noun phrase without "a" or "the": its canonical form where no name is known."""
    head, _, rest = phrase.partition(" ")
    return rest if rest and head.lower() in language.articles else phrase


@dataclass(slots=True)
class Cast:
    """The names of one article: who was mentioned where, to read surnames, pronouns and "the company".

    Attributes:
        seen: Names in the order of the text, with the position of each.
        counts: How often each name or surname was mentioned.
    """

    language: Language = ENGLISH
    seen: list[tuple[int, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _full: dict[str, str] = field(default_factory=dict)
    _gender: dict[str, str] = field(default_factory=dict)
    # What was worked out of a name once: its form without a title, its words, the pronoun it tells; its full form; its last word.
    _read: dict[str, tuple[str, list[str], str]] = field(default_factory=dict)
    _fulls: dict[str, str] = field(default_factory=dict)
    _lasts: dict[str, str] = field(default_factory=dict)

    def note(self, mention: Mention) -> None:
        """Take note of a mention; call in the order of the text, and before any question."""
        if not mention.name or mention.kind == "pronoun":
            return
        read = self._read.get(mention.name)
        if read is None:
            read = self._read[mention.name] = self._parts(mention.name)
        name, words, gender = read
        self.seen.append((mention.start, name))
        self.counts[name] += 1
        if len(words) > 1:
            self._full[words[-1]] = name
            self._full.setdefault(words[0], name)
        if gender:
            self._gender[words[-1]] = gender

    def _parts(self, said: str) -> tuple[str, list[str], str]:
        name = without_title(said, self.language)
        words = name.split()
        first = self.language.first_names.get(words[0].lower(), "") if len(words) > 1 else ""
        return name, words, self.language.titles.get(said.split(maxsplit=1)[0].lower(), "") or first

    def full(self, name: str) -> str:
        """The longest form of a name known in the article: Bell -> Ada Bell."""
        found = self._fulls.get(name)
        if found is None:
            bare = without_title(name, self.language)
            found = self._fulls[name] = self._full.get(bare, bare) if " " not in bare else bare
        return found

    def is_person(self, name: str) -> bool:
        """Whether a name looks like a person's: a known first name, or a title in front somewhere."""
        words = self.full(name).split()
        return len(words) > 1 and (words[0].lower() in self.language.first_names or words[-1] in self._gender)

    def names_itself(self, name: str, words: str) -> bool:
        """Whether quoted words hold the name of the one who may have said them, which speakers rarely do."""
        last = self._lasts.get(name)
        if last is None:
            last = self._lasts[name] = without_title(name, self.language).rsplit(" ", 1)[-1]
        return last in words

    def person_before(self, at: int, pronoun: str, previous: str | None) -> str | None:
        """Whom a pronoun at `at` stands for: the last person known to fit, else the speaker before, else the last name that may."""
        wanted = self.language.person_pronouns[pronoun]
        maybe: str | None = None
        for position, name in reversed(self._before(at)):
            full = self.full(name)
            if " " not in full:
                continue
            if previous is not None and full == previous and self._may_be(full, wanted):
                return full
            gender = self._gender.get(full.split()[-1], "")
            if gender == wanted:
                return full
            if maybe is None and not gender and len(full.split()) <= _NAME_WORDS and at - position < _NEAR:
                maybe = full
        if previous is not None and " " in previous and self._may_be(previous, wanted):
            return previous
        return maybe

    def body_before(self, at: int) -> str | None:
        """The organisation most named before `at`: a name that is no person's and stands alone."""
        best: str | None = None
        for _, name in self._before(at):
            if not self.is_person(name) and (best is None or self.counts[name] > self.counts[best]):
                best = name
        return best

    def canonical(self, mention: Mention, previous: str | None) -> tuple[str | None, str]:
        """The name a mention stands for, and how it was read where the text does not say it outright."""
        if mention.kind == "name" and mention.name:
            return self.full(mention.name), ""
        lower = mention.text.lower()
        if mention.kind == "pronoun":
            if mention.name:
                return self.full(mention.name), f"“{mention.text}” read as {self.full(mention.name)}, named right before it"
            if lower in self.language.person_pronouns:
                name = self.person_before(mention.start, lower, previous)
                if name is None:
                    return None, f"“{mention.text}” could not be resolved to a name"
                how = "the speaker before" if name == previous else "the last person named before whom it fits"
                return name, f"“{mention.text}” read as {name}, {how}"
            if lower in self.language.they and previous is not None:
                return previous, f"“{mention.text}” read as {previous}, the speaker before"
            return None, f"“{mention.text}” could not be resolved to a name"
        head = lower.rsplit(" ", 1)[-1]
        if head in self.language.bodies and not mention.name and lower.partition(" ")[0] in self.language.the:
            body = self.body_before(mention.start)
            if body is not None:
                return body, f"“{mention.text}” read as {body}, the organisation named most before it"
        return without_determiner(mention.text, self.language), ""

    def _before(self, at: int) -> list[tuple[int, str]]:
        end = bisect_left(self.seen, (at, ""))
        return self.seen[max(end - _LOOK_BACK, 0) : end]

    def _may_be(self, name: str, gender: str) -> bool:
        return self._gender.get(name.rsplit(maxsplit=1)[-1], "") in {"", gender}


def same(left: str, right: str) -> bool:
    """Whether two names share a word that carries meaning.

    Example:
        >>> same("Ada Bell", "Bell"), same("Ada Bell", "Ben Ode")
        (True, False)
    """
    return not content_words(left).isdisjoint(content_words(right))


@lru_cache(maxsize=50_000)
def content_words(name: str) -> frozenset[str]:
    """The words of a name in lower case."""
    return frozenset(_CONTENT.findall(name.lower()))
