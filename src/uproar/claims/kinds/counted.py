"""Whether a figure says how many signed a petition, and not a rate, an increment, a need or somebody's hope."""

from __future__ import annotations

import re
from typing import Final

from uproar.claims.context import Context, Span, asserted, supposed
from uproar.claims.grammar.mood import denied, short_of, verb_stands
from uproar.claims.grammar.reading import Reading, perfect, read
from uproar.claims.grammar.words import SIGNATURES
from uproar.claims.kinds.apart import no_level
from uproar.claims.kinds.goal import goal_beside
from uproar.claims.kinds.periods import lately
from uproar.claims.kinds.signers import BARE, COUNTER, RULE, SIGNED, WHILE, headlined, of_people
from uproar.claims.kinds.which import PETITION, PETITIONS, SIGNATURE, petition_near, plea_of, site_in
from uproar.extract.figures.figure import Figure

# A rate or an increment is not the count of a petition; nor are the signatures that were struck out or are needed.
_RATE: Final = re.compile(
    (
        r"\s?(?:an?|per|each|every|/)\s?(?:second|minute|hour|day|week|month)\b|\smore\b|\s(?:short|shy|away|off)\b|\s(?:were"
        r"|was)\s(?:removed|deleted|struck)|\s(?:are|is|were|was)\s(?:needed|required|necessary)"
    ),
    re.IGNORECASE,
)
_INCREMENT: Final = re.compile(
    r"\b(?:another|additional|further|extra|added|adding|adds|removed|removing|deleted|struck(?!\s(?:midnight|noon|midday|the hour"
    r"|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)|rose by|grew by|up by|increased by|lost"
    r"|fake|false|invalid"
    r"|duplicate|fraudulent|than|up from|down from|compared (?:with|to)"
    r"|fewer than the|short of|shy of the|needed|needs|need|require[sd]?|requiring|required"
    r"|must|minimum|worth|bought|sold)\b[^.;]{0,24}$|\b(?:first|next|last(?! count))\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_MORE: Final = re.compile(r"\b(?:more|new|additional|extra|further|fake|invalid|duplicate|fraudulent|valid|false)\s", re.IGNORECASE)
_ON_IT: Final = re.compile(
    r"\s(?:(?:have|has|had|been|are|is|were|was|now|already|so|far|currently|still|also|then|by|@|\w+ly)\s)*(?:(?:sit|stand|stood|sat"
    r"|appear(?:ed)?|lie|lay|grace|graced|adorn|adorned"
    r"|(?:on|under|beneath|below|behind|underneath)(?! @)|collected|gathered|recorded|logged|registered|counted|received|listed|amassed"
    r"|shown|displayed|verified|secured|obtained|accumulated)\b)",
    re.IGNORECASE,
)
_PLACED: Final = re.compile(
    r"\s(?:(?:on|to|under|beneath|below|behind|underneath)(?! @)|so far|to date|and counting|and rising|and growing|strong"
    r"|collected|gathered)\b",
    re.IGNORECASE,
)
# What is counted and signs nothing.
_THINGS: Final = frozenset(
    "percent point year day hour minute week month goal copy review post share o'clock o’clock time times second mile metre degree boat sale view comment".split()  # noqa: SIM905 -- a table of words reads better as words
)
_MANY: Final = 1_000  # of a petition so many are signatures, whatever the noun; "has 140" may be comments
_MARK: Final = re.compile(r"[\s-]?(?:signature |name )?(?:mark|milestone|barrier|threshold|line)\b", re.IGNORECASE)
_MARK_PASSED: Final = re.compile(
    r"[\s-]?(?:signature )?(?:mark|milestone|barrier|threshold|line)\s(?:(?:was|were|has been|had been|is|fell|has fallen"
    r"|had fallen)\b\s?(?:\w+\s){0,2}?)"
    r"(?:passed|crossed|reached|broken|topped|hit|cleared|breached|left behind|smashed|exceeded|surpassed|attained)?\b",
    re.IGNORECASE,
)
_HAVE_SIGNED: Final = re.compile(
    r"\s(?:of (?:them|us|you)\s)?(?:(?:have|had|has|now|already|by|@|so|far)\s)*(?:signed|put their|added their|lent their|endorsed"
    r"|backed it)\b",
    re.IGNORECASE,
)
_SHORT_OF: Final = re.compile(r"\d\s(?:short|shy|away|off|more)\b", re.IGNORECASE)
# "The goal that the page gives was fifty thousand": its subject is the goal, and no count.
_OF_A_GOAL: Final = re.compile(
    r"\b(?:goal|target)\b(?:(?!\b(?:petition|signatures?|counter|count|tally) (?:ha[sd]|was|stood|is|stands|passed"
    r"|reached))[^.;,]){0,160}"
    r"\b(?:was|is|were|been|stood at|stands at|set at|raised to|lifted to)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
# "At six on Friday evening".
_AN_HOUR: Final = re.compile(r"\b(?:at|by|about|around|until|before|after|from|since|past|to|struck)\s$", re.IGNORECASE)
_OF_A_DAY: Final = re.compile(
    r"\s?(?:o[’']clock|[ap]\.?m\b|on\b|in the\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|that (?:morning|evening|night))", re.IGNORECASE
)
# Verbs and the prepositions by which a number behind them is where a counter stood.
_LEVEL: Final = {
    "reach": frozenset(["", "of", "past", "to", "through"]), "hold": frozenset(["", "of", "at", "with", "to"]), "gather": frozenset(["", "of", "to"]),
    "stand": frozenset(["", "at", "on", "with", "to", "above", "past", "over", "beyond", "below", "under", "in", "of", "near", "between"]),
    "tell": frozenset(["", "of"]),
    "rise": frozenset(["to", "past", "above", "beyond", "over", "through", "across", "towards", "toward", "beneath", "under"]),
    "fall": frozenset(["to", "below", "under"]),
}  # fmt: skip
_BOUND_TO: Final = re.compile(r"(?:above|over|past|beyond|north of|upwards? of)\b", re.IGNORECASE)
_OF_COUNTS: Final = frozenset("signatures signature names number count tally total signatories signers supporters".split())  # noqa: SIM905 -- a table of words reads better as words
_WITH: Final = re.compile(r"(?:^|@|\b(?:petition|appeal|campaign|tally|counter|and|now|already|online)) with $")
_STRONG: Final = re.compile(r"[- ]?(?:strong|signature|name)?[- ](?:\w+\s)?(?:petition|appeal)\b", re.IGNORECASE)
_INVERTED: Final = re.compile(r"(?:\s[\w’'@-]+){0,4}\s(?:will|would|could|might|may|can|should)\s(?:the|this|that|its|it|their)\s")
_COUNTING: Final = re.compile(r"\s(?:\w+\s)?and (?:counting|rising|growing|climbing)\b", re.IGNORECASE)
# "Already 61,000 signatures counts the petition": the object first, as in German.
_OF_ITS_OWN: Final = re.compile(
    r"\s(?:counts|has|shows|boasts|numbers|holds|carries|bears|counted|had|showed)\s(?:the|this|that"
    r"|its)\s(?:\w+\s){0,2}(?:petition|appeal|counter)\b",
    re.IGNORECASE,
)
# "Do not number even ten thousand", "does not exceed 10,000": fewer than that.
NOT_SO_MANY: Final = re.compile(
    r"\bnot even\s$|(?:\bnot|n[’']t)\s(?:even\s)?(?:number|count|total|exceed|amount to|add up to|come to)\s(?:even\s)?$", re.IGNORECASE
)
_CLOSED: Final = re.compile(r"\b(?:short|shy) of\b", re.IGNORECASE)


def an_hour(text: str, span: Span, figure: Figure) -> bool:
    """Whether a figure is an hour of the clock: "at six on Friday evening", "as the clock struck six on Friday"."""
    before = text[max(span[0], figure.span[0] - 20) : figure.span[0]]
    return figure.value <= 24 and not figure.unit and bool(_AN_HOUR.search(before) and _OF_A_DAY.match(text, figure.span[1]))


def is_count(context: Context, span: Span, figure: Figure) -> bool:
    """Whether a figure is where the counter of a petition stood."""
    if not _can_be(context, span, figure):
        return False
    text, start, end = context.narration, figure.span[0], figure.span[1]
    named = PETITION.search(text, *span) is not None or plea_of(context, span, start) is not None
    counted = COUNTER.search(text, *span) is not None
    counted = counted and (
        PETITION.search(text) is not None or site_in(context, text[slice(*span)]) or re.search(r"\bsign", text[slice(*span)]) is not None
    )
    near = named or counted or petition_near(context, span)
    if not near:
        return False
    reading = read(context, span, figure.span)
    if reading is None:
        return False
    if lately(text, span) and not reading.kinds & {"reach", "stand", "hold"}:
        return False
    if start - span[0] <= 3 and headlined(text, span, figure):
        return True
    if figure.unit in ("time", "times"):
        return named and asserted(text, span, figure.span) and re.search(r"\bsigned\s(?:\w+\s){0,3}$", reading.lead) is not None
    signatures = figure.unit in SIGNATURE or figure.unit in SIGNATURES or "signature" in figure.text.lower()
    crowd = not signatures and figure.unit not in BARE and figure.unit not in _THINGS
    if _MARK.match(text, end) and (passed := _MARK_PASSED.match(text, end)) is not None:
        return near and asserted(text, span, (passed.end() - 4, passed.end()))
    if not signatures and figure.unit in BARE and figure.value >= 100 and reading.verb is None and _HAVE_SIGNED.match(reading.tail):
        return of_people(context, span, figure, reading, named=named, near=near)  # "almost 60,000 have signed"
    if signatures or (figure.unit in BARE and figure.value >= 100):
        if reading.verb is not None:
            return _governed(context, span, figure, reading, signatures=signatures, named=named)
        return _leading(context, span, figure, signatures=signatures, named=named, reading=reading)
    return crowd and of_people(context, span, figure, reading, named=named, near=near)


def _can_be(context: Context, span: Span, figure: Figure) -> bool:
    """Whether nothing around a figure makes it a goal, a rate, a need, an increment or a part."""
    text, unit, start = context.narration, figure.unit, figure.span[0]
    if (
        figure.value < 1
        or figure.value != round(figure.value)
        or unit in _THINGS - {"o'clock", "o’clock", "time", "times"}
        or unit in ("USD", "GBP", "EUR")
        or unit.startswith("out of")
    ):
        return False
    if an_hour(text, span, figure) or (unit.startswith("o") and "clock" in unit and "clock" in figure.text):
        return False
    if goal_beside(context, span, figure, before=True) is not None or re.search(r"\b(?:goal|target)s?\b", figure.text, re.IGNORECASE):
        return False
    if (
        _SHORT_OF.search(figure.text)
        or _RATE.match(text, figure.span[1])
        or _MORE.search(figure.text[len(figure.text) // 3 :] if unit else "")
    ):
        return False
    if no_level(text, span, figure):
        return False
    if re.search(r"\b(?:goal|target|aim)\b[^.;]{0,60}\b(?:from|of)\s(?:\w+\s)?$", text[max(span[0], start - 80) : start]):
        return False  # a goal that was raised "from 50,000"
    increment = _INCREMENT.search(text, max(span[0], start - 40), start) is not None and not short_of(text, span, start)
    if _OF_A_GOAL.search(text[max(span[0], start - 240) : start]) or increment:
        return False
    return PETITIONS.search(text, span[0], start) is None and not supposed(text, span, start)


def _governed(context: Context, span: Span, figure: Figure, reading: Reading, *, signatures: bool, named: bool) -> bool:
    """A number behind its verb: where the counter stood if petition, count or site is what the verb is told of."""
    text, start = context.narration, figure.span[0]
    verb = reading.verb_span
    assert verb is not None  # noqa: S101 -- for the type checker
    bound = "past" if _BOUND_TO.match(figure.text) else ""  # "edged above 63,000": the word that bounds the figure says where the verb went
    level = ("set" in reading.kinds and reading.link == "at") or any(
        (reading.link or (bound if kind in ("rise", "fall") else "")) in _LEVEL.get(kind, ()) for kind in reading.kinds
    )
    link, signatures = reading.link, signatures or goal_beside(context, span, figure, before=False) is not None
    if "sign" in reading.kinds and link == "by":
        return (named or reading.subject in ("petition", "pronoun")) and (verb_stands(text, span, verb) or denied(text, span, verb))
    if short_of(text, span, start):
        return whose_count(context, span, reading, named=named)
    if not level or _CLOSED.search(text, verb[1], figure.span[0]):
        return False
    if [word for word in reading.between if word not in _OF_COUNTS]:
        return False
    if reading.kinds == {"set"} and reading.subject == "counter" and reading.clause.inserted:
        return near_named(context, span, named=named)  # "signatures, put at 64,187 by a newspaper, ..."
    if reading.kinds == {"set"}:  # "put the number of signatures at 62,300"
        return bool({"number", "count", "tally", "total"} & set(reading.between)) and near_named(context, span, named=named)
    if "gather" in reading.kinds and WHILE.match(text, figure.span[1]) and not perfect(reading):
        return False
    if not signatures and reading.kinds == {"gather"}:
        return False  # "collected 400"
    petition_has = reading.subject == "petition" and figure.value >= _MANY and named
    if not signatures and text[slice(*verb)].lower() in ("has", "had", "have", "having") and not petition_has:
        return False  # "has 140", which may be anything
    whose = reading.subject
    if _INVERTED.match(reading.lead):
        return False
    if whose == "petition" and not named and not petition_near(context, span):
        return False  # a letter, an appeal, a campaign that nothing ties to a petition
    if whose in ("goal", "gain"):
        return False
    if (
        whose in ("other", "people")
        and not (signatures and reading.kinds == {"tell"})
        and not (signatures and named and reading.kinds & {"stand"} and whose == "people")
    ):
        return False
    if whose == "there":
        return signatures
    if whose in ("pronoun", ""):
        before = text[max(0, span[0] - 400) : span[1] if whose else verb[0]]
        if PETITION.search(before) is None and plea_of(context, span, verb[0]) is None:
            return False
    if whose in ("counter", "site") and not signatures and not (named or COUNTER.search(text, *span)):
        return False
    if _denied_level(text, span, figure, reading):
        return True
    return verb_stands(text, span, verb) or NOT_SO_MANY.search(text[max(span[0], start - 30) : start]) is not None


def whose_count(context: Context, span: Span, reading: Reading, *, named: bool) -> bool:
    """Whether what a level is told of is a petition or its counter."""
    if reading.subject in ("petition", "counter", "site"):
        return named or petition_near(context, span)
    return reading.subject in ("pronoun", "") and petition_near(context, span, 400)


def _denied_level(text: str, span: Span, figure: Figure, reading: Reading) -> bool:
    """Whether a number is said not to have been reached, or not to have been passed."""
    verb = reading.verb_span
    told = bool(reading.kinds & {"reach", "gather", "sign"}) or ("hold" in reading.kinds and figure.bound in ("over", "at_least"))
    return verb is not None and told and figure.bound in ("exact", "over", "at_least") and denied(text, span, verb)


def bound_of(context: Context, span: Span, figure: Figure) -> str:
    """The bound of a count that is denied or fallen short of: "under", "up_to", "nearly"; "" where it stands as it is written."""
    text = context.narration
    if short := short_of(text, span, figure.span[0]):
        return short
    reading = read(context, span, figure.span)
    if reading is None or not _denied_level(text, span, figure, reading):
        return "under" if NOT_SO_MANY.search(text[max(span[0], figure.span[0] - 30) : figure.span[0]]) is not None else ""
    return "up_to" if figure.bound == "over" and "reach" not in reading.kinds else "under"


# "Signatures on the Tidewater petition at Sunday midnight: 64,187".
_LABELLED: Final = re.compile(
    r"\s?[:–—]\s(?:the\s)?(?:number of (?:signatures|names|signers|people who)|signatures on|how many)\b", re.IGNORECASE
)
_LABEL: Final = re.compile(r"(?:^|[.;–—|]\s)[^.;:?!]{3,80}:\s(?:now\s|already\s|over\s|about\s)?$")


def near_named(context: Context, span: Span, *, named: bool) -> bool:
    """Whether a sentence names a petition, signatures or the site that counts them."""
    words = context.narration[slice(*span)]
    return named or "signat" in words.lower() or site_in(context, words)


def counted_before(text: str, span: Span, at: int) -> bool:
    """Whether signatures are named in a sentence before a place."""
    return re.search(r"\b(?:signatures|names)\b", text[span[0] : at]) is not None


def near_count(text: str, span: Span, at: int) -> bool:
    """Whether what stands before a colon is how many signed, and neither a goal nor a need."""
    label = text[span[0] : at]
    return re.search(
        r"\b(?:signatures?|signers|signatories|tally|count|counter|ticker|petition(?:\s(?:total|count|tally))?)\b", label, re.IGNORECASE
    ) is not None and not re.search(
        r"\b(?:goal|target|needed|missing|removed|new|added|today|gain|increase|growth|left|to go)\b", label, re.IGNORECASE
    )


def _leading(context: Context, span: Span, figure: Figure, *, signatures: bool, named: bool, reading: Reading) -> bool:
    """A number before its verb, or without one: "62,000 signatures stand under it", "with 62,000 signatures the petition ...", "1.2m sign petition"."""
    text, start, end = context.narration, *figure.span
    at = (start, start)
    if named and figure.unit in BARE and start - span[0] <= 2 and _LABELLED.match(text, end):
        return asserted(text, span, at)
    if figure.unit in BARE | SIGNATURE and _LABEL.search(text[max(span[0], start - 90) : start]) and near_count(text, span, start):
        return asserted(text, span, at)
    if named and goal_beside(context, span, figure, before=False) is not None:
        return asserted(text, span, at)
    if re.search(r"-(?:strong|signature)", text[start : end + 8]) and _STRONG.match(text, end):
        return asserted(text, span, at)  # "a 63,000-strong petition"
    if named and figure.value >= 100 and _COUNTING.match(text, end):
        return asserted(text, span, at)
    if not signatures and figure.value >= 100 and named:
        if reading.link == "at" and reading.verb is None and reading.follows is None and reading.subject in ("petition", "counter"):
            return asserted(text, span, at)  # "Petition to free Tidewater at 62,800"
        if re.match(
            r"\s(?:(?:has|have|had|already|now|been|so|far)\s)+(?:collected|gathered|recorded|counted|received|added|reached)\b",
            reading.tail,
        ) and counted_before(text, span, start):
            return asserted(text, span, at)  # "of the 75,000 signatures needed, 62,800 have been collected"
    if not signatures:
        return False
    if reading.clause.inserted and reading.place == 0 and reading.clause.before and reading.clause.before[-1].word == "petition":
        return asserted(text, span, at)  # "the petition (63,182 signatures) ..."
    if (passive := _ON_IT.match(reading.tail)) is not None:
        if (
            re.search(r"(?:collected|gathered|recorded|logged|registered|received|amassed|secured|obtained|accumulated)$", passive[0])
            and WHILE.match(text, end + passive.end())
            and not re.search(r"\b(?:ha[sd]|have)\b", passive[0])
        ):
            return False
        return verb_stands(text, span, (end, end)) and asserted(text, span, at) and not RULE.search(reading.lead)
    if _OF_ITS_OWN.match(reading.tail) and named:
        return asserted(text, span, at)
    if (
        not named
        and PETITION.search(text, max(0, span[0] - 200), span[0]) is not None
        and not reading.lead.strip()
        and not reading.tail.strip(" .!")
    ):
        return True  # "That petition? 62,000 signatures."
    if not named:
        return False
    if re.match(r"\s(?:would|could|should|must|can|may|might|will|shall)\b", reading.tail):
        return False  # "a petition with 100,000 signatures would have to be debated"
    if (reading.lead.endswith((" at ", " topping ", " passing ")) or _WITH.search(reading.lead)) or (
        figure.unit in ("signatory", "signer", "supporter", "backer") and SIGNED.match(reading.tail)
    ):
        return asserted(text, span, at)
    of_it = re.search(r"(?:petition|appeal|campaign)[’']?s?,?\s+(?:\w+\s){0,2}$", text[max(span[0], start - 40) : start])
    return (
        bool(of_it or (_PLACED.match(reading.tail + " ") and reading.link != "from"))
        and asserted(text, span, at)
        and not _CLOSED.search(text, max(span[0], start - 14), start)
    )


def named_before(text: str, start: int, end: int) -> bool:
    """Whether a petition is named between two places."""
    return PETITION.search(text, start, end) is not None
