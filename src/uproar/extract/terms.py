"""Fold hashtags, cashtags and phrases to the form in which they are compared."""

from __future__ import annotations

import unicodedata
from typing import Final

_LENGTH_LIMIT: Final = 140  # longer "words" are noise that would fill every list of terms


def normal_term(term: str) -> str | None:
    """Fold a hashtag, cashtag or phrase; None where it is no term.

    Unicode NFKC and full case folding; a hashtag needs something other than digits, a cashtag begins with a letter.

    Example:
        >>> normal_term("#CancelNetflix"), normal_term("＃STRASSE"), normal_term("#straße"), normal_term("#2020"), normal_term("$5")
        ('#cancelnetflix', '#strasse', '#strasse', None, None)

    References:
        NFKC_Casefold: The Unicode Standard, section 3.13, "Default Caseless Matching".
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", term).casefold()).strip()
    if not folded or len(folded) > _LENGTH_LIMIT:
        return None
    if folded[0] == "#" and (len(folded) == 1 or folded[1:].replace("_", "").isdigit() or not folded[1:].strip("_")):
        return None
    if folded[0] == "$" and not (len(folded) > 1 and folded[1].isalpha()):
        return None
    return folded


def marked_term(marked: str) -> str | None:
    """Fold a marked word that still carries the character before its mark; None where that makes it no term.

    Example:
        >>> marked_term("(#Tag"), marked_term("e#part"), marked_term("&#39"), marked_term("#Tag")
        ('#tag', None, None, '#tag')
    """
    before = marked[0]
    if before in "#＃$":
        return normal_term(marked)
    if before.isalnum() or before in "_&/" or unicodedata.category(before).startswith("M"):
        return None  # within a word, a character reference or an address: not a term
    return normal_term(marked[1:])
