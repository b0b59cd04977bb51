"""Where an expression of time can begin: the first words of all shapes, and what must follow the most frequent of them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from uproar.extract import numerals
from uproar.extract.dates import patterns as shapes
from uproar.extract.dates import periods
from uproar.extract.dates.firsts import Firsts, Next
from uproar.extract.dates.holidays import HOLIDAYS

# ASCII on purpose: every expression begins with an English word or a Western digit.
TOKEN: Final = re.compile(r"[A-Za-z]+|[0-9]+")


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def first_of_name(name: str) -> str:
    """The first word of a name, in lower case and without what is glued to it."""
    found = TOKEN.match(name)
    return found[0].lower() if found else ""


CLASSES: Final[dict[str, set[str]]] = {
    "digit": {"0"}, "four": {"0", "0000"}, "weekday": _words(" ".join((*shapes.WEEKDAYS, *shapes.DAY_SHORT))),
    "month": _words(" ".join((*shapes.MONTHS, *shapes.MONTH_SHORT))),
    "season": set(periods.SEASONS),
    "number": {*numerals.SMALL, "half", "few", "several", "couple", "zero"},
    "ordinal": {"first", "second", "third", "fourth", "last", "latter", "q"},
    "holiday": set(map(first_of_name, HOLIDAYS)),
    "day": {"daily"}, "week": {"weekly"}, "quarter": {"quarterly"}, "hour": {"hourly"}, "annual": {"annually"},
    "units": {"days", "weeks", "months", "quarters", "years", "decades", "centuries", "hours", "minutes", "seconds"},
    "vague": {name.split()[0] for name in shapes.VAGUE},
}  # fmt: skip
CLASSES["month"] |= {"monthly"}


_MONTHS: Final = "|".join(name[:3] for name in shapes.MONTHS)
_UNITS: Final = "day night week fortnight month quarter year decade century second minute hour"
_MANY: Final = f"{_UNITS.replace(' ', '|')}|centuries|more|full|straight|consecutive|additional"
_COUNTS: Final = " ".join((r"[0-9] a\x20 an\x20 couple few several half zero", *numerals.ONES, *numerals.TEENS, *numerals.TENS))
_DAYS: Final = "day night week month year morning evening afternoon"
_UNIT_OR_COUNT: Final = f"(?:{'|'.join((_UNITS, 'centuries morning', _COUNTS, *shapes.WEEKDAYS, *shapes.DAY_SHORT)).replace(' ', '|')})"
_QUARTERS: Final = r"[\x20-](?:quarter|half)"


def _holidays() -> dict[str, Next]:
    """What follows the first word of each holiday that has more than one."""
    follows: dict[str, list[str]] = {}
    for name in HOLIDAYS:
        first = first_of_name(name)
        follows.setdefault(first, []).append(re.escape(name[len(first) :]).replace(r"\ ", r"\x20"))
    return {first: Next("", " ".join(rests)) for first, rests in follows.items() if all(rests)}


# What must follow the most frequent first words, asked before anything else, because most of what follows them is no time.
_SECOND: Final[dict[str, Next]] = {
    "the": Next(
        "[ ]",
        r"[0-9] '[0-9] ’[0-9] day time past weekend spring summer autumn fall winter year fiscal q[1-4] this comparable"
        rf" quarter latest most\x20recent early mid[\x20-] late present moment future near short long week month entire same\x20(?:{_DAYS.replace(' ', '|')})"
        + "".join(rf" {word}\x20{_UNIT_OR_COUNT}" for word in ("next", "last", "previous", "following", "coming", "current"))
        + f" first{_QUARTERS} second{_QUARTERS} third{_QUARTERS} fourth{_QUARTERS} latter{_QUARTERS}",
    ),
    **dict.fromkeys(("a", "an"), Next("[ ]", f"couple few hundred dozen thousand million half comparable {_UNITS}")),
    **dict.fromkeys(("about", "nearly", "almost", "over", "some", "roughly"), Next("[ ]", _COUNTS)),
    **dict.fromkeys(numerals.ONES, Next("[ -]", f"and hundred dozen thousand million billion trillion {_MANY.replace('|', ' ')}")),
    "this": Next("[ ]", f"(?-i:[A-Z]) past coming spring summer autumn fall winter writing latest entire fiscal centuries {_UNITS} {_DAYS}"),
    "more": Next("[ ]", rf"than\x20(?:{_COUNTS.replace(' ', '|')})"),
    "around": Next("[ ]", rf"the\x20 that\x20 {_COUNTS}"), "by": Next("[ ]", r"the\x20time that\x20time"),
    "at": Next("[ ]", r"press present the\x20time that\x20time"), "same": Next("[ ]", _DAYS), "right": Next("[ ]", "now"),
    "press": Next("[ ]", "time"), "that": Next("[ ]", _DAYS), "its": Next("[ ]", "comparable year latest entire fiscal day week month"),
    "to": Next("[ ]", "date"), "so": Next("[ ]", "far"), "in": Next("[ ]", "the"), "as": Next("[ ]", "soon"),
    **dict.fromkeys(("first", "second", "third", "fourth", "latter"), Next("[ -]", "quarter half")), "year": Next("[ -]", "ago earlier end"),
    **_holidays(),
}  # fmt: skip
# Four digits may be a year; three and fewer begin a time only before one of these.
_DIGITS: Final = (
    rf"[0-9]{{4}}(?![0-9])|[0-9]{{1,3}}(?![0-9])(?=(?i:st|nd|rd|th)|\d|/[0-9]|:[0-9]|\.(?:\d\d|\d[ -](?i:and|{_MANY}))|[ ]?[-–—][ ]?[0-9]|[ ]?(?i:[ap]\.?m)|[ ]1/2"
    rf"|[ ](?:of[ ])?(?i:{_MONTHS})|[ -](?i:and|{_MANY}))"
)
# What stands right before a word that is part of something else: a tag, a handle, an address, a sum of money, a compound.
_GLUED: Final = r"_#@$£€/.\-0-9A-Za-z"


class Starts(NamedTuple):
    """Where expressions can begin, and what to try there.

    Attributes:
        firsts: Finds every first word (or digits) that what follows does not rule out.
        tried: By first word, the shapes it can begin: all in one pattern, whose last group is the one that fits, and each by its name;
            "0" stands for up to three digits, "0000" for four.
    """

    firsts: Firsts
    tried: dict[str, tuple[re.Pattern[str], dict[str, re.Pattern[str]]]]


def first_word(token: str) -> str:
    """A word or a run of digits as the key of `Starts.tried`.

    Example:
        >>> first_word("Friday"), first_word("12"), first_word("2020")
        ('Friday', '0', '0000')
    """
    return token if token[0] > "9" else "0" if len(token) < 4 else "0000"


# The shapes of one word without their inner names, so that all can stand in one alternation, which most places fail at once.
_INNER_NAME = re.compile(r"\(\?P<\w+>")


@cache
def starts(*, lengths: bool) -> Starts:
    """The first words of all shapes, with or without `SPANS`; compiled when it is first asked for (a third of a second)."""
    table = shapes.SHAPES | shapes.SPANS if lengths else shapes.SHAPES
    names: dict[str, dict[str, None]] = {}
    for name, (firsts, _) in table.items():
        for first in firsts.split():
            for word in CLASSES.get(first, {first}):
                names.setdefault(word, {})[name] = None
    compiled = {name: re.compile(shape) for name, (_, shape) in table.items()}
    gates: dict[str, re.Pattern[str]] = {}
    tried: dict[str, tuple[re.Pattern[str], dict[str, re.Pattern[str]]]] = {}
    for word, of_word in names.items():
        shape = "|".join(f"(?P<{name}>{_INNER_NAME.sub('(?:', table[name][1])})" for name in of_word)
        gate = gates.setdefault(shape, re.compile(shape))
        for written in (word, word.capitalize(), word.upper()):
            tried[written] = gate, {name: compiled[name] for name in of_word}
    words = {word: _SECOND.get(word) for word in names if word.isalpha()}
    return Starts(Firsts(_GLUED, words, _DIGITS), tried)
