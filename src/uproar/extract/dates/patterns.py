"""The words and shapes in which English names a time: tables, and one compiled pattern per shape."""

from __future__ import annotations

import re
from typing import Final

from uproar.extract import numerals
from uproar.extract.dates import periods
from uproar.extract.dates.holidays import HOLIDAYS
from uproar.extract.dates.words import Before

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_SHORT: Final = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
DAY_SHORT: Final = ("Mon", "Tues", "Tue", "Wed", "Thurs", "Thur", "Thu", "Fri")  # "Sat" and "Sun" are words of their own
ZONES: Final = {
    "UTC": "UTC", "GMT": "UTC", "BST": "Europe/London", "CET": "Europe/Paris", "CEST": "Europe/Paris", "JST": "Asia/Tokyo",
    "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York", "Eastern": "America/New_York",
    "CT": "America/Chicago", "CST": "America/Chicago", "CDT": "America/Chicago", "MT": "America/Denver", "MST": "America/Denver",
    "MDT": "America/Denver", "PT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "Pacific": "America/Los_Angeles", "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney",
}  # fmt: skip
ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "q1": 1, "q2": 2, "q3": 3, "q4": 4,
}  # fmt: skip
# "nineteen seventy-nine", "two thousand", "two thousand and five": years as they are spoken.
_SPOKEN = (
    rf"(?i:(?:eighteen|nineteen|twenty)[ ](?:(?:{'|'.join(numerals.TENS)})(?:[ -](?:{'|'.join(numerals.ONES)}))?|{'|'.join(numerals.TEENS)})"
    rf"|two[ ]thousand(?:[ ](?:and[ ])?(?:{'|'.join([*numerals.ONES, *numerals.TEENS])}))?)"
)
# What stands before an expression and says how it bounds the sentence; longest first.
ROLES: Final = Before(
    r"\b(?:(?P<as_of>(?:as of|as at|by|up until)(?: (?:the|late|early|around|about))?)"
    r"|(?P<since>(?:since|ever since|from|after|starting|beginning)(?: on)?(?: (?:the|late|early))?)"
    r"|(?P<until>(?:until|till|up to|through|before|to)(?: the)?))\s+$",
    "of at by since from after starting beginning until till to through before on the late early around about",
)


def role_before(before: str) -> str:
    """The role that the words before an expression give it; "at" where they give none.

    Example:
        >>> role_before("It stood so as of the "), role_before("It stood so on ")
        ('as_of', 'at')
    """
    found = ROLES.search(before)
    return found.lastgroup or "at" if found is not None else "at"


def _capital(names: tuple[str, ...], short: tuple[str, ...]) -> str:
    full = "|".join(names)
    return rf"(?:{full}|{full.upper()}|(?:{'|'.join(short)})\b\.?)"


MONTH: Final = _capital(MONTHS, MONTH_SHORT)
WEEKDAY: Final = _capital(WEEKDAYS, DAY_SHORT)
_PART = r"(?i:early[ ]morning|morning|afternoon|evening|night|midday|noon|lunchtime|overnight)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
# Days up to 39 are let in so that 30 February and 35 May are seen, and said to be impossible.
_ANY_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20|21)\d\d"
_UNIT = r"(?i:days?|nights?|weeks?|fortnights?|weekends?|months?|quarters?|years?|decades?|centur(?:y|ies))"
_SHORT_UNIT = r"(?i:seconds?|minutes?|hours?)"
_ORDINAL = "|".join(name for name in ORDINALS if not name.startswith("q"))
_SEASON = rf"(?i:{'|'.join(periods.SEASONS)})"
COUNT: Final = rf"(?:\d{{1,3}}|(?i:(?:a[ ])?couple(?:[ ]of)?|(?:a[ ])?few|several|{numerals.WORDS}|an?))"
_CLOCK = (
    r"(?:(?:[01]?\d|2[0-4])[:.][0-5]\d(?:[ ]?(?i:[ap]\.?m\b\.?))?|(?:1[0-2]|0?[1-9])[ ]?(?i:[ap]\.?m\b\.?)|(?i:noon|midday|midnight))"
    rf"(?:[ ](?:{'|'.join(ZONES)})\b|[ ]\((?:{'|'.join(ZONES)})\))?"
)
# "1900 GMT": four digits are a time of day before a zone in capitals.
_FOUR_DIGITS = rf"(?:[01]\d|2[0-3])[0-5]\d[ ](?:{'|'.join(zone for zone in ZONES if zone.isupper() and len(zone) > 2)})\b"
_DASH = r"[ ]?[-–—][ ]?"
_FULL = (
    rf"(?:{MONTH}[ ]{_ANY_DAY}(?!\d|[.,]\d{{1,3}}(?!\d))(?:(?:,[ ]?|[ ]){_YEAR}\b)?"
    rf"|(?:the[ ])?{_DAY}(?:[ ]of)?[ ]{MONTH}(?:,?[ ]{_YEAR}\b)?)"
)

# A full day after a weekday ("Friday, Dec. 6"), told by its first letter before the rest is tried.
_DATED: Final = rf"(?:,?[ ](?=[JFMASOND0-9t]){_FULL})?"

# One shape a line: the names in them are read by `dates/days.py` and `dates/spans.py`. Order matters: the first shape that fits at a place wins. Beside each
# stand the words it can begin with (its classes: `starts.CLASSES`), because looking a word up is what makes reading fast.
SHAPES: Final[dict[str, tuple[str, str]]] = {
    "iso": (
        "four",
        (
            r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<H>\d\d):(?P<M>\d\d)(?::(?P<S>\d\d)(?:\.\d{1,9})?)?(?P<off>Z"
            r"|[+-]\d\d:?\d\d)?)?(?![\d-])"
        ),
    ),
    "slash": ("digit", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)(?![\d/])"),
    "days": (
        "digit month",
        (
            rf"(?:(?P<mon>{MONTH})[ ](?P<d>{_ANY_DAY}){_DASH}(?:(?P<mon2>{MONTH})[ ])?(?P<d2>{_ANY_DAY})(?!\d|[.,]\d{{1,3}}(?!\d))"
            rf"|(?P<d_>{_ANY_DAY})(?:[ ](?P<mon_>{MONTH}))?{_DASH}(?P<d2_>{_ANY_DAY})[ ](?P<mon2_>{MONTH}))(?:,?[ ]?(?P<y>{_YEAR}))?(?![\w-])"
        ),
    ),
    "clock_day": (
        "digit four noon midday midnight",
        rf"(?P<clock>{_CLOCK}|{_FOUR_DIGITS})\)?(?:,?[ ](?:on|of)?[ ]?|,[ ])(?P<day>{WEEKDAY}{_DATED}|{_FULL}|(?i:today|yesterday|tomorrow))(?!\w)",
    ),
    "day_clock": (
        "digit weekday month the today yesterday tomorrow last next this",
        (
            rf"(?P<day>(?:(?i:last|next|this)[ ])?{WEEKDAY}(?:[ ]{_PART})?{_DATED}|{_FULL}|(?i:today|yesterday|tomorrow))"
            rf"(?:,?[ ]at[ ]|,[ ](?=\d\d?(?::\d\d|[ ]?(?i:[ap]\.?m\b))))(?P<clock>{_CLOCK})(?!\w)"
        ),
    ),
    "weekday": (
        "weekday last next this early late the",
        (
            r"(?:(?P<mod>(?i:last|next|this|this[ ]past|this[ ]coming|the[ ]previous|the[ ]following|early|late))[ ])?"
            rf"(?P<wd>{WEEKDAY})(?:[ ](?P<part>{_PART}))?(?:,?[ ](?=[JFMASOND0-9t])(?:the[ ])?(?P<date>{_FULL}))?(?!\w)"
        ),
    ),
    "day_month": ("digit the", rf"(?:the[ ])?(?P<d>{_DAY})(?:[ ]of)?[ ](?P<mon>{MONTH})(?:,?[ ](?P<y>{_YEAR}))?(?!\w)"),
    "month_day": (
        "month",
        (
            rf"(?P<mon>{MONTH})[ ](?P<d>{_ANY_DAY})(?!\d|[.,]\d{{1,3}}(?!\d))(?:(?:,[ ]?|[ ])(?P<y>{_YEAR})\b)?"
            rf"(?:[ ](?P<part>{_PART}))?(?!\w)"
        ),
    ),
    "month_year": (
        "month early mid late",
        rf"(?:(?P<mod>(?i:early|mid|late))[- ])?(?P<mon>{MONTH})(?:,?[ ]|[ ]of[ ])(?:(?P<y>{_YEAR})|(?P<rel>(?i:this|last|next))[ ]year)(?!\w)",
    ),
    "last_month_name": ("last next this", rf"(?P<mod>(?i:last|next|this))[ ](?P<mon>{MONTH})(?!\w|[ ]\d)"),
    "today": (
        "the earlier later late early today yesterday tomorrow tonight last overnight this",
        (
            r"(?i:(?:(?:late|early)[ ](?=yesterday|today|tomorrow))?(?P<word>the[ ]day[ ]before[ ]yesterday|the[ ]day[ ]after[ ]tomorrow"
            r"|earlier[ ]today|later[ ]today|earlier[ ]yesterday|today|yesterday|tomorrow|tonight"
            r"|last[ ]night|overnight|this[ ](?:morning|afternoon|evening))"
            r"(?:[ ](?P<part>morning|afternoon|evening|night))?)(?!\w)"
        ),
    ),
    "now": (
        "at press the this right so to currently now",
        (
            r"(?i:(?:at[ ])?press[ ]time|(?:at[ ])?the[ ]time[ ]of[ ](?:writing|publication|this[ ]writing)|this[ ]writing|right[ ]now"
            r"|so[ ]far(?![ ](?:into|from|away|apart|as|off|out|beyond|behind|ahead|above|below|removed)\b)|to[ ]date|currently"
            r"|now(?![ ]for[ ](?:some|our|a|the)[ ](?!time|while|first|second|third|moment|last|past)))(?!\w)"
        ),
    ),
    "then": (
        "at around by the same that earlier later",
        (
            r"(?i:(?:at|around|by)[ ](?:the|that)[ ]time|(?:(?:earlier|later)[ ](?=that))?(?P<same>(?:the[ ])?same|that)[ ]"
            r"(?P<unit>day|night|week|weekend|month|year|morning|evening|afternoon)"
            r"|the[ ](?P<rel>next|following|previous)[ ](?P<runit>day|week|month|year|night|morning)|the[ ]day[ ](?P<side>before|after))(?!\w)"
        ),
    ),
    "past_span": (
        "the past last next",
        rf"(?:the[ ])?(?P<dir>(?i:past|last|next|coming))[ ](?P<n>{COUNT})[ ](?P<unit>{_UNIT}|{_SHORT_UNIT})(?!\w)",
    ),
    "unit": (
        "earlier later sometime early late this the last next past",
        (
            r"(?:(?P<rel>(?i:earlier|later|sometime|early|late))[ ])?(?P<mod>(?i:this[ ]past|this[ ]coming|the[ ]past|this|last|next|past"
            r"|the[ ]previous|the[ ]current|the[ ]coming|the[ ]last|the(?=[ ]weekend)))[ ]"
            rf"(?P<unit>{_UNIT})(?!\w|['’]s)"
        ),
    ),
    "season": (
        "season earlier later sometime this last next the early late",
        (
            rf"(?:(?P<rel>(?i:earlier|later|sometime))[ ])?(?:(?P<mod>(?i:this[ ]past|this|last|next|the|early|late))[ ])?(?P<season>{_SEASON})"
            rf"(?:(?:[ ]of[ ]|[ ])(?:(?P<y>{_YEAR})|(?P<spoken>{_SPOKEN})))?(?!\w)"
        ),
    ),
    "ago": (
        "digit number about around nearly almost over more some roughly",
        (
            rf"(?i:(?:about|around|nearly|almost|over|more[ ]than|some|roughly)[ ])?(?P<n>{COUNT})[ ](?P<unit>{_UNIT}|{_SHORT_UNIT})[ ]"
            r"(?i:or[ ]so[ ])?(?P<dir>(?i:ago|earlier|before[ ]that|later|afterwards?|from[ ]now))(?!\w)"
        ),
    ),
    "quarter": (
        "digit four ordinal the year next last this",
        (
            r"(?:the[ ])?(?:(?P<ago>(?i:year-ago|year-earlier|next[ ]year['’]s|last[ ]year['’]s|this[ ]year['’]s))[ ])?"
            rf"(?:(?P<y0>{_YEAR})['’]?s?[ ])?(?:(?i:fiscal)[ ])?(?:(?P<q>(?i:{_ORDINAL}))[- ](?i:quarter)|(?P<short>(?i:Q[1-4])))"
            rf"(?:(?:[ ]of[ ](?:fiscal[ ])?|[ ])(?P<y>{_YEAR}))?(?!\w)"
        ),
    ),
    "half": (
        "ordinal the",
        rf"(?:the[ ])?(?P<h>(?i:first|second|last|latter))[- ]half(?:[ ]of[ ](?:(?P<y>{_YEAR})|(?P<rel>(?i:this|last|next|the))[ ]year))(?!\w)",
    ),
    "that_quarter": (
        "the a its year",
        (
            r"(?i:(?:(?:the|a|its)[ ])?(?:comparable[ ])?(?P<ago>year-ago|year-earlier)(?:[ ](?:quarter|period)|(?P<bare>))"
            r"|(?:the|the[ ]latest|its[ ]latest|the[ ]most[ ]recent)[ ]quarter)(?!\w)"
        ),
    ),
    "year_end": ("year the", r"(?i:(?:the[ ])?year[- ]end)(?!\w)"),
    "fiscal": ("fiscal the", rf"(?i:(?:the[ ])?fiscal[ ](?:year[ ])?)(?P<y>{_YEAR})(?!\w)"),
    "decade": (
        "four the early mid late",
        r"(?:the[ ])?(?:(?P<mod>(?i:early|mid|late))[- ])?(?:(?P<y>(?:1[5-9]|20)\d0)|['’](?P<short>\d0))['’]?s(?!\w)",
    ),
    "century": ("digit the", r"(?:the[ ])?(?P<c>1\d|2[01]|[4-9])th[ -](?i:century)(?!\w)"),
    "holiday": (
        "holiday last next this",
        (
            rf"(?:(?P<mod>(?i:last|next|this))[ ])?(?P<holiday>{'|'.join(map(re.escape, sorted(HOLIDAYS, key=len, reverse=True)))})"
            rf"(?:,?[ ](?P<y>{_YEAR})|,?[ ](?P<rel>(?i:this|last|next))[ ]year)?(?!\w)"
        ),
    ),
    "month": ("month early mid late", rf"(?:(?P<mod>(?i:early|mid|late))[- ])?(?P<mon>{MONTH})(?!\w)"),
    "four_digits": ("four", rf"(?P<clock>{_FOUR_DIGITS})(?!\w)"),
    "year": ("four early mid late", rf"(?:(?P<mod>(?i:early|mid|late))[- ])?(?P<y>{_YEAR})(?![\w%]|[,.:/-]\d)"),
    "spoken_year": ("eighteen nineteen twenty the", rf"(?:the[ ](?i:year)[ ](?P<two>{_SPOKEN})|(?P<spoken>(?!(?i:two)){_SPOKEN}))(?!\w)"),
    "clock": ("digit noon midday midnight", rf"(?P<clock>{_CLOCK})(?!\w|[.:]\d)"),
}
# What names no interval of its own: lengths, repetitions, and words that only say before, now or later.
SPANS: Final[dict[str, tuple[str, str]]] = {
    "every": (
        "each every day week month quarter hour annual yearly",
        (
            rf"(?P<adverb>(?i:hourly|daily|weekly|monthly|quarterly|annually|yearly))(?!\w)"
            rf"|(?i:each|every)[ ](?:(?P<n>{COUNT})[ ])?(?:(?P<unit>{_UNIT}|{_SHORT_UNIT})|(?P<wd>{WEEKDAY})(?:[ ](?P<part>{_PART}))?)(?!\w)"
        ),
    ),
    "weekdays": ("weekday", rf"(?P<wd>{'|'.join(WEEKDAYS)})(?:s|[ ](?P<part>{_PART})s)(?!\w)"),
    "span": (
        "digit number about nearly almost over more less",
        (
            rf"(?P<n>(?:\d{{1,3}}[ ]1/2)|\d{{1,3}}\.\d|{COUNT})(?P<and>[ ](?i:and[ ]a[ ]half))?[- ](?:(?i:more|full|straight|consecutive|additional)[ ])?"
            rf"(?P<unit>{_UNIT}|{_SHORT_UNIT})(?P<half>[ ](?i:and[ ]a[ ]half))?(?!\w)"
        ),
    ),
    "vague": ("vague the", r"(?P<vague>(?i:VAGUE))(?!\w)"),
    "this_unit": ("the this its", r"(?i:(?:the|this|its)[ ](?:latest[ ]|entire[ ]|fiscal[ ])?(?P<unit>day|week|month|year))(?!\w)"),
    "units": ("units", r"(?P<unit>(?i:days|weeks|months|quarters|years|decades|centuries|hours|minutes|seconds))(?!\w)"),
}
VAGUE: Final[dict[str, str]] = dict.fromkeys(
    ("now", "current", "currently", "nowadays", "the present", "present", "these days", "the moment", "at present"), "PRESENT_REF"
) | dict.fromkeys(
    (
        "recent", "recently", "once", "the past", "formerly", "previously", "in the past", "lately", "recent days", "recent weeks",
        "recent months", "recent years", "long ago", "the time", "past",
    ),
    "PAST_REF",
) | dict.fromkeys(
    (
        "soon", "future", "the future", "the near future", "the near term", "the short term", "coming months", "coming weeks", "coming years",
        "the coming months", "the coming weeks", "the coming years", "the coming days", "as soon as possible", "the long term", "shortly",
        "future years", "future months", "future quarters",
    ),
    "FUTURE_REF",
)  # fmt: skip
SPANS["vague"] = (SPANS["vague"][0], SPANS["vague"][1].replace("VAGUE", "|".join(sorted(VAGUE, key=len, reverse=True))))


COMPILED: Final = {name: re.compile(shape) for name, (_, shape) in SHAPES.items()}
MONTH_NUMBER: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
WEEKDAY_NUMBER: Final = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}
