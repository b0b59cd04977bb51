"""Whether a verb is told as so: not denied, wished, supposed or still to come."""

from __future__ import annotations

import re
from typing import Final

from uproar.claims.context import Span, clause_start, supposed

_CONDITION: Final = re.compile(
    r"\b(?:if|unless|until|whether|once|when|should|needs?|requires?|hop(?:es?|ing)|aims?|expected|would|could|wants?|goal is)\b",
    re.IGNORECASE,
)
_PRESENT: Final = frozenset({"gets", "reaches", "passes", "hits", "has", "nears", "tops", "reaching"})


def verb_stands(text: str, sentence: Span, verb: Span) -> bool:
    """Like `asserted`, but what the petition asks for ("urging the studio not to ...") does not count against its number."""
    if supposed(text, sentence, verb[0]):
        return False
    before = text[max(sentence[0], verb[0] - 40) : verb[0]]
    if re.match(
        r"\s(?:(?:still|just|only)\s)?(?:yet to|not\b(?!\s(?:even|more|fewer|less)\b)|never|failed|to (?:reach|gather|collect|get|pass|hit|attract|go)"
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
