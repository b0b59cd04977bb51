"""press.statement: each party's words in order, quoted or told, where they were first seen, and how outlets differ in what they quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from uproar.extract.quotes.find import Quote
from uproar.extract.quotes.mentions import same
from uproar.extract.similarity import words
from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured
from uproar.instruments.press.spoken import spoken
from uproar.instruments.press.stories import SQL, when
from uproar.stats.alignment import Change, aligned

_LEAST_WORDS: Final = 3  # fewer are scare quotes and titles, or no statement of their own
_UTTERED: Final = frozenset(
    ["said", "says", "saying", "told", "tells", "announced", "announces", "stated", "states", "added", "adds", "wrote", "writes", "claimed", "claims", "confirmed",
     "confirms", "denied", "denies", "explained", "according"]
)  # fmt: skip
_ANYBODY: Final = frozenset({"whoever", "anyone", "someone", "everyone", "nobody", "people", "who"})
_COMMON: Final = 0.75  # of the shorter wording's words stand in the longer one in the same order: the same statement
_TELLING: Final = 6  # words in common from which on a different speaker is a difference between outlets, not another statement


@dataclass(slots=True)
class Statement:
    """One statement and the articles that carry it."""

    words: list[str]
    quote: Quote
    carried: list[tuple[Row, Quote, list[Change]]] = field(default_factory=list)


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """One finding a statement, in the order in which they were first seen; what outlets change in it stands in `variants`.

    Args:
        rows: One an article, in order of arrival: moment, to_at and arrived (microseconds or None), outlet, title, url, text, record_id.
        ask: The ask.
    """
    name, wanted = "press.statement", ask.subject or ""
    if not rows:
        return [Unmeasured(name, wanted, "no article in the period", "articles: uproar load CASE article.html", ask.as_of)]
    found = statements(rows)
    if not found:
        reason = f"nobody is quoted with {_LEAST_WORDS} words or more in {len(rows)} article{'s' if len(rows) > 1 else ''}"
        return [Unmeasured(name, wanted, reason, "articles that quote somebody", ask.as_of)]
    return [_finding(statement, ask) for statement in found]


def statements(rows: Sequence[Row]) -> list[Statement]:
    """Quotations of all articles, those with the same words put together, in order of arrival.

    Args:
        rows: The articles, in order of arrival.
    """
    found: list[Statement] = []
    holding: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        for quote in _stated(row["text"] or ""):
            said = words(quote.content)
            shingles = {tuple(said[k : k + _LEAST_WORDS]) for k in range(len(said) - _LEAST_WORDS + 1)}
            met = Counter(number for shingle in shingles for number in holding.get(shingle, ()))
            home = next(
                (
                    (found[number], changes)
                    for number, _ in sorted(met.items(), key=lambda pair: (-pair[1], pair[0]))[:5]
                    if (changes := _same(found[number], quote, said)) is not None
                ),
                None,
            )
            if home is None:
                found.append(Statement(said, quote, [(row, quote, [])]))
                for shingle in shingles:
                    holding.setdefault(shingle, []).append(len(found) - 1)
            else:
                home[0].carried.append((row, quote, home[1]))
    return found


def _same(statement: Statement, quote: Quote, said: Sequence[str]) -> list[Change] | None:
    """What the two wordings differ in where they are one statement, else None."""
    # What is said to have been said is the writer's wording: it differs between outlets by nature, and is no version of a quotation.
    if (statement.quote.kind == "indirect") != (quote.kind == "indirect"):
        return None
    common, changes = aligned(statement.words, said)
    if common < _LEAST_WORDS or common < _COMMON * min(len(statement.words), len(said)):
        return None
    first, second = statement.quote.speaker, quote.speaker
    return changes if common >= _TELLING or (first is not None and second is not None and same(first, second)) else None


def _stated(text: str) -> tuple[Quote, ...]:
    """What somebody stated: marked words of a named or described speaker, speech of an unknown one, and what a named speaker is said to have said."""
    quotes, statements = spoken(text)
    quoted = [quote for quote in quotes if quote.kind == "speech" or (quote.kind == "phrase" and quote.speaker is not None)]
    indirect = [quote for quote in statements if _is_told(quote)]
    found = [quote for quote in (*quoted, *indirect) if len(words(quote.content)) >= _LEAST_WORDS]
    return tuple(sorted(found, key=lambda quote: quote.span))


def _is_told(quote: Quote) -> bool:
    """Whether a named speaker is told to have uttered the words: what is defended, wanted or planned is the writer's account of a deed."""
    return quote.speaker is not None and (quote.cue or "").split(" ")[0].casefold() in _UTTERED and quote.speaker.casefold() not in _ANYBODY


def _finding(statement: Statement, ask: Ask) -> Finding:
    first, quote, _ = statement.carried[0]
    dated = [row for row, _, _ in statement.carried if row["moment"] is not None]
    addressee = next((other.addressee for _, other, _ in statement.carried if other.addressee), None)
    variants, speakers = _variants(statement), _speakers(statement)
    notes = ["Outlets name different speakers for these words."] if speakers else []
    if len(dated) < len(statement.carried):
        notes.append("Some of the articles that carry it have no date: any of them may have been first.")
    return Finding(
        "press.statement",
        quote.speaker or next((other.speaker for _, other, _ in statement.carried if other.speaker), None) or "unknown speaker",
        quote.content.strip(),
        "words",
        ask.as_of,
        "Quotations with the same words put together over all articles, in the order in which they were first seen, and aligned word by word.",
        from_at=when(first["moment"]),
        to_at=when(first["to_at"]),
        detail={
            "kind": quote.kind, "addressee": addressee, "cue": quote.cue, "first_outlet": first["outlet"],
            "first_at": when(first["moment"]), "first_to_at": when(first["to_at"]), "url": first["url"],
            "record_id": first["record_id"], "span": quote.span, "outlets": sorted({row["outlet"] for row, _, _ in statement.carried if row["outlet"]}),
            "articles": len({row["record_id"] for row, _, _ in statement.carried}), "variants": variants, "speakers": speakers,
        },
        series=tuple(
            {
                "at": when(row["moment"]), "to_at": when(row["to_at"]), "outlet": row["outlet"], "url": row["url"], "record_id": row["record_id"],
                "words": other.content.strip(), "span": other.span,
            }
            for row, other, _ in statement.carried
        ),
        notes=tuple(notes),
    )  # fmt: skip


def _variants(statement: Statement) -> list[dict[str, Any]]:
    """Each wording of another outlet once; a shorter or longer cut of the same words is no other wording, and what one outlet prints twice no difference between two."""
    if statement.quote.kind == "indirect":
        return []
    first = statement.carried[0][0]["outlet"]
    found: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {}
    for row, quote, changes in statement.carried[1:]:
        if changes and _differ(first, row["outlet"]):
            found.setdefault(
                (row["outlet"], tuple(words(quote.content))),
                {
                    "outlet": row["outlet"], "record_id": row["record_id"], "words": quote.content.strip(), "speaker": quote.speaker,
                    "differing": [{"first": " ".join(change.left), "here": " ".join(change.right)} for change in changes],
                },
            )  # fmt: skip
    return list(found.values())


def _speakers(statement: Statement) -> list[dict[str, Any]]:
    """Whom other outlets name as the speaker, where they and the first one both name somebody outright, and not the same."""
    first, quote, _ = statement.carried[0]
    found: dict[tuple[str, str], dict[str, Any]] = {}
    if statement.quote.kind == "indirect" or not _is_outright(first, quote):
        return []
    for row, other, _ in statement.carried[1:]:
        if _differ(first["outlet"], row["outlet"]) and _is_outright(row, other) and not same(other.speaker or "", quote.speaker or ""):
            found.setdefault(
                (row["outlet"], other.speaker or ""), {"outlet": row["outlet"], "record_id": row["record_id"], "speaker": other.speaker}
            )
    return list(found.values())


def _differ(left: str | None, right: str | None) -> bool:
    """Whether two outlets are known not to be one."""
    return bool(left and right) and left != right


def _is_outright(row: Row, quote: Quote) -> bool:
    """Whether an article names the speaker of these words where it says them: by a name, no pronoun or role, and with nothing guessed."""
    if quote.speaker is None or quote.speaker_span is None or quote.reason:
        return False
    mention = (row["text"] or "")[slice(*quote.speaker_span)].removeprefix("the ").removeprefix("The ")
    return (
        mention[:1].isupper() and mention.split()[-1][0].isupper() and same(mention, quote.speaker)
    )  # a pronoun shares no word with a name


MEASUREMENT = Measurement(
    "press.statement",
    "article",
    "words",
    "Each party's words in order, with to whom and where they were first seen, and how outlets differ in them.",
    SQL,
    judge,
    "title",
)
