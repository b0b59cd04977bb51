"""Which articles are copies of which: the runs of five words that two texts share (Broder 1997, "On the resemblance and containment of documents")."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

_RUN: Final = 5  # words
# More than half of the shorter text's runs: most of it was not written anew. A copy is often cut from below, so that the shorter text decides.
_SHARE: Final = 0.5
_LEAST: Final = 30  # runs; two short items that quote one sentence share more than half of what they have
_COMMON: Final = 200  # texts; a run in more of them is the site's frame, not the story
_WORD: Final = re.compile(r"[^\W_]+")


def copies(texts: Sequence[str]) -> list[int | None]:
    """For each text the place of the earliest text before it that it shares most of its words with, or None.

    Args:
        texts: The texts, the earliest first.

    Example:
        >>> wire = " ".join(f"word{n}" for n in range(60))
        >>> copies([wire, "Something else was said here.", "By our staff. " + wire])
        [None, None, 0]
    """
    found: list[int | None] = []
    runs = [_runs(text) for text in texts]
    seen: dict[int, list[int]] = defaultdict(list)
    for place, mine in enumerate(runs):
        shared = Counter(other for run in mine if len(seen[run]) <= _COMMON for other in seen[run])
        fitting = [
            other for other, count in shared.items() if count > _SHARE * min(len(mine), len(runs[other])) and len(runs[other]) >= _LEAST
        ]
        first = min(fitting, default=None) if len(mine) >= _LEAST else None
        # A copy of a copy is one of the same text.
        found.append(first if first is None or found[first] is None else found[first])
        for run in mine:
            seen[run].append(place)
    return found


def _runs(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    return frozenset(hash(tuple(words[place : place + _RUN])) for place in range(len(words) - _RUN + 1))
