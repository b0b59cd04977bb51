"""A score whose side stands anywhere in its clause: "the average score from critics is 84 out of 100", "critics' average stands at a meagre 41".

Where no pattern of words tells whose score it is, the clause does: one side alone is named in it, a word for a score stands in it, and nothing compares.
"""

from __future__ import annotations

import re
from typing import Final

from uproar.claims.context import Context, Span, clause_end, clause_start
from uproar.claims.kinds.received import SCORE_NOUN
from uproar.claims.kinds.sides import SIDES
from uproar.claims.subjects import foreign_name
from uproar.extract.figures.figure import Figure

_SIDE: Final = re.compile(
    rf"\b(?:(?P<audience>{SIDES['audience']}|(?:user|audience|viewer|player|customer|fan|gamer)(?=\s{SCORE_NOUN}))"
    rf"|(?P<critics>{SIDES['critics']}|critical(?=\s{SCORE_NOUN})))(?!\w)",
    re.IGNORECASE,
)
_SCORED: Final = re.compile(
    rf"\b(?:{SCORE_NOUN}|mean|median|rate[sd]?|score[sd]|averaged|averages|averaging|gave|give|given|awarded)\b", re.IGNORECASE
)
# A difference, a ratio, a rank, a wish or one grade of many is no score of a side.
_NONE: Final = re.compile(
    r"\b(?:than|apart|gap|difference|points?|compared|against|versus|vs|twice|thrice|times|half|double|one|single|each|another|some|lowest|highest|best|worst"
    r"|most|least|commonest|between|from \d|up from|down from|if|would|could|might|need(?:s|ed)?|target|goal|hoped?|wanted?|previous|earlier|last year"
    r"|predecessor|share|percentage|per cent|percent|typical|usual|recovered|fell|fallen|rose|risen|dropped|climbed|first|once)\b",
    re.IGNORECASE,
)
# "Players over 60", "critics in Norway": a part of a side.
_PART: Final = re.compile(
    r"[’']?s?\s(?:over|under|who|whose|aged|in|with|without|of|that|on|at|outside|between|below|above|like|such)\b", re.IGNORECASE
)
# Names that are no works: sites, times.
_NO_WORK: Final = re.compile(
    r"\b(?:on|at|by|in|to|until|of|since|to)\s(?:the\s)?(?:site\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*"
    r"|\b(?:on|by)\s[A-Z]\w+(?:\s[A-Z]\w+)*|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)


def side_beside(context: Context, sentence: Span, figure: Figure, stop: int) -> re.Match[str] | None:
    """The one side named in the clause of a score, or None where the clause names none or two, has no word for a score, or compares.

    Args:
        context: The text.
        sentence: The sentence in it.
        figure: The score.
        stop: Where the words for its scale end.
    """
    text = context.narration
    clause = clause_start(text, sentence[0], figure.span[0]), clause_end(text, stop, sentence[1])
    around = text[clause[0] : figure.span[0]] + " # " + text[stop : clause[1]]
    if (
        len([each for each in context.figures_in(*clause) if each.unit == figure.unit]) > 1
        or _NONE.search(around)
        or not _SCORED.search(around)
    ):
        return None
    names = _NO_WORK.sub(" ", around[:1].lower() + around[1:])
    if context.case is not None and foreign_name(names, context.case):
        return None  # "the user score of Ferrylight"
    sides = [match for match in _SIDE.finditer(text, *clause) if not figure.span[0] <= match.start() < stop]
    return sides[0] if len(sides) == 1 and not _PART.match(text, sides[0].end()) else None
