"""Whether the clause around an expression of time looks ahead or back, by the verb that stands nearest to it."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

Tense: TypeAlias = Literal["future", "past", ""]

# Every cue of a clause in one alternation. A modal takes its own verb with it ("will be released"), so that the participle is no past. "Could"
# says neither: "could not be reached Friday" looks back, "could come Friday" ahead.
_AHEAD: Final = (
    r"(?:will|shall|won't|would|may|might|going to|(?:is|are|was|were) (?:likely )?to)(?: (?:not|also|now|then|still|\w+ly))*"
    r"(?: (?:be|have been|have|get))?(?: \w+)?|['’]ll(?: be)? \w+"
    r"|(?:decided|agreed|vowed|promised|pledged|ready|ordered|wants?|hopes?|hoping|plans?|planned|planning|expects?|expected|set|due|scheduled|slated"
    r"|supposed|intends?|aims?) to(?: be)?(?: \w+)?"
)
_PLAN: Final = (
    r"due|scheduled|slated|planned|planning|expect(?:s|ed)|upcoming|postponed|delayed|expires?|effective|ahead of|begins|starts|opens"
    r"|takes place|airs|hits|deadline|as (?:early|soon|late) as|no later than|starting|beginning|set for|ready for"
)
_BACK: Final = (
    r"was|were|did|had|said|told|came|went|took|made|read|met|held|began|won|lost|left|sent|fell|rose|wrote|gave|got|saw|found|spoke|ran|led"
    r"|broke|brought|hit|struck|died|quit|cut|put|paid|sold|bought|thought|knew|felt|kept|grew|drew|threw|became|stood|since|shot|tore|fled|swept"
    r"|shut|beat|built|caught|chose|drove|fought|flew|heard|laid|sank|shook|stole|taught|wore|sat|blew|sought|slid|spent|understood|withdrew"
    r"|\w{2,}(?<!ne)ed"
)
_CUE: Final = re.compile(
    rf"\b(?:(?P<past>(?:had been|was|were) (?:due|planned|scheduled|expected)(?! to)|previously planned)|(?P<ahead>{_AHEAD})|(?P<plan>{_PLAN})"
    rf"|(?P<back>{_BACK}))\b",
    re.IGNORECASE,
)
_LOOK: Final = 140  # characters of the same sentence before an expression, or after it where it heads the sentence
_LIMIT: Final = re.compile(r"\b(?:by|until|till|through)(?: early| late| mid)?[ -]$", re.IGNORECASE)
# Most cues stand near: the last characters are read first. "Is scheduled to be released" has 27 characters.
_NEAR, _PHRASE = 60, 27
_HEAD: Final = 8  # more characters than "Then on" or "Late on" have
# A reporting verb right before the day dates the report, not what is announced: "said Friday that it will ...".
_REPORTED: Final = re.compile(
    r"\b(?:said|says|told|announced|reported|wrote|added|tweeted|posted|confirmed|revealed|declared|ruled|voted|agreed|filed|met)"
    r"(?: (?:on|late|early|here|in an? (?:statement|interview)))*\s+$",
    re.IGNORECASE,
)
_STOP: Final = re.compile(r"[!?\n;:“”\"]|\.(?=\s+[A-Z“\"])|''|``")


def _last_cue(before: str, start: int) -> re.Match[str] | None:
    """The last cue from `start` on; none where it may be the rest of a phrase that began before."""
    last = None
    for last in _CUE.finditer(before, start):  # noqa: B007 -- the last one is wanted
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
    before = text[max(0, start - _LOOK) : start]
    if _REPORTED.search(before):
        return "past"
    before = _STOP.split(before)[-1]
    cue = _last_cue(before, max(0, len(before) - _NEAR)) or _last_cue(before, 0)
    if cue is None:
        if len(before.strip()) > _HEAD:
            return ""
        # At the head of a sentence the verb comes after: "On Friday, the studio will release it."
        cue = _CUE.search(_STOP.split(text[end : end + _LOOK])[0])
        if cue is None:
            return ""
    if cue["plan"] or cue["ahead"]:
        return "future"
    # "They raised $4m to run it until March": a limit may lie ahead of what has been done.
    return "" if _LIMIT.search(before) else "past"
