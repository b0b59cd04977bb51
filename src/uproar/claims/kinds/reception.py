"""Find what a text says of the reception by one side, audience or critics: positive or negative, in words or as a score."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from math import inf
from typing import Final

from uproar.claims.claim import Claim
from uproar.claims.context import Context, Span, asserted, clause_start
from uproar.claims.grammar.clauses import head_of, tokens_of
from uproar.claims.grammar.words import DETERMINERS, alternatives
from uproar.claims.kinds import stems
from uproar.claims.kinds.beside import side_beside
from uproar.claims.kinds.received import (
    HARSH,
    MEAN_OF,
    MET,
    OF_IT,
    PATTERNS,
    RECEPTION,
    SCORE_AFTER,
    SCORE_AMONG,
    SCORE_BEFORE,
    SCORE_LABEL,
    SCORE_NOUN,
    VERBS,
    VIEW,
    WON,
)
from uproar.claims.kinds.shares import find_shares
from uproar.claims.kinds.sides import STILL_OPEN, names_of, reception_claim
from uproar.claims.kinds.stems import can_hold
from uproar.claims.kinds.whole import WORKS, at_a_stage, of_release, of_the_work, of_whole_side, other_work
from uproar.extract.figures.figure import Figure


def find(context: Context) -> list[Claim]:
    """One claim for each side whose reception a sentence states, with the score where it gives one."""
    claims: list[Claim] = []
    for span in context.spans:
        if not can_hold(context.narration, span, stems.SIDES):
            continue
        found: dict[tuple[str, str], Claim] = {}
        for claim in (*find_shares(context, span), *_scores(context, span), *_words(context, span)):
            overlapping = any(
                other.span[0] < claim.span[1] and claim.span[0] < other.span[1] and other.attributes["side"] == claim.attributes["side"]
                for other in found.values()
            )
            key = (claim.attributes["side"], "score" if claim.value is not None else claim.attributes["reception"])
            if key not in found and not overlapping:
                found[key] = claim
        claims += found.values()
    return [claim for claim in claims if not _too_early(context, claim)]


def _too_early(context: Context, claim: Claim) -> bool:
    """Whether a reception is dated so long before the work came out that it is another work's ("panned by critics in 1998")."""
    released = context.case.released_at if context.case is not None else None
    if _NAMESAKE.search(context.narration, *next(iter(context.sentences_in(*claim.span)), claim.span)):
        return True
    return released is not None and claim.to_at is not None and claim.from_at is not None and claim.to_at <= released - timedelta(days=60)


_NAMESAKE: Final = re.compile(r"\b(?:of the same name|no relation|namesake|not to be confused|unrelated)\b", re.IGNORECASE)


def _side(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return "audience" if any(groups.get(name) for name in ("audience", "audience4", "audience5")) else "critics"


def _words(context: Context, sentence: Span) -> list[Claim]:
    text, claims = context.narration, []
    if len(text[sentence[0] : sentence[1]]) > 3_000:
        return []  # no sentence is that long: it is a table or noise, and patterns over it would be slow
    released = of_release(text, sentence) if context.case is not None and context.case.released_at is not None else None
    if released is None and at_a_stage(text, sentence):
        return []
    for pattern in (*PATTERNS, VIEW):
        for match in pattern.finditer(text, *sentence):
            groups = match.groupdict()
            reception = "negative" if groups.get("neg") else "positive"
            side = _side(match)
            group = next((name for name in ("audience", "critics") if groups.get(name)), None)
            if group is not None and not of_whole_side(text, sentence, match.span(group)):
                continue
            active = pattern in (VERBS, HARSH, VIEW, *OF_IT)
            other = other_work(text, sentence, match.span(), names_of(context), active=active)
            if other is not None and match[0].lower().endswith(" like"):
                continue  # "players like Tiger Woods"
            if match[0].lower().endswith(" to") and re.match(r"\s[\w-]+ing\b", text[match.end() : match.end() + 24]):
                continue  # "have taken to review-bombing it"
            if _OF_SOMETHING.match(text, match.end()) or _SPURRED.match(text[match.end() - 7 : match.end() + 4]):
                continue
            if other is None and pattern is not HARSH and not of_the_work(text, sentence, match.span(), names_of(context), active=active):
                continue
            if _PASSIVE.match(match[0]) and not _told_of_a_work(context, sentence, match.start()):
                continue
            # "Opened to rave reviews": no infinitive's "to".
            at = match.start() - 3 if text[max(sentence[0], match.start() - 3) : match.start()].lower() == "to " else match.start()
            if not asserted(text, sentence, (at, match.end())) or _mixed(match[0]) or STILL_OPEN.match(text, match.end()):
                continue
            start, end = match.span()
            if match[0].startswith((",", "and ", "but ")):
                start += len(match[0]) - len(match[0].removeprefix(",").removeprefix("and ").removeprefix("but ").lstrip())
            claims.append(reception_claim(context, sentence, (start, end), side=side, reception=reception, other=other))
    if released is not None:
        # Critics write for the day of release; what an audience thought that day is another thing than what it thinks.
        return [_at_release(context, claim, released) for claim in claims if claim.attributes["side"] == "critics"]
    return sorted([*claims, *_won(context, sentence)], key=lambda claim: claim.span)


# "Critical of the 40th president", "lukewarm about the story"; "cheered on".
_OF_SOMETHING: Final = re.compile(
    r"\s(?:of|about|with|on|towards?)\s(?:the|its|his|her|their|this|that)\s(?!(?:[\w’'-]+\s){0,2}?(?:game|title|film|movie|show"
    r"|series|album|book|work|release|product|sim|adventure|whole|other hand|day|week|launch"
    r"|eve|site|web|same|first|back)\b)(?![^.;,]{0,20}#)[a-z0-9]",
)
_SPURRED: Final = re.compile(r".*cheer(?:ed|s|ing)?\son\b", re.IGNORECASE)
_PASSIVE: Final = re.compile(rf"(?:was|were|been|is|being|are|{alternatives(MET)})\b", re.IGNORECASE)
_A_WORK: Final = re.compile(rf"(?:{WORKS}|it|they|this|that|which|{RECEPTION}|{SCORE_NOUN})", re.IGNORECASE)


def _told_of_a_work(context: Context, sentence: Span, at: int) -> bool:
    """Whether what a passive is told of is the work, by its name or a word for works: not "the critics' dinner was well received"."""
    tokens = tokens_of(context, (clause_start(context.narration, sentence[0], at), at)) if at > sentence[0] else []
    head = head_of(tokens)
    if head is None or tokens[head].capital or tokens[head].figure is not None or tokens[head].word.isdigit():
        return True
    named = any(tokens[head].word in name.casefold() for name in names_of(context) if name)
    of_a_name = any(token.capital and token.word not in DETERMINERS for token in tokens[: head + 1])
    return named or of_a_name or _A_WORK.fullmatch(tokens[head].word) is not None


def _at_release(context: Context, claim: Claim, words: str) -> Claim:
    """A reception as it stood a day after the release."""
    released = context.case.released_at if context.case is not None else None
    return claim if released is None else replace(claim, from_at=None, to_at=released + timedelta(days=1), time_text=words)


def _won(context: Context, sentence: Span) -> list[Claim]:
    """The work as the subject: by its name, or by a word for works."""
    text, claims = context.narration, []
    work = "|".join([*(re.escape(name) for name in names_of(context)), rf"(?:the|this|its|their) (?:{WORKS})"])
    for subject in re.finditer(rf"\b(?:{work})", text[sentence[0] : sentence[1]], re.IGNORECASE):
        match = WON.match(text, sentence[0] + subject.end(), sentence[1])
        if match is None or not asserted(text, sentence, (match.end() - 1, match.end())):
            continue
        side = "audience" if match["audience"] else "critics"
        if of_whole_side(text, sentence, match.span(side)):
            span = (sentence[0] + subject.start(), match.end())
            reception = "positive" if match["pos"] or match["pos2"] or match["pos3"] else "negative"
            claims.append(reception_claim(context, sentence, span, side=side, reception=reception))
    return claims


def _mixed(words: str) -> bool:
    return bool(
        re.search(r"\b(?:mixed|divided|not|n['’]t|neither|nor|never|hardly|no|less|fewer)\b(?! impressed| kind)", words, re.IGNORECASE)
    )


def _scores(context: Context, sentence: Span) -> list[Claim]:
    text, claims = context.narration, []
    if at_a_stage(text, sentence):
        return []
    for figure in context.figures_in(*sentence):
        top, stop = _top_of(text, figure)
        if top is None or figure.value < 0 or text[figure.span[0]] != context.text[figure.span[0]]:
            continue
        before = SCORE_BEFORE.search(text, max(sentence[0], figure.span[0] - 110), figure.span[0])
        if before is None:
            before = (
                SCORE_BEFORE.search(text[max(sentence[0], figure.span[0] - 110) : figure.span[0]] + " ")
                if text[figure.span[0] - 1 : figure.span[0]] != " "
                else None
            )
        before = before or MEAN_OF.search(text, max(sentence[0], figure.span[0] - 110), figure.span[0])
        before = before or SCORE_LABEL.search(text, max(sentence[0], figure.span[0] - 80), figure.span[0])
        before = before or SCORE_AMONG.search(text, max(sentence[0], figure.span[0] - 110), figure.span[0])
        after = SCORE_AFTER.match(text, stop, sentence[1])
        scaled = stop > figure.span[1] or figure.unit == "star" or figure.unit.startswith("out of ")
        beside = side_beside(context, sentence, figure, stop) if before is None and after is None and scaled else None
        match = before or after or beside
        if match is None:
            continue
        span = (match.start() if before else figure.span[0], after.end() if after and not before else stop)
        if beside is not None:
            span = min(beside.start(), figure.span[0]), max(beside.end(), stop)
        if not asserted(text, sentence, span) or re.search(r"\bfrom\s$", text[max(0, figure.span[0] - 6) : figure.span[0]]):
            continue  # "fell from 80%" is not where it stands
        groups = match.groupdict()
        group = next((name for name in ("audience", "critics", "audience5", "critics5") if groups.get(name)), None)
        if group is not None and not of_whole_side(text, sentence, match.span(group)):
            continue
        said = (span[0], figure.span[0]) if before else span  # "5 stars" are no actors
        other = other_work(text, sentence, said, names_of(context), active=False)
        if other is None and not of_the_work(text, sentence, said, names_of(context), active=False):
            continue
        if top == inf:
            claims.append(
                reception_claim(
                    context, sentence, span, side=_side(match), reception="unknown", figure=figure, measure="unscaled", other=other
                )
            )
            continue
        value = round(figure.value / top, 6)
        reception = "positive" if value >= 0.5 else "negative"  # the middle of the scale, as everywhere in uproar
        scale = {"value": value, "low": _scaled(figure.low, top), "high": _scaled(figure.high, top)}
        if _NO_MEAN.search(text[max(sentence[0], figure.span[0] - 70) : figure.span[0]]) or _SO_OFTEN.match(text, stop):
            continue
        claims.append(
            reception_claim(context, sentence, span, side=_side(match), reception=reception, figure=figure, scale=scale, other=other)
        )
    return claims


# The grade that was given most often, or by somebody, is no average.
_NO_MEAN: Final = re.compile(
    r"\b(?:most (?:common|frequent|popular|usual|given|often|widespread)|commonest|modal|median|lowest|highest|minimum|maximum"
    r"|worst|best|(?:ranged?|ranging|anything) |from (?=\d))[^.;]{0,50}$"
    r"|\b(?:nobody|no one|none|no critic|no player|not one)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_SO_OFTEN: Final = re.compile(
    r"\s(?:more than |over |about |some |almost |nearly )?(?:\d[\d,]*|hundreds of|dozens of|thousands of|many|several|ten|twenty"
    r"|a hundred) times\b|\s(?:more|most) often\b",
    re.IGNORECASE,
)


def _scaled(limit: float | None, top: float) -> float | None:
    return None if limit is None else round(min(1.0, max(0.0, limit / top)), 6)


_OUT_OF: Final = re.compile(r"\s(?:out of|of|from)\s(?:a possible\s)?(?P<top>\d{1,3}|five|ten|a hundred)(?![\w.,]*\d)", re.IGNORECASE)


def _top_of(text: str, figure: Figure) -> tuple[float | None, int]:
    """The best grade of the scale that a figure is on, and where the words for it end.

    100 for percent, 10 for "out of 10"; a bare 3.4 is on no known scale, which is infinite here, and a count of anything is no grade.
    """
    if figure.unit == "percent":
        return 100.0, figure.span[1]
    if figure.unit.startswith("out of "):
        return float(figure.unit.removeprefix("out of ")), figure.span[1]
    if figure.unit in ("point", "star", "") and (out_of := _OUT_OF.match(text, figure.span[1])):
        return {"five": 5.0, "ten": 10.0, "a hundred": 100.0}.get(out_of["top"].lower()) or float(out_of["top"]), out_of.end()
    if figure.unit == "" and 0 <= figure.value <= 100 and figure.text.replace(".", "").isdigit():  # no scale goes further
        return (100.0 if figure.value > 10 else inf), figure.span[1]  # a bare 84 is of 100; a bare 4.2 may be of 5 or of 10
    return (5.0 if figure.unit == "star" else None), figure.span[1]
