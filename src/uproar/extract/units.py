"""What a figure counts: units, money, ratings, and the counted noun in the singular."""

from __future__ import annotations

import re
from typing import Final

CURRENCIES: Final = {"$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "A$": "AUD", "C$": "CAD"}
# The word after the figure -> unit. "pounds" alone is money or weight, so it stays a counted noun.
UNIT_WORDS: Final = {
    "%": "percent",
    "percent": "percent",
    "per cent": "percent",
    "pct": "percent",
    "percentage points": "point",
    "percentage point": "point",
    "points": "point",
    "point": "point",
    "dollars": "USD",
    "dollar": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds sterling": "GBP",
    "US dollars": "USD",
    "U.S. dollars": "USD",
}
# plural:singular, where cutting an ending does not do it.
IRREGULAR: Final = dict(
    pair.split(":")
    for pair in """
    people:person children:child men:man women:woman feet:foot teeth:tooth mice:mouse lives:life wives:wife knives:knife leaves:leaf
    halves:half series:series species:species movies:movie signatories:signatory news:news persons:person gamers:gamer shoes:shoe
    cookies:cookie police:police staff:staff viewers:viewer calories:calorie zombies:zombie ties:tie pies:pie cities:city buses:bus
    gases:gas bonuses:bonus viruses:virus campuses:campus
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
# A counted noun never is one of these; they end the search for it.
_STOPS: Final = frozenset(
    """
    a an the and or but nor of in on at by to for from with without toward towards than as is are was were be been being has have had
    do does did will would can could may might must shall should not no that this these those it its they their he his she her we our
    i you who whom which what when where while if because since until after before between into onto over under about against during
    per each every said says told asked more less fewer also only just even still already now then there here so such both either out
    up down off away back ago later earlier yet too very most least according including signed voted left alone again once together
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
_WORD: Final = re.compile(r"[ \u00a0-]([A-Za-z][A-Za-z’'-]{0,30})")
UNIT: Final = re.compile(
    r"\s?%|[ -](?:percentage[ ]points?|per[ ]cent|percent|pct|points?|U\.?S\.?[ ]dollars|dollars?|euros?|pounds[ ]sterling)(?!\w)"
)
OUT_OF: Final = re.compile(
    r"(?:[ ]out[ ]of[ ](?:a[ ]possible[ ])?|[ ]?/[ ]?)(10|100|5|4|20|ten|five|100%)(?:[ ](stars|points))?(?![\w/]|[.,]\d)"
)
STARS: Final = re.compile(r"(?:[ ]out[ ]of[ ](5|five|4|10))?[- ]stars?(?!\w)")
AGE: Final = re.compile(r"[- ](?:years?|yrs?)[- ]olds?(?!\w)|[ ]years[ ]of[ ]age(?!\w)")
SIZES: Final = {"ten": 10, "five": 5, "100%": 100}


def singular(word: str) -> str:
    """The singular of an English noun, in lower case.

    Example:
        >>> [singular(word) for word in ("signatures", "People", "countries", "boxes", "glass")]
        ['signature', 'person', 'country', 'box', 'glass']
    """
    lowered = word.lower().rstrip("'’")
    if lowered in IRREGULAR:
        return IRREGULAR[lowered]
    if lowered.endswith("ies") and len(lowered) > 4:
        return lowered[:-3] + "y"
    if lowered.endswith(("sses", "xes", "ches", "shes", "zes")):
        return lowered[:-2]
    if lowered.endswith("s") and not lowered.endswith(("ss", "us", "is")):
        return lowered[:-1]
    return lowered


def _plural(word: str) -> bool:
    lowered = word.lower()
    return lowered in IRREGULAR or (lowered.endswith("s") and not lowered.endswith(("ss", "us", "is", "'s", "’s")) and len(lowered) > 2)


def counted_noun(text: str, at: int) -> tuple[str, int]:
    """The noun counted by a figure that ends at `at`, in the singular, and where it ends; ("", at) where there is none.

    Up to four words are looked at ("3,000 angry user reviews"): the first run of plurals ends the search, else the first word counts.

    Example:
        >>> counted_noun("3,000 angry user reviews were left", 5)
        ('review', 24)
    """
    place, first = at, ("", at)
    for _ in range(4):
        match = _WORD.match(text, place)
        if match is None or match[1].lower() in _STOPS:
            break
        if _plural(match[1]):
            return singular(match[1]), match.end()
        if not first[0]:
            first = (match[1].lower().rstrip("-'’"), match.end())
        place = match.end()
    return first
