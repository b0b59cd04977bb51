"""Days and times of day: one small function a shape, from its match to a local interval."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from uproar.extract import date_patterns as shapes
from uproar.extract import periods
from uproar.extract.date_reading import Reading, Resolved, month_number, publication, to_minute
from uproar.extract.holidays import HOLIDAYS
from uproar.extract.periods import Period


def _iso(parts: re.Match[str], reading: Reading) -> Resolved:
    at = date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    if parts["H"] is None:
        return periods.day(at), ""
    start = datetime.combine(at, datetime.min.time()) + timedelta(
        hours=int(parts["H"]), minutes=int(parts["M"]), seconds=int(parts["S"] or 0)
    )
    if parts["off"]:
        aware = datetime.fromisoformat(start.isoformat() + parts["off"].replace("Z", "+00:00")).astimezone(reading.place)
        start = aware.replace(tzinfo=None)
    return Period(start, start + (timedelta(seconds=1) if parts["S"] else timedelta(minutes=1)), "hour", to_minute(start)), ""


def _slash(parts: re.Match[str], reading: Reading) -> Resolved:
    first, second, year = int(parts["a"]), int(parts["b"]), int(parts["y"])
    if len(parts["y"]) == 2:
        # The usual pivot: two digits up to 68 are of this century (POSIX strptime).
        year += 2000 if year <= 68 else 1900
    if first > 12:
        return periods.day(date(year, second, first)), ""
    if second > 12 or first == second:
        return periods.day(date(year, first, second)), ""
    # A zone in the Americas writes the month first; anything else is left open rather than guessed.
    if reading.place.key.startswith(("America/", "US/")):
        return periods.day(date(year, first, second)), "read as month/day, as the zone does"
    return None, "day and month cannot be told apart"


def _day_number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _nearest_year(month: int, number: int, reading: Reading) -> date:
    """The day of that name nearest the publication, with a lead for the side to which the clause looks."""
    today = reading.today
    # A February 29 exists in one year of four: the years that have none are left out.
    there = [date(year, month, number) for year in range(today.year - 1, today.year + 2) if _is_date(year, month, number)]
    if not there:
        raise ValueError(number)
    # News looks back, unless the verb looks ahead: 90 days' lead to the side that the clause looks to.
    return min(there, key=lambda at: abs((at - today).days) + (90 if (at < today if reading.future else at > today) else 0))


def _is_date(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def _dated(parts: re.Match[str], reading: Reading) -> Resolved:
    month, number = month_number(parts["mon"]), _day_number(parts["d"])
    if parts["y"]:
        at = date(int(parts["y"]), month, number)
    else:
        if not _is_date(2020, month, number):  # 2020 has a 29 February
            raise ValueError(number)
        at = _nearest_year(month, number, reading)
    name = (parts.groupdict().get("part") or "").lower()
    return (periods.part(at, name) if name else periods.day(at)), ""


def _any_day(text: str, reading: Reading) -> tuple[date, str]:
    """Read a day that is part of a longer expression: a weekday, a full date, or today and its neighbours."""
    for name in ("day_month", "month_day", "weekday", "today"):
        parts = shapes.COMPILED[name].fullmatch(text)
        if parts is not None:
            period, reason = DAYS[name](parts, reading)
            if period is not None:
                return period.start.date(), reason
    raise ValueError(text)


def _weekday(parts: re.Match[str], reading: Reading) -> Resolved:
    name, mod = (parts["part"] or "").lower(), (parts["mod"] or "").lower()
    wanted = shapes.WEEKDAY_NUMBER[parts["wd"][:3].lower()]
    reason = ""
    if parts["date"]:
        at, reason = _any_day(parts["date"], reading)
        if at.weekday() != wanted:
            reason = f"{at.isoformat()} was a {shapes.WEEKDAYS[at.weekday()]}, not a {shapes.WEEKDAYS[wanted]}"
    else:
        today = reading.today
        back = (today.weekday() - wanted) % 7
        if mod in ("next", "this coming"):
            at = today + timedelta(days=(7 - back) if back else 7)
        elif mod in ("last", "this past"):
            at = today - timedelta(days=back or 7)
        elif mod in ("the previous", "the following"):
            return _beside(wanted, mod == "the following", name, reading)
        elif reading.future:
            at = today + timedelta(days=(7 - back) % 7)
        elif mod == "this":
            at = today - timedelta(days=today.weekday()) + timedelta(days=wanted)
        else:
            at = today - timedelta(days=back)
    if not name and mod in ("early", "late"):
        name = mod
    return (periods.part(at, name) if name else periods.day(at)), reason


def _beside(wanted: int, after: bool, name: str, reading: Reading) -> Resolved:
    """The weekday before or after the time that the text speaks of, or else the publication."""
    base = reading.anchor.astimezone(reading.place).date() if reading.anchor is not None else reading.today
    days = (wanted - base.weekday() - 1) % 7 + 1 if after else -((base.weekday() - wanted - 1) % 7 + 1)
    at = base + timedelta(days=days)
    return (periods.part(at, name) if name else periods.day(at)), ""


def _today(parts: re.Match[str], reading: Reading) -> Resolved:
    word, name, today = parts["word"].lower(), (parts["part"] or "").lower(), reading.today
    if word.startswith("the day"):
        return periods.day(today + timedelta(days=2 if "tomorrow" in word else -2)), ""
    if word == "tonight":
        return periods.part(today, "night"), ""
    if word == "last night":
        return periods.part(today - timedelta(days=1), "night"), ""
    if word.startswith("this") or word == "overnight":
        return periods.part(today, word.removeprefix("this ")), ""
    at = today + timedelta(days=-1 if "yesterday" in word else 1 if word == "tomorrow" else 0)
    return (periods.part(at, name) if name else periods.day(at)), ""


def _then(parts: re.Match[str], reading: Reading) -> Resolved:
    if reading.anchor is None:
        return None, "nothing earlier in the text anchors it"
    at = reading.anchor.astimezone(reading.place).date()
    unit = (parts["unit"] or parts["runit"] or "").lower()
    if parts["side"]:
        return periods.day(at + timedelta(days=1 if parts["side"].lower() == "after" else -1)), ""
    count = 0
    if parts["rel"]:
        count = -1 if parts["rel"].lower() == "previous" else 1
    if unit in ("night", "morning", "afternoon", "evening"):
        return periods.part(at + timedelta(days=count), unit), ""
    return (periods.away(at, count, unit) if unit else None), ""


def _holiday(parts: re.Match[str], reading: Reading) -> Resolved:
    falls_on = HOLIDAYS[parts["holiday"]]
    if parts["y"]:
        return periods.day(falls_on(int(parts["y"]))), ""
    today = reading.today
    there = [falls_on(year) for year in (today.year - 1, today.year, today.year + 1)]
    if reading.future:
        return periods.day(next(at for at in there if at >= today)), ""
    return periods.day(min(there, key=lambda at: abs((at - today).days))), "the nearest to the publication"


_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?[ ]?([ap]\.?m)?", re.IGNORECASE)


def _clock(parts: re.Match[str], reading: Reading) -> Resolved:
    """Read a time of day, on the day beside it or on the publication's own; "9 pm" names that hour, "9:40 pm" that minute."""
    text = parts["clock"]
    named = re.search(r"\(?([A-Z][A-Za-z]+)\)?$", text)
    if named and named[1] in shapes.ZONES:
        reading.place = ZoneInfo(shapes.ZONES[named[1]])
    day_text = parts.groupdict().get("day")
    at, reason = _any_day(day_text, reading) if day_text else (reading.today, "on the day of publication")
    lowered = text.lower()
    if lowered.startswith(("noon", "midday", "midnight")):
        start = datetime.combine(at, datetime.min.time()) + timedelta(hours=24 if lowered.startswith("midnight") else 12)
        return Period(start, start + timedelta(minutes=1), "hour", to_minute(start)), reason
    found = _TIME.match(text)
    if found is None:
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower().startswith("p") else 0)
    start = datetime.combine(at, datetime.min.time()) + timedelta(hours=hour, minutes=minute)
    return Period(start, start + (timedelta(minutes=1) if found[2] else timedelta(hours=1)), "hour", to_minute(start)), reason


DAYS: Final[dict[str, Callable[[re.Match[str], Reading], Resolved]]] = {
    "iso": _iso, "slash": _slash, "clock_day": _clock, "day_clock": _clock, "clock": _clock, "weekday": _weekday, "day_month": _dated, "month_day": _dated,
    "today": _today, "now": publication, "then": _then, "holiday": _holiday,
}  # fmt: skip
