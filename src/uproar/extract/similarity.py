"""What two articles have in common: the terms they open with, and a sketch of their words that finds copies."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np

from uproar.extract.terms import fold

# News tells its story at the top; later paragraphs hold background that many stories share. The labelled articles have 42 words (ECB+, annotated sentences).
LEAD_WORDS: Final = 50
_OPENING: Final = 2_000  # characters that a copy is told by: whoever shortens a wire story cuts its end
_SHINGLE: Final = 4  # words in a row
_SKETCH: Final = 64  # smallest hashes kept: the standard error of a resemblance of .85 is .045
_SHORT: Final = 20  # a text of fewer words ("Read more.") is told apart by its headline too
_CONTAINED: Final = 0.8  # of the shorter text's shingles, so that a copy may be cut or have a line added
_LEAST_LENGTH: Final = 1 / 3  # of the longer text: below that, the sketch holds too little of the shorter one
_LEAST_SHARED: Final = _CONTAINED / (
    1 + 1 / _LEAST_LENGTH - _CONTAINED
)  # of the hashes kept: two that share fewer cannot reach either bound (Broder's formula, below)
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ASCII_WORD: Final = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)?")  # the same in a text of ASCII, twice as fast
_PIECE: Final = re.compile(r"[^\W_]+")
_LOWER: Final = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256))
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_HALF: Final = np.uint64(32)  # bits
# What an article is headed with, which joins no two stories: who sent it, from where, when.
_AGENCIES: Final = "Reuters|AP|Associated Press|AFP|Agence France-Presse|CNN|BBC|UPI|PA|dpa|DPA|Xinhua|Bloomberg|TASS|EFE|ANSA|Kyodo"
_NAME: Final = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,2}"
_DATELINE: Final = re.compile(rf"(?:[A-Z][\w'’.-]*[ ,/\\]+){{1,5}}(?:\d{{1,2}} )?\(\s?(?:{_AGENCIES})\s?\)\s*(?:--?|–|—)\s")
_PLACE: Final = re.compile(r"^\W*[A-Z][A-Z .'/\\-]{2,30}(?:, [A-Z][\w.]+)?\s+(?:--?|–|—|\|)\s", re.MULTILINE)
_DESK: Final = rf"(?:{_AGENCIES})\b|[A-Z][\w ]{{0,40}}?(?:Editor|Correspondent|Reporter|Writer)\b"
_BYLINE: Final = re.compile(
    rf"(?:^|\|\s?)(?:By|From) (?:(?:the )?(?:{_AGENCIES}) (?:Wire )?[Ss]taff|{_NAME}(?: and {_NAME})?(?:, (?:{_DESK}))?)(?!,)", re.MULTILINE
)
_CREDIT: Final = re.compile(r"\((?:By|Photo|Photograph|Photos)\b[^()\n]{2,60}\)")
_CLOCK: Final = r"\d{1,2}[.:]\d\d(?: ?[ap]\.?m\b| [A-Z]{2,4}\b)+"
_STAMP: Final = re.compile(
    rf"\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(?:\d{{1,2}} [A-Z][a-z]{{2,8}}|[A-Z][a-z]{{2,8}}\.? \d{{1,2}}),? \d{{4}}\b(?:,? (?:- )?{_CLOCK})?|\b{_CLOCK}"
)
# In this order, each with what it cannot do without: most articles hold none of it, and looking for that costs a tenth of trying the pattern.
_HEADINGS: Final = ((_STAMP, "0123456789"), (_CREDIT, "("), (_DATELINE, "("), (_PLACE, "-–—|"), (_BYLINE, ("By ", "From ")))
_HEADED: Final = 300  # characters that these may stand in
_CALENDAR: Final = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec gmt utc bst est edt cst cdt mst mdt pst pdt cet cest reuters associated
    press ap afp cnn bbc upi dpa xinhua bloomberg transcript staff wire editor correspondent writer reporter anchor host special by from
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)  # no terms where they stand with a capital letter: "May" and "March" are months, "may" and "march" are not
_HOLDERS: Final = 8  # articles remembered for a line
_STRANGE: Final = 3  # one line in so many, or fewer, are shared by articles that tell different things
_STOP: Final = frozenset(
    """
    a about above after again against all also am an and any are as at be been before being below between both but by can could did do does doing don down during each
    few for from further had has have having he her here him his how i if in into is it its just me more most my new no nor not now of off on once one only or other our
    out over own said same say says she should so some such t than that the their them then there these they this those through to too two under until up us very was we
    were what when where which who whom why will with would you your
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text's smallest shingle hashes, and how many shingles it has."""

    hashes: frozenset[int]
    count: int


def lead_terms(title: str, text: str) -> dict[str, bool]:
    """The terms that an article opens with, each with whether it stood with a capital letter.

    Args:
        title: The headline.
        text: The main text; with the headline its first 50 words count, datelines, bylines, weekdays, months and names of agencies left out.

    Example:
        >>> lead_terms("Studio answers", "The Halden studio answered.")
        {'studio': True, 'answers': False, 'halden': True, 'answered': False}
    """
    found: dict[str, bool] = {}
    for word in _first_words(without_heading(f"{title}\n{text[: LEAD_WORDS * 20]}")):
        term = _term(word)
        if term and (word[0].isupper() or term not in found):
            found[term] = word[0].isupper()
    return found


def _first_words(text: str) -> list[str]:
    """The first 50 words of a text."""
    pattern = _ASCII_WORD if text.isascii() else _WORD
    found = pattern.findall(text, 0, LEAD_WORDS * 9)  # most words are shorter; one more than asked for shows that the last one is whole
    return (found if len(found) > LEAD_WORDS else pattern.findall(text))[:LEAD_WORDS]


@lru_cache(maxsize=1 << 16)  # most words of a text were met before
def _term(word: str) -> str:
    """The term that a word stands for; "" where it carries nothing."""
    term = word.removesuffix("'s").removesuffix("’s")
    term = term.lower() if term.isascii() else fold(term)
    return "" if len(term) < 2 or term in _STOP or (term in _CALENDAR and word[0].isupper()) else term


def without_heading(text: str) -> str:
    """A text without the dateline, byline and time stamp that it opens with.

    Example:
        >>> without_heading("PORT LUNE (Reuters) - The storm broke the wall.")
        'The storm broke the wall.'
    """
    head, rest = text[:_HEADED], text[_HEADED:]
    for pattern, signs in _HEADINGS:
        if any(sign in head for sign in signs):
            head = pattern.sub(" ", head)
    return head.lstrip(" |") + rest


class Repeated:
    """Leaves out the lines that an article has from its site, not from its story: two earlier articles that share little else have them too."""

    def __init__(self) -> None:
        self._holders: dict[str, tuple[int, ...]] = {}
        self._articles = 0

    def without(self, text: str) -> str:
        r"""Take an article in, and return its text without such lines in its first 2,000 characters.

        Example:
            >>> site = Repeated()
            >>> texts = [f"Sorry, no film.\n{word}\n{word} b\n{word} c\n{word} d" for word in ("Storm", "Vote", "Goal")]
            >>> [site.without(text).startswith("Sorry") for text in texts]
            [True, True, False]
        """
        number, lines = self._articles, text[:_OPENING].split("\n")
        self._articles += 1
        own = dict.fromkeys(line.strip() for line in lines)
        met: dict[int, int] = {}
        only = (number,)
        known = {line: self._holders[line] for line in own if line in self._holders}
        for holders in known.values():
            for other in holders:
                met[other] = met.get(other, 0) + 1
        strange = {other for other, shared in met.items() if shared * _STRANGE <= len(own)}
        dropped = {line for line, holders in known.items() if len(strange.intersection(holders)) > 1}
        for line in own:
            if line and len(holders := known.get(line, ())) < _HOLDERS:
                self._holders[line] = holders + only
        return "\n".join(line for line in lines if line.strip() not in dropped) + text[_OPENING:] if dropped else text


def words(text: str) -> list[str]:
    """The words of a text, folded, without marks."""
    return _WORD.findall((text.lower() if text.isascii() else fold(text)).replace("’", "'"))


def _pieces(text: str) -> list[bytes]:
    """The runs of letters and digits of a text, folded; by a table of bytes, four times as fast as by pattern, where the text allows it."""
    if text.isascii():
        return text.encode().translate(_LOWER).split()
    return [piece.encode("utf-8", "replace") for piece in _PIECE.findall(fold(text))]


def sketch(title: str, text: str) -> Sketch:
    """The bottom-k sketch of a text's four-word shingles in its first 2,000 characters; a text of fewer than 20 words is taken with its headline.

    References:
        Broder, "On the resemblance and containment of documents", SEQUENCES 1997, section 3.
    """
    found = _pieces(text[:_OPENING])
    if len(found) < _SHORT:
        found = _pieces(title) + found
    if not found:
        return Sketch(frozenset(), 0)
    codes = np.frombuffer(array("Q", map(crc32, found)), np.uint64)  # numpy alone takes longer to read as many numbers
    last = len(codes) - min(_SHINGLE, len(codes)) + 1
    hashes = codes[:last].copy()
    for offset in range(1, len(codes) - last + 1):  # unsigned arithmetic wraps round, which is what a hash wants
        hashes *= _MIX
        hashes += codes[offset : last + offset]
    hashes ^= hashes >> _HALF
    hashes *= _MIX
    hashes.sort()  # np.unique takes four times as long on a few hundred
    other = hashes[1:] != hashes[:-1]
    count = 1 + int(np.count_nonzero(other))
    smallest = hashes if count == last else np.concatenate((hashes[:1], hashes[1:][other]))
    return Sketch(frozenset(smallest[:_SKETCH].tolist()), count)


def is_copy(left: Sketch, right: Sketch) -> bool:
    """Whether at least four fifths of the shorter text stand in the longer one, which is at most three times as long.

    Example:
        >>> long = "one two three four five six seven eight nine ten " * 3
        >>> is_copy(sketch("A", long), sketch("B", long.upper())), is_copy(sketch("A", long), sketch("B", "some quite other words here"))
        (True, False)

    References:
        Broder 1997: from the resemblance r of two sets of sizes a and b, their common part is r (a + b) / (1 + r).
    """
    shorter, longer = sorted((left.count, right.count))
    if not shorter or shorter < longer * _LEAST_LENGTH:
        return False
    union = sorted(left.hashes | right.hashes)[:_SKETCH]
    resemblance = len(left.hashes & right.hashes & set(union)) / len(union)
    return resemblance * (left.count + right.count) / (1 + resemblance) >= _CONTAINED * shorter


class Copies:
    """Finds, for each text as it arrives, the earlier one it is a copy of."""

    def __init__(self) -> None:
        self._sketches: list[Sketch] = []
        self._with: dict[int, tuple[int, ...]] = {}  # tuples: the garbage collector would walk through as many lists

    def add(self, one: Sketch) -> int | None:
        """Take a text in; return the number (from 0) of the first text it is a copy of, or None. Copies are not compared with."""
        number = len(self._sketches)
        self._sketches.append(one)
        met: dict[int, int] = {}
        known = one.hashes & self._with.keys()
        for value in known:
            for other in self._with[value]:
                met[other] = met.get(other, 0) + 1
        near = sorted((-shared, other) for other, shared in met.items() if shared >= _LEAST_SHARED * len(one.hashes))
        original = next((other for _, other in near[:3] if is_copy(self._sketches[other], one)), None)
        if original is None:
            for value in known:
                self._with[value] += (number,)
            self._with |= dict.fromkeys(one.hashes - known, (number,))
        return original
