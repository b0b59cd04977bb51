"""Find figures in a text: value, unit, bound, as-of and goal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from uproar.extract import numerals
from uproar.extract.dates.find import TimeExpression
from uproar.extract.dates.firsts import Firsts, Next
from uproar.extract.dates.words import Before
from uproar.extract.figures import units
from uproar.extract.figures.bounds import bound_before, bounding, interval, mishap
from uproar.extract.figures.figure import Figure
from uproar.extract.figures.joins import DASHES, ranges, with_sentence
from uproar.extract.figures.names import NAME_ENDS, NAME_GOES_ON, is_age, is_identifier, is_of_a_name, is_part_of_a_name, is_too_long
from uproar.extract.figures.shares import FRACTIONS, share_at

_AFTER = re.compile(r"\+(?![\w+])|(?=[ -][oOpP])(?i:[ -]plus(?!\w)| or more(?!\w)| or (?P<less>fewer|less)(?!\w)| or (?P<so>so)(?!\w))")
_SCALE: Final = r"(?P<scale>(?:[ \u00a0-](?i:hundred|thousand|million|billion|trillion|dozen)(?!\w))*)"
_DIGITS = re.compile(
    rf"(?P<digits>{numerals.DIGITS})(?P<part>[ ]?[{''.join(FRACTIONS)}]|[ ][1-7]/[2-8](?![\d/]))?"
    rf"(?P<suffix>[ \u00a0]?(?:mln|mn|bn|tn)(?!\w)|[kKmMbB](?![\w'’-]))?{_SCALE}"
)
_WORDS = re.compile(rf"(?P<words>(?i:{numerals.WORDS}))(?!\w){_SCALE}")
_PARTS_AND_SCALES: Final = (
    "half third quarter fourth fifth sixth seventh eighth ninth tenth hundred thousand million billion trillion dozen"
)
# "A" and "an" are frequent and seldom begin a number.
_FIRST_WORDS: Final[dict[str, Next | None]] = {
    word: Next("[ -]", f"and {_PARTS_AND_SCALES}") if word in ("a", "an") else None
    for word in (*numerals.SMALL, "half", "zero")
    if word != "couple"
}
_FIRSTS: Final = Firsts("A-Za-z", _FIRST_WORDS, "[0-9]", "0-9")
_A = re.compile(r"[aA]n?[ -](?:hundred|thousand|million|billion|trillion|dozen)(?!\w)|(?:a|A)[ ]and")
# What stands right before digits that name something instead of counting it: hashtags, handles, versions, ranks, addresses.
_NAMES: Final = "number Number Chapter Section Article Episode Season Flight Route Page Part"
_NAMED = re.compile(rf"(?:[\w#@/\\=_&-]|\b(?:No|no|Nos|p|pp|§)\.\s?|\b(?:{_NAMES.replace(' ', '|')})\s)$")
_NAMING: Final = (
    ". ",
    *(f"{name} " for name in _NAMES.split()),
)  # most numbers stand after a space, where one of these must stand before it
_NEEDS_YEAR: Final = re.compile(r"\b(?:in|since|of|until|by|from)[ ]$", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)(?!\w)|['’]s(?!\w)")
_LIST_NUMBER = re.compile(r"[.)](?=\s)")
_TIME_OR_SCORE = re.compile(r"[:]\d|[-–]\d+-\d|/\d|(?:\s?[ap]\.?m\b)", re.IGNORECASE)
_MINUS: Final = re.compile(r"(?:^|[\s(])[-−–]$|\bminus[ ]$")
_MINUS_ENDS: Final = ("-", "−", "–", "minus ")
# A letter after digits is a scale only with money, a bound, a counted noun, a goal or such a verb: "221B", "4K" and "100m" are none.
_REACHED: Final = re.compile(
    r"\b(?:reach(?:ed|es|ing)?|hits?|drew|attract(?:ed|s)|gained|has|had|(?:st(?:oo|an)ds?|standing|was|is|now) at|to|of)[ ]$"
)
_ACTING: Final = re.compile(r"[ ](?:sign|signed|vote|voted|watch|watched|joined|have|had|are|were)\b")  # only people do
_ANOTHER: Final = re.compile(r"[ ](?:of|to|and|out of)[ ](?:its |the |a )?\d[\d.,]*[kKmMbB](?!\w)")  # "604K of 1M"
_THREE_DECIMALS: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_RANKED: Final = Before(r"\b(?:top|bottom|big|final|no\.?)[ ]$", "top bottom big final no no.")
_POINTED: Final = Before(r"\b(?:the|these|those)[ ](?:other[ ])?$", "the these those other")
_GOES_ON: Final = (" to ", " or ", " most ", " more ", "-")
_GOAL_BEFORE = Before(
    r"(?:goal|target|threshold|aim)(?:s)?(?: \w+)?(?: (?:of|is|was|at|to|being))+ (?:about |around |over |reaching )?$",
    "of is was at to being about around over reaching",
)
_GOAL_AFTER = re.compile(
    r"[- ]+(?=[gtsnp])(?:(?:signatures?|names|signers|people|strong)[- ]+)?(?:goal|target|threshold)(?!\w)", re.IGNORECASE
)
_RATED: Final = re.compile(r"[- ](?:y|s|out)|[ ]?/")  # what ages, ratings and stars begin with
_NOT_ONE = re.compile(r"\s(?:of|another|by one|thing|day|time|way|side|hand|another's|more)(?!\w)", re.IGNORECASE)
_BEFORE_ONE = re.compile(r"\b(?:no|any|every|some|each|the|this|that|which|only|last|first|another|other|new|good|big)\s$", re.IGNORECASE)


def find_figures(text: str, dates: Sequence[TimeExpression] = ()) -> list[Figure]:
    """Find every figure in `text` that counts or measures something, in order.

    Args:
        text: Any text.
        dates: The expressions of time in it; digits inside them are not figures, and "as of" ones date the figures of their sentence.

    Example:
        >>> figure = find_figures("It drew over 604,000 thousand signatures toward its goal of 1 million.")[0]
        >>> figure.value, figure.unit, figure.bound, figure.goal, figure.intended
        (604000000.0, 'signature', 'over', 1000000.0, 604000.0)
    """
    found: list[Figure] = []
    goals: set[int] = set()
    spans = iter([*(date.span for date in dates), (len(text) + 1, len(text) + 1)])
    taken, end = next(spans), 0
    for start, word in _places(text):
        while taken[1] <= start:
            taken = next(spans)
        if start < end or start >= taken[0]:
            continue
        follows = bool(found) and found[-1].span[1] == start - 1 and text[start - 1] in DASHES
        read = _read(text, start, word, follows=follows)
        if read is None:
            continue
        figure, stop = read
        if _GOAL_BEFORE.search(text[max(0, start - 40) : start]) or _GOAL_AFTER.match(text, stop):
            goals.add(len(found))
        found.append(figure)
        end = figure.span[1]
    if not found:
        return found
    return with_sentence(text, *ranges(text, found, goals), dates)


def _places(text: str) -> Iterable[tuple[int, str]]:
    """Where figures can begin, in order, with the word, the first digit or the fraction there."""
    fractions = [] if text.isascii() else [sign for sign in FRACTIONS if sign in text]
    if not fractions:
        return _FIRSTS.places(text)
    signs = re.compile(f"[{''.join(fractions)}]").finditer(text)
    return sorted([(sign.start(), sign[0]) for sign in signs] + [*_FIRSTS.places(text)])


def _read(text: str, start: int, word: str, *, follows: bool) -> tuple[Figure, int] | None:
    """The figure whose number begins at `start`, and where that number ends without its unit; `follows` where a dash joins it to another."""
    match: re.Match[str] | None
    if word[0] <= "9":
        # ".5" and "$.5" begin at their point.
        if text[start - 1 : start] == "." and not text[max(0, start - 2) : start - 1].isalnum():
            start -= 1
        share = _share(text, start)
        if share is not None:
            return share
        match = _DIGITS.match(text, start)
    else:
        if text[start - 1 : start].isalnum() or (word in ("a", "A", "an", "An") and _A.match(text, start) is None):
            return _share(text, start)
        share = _share(text, start)
        if share is not None:
            return share
        match = _WORDS.match(text, start)
    if match is None:
        return None
    figure = _figure(text, match, start, follows=follows)
    return (figure, match.end()) if figure is not None else None


def _share(text: str, start: int) -> tuple[Figure, int] | None:
    """A part of a whole: "a third of the signatures", "one in five"."""
    share = share_at(text, start)
    if share is None:
        return None
    value, end = share
    bound, begin = bound_before(text[max(0, start - 32) : start], start, value)
    low, high = interval(value, 0.01, bound, "share")
    return Figure(text[begin:end], (begin, end), value, "share", bound, low, high), end


def _figure(text: str, match: re.Match[str], number: int, *, follows: bool) -> Figure | None:
    start = number
    before = "" if follows else text[max(0, start - 32) : start]
    money = None
    digits = match["digits"] if match.re is _DIGITS else None
    if digits and (before.endswith(("$", "£", "€", "¥", "₹", "₪", "₩", "₽", "₺")) or before[-1:].isupper() or before[-2:-1].isalpha()):
        money = units.CURRENCY_BEFORE.search(before[-6:])
        if money is not None:
            start -= len(money[0])
            before = text[max(0, start - 32) : start]
    end = match.end()
    negative = _MINUS.search(before) if digits and before.endswith(_MINUS_ENDS) else None
    if negative is not None and text[number - 1 : number] in "-−–":
        start -= 1
    elif not money and not (before.endswith(" ") and not before.endswith(_NAMING)) and _NAMED.search(before):
        return None
    if (text[end : end + 2] in NAME_GOES_ON or before[-3:] in NAME_ENDS) and not money and is_part_of_a_name(before, text, number, end):
        return None
    scale = 1.0
    if match["scale"]:
        for word in match["scale"].lower().replace("-", " ").split():
            scale *= numerals.SCALES[word]
    unit, unit_end = _unit(text, match, money[1] if money else "", end)
    if digits:
        value = numerals.parse_digits(digits)
        suffix = (match["suffix"] or "").strip().lower()
        grain = numerals.grain_of(digits, value)
        if match["part"]:
            value, grain = value + _fraction(match["part"].strip()), 0.1
        if len(suffix) == 1 and not money and not _scaled(text, match, before, unit_end):
            return None
        scale *= numerals.SUFFIXES.get(suffix, 1.0)
        if scale == 1.0 and not money and not units.measure(text, end)[0]:
            if is_age(text, number, end, value):
                unit, unit_end = "year", end
            elif _THREE_DECIMALS.fullmatch(digits) and unit == units.counted_noun(text, end)[0] and (unit or value == int(value)):
                # "2.000 Menschen" groups its thousands; "1.375 people" may do either.
                if not unit or value != int(value):
                    return None
                value, grain = value * 1e3, numerals.trailing_grain(value * 1e3)
        plain = value
        if not suffix and scale == 1.0 and not money and not _counts(text, match, before, value, unit_end):
            return None
    else:
        value = plain = numerals.parse_words(match["words"])
        grain = numerals.trailing_grain(value)
        if scale == 1 and not _word_counts(text, match, before, unit, end):
            return None
    value, grain = value * scale, grain * scale
    if negative is not None:
        value = -value
    end = unit_end
    bound, start = bound_before(before, start, value)
    after = _AFTER.match(text, match.end()) or _AFTER.match(text, end)
    if after is not None and bound == "exact":
        bound = "about" if after["so"] else "up_to" if after["less"] else "at_least"
        end = max(end, after.end())
        if after.start() == match.end() and not unit:
            unit, end = _unit(text, match, "", after.end())
    low, high = interval(value, grain, bound, unit)
    if bound == "over" and text[start:number].rstrip().endswith(("age", "age of")):
        high = None  # "over the age of 18" is no rounding
    low, high = low if low is None else round(low, 9), high if high is None else round(high, 9)
    intended, reason = mishap(text, match, plain, scale)
    return Figure(text[start:end], (start, end), value, unit, bound, low, high, intended=intended, reason=reason)


def _word_counts(text: str, match: re.Match[str], before: str, unit: str, end: int) -> bool:
    """Whether a number in words counts something: not "one of them", nor "the bottom three"."""
    if match["words"].lower() == "one":
        return not (_NOT_ONE.match(text, end) or _BEFORE_ONE.search(before) or not text[end : end + 2].strip(" .,;:!?)’'”\"") or not unit)
    # "The two spoke", "those three": who they are was said before.
    return bool(unit or not (_RANKED.search(before) or (_POINTED.search(before) and not text.startswith(_GOES_ON, end))))


def _counts(text: str, match: re.Match[str], before: str, value: float, unit_end: int) -> bool:
    """Whether bare digits count something: not an ordinal, a time, a score, a list number, a name or a year."""
    end = match.end()
    if is_identifier(text, match.start("digits"), end):
        return False
    measured = unit_end > end and bool(units.measure(text, end)[0])
    if measured and not (len(match["digits"]) == 4 and match["digits"].isdigit() and _NEEDS_YEAR.search(before)):
        return True
    noun = text[end:unit_end].rpartition(" ")[2]
    plural = units.singular(noun) != noun.lower()
    if is_too_long(match["digits"]) and not plural:
        return False
    bare = value < 10_000 and "," not in match["digits"]
    if bare and bounding(before) is None:
        named, capital = is_of_a_name(before, match["digits"]), text[end + 1 : end + 2].isupper()
        if (named and capital) or (not plural and (named or ((_RANKED.search(before) or capital) and "." not in match["digits"]))):
            return bool(units.OUT_OF.match(text, end))
    if _ORDINAL.match(text, end) or (_TIME_OR_SCORE.match(text, end) and not units.OUT_OF.match(text, end)):
        return False
    line_head = not before.strip(" \t(") or before.rstrip(" \t(").endswith("\n")
    if line_head and _LIST_NUMBER.match(text, end) and value < 100:
        return False
    if before.endswith((":", ".")) and before[-2:-1].isdigit():
        return False
    if text[end : end + 1].isalpha() and text[end : end + 1] not in "xX":
        return False
    if len(match["digits"]) == 4 and 1900 <= value <= 2100 and "," not in match["digits"]:
        # Four bare digits are a year, unless a bound or a plural noun makes them a count.
        noun, stop = units.counted_noun(text, end)
        return bool(bounding(before) or (noun and noun != text[end:stop].strip().lower()))
    return True


def _fraction(text: str) -> float:
    part, _, whole = text.partition("/")
    return FRACTIONS[text] if text in FRACTIONS else int(part) / int(whole)


def _scaled(text: str, match: re.Match[str], before: str, unit_end: int) -> bool:
    """Whether a letter glued to digits is a scale: with a bound, a measure, a counted noun, a goal or a verb of reaching."""
    end = match.end()
    noun = text[end:unit_end].rpartition(" ")[2]
    return bool(
        (noun and noun == noun.lower() and units.singular(noun) != noun)
        or bounding(before)
        or _AFTER.match(text, end)
        or _REACHED.search(before)
        or _ANOTHER.match(text, end)
        or _GOAL_BEFORE.search(before)
        or _GOAL_AFTER.match(text, end)
        or noun in ("kroner", "kronor")
        or _ACTING.match(text, end)
        or units.measure(text, end)[0]
    )


def _unit(text: str, match: re.Match[str], money: str, end: int) -> tuple[str, int]:
    if money:
        return units.per(units.CURRENCIES[money], text, end)
    if _RATED.match(text, end) is not None:
        age = units.AGE.match(text, end)
        if age is not None:
            return "year", age.end()
        rating = units.OUT_OF.match(text, end)
        if rating is not None:
            return f"out of {units.SIZES.get(rating[1], 0) or int(rating[1])}", rating.end()
        stars = units.STARS.match(text, end)
        if stars is not None:
            return (f"out of {units.SIZES.get(stars[1], 0) or int(stars[1])}" if stars[1] else "star"), stars.end()
    unit, stop = units.measure(text, end)
    if unit:
        return unit, stop
    one = match.re is _WORDS and match["words"].lower() == "one" and not match["scale"]
    return units.counted_noun(text, end, one=one)
