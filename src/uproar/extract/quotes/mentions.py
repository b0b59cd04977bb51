"""Find who is mentioned in a sentence."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import accumulate, chain
from typing import Final, NamedTuple

from uproar.extract.languages.language import (
    ALPHA,
    CLOSES,
    CONNECTOR,
    CUE,
    DETERMINER,
    ENGLISH,
    FINITE,
    HEAD,
    JOINT,
    LISTED_ROLE,
    NAME,
    NOT_NAME,
    NUMBER,
    OPENS,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    STOPS,
    TITLE,
    TITLED,
    UPPER,
    WORD,
    Language,
    without_possessive,
)  # fmt: skip

_CONTENT: Final = re.compile(r"\w+")
_CONTRACTED: Final = re.compile(r"\w+(?=['’])")
# What a word of a name may be besides, so that the name can be read at once; and what a common noun that no table holds is not.
_NOT_PLAIN: Final = TITLE | HEAD | POSSESSIVE | CONNECTOR | NOT_NAME
_REACHED: Final = NAME | TITLED | HEAD
_SPOKEN: Final = PAST | CUE
_TOLD: Final = _REACHED | CUE | STOPS
_NO_NOUN: Final = NOT_NAME | CUE | PRONOUN | PREPOSITION | FINITE | UPPER | HEAD | POSSESSIVE
_WORDS: Final = re.compile(r"\S+\s*").findall
# A noun phrase such as "the entertainment streaming company" is followed no further.
_PHRASE_WORDS: Final = 7
# "who" stands at most so many tokens after whom it stands for: "Bell, who".
_RELATIVE: Final = 2
# A name that an office stands before has two words or more.
_HOLDER_WORDS: Final = 2


class Tokens:
    """The tokens of a stretch of text, one column for each thing known of them.

    Attributes:
        text, lower: Each token as it stands, and in lower case.
        start, end: Where each stands in the text.
        kind: What each is by the tables of its language: bits of `languages`.
    """

    __slots__ = ("end", "kind", "lower", "start", "text")

    def __init__(self, text: str, start: int, end: int, language: Language = ENGLISH) -> None:
        part = text[start:end]
        if "_" in part:  # the one mark that is no token, and would be taken for a blank
            blank, *pieces = language.patterns.token.split(part)
            self._fill(pieces, start + len(blank), language)
        else:
            self._fill(_pieces(_WORDS(part), language), end - len(part.lstrip()), language)

    def _fill(self, pieces: list[str], start: int, language: Language) -> None:
        """Fill the columns from tokens and what follows each, in turn."""
        bounds = list(accumulate(map(len, pieces), initial=start))
        self.text = pieces[::2]
        self.start = bounds[:-1:2]
        self.end = bounds[1::2]
        self.lower = list(map(language.lower.__getitem__, self.text))
        self.kind = list(map(language.kinds.__getitem__, self.text))

    @classmethod
    def of(cls, text: str, paragraphs: list[tuple[int, int]], language: Language = ENGLISH) -> Tokens:
        """The tokens of all paragraphs in one pass, with a token of blanks between two, a seventh less work than a pass for each sentence.

        Paragraphs with an underscore, the one mark that is no token, are left out.
        """
        words: list[str] = []
        first = done = 0
        for start, end in paragraphs:
            part = text[start:end]
            begin = end - len(part.lstrip())
            if begin == end or "_" in part:
                continue
            if words:
                words.append(" " * (begin - done))
            else:
                first = begin
            words += _WORDS(part)
            done = end
        toks = cls.__new__(cls)
        toks._fill(_pieces(words, language), first, language)  # noqa: SLF001 -- of its own class
        return toks

    def part(self, first: int, last: int) -> Tokens:
        """The tokens from one number up to another."""
        toks = self.__class__.__new__(self.__class__)
        toks.text = self.text[first:last]
        toks.lower = self.lower[first:last]
        toks.start = self.start[first:last]
        toks.end = self.end[first:last]
        toks.kind = self.kind[first:last]
        return toks

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.kind)


def _pieces(words: list[str], language: Language) -> list[str]:
    return list(chain.from_iterable(map(language.pieces.__getitem__, words)))


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


# Made from a tuple, which takes a fifth of the time; a hundred are made for an article.
_mention: Final = partial(tuple.__new__, Mention)


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
        if number < beyond or (not number and _is_adverb(toks, language)):
            continue
        bits = kind[number]
        if bits & PRONOUN:
            word, end, name = toks.text[number], toks.end[number], ""
            word = word[word.rfind("-") + 1 :]  # French "dit-il"
            if not word.isalpha() and (head := _CONTRACTED.match(word)):  # "We've"
                word, end = head[0], end - len(word) + head.end()
            if found and word.lower() in language.stands_for_last and number - found[-1].last <= _RELATIVE:
                # "Bell, who mused": the pronoun stands for the one named right before it, and "a Bell supporter, who mused" for no Bell
                named, name = found[-1], found[-1].name
                if number - named.last > 1 and kind[number - 1] & WORD:
                    name = ""  # "an Ada Bell impersonator who"
                elif named.kind != "name":
                    name = name and without_determiner(named.text, language)
            mention = _mention((end - len(word), end, word, "pronoun", name, number, number, False))
        else:
            determined = bits & DETERMINER > 0
            if determined and not _reaches(kind, number):
                continue
            mention = _plain(toks, number, text, determined=determined) or _phrase(toks, number, text, language, determined=determined)
            if mention is None:
                continue
        found.append(mention)
        beyond = mention.last + 1
    return found


def _reaches(kinds: list[int], determiner: int) -> bool:
    """Whether a name, a head or a verb of saying may follow a determiner: after two thirds none does, and nothing else is looked at."""
    for bits in kinds[determiner + 1 : determiner + 1 + _PHRASE_WORDS]:
        if bits & _TOLD:
            if bits & _REACHED or bits & _SPOKEN == _SPOKEN:
                return True
            if bits & STOPS:
                return False
    return False


def _plain(toks: Tokens, first: int, text: str, *, determined: bool) -> Mention | None:
    """A name of plain words or a head that ends where its phrase does, as two thirds do; None where it is to be read word by word."""
    kinds, starts, ends = toks.kind, toks.start, toks.end
    last = first + determined
    if kinds[last] & (NAME | _NOT_PLAIN) == NAME:
        kind, begin = "name", starts[last]
    elif kinds[last] & HEAD and not kinds[last] & (NAME | TITLED | POSSESSIVE):
        kind, begin = "role" if kinds[last] & ROLE else "document", -1
    else:
        return None
    if determined and starts[last] - ends[first] > 1:
        return None
    final = len(kinds) - 1
    while last < final:
        bits = kinds[last + 1]
        if bits & CLOSES:
            break
        gap = starts[last + 1] - ends[last]
        if gap > 1:
            break
        if not gap or begin < 0 or bits & (UPPER | _NOT_PLAIN) != UPPER:
            return None
        last += 1
    start, end = starts[first], ends[last]
    return _mention((start, end, text[start:end], kind, text[begin:end] if begin >= 0 else "", first, last, False))


def _is_adverb(toks: Tokens, language: Language) -> bool:
    """Whether a sentence opens with an adverb or an order, capitalised for its place alone: "Currently the studio said", "Leave a comment"."""
    word = toks.lower[0]
    follows = toks.text[1:2]
    if toks.kind[0] & (NAME | DETERMINER | HEAD | TITLE) == NAME and follows and toks.kind[1] & DETERMINER and follows[0].islower():
        return word not in language.first_names
    if word in language.states and word.endswith(language.progressive) and follows and toks.lower[1] in language.that:
        return True  # "Claiming that it is late, Bell left"
    return (
        word.endswith(language.adverb_endings)
        and word not in language.first_names
        and follows != []
        and (follows[0] == "," or toks.kind[1] & DETERMINER > 0)
    )


def _phrase(toks: Tokens, first: int, text: str, language: Language, *, determined: bool) -> Mention | None:
    """A name, or a noun phrase up to its head, beginning at token `first`."""
    kinds, starts, ends = toks.kind, toks.start, toks.end
    number = first + determined
    last, kind, named, named_last = -1, "", -1, -1
    noun = _before_verb(toks, first, number, language) if number < len(kinds) and kinds[number] & (ALPHA | _NO_NOUN) == ALPHA else -1
    if noun >= 0:
        return _mention((starts[first], ends[noun], text[starts[first] : ends[noun]], "role", "", first, noun, False))
    limit = min(len(kinds), first + _PHRASE_WORDS + determined)
    while number < limit:
        bits = kinds[number]
        if number > first and starts[number] - ends[number - 1] > 1:
            break
        if bits & (NAME | TITLED):
            if last >= 0 and last < number - 1 and named < 0 and not kinds[number - 1] & (TITLE | UPPER):
                break  # "a protester met Ada Bell"
            start = number
            number = _name_end(toks, number, language)
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
    return _mention((start, end, text[start:end], kind, name, first, last, possessive))


def _before_verb(toks: Tokens, first: int, number: int, language: Language) -> int:
    """The last token of a noun phrase that a verb of saying follows, where no table holds its noun ("the airline has said"); else -1."""
    kinds, starts, ends = toks.kind, toks.start, toks.end
    limit = min(len(kinds) - 1, first + _PHRASE_WORDS)
    while number < limit and kinds[number] & (ALPHA | _NO_NOUN) == ALPHA:
        number += 1
    last = number - 1
    if last <= first or kinds[last] & UPPER or toks.text[last].endswith(language.adverb_endings) or starts[last + 1] - ends[last] != 1:
        return -1
    while number < limit and toks.text[number] in language.between:
        number += 1
    said = kinds[number] & _SPOKEN == _SPOKEN and language.cues[toks.lower[number]] == "say"
    return last if said else -1


def _name_end(toks: Tokens, number: int, language: Language) -> int:
    """The last token of the name that begins at `number`."""
    kinds, starts, ends = toks.kind, toks.start, toks.end
    final = len(kinds) - 1
    body, joined = toks.lower[number] in language.body_heads, False
    while number < final:
        bits = kinds[number + 1]
        if not bits & (UPPER | CONNECTOR | JOINT) or starts[number + 1] - ends[number] != 1 or kinds[number] & POSSESSIVE:
            break
        if bits & UPPER and (not bits & NOT_NAME or bits & NUMBER):
            number += 1
        elif bits & CONNECTOR and number + 2 <= final and kinds[number + 2] & NAME and starts[number + 2] - ends[number + 1] == 1:
            number += 2
            joined = body
        elif (
            joined
            and number + 2 <= final
            and toks.lower[number + 1] in language.joins
            and kinds[number + 2] & NAME
            and toks.lower[number + 2] not in language.first_names
        ):
            number, joined = number + 2, False  # "Center for Safety and Health"
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


@lru_cache(maxsize=50_000)
def without_title(name: str, language: Language = ENGLISH) -> str:
    """A name without its title or role words in front.

    Example:
        >>> without_title("Sen. Ada Bell")
        'Ada Bell'
        >>> without_title("Halden Director Ada Bell"), without_title("U.S. Secretary of State Ada Bell")
        ('Ada Bell', 'Ada Bell')
        >>> without_title("Secretary of State")
        'Secretary of State'
    """
    words = name.split()
    while len(words) > 1 and words[0].lower() in language.titles:
        words = words[1:]
    # "Airbus Director John Leahy", "Secretary of State Ben Ode": two or three words after an office are its holder's name.
    for number in range(len(words) - 2, 0, -1):
        if words[number - 1].lower() in language.offices and number <= len(words) - _HOLDER_WORDS:
            words = words[number:]
            break
    if words[0] == language.of_office:
        if len(words) <= _HOLDER_WORDS + 1:
            return name  # "Secretary of State" is nobody's name
        words = words[2:]
    # "Rep. Ada Bell of Ohio": a person's name ends before a place.
    titled = words[0] != name.split(maxsplit=1)[0] or words[0].lower() in language.first_names
    if titled and language.of_office in words[_HOLDER_WORDS:]:
        words = words[: words.index(language.of_office, _HOLDER_WORDS)]
    return " ".join(words)


def without_determiner(phrase: str, language: Language = ENGLISH) -> str:
    """A noun phrase without "a" or "the": its canonical form where no name is known."""
    head, _, rest = phrase.partition(" ")
    return rest if rest and head.lower() in language.articles else phrase


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
