"""Days and times of day: one small function a shape, from its match to a local interval."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from uproar.extract.dates import patterns as shapes
from uproar.extract.dates import periods
from uproar.extract.dates.holidays import HOLIDAYS
from uproar.extract.dates.periods import Period
from uproar.extract.dates.reading import YEAR_STEPS, Reading, Resolved, length_of, month_number, publication, to_minute


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


_STALE: Final = 300  # days: a day of almost a year ago or ahead is written with its year
_NO_VERB: Final = "no verb tells past from future here: "
_NEAREST: Final = f"{_NO_VERB}the nearest to the publication, 90 days in favour of the past"


def _doubt(reading: Reading, at: date, away: int) -> str:
    """Why a day may be the other one of its name, so many days away; "" where the verb leaves no doubt."""
    doubt = reading.outlook.doubt
    return f"{doubt}: it may be {(at + timedelta(days=away)).isoformat()}" if doubt else ""


def _nearest_year(month: int, number: int, reading: Reading) -> tuple[date, str]:
    """The day of that name nearest the publication, on the side to which the clause looks; why it is that one where no verb tells."""
    today = reading.today
    # A February 29 exists in one year of four: the years that have none are left out.
    there = [date(year, month, number) for year in range(today.year - 1, today.year + 2) if _is_date(year, month, number)]
    if not there:
        raise ValueError(number)
    # A verb excludes the other side, unless only days so far off are left that their year would be written: then it governs something else.
    sided = (
        [at for at in there if (at >= today if reading.future else at <= today) and abs((at - today).days) <= _STALE]
        if reading.tense and not reading.outlook.doubt
        else []
    )
    # Where no verb tells, news looks back: 90 days' lead for the past; where one tells loosely, the nearest.
    lead = 0 if reading.outlook.doubt else 90
    nearest = min(sided or there, key=lambda at: abs((at - today).days) + (lead if at > today else 0))
    if reading.era and (not sided or nearest <= today):
        return nearest, f'"{reading.era}" stands before it and may tell its year'
    return nearest, "" if sided else f"{reading.outlook.doubt}: the nearest to the publication" if reading.outlook.doubt else _NEAREST


# "12 June 2524": four digits that no count follows.
_OTHER_YEAR = re.compile(r",?[ ][1-9]\d{3}(?![\w%]|[,.:/-]\d)(?![ -][a-z]+(?<!s)s\b|[ ](?:people|men|women|children|million|thousand)\b)")


def _is_date(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def _dated(parts: re.Match[str], reading: Reading) -> Resolved:
    month, number = month_number(parts["mon"]), _day_number(parts["d"])
    reason = ""
    if parts["y"]:
        at = date(int(parts["y"]), month, number)
    else:
        if not _is_date(2020, month, number):  # 2020 has a 29 February
            raise ValueError(number)
        if _OTHER_YEAR.match(parts.string, parts.end()):
            return None, "what stands after it may be its year, which is out of the range that is read"
        at, reason = _nearest_year(month, number, reading)
    name = (parts.groupdict().get("part") or "").lower()
    return (periods.part(at, name) if name else periods.day(at)), reason


def _days(parts: re.Match[str], reading: Reading) -> Resolved:
    """Read "June 3-5", "3–5 June 2005" or "June 30-July 2" as one interval; the year is that of its last day."""
    style = "_" if parts["d_"] else ""
    months, numbers = (parts["mon" + style], parts["mon2" + style]), (_day_number(parts["d" + style]), _day_number(parts["d2" + style]))
    first, last = month_number(months[0] or months[1]), month_number(months[1] or months[0])
    if parts["y"]:
        year, reason = int(parts["y"]) - (first > last), ""
    elif reading.future:
        at, reason = _nearest_year(last, numbers[1], reading)
        year = at.year - (first > last)
    else:
        at, reason = _nearest_year(first, numbers[0], reading)
        year = at.year
    start, end = date(year, first, numbers[0]), date(year + (first > last), last, numbers[1])
    if start >= end:
        raise ValueError(parts[0])
    return periods.days(start, (end - start).days + 1, "day", f"{start.isoformat()}/{end.isoformat()}"), reason


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
        if at.weekday() != wanted and reading.published is not None and not re.search(r"\d{4}$", parts["date"]):
            # Without a year, the weekday tells it.
            years = (at.replace(year=at.year + step) for step in (-1, 1) if _is_date(at.year + step, at.month, at.day))
            fits = [each for each in years if each.weekday() == wanted and abs((each - reading.today).days) <= _STALE]
            at, reason = (fits[0], "") if fits else (at, reason)
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
            reason = "" if mod or not back else _doubt(reading, today, -back)
        elif mod == "this":
            at = today - timedelta(days=today.weekday()) + timedelta(days=wanted)
        else:
            at = today - timedelta(days=back)
            reason = _doubt(reading, at, 7) if reading.tense else f"{_NO_VERB}the last one up to the publication"
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


_OVER: Final = re.compile(r"\b(?:over|within|in|during)[ ]$", re.IGNORECASE)


def _then(parts: re.Match[str], reading: Reading) -> Resolved:
    if parts["rel"] and parts["rel"].lower() == "next" and parts["runit"].lower() in ("week", "month", "year"):
        text, start, _ = reading.clause
        if reading.published is not None and reading.tense != "past" and _OVER.search(text, max(0, start - 8), start):
            start_at, unit = reading.published[0].replace(tzinfo=None), parts["runit"].lower()
            value = periods.away(start_at.date(), 1, unit).value
            return Period(start_at, start_at + length_of(1, unit), periods.GRAINS[unit], value), "from the publication on"
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
    if parts["rel"]:
        return periods.day(falls_on(today.year + YEAR_STEPS[parts["rel"].lower()])), ""
    there = [falls_on(year) for year in (today.year - 1, today.year, today.year + 1)]
    mod = (parts["mod"] or "").lower()
    if mod == "next" or (reading.future and mod != "last"):
        return periods.day(next(at for at in there if at > today or (at == today and not mod))), ""
    if mod == "last":
        return periods.day(next(at for at in reversed(there) if at < today)), ""
    past = next(at for at in reversed(there) if at <= today)
    if reading.tense and not mod and (today - past).days <= _STALE:
        return periods.day(past), ""
    return periods.day(min(there, key=lambda at: abs((at - today).days))), "the nearest to the publication"


# "1:25 a.m. Cairo", "5 pm Tokyo time": the place whose clock is read, which no table of zones here holds.
_CLOCK_PLACE = re.compile(
    rf"[ ](?!{'|'.join((*shapes.WEEKDAYS, *shapes.MONTHS, *shapes.ZONES))})[A-Z][a-z]+(?:[ ](?:[A-Z][a-z]+[ ])?(?:local[ ])?time\b|(?=[ ]?[,;()]))"
)
_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?[ ]?([ap]\.?m)?", re.IGNORECASE)
_FROM_THEN = re.compile(r"\b(?:since|from|between|overnight|after)[ ](?:just[ ]|shortly[ ])?$", re.IGNORECASE)


def _clock(parts: re.Match[str], reading: Reading) -> Resolved:
    """Read a time of day, on the day beside it or on the publication's own; "9 pm" names that hour, "9:40 pm" that minute."""
    text = parts["clock"]
    named = re.search(r"\(?([A-Z][A-Za-z]+)\)?$", text)
    place = _CLOCK_PLACE.match(parts.string, parts.end("clock"))
    if named and named[1] in shapes.ZONES:
        reading.place = ZoneInfo(shapes.ZONES[named[1]])
    elif place is not None:
        return None, f"the time of {place[0].strip().removesuffix(' time')}, whose zone is not known here"
    day_text = parts.groupdict().get("day")
    if day_text:
        at, reason = _any_day(day_text, reading)
    elif reading.day is not None:
        at, reason = reading.day, "on the day that its sentence names"
    else:
        at, reason = reading.today, "on the day of publication"
    lowered = text.lower()
    if lowered.startswith(("noon", "midday", "midnight")):
        # "Since midnight" counts from the beginning of a day that goes on, not from its end.
        begun = not day_text and _FROM_THEN.search(parts.string, max(0, parts.start() - 24), parts.start()) is not None
        midnight = 0 if begun else 24
        start = datetime.combine(at, datetime.min.time()) + timedelta(hours=midnight if lowered.startswith("midnight") else 12)
        return Period(start, start + timedelta(minutes=1), "hour", to_minute(start)), reason
    found = _TIME.match(text)
    if found is None:
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower().startswith("p") else 0)
    start = datetime.combine(at, datetime.min.time()) + timedelta(hours=hour, minutes=minute)
    reason = "; ".join(note for note in (reason, _clock_note(start, reading.place)) if note)
    return Period(start, start + (timedelta(minutes=1) if found[2] else timedelta(hours=1)), "hour", to_minute(start)), reason


def _clock_note(start: datetime, place: ZoneInfo) -> str:
    """What to know of a local time that the change of clocks skips or repeats."""
    local = start.replace(tzinfo=place)
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    if first is None or second is None or first == second:
        return ""
    return f"the clocks of {place.key} {'skip this time' if first < second else 'show this time twice'} on that day"


DAYS: Final[dict[str, Callable[[re.Match[str], Reading], Resolved]]] = {
    "iso": _iso, "slash": _slash, "clock_day": _clock, "day_clock": _clock, "clock": _clock, "four_digits": _clock,
    "days": _days, "weekday": _weekday, "day_month": _dated, "month_day": _dated,
    "today": _today, "now": publication, "then": _then, "holiday": _holiday,
}  # fmt: skip
