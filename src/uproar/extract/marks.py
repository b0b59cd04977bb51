"""Find quotation marks in a text and pair them, mending what is missing.

The unit is the paragraph: newspapers close a quotation in the paragraph that opened it, or open it again in the next. Every pass is
linear in the text (a megabyte of nothing but quotations, without a paragraph, takes seconds).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from uproar.extract.cues import CUES, ELISIONS

Marks = Literal["paired", "opening_missing", "closing_missing"]

_OPENS: Final = "“‟„「『＂"
_CLOSES: Final = "”」』"
_DOUBLE: Final = re.compile('[“”‟„«»「」『』"″＂]|``')
_DOUBLE_TYPED: Final = re.compile("[“”‟„«»「」『』\"″＂]|``|''")
_SINGLE: Final = re.compile("(?<!['‘’`])['‘’‚‹›`](?!['‘’`])")
_LINE: Final = re.compile(r"[^\n\r\u2028\u2029]+")
_BLOCK: Final = re.compile(r"[^\n\r\u2028\u2029]+(?:(?:\r\n|\n|\r)[ \t]*[^\s][^\n\r\u2028\u2029]*)*")
_WORD: Final = re.compile(r"\w*")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-z])")
# "…, Smith said" or "…, said Smith": where a quotation that was never closed gives way to the writer's own words.
_GIVES_WAY: Final = re.compile(r"[,!?.]\s+(?:(?:[A-Z][\w.’'-]*\s+){1,3}|he\s+|she\s+|they\s+|the\s+\w+\s+)?([a-z]+)\b")
# "Smith said, " or "told X: " : where a quotation whose opening mark is lost is likely to begin.
_LEADS_IN: Final = re.compile(r"\b([a-z]+)\b[^,:.!?]{0,60}?(?:[,:]|\bthat)\s+")
# A lost opening is looked for at most so far back, in characters: about the longest paragraph that news prints.
REACH: Final = 3000


@dataclass(frozen=True, slots=True)
class Segment:
    """One marked stretch of text.

    Attributes:
        start, end: What stands between the marks.
        outer_start, outer_end: The same with its marks.
        paragraph: Start and end of the paragraph it stands in.
        marks: Whether both marks are there.
        continued: The paragraph before left its quotation open, so that this one goes on with it.
        single: It stands in single marks.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: tuple[int, int]
    marks: Marks = "paired"
    continued: bool = False
    single: bool = False


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Spans of the paragraphs: lines, or blocks between blank lines where the text is wrapped by hand.

    Example:
        >>> paragraphs("One.\n\nTwo.")
        [(0, 4), (6, 10)]
    """
    lines = [found.span() for found in _LINE.finditer(text) if not found.group().isspace()]
    # Wrapped by hand: short lines, most of which follow another without a blank line between.
    if len(lines) > 3 and max(end - start for start, end in lines) <= 120:
        joined = sum(1 for (_, end), (start, _) in pairwise(lines) if start - end <= 2 and text.count("\n", end, start) <= 1)
        if joined * 2 > len(lines):
            return [found.span() for found in _BLOCK.finditer(text) if not found.group().isspace()]
    return lines


def segments(text: str, paras: list[tuple[int, int]], *, typed: bool = False) -> list[Segment]:
    """All quotations of a text by their marks, in order.

    Args:
        text: The text.
        paras: Its paragraphs.
        typed: Whether two apostrophes in a row are a quotation mark, as in old wire archives.

    Example:
        >>> text = "Best film ever,” she said."
        >>> [(text[s.start : s.end], s.marks) for s in segments(text, paragraphs(text))]
        [('Best film ever,', 'opening_missing')]
    """
    found: list[Segment] = []
    left_open = False
    reversed_guillemets = _guillemets_point_inwards(text)
    for number, para in enumerate(paras):
        following = text[paras[number + 1][0] : paras[number + 1][0] + 8].lstrip() if number + 1 < len(paras) else ""
        doubles = list(_doubles(text, para, following, inwards=reversed_guillemets, left_open=left_open, typed=typed))
        left_open = bool(doubles) and doubles[-1].outer_end == doubles[-1].end and doubles[-1].marks == "paired"
        found.extend(_with_singles(text, para, doubles))
    return found


def _guillemets_point_inwards(text: str) -> bool:
    first_left, first_right = text.find("«"), text.find("»")
    return first_right >= 0 and (first_left < 0 or first_right < first_left)


def _direction(text: str, para: tuple[int, int], at: int, end: int, *, inwards: bool) -> str:
    """Whether the mark opens ("O"), closes ("C"), or could do either ("?")."""
    mark = text[at:end]
    before = text[at - 1] if at > para[0] else " "
    after = text[end] if end < para[1] else " "
    space_before = before.isspace() or before in "([{—–-/"
    space_after = after.isspace() or after in ")]},.;:!?—–-/"
    if mark in "«»":
        return "O" if (mark == "«") != inwards else "C"
    if mark == "``" or (len(mark) == 1 and mark in _OPENS):
        # A wrong glyph is told by its neighbours: “so“ closes with an opening mark.
        return "C" if mark == "“" and not space_before and space_after else "O"
    if len(mark) == 1 and mark in _CLOSES:
        return "O" if mark == "”" and space_before and not space_after else "C"
    if space_before and not space_after:
        return "O"
    if space_after and not space_before:
        return "C"
    return "?"


def _doubles(text: str, para: tuple[int, int], following: str, *, inwards: bool, left_open: bool, typed: bool) -> Iterator[Segment]:
    marks = [(m.start(), m.end()) for m in (_DOUBLE_TYPED if typed else _DOUBLE).finditer(text, *para)]
    kinds = [_direction(text, para, *mark, inwards=inwards) for mark in marks]
    opened: tuple[int, int] | None = None
    depth, floor = 0, para[0]
    head = para[1] - len(text[slice(*para)].lstrip())
    closes_ahead = kinds.count("C") + kinds.count("?")
    opens_ahead = kinds.count("O")
    for (at, end), kind in zip(marks, kinds, strict=True):
        opens_ahead -= kind == "O"
        closes_ahead -= kind != "O"
        if kind == "O" or (kind == "?" and opened is None):
            if opened is None:
                opened, depth = (at, end), 0
            elif text[at] in '"″' and text[opened[0]] in '"″':
                # Straight marks cannot nest: the one before was never closed.
                stop = _gives_way(text, opened[1], at)
                yield Segment(opened[1], stop, opened[0], stop, para, "closing_missing")
                opened, depth = (at, end), 0
            elif closes_ahead > opens_ahead + depth:
                depth += 1
            elif closes_ahead:
                stop = _gives_way(text, opened[1], at)
                yield Segment(opened[1], stop, opened[0], stop, para, "closing_missing")
                opened, depth = (at, end), 0
        elif opened is not None:
            if depth:
                depth -= 1
                continue
            continued = left_open and opened[0] == head
            yield Segment(opened[1], at, opened[0], end, para, "paired", continued)
            opened, floor = None, end
        elif not _is_inch(text, at) and end - floor > 2:
            start = _lost_opening(text, floor, at, para[0])
            if start < at:
                yield Segment(start, at, start, end, para, "opening_missing", left_open and start == para[0])
                floor = end
    if opened is not None and opened[1] < para[1]:
        goes_on = following[:1] in {"“", '"', "‟", "«", "”"} or following[:2] == "``"
        stop = _trimmed(text, opened[1], para[1]) if goes_on else _gives_way(text, opened[1], para[1])
        if stop > opened[1]:
            continued = left_open and opened[0] == head
            yield Segment(opened[1], stop, opened[0], stop, para, "paired" if goes_on else "closing_missing", continued)


def _is_inch(text: str, at: int) -> bool:
    return text[at : at + 1] in {'"', "″"} and text[max(at - 1, 0) : at].isdigit()


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _gives_way(text: str, start: int, end: int) -> int:
    """Where a quotation that was never closed ends: before "…, Smith said", else at the end."""
    for found in _GIVES_WAY.finditer(text, start, min(end, start + REACH)):
        if CUES.get(found[1]) == "say":
            return found.start() + 1
    return _trimmed(text, start, end)


def _lost_opening(text: str, floor: int, close: int, para_start: int) -> int:
    """Where a quotation whose opening mark is missing began."""
    floor = max(floor, close - REACH)
    lead = None
    for found in _LEADS_IN.finditer(text, floor, close):
        if found[1] in CUES and (lead is None or text[found.end() : found.end() + 1].isupper()):
            lead = found.end()
    first_sentence = _SENTENCE_END.search(text, floor, close)
    if floor == para_start:
        # `Smith said, We will go,”` begins after the lead-in; anything else at the head of the paragraph.
        start = lead if lead is not None and text[lead : lead + 1].isupper() else floor
    elif first_sentence is not None and first_sentence.end() < close - 1:
        start = first_sentence.end()
    else:
        start = lead if lead is not None else floor
    while start < close and (text[start].isspace() or text[start] in ",;:.—–"):
        start += 1
    return start


def _with_singles(text: str, para: tuple[int, int], doubles: list[Segment]) -> list[Segment]:
    singles = list(_singles(text, para, doubles))
    if not singles:
        return doubles
    kept: list[Segment] = []
    outer = iter(singles)
    current = next(outer, None)
    for double in doubles:
        while current is not None and current.outer_end <= double.outer_start:
            kept.append(current)
            current = next(outer, None)
        # Double marks inside single ones are a quotation within a quotation.
        if current is None or not current.outer_start < double.outer_start < current.outer_end:
            kept.append(double)
    if current is not None:
        kept.append(current)
    kept.extend(outer)
    return kept


def _word_at(text: str, at: int) -> str:
    found = _WORD.match(text, at, at + 12)
    return found[0].lower() if found else ""


def _singles(text: str, para: tuple[int, int], doubles: list[Segment]) -> Iterator[Segment]:
    marks = [m.start() for m in _SINGLE.finditer(text, *para)]
    if len(marks) < 2:
        return
    inside = iter(doubles)
    double = next(inside, None)
    opens: list[int] = []
    closes: list[int] = []
    for at in marks:
        while double is not None and double.outer_end <= at:
            double = next(inside, None)
        if double is not None and double.outer_start <= at:
            continue
        before = text[at - 1] if at > para[0] else " "
        after = text[at + 1] if at + 1 < para[1] else " "
        opening = (before.isspace() or before in "([{—–:") and not after.isspace() and after not in ".,;:!?)'’"
        # '90s, 'em and 'til are elisions, not openings.
        if opening and text[at] != "›" and not after.isdigit() and _word_at(text, at + 1) not in ELISIONS:
            opens.append(at)
        elif not before.isspace() and text[at] not in "‘‚‹`" and not after.isalnum():
            closes.append(at)
    position = 0
    last_end = -1
    for opened in opens:
        if opened < last_end:
            continue
        while position < len(closes) and closes[position] <= opened + 1:
            position += 1
        if position == len(closes):
            return
        # "the parents' house" must not close: pass over at most four marks after an s for one that punctuation makes sure.
        pick = position
        for ahead in range(position, min(position + 4, len(closes))):
            at = closes[ahead]
            sure = text[at - 1] in ".,!?…" or text[at + 1 : at + 2] in {".", ",", ":", ";", "?", "!", ")", ""} or text[at - 1] not in "sS"
            if sure:
                pick = ahead
                break
        at = closes[pick]
        yield Segment(opened + 1, at, opened, at + 1, para, single=True)
        last_end, position = at + 1, pick + 1
