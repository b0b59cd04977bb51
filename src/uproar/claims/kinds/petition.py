"""Find what a text says of a petition: how many signed, and its goal."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, asserted, clause_end, clause_start, interval_of, part_of, supposed
from uproar.claims.grammar.clauses import tokens_of
from uproar.claims.grammar.reading import is_verb, read
from uproar.claims.grammar.words import PASTS
from uproar.claims.kinds.apart import part_of_whole
from uproar.claims.kinds.counted import bound_of, is_count
from uproar.claims.kinds.goal import goal_beside, goal_claim, goal_stands, is_goal_word, way_to_goal
from uproar.claims.kinds.nobody import find_none
from uproar.claims.kinds.periods import period_of
from uproar.claims.kinds.which import PETITION, SIGNATURE, site_in, site_of, subject_of
from uproar.extract import numerals
from uproar.extract.dates.find import TimeExpression
from uproar.extract.figures.figure import Figure

# "It was not until Friday that it crossed the 50,000 line": it had not before.
_FIRST_THEN: Final = re.compile(
    r"\b(?:not until|only (?:on|in|at|late on|early on|by)|took [^.;,]{2,40}? until)\s(?:the\s)?(?:late\s|early\s)?(?:on\s)?$",
    re.IGNORECASE,
)
_IT_WAS: Final = re.compile(r"\bit (?:was|would be|took until)\s(?:already\s|not before\s)?(?:late\s|early\s)?(?:on\s)?$", re.IGNORECASE)


def _only_then(text: str, span: Span, date: Span) -> bool:
    """Whether a number is said not to have been there before a time: "not until Friday", "it was Friday before it passed 40,000"."""
    if _FIRST_THEN.search(text, span[0], date[0]):
        return True
    return (
        _IT_WAS.search(text, span[0], date[0]) is not None and re.match(r",?\s(?:before|until)\b", text[date[1] : date[1] + 8]) is not None
    )


_PASSED: Final = re.compile(
    r"\b(?:cross|pass|surpass|reach|top|hit|exceed|clear|break|broke|breach|attain|get to|got to|went past|sailed past)(?:ed|es|s"
    r"|ing)?\b",
    re.IGNORECASE,
)
_COLLECTED: Final = re.compile(r"\b(?:collect|gather|sign)(?:s|ed|ing)?\s(?:names|signatures)\b", re.IGNORECASE)
_SIGNATURES: Final = re.compile(r"\b(?:signatures?|signed|signator(?:y|ies)|signers?)\b", re.IGNORECASE)


def find(context: Context) -> list[Claim]:
    """Counts and goals of petitions; a count that names its goal carries it, and the goal is a claim of its own."""
    if not (PETITION.search(context.narration) or _SIGNATURES.search(context.narration) or site_in(context, context.narration)):
        return []
    claims: list[Claim] = []
    for span in context.spans:
        figures = context.figures_in(*span)
        for figure in figures:
            if context.narration[figure.span[0]] != context.text[figure.span[0]]:
                continue  # said by a speaker, not by the text
            if is_goal_word(context, figure):
                before = context.narration[max(0, span[0] - 400) : span[1]]
                of_petition = PETITION.search(context.narration, *span) or (
                    figure.unit in SIGNATURE
                    and (PETITION.search(before) or _COLLECTED.search(context.narration, *span) or site_in(context, before))
                )
                if not supposed(context.narration, span, figure.span[0]) and (
                    any(figure.span == other.goal_span for other in figures) or of_petition
                ):
                    claims.append(goal_claim(context, span, figure))
            elif (first := _said_before(context, span, figure) or _bounded_before(context, span, figure)) is not None:
                claims = [claim for claim in claims if not (claim.span[0] < first.span[1] and first.span[0] < claim.span[1])]
                whole = replace(first, span=(first.span[0], _end_of_both(context, figure)))
                if is_count(context, span, first) or is_count(context, span, whole):
                    claims.append(_count(context, span, first, again=figure))
            elif is_count(context, span, figure):
                claims.append(_count(context, span, figure))
        claims += find_none(context, span)
        numbered = [match for pattern in (_NTH, _WORDED_NTH) for match in pattern.finditer(context.narration, *span)]
        claims += [
            _nth(context, span, match) for match in numbered if asserted(context.narration, span, _told_at(context.narration, span, match))
        ]
    counted = [claim for claim in claims if claim.kind is ClaimKind.PETITION_COUNT]
    return [claim for claim in claims if claim.kind is not ClaimKind.PETITION_GOAL or goal_stands(claim, counted)]


# One count given twice: "over 62,000 signatures, or 59,850 to be precise".
_AGAIN: Final = re.compile(r"\s?[,(–—-]+\s?(?:or|that is|i\.e\.|namely|in fact|and|make that)?,?\s?", re.IGNORECASE)
_PRECISELY: Final = re.compile(
    r",?\s(?:to be (?:more )?(?:exact|precise)|exactly|precisely"
    r"|(?:at|by|on) (?:the )?(?:last|latest|most recent) (?:count|look|reading|check)"
    r"|if (?:you|one) count(?:s)? (?:them )?(?:exactly)?|by exact count|all told)\b\)?[\s,–—-]*",
    re.IGNORECASE,
)
_AT_LAST: Final = re.compile(r",?\s(?:at|by|on) (?:the )?(?:last|latest|most recent)\b", re.IGNORECASE)
_OF_PART: Final = re.compile(
    r",?\s(?:at|by|on) (?:the )?(?:last|latest|most recent) \w+,? (?:from|in|of|among|outside|who|aged|living|based)\b", re.IGNORECASE
)
_PRECISELY_BEFORE: Final = re.compile(r"\b(?:exactly|precisely|to be (?:exact|precise),?)\s$", re.IGNORECASE)


def _said_before(context: Context, span: Span, figure: Figure) -> Figure | None:
    """The figure right before this one, where this one says the same count more precisely."""
    text = context.narration
    before = [each for each in context.figures_in(span[0], figure.span[0]) if figure.span[0] - each.span[1] <= 30]
    if not before or before[-1].value < 1 or figure.unit in ("percent", "year", "day", "hour"):
        return None
    if not (_PRECISELY.match(text, figure.span[1]) or _PRECISELY_BEFORE.search(text[max(0, figure.span[0] - 20) : figure.span[0]])):
        return None
    if _AT_LAST.match(text, figure.span[1]) and not (
        _OF_PART.match(text, figure.span[1]) is None and 0.5 < figure.value / before[-1].value < 2
    ):
        return None  # "63,000 people, 200 at the last count from Norway"
    between = _PRECISELY_BEFORE.sub("", text[before[-1].span[1] : figure.span[0]])
    between = between.removeprefix(" people").removeprefix(" signatures").removeprefix(" names")
    return before[-1] if _AGAIN.fullmatch(between) else None


_BESIDE: Final = re.compile(r"(?:\s(?:signatures|names|people|signers))?,\s(?:and\s)?(?:\w+ly\s|well\s|far\s|still\s)?", re.IGNORECASE)


def _bounded_before(context: Context, span: Span, figure: Figure) -> Figure | None:
    """The figure right before this one, where this one bounds the same count and shuts it out: "62,600 signatures, comfortably fewer than 50,000"."""
    before = [each for each in context.figures_in(span[0], figure.span[0]) if figure.span[0] - each.span[1] <= 30]
    if not before or figure.bound not in _BOUNDS or before[-1].bound not in ("exact", "about") or before[-1].value < 1:
        return None
    first = before[-1]
    if figure.unit not in ("", first.unit) or not _BESIDE.fullmatch(context.narration, first.span[1], figure.span[0]):
        return None
    wrong = first.value > figure.value if _BOUNDS[figure.bound] == "under" else first.value < figure.value
    return first if wrong else None


_BOUNDS: Final = {"under": "under", "up_to": "under", "over": "over", "at_least": "over"}


def _end_of_both(context: Context, figure: Figure) -> int:
    """Where a figure that restates another ends, with its "to be precise" and its comma."""
    tail = _PRECISELY.match(context.narration, figure.span[1])
    end = tail.end() if tail else figure.span[1]
    return end - 1 if context.narration[end - 1 : end] == " " else end


# "10,000 people from Germany", "10,000 signatures from Germany alone": of those who signed, a part.
_PART_OF_THEM: Final = re.compile(
    r"[^.;,]{0,30}?\s(?:(?:from|in|outside|across|living in|based in) (?:the )?(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue"
    r"|Wed|Thu|Fri|Sat|Sun)[A-Z]\w+|aged|under the age|over the age"
    r"|alone\b|(?:who|that) (?:own|live|work|paid|bought))"
)
_NEARING: Final = re.compile(
    r"\b(?:near(?:s|ed|ing)|approach(?:es|ed|ing)|clos(?:es|ed|ing) in on|on the verge of|inch(?:es|ed|ing) towards?)\s(?:the\s)?$"
    r"|\b(?:almost|nearly|virtually|all but|just about) (?:reached|hit|passed|crossed|touched|attained|topped|got to)\s(?:the\s)?$",
    re.IGNORECASE,
)
_BARELY: Final = re.compile(r"\b(?:barely|hardly|scarcely|a mere|a paltry|a measly)\s$", re.IGNORECASE)
_PRESENT: Final = re.compile(r"\b(?:has|have|is|are|stands|sits|now|currently|holds|carries|counts|shows)\b", re.IGNORECASE)
_NTH: Final = re.compile(
    r"\b(?:(?:add|gain|reach|collect|gather|get|pass|garnered|collected|added|received|got|gained|reached|passed|welcomed|drew"
    r"|recorded|saw|counted|attracted|gathered|logged)\s(?:its"
    r"|the|a)\s(?P<number2>\d{1,3}(?:,\d{3})+|\d+)"
    r"(?:st|nd|rd|th)\s(?:signature|signer|signatory|name|supporter)\b|(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\s(?:signature"
    r"|name|signer|signatory|supporter|backer|captain|player|person (?=to sign"
    r"|signed))\s?(?:\w+\s){0,3}?(?:came in|was added|were added|arrived|was collected|had been|was given|signed|to sign|dropped in)\b)",
    re.IGNORECASE,
)


_WORDED_NTH: Final = re.compile(
    rf"\b(?P<words>(?:{'|'.join(sorted((word for word in numerals.SMALL if len(word) > 2), key=len, reverse=True))})(?:[ -][a-z]+){{0,4}}?["
    rf" -](?:hundred|thousand|million))th"
    r"\s(?:signature|signer|signatory|name|supporter|backer|captain|player|person)\b",
    re.IGNORECASE,
)


def _told_at(text: str, span: Span, match: re.Match[str]) -> Span:
    """Where it must be asserted that a number came in: at "took" in "it took the petition until Friday to add its 63,000th name"."""
    took = _TOOK.search(text, span[0], match.start())
    return match.span() if took is None else took.span()


_TOOK: Final = re.compile(r"\btook\b(?=[^.;]*\bto\s$)", re.IGNORECASE)


def _nth(context: Context, span: Span, match: re.Match[str]) -> Claim:
    """One by its number: "the 60,000th signature came in on Thursday evening": the counter stood there then."""
    worded = match.re is _WORDED_NTH
    value = numerals.parse_words(match["words"].lower()) if worded else float((match["number"] or match["number2"]).replace(",", ""))
    date = context.time_of(span, match.start())
    from_at, to_at, words = interval_of(date)
    subject, marks = subject_of(context, span, match.start())
    period = period_of(context, span, match.span()) if date is None else None
    if period is not None and period.anchor == "launch" and period.length:
        marks |= {key: each for key, each in period.attributes().items() if each is not None}
    return Claim(
        ClaimKind.PETITION_COUNT, context.text[slice(*match.span())], match.span(), subject, value, value, value, "signatures", "exact", from_at, to_at, words,
        MappingProxyType(marks | ({"first": True} if date is not None and _only_then(context.narration, span, date.span) else {})),
    )  # fmt: skip


# Verbs that, in these forms, tell where a counter stands while they are written.
_STANDS: Final = frozenset("is are ’s 's stands stand sits sit has holds counts shows reads says hovers rests remains lies".split())  # noqa: SIM905 -- reads better as words


def _as_of_now(context: Context, span: Span, figure: Figure, date: TimeExpression) -> bool:
    """Whether a level is told in the present while the time stands in another clause, or before a colon with words of its own.

    "Overnight in one line: the petition is sitting at 36k" is as of the article; "Thursday, 9 pm: it stands at 60,000" and "on Thursday, it stands at
    60,000" are of that time.
    """
    text, reading = context.narration, read(context, span, figure.span)
    if date.role == "as_of" or reading is None or reading.verb is None or date.span[0] >= figure.span[0]:
        return False
    tokens = reading.clause.tokens
    verb = reading.verb - 1 if tokens[reading.verb].word.endswith("ing") else reading.verb
    if verb < 0 or tokens[verb].word not in _STANDS:
        return False
    part = part_of(text, span, date.span[0])
    if not part[0] <= figure.span[0] < part[1]:
        others = re.findall(r"[^\W\d]{3,}", text[part[0] : date.span[0]] + " " + text[date.span[1] : part[1]])
        return len(others) > 1
    clause = clause_start(text, span[0], date.span[0]), clause_end(text, date.span[1], span[1])
    inside = tokens_of(context, clause) if clause[1] <= figure.span[0] else []
    return any(is_verb(inside, place) or token.word in PASTS for place, token in enumerate(inside))


def _in_digits(figure: Figure) -> float | None:
    """The digits in brackets behind a number in words, where they are another number."""
    found = re.search(r"\((\d[\d,]*)\)", figure.text)
    value = float(found[1].replace(",", "")) if found is not None else None
    return None if value is None or value == figure.value else value


def _count(context: Context, span: Span, figure: Figure, *, again: Figure | None = None) -> Claim:
    own = context.time_of(span, figure.span[0])
    clause = clause_start(context.narration, span[0], figure.span[0]), clause_end(context.narration, figure.span[1], span[1])
    # A time of its own clause comes before an "as of" elsewhere in the sentence.
    date = own if own is not None and clause[0] <= own.span[0] < clause[1] else figure.as_of or own
    if date is not None and _as_of_now(context, span, figure, date):
        date = None
    from_at, to_at, words = interval_of(date)
    now = date is not None and date.reason == "the publication"
    if now:
        from_at = None  # "so far", "at the time of writing": at some hour before it was printed
    beside = goal_beside(context, span, figure, before=False)
    attributes: dict[str, object] = {
        "goal": figure.goal if beside is None else beside.value,
        "goal_span": figure.goal_span if beside is None else beside.span,
        "way": way_to_goal(context, span),
        "exactly": True
        if re.search(r"\b(?:exactly|precisely)\s$", context.narration[max(0, figure.span[0] - 12) : figure.span[0]])
        else None,
        "intended": figure.intended,
        "restated": again.value if again is not None else _in_digits(figure),
        "present": True
        if now
        or (
            date is None
            and _PRESENT.search(context.narration[clause_start(context.narration, span[0], figure.span[0]) : figure.span[1] + 40])
        )
        else None,
        "mishap": figure.reason or None,
        "platform": site_of(context, span),
        "time_role": date.role if date else None,
        "by": True
        if date
        and re.search(r"\bby\s(?:[\w’' ]{0,24}\s)?$", context.narration[max(span[0], date.span[0] - 28) : date.span[0]], re.IGNORECASE)
        else None,
        "first": True if date and _only_then(context.narration, span, date.span) and _PASSED.search(context.narration, *span) else None,
        "time_reason": date.reason if date else None,
    }
    if _PART_OF_THEM.match(context.narration, figure.span[1]) or re.search(r"\s[A-Z]\w+s$", context.text[slice(*figure.span)]):
        attributes["doubt"] = "part"
    if part_of_whole(context.narration, span, figure):
        attributes["doubt"] = "time"
    subject, marks = subject_of(context, span, figure.span[0])
    attributes |= marks
    if (
        date is None
        and (period := period_of(context, span, figure.span)) is not None
        and period.anchor in ("launch", "release")
        and period.length
    ):
        attributes |= period.attributes()
    start, end = figure.span
    goal_span = figure.goal_span if beside is None else beside.span
    if goal_span is not None:
        end = max(end, goal_span[1])
        start = min(start, goal_span[0])
    if again is not None:
        end = max(end, _end_of_both(context, again))
        end = len(context.text[:end].rstrip(" ,–—-)"))
    bound, low, high = figure.bound, figure.low, figure.high
    if re.match(r"as many as\b", figure.text, re.IGNORECASE):
        # "As many as 62,000" is that number, in astonishment; it is no promise that not one more had signed.
        step = 10 ** (len(digits := f"{figure.value:.0f}") - len(digits.rstrip("0")))
        bound, low, high = "exact", figure.value - min(step, 0.1 * figure.value) / 2, figure.value + min(step, 0.1 * figure.value) / 2
    if bound == "exact" and _NEARING.search(context.narration[max(span[0], figure.span[0] - 30) : figure.span[0]]):
        bound, low, high = "nearly", 0.9 * figure.value, figure.value
    if bound == "exact" and _BARELY.search(context.narration[max(span[0], figure.span[0] - 16) : figure.span[0]]):
        bound, low, high = "up_to", None, figure.value
    if denied := bound_of(context, span, figure):
        attributes["denied"] = True
        bound, low, high = denied, 0.9 * figure.value if denied == "nearly" else None, figure.value
        if date is not None and re.search(
            r"\buntil\s(?:the\s)?(?:late\s|early\s)?(?:on\s)?$", context.narration[max(span[0], date.span[0] - 20) : date.span[0]]
        ):
            # "Did not reach 60,000 until Thursday evening": it did then.
            attributes["first"], bound, low = True, "exact", figure.value
            from_at, to_at = date.from_at, date.to_at
    return Claim(
        ClaimKind.PETITION_COUNT,
        context.text[start:end],
        (start, end),
        subject,
        figure.value,
        low,
        high,
        "signatures",
        bound,
        from_at,
        to_at,
        words,
        MappingProxyType({key: value for key, value in attributes.items() if value is not None}),
    )
