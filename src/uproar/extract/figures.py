"""Find figures in a text: value, unit, bound, as-of and goal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from uproar.extract import numerals, units
from uproar.extract.dates import TimeExpression
from uproar.extract.figure import Figure
from uproar.extract.figure_joins import DASHES, ranges, with_sentence

# Words before a figure that bound it. A verb bounds only what can be passed: a count of 1,000 or more.
_BEFORE: Final = (
    ("nearly", r"nearly|almost|close to|just under|just shy of|shy of|approaching|just short of|not quite|just below|nearing|virtually"),
    ("at_least", r"at least|no fewer than|no less than|not less than|a minimum of|minimum"),
    ("up_to", r"up to|as many as|as much as|at most|no more than|not more than|a maximum of|maximum|no greater than"),
    ("over", r"(?:well |just |slightly |a little )?(?:over|more than|above)|north of|upwards? of|in excess of|greater than|better than"),
    ("under", r"(?:well )?(?:under|less than|fewer than|below|lower than)|south of"),
    (
        "about",
        r"about|around|roughly|approximately|some|circa|an estimated|estimated|somewhere around|in the region of|or so|~|≈|approx\.?",
    ),
)
_VERBS: Final = (
    r"topp(?:ed|ing)|tops?|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|pass(?:es|ed|ing)|cross(?:es|ed|ing)|beyond|past|eclips(?:es|ed|ing)"
)
_BOUND = re.compile(
    r"(?:(?<![\w-])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BEFORE) + rf"|(?P<verb>{_VERBS}))"
    r"(?: (?:the|a|an|its|another))?\s)$|(?P<tilde>[~≈>]\s?)$",
    re.IGNORECASE,
)  # fmt: skip
_AFTER = re.compile(r"\+(?![\w+])|[ -](?:plus)(?!\w)| or more(?!\w)| or (?P<less>fewer|less)(?!\w)| or (?P<so>so)(?!\w)", re.IGNORECASE)
_SCALE: Final = r"(?P<scale>(?:[ \u00a0-](?i:hundred|thousand|million|billion|trillion|dozen)(?!\w))*)"
_DIGITS = re.compile(rf"(?P<digits>{numerals.DIGITS})(?P<suffix>[ \u00a0]?(?:mln|mn|bn|tn)(?!\w)|[kKmMbB](?![\w'’-]))?{_SCALE}")
_WORDS = re.compile(rf"(?P<words>(?i:{numerals.WORDS}))(?!\w){_SCALE}")
# "A" and "an" are frequent and seldom begin a number.
_A = re.compile(r"[aA]n?[ -](?:hundred|thousand|million|billion|trillion|dozen)(?!\w)|(?:a|A)[ ]and")
_SHARES: Final = {"half": 2.0, "third": 3.0, "quarter": 4.0, "fourth": 4.0, "fifth": 5.0, "tenth": 10.0}
_SHARE = re.compile(
    r"(?i:(?:(?P<n>an?|one|two|three|four|nine)[ -])?(?P<part>half|thirds?|quarters?|fourths?|fifths?|tenths?))"
    r"(?=[ ](?:of|the)(?!\w))(?![ ]of[ ]the[ ](?:\d{4}|year|month)\b)"
)
_FIRST_WORDS: Final = frozenset(
    written for word in (*numerals.SMALL, "half", "zero") for written in (word, word.capitalize(), word.upper()) if word != "couple"
)
_TOKEN: Final = re.compile(r"[A-Za-z]+|[0-9]+")
# What stands right before digits that name something instead of counting it: hashtags, handles, versions, ranks, addresses.
_NAMED = re.compile(
    r"(?:[\w#@/\\=_&-]|\b(?:No|no|Nos|p|pp|§)\.\s?|\b(?:number|Number|Chapter|Section|Article|Episode|Season|Flight|Route|Page|Part)\s)$"
)
_NEEDS_YEAR: Final = re.compile(r"\b(?:in|since|of|until|by|from)[ ]$", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)(?!\w)|['’]s(?!\w)")
_LIST_NUMBER = re.compile(r"[.)](?=\s)")
_TIME_OR_SCORE = re.compile(r"[:]\d|[-–]\d+-\d|/\d|(?:\s?[ap]\.?m\b)", re.IGNORECASE)
_MINUS: Final = re.compile(r"(?:^|[\s(])[-−–]$|\bminus[ ]$")
# "iPhone 11", "Fortune 100", "Boeing 787": a number that belongs to the name before it; a word at a sentence's head may have its capital from there.
_NAME_BEFORE: Final = re.compile(r"(?<![.!?:;”\"\n])[ ](?:[A-Z][\w&’'-]*|[a-z][A-Z]\w+)[ ]$")
_RANKED: Final = re.compile(r"\b(?:top|bottom|big|final|No\.?)[ ]$", re.IGNORECASE)
_GOAL_BEFORE = re.compile(
    r"(?:goal|target|threshold|aim)(?:s)?(?: \w+)?(?: (?:of|is|was|at|to|being))+ (?:about |around |over |reaching )?$", re.IGNORECASE
)
_GOAL_AFTER = re.compile(r"(?:[- ]+(?:signatures?|names|signers|people|strong))?[- ]+(?:goal|target|threshold)(?!\w)", re.IGNORECASE)
_NOT_ONE = re.compile(r"\s(?:of|another|by one|thing|day|time|way|side|hand|another's|more)(?!\w)", re.IGNORECASE)
_BEFORE_ONE = re.compile(r"\b(?:no|any|every|some|each|the|this|that|which|only|last|first|another|new|good|big)\s$", re.IGNORECASE)
_DOUBLED: Final = {1e3: 1e3, 1e6: 1e6, 1e9: 1e9}
# Rounding: an exact count of 1,000 or more is read to half a unit of its last significant digit, but to no more than 5% ("50,000"
# is 47,500 to 52,500); "about" and "nearly" to half a unit and no more than 10%; "over" ends one unit above.
_EXACT_SHARE, _ABOUT_SHARE, _ROUNDED_FROM = 0.05, 0.10, 1_000


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
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word not in _FIRST_WORDS and word[0] > "9":
            continue
        start = token.start()
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


def _read(text: str, start: int, word: str, *, follows: bool) -> tuple[Figure, int] | None:
    """The figure whose number begins at `start`, and where that number ends without its unit; `follows` where a dash joins it to another."""
    match: re.Match[str] | None
    if word[0] <= "9":
        # ".5" and "$.5" begin at their point.
        if text[start - 1 : start] == "." and not text[max(0, start - 2) : start - 1].isalnum():
            start -= 1
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
    """A part of a whole in words: "a third of the signatures", "two thirds of voters", "half the players"."""
    match = _SHARE.match(text, start) if not text[start - 1 : start].isalnum() else None
    if match is None or (match["n"] is None and match["part"].lower() != "half") or text[start - 1 : start] == "-":
        return None
    if match["part"].lower() != "half" and text[match.end() : match.end() + 4].lower() == " the":
        return None  # "a third the size"
    value = (numerals.parse_words(match["n"]) if match["n"] else 1.0) / _SHARES[match["part"].lower().removesuffix("s")]
    bound, begin = _bound(text[max(0, start - 32) : start], start, value)
    low, high = _interval(value, 0.01, bound, "share")
    return Figure(text[begin : match.end()], (begin, match.end()), value, "share", bound, low, high), match.end()


def _figure(text: str, match: re.Match[str], number: int, *, follows: bool) -> Figure | None:
    start = number
    before = "" if follows else text[max(0, start - 32) : start]
    money = None
    digits = match.groupdict().get("digits")
    if digits and (before.endswith(("$", "£", "€", "¥", "₹", "₪", "₩", "₽", "₺")) or before[-1:].isupper() or before[-2:-1].isalpha()):
        money = units.CURRENCY_BEFORE.search(before[-6:])
        if money is not None:
            start -= len(money[0])
            before = text[max(0, start - 32) : start]
    end = match.end()
    negative = _MINUS.search(before) if digits else None
    if negative is not None and text[number - 1 : number] in "-−–":
        start -= 1
    elif _NAMED.search(before) and not money:
        return None
    scale = 1.0
    for word in match["scale"].lower().replace("-", " ").split():
        scale *= numerals.SCALES[word]
    unit, unit_end = _unit(text, match, money[1] if money else "", end)
    if digits:
        value = numerals.parse_digits(digits)
        suffix = (match["suffix"] or "").strip().lower()
        plain, grain = value, numerals.grain_of(digits, value)
        scale *= numerals.SUFFIXES.get(suffix, 1.0)
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
    bound, start = _bound(before, start, value)
    after = _AFTER.match(text, match.end()) or _AFTER.match(text, end)
    if after is not None and bound == "exact":
        bound = "about" if after["so"] else "up_to" if after["less"] else "at_least"
        end = max(end, after.end())
        if after.start() == match.end() and not unit:
            unit, end = _unit(text, match, "", after.end())
    low, high = (limit if limit is None else round(limit, 9) for limit in _interval(value, grain, bound, unit))
    intended, reason = _mishap(text, match, plain, scale)
    return Figure(text[start:end], (start, end), value, unit, bound, low, high, intended=intended, reason=reason)


def _word_counts(text: str, match: re.Match[str], before: str, unit: str, end: int) -> bool:
    """Whether a number in words counts something: not "one of them", nor "the bottom three"."""
    if match["words"].lower() == "one":
        return not (_NOT_ONE.match(text, end) or _BEFORE_ONE.search(before) or not text[end : end + 2].strip(" .,;:!?)’'”\"") or not unit)
    return bool(unit or not _RANKED.search(before))


def _counts(text: str, match: re.Match[str], before: str, value: float, unit_end: int) -> bool:
    """Whether bare digits count something: not an ordinal, a time, a score, a list number, a name or a year."""
    end = match.end()
    measured = unit_end > end and bool(units.measure(text, end)[0])
    if measured and not (len(match["digits"]) == 4 and match["digits"].isdigit() and _NEEDS_YEAR.search(before)):
        return True
    bare = value < 10_000 and "," not in match["digits"]
    if bare and _BOUND.search(before) is None:
        noun = text[end:unit_end].rpartition(" ")[2]
        plural = units.singular(noun) != noun.lower()
        named = _NAME_BEFORE.search(before) and text[end + 1 : end + 2].isupper()
        if named or (
            not plural
            and (_NAME_BEFORE.search(before) or _RANKED.search(before) or text[end + 1 : end + 2].isupper())
            and "." not in match["digits"]
        ):
            return bool(units.OUT_OF.match(text, end))
    if _ORDINAL.match(text, end) or (_TIME_OR_SCORE.match(text, end) and not units.OUT_OF.match(text, end)):
        return False
    line_head = not before.strip(" \t(") or before.rstrip(" \t(").endswith("\n")
    if line_head and _LIST_NUMBER.match(text, end) and value < 100:
        return False
    if re.search(r"[:.]$", before) and before[-2:-1].isdigit():
        return False
    if text[end : end + 1].isalpha() and text[end : end + 1] not in "xX":
        return False
    if len(match["digits"]) == 4 and 1900 <= value <= 2100 and "," not in match["digits"]:
        # Four bare digits are a year, unless a bound or a plural noun makes them a count.
        noun, stop = units.counted_noun(text, end)
        return bool(_BOUND.search(before) or (noun and noun != text[end:stop].strip().lower()))
    return True


def _unit(text: str, match: re.Match[str], money: str, end: int) -> tuple[str, int]:
    if money:
        return units.per(units.CURRENCIES[money], text, end)
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
    one = match.groupdict().get("words")
    return units.counted_noun(text, end, one=one is not None and one.lower() == "one" and not match["scale"])


def _bound(before: str, start: int, value: float) -> tuple[str, int]:
    match = _BOUND.search(before)
    if match is None:
        return "exact", start
    where = start - (len(before) - match.start())
    if match["tilde"]:
        return ("over" if match["tilde"].startswith(">") else "about"), where
    if match["verb"]:
        return ("over", start) if value >= _ROUNDED_FROM else ("exact", start)
    return next(name for name, _ in _BEFORE if match[name]), where


def _interval(value: float, grain: float, bound: str, unit: str) -> tuple[float | None, float | None]:
    """The values that the words allow; the rule stands above `find_figures`."""
    if bound == "over":
        return value, value + grain
    if bound == "at_least":
        return value, None
    if bound == "up_to":
        return None, value
    if bound == "under":
        return None, value
    loose = min(grain / 2, abs(value) * _ABOUT_SHARE)
    if bound == "about":
        return value - loose, value + loose
    if bound == "nearly":
        return value - loose, value
    fraction = grain < 1
    if fraction or unit in ("percent", "point") or unit.startswith("out of"):
        half = min(grain, 1.0) / 2 if fraction or value != round(value) or unit == "percent" else 0.0
        return value - half, value + half
    if value < _ROUNDED_FROM:
        return value, value
    half = min(grain / 2, value * _EXACT_SHARE) if grain > 1 else 0.0
    return value - half, value + half


def _mishap(text: str, match: re.Match[str], plain: float, scale: float) -> tuple[float | None, str]:
    """A scale word that says again what the digits say already: "604,000 thousand"."""
    step = _DOUBLED.get(scale)
    if step is None or not match.groupdict().get("digits") or match["suffix"] or plain < step or plain % step:
        return None, ""
    # "2,000 million" is how some count billions; a grouped thousand of thousands is not how anybody counts.
    if step > 1e3 and plain < 1e6:
        return None, ""
    words = text[match.start("digits") : match.end()]
    return (
        plain,
        f'"{words}" says the {match["scale"].strip()} twice: as written it is {plain * scale:,.0f}, likeliest meant is {plain:,.0f}',
    )
