"""What every finder of claims reads: the text cut into sentences, quotations masked, and whether a clause asserts what it says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, TypeAlias

from uproar.case import Case
from uproar.claims.anchors import from_release
from uproar.claims.times import mended
from uproar.extract.dates.find import TimeExpression
from uproar.extract.figures.figure import Figure
from uproar.extract.quotes.find import Quote
from uproar.extract.sentences import sentences

Span: TypeAlias = tuple[int, int]
MASK: Final = "\ufffc"  # one character for one, so that positions stay; no pattern matches it

# What stands right before a verb and takes the assertion away: modals, negation, wishes; up to two words may stand between.
_UNREAL_VERB: Final = re.compile(
    r"(?:\b(?:could(?! be seen)|would|might|may|should|must|will|shall|can|cannot|not|never|hardly|barely|to|if|unless|whether"
    r"|yet to|fail(?:s"
    r"|ed)? to|no longer"
    r"|rather than|instead of|without|falsely|supposedly|allegedly|near|about)|n['’]t|['’]ll)(?:\s+(?:\w+ly|be|have|been|get|soon|also"
    r"|even|ever|yet|only|being|having|again"
    r"|eventually|actually))*\s+$",
    re.IGNORECASE,
)
# "Appears to have reached", "is said to have been signed": told, if not vouched for.
HEARSAY: Final = re.compile(
    r"(?<!not )(?<!n[’']t )\b(?:appears?|appeared|seems?|seemed|(?:is|are|was|were|has been|have been) (?:\w+ly )?(?:said|thought"
    r"|believed|reported|understood|estimated|known|claimed|found))"
    r" to (?:have|be)\b(?P<rest>(?:\s(?!not\b|never\b)\w+){0,2})\s$",
    re.IGNORECASE,
)
# What stands anywhere in the clause and does the same.
_UNREAL_CLAUSE: Final = re.compile(
    r"\b(?:if|unless|whether|would|could(?! be seen)|might|suppose|supposing|imagine|hypothetical(?:ly)?|denie[sd]|denying"
    r"|rumou?rs?|rumou?red|joked"
    r"|expect(?:ed|s|ing)?|predict(?:ed|s)?|forecasts?|projected|hopes?|hoping|hoped|wants?|wanted|demand(?:ed|s|ing)|calls? (?:for|on)"
    r"|called (?:for|on)|calling for"
    r"|urg(?:ed|es|ing)|plans? to|planned to|promis(?:ed|es|ing) to|refus(?:ed|es|ing)|fear(?:ed|s)|ask(?:ed|s|ing)|no evidence|nothing"
    r"|nobody|no one|none|neither|untrue|false|satir(?:e|ical)|needs? to|has yet|have yet|had yet)\b"
    r"|\b(?:will|won['’]t|shall)\b"
    # What is only thought by somebody imagined, or set up to be denied.
    r"|\b(?:anyone|anybody|those|whoever|people|everyone|somebody|someone) who (?:still )?(?:thinks?|believes?|says?|claims?"
    r"|assumes?|imagines?|supposes?)\b"
    r"|\b(?:forgiven for|mistaken (?:in|for)|wrong (?:in|about)) (?:thinking|believing|assuming)\b"
    r"|\bnot (?:that|as if|as though|because|the case that|true that|so that)\b|\bn[’']t (?:that|as if|as though|because"
    r"|true that)\b|\bfar from (?:it|being)\b",
    re.IGNORECASE,
)
_CLAUSE_CUT: Final = re.compile(r"[;:—–]|,(?=\s)|\b(?:but|while|whereas|although|though|because|after|and)\b(?=\s)", re.IGNORECASE)
# Events that are dated beside a claim and are not the claim: "a petition launched on Monday has 5,000 signatures".
_OTHER_EVENT: Final = re.compile(
    r"\b(?:launched|started|created|set up|opened|begun|released|premiered|published|premier(?:es|ing)|debut(?:s|ed)"
    r"|(?<!handed )(?<!dished )(?<!given )(?<!gave )(?<!carried )(?<!dropped )(?<!doled )out|due|aired"
    r"|announced|unveiled)(?! of \d)"
    r"(?:\s\w+){0,3}?\s$",
    re.IGNORECASE,
)


# "A day after its launch on Wednesday": the day is the launch's, and what is told came at another time.
_FROM_EVENT: Final = re.compile(
    r"\b(?:after|before|following|ahead of|prior to|into|by the time of|since|from|within [\w-]+ [\w-]+ of|of)\s(?:(?:its|the|his"
    r"|her|their|this|that)\s|[\w’'-]+[’']s?\s)(?:[\w’'-]+\s){0,3}?"
    r"(?:releases?|launch|debut|opening|start|premiere|publication|statement|apology|announcement|creation|birth|appearance|arrival"
    r"|going live|coming out)(?:\s(?:by|in|for)\s[\w’'-]+)?"
    r"\s(?:on\s|of\s|at\s|late\s|early\s|the\s)*$"
    r"|\b(?:after|before|by the time|when|since|as soon as|within [\w-]+ [\w-]+ of)\s(?:it|the (?:petition|game|film|studio|company"
    r"|statement|page))\s(?:(?:was|had been|had|has been|first|made|issued|published)\s)*"
    r"(?:its\s|a\s|the\s)?(?:launched|released|opened|created|started|published|announced|came out|went (?:live|online|up)"
    r"|apologi[sz]ed|statement|apology)\s(?:on\s|of\s|at\s|late\s|early\s|the\s)*$",
    re.IGNORECASE,
)
_PRESENT: Final = frozenset({"now", "currently"})


def from_event(text: str, start: int, date: TimeExpression) -> bool:
    """Whether a time only tells when something else took place, from which a sentence counts: "two days after its release on Tuesday"."""
    return _FROM_EVENT.search(text, max(start, date.span[0] - 90), date.span[0]) is not None


def _in_brackets(text: str, span: Span, at: int) -> bool:
    """Whether a place of a sentence stands in brackets."""
    return text.count("(", span[0], at) > text.count(")", span[0], at)


@dataclass(frozen=True, slots=True)
class Context:
    """One text with everything that was extracted from it.

    Attributes:
        text: The text.
        narration: The same text with the words of speakers masked, position for position.
        spans: Its sentences.
        quotes, figures, dates: What was extracted.
        case: What is being watched, or None.
        spoken: Whether its sentences are the words of speakers, whose "we" may be those of the petition.
    """

    text: str
    narration: str
    spans: Sequence[Span]
    quotes: Sequence[Quote]
    figures: Sequence[Figure]
    dates: Sequence[TimeExpression]
    case: Case | None
    figure_starts: Sequence[int] = field(default=())
    date_starts: Sequence[int] = field(default=())
    parsed: dict[Span, object] = field(default_factory=dict, compare=False)  # sentences cut into clauses, each once
    spoken: bool = False

    def sentences_in(self, start: int, end: int) -> Sequence[Span]:
        """Sentences that share a character with a span."""
        first = bisect_right(self.spans, (start, start)) - 1
        last = bisect_right(self.spans, (end, end))
        return [span for span in self.spans[max(0, first) : last] if span[0] < end and span[1] > start]

    def figures_in(self, start: int, end: int) -> list[Figure]:
        """Figures that stand between two places."""
        first = bisect_right(self.figure_starts, start - 1)
        last = bisect_right(self.figure_starts, end - 1)
        return [figure for figure in self.figures[first:last] if figure.span[1] <= end]

    def dates_in(self, start: int, end: int) -> list[TimeExpression]:
        """Expressions of time that stand between two places."""
        first = bisect_right(self.date_starts, start - 1)
        last = bisect_right(self.date_starts, end - 1)
        return [date for date in self.dates[first:last] if date.span[1] <= end]

    def time_of(self, span: Span, near: int) -> TimeExpression | None:
        """The time that a sentence gives for what stands at `near`: an as-of first, else the nearest that dates no other event."""
        there = [
            date
            for date in self.dates_in(*span)
            if not _OTHER_EVENT.search(self.narration, max(span[0], date.span[0] - 40), date.span[0])
            and not from_event(self.narration, span[0], date)
            and MASK not in self.narration[date.span[0] : date.span[0] + 1]
            and _in_brackets(self.narration, span, date.span[0]) == _in_brackets(self.narration, span, near)
        ]
        # "On Friday it added 1,700, on Saturday 400": a time of the same clause comes first.
        clause = clause_start(self.narration, span[0], near), clause_end(self.narration, near, span[1])
        part = part_of(self.narration, span, near)
        # "60,000 sign petition – what now?": the present of another part is no time of this one.
        there = [date for date in there if date.text.lower() not in _PRESENT or part[0] <= date.span[0] < part[1]]
        there = (
            [date for date in there if clause[0] <= date.span[0] < clause[1]]
            or [date for date in there if part[0] <= date.span[0] < part[1]]
            or [date for date in there if ";" not in self.narration[near : max(near, date.span[0])]]
        )
        as_of = [date for date in there if date.role == "as_of"]
        plain = [date for date in there if date.role != "as_of" and date.text.lower() not in _PRESENT]
        pool = as_of or plain or there
        return min(pool, key=lambda date: abs(date.span[0] - near), default=None)

    def paragraph(self, span: Span) -> Span:
        """The paragraph around a span; 5,000 characters each way at most."""
        start = self.text.rfind("\n", max(0, span[0] - 5_000), span[0]) + 1
        end = self.text.find("\n", span[1], span[1] + 5_000)
        return max(start, 0, span[0] - 5_000), end if end >= 0 else min(len(self.text), span[1] + 5_000)


def build(
    text: str,
    quotes: Sequence[Quote],
    figures: Sequence[Figure],
    dates: Sequence[TimeExpression],
    case: Case | None,
    published: datetime | None = None,
) -> Context:
    """Prepare a text for the finders."""
    pieces: list[str] = []
    place = 0
    for quote in sorted(quotes, key=lambda each: each.span):
        start, end = quote.span
        if quote.kind != "speech" or start < place:
            continue
        pieces += [text[place:start], MASK * (end - start)]
        place = end
    pieces.append(text[place:])
    ordered = _parts_of_a_scale(text, sorted(figures, key=lambda figure: figure.span), dates)
    zone = case.zone if case is not None else "UTC"
    times = mended(text, sorted(dates, key=lambda date: date.span), zone, published)
    times = sorted([*times, *from_release(text, times, case.released_at if case is not None else None, zone)], key=lambda date: date.span)
    return Context(
        text,
        "".join(pieces),
        _cut_at_bullets(text, sentences(text)),
        quotes,
        ordered,
        times,
        case,
        [each.span[0] for each in ordered],
        [each.span[0] for each in times],
    )


_BULLET: Final = re.compile(r"\s[·•‣▪●◦∙|‖]\s")


def _cut_at_bullets(text: str, spans: Sequence[Span]) -> list[Span]:
    """Sentences with the headlines of a line ("A · B · C") each as one of its own."""
    out: list[Span] = []
    for start, end in spans:
        at = start
        for match in _BULLET.finditer(text, start, end):
            if match.start() > at:
                out.append((at, match.start()))
            at = match.end()
        if at < end:
            out.append((at, end))
    return out


_LAKHS: Final = {"lakh": 1e5, "crore": 1e7}
_LAKH: Final = re.compile(r"\b(lakh|crore)s?\b", re.IGNORECASE)


def _lakhs(figure: Figure) -> Figure:
    """A figure in lakhs or crores as the number that it is."""
    scale = _LAKH.search(figure.text)
    if scale is None:
        return figure
    times = _LAKHS[scale[1].lower()]
    value, half = figure.value * times, 0.05 * figure.value * times if figure.bound in ("exact", "about") else 0.0
    low, high = (None if limit is None else limit * times for limit in (figure.low, figure.high))
    unit = "" if figure.unit in _LAKHS else figure.unit
    return replace(figure, value=value, unit=unit, low=None if low is None else low - half, high=None if high is None else high + half)


_TWICE: Final = re.compile(
    r"\s\((?P<again>\d[\d,.]*\d)\)(?:\s(?P<noun>people|signatures|names|signatories|players|fans|users))?", re.IGNORECASE
)
_NOUNS: Final = {"people": "person", "signatories": "signatory"}


def _twice(text: str, figure: Figure) -> Figure:
    """A number in words with the same in digits behind it, in brackets ("sixty-three thousand (63,000) people"), as one figure."""
    again = _TWICE.match(text, figure.span[1])
    if again is None or figure.unit or not figure.text[:1].isalpha():
        return figure
    span, noun = (figure.span[0], again.end()), (again["noun"] or "").lower()
    return replace(figure, text=text[slice(*span)], span=span, unit=_NOUNS.get(noun, noun.removesuffix("s")))


_SCALE: Final = re.compile(r"an?\s(?:thousand|million|billion)\b", re.IGNORECASE)


def _before(text: str, figure: Figure, dates: Sequence[TimeExpression]) -> Figure:
    """A figure without a unit that is the beginning of a time: "60,000 last night"."""
    at = next((date.span[0] for date in dates if figure.span[0] < date.span[0] < figure.span[1] <= date.span[1]), None)
    if at is None or not figure.unit or any(sign.isdigit() for sign in text[at : figure.span[1]]):
        return figure
    end = len(text[:at].rstrip())
    return replace(figure, text=text[figure.span[0] : end], span=(figure.span[0], end), unit="")


def _parts_of_a_scale(text: str, figures: Sequence[Figure], dates: Sequence[TimeExpression]) -> list[Figure]:
    """The figures with "a quarter of a million" made one, and with the scale words of Indian English."""
    out: list[Figure] = []
    for figure in (_lakhs(_twice(text, _before(text, each, dates))) for each in figures):
        first = out[-1] if out else None
        if first is not None and first.unit == "share" and text[first.span[1] : figure.span[0]] == " of " and _SCALE.match(figure.text):
            span = (first.span[0], figure.span[1])
            value = first.value * figure.value
            half = 0.05 * value  # a round number: as in `extract/figures/bounds.py`
            low, high = (
                (value - half, value + half)
                if first.bound == "exact"
                else (value, None)
                if first.bound in ("over", "at_least")
                else (None, value)
            )
            out[-1] = replace(figure, text=text[slice(*span)], span=span, value=value, bound=first.bound, low=low, high=high)
        else:
            out.append(figure)
    return out


_FALSE_LABEL: Final = re.compile(
    r"\W*(?:Myth|Claim|The claim|False|Fiction|Rumou?r|Fake|Not true|Untrue|Wrong|Hoax)\s?(?:no\.? ?\d\s?)?:\s", re.IGNORECASE
)
_INVERTED: Final = re.compile(r"[\W_]*(?:Were|Should)\s|[\W_]*Had\s[^.]*\b(?:would|could|might)\b")


_SET_AGAINST: Final = re.compile(r"[;:]\s|,?\s(?:but|yet)\s")
# "60,000 sign petition: is this the end of it?": a headline asks after its colon what follows from what it says before.
_THEN_ASKS: Final = re.compile(
    r"[:;—–]\s(?:but |and |so )?(?:is|are|was|were|will|can|could|does|do|did|has|have|should|would|what|why|how|who|whose|where"
    r"|when|which)\b[^:;]*\?\W*$",
    re.IGNORECASE,
)


def supposed(text: str, sentence: Span, at: int | None = None) -> bool:
    """Whether a whole sentence asks or supposes ("Were it to reach ..."); a question behind a colon leaves what stands `at` before it asserted.

    Example:
        >>> [supposed(text, (0, len(text))) for text in ("Were it to pass 10, they would cheer.", "Is it so?", "They were ten.")]
        [True, True, False]
    """
    if _FALSE_LABEL.match(text, *sentence):
        return True
    if (inverted := _INVERTED.match(text, *sentence)) is not None:
        # "Should the rules hold, it will be raised again, but for now it is 75,000": what a "but" or a semicolon sets against it is so.
        return at is None or _SET_AGAINST.search(text, inverted.end(), max(inverted.end(), at)) is None
    if not text[sentence[0] : sentence[1]].rstrip("\"'”’), ").endswith("?"):
        return False
    asks = _THEN_ASKS.search(text, *sentence)
    return asks is None or at is None or asks.start() < at


def asserted(text: str, sentence: Span, verb: Span) -> bool:
    """Whether the sentence says that what stands at `verb` is so: not asked, supposed, denied, wished or still to come.

    Example:
        >>> asserted("The poster could be changed.", (0, 28), (20, 27)), asserted("The poster was changed.", (0, 23), (15, 22))
        (False, True)
    """
    if supposed(text, sentence, verb[0]):
        return False
    if _UNREAL_VERB.search(text, max(sentence[0], verb[0] - 50), verb[0]) and not HEARSAY.search(
        text[max(sentence[0], verb[0] - 60) : verb[0]]
    ):
        return False
    start = clause_start(text, sentence[0], verb[0])
    return _UNREAL_CLAUSE.search(text, start, verb[0]) is None


_PART_CUT: Final = re.compile(r"[;:](?=\s)|\s[—–]\s|—")


def part_of(text: str, sentence: Span, at: int) -> Span:
    """The part of a sentence around a place, between its colons, semicolons and dashes.

    Example:
        >>> text = "The wind had gone: on Saturday it gained 10."
        >>> text[slice(*part_of(text, (0, len(text)), 40))]
        ' on Saturday it gained 10.'
    """
    start, end = sentence
    for match in _PART_CUT.finditer(text, *sentence):
        if match.start() >= at:
            return start, match.start()
        start = match.end()
    return start, end


def clause_start(text: str, start: int, at: int) -> int:
    """Where the clause that holds `at` begins."""
    for match in _CLAUSE_CUT.finditer(text, start, at):
        start = match.end()
    return start


def clause_end(text: str, at: int, end: int) -> int:
    """Where the clause that holds `at` ends."""
    match = _CLAUSE_CUT.search(text, at, end)
    return match.start() if match else end


def interval_of(date: TimeExpression | None) -> tuple[datetime | None, datetime | None, str]:
    """The interval of a claim that a time is given for, and the words it was read from."""
    if date is None:
        return None, None, ""
    if date.role == "since":
        return date.from_at, None, date.text
    if date.role == "until":
        return None, date.to_at, date.text
    return date.from_at, date.to_at, date.text
