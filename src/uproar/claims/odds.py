"""Claims of one article that cannot all be so: two counts of one petition as of the same time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from uproar.claims.claim import CheckedClaim, Claim, ClaimKind, Verdict
from uproar.claims.intervals import allowed
from uproar.claims.verdicts.outcome import number

_NEXT: Final = re.compile(r"[.!?][”\"’)]*\s|\n")
_MOST: Final = 200  # counts of one moment that are held against each other: no article has more, and pairs are quadratic


def at_odds(checked: Sequence[CheckedClaim], text: str = "") -> tuple[CheckedClaim, ...]:
    """The claims of an article, with those made inconsistent that another count of the same petition and time excludes.

    Two of one sentence, both as of the same time, are so whatever the record says. Elsewhere what the record bears out stays so, for the other one
    is wrong, and what it refutes stays refuted, which says more.

    Args:
        checked: The claims of one article.
        text: What they were found in; without it no two are known to be of one sentence.

    Example:
        >>> from datetime import UTC, datetime
        >>> at = {"from_at": datetime(2026, 5, 1, tzinfo=UTC), "to_at": datetime(2026, 5, 2, tzinfo=UTC), "attributes": {"time_role": "as_of"}}
        >>> claims = [Claim(ClaimKind.PETITION_COUNT, str(n), (n, n + 5), "the petition", float(n), n, n, **at) for n in (50_000, 70_000)]
        >>> [str(one.verdict) for one in at_odds([CheckedClaim(claim, Verdict.NOT_MEASURABLE, "") for claim in claims])]
        ['inconsistent', 'inconsistent']
    """
    out = list(checked)
    together: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(checked):
        if one.claim.kind is ClaimKind.PETITION_COUNT and one.claim.from_at is not None:
            together[one.claim.from_at, one.claim.to_at, _petition(one.claim)].append(place)
    for first, second in (pair for places in together.values() for pair in combinations(places[:_MOST], 2)):
        if not _exclude(checked[first].claim, checked[second].claim):
            continue
        together_said = _of_one_sentence(checked[first].claim, checked[second].claim, text)
        for place, other in ((first, second), (second, first)):
            if out[place].verdict is Verdict.NOT_MEASURABLE or together_said:
                said = number(checked[other].claim.value or 0.0)
                reason = (
                    f'The article also gives {said} ("{checked[other].claim.text}") for the same time, {checked[place].claim.time_text}.'
                )
                reason += f" {checked[place].reason}" if together_said else ""
                out[place] = replace(out[place], verdict=Verdict.INCONSISTENT, reason=reason, needs="")
    for place, one in enumerate(checked):
        against = next((each for each in checked if each is not one and _short_of(one.claim, each.claim, text)), None)
        if against is not None:
            reason = f'The sentence also says "{against.claim.text}", and no count is both.'
            out[place] = replace(out[place], verdict=Verdict.INCONSISTENT, reason=reason, needs="")
    return tuple(out)


def _short_of(one: Claim, other: Claim, text: str) -> bool:
    """Whether one count of a sentence is said not to have reached what the other one gives, both as of now: "with 62,000, it is still short of 60,000"."""
    if one.kind is not ClaimKind.PETITION_COUNT or other.kind is not one.kind or not text:
        return False
    low, high = (other, one) if one.known.get("denied") else (one, other)
    if (
        not high.known.get("denied")
        or low.known.get("denied")
        or any(each.time_text or each.known.get("doubt") not in (None, "number") for each in (one, other))
    ):
        return False
    first, last = sorted((one.span, other.span))
    words, room = allowed(low), allowed(high)
    return (
        _NEXT.search(text, first[1], max(first[1], last[0])) is None and _petition(one) == _petition(other) and words.loose_low > room.high
    )


def _of_one_sentence(one: Claim, other: Claim, text: str) -> bool:
    """Whether two counts are given in one sentence, both as of the same time."""
    if not text or {one.attributes.get("time_role"), other.attributes.get("time_role")} != {"as_of"}:
        return False
    first, last = sorted((one.span, other.span))
    return _NEXT.search(text, first[1], max(first[1], last[0])) is None


def _exclude(one: Claim, other: Claim) -> bool:
    """Whether two counts are of one petition and one moment, and no number satisfies both."""
    if "time" in (one.known.get("doubt"), other.known.get("doubt")):
        return False
    if one.kind is not ClaimKind.PETITION_COUNT or other.kind is not ClaimKind.PETITION_COUNT or None in (one.from_at, one.to_at):
        return False
    # Only where both name the time in the same words: "on Thursday" may mean its morning once and its evening later.
    if (one.from_at, one.to_at, one.time_text) != (other.from_at, other.to_at, other.time_text) or _petition(one) != _petition(other):
        return False
    if one.bound == "exact" == other.bound and one.attributes.get("time_role") != "as_of":
        return False  # a count grows: two numbers may be of two hours of that day
    first, second = allowed(one), allowed(other)
    return first.loose_high < second.loose_low or second.loose_high < first.loose_low


def _petition(claim: Claim) -> tuple[object, ...]:
    marks = claim.known
    return marks.get("other_petition", False), marks.get("named"), marks.get("platform"), marks.get("purpose")
