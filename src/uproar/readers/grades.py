"""Read a grade as critics and audiences write it, with its scale; a grade that cannot be read is said to be so, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

OUTSIDE_REASON: Final = "rating outside its scale"
UNREADABLE_REASON: Final = "grade that cannot be read"
_NUMBER: Final = r"(\d{1,6}(?:[.,]\d{1,6})?|[.,]\d{1,6}|\d{0,2}[½¼¾])"
_BARE: Final = re.compile(rf"{_NUMBER}(?: ?(?:stars?|points?|pts))?", re.ASCII | re.IGNORECASE)
_NEGATIVE: Final = re.compile(r"[-−]\d+(?:[.,]\d+)?", re.ASCII)
_OF: Final = re.compile(rf"{_NUMBER} ?(?:/|out of|of|von|sur) ?{_NUMBER}(?: ?(?:stars?|points?))?", re.ASCII | re.IGNORECASE)
_PERCENT: Final = re.compile(rf"{_NUMBER} ?(?:%|percent)", re.ASCII | re.IGNORECASE)
_STARS: Final = re.compile(r"([★⭐]\ufe0f?)*½?[☆✩]*")
_LETTER: Final = re.compile(r"([A-DF])([+\-−–]?)", re.IGNORECASE)
_LETTERS: Final = ("F", "D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A", "A+")
_UP: Final = {
    "up", "thumbs up", "thumb up", "👍", "recommended", "recommend", "recommends", "yes", "true", "fresh", "certified fresh", "positive", "like", "liked",
    "empfohlen", "ja", "recommandé", "recomendado", "consigliato", "positiv",
}  # fmt: skip
_DOWN: Final = {
    "down", "thumbs down", "thumb down", "👎", "not recommended", "not recommend", "no", "false", "rotten", "negative", "dislike", "disliked",
    "nicht empfohlen", "nein", "non recommandé", "pas recommandé", "no recomendado", "sconsigliato", "negativ",
}  # fmt: skip
_FRACTIONS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75}


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
            raise GradeError(OUTSIDE_REASON)
        return (self.value - self.worst) / (self.best - self.worst)


def read_grade(text: str) -> Grade:
    """Read a grade.

    Args:
        text: "3.5/4", "7 out of 10", "85%", "B+", "★★½☆☆", thumbs in words ("Fresh", "Nicht empfohlen", "true"), or a bare number: "7", "4 stars", "★★½".

    Raises:
        GradeError: It is none of these.

    Example:
        >>> read_grade("3.5/4").score, read_grade("B+").score, read_grade("Rotten").score, read_grade("★★½☆☆").score
        (0.875, 0.75, 0.0, 0.5)
        >>> read_grade("7").best is None
        True
    """
    text = " ".join(text.split())
    if not text:
        raise GradeError("no grade")
    word = text.casefold()
    if word in _UP or word in _DOWN:
        return Grade(float(word in _UP), 0, 1)
    if match := _BARE.fullmatch(text):
        return Grade(_number(match[1]), 0, None)
    if match := _OF.fullmatch(text):
        best = _number(match[2])
        if best <= 0:
            raise GradeError(UNREADABLE_REASON)
        return Grade(_number(match[1]), 0, best)
    if match := _PERCENT.fullmatch(text):
        return Grade(_number(match[1]), 0, 100)
    if match := _LETTER.fullmatch(text):
        letter = match[1].upper() + ("-" if match[2] in {"-", "−", "–"} else match[2])
        if letter in _LETTERS:
            return Grade(_LETTERS.index(letter), 0, len(_LETTERS) - 1)
    if _STARS.fullmatch(text):
        return _stars(text)
    raise GradeError("negative rating: outside its scale" if _NEGATIVE.fullmatch(text) else UNREADABLE_REASON)


def _stars(text: str) -> Grade:
    full, half, empty = sum(text.count(mark) for mark in "★⭐"), "½" in text, sum(text.count(mark) for mark in "☆✩")
    # Without hollow stars nothing says whether there are four or five: the number is bare.
    return Grade(full + half / 2, 0, full + half + empty if empty else None)


def _number(text: str) -> float:
    part = _FRACTIONS.get(text[-1:], 0.0)
    whole = text[:-1] if part else text
    return float(Fraction(whole.replace(",", ".") or "0")) + part
