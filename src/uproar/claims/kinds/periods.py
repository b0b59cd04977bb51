"""The stretch of time that something is said to have taken: "on Thursday", "in its first day", "overnight", "between noon and midnight", "in 24 hours"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from uproar.claims.context import Context, Span
from uproar.extract.dates.find import TimeExpression

_SIZES: Final = {
    "a": 1, "an": 1, "one": 1, "single": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "twenty-four": 24, "thirty": 30, "thirty-six": 36, "forty": 40, "forty-eight": 48, "half an": 0.5,
    "half a": 0.5, "a couple of": 2, "the": 1, "": 1,
}  # fmt: skip
_SECONDS: Final = {"minute": 60, "hour": 3_600, "day": 86_400, "night": 43_200, "week": 604_800, "weekend": 172_800}
_NUMBER: Final = "|".join(sorted((re.escape(word) for word in _SIZES if word), key=len, reverse=True))
_LENGTH: Final = re.compile(
    r"\b(?P<lead>in|within|over|during|after|inside|for|across|throughout)\s(?:the\s(?:space\sof\s|course\sof\s)?|its\s|their\s"
    r"|his\s|her\s)?"
    r"(?P<bound>(?:just\s|a\slittle\s|well\s)?(?:under|over)\s|less\sthan\s|fewer\sthan\s|more\sthan\s|about\s|around\s|roughly\s"
    r"|nearly\s"
    r"|almost\s|just\s|barely\s|only\s|at\sleast\s)?"
    rf"(?:(?P<which>first|last|past|opening|following|next|previous|initial|final)\s)?(?:(?P<digits>\d{{1,3}})|(?P<words>{_NUMBER})"
    rf"|(?=minute|hour|day|night|week))"
    r"\s?-?(?P<unit>minute|hour|day|night|week)s?(?!-)\b(?P<of>\s(?:of|after|since|following|from)\s(?:its\s|the\s|being\s|going\s"
    r"|it\s(?:was\s)?)?(?P<what>launch\w*|going (?:up|online)|appearing|being (?:posted|launched|opened|put online)|opening|opened"
    r"|start\w*"
    r"|creation|created|release\w*|live|publication|coming out|publish\w*))?",
    re.IGNORECASE,
)  # fmt: skip
_AFTER_LAUNCH: Final = re.compile(
    r"\b(?:since|after|from)\s(?:its\s|the\s|it\s(?:was\s)?|being\s)?(?:petition\s|petition[’']s\s)?(?:launch\w*|opening|opened|creation"
    r"|created|went live|going live|start\w*)\b",
    re.IGNORECASE,
)
# "Before it was even eight hours old".
_AGE: Final = re.compile(
    rf"\b(?:before|when|by the time)\s(?:it|the petition)\s(?:was|is|turned)\s(?:even\s|just\s|only\s|barely\s)?(?:(?P<digits>\d{{1,3}})"
    rf"|(?P<words>{_NUMBER}))\s(?P<unit>hour|day|week)s?\sold\b",
    re.IGNORECASE,
)
# "Twelve hours after its launch".
_LONG_AFTER: Final = re.compile(
    rf"(?<!within )(?<!inside )\b(?:(?P<digits>\d{{1,3}})|(?P<words>{_NUMBER}))\s(?P<unit>hour|day|week)s?\s(?:after|from|since"
    rf"|following)\s(?:its\s|the\spetition[’']s\s|the\s)"
    r"(?:launch|opening|start|creation)\b",
    re.IGNORECASE,
)
_OVERNIGHT: Final = re.compile(r"\bovernight\b", re.IGNORECASE)
_TWO: Final = re.compile(r"\b(?:between|from)\s(?:about\s|around\s)?$", re.IGNORECASE)
_JOIN: Final = re.compile(r"^\s?(?:and|to|until|till|through|[-–—])\s?(?:about\s|around\s|the\s)?$", re.IGNORECASE)
_JOINS: Final = re.compile(r"\s(?:and|to|until|till|through)\s", re.IGNORECASE)
_CLOCKS_BEFORE: Final = re.compile(
    r"\b(?:between|from)\s(?:[\w’'.:-]+\s){1,6}?(?:and|to|until|till)\s(?:[\w’'.:-]+\s){0,5}?(?:noon|midnight|midday|[ap]\.?m\.?"
    r"|o[’']clock"
    r"|morning|afternoon|evening)\s(?:on|of)\s$",
    re.IGNORECASE,
)
# Words by which a time is not that of what came in: the counter stood there by then.
_BY: Final = re.compile(
    r"\b(?:by|as of|until|till|up to|before)\s(?:the (?:end|close|evening|morning|afternoon|night) of\s|late(?:\son)?\s|early(?:\son)?\s"
    r"|(?:about\s|around\s|half past\s)?[\w:.]+\s(?:o[’']clock\s)?(?:on\s|in the \w+ (?:of|on)\s)?)?$",
    re.IGNORECASE,
)


_MOMENT: Final = timedelta(minutes=1)
_ENDS: Final = re.compile(r"\b(?:to|until|till|before|ending|by|up to)\s(?:the\s)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as a sentence gives it.

    Attributes:
        from_at, to_at: Its bounds, where it is on the calendar.
        words, span: What it was read from.
        length: How long it is, in seconds, where only that is said, or that and where it ends.
        length_bound: "exact", "under" or "over".
        anchor: "launch", "release", "last" (it ends at `to_at` or with the article), "night", or "" for a stretch on the calendar.
        start, end: The two moments of "between Thursday morning and that night", each as an interval.
        by_then: Whether the words only say when the counter stood there ("by Thursday").
    """

    from_at: datetime | None = None
    to_at: datetime | None = None
    words: str = ""
    span: Span | None = None
    length: float | None = None
    length_bound: str = "exact"
    anchor: str = ""
    start: tuple[datetime, datetime] | None = None
    end: tuple[datetime, datetime] | None = None
    by_then: bool = False

    def attributes(self) -> dict[str, object]:
        """What of it belongs to no field of a claim."""
        out: dict[str, object] = {"anchor": self.anchor or None, "length": self.length, "start": self.start, "end": self.end}
        return out | ({"length_bound": self.length_bound} if self.length is not None else {})


def period_of(context: Context, span: Span, at: Span) -> Period | None:
    """The stretch of time that a sentence gives for what stands at `at`; None where it gives none."""
    text = context.narration
    dates = [date for date in context.dates_in(*span) if date.from_at is not None and date.to_at is not None]
    two = _two(text, dates, at)
    if two is not None:
        return two
    if any(_TWO.search(text[max(0, date.span[0] - 20) : date.span[0]]) and _JOINS.match(text, date.span[1]) for date in dates):
        return Period()  # one end of a stretch is not known: nothing is told of its length
    if any(date.grain == "day" and _CLOCKS_BEFORE.search(text[max(span[0], date.span[0] - 90) : date.span[0]]) for date in dates):
        return Period()  # hours of that day which were not read: it is not the whole day
    if night := _OVERNIGHT.search(text, *span):
        return _night(context, night)
    if (after := _LONG_AFTER.search(text, *span)) is not None:
        size = float(after["digits"]) if after["digits"] else float(_SIZES[after["words"].lower()])
        return Period(None, None, after[0], after.span(), length=size * _SECONDS[after["unit"].lower()], anchor="launch")
    if (age := _AGE.search(text, *span)) is not None:
        size = float(age["digits"]) if age["digits"] else float(_SIZES[age["words"].lower()])
        return Period(None, None, age[0], age.span(), length=size * _SECONDS[age["unit"].lower()], anchor="launch")
    lengths = list(_LENGTH.finditer(text, *span))
    # "In its first 24 hours 60,000, in its first hour 2,000": each number has the length between its own commas.
    own = [match for match in lengths if not re.search(r"[,;]\s", text[min(match.start(), at[1]) : max(match.start(), at[1])])]
    length = min(own or lengths, key=lambda match: abs(match.start() - at[1]), default=None)
    date = context.time_of(span, at[0])
    date = date if date is not None and date.from_at is not None else None
    if length is not None and not (date is not None and date.span[0] < length.end() and length.start() < date.span[1]):
        return _lasting(text, length, date, launched=bool(_AFTER_LAUNCH.search(text, *span)))
    since = _AFTER_LAUNCH.search(text, *span)
    if date is None:
        return Period(words=since[0], span=since.span(), anchor="launch") if since else None
    until = date.role in ("as_of", "until") or _BY.search(text[max(span[0], date.span[0] - 40) : date.span[0]]) is not None
    if date.role == "since":
        assert date.from_at is not None  # noqa: S101 -- for the type checker
        assert date.to_at is not None  # noqa: S101 -- for the type checker
        return Period(words=date.text, span=date.span, start=(date.from_at, date.to_at), from_at=date.from_at)
    return Period(date.from_at, date.to_at, date.text, date.span, by_then=until)


def _two(text: str, dates: list[TimeExpression], at: Span) -> Period | None:
    """Two times joined: "between Thursday morning and that night", "on Thursday morning to 60,000 that night" is none: only times joined to each other."""
    for first, second in pairwise(dates):
        joined = _JOIN.match(text[first.span[1] : second.span[0]])
        if joined and _TWO.search(text[max(0, first.span[0] - 20) : first.span[0]]) and abs(first.span[0] - at[1]) < 120:
            assert first.from_at is not None  # noqa: S101 -- for the type checker
            assert first.to_at is not None  # noqa: S101 -- for the type checker
            assert second.from_at is not None  # noqa: S101 -- for the type checker
            assert second.to_at is not None  # noqa: S101 -- for the type checker
            span = (first.span[0], second.span[1])
            start, end = (first.from_at, first.to_at), (second.from_at, second.to_at)
            if end[0] < start[1]:
                continue  # "between midnight and midnight on Thursday" was not read as it was meant
            return Period(first.from_at, second.to_at, text[slice(*span)], span, start=start, end=end)
    return None


_LATELY: Final = re.compile(
    r"\b(?:in|over|during|within|across)\s(?:just\s|only\s|barely\s)?(?:the\s|its\s)?(?:past|last|previous"
    r"|preceding)\s(?:(?:\d{1,3}|[a-z-]+|couple of)\s)?(?:minutes?|hours?|days?|nights?|weeks?)\b",
    re.IGNORECASE,
)


def lately(text: str, span: Span) -> bool:
    """Whether a sentence counts what came in over a stretch of time that ends with it: "in the past 24 hours"."""
    return _LATELY.search(text, *span) is not None


def stretch_of(text: str, dates: list[TimeExpression]) -> tuple[datetime, datetime, datetime, str] | None:
    """Two times joined ("from Wednesday evening until Friday night"): its bounds, the latest it can have begun, and its words."""
    for first, second in pairwise(dates):
        if first.from_at is None or first.to_at is None or second.from_at is None or second.to_at is None:
            continue
        joined = _JOIN.match(text[first.span[1] : second.span[0]]) and _TWO.search(text[max(0, first.span[0] - 20) : first.span[0]])
        if joined and first.to_at <= second.from_at:
            # "Until midnight" ends there, and takes no minute of the next hour in.
            end = second.from_at if second.to_at - second.from_at <= _MOMENT else second.to_at
            return first.from_at, end, first.to_at, text[first.span[0] : second.span[1]]
    return None


def _night(context: Context, match: re.Match[str]) -> Period:
    """From an evening to the next morning, as far as the publication tells which: dates give the small hours of that day."""
    date = next((each for each in context.dates if each.span[0] <= match.start() < each.span[1] and each.from_at is not None), None)
    if date is None or date.from_at is None:
        return Period(words=match[0], span=match.span(), anchor="night")
    midnight = date.from_at
    start = (midnight - timedelta(hours=6), midnight)
    end = (midnight + timedelta(hours=5), midnight + timedelta(hours=10))
    return Period(start[0], end[1], match[0], match.span(), start=start, end=end, anchor="night")


def _lasting(text: str, match: re.Match[str], date: TimeExpression | None, *, launched: bool) -> Period:
    """A length with where it begins or ends: at the launch, at a time that is given, at the article."""
    digits, words = match["digits"], (match["words"] or "").lower()
    size = float(digits) if digits else float(_SIZES.get(words, 1))
    said = (match["bound"] or "").strip().lower()
    bound = (
        "under"
        if said.endswith(("under", "less than", "fewer than"))
        else "over"
        if said.endswith(("over", "more than", "at least"))
        else "exact"
    )
    which = (match["which"] or "").lower()
    what = (match["what"] or "").lower()
    anchor = "last"
    if what.startswith(("release", "coming")):
        anchor = "release"
    elif what or launched or which in ("first", "opening", "initial"):
        anchor = "launch"
    length = size * _SECONDS[match["unit"].lower()]
    if (
        date is not None
        and date.from_at is not None
        and which in ("first", "opening")
        and re.fullmatch(r"\sof\s(?:the\s)?", text[match.end() : date.span[0]])
    ):
        return Period(
            date.from_at, date.from_at + timedelta(seconds=length), text[match.start() : date.span[1]], (match.start(), date.span[1])
        )
    if date is None or date.from_at is None or date.to_at is None:
        return Period(None, None, match[0], match.span(), length=length, length_bound=bound, anchor=anchor)
    if _ENDS.search(text[max(0, date.span[0] - 12) : date.span[0]]) or date.role in ("as_of", "until"):
        # "The 24 hours to Friday noon": the time is where it ends.
        point = date.to_at - date.from_at <= timedelta(hours=1)
        return Period(None, date.from_at if point else date.to_at, match[0], match.span(), length=length, length_bound=bound, anchor=anchor)
    return Period(date.from_at, date.to_at, match[0], match.span(), length=length, length_bound=bound, anchor=anchor)
