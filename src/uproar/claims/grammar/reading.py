"""What a clause says of a number: which verb governs it, by which preposition, and whose number it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from uproar.claims.context import Context, Span
from uproar.claims.grammar.clauses import Clause, Token, clauses, head_of, tokens_of
from uproar.claims.grammar.words import (
    AUXILIARIES,
    COUNTERS,
    DETERMINERS,
    GAINS,
    GOALS,
    MODALS,
    PETITIONS,
    PREPOSITIONS,
    SIGNATURES,
    VERBS,
    WISHING,
)

_BEFORE_A_CLAUSE: Final = frozenset("before until till since once as".split())  # noqa: SIM905 -- a table of words reads better as words
_SAYS: Final = frozenset("says said gives gave puts".split())  # noqa: SIM905 -- a table of words reads better as words
_PRONOUNS: Final = frozenset("it which that this they".split())  # noqa: SIM905 -- a table of words reads better as words
_SPEAKERS: Final = frozenset(("we", "us", "i"))
_SUMS: Final = frozenset("number total count tally figure sum amount list lists figures".split())  # noqa: SIM905 -- a table of words reads better as words
_SIGNERS: Final = re.compile(r"signature|signator|signer|name|supporter|backer|signed|who|people|person")
# What bounds or rounds a number, or stands between a verb and its number and changes nothing.
_SOFT: Final = frozenset(
    """
    somewhere something anything already now still just only almost nearly roughly exactly precisely well far right straight clean up down
    even some about around
    as many much more less fewer than and back up soon then also so very close mere full grand whopping staggering impressive respectable
    healthy good cool
    magic magical mighty round symbolic modest total mark line barrier milestone threshold figure region neighbourhood neighborhood order
    between short shy comfortably
    easily safely currently together overall clear out no not least most own
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure in its clause.

    Attributes:
        clause: The clause.
        place: Which token of it the figure is.
        verb: Which token governs it from the left, or None.
        kinds: The classes of that verb.
        link: The preposition between them ("to", "by", "from", "at", "of", ...), or "".
        between: The words between them that are neither soft nor times: a number with nouns between is another thing's.
        subject: "petition", "counter", "goal", "gain", "pronoun", "site", "people", "there", "other" or "" where the clause names none.
        follows: The first verb behind the figure, where the figure is what the clause is about.
    """

    clause: Clause
    place: int
    verb: int | None
    kinds: frozenset[str]
    link: str
    between: tuple[str, ...]
    subject: str
    follows: int | None

    @property
    def tail(self) -> str:
        """The words behind the figure, without what is put in."""
        return self.clause.words(self.place + 1)

    @property
    def lead(self) -> str:
        """The words before the figure, without what is put in, with a blank at the end."""
        return self.clause.words(0, self.place) + " "

    @property
    def verb_span(self) -> Span | None:
        """Where the governing verb stands."""
        return None if self.verb is None else self.clause.tokens[self.verb].span


def clauses_of(context: Context, span: Span) -> list[Clause]:
    """The clauses of a sentence, cut once a text."""
    if span not in context.parsed:
        context.parsed[span] = clauses(tokens_of(context, span))
    return context.parsed[span]  # type: ignore[return-value]  # only this function puts something there


def read(context: Context, span: Span, at: Span) -> Reading | None:
    """The reading of the figure at a place of a sentence; None where it is inside a time or another figure."""
    found = clauses_of(context, span)
    for number, clause in enumerate(found):
        for place, token in enumerate(clause.tokens):
            if token.figure is not None and token.span == at:
                reading = _reading(context, span, clause, place)
                # "Having cleared 60,000, the petition ...": a participle that opens a sentence is told of what follows it.
                if (
                    reading.verb is not None
                    and not clause.before
                    and clause.tokens[0].word.endswith(("ing", "ed"))
                    and number + 1 < len(found)
                ):
                    after = found[number + 1]
                    return replace(reading, subject=subject_in(context, span, after, after.tokens[: _last_verb(after.tokens)]))
                return reading
    return None


def reads(reading: Reading | None, kinds: set[str], *links: str) -> bool:
    """Whether a figure is governed by a verb of some classes, by one of some prepositions, with no other noun between.

    Args:
        reading: Its reading, or None.
        kinds: Classes of verbs.
        links: Prepositions; "" for none.
    """
    return reading is not None and bool(reading.kinds & kinds) and reading.link in links and not reading.between


def perfect(reading: Reading | None) -> bool:
    """Whether the verb is told as done by then, whatever stands between: "had on Tuesday night gathered"."""
    if reading is None or reading.verb is None:
        return False
    tokens = reading.clause.tokens
    for place in range(reading.verb - 1, -1, -1):
        if tokens[place].word in ("has", "have", "had"):
            return True
        if is_verb(tokens, place):
            return False
    return False


def _reading(context: Context, span: Span, clause: Clause, place: int) -> Reading:
    tokens = clause.tokens
    verb, link, between = None, "", []
    for index in range(place - 1, -1, -1):
        token = tokens[index]
        if is_verb(tokens, index):
            verb = index
            break
        if token.word in _SAYS and (says := head_of(tokens[:index])) is not None and tokens[says].word in COUNTERS | GOALS:
            verb = index  # "the bar says 50,000": of what shows a number, it is that number
            break
        if token.date is not None or token.word in _SOFT or token.word in DETERMINERS or token.word.endswith("ly"):
            continue
        if token.word in PREPOSITIONS:
            if not (index + 1 < len(tokens) and tokens[index + 1].date is not None):
                link = link or token.word
            continue
        between.append(token.word or "#")
    follows = None
    if verb is None:
        follows = next((index for index in range(place + 1, len(tokens)) if is_verb(tokens, index)), None)
    kinds = (
        frozenset(kind for kind, particle in VERBS.get(tokens[verb].word, ()) if _takes(tokens, verb, particle))
        if verb is not None
        else frozenset()
    )
    kinds = frozenset(("hold",)) if verb is not None and tokens[verb].word in _SAYS and not kinds else kinds
    before = tokens[:verb] if verb is not None else tokens[:place]
    subject = subject_in(context, span, clause, before)
    if verb is not None and before and before[0].word in _BEFORE_A_CLAUSE and head_of(before) is None:
        # "It was Friday before the petition reached 60,000": a conjunction, and no preposition of what follows it.
        own = subject_in(context, span, Clause(()), before[1:])
        subject = own if own in ("petition", "counter", "goal", "site") else subject
    return Reading(clause, place, verb, kinds, link, tuple(between), subject, follows)


def _takes(tokens: Sequence[Token], verb: int, particle: str) -> bool:
    return not particle or any(token.word == particle for token in tokens[verb + 1 : verb + 3])


def is_verb(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb of the tables stands there, and no noun of the same letters: nothing that makes a noun stands before it."""
    word = tokens[index].word
    if word not in VERBS and word not in AUXILIARIES:
        return False
    before = tokens[index - 1].word if index else ""
    if (
        before in DETERMINERS - {"that", "this", "it"}
        or before.endswith(("’s", "'s", "s’", "s'"))
        or before in ("of", "in", "for", "with", "on", "no")
    ):
        return word.endswith(("ed", "ing")) and before in ("of", "in", "for", "with", "on")
    if word in ("back", "down", "near", "past", "close", "top", "clear", "land", "rest", "list", "sign"):
        return index + 1 < len(tokens) and (
            before in AUXILIARIES | MODALS or _plural(tokens, index) or word in ("sign", "near", "top", "clear")
        )
    if word in COUNTERS and before in ("last", "latest", "official", "own", "final", "current", "public", "running"):
        return False
    if word in COUNTERS or word in (
        "record",
        "score",
        "rise",
        "fall",
        "increase",
        "drop",
        "jump",
        "support",
        "report",
        "claim",
        "hit",
        "show",
    ):
        # "The petition's support reached 10": a noun where a verb follows at once.
        return not (
            index + 1 < len(tokens)
            and (tokens[index + 1].word in AUXILIARIES or tokens[index + 1].word in MODALS or tokens[index + 1].word == "of")
        )
    return True


def _plural(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and (tokens[index - 1].word.endswith("s") or tokens[index - 1].figure is not None)


def subject_in(context: Context, span: Span, clause: Clause, before: Sequence[Token]) -> str:
    """What the words before a verb are about, as far as petitions are concerned."""
    if (told := _told(before)) is not None:
        # "Aldvik said the petition now had 62,000": what the verb of saying is told of is another's.
        return subject_in(context, span, Clause((), clause.before), told)
    place = head_of(before)
    words = [token.word for token in before]
    if "there" in words[-2:]:
        return "there"
    if words and words[0] in ("which", "who", "whose", "that") and clause.before:
        if words[0] == "that" and len(before) > 1 and not (before[1].is_verb or words[1] in WISHING or words[1].endswith("ly")):
            return subject_in(context, span, Clause((), clause.before), before[1:])  # "reports that the petition"
        return (
            _antecedent(context, span, clause) if words[0] != "whose" else subject_in(context, span, Clause((), clause.before), before[1:])
        )
    if place is None:
        if clause.inserted or (words and words[0] in _PRONOUNS):
            return _antecedent(context, span, clause) if clause.before else "pronoun"
        return subject_in(context, span, Clause(()), clause.before[: _last_verb(clause.before)]) if clause.before else ""
    head = before[place]
    if head.figure is not None:
        return "people" if head.figure.unit not in SIGNATURES else "counter"
    if head.word in _PRONOUNS:
        return "pronoun"
    if context.spoken and head.word.partition("’")[0].partition("'")[0] in _SPEAKERS:
        return "petition"  # of signatures, which only those of a petition have
    if head.word in GOALS:
        return "goal"
    if head.word in GAINS:
        return "gain"
    if head.word in PETITIONS or head.word.endswith("petition"):
        return "petition"
    if head.word in _SUMS and place + 1 < len(before) and before[place + 1].word == "of":
        rest = " ".join(token.word for token in before[place + 1 :])
        return "counter" if _SIGNERS.search(rest) else "other"
    if head.word in COUNTERS:
        return "counter"
    if head.capital and _is_site(context, head.word):
        return "site"
    if "support" in (token.word for token in before[max(0, place - 1) : place + 1]):
        return "counter"
    return "other"


_TELLING: Final = frozenset(
    """
    said says saying told tells reported reports wrote writes added adds noted notes claimed claims found finds confirmed confirms estimated
    estimates announced announces revealed reveals
    tweeted recalled explained stated states
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)


def _told(before: Sequence[Token]) -> Sequence[Token] | None:
    """The words behind a verb of saying and behind whom it was said to, where they name somebody or something: "(Aldvik said) the petition"."""
    place = next((index for index in range(len(before) - 1, 0, -1) if before[index].word in _TELLING), None)
    if place is None or not any(token.capital or token.word.isalpha() for token in before[:place]):
        return None
    rest = list(before[place + 1 :])
    if before[place].word in ("told", "tells"):
        starts = [index for index, token in enumerate(rest) if token.word in DETERMINERS or token.word in _PRONOUNS]
        rest = rest[starts[-1] :] if starts and starts[-1] > 0 else []
    rest = rest[1:] if rest and rest[0].word == "that" else rest
    return rest if rest and (head_of(rest) is not None or rest[0].word in _PRONOUNS) else None


def _last_verb(tokens: Sequence[Token]) -> int:
    return next((index for index in range(len(tokens)) if is_verb(tokens, index)), len(tokens))


def _antecedent(context: Context, span: Span, clause: Clause) -> str:
    """What a relative clause or a participle that is put in belongs to."""
    head = head_of(clause.before)
    if head is None:
        return ""
    return subject_in(context, span, Clause(()), clause.before)


def _is_site(context: Context, word: str) -> bool:
    case = context.case
    return case is not None and any(word.partition(".")[0] in petition.site.casefold() for petition in case.petitions if petition.site)
