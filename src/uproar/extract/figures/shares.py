"""Parts of a whole: "a third of", "two-thirds", "one in five people", "1/4 of users"."""

from __future__ import annotations

import re
from typing import Final

from uproar.extract import numerals

# Vulgar fractions as one character; the only ones that news writes.
FRACTIONS: Final = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8}
_PARTS: Final = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_PART: Final = "half|(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?"
_ONES: Final = "|".join(numerals.ONES)
_WORDS: Final = re.compile(
    rf"(?i:(?:(?P<n>an?|{_ONES})[ -])?(?P<part>{_PART}))(?=[ ](?:of|the)(?!\w))(?![ ]of[ ]the[ ](?:\d{{4}}|year|month)\b)"
    r"(?![ ]of[ ]an?[ ](?:percent(?:age)?|second|cent|point|mile|inch|degree)\b)"  # "two-tenths of a percentage point" measures
)
# With its hyphen a fraction needs no whole beside it; "one-quarter-inch" is a measure.
_HYPHENED: Final = re.compile(
    rf"(?i:(?P<n>{_ONES})-(?P<part>{_PART}))(?!\w|-\w)(?![ ]of[ ]an?[ ](?:percent(?:age)?|second|cent|point|mile|inch|degree)\b)"
)
# "One in five people"; "two in three days" and "two in ten games" say how often.
_ONE_IN: Final = re.compile(
    rf"(?P<n>(?i:{_ONES})|[1-9])[ ]in[ ](?:every[ ])?(?P<whole>(?i:{_ONES}|ten|twenty|(?:a|one)[ ](?:hundred|thousand|million))|\d{{1,3}}(?:,\d{{3}})*)"
    r"(?![\w%-]|[.,:/]\d)(?![ ](?:per[ ]?cent|(?:second|minute|hour|day|night|week|weekend|month|quarter|season|year|decade|game|match|inning|over|race)"
    r"(?:e?s)?\b))"
)
_SLASHED: Final = re.compile(r"(?P<n>\d{1,2})/(?P<whole>\d{1,3})(?=[ ]of[ ])")
# What any of them begins like: asked first, because most numbers name no part.
_GATE: Final = re.compile(rf"(?i:half\b|(?:[a-z]+|[0-9]+)(?:[ ]in[ ]|/\d|[ -](?:{_PART})(?!\w)))")


def share_at(text: str, start: int) -> tuple[float, int] | None:
    """The part of a whole that is named at a place, and where its words end; None where none is.

    Example:
        >>> share_at("two-thirds agreed", 0), share_at("One in five people", 0), share_at("1/4 of users", 0), share_at("two in three days", 0)
        ((0.6666666666666666, 10), (0.2, 11), (0.25, 3), None)
    """
    if text[start] not in FRACTIONS and _GATE.match(text, start) is None:
        return None
    if text[start - 1 : start].isalnum() or text[start - 1 : start] in tuple("-/.,#$£€"):
        return None
    counted = _SLASHED.match(text, start) or _ONE_IN.match(text, start)
    if counted is not None:
        value = _number(counted["n"]) / max(_number(counted["whole"]), 1)
        return (value, counted.end()) if 0 < value < 1 else None
    if text[start] in FRACTIONS:
        return (FRACTIONS[text[start]], start + 1) if text.startswith(" of ", start + 1) else None
    match = _HYPHENED.match(text, start) or _WORDS.match(text, start)
    if match is None or (match["n"] is None and match["part"].lower() != "half"):
        return None
    if match["part"].lower() != "half" and text[match.end() : match.end() + 4].lower() == " the":
        return None  # "a third the size"
    return (numerals.parse_words(match["n"]) if match["n"] else 1.0) / _PARTS[match["part"].lower().removesuffix("s")], match.end()


def _number(text: str) -> float:
    return numerals.parse_digits(text) if text[0].isdigit() else numerals.parse_words(text)
