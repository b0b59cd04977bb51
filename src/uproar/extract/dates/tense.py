"""Whether the clause around an expression of time looks ahead or back, by the verb that stands nearest to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from uproar.extract.dates.words import Before

Tense: TypeAlias = Literal["future", "past", ""]


class Outlook(NamedTuple):
    """How the clause around an expression looks at it.

    Attributes:
        tense: Ahead ("future"), back ("past"), or "" where no verb tells.
        doubt: Why the other side is possible too; "" where the verb leaves no doubt.
    """

    tense: Tense
    doubt: str = ""


# Every cue of a clause in one alternation. A modal takes its own verb with it ("will be released"), so that the participle is no past. "Could not"
# looks back ("could not be reached Friday"), "could be closed" ahead unless it is about finding; else "could" says neither ("could see it").
_AHEAD: Final = (
    r"(?:will|shall|won't|would|may|might|should|must|ought to|going to|(?:is|are|was|were) (?:likely )?to)"
    r"(?: (?:not|also|now|then|still|\w+ly))*(?: (?:be|have been|have|get))?(?: \w+)?|['’]ll(?: be)? \w+"
    # "Whoever wins in November", "if he returns on Monday": a condition lies ahead.
    r"|whoever (?!was|has|is|does)\w+s|if (?:s?he|it) (?!was|has|is|does)\w+s"
    r"|(?:decided|agreed|vowed|promised|pledged|ready|ordered|wants?|hopes?|hoping|plans?|planned|planning|expects?|expected|set|due|scheduled|slated"
    r"|supposed|intends?|aims?) to(?: be)?(?: \w+)?"
)
_PLAN: Final = (
    r"due|scheduled|slated|planned|planning|expect(?:s|ed)|upcoming|postponed|delayed|expires?|effective|ahead of|begins|starts|opens"
    r"|could (?:soon |also |even )?be (?!reached|located|found|contacted|seen|heard|determined|confirmed|verified|learned|told|felt|traced|no )\w+"
    r"|takes place|airs|hits|deadline|as (?:early|soon|late) as|no later than|starting|beginning|set for|ready for"
)
# The present tense with a day is a plan for verbs of events and of motion ("leaders meet on Saturday"; Quirk et al., A Comprehensive Grammar of the
# English Language, 1985, section 4.45), and so is the progressive ("is meeting them on Saturday"). A plural noun or a pronoun marks the bare form as
# a verb, and no article or possessive stands before the form in -s.
_EVENT: Final = r"meet|approach|convene|gather|visit|arrive|depart|leave|return|travel|open|close|start|begin|end|launch|vote|play|face|hold|host|stage|march"
_PRESENT: Final = (
    rf"(?P<event>{_EVENT})(?P<s>e?s)?(?! of\b)|staging|hosting"
    r"|(?:is|are|am|['’]re|['’]m) (?:also |now |still |not )?(?:meet|visit|arriv|leav|return|travel+|open|clos|start|launch|vot|play|fac|hold|march)ing"
)
_ARTICLE: Final = re.compile(r"(?:\b(?:the|a|an|his|her|its|their|our|my|this|that)|['’]s) $", re.IGNORECASE)
_PLURAL: Final = re.compile(r"\b(?!(?:this|his|its|was|has|does|yes) )(?:\w{2,}s|they|we|you|people|police|who) $", re.IGNORECASE)
# "Should have been allowed" and "may have fallen" look back.
_PERFECT: Final = r"(?:would|may|might|should|must|could)(?: not| \w+ly)? have"
_BACK: Final = (
    r"was|were|did|had|said|told|came|went|took|made|read|met|held|began|won|lost|left|sent|fell|rose|wrote|gave|got|saw|found|spoke|ran|led"
    r"|broke|brought|hit|struck|died|quit|cut|put|paid|sold|bought|thought|knew|felt|kept|grew|drew|threw|became|stood|since|shot|tore|fled|swept"
    r"|shut|beat|built|caught|chose|drove|fought|flew|heard|laid|sank|shook|stole|taught|wore|sat|blew|sought|slid|spent|understood|withdrew"
    r"|sang|rang|swam|drank|ate|woke|rode|swore|slept|swung|dealt|froze|hid"
    r"|\w{4,}+(?<=ed)(?<!need)"
)
_SET: Final = r"(?:due|planned|scheduled|expected|set|slated|supposed)"  # what had been due did not come to pass as it was planned
_CUE: Final = re.compile(
    rf"\b(?=[a-z'’])(?:(?P<past>(?:had been|was|were) (?:due|planned|scheduled|expected)(?! to)|had been {_SET} to \w+|previously planned|{_PERFECT})"
    rf"|(?P<ahead>{_AHEAD})|(?P<plan>{_PLAN})|(?P<back>{_BACK})|(?P<present>{_PRESENT}))\b"
)
_LOOK: Final = 140  # characters of the same sentence before an expression, or after it where it heads the sentence
_LIMIT: Final = Before(r"\b(?:by|until|till|through)(?: early| late| mid)?[ -]$", "by until till through early late mid -")
# Most cues stand near: the last characters are read first. "Is scheduled to be released" has 27 characters.
_NEAR, _PHRASE = 60, 27
_HEAD: Final = 8  # more characters than "Then on" or "Late on" have
# A reporting verb right before the day dates the report, not what is announced: "said Friday that it will ...".
_REPORTS: Final = "said says told announced reported wrote added tweeted posted confirmed revealed declared ruled voted agreed filed met"
_REPORTED: Final = Before(
    rf"\b(?:{_REPORTS.replace(' ', '|')})(?: (?:on|late|early|here|in an? (?:statement|interview)))*\s+$",
    f"{_REPORTS} on late early here statement interview",
)
# What has been announced for a day lies ahead; what "was announced for Friday" may lie behind.
_PLANNED: Final = "announced|scheduled|planned|called|promised|arranged|booked|set|slated|moved|postponed|rescheduled|confirmed"
_ANNOUNCED: Final = Before(
    rf"\b(?:has|have|is|are|['’]s|['’]ve)(?: now| also| been)* (?:{_PLANNED})\b[^.;:!?\n]{{0,60}}\bfor(?: next| late| early)? $",
    "for next late early",
)
_STOP: Final = re.compile(r"[!?\n;:“”\"]|\.(?=\s+[A-Z“\"])|''|``")


# A clause that begins right before the expression has its verb after it: "They had planned a walk, but on Friday the town forbade it."
_CLAUSE: Final = re.compile(
    r",\s(?:but|and|while|so|yet|though|although|whereas|because|when|as)\s(?:(?:on|in|by|late|early|then|just|only)\s)*$"
)
# A participle of speech at a sentence's head dates what was said: "Speaking ahead of the match on Sunday, the captain said ..."
_SPOKEN: Final = re.compile(r"\s*(?:Speaking|Talking|Asked|Writing|Appearing|Interviewed|Quizzed|Addressing)\b")
_SPEAKS: Final = frozenset(("Spe", "Tal", "Ask", "Wri", "App", "Int", "Qui", "Add"))
_STOPS: Final = ("!", "?", "\n", ";", ":", "“", "”", '"')


def _last_clause(before: str) -> str:
    """What stands after the last `_STOP`, looked for from the end."""
    if "''" in before or "``" in before:
        return _STOP.split(before)[-1]
    last = max(map(before.rfind, _STOPS))
    point = before.rfind(".")
    while point > last and _STOP.match(before, point) is None:
        point = before.rfind(".", 0, point)
    return before[max(last, point) + 1 :]


def _cues(clause: str, start: int = 0, end: int = _LOOK) -> Iterator[re.Match[str]]:
    """The cues between two places, without verbs of events that are nouns there ("the vote")."""
    lowered = clause.lower()  # twice as fast as a pattern without regard to case
    for cue in _CUE.finditer(lowered if len(lowered) == len(clause) else clause, start, end):
        place = cue.start()
        if cue["event"] and cue["s"]:
            verb = _ARTICLE.search(clause, max(0, place - 8), place) is None
        else:
            verb = not cue["event"] or _PLURAL.search(clause, max(0, place - 24), place) is not None
        if verb:
            yield cue


def _last_cue(before: str, start: int, end: int) -> re.Match[str] | None:
    """The last cue between two places; none where it may be the rest of a phrase that began before."""
    last = None
    for last in _cues(before, start, end):  # noqa: B007 -- the last one is wanted
        pass
    return last if last is not None and (start == 0 or last.start() - start >= _PHRASE) else None


def tense_at(text: str, start: int, end: int) -> Tense:
    """The tense of the clause in which an expression stands; "" where no verb tells.

    Example:
        >>> text = "The patch will be released on Friday."
        >>> tense_at(text, text.index("Friday"), len(text) - 1)
        'future'
        >>> text = "They will discuss the deal announced on Friday."
        >>> tense_at(text, text.index("Friday"), len(text) - 1)
        'past'
    """
    return outlook_at(text, start, end).tense


# Of the words of planning these also tell of what has been: "the talk ahead of the match on Sunday", "the book opens on a Friday".
_LOOSE: Final = ("ahead of", "could", "begins", "starts", "opens", "hits", "airs", "takes place")
_PLANNED_HERE: Final = "a present tense or a word of planning tells future from past here"
_DATED: Final = "it may date what was said or what was spoken of"


_PAST, _FUTURE, _OPEN = Outlook("past"), Outlook("future"), Outlook("")


def outlook_at(text: str, start: int, end: int) -> Outlook:
    """The tense of the clause in which an expression stands, and why it is in doubt, where it is.

    Example:
        >>> text = "She is leaving the town on Friday."
        >>> outlook_at(text, text.index("Friday"), len(text) - 1)
        Outlook(tense='future', doubt='a present tense or a word of planning tells future from past here')
    """
    before = text[max(0, start - _LOOK) : start]
    if _REPORTED.search(before):
        return _PAST
    if _ANNOUNCED.search(before):
        return _FUTURE
    before = _last_clause(before)
    spoken = before.lstrip()[:3] in _SPEAKS and _SPOKEN.match(before) is not None
    if _CLAUSE.match(before, max(before.rfind(","), 0)):
        before = ""
    near = max(0, len(before) - _NEAR)
    cue = _last_cue(before, near, len(before)) or (_last_cue(before, 0, near + 2 * _PHRASE) if near else None)
    if spoken:
        return Outlook("past", "" if cue is None or cue["past"] or cue["back"] else _DATED)
    if cue is None:
        if len(before.strip()) > _HEAD:
            return _OPEN
        # At the head of a sentence the verb comes after: "On Friday, the studio will release it."
        cue = next(_cues(_STOP.split(text[end : end + _LOOK])[0]), None)
        if cue is None:
            return _OPEN
    if cue["ahead"]:
        return _FUTURE
    if cue["plan"] or cue["present"]:
        return Outlook("future", _PLANNED_HERE) if cue["present"] or cue["plan"].startswith(_LOOSE) else _FUTURE
    # "They raised $4m to run it until March": a limit may lie ahead of what has been done.
    return _OPEN if _LIMIT.search(before) else _PAST
