"""Find what a text says of a term that trended: which, where, when and how far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, asserted, clause_start, interval_of
from uproar.claims.kinds.periods import stretch_of
from uproar.claims.subjects import same_name
from uproar.extract.names.platforms import SOCIAL, platform_in

_TREND: Final = re.compile(
    r"\b(?:trend(?:ed|ing|s)?(?!\s(?:toward|towards|in (?:the (?:right|wrong|opposite)|a\b)|among|up|down|upward|downward"
    r"|for the (?:better|worse)|analysis|report|setter))|top(?:ped|s"
    r"|ping)? (?:the )?(?:list of )?(?:hashtags?|trends)"
    r"|(?:most[- ](?:used|tweeted|discussed|popular|shared|posted|mentioned|active|talked[- ]about|searched)|top|number[- ]one|No\.? ?1"
    r"|biggest) (?:hashtag|topic|trend|tag)|viral (?:hashtag|tag)|pole position"
    r"|(?:number[- ]one|number 1|No\.? ?1|first place|top spot|top (?:three|five|ten|\d{1,2})|ranked (?:first|second|third|fourth|fifth"
    r"|\d{1,2}\w\w)|most[- ](?:used|tweeted|discussed|shared|posted|mentioned|talked[- ]about))"
    r"|(?:top(?:ped|s|ping)?|led|leads|leading|head(?:ed|s|ing)?|dominat(?:ed|es|ing)) (?:the |its |[\w’']+[’']s )?(?:\w+ )?(?:list"
    r"|charts?"
    r"|rankings?|trends|hashtags?)"
    r"|rank(?:ed|ing|s) (?:first|second|third|among|in the|number)|(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) place"
    r"|number (?:two|three|four|five|six|seven|eight|nine|ten)|top of (?:the |[\w’']+[’']s )?(?:list|charts?|rankings?|trends"
    r"|hashtags?))\b",
    re.IGNORECASE,
)
_HASHTAG: Final = re.compile(r"(?<![\w&/#])[#＃]\w*[^\W\d]\w*")
_ENTIRETY: Final = re.compile(
    r"\b(?:entirety|(?:for|throughout|during|over|across) (?:the )?(?:entire|whole|full|all of|all)\b|all (?:day|night|week|weekend"
    r"|month|morning|afternoon|evening)\b|throughout|all of (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:the )?(?:entire|whole"
    r"|full) (?:day|night|week|weekend|24 hours)"
    r"|around the clock|round the clock|without (?:a |an |any )?(?:break|pause|interruption|gap)|from start to finish|all through"
    r"|nonstop|non-stop"
    r"|(?:in|at|for|during)? ?(?:every|each) (?:single |and every |last )?(?:one )?(?:of the \w+ )?(?:hour|minute|moment)s?\b"
    r"|at all (?:times|hours)|hour (?:after|by) hour"
    r"|uninterrupted(?:ly)?|continuous(?:ly)?|constant(?:ly)?|(?:day|night|week|weekend|morning|afternoon|evening)[- ]long"
    r"|midnight to midnight|morning (?:to|till|until) night"
    r"|dawn (?:to|till|until) dusk|from (?:its )?(?:beginning|morning|dawn|first hour) to (?:its )?(?:end|night|dusk|last)"
    r"|(?:never|not once|at no (?:point|time|moment))\s(?:(?:did|has|had|was|were|it|once|to)\s){0,3}(?:left|leave|leaving|lost|lose"
    r"|dropped|drop|fell|fall|fallen|slipped|slip"
    r"|vanished|vanish|disappeared|disappear|off|out of|absent|missing|missed)"
    r"|(?:did|has|had)(?: not|n[’']t) (?:once )?(?:leave|left|drop(?:ped)?|fall(?:en)?|lose|lost|slip(?:ped)?|vanish(?:ed)?"
    r"|disappear(?:ed)?|miss(?:ed)?))",
    re.IGNORECASE,
)
_NUMBER_ONE: Final = re.compile(
    (
        r"\b(?:number[- ]one|No\.? ?1|number 1|first place|(?:the )?top (?:trend|hashtag|topic|spot|trending|of)|topp(?:ed|ing)|tops"
        r"|most[- ](?:used|tweeted|discussed|popular|shared|posted|mentioned|active|talked[- ]about|searched)|biggest)\b|#1\b"
    ),
    re.IGNORECASE,
)
# Longer than half of it, told from all of it; "most used" and "most of the players" are something else.
_MOST: Final = re.compile(
    r"\b(?:for|during|through|throughout|over)?\s?(?:most|the (?:better|best|greater|larger|bigger|major) part|much of the better part"
    r"|the bulk|more than half|over half|a majority) of "
    r"(?:the|that|this|last|its|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|yesterday)",
    re.IGNORECASE,
)
_HOURS: Final = re.compile(
    r"\b(?:for|over|spent|stayed there|lasted|managed|totalled|totaled|clocked up|notched up|racked up|logged"
    r"|held on for)\s(?P<bound>(?:all|more than|over|at least|nearly|almost|about|around|some|roughly|less than"
    r"|fewer than|under|a total of|up to|only|just|all of|barely|scarcely|hardly|no more than|not even|at most|no fewer than"
    r"|no less than|a"
    r" full|a good|well over"
    r"|a mere)\s)?"
    r"(?P<number>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|twenty-four|thirty"
    r"|forty-eight)\s(?:\w+\s)?(?P<unit>hour|day)s?\b"
    r"|\b(?:in|during)\s(?P<bound2>(?:at least|more than|only|just|fewer than)\s)?(?P<number2>\d{1,2}|\w+)\s(?:of (?:the"
    r"|its) (?:day[’']s )?(?:24|twenty-four) )(?P<unit2>hour)s\b",
    re.IGNORECASE,
)
_PLACE_IN: Final = re.compile(
    r"\b(?:top|first) (?P<top>\d{1,2}|three|four|five|ten|twenty)\b|\b(?:ranked|reached|placed|climbed to|rose to|hit|peaked at|stood at"
    r"|was)\s(?:as high as\s)?(?:the\s)?"
    r"(?P<nth>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|number (?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
    r"|No\. ?\d{1,2}|#\d{1,2}(?!\w))\b",
    re.IGNORECASE,
)
_COUNTED: Final = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905 -- reads better as words
_ORDERED: Final = "first second third fourth fifth sixth seventh eighth ninth tenth".split()  # noqa: SIM905 -- the same
_NUMBERS: Final = {
    word: place for words in (_COUNTED, _ORDERED) for place, word in enumerate(words, 1)
} | {"fifteen": 15, "eighteen": 18, "twenty": 20, "twenty-four": 24, "thirty": 30, "forty-eight": 48}  # fmt: skip
_BOUNDS: Final = {
    "more than": "over", "over": "over", "at least": "at_least", "nearly": "nearly", "almost": "nearly", "about": "about", "around": "about", "some": "about",
    "roughly": "about", "less than": "under", "fewer than": "under", "under": "under", "up to": "up_to", "only": "up_to", "just": "up_to",
    "barely": "up_to", "scarcely": "up_to", "hardly": "up_to", "no more than": "up_to", "not even": "under", "at most": "up_to", "no fewer than": "at_least",
    "no less than": "at_least", "a full": "at_least", "a good": "at_least", "well over": "over", "a mere": "up_to",
}  # fmt: skip
_PROPER: Final = re.compile(
    r"((?:[A-Z][\w’'&-]+)(?:\s(?:[A-Z][\w’'&-]+|of|the))*)\s(?:(?:was|is|has|had|have|been|began|started|also|even|quickly|soon|briefly"
    r"|again|were|are|became|a)\s){0,4}$"
)
_NAMED: Final = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar(?:ch|\.|\s\d)|Apr|May\b|June?\b|July?\b|Aug|Sep|Oct|Nov|Dec|Christmas|New"
    r" Year|[A-Z]\w*[’']s\s\w+day)"
    r"[A-Z][\w-]*(?:\.\w+)?(?:\s[A-Z][\w-]*)*"
)
# "Trending on Brightline": a place that the table of platforms does not know; days and months are no places.
_PLACES: Final = (
    re.compile(rf"\b[Oo]n\s(?:(?:the|a|an)\s)?(?:[a-z][\w-]*\s){{0,4}}?(?P<place>{_NAMED})"),
    re.compile(
        rf"(?<![\w#])(?P<place>{_NAMED})[’']s?\s(?:own\s|daily\s|hourly\s)?(?:list|charts?|trend\w*|top|number|No\.|most|biggest"
        rf"|hashtags?"
        rf"|topics?|rankings?|users?|front page)\b"
    ),
    re.compile(rf"(?<![\w#])(?P<place>{_NAMED})\s(?:users|trends|trending|list)\b"),
    re.compile(
        rf"\b(?:users|trends|trend(?:s|ing)? (?:list|rankings?|charts?|page|table)|rankings?|list|charts?|front page)\s(?:of"
        rf"|at)\s(?:the\s)?(?:[a-z][\w-]*\s){{0,3}}?(?P<place>{_NAMED})"
    ),
)
# What is said not to have happened at all: "never made the list".
_ABSENT: Final = re.compile(
    r"\bno (?:place|spot|room|sign|trace|presence|entry) (?:in|on|among|of)\b|\b(?:absent|missing) from\b|\b(?:never|not|did ?n[’']t|was"
    r" ?n[’']t|failed to|nowhere)\s(?:(?:once|even|yet|ever|have|has|been)\s){0,2}?(?:trend(?:ed|ing)?\b"
    r"|ma[dk]e (?:it )?(?:onto|into|the|on|[\w’']+[’']s)|reach(?:ed)?\s(?:the|its)"
    r"|enter(?:ed)?|appear(?:ed)? (?:on|in|among)|(?:on|in|among) (?:the|its|[\w’']+[’']s)|show(?:ed)? up|g[eo]t (?:on|in)"
    r"|crack(?:ed)?|to be (?:seen|found))",
    re.IGNORECASE,
)
_NO_BETTER: Final = re.compile(
    r"\b(?:peaked|topped out|levelled off|got no (?:further|higher) than|went no higher than|rose no higher than)\s(?:at\s"
    r"|only at\s)?(?P<peak>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|number (?:two|three|four|five|six|seven|eight"
    r"|nine|ten|\d{1,2})|No\. ?\d{1,2})"
    r"|\b(?:never|not once)\s(?:quite\s)?(?:ma[dk]e it|got|get|gets|came|climbed|rose|went|reached|hit|reach|took|was"
    r"|ranked)\s(?:up\s)?(?:to\s|in\s)?(?:the\s)?(?P<first>number one|No\. ?1|first place|top spot|top of)"
    r"|\b(?:never|not)\s(?:(?:get|got|rise|rose|climb|climbed|go|went|come|came|rank|ranked|place|placed)\s)?(?:any\s)?(?:above"
    r"|higher than|better than|beyond|past)\s(?:the\s)?"
    r"(?P<place>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|number (?:two|three|four|five|six|seven|eight|nine|ten"
    r"|\d{1,2})|No\. ?\d{1,2})",
    re.IGNORECASE,
)
_NOT_TERMS: Final = frozenset(
    """
    It He She They This That The What There On In By As Which Who A Yet But And
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)


def find(context: Context) -> list[Claim]:
    """Every term that is said to have trended; a term is a hashtag, a term of the case, or a name before "trended on" a platform."""
    claims: list[Claim] = []
    text = context.narration
    led = _leading(context)
    if not (_TREND.search(text) or led.search(text)):
        return []
    known = re.compile("|".join(re.escape(term) for term in context.case.terms) or "(?!)", re.IGNORECASE) if context.case else None
    for span in context.spans:
        verb = next(
            (
                match
                for match in (*_TREND.finditer(text, *span), *led.finditer(text, *span))
                if asserted(text, span, _from_verb(text, match.span())) or _denied(context, span, match.span())
            ),
            None,
        )
        if verb is not None and _LEFT.search(text, *span) and not _ENTIRETY.search(text, *span):
            continue  # "had dropped out of the trends": when it left is no time when it trended
        if verb is not None and _not_all_of_it(text, span):
            continue  # "was not on the list every hour": that it was there at some is no claim of a whole
        if verb is None or _WISHED.search(text, max(span[0], verb.start() - 30), verb.start()):
            continue
        platform = platform_in(text, "social", *span)
        terms = [match.span() for match in _HASHTAG.finditer(text, *span) if match[0] != "#1"]
        if known is not None:
            terms += [match.span() for match in known.finditer(text, *span) if not any(a <= match.start() < b for a, b in terms)]
        if not terms and _THE_TAG.search(text, *span):
            told = {match[0].casefold(): match.span() for match in _HASHTAG.finditer(text, max(0, span[0] - 600), span[0])}
            if len(told) == 1:
                claims += [_claim(context, span, verb, next(_THE_TAG.finditer(text, *span)).span(), platform, next(iter(told.values())))]
                continue
        if not terms and platform is not None:
            name = _PROPER.search(text, max(span[0], verb.start() - 80), verb.start())
            if name is not None and name[1].split()[0] not in _NOT_TERMS and platform_in(name[1], "social") is None:
                terms = [name.span(1)]
        claims += [_claim(context, span, verb, term, platform) for term in terms]
    return claims


def _leading(context: Context) -> re.Pattern[str]:
    """A verb of leading ("topped Brightline") and a platform that the case or everybody knows by name."""
    own = (
        [name for party in context.case.parties if party.role.casefold() == "platform" for name in (party.name, *party.aliases)]
        if context.case
        else []
    )
    return _leading_of(tuple(sorted({*own, *SOCIAL}, key=lambda name: (-len(name), name))))


@lru_cache(maxsize=16)
def _leading_of(platforms: Sequence[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in platforms if len(name) > 1)
    return re.compile(rf"\b(?:topp(?:ed|ing)|tops|led|leads|ruled|rules|conquered)\s(?:the\s)?(?:{names})\b(?![’'])", re.IGNORECASE)


_THE_TAG: Final = re.compile(r"\b(?:(?:the|that|this|its)\s(?:hashtag|tag|slogan)|a (?:hashtag|tag)(?=\s(?:that|which)))\b", re.IGNORECASE)
# "Did not trend at any time on Thursday": a denial is a claim, but not one of some region ("never trended in Japan").
_ELSEWHERE: Final = re.compile(
    r"\b(?:in|outside|across|beyond)\s(?:the\s)?(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[A-Z]"
)


_LEFT: Final = re.compile(
    r"\b(?:dropp?(?:ed|s|ing)?|f[ae]ll(?:en|s|ing)?|slipp(?:ed|ing)|slips?|vanish(?:ed|es)?|disappear(?:ed|s)?|slid|slides?|gone"
    r"|tumbl(?:ed"
    r"|es)|faded|fades) (?:\w+ly )?(?:out of|off|from)\b",
    re.IGNORECASE,
)


def _from_verb(text: str, match: tuple[int, int]) -> tuple[int, int]:
    """From where it must be asserted: "made it to number one" from before its "to", which is no infinitive's."""
    return (
        (match[0] - 3, match[1])
        if text[max(0, match[0] - 3) : match[0]].lower() == "to " and not text[slice(*match)].lower().startswith("trend")
        else match
    )


_WISHED: Final = re.compile(r"\b(?:make|let|help|get|making|watch|please)\s(?:(?:this|it|us|that|#\w+|to)\s)+$", re.IGNORECASE)
_WRONG: Final = re.compile(r"\b(?:wrong|untrue|false|mistaken|incorrect|nonsense|myth)\b", re.IGNORECASE)


def _denied(context: Context, span: tuple[int, int], verb: tuple[int, int]) -> bool:
    """Whether a sentence says that it did not trend over a time that it gives, and that is asserted."""
    text = context.narration
    if not context.dates_in(*span):
        return False
    for match in _ABSENT.finditer(text, *span):
        if match.start() < verb[1] and verb[0] < match.end():
            return (
                asserted(text, span, match.span())
                and not _ELSEWHERE.search(text, *span)
                and not _WRONG.search(text, span[0], match.start())
            )
    return False


_NOT: Final = re.compile(r"\b(?:not(?! only)|never|hardly|rarely|seldom|nobody)\b|n[’']t\b", re.IGNORECASE)


def _not_all_of_it(text: str, sentence: tuple[int, int]) -> bool:
    """Whether a sentence denies that a term was there for the whole of a time; "never left the list" says so itself."""
    whole = _ENTIRETY.search(text, *sentence)
    if whole is None or _NOT.search(whole[0]):
        return False
    if _LESS_THAN.search(text[max(sentence[0], whole.start() - 24) : whole.end()]):
        return True  # "for less than a full day"
    return _NOT.search(text, clause_start(text, sentence[0], whole.start()), whole.start()) is not None


_LESS_THAN: Final = re.compile(
    r"\b(?:less than|short of|under|not quite|nearly|almost|barely|hardly|only part of) (?:an? |the )?(?:full|whole|entire)\b",
    re.IGNORECASE,
)
_BY_THEN: Final = re.compile(r"\b(?:by|within|before|until)\s$", re.IGNORECASE)


def _extent(text: str, sentence: tuple[int, int]) -> tuple[str, tuple[float | None, str]]:
    """How far a term is said to have trended, with the number of hours or the place that says so."""
    if worst := _NO_BETTER.search(text, *sentence):
        return "no better", (2.0 if worst["first"] else _place(worst["place"] or worst["peak"]), "exact")
    if _ABSENT.search(text, *sentence) and not _ENTIRETY.search(text, *sentence):
        return "absent", (None, "exact")
    if place := _PLACE_IN.search(text, *sentence):
        number = _place(place["top"] or place["nth"])
        if number is not None and number > 1:
            return ("place throughout" if _ENTIRETY.search(text, *sentence) else "place"), (number, "exact")
    if _MOST.search(text, *sentence):
        return "most", (None, "exact")
    if lasted := _HOURS.search(text, *sentence):
        said, unit = (lasted["number"] or lasted["number2"]).lower(), (lasted["unit"] or lasted["unit2"]).lower()
        number = int(said) if said.isdigit() else _NUMBERS.get(said)
        if number is not None:
            bound = _BOUNDS.get((lasted["bound"] or lasted["bound2"] or "").strip().lower(), "exact")
            return "hours", (float(number * (24 if unit == "day" else 1)), bound)
    if _ENTIRETY.search(text, *sentence):
        return ("first throughout" if _NUMBER_ONE.search(text, *sentence) else "entirety"), (None, "exact")
    return ("number one" if _NUMBER_ONE.search(text, *sentence) else "plain"), (None, "exact")


def _place(words: str) -> float | None:
    """A place on a list from its words."""
    said = words.lower().removeprefix("number ").removeprefix("no.").strip(" #")
    number = int(said) if said.isdigit() else _NUMBERS.get(said)
    return None if number is None else float(number)


def _place_in(context: Context, sentence: tuple[int, int]) -> str | None:
    """The platform that a sentence names, where the table of platforms does not know it; a title or a company of the case is none."""
    case = context.case
    own = [name for name in (case.title, *case.aliases) if name] if case is not None else []
    own += [name for party in case.parties if party.role != "platform" for name in (party.name, *party.aliases)] if case is not None else []
    for pattern in _PLACES:
        for match in pattern.finditer(context.narration, *sentence):
            if match["place"].split()[0] not in _NOT_TERMS and not any(same_name(match["place"], name) for name in own):
                return match["place"]
    return None


# "Has reached the top": it did so at some hour before the text; "is first" is of one that the text must give.
_GOT_THERE: Final = re.compile(
    r"\b(?:reached|hit|topped|become|became|(?:risen|rose|climbed|shot|made it|jumped|leapt|surged|soared|gone|went|got) (?:up )?to)\b",
    re.IGNORECASE,
)


def _claim(
    context: Context,
    sentence: tuple[int, int],
    verb: re.Match[str],
    term: tuple[int, int],
    platform: str | None,
    named: tuple[int, int] | None = None,
) -> Claim:
    """The claim of the term that stands at `term`; `named` is where the text gives its name, if not there."""
    text = context.narration
    name = context.text[slice(*(named or term))]
    extent, number = _extent(text, sentence)
    date = context.time_of(sentence, verb.end())
    from_at, to_at, words = interval_of(date)
    since = date.to_at if date is not None and date.role == "since" else None
    if (two := stretch_of(text, context.dates_in(*sentence))) is not None:
        from_at, to_at, begun, words = two
        since = begun if extent == "plain" else None
    end = max(term[1], verb.end(), date.span[1] if date is not None else 0)
    start = min(term[0], verb.start(), date.span[0] if date is not None else term[0])
    attributes = {
        "extent": extent,
        "platform": platform or _place_in(context, sentence),
        "term": name,
        "time_reason": date.reason if date else None,
        "since": since,
        "got_there": True if _GOT_THERE.search(text, *sentence) else None,
        "place": number[0] if extent in ("place", "place throughout", "no better") else None,
        "point": True
        if date is not None and (date.role == "as_of" or _BY_THEN.search(text, max(0, date.span[0] - 14), date.span[0]))
        else None,
    }
    hours = number if extent == "hours" else (None, "exact")
    return Claim(
        ClaimKind.TRENDING,
        context.text[start:end],
        (start, end),
        name,
        hours[0],
        unit="hours" if hours[0] is not None else "",
        bound=hours[1],
        from_at=from_at,
        to_at=to_at,
        time_text=words,
        attributes=MappingProxyType({key: value for key, value in attributes.items() if value}),
    )
