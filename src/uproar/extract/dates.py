"""Find expressions of time in a text and resolve them to intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from uproar.extract import date_patterns as shapes
from uproar.extract.date_resolve import Reading, resolve


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
    """

    text: str
    span: tuple[int, int]
    from_at: datetime | None
    to_at: datetime | None
    role: str = "at"
    grain: str = "day"
    reason: str = ""


def find_dates(
    text: str, *, published_from: datetime | None = None, published_to: datetime | None = None, zone: str = "UTC"
) -> list[TimeExpression]:
    """Find every expression of time in `text`, in order, each resolved to an interval where that is possible.

    Args:
        text: Any text.
        published_from: Start of the interval in which it was published; without it, relative expressions stay unresolved.
        published_to: End of that interval; one day after its start where it is not given.
        zone: IANA zone in which "Thursday night" is read.

    Returns:
        Expressions that do not overlap, with spans in `text`.

    Example:
        >>> found = find_dates("As of Thursday night", published_from=datetime(2020, 9, 11, tzinfo=UTC))
        >>> found[0].role, found[0].from_at.isoformat(), found[0].to_at.isoformat()
        ('as_of', '2020-09-10T18:00:00+00:00', '2020-09-11T00:00:00+00:00')
    """
    place = ZoneInfo(zone)
    begin = published_from or (published_to - timedelta(microseconds=1) if published_to else None)
    published = None
    if begin is not None:
        published = (begin.astimezone(place), (published_to or begin + timedelta(days=1)).astimezone(place))
    found: list[TimeExpression] = []
    for match in shapes.MASTER.finditer(text):
        shape = match.lastgroup or ""
        parts = shapes.COMPILED[shape].match(text, match.start())
        if parts is None or not _stands(shape, parts, text):
            continue
        found.append(_expression(shape, parts, text, published=published, place=place, earlier=found))
    return found


def _expression(
    shape: str,
    parts: re.Match[str],
    text: str,
    *,
    published: tuple[datetime, datetime] | None,
    place: ZoneInfo,
    earlier: list[TimeExpression],
) -> TimeExpression:
    span = (parts.start(), parts.end())
    anchor = None
    if shape == "then" or (shape == "ago" and parts["dir"].lower() not in ("ago", "from now")):
        anchor = _anchor(text, span[0], earlier, published)
    reading = Reading(
        published=published, place=place, future=_is_future(text, *span), anchor=anchor.from_at if anchor is not None else None
    )
    role = _role(text, span[0])
    if shape == "now" and _in_quotation(text, span[0]):
        return TimeExpression(
            parts[0], span, None, None, "anchored", "vague", "it stands in somebody's words and names the time they were spoken"
        )
    blank = TimeExpression(parts[0], span, None, None, role)
    try:
        period, reason = resolve(shape, parts, reading)
        if shape == "then" or (shape == "ago" and reading.anchor is not None):
            role = "anchored"
        if shape == "then" and period is None and anchor is not None and not reason:
            return replace(
                blank, role=role, from_at=anchor.from_at, to_at=anchor.to_at, grain=anchor.grain, reason=f'anchored to "{anchor.text}"'
            )
        if period is None:
            grain = "vague" if role == "anchored" else "day"
            return replace(blank, role=role, grain=grain, reason=reason or "nothing earlier in the text anchors it")
        if anchor is not None:
            reason = f'counted from "{anchor.text}"'
        start, end = period.to_utc(reading.place)
    except (ValueError, OverflowError):
        return replace(blank, reason=f"there is no such date or time as {parts[0]}")
    if end <= start:
        return replace(blank, grain=period.grain, reason="it ends before it starts")
    return replace(blank, role=role, from_at=start, to_at=end, grain=period.grain, reason=reason)


def _in_quotation(text: str, start: int) -> bool:
    """Whether a quotation opened in the same paragraph (looked for 2,000 characters back) is still open."""
    before = text[max(0, start - 2_000) : start].rpartition("\n")[2]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def _role(text: str, start: int) -> str:
    before = text[max(0, start - 24) : start]
    return next((role for role, pattern in shapes.ROLES if pattern.search(before)), "at")


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
_PLURAL = re.compile(r"[ -][a-z]+(?<!s)s\b|[ -](?:people|men|women|children|strong)\b|[ ]?(?:million|thousand|billion)\b")
# Verbs and persons that share a season's or month's name: they are a time only after one of these words.
_BARE_SEASON = re.compile(r"\b(?:in|since|until|by|during|of|for|before|after|through|as of|every|each)[ ](?:the[ ])?$", re.IGNORECASE)


def _stands(shape: str, parts: re.Match[str], text: str) -> bool:
    """Whether a shape that fits is a time here: "may", "2000 people" and "fall" mostly are not."""
    before = text[max(0, parts.start() - 16) : parts.start()]
    if shape == "year":
        if parts["mod"] or _NEEDS_IN.search(before):
            return not _COUNTED.match(text, parts.end())
        # Four bare digits are a year where nothing says that they count ("a 1988 ruling", not "reached 2000" or "2000 fans").
        return 1900 <= int(parts["y"]) <= 2100 and not _COUNTING.search(before) and not _PLURAL.match(text, parts.end())
    if shape == "month":
        return bool(parts["mod"] or (_NEEDS_IN.search(before) and not before.endswith((",", "(", "and ", ", "))))
    if shape == "season":
        return bool((parts["mod"] or "").lower() in ("this", "last", "next", "this past") or parts["y"] or _BARE_SEASON.search(before))
    if shape == "clock":
        return ":" in parts[0] or "m" in parts[0].lower() or bool(_ON_CLOCK.search(before))
    if shape == "weekday" and parts["wd"].endswith("."):
        return True
    return not (shape == "now" and re.match(r"['’]|-", text[parts.end() : parts.end() + 1]))


def _is_future(text: str, start: int, end: int) -> bool:
    """Whether the clause around an expression looks ahead ("will be released on Friday")."""
    before = re.split(r"[.!?\n;:]", text[max(0, start - 90) : start])[-1]
    if shapes.REPORTED.search(before):
        return False
    clause = re.split(r"[,“\"]|\b(?:and|but|after|when|because)\b", before)[-1]
    if shapes.FUTURE.search(clause):
        return True
    # At the head of a sentence the verb comes after: "On Friday, the studio will release it."
    if len(before.strip()) > 8:  # more than "Then on" or "Late on" stands before it
        return False
    return bool(re.search(r"\b(?:will|shall|is due to|is set to)\b", re.split(r"[.!?\n;“\"]", text[end : end + 70])[0]))


def _anchor(text: str, start: int, earlier: list[TimeExpression], published: tuple[datetime, datetime] | None) -> TimeExpression | None:
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
