"""What changed on the title's pages, word by word."""

from __future__ import annotations

import difflib
import re
from typing import Any, Final

from uproar.dossier.text import QUOTE, line, shown
from uproar.web.snapshot import Snapshot

_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")


def changes(snapshot: Snapshot) -> list[dict[str, Any]]:
    """What changed on the title's pages, with the words that came and went."""
    out = []
    for number, finding in snapshot.findings.items():
        if finding.name == "pages.change" and finding.value != "none":
            before, after = (shown(finding.detail.get(key) or "", QUOTE) for key in ("before", "after"))
            out.append(
                {
                    "n": snapshot.dossier.numbers[number],
                    "field": line(finding.value),
                    "pieces": difference(before, after),
                    "after": after,
                    "before": before,
                }
            )
    return out


def difference(before: str, after: str) -> list[tuple[str, str]]:
    """What two texts share and where they differ, word by word: pairs of "same", "gone" or "new" and a stretch of text.

    Example:
        >>> difference("a small boat", "a large boat")
        [('same', 'a '), ('gone', 'small'), ('new', 'large'), ('same', ' boat')]
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[tuple[str, str]] = []
    for how, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            pieces.append(("same", "".join(old[a:b])))
        else:
            pieces += [(name, text) for name, text in (("gone", "".join(old[a:b])), ("new", "".join(new[c:d]))) if text]
    return pieces
