"""Two sequences aligned: how much they share in the same order, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple


class Change(NamedTuple):
    """One place where two aligned sequences differ."""

    left: tuple[str, ...]
    right: tuple[str, ...]


def aligned(left: Sequence[str], right: Sequence[str]) -> tuple[int, list[Change]]:
    """How many items two sequences share in the same order, and the places between where they differ.

    What only one of them has at its beginning or end is a cut, no difference; nor is what stands there in so many more words than the other's that both may be cut.

    Args:
        left: The first sequence.
        right: The second.

    Example:
        >>> aligned("we hear you and we are sorry".split(), "we heard you and we are".split())
        (5, [Change(left=('hear',), right=('heard',))])

    References:
        Ratcliff and Metzener, "Pattern matching: the gestalt approach", Dr. Dobb's Journal, July 1988.
    """
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    common = sum(end - start for kind, start, end, _, _ in steps if kind == "equal")
    changes = []
    for number, (kind, start, end, other_start, other_end) in enumerate(steps):
        outer = number in {0, len(steps) - 1}
        if kind != "equal" and (not outer or end - start == other_end - other_start):
            changes.append(Change(tuple(left[start:end]), tuple(right[other_start:other_end])))
    return common, changes
