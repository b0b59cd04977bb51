"""Make text from records fit to print: bounded, and with nothing in it that a reader cannot see."""

from __future__ import annotations

import re
from typing import Final

LINE: Final = 400  # characters of a title, a subject, a name
QUOTE: Final = 2_000  # characters of a quotation, a note, a reason
CELL: Final = 160  # characters of a cell of an evidence table

# Controls (but tab and newline), lone surrogates, noncharacters, and the marks that turn the direction of what follows. Marks of single characters (U+200E, U+200F)
# and joiners stay: Hebrew, Arabic, Persian and Hindi need them.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe\U0001ffff\U0010fffe\U0010ffff]"
)


def shown(text: object, limit: int = LINE) -> str:
    r"""A text as it may be printed: unseen characters named, and cut with the cut stated.

    Example:
        >>> shown("pay\u202etxt")
        'pay[U+202E]txt'
        >>> shown("x" * 1_000_000, 5)
        'xxxxx… [999,995 more characters]'
    """
    whole = str(text)
    rest = len(whole) - limit
    # A cut must save more than the words that state it take.
    kept = whole if rest <= 30 else whole[:limit]
    clean = _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", kept.replace("\r\n", "\n").replace("\r", "\n"))
    return clean if kept is whole else f"{clean}… [{rest:,} more characters]"


def line(text: object, limit: int = LINE) -> str:
    """A text on one line: every run of white space is one space."""
    # The run is shortened before the cut, but never over more of the text than could be printed.
    return " ".join(shown(text, limit).split())
