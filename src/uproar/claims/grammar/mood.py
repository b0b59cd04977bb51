"""Whether a verb is told as so: not denied, wished, supposed or still to come."""

from __future__ import annotations

import re
from typing import Final

from uproar.claims.context import HEARSAY, Span, clause_start, supposed

_CONDITION: Final = re.compile(
    r"\b(?:if|unless|until|whether|once|when|should|needs?|requires?|hop(?:es?|ing)|aims?|expected|would|could|wants?|goal is)\b",
    re.IGNORECASE,
)
_PRESENT: Final = frozenset({"gets", "reaches", "passes", "hits", "has", "nears", "tops", "reaching"})


def verb_stands(text: str, sentence: Span, verb: Span) -> bool:
    """Like `asserted`, but what the petition asks for ("urging the studio not to ...") does not count against its number."""
    if supposed(text, sentence, verb[0]):
        return False
    before = HEARSAY.sub(" ", text[max(sentence[0], verb[0] - 60) : verb[0]])
    if re.match(
        r"\s(?:(?:still|just|only)\s)?(?:yet to|not\b(?!\s(?:even|more|fewer|less)\b)|never|failed|to (?:reach|gather|collect|get"
        r"|pass|hit|attract|go)"
        r"|no\b(?!\s(?:more|fewer|less) than)|n['’]t)",
        text[verb[1] : verb[1] + 24],
        re.IGNORECASE,
    ):
        return False  # "has yet to reach"
    if re.search(
        (
            r"(?:\b(?:could|would|might|may|should|must|will|shall|can|cannot|not|never|to|yet|almost certainly)|n['’]t|['’]ll)(?:\s\w+ly"
            r"|\ssoon|\shave|\sbe|\shas|\syet|\salready|\seven|\sbeen|\sever)*\s$"
        ),
        before,
        re.IGNORECASE,
    ):
        return False
    clause = text[clause_start(text, sentence[0], verb[0]) : verb[0]]
    condition = _CONDITION.search(clause)
    if condition is None:
        return True
    past = condition[0].lower() in ("when", "once", "until") and text[verb[0] : verb[1]].lower() not in _PRESENT
    # A relative clause or an infinitive after "petition" is what it asks for, and may be conditional.
    asks = re.search(r"\bpetition\b", clause[: condition.start()], re.IGNORECASE) and len(clause) - condition.end() > 15
    return past or bool(asks)


# "Has still not reached", "is yet to pass", "failed to attract": right before the verb.
_NOT_DONE: Final = re.compile(
    r"(?P<lead>\b\w+\s?)?(?P<not>\b(?:not|never|failed to|fails to|yet to)|n['’]t)(?:\s(?:yet|even|once|so far|ever|quite|been|have"
    r"|had|actually|to date))*\s$",
    re.IGNORECASE,
)
_MODAL: Final = re.compile(r"\b(?:could|would|might|may|should|must|will|shall|can|need|wo|ca|to)\s?$", re.IGNORECASE)
# "At no point has the petition had": the denial opens the clause, and the verb follows its subject.
_NEVER_HAS: Final = re.compile(
    r"(?:^|[,;:]\s|\b(?:and|but)\s)\W*(?:at no (?:point|time|moment|stage|hour)|never|not once|on no day|in no hour"
    r"|not for a (?:single )?(?:moment|minute|hour))"
    r"(?:\s[^,;:]{1,30}?)?\s(?:has|have|had|did|was|were)\s[^,;:]{2,60}$",
    re.IGNORECASE,
)
_SUPPOSES: Final = re.compile(
    r"\b(?:if|unless|whether|would|could|might|should|hop(?:es?|ing|ed)|expect\w*|fear\w*|want\w*|wish\w*|ask\w*|predict\w*|because)\b",
    re.IGNORECASE,
)


def denied(text: str, sentence: Span, verb: Span) -> bool:
    """Whether a sentence says outright that what the verb tells has not come about: not that it may not, or would not.

    Example:
        >>> [denied(text, (0, len(text)), (text.index("reach"), text.index("reach") + 5)) for text in ("It has not reached 10.", "It may not reach 10.")]
        [True, False]
    """
    if supposed(text, sentence, verb[0]):
        return False
    start = clause_start(text, sentence[0], verb[0])
    if _SUPPOSES.search(text, start, verb[0]):
        return False
    found = _NOT_DONE.search(text, start, verb[0])
    if found is not None:
        return _MODAL.search(text[start : found.start("not")]) is None
    return _NEVER_HAS.search(text, start, verb[0]) is not None


_SHORT_OF: Final = re.compile(
    r"\b(?:is|are|was|were|remain(?:s|ed)?|stands?|stood|sits?|sat|f[ae]ll(?:s|en)?|c[ao]me|comes|end(?:s|ed)|finish(?:ed|es)"
    r"|stopped|stops|stay(?:s|ed))"
    r"\s(?:(?!\d)\w+\s){0,3}?(?P<just>just\s|a little\s|only just\s|narrowly\s)?(?:short|shy) of\s(?:the\s)?$",
    re.IGNORECASE,
)


def short_of(text: str, sentence: Span, at: int) -> str:
    """How a sentence says that a number has not been reached: "under" ("remains short of 60,000"), "nearly" ("is just shy of 60,000"), or "" where it does not."""
    found = _SHORT_OF.search(text, clause_start(text, sentence[0], at), at)
    if found is None or not verb_stands(text, sentence, (found.start(), found.start() + 3)):
        return ""
    return "nearly" if found["just"] else "under"
