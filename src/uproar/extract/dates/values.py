"""The TimeML value of an expression of time: the ISO 8601 name of its interval, a length, a repetition, or past, present or future.

References:
    TimeML Annotation Guidelines 1.2.1 (Saurí et al., 2006), section 2.2.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from uproar.extract import numerals
from uproar.extract.dates import patterns as shapes
from uproar.extract.dates.periods import PART_CODES, Period

# Unit -> what stands before the count, the unit's letter, and how many of that letter it is.
_UNITS: Final = {
    "second": ("PT", "S", 1), "minute": ("PT", "M", 1), "hour": ("PT", "H", 1), "day": ("P", "D", 1), "night": ("P", "D", 1),
    "week": ("P", "W", 1), "fortnight": ("P", "W", 2), "weekend": ("P", "WE", 1), "month": ("P", "M", 1), "quarter": ("P", "Q", 1),
    "year": ("P", "Y", 1), "decade": ("P", "Y", 10), "century": ("P", "Y", 100),
}  # fmt: skip
_ADVERBS: Final = {
    "hourly": "PT1H", "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "annually": "P1Y", "yearly": "P1Y",
}  # fmt: skip


def singular_unit(unit: str) -> str:
    """The unit of time in the singular and in lower case.

    Example:
        >>> singular_unit("Centuries"), singular_unit("days")
        ('century', 'day')
    """
    lowered = unit.lower()
    return "century" if lowered.startswith("centur") else lowered.removesuffix("s")


def count_of(text: str) -> float | None:
    """The number that a count states; None where it is left open ("several").

    Example:
        >>> count_of("a couple of"), count_of("2 1/2"), count_of("several")
        (2.0, 2.5, None)
    """
    lowered = text.lower()
    if "couple" in lowered:
        return 2.0
    if "few" in lowered or "several" in lowered:
        return None
    if lowered.endswith(" 1/2"):
        return float(lowered[:-4]) + 0.5
    return float(lowered) if lowered[0].isdigit() else numerals.parse_words(lowered)


def length(count: float | None, unit: str) -> str:
    """A length of time in ISO 8601.

    Example:
        >>> length(3, "week"), length(None, "year"), length(2.5, "year"), length(2, "decade")
        ('P3W', 'PXY', 'P2Y6M', 'P20Y')
    """
    before, letter, each = _UNITS[unit]
    if count is None:
        return f"{before}X{'E' if unit == 'decade' else 'C' if unit == 'century' else letter}"
    total = count * each
    if total == int(total):
        return f"{before}{int(total)}{letter}"
    if letter == "Y":
        return f"P{int(total)}Y{round((total - int(total)) * 12)}M"
    if before == "PT" and letter != "S":
        return f"PT{int(total)}{letter}{round((total - int(total)) * 60)}{'M' if letter == 'H' else 'S'}"
    return f"{before}{total:g}{letter}"


def value_of(shape: str, parts: re.Match[str], period: Period | None) -> str:
    """The TimeML value of one matched expression and the period it was resolved to; "" where it has none."""
    special = _VALUES.get(shape)
    return special(parts, period) if special is not None else (period.value if period is not None else "")


def _past_span(parts: re.Match[str], _: Period | None) -> str:
    return length(count_of(parts["n"]), singular_unit(parts["unit"]))


def _unit(parts: re.Match[str], period: Period | None) -> str:
    if parts["unit"].lower() != singular_unit(parts["unit"]):
        ahead = any(word in parts["mod"].lower() for word in ("next", "coming"))
        return "FUTURE_REF" if ahead else length(None, singular_unit(parts["unit"]))
    if "past" in parts["mod"].lower() and singular_unit(parts["unit"]) not in ("weekend", "night"):
        return length(1, singular_unit(parts["unit"]))
    return period.value if period is not None else ""


def _ago(parts: re.Match[str], period: Period | None) -> str:
    if period is not None:
        return period.value
    open_count = count_of(parts["n"]) is None
    return "PAST_REF" if open_count and parts["dir"].lower() in ("ago", "earlier") else ""


def _every(parts: re.Match[str], _: Period | None) -> str:
    if parts["adverb"]:
        return _ADVERBS[parts["adverb"].lower()]
    return _weekdays(parts, None) if parts["wd"] else length(count_of(parts["n"]) if parts["n"] else 1, singular_unit(parts["unit"]))


def _weekdays(parts: re.Match[str], _: Period | None) -> str:
    return f"XXXX-WXX-{shapes.WEEKDAY_NUMBER[parts['wd'][:3].lower()] + 1}{PART_CODES.get((parts['part'] or '').lower(), '')}"


def _span(parts: re.Match[str], _: Period | None) -> str:
    count = count_of(parts["n"])
    return length(count + 0.5 if count is not None and (parts["half"] or parts["and"]) else count, singular_unit(parts["unit"]))


def _then(parts: re.Match[str], period: Period | None) -> str:
    return period.value if period is not None else "" if parts["unit"] or parts["runit"] or parts["side"] else "PAST_REF"


_VALUES: Final[dict[str, Callable[[re.Match[str], Period | None], str]]] = {
    "now": lambda *_: "PRESENT_REF",
    "then": _then,
    "past_span": _past_span,
    "unit": _unit,
    "ago": _ago,
    "every": _every,
    "weekdays": _weekdays,
    "span": _span,
    "units": lambda parts, _: length(None, singular_unit(parts["unit"])),
    "vague": lambda parts, _: shapes.VAGUE[parts["vague"].lower()],
}
