"""Find how many people signed: "60,000 have signed", "signed by 60,000", "1.2m sign petition"."""

from __future__ import annotations

import re
from typing import Final

from uproar.claims.context import HEARSAY, Context, Span, asserted, supposed
from uproar.claims.grammar.mood import denied, verb_stands
from uproar.claims.grammar.reading import Reading, perfect
from uproar.claims.kinds.which import PERSON, PETITION, SIGNATURE, site_in
from uproar.extract.figures.figure import Figure

# "Collected 5,000 signatures on Tuesday": what came in, not where the counter stood.
WHILE: Final = re.compile(
    r"\s(?:(?:in|within|over|during)\s(?:[\w-]+\s){0,4}?(?:seconds?|minutes?|hours?|days?|weeks?|weekend|months?|night|morning|afternoon"
    r"|evening|\w+day)\b"
    r"|(?:on|between|since)\s(?:\w+\s){0,2}?(?:\w+day|\d|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:overnight|yesterday|today|this (?:week|month|morning)|last (?:week|night|month))\b)",
    re.IGNORECASE,
)
_WHO: Final = re.compile(r"\s(?:(?:in|from|of|on|at)\s(?:\w+\s){1,2})?(?:who|that|whose|which)\b", re.IGNORECASE)
SIGNED: Final = re.compile(
    r"(?P<mood>\s(?:[\w’'@-]+\s){0,9}?)(?:sign(?:ed)?\b(?!\s(?:up|off|on|in|out|for)\b(?!\sto\s(?:the|this|a|an|that)\s))|(?:put"
    r"|added|add|lent|lend|given|gave"
    r"|give)\s(?:their|his|her|its|it)\s(?:[\w-]+\s)?"
    r"(?:names?|signatures?|support|backing|weight)|back(?:ed)?\b(?!\s(?:in|to|at|on|then)\b)|endorsed?|supports?|supported|stand behind"
    r"|stood behind|are behind|were behind|subscribed? to"
    r"|(?:put|set) (?:pen|their pens?|virtual pen) to|inked|autographed|thrown their weight|threw their weight|joined(?! in)|rallied"
    r" (?:behind|round|around)|demand(?:ed|s)?|called? for|are calling for|ask(?:ed)? for|want|would like|wish)\b",
    re.IGNORECASE,
)
_UNREAL: Final = re.compile(
    r"\b(?:to|not|never|could|would(?! like)|might|may|should|must|will|shall|can|cannot|hardly|barely|yet|n['’]t|won['’]t)\b|n['’]t\b"
)
_WANTING: Final = re.compile(
    r"(?:demand\w*|calle?d? for|are calling for|asked? for|want|would like|wish|back\w*|supports?|supported|joined)$", re.IGNORECASE
)
COUNTER: Final = re.compile(
    r"\b(?:(?:own|public|official) count|(?:number|count|tally|total) of (?:signatures?|names|signers|signatories)"
    r"|signature (?:count|total|tally)|signatures|tally"
    r"|counter|(?:the|its) count|signatures?|signatories|signers|ticker|list of (?:signatures|names|signatories))\b",
    re.IGNORECASE,
)
BARE: Final = frozenset(["", "mark", "milestone", "barrier", "threshold", "line", "level", "o'clock", "o’clock", "figure"])
_CROWD: Final = 10  # fewer are told one by one
RULE: Final = re.compile(r"\b(?:once|if|when|whenever|until|unless|any|every|whether)\s(?:[\w’'-]+\s){0,3}$")


def _behind_bound(text: str, figure: Figure) -> Span:
    """Where a number itself begins: "barely 30,000" is that number and no denial of it."""
    bare = re.search(
        r"\b(?:barely|hardly|scarcely|not even|almost|nearly)\s$", text[max(0, figure.span[0] - 12) : figure.span[0]], re.IGNORECASE
    )
    start = figure.span[0] - len(bare[0]) if bare else figure.span[0]
    return start, figure.span[1]


def of_people(context: Context, span: Span, figure: Figure, reading: Reading, *, named: bool, near: bool) -> bool:
    """So many people: they signed, or the petition was signed by them, drew them, or carries their names."""
    text, start, end = context.narration, *figure.span
    person = figure.unit in PERSON
    bare = figure.unit in BARE
    if not (person or bare or (figure.unit.isalpha() and figure.unit == figure.unit.lower() and figure.value >= _CROWD)) or (
        person and _WHO.match(text, end)
    ):
        return False
    before = text[max(span[0], start - 50) : start]
    if reading.verb is None or reading.link in ("as", "for"):
        signed = SIGNED.match(reading.tail)
        if signed is None or _UNREAL.search(HEARSAY.sub(" ", signed["mood"])) or RULE.search(reading.lead):
            return False
        if _WANTING.search(signed[0]) and not (named or COUNTER.search(text, *span)):
            return False
        return (
            near
            and (named or site_in(context, text[slice(*span)]) or PETITION.search(text, max(0, span[0] - 400), span[1] + 200) is not None)
            and asserted(text, span, _behind_bound(text, figure))
        )
    verb = reading.verb_span
    assert verb is not None  # noqa: S101 -- for the type checker
    if "sign" in reading.kinds and reading.link == "by":
        return named and (verb_stands(text, span, verb) or denied(text, span, verb))
    if re.search(r"\b(?:names|signatures|support|backing) (?:of|from)\s$", before):
        return named and verb_stands(text, span, verb)
    if re.match(r"\sto\s(?:sign\b|put their names?|add their names?|lend their names?|back\b|support\b)", text[end : end + 30]):
        return named and verb_stands(text, span, verb)
    theirs = bool(reading.kinds & {"gather", "reach"}) or ("hold" in reading.kinds and figure.unit in ("person", "supporter", "backer"))
    return theirs and reading.subject == "petition" and not reading.between and person and not reading.link and not (
        WHILE.match(text, end) and not perfect(reading)
    ) and verb_stands(text, span, verb)  # fmt: skip


# Headlines: "1.2m sign petition", "25,000 NAMES BEFORE SUNRISE: petition passes milestone".
_SIGN_IT: Final = re.compile(
    r"\s(?:(?:have|now|already)\s){0,2}(?:sign|back)?(?:ed)?\s?(?:(?:the|a|this|its|an?|that"
    r"|online)\s)?(?:[\w’'-]+\s){0,3}?(?:petition|open letter|appeal)\b",
    re.IGNORECASE,
)
_SIGN_IT_ALL: Final = re.compile(rf"(?=\s(?:(?:have|now|already)\s){{0,2}}(?:sign|back)){_SIGN_IT.pattern}", re.IGNORECASE)
_NAMES_THEN: Final = re.compile(
    r"(?:\s(?:names|signatures))?(?:\s(?!short|more|needed|needs|would|could"
    r"|to)[\w’'-]+){0,5}\s?[:–—]\s(?:[\w’'-]+\s){0,4}?petition(?:\s\w+){0,2}?"
    r"\s(?:passes|passed|reaches|reached|hits|hit|tops|topped|crosses|crossed|clears|breaks|sails past|races past|sweeps past)\s",
    re.IGNORECASE,
)


def headlined(text: str, span: Span, figure: Figure) -> bool:
    """Whether a headline opens with how many signed: "1.2m sign petition", "25,000 names before sunrise: petition passes milestone"."""
    if supposed(text, span, figure.span[0]):
        return False
    if figure.unit == "" and figure.value >= 100:
        return _SIGN_IT_ALL.match(text, figure.span[1]) is not None
    if figure.unit in ("sign", "back"):
        return _SIGN_IT.match(text, figure.span[1]) is not None
    return figure.unit in SIGNATURE and _NAMES_THEN.match(text, figure.span[1]) is not None
