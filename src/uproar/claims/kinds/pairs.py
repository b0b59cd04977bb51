"""Find two numbers of one count ("doubled from 40,000 to 80,000"), which tell of its growth."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, asserted, interval_of
from uproar.claims.grammar.words import FALL, MULTIPLY, RISE, alternatives
from uproar.claims.kinds.which import PERSON, SIGNATURE, subject_of
from uproar.extract.dates.find import TimeExpression
from uproar.extract.figures.figure import Figure

_PAIR: Final = re.compile(
    rf"\b(?P<verb>(?:more than |over |nearly |almost |about |roughly )?(?:{alternatives([*MULTIPLY, *RISE, *FALL])}|up|down|went up"
    rf"|went down)"
    r")\b(?P<between>[^.;]{0,60}?)\bfrom\s[^.;]{0,24}$",
    re.IGNORECASE,
)
_FROM_FIRST: Final = re.compile(
    r"(?:^|[.;:,]\s|\b(?:and|but)\s)\W*from\s(?:about\s|around\s|some\s|roughly\s|over\s|just\s)*$", re.IGNORECASE
)
_TO_SECOND: Final = re.compile(
    rf"[^.;]{{0,110}}?\b(?P<verb>{alternatives([*MULTIPLY, *RISE, *FALL])}|went up|went down)\b(?:\s(?:up|down|back|further"
    rf"|on)\b)?(?=\sto\b)[^.;]{{0,30}}",
    re.IGNORECASE,
)
_DOWNWARD: Final = re.compile(rf"(?:{alternatives([*FALL, 'halve'])}|(?:went )?down)$", re.IGNORECASE)
_NEUTRAL: Final = re.compile(r"^(?:moved|went)$", re.IGNORECASE)
_FACTORS: Final = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "halv": 0.5}
# Parts of a whole by their words.
PARTS: Final = {
    "half": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fifth": 1 / 5,
    "tenth": 1 / 10,
    "two thirds": 2 / 3,
    "three quarters": 3 / 4,
}
_BY_A_PART: Final = re.compile(
    r"\bby\s(?P<more>(?:more than|over|at least)\s)?(?:about\s|nearly\s|almost\s|roughly\s|some\s)?(?:an?\s|one\s)?"
    r"(?P<part>half|third|quarter|fifth|tenth|two[- ]thirds|three[- ]quarters)\b",
    re.IGNORECASE,
)
_TIMES: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
_FOLD: Final = re.compile(rf"\b(?:(?P<fold>{'|'.join(_TIMES)})-?fold|by a factor of (?P<times>{'|'.join(_TIMES)}))\b", re.IGNORECASE)
_AN_HOUR: Final = re.compile(
    r"\b(?:at|by|about|around|until|before|after|(?<!up )from|(?:half|quarter|ten|twenty|five) (?:past|to)|past)\s$", re.IGNORECASE
)  # "at nine"
_AN_HOUR_EACH: Final = re.compile(
    r"\s?(?:signatures?\s|names\s)?(?:an?|per|each|every|/)\s?(?:second|minute|hour|day|week)\b", re.IGNORECASE
)
COUNTED: Final = re.compile(r"\b(?:petition|signatures?|names|signers|count(?:er)?|tally|total)\b", re.IGNORECASE)


def numbers(context: Context, span: Span) -> list[Claim]:
    """Two figures of one count, joined by "from ... to ..."."""
    text, claims = context.narration, []
    figures = [
        figure
        for figure in context.figures_in(*span)
        if figure.unit not in ("percent", "USD", "GBP", "EUR", "hour", "day", "minute", "point")
        and not (figure.value <= 24 and figure.unit == "" and _AN_HOUR.search(text, max(span[0], figure.span[0] - 14), figure.span[0]))
    ]
    for first, second in pairwise(figures):
        lead = _PAIR.search(text, max(span[0], first.span[0] - 90), first.span[0])
        between = text[first.span[1] : second.span[0]]
        if lead is None and _FROM_FIRST.search(text, span[0], first.span[0]) and (turned := _TO_SECOND.fullmatch(between)) is not None:
            # "From 30,000 at seven the count climbed to 40,000": the verb between the numbers.
            lead = _TO_SECOND.search(text, first.span[1], second.span[0])
            between = between[turned.end("verb") :]
        if any(_AN_HOUR_EACH.match(text, figure.span[1]) for figure in (first, second)):
            continue  # "from 3,900 signatures an hour to 75": rates, and no counts
        if lead is None or not re.fullmatch(r"[^.;]{0,50}?\bto\s(?:[\w-]+\s){0,3}", between) or not COUNTED.search(text, *span):
            continue
        if not _of_signatures(text, span, lead, first, second):
            continue
        if first.unit and second.unit and not _same_noun(first.unit, second.unit):
            continue
        if not asserted(text, span, lead.span()) or text[first.span[0]] != context.text[first.span[0]]:
            continue
        claims.append(_pair(context, span, lead, first, second))
    return claims


def _of_signatures(text: str, span: Span, lead: re.Match[str], first: Figure, second: Figure) -> bool:
    """Whether what moved is a petition's count: by the nouns of the numbers, by what stands before the verb, or an "it"."""
    units = {figure.unit for figure in (first, second)} - {""}
    if units & SIGNATURE:
        return True
    if units - PERSON - {"mark", "line", "milestone"}:
        return False  # "the queue grew from 2,000 to 9,000 captains"
    before = text[span[0] : max(first.span[0], lead.start("verb"))]
    return bool(
        COUNTED.search(before)
        or re.search(r"\b(?:it|support|backing|number of those who)\b", before[: lead.start() - span[0]], re.IGNORECASE)
    )


def _same_noun(one: str, other: str) -> bool:
    return one == other or {one, other} <= {"signature", "name", "signer", "person", "signatory"}


_SLOWED: Final = re.compile(r"(?:slow|cool|taper|accelerat|sped|speed)", re.IGNORECASE)
_NEW: Final = re.compile(
    r"\b(?:new|additional|fresh|extra)\s(?:signatures|names|signers|signatories)\b|\s(?:new|additional|fresh|extra)\b", re.IGNORECASE
)


def _pair(context: Context, span: Span, lead: re.Match[str], first: Figure, second: Figure) -> Claim:
    verb = lead["verb"].lower()
    factor = next((times for stem, times in _FACTORS.items() if stem in verb), None)
    share = next((figure for figure in context.figures_in(lead.start(), second.span[1] + 20) if figure.unit == "percent"), None)
    times = [_time(context, span, first.span[1], second.span[0]), _time(context, span, second.span[1], span[1])]
    part = _BY_A_PART.search(context.narration, lead.start("verb"), first.span[0])
    fold = _FOLD.search(context.narration, lead.start("verb"), first.span[0])
    if fold is not None:
        factor = float(_TIMES[(fold["fold"] or fold["times"]).lower()])
    new = _SLOWED.match(verb) or all(
        _NEW.search(context.narration, *figure.span) or _NEW.match(context.narration, figure.span[1]) for figure in (first,)
    )
    attributes: dict[str, object] = {
        "gains": True if new else None,  # "slowed from 40,000 new signatures on Thursday to 2,000 on Friday": what came in, and no level
        "of": "counts", "from": (first.value, first.low, first.high, first.bound), "to": (second.value, second.low, second.high, second.bound),
        "relation": "moved" if _NEUTRAL.match(verb) else "fell" if _DOWNWARD.search(verb.lower()) else "rose", "factor": factor,
        "factor_bound": "over" if verb.startswith(("more", "over")) else "about" if " " in verb and factor else None,
        "percent": share.value if share else 100 * PARTS[part["part"].lower().replace("-", " ")] if part else None,
        "percent_bound": share.bound if share else "over" if part and part["more"] else "about" if part else None,
        "from_time": times[0], "to_time": times[1], "by": _difference(context, lead, first),
    }  # fmt: skip
    start, end = min(lead.start(), first.span[0]), second.span[1]
    if share is not None:
        start, end = min(start, share.span[0]), max(end, share.span[1])
    subject, marks = subject_of(context, span, first.span[0])
    attributes |= marks
    date = context.time_of(span, second.span[1])
    from_at, to_at, words = interval_of(date)
    if words.lower() == "overnight" and from_at is not None and to_at is not None:
        from_at, to_at = (
            from_at - timedelta(hours=6),
            to_at + timedelta(hours=4),
        )  # from some hour of the evening to some hour of the morning
    return Claim(
        ClaimKind.PETITION_RATE, context.text[start:end], (start, end), subject, second.value, second.low, second.high, "signatures", second.bound,
        from_at, to_at, words, MappingProxyType({key: value for key, value in attributes.items() if value is not None}),
    )  # fmt: skip


def _difference(context: Context, lead: re.Match[str], first: Figure) -> float | None:
    """The number that the count is said to have moved by, between the verb and its two ends: "jumped by 20,000, from 20,000 to 30,000"."""
    moved = [each for each in context.figures_in(lead.start("verb"), first.span[0]) if each.bound == "exact" and each.unit != "percent"]
    return moved[0].value if len(moved) == 1 and _BY.search(context.narration, lead.start("verb"), moved[0].span[0]) else None


_BY: Final = re.compile(r"\bby\s(?:\w+\s)?$", re.IGNORECASE)


# What stands between a number and the time that it stood at: " at half past seven " of "this morning".
_ONLY_A_CLOCK: Final = re.compile(
    r"\s(?:signatures\s|names\s|people\s)?(?:at|by|around|about|in|on|shortly|just|early|late|before|after)?\s?(?:[\w’'.:-]+\s){0,5}",
    re.IGNORECASE,
)


def _time(context: Context, span: Span, start: int, end: int) -> tuple[object, object] | None:
    """When one of the two numbers is said to have stood, where a time follows it."""
    found: TimeExpression | None = next((date for date in context.dates_in(max(span[0], start), end) if date.from_at is not None), None)
    if found is None or found.role == "since":
        return None
    if found.span[0] - start > 12 and not _ONLY_A_CLOCK.fullmatch(context.narration, start, found.span[0]):
        return None
    return found.from_at, found.to_at
