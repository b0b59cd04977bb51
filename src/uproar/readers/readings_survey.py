"""What a table of readings must be seen whole for: whether a dot groups thousands, which readings fell in the second of two hours shown alike, and openings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from itertools import pairwise
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

from uproar.findings import from_micros, to_micros
from uproar.readers.options import Options
from uproar.readers.times import UnreadableTimeError, read_time

UNCLEAR: Final = re.compile(r"\d{1,3}\.000", re.ASCII)  # 12.000 is twelve, or twelve thousand
_GROUPS: Final = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}\.(?!000)\d{3}", re.ASCII)
_DECIMALS: Final = re.compile(r"(?:\d{4,}|\d{1,3}(?:[,'’  _ ]\d{3})+)\.0+|\d{1,3}\.(?!000$)0+", re.ASCII)
_LIKE: Final = 10.0  # two counts of one column within such a factor are of one size; a thousand lies far beyond either way


def dots_group(texts: Iterable[str]) -> bool | None:
    """Whether dots in a column's counts group thousands (True) or begin decimals (False); None where the column does not tell, or tells both.

    Args:
        texts: Its values. Those of two groups or more, or with a group that is no noughts, have thousands; those with another number of noughts, or four digits
            before them, have decimals; else the size of those without a dot decides, where it is clear.

    Example:
        >>> dots_group(["12.000", "12.345"]), dots_group(["604123.000", "12.000"]), dots_group(["12.000", "13.000"])
        (True, False, None)
        >>> dots_group(["11950", "12.000"]), dots_group(["11", "12.000"]), dots_group(["300", "12.000"])
        (True, False, None)
    """
    groups = decimals = False
    plain, unclear = [], []
    for value in texts:
        text = value.strip()
        if text.isdecimal() and text.isascii():
            if (number := int(text[:12])) > 0:
                plain.append(number)
        elif UNCLEAR.fullmatch(text):
            unclear.append(int(text[:-4]))
        else:
            groups |= _GROUPS.fullmatch(text) is not None
            decimals |= _DECIMALS.fullmatch(text) is not None
    if groups != decimals:
        return groups
    if groups or not plain or not any(unclear):
        return None
    ratio = median(plain) / median(number for number in unclear if number)
    return True if 1000 / _LIKE <= ratio <= 1000 * _LIKE else False if 1 / _LIKE <= ratio <= _LIKE else None


def second_times(readings: Sequence[tuple[str, int, int, int]], zone: str) -> dict[int, int]:
    """Readings that fell in the second of the two hours that a clock set back shows alike.

    The clock is seen to go back where a reading stands before the one before it; where none does, where two stand at one time with different counts. A
    file whose times mostly fall is walked from its end.

    Args:
        readings: In the file's order: petition, line, moment (microseconds, the first of the two), count.
        zone: Zone of their times.

    Returns:
        Line of each such reading, and the second of its two moments.

    Example:
        >>> half_past_two = 1_729_989_000_000_000  # 2024-10-27 02:30 in Berlin, for the first time
        >>> newest_first = [("p", 2, half_past_two, 150), ("p", 3, half_past_two, 100), ("p", 4, half_past_two - 3_600_000_000, 50)]
        >>> [(line, (moment - half_past_two) // 1_000_000) for line, moment in second_times(newest_first, "Europe/Berlin").items()]
        [(2, 3600)]
    """
    lists: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for petition, *rest in readings:
        lists[petition].append((rest[0], rest[1], rest[2]))
    steps = [later[1] - one[1] for own in lists.values() for one, later in pairwise(own)]
    falling = sum(step < 0 for step in steps) > sum(step > 0 for step in steps)
    found: dict[int, int] = {}
    for own in lists.values():
        walked = own[::-1] if falling else own
        # Two logs may differ at one instant: on a day with a step back, that step is when the clock was set.
        told = {
            _day(at, zone) for (_, before, _), (_, at, _) in pairwise(walked) if at < before and _again(at, zone) and _again(before, zone)
        }
        previous = None
        for line, at, count in walked:
            moment = at
            back = (
                previous is not None and at <= previous[0] and (at < previous[0] or (count != previous[1] and _day(at, zone) not in told))
            )
            if previous is not None and back and (again := _again(at, zone)) is not None and again >= previous[0]:
                found[line] = moment = again
            previous = (moment, count)
    return found


def opened_at(openings: Mapping[str, set[str]], options: Options) -> tuple[dict[str, int], list[str]]:
    """When each petition was opened, and of how many a column does not say it.

    Args:
        openings: What the column holds, by petition.
        options: What the person says: the zone of times without one; a bare day is cut in it, else in the case's own.

    Returns:
        Microseconds by petition (of a bare day its start), and what is to be told of the others: several times are of the readings, not of the petition.

    Example:
        >>> from datetime import UTC, datetime
        >>> opened_at({"p": {"1970-01-02", ""}, "q": {"2020-01-01", "2020-01-02"}, "r": {"1999-01-01"}}, Options(datetime(2026, 1, 1, tzinfo=UTC)))
        ({'r': 915148800000000}, ['1 has a time that cannot be read', '1 has several times and so none'])
    """
    found: dict[str, int] = {}
    several = unread = 0
    for petition, texts in openings.items():
        said = texts - {""}
        if len(said) > 1:
            several += 1
        for text in said if len(said) == 1 else ():
            try:
                start, end, _ = read_time(text, options.zone)
                found[petition] = start if start == end or options.zone else read_time(text, options.case_zone)[0]
            except UnreadableTimeError:
                unread += 1
    told = [(unread, "a time that cannot be read"), (several, "several times and so none")]
    return found, [f"{count:,} {'has' if count == 1 else 'have'} {what}" for count, what in told if count]


def _again(at: int, zone: str) -> int | None:
    """The second of the two moments that a clock set back shows alike; None where it shows this one once."""
    local = from_micros(at).astimezone(ZoneInfo(zone))
    again = to_micros(local.replace(fold=1).astimezone(UTC)) if local.fold == 0 else at
    return again if again > at else None


def _day(at: int, zone: str) -> str:
    return f"{from_micros(at).astimezone(ZoneInfo(zone)):%Y-%m-%d}"
