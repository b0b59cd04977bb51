"""Dates with slashes, read in the one order that a file's own rows allow, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from uproar.readers.reader import Reading
from uproar.readers.table import Layout, Row

_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)", re.ASCII)
_MONTHS: Final = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_place(texts: Iterable[str]) -> int:
    """Which part of dates with slashes is the day: 1 or 2, or 0 where they do not tell or contradict each other.

    Example:
        >>> day_place(["9/10/2020", "9/25/2020"]), day_place(["9/10/2020"]), day_place(["25/9/2020", "9/25/2020"])
        (2, 0, 0)
    """
    days = set()
    for text in texts:
        if found := _SLASHED.match(text):
            days |= {place for place in (1, 2) if int(found[place]) > len(_MONTHS) - 1}
    return days.pop() if len(days) == 1 else 0


def spell_month(text: str, place: int) -> str:
    """Write a date with slashes with its month's name.

    Example:
        >>> spell_month("9/25/2020 9:05 PM", 2), spell_month("2020-09-25", 2)
        ('25 Sep 2020 9:05 PM', '2020-09-25')
    """
    found = _SLASHED.match(text.strip())
    month = int(found[3 - place]) if found else 0
    if found is None or not 1 <= month < len(_MONTHS):
        return text
    return f"{found[place]} {_MONTHS[month]} {found[3]}{text.strip()[found.end() :]}"


def settle(rows: Iterable[Row], layout: Layout, column: int, reading: Reading) -> Iterator[Row]:
    """Pass rows on, with the months of their dates spelled where the first rows tell the order."""
    place = day_place(layout.column(column))
    if place:
        order = "day/month/year" if place == 1 else "month/day/year"
        reading.notes.append(f"Dates with slashes are read as {order}: the first rows allow no other order.")
    for row in rows:
        if place and not row.fault:
            row.cells[column] = spell_month(row.cells[column], place)
        yield row
