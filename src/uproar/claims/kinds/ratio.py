"""Find how many times as high one side's view is as the other's: "twice as high as players did", "half that of critics", "not as impressed as", "as fond as"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from uproar.claims.context import Span
from uproar.claims.kinds.sides import SIDES

_WORDS: Final = {
    "twice": 2.0, "double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "half": 1 / 2, "a third": 1 / 3, "one third": 1 / 3, "a quarter": 1 / 4,
    "one quarter": 1 / 4, "two thirds": 2 / 3, "two-thirds": 2 / 3, "three quarters": 3 / 4, "a fifth": 1 / 5,
}  # fmt: skip
_NUMBERS: Final = {"two": 2.0, "two and a half": 2.5, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "eight": 8.0, "ten": 10.0}
_BOUND: Final = (
    r"(?:(?P<bound>more than|well over|over|at least|nearly|almost|close to|about|around|roughly|some|less than|under|fewer than"
    r"|not|not even|nowhere near"
    r"|not nearly)\s)?"
)
_TIMES: Final = rf"(?P<times>(?:{'|'.join(_NUMBERS)}|\d+(?:\.\d)?)\stimes|{'|'.join(_WORDS)})"
_UP: Final = (
    r"high(?:ly)?|good|well|kind(?:ly)?|fond(?:ly)?|generous(?:ly)?|positive(?:ly)?|warm(?:ly)?|keen|enthusiastic(?:ally)?|happy"
    r"|pleased|impressed|taken|favou?rabl[ey]"
    r"|glowing(?:ly)?|forgiving|gentle|gently|lenient|charitable|convinced|enamou?red|smitten|delighted|charmed|satisfied|large|big"
    r"|great|strong|much praise|complimentary"
)
_DOWN: Final = (
    r"hard|harsh(?:ly)?|critical(?:ly)?|low|bad(?:ly)?|poor(?:ly)?|negative(?:ly)?|severe(?:ly)?|tough|angry|hostile"
    r"|scathing(?:ly)?|unhappy|disappointed|cold"
    r"|unkind(?:ly)?|dismissive|unforgiving|merciless|damning|dismal|cruel(?:ly)?|sceptical|skeptical|cool(?:ly)?|displeased|dissatisfied"
)
_LESS: Final = r"(?P<less>(?:not|n[’']t|nowhere near|nothing like|hardly|scarcely|far from|nor)\s(?:(?:nearly|half|quite|remotely|anywhere near|even|at all|so)\s)*)"
_SCORES: Final = r"(?:(?:average|mean|typical|overall|final)\s)?(?:scores?|marks?|ratings?|grades?|averages?|points|means?)"


def _side(letter: str) -> str:
    return rf"(?:(?P<{letter}audience>{SIDES['audience']})|(?P<{letter}critics>{SIDES['critics']}))"


_FIRST, _SECOND = _side("a"), _side("b")
_ADJECTIVE: Final = rf"(?:(?P<up>{_UP}|much)|(?P<down>{_DOWN}))"
# "... as high as players did", "... as fond of it as critics were": of one quality, in the same measure, less of it, or so many times as much.
_AS: Final = re.compile(
    rf"\b{_FIRST}(?:[’']s?)?(?!\w)(?P<between>[^.;:]{{0,60}}?)(?:{_LESS}|\b{_BOUND}{_TIMES}\s|(?P<equal>\b))(?:as|so)\s{_ADJECTIVE}\b"
    rf"(?P<of>[^.;:,]{{0,50}}?)\sas\s(?:the\s|its\s|their\s)?(?:[\w-]+\s){{0,2}}?{_SECOND}(?!\w)",
    re.IGNORECASE,
)
# "... more than twice that of players", "... half the score that critics did", "double the players' average".
_OF: Final = re.compile(
    rf"\b{_FIRST}(?:[’']s?)?(?!\w)(?P<between>[^.;:]{{0,60}}?)\b{_BOUND}{_TIMES}\s(?P<of>(?:of\s)?(?:(?:that|those|what|the one"
    rf"|the ones|the {_SCORES})\b[^.;:,]{{0,30}}?"
    rf"\s(?:[\w-]+\s){{0,2}}?{_SECOND}(?!\w)|(?:the\s|its\s)?(?:average\s"
    rf"|mean\s)?{_SECOND.replace('?P<b', '?P<c')}[’']s?(?:\s(?:\w+\s)?{_SCORES}|(?=\W|$))"
    rf"|(?:the\s)?(?:average\s|mean\s)?{_SECOND.replace('?P<b', '?P<d')}\s{_SCORES}))",
    re.IGNORECASE,
)
# "Critics and players gave it almost the same score", "... very different marks".
_BOTH: Final = re.compile(
    rf"\b{_FIRST}(?!\w)(?:[’']s?)?(?P<between>\s?)(?:,?\sand\s|\sas well as\s)(?:the\s"
    rf"|its\s)?(?:[\w-]+\s){{0,2}}?{_SECOND}(?!\w)(?P<of>\s(?:both\s|have\s|had\s|each\s)*"
    r"(?:gave|give|given|award(?:ed)?|rate[sd]?|score[sd]?|arrive[sd]?|c[ao]me|reach(?:ed)?|hand(?:ed)? out|mark(?:ed)?|settled"
    r"|ended)\b[^.;:]{0,45}?)\b"
    r"(?:(?P<equal>(?:the\s(?:very\s|exact\s)?same|identical|equal|similar|comparable|matching|near-identical|alike)(?:ly)?)"
    r"|(?P<differ>(?:very\s|vastly\s|wildly\s"
    r"|widely\s)different|(?:vastly|wildly|widely|sharply) differing|opposite))\b"
    rf"(?:\s(?:\w+\s){{0,2}}?(?:{_SCORES}|verdicts?|conclusions?|views?|reviews?|number)|(?=\W*$))",
    re.IGNORECASE,
)
_HATES: Final = re.compile(r"\b(?:hat|dislik|despis|loath|detest|resent|slat|slam|pann|bash)\w*\b", re.IGNORECASE)
_LIKES: Final = re.compile(r"\b(?:lik|lov|enjoy|prais|admir|ador|appreciat|rat|valu|think|thought|car)\w*\b", re.IGNORECASE)
_DENIED: Final = re.compile(r"\b(?:not|never|neither|nor|no|nobody|hardly|scarcely|without)\b|n[’']t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ratio:
    """One side's view against the other's.

    Attributes:
        span: Where it stands.
        first, second: "audience" or "critics".
        sides: Where the two stand.
        relation: "above", "below", "agree" or "differ".
        times: How many times as high the first is as the second, where that is told of scores.
        bound: "over", "under" or "".
    """

    span: Span
    first: str
    second: str
    sides: tuple[Span, Span]
    relation: str
    times: float | None = None
    bound: str = ""


def ratios(text: str, span: Span) -> list[Ratio]:
    """The ratios of a sentence.

    Example:
        >>> text = "Critics rated it more than twice as high as players did."
        >>> [(one.first, one.relation, one.times, one.bound) for one in ratios(text, (0, len(text)))]
        [('critics', 'above', 2.0, 'over')]
        >>> text = "Critics were not half as hard on it as players."
        >>> [(one.first, one.relation, one.times) for one in ratios(text, (0, len(text)))]
        [('critics', 'above', None)]
    """
    found = []
    for pattern in (_AS, _OF, _BOTH):
        for match in pattern.finditer(text, *span):
            one = _ratio(match)
            if one is not None:
                found.append(one)
    return found


def _ratio(match: re.Match[str]) -> Ratio | None:
    groups = match.groupdict()
    first = "audience" if groups["aaudience"] else "critics"
    letter = next(each for each in "bcd" if groups.get(f"{each}audience") or groups.get(f"{each}critics"))
    second = "audience" if groups[f"{letter}audience"] else "critics"
    sides = (match.span(f"a{first}"), match.span(f"{letter}{second}"))
    if first == second or _DENIED.search(groups["between"]):
        return None
    if groups.get("differ"):
        return Ratio(match.span(), first, second, sides, "differ")
    upward = not groups.get("down")
    if (groups.get("up") or "").lower() == "much":
        verb = groups["between"]
        if not (_HATES.search(verb) or _LIKES.search(verb)):
            return None
        upward = not _HATES.search(verb)
    bound, said = (groups.get("bound") or "").lower(), groups.get("times")
    if groups.get("less") or bound in ("not", "not even", "nowhere near", "not nearly"):
        return Ratio(match.span(), first, second, sides, "below" if upward else "above")
    if not said:
        return Ratio(match.span(), first, second, sides, "agree") if groups.get("equal") is not None else None
    word = " ".join(said.lower().split())
    times = _WORDS.get(word) or _NUMBERS.get(word.removesuffix(" times")) or float(word.split()[0])
    relation = "above" if (times > 1) is upward else "below"
    side = (
        "over"
        if bound in ("more than", "well over", "over", "at least")
        else "under"
        if bound in ("less than", "under", "fewer than")
        else ""
    )
    # "Twice as hard" gives no ratio of two scores.
    return Ratio(match.span(), first, second, sides, relation, times if upward else None, side if upward else "")
