"""Find what a text says of the reception by one side, audience or critics: positive or negative, in words or as a score."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any, Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, asserted, clause_end, interval_of
from uproar.claims.kinds.whole import at_a_stage, of_the_work, of_whole_side
from uproar.claims.platforms import platform_in
from uproar.extract.figures import Figure

SIDES: Final = {
    "audience": r"audiences?|viewers?|users?|fans|players?|gamers?|customers?|movie-?goers|film-?goers|cinema-?goers|theater-?goers"
    r"|subscribers|listeners|readers|owners|buyers|(?:the )?(?:general )?public|spectators|consumers|guests|ordinary people",
    "critics": r"(?:(?:theater|theatre|film|movie|tv|television|game|games|gaming|music|book|food|restaurant|professional|press"
    r") )*(?:critics?|reviewers|the press|the critical press)",
}
NEGATIVE: Final = (
    r"negative|bad|poor|low|lower|terrible|dismal|abysmal|scathing|hostile|harsh|unfavou?rable|damning|rotten|overwhelmingly negative"
    r"|one-star|zero|angry"
    r"|furious|brutal|lukewarm|disastrous|withering|weak|rock-bottom|critical"
)
POSITIVE: Final = (
    r"positive|good|great|high|higher|glowing|rave|favou?rable|warm|enthusiastic|strong|excellent|stellar|perfect|top|fresh|five-star"
    r"|ecstatic|rapturous"
    r"|overwhelmingly positive|better|solid"
)
NEGATIVE_VERBS: Final = (
    "panned|hated|disliked|savaged|trashed|rejected|loathed|despised|slated|review-bombed|booed|derided|ridiculed|lambasted|detested"
)
POSITIVE_VERBS: Final = (
    "praised|loved|adored|lauded|acclaimed|raved about|liked|enjoyed|embraced|hailed|celebrated|applauded|cheered|admired|raved over"
    "|warmed to"
)
# Verbs that also take a company or a decision as their object: the work itself must follow.
_HARSH_VERBS: Final = "slammed|blasted|ripped|condemned|attacked|criticized|criticised|bashed"
_WORK: Final = (
    r"(?:(?:the|this|its|their) )?(?:(?:new|latest|upcoming|animated|live-action|french) )*(?:film|movie|game|show|series|season|episode"
    r"|album|update|app|sequel|remake|book|title|product|device|adaptation|documentary|it)\b"
)
_RECEPTION: Final = (
    r"(?:reactions?|reviews?|feedback|scores?|ratings?|marks?|grades?|reception|responses?|verdicts?|notices|comments|word of mouth)"
)
_ADVERB: Final = r"(?:(?:\w+ly|very|largely|so|more|much|far|rather|quite|almost|universally|mixed to|broadly|largely) )*"
_SCORE_NOUN: Final = r"(?:scores?|ratings?|approval(?: rating)?|average|metascore|tomatometer)"
_SIDE: Final = "|".join(f"(?P<{side}>{words})" for side, words in SIDES.items())
_SIDE_PLAIN: Final = "|".join(SIDES.values())
_EVAL: Final = rf"(?:(?P<neg>{NEGATIVE})|(?P<pos>{POSITIVE}))"

_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # negative reactions from viewers
        # viewers gave it poor marks / players left negative reviews / critics responded negatively
        (
            rf"\b{_ADVERB}{_EVAL} (?:user |audience |viewer |customer |critical )?{_RECEPTION} (?:from|by|among|with"
            rf"|of) (?:[\w-]+ ){{0,2}}?\b(?:{_SIDE})(?!\w|[’']s)"
        ),
        (
            rf"\b(?:{_SIDE}) (?:\w+ ){{0,4}}?(?:gave|have given|had given|left|bombarded|flooded|swamped|awarded|handed|posted|have left|wrote"
            rf"|delivered) (?:[\w’'-]+ ){{0,4}}?{_EVAL} {_RECEPTION}\b"
        ),
        (
            rf"\b(?:{_SIDE}) (?:have |had |has )?(?:responded|reacted|reviewed|rated)(?: to)?(?: (?:the |this )?\w+)? (?:it )?{_ADVERB}"
            r"(?:(?P<neg>negatively|badly|poorly|harshly|angrily|with (?:anger|fury|hostility|contempt))|(?P<pos>positively|favou?rably"
            r"|enthusiastically|warmly|highly|well))\b"
        ),
        # viewers hated the film; critics have praised it
        (
            rf"\b(?:{_SIDE}) (?:on [\w ]{{2,20}} )?(?:(?:have|had|has|almost|also|all) )*{_ADVERB}(?:(?P<neg>{NEGATIVE_VERBS})"
            rf"|(?P<pos>{POSITIVE_VERBS}))\b"
        ),
        (rf"\b(?:{_SIDE}) (?:on [\w ]{{2,20}} )?(?:(?:have|had|has|also) )*{_ADVERB}(?P<neg>{_HARSH_VERBS}) {_WORK}"),
        # was panned by users; was well received by critics; poorly received among fans
        (
            rf"\b(?:was|were|been|is|being|are|and|but|,) ?{_ADVERB}(?:(?P<neg>{NEGATIVE_VERBS}|{_HARSH_VERBS}|poorly received"
            r"|badly received|unpopular)"
            rf"|(?P<pos>{POSITIVE_VERBS}|well[- ]received|warmly received|popular)) (?:both )?(?:by|among"
            rf"|with) (?:\w+ ){{0,2}}?\b(?:{_SIDE})(?!\w|[’']s)"
        ),
        # user reviews were overwhelmingly negative; critics' scores are high; the critical reception was positive
        (
            rf"\b(?:{_SIDE}|(?P<critics2>critical))[’']?s? (?:\w+ )?{_RECEPTION} (?:(?:on|at|for) [\w ]{{2,30}}? )?(?:was|were|is|are"
            r"|have been|has been|remain(?:s|ed)?|turned|skewed|proved)"
            rf" {_ADVERB}{_EVAL}\b"
        ),
        # negative audience scores; overwhelmingly negative user reviews
        (
            r"\b(?:received|earned|drew|drawn|got|has|had|have|attracted|garnered|met with|amid|sparked|prompted|scored|won"
            rf"|to) (?:an? )?{_ADVERB}{_EVAL} (?:{_SIDE}|(?P<critics2>critical))[’']?s? "
            rf"(?:{_RECEPTION}|acclaim)\b"
        ),
        # critics were impressed; viewers were not impressed
        (
            rf"\b(?:{_SIDE}) (?:were|are|was|remain|proved) {_ADVERB}(?:(?P<neg>unimpressed|disappointed|unhappy|furious|scathing|less kind"
            r"|less impressed|not impressed|unconvinced|appalled|hostile)"
            r"|(?P<pos>impressed|delighted|kinder|enthusiastic|thrilled|kind|won over|positive))\b"
        ),
    )
)
_VERBS, _HARSH = _PATTERNS[3], _PATTERNS[4]  # the verbs whose object follows; the harsh ones name the work themselves
# "Poor reviews from critics would hurt the launch" tells of none.
_STILL_OPEN: Final = re.compile(r"\s(?:would|could|might|may|will|can|should)\b", re.IGNORECASE)
_SCORE_BEFORE: Final = re.compile(
    r"\b(?:(?P<audience>(?:user|audience|viewer|player|customer|fan|gamer|reader|listener|buyer|owner)s?|popcornmeter)|(?P<critics>critics?"
    r"|press|reviewer|metascore|tomatometer|critical|critics))[’']?s?[’']?"
    rf"(?: (?:review|average|approval))? ?{_SCORE_NOUN}?(?: (?:on|at|for) [\w ]{{2,30}}?)?,? "
    r"(?:(?:currently|now|still|had|has|have|already|later|briefly|since|then) )*(?:sits?|sat|stands?|stood|is|was|of|at|fell|fallen"
    r"|dropped|plunged|rose|hovers|hovered|remains|plummeted|sank|climbed|slipped|(?:gave|rated|scored|awarded)(?: [\w’'-]+){0,4}?|averages|averaged|reached"
    r"|hit|went)"
    r"(?: (?:at|to|on|it|the|a|an|an average of|just|only|of|mere|rating|score|film|movie|game|show|series|average|around|about|nearly"
    r"|over|under|below|above|down|from|steady|no more than|more than|less than))*\s$",
    re.IGNORECASE,
)
_SCORE_AFTER: Final = re.compile(
    rf"(?: approval)?(?:(?: (?:average )?(?:from|by|among|with) (?:\w+ ){{0,2}}?(?:{_SIDE})(?!\w))| (?:(?P<audience4>user|audience"
    rf"|viewer|player|customer|fan)s?|(?P<critics4>critics?|press|critical)[’']?s?) {_SCORE_NOUN}"
    rf"| {_SCORE_NOUN} (?:from|by|among|with) (?:\w+ ){{0,2}}?(?:(?P<audience5>{SIDES['audience']})"
    rf"|(?P<critics5>{SIDES['critics']}))(?!\w))",
    re.IGNORECASE,
)
_CRITICS_SAY: Final = re.compile(r"^(?:\s(?:have|had))?\s(?:say|said|argue|argued|claim|warn|called|accuse)", re.IGNORECASE)


def find(context: Context) -> list[Claim]:
    """One claim for each side whose reception a sentence states, with the score where it gives one."""
    claims: list[Claim] = []
    for span in context.spans:
        found: dict[tuple[str, str], Claim] = {}
        for claim in (*_scores(context, span), *_words(context, span)):
            overlapping = any(
                other.span[0] < claim.span[1] and claim.span[0] < other.span[1] and other.attributes["side"] == claim.attributes["side"]
                for other in found.values()
            )
            key = (claim.attributes["side"], "score" if claim.value is not None else claim.attributes["reception"])
            if key not in found and not overlapping:
                found[key] = claim
        claims += found.values()
    return claims


def _side(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return "audience" if any(groups.get(name) for name in ("audience", "audience4", "audience5")) else "critics"


def _words(context: Context, sentence: Span) -> list[Claim]:
    text, claims = context.narration, []
    if len(text[sentence[0] : sentence[1]]) > 3_000:
        return []  # no sentence is that long: it is a table or noise, and patterns over it would be slow
    if not re.search(_SIDE_PLAIN + "|critical", text[sentence[0] : sentence[1]], re.IGNORECASE):
        return []
    if at_a_stage(text, sentence):
        return []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text, *sentence):
            groups = match.groupdict()
            reception = "negative" if groups.get("neg") else "positive"
            side = _side(match)
            group = next((name for name in ("audience", "critics") if groups.get(name)), None)
            if group is not None and not of_whole_side(text, sentence, match.span(group)):
                continue
            active = pattern is _VERBS or pattern is _HARSH
            if pattern is not _HARSH and not of_the_work(text, sentence, match.span(), _names(context), active=active):
                continue
            if not asserted(text, sentence, match.span()) or _mixed(match[0]) or _STILL_OPEN.match(text, match.end()):
                continue
            start, end = match.span()
            if match[0].startswith((",", "and ", "but ")):
                start += len(match[0]) - len(match[0].removeprefix(",").removeprefix("and ").removeprefix("but ").lstrip())
            claims.append(_claim(context, sentence, (start, end), side=side, reception=reception))
    return sorted(claims, key=lambda claim: claim.span)


def _names(context: Context) -> tuple[str, ...]:
    return (context.case.title, *context.case.aliases) if context.case is not None and context.case.title else ()


def _mixed(words: str) -> bool:
    return bool(
        re.search(r"\b(?:mixed|divided|not|n['’]t|neither|nor|never|hardly|no|less|fewer)\b(?! impressed| kind)", words, re.IGNORECASE)
    )


def _scores(context: Context, sentence: Span) -> list[Claim]:
    text, claims = context.narration, []
    if at_a_stage(text, sentence):
        return []
    for figure in context.figures_in(*sentence):
        top = _top_of(figure)
        if top is None or not 0 <= figure.value <= top or text[figure.span[0]] != context.text[figure.span[0]]:
            continue
        before = _SCORE_BEFORE.search(text, max(sentence[0], figure.span[0] - 110), figure.span[0])
        if before is None:
            before = (
                _SCORE_BEFORE.search(text[max(sentence[0], figure.span[0] - 110) : figure.span[0]] + " ")
                if text[figure.span[0] - 1 : figure.span[0]] != " "
                else None
            )
        after = _SCORE_AFTER.match(text, figure.span[1], sentence[1])
        if before is None and after is None:
            continue
        match = before or after
        assert match is not None  # noqa: S101 -- for the type checker: one of the two is there
        span = (match.start() if before else figure.span[0], after.end() if after and not before else figure.span[1])
        if not asserted(text, sentence, span) or re.search(r"\bfrom\s$", text[max(0, figure.span[0] - 6) : figure.span[0]]):
            continue  # "fell from 80%" is not where it stands
        groups = match.groupdict()
        group = next((name for name in ("audience", "critics", "audience5", "critics5") if groups.get(name)), None)
        if group is not None and not of_whole_side(text, sentence, match.span(group)):
            continue
        if not of_the_work(text, sentence, span, _names(context), active=False):
            continue
        value = round(figure.value / top, 6)
        reception = "positive" if value >= 0.5 else "negative"  # the middle of the scale, as everywhere in uproar
        scale = {"value": value, "low": _scaled(figure.low, top), "high": _scaled(figure.high, top)}
        claims.append(_claim(context, sentence, span, side=_side(match), reception=reception, figure=figure, scale=scale))
    return claims


def _scaled(limit: float | None, top: float) -> float | None:
    return None if limit is None else round(min(1.0, max(0.0, limit / top)), 6)


def _top_of(figure: Figure) -> float | None:
    """The best grade of the scale that a figure is on: 100 for percent, 10 for "out of 10"; a bare 3.4 is on no known scale."""
    if figure.unit == "percent":
        return 100.0
    if figure.unit.startswith("out of "):
        return float(figure.unit.removeprefix("out of "))
    return 5.0 if figure.unit == "star" else None


def _claim(
    context: Context,
    sentence: Span,
    span: Span,
    *,
    side: str,
    reception: str,
    figure: Figure | None = None,
    scale: dict[str, float | None] | None = None,
) -> Claim:
    text = context.narration
    # The platform of the clause: "from viewers on Rotten Tomatoes", else that of the sentence.
    end = clause_end(text, span[1], sentence[1])
    platform = platform_in(text, "review", span[0], end) or platform_in(text, "review", *sentence)
    if re.match(r"\s(?:on|at)\s", text[span[1] : span[1] + 4]) and platform_in(text, "review", span[1], end):
        span = (span[0], min(end, span[1] + 40))
        while text[span[1] - 1] in " .,":
            span = (span[0], span[1] - 1)
    from_at, to_at, words = interval_of(context.time_of(sentence, span[0]))
    attributes: dict[str, Any] = {"side": side, "reception": reception}
    if platform:
        attributes["platform"] = platform
    if figure is not None:
        # 42% on a review site is a share of positive reviews; 4.2 out of 10 is a mean grade.
        attributes |= {"scale": figure.unit, "measure": "share" if figure.unit == "percent" else "mean"}
    values = scale or {"value": None, "low": None, "high": None}
    return Claim(
        ClaimKind.RECEPTION,
        context.text[span[0] : span[1]],
        span,
        side,
        values["value"],
        values["low"],
        values["high"],
        "score" if figure else "",
        figure.bound if figure else "exact",
        from_at,
        to_at,
        words,
        MappingProxyType(attributes),
    )
