"""The words and shapes in which English names a time: tables, and one compiled pattern per shape."""

from __future__ import annotations

import re
from typing import Final

from uproar.extract import numerals, periods

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_SHORT: Final = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
_DAY_SHORT: Final = ("Mon", "Tues", "Tue", "Wed", "Thurs", "Thur", "Thu", "Fri")  # "Sat" and "Sun" are words of their own
ZONES: Final = {
    "UTC": "UTC", "GMT": "UTC", "BST": "Europe/London", "CET": "Europe/Paris", "CEST": "Europe/Paris", "JST": "Asia/Tokyo",
    "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York", "Eastern": "America/New_York",
    "CT": "America/Chicago", "CST": "America/Chicago", "CDT": "America/Chicago", "MT": "America/Denver", "MST": "America/Denver",
    "MDT": "America/Denver", "PT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "Pacific": "America/Los_Angeles", "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney",
}  # fmt: skip
ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
# What stands before an expression and says how it bounds the sentence; longest first.
ROLES: Final = (
    ("as_of", re.compile(r"\b(?:as of|as at|by|up until)(?: (?:the|late|early|around|about))?\s+$", re.IGNORECASE)),
    ("since", re.compile(r"\b(?:since|ever since|from|after|starting|beginning)(?: on)?(?: (?:the|late|early))?\s+$", re.IGNORECASE)),
    ("until", re.compile(r"\b(?:until|till|up to|through|before|to)(?: the)?\s+$", re.IGNORECASE)),
)
FUTURE: Final = re.compile(
    r"\b(?:will|shall|won't|going to|due|scheduled|set to|slated|plans? to|planned|planning|expects? to|expected|to be|upcoming|would"
    r"|postponed|delayed|expires?|could|may|might|effective|ahead of"
    r"|is to|are to|begins|starts|opens|takes place|airs|hits)\b|['’]ll\b",
    re.IGNORECASE,
)  # fmt: skip
# A reporting verb right before the day dates the report, not what is announced: "said Friday that it will ...".
REPORTED: Final = re.compile(
    r"\b(?:said|says|told|announced|reported|wrote|added|tweeted|posted|confirmed|revealed|declared|ruled|voted|agreed|filed|met)"
    r"(?: (?:on|late|early|here|in an? (?:statement|interview)))*\s+$",
    re.IGNORECASE,
)  # fmt: skip


def _capital(names: tuple[str, ...], short: tuple[str, ...]) -> str:
    full = "|".join(names)
    return rf"(?:{full}|{full.upper()}|(?:{'|'.join(short)})\b\.?)"


MONTH: Final = _capital(MONTHS, _MONTH_SHORT)
WEEKDAY: Final = _capital(WEEKDAYS, _DAY_SHORT)
_PART = r"(?i:early[ ]morning|morning|afternoon|evening|night|midday|noon|lunchtime|overnight)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
# Days up to 39 are let in so that 30 February and 35 May are seen, and said to be impossible.
_ANY_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20|21)\d\d"
_UNIT = r"(?i:days?|nights?|weeks?|fortnights?|weekends?|months?|quarters?|years?|decades?|centur(?:y|ies))"
_SHORT_UNIT = r"(?i:seconds?|minutes?|hours?)"
_SEASON = rf"(?i:{'|'.join(periods.SEASONS)})"
_COUNT = rf"(?:\d{{1,3}}|(?i:(?:a[ ])?couple(?:[ ]of)?|(?:a[ ])?few|several|{numerals.WORDS}|an?))"
_CLOCK = (
    r"(?:(?:[01]?\d|2[0-4])[:.][0-5]\d(?:[ ]?(?i:[ap]\.?m\b\.?))?|(?:1[0-2]|0?[1-9])[ ]?(?i:[ap]\.?m\b\.?)|(?i:noon|midnight))"
    rf"(?:[ ]\(?(?:{'|'.join(ZONES)})\b\)?)?"
)
_FULL = (
    rf"(?:{MONTH}[ ]{_ANY_DAY}(?!\d|[.,]\d{{1,3}}(?!\d))(?:(?:,[ ]?|[ ]){_YEAR}\b)?"
    rf"|(?:the[ ])?{_DAY}(?:[ ]of)?[ ]{MONTH}(?:,?[ ]{_YEAR}\b)?)"
)

# One shape a line: the names in them are read by `dates.py`. Order matters: the first shape that fits at a place wins.
SHAPES: Final[dict[str, str]] = {
    "iso": (
        r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<H>\d\d):(?P<M>\d\d)(?::(?P<S>\d\d)(?:\.\d{1,9})?)?(?P<off>Z"
        r"|[+-]\d\d:?\d\d)?)?(?![\d-])"
    ),
    "slash": r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)(?![\d/])",
    "clock_day": rf"(?P<clock>{_CLOCK})(?:,?[ ](?:on|of)?[ ]?|,[ ])(?P<day>{WEEKDAY}|{_FULL}|(?i:today|yesterday|tomorrow))(?!\w)",
    "day_clock": rf"(?P<day>{WEEKDAY}|{_FULL}|(?i:today|yesterday|tomorrow))(?:,[ ]|[ ])at[ ](?P<clock>{_CLOCK})(?!\w)",
    "weekday": (
        rf"(?:(?P<mod>(?i:last|next|this|this[ ]past|this[ ]coming|early|late))[ ])?(?P<wd>{WEEKDAY})(?:[ ](?P<part>{_PART}))?"
        rf"(?:,?[ ](?:the[ ])?(?P<date>{_FULL}))?(?!\w)"
    ),
    "day_month": rf"(?:the[ ])?(?P<d>{_DAY})(?:[ ]of)?[ ](?P<mon>{MONTH})(?:,?[ ](?P<y>{_YEAR}))?(?!\w)",
    "month_day": (
        rf"(?P<mon>{MONTH})[ ](?P<d>{_ANY_DAY})(?!\d|[.,]\d{{1,3}}(?!\d))(?:(?:,[ ]?|[ ])(?P<y>{_YEAR})\b)?(?:[ ](?P<part>{_PART}))?(?!\w)"
    ),
    "month_year": rf"(?:(?P<mod>(?i:early|mid|late))[- ])?(?P<mon>{MONTH})(?:,?[ ]|[ ]of[ ])(?P<y>{_YEAR})(?!\w)",
    "last_month_name": rf"(?P<mod>(?i:last|next|this))[ ](?P<mon>{MONTH})(?!\w|[ ]\d)",
    "today": (
        r"(?i:(?P<word>the[ ]day[ ]before[ ]yesterday|the[ ]day[ ]after[ ]tomorrow|earlier[ ]today|later[ ]today|today|yesterday"
        r"|tomorrow|tonight"
        r"|last[ ]night|overnight|this[ ](?:morning|afternoon|evening))"
        r"(?:[ ](?P<part>morning|afternoon|evening|night))?)(?!\w)"
    ),
    "now": (
        r"(?i:(?:at[ ])?press[ ]time|(?:at[ ])?the[ ]time[ ]of[ ](?:writing|publication|this[ ]writing)|this[ ]writing|right[ ]now|so[ ]far"
        r"|to[ ]date|currently|now)(?!\w)"
    ),
    "then": (
        r"(?i:(?:at|around|by)[ ](?:the|that)[ ]time|(?P<same>(?:the[ ])?same|that)[ ](?P<unit>day|night|week|weekend|month|year|morning"
        r"|evening)"
        r"|the[ ](?P<rel>next|following|previous)[ ](?P<runit>day|week|month|year|night|morning)|the[ ]day[ ](?P<side>before|after))(?!\w)"
    ),
    "past_span": rf"(?i:(?:over|in|during|within|for)[ ])?the[ ](?i:past|last)[ ](?P<n>{_COUNT})[ ](?P<unit>{_UNIT}|{_SHORT_UNIT})(?!\w)",
    "unit": (
        r"(?:(?P<rel>(?i:earlier|later|sometime))[ ])?(?P<mod>(?i:this[ ]past|this[ ]coming|the[ ]past|this|last|next|past"
        r"|the[ ]previous|the(?=[ ]weekend)))[ ]"
        rf"(?P<unit>{_UNIT})(?!\w)"
    ),
    "season": (
        rf"(?:(?P<rel>(?i:earlier|later|sometime))[ ])?(?:(?P<mod>(?i:this[ ]past|this|last|next|the|early|late))[ ])?(?P<season>{_SEASON})"
        rf"(?:(?:[ ]of[ ]|[ ])(?P<y>{_YEAR}))?(?!\w)"
    ),
    "ago": (
        rf"(?i:(?:about|around|nearly|almost|over|more[ ]than|some|roughly)[ ])?(?P<n>{_COUNT})[ ](?P<unit>{_UNIT}|{_SHORT_UNIT})[ ]"
        r"(?P<dir>(?i:ago|earlier|before[ ]that|later|afterwards?|from[ ]now))(?!\w)"
    ),
    "quarter": (
        r"(?:the[ ])?(?:(?P<ago>(?i:year-ago|year-earlier|next[ ]year['’]s|last[ ]year['’]s))[ ])?"
        rf"(?:(?P<y0>{_YEAR})['’]?s?[ ])?(?P<q>(?i:{'|'.join(ORDINALS)}))[- ](?i:quarter)(?:(?:[ ]of[ ]|[ ])(?P<y>{_YEAR}))?(?!\w)"
    ),
    "that_quarter": (
        r"(?i:(?:(?:the|a|its)[ ])?(?P<ago>year-ago|year-earlier)[ ](?:quarter|period)"
        r"|(?:the|the[ ]latest|its[ ]latest)[ ]quarter)(?!\w)"
    ),
    "decade": r"(?:the[ ])?(?:(?i:early|mid|late)[- ])?(?P<y>(?:1[5-9]|20)\d0)['’]?s(?!\w)",
    "month": rf"(?:(?P<mod>(?i:early|mid|late))[- ])?(?P<mon>{MONTH})(?!\w)",
    "year": rf"(?:(?P<mod>(?i:early|mid|late))[- ])?(?P<y>{_YEAR})(?![\w%]|[,.:/-]\d)",
    "clock": rf"(?P<clock>{_CLOCK})(?!\w|[.:]\d)",
}
COMPILED: Final = {name: re.compile(shape) for name, shape in SHAPES.items()}
# The same shapes without their inner names, so that all can stand in one alternation.
_INNER_NAME = re.compile(r"\(\?P<\w+>")
MASTER: Final = re.compile(
    r"(?<![\w#@$£€/.-])(?=[\dA-Za-z])(?:" + "|".join(f"(?P<{name}>{_INNER_NAME.sub('(?:', shape)})" for name, shape in SHAPES.items()) + ")"
)
MONTH_NUMBER: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
WEEKDAY_NUMBER: Final = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}
