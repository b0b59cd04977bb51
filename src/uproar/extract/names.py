"""Find who is mentioned in a sentence, and which name a mention stands for in its article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from uproar.extract.cues import (
    BODIES,
    CONNECTORS,
    CUES,
    DETERMINERS,
    DOCUMENTS,
    FIRST_NAMES,
    NOT_NAMES,
    NUMBERS,
    PERSON_PRONOUNS,
    PRONOUNS,
    ROLES,
    TITLES,
)

# One token: initials and short titles with their dot, a word (inner hyphens and apostrophes kept), a number, or one mark.
_TOKEN: Final = re.compile(
    r"[a-z](?:[\w]|[-’'&](?=\w))*|(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Rev|Lt|Col|Capt|Sgt|Jr|Sr)\.|(?:[A-Z]\.)+(?=\s|[A-Z])|[^\W\d_](?:[\w]|[-’'&](?=\w))*|\d[\d.,]*\w*|[^\s\w]"
)
_CONTENT: Final = re.compile(r"\w+")
# A noun phrase such as "the entertainment streaming company" is followed no further.
_PHRASE_WORDS: Final = 7
# Coreference looks back over so many mentions of names: about the last twenty paragraphs of a news story.
_LOOK_BACK: Final = 120
# A name of at most so many words, not known to be a person's, may be what "she" stands for if it stands this near (in characters).
_NAME_WORDS: Final = 3
_NEAR: Final = 400


class Token(NamedTuple):
    """One token: its span, its text, and its text in lower case."""

    start: int
    end: int
    text: str
    lower: str


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


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Tokens of a stretch of text."""
    return [Token(m.start(), m.end(), m.group(), m.group().lower()) for m in _TOKEN.finditer(text, start, end)]


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("’s", "'s")) else word


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() and _bare(token.lower) not in NOT_NAMES and len(token.text) > 1


def _head(token: Token) -> str:
    """The kind of mention that a common noun heads, or ""."""
    return _head_of(token.lower)


@lru_cache(maxsize=50_000)
def _head_of(word: str) -> str:
    word = _bare(word)
    tail = word.rsplit("-", 1)[-1]
    if word in DOCUMENTS:
        return "document"
    if word in ROLES or tail in ROLES or tail.isdigit() or word.endswith(("woman", "women", "spokesman", "person", "ologist")):
        return "" if tail.isdigit() else "role"
    return ""


def mentions(toks: list[Token], text: str) -> list[Mention]:
    """Mentions in a sentence, left to right, none inside another.

    Example:
        >>> text = "A studio spokesperson told Ada Bell that she agreed."
        >>> [(m.text, m.kind) for m in mentions(tokens(text, 0, len(text)), text)]
        [('A studio spokesperson', 'role'), ('Ada Bell', 'name'), ('she', 'pronoun')]
    """
    found: list[Mention] = []
    number, count = 0, len(toks)
    while number < count:
        token = toks[number]
        mention = None
        if token.lower in PRONOUNS:
            mention = Mention(token.start, token.end, token.text, "pronoun", "", number, number)
        elif token.lower in DETERMINERS:
            mention = _phrase(toks, number, text, determined=True)
        elif _is_name(token) or token.lower in TITLES or _head(token):
            mention = _phrase(toks, number, text, determined=False)
        if mention is None:
            number += 1
        else:
            found.append(mention)
            number = mention.last + 1
    return found


def _phrase(toks: list[Token], first: int, text: str, *, determined: bool) -> Mention | None:
    """A name, or a noun phrase up to its head, beginning at token `first`."""
    number = first + 1 if determined else first
    last, kind, named = -1, "", (-1, -1)
    limit = min(len(toks), first + _PHRASE_WORDS + determined)
    while number < limit:
        token = toks[number]
        if number > first and toks[number].start - toks[number - 1].end > 1:
            break
        if token.text == "-":
            break
        if _is_name(token) or (token.lower in TITLES and token.text[0].isupper()):
            start = number
            number = _name_end(toks, number)
            if token.lower in TITLES and start == number and token.text.lower() not in ROLES:
                number += 1
                continue
            named, last = (start, number), number
            kind = kind if kind == "role" and not determined else "name"
            if _head(toks[number]) and number > start:
                kind = "role"
            if toks[number].lower.endswith(("’s", "'s")) and not _goes_on(toks, number, limit):
                break
        elif _head(token):
            if token.lower in CUES and last >= 0 and not determined:
                break
            kind, last = _head(token), number
            if _bare(token.lower) != token.lower and not _goes_on(toks, number, limit):
                break
        elif (
            not token.text[0].isalpha()
            or token.lower in NOT_NAMES
            or token.lower in CUES
            or token.lower in PRONOUNS
            or (not determined and not _goes_on(toks, number - 1, limit))
        ):
            break
        number += 1
    if last < 0:
        return None
    if named[1] == last and named[0] > first and _head(toks[named[0] - 1]):
        kind = "name"
    possessive = toks[last].lower.endswith(("’s", "'s"))
    end = toks[last].end - (2 if possessive else 0)
    name = ""
    if named[0] >= 0:
        name_end = toks[named[1]].end
        name = text[toks[named[0]].start : min(name_end, end)]
        name = _bare(name)
    start = toks[first].start
    return Mention(start, end, text[start:end], kind, name, first, last, possessive)


def _name_end(toks: list[Token], number: int) -> int:
    """The last token of the name that begins at `number`."""
    while number + 1 < len(toks):
        here, following = toks[number], toks[number + 1]
        if following.start - here.end != 1 or here.lower.endswith(("’s", "'s")):
            break
        if following.text[0].isupper() and (following.lower not in NOT_NAMES or following.lower in NUMBERS):
            number += 1
        elif (
            following.lower in CONNECTORS
            and number + 2 < len(toks)
            and _is_name(toks[number + 2])
            and toks[number + 2].start - following.end == 1
        ):
            number += 2
        else:
            break
    return number


def _goes_on(toks: list[Token], number: int, limit: int) -> bool:
    """Whether a head noun follows within three words that no verb or mark interrupts."""
    for ahead in range(number + 1, min(number + 4, limit)):
        token = toks[ahead]
        if not token.text[0].isalpha() or token.lower in PRONOUNS or token.lower in NOT_NAMES:
            return False
        if _head(token):
            return True
        if token.lower in CUES or token.text[0].isupper():
            return False
    return False


def without_title(name: str) -> str:
    """A name without its title or role words in front.

    Example:
        >>> without_title("Sen. Ada Bell")
        'Ada Bell'
    """
    words = name.split()
    while len(words) > 1 and words[0].lower() in TITLES:
        words = words[1:]
    return " ".join(words)


def without_determiner(phrase: str) -> str:
    """A noun phrase without "a" or "the": its canonical form where no name is known."""
    head, _, rest = phrase.partition(" ")
    return rest if rest and head.lower() in {"a", "an", "the"} else phrase


@dataclass(slots=True)
class Cast:
    """The names of one article: who was mentioned where, to read surnames, pronouns and "the company".

    Attributes:
        seen: Names in the order of the text, with the position of each.
        counts: How often each name or surname was mentioned.
    """

    seen: list[tuple[int, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _full: dict[str, str] = field(default_factory=dict)
    _gender: dict[str, str] = field(default_factory=dict)

    def note(self, mention: Mention) -> None:
        """Take note of a mention; call in the order of the text."""
        if not mention.name:
            return
        name = without_title(mention.name)
        words = name.split()
        self.seen.append((mention.start, name))
        self.counts[name] += 1
        title = mention.name.split()[0].lower()
        if len(words) > 1:
            self._full[words[-1]] = name
            self._full.setdefault(words[0], name)
        gender = TITLES.get(title, "") or (FIRST_NAMES.get(words[0].lower(), "") if len(words) > 1 else "")
        if gender:
            self._gender[words[-1]] = gender

    def full(self, name: str) -> str:
        """The longest form of a name known so far: Bell -> Ada Bell."""
        name = without_title(name)
        return self._full.get(name, name) if " " not in name else name

    def is_person(self, name: str) -> bool:
        """Whether a name looks like a person's: a known first name, or a title in front somewhere."""
        words = self.full(name).split()
        return len(words) > 1 and (words[0].lower() in FIRST_NAMES or words[-1] in self._gender)

    def person_before(self, at: int, pronoun: str, previous: str | None) -> str | None:
        """Whom a pronoun at `at` stands for: the last person known to fit, else the speaker before, else the last name that may."""
        wanted = PERSON_PRONOUNS[pronoun]
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
            if lower in PERSON_PRONOUNS:
                name = self.person_before(mention.start, lower, previous)
                if name is None:
                    return None, f"“{mention.text}” could not be resolved to a name"
                how = "the speaker before" if name == previous else "the last person named before whom it fits"
                return name, f"“{mention.text}” read as {name}, {how}"
            if lower == "they" and previous is not None:
                return previous, f"“{mention.text}” read as {previous}, the speaker before"
            return None, f"“{mention.text}” could not be resolved to a name"
        head = lower.rsplit(" ", 1)[-1]
        if head in BODIES and not mention.name and lower.startswith("the "):
            body = self.body_before(mention.start)
            if body is not None:
                return body, f"“{mention.text}” read as {body}, the organisation named most before it"
        return without_determiner(mention.text), ""

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
    return bool(set(_CONTENT.findall(left.lower())) & set(_CONTENT.findall(right.lower())))
