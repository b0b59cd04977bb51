"""Find quotation marks in a text and pair them, mending what is missing.

The unit is the paragraph: newspapers close a quotation in the paragraph that opened it, or open it again in the next. Every pass is
linear in the text (a megabyte of nothing but quotations, without a paragraph, takes seconds).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from uproar.extract.languages.language import ENGLISH, Language

Marks = Literal["paired", "opening_missing", "closing_missing"]

_OPENS: Final = "“‟„「『＂"
_CLOSES: Final = "”」』"
# All marks in one pass, a single one with a group; they begin with one set of characters, which the search skips to. More than eight double
# marks in a row quote nothing: they are taken in one piece and passed over.
_DOUBLES: Final = '“”‟„«»「」『』"″＂'
_MARKS: Final = f"[{_DOUBLES}'‘’‚‹›`](?:(?<=[{_DOUBLES}])(?:[{_DOUBLES}]{{8,}}+)?|(?<=`)`%s|(?<=['‘’‚‹›`])(?<!['‘’`]['‘’‚‹›`])(?!['‘’`])())"
_MARK: Final = re.compile(_MARKS % "")
_MARK_TYPED: Final = re.compile(_MARKS % "|(?<=')'")
_RUN: Final = 2
# Two apostrophes as marks: one that opens a word, and one that closes after a stop or comma.
_TYPED_OPENS: Final = re.compile(r"(?:^|(?<=[\s(\[{—–-]))''(?![\s'.,;:!?)\]])", re.MULTILINE)
_TYPED_CLOSES: Final = re.compile(r"(?<=[,.!?])[ ]?''(?![\w'])")
_LINE: Final = re.compile(r"[^\n\r\u2028\u2029]+")
_BLOCK: Final = re.compile(r"[^\n\r\u2028\u2029]+(?:(?:\r\n|\n|\r)[ \t]*[^\s][^\n\r\u2028\u2029]*)*")
_WORD: Final = re.compile(r"\w*")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-z])")
# The clause before "Smith said, ".
_CLAUSE: Final = re.compile(r"[^,:.!?”\"]+$")
_WORDS: Final = re.compile(r"[^\W_](?:\w|[-’'.](?=\w))*")
# Quoted words inside a sentence are at most so many characters.
_PHRASE: Final = 120
# A lost opening is looked for at most so far back, in characters: about the longest paragraph that news prints.
REACH: Final = 3000
# So many marks without their other half are mended in one paragraph; more are inches, ditto marks or noise.
_LONE: Final = 100
# After so many closing marks in a row with nothing before them to close, the next one looks back no further than the last.
_IDLE: Final = 8


class Segment(NamedTuple):
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
    lines = _lines(text)
    # Wrapped by hand: short lines, most of which follow another without a blank line between.
    if len(lines) > 3 and max(end - start for start, end in lines) <= 120:
        joined = sum(1 for (_, end), (start, _) in pairwise(lines) if start - end <= 2 and text.count("\n", end, start) <= 1)
        if joined * 2 > len(lines):
            return [found.span() for found in _BLOCK.finditer(text) if not found.group().isspace()]
    return lines


def _lines(text: str) -> list[tuple[int, int]]:
    if "\r" in text or "\u2028" in text or "\u2029" in text:
        return [found.span() for found in _LINE.finditer(text) if not found.group().isspace()]
    lines: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):  # nearly every text: a third of the time that the pattern takes
        end = at + len(line)
        if line and not line.isspace():
            lines.append((at, end))
        at = end + 1
    return lines


def is_typed(text: str) -> bool:
    """Whether a text quotes with two apostrophes in a row: one opens a word, and one closes after a stop or comma, as old wires print them.

    Example:
        >>> is_typed("''It is late,'' Ada Bell said."), is_typed("Ada Bell is 5'11'' tall, and x = '' is empty."), is_typed("`` It is late , '' he said .")
        (True, False, True)
    """
    if "''" not in text or _TYPED_CLOSES.search(text) is None:
        return False
    return "``" in text or _TYPED_OPENS.search(text) is not None


def segments(text: str, paras: list[tuple[int, int]], *, typed: bool | None = None, language: Language = ENGLISH) -> list[Segment]:
    """All quotations of a text by their marks, in order.

    Args:
        text: The text.
        paras: Its paragraphs.
        typed: Whether two apostrophes in a row are a quotation mark, as in old wire archives; None to read it from the text.
        language: Its tables tell where words in marks with one mark lost begin or end.

    Example:
        >>> text = "Best film ever,” she said."
        >>> [(text[s.start : s.end], s.marks) for s in segments(text, paragraphs(text))]
        [('Best film ever,', 'opening_missing')]
    """
    found: list[Segment] = []
    left_open = False
    reversed_guillemets = _guillemets_point_inwards(text)
    typed = is_typed(text) if typed is None else typed
    doubled: list[tuple[int, int]] = []
    singled: list[int] = []
    for mark in (_MARK_TYPED if typed else _MARK).finditer(text):
        if mark.lastindex:
            singled.append(mark.start())
        else:
            doubled.append(mark.span())
    at = one = 0
    for number, para in enumerate(paras):
        stop, last = bisect_left(doubled, (para[1], 0), at), bisect_left(singled, para[1], one)
        if stop == at and last <= one + 1:
            left_open, one = False, last
            continue
        doubles: list[Segment] = []
        if stop > at:
            following = text[paras[number + 1][0] : paras[number + 1][0] + 8].lstrip() if number + 1 < len(paras) else ""
            marks = [mark for mark in doubled[at:stop] if mark[1] - mark[0] <= _RUN]
            doubles = list(_doubles(text, para, marks, following, inwards=reversed_guillemets, left_open=left_open, language=language))
        left_open = bool(doubles) and doubles[-1].outer_end == doubles[-1].end and doubles[-1].marks == "paired"
        found.extend(_with_singles(text, para, doubles, singled[one:last], language) if last > one + 1 else doubles)
        at, one = stop, last
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


def _doubles(
    text: str, para: tuple[int, int], marks: list[tuple[int, int]], following: str, *, inwards: bool, left_open: bool, language: Language
) -> Iterator[Segment]:
    if text.find('="', *para) >= 0:
        marks = _without_attributes(text, marks)
    kinds = [_direction(text, para, *mark, inwards=inwards) for mark in marks]
    opened: tuple[int, int] | None = None
    depth, floor, idle, mended = 0, para[0], 0, 0
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
                mended += 1
                if mended <= _LONE:
                    stop = _gives_way(text, opened[1], at, language)
                    yield Segment(opened[1], stop, opened[0], stop, para, "closing_missing")
                opened, depth = (at, end), 0
            elif closes_ahead > opens_ahead + depth:
                depth += 1
            elif closes_ahead:
                stop = _gives_way(text, opened[1], at, language)
                yield Segment(opened[1], stop, opened[0], stop, para, "closing_missing")
                opened, depth = (at, end), 0
        elif opened is not None:
            if depth:
                depth -= 1
                continue
            continued = left_open and opened[0] == head
            yield Segment(opened[1], at, opened[0], end, para, "paired", continued)
            opened, floor, idle = None, end, 0
        elif mended < _LONE and not _is_inch(text, at) and end - floor > 2:
            start = _lost_opening(text, floor, at, end, para, language)
            idle += 1
            if start < at:
                mended += 1
                yield Segment(start, at, start, end, para, "opening_missing", left_open and start == para[0])
            if start < at or idle > _IDLE:
                floor, idle = end, 0
    if opened is not None and opened[1] < para[1]:
        goes_on = following[:1] in {"“", '"', "‟", "«", "”"} or following[:2] == "``"
        stop = _trimmed(text, opened[1], para[1]) if goes_on else _gives_way(text, opened[1], para[1], language)
        if stop > opened[1]:
            continued = left_open and opened[0] == head
            yield Segment(opened[1], stop, opened[0], stop, para, "paired" if goes_on else "closing_missing", continued)


def _without_attributes(text: str, marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The marks without those that hold values in markup left in the text: <tweet date="March 7, 2016">."""
    kept: list[tuple[int, int]] = []
    value = False
    for at, end in marks:
        if value or text[at - 1 : end] == '="':
            value = not value
        else:
            kept.append((at, end))
    return kept


def _is_inch(text: str, at: int) -> bool:
    return text[at : at + 1] in {'"', "″"} and text[max(at - 1, 0) : at].isdigit()


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _gives_way(text: str, start: int, end: int, language: Language) -> int:
    """Where a quotation that was never closed ends: before "…, Smith said", else at the end."""
    for found in language.patterns.gives_way.finditer(text, start, min(end, start + REACH)):
        if language.cues.get(found[1]) == "say":
            return found.start() + 1
    return _trimmed(text, start, end)


def _lost_opening(text: str, floor: int, close: int, outer: int, para: tuple[int, int], language: Language) -> int:
    """Where a quotation whose opening mark is missing began; `close` and `outer` are the two sides of its closing mark."""
    floor = max(floor, close - REACH)
    bounds = [found.end() for found in _SENTENCE_END.finditer(text, floor, close - 1)]
    lead = _lead_in(text, floor, bounds[-1] if bounds else floor, close, language)
    ending = text[close - 1]
    if lead >= 0:
        start = lead
    elif ending not in ",.!?…—–-" or (ending == "," and language.patterns.speaks.match(text, outer) is None):
        start = _phrase_start(text, bounds[-1] if bounds else floor, close, language)
    elif bounds and floor > para[0]:
        start = bounds[0]  # after `,” Smith said.`
    elif bounds and language.patterns.first_person.search(text[floor : bounds[-1]]) is None:
        start = bounds[-1]  # nobody before says "I", "we" or "you": the writer's own words
    else:
        start = floor
    while start < close and (text[start].isspace() or text[start] in ",;:.—–"):
        start += 1
    return start


def _lead_in(text: str, floor: int, sentence: int, close: int, language: Language) -> int:
    """Where the words after "Smith said: ", "Smith said, " or "Smith said that " begin, or -1."""
    for found in language.patterns.separator.finditer(text, floor, close):
        clause = _CLAUSE.search(text, max(floor, found.start() - 80), found.start())
        if clause is None or not any(
            language.cues.get(word) in {"say", "speak"} for word in language.patterns.lower.findall(clause[0].lower())
        ):
            continue
        if text[found.end() : found.end() + 1].isupper() or (
            found.start() >= sentence and text[found.start()] != "," and text[close - 1] in ".!?…"
        ):
            return found.end()
    return -1


def _phrase_start(text: str, floor: int, close: int, language: Language) -> int:
    """Where a few words inside the writer's sentence began to be quoted: after the small word or cue nearest to their end."""
    start = close
    for found in reversed(list(_WORDS.finditer(text, max(floor, close - _PHRASE), close))):
        if start < close and (
            found[0].lower() in language.introduces or text[found.end() : found.end() + 1] in {",", ";", ":", "—", "–", "("}
        ):
            return start
        start = found.start()
    return floor


def _with_singles(text: str, para: tuple[int, int], doubles: list[Segment], marks: list[int], language: Language) -> list[Segment]:
    singles = list(_singles(text, para, doubles, marks, language))
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


def _singles(text: str, para: tuple[int, int], doubles: list[Segment], marks: list[int], language: Language) -> Iterator[Segment]:
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
        if opening and text[at] != "›" and not after.isdigit() and _word_at(text, at + 1) not in language.elisions:
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
