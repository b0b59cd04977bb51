"""Find what a text says of review bombing: that it took place, of which side's reviews, when."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, asserted, clause_start, interval_of
from uproar.claims.kinds.sides import names_of, shop_named
from uproar.claims.kinds.whole import named_other, other_work
from uproar.extract.names.platforms import platform_in

_BOMBED: Final = re.compile(
    r"\breview[- ]?bomb(?:ed|ing|ings|ers?|s)?\b|\bbomb(?:ed|ing)\s(?:it|the \w+|its \w+ page)\swith\s(?:\w+\s){0,4}(?:reviews"
    r"|ratings|scores)\b"
    r"|(?<=\breviews )(?:(?:have|has|had|are|were|is|was|being|been|\w+ly)\s){1,4}bombed\b|(?<=\bratings )(?:(?:have|has|had|are"
    r"|were|is|was|being|been|\w+ly)\s){1,4}bombed\b",
    re.IGNORECASE,
)
# What makes a noun ("review bombing", "review bombers") something that took place.
_TOOK_PLACE: Final = re.compile(
    r"\b(?:hit|targeted|struck|subject(?:ed)?|victim|target|end|object|case|act|wave|spate|flood|bout|suffer(?:ed|ing|s)?|fac(?:ed"
    r"|es|ing)|endur(?:ed|ing)|under|amid|amidst|after"
    r"|amounts? to|amounted to|constitut(?:es|ed)|turned into|became|following|despite|during|engaged|took part|led|began|started"
    r"|launched|organi[sz]ed|sparked|triggered|prompted|resulted|experienc(?:ed|ing)|see(?:n|s|ing)?|saw|met with|hurt|swamped|flooded"
    r"|brought down|dragged down|sank|by)\b",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"\s(?:campaign|effort|attack|wave|of\s|on\s|by\s|began|started|continued|erupted|followed|hit|(?:has|have|had)\s(?:begun|hit|dragged"
    r"|pushed|driven|brought|struck|left|swamped|flooded|been)|took|pushed|dragged|brought|drove|descended|flooded|swamped|left"
    r"|struck|befell|saw|sent|(?!(?:based|called|named|intended|designed|used|supposed|believed|considered)\b)[a-z]{3,}ed\b)",
    re.IGNORECASE,
)
_SUPPOSED: Final = re.compile(
    r"\b(?:term|practice|phenomenon|definition|known as|what is|policy|policies|rules?|measures|protection|against|prevent\w*|fight\w*"
    r"|combat\w*|stop\w*|detect\w*|tools?|guard\w*|risk|threat\w*|fear\w*|avoid\w*"
    r"|called for|calls for|urged|encourag\w*|discourag\w*|no sign|no evidence|rather than|instead of|not|never|ahead of|history of"
    r"|guilty"
    r"|condemn\w*)\b[^.;]{0,50}$",
    re.IGNORECASE,
)

_OF_A_PART: Final = re.compile(
    r"\b(?P<part>(?:the|its|their|[\w-]+[’']s)\s(?:\w+\s)?(?:soundtrack|trailer|teaser|demo|beta|expansion|DLC|sequel|prequel"
    r"|remake|board game|film version|console version|app|spin-off))\b",
    re.IGNORECASE,
)


def find(context: Context) -> list[Claim]:
    """One claim a sentence that says it took place; the practice in general, fears and denials are none."""
    text = context.narration
    claims: list[Claim] = []
    if not _BOMBED.search(text):
        return []
    for span in context.spans:
        for match in _BOMBED.finditer(text, *span):
            before = text[max(span[0], match.start() - 70) : match.start()]
            after = text[match.end() : match.end() + 60]
            verb = match[0].lower().endswith("bombed") or bool(
                re.search(r"\b(?:is|are|was|were|been|being|have|kept|keep)\s(?:\w+ly\s)?$", before)
            )
            place = match.span()
            if not verb and (noun := list(_TOOK_PLACE.finditer(text, max(span[0], match.start() - 70), match.start()))):
                place = noun[-1].span()  # "fell victim to review bombing": what is asserted is the falling
            if not asserted(text, span, place) or _SUPPOSED.search(before) or re.match(r"\s(?:protection|policy|filter|detection)", after):
                continue
            if not verb and not (_TOOK_PLACE.search(before) or _AFTER.match(after)):
                continue
            part = _OF_A_PART.search(text, clause_start(text, span[0], match.start()), min(span[1], match.end() + 50))
            other = part["part"] if part is not None else other_work(text, span, match.span(), names_of(context), active=False)
            if other is None and named_other(text, span, match.span(), names_of(context)):
                continue
            claims.append(_claim(context, span, match, other))
            break
    return claims


def _claim(context: Context, span: tuple[int, int], match: re.Match[str], other: str | None) -> Claim:
    text = context.narration
    head = re.search(
        r"\b(?:has|have|had|was|were|is|are|been|being)(?:\s(?:been|being|\w+ly))*\s$",
        text[max(span[0], match.start() - 30) : match.start()],
    )
    start = max(span[0], match.start() - 30) + head.start() if head else match.start()
    from_at, to_at, words = interval_of(context.time_of(span, match.start()))
    critics = re.search(r"\bby (?:the )?(?:critics|press|reviewers)\b", text[match.end() : match.end() + 24], re.IGNORECASE) or re.search(
        r"\b(?:critics|reviewers|the press)(?:\s(?:have|had|has|also))?\s$", text[max(span[0], start - 30) : start], re.IGNORECASE
    )
    attributes = {
        "side": "critics" if critics else "audience",
        "platform": platform_in(text, "review", *span),
        "other_work": other,
        "place": shop_named(context, span),
    }
    return Claim(
        ClaimKind.REVIEW_BOMBING, context.text[start : match.end()], (start, match.end()), "the reviews", from_at=from_at, to_at=to_at, time_text=words,
        attributes=MappingProxyType({key: value for key, value in attributes.items() if value}),
    )  # fmt: skip
