"""Where something can begin that is told by its first word and by how the next one begins: all words of a text looked up at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

# A word has a code of 17 bits: its first three letters (5 bits each) and roughly its fourth; what follows a shorter word is in its code too. All digits are one letter.
_DIGIT: Final = 27
# What a pattern without regard to case takes for a letter of ASCII; it stands in no word, and another word may begin right after it.
_ALIKE: Final = {"ſ": "s", "\u212a": "k", "İ": "i", "ı": "i"}
_MARKED: Final = {letter: chr(number) for number, letter in enumerate(_ALIKE.values(), 1)}
_LETTERS: Final = bytes(
    ord(letter) - 96 if "a" <= (letter := {mark: plain for plain, mark in _MARKED.items()}.get(chr(code), chr(code).lower())) <= "z"
    else _DIGIT if 48 <= code < 58 else 0
    for code in range(256)
)  # fmt: skip
_KINDS: Final = bytes(3 if letter == _DIGIT else 1 if code < 32 and letter else 2 * (letter > 0) for code, letter in enumerate(_LETTERS))
_CODES: Final = 1 << 17
_SHIFTS: Final = (12, 7, 2)  # bits: where the first three letters stand in a code
_ENDS: Final = (0, _DIGIT, *(ord(letter) - 96 for letter in _MARKED))  # what stands after a word: no letter, or what only looks alike
_DIGITS: Final = slice(_DIGIT << 12, _DIGIT + 1 << 12)  # the codes of all runs of digits


@lru_cache(maxsize=2)  # dates and figures are looked for in the same text
def coded(text: str) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
    """The places where words and runs of digits begin, in order, and the code of each, with one place more after the text.

    Example:
        >>> places, codes = coded("On 12 May 7")
        >>> places.tolist(), (codes >> 12).tolist()
        ([0, 3, 6, 10, 12], [15, 27, 13, 27, 1])
    """
    if not text.isascii():
        for odd, letter in _ALIKE.items():
            text = text.replace(odd, _MARKED[letter])
    characters = f" {text} a   ".encode("ascii", "replace")
    kinds = np.frombuffer(characters.translate(_KINDS), np.uint8)
    begins = (kinds[1:] > kinds[:-1]).nonzero()[0]  # a letter after a digit begins no word
    letters = np.frombuffer(characters.translate(_LETTERS), np.uint8, offset=1).astype(np.uint32)
    codes: NDArray[np.uint32] = letters[3:] >> np.uint32(3)
    for place, shift in enumerate(_SHIFTS):
        codes |= letters[place : place - 3] << np.uint32(shift)
    return begins, codes.take(begins)


def _codes(letters: str, ends: tuple[int, ...] = ()) -> Iterator[slice]:
    """The codes of what begins with some letters; of words of just these, by what stands after them."""
    numbers = [ord(letter) - 96 for letter in letters[:4]]
    for known in [[*numbers, end] for end in ends] if 0 < len(letters) < 4 and ends else [numbers]:
        first = sum(number << shift for number, shift in zip(known, _SHIFTS, strict=False)) | (known[3] >> 3 if len(known) > 3 else 0)
        yield slice(first, first + (1 << (17, *_SHIFTS, 0)[len(known)]))


class Next(NamedTuple):
    r"""How what follows a word begins.

    Attributes:
        joint: A pattern of what stands between.
        begins: Patterns parted by blanks, without regard to case; a blank in one is "\x20". Each begins with letters as they stand, or holds a set of digits if digits
            are next, or stands for any next word.
    """

    joint: str
    begins: str

    @property
    def pattern(self) -> str:
        """All as one pattern."""
        return f"{self.joint}(?i:{'|'.join(self.begins.split())})"

    def codes(self) -> Iterator[slice]:
        """The codes that the next word can have, and more."""
        for one in self.begins.split():
            word = re.match(r"(?:\\x20|['’])*(?:(?P<digits>\[0-9\])|(?P<letters>[A-Za-z]*)(?P<end>\\x20)?)", one)
            if word is not None:
                yield from [_DIGITS] if word["digits"] else _codes(word["letters"].lower(), (0,) if word["end"] else ())


class Firsts:
    """Where something can begin that is told by its first word.

    Args:
        glued: The characters that do not stand right before it, as in a character set of a regular expression.
        words: Each first word in lower case, with what must follow it, or None.
        digits: A pattern of digits that it can begin with as well.
        digits_glued: As `glued`, for these.

    Example:
        >>> list(Firsts("A-Za-z", {"the": Next("[ ]", "day week"), "then": None}, "[0-9]+").places("then the day, the 12 men"))
        [(0, 'then'), (5, 'the'), (18, '12')]
    """

    __slots__ = ("_first", "_next", "_pattern")

    def __init__(self, glued: str, words: Mapping[str, Next | None], digits: str, digits_glued: str = "") -> None:
        written = {
            each: follows.pattern if follows else "" for word, follows in words.items() for each in (word, word.capitalize(), word.upper())
        }
        # The character before is part of the pattern, which is matched from there.
        self._pattern = re.compile(rf"[^{digits_glued or glued}](?=[0-9])({digits})|[^{glued}]({_one_of(written)})")
        # One bit for each way to go on; a place is looked at closer if its word and the next have one in common.
        bits = {follows: np.uint32(1 << bit) for bit, follows in enumerate(dict.fromkeys((None, *words.values())))}
        self._first, self._next = np.zeros(_CODES, np.uint32), np.ones(_CODES, np.uint32)
        self._first[_DIGITS] = 1
        for word, follows in words.items():
            for codes in _codes(word, _ENDS):
                self._first[codes] |= bits[follows]
        for follows, bit in bits.items():
            for codes in follows.codes() if follows else ():
                self._next[codes] |= bit

    def places(self, text: str, plain: str = "") -> Iterator[tuple[int, str]]:
        """Each place and the word or digits there, in order; `plain` is the text with other white space."""
        begins, codes = coded(text)
        match, padded = self._pattern.match, f" {plain or text}"
        goes_on = (self._first.take(codes[:-1]) & self._next.take(codes[1:])).nonzero()[0]
        for place in begins.take(goes_on).tolist():
            found = match(padded, place)
            if found is not None:
                yield place, found[1] or found[2]


def _one_of(words: Mapping[str, str]) -> str:
    """Any of some words, letter by letter, so that few are tried at a place."""
    heads: dict[str, dict[str, str]] = {}
    for word, follows in words.items():
        heads.setdefault(word[:1], {})[word[1:]] = follows
    # Letters as they are, not in sets: what begins with one letter is told apart before it is tried.
    each = [
        head + _one_of(rest) if head else "(?![A-Za-z])" + (f"(?={rest['']})" if rest[""] else "") for head, rest in sorted(heads.items())
    ]
    return each[0] if len(each) == 1 else f"(?:{'|'.join(each)})"
