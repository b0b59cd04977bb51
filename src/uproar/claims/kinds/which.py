"""Which petition a text speaks of: how it names it, where it is, what it asks for."""

from __future__ import annotations

import re
from typing import Final

from uproar.claims.context import Context, Span
from uproar.claims.grammar.clauses import tokens_of
from uproar.claims.grammar.reading import is_verb
from uproar.claims.grammar.words import AUXILIARIES, BASES
from uproar.claims.kinds.sides import CAPITAL
from uproar.claims.subjects import same_name
from uproar.extract.names.platforms import platform_in

PETITION: Final = re.compile(r"\b(?:petition|open letter|online appeal)(?!s\b|er)", re.IGNORECASE)
PETITIONS: Final = re.compile(r"\b(?:petitions|(?:any|every|each) petition)\b", re.IGNORECASE)
SIGNATURE: Final = frozenset({"signature", "signatory", "signer", "signee", "signature so far", "name"})
PERSON: Final = frozenset(
    """
    person fan user viewer player supporter citizen parent reader customer subscriber voter resident member gamer employee worker
    student listener american briton other moviegoer follower author academic nurse
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
_SUBJECT: Final = re.compile(
    r"\b(?:(?:a|an|the|his|her|their|our|my|your|one|this|that|its|another|online|other|separate|rival|new|old|popular|earlier"
    r"|previous|former|second"
    r"|third|different"
    r"|competing|counter|similar|unrelated|parallel|later|Change\.org)[,\s]\s?)*(?:(?-i:[A-Z])[\w.’'&-]*\s){0,4}(?:[\w.’'-]+\s)?"
    r"(?:counter-?)?(?:petition|open letter|online appeal)(?!s\b|er)"
    r"(?:\s(?:on|at|by|to|hosted on)\s(?:the\s)?(?:(?-i:[A-Z])[\w.]+|[\w-]+\.[a-z]{2,}))?",
    re.IGNORECASE,
)
# Petitions beside the one that a story is about.
_OTHER: Final = re.compile(
    r"\b(?:rival|another|other|separate|earlier|previous|former|second|third|different|competing|similar|unrelated|parallel|later"
    r"|opposing"
    r"|old)\b|\bcounter",
    re.IGNORECASE,
)
_THEIR_OWN: Final = re.compile(r"\s(?:of (?:their|his|her|its) own|elsewhere)\b", re.IGNORECASE)
_DETERMINER: Final = re.compile(r"(?<![\w’'-])(?:the|an?|his|her|their|our|my|your|its|that|this|one|another)\s", re.IGNORECASE)
_BACK: Final = re.compile(r"(?:(?:the|that|this|its)\s)?(?:online\s)?(?:petition|open letter|online appeal)", re.IGNORECASE)
_NAME: Final = re.compile(r"(?:\d+\s)?[A-Z][\w.’'&-]*(?:\s[A-Z][\w.’'&-]*)*")
_NO_NAMES: Final = frozenset(
    """
    a an the his her their our my your we i one this that its another online other separate rival new old popular earlier previous second petition open
    letter appeal more over some when in on as with signatures nearly about
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)


_OURS: Final = re.compile(r"\b(?:we|our)\b[^.;]{0,60}\bsignatures\b", re.IGNORECASE)


def petition_near(context: Context, span: Span, back: int = 600) -> bool:
    """Whether a petition is named in a sentence, before it, or, of what a speaker says, right behind it."""
    text, case = context.narration, context.case
    if context.spoken and case is not None and len(case.petitions) == 1 and _OURS.search(text, *span):
        return True
    return PETITION.search(text, max(0, span[0] - back), span[1] + (300 if context.spoken else 0)) is not None


def subject_of(context: Context, span: Span, near: int) -> tuple[str, dict[str, object]]:
    """The petition as the sentence names it, nearest before the figure, with what sets it apart: another one, or one of this name."""
    text = context.narration
    there = [match for match in _SUBJECT.finditer(text, *span) if not PETITIONS.fullmatch(match[0])]
    match = next((each for each in reversed(there) if each.end() <= near), there[0] if there else None)
    subject = match[0].strip() if match else "the petition"
    # "Wednesday the petition": what stands before an article is no name of it.
    subject = subject[max((cut.start() for cut in _DETERMINER.finditer(subject)), default=0) :]
    marks: dict[str, object] = {}
    named = next((name for name in _names_in(subject)), None)
    if named is not None:
        marks["named"] = named
        if re.search(rf"\b(?:on|at|hosted on)\s(?:the\s)?{re.escape(named)}", subject):
            marks["named_site"] = True
    if match is not None:
        marks |= _told_of(context, span, match)
        if _indefinite(context, match, marks):
            marks["indefinite"] = True
    if match is None and context.spoken and PETITION.search(text) is None:
        marks["indefinite"] = True  # "we have 3,000 signatures": of a petition that the text does not name
    if match is None and (plea := plea_of(context, span, near)) is not None:
        title = _TITLE_OR_ADDRESS.search(context.text, span[0], near)
        marks |= {"told": title["title"]} if title is not None and title["title"] else {}
        if not plea:
            marks["indefinite"] = True
        word = PLEA.search(context.narration, span[0], near)
        if word is not None and _OTHER.search(context.narration, max(span[0], word.start() - 30), word.start()):
            marks["other_petition"] = True
    if re.match(r"their\s", subject, re.IGNORECASE):
        marks["indefinite"] = True  # whose it is another sentence may tell
    if (
        match is None
        and (earlier := list(_SUBJECT.finditer(text, max(0, span[0] - 300), span[0])))
        and _THEIR_OWN.match(text, earlier[-1].end())
    ):
        marks["other_petition"] = True
    if _OTHER.search(subject) or (match is not None and _THEIR_OWN.match(text, match.end())):
        marks["other_petition"] = True
    elif _BACK.fullmatch(subject):
        # "The petition" is the one told of last.
        back = match.start() if match else span[0]
        told = list(_SUBJECT.finditer(text, max(0, back - 600), back))
        if told and (_OTHER.search(told[-1][0]) or _THEIR_OWN.match(text, told[-1].end())):
            marks["other_petition"] = True
    return subject, marks


def _indefinite(context: Context, match: re.Match[str], marks: dict[str, object]) -> bool:
    """Whether "a petition" can be any: nothing tells what it asks for, where it is, or that the text is about the case."""
    case, text = context.case, context.text
    if case is None or marks.get("purpose") or marks.get("told") or not re.match(r"an?\s", match[0].strip(), re.IGNORECASE):
        return False
    names = (case.title, *case.aliases, *case.terms, *(party.name for party in case.parties), *(one.site for one in case.petitions))
    return not any(name and name.casefold() in text.casefold() for name in names)


_PURPOSE: Final = re.compile(
    r"(?:\s(?:on|at)\s(?:the\s)?[\w.]+)?(?:,?\s(?:(?:that|which|is|was)\s)?(?:asks?|asking|calls?|calling|demands?|demanding"
    r"|urg(?:es|ing)"
    r"|want(?:s|ing)?|seek(?:s|ing)?|pleads?|pleading)"
    r"|\s(?:to(?=\s[a-z])(?!\s(?:\w+\s)?\d)|for(?!\s(?:all|its|their|some|days|hours|weeks|now|example|instance|the (?:first|last"
    r"|time))\b)|against|over(?!\s\d)|about(?!\s\d)))"
    r"\s(?P<purpose>[^.;,]{3,90}?)(?=\s(?:ha[sd]|had|was|were|is|stood|stands|gained|gathered|collected|reached|passed|drew|got|attracted"
    r"|topped|crossed|amassed|received|now|shows?|showed|holds?|held|draws|counts?|counted|grew|rose|climbed|attracts|carries"
    r"|bears)\b|[.;,]|$)",
    re.IGNORECASE,
)
_TITLE_OR_ADDRESS: Final = re.compile(
    r"[“\"‘](?P<title>[^”\"’\n]{4,120})[”\"’]|(?P<address>(?:https?://|www\.)\S+|\b[\w-]+\.[a-z]{2,12}/\S+)"
)


def _told_of(context: Context, span: Span, match: re.Match[str]) -> dict[str, object]:
    """What the sentence tells of the petition: what it asks for, its title or its address."""
    marks: dict[str, object] = {}
    purpose = _PURPOSE.match(context.narration, match.end(), span[1])
    if purpose is not None and not _labelled(context, span, match.start()) and (asked := _of_its_clause(context, purpose.span("purpose"))):
        marks["purpose"] = asked
    told = _TITLE_OR_ADDRESS.search(context.text, match.start(), min(span[1], match.end() + 160))
    if told is not None:
        marks["told"] = told["title"] or told["address"].rstrip(".,;")
    return marks


def _labelled(context: Context, span: Span, at: int) -> bool:
    """Whether a headline begins with the case's name and a colon ("Tidewater: petition for solo sailing ..."): its petition is the case's."""
    case, label = context.case, context.text[span[0] : at].partition(":")
    return case is not None and bool(label[1]) and any(name and same_name(label[0].strip(), name) for name in (case.title, *case.aliases))


def _of_its_clause(context: Context, span: Span) -> str:
    """What a petition asks for, as far as its clause goes: up to the first number or the first finite verb ("... garnered over 60,000")."""
    end, tokens = span[0], tokens_of(context, span)
    for place, token in enumerate(tokens):
        before = tokens[place - 1].word if place else ""
        finite = token.is_verb and before not in ("to", "not", "and", "that", "which", "who", "be") and not token.word.endswith("ing")
        if (
            token.figure is not None
            or token.date is not None
            or (finite and place > 0 and is_verb(tokens, place) and (token.word not in BASES or token.word in AUXILIARIES))
        ):
            break
        end = token.span[1]
    words = context.text[span[0] : end]
    return re.sub(r"(?:[\s,]+(?:in|on|at|by|with|for|of|to|the|a|an|and|as|now|already|since|from|over|until|than))+$", "", words).strip(
        " ,"
    )


_CALENDAR: Final = re.compile(
    r"(?:Mon|Tue|Wedne|Thur|Fri|Satur|Sun)\w*|Jan\w*|Feb\w*|March|Mar|Apr\w*|May|June?|July?|Aug\w*|Sept?\w*|Oct\w*|Nov\w*|Dec\w*|noon"
    r"|midnight|yesterday|today|late|early|early",
    re.IGNORECASE,
)


def _names_in(subject: str) -> list[str]:
    found = []
    for match in _NAME.finditer(subject):
        words = match[0].split()
        while words and words[0].casefold() in _NO_NAMES:
            words.pop(0)
        words = [
            word
            for word in words
            if word.casefold() not in ("petition", "letter", "appeal") and not _CALENDAR.fullmatch(word.rstrip(".,’'s"))
        ]
        if words:
            found.append(" ".join(words).removesuffix("’s").removesuffix("'s").rstrip("."))
    return found


def site_of(context: Context, span: Span) -> str | None:
    """The petition site that a sentence names."""
    return platform_in(context.narration, "petition", *span) or scene_of(context, span) or _elsewhere(context, span)


_OVER_ON: Final = re.compile(rf"\b(?:[Oo]n|[Oo]ver at)\s(?:the\s)?(?:site\s|website\s|platform\s)?(?P<site>{CAPITAL})")


def _elsewhere(context: Context, span: Span) -> str | None:
    """A name that a sentence puts a petition on and that is none of the case's ("over on Voicewell, ..."); a work, a company and a platform are no petition site."""
    case = context.case
    if case is None:
        return None
    ours = [case.title, *case.aliases, *case.terms, *(name for party in case.parties for name in (party.name, *party.aliases))]
    ours += [name for one in case.petitions for name in (one.site, one.name)]
    for match in _OVER_ON.finditer(context.narration, *span):
        social = platform_in(match[0], "social") or platform_in(match[0], "review")
        if social is None and not any(same_name(match["site"], name) for name in ours if name):
            return match["site"]
    return None


def site_in(context: Context, words: str) -> bool:
    """Whether some words name the site of a petition of the case."""
    case = context.case
    names = [one.site.removeprefix("www.").partition(".")[0] for one in case.petitions if one.site] if case is not None else []
    return any(name.casefold() in words.casefold() for name in names)


_SCENE: Final = re.compile(
    r"\b[Oo]n\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar(?:ch|\.|\s\d)|Apr|May\b|June?\b|July?\b|Aug|Sep|Oct|Nov"
    r"|Dec|Christmas|New Year)"
    r"(?P<site>[A-Z][\w-]+(?:\.\w+)?(?:\s[A-Z][\w-]+)*),\s(?:where|a|another|the)\s"
)


def scene_of(context: Context, span: Span) -> str | None:
    """A site that a sentence sets the scene on ("On Harbourvoice, where another group is collecting names, ..."); what the case is about is none."""
    case, match = context.case, _SCENE.search(context.narration, *span)
    if case is None or match is None:
        return None
    own = (case.title, *case.aliases, *(name for party in case.parties for name in (party.name, *party.aliases)))
    return None if any(same_name(match["site"], name) for name in own if name) else match["site"]


# "The appeal", "the campaign's page": petitions by another word, where the sentence names what the case's own is called, where it is, or the work.
PLEA: Final = re.compile(r"\b(?:appeal|plea|letter|campaign|initiative|call|motion|page)\b(?!s)", re.IGNORECASE)


_STRONG_PLEA: Final = re.compile(r"\b(?:appeal|plea|campaign|initiative)\b(?!s)", re.IGNORECASE)


def plea_of(context: Context, span: Span, at: int) -> bool | None:
    """Whether a sentence tells of a petition by another word, before a place: True if it is the case's by name or site, False if by its work only."""
    case, text = context.case, context.text
    if case is None or PLEA.search(context.narration, span[0], at) is None:
        return None
    words = text[slice(*span)].casefold()
    if any(
        name and name.casefold() in words for one in case.petitions for name in (one.name, one.site.removeprefix("www.").partition(".")[0])
    ):
        return True
    if _STRONG_PLEA.search(context.narration, span[0], at) is None:
        return None  # a letter or a page may be anything
    return False if any(name and name.casefold() in words for name in (case.title, *case.aliases, *case.terms)) else None
