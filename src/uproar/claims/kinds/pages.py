"""Find what a text says of a change to a title page: which fields, by whom, when."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, asserted, clause_start, interval_of, supposed
from uproar.claims.kinds import stems
from uproar.claims.kinds.fields import (
    ACTIVE,
    AVAILABILITY,
    BARE_RATING,
    CAUSED,
    NEW,
    NEW_THERE,
    NOUN_OF_CHANGE,
    OF_ITSELF,
    PASSIVE,
    PUT,
    RENAMED,
    TOUCHED,
    UNCHANGED,
    fields_in,
)
from uproar.claims.kinds.periods import stretch_of
from uproar.claims.kinds.places import another_page, place_of
from uproar.claims.kinds.stems import can_hold
from uproar.claims.questions import NOT_ON_PAGE, OTHER_FIELD
from uproar.extract.dates.find import TimeExpression
from uproar.extract.quotes.find import Quote

_PAGE: Final = re.compile(r"\b(?:pages?|listing|entry|store|shop|storefront)\b", re.IGNORECASE)
_BY: Final = re.compile(r"\s(?:\w+ly\s)?by\s((?:the\s)?[A-Za-z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,3})")
_ACTOR: Final = re.compile(
    r"((?:[Tt]he\s)?(?:[a-z]+\s){0,2}(?:company|studio|publisher|developers?|distributor|streamer|service|platform|maker|retailer"
    r"|network|store|label)|(?:[A-Z][\w’'.-]*)(?:\s[A-Z][\w’'.-]*){0,3}|[Ii]t|[Tt]hey)"
    r"\s(?:(?:has|have|had|also|since|quietly|later|now|then|already|quickly|soon|silently)\s|and\s|,\s){0,3}$"
)
# What stands before a field and did nothing to it: "The artwork was replaced", "Thursday's change".
_NO_ACTOR: Final = re.compile(r"(?:The|A|An|Its|Their|This|That|Both)|\w*day[’']s?", re.IGNORECASE)
_COMPANY: Final = re.compile(
    (
        r"spokes|representative|statement|company|studio|publisher|developer|distributor|network|streamer|service|platform|team|chief|CEO"
        r"|head of|president"
    ),
    re.IGNORECASE,
)
# Fields that anything has; in a text that names no release they are not a title page's.
_WEAK: Final = re.compile(
    r"\b(?:pictures?|images?|photos?|photographs?|covers?|titles?|visuals?|stills?|logos?|icons?|summar(?:y|ies))\b", re.IGNORECASE
)
_STRONG: Final = re.compile(
    r"\b(?:posters?|thumbnails?|art|artworks?|cover images?|descriptions?|synops[ie]s|blurbs?|ratings?|pages?|listing)\b", re.IGNORECASE
)
_RELEASE: Final = re.compile(
    r"\b(?:film|movie|game|show|series|season|episode|app|album|song|book|novel|product|release|sequel|remake|streamer|streaming"
    r"|platform|store|page|website"
    r"|studio|publisher|developer|phone|update|trailer|documentary)s?\b",
    re.IGNORECASE,
)
_AS_IT_WAS: Final = re.compile(
    r"n[’']t\b|\b(?:not|never|unchanged|untouched|unaltered|the same|exactly)\b", re.IGNORECASE
)  # a cheap scan before a long pattern
_NOT: Final = re.compile(r"n[’']t\b|\b(?:not|never)\b", re.IGNORECASE)
_BUT_NOT: Final = re.compile(r"\b(?:not|nor|never|without|job)\s(?:the\s|its\s|their\s)?$", re.IGNORECASE)
_BEEN: Final = re.compile(r"\b(?:was|were|has|have|had|been|being|is|are|got)\b", re.IGNORECASE)
_PRESENT: Final = re.compile(r"\b(?:will|should|could|would|may|might|must|can|to)\s(?:be|have|get)\s(?:\w+\s)?$", re.IGNORECASE)


def find(context: Context) -> list[Claim]:
    """Changes told by the writer, and those told by a company of its own page in its own words ("We've now updated ...")."""
    claims: list[Claim] = []
    for span in context.spans:
        if span[1] - span[0] > 3_000:
            continue  # no sentence is that long
        claims += _in_sentence(context, span, context.narration, None)
    for quote in context.quotes:
        if quote.kind != "speech" or not _speaks_for_company(context, quote):
            continue
        first = re.search(r"\b[Ww]e(?:['’]ve|\shave|\sdid)?\s", quote.content)
        if first is None:
            continue
        for start, end in context.sentences_in(*quote.span):
            # A sentence of the quotation, cut at its marks.
            inner = (max(start, quote.span[0]), min(end, quote.span[1]))
            if inner[0] < inner[1] and all(
                date.from_at is None for date in context.dates_in(*inner)
            ):  # with a time of its own it is read as any sentence that somebody says
                claims += [
                    claim
                    for claim in _in_sentence(context, inner, context.text, quote)
                    if re.search(r"\b[Ww]e\b", context.text[inner[0] : claim.span[1]])
                ]
    return claims


def _speaks_for_company(context: Context, quote: Quote) -> bool:
    names = [quote.speaker or ""]
    if quote.speaker_span is not None:
        names.append(context.text[slice(*quote.speaker_span)])
    if quote.cue_span is not None:
        names.append(context.text[max(0, quote.cue_span[0] - 60) : quote.cue_span[1] + 40])
    if any(_COMPANY.search(name) for name in names):
        return True
    # A single name such as "Netflix" speaks for itself; "Ann Bell" is a person.
    return bool(quote.speaker) and " " not in (quote.speaker or " ")


def _in_sentence(context: Context, span: Span, text: str, quote: Quote | None) -> list[Claim]:
    claims: list[Claim] = []
    if not can_hold(text, span, stems.FIELDS):
        return claims
    covered = span[0]
    matches = [(match, "active") for match in (*ACTIVE.finditer(text, *span), *BARE_RATING.finditer(text, *span))]
    matches += [(match, "new") for match in NEW.finditer(text, *span)]
    if _PAGE.search(text, *span):
        matches += [(match, "new") for shape in (PUT, NEW_THERE) for match in shape.finditer(text, *span)]
        matches += [(match, "renamed") for match in RENAMED.finditer(text, *span)]
        matches += [(match, "passive") for match in CAUSED.finditer(text, *span)]
        matches += [(match, "passive") for match in TOUCHED.finditer(text, *span)]
        matches += [(match, "passive") for match in NOUN_OF_CHANGE.finditer(text, *span)]
        matches += [(match, "passive") for match in OF_ITSELF.finditer(text, *span)]
        if _AS_IT_WAS.search(text, *span):
            matches += [(match, "unchanged") for match in UNCHANGED.finditer(text, *span)]
    matches += [(match, "passive") for match in PASSIVE.finditer(text, *span)]
    matches += [(match, "availability") for match in AVAILABILITY.finditer(text, *span)]
    for match, shape in sorted(matches, key=lambda pair: pair[0].start()):
        if match.start() < covered:
            continue
        if shape == "unchanged":
            twice = match["verb2"] is not None and _NOT.search(match[0]) is not None  # "has not been the same since"
            if (
                quote is None
                and not twice
                and not supposed(text, span, match.start())
                and not _SUPPOSED.search(text, clause_start(text, span[0], match.start()), match.end())
            ):
                claims += _unchanged(context, span, match, quote=quote, text=text)
                covered = match.end()
            continue
        verb = (match.start("verb"), match.end("verb")) if match["verb"] else match.span()
        # A passive begins with the field: it is asserted from there; an active with its verb.
        if not asserted(text, span, verb) or _PRESENT.search(text[max(span[0], verb[0] - 20) : verb[0]]):
            continue
        if shape == "availability" and not _of_a_title(context, span, match):
            continue
        if shape == "active" and _reduced(text, span, match):
            continue
        if (
            _BUT_NOT.search(text[max(span[0], match.start() - 14) : match.start()])
            or (match.re is PASSIVE and not _BEEN.search(match[0]))
            or (match.re is OF_ITSELF and re.match(r"\s(?:the|its|their|an?)\s", text[match.end() : match.end() + 7]))
        ):
            continue
        fields = (
            ("availability",)
            if shape == "availability"
            else ("title",)
            if shape == "renamed"
            else (NOT_ON_PAGE,)
            if match.re is BARE_RATING
            else fields_in(match[0])
        )
        if shape not in ("availability", "renamed") and not _of_a_release(context, match[0], span):
            continue
        if fields == () and shape == "passive" and _OF_ANOTHER_HEAD.search(text, max(span[0], match.start() - 60), match.start()):
            # "The specs on the store page were raised": it is the specs that changed, "the image accompanying the game on its page" the image.
            before = clause_start(text, span[0], match.start())
            fields = fields_in(text[before : match.start()]) or (OTHER_FIELD,)
        if fields is None or (shape == "active" and match["verb"].lower() in ("raised", "lowered") and fields != (NOT_ON_PAGE,)):
            continue
        claim = _claim(context, span, match, fields, quote=quote, text=text)
        covered = match.end()
        if claims and text[claims[-1].span[1] : match.start()].strip(" ,") == "and":
            claim = _joined(context, claims.pop(), claim)
        claims.append(claim)
    return claims


_TITLE: Final = re.compile(
    r"\b(?:it|game|film|movie|title|app|show|series|episode|album|song|book|product|release|sequel|remake|documentary|update"
    r"|expansion|listing|page|video|trailer)s?\b",
    re.IGNORECASE,
)


def _of_a_title(context: Context, span: Span, match: re.Match[str]) -> bool:
    """Whether what was taken down is a release: not a child from a store, nor a body from a tunnel."""
    names = [context.case.title, *context.case.aliases] if context.case is not None else []
    around = context.text[max(span[0], match.start() - 60) : match.end()]
    return _TITLE.search(around) is not None or any(name and name in around for name in names)


_SUPPOSED: Final = re.compile(
    r"\b(?:if|unless|whether|would|could|might|may|should|must|will|says? it|promis\w+|until|why|because)\b", re.IGNORECASE
)


def _unchanged(context: Context, span: Span, match: re.Match[str], *, quote: Quote | None, text: str) -> list[Claim]:
    """That something of a page has not changed: over the time that the sentence gives, else since the release."""
    fields = fields_in(match[0])
    if fields == () and _OF_ANOTHER_HEAD.search(text, max(span[0], match.start() - 60), match.start()):
        return []  # "the price on the store page is unchanged"
    if fields is None or not _on_its_page(context, span) or not _of_a_release(context, match[0], span):
        return []
    claim = _claim(context, span, match, fields, quote=quote, text=text)
    case = context.case
    if claim.from_at is None and case is not None and case.released_at is not None:
        claim = replace(claim, from_at=case.released_at)
    return [replace(claim, attributes=MappingProxyType({**claim.attributes, "denied": True}))]


_OF_ANOTHER_HEAD: Final = re.compile(r"\b[a-z]{3,}\s(?:on|of|in|at|from)\s(?:(?:the|its|their|this|that|[\w-]+[’']s)\s)*$", re.IGNORECASE)


# Pages that are no title's: of the petition, of players, of a profile.
_NO_TITLES: Final = re.compile(
    r"\b(?:petition|campaign|appeal|fan|player|user|signer|organi[sz]er|author|forum|profile|facebook|twitter|wiki|wikipedia|social"
    r" media)s?[’']?s?\s(?:own\s)?pages?\b|\btheir own pages?\b",
    re.IGNORECASE,
)


def _on_its_page(context: Context, span: Span) -> bool:
    """Whether a text tells of a page on which a change can have been, and not of somebody else's."""
    if _NO_TITLES.search(context.text, *span):
        return False
    platforms = (
        [name for party in context.case.parties if party.role.casefold() == "platform" for name in (party.name, *party.aliases)]
        if context.case
        else []
    )
    if any(re.search(rf"\b{re.escape(name)}\s(?:page|profile|account)", context.text[slice(*span)]) for name in platforms):
        return False
    return _PAGE.search(context.text, max(0, span[0] - 300), span[1]) is not None


def _of_a_release(context: Context, words: str, span: Span) -> bool:
    """Whether a changed "picture" or "title" can be a release's: a poster is, a picture needs a release somewhere in the text."""
    of_what = re.search(r"\bof (?:the|an?|his|her) ([a-z]+)\b", words)
    if of_what is not None and not (_RELEASE.search(of_what[0]) or _STRONG.search(of_what[0])):
        return False
    titles = (context.case.title, *context.case.aliases) if context.case is not None else ()
    if any(name and name in words for name in titles):
        return True
    if not _WEAK.search(words) or _STRONG.search(words):
        return True
    # "It is time to turn the page. The captain changed the picture in his cabin": of a release in its own sentence, or in a text that names the case's.
    around = context.text if not titles or any(name and name in context.text for name in titles) else context.text[slice(*span)]
    return _RELEASE.search(around) is not None


def _joined(context: Context, first: Claim, second: Claim) -> Claim:
    """One claim of "replaced the cover art and rewrote the blurb": one actor, one time, all fields."""
    fields = tuple(dict.fromkeys((*first.attributes["fields"], *second.attributes["fields"])))
    attributes = MappingProxyType({**second.attributes, **first.attributes, "fields": fields})
    span = (first.span[0], second.span[1])
    return replace(first, text=context.text[slice(*span)], span=span, attributes=attributes)


def _reduced(text: str, span: Span, match: re.Match[str]) -> bool:
    """Whether the verb is an adjective ("an updated poster", "the replaced artwork was worse") instead of something done."""
    before = text[max(span[0], match.start() - 14) : match.start()]
    return bool(re.search(r"(?:^|\W)(?:an?|the|this|that|its|their|newly|with|her|his|more)\s$", before, re.IGNORECASE)) and not re.match(
        r"\w+\s(?:the|its|their)\b", match[0]
    )


def _claim(context: Context, span: Span, match: re.Match[str], fields: tuple[str, ...], *, quote: Quote | None, text: str) -> Claim:
    by = None
    start, end = match.span()
    if quote is not None:
        by = quote.speaker
        head = re.search(r"\b[Ww]e(?:['’]ve|\s)[^.]{0,24}$", text[max(span[0], start - 30) : start])
        start = max(span[0], start - 30) + head.start() if head else start
    else:
        agent = _BY.match(text, end)
        actor = _ACTOR.search(text, max(span[0], start - 60), start)
        if agent is not None:
            by = agent[1].rstrip(".’'-")
            end = agent.start(1) + len(by)
        elif actor is not None and not _NO_ACTOR.fullmatch(actor[1]):
            by, start = actor[1], actor.start(1)
    date = _time(context, span, start, quote)
    from_at, to_at, words = interval_of(date)
    two = stretch_of(text, context.dates_in(*span)) if quote is None else None
    if two is not None:
        from_at, to_at, _, words = two
    elif date is not None and (
        date.role == "as_of"
        or re.search(
            r"\b(?:by|before)\s(?:the (?:end|evening|morning) of\s)?$", text[max(0, date.span[0] - 20) : date.span[0]], re.IGNORECASE
        )
    ):
        from_at = None  # "by Friday" it had changed at any time before, if not before there was anything to react to
    attributes: dict[str, Any] = {"fields": fields, "on_page": _on_its_page(context, span)}
    if from_at is None and to_at is not None and context.case is not None and context.case.released_at is not None:
        attributes["since"] = context.case.released_at
    if (place := place_of(context, span, text, match.start())) is not None:
        attributes["place"] = place
    if fields and _ONLY.search(text, span[0], match.start()):
        attributes["only"] = True
    if by:
        attributes["by"] = by
    if (other := another_page(context, span)) is not None:
        attributes["other_work"] = other
    if quote is not None:
        attributes["said_by"] = quote.speaker
    if date is not None and date.reason:
        attributes["time_reason"] = date.reason
    return Claim(
        ClaimKind.PAGE_CHANGED,
        context.text[start:end],
        (start, end),
        "the page of the title",
        from_at=from_at,
        to_at=to_at,
        time_text=words,
        attributes=MappingProxyType(attributes),
    )


# "Only the picture was replaced": nothing else of the page changed.
_ONLY: Final = re.compile(
    r"\b(?:only|nothing but|merely|solely)\s(?:changed\s|replaced\s|swapped\s)?(?:(?:the|its|their)\s)?(?:\w+\s)?$", re.IGNORECASE
)


def _time(context: Context, span: Span, near: int, quote: Quote | None) -> TimeExpression | None:
    date = context.time_of(span, near)
    if quote is None or (date is not None and date.from_at is not None):
        return date
    # Words spoken at some time tell of what was done by then: the time stands beside the cue.
    around = context.paragraph(quote.span)
    spoken = [
        each
        for each in context.dates_in(*around)
        if context.narration[each.span[0]] == context.text[each.span[0]] and each.from_at is not None
    ]
    anchor = quote.cue_span[0] if quote.cue_span is not None else quote.span[0]
    return min(spoken, key=lambda each: abs(each.span[0] - anchor), default=date)
