"""What leaves a claim's words in doubt, so that no record refutes them: hedges, denials, other numbers, other times, parts and samples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from uproar.claims.bare_hours import RANGE
from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, clause_end, clause_start, from_event, part_of
from uproar.claims.grammar.words import SIGNATURES
from uproar.claims.kinds.whole import of_a_part
from uproar.claims.objects import named_before, of_something_else
from uproar.claims.subjects import same_name
from uproar.extract.dates.find import TimeExpression


def sentence_of(context: Context, claim: Claim) -> Span:
    """The sentence that a claim begins in."""
    return next(iter(context.sentences_in(*claim.span)), claim.span)


# What makes a sentence say less than its words, or something of other records, so that no number refutes it.
_DOUBTS: Final = {
    "wrong": re.compile(
        r"\b(?:(?:earlier|previous|original) (?:version|edition|report|article|story)|correction|clarification|should have (?:said|read)"
        r"|wrong(?:ly)?|incorrect(?:ly)?|mistaken(?:ly)?|erroneous(?:ly)?|false(?:ly)?|untrue|a lie|lies|myth|debunked|hoax"
        r"|doctored|fabricated|misread)\b",
        re.IGNORECASE,
    ),
    "reported": re.compile(
        r"\b(?:predicted|forecast|foretold|guess(?:es|ed)?|wager(?:s|ed)?|rumou?rs?|rumou?red|joked"
        r"|allegedly|supposedly|claim(?:s|ed|ing) that|claiming)\b",
        re.IGNORECASE,
    ),
    "added": re.compile(
        r"\b(?:rounded up|if (?:one|you|we|they) (?:counts?|adds?|includes?)|counting (?:the|those|paper|both|all)|including (?:the"
        r"|those|paper|duplicates"
        r"|both|all)|together with|combined|on paper"
        r"|paper (?:copies|forms|sheets|signatures)|duplicates|plus those)\b",
        re.IGNORECASE,
    ),
    "other_zone": re.compile(
        r"\b(?:(?:New York|London|Tokyo|Paris|Berlin|Sydney|Eastern|Pacific|Central|Mountain|Greenwich|Moscow|Beijing|Seoul|local|US"
        r"|UK) (?:standard |daylight |summer )?time|E\.?[SD]?\.?T\b|P\.?[SD]?\.?T\b|GMT|UTC|(?:[ap]\.?m\.?|o[’']clock|noon"
        r"|midnight) in (?:New York|London|Tokyo|Paris|Sydney|Los Angeles|California|Moscow|Beijing|Seoul|Toronto|Delhi|Mumbai)"
        r"|BST|JST)\b"
    ),
    "region": re.compile(
        r"\b(?:worldwide|globally|nationwide|nationally|around the world|across the world|(?:[Ii]n|[Aa]cross|[Tt]hroughout"
        r"|all over) (?:the"
        r" )?(?!Jan|Feb|Mar(?:ch)?\b"
        r"|Apr|May\b|June?\b|July?\b|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
        r"(?-i:[A-Z])[\w-]+)"
    ),
}


# Words by which a writer does not vouch for what the clause says, and those that turn it round.
_HEDGED: Final = re.compile(
    r"\b(?:perhaps|possibly|probably|maybe|seemingly|presumably|purportedly|by some accounts|some say|reportedly|apparently"
    r"|(?:appears?|appeared|seems?|seemed) to (?:have|be)|(?:is|are|was|were) (?:said|thought"
    r"|believed|rumou?red|understood"
    r"|estimated|reported) to|it is (?:said|thought|believed)|(?:may|might|could) (?:well )?have|if (?:true|confirmed))\b",
    re.IGNORECASE,
)
_NEGATED: Final = re.compile(
    r"\b(?:not(?! (?:even|until|only|long|least|to mention|fewer|less|more|far|quite|one|just|surprising))|never|neither|nor|nobody|none"
    r"|without(?! (?:even )?(?:a|an|any|its|so|the|asking|doing"
    r"|being|having|having))|hardly|scarcely)\b|n[’']t\b",
    re.IGNORECASE,
)
_COUNTED: Final = SIGNATURES | {"person", "fan", "player", "user", "gamer", "customer"}
_OF_A_WORK: Final = (ClaimKind.RECEPTION, ClaimKind.COMPARISON, ClaimKind.PAGE_CHANGED)
_COUNTS: Final = (ClaimKind.PETITION_COUNT, ClaimKind.PETITION_GOAL)


def doubted(context: Context, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """The claim with what in its sentence leaves room for another meaning, so that it is not refuted by one of them."""
    sentence = sentence_of(context, claim)
    words = context.narration[slice(*sentence)]
    dated = claim.time_text or claim.kind is ClaimKind.TRENDING
    # "Those who say so are mistaken: it was already trending": behind the colon stands what the writer holds to be so, unless it begins with "that".
    part = context.narration[slice(*part_of(context.narration, sentence, claim.span[0]))]
    where = {"wrong": words if re.match(r"\W*(?:that|how|of|in which)\b", part) else part}
    found = [
        name
        for name, pattern in _DOUBTS.items()
        if (match := pattern.search(where.get(name, words))) and (name != "region" or _of_a_region(context, claim, match[0]))
    ]
    if "region" in found and any(_of_a_region(context, claim, match[0]) for match in _DOUBTS["region"].finditer(part)):
        found = ["elsewhere"]
    found = [name for name in found if name != "other_zone" or dated] or _unread(context, claim, claims, sentence)
    return replace(claim, attributes=MappingProxyType({**claim.attributes, "doubt": found[0]})) if found else claim


def _of_a_region(context: Context, claim: Claim, words: str) -> bool:
    """Whether a place that a trending claim names is a region, and not the platform itself ("in Brightline's trends")."""
    # Who says that it was not there at all may look at another list of the platform's than who says that it was first.
    platform = "" if claim.attributes.get("extent") == "absent" else claim.attributes.get("platform")
    named = words.rsplit(maxsplit=1)[-1].removesuffix("’s").removesuffix("'s")
    parties = context.case.parties if context.case is not None and platform != "" else ()
    places = [platform or "", *(party.name for party in parties if party.role.casefold() == "platform")]
    return claim.kind is ClaimKind.TRENDING and not any(place and same_name(named, place) for place in places)


_SAMPLE: Final = re.compile(
    r"\b(?:polls?|polled|survey(?:ed)?|sample|panel|focus group|our readers|first (?:day|hours?|week|weekend|evening)"
    r"|opening (?:day|weekend"
    r"|hours|night)|early (?:reviews|days|access)"
    r"|previews?|demo|beta|first (?:reviews|grades|scores|ratings)|(?:leaving out|discounting|excluding|ignoring|not counting"
    r"|apart from|setting aside|leaving aside|without|minus) (?:the )?"
    r"(?:zeros?|zeroes|reviews?|lowest|bombers?|outliers|those))\b",
    re.IGNORECASE,
)
_FROM_SOMEWHERE: Final = re.compile(
    r"\b(?:signatures?|names|people|players|fans|users|signers)\s(?:\w+\s){0,2}?(?:from|in|outside)\s(?:the\s)?(?!Jan|Feb|Mar|Apr|May|Jun"
    r"|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[A-Z]"
)
_SECOND_END: Final = re.compile(r"\b(?:between|from)\s[^.;,]{2,40}\s(?:and|to|until|till)\s(?:the\s)?$", re.IGNORECASE)
_UNREAD_HOURS: Final = re.compile(rf"{RANGE}(?=\W|$)", re.IGNORECASE)  # hours that lie in one half of the day or in the other
# Words of time that narrow or move the one that was read, and were not read themselves.
_NOT_BUT: Final = re.compile(r"(?:\bnot\b|n[’']t\b)[^.;:]{3,90}\bbut\s(?:\w+\s){0,2}?\d", re.IGNORECASE)
_NARROWED: Final = re.compile(
    r"\b(?:busiest|best|quickest|strongest|peak|record) (?:hour|day|minute|night|ten minutes|spell|morning|evening)\b|\b(?:working"
    r"|business|waking|daylight|school|office|opening) (?:day|hours)\b"
    r"|\bfrom (?:breakfast|dawn|morning|lunch) (?:to|till|until) \w+|\b(?:of|the) (?:last|previous) week\b|\ba week (?:ago|earlier"
    r"|before)\b|\bincluding between\b"
    r"|\b(?:all|whole|entire) day (?:long )?today\b|\bthat (?:same )?(?:day|night|evening|morning)\b|\bon (?:\w+ ){0,2}(?:morning"
    r"|night|evening|day|week|\w+day)[’']s\b",
    re.IGNORECASE,
)
_MORE_CLOCK: Final = re.compile(r"\s?,?\s(?:at\s)?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(?:midnight|noon|midday|\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)?)", re.IGNORECASE)


def _elsewhen(context: Context, claim: Claim, sentence: Span) -> bool:
    """Whether a claim's time is narrowed or moved by words that were not read: "in the busiest hour", "two days after its release on Tuesday"."""
    text, dates = context.narration, context.dates_in(*sentence)
    if any(from_event(text, sentence[0], date) for date in dates) and claim.kind is not ClaimKind.EVENT_DATED:
        return True
    scene = _scene(context, sentence)
    if not claim.time_text and claim.kind is ClaimKind.PETITION_COUNT and scene is not None:
        return True
    if claim.time_text or claim.kind is ClaimKind.PETITION_RATE:
        if (
            _NARROWED.search(text, *sentence)
            or _ON_A_TALLY.search(text, *sentence)
            or (claim.attributes.get("measure") == "gain" and _EACH.search(text, *sentence))
        ):
            return True
        # A bare hour is of the day of the article, unless the sentence tells of another day.
        bare = [date for date in dates if _CLOCK.fullmatch(date.text) and "publication" in date.reason and date.from_at is not None]
        days = [
            date
            for date in dates
            if date not in bare
            and date.from_at is not None
            and date.grain in ("day", "part_of_day", "hour")
            and date.text.lower() not in ("now", "today")
        ]
        days += [scene] if scene is not None else []
        days += _told_last(context, sentence) if bare else []
        bare = [] if "midnight to midnight" in text[slice(*sentence)].lower() else bare
        if any(not day.from_at <= hour.from_at < day.from_at + _DAY for hour in bare for day in days if day.from_at and hour.from_at):
            return True
    if claim.time_text and (at := text.find(claim.time_text, *sentence)) >= 0:
        return _MORE_CLOCK.match(text, at + len(claim.time_text)) is not None
    return False


_ON_A_TALLY: Final = re.compile(
    r"\bon (?:its|their|yesterday[’']s|\w+day[’']s)\s[’'\w -]{0,24}?\b(?:tally|total|count|figure|number|reading)\b", re.IGNORECASE
)
_EACH: Final = re.compile(r"\b(?:every|each) (?:single )?(?:hour|minute|day)\b", re.IGNORECASE)
_SCENE: Final = re.compile(
    r"\b(?:go back|went back|rewind|flash ?back|turn back|began|begins|dawned|starts?|started|opened|it (?:is|was))\b", re.IGNORECASE
)
_FEW_WORDS: Final = 5


def _scene(context: Context, sentence: Span) -> TimeExpression | None:
    """The day that the sentence before sets a scene on ("Wednesday, 9pm.", "Let us go back to Thursday morning."); None where it sets none."""
    before = next(reversed(context.sentences_in(max(0, sentence[0] - 300), max(0, sentence[0] - 1))), None)
    if before is None or before[1] > sentence[0]:
        return None
    words = context.narration[slice(*before)]
    if len(words.split()) > _FEW_WORDS and not _SCENE.search(words):
        return None
    return next(
        (date for date in context.dates_in(*before) if date.from_at is not None and date.grain in ("day", "part_of_day", "hour")), None
    )


def _told_last(context: Context, sentence: Span) -> list[TimeExpression]:
    """The day told last before a sentence in its paragraph, which a bare hour may be of: "It was launched on Wednesday. By midnight it had 18,000"."""
    start = max(context.paragraph(sentence)[0], sentence[0] - 500)
    dates = [
        date for date in context.dates_in(start, sentence[0]) if date.from_at is not None and date.grain in ("day", "part_of_day", "hour")
    ]
    return [date for date in dates if date.text.lower() not in ("now", "today")][-1:]


_DAY: Final = timedelta(days=1)
_UNTIL: Final = re.compile(
    r"\b(?:until|till|before (?:the|it|its|they)|at first|in the beginning|to begin with|once upon)\b", re.IGNORECASE
)
_EXCEPT: Final = re.compile(
    r"\b(?:give or take|apart from|except|but for|save for|bar(?:ring)? (?:a|the)|almost|nearly|virtually|practically|more or less"
    r"|all but"
    r"|pretty much|or so|with (?:short|few|brief))\b",
    re.IGNORECASE,
)
# "Was opened for comments", "published in print": something else was done with it then.
_FOR_SOMETHING: Final = re.compile(
    r"\b(?:opened|published|posted|released|launched|appeared|started|began)\s(?:for|to|in(?! the (?:early|small|morning|evening"
    r"|afternoon"
    r"|middle))|as|with|into)\s(?:the\s)?[a-z]"
)
# A time that was not resolved: "by the evening", "a day later".
_UNREAD_TIME: Final = re.compile(
    r"\b(?:by|at|in|on|during|before|after|until|since|of)\s(?:the\s|that\s|this\s|its\s|early\s|late\s|same\s|next\s|following\s"
    r"|very\s)*"
    r"(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|nightfall|sunrise|sunset|lunch\w*|breakfast\w*|dinner\w*"
    r"|tea-?time"
    r"|bed-?time|day|weekend|week)\b"
    r"|\b(?:later|earlier|afterwards|thereafter|the day before|the day after|the next day|eventually|at first|initially|meanwhile)\b",
    re.IGNORECASE,
)


def _other_time(context: Context, claim: Claim, claims: Sequence[Claim], sentence: Span, clause: Span) -> bool:
    """Whether a count's own clause names a time that was not read, or its time is that of another count of the sentence."""
    dates = context.dates_in(*sentence)
    for match in _UNREAD_TIME.finditer(context.narration, *clause):
        if not any(date.from_at is not None and date.span[0] < match.end() and match.start() < date.span[1] + 1 for date in dates):
            return True
    own = any(clause[0] <= date.span[0] < clause[1] and date.text == claim.time_text for date in dates)
    shared = any(
        other.kind is claim.kind
        and other is not claim
        and other.time_text == claim.time_text
        and sentence[0] <= other.span[0] < sentence[1]
        for other in claims
    )
    return bool(claim.time_text) and shared and not own


def _unread(context: Context, claim: Claim, claims: Sequence[Claim], sentence: Span) -> list[str]:
    """What stands in a claim's own clause and was not read for it: a hedge, a negation, another count."""
    text = context.narration
    clause = clause_start(text, sentence[0], claim.span[0]), clause_end(text, claim.span[1], sentence[1])
    found = ["hedged"] if _HEDGED.search(text, *clause) else []
    if claim.kind in _COUNTS and claim.bound != "under" and not claim.attributes.get("denied") and _NEGATED.search(text, *clause):
        found.append("negated")
    if claim.kind is ClaimKind.PETITION_RATE and _NOT_BUT.search(text, *sentence):
        found.append("negated")  # "did not gain 5,000, but 1,700"
    words, after = text[slice(*sentence)], text[claim.span[1] : sentence[1]]
    if claim.kind in (ClaimKind.RECEPTION, ClaimKind.COMPARISON) and (_SAMPLE.search(words) or of_a_part(context, claim.span, sentence)):
        found.append("object")
    if claim.kind in _OF_A_WORK and "object" not in found and of_something_else(context, claim.span, sentence):
        found.append("object")
    if claim.kind in _OF_A_WORK and named_before(context, sentence):
        found.insert(0, "topic")
    if claim.kind is ClaimKind.RECEPTION and _UNTIL.search(words):
        found.append("object")
    if claim.kind is ClaimKind.TRENDING and _EXCEPT.search(words):
        found.append("except")
    if claim.kind is ClaimKind.PETITION_RATE and _FROM_SOMEWHERE.search(claim.text + after[:40]):
        found.append("part")
    if claim.kind is ClaimKind.EVENT_DATED and _FOR_SOMETHING.search(claim.text):
        found.append("object")
    if claim.time_text and _SECOND_END.search(text, sentence[0], max(sentence[0], text.find(claim.time_text, *sentence))):
        found.append("time")  # only the end of "between Thursday and Friday" was read
    if _elsewhen(context, claim, sentence):
        found.append("time")
    if claim.time_text and any(
        not any(date.span[0] < hours.end() and hours.start() < date.span[1] for date in context.dates_in(*sentence))
        for hours in _UNREAD_HOURS.finditer(text, *sentence)
    ):
        found.append("time")
    taken = [other.span for other in claims] + [claim.attributes.get("goal_span") or claim.span]
    counts = [
        figure
        for figure in context.figures_in(*clause)
        if figure.value >= 1_000 and (figure.unit in _COUNTED or not figure.unit) and not any(a <= figure.span[0] < b for a, b in taken)
    ]
    if claim.kind is ClaimKind.PETITION_COUNT and _other_time(context, claim, claims, sentence, clause):
        found.append("time")
    return [*found, *(["number"] if claim.kind in _COUNTS and counts else [])]
