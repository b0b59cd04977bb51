"""Find what a text says of the reception by one side, audience or critics: positive or negative, in words or as a score."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from math import inf
from typing import Final

from uproar.claims.claim import Claim
from uproar.claims.context import Context, Span, asserted
from uproar.claims.kinds import stems
from uproar.claims.kinds.shares import find_shares
from uproar.claims.kinds.sides import SIDES, STILL_OPEN, names_of, reception_claim
from uproar.claims.kinds.stems import can_hold
from uproar.claims.kinds.whole import WORKS, at_a_stage, of_release, of_the_work, of_whole_side, other_work
from uproar.extract.figures.figure import Figure

NEGATIVE: Final = (
    r"negative|bad|poor|low|lower|terrible|dismal|abysmal|scathing|hostile|harsh|unfavou?rable|damning|rotten|overwhelmingly negative"
    r"|one-star|zero|angry"
    r"|furious|brutal|lukewarm|disastrous|withering|weak|rock-bottom|critical|awful|appalling|horrible|dreadful|lousy|grim|miserable|crushing|devastating|frosty|chilly"
    r"|icy|cold|cool|caustic|vitriolic|savage"
)
POSITIVE: Final = (
    r"positive|good|great|high|higher|glowing|rave|favou?rable|warm|enthusiastic|strong|excellent|stellar|perfect|top|fresh|five-star"
    r"|ecstatic|rapturous"
    r"|overwhelmingly positive|better|solid|sky-high|superb|outstanding|fantastic|wonderful|lavish|fulsome|brilliant|impressive|generous|effusive|admiring"
)
NEGATIVE_VERBS: Final = (
    "hate|loathe|dislike|despise|pan|slate|savage|detest|panned|hated|disliked|savaged|trashed|rejected|loathed|despised|slated|booed|derided"
    "|ridiculed|lambasted|detested|hates|loathes|dislikes|despises|detests|pans|slates"
)
POSITIVE_VERBS: Final = (
    "love|adore|enjoy|praise|like|praised|loved|adored|lauded|acclaimed|raved about|liked|enjoyed|embraced|hailed|celebrated|applauded|cheered|admired|raved over"
    "|warmed to|loves|adores|enjoys|praises|likes|admires|think highly of|thought highly of|speak well of|spoke well of|rave about|fell in love with|fallen in love with"
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
_SCORE_NOUN: Final = r"(?:scores?|grades?|marks?|ratings?|approval(?: rating)?|average|metascore|tomatometer)"
_SIDE: Final = "|".join(f"(?P<{side}>{words})" for side, words in SIDES.items())
# "Reviewers in the press", "players around the world", "users on Quayscore": still the whole side.
_WHERE: Final = (
    r"(?: (?:(?:in|from|across|around|at|of|throughout) (?:the |this |every |all )?(?:[\w-]+ )?(?:press|papers|newspapers|media|trade"
    r"|world|globe|board|countr(?:y|ies)|large|home"
    r"|magazines|outlets|sides?|everywhere)|everywhere|alike|on (?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?))?"
)
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
            rf"\b(?:{_SIDE}){_WHERE} (?:\w+ ){{0,4}}?(?:gave|have given|had given|left|bombarded|flooded|swamped|awarded|handed|posted|have left|wrote"
            rf"|delivered) (?:[\w’'-]+ ){{0,4}}?{_EVAL} {_RECEPTION}\b"
        ),
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:have |had |has )?(?:responded|reacted|reviewed|rated)(?: to)?(?: (?:the |this )?\w+)? (?:it )?{_ADVERB}"
            r"(?:(?P<neg>negatively|badly|poorly|harshly|angrily|with (?:anger|fury|hostility|contempt))|(?P<pos>positively|favou?rably"
            r"|enthusiastically|warmly|highly|well))\b"
        ),
        # players have received the game with enthusiasm; critics met it with derision
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:have |had |has )?(?:received|greeted|met|welcomed|answered|treated) (?:[\w’'-]+ ){{1,4}}?(?:with|to) (?:\w+ ){{0,2}}?"
            r"(?:(?P<neg>anger|fury|hostility|contempt|derision|scorn|disdain|dismay|disappointment|boos|jeers)|(?P<pos>enthusiasm|praise"
            r"|delight|acclaim|joy|applause|warmth|rapture|open arms))\b"
        ),
        # viewers hated the film; critics have praised it
        (
            rf"\b(?:{_SIDE})(?:{_WHERE}| on [\w ]{{2,20}}) (?:(?:have|had|has|almost|also|all) )*{_ADVERB}(?:(?P<neg>{NEGATIVE_VERBS})"
            rf"|(?P<pos>{POSITIVE_VERBS}))\b"
        ),
        (rf"\b(?:{_SIDE}) (?:on [\w ]{{2,20}} )?(?:(?:have|had|has|also) )*{_ADVERB}(?P<neg>{_HARSH_VERBS}) {_WORK}"),
        # was panned by users; was well received by critics; poorly received among fans
        (
            rf"\b(?:was|were|been|is|being|are|and|but|,) ?{_ADVERB}(?:(?P<neg>{NEGATIVE_VERBS}|{_HARSH_VERBS}|(?:poorly|badly|coldly"
            rf"|coolly|harshly|frostily|unkindly|less than warmly)[- ]received"
            r"|received (?:badly|poorly|coldly|coolly|harshly|frostily)|unpopular)"
            rf"|(?P<pos>{POSITIVE_VERBS}|(?:well|warmly|kindly|enthusiastically|favou?rably|positively)[- ]received"
            r"|received (?:well|warmly|kindly|enthusiastically|favou?rably|positively)|popular)) (?:both )?(?:by|among"
            rf"|with) (?:\w+ ){{0,2}}?\b(?:{_SIDE})(?!\w|[’']s)"
        ),
        # user reviews were overwhelmingly negative; critics' scores are high; the critical reception was positive
        (
            rf"\b(?:{_SIDE}|(?P<critics2>critical|press))[’']?s? (?:\w+ )?{_RECEPTION}(?: (?:on|at|for|of|to|in) [\w’' -]{{2,40}}?)? (?:was|were|is|are"
            r"|(?:have|has|had) (?:\w+ )?been|remain(?:s|ed)?|turned(?: out)?|skewed|proved|look(?:s|ed)?|came out|come out)"
            rf" {_ADVERB}{_EVAL}\b"
        ),
        # reviews by critics were glowing; the verdict of the players was harsh
        (
            rf"\b{_RECEPTION} (?:(?:left|written|posted|submitted|given|published|penned|contributed|filed"
            rf"|received) )?(?:from|by|among|of) (?:the |most |all )*(?:{_SIDE}){_WHERE}(?: (?:on|at|for|of|to) [\w’' -]{{2,40}}?)? (?:was|were|is|are"
            rf"|(?:have|has|had) (?:\w+ )?been|remain(?:s|ed)?|turned(?: out)?|proved|look(?:s|ed)?|came out) {_ADVERB}{_EVAL}\b"
        ),
        # critics were unanimous in their praise of the game
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:were|are|have been) (?:\w+ )?(?:unanimous|united|at one|full|generous|lavish|effusive|unsparing"
            rf"|all but unanimous) (?:in|of|with) (?:their )?(?:\w+ )?"
            r"(?:(?P<pos>praise|admiration|approval|acclaim|applause)|(?P<neg>criticism|condemnation|contempt|scorn|disapproval|rejection|anger))\b"
        ),
        # negative audience scores; overwhelmingly negative user reviews
        (
            r"\b(?:received|earned|drew|drawn|got|has|had|have|attracted|garnered|met with|amid|sparked|prompted|scored|won"
            rf"|to) (?:an? )?{_ADVERB}{_EVAL} (?:{_SIDE}|(?P<critics2>critical))[’']?s? "
            rf"(?:{_RECEPTION}|acclaim)\b"
        ),
        # critics were impressed; viewers were not impressed
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:were|are|was|remain|remained|proved|(?:have|has|had) been|sounded|seem"
            rf"|seemed) {_ADVERB}(?:(?P<neg>unimpressed|disappointed|unhappy|furious|scathing|less kind"
            r"|less impressed|not impressed|unconvinced|appalled|hostile|damning|merciless|brutal|harsh|unkind|angry|negative|critical)"
            r"|(?P<pos>impressed|delighted|kinder|enthusiastic|thrilled|kind|won over|positive|full of praise|smitten|charmed|generous|effusive))\b"
        ),
        # critics heaped praise on the game; players poured scorn on it
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:(?:have|had|has|also|all|both) )*(?:heaped|heap|lavished|lavish|showered|shower|poured|pour|piled|piling"
            rf"|had nothing but|have nothing but|were full of|are full of)"
            r" (?:[\w’'-]+ ){0,4}?(?:(?P<pos>praise|compliments|superlatives|plaudits)|(?P<neg>scorn|derision|criticism|contempt|abuse|vitriol))\b"
        ),
    )
)
_VERBS, _HARSH = _PATTERNS[4], _PATTERNS[5]  # the verbs whose object follows; the harsh ones name the work themselves
# "Players took a dim view of it": the object follows here too.
_VIEW: Final = re.compile(
    rf"\b(?:{_SIDE}){_WHERE} (?:have |had |has )?(?:took|taken|take|formed|hold|held) an? (?:\w+ )?(?:(?P<neg>dim|poor|low|grim|harsh|bleak)"
    r"|(?P<pos>kind|generous|high|favou?rable|rosy|warm)) (?:view|opinion)(?: of)?\b",
    re.IGNORECASE,
)
# "Tidewater won over the critics", "the game went down badly with players": the work itself must stand before it, for a delay or a queue can anger players too.
_WON: Final = re.compile(
    r"(?: (?:has|have|had|also|clearly|quickly|largely|mostly|instantly))* (?:(?:(?P<pos>won over|charmed|delighted|impressed|wowed|thrilled"
    r"|pleased|captivated|convinced|enchanted)"
    r"|(?P<neg>disappointed|angered|enraged|infuriated|annoyed|alienated|appalled|failed to (?:impress|convince|please|win over)"
    r"|left(?= [\w ]{4,24} cold)))"
    r"|(?:(?:went|gone|goes|going) down (?:\w+ly |very |rather |so )?(?:(?P<pos2>well|a storm|nicely|a treat)|(?P<neg2>badly|poorly|terribly))"
    r"|(?P<neg3>fell flat|fallen flat|bombed)|(?P<pos3>found favou?r|scored highly|struck a chord|proved a hit|was a hit|is a hit)) (?:with|among))"
    rf" (?:the |most |both |almost all )?(?:{_SIDE})(?!\w|[’'])",
    re.IGNORECASE,
)
_SCORE_BEFORE: Final = re.compile(
    r"\b(?:(?P<audience>(?:user|audience|viewer|player|customer|fan|gamer|reader|listener|buyer|owner)s?|popcornmeter)|(?P<critics>critics?"
    r"|press|reviewer|metascore|tomatometer|critical|critics))[’']?s?[’']?"
    rf"(?: (?:review|average|approval))? ?{_SCORE_NOUN}?(?: (?:on|at|for) [\w ]{{2,30}}?)?(?:, [^,.;]{{3,40}},|,)? "
    r"(?:(?:currently|now|still|had|has|have|already|later|briefly|since|then) )*(?:sits?|sat|stands?|stood|is|was|of|at|fell|fallen"
    r"|dropped|plunged|rose|hovers|hovered|remains|plummeted|sank|climbed|slipped|(?:gave|given|rated|scored|awarded)(?: [\w’'-]+){0,4}?"
    r"|averages|averaged|reached"
    r"|hit|went)"
    r"(?: (?:at|to|on|it|the|a|an|an average of|an average|of|points|marks|just|only|of|mere|rating|score|film|movie|game|show|series"
    r"|average|mean|median|around|about|nearly"
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
_SCORE_AMONG: Final = re.compile(
    rf"\b(?:among|from|by|with|for) (?:the |professional )?(?:{_SIDE}),? [^.;:]{{0,40}}?\b(?:averages?|averaged|scores?|scored|stands? at"
    rf"|stood at|sits? at|sat at|gets?|got|earned|earns"
    r"|received|receives|rates?|rated|has|holds?|comes? to|came to)(?: (?:an? |the )?(?:average|mean|score|rating|grade|mark|of|at|only|just|about|nearly|around|a))*\s$",
    re.IGNORECASE,
)
_CRITICS_SAY: Final = re.compile(r"^(?:\s(?:have|had))?\s(?:say|said|argue|argued|claim|warn|called|accuse)", re.IGNORECASE)


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
    return claims


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
    for pattern in (*_PATTERNS, _VIEW):
        for match in pattern.finditer(text, *sentence):
            groups = match.groupdict()
            reception = "negative" if groups.get("neg") else "positive"
            side = _side(match)
            group = next((name for name in ("audience", "critics") if groups.get(name)), None)
            if group is not None and not of_whole_side(text, sentence, match.span(group)):
                continue
            active = pattern in (_VERBS, _HARSH, _VIEW)
            other = other_work(text, sentence, match.span(), names_of(context), active=active)
            if other is None and pattern is not _HARSH and not of_the_work(text, sentence, match.span(), names_of(context), active=active):
                continue
            if not asserted(text, sentence, match.span()) or _mixed(match[0]) or STILL_OPEN.match(text, match.end()):
                continue
            start, end = match.span()
            if match[0].startswith((",", "and ", "but ")):
                start += len(match[0]) - len(match[0].removeprefix(",").removeprefix("and ").removeprefix("but ").lstrip())
            claims.append(reception_claim(context, sentence, (start, end), side=side, reception=reception, other=other))
    if released is not None:
        # Critics write for the day of release; what an audience thought that day is another thing than what it thinks.
        return [_at_release(context, claim, released) for claim in claims if claim.attributes["side"] == "critics"]
    return sorted([*claims, *_won(context, sentence)], key=lambda claim: claim.span)


def _at_release(context: Context, claim: Claim, words: str) -> Claim:
    """A reception as it stood a day after the release."""
    released = context.case.released_at if context.case is not None else None
    return claim if released is None else replace(claim, from_at=None, to_at=released + timedelta(days=1), time_text=words)


def _won(context: Context, sentence: Span) -> list[Claim]:
    """The work as the subject: by its name, or by a word for works."""
    text, claims = context.narration, []
    work = "|".join([*(re.escape(name) for name in names_of(context)), rf"(?:the|this|its|their) (?:{WORKS})"])
    for subject in re.finditer(rf"\b(?:{work})", text[sentence[0] : sentence[1]], re.IGNORECASE):
        match = _WON.match(text, sentence[0] + subject.end(), sentence[1])
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
        before = _SCORE_BEFORE.search(text, max(sentence[0], figure.span[0] - 110), figure.span[0])
        if before is None:
            before = (
                _SCORE_BEFORE.search(text[max(sentence[0], figure.span[0] - 110) : figure.span[0]] + " ")
                if text[figure.span[0] - 1 : figure.span[0]] != " "
                else None
            )
        before = before or _SCORE_AMONG.search(text, max(sentence[0], figure.span[0] - 110), figure.span[0])
        after = _SCORE_AFTER.match(text, stop, sentence[1])
        if before is None and after is None:
            continue
        match = before or after
        assert match is not None  # noqa: S101 -- for the type checker
        span = (match.start() if before else figure.span[0], after.end() if after and not before else stop)
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
        claims.append(
            reception_claim(context, sentence, span, side=_side(match), reception=reception, figure=figure, scale=scale, other=other)
        )
    return claims


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
