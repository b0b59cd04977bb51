"""Find what a text says of a change to a title page: which fields, by whom, when."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, asserted, interval_of
from uproar.claims.kinds import stems
from uproar.claims.kinds.sides import shop_named
from uproar.claims.kinds.stems import can_hold
from uproar.claims.questions import NOT_ON_PAGE
from uproar.extract.dates.find import TimeExpression
from uproar.extract.quotes.find import Quote

# field -> the words for it. A word stands for a field only as the object (or passive subject) of a verb of changing.
FIELDS: Final = {
    "picture": (
        r"pictures?|images?|artworks?|posters?|thumbnails?|photos?|photographs?|cover(?: art| image)?|key art|box art"
        r"|banners?|promotional art|icons?|logos?|visuals?|stills?"
    ),
    "description": r"descriptions?|synops[ie]s|blurbs?|summar(?:y|ies)|plot summary|tagline|product text|wording|listing text",
    "title": r"(?:page |display )?titles?",
    NOT_ON_PAGE: r"(?:(?:age|maturity|content|parental|PEGI|ESRB|USK|BBFC|MPAA?) )+(?:ratings?|classifications?|labels?)|PEGI|ESRB"
    r"|age classification|classification|maturity label|age limit|certificate",
    "availability": r"availability",
    "": (
        r"(?:store|product|title|official|landing|app store|steam|game[’']s|film[’']s|movie[’']s|show[’']s|information|info"
        r"|help|sales|listing)(?: store)? ?pages?|store listing|product listing|listing|web ?page|landing page"
    ),
}
_VERBS_PAST: Final = (
    r"updated|changed|replaced|altered|edited|revised|swapped(?: out)?|rewritten|rewrote|amended|modified|reworded|corrected|redesigned"
    r"|redid|redone"
    r"|retouched|tweaked|overhauled|refreshed|renamed|retitled|raised|lowered|removed|deleted|took down|taken down|dropped|pulled"
    r"|withdrew|withdrawn|scrubbed|reworked|exchanged|substituted|switched|shortened|lengthened|rephrased|rewrites|adjusted|toned down"
    r"|trimmed|cropped|recoloured|recolored"
    r"|re-?drawn|re-?written|overwritten|traded|refashioned|cleaned up|softened|expanded|extended|reversed|restored"
)
_FIELD: Final = "|".join(f"(?P<f{index}>{words})" for index, words in enumerate(FIELDS.values()))
_FIELD_PLAIN: Final = "|".join(FIELDS.values())
_NAMES: Final = tuple(FIELDS)
_OBJECT: Final = (
    r"(?:(?:the|its|their|this|that|both|all|old|original|offending|controversial|promotional|official|[\w-]+[’']s|s[’']|film|movie|game"
    r"|show|series|store|page|title|key|main|new|poster|inappropriate|sexualized|sexualised|misleading|criticized|disputed|entire"
    r"|whole)\s)*"
)
_ACTIVE: Final = re.compile(
    (
        rf"\b(?P<verb>{_VERBS_PAST})\s{_OBJECT}\b(?:{_FIELD_PLAIN})\b(?:(?:,\s|\sand\s|,\sand\s"
        rf"|\sas well as\s){_OBJECT}(?:{_FIELD_PLAIN})\b){{0,4}}"
    ),
    re.IGNORECASE,
)
_PASSIVE: Final = re.compile(
    rf"\b(?:{_FIELD_PLAIN})\b(?:(?:,\s|\sand\s|,\sand\s){_OBJECT}(?:{_FIELD_PLAIN})\b){{0,4}}(?:\s(?:of|on|for|from"
    rf"|in)\s(?:[\w’'.:-]+\s?){{1,7}}?)?,?"
    r"\s(?:(?:was|were|has|have|had|been|being|is|are|got|both|also|since|then|quietly|later|all|quickly|now|subsequently|already"
    rf"|soon)\s){{1,5}}(?:\w+ly\s)?(?P<verb>{_VERBS_PAST})\b",
    re.IGNORECASE,
)
_AVAILABILITY: Final = re.compile(
    r"\b(?P<verb>removed|pulled|withdrew|withdrawn|delisted|took|taken|yanked|dropped|unlisted|deleted)\s(?:down\s)?(?:(?:the|its"
    r"|their)\s)?(?:(?:it|(?-i:[A-Z])[\w’'-]+(?:\s(?-i:[A-Z])[\w’'-]+)*|film|movie|game|show|series|title|app|episode|album|product|book)\s)?"
    r"(?:down\s)?(?:from|off)\s(?:(?:its|the|their|all|every)\s)?(?:[\w’'-]+\s){0,2}?(?:service|platform|catalog(?:ue)?|store"
    r"|storefronts?|shelves|library|sale|app store|netflix|steam|site|website|streaming|theaters|cinemas|google play)\b"
    r"|\b(?:is|was|became|are)\sno\slonger\s(?:available|listed|for sale|on sale)\b|\b(?:was|were|been)\s(?:\w+ly\s)?(?P<verb2>delisted"
    r"|taken down|made unavailable|taken offline)\b"
    r"|\bdelisted\s(?:the|its)\s(?:film|movie|game|app|show|series|title)\b",
    re.IGNORECASE,
)
# "Was given a new description", "the page has a new title".
_NEW: Final = re.compile(
    rf"\b(?P<verb>(?:was|were|been|is being|are being)\s(?:\w+ly\s)?given|got|received|gained|acquired|carries|carried|shows|showed|shown|displays|displayed|bears"
    r"|bore|sports"
    rf"|sported|now has|now had)\s(?:an?\s|the\s)?(?:(?:entirely|completely|wholly)\s)?"
    rf"(?:new|different|another|reworded|rewritten|altered|changed|fresh)\s(?:(?:{_FIELD_PLAIN})\b)(?:(?:\sand\s"
    rf"|,\s)(?:an?\s)?(?:new\s)?(?:{_FIELD_PLAIN})\b){{0,3}}",
    re.IGNORECASE,
)
# "Put a new picture on the store page", "gave the page a new description": the page must be named.
_PUT: Final = re.compile(
    rf"\b(?P<verb>put(?:ting)?|placed|uploaded|posted|published|installed|chose|chosen|introduced|unveiled|set|gave|given|used|added|swapped in|substituted)\s"
    rf"(?:up\s|out\s)?(?:(?:it|(?:the|its|their)\s(?:\w+[’']?s?\s){{0,2}}?(?:page|listing|entry))\s)?(?:an?\s|the\s)?(?:(?:entirely|completely|wholly)\s)?"
    rf"(?:new|different|another|reworded|rewritten|altered|changed|fresh|revised|updated)\s(?:(?:{_FIELD_PLAIN})\b)(?:(?:\sand\s|,\s)(?:an?\s)?(?:new\s)?(?:{_FIELD_PLAIN})\b){{0,3}}",
    re.IGNORECASE,
)
# "The picture on the store page changed", "a new picture has adorned the page", "the description reads differently".
_OF_ITSELF: Final = re.compile(
    rf"\b(?:{_FIELD_PLAIN})\b(?:(?:,\s|\sand\s|,\sand\s){_OBJECT}(?:{_FIELD_PLAIN})\b){{0,3}}(?:\s(?:of|on|for|from|in|at)\s(?:[\w’'.:-]+\s?){{1,5}}?)?,?"
    r"\s(?:(?:has|have|had|also|then|quietly|suddenly|now|since|both)\s){0,2}(?P<verb>changed|differs|(?:reads|read|looks|looked|is|are"
    r"|sounds) (?:different(?:ly)?|another|not the same))\b",
    re.IGNORECASE,
)
_NEW_THERE: Final = re.compile(
    rf"\b(?:an?|another)\s(?:(?:entirely|completely|wholly)\s)?(?:new|different|another|reworded|rewritten|fresh)\s(?:(?:{_FIELD_PLAIN})\b)(?:(?:\sand\s|,\s)(?:an?\s)?(?:new\s)?(?:{_FIELD_PLAIN})\b){{0,3}}"
    r"\s(?:(?:has|have|had|was|were|been|now|also)\s){0,2}(?P<verb>adorn(?:ed|s)|grac(?:ed|es)|appear(?:ed|s)|went up|gone up|put (?:up"
    r"|on)|placed|uploaded|installed|replaced|took the place)\b",
    re.IGNORECASE,
)
# "Had the picture on the page replaced".
_CAUSED: Final = re.compile(
    rf"\b(?:had|got|has had|have had)\s{_OBJECT}\b(?:{_FIELD_PLAIN})\b(?:(?:,\s|\sand\s|,\sand\s){_OBJECT}(?:{_FIELD_PLAIN})\b){{0,4}}"
    rf"(?:\s(?:of|on|for|from|in|at)\s(?:[\w’'.:-]+\s?){{1,5}}?)?\s(?:\w+ly\s)?(?P<verb>{_VERBS_PAST})\b",
    re.IGNORECASE,
)
_PAGE: Final = re.compile(r"\b(?:pages?|listing|entry|store|shop|storefront)\b", re.IGNORECASE)
_RENAMED: Final = re.compile(
    r"\b(?P<verb>renamed|retitled)\s(?:the\s(?:game|film|movie|show|series|app|book|album)|it|(?-i:[A-Z])[\w’'-]+)\b", re.IGNORECASE
)
_BARE_RATING: Final = re.compile(
    r"\b(?P<verb>raised|changed|lowered|updated)\s(?:the|its)\s(?:film|movie|game|show|app)?[’']?s?\s?rating\sfrom\b", re.IGNORECASE
)
_BY: Final = re.compile(r"\s(?:\w+ly\s)?by\s((?:the\s)?[A-Za-z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,3})")
_ACTOR: Final = re.compile(
    r"((?:[Tt]he\s)?(?:[a-z]+\s){0,2}(?:company|studio|publisher|developers?|distributor|streamer|service|platform|maker|retailer"
    r"|network|store|label)|(?:[A-Z][\w’'.-]*)(?:\s[A-Z][\w’'.-]*){0,3}|[Ii]t|[Tt]hey)"
    r"\s(?:(?:has|have|had|also|since|quietly|later|now|then|already|quickly|soon|silently)\s|and\s|,\s){0,3}$"
)
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
# A shop or site by its name, on whose page the change is said to be.
_PLACE: Final = re.compile(
    r"\b(?:the|its|their|[\w-]+[’']s)\s(?P<shop>(?-i:[A-Z])[\w’'-]*(?:\s(?-i:[A-Z])[\w’'-]*)*)\s(?:shop|store|storefront|site|website"
    r"|marketplace)\b|\b(?:pages?|listing|entry)\s(?:on|at)\s(?:the\s)?(?!Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul"
    r"|Aug|Sep|Oct|Nov|Dec|noon|midnight|\d)(?P<on>(?-i:[A-Z])[\w’'-]*(?:\s(?-i:[A-Z])[\w’'-]*)*)",
    re.IGNORECASE,
)
_ANOTHER_PLACE: Final = re.compile(
    r"\b(?:on|of|from|to|in|at)\s(?:the|its|their|his|her|[\w-]+[’']s)\s(?:\w+\s)?(?P<where>website|web site|homepage|home page|blog"
    r"|profile|forums?|channel|account|feed|box|packaging|trailer"
    r"|press kit|newsletter|office|lobby|loading screen|menu|login screen)\b",
    re.IGNORECASE,
)
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
            if inner[0] < inner[1]:
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
    matches = [(match, "active") for match in (*_ACTIVE.finditer(text, *span), *_BARE_RATING.finditer(text, *span))]
    matches += [(match, "new") for match in _NEW.finditer(text, *span)]
    if _PAGE.search(text, *span):
        matches += [(match, "new") for shape in (_PUT, _NEW_THERE) for match in shape.finditer(text, *span)]
        matches += [(match, "renamed") for match in _RENAMED.finditer(text, *span)]
        matches += [(match, "passive") for match in _CAUSED.finditer(text, *span)]
        matches += [(match, "passive") for match in _OF_ITSELF.finditer(text, *span)]
    matches += [(match, "passive") for match in _PASSIVE.finditer(text, *span)]
    matches += [(match, "availability") for match in _AVAILABILITY.finditer(text, *span)]
    for match, shape in sorted(matches, key=lambda pair: pair[0].start()):
        if match.start() < covered:
            continue
        verb = (match.start("verb"), match.end("verb")) if match["verb"] else match.span()
        # A passive begins with the field: it is asserted from there; an active with its verb.
        if not asserted(text, span, verb) or _PRESENT.search(text[max(span[0], verb[0] - 20) : verb[0]]):
            continue
        if shape == "active" and _reduced(text, span, match):
            continue
        fields = (
            ("availability",)
            if shape == "availability"
            else ("title",)
            if shape == "renamed"
            else (NOT_ON_PAGE,)
            if match.re is _BARE_RATING
            else _fields(match[0])
        )
        if shape not in ("availability", "renamed") and not _of_a_release(context, match[0]):
            continue
        if fields is None or (shape == "active" and match["verb"].lower() in ("raised", "lowered") and fields != (NOT_ON_PAGE,)):
            continue
        claim = _claim(context, span, match, fields, quote=quote, text=text)
        covered = match.end()
        if claims and text[claims[-1].span[1] : match.start()].strip(" ,") == "and":
            claim = _joined(context, claims.pop(), claim)
        claims.append(claim)
    return claims


def _of_a_release(context: Context, words: str) -> bool:
    """Whether a changed "picture" or "title" can be a release's: a poster is, a picture needs a release somewhere in the text."""
    of_what = re.search(r"\bof (?:the|an?|his|her) ([a-z]+)\b", words)
    if of_what is not None and not (_RELEASE.search(of_what[0]) or _STRONG.search(of_what[0])):
        return False
    titles = (context.case.title, *context.case.aliases) if context.case is not None else ()
    if any(name and name in words for name in titles):
        return True
    return not _WEAK.search(words) or bool(_STRONG.search(words) or _RELEASE.search(context.text))


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


def _fields(words: str) -> tuple[str, ...] | None:
    found: list[str] = []
    general = False
    for match in re.finditer(rf"\b(?:{_FIELD})\b", words, re.IGNORECASE):
        name = next(_NAMES[index] for index in range(len(_NAMES)) if match[f"f{index}"])
        general = general or not name
        if name and name not in found:
            found.append(name)
    return tuple(found) if found or general else None


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
        elif actor is not None:
            by, start = actor[1], actor.start(1)
    date = _time(context, span, start, quote)
    from_at, to_at, words = interval_of(date)
    if date is not None and (
        date.role == "as_of"
        or re.search(
            r"\b(?:by|before)\s(?:the (?:end|evening|morning) of\s)?$", text[max(0, date.span[0] - 20) : date.span[0]], re.IGNORECASE
        )
    ):
        from_at = None  # "by Friday" it had changed at any time before
    attributes: dict[str, Any] = {"fields": fields, "on_page": bool(_PAGE.search(context.text, max(0, span[0] - 300), span[1]))}
    if (shop := shop_named(context, span)) is not None:
        attributes["place"] = shop
    elif place := _PLACE.search(text, *span):
        attributes["place"] = place["shop"] or place["on"]
    elif there := _ANOTHER_PLACE.search(text, *span):
        attributes["place"] = there["where"]
    if by:
        attributes["by"] = by
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
