"""The two sides whose reception a text tells of, and the claim that is made of it."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any, Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, clause_end, interval_of
from uproar.claims.subjects import same_name
from uproar.extract.figures.figure import Figure
from uproar.extract.names.platforms import platform_in

SIDES: Final = {
    "audience": r"audiences?|viewers?|users?|fans|players?|gamers?|customers?|movie-?goers|film-?goers|cinema-?goers|theater-?goers"
    r"|subscribers|listeners|readers|owners|buyers|(?:the )?(?:general )?public|spectators|consumers|guests|ordinary people"
    r"|(?:the people|those|everyone|everybody) who (?:bought|own|owns|play|plays|played|paid for) (?:it|the game)",
    "critics": r"(?:(?:theater|theatre|film|movie|tv|television|game|games|gaming|music|book|food|restaurant|professional|press"
    r") )*(?:critics?|reviewers|the press|the (?:critical|specialist|specialised|specialized|trade|gaming|games|enthusiast|professional) press)",
}
# "Poor reviews from critics would hurt the launch" tells of none.
STILL_OPEN: Final = re.compile(r"\s(?:would|could|might|may|will|can|should)\b", re.IGNORECASE)


def names_of(context: Context) -> tuple[str, ...]:
    """Title and aliases of the case; none where there is no case."""
    return (context.case.title, *context.case.aliases) if context.case is not None and context.case.title else ()


_ON: Final = re.compile(
    r"\b[Oo]n\s(?:(?:the|a)\s(?:[a-z-]+\s){0,3}?)?((?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar(?:ch|\.|\s\d)|Apr|May\b|June?\b|July?\b|Aug|Sep|Oct|Nov|Dec)[A-Z][\w-]+(?:\s[A-Z][\w-]+)*)"
)


def site_named(context: Context, sentence: Span) -> str | None:
    """A site that the table of review sites does not know ("on Quayscore"); the work and the companies of the case are none."""
    case = context.case
    if case is None:
        return None
    own = [name for name in (case.title, *case.aliases) if name]
    own += [name for party in case.parties if party.role.casefold() != "review site" for name in (party.name, *party.aliases)]
    for match in _ON.finditer(context.narration, *sentence):
        if not any(same_name(match[1], name) for name in own):
            return match[1]
    return None


CAPITAL: Final = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar(?:ch|\.|\s\d)|Apr|May\b|June?\b|July?\b|Aug|Sep|Oct|Nov|Dec|Christmas|New Year|Day\b|Easter)"
    r"[A-Z][\w-]+(?:\s[A-Z][\w-]+)*"
)
# "On Jetty, a competing shop, ...", "on the store of Jetty", "the page on Jetty".
_SHOPS: Final = (
    re.compile(
        rf"\b(?:[Oo]n|[Aa]t|[Ii]n|[Oo]ver (?:on|at)|[Vv]ia|[Ff]rom)\s(?P<shop>{CAPITAL})(?:,\s|\s\()(?:where\b|(?:an?|the|another|its)\s(?:[\w’'-]+\s){{0,4}}?"
        r"(?:shops?|stores?|storefronts?|sites?|website|marketplaces?|rivals?|competitors?|retailers?|platforms?|outlets?|service|chain|portal|aggregator)\b)"
    ),
    re.compile(rf"\b(?:store|shop|storefront|marketplace|website|site)\s(?:of|run by|called|named)\s(?:the\s)?(?P<shop>{CAPITAL})"),
)


def shop_named(context: Context, sentence: Span) -> str | None:
    """A shop or site that a sentence sets the scene on ("On Jetty, a competing shop, ..."); the work and the companies of the case are none."""
    case = context.case
    own = [name for name in (case.title, *case.aliases) if name] if case is not None else []
    own += (
        [name for party in case.parties if party.role.casefold() != "store" for name in (party.name, *party.aliases)]
        if case is not None
        else []
    )
    for pattern in _SHOPS:
        for match in pattern.finditer(context.narration, *sentence):
            if not any(same_name(match["shop"], name) for name in own):
                return match["shop"]
    return None


def reception_claim(
    context: Context,
    sentence: Span,
    span: Span,
    *,
    side: str,
    reception: str,
    figure: Figure | None = None,
    scale: dict[str, float | None] | None = None,
    measure: str = "",
    bound: str = "exact",
    other: str | None = None,
) -> Claim:
    """The claim that one side received the work so, in words or with a number; `other` names a work that is not the case's."""
    text = context.narration
    # The platform of the clause: "from viewers on Rotten Tomatoes", else that of the sentence.
    end = clause_end(text, span[1], sentence[1])
    platform = platform_in(text, "review", span[0], end) or platform_in(text, "review", *sentence) or site_named(context, sentence)
    if re.match(r"\s(?:on|at)\s", text[span[1] : span[1] + 4]) and platform_in(text, "review", span[1], end):
        span = (span[0], min(end, span[1] + 40))
        while text[span[1] - 1] in " .,":
            span = (span[0], span[1] - 1)
    from_at, to_at, words = interval_of(context.time_of(sentence, span[0]))
    attributes: dict[str, Any] = {"side": side, "reception": reception}
    if platform:
        attributes["platform"] = platform
    if shop := shop_named(context, sentence):
        attributes["place"] = shop
    if other:
        attributes["other_work"] = other
    if figure is not None:
        # 42% on a review site is a share of positive reviews; 4.2 out of 10 is a mean grade.
        attributes |= {"scale": figure.unit, "measure": "share" if figure.unit == "percent" else "mean"}
    if measure:
        attributes["measure"] = measure
    values = scale or {"value": None, "low": None, "high": None}
    return Claim(
        ClaimKind.RECEPTION,
        context.text[span[0] : span[1]],
        span,
        side,
        values["value"],
        values["low"],
        values["high"],
        "score" if figure else "share" if measure else "",
        figure.bound if figure else bound,
        from_at,
        to_at,
        words,
        MappingProxyType(attributes),
    )
