"""Find what a text says of a petition: how many signed, and its goal."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, asserted, clause_start, interval_of
from uproar.claims.platforms import platform_in
from uproar.extract.figures import Figure

_SIGNATURE: Final = frozenset({"signature", "signatory", "signer", "signee", "signature so far", "name"})
_PERSON: Final = frozenset(
    """
    person fan user viewer player supporter citizen parent reader customer subscriber voter resident member gamer employee worker
    student listener american briton other moviegoer follower author academic nurse
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
_PETITION: Final = re.compile(r"\b(?:petition|open letter|online appeal)(?!s\b|er)", re.IGNORECASE)
_PETITIONS: Final = re.compile(r"\b(?:petitions|(?:any|every|each) petition)\b", re.IGNORECASE)
# Verbs that say a count was reached; "signed" takes people.
_REACH: Final = (
    r"accumulated|amassed|attracted|collected|drawn|drew|garnered|gathered|generated|gained|got|gotten|had|has|have|having|hit|notched"
    r"|obtained"
    r"|passed|pulled in|racked up|reached|received|secured|surpassed|topped|exceeded|crossed|won|earned|logged|counted|boasts|boasted"
    r"|bears|bore"
    r"|carries|carried|stands at|stood at|is at|was at|sits at|sat at|is up to|climbed to|grew to|risen to|rose to|soared to|swelled to"
    r"|jumped to|with"
    r"|holds|held|shows|showed|listed|tops|counts|nearing|approaching|surpassing|topping|passing|reaching|gathering|collecting"
    r"|attracting|garnering"
    r"|drawing|amassing|gets|reaches|passes|hits|nears|neared|approached|closed at|closed with|ended with|ended at|signed by|backed by"
    r"|supported by"
)
_VERB: Final = re.compile(rf"\b(?:{_REACH})\b", re.IGNORECASE)
_SIGNED_AFTER: Final = re.compile(
    r"\s(?:\w+\s){0,3}?(?:had |have |has )?(?:already |now |so far |also )?(?:signed|put their names? to|added their names? to|backed)\b",
    re.IGNORECASE,
)
_ARE_ON_IT: Final = re.compile(
    r"\s(?:were|was|had been|have been)\s(?:\w+ly\s)?(?:collected|gathered|added|recorded|logged|registered|counted|received)\b"
    r"|\s(?:have |has )?(?:back|support|endorse|signed)(?:ed|s)?\b"
    r"|\s(?:sit|stand|are|were|stood|sat) (?:on|under|beneath|below)\b",
    re.IGNORECASE,
)
# A rate or an increment is not the count of a petition; nor are the signatures that were struck out or are needed.
_RATE: Final = re.compile(
    (
        r"\s?(?:an?|per|each|every|/)\s?(?:second|minute|hour|day|week|month)\b|\smore\b|\s(?:short|shy|away|off)\b|\s(?:were"
        r"|was)\s(?:removed|deleted|struck)|\s(?:are|is|were|was)\s(?:needed|required|necessary)"
    ),
    re.IGNORECASE,
)
_INCREMENT: Final = re.compile(
    r"\b(?:another|additional|further|extra|added|adding|adds|removed|removing|deleted|struck|rose by|grew by|up by|increased by|lost"
    r"|fake|false|invalid"
    r"|duplicate|fraudulent|than|up from|down from|compared (?:with|to)"
    r"|first|fewer than the|short of|shy of the|next|last|needed|needs|need|require[sd]?|requiring|required"
    r"|must|minimum|worth|bought|sold)\b[^.;]{0,24}$",
    re.IGNORECASE,
)
_MORE: Final = re.compile(r"\b(?:more|new|additional|extra|further|fake|invalid|duplicate|fraudulent|valid|false)\s", re.IGNORECASE)
_IN_TIME: Final = re.compile(r"^\s(?:overnight|in (?:just |under |less than )?(?:an?|\w+|\d+) (?:minutes?|hours?))\b", re.IGNORECASE)
_SUBJECT: Final = re.compile(
    r"\b(?:(?:a|an|the|his|her|their|one|this|that|its|another|online|other|separate|rival|new|old|popular|earlier|previous|former|second|third|different"
    r"|competing|counter|similar|unrelated|parallel|later|Change\.org)[,\s]\s?)*(?:(?-i:[A-Z])[\w.’'&-]*\s){0,4}(?:[\w.’'-]+\s)?"
    r"(?:counter-?)?(?:petition|open letter|online appeal)(?!s\b|er)(?:\s(?:on|at|to|by|hosted on)\s(?:the\s)?[\w.]+)?",
    re.IGNORECASE,
)
# Petitions beside the one that a story is about.
_OTHER: Final = re.compile(
    r"\b(?:rival|another|other|separate|earlier|previous|former|second|third|different|competing|similar|unrelated|parallel|later|opposing|old)\b|\bcounter",
    re.IGNORECASE,
)
_BACK: Final = re.compile(r"(?:(?:the|that|this|its)\s)?(?:online\s)?(?:petition|open letter|online appeal)", re.IGNORECASE)
_NAME: Final = re.compile(r"(?:\d+\s)?[A-Z][\w.’'&-]*(?:\s[A-Z][\w.’'&-]*)*")
_NO_NAMES: Final = frozenset(
    """
    a an the his her their one this that its another online other separate rival new old popular earlier previous second petition open
    letter appeal more over some when in on as with signatures nearly about
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
# "Gained 5,000 signatures", "collected 5,000 signatures on Tuesday": what came in, not where the counter stood.
_GAINED: Final = re.compile(r"\b(?:gain|add|pick)(?:s|ed|ing)?(?: up)?\b[^.;]{0,30}$", re.IGNORECASE)
_TOOK_IN: Final = re.compile(
    r"\b(?:collect|attract|gather|garner|amass|receiv|generat|earn|accumulat|pull|rack|log|notch)(?:e?s|ed|ing)?(?: in| up)?\s[^.;]{0,30}$"
    r"|\b(?:drew|drawn|drawing|got|gotten|won)\s[^.;]{0,30}$",
    re.IGNORECASE,
)
_WHILE: Final = re.compile(
    r"\s(?:(?:in|within|over|during)\s(?:[\w-]+\s){0,4}?(?:seconds?|minutes?|hours?|days?|weeks?|weekend|months?|night|morning|afternoon|evening|\w+day)\b"
    r"|(?:on|between|since)\s(?:\w+\s){0,2}?(?:\w+day|\d|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:overnight|yesterday|today|this (?:week|month|morning)|last (?:week|night|month))\b)",
    re.IGNORECASE,
)
_WHO: Final = re.compile(r"\s(?:\w+\s){0,2}?(?:who|that|whose|which)\b", re.IGNORECASE)


def find(context: Context) -> list[Claim]:
    """Counts and goals of petitions; a count that names its goal carries it, and the goal is a claim of its own."""
    if not _PETITION.search(context.narration):
        return []
    first_petition = _PETITION.search(context.narration)
    since = first_petition.start() if first_petition else 0
    claims: list[Claim] = []
    for span in context.spans:
        figures = context.figures_in(*span)
        if not figures or span[1] < since:
            continue
        for figure in figures:
            if context.narration[figure.span[0]] != context.text[figure.span[0]]:
                continue  # said by a speaker, not by the text
            if _is_goal(context, figure):
                if any(figure.span == other.goal_span for other in figures) or _PETITION.search(context.narration, *span):
                    claims.append(_goal(context, span, figure))
            elif _is_count(context, span, figure):
                claims.append(_count(context, span, figure))
    counted = [claim for claim in claims if claim.kind is ClaimKind.PETITION_COUNT]
    return [claim for claim in claims if claim.kind is not ClaimKind.PETITION_GOAL or _goal_stands(claim, counted)]


_GOAL_WORDS: Final = re.compile(r"(?:goal|target|aim)s?(?: \w+)?(?: (?:of|is|was|at|to|being|set at))+\s(?:\w+\s){0,2}$", re.IGNORECASE)
_GOAL_AFTER: Final = re.compile(r"(?:[- ]+(?:signatures?|names|signers))?[- ]+(?:goal|target)(?!\w)", re.IGNORECASE)


def _is_goal(context: Context, figure: Figure) -> bool:
    before = context.narration[max(0, figure.span[0] - 40) : figure.span[0]]
    return bool(_GOAL_WORDS.search(before) or _GOAL_AFTER.match(context.narration, figure.span[1]) or "goal" in figure.unit)


def _goal_stands(claim: Claim, counted: list[Claim]) -> bool:
    named = any(each.attributes.get("goal") == claim.value for each in counted)
    return named or claim.unit in ("signature", "goal", "", "name", "signer") or bool(_PETITION.search(claim.text))


def _is_count(context: Context, span: Span, figure: Figure) -> bool:
    text, unit = context.narration, figure.unit
    if (
        figure.value < 1
        or figure.value != round(figure.value)
        or unit in ("percent", "point", "year", "USD", "GBP", "EUR")
        or unit.startswith("out of")
    ):
        return False
    if _RATE.match(text, figure.span[1]) or _MORE.search(figure.text[max(0, len(figure.text) // 3) :] if unit else ""):
        return False
    start = figure.span[0]
    clause = clause_start(text, span[0], start)
    if _INCREMENT.search(text, max(span[0], start - 40), start):
        return False
    if _PETITIONS.search(text, span[0], start) or (
        _IN_TIME.match(text[figure.span[1] : figure.span[1] + 40]) and re.search(r"\b(?:added|gained)\b", text[clause:start])
    ):
        return False
    before = text[max(span[0], start - 60) : start]
    if _GAINED.search(before) or (_TOOK_IN.search(before) and _WHILE.match(text, figure.span[1])):
        return False
    if unit in _PERSON and _WHO.match(text, figure.span[1]):
        return False
    named = bool(_PETITION.search(text, *span))
    verb = next(reversed(list(_VERB.finditer(text, max(span[0], start - 60), start))), None)
    if unit in _SIGNATURE or "signature" in figure.text.lower():
        if verb is None:
            passive = _ARE_ON_IT.match(text, figure.span[1]) or re.search(
                r"\bon\b|\bto\b|\bunder\b", text[figure.span[1] : figure.span[1] + 4]
            )
            of_it = re.search(r"petition[’']s?\s+(?:\w+\s){0,2}$|petition,?\s+(?:\w+\s){0,2}$", text[max(span[0], start - 40) : start])
            return bool(((passive and named) or of_it) and asserted(text, span, (start, start)))
        return _verb_stands(text, span, (verb.start(), verb.end()))
    if unit in _PERSON:
        if named and re.search(
            r"\b(?:carries|carried|bears|bore|has|had|holds|held) (?:the )?(?:names|signatures) of\s$",
            text[max(span[0], start - 40) : start],
        ):
            return True
        after = _SIGNED_AFTER.match(text, figure.span[1])
        if after is not None:
            end = after.end()
            return (named or _PETITION.search(text, max(0, span[0] - 400), span[0]) is not None) and asserted(text, span, (end - 6, end))
        return (
            verb is not None
            and verb[0].lower() in ("signed by", "backed by", "supported by")
            and named
            and _verb_stands(text, span, (verb.start(), verb.end()))
        )
    # "The petition has passed 50,000": no noun, so petition, verb and number must stand together.
    if unit == "" and named and verb is not None and figure.value >= 100:
        head = _last(_PETITION, text, span[0], verb.start())
        return (
            head is not None
            and verb[0].lower() not in ("with", "has", "had", "have", "got", "won", "gets", "earned", "counted", "having")
            and "," not in text[head : verb.start()]
            and _verb_stands(text, span, (verb.start(), verb.end()))
        )
    return False


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    place = None
    for match in pattern.finditer(text, start, end):
        place = match.start()
    return place


_CONDITION: Final = re.compile(
    r"\b(?:if|unless|until|whether|once|when|should|needs?|requires?|hop(?:es?|ing)|aims?|expected|would|could|wants?|goal is)\b",
    re.IGNORECASE,
)
_PRESENT: Final = frozenset({"gets", "reaches", "passes", "hits", "has", "nears", "tops", "reaching"})


def _verb_stands(text: str, sentence: Span, verb: Span) -> bool:
    """Like `asserted`, but what the petition asks for ("urging the studio not to ...") does not count against its number."""
    if text[sentence[0] : sentence[1]].rstrip("\"'”’) ").endswith("?"):
        return False
    before = text[max(sentence[0], verb[0] - 40) : verb[0]]
    if re.search(
        (
            r"(?:\b(?:could|would|might|may|should|must|will|shall|can|cannot|not|never|to|yet|almost certainly)|n['’]t|['’]ll)(?:\s\w+ly"
            r"|\ssoon|\shave|\sbe|\shas|\syet|\salready|\seven|\sbeen|\sever)*\s$"
        ),
        before,
        re.IGNORECASE,
    ):
        return False
    clause = text[clause_start(text, sentence[0], verb[0]) : verb[0]]
    condition = _CONDITION.search(clause)
    if condition is None:
        return True
    past = condition[0].lower() in ("when", "once", "until") and text[verb[0] : verb[1]].lower() not in _PRESENT
    # A relative clause or an infinitive after "petition" is what it asks for, and may be conditional.
    asks = re.search(r"\bpetition\b", clause[: condition.start()], re.IGNORECASE) and len(clause) - condition.end() > 15
    return past or bool(asks)


def _subject(context: Context, span: Span, near: int) -> tuple[str, dict[str, object]]:
    """The petition as the sentence names it, nearest before the figure, with what sets it apart: another one, or one of this name."""
    text = context.narration
    there = [match for match in _SUBJECT.finditer(text, *span) if not _PETITIONS.fullmatch(match[0])]
    match = next((each for each in reversed(there) if each.end() <= near), there[0] if there else None)
    subject = match[0].strip() if match else "the petition"
    marks: dict[str, object] = {}
    named = next((name for name in _names_in(subject)), None)
    if named is not None:
        marks["named"] = named
    if _OTHER.search(subject):
        marks["other_petition"] = True
    elif _BACK.fullmatch(subject):
        # "The petition" is the one told of last.
        back = match.start() if match else span[0]
        told = list(_SUBJECT.finditer(text, max(0, back - 600), back))
        if told and _OTHER.search(told[-1][0]):
            marks["other_petition"] = True
    return subject, marks


def _names_in(subject: str) -> list[str]:
    found = []
    for match in _NAME.finditer(subject):
        words = match[0].split()
        while words and words[0].casefold() in _NO_NAMES:
            words.pop(0)
        words = [word for word in words if word.casefold() not in ("petition", "letter", "appeal")]
        if words:
            found.append(" ".join(words).removesuffix("’s").removesuffix("'s").rstrip("."))
    return found


def _site(context: Context, span: Span) -> str | None:
    return platform_in(context.narration, "petition", *span)


def _count(context: Context, span: Span, figure: Figure) -> Claim:
    date = figure.as_of or context.time_of(span, figure.span[0])
    from_at, to_at, words = interval_of(date)
    attributes: dict[str, object] = {
        "goal": figure.goal,
        "goal_span": figure.goal_span,
        "intended": figure.intended,
        "mishap": figure.reason or None,
        "platform": _site(context, span),
        "time_role": date.role if date else None,
        "time_reason": date.reason if date else None,
    }
    subject, marks = _subject(context, span, figure.span[0])
    attributes |= marks
    start, end = figure.span
    if figure.goal_span is not None:
        end = max(end, figure.goal_span[1])
        start = min(start, figure.goal_span[0])
    return Claim(
        ClaimKind.PETITION_COUNT,
        context.text[start:end],
        (start, end),
        subject,
        figure.value,
        figure.low,
        figure.high,
        "signatures",
        figure.bound,
        from_at,
        to_at,
        words,
        MappingProxyType({key: value for key, value in attributes.items() if value is not None}),
    )


def _goal(context: Context, span: Span, figure: Figure) -> Claim:
    start, end = figure.span
    head = re.search(
        r"(?:(?:its|a|the|their|his|her)\s)?(?:goal|target|aim)[^.;]{0,24}$", context.narration[max(span[0], start - 40) : start]
    )
    if head is not None:
        start = max(span[0], start - 40) + head.start()
    tail = _GOAL_AFTER.match(context.narration, end)
    end = tail.end() if tail else end
    platform = _site(context, span)
    subject, marks = _subject(context, span, figure.span[0])
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
        attributes=MappingProxyType(marks | ({"platform": platform} if platform else {})),
    )
