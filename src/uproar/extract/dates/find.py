"""Find expressions of time in a text and resolve them to intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from uproar.extract.dates import patterns as shapes
from uproar.extract.dates.reading import Reading
from uproar.extract.dates.resolve import resolve
from uproar.extract.dates.starts import TOKEN, first_word, starts
from uproar.extract.dates.values import value_of


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One expression of time, resolved as far as the text allows.

    Attributes:
        text: The expression as it stands ("Thursday night").
        span: Start and end in the text, in characters.
        from_at, to_at: The interval it names (start inclusive, end exclusive; aware, UTC), or None where it cannot be resolved.
        role: "at" (during it), "as_of" ("as of Thursday night"), "since", "until", or "anchored" (its anchor stands elsewhere:
            "at the time").
        grain: "hour", "part_of_day", "day", "week", "month", "season", "year" or "vague".
        reason: Why it is not resolved, or how it was where the text leaves room ("this summer, up to the publication").
        value: What it names as TimeML writes it: "2020-09-10", "2020-W37", "2020-SU", "2020-09-10TNI", "P3M" for a length, "P1D" for "daily",
            "PAST_REF", "PRESENT_REF", "FUTURE_REF"; "" where that cannot be told.
    """

    text: str
    span: tuple[int, int]
    from_at: datetime | None
    to_at: datetime | None
    role: str = "at"
    grain: str = "day"
    reason: str = ""
    value: str = ""


def find_dates(
    text: str,
    *,
    published_from: datetime | None = None,
    published_to: datetime | None = None,
    zone: str = "UTC",
    lengths: bool = False,
) -> list[TimeExpression]:
    """Find every expression of time in `text`, in order, each resolved to an interval where that is possible.

    Args:
        text: Any text.
        published_from: Start of the interval in which it was published; without it, relative expressions stay unresolved.
        published_to: End of that interval; one day after its start where it is not given.
        zone: IANA zone in which "Thursday night" is read.
        lengths: Also find what names no interval of its own: lengths ("14 days"), repetitions ("weekly") and "recently", "soon".

    Returns:
        Expressions that do not overlap, with spans in `text`.

    Example:
        >>> found = find_dates("As of Thursday night", published_from=datetime(2020, 9, 11, tzinfo=UTC))
        >>> found[0].role, found[0].from_at.isoformat(), found[0].to_at.isoformat(), found[0].value
        ('as_of', '2020-09-10T18:00:00+00:00', '2020-09-11T00:00:00+00:00', '2020-09-10TNI')
    """
    reader = _Reader(text, published_from, published_to, zone)
    firsts, tried = starts(lengths=lengths)
    found: list[TimeExpression] = []
    plain, end = reader.plain, 0
    for start, word in firsts.places(text, plain):
        if start < end:
            continue
        gate, each = tried[first_word(word)]
        fits = gate.match(plain, start)
        if fits is None:
            continue
        shape = fits.lastgroup or ""
        parts = each[shape].match(plain, start)
        if parts is not None and _stands(shape, parts, plain):
            found.append(reader.expression(shape, parts, found))
            end = parts.end()
    return found


def read_date(
    text: str,
    span: tuple[int, int],
    *,
    published_from: datetime | None = None,
    published_to: datetime | None = None,
    zone: str = "UTC",
    earlier: Sequence[TimeExpression] = (),
) -> TimeExpression | None:
    """Resolve what stands at `span` of `text` and is known to be an expression of time; None where nothing in it is understood.

    Args:
        text: The text it stands in.
        span: Its start and end, in characters.
        published_from: As in `find_dates`.
        published_to: As in `find_dates`.
        zone: As in `find_dates`.
        earlier: Expressions that stand before it, which "a year earlier" may count from.

    Example:
        >>> read_date("It fell for about 14 days.", (12, 25)).value
        'P14D'
    """
    reader = _Reader(text, published_from, published_to, zone)
    tried = starts(lengths=True).tried
    best: tuple[int, str, re.Match[str]] | None = None
    for token in TOKEN.finditer(reader.plain, *span):
        for shape, pattern in tried.get(first_word(token[0]), (None, {}))[1].items():
            parts = pattern.match(reader.plain, token.start(), span[1])
            # The longest reading of the span is the one that leaves least of it unread; of equals the first.
            if parts is not None and (best is None or len(parts[0]) > best[0]):
                best = (len(parts[0]), shape, parts)
    return reader.expression(best[1], best[2], [each for each in earlier if each.span[1] <= span[0]]) if best is not None else None


# White space that may stand inside an expression is read as a space, one character for one, so that places stay the same.
_SPACES: Final = ("\n", "\u00a0", "\u202f", "\u2009")
_LATEST: Final = 100  # expressions: more do not stand in the 2,000 characters in which an anchor is looked for
_OF_A_DAY: Final = ("day", "part_of_day", "hour")
_LONG_AGO: Final = timedelta(days=366)
_TOPIC: Final = 400  # characters: "a year earlier" compares with the quarter named in the same or the sentence before


class _Reader:
    """One text with what its expressions are read against."""

    def __init__(self, text: str, published_from: datetime | None, published_to: datetime | None, zone: str) -> None:
        self.text = self.plain = text
        for space in _SPACES:
            self.plain = self.plain.replace(space, " ")
        self.place = ZoneInfo(zone)
        self.published = None
        begin = published_from or published_to
        if begin is not None:
            try:
                begin = published_from or begin - timedelta(microseconds=1)
                self.published = (begin.astimezone(self.place), (published_to or begin + timedelta(days=1)).astimezone(self.place))
            except OverflowError:
                pass  # a publication at either end of the calendar dates nothing

    def expression(self, shape: str, parts: re.Match[str], earlier: Sequence[TimeExpression]) -> TimeExpression:
        """What one matched shape names."""
        text, span = self.text, parts.span()
        words = text[slice(*span)]
        anchor = None
        if (
            shape == "then"
            or (shape == "ago" and parts["dir"].lower() not in ("ago", "from now"))
            or (shape == "weekday" and (parts["mod"] or "").lower() in ("the previous", "the following"))
        ):
            # "The day before" counts from a day, not from "last week".
            of_day = shape == "then" and parts["side"] is not None
            anchor = _anchor(
                text, span[0], [each for each in earlier[-_LATEST:] if each.grain in _OF_A_DAY] if of_day else earlier, self.published
            )
        reading = Reading(
            published=self.published,
            place=self.place,
            clause=(text, *span),
            anchor=anchor.from_at if anchor is not None else None,
            day=_day_before(text, span[0], earlier, self.place) if shape in ("clock", "four_digits") else None,
            quarter=_quarter_before(span[0], earlier) if shape in ("ago", "that_quarter") else "",
            era=_era_before(span[0], earlier, self.published) if shape in ("month_day", "day_month", "days") else "",
        )
        role = bounds = shapes.role_before(text[max(0, span[0] - 24) : span[0]])
        if shape == "now" and _in_quotation(text, span[0]):
            reason = "it stands in somebody's words and names the time they were spoken"
            return TimeExpression(words, span, None, None, "anchored", "vague", reason, "PRESENT_REF")
        try:
            period, reason = resolve(shape, parts, reading)
            value = value_of(shape, parts, period)
            if (shape == "then" and (period is None or not reason)) or (shape == "ago" and reading.anchor is not None):
                role = "anchored"
            if shape == "then" and period is None and anchor is not None and not reason:
                reason = f'anchored to "{anchor.text}"'
                return TimeExpression(words, span, anchor.from_at, anchor.to_at, role, anchor.grain, reason, anchor.value)
            if period is None:
                grain = "vague" if role == "anchored" or shape in shapes.SPANS else "day"
                return TimeExpression(words, span, None, None, role, grain, reason or "nothing earlier in the text anchors it", value)
            if anchor is not None and not reason:
                reason = f'counted from "{anchor.text}"'
            start, end = period.to_utc(reading.place)
        except (ValueError, OverflowError):
            return TimeExpression(words, span, None, None, bounds, reason=f"there is no such date or time as {words}")
        if end <= start:
            return TimeExpression(words, span, None, None, bounds, period.grain, "it ends before it starts")
        return TimeExpression(words, span, start, end, role, period.grain, reason, value)


_SENTENCE_ENDS = re.compile(r"[.!?][”\"’']?\s|\n")


def _day_before(text: str, start: int, earlier: Sequence[TimeExpression], place: ZoneInfo) -> date | None:
    """The day that the same sentence names last before a place, or None."""
    last = earlier[-1] if earlier else None
    if last is None or last.grain != "day" or last.from_at is None or "/" in last.value or _SENTENCE_ENDS.search(text, last.span[1], start):
        return None
    return last.from_at.astimezone(place).date()


def _quarter_before(start: int, earlier: Sequence[TimeExpression]) -> str:
    """The quarter of a year named last before a place, within `_TOPIC` characters, or ""."""
    for expression in reversed(earlier[-8:]):
        if start - expression.span[1] > _TOPIC:
            break
        if expression.value[4:6] == "-Q" and not expression.reason.startswith("the quarter a year before"):
            return expression.value
    return ""


def _era_before(start: int, earlier: Sequence[TimeExpression], published: tuple[datetime, datetime] | None) -> str:
    """The words of the time named last before a place, within `_TOPIC` characters, where that is more than a year before the publication; or ""."""
    last = earlier[-1] if earlier else None
    if last is None or last.to_at is None or published is None or start - last.span[1] > _TOPIC:
        return ""
    return last.text if published[0] - last.to_at > _LONG_AGO and last.role != "since" else ""


def _in_quotation(text: str, start: int) -> bool:
    """Whether a quotation opened in the same paragraph (looked for 2,000 characters back) is still open."""
    before = text[max(0, start - 2_000) : start].rpartition("\n")[2]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


_NEEDS_IN = re.compile(
    r"\b(?:in|since|until|till|by|from|to|during|of|for|before|after|through|between|and|as of|early|late|mid|fiscal|year)[ ]$|[(,][ ]?$",
    re.IGNORECASE,
)
_ON_CLOCK = re.compile(r"\b(?:at|by|around|about|from|to|until|till|before|after|since|between|and|as of|to)[ ]$", re.IGNORECASE)
_COUNTED = re.compile(r"[ ](?:people|signatures?|users?|votes?|fans|reviews?|names|signers|dollars|pounds|euros|percent|per cent)\b")
_COUNTING = re.compile(
    r"(?:\b(?:at|over|than|least|most|about|nearly|almost|around|some|roughly|approximately|reach\w*|pass\w*|topp\w*|exceed\w*|has|have|had|with|of|is|are"
    r"|by|hit|another|just|only|under|below|above|number|No\.|goal|target|got|gained)|\d|[#$£€:/-])\s?$",
    re.IGNORECASE,
)
_SELDOM: Final = 1500  # years before it are seldom named, and counts of four bare digits often begin so
_IN: Final = re.compile(r"\b(?:in|since|until|till|by|from|of|before|after|during|year|early|late|mid)[ ]$", re.IGNORECASE)
_YEAR_BESIDE: Final = (
    re.compile(r"\b1\d{3}(?:,| and| or| to|[ ]?[-–—])[ ]?$"),
    re.compile(r"(?:,| and| or| to)[ ]1\d{3}\b|[ ]?[-–—][ ]?1\d{3}\b"),
)
_DID: Final = re.compile(r"[ ](?:were|are|was|is|went|came|had|have|voted|signed|said|chose|backed|of)\b")


def _is_year(before: str, text: str, end: int, year: int) -> bool:
    """Whether four bare digits name a year: by the preposition or the year beside them, or (of later years) by no verb right after them."""
    if _IN.search(before) or _YEAR_BESIDE[0].search(before) or _YEAR_BESIDE[1].match(text, end):
        return True
    return year >= _SELDOM and _DID.match(text, end) is None


_PLURAL = re.compile(r"[ -][a-z]+(?<!s)s\b|[ -](?:people|men|women|children|strong)\b|[ ]?(?:million|thousand|billion)\b")
# Verbs and persons that share a season's or month's name: they are a time only after one of these words.
_BARE_SEASON = re.compile(r"\b(?:in|since|until|by|during|of|for|before|after|through|as of|every|each)[ ](?:the[ ])?$", re.IGNORECASE)


# "USA TODAY", "BBC This Morning": the rest of a name that begins with an abbreviation. In a line of capitals every word looks so.
_SHOW: Final = re.compile(r"(?:^|[^A-Z][ ])[A-Z]{2,4}(?:['’]s)?[ ]$")


def _stands(shape: str, parts: re.Match[str], text: str) -> bool:
    """Whether a shape that fits is a time here: "may", "2000 people" and "fall" mostly are not."""
    before = text[max(0, parts.start() - 16) : parts.start()]
    if shape == "year":
        if parts["mod"] or _NEEDS_IN.search(before):
            if _COUNTED.match(text, parts.end()):
                return False
            # "Of the votes, 1128 were for her" counts: after a comma or so long ago, a year needs its preposition or a year beside it.
            bare = not parts["mod"] and (int(parts["y"]) < _SELDOM or before.rstrip().endswith((",", "(")))
            return not bare or _is_year(before, text, parts.end(), int(parts["y"]))
        if _SELDOM <= int(parts["y"]) < 1900 and before.endswith("the "):
            return not _PLURAL.match(text, parts.end()) and not _DID.match(text, parts.end())  # "the 1828 race"
        # Four bare digits are a year where nothing says that they count ("a 1988 ruling", not "reached 2000" or "2000 fans").
        return 1900 <= int(parts["y"]) <= 2100 and not _COUNTING.search(before) and not _PLURAL.match(text, parts.end())
    if shape == "month":
        return bool(parts["mod"] or (_NEEDS_IN.search(before) and not before.endswith((",", "(", "and ", ", "))))
    if shape == "season":
        return bool((parts["mod"] or "").lower() in ("this", "last", "next", "this past") or parts["y"] or _BARE_SEASON.search(before))
    if shape == "clock":
        return ":" in parts[0] or "m" in parts[0].lower() or bool(_ON_CLOCK.search(before))
    if shape == "today" and parts[0][0].isupper() and _SHOW.search(before):
        return False
    if shape == "weekday" and parts["wd"].endswith("."):
        return True
    return not (shape == "now" and re.match(r"['’]|-", text[parts.end() : parts.end() + 1]))


def _anchor(text: str, start: int, earlier: Sequence[TimeExpression], published: tuple[datetime, datetime] | None) -> TimeExpression | None:
    """The nearest earlier resolved time, at most three paragraphs back, that lies before the publication day."""
    for expression in reversed(earlier):
        # The distance comes first: it keeps a megabyte without a paragraph linear.
        if start - expression.span[1] > 2_000 or text.count("\n\n", expression.span[1], start) > 3:
            return None
        if (
            expression.from_at is not None
            and expression.role != "anchored"
            and (published is None or expression.from_at < published[0].astimezone(UTC))
        ):
            return expression
    return None


def within(dates: list[TimeExpression], start: int, end: int) -> Iterator[TimeExpression]:
    """The expressions that stand between two places of the text."""
    return (expression for expression in dates if start <= expression.span[0] and expression.span[1] <= end)
