"""Read a grade as critics and audiences write it, with its scale; a grade that cannot be read is said to be so, never guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

NEGATIVE_REASON: Final = "negative rating: outside its scale"
NONE_REASON: Final = "no grade"
OUTSIDE_REASON: Final = "rating outside its scale"
UNREADABLE_REASON: Final = "grade that cannot be read"
# The longest spelling of a grade that says no more than a grade, "3 and a half stars out of a possible 5 stars", has 44 characters.
_LONGEST: Final = 60

# Other spellings of the same character. Superscripts and circled digits are not among them: "7/10²" has a footnote, and is not seven of 102.
_SAME: Final = {
    **dict.fromkeys("−–—‒‐‑", "-"), **dict.fromkeys("⁄∕", "/"), "٪": "%", "٫": ".", **dict.fromkeys("⭐🌟", "★"), **dict.fromkeys("✩✰", "☆"),
    **dict.fromkeys("⯨⯪", "½"), **dict.fromkeys("\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff", ""),
}  # fmt: skip
# They may stand around a text without a trace. What turns the direction of what follows may not: "01/7" would be shown for "7/10".
_MARKS: Final = "\u200b\u200e\u200f\u061c\ufeff"
_WORDS: Final = {
    word: str(number) for number, word in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
}
_WORD: Final = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")
_NONE: Final = {
    "", "-", "--", ".", "?", "n/a", "na", "n.a.", "nan", "none", "null", "nil", "nr", "n/r", "not rated", "unrated", "not graded", "ungraded", "not scored", "unscored",
    "no score", "no grade", "no rating", "tba", "tbd", "keine wertung", "ohne wertung",
}  # fmt: skip
_UP: Final = {
    "up", "recommended", "recommend", "recommends", "yes", "true", "fresh", "certified fresh", "certified-fresh", "upright", "positive", "like", "liked",
    "empfohlen", "ja", "recommandé", "recomendado", "consigliato", "positiv",
}  # fmt: skip
_DOWN: Final = {
    "down", "not recommended", "not recommend", "no", "false", "rotten", "spilled", "negative", "dislike", "disliked",
    "nicht empfohlen", "nein", "non recommandé", "pas recommandé", "no recomendado", "sconsigliato", "negativ",
}  # fmt: skip

_PARTS: Final = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
# A comma before three digits may part thousands: such a number is not read.
_DECIMAL: Final = r"(?:\d{1,6}(?:\.\d{1,18}|,\d{1,2})?|[.,]\d{1,18})"
# Of parts in digits only the half is read: "3 3/4" may be 3¾, or three stars, as "3/4" says again.
_NUMBER: Final = (
    rf"(?:(?:\d{{1,3}}|★+|\*+)? ?[{_PARTS}]|\d{{1,3}}(?:[ -]| and )1/2|\d{{1,3}} and (?:a half|½)|(?:★+|\*+) ?1/2|{_DECIMAL}|★+|\*+)"
)
_UNIT: Final = r"(?:[ -]?(?:stars?|points?|pts|sterne?n?|punkte?n?|étoiles?|estrellas?|stelle|sterren|puntos?|punti))?"
_LABEL: Final = re.compile(r"(?:grade|rating|score) ?[:=]? (?=.)")
_BARE: Final = re.compile(rf"({_NUMBER}|1/2(?= ?stars?)|[+-]{_DECIMAL}){_UNIT}", re.ASCII)
_OF: Final = re.compile(
    rf"({_NUMBER}|1/2(?= (?:stars?|out|of))){_UNIT} ?(/|\(?(?:out of|of|von|sur|de|su|van)(?: a possible)?) ?({_NUMBER}){_UNIT}\)?",
    re.ASCII,
)
_AROUND_ZERO: Final = re.compile(
    rf"([+-]?{_DECIMAL}) ?(?:/|out of|of|on)?(?: an?| the)?(?: scale)?(?: of| from)? ?\(?(-{_DECIMAL}) ?(?:\.\.\.?|…|to|-(?=\+)) ?(\+?{_DECIMAL})(?: scale)?\)?",
    re.ASCII,
)
_PERCENT: Final = re.compile(rf"({_DECIMAL}) ?(?:%|percent|per cent|pct|prozent)", re.ASCII)
_STARS: Final = re.compile(r"(★*)(½?)(☆+)")
_LETTER: Final = re.compile(r"([a-df])(?: ?([+-])| (plus|minus))?")
_LETTERS: Final = ("f", "d-", "d", "d+", "c-", "c", "c+", "b-", "b", "b+", "a-", "a", "a+")
_THUMBS: Final = re.compile(r"(?:(?:an? |1 |2 |one |two )?thumbs?[ -]?(up|down))|(👍+)|(👎+)")


class GradeError(ValueError):
    """A grade that cannot be used; the message is the reason, in words that group."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade on its scale.

    Attributes:
        value: The grade as given; letters count in steps from F = 0 to A+ = 12, thumbs are 0 or 1.
        worst, best: Ends of its scale; `best` is None for a bare number, which says nothing of its scale.
    """

    value: float
    worst: float
    best: float | None

    @property
    def score(self) -> float:
        """The grade in [0, 1].

        Raises:
            GradeError: Its scale is not known, or it lies outside.
        """
        if self.best is None or self.best <= self.worst:
            raise GradeError("grade without a scale")
        if not self.worst <= self.value <= self.best:
            raise GradeError(NEGATIVE_REASON if self.value < 0 <= self.worst else OUTSIDE_REASON)
        return (self.value - self.worst) / (self.best - self.worst)


def read_grade(text: str) -> Grade:
    """Read a grade.

    Args:
        text: "3.5/4", "7 out of 10", "85%", "B+", "★★½☆☆", "+2 (-4 to +4)", thumbs in words ("Fresh", "Nicht empfohlen", "two thumbs up"), or a bare number:
            "7", "3 1/2 stars", "★★½". Digits may be of any script.

    Raises:
        GradeError: It says that there is no grade ("", "N/A", "not rated"), or is none of these.

    Example:
        >>> read_grade("3.5/4").score, read_grade("B plus").score, read_grade("Rotten").score, read_grade("★★½☆☆").score
        (0.875, 0.75, 0.0, 0.5)
        >>> read_grade("3 1/2 stars")
        Grade(value=3.5, worst=0, best=None)
    """
    # Spellings repeat: of 1M grades all but a few are answered here.
    grade = _cached(text) if len(text) <= _LONGEST else _read(text)
    if isinstance(grade, str):
        raise GradeError(grade)
    return grade


def is_none(text: str) -> bool:
    """Whether a text says that there is no grade, rather than one that cannot be read.

    Example:
        >>> is_none("N/A"), is_none(" - "), is_none("superb")
        (True, True, False)
    """
    return (_cached(text) if len(text) <= _LONGEST else _read(text)) == NONE_REASON


def _read(text: str) -> Grade | str:
    text = text.strip().strip(_MARKS)
    if len(text) > _LONGEST:
        return UNREADABLE_REASON
    text = " ".join(text.split()).casefold()
    if not text.isascii():
        text = "".join(map(_character, text))
    if text in _NONE:
        return NONE_REASON
    text = _LABEL.sub("", text.rstrip("!."), 1) if text[-1] in "!." or text[0] in "grs" else text
    if "star" in text or " of " in text:
        text = _WORD.sub(lambda match: _WORDS[match[0]], text)
    if text in _UP or text in _DOWN:
        return Grade(float(text in _UP), 0, 1)
    return _thumbs(text) or _numbers(text) or _letter(text) or UNREADABLE_REASON


_cached: Final = lru_cache(maxsize=1 << 14)(_read)


def _character(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if "！" <= character <= "～":
        return chr(ord(character) - ord("！") + ord("!")).lower()
    return _SAME.get(character, character)


def _thumbs(text: str) -> Grade | None:
    match = _THUMBS.fullmatch(text)
    return Grade(float(match[1] == "up" or bool(match[2])), 0, 1) if match else None


def _letter(text: str) -> Grade | None:
    match = _LETTER.fullmatch(text)
    letter = match[1] + (match[2] or {"plus": "+", "minus": "-"}.get(match[3] or "", "")) if match else ""
    return Grade(_LETTERS.index(letter), 0, len(_LETTERS) - 1) if letter in _LETTERS else None


def _numbers(text: str) -> Grade | None:
    if (match := _BARE.fullmatch(text)) and text != "*":  # one alone is more often the mark of a footnote
        return Grade(_number(match[1]), 0, None)
    if match := _OF.fullmatch(text):
        value, best = _number(match[1]), _number(match[3])
        # "1/2" is half a star, or one of two.
        return Grade(value, 0, best) if best > 0 and not (match[2] == "/" and (value, best) == (1, 2)) else None
    if match := _PERCENT.fullmatch(text):
        return Grade(_number(match[1]), 0, 100)
    if match := _STARS.fullmatch(text):
        full, half, empty = map(len, match.groups())
        return Grade(full + half / 2, 0, full + half + empty)
    if match := _AROUND_ZERO.fullmatch(text):
        value, worst, best = map(_number, match.groups())
        return Grade(value, worst, best) if worst < 0 < best else None
    return None


def _number(text: str) -> float:
    """The value of what `_NUMBER` matches: a whole number or stars, then a part."""
    half = text.endswith(("1/2", "a half"))
    if half:
        text = text.removesuffix("1/2").removesuffix("a half")
    part = 0.5 if half else unicodedata.numeric(text[-1]) if text[-1] in _PARTS else 0.0
    whole = text.rstrip(_PARTS + " -").removesuffix(" and") if part else text
    return part + (len(whole) if whole[:1] in {"★", "*"} else float(whole.replace(",", ".") or 0))
