"""What a figure counts: units, money, ratings, and the counted noun in the singular."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# Signs before a figure, and codes and names around it -> ISO 4217. A bare "$" is the US dollar, as in wire copy.
CURRENCIES: Final = {
    "$": "USD", "US$": "USD", "US $": "USD", "USD": "USD", "£": "GBP", "GBP": "GBP", "€": "EUR", "EUR": "EUR", "¥": "JPY", "JPY": "JPY", "₹": "INR",
    "Rs": "INR", "Rs.": "INR", "INR": "INR", "A$": "AUD", "$A": "AUD", "AU$": "AUD", "AUD": "AUD", "C$": "CAD", "CA$": "CAD", "CAD": "CAD", "NZ$": "NZD",
    "$NZ": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL", "RM": "MYR", "₪": "ILS", "₩": "KRW", "₽": "RUB", "₺": "TRY", "CHF": "CHF", "CNY": "CNY",
    "RMB": "CNY", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK",
}  # fmt: skip
_MONEY: Final = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "ruble": "RUB", "rouble": "RUB",
    "shekel": "ILS", "ringgit": "MYR", "baht": "THB", "rand": "ZAR", "zloty": "PLN", "won": "KRW", "cent": "cent", "penny": "penny",
}  # fmt: skip
# Whose dollar, crown or franc it is.
_OF_LAND: Final = {
    "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD", "australian dollar": "AUD", "canadian dollar": "CAD",
    "new zealand dollar": "NZD", "hong kong dollar": "HKD", "singapore dollar": "SGD", "taiwan dollar": "TWD", "danish crown": "DKK",
    "danish krone": "DKK", "danish kroner": "DKK", "swedish crown": "SEK", "swedish krona": "SEK", "swedish kronor": "SEK",
    "norwegian crown": "NOK", "norwegian krone": "NOK", "norwegian kroner": "NOK", "czech crown": "CZK", "swiss franc": "CHF", "japanese yen": "JPY",
    "chinese yuan": "CNY", "indian rupee": "INR", "mexican peso": "MXN", "malaysian ringgit": "MYR", "israeli shekel": "ILS",
    "pound sterling": "GBP", "british pound": "GBP", "egyptian pound": "EGP", "turkish lira": "TRY",
}  # fmt: skip
# Symbols and abbreviations -> the unit in the singular, in the spelling of the SI brochure (BIPM, 9th edition).
SYMBOLS: Final = {
    "%": "percent", "percent": "percent", "per cent": "percent", "pct": "percent", "pc": "percent", "percentage point": "point", "point": "point",
    "pp": "point", "pt": "point", "basis point": "basis point", "bp": "basis point", "bps": "basis point",
    "km": "kilometre", "cm": "centimetre", "mm": "millimetre", "nm": "nanometre", "μm": "micrometre", "µm": "micrometre", "kilometer": "kilometre",
    "meter": "metre", "centimeter": "centimetre", "millimeter": "millimetre", "ft": "foot", "feet": "foot", "in.": "inch", "yd": "yard", "mi": "mile",
    "mph": "mile per hour", "kph": "kilometre per hour", "km/h": "kilometre per hour", "kmh": "kilometre per hour", "km/hr": "kilometre per hour",
    "m/s": "metre per second", "mpg": "mile per gallon", "rpm": "revolution per minute", "knot": "knot",
    "kg": "kilogram", "kilo": "kilogram", "mg": "milligram", "gramme": "gram", "lb": "pound", "lbs": "pound", "oz": "ounce", "tonne": "tonne",
    "sec": "second", "secs": "second", "min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour", "ms": "millisecond", "yr": "year", "yrs": "year",
    "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt", "kWh": "kilowatt hour", "MWh": "megawatt hour", "GWh": "gigawatt hour",
    "TWh": "terawatt hour", "Wh": "watt hour", "mAh": "milliampere hour", "mA": "milliampere", "hp": "horsepower", "bhp": "brake horsepower",
    "PS": "horsepower", "Nm": "newton metre", "lb-ft": "pound-foot", "pound-feet": "pound-foot", "ft-lb": "pound-foot", "GPa": "gigapascal",
    "MPa": "megapascal", "kPa": "kilopascal", "psi": "pound per square inch", "dB": "decibel", "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz",
    "GHz": "gigahertz", "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte", "Mbps": "megabit per second",
    "Gbps": "gigabit per second", "fps": "frame per second", "ppm": "part per million", "ppb": "part per billion", "kcal": "kilocalorie",
    "ml": "millilitre", "mL": "millilitre", "cl": "centilitre", "liter": "litre", "milliliter": "millilitre", "ha": "hectare", "sq ft": "square foot",
    "square feet": "square foot", "square foot": "square foot", "sq m": "square metre", "sq km": "square kilometre", "cubic feet": "cubic foot",
    "square meter": "square metre", "square metre": "square metre", "square mile": "square mile", "sq mi": "square mile", "square kilometre": "square kilometre",
    "square kilometer": "square kilometre",
    "square yard": "square yard", "square inch": "square inch", "square inches": "square inch", "cubic foot": "cubic foot",
    "cubic metre": "cubic metre", "cubic meter": "cubic metre", "cubic yard": "cubic yard", "cubic inch": "cubic inch",
    "degree": "degree", "degrees": "degree", "degree celsius": "celsius", "degrees celsius": "celsius", "degree fahrenheit": "fahrenheit",
    "degrees fahrenheit": "fahrenheit", "celsius": "celsius", "fahrenheit": "fahrenheit", "°C": "celsius", "°F": "fahrenheit", "°": "degree",
    "º": "degree", "ºC": "celsius", "ºF": "fahrenheit",
}  # fmt: skip
# Letters that are a unit only where they are glued to the digits; a word of one letter after a space is a name or an article.
_GLUED: Final = {"g": "gram", "W": "watt", "V": "volt", "L": "litre", "C": "celsius", "F": "fahrenheit", "p": "penny"}
# Lines of a screen, as in "1080p", are no pence.
_LINES: Final = re.compile(r"(?<!\d)(?:144|240|360|480|576|720|1080|1440|2160|4320)$")
# Words for measures: with these, "per hour" belongs to the unit. With counted nouns it does not: "5,000 signatures an hour" counts signatures.
_MEASURES: Final = frozenset(
    """
    metre kilometre centimetre millimetre mile yard foot inch gram kilogram milligram pound ounce ton tonne litre millilitre gallon pint quart
    barrel watt kilowatt megawatt gigawatt joule calorie kilocalorie byte megabyte gigabyte bit second minute hour day week month year degree
    acre hectare bushel cent penny volt ampere milliampere newton revolution frame knot
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
# plural:singular, where cutting an ending does not do it.
IRREGULAR: Final = dict(
    pair.split(":")
    for pair in """
    people:person children:child men:man women:woman feet:foot teeth:tooth mice:mouse lives:life wives:wife knives:knife leaves:leaf
    halves:half series:series species:species movies:movie signatories:signatory news:news persons:person gamers:gamer shoes:shoe
    cookies:cookie police:police staff:staff viewers:viewer calories:calorie zombies:zombie ties:tie pies:pie cities:city buses:bus
    gases:gas bonuses:bonus viruses:virus campuses:campus troops:troop pence:penny inches:inch
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
# A counted noun never is one of these; they end the search for it.
STOPS: Final = frozenset(
    """
    a an the and or but nor of in on at by to for from with without toward towards than as is are was were be been being has have had
    do does did will would can could may might must shall should not no that this these those it its they their he his she her we our
    i you who whom which what when where while if because since until after before between into onto over under about against during
    per each every said says told asked more less fewer also only just even still already now then there here so such both either out
    up down off away back ago later earlier yet too very most least according including signed voted left alone again once together
    across around through within among despite amid apart along beyond behind below above near via whose how why though although unless
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
_WORD: Final = re.compile(r"[ \u00a0-]([A-Za-z][A-Za-z’'-]{0,30})")
_PREFIXES: Final = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
# A currency that stands right before the digits; letters only where no other letter stands before them.
CURRENCY_BEFORE: Final = re.compile(rf"(?:(?<![A-Za-z])|(?<=[a-z])(?=[^A-Za-z]))({_PREFIXES})\s?$")


def _any_of(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LONG = {word: unit for word, unit in SYMBOLS.items() if word.islower() and len(word.rstrip(".")) > 3 and "/" not in word}
_SHORT = {word: unit for word, unit in SYMBOLS.items() if word not in _LONG}
UNIT: Final = re.compile(
    rf"(?P<glued>{_any_of(_GLUED)})(?![\w’'])|[ \u00a0]?(?P<short>{_any_of(_SHORT)})(?![\w’']|-\w)"
    rf"|[ \u00a0-](?:(?P<long>(?i:{_any_of(_LONG)}))s?|(?P<land>(?i:{_any_of(_OF_LAND)}))s?|(?P<money>{_any_of(_MONEY)})s?"
    rf"|(?P<code>[A-Z]{{3}}))(?!\w|-\w)"
)
_CODES: Final = {name: code for name, code in CURRENCIES.items() if name == code}
_PER: Final = re.compile(
    r"(?:[ ]per[ ]|/|[ ]an?[ ](?=(?:second|minute|hour|day|night|week|month|quarter|year|share|barrel|gallon|ounce|pound|ton|tonne|litre|liter|kilo|head"
    r"|piece|person|unit|square)\b(?![ ](?:ago|earlier|later|before|after))))(?P<each>(?:(?:square|cubic|fluid|troy)[ ])?[A-Za-z]{1,20})"
)
OUT_OF: Final = re.compile(
    r"(?:[ ]out[ ]of[ ](?:a[ ]possible[ ])?|[ ]?/[ ]?)(10|100|5|4|20|ten|five|100%)(?:[ ](stars|points))?(?![\w/]|[.,]\d)"
)
STARS: Final = re.compile(r"(?:[ ]out[ ]of[ ](5|five|4|10))?[- ]stars?(?!\w)")
AGE: Final = re.compile(r"[- ](?:years?|yrs?)[- ]olds?(?!\w)|[ ]years[ ]of[ ]age(?!\w)")
SIZES: Final = {"ten": 10, "five": 5, "100%": 100}


# Nouns whose plural has no ending of its own.
_SAME: Final = frozenset("aircraft deer fish sheep salmon dice spacecraft offspring swine cattle poultry personnel".split())  # noqa: SIM905


_MEN: Final = frozenset("specimen regimen acumen abdomen omen semen stamen women yemen".split())  # noqa: SIM905 -- no men


def singular(word: str) -> str:
    """The singular of an English noun, in lower case.

    Example:
        >>> [singular(word) for word in ("signatures", "People", "countries", "boxes", "glass")]
        ['signature', 'person', 'country', 'box', 'glass']
    """
    lowered = word.lower().rstrip("'’")
    if lowered in IRREGULAR:
        return IRREGULAR[lowered]
    if lowered.endswith("men") and lowered not in _MEN:
        return lowered[:-3] + "man"
    if lowered.endswith("ies") and len(lowered) > 4:
        return lowered[:-3] + "y"
    if lowered.endswith(("sses", "xes", "ches", "shes", "zes")):
        return lowered[:-2]
    if lowered.endswith("s") and not lowered.endswith(("ss", "us", "is")):
        return lowered[:-1]
    return lowered


# What is no noun by its form ("73 raising hopes", "75,000 pledged", "60 commercial") or by itself ("three shy", "2.26 came").
_ENDINGS: Final = ("ing", "ly", "ed", "ous", "ive", "able", "ible", "cial", "ional", "ical", "tial", "less")
_VERBS: Final = frozenset(
    """
    came went took made got gave saw found held began won lost left sent fell rose wrote spoke ran led met brought hit struck died quit
    sold bought thought knew felt kept grew drew threw became stood fled built caught chose drove fought flew heard laid sat taught gone
    born hurt come go take make get give see find hold begin win lose leave send fall rise write run meet bring strike die sell buy think
    know feel keep grow become stand want wants eats goes gets says makes takes gives sees comes
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
_NO_NOUNS: Final = _VERBS | frozenset(
    """
    last next past new old young good bad big small large high low long short strong shy dead ill alive able own other same whole full free
    former senior recent prominent like better worse best worst enough
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
_TIME_NEXT: Final = re.compile(
    r"[ ](?:last|next|past)[ ](?:year|month|week|night|season|quarter|time|spring|summer|autumn|fall|winter|[A-Z])"
)


def _plural(word: str) -> bool:
    lowered = word.lower()
    if len(word) <= 3 and word.isupper():
        return False  # "SAS" and "IRS" are names
    if lowered in IRREGULAR or lowered in _SAME or (lowered.endswith("men") and lowered not in _MEN):
        return True
    return lowered.endswith("s") and not lowered.endswith(("ss", "us", "is", "'s", "’s")) and len(lowered) > 2


@lru_cache(maxsize=4096)
def _noun(word: str) -> tuple[str, str, bool]:
    """A word in lower case, "" where it ends the search for a noun; its singular, "" where it is no plural; whether it cannot be the noun."""
    lowered = word.lower()
    if lowered in STOPS or lowered.removesuffix("'s").removesuffix("’s") in STOPS:
        return "", "", True
    bare = lowered.rstrip("-'’")
    no_noun = (bare.endswith(_ENDINGS) and not bare.endswith("eed")) or bare in _NO_NOUNS
    return bare, singular(word) if _plural(word) else "", no_noun


_BEGINNINGS: Final = frozenset(name[:2].lower() for names in (SYMBOLS, _OF_LAND, _MONEY) for name in names)
_SIGNS: Final = tuple(name for name in SYMBOLS if len(name) == 1 or not name[0].isalpha())


def _may_begin(text: str, at: int) -> bool:
    """Whether a unit of measure or money may stand at a place: asked first, because most words after numbers begin otherwise."""
    head = text[at : at + 3]
    if head[:1] in (" ", "\u00a0", "-"):
        word = head[1:]
        return word.lower() in _BEGINNINGS or word.isupper() or not word.isascii() or word.startswith(_SIGNS)
    return head[:1].isalpha() or head.startswith(_SIGNS)


@lru_cache(maxsize=8)  # the same figure asks more than once
def measure(text: str, at: int) -> tuple[str, int]:
    """The unit of measure or money that stands right after a figure ending at `at`, and where it ends; ("", at) where there is none.

    Example:
        >>> measure("87 mph", 2), measure("2 miles per hour", 1), measure("7.5 million Danish crowns", 11)
        (('mile per hour', 6), ('mile per hour', 16), ('DKK', 25))
    """
    match = UNIT.match(text, at) if _may_begin(text, at) else None
    if match is None:
        noun, end = counted_noun(text, at)
        return per(noun, text, end) if noun in _MEASURES and text.find(" ", at + 1, end) < 0 else ("", at)
    if match["glued"]:
        unit = _GLUED[match["glued"]] if text[at - 1 : at].isdigit() else ""
        if unit == "penny" and _LINES.search(text, max(0, at - 5), at):
            unit = ""
    elif match["code"]:
        unit = _CODES.get(match["code"], "")
    else:
        unit = (
            SYMBOLS[match["short"]] if match["short"] else _LONG[match["long"].lower()] if match["long"]
            else _OF_LAND[match["land"].lower()] if match["land"] else _MONEY[match["money"]]
        )  # fmt: skip
    if not unit:
        return "", at
    return (unit, match.end()) if unit in ("percent", "point") else per(unit, text, match.end())


def per(unit: str, text: str, at: int) -> tuple[str, int]:
    """The unit with the one it is counted by, where that follows: "USD" and " per barrel" give "USD per barrel".

    Example:
        >>> per("USD", "$5 a share", 2)
        ('USD per share', 10)
    """
    match = _PER.match(text, at)
    if match is None or match["each"].lower() in STOPS:
        return unit, at
    each = match["each"]
    named = SYMBOLS.get(each) or " ".join([*each.lower().split()[:-1], singular(each.split()[-1])])
    return f"{unit} per {SYMBOLS.get(named, named)}", match.end()


_ADJECTIVE: Final = re.compile(r"(?:ed|al|ic|ive|ous|ful|ish|an|ary|ent|ant|able|ing)$")
_JOINED: Final = re.compile(r"[ ]\w+(?:ed|al|ic|ive|ous|ful|ish|an|ary|ent|ant|able|ing)\b")


@lru_cache(maxsize=8)
def counted_noun(text: str, at: int, *, one: bool = False) -> tuple[str, int]:
    """The noun counted by a figure that ends at `at`, in the singular, and where it ends; ("", at) where there is none.

    Up to five words are looked at ("3,000 angry user reviews", "200 uniformed and mounted officers"): the first plural ends the search, else the
    first word counts that no form or table tells to be a verb, an adverb or an adjective; of `one` thing the last word before a verb.

    Example:
        >>> counted_noun("3,000 angry user reviews were left", 5)
        ('review', 24)
        >>> counted_noun("One new proposal asks for it", 3, one=True)
        ('proposal', 16)
    """
    place, first = at, ("", at)
    for _ in range(5):
        match = _WORD.match(text, place)
        if match is None:
            break
        word, of_plural, no_noun = _noun(match[1])
        if not word:
            # "Uniformed and mounted officers": what "and" joins are words of one noun.
            if match[1] == "and" and place > at and not one and _JOINED.match(text, match.end()) and _ADJECTIVE.search(text, at, place):
                place = match.end()
                continue
            break
        if no_noun and word in ("last", "next", "past") and _TIME_NEXT.match(text, place):
            break
        if of_plural and not one:
            return of_plural, match.end()
        if one and first[0] and (of_plural or word.endswith("ed") or word in _VERBS):
            break
        if not no_noun and (one or not first[0]):
            first = (word, match.end())
        place = match.end()
    return first
