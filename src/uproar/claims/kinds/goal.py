"""Find the goal of a petition, alone or beside its count ("60,000 of the 75,000 signatures it asks for")."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, asserted, interval_of
from uproar.claims.grammar.reading import Reading, read
from uproar.claims.grammar.words import FALL, GOALS, RISE, alternatives
from uproar.claims.kinds.which import PERSON, PETITION, SIGNATURE, site_of, subject_of
from uproar.extract.figures.figure import Figure

# "60,000 of the 75,000 signatures it asks for": the first is the count, the second the goal.
_OF_THOSE: Final = re.compile(r"\s(?:out\s)?of\s(?:(?:the|its|a|an|their|his|her)\s(?:\w+\s){0,2})?$|/$|\s?/\s?$", re.IGNORECASE)
_ASKED_FOR: Final = re.compile(
    r"[^.;,]{0,20}?\s(?:it|they|he|she|organisers|organizers|the petition|that are|are)?\s?(?:asks? for|asked for|needs?|needed|seeks?"
    r"|sought|wants?|aims? for|hopes? for|requires?|required|is after|called for)\b",
    re.IGNORECASE,
)
_WAY: Final = re.compile(
    r"\b(?:(?P<percent>\d{1,3})\s?(?:%|per cent|percent)|(?P<words>half ?way|half|a third|one third|two[- ]thirds|a quarter|one quarter"
    r"|three[- ]quarters|four[- ]fifths|three[- ]fifths|two[- ]fifths|a fifth))"
    r"\s(?:of (?:the way )?(?:to|towards?|its|the|that)|to(?:wards?)?)\s?(?:its|the|that)?\s?(?:goal|target)?",
    re.IGNORECASE,
)
_PARTS: Final = {
    "halfway": 0.5, "half way": 0.5, "half": 0.5, "a third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3, "a quarter": 0.25, "one quarter": 0.25,
    "three quarters": 0.75,
    "four fifths": 0.8, "three fifths": 0.6, "two fifths": 0.4, "a fifth": 0.2,
}  # fmt: skip
_WORDS_BETWEEN: Final = (
    r"(?:,?\s(?:of (?:the|this|that|its|his|her) (?:\w+ )?petition|for (?:the|this|that) petition|on (?:the|its) (?:\w+ )?page"
    r"|which|that|next|current|latest"
    r"|stated|displayed|shown|set|has|had|have|been|was|is|are|were|be|still|now|already|then|only|just|currently|meanwhile|by then|again"
    r"|since|(?:at )?(?:that|the) time"
    r"|raised|lifted|increased|moved|put|fixed|changed|bumped|stood|stands|stand|remains|remained|reads?|lay|lies|sits|sat|up"
    r"|themselves|himself|herself"
    r"|from [\d,.]+(?: signatures)?))*"
)
_GOAL_WORDS: Final = re.compile(
    r"\b(?:petition|it|they|which|that)\s(?:is |was |are )?(?:shooting for|going for|pushing for|after|aim(?:s|ed|ing) (?:for|at)"
    r"|asks? for"
    r"|asked for"
    r"|seeks|sought|seeking|wants|wanted)\s(?:\w+\s){0,2}$"
    # "The goal given on the page of the petition was ...", "the target, which the site lifts by itself, was raised to ..."
    r"|\b(?:goal|target)(?:\s(?:given|shown|displayed|printed|listed|stated|named|set|posted|published|advertised|quoted))?"
    r"(?:\s(?:on|at|of|for|by|under|beside|in|next to|above|below)\s(?:[\w’'-]+\s){0,3}?[\w’'-]+){0,4}(?:,\s(?:which|that"
    r"|whose)\s[^.;]{3,120}?,)?"
    r"\s(?:(?:was|is|were|has been|had been|has|had|now|then|still|already|again|automatically|just)\s){0,3}"
    r"(?:was|is|were|at|to|stood at|stands at|been)\s(?:set at\s)?(?:(?!from\b)\w+\s){0,2}$"
    rf"|\b(?:goal|target|aim|bar)s?{_WORDS_BETWEEN}\s(?:of|is|was|were|at|to|being|reads?|remains?|remained|showed)"
    r"(?:\s(?:set at|still|now|already|only|just|currently))*\s(?:(?!from\b)\w+\s){0,2}$",
    re.IGNORECASE,
)
_GOAL_AFTER: Final = re.compile(
    r"(?:[- ]+(?:signatures?|names|signers))?[- ]+(?:goal|target)(?!\w)"
    r"|(?:\s(?:signatures?|names))?\s(?:to (?:reach|meet|hit|attain)|for|as)\s(?:its|the|a)\s(?:\w+\s)?(?:goal|target)(?!\w)"
    r"|,\s(?:the|its|a)\s(?:petition[’']s\s)?(?:\w+\s)?(?:goal|target)(?!\w)",
    re.IGNORECASE,
)


# "Has reached its goal of 75,000 signatures" tells where the counter stands too.
_REACHED: Final = re.compile(
    r"\b(?:reach(?:ed|es)|hit|met|pass(?:ed|es)|surpass(?:ed|es)|exceed(?:ed|s)|beat(?:en)?|smashed|attained|overtaken"
    r"|topped)\s(?:its|the"
    r"|their|his|her|that|this)"
    r"\s(?:\w+\s)?(?:goal|target)\s(?:of|at)\s(?:\w+\s){0,2}$"
    r"|\b(?:reach(?:ed|es)|hit|met|(?:blown|flown|shot|sailed|swept|raced|gone) past|pass(?:ed|es)|surpass(?:ed|es)|exceed(?:ed|s)"
    r"|beat(?:en)?|smashed|topped|overtaken)\s(?:its|the|their)\s$",
    re.IGNORECASE,
)


_NOT_ITS: Final = re.compile(
    r"\b(?:which|that|who)\s[^,.;]{3,90}\b(?:goal|target),\s(?:is|was|stands|stood|has|had|now)\b[^,;.]{0,40}$", re.IGNORECASE
)
_LEAST: Final = 10  # "one goal after another" is none of so many signatures
_GOAL_LABEL: Final = re.compile(r"(?:^|[.\n]\s?)[^.;:\n]{0,40}\b(?:goal|target)\b(?!s)[^.;:\n]{0,50}:\s(?:now\s)?$", re.IGNORECASE)
_GOAL: Final = re.compile(rf"\b(?:{'|'.join(GOALS)})s?\b", re.IGNORECASE)
# The site's ladder shows one goal; people have their own, and the next is still to come.
_OWN_GOAL: Final = re.compile(
    r"\b(?:own|next|ultimate|final|eventual|long-term|real|actual|personal|stretch|new) (?:goal|target|aim)|\b(?:organi[sz]ers?|founder"
    r"|author|starter|initiator|campaigners?|supporters|themselves|himself"
    r"|herself)\b[^.;]{0,40}\b(?:goal|target|aim)|\bthemselves|\bhimself|\bherself",
    re.IGNORECASE,
)


def tail_end(context: Context, at: int) -> int:
    """Where the words right behind a goal end."""
    return min(len(context.narration), at + 20)


def is_goal_word(context: Context, figure: Figure) -> bool:
    """Whether the words right around a figure call it a goal."""
    unit = "" if "clock" in figure.unit else figure.unit  # lent by an hour before it
    if unit and unit not in SIGNATURE and unit not in PERSON and "goal" not in unit and "target" not in unit:
        return False  # "its goal of 75,000 copies"
    before = context.narration[max(0, figure.span[0] - 240) : figure.span[0]]
    if _NOT_ITS.search(before):
        return False  # "which would need more to meet its goal, is at 62,800"
    if re.search(r"\bfrom\s$", before) or re.search(
        r"\b(?:more|another|further|additional|extra)\b", before[-12:] + figure.text, re.IGNORECASE
    ):
        return False  # "raised from 50,000 to 75,000"
    if (
        _GOAL_LABEL.search(before)
        or _GOAL_WORDS.search(before)
        or _GOAL_AFTER.match(context.narration, figure.span[1])
        or "goal" in figure.unit
        or (figure.value >= _LEAST and re.search(r"\b(?:goal|target)$", figure.text))
    ):
        return True
    span = next(iter(context.sentences_in(*figure.span)), figure.span)
    reading = read(context, span, figure.span) if _GOAL.search(context.narration, *span) else None
    if reading is None or not _of_a_goal(reading):
        return False
    return asserted(context.narration, span, reading.verb_span or figure.span)


def _of_a_goal(reading: Reading) -> bool:
    """Whether a number is what a goal is, or stands right behind the word for it: "the target shown on Friday was 75,000", "a goal of 35,000"."""
    if reading.link in ("of", "at") and reading.between[:1] in tuple((word,) for word in GOALS):
        return True
    if reading.clause.inserted and all(
        token.figure or token.date or token.word.endswith("ly") or token.word in ("now", "still", "at", "present")
        for token in reading.clause.tokens
    ):
        return reading.subject == "goal"  # "its target, 75,000, was set by the site"
    stands = bool(reading.kinds & {"stand", "set", "rise", "hold"}) and reading.link in ("", "at", "to")
    return reading.subject == "goal" and stands and not reading.between


def is_goal(context: Context, span: Span, figure: Figure) -> bool:
    """Whether a figure is the goal of a petition, by the words around it or by the count before it."""
    return is_goal_word(context, figure) or goal_beside(context, span, figure, before=True) is not None


def goal_beside(context: Context, span: Span, figure: Figure, *, before: bool) -> Figure | None:
    """The count before a goal, or the goal after a count, in "60,000 of the 75,000 signatures it asks for"."""
    text = context.narration
    for other in context.figures_in(*span):
        first, second = (other, figure) if before else (figure, other)
        if first.span[1] <= second.span[0] and _OF_THOSE.search(text[first.span[1] : second.span[0]]) and second.value > first.value >= 1:
            wanted = (
                (PETITION.search(text, *span) and re.search(r"\b(?:goal|target)\b", text[slice(*span)]))
                or _ASKED_FOR.match(text, second.span[1])
                or _GOAL_AFTER.match(text, second.span[1])
                or re.search(r"(?:goal|target)", text[first.span[1] : second.span[1]])
            )
            if wanted and (second.unit in SIGNATURE or "signature" in second.text.lower() or PETITION.search(text, *span)):
                return other
    return None


def goal_stands(claim: Claim, counted: list[Claim]) -> bool:
    """Whether a goal is a petition's: named so, counted in signatures, or the goal of a count."""
    named = any(each.attributes.get("goal") == claim.value for each in counted)
    return named or claim.unit in ("signature", "goal", "", "name", "signer") or bool(PETITION.search(claim.text))


def way_to_goal(context: Context, span: Span) -> tuple[float, float] | None:
    """The part of the way to the goal that a sentence gives, and how far it may be off."""
    match = _WAY.search(context.narration, *span)
    if match is None or not re.search(
        r"\b(?:goal|target|way)", match[0] + context.narration[match.end() : match.end() + 20], re.IGNORECASE
    ):
        return None
    if _BEYOND.search(context.narration[max(span[0], match.start() - 16) : match.start()]):
        return None  # "well over half of its target"
    return (int(match["percent"]) / 100, 0.02) if match["percent"] else (_PARTS[match["words"].lower().replace("-", " ")], 0.08)


_BEYOND: Final = re.compile(r"\b(?:over|more than|above|past|beyond|at least|under|less than|not even|only)\s$", re.IGNORECASE)
_FROM: Final = re.compile(r"\bfrom\s(?P<from>[\d.,]*\d)(?:\s\w+)?\sto\s(?:\w+\s){0,2}$", re.IGNORECASE)
_LIFTED: Final = re.compile(
    rf"\b(?:{alternatives(['raise', 'lift', 'increase', 'bump', 'hike', 'boost', 'upgrade', *RISE])}|up)\b", re.IGNORECASE
)
_LOWERED: Final = re.compile(rf"\b(?:{alternatives(['lower', 'cut', 'reduce', 'scale+back', *FALL])}|down)\b", re.IGNORECASE)


def _moved(context: Context, span: Span, figure: Figure) -> dict[str, object]:
    """What a goal is said to have been before, and which way it went: "raised its goal from 75,000 to 50,000"."""
    before = _FROM.search(context.narration, span[0], figure.span[0])
    if before is None:
        return {}
    way = (
        "rose"
        if _LIFTED.search(context.narration, span[0], before.start())
        else "fell"
        if _LOWERED.search(context.narration, span[0], before.start())
        else ""
    )
    return {"from": float(before["from"].replace(",", "")), "relation": way}


_ANOTHER: Final = re.compile(r",\s(?:and|but|which|while|though)\s")


def goal_claim(context: Context, span: Span, figure: Figure) -> Claim:
    """The goal as a claim, with the words for it and its time where it stands alone."""
    start, end = figure.span
    own = _OWN_GOAL.search(context.narration, max(span[0], start - 110), tail_end(context, end))
    reached = _REACHED.search(context.narration, span[0], start)
    head = re.search(
        rf"(?:(?:its|a|the|their|his|her)\s)?(?:{'|'.join(GOALS)})\b(?:(?!goal|target)[^.;]){{0,220}}$",
        context.narration[max(span[0], start - 240) : start],
    )
    if head is not None:
        start = max(span[0], start - 240) + head.start()
    tail = _GOAL_AFTER.match(context.narration, end)
    end = tail.end() if tail else end
    platform = site_of(context, span)
    subject, marks = subject_of(context, span, figure.span[0])
    # A time beside a count is the count's: "the petition, whose goal is 75,000, passed 20,000 on Wednesday".
    alone = not any(other.span != figure.span and other.value >= 100 for other in context.figures_in(*span))
    date = context.time_of(span, figure.span[0]) if alone else None
    if date is not None and _ANOTHER.search(context.narration, figure.span[1], max(figure.span[1], date.span[0])):
        date = None  # "its target is 50,000, and its organisers hope to get there by tonight"
    from_at, to_at, words = interval_of(date)
    return Claim(
        ClaimKind.PETITION_GOAL,
        context.text[start:end],
        (start, end),
        subject,
        figure.value,
        figure.low,
        figure.high,
        figure.unit if figure.unit == "signature" else "signature",
        figure.bound,
        from_at,
        to_at,
        words,
        MappingProxyType(
            marks
            | ({"platform": platform} if platform else {})
            | ({"reached": True} if reached else {})
            | ({"own_goal": True} if own else {})
            | _moved(context, span, figure)
        ),
    )
