"""Read numbers as English writes them: digits with separators, number words, scale words and suffixes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

ONES: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
TEENS: Final = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES: Final = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
}  # fmt: skip
# Letters glued to digits; "b" only after money or a decimal would be safer, but "1.2b" is never anything else in news.
SUFFIXES: Final = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
SMALL: Final = {"zero": 0, "a": 1, "an": 1, "couple": 2, **ONES, **TEENS, **TENS}

_ONE = "|".join(ONES)
_SUB100 = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{_ONE}))?|{'|'.join(TEENS)}|{_ONE})"
_SUB1000 = rf"(?:(?:{_SUB100}|an?)[ -]hundred(?:[ ](?:and[ ])?{_SUB100})?|{_SUB100})"
_SCALE = "thousand|million|billion|trillion"
# 15 digits are all a float holds exactly; a longer run of digits is an identifier, never a figure.
# Other ways to group that leave no doubt are read too: 1.234.567,89 (continental), 12,34,567 (Indian), 1 234 567 (SI).
_GROUPED: Final = (
    r"\d{1,3}(?:\.\d{3}){2,4}(?:,\d{1,6})?|\d{1,3}\.\d{3},\d{1,6}|\d{1,2}(?:,\d{2}){1,4},\d{3}(?:\.\d{1,6})?"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,4}(?:[.,]\d{1,6})?(?![ ]\d)"
)
DIGITS: Final = (
    rf"(?<![\d.,])(?:{_GROUPED}|\d{{1,3}}(?:,\d{{3}}){{1,4}}(?:\.\d{{1,6}})?|\d{{1,15}}(?:\.\d{{1,6}})?|\.\d{{1,6}})(?!\d|[.,]\d)"
)
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_SPACED = re.compile(r"[ \u00a0\u2009\u202f]")
WORDS: Final = (
    rf"(?:half[ ]an?[ -](?:{_SCALE}|dozen)|(?:a|one)[ ]and[ ]a[ ]half[ ](?:{_SCALE})"
    rf"|(?:{_SUB1000}|an?)[ -](?:{_SCALE}|dozen)(?:[ ](?:and[ ])?{_SUB1000}(?:[ -](?:{_SCALE}))?)*(?:[ ](?:and[ ])?{_SUB1000})?"
    rf"|{_SUB1000}(?:[ ]and[ ]a[ ]half[ ](?:{_SCALE}))?|zero)"
)
_TOKEN = re.compile(r"[a-z]+")


def parse_digits(text: str) -> float:
    """Read digits with the separators that `DIGITS` knows.

    Example:
        >>> parse_digits("604,000"), parse_digits("4.2"), parse_digits("1.234.567,5"), parse_digits("12,34,567"), parse_digits("1 234,5")
        (604000.0, 4.2, 1234567.5, 1234567.0, 1234.5)
    """
    return float(plain_digits(text))


def plain_digits(text: str) -> str:
    """The same number with a point for its decimals and nothing between its groups.

    Example:
        >>> plain_digits("1.234.567,5")
        '1234567.5'
    """
    if "," not in text and " " not in text and text.count(".") < 2 and text.isascii():
        return text
    if text.count(".") + text.count(",") > 1 and _CONTINENTAL.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    if text.isascii() and " " not in text:
        return text.replace(",", "")
    bare, spaces = _SPACED.subn("", text)
    return bare.replace(",", "." if spaces else "")


@lru_cache(maxsize=1024)
def parse_words(text: str) -> float:
    """Read a number written in words that `WORDS` matched.

    Example:
        >>> parse_words("two hundred and five thousand"), parse_words("half a million"), parse_words("a dozen")
        (205000.0, 500000.0, 12.0)
        >>> parse_words("one and a half million")
        1500000.0
    """
    lowered = text.lower()
    if lowered.startswith("half"):
        return SCALES[_TOKEN.findall(lowered)[-1]] / 2
    half = 0.0
    if " and a half" in lowered:
        lowered = lowered.replace(" and a half", "")
        half = 0.5
    total, current = 0.0, 0.0
    for word in _TOKEN.findall(lowered):
        if word == "and":
            continue
        if word in SMALL:
            current += SMALL[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total += (max(current, 1) + half) * SCALES[word]
            current, half = 0.0, 0.0
    return total + current


def grain_of(text: str, value: float) -> float:
    """The unit of the last significant digit of a number written in digits: how finely it was meant.

    Example:
        >>> grain_of("604,000", 604000), grain_of("604,112", 604112), grain_of("1.2", 1.2)
        (1000.0, 1.0, 0.1)
    """
    plain = plain_digits(text)
    if "." in plain:
        return float(round(10.0 ** -len(plain.rpartition(".")[2]), 6))
    return trailing_grain(value)


def trailing_grain(value: float) -> float:
    """The largest power of ten that divides a whole number.

    Example:
        >>> trailing_grain(600000), trailing_grain(205), trailing_grain(0)
        (100000.0, 1.0, 1.0)
    """
    whole, grain = int(value), 1
    while whole and whole % (grain * 10) == 0:
        grain *= 10
    return float(grain)
