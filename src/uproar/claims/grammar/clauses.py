"""Cut a sentence into clauses: what is put in between commas, dashes and brackets is a clause of its own, and the clause around it reads on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from uproar.claims.context import Context, Span
from uproar.claims.grammar.words import AUXILIARIES, DETERMINERS, MODALS, PASTS, PREPOSITIONS, SAYING, VERBS
from uproar.extract.dates.find import TimeExpression
from uproar.extract.figures.figure import Figure

_TOKEN: Final = re.compile(r"[#@]?\w+(?:[.’'&-]\w+)*|[^\w\s]")
_OPENING: Final = frozenset(
    "which who whose whom where that according if though although as in on at by with after before despite including like".split()  # noqa: SIM905 -- a table of words reads better as words
)
_RELATIVE: Final = frozenset("which who whose whom where that".split())  # noqa: SIM905 -- a table of words reads better as words
_CUTS: Final = frozenset("but while whereas although though because when after before once until unless if whether since so".split())  # noqa: SIM905 -- a table of words reads better as words
_ADVERBS: Final = frozenset(
    """
    and or alone perhaps maybe however meanwhile moreover furthermore nonetheless nevertheless indeed instead thus again today tonight yesterday already now
    still also then soon just only even yet late early there not never hardly barely scarcely almost nearly about virtually
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
_NOUNS_IN_LY: Final = frozenset("tally family reply assembly supply july rally monopoly ally".split())  # noqa: SIM905 -- a table of words reads better as words
_PARTICIPLES: Final = frozenset("given shown set written begun put drawn sent made held run seen known".split())  # noqa: SIM905 -- a table of words reads better as words
_DASHES: Final = frozenset("–—-")
_LONG: Final = 40  # tokens that are put in between at most


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a whole figure or time as one.

    Attributes:
        word: In lower case; "" for a figure or a time.
        span: Where it stands in the text.
        figure, date: What it is, where it is one.
        capital: Whether it begins with a capital letter.
    """

    word: str
    span: Span
    figure: Figure | None = None
    date: TimeExpression | None = None
    capital: bool = False

    @property
    def is_verb(self) -> bool:
        """Whether it can be a finite verb, as far as the tables know."""
        return self.word in VERBS or self.word in AUXILIARIES or self.word in MODALS or self.word in SAYING


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens that belong together, in order; `before` are those of what they are put into or follow, up to them."""

    tokens: tuple[Token, ...]
    before: tuple[Token, ...] = ()
    inserted: bool = False

    def words(self, start: int = 0, end: int | None = None) -> str:
        """Its words from one token to another, each with a blank before it; "#" for a figure, "@" for a time."""
        return "".join(f" {token.word or ('#' if token.figure else '@')}" for token in self.tokens[start:end])


def tokens_of(context: Context, span: Span) -> list[Token]:
    """The tokens of a sentence; a figure and a time are one each, the shorter inside the longer left out.

    Args:
        context: The text with its figures and times.
        span: The sentence.
    """
    whole: list[tuple[Span, Figure | None, TimeExpression | None]] = [(each.span, each, None) for each in context.figures_in(*span)]
    whole += [(each.span, None, each) for each in context.dates_in(*span)]
    out: list[Token] = []
    at = span[0]
    for (start, end), figure, date in sorted(whole, key=lambda each: (each[0][0], -each[0][1])):
        if start < at:
            continue
        out += _words(context.narration, at, start)
        out.append(Token("", (start, end), figure, date))
        at = end
    return [*out, *_words(context.narration, at, span[1])]


def _words(text: str, start: int, end: int) -> list[Token]:
    return [Token(match[0].lower(), match.span(), capital=match[0][0].isupper()) for match in _TOKEN.finditer(text, start, end)]


def clauses(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a sentence: first what is put in, then what is left, cut at colons, conjunctions and commas.

    Example:
        >>> from uproar.claims.context import build
        >>> text = "The petition, which asks for rain, has grown, but nobody knows."
        >>> found = clauses(tokens_of(build(text, [], [], [], None), (0, len(text))))
        >>> [" ".join(token.word for token in clause.tokens) for clause in found]
        ['which asks for rain', 'the petition has grown', 'but nobody knows']
    """
    rest, inside = split(tokens)
    inserted = [Clause(part.tokens, (*before, *part.before), inserted=True) for before, put_in in inside for part in _cut(put_in)]
    return [*inserted, *_cut(rest)]


def split(tokens: Sequence[Token]) -> tuple[list[Token], list[tuple[list[Token], list[Token]]]]:
    """A sentence without what is put into it, and each of these with what stands before it.

    Args:
        tokens: The tokens of a sentence.
    """
    rest: list[Token] = list(tokens)
    inside: list[tuple[list[Token], list[Token]]] = []
    while (found := _aside(rest)) is not None:
        start, end = found
        inside.append((rest[:start], rest[start + 1 : end]))
        tail = end + 1 if end < len(rest) and rest[end].word in (",", ")", *_DASHES) else end
        rest = rest[:start] + rest[tail:]
    return rest, inside


def _aside(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where something is put in: the places of the marks around it."""
    for start, token in enumerate(tokens):
        if token.word == "(":
            return next(((start, end) for end in range(start + 1, len(tokens)) if tokens[end].word == ")"), None)
        if token.word in _DASHES:
            end = next((end for end in range(start + 1, min(len(tokens), start + _LONG)) if tokens[end].word in _DASHES), None)
            if end is not None and end + 1 < len(tokens):
                return start, end
        if token.word != "," or start == 0 or start + 1 >= len(tokens):
            continue
        end = _closing(tokens, start)
        if end is not None:
            return start, end
    return None


def _closing(tokens: Sequence[Token], start: int) -> int | None:
    """The comma that closes what begins at one: behind it the clause goes on with its verb; None where nothing is put in."""
    since = max((place for place in range(start) if tokens[place].word in (",", ";", ":", "–", "—")), default=-1) + 1
    opening = tokens[start + 1]
    verbless = not any(_finite(tokens, place) for place in range(since, start))
    whose = head_of(tokens[since:start])
    auxiliary = tokens[start - 1].word in AUXILIARIES
    reported = opening.word == "according"
    for end in range(start + 2, min(len(tokens), start + _LONG)):
        if tokens[end].word in (";", ":"):
            return None
        if tokens[end].word != ",":
            continue
        after = end + 1
        while after < len(tokens) and (
            tokens[after].word.endswith("ly") or tokens[after].word in ("now", "already", "also", "then", "still", "soon", "since")
        ):
            after += 1
        follows = after < len(tokens) and (tokens[after].is_verb or tokens[after].word.endswith("ed"))
        follows = follows or (
            opening.word in ("which", "who") and after < len(tokens) and re.fullmatch(r"[a-z]{3,}[^s\W]s", tokens[after].word) is not None
        )
        if verbless and whose is not None and follows and tokens[since].word not in _CUTS:
            return end
        if (auxiliary or reported) and opening.word in _OPENING | PREPOSITIONS and end - start <= 14:
            return end
        if end - start <= 9 and tokens[end - 1].word in SAYING and not any(each.figure for each in tokens[start:end]):
            return end
        if opening.word in ("if", "as", "according") and end - start <= 16 and not any(each.figure for each in tokens[start:end]):
            return end
    return None


def head_of(tokens: Sequence[Token]) -> int | None:
    """Which token is the head of the first noun phrase that no preposition governs: what a clause is about; None where there is none.

    Example:
        >>> from uproar.claims.context import build
        >>> text = "On Pledgeboard the number of signatures"
        >>> tokens = tokens_of(build(text, [], [], [], None), (0, len(text)))
        >>> tokens[head_of(tokens)].word
        'number'
    """
    place, governed = 0, False
    while place < len(tokens):
        token = tokens[place]
        if token.word in PREPOSITIONS and not (token.word == "to" and place and not governed):
            governed = True
        elif token.date is not None:
            governed = False
        elif token.word in DETERMINERS or token.figure is not None or _is_noun(token):
            end = place + 1
            while (
                end < len(tokens)
                and (_is_noun(tokens[end]) or tokens[end].figure is not None or tokens[end].word in ("’", "'", "&"))
                and not _describes(tokens, place, end)
            ):
                end += 1
            while end - 1 > place and tokens[end - 1].word in ("’", "'"):
                end -= 1
            if not governed:
                return end - 1
            governed, place = False, end - 1
        place += 1
    return None


def _describes(tokens: Sequence[Token], start: int, place: int) -> bool:
    """Whether a participle behind a noun goes on about it: "the petition calling for rain", "the goal given on its page"."""
    word = tokens[place].word
    if place == start or not (word.endswith(("ing", "ed")) or word in _PARTICIPLES) or tokens[place - 1].word in DETERMINERS:
        return False
    return (
        place + 1 == len(tokens)
        or tokens[place + 1].word in PREPOSITIONS | DETERMINERS
        or tokens[place + 1].date is not None
        or tokens[place + 1].capital
    )


def _is_noun(token: Token) -> bool:
    """Whether a token can be a part of a noun phrase: a word that is no preposition, no adverb and no verb as far as the tables know."""
    word = token.word
    if (
        not word
        or not word[0].isalnum()
        or (word.endswith("ly") and word not in _NOUNS_IN_LY)
        or word in PREPOSITIONS
        or word in DETERMINERS
        or word in _RELATIVE
        or word in _CUTS
        or word in _ADVERBS
        or word.endswith(("n't", "n’t"))
    ):
        return False
    return not (word in AUXILIARIES or word in MODALS or word in PASTS)


def _finite(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb that is no infinitive, no participle behind its noun and no part of a relative clause stands there, as far as one can tell."""
    token = tokens[place]
    if not token.is_verb or token.word.endswith("ing"):
        return False
    before = tokens[place - 1].word if place else ""
    return before not in (
        "to",
        "that",
        "which",
        "who",
        "the",
        "a",
        "an",
        "its",
        "their",
        "of",
        "on",
        "in",
        "for",
        "this",
    ) and not before.endswith(("’s", "'s"))


def _cut(tokens: Sequence[Token]) -> list[Clause]:
    """Clauses one after another."""
    out: list[Clause] = []
    start = 0

    def close(end: int, following: int) -> None:
        nonlocal start
        if end > start:
            out.append(Clause(tuple(tokens[start:end]), tuple(tokens[:start])))
        start = following

    for place, token in enumerate(tokens):
        if token.word in (",", ";", ":", "–", "—", "-", "|", "!", "?", ".", "“", "”", '"', "\ufffc"):
            close(place, place + 1)
        elif token.word in _CUTS and place > start:
            close(place, place)
        elif token.word in ("and", "or", "which", "who", "that", "where") and place > start and _goes_on(tokens, place):
            close(place, place + (token.word in ("and", "or")))
    close(len(tokens), len(tokens))
    return out


def _goes_on(tokens: Sequence[Token], place: int) -> bool:
    """Whether a finite verb follows a conjunction soon enough to be a clause of its own."""
    for after in range(place + 1, min(len(tokens), place + 9)):
        if tokens[after].word in (",", ";", ":", "and", "or", "."):
            return False
        if after == place + 1 and (tokens[after].figure is not None or tokens[after].word.endswith("ing")):
            return False
        if _finite(tokens, after):
            return True
    return False
