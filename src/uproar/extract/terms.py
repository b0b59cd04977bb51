"""Fold hashtags, cashtags and phrases to the form in which they are compared, and find a phrase in a folded text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LENGTH_LIMIT: Final = 140  # longer "words" are noise that would fill every list of terms

# Characters that show nothing (Default_Ignorable_Code_Point of Unicode 16, DerivedCoreProperties.txt): NFKC_Casefold drops them, so that an invisible character
# cannot make two terms out of one. The joiners U+200C and U+200D are among them: Persian and the scripts of India need them to be read, not to be compared, and
# people leave them out as often as not. The text itself is stored as it stood.
INVISIBLE: Final = (
    r"\x{00AD}\x{034F}\x{061C}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{180B}-\x{180F}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{3164}"
    r"\x{FE00}-\x{FE0F}\x{FEFF}\x{FFA0}\x{FFF0}-\x{FFF8}\x{1BCA0}-\x{1BCA3}\x{1D173}-\x{1D17A}\x{E0000}-\x{E0FFF}"
)
_INVISIBLE: Final = re.compile("[" + re.sub(r"\\x\{(\w+)\}", lambda code: chr(int(code[1], 16)), INVISIBLE) + "]")

# Characters of which a text may consist and `fold` still does no more to it than a lower-case mapping of its characters does: a quick test (for RE2) that spares most
# texts the folding. Blocks in daily use, less what folds (ß), what composes (marks) and what is invisible; tests/extract/test_terms.py goes through every character.
SETTLED: Final = (
    r"\x{00}-\x{7F}\x{A1}-\x{A7}\x{A9}\x{AB}\x{AC}\x{AE}\x{B0}\x{B1}\x{B6}\x{B7}\x{BB}\x{BF}-\x{DE}\x{E0}-\x{12F}\x{134}-\x{13E}\x{141}-\x{148}\x{14A}-\x{17E}"
    r"\x{400}-\x{482}\x{48A}-\x{52F}\x{5D0}-\x{5EA}\x{621}-\x{63A}\x{641}-\x{64A}\x{660}-\x{669}\x{679}-\x{6BF}\x{6C1}-\x{6D3}\x{2012}-\x{2016}\x{2018}-\x{2022}\x{20AC}"
    r"\x{2190}-\x{21FF}\x{2600}-\x{27BF}\x{3001}-\x{3029}\x{3030}-\x{3035}\x{3041}-\x{3096}\x{30A1}-\x{30FE}\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}\x{AC00}-\x{D7A3}\x{1F300}-\x{1FAFF}"
)

# Scripts that write words together, or, as Hangul does, glue particles to them: there no blank bounds a word. U+30FC prolongs a vowel of Kana.
_UNSPACED: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\x{30FC}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Hangul}"
_UNSPACED_NAMES: Final = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "HANGUL")
_BOUNDARY: Final = rf"[^\p{{L}}\p{{M}}\p{{N}}_]|[{_UNSPACED}]"  # RE2 knows no look-behind: the neighbour is matched itself


def fold(text: str) -> str:
    r"""Fold a text as NFKC_Casefold does: compatible, composed, without case and without what is invisible.

    Example:
        >>> fold("ＳＴＲＡＳＳＥ"), fold("Stra\u200bße"), fold("Cafe\u0301") == fold("CAFÉ")
        ('strasse', 'strasse', True)

    References:
        NFKC_Casefold: The Unicode Standard, section 3.13, "Default Caseless Matching".
    """
    visible = text if text.isascii() else _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())


def normal_term(term: str) -> str | None:
    """Fold a hashtag, cashtag or phrase; None where it is no term.

    A hashtag needs something other than digits, a cashtag begins with a letter; blanks within a phrase count as one.

    Example:
        >>> normal_term("#CancelNetflix"), normal_term("＃STRASSE"), normal_term("#straße"), normal_term("#2020"), normal_term("$5")
        ('#cancelnetflix', '#strasse', '#strasse', None, None)
    """
    folded = " ".join(fold(term).split())
    if not folded or len(folded) > _LENGTH_LIMIT:
        return None
    if folded[0] == "#" and (len(folded) == 1 or folded[1:].replace("_", "").isdigit() or not folded[1:].strip("_")):
        return None
    if folded[0] == "$" and not (len(folded) > 1 and folded[1].isalpha()):
        return None
    return folded


def marked_term(marked: str) -> str | None:
    r"""Fold a marked word that still carries the character before its mark; None where that makes it no term.

    Example:
        >>> marked_term("(#Tag"), marked_term("e#part"), marked_term("&#39"), marked_term("#Tag"), marked_term("\ufe0f#Tag")
        ('#tag', None, None, '#tag', '#tag')
    """
    before = marked[0]
    if before in "#＃$":
        return normal_term(marked)
    # An invisible mark, such as the one that asks for a coloured emoji, or one that encloses, belongs to no word.
    within = before.isalnum() or before in "_&/" or (unicodedata.category(before) in {"Mn", "Mc"} and not _INVISIBLE.match(before))
    return None if within else normal_term(marked[1:])  # within a word, a character reference or an address: not a term


def phrase_pattern(phrase: str) -> str:
    r"""Write the expression (RE2) that finds a folded phrase in a folded text, as whole words where its script parts words.

    "cat" is not found in "education"; a phrase whose first or last letter is of a script without blanks (or of Hangul) may stand anywhere, and so may
    one of another script between such letters.

    Args:
        phrase: As `normal_term` gives it.

    Example:
        >>> phrase_pattern("猫"), phrase_pattern("2.0?").endswith("\\?")
        ('猫', True)
        >>> phrase_pattern("always online").replace(_BOUNDARY, "B")
        '(?:^|B)always\\s+online(?:$|B)'
    """
    words = r"\s+".join(map(_literal, phrase.split()))
    before = f"(?:^|{_BOUNDARY})" if _bounded(phrase[:1]) else ""
    after = f"(?:$|{_BOUNDARY})" if _bounded(phrase[-1:]) else ""
    return before + words + after


def _literal(word: str) -> str:
    return re.sub(r"[\\.+*?()|\[\]{}^$]", r"\\\g<0>", word)


def _bounded(end: str) -> bool:
    """Whether a phrase that ends in this character ends with a word."""
    if not end or not (end == "_" or unicodedata.category(end)[0] in "LMN"):
        return False
    return not unicodedata.name(end, "").startswith(_UNSPACED_NAMES)
