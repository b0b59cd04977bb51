"""Numbers of signatures that are no level of a petition: how far two counts are apart, what is sought, the whole of which a part is told, another's."""

from __future__ import annotations

import re
from typing import Final

from uproar.claims.context import Span
from uproar.extract.figures.figure import Figure

# "2,000 signatures above where it had been", "13,000 to go": how far one count is from another.
_APART: Final = re.compile(
    r"\s?(?:signatures?\s|names\s|people\s)?(?:(?:above|below|behind|beyond|over|under) (?=where|what|that of|its|the (?:day|night"
    r"|week|figure|count|level)|\w+day[’']s)"
    r"|(?:ahead of|clear of|up on|down on|away from|removed from)\b|(?:higher|lower|bigger|larger|smaller|lighter|heavier|fewer"
    r"|better|worse|stronger|richer|poorer)\b"
    r"|(?:to go|left(?! (?:on|behind|their|under|by))|missing|remaining|outstanding|to spare)\b)",
    re.IGNORECASE,
)
# "Six in ten of the petition's 62,000 signatures", "all but 2,000 of its names".
_WHOLE_OF: Final = re.compile(
    r"(?:\b(?:half|thirds?|quarters?|fifths?|most|all|many|some|each|part|per cent|percent|(?:in|out of) (?:ten|five|four|three"
    r"|\d+)|bulk|majority|share|proportion|rest|none|few|thousand|hundred)"
    r"|%|\d) of (?:the|its|their|those|[\w’'-]+[’']s?) (?:[\w’'-]+ )?$|(?:^|[:;,–—] )\W*of (?:the|its|their|those) (?:[\w’'-]+[’']s? )?$",
    re.IGNORECASE,
)
_OF_ANOTHER: Final = re.compile(
    r"\s(?:that|which)\s(?!(?:the|this|its|our)\s(?:petition|campaign|appeal))(?:the\s|a\s)?(?:[A-Z][\w’'-]*\s"
    r"|(?:\w+\s)?(?:petition|campaign|fans|players|organi[sz]ers)\b)"
)
_SOUGHT: Final = re.compile(
    r"\s(?:that\s)?(?:it|they|she|he|organi[sz]ers|the (?:petition|organi[sz]ers?|campaign))\s(?:still\s|really\s"
    r"|ultimately\s)?(?:seeks?|sought|needs?|wants?|wanted|hopes? for|hoped for|is (?:after|seeking)"
    r"|are (?:after|seeking)|asked for|asks for|would need|aims? for|requires?)\b|\s(?:sought|needed|required|aimed for|hoped for"
    r"|asked for)\b"
)
_RULE_OF: Final = re.compile(
    r"\s(?:is|are|gets?|goes|qualif\w+|triggers?|needs?|counts?|becomes?)\s(?:automatically\s)?(?:sent|forwarded|debated|passed on"
    r"|reviewed|considered|put|handed|to be|as|a|an|the|read|answered|discussed)\b"
)
_SEEKS: Final = re.compile(
    r"\b(?:seeks?|sought|seeking|wants?|wanted|aims? (?:for|at)|aiming (?:for|at)|asks? for|asked for|demands?|hopes? for"
    r"|hoping for|targets?|targeting|is after|calls? for)"
    r"\s(?:(?:the|a|some|at least|about|its)\s){0,2}$",
    re.IGNORECASE,
)
_RAISED_TO: Final = re.compile(
    r"\b(?:(?:was|is|were|been|being|got|automatically)\s(?:\w+ly\s|later\s|then\s|since\s)?(?:raised|lifted|increased|moved|bumped"
    r"|upped|hiked|put up|reset|lowered|cut|changed|extended|set))\s(?:again\s)?(?:to|at)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_AFTER_GOAL: Final = re.compile(
    r"\b(?:goal|target)\b(?:(?!\b(?:petition|signatures under|counter|tally|count)\b)[^.?!]){0,120}[,;:–—]\s(?:but |and |now |when "
    r"|then |today |in fact |in truth |actually ){0,2}(?:it|this|that) ",
    re.IGNORECASE,
)
_NEAR: Final = 40  # characters from "it" to its number


def no_level(text: str, span: Span, figure: Figure) -> bool:
    """Whether the words around a number make it a distance, a wish, a goal or another petition's.

    Args:
        text: The text.
        span: The sentence.
        figure: The number.
    """
    start, unit = figure.span[0], figure.unit
    lead, end = text[max(span[0], start - 60) : start], figure.span[1]
    if _APART.match(text, end) or _SOUGHT.match(text, end) or _RAISED_TO.search(lead) or _SEEKS.search(lead):
        return True
    if (re.search(r"\bthe\s$", lead) and _OF_ANOTHER.match(text, end)) or (
        re.search(r"\b(?:a|any|every) petition with\s(?:\w+\s)?$", lead) and _RULE_OF.match(text, end)
    ):
        return True
    told = None if unit else _AFTER_GOAL.search(text, span[0], start)
    return told is not None and start - told.end() < _NEAR  # "... gave its goal as 100,000; it is 75,000"


def part_of_whole(text: str, span: Span, figure: Figure) -> bool:
    """Whether a number is the whole of which a sentence tells a part: "six in ten of the petition's 62,000 signatures"."""
    return _WHOLE_OF.search(text[max(span[0], figure.span[0] - 60) : figure.span[0]]) is not None
