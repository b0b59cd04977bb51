"""Whether two claims are the same one: of one kind, about one thing, with one value."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Final

from uproar.case import Case
from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.questions import questions

# A count, a goal or a score is a level: the same figure given for another time is still the figure that was copied.
_LEVELS: Final = frozenset({ClaimKind.PETITION_COUNT, ClaimKind.PETITION_GOAL, ClaimKind.RECEPTION})
_PETITIONS: Final = frozenset({ClaimKind.PETITION_COUNT, ClaimKind.PETITION_GOAL})
# How a claim was worded or read, which makes no other claim of it; whatever is not listed does.
_MANNER: Final = frozenset(
    """
    addressee by cue doubt goal indefinite intended measure mishap named named_site on_page own_goal reached restated said_by speaker
    time_reason time_role wording wording_spans
    """.split()  # noqa: SIM905  # a list of words
)
_DOWN: Final = frozenset({"under", "up_to"})
_ARTICLES: Final = re.compile(r"^(?:an?|the|its|their|this|that)\s+", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+")
_ANY: Final = datetime(2000, 1, 1, tzinfo=UTC)  # a question's subject does not hang on its moment


def same_claim(claim: Claim, case: Case | None) -> tuple[object, ...]:
    """What two claims must have in common to be one: kind, subject, value, side of the bound, and the time unless it is a level.

    Example:
        >>> one = Claim(ClaimKind.PETITION_COUNT, "over 61,000 signatures", (0, 22), "a petition on Pledgeboard", 61000.0, bound="over")
        >>> two = Claim(ClaimKind.PETITION_COUNT, "61,000 people", (0, 13), "the petition on Pledgeboard", 61000.0)
        >>> same_claim(one, None) == same_claim(two, None)
        True
    """
    if claim.kind is ClaimKind.STATEMENT:
        return claim.kind, _plain(" ".join(claim.attributes.get("wording", ())) or claim.text)
    attributes = tuple(sorted((key, _plain(repr(value))) for key, value in claim.attributes.items() if key not in _MANNER))
    if claim.kind in _PETITIONS:
        # What sets a petition apart serves to tell which it is; of one that is known it is only more or less of its name.
        attributes = ()
    when = (None, None) if claim.kind in _LEVELS and claim.value is not None else (claim.from_at, claim.to_at)
    return claim.kind, _subject(claim, case), claim.value, claim.unit, claim.bound in _DOWN, attributes, when


def topic(claim: Claim, case: Case | None) -> tuple[object, ...]:
    """What a claim is about, whatever it says of it."""
    return claim.kind, _subject(claim, case), claim.attributes.get("side")


def is_level(claim: Claim) -> bool:
    """Whether it gives how much there was at a time, as a counter or a score does."""
    return claim.kind in _LEVELS and claim.value is not None


def _subject(claim: Claim, case: Case | None) -> object:
    """What the case calls it, where it is known; else the words without their article."""
    asked = tuple(question.ask.subject for question in questions(claim, case, _ANY) if question.ask.subject)
    return asked or _plain(_ARTICLES.sub("", claim.subject))


def _plain(words: Any) -> str:
    return " ".join(_WORD.findall(str(words).casefold()))
