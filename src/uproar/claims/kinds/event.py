"""Find events that a text dates: a statement or an apology by a party, the release, the start of the petition or of a hashtag."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import MASK, Context, Span, asserted, clause_end, clause_start
from uproar.claims.kinds.which import PETITION, subject_of
from uproar.extract.dates.find import TimeExpression
from uproar.extract.names.platforms import platform_in

_COMPANY: Final = r"(?:[Tt]he\s)?(?:company|studio|publisher|developers?|distributor|streamer|firm|maker)"
_WORK: Final = r"(?:[Tt]he|[Ii]ts|[Tt]his)\s(?:\w+\s)?(?:game|film|movie|show|series|album|book|app|title)"
_SAID: Final = (
    (
        "apology",
        r"apologi[sz]ed|(?:issued|offered|made|published|posted|released|gave)\s(?:an?|its|their|the)\s(?:\w+\s){0,2}apology|said sorry",
    ),
    (
        "statement",
        (
            r"(?:issued|released|made|published|posted|put out|gave|came out with)\s(?:an?|its|their|the"
            r"|another)\s(?:\w+\s){0,2}(?:statement"
            r"|response|reply|message|announcement)|responded|replied|broke its silence|addressed the (?:complaints|criticism"
            r"|backlash|row|protest)"
            r"|commented|spoke out|reacted|answered|defended (?:it|the|its|his|her)\w*"
        ),
    ),
)
_OUT: Final = (
    r"(?:was|were|is|got|had been|been)?\s?(?:(?:\w+ly|at last|first|then|eventually)\s)?(?:released|launched|published|came out|went on"
    r" sale|arrived|debuted|premiered|shipped|landed|dropped(?! (?:out|off|from|to|by|back|down|away|below|under|a|its))|rolled out"
    r"|became available|appeared(?=,? (?:on|last) (?:\w+day\b|\d))"
    r"|made its debut|saw the light of day|set sail"
    r"|hit (?:the )?(?:stores?|shelves)|opened|(?:has|have|had) been (?:out|available|on sale|in (?:the )?(?:shops|stores)))"
)
_BEGAN: Final = (
    r"(?:was|were|had been|got|been)?\s?(?:(?:\w+ly|first)\s)?(?:launched|started|created|set up|opened|begun|began|went live|went online"
    r"|came online|(?:goes|comes|go) (?:online|live|up)|opens|starts|begins|launches|went up|published|posted"
    r"|appeared|put (?:online|up)|initiated|kicked off|sprang up|registered|uploaded|brought into being|(?:has|have"
    r"|had) been (?:online|live"
    r"|open|running|up|collecting signatures))"
)
_SPREAD: Final = (
    r"(?:\w+ly\s)?(?:first\s)?(?:began|started|took off|emerged|appeared|surfaced|broke out|exploded|surged|spread|caught on|sprang up"
    r"|was born|gained traction|burst)(?! (?:\w+ ){0,2}?(?:among|in|on|into|onto) (?:[\w’']+ ){0,3}?(?:trends|trending|list|top|charts))"
)
_STATEMENT_CAME: Final = re.compile(
    r"\b(?:the|its|their|a|an|[\w’']+[’']s)\s(?:\w+\s)?(?P<what>statement|apology|response|reply)\s(?:(?:from|by"
    r"|of)\s(?P<of>(?:the\s)?(?:[\w’']+\s){1,3}?))?"
    r"(?:\w+\s)?(?:came|followed|arrived"
    r"|was (?:issued|released|published|made|posted)|appeared|went out)\b",
    re.IGNORECASE,
)
_NOT_WORK: Final = re.compile(
    r"\b(?:trailer|teaser|demo|beta|patch|update|sequel|expansion|version|edition|soundtrack|remake|console|DLC|previous|earlier"
    r"|last|next"
    r"|other|new)\b",
    re.IGNORECASE,
)
# What belongs to a work and comes out by itself.
_PART_OF: Final = (
    r"\b(?P<part>(?:[Tt]he|[Ii]ts|[Aa]n?|[\w-]+[’']s)\s(?:(?!of|for|to)\w+\s){0,2}?(?:soundtrack|trailer|teaser|demo|beta|patch"
    r"|update|sequel|expansion|remake|DLC|score|art book|board game"
    r"|(?:film|movie|console|mobile|stage|comic|TV|collector[’']s) (?:version|adaptation|edition)))"
)
_HASHTAG: Final = re.compile(r"(?<![\w&/#])[#＃]\w*[^\W\d]\w*")


def find(context: Context) -> list[Claim]:
    """Events whose own clause gives a time; what was said in quotation marks is a statement and no event beside it."""
    if not context.dates or context.case is None:
        return []  # what dates an event is the case; without one there is nothing to hold it against
    claims: list[Claim] = []
    for span in context.spans:
        if span[1] - span[0] > 3_000 or not context.dates_in(*span):
            continue
        claims += _of_parties(context, span) + _releases(context, span) + _starts(context, span)
    return claims


def _of_parties(context: Context, span: Span) -> list[Claim]:
    text = context.narration
    if MASK in text[span[0] : span[1]] or re.search(r"[“\"]", context.text[span[0] : span[1]]):
        return []
    parties = [
        name for party in (context.case.parties if context.case else ()) for name in (party.name, *party.aliases, party.name.split()[0])
    ]
    who = "|".join([_COMPANY, *(re.escape(name) for name in sorted(set(parties), key=len, reverse=True) if name)])
    for what, verbs in _SAID:
        match = re.search(
            rf"\b(?P<who>{who})\s(?:(?:has|have|had|then|later|also|finally|eventually|publicly|first|only)\s){{0,3}}(?P<verb>{verbs})\b",
            text[span[0] : span[1]],
        )
        if match is None:
            continue
        at = (span[0] + match.start(), span[0] + match.end())
        verb = (span[0] + match.start("verb"), at[1])
        if asserted(text, span, verb):
            return _claims(context, span, at, what, match["who"])
    match = _STATEMENT_CAME.search(text, *span)
    if match is not None and match["of"] is not None and not re.match(who, match["of"]):
        return []  # "a statement from the bank"
    if match is not None and asserted(text, span, match.span()):
        return _claims(context, span, match.span(), "apology" if match["what"].lower() == "apology" else "statement", match[0].split()[0])
    return []


def _releases(context: Context, span: Span) -> list[Claim]:
    text, case = context.narration, context.case
    if case is None or not case.released:
        return []
    names = [re.escape(name) for name in (case.title, *case.aliases) if name]
    who = "|".join([*names, _WORK])
    led = re.match(rf"\W*(?:Released|Launched|Out|Published)\s[^,.;]{{2,60}},\s(?P<who>{who})\b", text[span[0] : span[1]])
    if led is not None and not _NOT_WORK.search(led[0]):
        date = next((each for each in context.dates_in(span[0], span[0] + led.start("who")) if each.from_at is not None), None)
        if date is not None:
            return _claims(context, span, (span[0], date.span[0]), "release", led["who"])
    aside = re.search(
        rf"(?P<who>{who}),\s(?:which\s(?:was|has been)\s)?(?:first\s)?(?P<out>released|launched|published|out)\s(?:on|last|this|since"
        rf"|late on|early on)\s(?:\w+day,\s)?[^,.;]{{2,100}}[,.]",
        text[span[0] : span[1]],
    )
    if aside is not None and not _NOT_WORK.search(aside[0]):
        date = next(
            (each for each in context.dates_in(span[0] + aside.start("out"), span[0] + aside.end()) if each.from_at is not None), None
        )
        if date is not None:
            return _claims(context, span, (span[0] + aside.start(), span[0] + aside.end("out")), "release", aside["who"])
    noun = re.search(
        rf"(?P<who>(?:{who})[’']s?|\b[Ii]ts|\b[Tt]he)\s(?:\w+\s)?(?:release|launch|debut|premiere)\s(?:on|of|last|this)\s(?=\w)"
        rf"|(?P<name>{who}),\sout\ssince\s",
        text[span[0] : span[1]],
    )
    if noun is not None and not _NOT_WORK.search(noun[0]) and (noun["name"] or not re.search(r"\bpetition\b", text[slice(*span)])):
        date = next((each for each in context.dates_in(span[0] + noun.end() - 2, span[1]) if each.from_at is not None), None)
        if date is not None and date.span[0] - (span[0] + noun.end()) <= 6:
            found = _claims(context, span, (span[0] + noun.start(), date.span[0]), "release", noun["who"] or noun["name"])
            return [replace(claim, attributes=MappingProxyType({**claim.attributes, "in_passing": True})) for claim in found]
    part = re.search(rf"{_PART_OF}(?:\s(?:of|for|to|from)\s(?:{who})|(?<=\w))\s{_OUT}\b", text[span[0] : span[1]])
    if part is not None and asserted(text, span, (span[0] + part.end() - 4, span[0] + part.end())) and re.search(rf"(?:{who})", part[0]):
        found = _claims(context, span, (span[0] + part.start(), span[0] + part.end()), "release", part["part"])
        return [replace(claim, attributes=MappingProxyType({**claim.attributes, "other_work": part["part"]})) for claim in found]
    match = re.search(rf"(?<![#\w])(?P<who>{who})(?:,[^,.;]{{1,80}},|\sby\s(?:[A-Z]\w+\s?){{1,3}})?\s{_OUT}\b", text[span[0] : span[1]])
    if match is None or _NOT_WORK.search(match[0]):
        return []
    at = (span[0] + match.start(), span[0] + match.end())
    if re.search(r"\b(?:of|for|to|from|with|about|in|on|by)\s$", text[max(span[0], at[0] - 8) : at[0]]):
        return []  # "a soundtrack of the game came out"
    if re.match(r"\s(?:an?|the|its|their|new|his|her|several|two|three|free|paid|\d+)\s", text[at[1] : at[1] + 9]) and re.search(
        r"(?<!was )(?<!were )(?<!is )(?<!got )(?<!been )(?<!ly )(?:released|launched|published|opened)$", match[0]
    ):
        return []  # "Tidewater launched a new mode on Thursday" is no release of it
    return _claims(context, span, at, "release", match["who"]) if asserted(text, span, (at[1] - 4, at[1])) else []


def _starts(context: Context, span: Span) -> list[Claim]:
    text = context.narration
    for match in re.finditer(
        rf"\b(?:petition|open letter)(?:,[^,.;]{{1,80}},|\s(?!was|were|has|had)[^,.;]{{1,60}}?)?\s{_BEGAN}\b",
        text[span[0] : span[1]],
        re.IGNORECASE,
    ):
        at = (span[0] + match.start(), span[0] + match.end())
        if asserted(text, span, (at[1] - 4, at[1])):
            return _claims(context, span, at, "petition", match[0])
    led = re.match(
        r"\W*(?:Launched|Started|Opened|Created|Set up|Begun|Posted|Published)\s[^,.;]{2,60},\s(?P<what>(?:the|this|that"
        r"|its)\s(?:[\w’'-]+\s){0,2}petition)\b(?![’'])",
        text[span[0] : span[1]],
    )
    if led is not None:
        date = next((each for each in context.dates_in(span[0], span[0] + led.start("what")) if each.from_at is not None), None)
        if date is not None:
            return _claims(context, span, (span[0], date.span[0]), "petition", led["what"])
    active = re.search(
        r"\b(?:started|launched|created|set up|began|opened|posted|published|put up|uploaded|put)\s(?:the|a|an|his|her"
        r"|their)\s(?:\w+\s)?petition\b(?!\sto\s(?:a|the)\svote)",
        text[span[0] : span[1]],
        re.IGNORECASE,
    )
    if active is not None and PETITION.search(text, *span) and asserted(text, span, (span[0] + active.start(), span[0] + active.end())):
        return _claims(context, span, (span[0] + active.start(), span[0] + active.end()), "petition", active[0])
    for tag in _HASHTAG.finditer(text, *span):
        begun = re.match(rf"\s(?:(?:has|had|was)\s)?{_SPREAD}\b", text[tag.end() : tag.end() + 40], re.IGNORECASE)
        if begun is not None and asserted(text, span, (tag.end(), tag.end() + begun.end())):
            return _claims(context, span, (tag.start(), tag.end() + begun.end()), "hashtag", tag[0])
    return []


def _claims(context: Context, span: Span, at: Span, what: str, who: str) -> list[Claim]:
    """The event with its time: one that stands in its own clause and no further off than a clause is long."""
    text = context.narration
    clause = (clause_start(text, span[0], at[0]), clause_end(text, at[1], span[1]))
    first = min((date.span[0] for date in context.dates_in(*span) if date.span[1] > clause[0]), default=clause[0])
    clause = (min(clause[0], first), clause[1])  # nor is "Tuesday, 10 March" at its head
    last = max((date.span[1] for date in context.dates_in(*span) if date.span[0] < clause[1]), default=clause[1])
    clause = (clause[0], max(clause[1], last))  # "Tuesday, 10 March" is cut by no comma
    tail = re.match(r",?\s(?:on|at|in)\s", text[clause[1] : clause[1] + 6])
    if tail is not None:  # "two days earlier, on Tuesday"
        clause = (
            clause[0],
            max([clause[1], *(date.span[1] for date in context.dates_in(clause[1], span[1]) if date.span[0] == clause[1] + tail.end())]),
        )
    near = [
        date
        for date in context.dates_in(*clause)
        if date.from_at is not None
        and (date.role in ("at", "as_of", "anchored") or (date.role == "since" and _SO_FAR.search(text, *at)))
        and _near(text, at, date)
    ]
    lead = [
        date
        for date in context.dates_in(span[0], clause[0])
        if date.from_at is not None and _fronted(text, span, date, clause[0]) and date.role == "at"
    ]
    date = min(near or lead, key=lambda each: abs(each.span[0] - at[1]), default=None)
    if date is None or date.grain in ("season", "year", "vague", "month"):
        return []
    start, end = min(at[0], date.span[0]), max(at[1], date.span[1])
    attributes: dict[str, object] = {"event": what, "who": who, "grain": date.grain, "by_then": _by(text, date) or None}
    if what == "release" and _ELSEWHERE.search(text, *span):
        attributes["where"] = True
    if what == "petition":
        marks = subject_of(context, span, at[1])[1]
        if marks.get("other_petition"):
            return []
        if re.search(r"\b(?:an?|another|new)\s(?:[\w-]+\s){0,3}$", text[max(span[0], at[0] - 40) : at[0]], re.IGNORECASE) and not marks.get(
            "purpose"
        ):
            marks["indefinite"] = True
        attributes |= marks | {"platform": platform_in(text, "petition", *span)}
    return [
        Claim(
            ClaimKind.EVENT_DATED, context.text[start:end], (start, end), who, from_at=date.from_at, to_at=date.to_at, time_text=date.text,
            attributes=MappingProxyType({key: value for key, value in attributes.items() if value is not None}),
        )
    ]  # fmt: skip


# "On Saturday, in a message that few have seen, the studio apologised": what stands first dates the main clause, whatever is put in between.
_PUT_IN: Final = re.compile(r",\s(?:in|at|through|via|by|with|during|after|before|from|on)\s[^;:.]{3,90},\s*", re.IGNORECASE)


def _fronted(text: str, span: Span, date: TimeExpression, clause: int) -> bool:
    """Whether a time stands right before a clause, or opens its sentence with only an adverbial phrase between."""
    if not text[date.span[1] : clause].strip(" ,:–—"):
        return True
    opens = re.fullmatch(r"\W*(?:(?:on|late on|early on|by|in)\s)?(?:the\s)?", text[span[0] : date.span[0]], re.IGNORECASE)
    return opens is not None and _PUT_IN.fullmatch(text[date.span[1] : clause]) is not None


_SO_FAR: Final = re.compile(r"\b(?:has|have|had) been\b", re.IGNORECASE)
# Another country or machine has its own day of release.
_ELSEWHERE: Final = re.compile(
    r"\b(?:in|for|on)\s(?:the\s)?(?!Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z]\w+"
    r"|\b(?:[Dd]own [Uu]nder|overseas|abroad|elsewhere|stateside|in other countries|on other platforms)\b|\b(?:in|on) (?:consoles?|phones"
    r"|mobile|tablets|discs?|vinyl|shops|cinemas|paper|early access)\b"
)


# "Was launched before the studio's statement on Thursday": the day is that of the other event.
_OTHER_EVENT: Final = re.compile(
    r"\b(?:before|after|ahead of|prior to|following|since|until|till|than|by the time|when|while)\s(?:(?!Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun|noon|midnight|midday)(?!\d)[\w’'-]+\s){1,8}?(?:on\s|of\s|late\s|early\s)*$"
)


def _near(text: str, at: Span, date: TimeExpression) -> bool:
    between = text[at[1] : date.span[0]] if at[1] < date.span[0] else ""
    if _OTHER_EVENT.search(between) or re.match(
        r"[’']s?\s(?!(?:morning|evening|night|afternoon)\b)\w", text[date.span[1] : date.span[1] + 4]
    ):
        return False
    return (
        date.span[0] - at[1] <= 60
        and at[0] - date.span[1] <= 40
        and not re.search(r"\b(?:about|over|for|of)\s$", text[max(0, date.span[0] - 6) : date.span[0]])
    )


def _by(text: str, date: TimeExpression) -> bool:
    return date.role == "as_of" or bool(re.search(r"\bby\s$", text[max(0, date.span[0] - 4) : date.span[0]]))
