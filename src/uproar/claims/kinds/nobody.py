"""Find that nobody had signed: "nobody had signed it by six", "not a single signature stood under it", "the petition had no signatures"."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.context import Context, Span, clause_start, interval_of, supposed
from uproar.claims.kinds.which import petition_near, site_of, subject_of

_NONE: Final = re.compile(
    r"\b(?:nobody|no one|no-one|not (?:a|one) (?:single )?(?:person|player|soul|human|fan|captain)|no (?:player|person"
    r"|fan)s?)\s(?:at all\s)?(?:had|has|have)\s"
    r"(?:yet\s|so far\s|even\s)?(?:signed|put (?:his|her|their|a) names?)\b"
    r"|\b(?:had|has|have|counted|showed|shows|held|carried|bore|stood at|with)\s(?:still\s|yet\s)?(?:not (?:a|one) single|no|zero"
    r"|not one)\s(?:signatures?|names|signers|signatories)\b"
    r"(?!\s(?:from|in|of|by|that|which|who|without|at stake|to))"
    r"|\b(?:not (?:a|one) single|not one|no)\s(?:signature|name)s?\s(?:had (?:yet )?been (?:collected|given|gathered|left|added"
    r"|recorded)|(?:yet )?stood|was (?:yet )?(?:there|to be seen))\b",
    re.IGNORECASE,
)
_SUPPOSED: Final = re.compile(r"\b(?:if|unless|whether|would|could|might|should|because|as if|as though|until|from)\b", re.IGNORECASE)


def find_none(context: Context, span: Span) -> list[Claim]:
    """One claim of no signatures a sentence, of the time that it gives; without a time it says nothing that a record could settle."""
    text = context.narration
    match = _NONE.search(text, *span)
    if match is None or not petition_near(context, span) or supposed(text, span, match.start()):
        return []
    date = context.time_of(span, match.end())
    if date is None or date.from_at is None or _SUPPOSED.search(text, clause_start(text, span[0], match.start()), match.start()):
        return []
    from_at, to_at, words = interval_of(date)
    subject, marks = subject_of(context, span, match.start())
    attributes = {**marks, "denied": True, "platform": site_of(context, span), "time_role": date.role}
    return [
        Claim(
            ClaimKind.PETITION_COUNT, context.text[slice(*match.span())], match.span(), subject, 0.0, 0.0, 0.0, "signatures", "up_to", from_at, to_at, words,
            MappingProxyType({key: value for key, value in attributes.items() if value is not None}),
        )
    ]  # fmt: skip
