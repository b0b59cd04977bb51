"""Weeks, months, seasons, quarters, years and spans: one small function a shape, from its match to a local interval."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from uproar.extract import numerals
from uproar.extract.dates import patterns as shapes
from uproar.extract.dates import periods
from uproar.extract.dates.periods import Period
from uproar.extract.dates.reading import (
    YEAR_STEPS,
    NotKnownError,
    Reading,
    Resolved,
    length_of,
    month_number,
    publication,
    third,
    to_minute,
)
from uproar.extract.dates.values import count_of, singular_unit


def _month_year(parts: re.Match[str], reading: Reading) -> Resolved:
    year = int(parts["y"]) if parts["y"] else reading.today.year + YEAR_STEPS[parts["rel"].lower()]
    return third(periods.month(year, month_number(parts["mon"])), parts["mod"]), ""


_NEAR: Final = 3  # months ahead that a bare month still means the coming one, where no verb tells


def _month(parts: re.Match[str], reading: Reading) -> Resolved:
    month, today, mod = month_number(parts["mon"]), reading.today, (parts["mod"] or "").lower()
    year, reason = today.year, ""
    if mod == "last":
        year -= month >= today.month
    elif mod == "next" or (reading.future and mod != "this"):
        year += month < today.month or (mod == "next" and month == today.month)
    elif mod != "this" and not (reading.tense == "" and 0 < (month - today.month) % 12 <= _NEAR):
        year -= month > today.month
    elif mod != "this":
        year += month < today.month
    if mod not in ("last", "next", "this") and month != today.month:
        if not reading.tense:
            reason = f"no verb tells past from future here: the coming one up to {_NEAR} months ahead, else the last one"
        elif reading.outlook.doubt:
            reason = reading.outlook.doubt
    return third(periods.month(year, month), mod), reason


def _past_span(parts: re.Match[str], reading: Reading) -> Resolved:
    """Read a span up to or from now: "the past three months" ends at the publication, "the next three months" begins there."""
    count, unit = count_of(parts["n"]), singular_unit(parts["unit"])
    at = publication(parts, reading)[0]
    if count is None or at is None:
        return None, "how many is left open"
    if parts["dir"].lower() in ("next", "coming"):
        return Period(at.start, at.start + length_of(count, unit), periods.GRAINS[unit]), "from the publication on"
    return Period(at.start - length_of(count, unit), at.start, periods.GRAINS[unit]), "up to the publication"


def _cut(period: Period, rel: str | None, reading: Reading) -> Resolved:
    """Cut a current period at the publication: "earlier this summer" ends there and "later this year" starts there."""
    if reading.published is None:
        raise NotKnownError
    start, end = (at.replace(tzinfo=None) for at in reading.published)
    word = (rel or "").lower()
    if word == "earlier":
        cut = start if start > period.start else end
        return Period(period.start, min(period.end, cut), period.grain, period.value), "up to the publication"
    if word == "later":
        return Period(max(period.start, start), period.end, period.grain, period.value), "from the publication on"
    return third(period, word), ""


def _unit(parts: re.Match[str], reading: Reading) -> Resolved:
    unit, mod = singular_unit(parts["unit"]), parts["mod"].lower()
    if parts["unit"].lower() != unit:
        return None, "how many is left open"
    if mod in ("the past", "past", "this past") and unit not in ("weekend", "night"):
        at = publication(parts, reading)[0]
        end = at.start if at else datetime.min  # noqa: DTZ901 -- local by design; `publication` raises where there is none
        return Period(end - length_of(1, unit), end, periods.GRAINS[unit]), "up to the publication"
    if mod == "the previous" and reading.anchor is None and unit == "day":
        return None, "nothing earlier in the text anchors it"
    count = {"this": 0, "the current": 0, "next": 1, "this coming": 1, "the coming": 1}.get(mod, -1)
    today = reading.today
    if unit == "weekend":
        if mod == "the":
            count = 0 if reading.future or today.weekday() >= 5 else -1
        # On a Saturday or Sunday "this weekend" is now; "last weekend" is always the one that ended before.
        count = count if mod not in ("this past", "this coming") else (-1 if mod == "this past" else 0)
    if unit == "night":
        return periods.part(today + timedelta(days=count), "night"), ""
    return _cut(periods.away(today, count, unit), parts["rel"], reading)


# Zones south of the equator, where summer begins in December.
_SOUTHERN: Final = (
    "Australia/", "Antarctica/", "Pacific/Auckland", "Pacific/Chatham", "NZ", "Africa/Johannesburg", "Africa/Harare", "Africa/Windhoek",
    "Africa/Gaborone", "Africa/Maputo", "Africa/Lusaka", "America/Argentina", "America/Buenos_Aires", "America/Sao_Paulo",
    "America/Santiago", "America/Montevideo", "America/Asuncion", "America/La_Paz", "America/Lima",
)  # fmt: skip


def _season(parts: re.Match[str], reading: Reading) -> Resolved:
    name, mod = parts["season"].lower(), (parts["mod"] or "").lower()
    southern = reading.place.key.startswith(_SOUTHERN)
    if parts["y"] or parts["spoken"]:
        year = int(parts["y"]) if parts["y"] else _year_in_words(parts["spoken"])
        return third(periods.season(name, year, southern=southern), mod), ""
    today = reading.today
    there = [periods.season(name, year, southern=southern) for year in range(today.year - 2, today.year + 3)]
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
    return third([each for each in there if each.start.date() <= today][-1], mod), ""


def _ago(parts: re.Match[str], reading: Reading) -> Resolved:
    count, unit, way = count_of(parts["n"]), singular_unit(parts["unit"]), parts["dir"].lower()
    if count is None:
        return None, "how many is left open"
    back = way in ("ago", "earlier", "before that")
    if reading.quarter and unit == "year" and count == 1 and back:
        # "$5m in the third quarter, from $4m a year earlier" compares with the same quarter.
        return periods.quarter(int(reading.quarter[:4]) - 1, int(reading.quarter[-1])), f"the quarter a year before {reading.quarter}"
    if way in ("ago", "from now"):
        base = reading.published[0].replace(tzinfo=None) if reading.published else datetime.combine(reading.today, datetime.min.time())
    elif reading.anchor is None:
        return None, "nothing earlier in the text anchors it"
    else:
        base = reading.anchor.astimezone(reading.place).replace(tzinfo=None)
    signed = -count if back else count
    if unit in ("second", "minute", "hour"):
        if way not in ("ago", "from now") and base.hour == base.minute == 0:
            return None, "the time it counts from is known to the day only"
        step = timedelta(**{unit + "s": 1})
        if way in ("ago", "from now") and reading.day_only:
            if unit != "hour":
                return periods.day(base.date()), "the publication is known to the day only"
            day = periods.day(base.date())
            return Period(day.start + signed * step, day.end + signed * step, "day"), "the publication is known to the day only"
        return Period(base + (signed - 0.5) * step, base + (signed + 0.5) * step, "hour", to_minute(base + signed * step)), ""
    return periods.away(base.date(), int(signed), unit), ""


def _quarter(parts: re.Match[str], reading: Reading) -> Resolved:
    number = shapes.ORDINALS[(parts["q"] or parts["short"]).lower()]
    if parts["y"] or parts["y0"]:
        return periods.quarter(int(parts["y"] or parts["y0"]), number), ""
    if parts["ago"]:
        step = YEAR_STEPS.get(parts["ago"].lower().split()[0], -1)
        return periods.quarter(reading.today.year + step, number), ""
    period = periods.quarter(reading.today.year, number)
    # Results are published after the quarter: one that has not begun is last year's.
    return (period if reading.future or period.start.date() <= reading.today else periods.quarter(reading.today.year - 1, number)), ""


def _year_end(_: re.Match[str], reading: Reading) -> Resolved:
    """The last day of the year: of the one that has just ended where the text looks back from its first half."""
    today = reading.today
    return periods.day(date(today.year - (today.month <= 6 and not reading.future), 12, 31)), ""


def _half(parts: re.Match[str], reading: Reading) -> Resolved:
    number = 1 if parts["h"].lower() == "first" else 2
    year = int(parts["y"]) if parts["y"] else reading.today.year + YEAR_STEPS[parts["rel"].lower()]
    return periods.months(year, 6 * number - 5, 6, "season", f"{year:04d}-H{number}"), ""


def _that_quarter(parts: re.Match[str], reading: Reading) -> Resolved:
    """The last quarter that had ended by the publication, as reports of results mean it, or the same one a year before."""
    if parts["bare"] and not reading.quarter:
        return periods.years(reading.today.year - 1), ""
    if parts["ago"] and reading.quarter:
        return periods.quarter(int(reading.quarter[:4]) - 1, int(reading.quarter[-1])), f"the quarter a year before {reading.quarter}"
    before = periods.shift_months(reading.today, -3)
    return periods.quarter(before.year - bool(parts["ago"]), (before.month - 1) // 3 + 1), "the last quarter that had ended"


def _year(parts: re.Match[str], _: Reading) -> Resolved:
    return third(periods.years(int(parts["y"])), parts.groupdict().get("mod")), ""


def _decade(parts: re.Match[str], _: Reading) -> Resolved:
    # "The '80s" are the 1980s: nobody writes so of the 1880s, and the 2080s are far.
    first = int(parts["y"] or ("20" if parts["short"] < "30" else "19") + parts["short"])
    decade = periods.years(first, 10)
    if not parts["mod"]:
        return decade, ""
    # A third of ten years, out to whole years: 1970 to 1973, 1973 to 1976, 1976 to 1979.
    begin = first + {"early": 0, "mid": 3, "late": 6}[parts["mod"].lower()]
    return Period(periods.years(begin).start, periods.years(begin + 3).end, decade.grain, decade.value), ""


def _century(parts: re.Match[str], _: Reading) -> Resolved:
    return periods.years(100 * (int(parts["c"]) - 1), 100), ""


def _year_in_words(text: str) -> int:
    first, *rest = re.split(r"[ -]", text.lower())
    if first == "two":
        return int(numerals.parse_words(text))
    return 100 * int(numerals.parse_words(first)) + int(numerals.parse_words(" ".join(rest)))


def _spoken_year(parts: re.Match[str], _: Reading) -> Resolved:
    return periods.years(_year_in_words(parts["spoken"] or parts["two"])), ""


def _this_unit(parts: re.Match[str], reading: Reading) -> Resolved:
    return periods.away(reading.today, 0, singular_unit(parts["unit"])), "the one of the publication"


PERIODS: Final[dict[str, Callable[[re.Match[str], Reading], Resolved]]] = {
    "month_year": _month_year, "last_month_name": _month, "month": _month, "past_span": _past_span, "unit": _unit, "this_unit": _this_unit, "season": _season,
    "ago": _ago, "quarter": _quarter, "that_quarter": _that_quarter, "half": _half, "year_end": _year_end, "fiscal": _year, "year": _year,
    "spoken_year": _spoken_year, "decade": _decade, "century": _century,
}  # fmt: skip
