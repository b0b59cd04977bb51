"""Judge a statement by whether another article carries the same words from the same speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from uproar.claims.claim import Claim, Verdict
from uproar.claims.kinds.statement import normalised
from uproar.claims.verdicts.outcome import Outcome, moment
from uproar.findings import Finding

# Fewer words than these are found anywhere ("powerful story"): they count only where the statement has nothing longer.
_FEWEST_WORDS: Final = 4
_ALIKE: Final = 0.8  # share of matching characters from which two wordings are versions of one
_MOST: Final = 0.8  # share of a quotation's words that must stand in its pieces elsewhere
_LONGEST: Final = 1_000  # characters compared for likeness, which is quadratic
# Words of a speaker's mention that name no one.
_ROLES: Final = frozenset(
    """
    a an the of for spokesperson spokesman spokeswoman representative director mr mrs ms dr company studio chief executive officer ceo
    head
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)


def judge(claim: Claim, findings: Sequence[Finding], zone: str) -> Outcome:
    """Supported by all its words, marks and case apart, from the same speaker to the same addressee elsewhere.

    Contradicted only where that addressee's own article carries their opposite.
    """
    wording = [normalised(words) for words in claim.attributes.get("wording", ())]
    parts = [words for words in wording if len(words.split()) >= _FEWEST_WORDS] or [words for words in wording if words]
    carried: dict[str, list[Finding]] = {part: [] for part in parts}
    pieces: dict[tuple[str, str], list[Finding]] = {}  # fragments of a quotation that one article cuts in several
    other_speaker: Finding | None = None
    other_words: Finding | None = None
    nearest = ""
    said = {normalised(words): words for words in claim.attributes.get("wording", ())}
    for finding in findings:
        theirs = normalised(str(finding.value))
        if not theirs:
            continue
        same = _same_speaker(claim.attributes.get("speaker"), finding.detail.get("speaker"))
        for part in parts:
            whole = _holds(theirs, part)
            if whole or (_holds(part, theirs) and len(theirs.split()) >= _FEWEST_WORDS):
                if not same:
                    other_speaker = other_speaker or finding
                elif whole:
                    carried[part].append(finding)
                else:
                    pieces.setdefault((part, str(finding.detail.get("article"))), []).append(finding)
            elif same and other_words is None and _alike(part, theirs):
                other_words, nearest = finding, said[part]
    for (part, _), cut in pieces.items():
        if sum(len(words.split()) for words in {normalised(str(each.value)) for each in cut}) >= _MOST * len(part.split()):
            carried[part] += cut
    found = [part for part in parts if carried[part]]
    if found:
        return _carried(claim, parts, {part: carried[part] for part in found}, zone)
    if other_speaker is not None:
        named = other_speaker.detail.get("speaker") or "nobody by name"
        return Outcome(
            Verdict.NOT_MEASURABLE, f"{_where(other_speaker)} carries these words, but gives them to {named}.", used=(other_speaker,)
        )
    if other_words is not None and _denies(claim, other_words, nearest):
        reason = f'{_where(other_words)}, to whom it is said to have been said, carries "{other_words.value}", against "{nearest}" here.'
        return Outcome(Verdict.CONTRADICTED, reason, used=(other_words,))
    if other_words is not None:
        return Outcome(
            Verdict.NOT_MEASURABLE,
            f'{_where(other_words)} carries another wording: "{other_words.value}", against "{nearest}" here; which of them was said, the record does not tell.',
            "the statement itself, as its speaker published it",
            (other_words,),
        )
    return Outcome(Verdict.NOT_MEASURABLE, "no other article in the case carries these words")


def _carried(claim: Claim, parts: Sequence[str], carried: Mapping[str, Sequence[Finding]], zone: str) -> Outcome:
    """What the articles that carry the words make of the claim: all of it, said to whom, and when."""
    addressee = claim.attributes.get("addressee")
    alike = {part: [each for each in by if not _other_addressee(addressee, each)] for part, by in carried.items()}
    everything = tuple({id(each): each for by in carried.values() for each in by}.values())
    places = ", ".join(sorted({_where(each) for each in everything}))
    if len(carried) < len(parts):
        reason = f"Only {len(carried)} of {len(parts)} quotations are carried from the same speaker, by {places}."
        return Outcome(Verdict.NOT_MEASURABLE, reason, "another article that carries the rest", everything)
    if not all(alike.values()):
        named = next(each.detail["addressee"] for each in everything if _other_addressee(addressee, each))
        reason = f"{places} carries these words from the same speaker, but as said to {named}, not to {addressee}."
        return Outcome(Verdict.NOT_MEASURABLE, reason, "another article that names the addressee", everything)
    sources = {part: [each for each in by if _independent(claim, each)] for part, by in alike.items()}
    if not all(sources.values()):
        used = tuple({id(each): each for part, by in alike.items() if not sources[part] for each in by}.values())
        where = ", ".join(sorted({_where(each) for each in used}))
        reason = f"Repeated by {where}, no independent source of it in the record."
        return Outcome(Verdict.NOT_MEASURABLE, reason, "an earlier article that carries it, or the speaker's own publication of it", used)
    used = tuple({id(each): each for by in sources.values() for each in by}.values())
    where = ", ".join(sorted({_where(each) for each in used}))
    early = [each.to_at for each in used if each.to_at is not None and claim.from_at is not None and each.to_at <= claim.from_at]
    if early:
        reason = f"{where} carries the same words from the same speaker, but had printed them by {moment(min(early), zone)} ({zone})"
        return Outcome(Verdict.NOT_MEASURABLE, f"{reason}, before the time claimed.", "another article that tells the day", used)
    day = "" if claim.from_at is None or any(_overlaps(claim, each) for each in used) else " They were printed after the time claimed."
    return Outcome(Verdict.SUPPORTED, f"From the same speaker the same words are carried by {where}.{day}", used=used)


def _independent(claim: Claim, finding: Finding) -> bool:
    """Whether an article can bear a quotation out: it is the addressee's or the speaker's own, or was printed before the one that claims it.

    One that credits the outlet it is to bear out (`rests_on`, as `claims/read.py` marks it) bears nothing out, whenever it was printed.
    """
    outlet = finding.detail.get("outlet")
    if finding.detail.get("rests_on"):
        return False
    if outlet and (_same_speaker(claim.attributes.get("addressee"), outlet) or _same_speaker(claim.attributes.get("speaker"), outlet)):
        return True
    printed = finding.from_at or finding.to_at
    return printed is not None and claim.made_at is not None and printed < claim.made_at


def _overlaps(claim: Claim, finding: Finding) -> bool:
    after = claim.to_at is not None and finding.from_at is not None and finding.from_at >= claim.to_at
    return not after


def _other_addressee(claimed: object, finding: Finding) -> bool:
    """Whether both name an addressee, and not the same."""
    theirs = finding.detail.get("addressee")
    return bool(claimed and theirs) and not _same_speaker(claimed, theirs)


def _holds(words: str, part: str) -> bool:
    return f" {part} " in f" {words} "


def _same_speaker(first: object, second: object) -> bool:
    one, other = _names(first), _names(second)
    return bool(one and other) and (one <= other or other <= one)


def _names(speaker: object) -> frozenset[str]:
    return _names_of(str(speaker or ""))


@lru_cache(maxsize=1 << 14)
def _names_of(speaker: str) -> frozenset[str]:
    return frozenset(normalised(speaker).split()) - _ROLES


def _alike(first: str, second: str) -> bool:
    matcher = SequenceMatcher(None, first[:_LONGEST], second[:_LONGEST], autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


_NEGATIONS: Final = frozenset("no not never nor neither nobody nothing none cannot without longer stopped ceased hardly t".split())  # noqa: SIM905 -- a table of words reads better as words


def _denies(claim: Claim, finding: Finding, nearest: str) -> bool:
    """Whether the one to whom the words are said to have been said carries their opposite: the same but for a negation or a number."""
    outlet = finding.detail.get("outlet")
    if not _same_speaker(claim.attributes.get("addressee"), outlet):
        return False
    ours, theirs = set(normalised(nearest).split()), set(normalised(str(finding.value)).split())
    differ = (ours - theirs) | (theirs - ours)
    return bool(ours & _NEGATIONS) != bool(theirs & _NEGATIONS) or any(word.isdigit() for word in differ)


def _where(finding: Finding) -> str:
    detail = finding.detail
    return str(detail.get("outlet") or detail.get("title") or detail.get("article") or "another article")
