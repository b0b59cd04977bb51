"""Whether a figure says how many signed a petition, and not a rate, an increment, a need or somebody's hope."""

from __future__ import annotations

import re
from typing import Final

from uproar.claims.context import Context, Span, asserted, clause_start, supposed
from uproar.claims.kinds.goal import goal_beside
from uproar.claims.kinds.which import PERSON, PETITION, PETITIONS, SIGNATURE, plea_of
from uproar.extract.figures.figure import Figure

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
    r"|supported by|grown to|swollen to|numbered|numbers|number|reads?|runs to|ran to|amounted to|run to|had climbed to|climbing to|rising to"
)
# Any verb of motion with where it went: "sailed past", "had swept beyond", "edged above", "crept up to".
_MOVED: Final = (
    r"(?:\w+ed|gone|went|go(?:es|ing)?|swept|shot|flew|flown|broke|broken|burst|blew|blown|rose|risen|ran|slid|slipped|crept|leapt|sprang|got|is|was|stood|stands"
    r"|sits|sat|\w+ing)"
    r"\s(?:well\s|right\s|straight\s|just\s|far\s|clean\s)?(?:past|beyond|above|over)(?:\sthe)?|"
    r"(?:edged|crept|inched|moved|shot|surged|raced|ballooned|mounted|leapt|shot|swept|sailed|crawled|pushed|ticked|marched)\s(?:up\s)?to"
)
_BARE: Final = r"cross|pass|reach|surpass|exceed|top|break|clear|gather|collect|attract"
_VERB: Final = re.compile(rf"\b(?:{_MOVED}|{_REACH}|(?<=petition )(?:{_BARE}))\b", re.IGNORECASE)
# "Not until Friday did the petition pass 50,000".
_BARE_VERB: Final = re.compile(_BARE, re.IGNORECASE)
_DID_IT: Final = re.compile(r"\bdid\s(?:the|this|that|its)\s(?:[\w’'-]+\s){0,2}petition\s$", re.IGNORECASE)
_SIGNED_AFTER: Final = re.compile(
    r"\s(?:\w+\s){0,3}?(?:had |have |has )?(?:already |now |so far |also )?(?:signed|put their names? to|added their names? to|backed)\b",
    re.IGNORECASE,
)
_ARE_ON_IT: Final = re.compile(
    r"\s(?:were|was|had been|have been)\s(?:\w+ly\s)?(?:collected|gathered|added|recorded|logged|registered|counted|received)\b"
    r"|\s(?:have |has )?(?:back|support|endorse|signed)(?:ed|s)?\b"
    r"|\s(?:(?:now|already|currently|still|also|then) )?(?:sit|stand|are|were|stood|sat|appear|appeared)"
    r" (?:(?:now|already|currently|still|also|then) )?(?:on|under|beneath|below|behind)\b",
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
    r"\b(?:another|additional|further|extra|added|adding|adds|removed|removing|deleted|struck(?!\s(?:midnight|noon|midday|the hour|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)|rose by|grew by|up by|increased by|lost"
    r"|fake|false|invalid"
    r"|duplicate|fraudulent|than|up from|down from|compared (?:with|to)"
    r"|fewer than the|short of|shy of the|needed|needs|need|require[sd]?|requiring|required"
    r"|must|minimum|worth|bought|sold)\b[^.;]{0,24}$|\b(?:first|next|last)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_MORE: Final = re.compile(r"\b(?:more|new|additional|extra|further|fake|invalid|duplicate|fraudulent|valid|false)\s", re.IGNORECASE)
_IN_TIME: Final = re.compile(r"^\s(?:overnight|in (?:just |under |less than )?(?:an?|\w+|\d+) (?:minutes?|hours?))\b", re.IGNORECASE)
# "Gained 5,000 signatures", "collected 5,000 signatures on Tuesday": what came in, not where the counter stood.
_GAINED: Final = re.compile(r"\b(?:gain|add|pick)(?:s|ed|ing)?(?: up)?\b[^.;]{0,30}$", re.IGNORECASE)
_TOOK_IN: Final = re.compile(
    r"\b(?:collect|attract|gather|garner|amass|receiv|generat|earn|accumulat|pull|rack|log|notch)(?:e?s|ed|ing)?(?: in| up)?\s[^.;]{0,30}$"
    r"|\b(?:drew|drawn|drawing|got|gotten|won)\s[^.;]{0,30}$",
    re.IGNORECASE,
)
_WHILE: Final = re.compile(
    r"\s(?:(?:in|within|over|during)\s(?:[\w-]+\s){0,4}?(?:seconds?|minutes?|hours?|days?|weeks?|weekend|months?|night|morning|afternoon"
    r"|evening|\w+day)\b"
    r"|(?:on|between|since)\s(?:\w+\s){0,2}?(?:\w+day|\d|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:overnight|yesterday|today|this (?:week|month|morning)|last (?:week|night|month))\b)",
    re.IGNORECASE,
)
_WHO: Final = re.compile(r"\s(?:\w+\s){0,2}?(?:who|that|whose|which)\b", re.IGNORECASE)
_COUNTER: Final = re.compile(
    r"\b(?:(?:number|count|tally|total) of (?:signatures?|names|signers|signatories)|signature (?:count|total|tally)|signatures|tally"
    r"|counter|(?:the|its) count|signatories|signers|list of (?:signatures|names|signatories))\b",
    re.IGNORECASE,
)
_STOOD: Final = frozenset(
    ["stood at", "stands at", "sat at", "sits at", "is at", "was at", "reached", "passed", "topped", "hit", "climbed to", "rose to", "grew to", "is up to", "surpassed",
     "exceeded", "crossed", "risen to", "soared to", "swelled to", "jumped to", "neared", "approached", "reaches", "passes", "tops", "hits",
     "grown to", "swollen to", "numbered", "numbers", "number", "read", "reads", "showed", "shows", "runs to", "ran to", "amounted to"]
)  # fmt: skip
_SIGNED_IT: Final = re.compile(
    r"\s(?:\w+\s){0,3}?(?:have |had |has )?(?:already |now |so far |also |since )?(?:signed (?:the|a|an|this|that|its|it)|(?:put|added"
    r"|lent) their names? to|backed the)\b",
    re.IGNORECASE,
)
# What is counted and signs nothing.
_THINGS: Final = frozenset(
    ["percent", "point", "year", "day", "hour", "minute", "week", "month", "signature", "goal", "copy", "review", "post"]
)
# "The petition, which went live on Wednesday, has ...": its own verb comes after an aside.
_ASIDE: Final = re.compile(
    r"[^,.;:]{0,60}\b(?:petition|open letter)\b[^,.;:]{0,40},\s(?:which|that|who|\w+ed|begun|set)\b[^.;:]{3,90},\s$", re.IGNORECASE
)
_MARK: Final = re.compile(r"\s?(?:mark|milestone|barrier|threshold|line)\b", re.IGNORECASE)
_MARK_PASSED: Final = re.compile(
    r"\s?(?:mark|milestone|barrier|threshold|line)\s(?:(?:was|were|has been|had been|is)\s(?:\w+\s){0,2}?)"
    r"(?:passed|crossed|reached|broken|topped|hit|cleared|breached|left behind)\b",
    re.IGNORECASE,
)
_SHORT_OF: Final = re.compile(r"\d\s(?:short|shy|away|off|more)\b", re.IGNORECASE)


# "The goal that the page gives was fifty thousand": its subject is the goal, and no count.
_OF_A_GOAL: Final = re.compile(
    r"\b(?:goal|target)\b(?:(?!\b(?:petition|signatures?|counter|count|tally) (?:ha[sd]|was|stood|is|stands|passed|reached))[^.;,]){0,160}"
    r"\b(?:was|is|were|been|stood at|stands at|set at|raised to|lifted to)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
# "At six on Friday evening".
_AN_HOUR: Final = re.compile(r"\b(?:at|by|about|around|until|before|after|from|since|past|to|struck)\s$", re.IGNORECASE)
_OF_A_DAY: Final = re.compile(
    r"\s?(?:o[’']clock|[ap]\.?m\b|on\b|in the\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|that (?:morning|evening|night))", re.IGNORECASE
)


def an_hour(text: str, span: Span, figure: Figure) -> bool:
    """Whether a figure is an hour of the clock: "at six on Friday evening", "as the clock struck six on Friday"."""
    before = text[max(span[0], figure.span[0] - 20) : figure.span[0]]
    return figure.value <= 24 and not figure.unit and bool(_AN_HOUR.search(before) and _OF_A_DAY.match(text, figure.span[1]))


# "Has persuaded 64,000 people to sign".
_MOVED_TO: Final = re.compile(r"\b(?:persuaded|moved|led|prompted|convinced|inspired|brought|induced|drawn)\s$", re.IGNORECASE)
_TO_SIGN: Final = re.compile(r"\sto\s(?:sign\b|put their names?|add their names?|lend their names?)", re.IGNORECASE)
# Headlines: "1.2m sign petition", "25,000 NAMES BEFORE SUNRISE: petition passes milestone".
_SIGN_IT: Final = re.compile(
    r"\s(?:(?:have|now|already)\s){0,2}(?:sign|back)?(?:ed)?\s?(?:(?:the|a|this|its|an?|that|online)\s)?(?:[\w’'-]+\s){0,3}?(?:petition|open letter|appeal)\b",
    re.IGNORECASE,
)
_SIGN_IT_ALL: Final = re.compile(rf"(?=\s(?:(?:have|now|already)\s){{0,2}}(?:sign|back)){_SIGN_IT.pattern}", re.IGNORECASE)
_NAMES_THEN: Final = re.compile(
    r"(?:\s(?:names|signatures))?(?:\s(?!short|more|needed|needs|would|could|to)[\w’'-]+){0,5}\s?[:–—]\s(?:[\w’'-]+\s){0,4}?petition(?:\s\w+){0,2}?"
    r"\s(?:passes|passed|reaches|reached|hits|hit|tops|topped|crosses|crossed|clears|breaks|sails past|races past|sweeps past)\s",
    re.IGNORECASE,
)


def _headlined(text: str, span: Span, figure: Figure) -> bool:
    """Whether a headline opens with how many signed: "1.2m sign petition", "25,000 names before sunrise: petition passes milestone"."""
    if supposed(text, span, figure.span[0]):
        return False
    if figure.unit == "" and figure.value >= 100:
        return _SIGN_IT_ALL.match(text, figure.span[1]) is not None
    if figure.unit in ("sign", "back"):
        return _SIGN_IT.match(text, figure.span[1]) is not None
    return figure.unit in SIGNATURE and _NAMES_THEN.match(text, figure.span[1]) is not None


def named_before(text: str, start: int, end: int) -> bool:
    """Whether a petition is named between two places."""
    return PETITION.search(text, start, end) is not None


def is_count(context: Context, span: Span, figure: Figure) -> bool:
    """Whether a figure is where the counter of a petition stood."""
    text, unit = context.narration, figure.unit
    if goal_beside(context, span, figure, before=True) is not None:
        return False
    if (
        figure.value < 1
        or figure.value != round(figure.value)
        or unit in ("percent", "point", "year", "USD", "GBP", "EUR")
        or unit.startswith("out of")
    ):
        return False
    if unit in ("time", "times") and named_before(text, span[0], figure.span[0]):
        return (
            asserted(text, span, figure.span)
            and re.search(r"\bsigned\s(?:\w+\s){0,3}$", text[max(span[0], figure.span[0] - 40) : figure.span[0]]) is not None
        )
    if (
        _SHORT_OF.search(figure.text)
        or _RATE.match(text, figure.span[1])
        or _MORE.search(figure.text[max(0, len(figure.text) // 3) :] if unit else "")
    ):
        return False
    start = figure.span[0]
    if re.search(r"\b(?:goal|target)\b[^.;]{0,60}\bfrom\s$", text[max(span[0], start - 80) : start]):
        return False  # a goal that was raised "from 50,000"
    clause = clause_start(text, span[0], start)
    if _INCREMENT.search(text, max(span[0], start - 40), start):
        return False
    if PETITIONS.search(text, span[0], start) or (
        _IN_TIME.match(text[figure.span[1] : figure.span[1] + 40]) and re.search(r"\b(?:added|gained)\b", text[clause:start])
    ):
        return False
    before = text[max(span[0], start - 60) : start]
    if _GAINED.search(before) or (_TOOK_IN.search(before) and _WHILE.match(text, figure.span[1])):
        return False
    if unit in PERSON and _WHO.match(text, figure.span[1]):
        return False
    if _OF_A_GOAL.search(text[max(span[0], start - 240) : start]):
        return False
    if an_hour(text, span, figure) or re.search(r"\b(?:goal|target)s?\b", figure.text, re.IGNORECASE):
        return False
    if figure.span[0] - span[0] <= 3 and _headlined(text, span, figure):
        return True
    named = bool(PETITION.search(text, *span))
    if not named and plea_of(context, span, start) is not None:
        named = True
    if (
        not named
        and PETITION.search(text) is None
        and not _COUNTER.search(text, span[0], start)
        and not _ARE_ON_IT.match(text, figure.span[1])
    ):
        return False  # signatures that no petition is told of: they must have been gathered, or be counted
    # "Edged above 63,000": the word that bounds the figure says where the verb went.
    lead = re.match(r"(?:above|over|past|beyond)\b", figure.text, re.IGNORECASE)
    verb = next(reversed(list(_VERB.finditer(text, max(span[0], start - 60), start + (lead.end() if lead else 0)))), None)
    if verb is not None and _BARE_VERB.fullmatch(verb[0]) and not _DID_IT.search(text[max(span[0], verb.start() - 60) : verb.start()]):
        verb = None  # "Will the petition reach 50,000": only "did it" tells of the past
    if _MARK.match(text, figure.span[1]) and (passed := _MARK_PASSED.match(text, figure.span[1])) is not None:
        return named and asserted(text, span, (passed.end() - 4, passed.end()))
    if unit in SIGNATURE or "signature" in figure.text.lower():
        if verb is None:
            passive = _ARE_ON_IT.match(text, figure.span[1]) or re.search(
                r"^\s(?:on|to|under|beneath|below|behind)\b", text[figure.span[1] : figure.span[1] + 9]
            )
            named = named or passive is not None
            of_it = re.search(r"petition[’']s?\s+(?:\w+\s){0,2}$|petition,?\s+(?:\w+\s){0,2}$", text[max(span[0], start - 40) : start])
            return bool(((passive and named) or of_it) and asserted(text, span, (start, start)))
        return _verb_stands(text, span, (verb.start(), verb.end()))
    crowd = (
        (unit.isalpha() or (unit == "" and figure.value >= 100))
        and unit not in _THINGS
        and unit.lower() == unit
        and _SIGNED_IT.match(text, figure.span[1])
    )
    if unit in ("supporter", "backer") and named and verb is not None and not crowd:
        head = _last(PETITION, text, clause, verb.start()) or _ASIDE.match(text[span[0] : verb.start()])
        return head is not None and _verb_stands(text, span, (verb.start(), verb.end()))
    if unit in PERSON or crowd:
        if named and re.search(
            r"\b(?:carries|carried|bears|bore|has|had|holds|held) (?:the )?(?:names|signatures) of\s$",
            text[max(span[0], start - 40) : start],
        ):
            return True
        moved = _MOVED_TO.search(text[max(span[0], start - 40) : start])
        if moved is not None and _TO_SIGN.match(text, figure.span[1]):
            at = max(span[0], start - 40) + moved.start()
            return named and _verb_stands(text, span, (at, start))
        after = _SIGNED_AFTER.match(text, figure.span[1])
        if after is not None:
            end = after.end()
            return (named or PETITION.search(text, max(0, span[0] - 400), span[1] + 200) is not None) and asserted(
                text, span, (end - 6, end)
            )
        return (
            verb is not None
            and verb[0].lower() in ("signed by", "backed by", "supported by")
            and named
            and _verb_stands(text, span, (verb.start(), verb.end()))
        )
    if named and goal_beside(context, span, figure, before=False) is not None:
        return asserted(text, span, (start, start))
    if unit == "" and figure.value >= 100 and verb is not None and _stood(verb[0]) and _COUNTER.search(text, clause, verb.start()):
        return _verb_stands(text, span, (verb.start(), verb.end()))
    # "The petition has passed 50,000" or "the 50,000 mark": no noun, so petition, verb and number must stand together.
    if unit in ("", "mark", "milestone", "barrier", "threshold", "line") and named and verb is not None and figure.value >= 100:
        head = _last(PETITION, text, span[0], verb.start())
        return (
            head is not None
            and verb[0].lower() not in ("with", "has", "had", "have", "got", "won", "gets", "earned", "counted", "having")
            and "," not in text[head : verb.start()]
            and _verb_stands(text, span, (verb.start(), verb.end()))
        )
    return False


def _stood(verb: str) -> bool:
    """Whether a verb needs no noun behind its number: "stood at", "sailed past the"."""
    return verb.lower() in _STOOD or re.fullmatch(_MOVED, verb, re.IGNORECASE) is not None


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
    if supposed(text, sentence, verb[0]):
        return False
    before = text[max(sentence[0], verb[0] - 40) : verb[0]]
    if re.match(
        r"\s(?:(?:still|just|only)\s)?(?:yet to|not\b(?!\s(?:even|more|fewer|less)\b)|never|failed|to (?:reach|gather|collect|get|pass|hit|attract|go)"
        r"|no\b(?!\s(?:more|fewer|less) than)|n['’]t)",
        text[verb[1] : verb[1] + 24],
        re.IGNORECASE,
    ):
        return False  # "has yet to reach"
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
