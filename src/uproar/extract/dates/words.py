"""Patterns of words made quick: any of many words at once, and what is asked only where the last word before a place fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping


class Firsts:
    """Where something can begin that is told by its first word.

    Args:
        glued: The characters that do not stand right before it, as in a character set of a regular expression.
        words: Each first word in lower case, with a pattern of what must follow it, or "".
        digits: A pattern of digits that it can begin with as well; none if empty.

    Example:
        >>> list(Firsts("A-Za-z", {"the": " (?:day|week)", "then": ""}, "[0-9]+").places("then the day, the 12 men"))
        [(0, 'then'), (5, 'the'), (18, '12')]
    """

    __slots__ = ("_pattern",)

    def __init__(self, glued: str, words: Mapping[str, str], digits: str = "") -> None:
        written = {each: follows for word, follows in words.items() for each in (word, word.capitalize(), word.upper())}
        any_of = f"(?:{digits}|{_one_of(written)})" if digits else _one_of(written)
        # The character before is part of the pattern: the search leaps over all others, which it cannot with a look behind.
        self._pattern = re.compile(rf"[^{glued}]({any_of})")

    def places(self, text: str) -> Iterator[tuple[int, str]]:
        """Each place and the word or digits there, in order."""
        head = self._pattern.match(f" {text[:_REACH]}")
        if head is not None:
            yield 0, head[1]
        for later in self._pattern.finditer(text):
            yield later.start(1), later[1]


_REACH = 64  # characters: no first word with what must follow it has more


def _one_of(words: Mapping[str, str]) -> str:
    """Any of some words, letter by letter, so that few are tried at a place."""
    heads: dict[str, dict[str, str]] = {}
    for word, follows in words.items():
        heads.setdefault(word[:1], {})[word[1:]] = follows
    # Letters as they are, not in sets: what begins with one letter is told apart before it is tried.
    each = [
        head + _one_of(rest) if head else "(?![A-Za-z])" + (f"(?={rest['']})" if rest[""] else "") for head, rest in sorted(heads.items())
    ]
    return each[0] if len(each) == 1 else f"(?:{'|'.join(each)})"


class Before:
    """A pattern for what stands right before a place, which is searched for only where that ends with one of its last words.

    Attributes:
        pattern: Ends with "$"; white space may stand after its last word.
        ends: In lower case, with what every match of it ends, white space aside.

    Example:
        >>> above = Before(r"(?:more than|over) $", "than over")
        >>> above.search("It drew over ")[0], above.search("It drew ")
        ('over ', None)
    """

    __slots__ = ("ends", "pattern")

    def __init__(self, pattern: str, ends: str, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self.pattern, self.ends = re.compile(pattern, flags), tuple(ends.split())

    def search(self, before: str) -> re.Match[str] | None:
        """The match that ends where `before` ends."""
        return self.pattern.search(before) if ends_in(before, self.ends) else None


_LONGEST = 16  # letters: no last word has more


def ends_in(before: str, ends: tuple[str, ...]) -> bool:
    """Whether some words can end with one of some endings, without regard to case and to white space.

    Example:
        >>> ends_in("More Than ", ("than",)), ends_in("more ", ("than",))
        (True, False)
    """
    last = before.rstrip()[-_LONGEST:]
    # Beyond ASCII some letters match others in a pattern ("ſ" and "s"), which `lower` does not know.
    return last.lower().endswith(ends) or not last.isascii()
