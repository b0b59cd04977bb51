"""Whether a sentence can be of something else than the work: another name, a part or another edition of it, a part of those who judge.

Praise and scorn, and changes of a page, are refuted only where nothing else that they can be of is named beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from uproar.case import Case
from uproar.claims.context import Context, Span, clause_end
from uproar.claims.subjects import same_name

# What comes out beside a work and is judged by itself.
_BESIDE: Final = re.compile(
    r"\b(?:soundtracks?|trailers?|teasers?|demos?|betas?|patch(?:es)?|updates?|expansions?|DLC|sequels?|prequels?|remakes?|remaster"
    r"|spin-offs?|mods?|modders|adaptations?"
    r"|(?<!day )editions?|app|apps|companion|novel|namesake|board[- ]game|predecessor|successor|merchandise|servers|documentary"
    r"|(?:German|French|Italian|Spanish|Japanese|Korean|Chinese|film|movie|television|TV|stage|comic|console|mobile|handheld|Switch"
    r"|VR|offline|fan|board-game|pirated?) version"
    r"|also called|of the same (?:name|title)|no relation|1[89]\d\d)\b",
    re.IGNORECASE,
)
# Of those who judge, some: "veteran players", "our readers", "players who pre-ordered".
_GIVEN: Final = re.compile(
    r"\b(?:gave|give|gives|given|awarded|handed|rated|scored|about|lukewarm (?:on|about))\s(?:the|its|their|his"
    r"|her)\s(?P<thing>(?:[\w-]+\s?){1,2})"
)
_GIVEN_FITTING: Final = re.compile(
    r"\b(?:game|title|release|film|movie|show|series|album|book|work|product|sim|simulator|adventure|sailing|studio[’']s|lowest"
    r"|highest|same|worst|best|average|score|marks?|grades?|maximum|full|rating|whole|verdict|top|new)\b"
)
_SOME: Final = re.compile(
    r"\b(?:veteran|seasoned|casual|loyal|new|newer|older|long-?time|console|PC|mobile|handheld|returning|experienced|novice"
    r"|verified|regular|amateur|freelance|competitive|solo"
    r"|European|American|Asian|African|Nordic|teenage|adult|retired|blind|disabled|rural|urban|married|single|subscribed|premium"
    r"|elite|pro)\s(?:players|gamers|users|fans|viewers|customers"
    r"|critics|reviewers|readers)\b|\b(?:our|[A-Z]\w+[’']s)\s(?:own\s)?(?:readers|viewers|users|listeners|subscribers|critics?"
    r"|reviewers?)\b|\b(?:asked|polled|surveyed|questioned)\s(?:on|by|in|whether|about)\b"
    r"|\b(?:players|users|fans|critics|viewers|reviewers)\s(?:who|in|from|of|over|under|aged|with)\s(?!the\s(?:press|media|world)"
    r"|it\b|large\b|general\b|rated|gave|have\sgiven|reviewed|bought|played)"
)
_NAME: Final = re.compile(
    r"(?<![\w#@/.])(?P<the>[Tt]he\s)?(?P<name>[A-Z][\w’'-]*(?:\s(?:&\s|of\s|and\s|the\s)?(?:[A-Z][\w’'-]*|\d[\d.]*))*)"
)
# Whoever is only quoted as the source is not what the sentence is of.
_SOURCE_BEFORE: Final = re.compile(r"\b(?:according to|told|said|says|writes|wrote|by)\s(?:the\s)?(?:[a-z]+\s){0,3}$")
_SOURCE_AFTER: Final = re.compile(
    r"(?:[’']s?)?,?\s(?:[a-z]+\s){0,2}?(?:said|says|wrote|writes|reports?|reported|told|found|finds|show(?:s|ed)?|counted|counts"
    r"|notes?|noted|adds|added|tweeted|analysis|count|review|survey"
    r"|figures|data|research|writes)\b"
)
_APPOSED: Final = re.compile(r",\s(?:which|whose|an?|the|also|out|released)\b")
_CALENDAR: Final = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Easter"
    r"|Christmas|I|AM|PM|CET|GMT|UTC|TV|US|UK|EU)(?:[’']s)?"
)
_COMMON: Final = frozenset(
    """
    the a an it its he she they we you this that these those there here who what when where why how which on in at by for from with without
    after before since until while although though
    if as and but or nor so yet to of about over under among between despite unlike like according meanwhile however even only just still
    now then today yesterday tomorrow overall
    critics critic players player users user fans audiences audience viewers gamers customers reviewers readers press game games ratings
    reviews scores grades user-reviews people nobody
    everyone most many few some all both neither none half one two three four five six seven eight nine ten more less almost nearly roughly
    late early last first no not never his her our
    their my your contrary every each hardly far professional explainer live update breaking analysis opinion correction clarification news
    watch read exclusive verdict headline
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
_OF_ITS: Final = re.compile(r"[’']s?\s(?P<thing>(?:[\w-]+\s?){1,3})")
# What a work has that stands for it: how it was received, by whom, when.
_FITTING: Final = re.compile(
    r"\b(?:reviews?|reviewers?|scores?|ratings?|grades?|marks?|averages?|means?|reception|critics?|players?|users?|fans|audiences?"
    r"|viewers|owners|buyers|customers|launch|release|debut|premiere|verdicts?"
    r"|notices|metascore|store|page|listing|entry|own|fortunes|reputation|standing|feedback|response|case|game|title|picture"
    r"|description|artwork|blurb|image|text|banner|thumbnail|synopsis|price"
    r"|admirers|detractors|petition|approval|share)\b",
    re.IGNORECASE,
)


def of_something_else(context: Context, claim: Span, sentence: Span) -> bool:
    """Whether a sentence names something beside the case's work that its praise, scorn or change can be of.

    Args:
        context: The text.
        claim: The words that were read.
        sentence: The sentence they stand in.
    """
    text, case = context.narration, context.case
    words = text[slice(*sentence)]
    if _BESIDE.search(words) or _SOME.search(words):
        return True
    if any(
        not _GIVEN_FITTING.search(given["thing"])
        for given in _GIVEN.finditer(words)
        if claim[0] <= given.start() + sentence[0] <= claim[1] + 2
    ):
        return True
    if case is None or not case.title:
        return False
    ours = _ours(case)
    # Behind the claim's own clause stands who says so; before it, what it is of.
    until = text[sentence[0] : clause_end(text, claim[1], sentence[1])]
    for match in _NAME.finditer(until):
        if (
            _APPOSED.match(until, match.end())
            and match.start() <= 1
            and not any(same_name(match["name"], one) for one in ours)
            and match["name"].casefold() not in _COMMON
        ):
            return True  # "Driftmark, which had the same trouble, now has ..."
        if not _foreign(match, words, ours):
            continue
        return True
    for name in (case.title, *case.aliases):
        for match in re.finditer(rf"(?<![#\w]){re.escape(name)}(?=[’'])", words):
            thing = _OF_ITS.match(words, match.end())
            if thing is not None and not _FITTING.search(thing["thing"]):
                return True
    return False


def named_before(context: Context, sentence: Span) -> bool:
    """Whether the sentence before told of something else, and this one goes on about it without naming the work: "The patch came on Friday. Players loved it."."""
    case, text = context.case, context.narration
    if (
        case is None
        or not case.title
        or context.spoken
        or any(name and name in text[slice(*sentence)] for name in (case.title, *case.aliases))
    ):
        return False
    if not _GOES_ON.search(text, *sentence):
        return False
    start, ours = context.paragraph(sentence)[0], _ours(case)
    for before in reversed(context.sentences_in(start, max(start, sentence[0] - 1))):
        words = text[slice(*before)]
        if before[1] <= sentence[0] and (
            _BESIDE.search(words) or _THERE_IS.search(words) or any(_of_another_work(match, words, ours) for match in _NAME.finditer(words))
        ):
            return True
        if before[1] <= sentence[0] and any(name and name in words for name in (case.title, *case.aliases)):
            return False
    return False


_THERE_IS: Final = re.compile(
    r"\b[Tt]here (?:is|was) (?:also )?an? (?:\w+ )?(?:film|movie|book|series|show|musical|play|comic|board game|album)\b"
)
_GOES_ON: Final = re.compile(r"\b(?:it|its|them|they|the (?:game|title|film|movie|show|series|book))\b(?![’'])", re.IGNORECASE)
_MADE: Final = re.compile(
    r"\b(?:came out|released|made|launched|appeared|out in|had the same|game|film|movie|title|sequel|series|predecessor)\b", re.IGNORECASE
)


def _of_another_work(match: re.Match[str], words: str, ours: Sequence[str]) -> bool:
    return _MADE.search(words) is not None and (_foreign(match, words, ours) or _opens_foreign(match, words, ours))


def _opens_foreign(match: re.Match[str], words: str, ours: Sequence[str]) -> bool:
    """Whether a sentence opens with a name and its verb: "Driftmark came out in 2023"."""
    name = match["name"]
    return (
        match.start() <= 1
        and name.casefold() not in _COMMON
        and not _CALENDAR.fullmatch(name)
        and not any(same_name(name, one) for one in ours)
        and re.match(r"\s(?:came out|was (?:released|made|launched)|is (?:a|the|an)|has|had|,)\b", words[match.end() :]) is not None
    )


def _foreign(match: re.Match[str], words: str, ours: Sequence[str]) -> bool:
    """Whether a name in a sentence is neither the case's, nor a day's, nor that of a source."""
    name = re.sub(r"[’']s?$", "", match["name"])
    parts = name.split()
    first = match.start() <= 1 or words[: match.start()].rstrip()[-1:] in ("", ":", "“", '"', ".", "–", "—", "?", "!")
    while parts and (parts[0].casefold() in _COMMON or _CALENDAR.fullmatch(parts[0])):
        parts = parts[1:]
        first = False
    if not parts or all(_CALENDAR.fullmatch(part) or part[0].isdigit() for part in parts):
        return False
    said = " ".join(parts)
    if any(same_name(said, one) for one in ours):
        return False
    if first and len(parts) == 1 and not match["the"]:
        return False  # the capital of a sentence's first word tells nothing
    before = words[: match.start("the") if match["the"] else match.start("name")]
    return not (_SOURCE_AFTER.match(words, match.end()) or _SOURCE_BEFORE.search(before))


@lru_cache(maxsize=16)
def _ours_of(title: str, aliases: tuple[str, ...], parties: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    words = tuple(word for name in (title, *aliases, *parties) for word in name.split() if len(word) > 2)
    return tuple(one for one in (title, *aliases, *parties, *others, *words) if one)


def _ours(case: Case) -> tuple[str, ...]:
    parties = tuple(name for party in case.parties for name in (party.name, *party.aliases))
    others = (*case.terms, *(page.id for page in case.pages), *(name for one in case.petitions for name in (one.name, one.site, one.id)))
    return _ours_of(case.title, tuple(case.aliases), parties, tuple(others))
