"""Titles of works, and the other titles that a text gives them: "the film, which also goes by the title Gezeiten"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from typing import Final

from uproar.extract.languages.english_forms import words

# What works are called: add a word, and its titles are read.
WORKS: Final = (
    "film movie documentary series sitcom drama comedy thriller musical opera novel memoir comic manga anime cartoon album song game shooter simulator"
    " adventure platformer remaster sequel prequel spin-off reboot adaptation expansion app console handset smartphone device podcast miniseries biopic"
    " blockbuster"
)
# … that are verbs as well.
_VERBS_TOO: Final = "show play book single track short phone remake"
_WORK: Final = rf"(?:{'|'.join(WORKS.split())})"
_ALSO_VERBS: Final = rf"(?:{'|'.join(_VERBS_TOO.split())})"
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][\w’'&-]*"
_SMALL: Final = r"(?:of|the|and|a|an|in|to|for|on|at|by|from|with|or|&|de|la|le|du|des|del|von|der|und|et|y)"
_TITLE: Final = rf"(?:{_CAPITAL}|\d+(?=\s[A-Z]))(?:(?:\s|:\s)(?:{_SMALL}\s){{0,2}}(?:{_CAPITAL}|\d{{1,4}}(?![\w,.:]*\d)|[IVX]+\b)){{0,6}}"
_MARKED: Final = rf"[“\"‘'«]\s?(?P<marked>{_TITLE}),?\s?[”\"’'»](?!\w)"
_NAME: Final = rf"(?:{_MARKED}|(?P<title>{_TITLE}))"
# Words between an article and the word for the work: "a quiet, award-winning film".
_NO_MORE: Final = r"(?!(?:said|says|told|is|was|were|are|has|had|have|of|in|on|at|to|for|by|with|from|who|which|that|after|as|when|and|but|whose|because|if)\b)"
_ENDS: Final = (
    r"(?=\s(?:of|about|by|from|in|on|at|that|which|who|starring|directed|set|based|where|for|with|released|created|made|written|called|titled"
    r"|aimed|developed|published)\b|[,.;:)–—”]|$)"
)
_KIND_OF: Final = rf"(?:an?|the|his|her|its|their|another|one of (?:the|its))\s(?:{_NO_MORE}[\w’'-]+,?\s){{0,6}}?(?:(?:{_WORK}|{_ALSO_VERBS})s?|debut){_ENDS}"
_GOES_BY: Final = rf"(?<![\w-])(?P<title>{_TITLE}),?\s(?=(?:which\s)?(?:also\s)?goes\sby\sthe\stitle\b)"
_SURE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # the film, Cutwater, / the game called Cutwater / the series “Harbour Lights”
        rf"\b(?:{_WORK}|{_ALSO_VERBS})(?:,\s(?=[^,.]{{2,60}}[,.])|\s(?P<called>called|titled|entitled|named)\s|:?\s(?=[“\"‘«])){_NAME}",
        # Tidewater, a sailing game by ... / Tidewater (a game ...)
        rf"(?<![\w-])(?P<title>{_TITLE})(?:,\s|\s\()(?={_KIND_OF})",
        # “Harbour Lights,” a film
        rf"{_MARKED},?\s(?={_KIND_OF})",
        # Tidewater, which also goes by the title Gezeiten
        _GOES_BY,
        # Tidewater is a game about ...
        rf"(?<![\w-]){_NAME}\s(?:is|was|remains|became)\s(?={_KIND_OF})",
    )
)
_BY_TITLE: Final = _SURE[3]
# the film Cutwater: a studio or a person may stand there as well ("the film Halden made").
_UNSURE: Final = re.compile(
    rf"\b(?:(?i:the|an?|his|her|its|their|this)|[\w-]+[’']s)\s(?:{_NO_MORE}(?!\w+s\s)[\w’'-]+\s){{0,4}}?(?:{_WORK}|{_ALSO_VERBS})\s(?P<title>{_TITLE})"
)
_ANY_WORK: Final = re.compile(rf"\b(?:{_WORK}|{_ALSO_VERBS}|debut|title)s?\b")
# the third season of Cutwater / the author of “The Weir”
_OF: Final = re.compile(
    r"\b(?:seasons?|episodes?|author|authors|creators?|makers?|cast|soundtrack|trailer|premiere|screening|sequel|players|copies|reviews?|showrunner)\sof\s"
    rf"{_NAME}"
)
# What stands before "film" to tell where or what it is from; with the endings of such words in English.
_ADJECTIVES: Final = words(
    """
    ai android apple arab big board bollywood card cgi christmas czech dutch dvd easter first french german greek halloween hindi hit hollywood imax indie
    korean last late mobile new nintendo oscar pc playstation pop ps4 ps5 swiss tamil thai tv video vr welsh windows xbox
    """
)
_FROM_THERE: Final = ("ish", "ese", "ian", "ean", "can")
_OPENING: Final = words("the a an all his her my our your no one two three")  # titles begin so, too
# "the film": the work named last.
_THE_WORK: Final = rf"(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir)\s(?:[\w’'-]+\s){{0,3}}?{_WORK}"
_OF_TITLE: Final = r"(?:the|its|a|an)\s(?:(?:[\w-]+)\s){0,2}?(?:title|name|moniker)s?(?:\sof)?"
_ABROAD: Final = (
    r"(?:\s(?:abroad|elsewhere|overseas|internationally|there|in\s(?:the\s)?[A-Z]\w+(?:\s[A-Z]\w+)?|to\s(?:the\s)?[A-Z]\w+(?:\s\w+)?))?"
)
_ALSO: Final = (
    rf"(?:goes|went|going)\sby\s(?:{_OF_TITLE}\s)?"
    rf"|(?:is\s|was\s|are\s)?(?:also\s|better\s|formerly\s|originally\s|otherwise\s|previously\s|now\s|internationally\s)*(?:known|released|marketed|sold|published"
    rf"|distributed|billed|shown|streamed|screened|listed|branded){_ABROAD}\s(?:as|under)\s(?:{_OF_TITLE}\s)?"
    rf"|(?:is\s|was\s)(?:also\s|originally\s|formerly\s|previously\s)+(?:called|titled|entitled|named){_ABROAD}\s"
    rf"|(?:also\s|originally\s|formerly\s|previously\s)+(?:called\s|titled\s|entitled\s|named\s)"
    r"|(?:aka|a\.k\.a\.|a/k/a)\s|formerly\s"
)
# After a title or "the film": ", which also goes by the title Y" / ", also known as Y," / " (originally titled Y)" / "/Y".
_OTHER: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf",?\s\(?(?:(?:which|that|who)\s(?:also\s|sometimes\s)?(?:has\s(?:also\s)?(?:been\s)?)?)?(?:{_ALSO}){_NAME}",
        rf"\s\((?:in\s[A-Z]\w+:?\s|[A-Z]\w+:\s|[A-Z]\w+\stitle:?\s|original\stitle:?\s|or\s){_NAME}\)",
    )
)
_TITLED_ABROAD: Final = re.compile(rf",\s(?:called|titled|entitled|named){_ABROAD}\s{_NAME}{_ABROAD}")
# “Gezeiten, the German title of Tidewater” / “Gezeiten, as Tidewater is known in Germany”.
_TURNED: Final = re.compile(
    rf"(?P<also>{_TITLE}),\s(?:(?:the|its)\s(?:[\w-]+\s){{0,2}}?(?:title|name)\s(?:of|for)\s(?P<of>{_TITLE})"
    rf"|as\s(?P<as>{_TITLE})\s(?:is|was)\s(?:known|called|titled|sold|released)\b)"
)
_SLASH: Final = re.compile(rf"(?P<one>{_TITLE})/(?P<other>{_TITLE})")
_WHERE: Final = re.compile(rf"(?<=\w)\s(?:in|to|at|for)\s(?:the\s)?{_CAPITAL}(?:\s{_CAPITAL})?$")  # "Gezeiten in Germany"
_POSSESSIVE: Final = re.compile(r"[’']s?$")


@dataclass(slots=True)
class Work:
    """A title, where it was first told to be one, and its other titles."""

    title: str
    at: int
    also: list[str] = field(default_factory=list)


def works_in(text: str, persons: frozenset[str], others: frozenset[str], stop: frozenset[str], known: Sequence[str] = ()) -> list[Work]:
    """The works a text names, in order.

    Args:
        text: The text.
        persons: Names of persons, which are never titles without marks.
        others: Names of organisations, places and platforms: no titles where only "the film X" tells one.
        stop: Words in lower case that are capitalised for their place alone ("Thursday", "However") and are no title by themselves.
        known: Titles of the one work that is being watched, the first of them its name.
    """
    found: dict[str, Work] = {}
    watched = [(at, title) for title in known if (at := _first(text, title)) >= 0]
    if watched:
        name = next(title for title in known if (_first(text, title)) >= 0)
        found[name] = Work(name, min(watched)[0], [title for _, title in watched if title != name])
    paragraphs = _paragraphs(text)
    for pattern, span in product(_SURE, paragraphs):
        for match in pattern.finditer(text, *span):
            groups = match.groupdict()
            if marked := _clean(groups.get("marked") or ""):
                _note(found, marked, match.start())
            elif (
                (title := _title(match, stop, opens=pattern is not _SURE[0]))
                and (title not in persons or groups.get("called"))
                and title.lower() not in stop
                and (" " in title or pattern is _BY_TITLE or _proper(text, title))
            ):
                _note(found, title, match.start())
    for match in chain.from_iterable(_UNSURE.finditer(text, *span) for span in paragraphs):
        title = _clean(match["title"])
        first = title.split(maxsplit=1)[0].lower()
        if title in found:
            found[title].at = min(found[title].at, match.start("title"))
        elif title not in persons and first not in stop - _OPENING and not _modifies(title) and not _known_part(title, others):
            _note(found, title, match.start("title"))
    for match in _OF.finditer(text):
        title = _clean(match["marked"] or match["title"])
        if match["marked"] or not (title in persons or title.lower() in stop or _modifies(title) or _known_part(title, others)):
            _note(found, title, match.start())
    works = sorted(found.values(), key=lambda work: work.at)
    for work, other in _others(text, works):
        if other != work.title and other not in work.also and other.lower() not in stop:
            work.also.append(other)
    second = {other for work in works for other in work.also}
    return [work for work in works if work.title not in second or work.also]


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs that a word for a work stands in: no other tells a title."""
    spans: list[tuple[int, int]] = []
    for match in _ANY_WORK.finditer(text):
        if not spans or match.start() >= spans[-1][1]:
            end = text.find("\n", match.end())
            spans.append((text.rfind("\n", 0, match.start()) + 1, len(text) if end < 0 else end))
    return spans


def _proper(text: str, title: str) -> bool:
    """Whether a word is capitalised where no sentence begins: a name, and no word at the head of its sentence."""
    return re.search(rf"[\w,;]\s[“\"‘']?{re.escape(title)}(?!\w)", text) is not None


def _first(text: str, title: str) -> int:
    match = re.search(rf"(?<![\w@#]){re.escape(title)}(?!\w)", text) if title else None
    return -1 if match is None else match.start()


def _note(found: dict[str, Work], title: str, at: int) -> None:
    work = found.setdefault(title, Work(title, at))
    work.at = min(work.at, at)


def _title(match: re.Match[str], stop: frozenset[str], *, opens: bool) -> str:
    """The title of a match, without the words before it that are capitalised for their place where a sentence may open: "On Friday Cutwater"."""
    title = _clean(match["title"])
    first, _, rest = title.partition(" ")
    while opens and rest and rest[0].isupper() and first.lower() in stop - _OPENING:
        title = rest
        first, _, rest = title.partition(" ")
    return "" if title[:1].isdigit() and " " not in title else title


def _modifies(title: str) -> bool:
    """Whether the word before "film" tells of what kind or from where it is: "the French film"."""
    last = title.rsplit(" ", 1)[-1].lower()
    return last in _ADJECTIVES or last.endswith(_FROM_THERE) or title.isupper()


def _known_part(title: str, others: frozenset[str]) -> bool:
    """Whether one of the words of a title is a name of something else: "the Netflix film", "Bell's Cutwater"."""
    return title in others or any(word in others for word in title.split())


def _clean(title: str) -> str:
    return _POSSESSIVE.sub("", title).strip(" ’'")


def _others(text: str, works: list[Work]) -> Iterator[tuple[Work, str]]:
    """Each other title that the text gives a work."""
    if not works:
        return
    names = "|".join(sorted((re.escape(work.title) for work in works), key=len, reverse=True))
    called = {work.title: work for work in works}
    for subject in re.finditer(rf"(?<!\w)(?:(?P<named>{names})|{_THE_WORK})(?!\w)[”\"’]?", text):
        work = called.get(subject["named"]) or next((one for one in reversed(works) if one.at <= subject.start()), works[0])
        patterns = (*_OTHER, _TITLED_ABROAD) if subject["named"] else _OTHER
        match = next((match for pattern in patterns if (match := pattern.match(text, subject.end()))), None)
        if match is not None:
            yield work, _clean(match["marked"] or _WHERE.sub("", match["title"]))
    for match in _TURNED.finditer(text):
        if (turned := called.get(_clean(match["of"] or match["as"]))) is not None:
            yield turned, _clean(match["also"])
    for match in _SLASH.finditer(text):
        one, other = _clean(match["one"]), _clean(match["other"])
        for title, beside in ((one, other), (other, one)):
            if title in called and beside not in called:
                yield called[title], beside
