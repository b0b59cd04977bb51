"""Digits that name something instead of counting it: telephone numbers, references, products, sizes in feet and inches."""

from __future__ import annotations

import re
from typing import Final

from uproar.extract.figures import units

_LONGEST: Final = 6  # digits: a longer count is grouped or has a scale word, so a longer run of bare digits is an identifier
# Telephone numbers: with the sign of a country, a leading zero, or three groups and more.
_PHONE: Final = re.compile(
    r"\+\d{1,3}[ .-]?(?:\(?\d{1,5}\)?[ .-]?){2,5}|\(?(?<![\d.,])0\d{1,4}\)?[ .-]\d{3,}(?:[ .-]\d{3,})*"
    r"|\b\d{1,2}[ .-]\d{3}[ .-]\d{3}[ .-]\d{4}|\(?\b\d{3}\)?[ .-]\d{3}[.-]\d{4}"
)
_AROUND: Final = 24  # characters on either side that a telephone number can take
_DIALLED: Final = re.compile(r"[\d+(][\d ().+-]*$")
# "[2]", "[2, 3]", "(32, 33)": one bare number in round brackets may be an age or a count.
_CITED: Final = re.compile(r"\[(?:\d{1,3}\s?[,–-]\s?)*\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]|\((?:\d{1,3},\s?)+\d{1,3}\)")
_OPENED: Final = re.compile(r"[\[(][\d ,–-]*$")
_ROW: Final = re.compile(r"\d[ ]\d+[ ]$")
_SECTION: Final = re.compile(r"\([a-z]\)|[ ]-LRB-[ ][a-z][ ]-RRB-")  # "401(k)"
_INCHES: Final = re.compile(r"['’′]\s?\d")
_MARKS: Final = frozenset("'’′")
_SECTION_OR_INCHES: Final = ("(", " -LRB-", *_MARKS)
_FEET_BEFORE: Final = re.compile(r"\d['’′]\s?$")
# "iPhone 11", "Fortune 100", "Boeing 787": a number that belongs to the name before it.
_NAME: Final = re.compile(r"(?<![.!?:;”\"\n])[ ](?:[A-Z][\w&’'-]*|[a-z][A-Z]\w+)[ ]$")
# At a sentence's head every word has a capital, so words that stand before counts are none ("Only 30 came", "Killed 12").
_HEAD_NAME: Final = re.compile(r"(?:^|[.!?:;”\"\n])[ ]*(?P<name>[A-Z][\w&’'-]*)[ ]$")
_NO_NAME: Final = re.compile(r"(?i:another|all|last|first|next|some|nearly|almost|roughly|approximately|additional|\w+(?:ed|ing|ly|['’]s))")
# With a capital inside it a name is one anywhere, and its number may have a point ("iOS 17.4").
_CAMEL: Final = re.compile(r"(?<![\w’'-])(?:[a-z]+[A-Z]|[A-Z][a-z]+[A-Z])\w*[ ]$")
# "aged 34", "died at 92", and "Ann Lee, 34, ...": an age.
_AGED: Final = re.compile(r"\b(?:[Aa]ge[ds]?[ ](?:of[ ]|under[ ]|over[ ]|above[ ]|below[ ])?|(?:dies|died|dead)[ ]at[ ])$")
_PERSON: Final = re.compile(r"[A-Z][\w’'-]+,[ ]$")
_FULL_NAME: Final = re.compile(r"[A-Z][\w’'-]+[ ][A-Z][\w’'-]+,[ ]$")
_OLDEST: Final = 120


def is_identifier(text: str, start: int, end: int) -> bool:
    """Whether bare digits name something: a telephone number, a reference, a section, feet and inches, a cell of a table.

    Example:
        >>> is_identifier("Call 020 7946 0958 now", 9, 13), is_identifier("as shown [2].", 10, 11), is_identifier("12 of 40", 6, 8)
        (True, True, False)
    """
    digits = text[start:end]
    if digits[0] == "0" and len(digits) > 1 and digits.isdigit():
        return True
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if before[-2:-1].isdigit() and before[-1:] == " " and after[:1] == " " and after[1:2].isdigit():
        return True  # one of a row of numbers
    if after[:1] in ("", "\n") and _ROW.search(before):
        return True
    if after.startswith(_SECTION_OR_INCHES) and (_SECTION.match(after) or _INCHES.match(after)):
        return True
    if not _MARKS.isdisjoint(before[-2:]) and _FEET_BEFORE.search(before, max(0, len(before) - 4)):
        return True
    opened = _OPENED.search(before) if "[" in before or "(" in before else None
    if opened is not None and _CITED.match(text, start - len(opened[0])):
        return True
    if not (before[-1:] in ("+", " ", "-", "(", ")", ".") or after[:1] in (" ", "-", ")")):
        return False
    dialled = _DIALLED.search(before)
    if dialled is None:
        return _PHONE.match(text, start, min(len(text), end + _AROUND)) is not None
    head = start - len(dialled[0])
    return any(phone.start() <= start < phone.end() for phone in _PHONE.finditer(text, head, min(len(text), end + _AROUND)))


def is_too_long(digits: str) -> bool:
    """Whether a run of bare digits is too long for a count: "ID 8675309"."""
    return len(digits) > _LONGEST and digits.isdigit()


def is_of_a_name(before: str, digits: str) -> bool:
    """Whether a number belongs to the name before it.

    Example:
        >>> is_of_a_name("Windows ", "11"), is_of_a_name("an iPhone ", "11"), is_of_a_name("iOS ", "17.4"), is_of_a_name("Only ", "11")
        (True, True, True, False)
    """
    last = before[:-1].rpartition(" ")[2]
    if before[-1:] != " " or last == last.lower():
        return False  # every name has a capital
    if _CAMEL.search(before):
        return True
    if "." in digits:
        return False
    if _NAME.search(before):
        return True
    head = _HEAD_NAME.search(before)
    return head is not None and head["name"].lower() not in units.STOPS and _NO_NAME.fullmatch(head["name"]) is None


# "40 Under 40" is a list, "Group of 20" a body of states, "version 2.26" a program, "the Six-Day War" one thing.
_BODY: Final = re.compile(r"\b(?:Group|Gang|Council|Committee|Band) of (?:the )?$")
_LISTED: Final = (re.compile(r"\d\d Under $"), re.compile(r" Under \d\d\b"))
_VERSION: Final = re.compile(r"\b[Vv]ersion $|\b(?:patch|update|release|build|firmware|software|Patch|Update|Release|Build|Firmware) $")
_WAR: Final = re.compile(r"[- ](?:Hour|Day|Week|Month|Year)s?['’]?[ ](?:War|Crisis|Plan|Campaign)\b")
_PAIRED: Final = re.compile(r"-(?:on|to|by|for)-(?:\d|one|two|three|four|five|six|seven|eight|nine|ten)")

# What stands beside such a number: asked first.
NAME_GOES_ON: Final = frozenset(("-o", "-t", "-b", "-f", " U", *(mark + letter for mark in " -" for letter in "HDWMY")))
NAME_ENDS: Final = frozenset(("of ", "he ", "er ", "on ", "ch ", "te ", "se ", "ld ", "re "))


def is_part_of_a_name(before: str, text: str, start: int, end: int) -> bool:
    """Whether a number, in digits or words, is part of a name or a set phrase: of a body, a list, a war, a version, "one-on-one".

    Example:
        >>> [is_part_of_a_name(text[:at], text, at, at + 2) for text, at in (("Group of 20", 9), ("40 Under 40", 0), ("group of 20", 9))]
        [True, True, False]
    """
    if text[end : end + 2] in NAME_GOES_ON and (_WAR.match(text, end) or _LISTED[1].match(text, end) or _PAIRED.match(text, end)):
        return True
    if before[-3:] == "of ":
        return _BODY.search(before) is not None
    if before[-6:] == "Under ":
        return _LISTED[0].search(before) is not None
    return ("." in text[start:end] and _VERSION.search(before) is not None) or before[-8:].lower() == "version "


def is_age(text: str, start: int, end: int, value: float) -> bool:
    """Whether a bare number is an age: "aged 34", "Ann Lee, 34, came".

    Example:
        >>> is_age("Ann Lee, 34, came", 9, 11, 34), is_age("in rooms, 34, and", 10, 12, 34)
        (True, False)
    """
    if value != int(value) or not 0 < value <= _OLDEST:
        return False
    before = text[max(0, start - 40) : start]
    follows = text[end : end + 1]
    return bool(
        _AGED.search(before) or (follows == "," and _PERSON.search(before)) or (follows in (".", ";") and _FULL_NAME.search(before))
    )
