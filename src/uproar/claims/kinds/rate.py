"""Find what a text says of a petition's growth: how many came in over which time, how many an hour, how many times as many."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, asserted, clause_start
from uproar.claims.grammar.reading import Reading, perfect, read, reads
from uproar.claims.grammar.words import ADD, COME, FALL, GATHER, REACH, REMOVE, RISE, STAND, alternatives
from uproar.claims.kinds.counted import an_hour
from uproar.claims.kinds.goal import is_goal
from uproar.claims.kinds.pairs import PARTS
from uproar.claims.kinds.periods import Period, lately, period_of
from uproar.claims.kinds.which import PETITION, PLEA, plea_of, site_of, subject_of
from uproar.extract.figures.figure import Figure

_SIGNATURE: Final = frozenset({"signature", "signatory", "signer", "name", "signature so far", "entry"})
_PERSON: Final = frozenset({"person", "fan", "user", "player", "supporter", "gamer", "customer", "viewer", "reader", "other"})
_PER: Final = re.compile(
    r"\s?(?:signatures?\s|names\s|people\s|new\s)*(?:an?|per|each|every|/)\s?(?P<unit>minute|hour|day|week)\b(?!\s(?:later|earlier|after"
    r"|before|ago|or two|or so later))",
    re.IGNORECASE,
)
_SECONDS: Final = {"minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
_RISEN: Final = alternatives([*RISE, "go+up", "shoot+up", "tick+up"])
# "Rose by 5,000", "an increase of 5,000": right before the number.
_ROSE_BY: Final = re.compile(
    rf"\b(?:{_RISEN}|(?<!picked )(?<!racked )(?<!pulled )(?<!signed )up)"
    r"\s(?:by\s|at (?:a rate of\s)?)?(?:an? (?:extra|additional|further)\s)?(?:(?!(?:from|to|past|above|beyond|through|across|over"
    r"|towards"
    r"|for|has|had|have|was|is|were|are)\b)\w+\s){0,2}$"
    r"|\b(?:increase|rise|jump|growth|gain|surge|addition|influx|inflow|plus)s? of\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_FELL_BY: Final = re.compile(
    rf"\b(?:{alternatives([*FALL, *REMOVE])}|down)\s(?:by\s)?(?:(?!to\b|from\b|below\b)\w+\s){{0,2}}$|\b(?:loss|removal|drop|fall"
    rf"|decrease"
    rf"|decline) of\s(?:\w+\s){{0,2}}$",
    re.IGNORECASE,
)
_CAME: Final = re.compile(
    r"(?:\s(?:[\w’'-]+\s){0,2}?|^)(?:(?:had|have|has|were|was|are)\s(?:been\s)?)?(?:\w+ly\s)?"
    rf"(?:{alternatives([*COME, *GATHER, *ADD, 'sign', 'add'])}|put their names)\b",
    re.IGNORECASE,
)
_GONE: Final = re.compile(
    rf"\s(?:[\w’'-]+\s){{0,2}}?(?:(?:had been|have been|has been|were|was)\s(?:\w+ly\s)?(?:{alternatives(REMOVE)})|(?:(?:have|had"
    rf"|has)\s)?(?:disappeared|vanished|went missing"
    r"|gone missing|fell away|dropped (?:out|off)))\b",
    re.IGNORECASE,
)
_LEVEL: Final = re.compile(rf"\s(?:{alternatives([verb for verb in (*REACH, *STAND) if verb != 'clear'])})\s", re.IGNORECASE)
_ANY: Final = re.compile(r"")
# "Friday brought it 1,700 new signatures", "the petition saw 500 names come in".
_BROUGHT: Final = re.compile(r"\b(?:saw|seen|sees|brought|delivered|yielded|fetched|won|got)\s[^.;:]{0,30}$", re.IGNORECASE)
_FOLDS: Final = {
    "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "twenty": 20.0, "hundred": 100.0,
}  # fmt: skip
_GREW: Final = rf"(?:{alternatives(RISE)}|multiplied|multiplying|(?:went |gone )?up)"
_TIMES: Final = (
    (2.0, r"doubl(?:ed|ing)"), (3.0, r"(?:tripl|trebl)(?:ed|ing)"), (4.0, r"quadrupl(?:ed|ing)"), (0.5, r"halv(?:ed|ing)"), (5.0, r"quintupl(?:ed|ing)"),
    *((times, rf"{_GREW} (?:(?:more than|over|nearly|almost|about|roughly|by|some) )*(?:{word}-?fold|a factor of {word}|{word} times)")
      for word, times in _FOLDS.items()),
)  # fmt: skip
_MULTIPLE: Final = re.compile(
    r"doubl|tripl|trebl|quadrupl|quintupl|halv|fold\b|factor|times\b", re.IGNORECASE
)  # one cheap scan before a long pattern
_FACTOR: Final = re.compile(
    r"\b(?:(?P<lead>more than|over|nearly|almost|about|roughly|at least|well over|just about)\s)?(?:"
    + "|".join(f"(?P<t{place}>{words})" for place, (_, words) in enumerate(_TIMES))
    + r")\b(?!\s(?:down|its|their|the)\s(?!size|number|count|total|tally|signature|support))",
    re.IGNORECASE,
)
_PART_UP: Final = re.compile(
    rf"\b(?:{_RISEN})\sby\s(?:(?P<lead>more than|over|nearly|almost|about|roughly|at least|well over|just about|some)\s)?(?:an?\s"
    rf"|one\s)?(?P<part>{'|'.join(PARTS)})\b"
    r"(?!\s(?:a|of a)\s(?:million|thousand))",
    re.IGNORECASE,
)
_LEADS: Final = {"more than": "over", "over": "over", "well over": "over", "nearly": "nearly", "almost": "nearly", "at least": "at_least"}
_SHARE_UP: Final = re.compile(rf"\b(?:{_RISEN}|up)\s(?:by\s)?(?:\w+\s){{0,2}}$", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\b(?:petition|signatures?|signatories|signers|names|count(?:er)?|tally|total)\b", re.IGNORECASE)
_STILL_OPEN: Final = re.compile(r"\s(?:would|could|might|may|will|should|is|are) (?:be |have |enough|needed)", re.IGNORECASE)
_PEAK: Final = re.compile(
    r"\b(?:at (?:its|the|one) (?:peak|point|height|busiest)|peak(?:ed|ing)?|at times|busiest|up to|as many as|at its fastest)\b",
    re.IGNORECASE,
)
_NOT_IT: Final = re.compile(
    r"(?:%|\bper cent|percent|\bin ten|\b(?:half|third|quarter|most|all|some|bulk|majority|share)|\d) of (?:the|its|their"
    r"|[\w’'-]+[’']s?) (?:[\w’'-]+ )?$|\b(?:invalid|duplicate|fraudulent|fake|bought|sold|needed|short of|shy of|another petition"
    r"|first)\b[^.;]{0,20}$",
    re.IGNORECASE,
)


def find(context: Context) -> list[Claim]:
    """Increments over a time that the sentence gives, rates, and multiples; one for each number."""
    text = context.narration
    if not _COUNTED.search(text):
        return []
    claims: list[Claim] = []
    for span in context.spans:
        if span[1] - span[0] > 3_000 or not _of_petition(context, span) or _of_another_drive(context, span):
            continue
        for figure in context.figures_in(*span):
            if text[figure.span[0]] == context.text[figure.span[0]]:
                claims += _from_figure(context, span, figure)
        for match in _FACTOR.finditer(text, *span) if _MULTIPLE.search(text, *span) else ():
            if (
                asserted(text, span, match.span())
                and _subject_counts(context, span, match.start())
                and not re.search(r"\bfrom\s+\d", text[match.end() : match.end() + 12])
            ):
                claims.append(_multiple(context, span, match))
        for match in _PART_UP.finditer(text, *span) if " by " in text[slice(*span)] else ():
            if asserted(text, span, match.span()) and _subject_counts(context, span, match.start()):
                claims.append(_part_more(context, span, match))
    return claims


def _of_petition(context: Context, span: Span) -> bool:
    """Whether a sentence can go on about a petition: it names one or its count, or "it" after a sentence that did."""
    text = context.narration
    if _COUNTED.search(text, *span):
        return True
    before = text[max(0, span[0] - 400) : span[0]]
    return bool(PETITION.search(before) and re.search(r"\b(?:it|signed|signing)\b", text[span[0] : span[1]], re.IGNORECASE))


_THE_COUNT: Final = re.compile(
    r"\b(?:the|its)\s(?:number of (?:signatures|signers|names)|count\w*|tally|total|signatures?)\b", re.IGNORECASE
)


def _of_another_drive(context: Context, span: Span) -> bool:
    """Whether signatures are those of a campaign that nothing ties to the case ("the lifeboat campaign has collected 12,000 signatures")."""
    if PETITION.search(context.narration) is not None or PLEA.search(context.narration, *span) is None:
        return False
    return plea_of(context, span, span[1]) is None


def _subject_counts(context: Context, span: Span, verb: int) -> bool:
    """Whether what grew is a petition or its count: it stands in the verb's own clause, or is an "it" after a sentence that names one."""
    text = context.narration
    clause = text[clause_start(text, span[0], verb) : verb]
    if subject := list(_COUNTED.finditer(clause)):
        # "The petition's organiser doubled ...": what belongs to it is not it.
        return not re.match(
            r"[’']s?\s(?!(?:\w+\s)?(?:count|tally|total|number|signatures?|size|support)\b)", clause[subject[-1].end() :], re.IGNORECASE
        )
    before = text[max(0, span[0] - 300) : span[0]]
    return bool(re.match(r"\W*(?:[\w’]+\s){0,3}?it(?:\s\w+){0,3}\s*$", clause, re.IGNORECASE) and PETITION.search(before))


_OF_TIME: Final = re.compile(r"\d\s?-?(?:hours?|minutes?|days?|weeks?|seconds?|times?|shifts?)\b", re.IGNORECASE)


def _from_figure(context: Context, span: Span, figure: Figure) -> list[Claim]:
    text = context.narration
    start, end = figure.span
    before = text[max(span[0], start - 70) : start]
    counted = figure.unit in _SIGNATURE or "signature" in figure.text.lower() or _COUNTED.match(text, end + 1)
    if (
        (figure.value < 1 and figure.unit != "share")
        or _NOT_IT.search(before)
        or is_goal(context, span, figure)
        or an_hour(text, span, figure)
    ):
        return []
    per = _PER.match(text, end) or _PER.search(figure.text)
    if per is not None and figure.unit not in ("percent", "USD", "GBP", "EUR", "hour", "day") and not _OF_TIME.search(figure.text):
        follows = per.string is text
        told = counted or figure.unit in _PERSON or _ROSE_BY.search(before) or (figure.unit == "" and _of_petition(context, span))
        stop = per.end() if follows else end
        if told and asserted(text, span, (start, start)) and not _STILL_OPEN.match(text, max(end, stop)):
            return [_claim(context, span, (start, stop), figure, "rate", per=_SECONDS[per["unit"].lower()])]
        return []
    if figure.unit in ("percent", "share"):
        rise = _SHARE_UP.search(before)
        if rise is None or not _subject_counts(context, span, start - len(rise[0])):
            return []
        if not asserted(text, span, (start, start)) or re.match(r"\s(?:of|from)\b", text[end : end + 6]):
            return []
        return [_claim(context, span, (start, end), figure, "growth")]
    if not (counted or figure.unit in _PERSON or figure.unit == ""):
        return []
    reading = read(context, span, figure.span)
    lost = _FELL_BY.search(before) or (_GONE.match(text, end) if counted else None)
    came = _CAME.match(text, end) if counted or figure.unit in _PERSON else None
    if came is not None and re.search(r"\b(?:would|could|should|might|may|must|will|can|to|not)\b|n[’']t\b", came[0], re.IGNORECASE):
        came = None  # "80,000 people would sign"
    rise = _ROSE_BY.search(before)
    if rise is not None and _LEVEL.search(rise[0]):
        rise = None  # "solo sailing exceeds 63,000": the other verb governs the number, and tells a level
    person = figure.unit in _PERSON
    taken = (counted or person) and reads(reading, {"gather", "add"}, "", "in", "on", "up") and _theirs(reading)
    taken = taken or ((counted or person) and _BROUGHT.search(before) is not None)
    if reading is not None and reading.subject == "gain" and reads(reading, {"stand", "rise", "fall"}, "", "to", "at"):
        rise = rise or _ANY.match(text, start)  # "the net gain was under 500"
    if (rise or lost) and not counted and not _subject_counts(context, span, start):
        return []
    if rise is not None and rise.re is not _ANY and not re.search(r"\bby\s(?:\w+\s){0,2}$|\bof\s(?:\w+\s){0,2}$", rise[0]) and not counted:
        rise = None
    if not (lost or came or rise or taken) or not asserted(text, span, (start, start)):
        return []
    if (
        rise is None
        and figure.unit in _PERSON
        and not (re.search(r"\bsign", text[span[0] : span[1]], re.IGNORECASE) or PETITION.search(text))
    ):
        return []
    period = period_of(context, span, figure.span)
    if period is None and not (rise or lost):
        return []  # "gathered 5,000 signatures" without a time is where the counter stands
    done = (
        perfect(reading)
        or re.search(r"\b(?:had|have|has)\b[^.;,]{0,24}$", before)
        or re.match(r"[^.;,]{0,20}?\b(?:had|have|has)\b", text[end : end + 30])
    )
    added = reading is not None and "add" in reading.kinds and "gather" not in reading.kinds  # "had gained 5,000 on Thursday" came in on it
    if (
        period is not None
        and done
        and not added
        and not period.anchor
        and period.start is None
        and not lately(text, span)
        and not re.search(r"\balone\b", text[end : end + 60])
    ):
        period = replace(period, by_then=True)
    if period is not None and done and not (rise or lost) and (_as_of(context, span) or (period.anchor == "launch" and period.length)):
        return []  # "by nine, within an hour of its launch, 1,000 had signed" is where the counter stood at nine
    if period is not None and period.by_then and not (rise or lost):
        return []  # "had collected 5,000 by Thursday" too
    if _STILL_OPEN.match(text, end):
        return []
    return [_claim(context, span, (start, end), figure, "loss" if lost else "gain")]


def _theirs(reading: Reading | None) -> bool:
    """Whether what took signatures in is a petition, its count or its site, as far as the clause tells."""
    return reading is not None and reading.subject not in ("other", "people")


def _as_of(context: Context, span: Span) -> bool:
    """Whether a sentence gives the moment by which something had come about."""
    return any(
        date.from_at is not None
        and (
            date.role == "as_of"
            or re.search(r"\bby\s(?:[\w’']+\s){0,4}$", context.narration[max(span[0], date.span[0] - 30) : date.span[0]], re.IGNORECASE)
        )
        for date in context.dates_in(*span)
    )


def _claim(context: Context, span: Span, at: Span, figure: Figure, measure: str, *, per: int | None = None) -> Claim:
    text = context.narration
    value, low, high = figure.value, figure.low, figure.high
    if measure == "growth":
        whole = 1.0 if figure.unit == "share" else 100.0
        value, low, high = 1 + value / whole, None if low is None else 1 + low / whole, None if high is None else 1 + high / whole
    attributes: dict[str, object] = {"measure": measure, "per": per}
    if measure == "rate" and (_PEAK.search(text, span[0], at[1]) or figure.bound == "up_to"):
        attributes["peak"] = True
    return _built(context, span, at, (value, low, high, figure.bound), attributes)


def _multiple(context: Context, span: Span, match: re.Match[str]) -> Claim:
    factor = next(_TIMES[place][0] for place in range(len(_TIMES)) if match[f"t{place}"])
    bound = _LEADS.get((match["lead"] or "").lower(), "about" if match["lead"] else "exact")
    return _built(context, span, match.span(), (factor, None, None, bound), {"measure": "growth", "per": None})


def _part_more(context: Context, span: Span, match: re.Match[str]) -> Claim:
    """Growth by a part of what was there: "grew by more than a third"."""
    factor = 1 + PARTS[match["part"].lower().replace("-", " ")]
    bound = _LEADS.get((match["lead"] or "").lower(), "about" if match["lead"] else "exact")
    return _built(context, span, match.span(), (factor, factor, factor, bound), {"measure": "growth", "per": None})


def _built(
    context: Context, span: Span, at: Span, number: tuple[float | None, float | None, float | None, str], attributes: dict[str, object]
) -> Claim:
    period = period_of(context, span, at) or Period()
    subject, marks = subject_of(context, span, at[0])
    attributes |= marks | {"platform": site_of(context, span)} | period.attributes()
    if (
        PETITION.search(context.narration) is None
        and not plea_of(context, span, span[1])
        and not _THE_COUNT.search(context.narration, *span)
    ):
        attributes["indefinite"] = True  # signatures of whatever was signed
    start, end = at
    if period.span is not None and abs(period.span[0] - end) <= 60:
        start, end = min(start, period.span[0]), max(end, period.span[1])
    value, low, high, bound = number
    return Claim(
        ClaimKind.PETITION_RATE,
        context.text[start:end],
        (start, end),
        subject,
        value,
        low,
        high,
        "times" if attributes["measure"] == "growth" else "signatures",
        bound,
        period.from_at,
        period.to_at,
        period.words,
        MappingProxyType({key: value for key, value in attributes.items() if value is not None}),
    )
