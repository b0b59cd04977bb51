"""Judge a statement by whether another article carries the same words from the same speaker."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from uproar.claims.claim import Claim, Verdict
from uproar.claims.kinds.statement import normalised
from uproar.claims.verdicts.outcome import Outcome
from uproar.findings import Finding

# Fewer words than these are found anywhere ("powerful story"): they count only where the statement has nothing longer.
_FEWEST_WORDS: Final = 4
_ALIKE: Final = 0.8  # share of matching characters from which two wordings are versions of one
_LONGEST: Final = 1_000  # characters compared for likeness, which is quadratic
# Words of a speaker's mention that name no one.
_ROLES: Final = frozenset(
    """
    a an the of for spokesperson spokesman spokeswoman representative director mr mrs ms dr company studio chief executive officer ceo
    head
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)


def judge(claim: Claim, findings: Sequence[Finding], _: str) -> Outcome:
    """Supported by the same words, marks and case apart, from the same speaker elsewhere; never contradicted."""
    wording = [normalised(words) for words in claim.attributes.get("wording", ())]
    parts = [words for words in wording if len(words.split()) >= _FEWEST_WORDS] or [words for words in wording if words]
    carried: dict[str, list[Finding]] = {part: [] for part in parts}
    other_speaker: Finding | None = None
    other_words: Finding | None = None
    for finding in findings:
        theirs = normalised(str(finding.value))
        if not theirs:
            continue
        same = _same_speaker(claim.attributes.get("speaker"), finding.detail.get("speaker"))
        for part in parts:
            if part in theirs or (theirs in part and len(theirs.split()) >= _FEWEST_WORDS):
                if same:
                    carried[part].append(finding)
                else:
                    other_speaker = other_speaker or finding
            elif same and other_words is None and _alike(part, theirs):
                other_words = finding
    found = [part for part in parts if carried[part]]
    used = tuple(dict.fromkeys(id(each) for part in found for each in carried[part]))
    if found:
        by_id = {id(each): each for part in found for each in carried[part]}
        where = sorted({_where(by_id[each]) for each in used})
        many = f"{len(found)} of {len(parts)} quotations are" if len(found) < len(parts) else "the same words are"
        return Outcome(Verdict.SUPPORTED, f"From the same speaker {many} carried by {', '.join(where)}.", used=tuple(by_id.values()))
    if other_speaker is not None:
        named = other_speaker.detail.get("speaker") or "nobody by name"
        return Outcome(
            Verdict.NOT_MEASURABLE, f"{_where(other_speaker)} carries these words, but gives them to {named}.", used=(other_speaker,)
        )
    if other_words is not None:
        return Outcome(
            Verdict.NOT_MEASURABLE, f'{_where(other_words)} carries another wording: "{other_words.value}".', used=(other_words,)
        )
    return Outcome(Verdict.NOT_MEASURABLE, "no other article in the case carries these words")


def _same_speaker(first: object, second: object) -> bool:
    one, other = _names(first), _names(second)
    return bool(one and other) and (one <= other or other <= one)


def _names(speaker: object) -> frozenset[str]:
    return frozenset(normalised(str(speaker or "")).split()) - _ROLES


def _alike(first: str, second: str) -> bool:
    matcher = SequenceMatcher(None, first[:_LONGEST], second[:_LONGEST], autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _where(finding: Finding) -> str:
    detail = finding.detail
    return str(detail.get("outlet") or detail.get("title") or detail.get("article") or "another article")
