"""Find comparisons: audience with critics; and two numbers of one count ("doubled from 40,000 to 80,000"), which tell of its growth."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, asserted, interval_of
from uproar.claims.kinds import stems
from uproar.claims.kinds.pairs import COUNTED, numbers
from uproar.claims.kinds.ratio import Ratio, ratios
from uproar.claims.kinds.sides import SIDES, names_of, site_named
from uproar.claims.kinds.stems import can_hold
from uproar.claims.kinds.whole import WORKS, at_a_stage, named_inside, of_whole_side, other_work
from uproar.extract.figures.figure import Figure
from uproar.extract.names.platforms import platform_in

_UP: Final = (
    r"higher|better|kinder|warmer|more (?:\w+ly )?(?:positive(?:ly)?|favou?rabl[ey]|generous(?:ly)?|kindly|warmly|enthusiastic(?:ally)?"
    r"|highly|impressed|taken|forgiving|convinced|lenient|charitable)"
    r"|less (?:\w+ly )?(?:negative(?:ly)?|critical|hostile|harsh(?:ly)?|severe(?:ly)?|scathing|unkind|angry|hard|tough|strict"
    r"|disappointed|dismissive|cruel)"
    r"|fonder|ahead|above|happier|softer|gentler|easier|nicer|more(?=\s(?:than|from|by|to|among)\b)"
)
_DOWN: Final = (
    r"lower|worse|harsher|harder|rougher|stricter|colder|cooler|tougher|angrier|more (?:\w+ly )?(?:negative(?:ly)?|critical|hostile"
    r"|harsh(?:ly)?|severe(?:ly)?|scathing|unkind)"
    r"|less (?:\w+ly )?(?:positive(?:ly)?|favou?rabl[ey]|generous(?:ly)?|kind(?:ly)?|kind|warm(?:ly)?|enthusiastic(?:ally)?|highly"
    r"|impressed|taken|forgiving|convinced)|behind|below|unhappier|less(?=\s(?:than|from|by|to|among)\b(?!\s(?:\d|an?\s|half|twice"
    r"|two|three|ten|twenty|thirty|forty|fifty)))"
)
_SIDE: Final = rf"(?:(?P<{{0}}audience>{SIDES['audience']})|(?P<{{0}}critics>{SIDES['critics']}))"
_A, _B = _SIDE.format("a"), _SIDE.format("b")
_THAN: Final = r"(?:than|that of|those of|from|by|to)"
_DENIED: Final = re.compile(r"\b(?:not(?! only)|never|neither|nor|no|hardly|scarcely)\b(?!\s(?:surpris|unexpect))|n[’']t\b", re.IGNORECASE)
_FEW: Final = r"(?:[\w-]+ ){0,2}?"
# "Players' scores lie below the critics'": these need no "than".
_PLACED: Final = (
    r"(?P<up>above|ahead of|exceed(?:ed|s)?|outstrip(?:s|ped)?|surpass(?:ed|es)?|dwarf(?:s|ed)?|outdo(?:es)?|outdid|top(?:s|ped)?|beat)"
    r"|(?P<down>below|behind|trail(?:s|ed)?|fall(?:s)? short of|fell short of|lag(?:s|ged)?(?: far)? behind)"
)
_APART: Final = (
    r"disagreed?|differ(?:ed)?|(?:are|were|remain|stand|stood) (?:\w+ )?(?:divided|split|apart|at odds|far apart|worlds apart|miles apart"
    r"|poles apart|of (?:different|two) minds|\d+ points apart)|parted ways|(?:could|can) (?:hardly|scarcely|not) be (?:further"
    r"|farther) apart"
    r"|couldn[’']t be (?:further|farther) apart|do(?:es)? not (?:see eye to eye|agree)"
)
_AT_ONE: Final = (
    r"agreed?|see eye to eye|saw eye to eye|share the same (?:view|opinion)"
    r"|(?:are|were) (?:\w+ )?(?:of (?:one|the same|a single) (?:mind|opinion|view)|like-minded|in (?:\w+ )?agreement|united|at one)"
)
_BETTER: Final = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_SIDES_COMPARED: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # critics liked it far more than players did; players' scores are lower than critics'
        rf"\b{_A}(?:[’']s?)?(?!\w)[^.;:]{{0,70}}?\b{_BETTER}\b[^.;:,]{{0,30}}?\b{_THAN}\s(?:[\w-]+\s){{0,3}}?\b{_B}(?!\w)",
        # the audience score sits 54 points below the critics'
        rf"\b{_A}(?:[’']s?)?(?!\w)[^.;:]{{0,70}}?\b(?:{_PLACED})\b\s(?:[\w-]+\s){{0,3}}?\b{_B}(?!\w)",
        # a higher score from critics than from players; better marks by critics than by players
        (
            rf"\b{_BETTER}\b[^.;:,]{{0,40}}?\b(?:from|by|among|with|of) {_FEW}\b{_A}(?!\w)"
            rf"[^.;:,]{{0,20}}?\bthan (?:from |by |among |with |of )?{_FEW}\b{_B}(?!\w)"
        ),
        # a gap of 54 points between critics and players; critics and players disagreed
        (
            r"\b(?P<gap>gap|gulf|divide|difference|divergence|chasm|split|rift|disagreement)\b"
            rf"[^.;:]{{0,40}}?\bbetween {_FEW}\b{_A}(?:[’']s?)?(?!\w)[^.;:]{{0,30}}?\b(?:and|from) {_FEW}\b{_B}(?!\w)"
        ),
        rf"\b{_A}(?!\w) (?:and|from) {_FEW}\b{_B}(?!\w) (?:\w+ )?(?:(?P<gap>{_APART})|(?P<agree>{_AT_ONE}))\b",
    )
)
# "Hardly any difference between them": none.
_NO_GAP: Final = re.compile(
    r"\b(?:hardly|scarcely|barely|little|no|negligible|minimal|not much|next to no|tiny|never)\s(?:(?:any|of a|real|great|such"
    r"|much)\s)*$",
    re.IGNORECASE,
)


def find(context: Context) -> list[Claim]:
    """Which side liked the work better, by how much; and counts that moved from one number to another."""
    claims: list[Claim] = []
    told = COUNTED.search(context.narration) is not None
    for span in context.spans:
        if span[1] - span[0] > 3_000:
            continue
        if can_hold(context.narration, span, stems.SIDES, 2):
            claims += _sides(context, span)
        if told:
            claims += numbers(context, span)
    return claims


def _sides(context: Context, span: Span) -> list[Claim]:
    text = context.narration
    if at_a_stage(text, span):
        return []
    for one in ratios(text, span):
        if asserted(text, span, one.sides[1]) and all(of_whole_side(text, span, side) for side in one.sides):
            return [_of_ratio(context, span, one)]
    for pattern in _SIDES_COMPARED:
        for match in pattern.finditer(text, *span):
            groups = match.groupdict()
            first, second = ("audience" if groups["aaudience"] else "critics"), ("audience" if groups["baudience"] else "critics")
            sides = [match.span(f"{letter}{side}") for letter, side in (("a", first), ("b", second))]
            if first == second or _DENIED.search(
                text, sides[0][1], max(sides[0][1], match.start("gap") if groups.get("gap") else sides[1][0])
            ):
                continue  # "did not like it more than players did"
            if not asserted(text, span, sides[1]) or not all(of_whole_side(text, span, side) for side in sides):
                continue
            if (thing := _OF_A_THING.search(match[0])) is not None and not _WORK_OR_SCORE.search(thing["thing"]):
                continue  # "critics liked the queue less than players did"
            relation = (
                "agree"
                if groups.get("gap") and _NO_GAP.search(text, max(span[0], match.start("gap") - 40), match.start("gap"))
                else "differ"
                if groups.get("gap")
                else "agree"
                if groups.get("agree")
                else "above"
                if groups.get("up")
                else "below"
            )
            start, end = match.span()
            gap = next(
                (
                    figure
                    for figure in context.figures_in(*span)
                    if figure.unit in ("point", "percent")
                    and _is_gap(text, figure, match.span())
                    and not _RELATIVE.match(text, figure.span[1])
                ),
                None,
            )
            if gap is not None:
                start, end = min(start, gap.span[0]), max(end, gap.span[1])
            from_at, to_at, words = interval_of(context.time_of(span, start))
            attributes: dict[str, object] = {"of": "sides", "first": first, "second": second, "relation": relation}
            if (platform := platform_in(text, "review", *span) or site_named(context, span)) is not None:
                attributes["platform"] = platform
            if (
                other := other_work(text, span, match.span(), names_of(context), active=False) or named_inside(match[0], names_of(context))
            ) is not None:
                attributes["other_work"] = other
            if (pair := _scores_beside(context, span, match.end())) is not None:
                attributes["scores"], end = pair[0], pair[1]
                gap = None
            elif relation in ("above", "below") and gap is None and (given := _scores_given(context, span, *sides)) is not None:
                attributes["scores"] = given
            value, low, high = (None, None, None) if gap is None else _in_points(gap)
            return [
                Claim(
                    ClaimKind.COMPARISON, context.text[start:end], (start, end), f"{first} and {second}", value, low, high, "of the scale" if gap else "",
                    gap.bound if gap else "exact", from_at, to_at, words, MappingProxyType(attributes),
                )
            ]  # fmt: skip
    return _gaps(context, span)


def _of_ratio(context: Context, span: Span, one: Ratio) -> Claim:
    """The claim of a ratio."""
    text = context.narration
    start, end = one.span
    if (did := re.match(r"\s(?:did|do|have|had|were|was|are)\b", text[end : end + 6])) is not None:
        end += did.end()
    from_at, to_at, words = interval_of(context.time_of(span, start))
    words_of = text[slice(*one.span)]
    other = other_work(text, span, one.span, names_of(context), active=False) or named_inside(words_of, names_of(context))
    attributes: dict[str, object] = {
        "of": "sides", "first": one.first, "second": one.second, "relation": one.relation, "times": one.times, "times_bound": one.bound or None,
        "platform": platform_in(text, "review", *span) or site_named(context, span), "other_work": other,
    }  # fmt: skip
    if (pair := _scores_beside(context, span, end)) is not None:
        attributes["scores"], end = pair
    return Claim(
        ClaimKind.COMPARISON, context.text[start:end], (start, end), f"{one.first} and {one.second}", from_at=from_at, to_at=to_at, time_text=words,
        attributes=MappingProxyType({key: value for key, value in attributes.items() if value is not None}),
    )  # fmt: skip


# "At 30 against 84 out of 100": the first side's score, and the second's.
_PAIR_OF_SCORES: Final = re.compile(
    r"(?:\s\w+){0,2},?\s(?:at|with|by|scoring|giving it|a|an average of"
    r"|averaging)?\s?(?:a score of\s)?(?:an average of\s)?(?P<one>\d{1,3}(?:\.\d+)?)(?P<unit1>\s?%|\spoints|\sper ?cent| out of \d+)?"
    r"\s?(?:against|to|versus|vs\.?|compared (?:with|to)|as against|and)\s(?:an average of\s|only\s"
    r"|just\s)?(?P<two>\d{1,3}(?:\.\d+)?)(?:\s?%|\spoints|\sper ?cent)?"
    r"(?:\s(?:points\s)?out of\s(?P<top>\d{1,3}))?",
    re.IGNORECASE,
)


def _scores_given(context: Context, span: Span, first: Span, second: Span) -> tuple[float, float] | None:
    """The one score after each side, as shares of their scale: "critics, who gave it 84 out of 100, scored it lower than players, who gave it 31"."""
    found = [
        [figure for figure in context.figures_in(*stretch) if figure.unit == "" or figure.unit.startswith("out of ")]
        for stretch in ((first[1], second[0]), (second[1], span[1]))
    ]
    tops = {float(figure.unit.removeprefix("out of ")) for figures in found for figure in figures if figure.unit}
    if [len(figures) for figures in found] != [1, 1] or len(tops) != 1:
        return None
    top = tops.pop()
    one, other = found[0][0].value / top, found[1][0].value / top
    return (one, other) if 0 <= one <= 1 and 0 <= other <= 1 else None


def _scores_beside(context: Context, span: Span, at: int) -> tuple[tuple[float, float], int] | None:
    """The two scores that follow a comparison, as shares of their scale, and where they end."""
    pair = _PAIR_OF_SCORES.match(context.narration, at, span[1])
    if pair is None:
        return None
    top = float(pair["top"] or 100.0)
    return (float(pair["one"]) / top, float(pair["two"]) / top), pair.end()


_OF_A_THING: Final = re.compile(
    r"\b(?:lik|lov|rat|enjoy|prais|hat|dislik|review|judg|welcom|admir|prefer)(?:ed|es?|s|red)\s(?:the|its|their|his|her|this"
    r"|that)\s(?P<thing>(?:[\w’'-]+\s){1,2})",
    re.IGNORECASE,
)
_WORK_OR_SCORE: Final = re.compile(rf"\b(?:{WORKS})\b(?![’'])", re.IGNORECASE)
_RELATIVE: Final = re.compile(
    r"(?<=%|t)\s(?:higher|lower|better|worse|more|less)\b"
)  # "150 per cent higher": of the other's score, or of the scale
_GAP: Final = re.compile(
    r"\b(?:gap|gulf|divide|difference|divergence|split|chasm)\b|\b(?:points|percentage points)\s(?:apart|between|lower|higher|less|more"
    r"|below|above)\b",
    re.IGNORECASE,
)


def _gaps(context: Context, span: Span) -> list[Claim]:
    """A gap in points in a sentence that names both sides: "critics gave it 84 out of 100 and players 30, a gap of 54 points"."""
    text = context.narration
    sides = sorted(
        (
            (match.start(), side)
            for side, words in SIDES.items()
            for match in re.finditer(rf"\b(?:{words})(?!\w)", text[span[0] : span[1]], re.IGNORECASE)
        )
    )
    if len({side for _, side in sides}) < 2 or not _GAP.search(text, *span):
        return []
    figures = context.figures_in(*span)
    gap = next((figure for figure in figures if figure.unit in ("point", "percent") and _is_gap(text, figure, span)), None)
    if gap is None or not asserted(text, span, gap.span):
        return []
    scores = [
        figure
        for figure in figures
        if figure is not gap and figure.unit not in ("point", "signature", "person", "review", "critic", "player")
    ]
    tops = {
        float(figure.unit.removeprefix("out of ")) if figure.unit.startswith("out of ") else 100.0 if figure.unit == "percent" else None
        for figure in scores
    } - {None}
    attributes: dict[str, object] = {
        "of": "sides",
        "first": sides[0][1],
        "second": next(side for _, side in sides if side != sides[0][1]),
        "relation": "differ",
    }
    if len(scores) == 2 and not tops and all(10 < figure.value <= 100 for figure in scores):
        tops = {100.0}  # bare numbers of which the gap is told in points
    if len(scores) == 2 and len(tops) == 1:
        top = next(iter(tops)) or 100.0
        attributes["scores"] = tuple(figure.value / top for figure in scores)
    start = min(gap.span[0], span[0] + sides[0][0])
    end = max(gap.span[1], span[0] + sides[-1][0] + 1)
    end += len(re.match(r"\w*", text[end:])[0])  # type: ignore[index]  # a star matches anything
    value, low, high = _in_points(gap)
    from_at, to_at, words = interval_of(context.time_of(span, start))
    return [
        Claim(
            ClaimKind.COMPARISON, context.text[start:end], (start, end), "audience and critics", value, low, high, "of the scale", gap.bound, from_at, to_at, words,
            MappingProxyType(attributes),
        )
    ]  # fmt: skip


def _in_points(gap: Figure) -> tuple[float, float | None, float | None]:
    """A gap of points as a share of a scale of 100."""
    return gap.value / 100, None if gap.low is None else gap.low / 100, None if gap.high is None else gap.high / 100


def _is_gap(text: str, figure: Figure, match: Span) -> bool:
    """Whether a number of points is how far two sides are apart: "54 points below", "a gap of 54 points"."""
    if not match[0] - 40 <= figure.span[0] <= match[1] + 30:
        return False
    after = re.match(
        r"\s?(?:lower|higher|below|above|behind|ahead|worse|better|apart|between|gap)|-point gap",
        text[figure.span[1] : figure.span[1] + 12],
        re.IGNORECASE,
    )
    if re.fullmatch(
        r"(?:[’']s?)?\s(?:(?:is|was|of|at|stands|stood|comes|came|amounts|amounted|to|a|an|mere|full|whole|just|only|now|some|about"
        r"|around|no more than)\s)+",
        text[match[1] : figure.span[0]],
        re.IGNORECASE,
    ):
        return True  # "the gap between critics and players is a mere five points"
    before = re.search(
        r"\b(?:gap|gulf|difference|divide)\s(?:is|was|comes to|came to|stands at|stood at)\s(?:\w+ ){0,2}$|\b(?:gap|gulf|divide"
        r"|difference|divergence|split) of (?:\w+ ){0,3}$|\bby (?:\w+ ){0,2}$|\bfar as\s$",
        text[max(0, figure.span[0] - 40) : figure.span[0]],
        re.IGNORECASE,
    )
    return bool(after or before)
