"""Find figures in a text: value, unit, bound, as-of and goal."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from uproar.extract import numerals, units
from uproar.extract.dates import TimeExpression
from uproar.extract.sentences import sentences


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        text: The figure as it stands ("over 604,000 thousand signatures").
        span: Start and end in the text, in characters.
        value: The number it states, scale words applied (604,000 thousand is 604,000,000).
        unit: The counted noun or unit in the singular, lower case ("signature", "percent", "USD", "point"), or "".
        bound: "exact", "over", "at_least", "under", "up_to", "about" or "nearly".
        low, high: The interval that the words allow (rounding and bound applied); None where open.
        as_of: The time it is said to hold for, where the sentence gives one.
        goal: The goal the same sentence sets beside it ("toward its goal of 1 million" -> 1,000,000), or None.
        goal_span: Where the goal stands.
        intended: A likelier reading where the words as written cannot be meant (604,000), or None.
        reason: Why `intended` differs from `value`; empty otherwise.
    """

    text: str
    span: tuple[int, int]
    value: float
    unit: str = ""
    bound: str = "exact"
    low: float | None = None
    high: float | None = None
    as_of: TimeExpression | None = None
    goal: float | None = None
    goal_span: tuple[int, int] | None = None
    intended: float | None = None
    reason: str = ""


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
_NUMBER = re.compile(
    rf"(?P<cur>(?:US|A|C)?\$|[£€¥₹])?[ ]?(?:(?P<digits>{numerals.DIGITS})(?P<suffix>[ ]?(?:mln|mn|bn|tn)(?!\w)|[kKmMbB](?![\w'’-]))?"
    rf"|(?<![\w])(?P<words>(?i:{numerals.WORDS}))(?![\w]))(?P<scale>(?:[ -](?i:hundred|thousand|million|billion|trillion|dozen)(?!\w))*)"
)
# What stands right before digits that name something instead of counting it: hashtags, handles, versions, ranks, addresses.
_NAMED = re.compile(
    r"(?:[\w#@/\\=_&-]|\b(?:No|no|Nos|p|pp|§)\.\s?|\b(?:number|Number|Chapter|Section|Article|Episode|Season|Flight|Route|Page|Part)\s)$"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)(?!\w)|['’]s(?!\w)")
_LIST_NUMBER = re.compile(r"[.)](?=\s)")
_TIME_OR_SCORE = re.compile(r"[:]\d|[-–]\d+-\d|/\d|(?:\s?[ap]\.?m\b)", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:to|and|or|[-–—])\s?$")
_GOAL_BEFORE = re.compile(
    r"(?:goal|target|threshold|aim)(?:s)?(?: \w+)?(?: (?:of|is|was|at|to|being))+ (?:about |around |over |reaching )?$", re.IGNORECASE
)
_GOAL_AFTER = re.compile(r"(?:[- ]+(?:signatures?|names|signers|people|strong))?[- ]+(?:goal|target|threshold)(?!\w)", re.IGNORECASE)
_NOT_ONE = re.compile(r"\s(?:of|another|by one|thing|day|time|way|side|hand|another's|more)(?!\w)", re.IGNORECASE)
_BEFORE_ONE = re.compile(r"\b(?:no|any|every|some|each|the|this|that|which|only|last|first|another|new|good|big)\s$", re.IGNORECASE)
_GROUPED_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+ thousand\b", re.IGNORECASE)
_PAST_GOAL: Final = 10  # petitions pass their goals; ten times over is more than the digits alone could mean
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
    taken = [date.span for date in dates]
    starts = [span[0] for span in taken]
    found: list[Figure] = []
    goals: set[int] = set()
    for match in _NUMBER.finditer(text):
        number = match.start("digits") if match["digits"] else match.start("words")
        index = bisect_right(starts, number) - 1
        if (index >= 0 and number < taken[index][1]) or (found and number < found[-1].span[1]):
            continue
        figure = _figure(text, match, number)
        if figure is None:
            continue
        if _GOAL_BEFORE.search(text[max(0, number - 40) : number]) or _GOAL_AFTER.match(text, match.end()):
            goals.add(len(found))
        found.append(figure)
    _borrow_units(text, found)
    return _with_sentence(text, found, goals, dates)


def _figure(text: str, match: re.Match[str], number: int) -> Figure | None:
    start = match.start("cur") if match["cur"] else number
    before = text[max(0, start - 32) : start]
    end = match.end()
    if _NAMED.search(before) and not match["cur"]:
        return None
    scale = 1.0
    for word in match["scale"].lower().replace("-", " ").split():
        scale *= numerals.SCALES[word]
    if match["digits"]:
        value = numerals.parse_digits(match["digits"])
        suffix = (match["suffix"] or "").strip().lower()
        plain, grain = value, numerals.grain_of(match["digits"], value)
        scale *= numerals.SUFFIXES.get(suffix, 1.0)
        if not suffix and scale == 1.0 and not match["cur"] and not _counts(text, match, before, value):
            return None
    else:
        value = plain = numerals.parse_words(match["words"])
        grain = numerals.trailing_grain(value)
        words = match["words"].lower()
        if (
            words == "one"
            and scale == 1
            and (_NOT_ONE.match(text, end) or _BEFORE_ONE.search(before) or not text[end : end + 2].strip(" .,;:!?)’'”\""))
        ):
            return None
    value, grain = value * scale, grain * scale
    unit, end = _unit(text, match, end)
    bound, start = _bound(before, start, value)
    after = _AFTER.match(text, match.end()) or _AFTER.match(text, end)
    if after is not None and bound == "exact":
        bound = "about" if after["so"] else "up_to" if after["less"] else "at_least"
        end = max(end, after.end())
        if after.start() == match.end() and not unit:
            unit, end = _unit(text, match, after.end())
    low, high = (limit if limit is None else round(limit, 9) for limit in _interval(value, grain, bound, unit))
    intended, reason = _mishap(text, match, plain, scale)
    return Figure(text[start:end], (start, end), value, unit, bound, low, high, intended=intended, reason=reason)


def _counts(text: str, match: re.Match[str], before: str, value: float) -> bool:
    """Whether bare digits count something: not an ordinal, a time, a score, a list number or a year."""
    end = match.end()
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
        return bool(units.UNIT.match(text, end) or _BOUND.search(before) or (noun and noun != text[end:stop].strip().lower()))
    return True


def _unit(text: str, match: re.Match[str], end: int) -> tuple[str, int]:
    if match["cur"]:
        return units.CURRENCIES[match["cur"]], end
    plain = units.UNIT.match(text, end)
    if plain is not None:
        word = plain[0].strip(" -\u00a0\n\t")
        return units.UNIT_WORDS.get(word, units.UNIT_WORDS.get(word.replace("US ", "")) or "USD"), plain.end()
    age = units.AGE.match(text, end)
    if age is not None:
        return "year", age.end()
    rating = units.OUT_OF.match(text, end)
    if rating is not None:
        return f"out of {units.SIZES.get(rating[1], 0) or int(rating[1])}", rating.end()
    stars = units.STARS.match(text, end)
    if stars is not None:
        return (f"out of {units.SIZES.get(stars[1], 0) or int(stars[1])}" if stars[1] else "star"), stars.end()
    return units.counted_noun(text, end)


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
    if step is None or not match["digits"] or match["suffix"] or plain < step or plain % step:
        return None, ""
    # "2,000 million" is how some count billions; a grouped thousand of thousands is not how anybody counts.
    if step > 1e3 and plain < 1e6:
        return None, ""
    words = text[match.start("digits") : match.end()]
    return (
        plain,
        f'"{words}" says the {match["scale"].strip()} twice: as written it is {plain * scale:,.0f}, likeliest meant is {plain:,.0f}',
    )


def _borrow_units(text: str, found: list[Figure]) -> None:
    """Give the first number of "3,000 to 4,000 people" the noun of the second."""
    for index in range(len(found) - 1):
        first, second = found[index], found[index + 1]
        if not second.unit or second.span[0] - first.span[1] > 8:
            continue
        if first.unit == "" and _RANGE.fullmatch(text[first.span[1] : second.span[0]]):
            found[index] = replace(first, unit=second.unit)


def _with_sentence(text: str, found: list[Figure], goals: set[int], dates: Sequence[TimeExpression]) -> list[Figure]:
    """Join to each figure the as-of time and the goal of its own sentence."""
    if not found:
        return found
    spans = sentences(text)
    heads = [span[0] for span in spans]

    def at(place: int) -> int:
        return max(0, bisect_right(heads, place) - 1)

    dated: dict[int, list[TimeExpression]] = {}
    for date in dates:
        dated.setdefault(at(date.span[0]), []).append(date)
    of_sentence: dict[int, list[int]] = {}
    for index, figure in enumerate(found):
        of_sentence.setdefault(at(figure.span[0]), []).append(index)
    result = list(found)
    for sentence, members in of_sentence.items():
        times = dated.get(sentence, [])
        as_of = next((time for time in times if time.role == "as_of"), None)
        targets = [index for index in members if index in goals]
        for index in members:
            if index in goals:
                continue
            figure = result[index]
            goal = _goal_of(figure, [found[target] for target in targets])
            if goal is not None:
                figure = _beside_goal(figure, goal)
                figure = replace(figure, goal=goal.value, goal_span=goal.span, reason=_against(figure, goal))
            result[index] = replace(figure, as_of=as_of)
        for index in targets:
            counted = next((found[member].unit for member in members if member not in goals and found[member].unit), "")
            if found[index].unit in ("", "goal", "target", "threshold"):
                result[index] = replace(result[index], unit=counted)
    return result


def _goal_of(figure: Figure, goals: list[Figure]) -> Figure | None:
    """The goal nearest after a count, else nearest before it; only a count has one."""
    if figure.unit in ("percent", "point", "year") or figure.unit.startswith("out of") or not goals:
        return None
    places = [goal.span[0] for goal in goals]
    index = bisect_left(places, figure.span[1])
    return goals[index] if index < len(goals) else goals[-1]


def _beside_goal(figure: Figure, goal: Figure) -> Figure:
    """Read "61,300 thousand" as a mishap also where it is no round number of thousands, if only the digits alone fit the goal beside them."""
    grouped = _GROUPED_THOUSANDS.search(figure.text)
    plain = figure.value / 1000
    if figure.intended is not None or grouped is None or figure.value <= goal.value or plain > _PAST_GOAL * goal.value:
        return figure
    reason = f'"{grouped[0]}" says the thousand twice: as written it is {figure.value:,.0f}, likeliest meant is {plain:,.0f}'
    return replace(figure, intended=plain, reason=reason)


def _against(figure: Figure, goal: Figure) -> str:
    if figure.intended is None or figure.value <= goal.value:
        return figure.reason
    return f"{figure.reason}; {figure.value:,.0f} stands against a goal of {goal.value:,.0f}"
