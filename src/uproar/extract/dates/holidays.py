"""Days that English news calls by name: on which day of a year each falls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, number: int) -> Callable[[int], date]:
    """The `number`th such weekday of a month (Monday is 0); -1 is the last."""

    def at(year: int) -> date:
        if number < 0:
            end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            return end - timedelta(days=(end.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))

    return at


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    References:
        The anonymous computus in Meeus, Astronomical Algorithms (1991), p. 67.

    Example:
        >>> easter(2024), easter(2000)
        (datetime.date(2024, 3, 31), datetime.date(2000, 4, 23))
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, remainder = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - correction + 15) % 30
    weekday = (32 + 2 * remainder + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + weekday - 7 * ((golden + 11 * moon + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def _easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _election(year: int) -> date:
    return _nth(11, 0, 1)(year) + timedelta(days=1)


# Names that mean a date of their own in news; where countries differ (Mother's Day) none is listed.
HOLIDAYS: Final[dict[str, Callable[[int], date]]] = {
    "New Year's Day": _fixed(1, 1), "New Year’s Day": _fixed(1, 1), "New Year's Eve": _fixed(12, 31), "New Year’s Eve": _fixed(12, 31),
    "Valentine's Day": _fixed(2, 14), "Valentine’s Day": _fixed(2, 14), "St. Patrick's Day": _fixed(3, 17), "St. Patrick’s Day": _fixed(3, 17),
    "Good Friday": _easter(-2), "Easter Sunday": _easter(0), "Easter Monday": _easter(1), "Ash Wednesday": _easter(-46),
    "Palm Sunday": _easter(-7), "Memorial Day": _nth(5, 0, -1), "Juneteenth": _fixed(6, 19), "Independence Day": _fixed(7, 4),
    "Labor Day": _nth(9, 0, 1), "Columbus Day": _nth(10, 0, 2), "Halloween": _fixed(10, 31), "Election Day": _election,
    "Veterans Day": _fixed(11, 11), "Thanksgiving Day": _nth(11, 3, 4), "Thanksgiving": _nth(11, 3, 4),
    "Black Friday": lambda year: _nth(11, 3, 4)(year) + timedelta(days=1),
    "Cyber Monday": lambda year: _nth(11, 3, 4)(year) + timedelta(days=4), "Christmas Eve": _fixed(12, 24),
    "Christmas Day": _fixed(12, 25), "Christmas": _fixed(12, 25), "Boxing Day": _fixed(12, 26),
    "Martin Luther King Day": _nth(1, 0, 3), "Presidents Day": _nth(2, 0, 3), "Presidents' Day": _nth(2, 0, 3), "Groundhog Day": _fixed(2, 2),
}  # fmt: skip
