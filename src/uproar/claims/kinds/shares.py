"""Find shares of reviews: "39% of reviews were positive", "half of the players' reviews gave it the lowest grade"."""

from __future__ import annotations

import re
from typing import Final

from uproar.claims.claim import Claim
from uproar.claims.context import Context, Span, asserted
from uproar.claims.kinds.sides import SIDES, STILL_OPEN, reception_claim
from uproar.claims.kinds.whole import at_a_stage
from uproar.extract.names.platforms import platform_in

# "39% of reviews were positive", "only 28 percent of player reviews recommend it", "nearly half of users' reviews gave it the lowest score".
_PART: Final = (
    r"(?P<lead>more than |over |nearly |almost |about |around |roughly |just over |just under |fewer than |less than |at least |some "
    r"|only |just |barely )?"
    r"(?:(?P<percent>\d{1,3}(?:\.\d+)?)\s?(?:%|percent|per cent|pc)|(?P<tens>ten|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety)(?:-(?P<ones>one|two|three|four|five|six|seven"
    r"|eight|nine))?\s(?:percent|per cent)|(?P<word>half|a third|one third|a quarter|one quarter|a fifth"
    r"|one fifth|two[- ]thirds|three[- ]quarters|(?:one|two|three|four|five|six|seven|eight|nine)"
    r" (?:in|out of)(?: every)? (?:two|three|four|five|six|eight|ten|10)))"
)
_SHARE_OF: Final = re.compile(
    rf"\b{_PART} (?:of )?(?:all |the |its |their |those |these )*(?:(?P<audience>user|audience|viewer|player|customer|fan|gamer|buyer"
    rf"|reader|owner)s?[’']?s? |(?P<critics>critics?|press|critical|professional)[’']?s? )?"
    rf"(?P<what>reviews?|ratings?|verdicts|notices|grades|scores|{SIDES['audience']}|critics|reviewers)(?: (?:(?:left|given|written"
    rf"|posted"
    rf"|submitted|published) )?(?:on|at|from|of|for"
    rf"|by) (?:[\w’'-]+ ){{0,3}}?(?:(?P<audience6>users|players|audiences|viewers|customers|fans)|(?P<critics6>critics|the press)"
    rf"|[A-Z]\w+))?"
    r"(?: (?:(?:that|which) )?(?:(?:(?P<audience7>(?:the )?(?:players|users|viewers|fans|gamers|customers))"
    r"|(?P<critics7>(?:the )?critics)"
    r"|[A-Z]\w+|the \w+|it) )?(?:(?:has|have|had) )?(?:(?:so far|already) )?"
    r"(?:received|got|gathered|left|posted|submitted|collected|attracted|given|drawn|published|written|filed|handed out|dished out"
    r"|awarded|gave|give|cast|added)"
    r"(?: (?:so far|to date|since|online|it|the game|the film|(?-i:[A-Z])\w+|(?:for|to|of|about) (?:it|the \w+|[A-Z]\w+)"
    r"|by (?:players|users|viewers|customers|gamers|fans)"
    r"|(?:by|until|before|up to|on|in|between|during) [\w :.’'-]{2,36}?)){0,3})?,?"
    r" (?:(?:are|were|was|is|have been|had been|came out|turned out|proved|came in|now|currently|still|so far|since release|by then"
    r"|then|there) )*"
    r"(?:(?:(?:gave|give|gives|carries|bears|bear|given|awarded|rated|scored|handed|carry|carried|hold|held|at|with|of) (?:it "
    r"|the game |the film |a |the "
    r"|an )*)?(?:(?P<lowest>lowest (?:possible )?(?:score|grade|mark|rating)|zeros?|zeroes|nought|nil|one star|the worst (?:score|grade"
    r"|mark))"
    r"|(?P<highest>highest (?:score|grade|mark|rating)|full marks|top marks|perfect score|maximum))|(?P<pos>positive|favou?rable|good"
    r"|recommend(?:ed|s)?(?: it)?|liked|enjoyed|approve[ds]?|praised)|(?P<neg>negative|unfavou?rable|bad|panned|disliked|hated))\b",
    re.IGNORECASE,
)
_PARTS: Final = {
    "half": 0.5,
    "a third": 1 / 3,
    "one third": 1 / 3,
    "a quarter": 0.25,
    "one quarter": 0.25,
    "a fifth": 0.2,
    "one fifth": 0.2,
    "two thirds": 2 / 3,
    "three quarters": 0.75,
}
_COUNTED: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "10": 10}
_LEADS: Final = {"more than": "over", "over": "over", "just over": "over", "at least": "at_least", "nearly": "nearly", "almost": "nearly", "just under": "nearly",
                 "about": "about", "around": "about", "roughly": "about", "some": "about", "fewer than": "under", "less than": "under"}  # fmt: skip


def find_shares(context: Context, sentence: Span) -> list[Claim]:
    """Shares of reviews: positive, negative, of the lowest or of the highest grade."""
    text, claims = context.narration, []
    if at_a_stage(text, sentence) or sentence[1] - sentence[0] > 3_000:
        return []
    for match in _SHARE_OF.finditer(text, *sentence):
        if not asserted(text, sentence, (match.start("what"), match.end())) or STILL_OPEN.match(text, match.end()):
            continue
        what = match["what"].lower()
        of_people = re.fullmatch(r"(?:review|rating|verdict|notice|grade|score)s?", what) is None
        if of_people and not (match["lowest"] or match["highest"] or "recommend" in match[0].lower()):
            continue  # "40% of viewers hated it" is a poll, not a share of reviews
        side = (
            "audience"
            if match["audience"] or match["audience6"] or match["audience7"]
            else "critics"
            if match["critics"] or match["critics6"] or match["critics7"]
            else None
        )
        side = side or ("critics" if what in ("critics", "reviewers") else "audience" if of_people else None)
        if side is None and platform_in(text, "review", *sentence) in ("Steam", "IMDb", "Letterboxd", "Google Play", "App Store", "Amazon"):
            side = "audience"  # sites that have no critics' reviews
        share, half = _share_said(match)
        measure = "share_lowest" if match["lowest"] else "share_highest" if match["highest"] else "share_positive"
        bound = _LEADS.get((match["lead"] or "").strip().lower(), "exact")
        if match["neg"]:
            share, bound = 1 - share, {"over": "under", "at_least": "up_to", "under": "over", "nearly": "about"}.get(bound, bound)
        reception = "positive" if (share >= 0.5) == (measure in ("share_positive", "share_highest")) else "negative"
        figure_scale: dict[str, float | None] = {
            "value": round(share, 6),
            "low": round(max(0.0, share - half), 6),
            "high": round(min(1.0, share + half), 6),
        }
        claims.append(
            reception_claim(
                context,
                sentence,
                match.span(),
                side=side or "either",
                reception=reception,
                measure=measure,
                bound=bound,
                scale=figure_scale,
            )
        )
    return claims


def _share_said(match: re.Match[str]) -> tuple[float, float]:
    """A share in figures or words, with half of its last step."""
    if match["percent"]:
        return float(match["percent"]) / 100, 0.005 / (10 if "." in match["percent"] else 1)
    if match["tens"]:
        tens = 10 * (1 + ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"].index(match["tens"].lower()))
        return (tens + _COUNTED.get((match["ones"] or "").lower(), 0)) / 100, 0.005
    words = match["word"].lower().replace("-", " ")
    if words in _PARTS:
        return _PARTS[words], 0.04
    some, of = re.split(r" (?:in|out of) (?:every )?", words)
    return _COUNTED[some] / _COUNTED[of], 0.5 / _COUNTED[of]
