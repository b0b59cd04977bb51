"""What figures have to do with each other and with their sentence: ranges, goals, as-of times."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from uproar.extract import numerals
from uproar.extract.dates.find import TimeExpression
from uproar.extract.figures import units
from uproar.extract.figures.figure import Figure
from uproar.extract.sentences import sentences

# Between the two numbers of a range; "from 3 to 4" and "fell 3 to 4" are changes, and "3 and 4" are two figures unless "between" says so.
_RANGE: Final = re.compile(r"[ ]?(?P<dash>[-–—])[ ]?|[ ](?P<word>to|or|and)[ ]")
DASHES: Final = ("-", "–", "—")
_CHANGE: Final = re.compile(
    r"\b(?:from|rose|fell|rise|fall|up|down|grew|dropped|jumped|climbed|increased|decreased|went|plummeted|beat|won|lost)[ ]+$",
    re.IGNORECASE,
)
_STEP: Final = 3
# What the first number of a range can lend to the second: its currency, and that it is an age.
_LENT: Final = frozenset({*units.CURRENCIES.values(), "year"})
_SCALED: Final = re.compile(r"\b(?P<word>thousand|million|billion|trillion)\b|\d[ ]?(?P<suffix>mln|mn|bn|tn|k|m|b)(?!\w)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\bbetween[ ](?:the[ ])?$", re.IGNORECASE)
_GROUPED_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+ thousand\b", re.IGNORECASE)
_PAST_GOAL: Final = 10  # petitions pass their goals; ten times over is more than the digits alone could mean


def ranges(text: str, found: list[Figure], goals: set[int]) -> tuple[list[Figure], set[int]]:
    """Join "3,000 to 4,000 people" and "between $5 and $8" into one figure each; the first number takes the unit of the second."""
    joined: list[Figure] = []
    kept: set[int] = set()
    index = 0
    while index < len(found):
        figure = found[index]
        second = found[index + 1] if index + 1 < len(found) else None
        is_range = second is not None and index + 1 not in goals and _is_range(text, figure, second)
        if second is not None and not is_range and figure.unit == "" and text[figure.span[1] : second.span[0]] in DASHES:
            index += 2  # "2-0": a score counts nothing
            continue
        if second is not None and not is_range and figure.unit == "" and _RANGE.fullmatch(text[figure.span[1] : second.span[0]]):
            figure = replace(figure, unit=second.unit)  # "from 3,000 to 4,000 people"
        if is_range and second is not None:
            span = (figure.span[0], second.span[1])
            values = figure.value, second.value
            if (
                figure.unit in {*_LENT, ""}
                and values[0] * 1000 <= values[1]
                and _SCALED.search(figure.text) is None
                and (scaled := _scale_of(second, values[0])) is not None
            ):
                values = scaled, values[1]
            middle = (values[0] + values[1]) / 2
            unit = figure.unit if _lends(figure, second) else second.unit or figure.unit
            figure = Figure(text[slice(*span)], span, middle, unit, "between", values[0], values[1])
        if index in goals:
            kept.add(len(joined))
        joined.append(figure)
        index += 2 if is_range else 1
    return joined, kept


def _scale_of(second: Figure, first: float) -> float | None:
    """The first number of "3 to 4 million" in the scale of the second, or None where the second has no scale word."""
    written = _SCALED.search(second.text)
    if written is None:
        return None
    scale = (numerals.SCALES | numerals.SUFFIXES)[(written["word"] or written["suffix"]).lower()]
    return first * scale if first * scale < second.value else None


def _lends(first: Figure, second: Figure) -> bool:
    return first.unit in _LENT and second.unit.partition(" ")[0] not in _LENT


def _is_range(text: str, first: Figure, second: Figure) -> bool:
    link = _RANGE.fullmatch(text[first.span[1] : second.span[0]])
    if link is None or not 0 <= first.value < second.value or second.bound != "exact" or first.bound in ("between", "over", "under"):
        return False
    # "$5-10" and "€3-4bn": what a dash joins has one currency.
    lent = _lends(first, second) and (link["dash"] or first.unit == "year")
    if not (lent or first.unit in ("", second.unit) or second.unit.startswith(f"{first.unit} per ")) or "share" in (
        first.unit,
        second.unit,
    ):
        return False
    before = text[max(0, first.span[0] - 16) : first.span[0]]
    # "Rose by $4 to $40" names a step and where it led.
    if before.lower().endswith("by ") and second.value > _STEP * first.value:
        return False
    if link["word"] == "and":
        return bool(_BETWEEN.search(before))
    return not _CHANGE.search(before)


def with_sentence(text: str, found: list[Figure], goals: set[int], dates: Sequence[TimeExpression]) -> list[Figure]:
    """Join to each figure the as-of time and the goal of its own sentence."""
    # Only lines that hold a goal or an as-of time are cut into sentences: a line break always ends one.
    asked = [found[index].span[0] for index in goals] + [date.span[0] for date in dates if date.role == "as_of"]
    if not found or not asked:
        return found
    lines, head, searched = set(), 0, 0
    for place in sorted(asked):
        head = max(head, text.rfind("\n", searched, place) + 1)
        searched = place
        lines.add(head)
    heads = sorted(
        {head + begin for head in lines for begin, _ in sentences(text[head : _line_end(text, head)])}
        | {_line_end(text, head) for head in lines}
        | {0}
    )

    def at(place: int) -> int:
        return bisect_right(heads, place) - 1

    dated: dict[int, list[TimeExpression]] = {}
    for date in dates:
        if date.role == "as_of":
            dated.setdefault(at(date.span[0]), []).append(date)
    of_sentence: dict[int, list[int]] = {}
    for index, figure in enumerate(found):
        of_sentence.setdefault(at(figure.span[0]), []).append(index)
    result = list(found)
    for sentence, members in of_sentence.items():
        as_of = next(iter(dated.get(sentence, [])), None)
        targets = [index for index in members if index in goals]
        for index in members:
            if index in goals:
                continue
            figure = result[index]
            goal = _goal_of(figure, [found[target] for target in targets])
            if goal is not None:
                figure = _beside_goal(figure, goal)
                figure = replace(figure, goal=goal.value, goal_span=goal.span, reason=_against(figure, goal))
            result[index] = replace(figure, as_of=as_of) if as_of is not None else figure
        for index in targets:
            counted = next((found[member].unit for member in members if member not in goals and found[member].unit), "")
            if found[index].unit in ("", "goal", "target", "threshold"):
                result[index] = replace(result[index], unit=counted)
    return result


def _line_end(text: str, head: int) -> int:
    end = text.find("\n", head)
    return len(text) if end < 0 else end


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
