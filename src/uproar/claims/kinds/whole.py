"""Whether a sentence speaks of a whole side and of the work itself: "some viewers" are no side, and a trailer is no film."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from uproar.claims.context import Context, Span, clause_end, clause_start

# What stands right before a side and makes it a part of it.
_PART: Final = re.compile(
    r"(?:\b(?:some|few|several|many|most|more|half|part|not all|not every|hardly any|a (?:few|handful|number|lot|group|minority|majority"
    r"|section|portion)"
    r"|(?:tens|dozens|scores|hundreds|thousands|millions|lots|plenty|plurality|majority|minority|number|third|quarter|share|handful|bulk)"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|another|other|others|certain|various|numerous|no|fewer|young|younger|older|female"
    r"|male|early|first"
    r"|test|preview|former|local|foreign|individual|disgruntled|dissatisfied|debate|studio|live|conference|concert|veteran|seasoned"
    r"|casual|longtime|newer|verified|console|\w{2,}(?<!lat)(?<!b)est|online|hardcore|conservative|liberal|religious)"
    r"|\b\d(?:[\d.,]*\d)?(?:\s?(?:%|percent|per cent|thousand|million|k))?|%"
    r"|\b[A-Z]\w*(?:ese|ish|[ai]an|French|Dutch|Greek|Swiss))"
    r"(?:\sof)?(?:\s(?:the|its|their|these|those|his|her|our))?(?:\s(?:film|game|show|movie|tv|early|angry|paying|\w+-old))?\s$"
)
_PERSON: Final = re.compile(r"(?:.*\s)?(?:viewer|user|player|gamer|customer|critic)", re.IGNORECASE)
_OF_THEIRS: Final = re.compile(
    r"(?:[’']s?)?\s(?:\w+\s)?(?:reactions?|reviews?|feedback|scores?|ratings?|marks?|grades?|reception|responses?|verdicts?|notices"
    r"|comments|acclaim|approval"
    r"|average)",
    re.IGNORECASE,
)
WORKS: Final = (
    r"films?|movies?|games?|shows?|series|seasons?|episodes?|finale|albums?|updates?|app|sequel|prequel|remakes?|reboot|remaster|book"
    r"|novel|title|product|device"
    r"|adaptation|documentary|phone|release|expansion|musical|drama|comedy|thriller|anime|picture|feature|production|debut|premiere"
    r"|spin-off|musical"
)
_OTHERS: Final = (
    r"studio|company|publisher|developers?|distributor|streamer|network|platform|service|store|trailers?|teasers?|clips?|posters?|artwork"
    r"|images?|thumbnail|cover"
    r"|banner|directors?|producers?|writers?|screenwriter|actors?|actress(?:es)?|stars?|cast|crew|creators?|author|price|pricing|decision"
    r"|move|apology|statement"
    r"|announcement|news|plans?|response|soundtrack|music|ending|marketing|campaign|advert(?:isement)?|ads?|demo|beta|preview|prices"
    r"|change|launch|server"
    r"|servers|support|policy|petition|boycott|hashtag|interview|scene|performance|casting|screenplay|script|page|website|logo"
    r"|merchandise|console"
)
_WORK: Final = re.compile(rf"\b(?:{WORKS}|it)\b", re.IGNORECASE)
_OTHER: Final = re.compile(rf"(?<![\w-])(?:{_OTHERS})\b", re.IGNORECASE)
_ADJECTIVES: Final = (
    r"(?:(?:the|this|its|their|that|his|her|a|an|both|all)\s)?"
    r"(?:(?!(?:for|of|to|in|on|by|from|that|which|who|and|or|about|with|how|at)\s)[\w’'-]+\s){0,3}?"
)
_OBJECT: Final = re.compile(
    rf"\s{_ADJECTIVES}(?:{WORKS})\b(?!(?:[’']s?)?\s(?:\w+\s)?(?:{_OTHERS})\b|[’'])|\s(?:it|them)\b|\sthis(?=\W|$)(?!\s)", re.IGNORECASE
)
_NO_OBJECT: Final = re.compile(
    r"\s*(?:$|[.,;:!?)\]”\"–—])|\s(?:but|while|whereas|when|after|because|as|since|although|though|too|alike|immediately|overall|anyway"
    r"|online|on|at|in)\b",
    re.IGNORECASE,
)
_PROPER: Final = re.compile(r"\s(?:the\s)?([“\"‘']?[A-Z][\w’'&:-]*(?:\s(?:of|the|and)?\s?[A-Z][\w’'&:-]*)*)")
_OF_WHAT: Final = re.compile(r"\s(?:to|about|of|by|with|at|against|over|for)\b")
_ITS_PARTS: Final = re.compile(rf"\s(?:to|about|of|by|with|at|against|over|for)\s{_ADJECTIVES}(?:{_OTHERS})\b", re.IGNORECASE)
# Scores and words of a moment that no review in the record is dated by.
_AT_A_STAGE: Final = re.compile(
    r"\b(?:before|ahead of|prior to|until|at|on|upon|pre-)\s?(?:(?:its|the|their|his|her)\s)?(?:[\w’'-]+\s){0,2}?(?:release|launch"
    r"|premiere|debut|opening)\b"
    r"|\b(?:initially|originally|at first|used to)\b",
    re.IGNORECASE,
)


_AT_RELEASE: Final = re.compile(
    r"\b(?:on|upon|at) (?:(?:its|the|their) )?(?:[\w’'-]+ )?(?:release|launch|debut|premiere)\b(?!-| (?:day )?(?:party|event|week"
    r"|queue|trailer))",
    re.IGNORECASE,
)


def of_release(text: str, sentence: Span) -> str | None:
    """The words that date a reception to the release, where they are the only stage that the sentence names.

    Example:
        >>> of_release("Critics panned it on its release.", (0, 33)), of_release("Before release critics panned it.", (0, 33))
        ('on its release', None)
    """
    stages = [match[0] for match in _AT_A_STAGE.finditer(text, *sentence)]
    match = _AT_RELEASE.search(text, *sentence)
    return match[0] if match is not None and len(stages) == 1 else None


def of_whole_side(text: str, sentence: Span, side: Span) -> bool:
    """Whether the words for a side mean all of it: no quantifier before them, and no single person.

    Example:
        >>> text = "Some viewers and players hated it."
        >>> of_whole_side(text, (0, 34), (5, 12)), of_whole_side(text, (0, 34), (17, 24))
        (False, True)
    """
    before = text[max(sentence[0], side[0] - 60) : side[0]]
    if _PART.search(
        before[:1].lower() + before[1:]
        if side[0] - 60 <= sentence[0] and not re.match(r"[A-Z]\w*(?:ese|ish|[ai]an)\s$", before)
        else before
    ):
        return False
    return (
        not _PERSON.fullmatch(text, *side)
        or bool(_OF_THEIRS.match(text, side[1]))
        or before.lower().endswith((" average ", " typical ", " median "))
    )


def at_a_stage(text: str, sentence: Span) -> bool:
    """Whether a sentence tells of the reception at a stage ("before release", "at first") instead of as it stands.

    Example:
        >>> at_a_stage("The score was 12% before release.", (0, 33))
        True
    """
    return _AT_A_STAGE.search(text, *sentence) is not None


def of_the_work(text: str, sentence: Span, match: Span, names: Sequence[str], *, active: bool) -> bool:
    """Whether what was received is the work: by its name, by a word for works, or not said.

    Args:
        text: The text.
        sentence: The sentence in it.
        match: The words of reception.
        names: Title and aliases of the case; none where any name may be a work's.
        active: Whether the words end with a verb that takes the work as its object ("viewers hated").

    Example:
        >>> [of_the_work(text, (0, len(text)), (0, 13), (), active=True) for text in ("Fans disliked the studio.", "Fans disliked the game.")]
        [False, True]
    """
    tail = text[match[1] : sentence[1]]
    if active:
        if _OTHER_WORK.match(tail.lstrip().removeprefix("the ").removeprefix("its ").removeprefix("their ")) or re.match(
            r"\s(?:it|them)\s(?:when|that|if)\b|\sto\s", tail
        ):
            return False
        return bool(_OBJECT.match(tail) or _NO_OBJECT.match(tail)) or _named(_PROPER.match(tail), names)
    inside = text[slice(*match)]
    if _OTHER_WORK.search(text, clause_start(text, sentence[0], match[0]), min(sentence[1], match[1] + 40)):
        return False
    if _OTHER.search(inside):
        return False
    if _OF_WHAT.match(tail) and _ITS_PARTS.match(tail):
        return False
    if _WORK.search(inside) or any(name.casefold() in inside.casefold() for name in names if name):
        return True
    # What stands before, in the same clause: its last noun that is a work or something else, unless it only belongs to one ("the film by the studio").
    start = clause_start(text, sentence[0], match[0])
    before = text[start : match[0]]
    last = max((one.start() for one in _WORK.finditer(before)), default=-1)
    other = max((one.start() for one in _OTHER.finditer(before) if not _belongs(before, one.start())), default=-1)
    if other > last:
        return False
    if last >= 0 or not names:
        return True
    subject = _PROPER.match(" " + before.lstrip())
    return subject is None or subject[1].split()[0].casefold() in _NOT_NAMES or _named(subject, names)


_OBJECT_OF: Final = re.compile(
    r"(?:^|\b(?:about|of|for|to|with|towards?|at|over|in|on)\s)\s?(?:(?:the|its|their|this|that|his|her)\s"
    r"|(?P<name>(?-i:[A-Z])[\w-]*(?:\s(?-i:[A-Z])[\w-]*)*)[’']s?\s)"
    r"(?P<thing>(?:[\w’'-]+\s?){1,3})",
    re.IGNORECASE,
)
_PHRASE_END: Final = re.compile(r"\s(?:than|and|by|but|as|of|in|on|from|to|with|for|is|was|are|were|who|which|that|at)\b")
_FITTING: Final = re.compile(
    rf"\b(?:{WORKS}|reviews?|scores?|ratings?|grades?|marks?|average|verdicts?|reception|critics?|players?|users?|fans|audiences?|viewers"
    rf"|press|reviewers|whole|end|week|weekend|day|time"
    r"|other|board|world|others|scale|way|lowest|highest|latter|former|hour|moment|minute|month|year|record|site|public|contrary|point"
    r"|studio[’']s latest|part|name|title|shops?|stores?|table|page)\b",
    re.IGNORECASE,
)


def of_a_part(context: Context, claim: Span, sentence: Span) -> bool:
    """Whether what a reception is of, inside its words or right behind them, is something else than a work: its price, its queue, the patch."""
    text, names = context.narration, names_in(context)
    stretches = (text[slice(*claim)], text[claim[1] : clause_end(text, claim[1], sentence[1])])
    for number, words in enumerate(stretches):
        for match in _OBJECT_OF.finditer(words):
            if not match[0].strip() or (match.start() == 0 and not number and match[0][:1].isupper()):
                continue  # what a claim begins with is who received it
            thing = _PHRASE_END.split(match["thing"], maxsplit=1)[0].strip()
            named = any(name.casefold() in thing.casefold() for name in names if name)
            if not _FITTING.search(thing) and not (named and "’s" not in thing and "'s" not in thing):
                return True
    return False


def names_in(context: Context) -> tuple[str, ...]:
    """Title and aliases of the case; none where there is none."""
    return (context.case.title, *context.case.aliases) if context.case is not None and context.case.title else ()


def other_work(text: str, sentence: Span, match: Span, names: Sequence[str], *, active: bool) -> str | None:
    """The other work that a reception is of, where it is named: "Critics adored Copper Fen", "Copper Fen, out this week, was panned by critics".

    Example:
        >>> text = "Copper Fen, out this week, was panned by critics."
        >>> other_work(text, (0, len(text)), (27, 48), ("Tidewater",), active=False)
        'Copper Fen'
    """
    if not names:
        return None
    older = _OTHER_WORK.search(text, clause_start(text, sentence[0], match[0]), min(sentence[1], match[1] + 40))
    if older is not None:
        name = _PROPER.match(text, older.end(), sentence[1])
        return None if name is not None and _named(name, names) else f"{older[0]}{name[0] if name else ''}"
    apposed = None if active else _APPOSED.search(text[sentence[0] : match[0]])
    if apposed is not None and not _named(apposed, names) and apposed[1].split()[0].casefold() not in _NOT_NAMES | _COMMON_STARTS:
        return apposed[1]
    if not _A_WORK.search(text, *sentence):
        return None  # a name that no word calls a work may be a person's
    found = _PROPER.match(text, match[1], sentence[1]) if active else _LEADING.search(text[sentence[0] : match[0]])
    if found is None:
        return None
    first = found[1].split()[0].casefold().removesuffix("’s").removesuffix("'s")
    if first in _NOT_NAMES or first in _COMMON_STARTS or _named(found, names):
        return None
    return found[1].rstrip(" ,")


_A_WORK: Final = re.compile(
    rf"\b(?:{WORKS}|released?|launched|out (?:the|this|last|on|in|now)|premiered|studio|developer|sequel)\b", re.IGNORECASE
)


def named_inside(words: str, names: Sequence[str]) -> str | None:
    """The name of another work inside a comparison ("critics liked Mossgate more than players did"); none where no work is known.

    Example:
        >>> named_inside("Critics liked Mossgate more than players", ("Tidewater",)), named_inside("Critics liked Tidewater more", ("Tidewater",))
        ('Mossgate', None)
    """
    if not names:
        return None
    for match in re.finditer(r"(?<=\s)[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*", words):
        said = match[0].removesuffix("’s").removesuffix("'s").casefold()
        known = any(said in name.casefold() or name.casefold() in said for name in names if name)
        if not known and said.split()[0] not in _NOT_NAMES | _COMMON_STARTS:
            return match[0]
    return None


# The subject of the sentence, with an aside behind it or nothing: "Copper Fen, out this week, ", "Copper Fen has ".
_LEADING: Final = re.compile(
    r"(?:^|[.;:]\s|\b(?:but|and|while|whereas|on \w+|\w+day),?\s)\W*([A-Z][\w’'&:-]*(?:\s(?:(?:of|the|and|II|\d)\s)?[A-Z][\w’'&:-]*)*)"
    r"(?:[’']s?)?(?:,\s[^.;:]{3,70},)?\s?(?:(?:has|have|had|was|were|is|are|got|also|being|been|\w+ly)\s?){0,4}$"
)


# "The game's older sister, Backwater, is ...": a name put beside what the verb is told of.
_APPOSED: Final = re.compile(
    r"\w(?:,\s|\s[–—(]\s?)([A-Z][\w’'&:-]*(?:\s(?:(?:of|the|and)\s)?[A-Z][\w’'&:-]*)*)(?:,|\s[–—]|\))\s(?:(?:has|have|had|was|were"
    r"|is|are|got|also|being"
    r"|been|now|currently|\w+ly)\s?){0,4}$"
)
# "The studio's previous game" is not the one that the case is about.
_OTHER_WORK: Final = re.compile(
    rf"\b(?:previous|earlier|last|next|another|other|older|rival|different|first|second|third|upcoming|preceding|debut|sister"
    rf"|brother)\s(?:\w+\s)?(?:{WORKS})\b"
    r"|\b(?:predecessor|successor|forerunner|stablemate|follow-up|(?:elder|older|younger|big|little|twin) (?:sister|brother|sibling))\b",
    re.IGNORECASE,
)
_NOT_NAMES: Final = frozenset(
    ["the", "it", "its", "this", "they", "but", "and", "a", "an", "there", "that", "on", "in", "with", "while", "for", "as", "at", "by"]
)


def _belongs(before: str, at: int) -> bool:
    return bool(re.search(r"\b(?:by|from|of|for|at|on)\s(?:(?:the|its|their|a|an)\s)?(?:[\w’'-]+\s)?$", before[:at]))


def _named(match: re.Match[str] | None, names: Sequence[str]) -> bool:
    if match is None:
        return False
    said = match[1].strip("“\"‘'").casefold()
    return not names or any(said.startswith(name.casefold()) or name.casefold().startswith(said) for name in names if name)


_SUBJECT_BEFORE: Final = re.compile(
    r"\b([A-Z][\w’'&:-]*(?:\s(?:(?:of|the|and)\s)?[A-Z][\w’'&:-]*)*)(?:[’']s)?\s(?:(?:has|have|had|was|were|is|are|got|also|being|been"
    r"|\w+ly|page|reviews)\s){0,4}$"
)
_OBJECT_AFTER: Final = re.compile(r"\s(?:(?:of|on|against)\s)?(?:the\s)?([A-Z][\w’'&:-]*(?:\s(?:(?:of|the|and)\s)?[A-Z][\w’'&:-]*)*)")


def named_other(text: str, sentence: Span, match: Span, names: Sequence[str]) -> bool:
    """Whether what stands right before or after some words is the name of another work than those known.

    Example:
        >>> text = "Gullwing was review-bombed."
        >>> named_other(text, (0, len(text)), (13, 26), ("Tidewater",)), named_other(text, (0, len(text)), (13, 26), ("Gullwing",))
        (True, False)
    """
    if not names:
        return False
    found = [_SUBJECT_BEFORE.search(text[max(sentence[0], match[0] - 80) : match[0]]), _OBJECT_AFTER.match(text, match[1], sentence[1])]
    for each in found:
        if each is not None and _named_after_time(each[1], names):
            continue
        if each is None or each[1].split()[0].casefold() in _NOT_NAMES or each[1].split()[0].casefold() in _COMMON_STARTS:
            continue
        if not _named(each, names):
            return True
    return False


def _named_after_time(words: str, names: Sequence[str]) -> bool:
    """Whether a known work follows a time that opens a sentence ("Since Thursday Tidewater has ...")."""
    head, rest = re.match(r"((?:(?:Since|On|By|From|Late|Early|Yesterday|Today|\w+day)\s)*)(.*)", words, re.DOTALL).groups()  # type: ignore[union-attr]  # stars match anything
    return bool(head) and any(rest.casefold().startswith(name.casefold()) for name in names if name)


_COMMON_STARTS: Final = frozenset(
    """
    users players fans viewers critics gamers audiences reviewers customers steam metacritic monday tuesday wednesday thursday friday saturday sunday
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
