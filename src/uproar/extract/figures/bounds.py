"""What the words around a figure allow it to be: bounds, rounding, and scale words said twice."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from uproar.extract.dates.words import Before

# Words before a figure that bound it. A verb bounds only what can be passed: a count of 1,000 or more.
_BEFORE: Final = (
    ("nearly", r"nearly|almost|close to|just under|just shy of|shy of|approaching|just short of|not quite|just below|nearing|virtually"),
    ("at_least", r"at or (?:above|over)|at least|no fewer than|no less than|not less than|a minimum of|minimum"),
    ("up_to", r"at or (?:below|under)|up to|as many as|as much as|at most|no more than|not more than|a maximum of|maximum|no greater than"),
    ("over", r"(?:well |just |slightly |a little )?(?:over|more than|above)|north of|upwards? of|in excess of|greater than|better than"),
    ("under", r"(?:well )?(?:under|less than|fewer than|below|lower than)|south of"),
    (
        "about",
        r"about|around|roughly|approximately|some|circa|an estimated|estimated|somewhere around|in the region of|or so|~|≈|approx\.?",
    ),
)
_VERBS: Final = (
    r"topp(?:ed|ing)|tops?|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|pass(?:es|ed|ing)|cross(?:es|ed|ing)|beyond|past|eclips(?:es|ed|ing)"
)
BOUND: Final = Before(
    r"(?:(?<![\w-])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BEFORE) + rf"|(?P<verb>{_VERBS}))"
    r"(?: (?:the|a|an|its|another))?(?: age(?: of)?)?\s)$|(?P<tilde>[~≈>]\s?)$",
    "nearly almost to as under of approaching quite below nearing virtually least than minimum many much most maximum over above north upward upwards"
    " excess about around roughly approximately some circa estimated so ~ ≈ > approx approx. topped topping top tops exceed exceeds exceeded exceeding"
    " surpass surpasses surpassed surpassing passes passed passing crosses crossed crossing beyond past eclipses eclipsed eclipsing the a an its another age",
)
# "They speak about the six-lane road": what is spoken of, no bound.
_TOPIC: Final = Before(
    r"(?:\b(?:speak|speaks|speaking|spoke|spoken|talk|talks|talked|talking|complain\w*|worr(?:y|ies|ied)|concerns?) about|\babout (?:the|its|another)) ?$",
    "about the its another",
)
_DOUBLED: Final = {1e3: 1e3, 1e6: 1e6, 1e9: 1e9}
# How far rounding reaches: an exact count of 1,000 or more is read to half a unit of its last significant digit, but to no more than 5% ("50,000"
# is 47,500 to 52,500); "about" and "nearly" to half a unit and no more than 10%; "over" ends one unit above.
_EXACT_SHARE, _ABOUT_SHARE, _ROUNDED_FROM = 0.05, 0.10, 1_000


@lru_cache(maxsize=4)  # the same figure asks more than once
def bounding(before: str) -> re.Match[str] | None:
    """The words of `BOUND` that end where `before` ends."""
    match = BOUND.search(before)
    return match if match is None or match["about"] is None or _TOPIC.search(before) is None else None


def bound_before(before: str, start: int, value: float) -> tuple[str, int]:
    """How the words before a figure bound it, and where it begins with them; `before` ends at `start`.

    Example:
        >>> bound_before("It drew over ", 13, 600_000), bound_before("It drew ", 8, 600_000)
        (('over', 8), ('exact', 8))
    """
    match = bounding(before)
    if match is None:
        return "exact", start
    where = start - (len(before) - match.start())
    if match["tilde"]:
        return ("over" if match["tilde"].startswith(">") else "about"), where
    if match["verb"]:
        return ("over", start) if value >= _ROUNDED_FROM else ("exact", start)
    return next(name for name, _ in _BEFORE if match[name]), where


def interval(value: float, grain: float, bound: str, unit: str) -> tuple[float | None, float | None]:
    """The values that the words allow; None where open."""
    if bound == "over":
        return value, value + grain
    if bound == "at_least":
        return value, None
    if bound == "up_to":
        return None, value
    if bound == "under":
        return None, value
    loose = min(grain / 2, abs(value) * _ABOUT_SHARE)
    if bound == "about":
        return value - loose, value + loose
    if bound == "nearly":
        return value - loose, value
    fraction = grain < 1
    if fraction or unit in ("percent", "point") or unit.startswith("out of"):
        half = min(grain, 1.0) / 2 if fraction or value != round(value) or unit == "percent" else 0.0
        return value - half, value + half
    if value < _ROUNDED_FROM:
        return value, value
    half = min(grain / 2, value * _EXACT_SHARE) if grain > 1 else 0.0
    return value - half, value + half


def mishap(text: str, match: re.Match[str], plain: float, scale: float) -> tuple[float | None, str]:
    """A scale word that says again what the digits say already: "604,000 thousand"."""
    step = _DOUBLED.get(scale)
    if step is None or not match.groupdict().get("digits") or match["suffix"] or plain < step or plain % step:
        return None, ""
    # "2,000 million" is how some count billions; a grouped thousand of thousands is not how anybody counts.
    if step > 1e3 and plain < 1e6:
        return None, ""
    words = text[match.start("digits") : match.end()]
    return (
        plain,
        f'"{words}" says the {match["scale"].strip()} twice: as written it is {plain * scale:,.0f}, likeliest meant is {plain:,.0f}',
    )
