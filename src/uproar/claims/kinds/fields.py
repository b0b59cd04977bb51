"""The fields of a title page, and the shapes in which a sentence says that they changed."""

from __future__ import annotations

import re
from typing import Final

from uproar.claims.grammar.words import CHANGE, alternatives, pasts
from uproar.claims.questions import NOT_ON_PAGE

# field -> the words for it. A word stands for a field only as the object (or passive subject) of a verb of changing.
FIELDS: Final = {
    "picture": (
        r"pictures?|images?|artworks?|posters?|thumbnails?|photos?|photographs?|cover(?: art| image)?|key art|box art"
        r"|banners?|promotional art|icons?|logos?|visuals?|stills?|illustrations?|headers?|wallpapers?|screenshots?|paintings?|drawings?"
    ),
    "description": (
        r"descriptions?|synops[ie]s|blurbs?|summar(?:y|ies)|plot summary|taglines?|product text|wording|listing text|sales text|pitch"
        r"|text (?:describing|about|for|of) the \w+|introduction"
        r"|about section"
    ),
    "title": r"(?:page |display )?titles?",
    NOT_ON_PAGE: r"(?:(?:age|maturity|content|parental|PEGI|ESRB|USK|BBFC|MPAA?) )+(?:ratings?|classifications?|labels?)|PEGI|ESRB"
    r"|age classification|classification|maturity label|age limit|certificate",
    "availability": r"availability",
    "": (
        r"(?:store|product|title|official|landing|app store|steam|game[’']s|film[’']s|movie[’']s|show[’']s|information|info"
        r"|help|sales|listing)(?: store)? ?pages?|store listing|product listing|listing|web ?page|landing page"
    ),
}
_CHANGED: Final = {form for verb in CHANGE for form in pasts(verb)}
_VERBS_PAST: Final = "|".join(sorted(_CHANGED | {"raised", "lowered"}, key=lambda form: (-len(form), form)))
_FIELD: Final = "|".join(f"(?P<f{index}>{words})" for index, words in enumerate(FIELDS.values()))
_FIELD_PLAIN: Final = "|".join(FIELDS.values())
_NAMES: Final = tuple(FIELDS)
_OBJECT: Final = (
    r"(?:(?:the|its|their|this|that|both|all|old|original|offending|controversial|promotional|official|[\w-]+[’']s|s[’']|film|movie|game"
    r"|show|series|store|page|title|key|main|new|poster|inappropriate|sexualized|sexualised|misleading|criticized|disputed|entire"
    r"|whole)\s)*"
)
ACTIVE: Final = re.compile(
    (
        rf"\b(?P<verb>{_VERBS_PAST})\s{_OBJECT}\b(?:{_FIELD_PLAIN})\b(?:(?:,\s|\sand\s|,\sand\s"
        rf"|\sas well as\s){_OBJECT}(?:{_FIELD_PLAIN})\b){{0,4}}"
    ),
    re.IGNORECASE,
)
PASSIVE: Final = re.compile(
    rf"\b(?:{_FIELD_PLAIN})\b(?:(?:,\s|\sand\s|,\sand\s){_OBJECT}(?:{_FIELD_PLAIN})\b){{0,4}}(?:\s(?:of|on|for|from"
    rf"|in)\s(?:[\w’'.:-]+\s?){{1,7}}?)?,?"
    r"\s(?:(?:was|were|has|have|had|been|being|is|are|got|both|also|since|then|quietly|later|all|quickly|now|subsequently|already"
    rf"|soon)\s){{1,5}}(?:\w+ly\s)?(?P<verb>{_VERBS_PAST})\b",
    re.IGNORECASE,
)
# "The change to the page touched picture and description": the change as what is told of.
TOUCHED: Final = re.compile(
    rf"\b(?:changes?|updates?|edits?|revisions?|overhaul|makeover|rework(?:ing)?|alterations?)\s(?:to|of|on)\s(?:(?:the|its|their)\s)?"
    rf"(?:[\w’'-]+\s){{0,3}}?(?:{_FIELD_PLAIN}|page)\b"
    r"(?:\s(?:on|at|by|of|from|in)\s[\w’'.: -]{2,40}?)?,?\s(?:(?:has|had|have|also)\s)?(?P<verb>touched|affected|concerned|covered"
    r"|included|involved|took in|extended to"
    r"|hit)\s"
    rf"(?:both\s)?{_OBJECT}(?:{_FIELD_PLAIN})\b(?:(?:,\s|\sand\s|,\sand\s|\sas well as\s){_OBJECT}(?:{_FIELD_PLAIN})\b){{0,4}}",
    re.IGNORECASE,
)
# "The blurb got a rewrite": the change as a noun.
NOUN_OF_CHANGE: Final = re.compile(
    rf"\b(?:{_FIELD_PLAIN})\b(?:\s(?:of|on|for|from|in|at)\s(?:[\w’'.:-]+\s?){{1,6}}?)?\s(?:(?:has|have|had|also|then|quietly"
    rf"|both)\s){{0,2}}"
    r"(?P<verb>got|gotten|received|underwent|undergone|(?:was|were|been) given|been through|saw|seen|had)\s(?:an?|some|another"
    r"|its)\s(?:[\w-]+\s){0,2}?"
    r"(?:rewrite|makeover|make-over|overhaul|facelift|face-lift|edit|edits|refresh|revamp|update|polish|tweak|tweaks|touch-up|revision"
    r"|rework|reworking|redesign|swap"
    r"|change|changes|alteration|replacement|do-over)\b",
    re.IGNORECASE,
)
AVAILABILITY: Final = re.compile(
    r"\b(?P<verb>removed|pulled|withdrew|withdrawn|delisted|took|taken|yanked|dropped|unlisted|deleted)\s(?:down\s)?(?:(?:the|its"
    r"|their)\s)?(?:(?:it|(?-i:[A-Z])[\w’'-]+(?:\s(?-i:[A-Z])[\w’'-]+)*|film|movie|game|show|series|title|app|episode|album|product"
    r"|book)\s)?"
    r"(?:down\s)?(?:from|off)\s(?:(?:its|the|their|all|every)\s)?(?:[\w’'-]+\s){0,2}?(?:service|platform|catalog(?:ue)?|store"
    r"|storefronts?|shelves|library|sale|app store|netflix|steam|site|website|streaming|theaters|cinemas|google play)\b"
    r"|\b(?:is|was|been|are|now)\s(?:listed|shown|marked|given|displayed)\sas\s(?:unavailable|not available|out of stock|sold out"
    r"|delisted)\b"
    r"|\b(?:is|was|became|are)\sno\slonger\s(?:available|listed|for sale|on sale)\b|\b(?:was|were|been)\s(?:\w+ly\s)?(?P<verb2>delisted"
    r"|taken down|made unavailable|taken offline)\b"
    r"|\bdelisted\s(?:the|its)\s(?:film|movie|game|app|show|series|title)\b",
    re.IGNORECASE,
)
# "Was given a new description", "the page has a new title".
NEW: Final = re.compile(
    rf"\b(?P<verb>(?:was|were|been|is being|are being)\s(?:\w+ly\s)?given|got|received|gained|acquired|carries|carried|shows|showed|shown"
    rf"|displays|displayed|bears"
    r"|bore|sports"
    rf"|sported|now has|now had)\s(?:an?\s|the\s)?(?:(?:entirely|completely|wholly)\s)?"
    rf"(?:new|different|another|reworded|rewritten|altered|changed|fresh)\s(?:\w+\s)?(?:(?:{_FIELD_PLAIN})\b)(?:(?:\sand\s"
    rf"|,\s)(?:an?\s)?(?:new\s)?(?:{_FIELD_PLAIN})\b){{0,3}}",
    re.IGNORECASE,
)
# "Put a new picture on the store page", "gave the page a new description": the page must be named.
PUT: Final = re.compile(
    rf"\b(?P<verb>put(?:ting)?|placed|uploaded|posted|published|installed|chose|chosen|introduced|unveiled|set|gave|given|used|added"
    rf"|swapped in|substituted)\s"
    rf"(?:up\s|out\s)?(?:(?:it|(?:the|its|their)\s(?:\w+[’']?s?\s){{0,2}}?(?:page|listing|entry))\s)?(?:an?\s|the\s)?(?:(?:entirely"
    rf"|completely|wholly)\s)?"
    rf"(?:new|different|another|reworded|rewritten|altered|changed|fresh|revised|updated)\s(?:(?:{_FIELD_PLAIN})\b)(?:(?:\sand\s"
    rf"|,\s)(?:an?\s)?(?:new\s)?(?:{_FIELD_PLAIN})\b){{0,3}}",
    re.IGNORECASE,
)
# "The picture on the store page changed", "a new picture has adorned the page", "the description reads differently".
OF_ITSELF: Final = re.compile(
    rf"\b(?:{_FIELD_PLAIN})\b(?:(?:,\s|\sand\s|,\sand\s){_OBJECT}(?:{_FIELD_PLAIN})\b){{0,3}}(?:\s(?:of|on|for|from|in"
    rf"|at)\s(?:[\w’'.:-]+\s?){{1,5}}?)?,?"
    r"\s(?:(?:has|have|had|also|then|quietly|suddenly|now|since|both)\s){0,2}(?P<verb>changed|differs|(?:reads|read|looks|looked|is|are"
    r"|sounds) (?:different(?:ly)?|another|not the same))\b",
    re.IGNORECASE,
)
NEW_THERE: Final = re.compile(
    rf"\b(?:an?|another)\s(?:(?:entirely|completely|wholly)\s)?(?:new|different|another|reworded|rewritten"
    rf"|fresh)\s(?:(?:{_FIELD_PLAIN})\b)(?:(?:\sand\s|,\s)(?:an?\s)?(?:new\s)?(?:{_FIELD_PLAIN})\b){{0,3}}"
    r"\s(?:(?:has|have|had|was|were|been|now|also)\s){0,2}(?P<verb>adorn(?:ed|s)|grac(?:ed|es)|appear(?:ed|s)|went up|gone up|put (?:up"
    r"|on)|placed|uploaded|installed|replaced|took the place)\b",
    re.IGNORECASE,
)
# "Had the picture on the page replaced".
CAUSED: Final = re.compile(
    rf"\b(?:had|got|has had|have had)\s{_OBJECT}\b(?:{_FIELD_PLAIN})\b(?:(?:,\s|\sand\s|,\sand\s){_OBJECT}(?:{_FIELD_PLAIN})\b){{0,4}}"
    rf"(?:\s(?:of|on|for|from|in|at)\s(?:[\w’'.:-]+\s?){{1,5}}?)?\s(?:\w+ly\s)?(?P<verb>{_VERBS_PAST})\b",
    re.IGNORECASE,
)
_VERBS: Final = alternatives(CHANGE)
# "Has not been changed since", "was never touched", "is unchanged"; "Halden has not changed the picture".
UNCHANGED: Final = re.compile(
    rf"\b(?:{_FIELD_PLAIN})\b(?:(?:,\s|\sand\s|\sor\s|,\sand\s){_OBJECT}(?:{_FIELD_PLAIN})\b){{0,4}}(?:\s(?:of|on|for"
    rf"|in)\s(?:[\w’'.:-]+\s?){{1,6}}?)?"
    r"\s(?:(?:has|have|had|was|were|is|are|did|does|do|also|still|so far|yet|since then|remains?|remained|stayed|stays|been"
    r"|left)\s){0,4}?"
    rf"(?:(?P<verb>(?:not|never|(?:has|have|had|was|were|did|does|is|are)n[’']t)\s(?:(?:yet|been|once|even|ever|be"
    rf"|so much as)\s){{0,3}}(?:{_VERBS}|touched)(?!\s(?:back|again|only|until|till|just|for the)\b))"
    r"|(?P<verb2>unchanged|untouched|unaltered|the same(?! day| as that)|exactly as (?:it|they) (?:was|were)))\b"
    rf"|\b(?P<verb3>(?:has|have|had|did)(?:n[’']t|\s(?:still\s)?(?:not|never))\s(?:(?:yet|even|once|so far)\s)?(?:{_VERBS}"
    rf"|touch(?:ed)?)\s{_OBJECT}(?:{_FIELD_PLAIN}))\b",
    re.IGNORECASE,
)
RENAMED: Final = re.compile(
    r"\b(?P<verb>renamed|retitled)\s(?:the\s(?:game|film|movie|show|series|app|book|album)|it|(?-i:[A-Z])[\w’'-]+)\b", re.IGNORECASE
)
BARE_RATING: Final = re.compile(
    r"\b(?P<verb>raised|changed|lowered|updated)\s(?:the|its)\s(?:film|movie|game|show|app)?[’']?s?\s?rating\sfrom\b", re.IGNORECASE
)


def fields_in(words: str) -> tuple[str, ...] | None:
    """The fields that some words name; an empty tuple for a page as such, None where they name neither."""
    found: list[str] = []
    general = False
    for match in re.finditer(rf"\b(?:{_FIELD})\b", words, re.IGNORECASE):
        name = next(_NAMES[index] for index in range(len(_NAMES)) if match[f"f{index}"])
        general = general or not name
        if name and name not in found:
            found.append(name)
    return tuple(found) if found or general else None
