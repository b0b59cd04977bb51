"""Turn one matched expression of time into a local interval, one small function a shape."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from uproar.extract import date_patterns as shapes
from uproar.extract import numerals, periods
from uproar.extract.periods import Period

NO_PUBLICATION: Final = "relative to the publication, which is not known"
Resolved: TypeAlias = tuple[Period | None, str]


@dataclass(slots=True)
class Reading:
    """What an expression is read against.

    Attributes:
        published: Bounds of the publication in local time, or None.
        place: The zone; an expression that names its own ("9 pm ET") replaces it.
        future: Whether the clause looks ahead.
        anchor: Start of the earlier time that an anchored expression counts from, or None.
    """

    published: tuple[datetime, datetime] | None
    place: ZoneInfo
    future: bool
    anchor: datetime | None

    @property
    def today(self) -> date:
        """The local day of the publication."""
        if self.published is None:
            raise _NotKnownError
        return self.published[0].date()


class _NotKnownError(Exception):
    """The publication is needed and not known."""


def resolve(shape: str, parts: re.Match[str], reading: Reading) -> Resolved:
    """Resolve one match of a shape to a local period, or None with the reason.

    Raises:
        ValueError, OverflowError: There is no such date.
    """
    try:
        return _RESOLVERS[shape](parts, reading)
    except _NotKnownError:
        return None, NO_PUBLICATION


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
    return Period(start, start + (timedelta(seconds=1) if parts["S"] else timedelta(minutes=1)), "hour"), ""


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


def _month_number(name: str) -> int:
    return shapes.MONTH_NUMBER[name[:3].lower()]


def _day_number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _nearest_year(month: int, number: int, reading: Reading) -> date:
    """The day of that name nearest the publication, or the next one where the clause looks ahead."""
    today = reading.today
    if reading.future:
        at = date(today.year, month, number)
        return at if at >= today else date(today.year + 1, month, number)
    # A February 29 exists in one year of four: the years that have none are left out.
    there = [date(year, month, number) for year in range(today.year - 1, today.year + 2) if _is_date(year, month, number)]
    if not there:
        raise ValueError(number)
    return min(there, key=lambda at: abs((at - today).days) + (90 if at > today else 0))  # news looks back: 90 days' lead


def _is_date(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def _dated(parts: re.Match[str], reading: Reading) -> Resolved:
    month, number = _month_number(parts["mon"]), _day_number(parts["d"])
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
            period, reason = _RESOLVERS[name](parts, reading)
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
        elif reading.future:
            at = today + timedelta(days=(7 - back) % 7)
        elif mod == "this":
            at = today - timedelta(days=today.weekday()) + timedelta(days=wanted)
        else:
            at = today - timedelta(days=back)
    if not name and mod in ("early", "late"):
        name = mod
    return (periods.part(at, name) if name else periods.day(at)), reason


def _month_year(parts: re.Match[str], _: Reading) -> Resolved:
    return _third(periods.month(int(parts["y"]), _month_number(parts["mon"])), parts["mod"]), ""


def _third(period: Period, mod: str | None) -> Period:
    """The early, middle or late third of a period."""
    if not mod or mod.lower() not in ("early", "mid", "late"):
        return period
    step = (period.end - period.start) / 3
    first = {"early": 0, "mid": 1, "late": 2}[mod.lower()]
    start, end = period.start + first * step, period.start + (first + 1) * step
    start, end = (at.replace(hour=0, minute=0, second=0, microsecond=0) for at in (start, end))
    return Period(start, end, period.grain)


def _month(parts: re.Match[str], reading: Reading) -> Resolved:
    month, today, mod = _month_number(parts["mon"]), reading.today, (parts["mod"] or "").lower()
    year = today.year
    if mod == "last":
        year -= month >= today.month
    elif mod == "next" or (reading.future and mod != "this"):
        year += month < today.month or (mod == "next" and month == today.month)
    elif mod != "this":
        year -= month > today.month
    return _third(periods.month(year, month), mod), ""


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
    at = today + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
    return (periods.part(at, name) if name else periods.day(at)), ""


def _now(_: re.Match[str], reading: Reading) -> Resolved:
    if reading.published is None:
        raise _NotKnownError
    start, end = (at.replace(tzinfo=None) for at in reading.published)
    return Period(start, max(end, start + timedelta(minutes=1)), "hour"), "the publication"


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
    if unit in ("night", "morning", "evening"):
        return periods.part(at + timedelta(days=count), unit), ""
    return (periods.away(at, count, unit) if unit else None), ""


def _count(text: str) -> int | None:
    lowered = text.lower()
    if "couple" in lowered:
        return 2
    if "few" in lowered or "several" in lowered:
        return None
    return int(lowered) if lowered.isdigit() else int(numerals.parse_words(lowered))


def _past_span(parts: re.Match[str], reading: Reading) -> Resolved:
    count, unit = _count(parts["n"]), _singular(parts["unit"])
    end = (reading.published or (reading.today,))[0]
    if count is None or not isinstance(end, datetime):
        return None, "how many is left open"
    finish = end.replace(tzinfo=None)
    if unit in ("second", "minute", "hour"):
        return Period(finish - timedelta(**{unit + "s": count}), finish, "hour"), "up to the publication"
    start = datetime.combine(periods.away(finish.date(), -count, unit).start.date(), finish.time())
    if unit in ("month", "year", "week", "fortnight"):
        days = {"week": 7, "fortnight": 14, "month": 30.4375, "year": 365.25}[unit]  # mean lengths in the Gregorian calendar
        start = finish - timedelta(days=count * days)
    return Period(start, finish, periods.GRAINS[unit]), "up to the publication"


def _singular(unit: str) -> str:
    lowered = unit.lower()
    return "century" if lowered.startswith("centur") else lowered.removesuffix("s")


def _cut(period: Period, rel: str | None, reading: Reading) -> Resolved:
    """Cut a current period at the publication: "earlier this summer" ends there and "later this year" starts there."""
    if reading.published is None:
        raise _NotKnownError
    start, end = (at.replace(tzinfo=None) for at in reading.published)
    word = (rel or "").lower()
    if word == "earlier":
        cut = start if start > period.start else end
        return Period(period.start, min(period.end, cut), period.grain), "up to the publication"
    if word == "later":
        return Period(max(period.start, start), period.end, period.grain), "from the publication on"
    return period, ""


def _unit(parts: re.Match[str], reading: Reading) -> Resolved:
    unit, mod = _singular(parts["unit"]), parts["mod"].lower()
    if mod in ("the past", "past", "this past") and unit not in ("weekend", "night"):
        finish = _now(parts, reading)[0]
        days = {"day": 1, "week": 7, "fortnight": 14, "month": 30.4375, "quarter": 91.3, "year": 365.25, "decade": 3652.5}.get(unit, 36525)
        end = finish.start if finish else datetime.min  # noqa: DTZ901 -- local by design; `_now` raises where there is none
        return Period(end - timedelta(days=days), end, periods.GRAINS[unit]), "up to the publication"
    if mod == "the previous" and reading.anchor is None and unit == "day":
        return None, "nothing earlier in the text anchors it"
    count = {"this": 0, "next": 1, "this coming": 1}.get(mod, -1)
    today = reading.today
    if unit == "weekend":
        if mod == "the":
            count = 0 if reading.future or today.weekday() >= 5 else -1
        # On a Saturday or Sunday "this weekend" is now; "last weekend" is always the one that ended before.
        count = count if mod not in ("this past", "this coming") else (-1 if mod == "this past" else 0)
    if unit == "night":
        return periods.part(today + timedelta(days=count), "night"), ""
    return _cut(periods.away(today, count, unit), parts["rel"], reading)


def _season(parts: re.Match[str], reading: Reading) -> Resolved:
    name, mod = parts["season"].lower(), (parts["mod"] or "").lower()
    if parts["y"]:
        return _third(periods.season(name, int(parts["y"])), mod), ""
    today = reading.today
    there = [periods.season(name, year) for year in range(today.year - 2, today.year + 3)]
    if mod == "next" or (reading.future and mod not in ("this", "last", "this past")):
        return next(each for each in there if each.start.date() > today), ""
    if mod == "last":
        # In summer, "last summer" is the one before; in autumn it is the one that has just ended.
        return [each for each in there if each.end.date() <= today][-1], ""
    if mod == "this":
        this = next((each for each in there if each.start.date() <= today < each.end.date()), None)
        this = this or next(each for each in there if each.start.year == today.year)
        period, reason = _cut(this, parts["rel"], reading)
        return period, f"{mod} {name}, {reason}" if reason else ""
    return _third([each for each in there if each.start.date() <= today][-1], mod), ""


def _ago(parts: re.Match[str], reading: Reading) -> Resolved:
    count, unit, way = _count(parts["n"]), _singular(parts["unit"]), parts["dir"].lower()
    if count is None:
        return None, "how many is left open"
    if way in ("ago", "from now"):
        base = reading.published[0].replace(tzinfo=None) if reading.published else datetime.combine(reading.today, datetime.min.time())
    elif reading.anchor is None:
        return None, "nothing earlier in the text anchors it"
    else:
        base = reading.anchor.astimezone(reading.place).replace(tzinfo=None)
    signed = count if way in ("later", "afterward", "afterwards", "from now") else -count
    if unit in ("second", "minute", "hour"):
        step = timedelta(**{unit + "s": 1})
        return Period(base + (signed - 0.5) * step, base + (signed + 0.5) * step, "hour"), ""
    return periods.away(base.date(), signed, unit), ""


def _quarter(parts: re.Match[str], reading: Reading) -> Resolved:
    number = shapes.ORDINALS[parts["q"].lower()]
    if parts["y"] or parts["y0"]:
        return periods.quarter(int(parts["y"] or parts["y0"]), number), ""
    if parts["ago"]:
        return periods.quarter(reading.today.year + (1 if parts["ago"].lower().startswith("next") else -1), number), ""
    period = periods.quarter(reading.today.year, number)
    # Results are published after the quarter: one that has not begun is last year's.
    return (period if reading.future or period.start.date() <= reading.today else periods.quarter(reading.today.year - 1, number)), ""


def _that_quarter(parts: re.Match[str], reading: Reading) -> Resolved:
    """The last quarter that had ended by the publication, as reports of results mean it, or the same one a year before."""
    before = periods.shift_months(reading.today, -3)
    return periods.quarter(before.year - bool(parts["ago"]), (before.month - 1) // 3 + 1), "the last quarter that had ended"


def _year(parts: re.Match[str], _: Reading) -> Resolved:
    return _third(periods.years(int(parts["y"])), parts["mod"]), ""


def _decade(parts: re.Match[str], _: Reading) -> Resolved:
    return periods.years(int(parts["y"]), 10), ""


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
    if lowered.startswith(("noon", "midnight")):
        start = datetime.combine(at, datetime.min.time()) + timedelta(hours=12 if lowered.startswith("noon") else 24)
        return Period(start, start + timedelta(minutes=1), "hour"), reason
    found = _TIME.match(text)
    if found is None:
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower().startswith("p") else 0)
    start = datetime.combine(at, datetime.min.time()) + timedelta(hours=hour, minutes=minute)
    return Period(start, start + (timedelta(minutes=1) if found[2] else timedelta(hours=1)), "hour"), reason


_RESOLVERS: Final[dict[str, Callable[[re.Match[str], Reading], Resolved]]] = {
    "iso": _iso, "slash": _slash, "clock_day": _clock, "day_clock": _clock, "weekday": _weekday, "day_month": _dated, "month_day":
    _dated, "month_year": _month_year, "last_month_name": _month, "today": _today, "now": _now, "then": _then, "past_span":
    _past_span, "unit": _unit, "season": _season, "ago": _ago, "quarter": _quarter, "decade": _decade, "that_quarter": _that_quarter,
    "month": _month, "year": _year, "clock": _clock,
}  # fmt: skip
