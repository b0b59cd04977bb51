"""Patterns of what stands before a place, asked only where the last word before it fits."""

from __future__ import annotations

import re


class Before:
    """A pattern for what stands right before a place, which is searched for only where that ends with one of its last words.

    Attributes:
        pattern: In lower case, without regard to which; ends with "$", and white space may stand after its last word.
        ends: In lower case, with what every match of it ends, white space aside.

    Example:
        >>> above = Before(r"(?:more than|over) $", "than over")
        >>> above.search("It drew over ")[0], above.search("It drew ")
        ('over ', None)
    """

    __slots__ = ("_lower", "_words", "ends", "pattern")

    def __init__(self, pattern: str, ends: str) -> None:
        self.pattern, self.ends = re.compile(pattern, re.IGNORECASE), tuple(ends.split())
        self._lower, self._words = re.compile(pattern), frozenset(self.ends)

    def search(self, before: str) -> re.Match[str] | None:
        """The match that ends where `before` ends; what it holds may be in lower case."""
        if not self._ends(before.rstrip()[-_LONGEST:]):
            return None
        # A pattern that regards case takes half as long.
        return self._lower.search(before.lower()) if before.isascii() else self.pattern.search(before)

    def _ends(self, last: str) -> bool:
        """Whether some words can end with one of the endings."""
        word = last.rpartition(" ")[2]
        if word.isalpha() and word.isascii():
            return word.lower() in self._words
        # Beyond ASCII some letters match others in a pattern ("ſ" and "s"), which `lower` does not know.
        return last.lower().endswith(self.ends) or not last.isascii()


_LONGEST = 16  # letters: no last word has more
