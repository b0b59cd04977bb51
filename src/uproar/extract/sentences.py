"""Cut a text into sentences that never cross a paragraph, by position."""

from __future__ import annotations

import re
from typing import Final

# Words whose full stop does not end a sentence.
_ABBREVIATIONS: Final = frozenset(
    """
    mr mrs ms dr prof sen rep gov gen col lt sgt st jr sr inc ltd co corp no vs etc approx dept est fig jan feb mar apr jun jul aug
    sept sep oct nov dec mon tue tues wed thu thurs fri e.g i.e u.s u.k u.n a.m p.m ph.d
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
# Nobody writes a longer sentence; what is longer is a table or noise, and is cut so that work stays linear in the text.
LONGEST: Final = 2_000
_END = re.compile(r"[.!?]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9#@$£€])|\n\s*\n|\n")


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as spans in order; a line break or a blank line always ends one.

    Example:
        >>> text = "Mr. Bell signed. “Stop it!” he said."
        >>> [text[start:end] for start, end in sentences(text)]
        ['Mr. Bell signed.', '“Stop it!” he said.']
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match[0][0] == "." and _abbreviated(text, match.start()):
            continue
        _add(text, start, match.end(), found)
        start = match.end()
    _add(text, start, len(text), found)
    return found


def _abbreviated(text: str, stop: int) -> bool:
    word = re.search(r"[\w.]{1,8}$", text[max(0, stop - 8) : stop])
    if word is None:
        return False
    last = word[0].lower()
    return last in _ABBREVIATIONS or (len(last) == 1 and word[0].isalpha() and word[0].isupper())


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        _add(text, start, cut, found)
        start = cut
    part = text[start:end]
    trimmed = part.strip()
    if trimmed:
        first = start + len(part) - len(part.lstrip())
        found.append((first, first + len(trimmed)))
