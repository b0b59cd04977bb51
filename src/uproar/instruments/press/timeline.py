"""press.timeline: the days that the articles of a case name most, each with the sentences that name it."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from uproar.extract.dates.find import find_dates
from uproar.extract.dates.tense import tense_at
from uproar.extract.sentences import sentences
from uproar.extract.similarity import lead_terms, without_heading
from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.press.stories import SQL, originals, when

_CLEAR: Final = range(40, 301)  # characters: a shorter sentence tells nothing by itself, a longer one too much
_LONGEST: Final = 300
# An entry of a live blog or a turn of a talk tells of its own moment, not of the day.
_LABEL: Final = re.compile(r"\W*(?:(?i:update|breaking|new:)|\d{1,2}[:.]\d\d|[A-Z][A-Z .,'’-]+:)|[^\w“\"‘']*[a-z]|.*\b(?i:transcript)\b")
_ARTICLES: Final = 10  # shown for each day


@dataclass(frozen=True, slots=True)
class Mention:
    """One article's first clear sentence about one day.

    Attributes:
        rank: How well it tells by itself what happened: 0 where it is too short or too long, else 1, and one more each for the day's own expression with a
            verb that looks back beside it, and for being no entry of a live blog, no turn of a talk and no half sentence.
    """

    row: Row
    sentence: str
    rank: int
    later: bool  # the article appeared on a later day


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """One finding a day, in order: how many articles name it, copies counted once, and with which sentences.

    Args:
        rows: One an article, in order of arrival: moment, to_at and arrived (microseconds or None), outlet, title, url, text, record_id.
        ask: The ask; its setting `days` is how many days are given at most. Days are those of its zone.
    """
    place = ZoneInfo(ask.zone)
    named = days_named([row for row, original in zip(rows, originals(rows), strict=True) if original is None], ask.zone)
    last = ask.as_of.astimezone(place).date()
    scores = {day: score(mentions) for day, mentions in named.items() if day <= last}
    chosen = sorted(scores, key=lambda day: (-scores[day], day))[: int(MEASUREMENT.setting(ask, "days"))]
    if not chosen:
        count = len(rows)
        reason = f"no day named in {count} article{'s' if count > 1 else ''}" if rows else "no article in the period"
        needs = "dated articles that say when things happened" if rows else "articles: uproar load CASE article.html"
        return [Unmeasured("press.timeline", ask.subject or "", reason, needs, ask.as_of)]
    return [_finding(day, named[day], scores[day], ask, place) for day in sorted(chosen)]


def score(mentions: Sequence[Mention]) -> int:
    """Articles that name a day, and again those that name it on a later one: what is still told afterwards mattered."""
    return len(mentions) + sum(mention.later for mention in mentions)


def most_shared(mentions: Sequence[Mention]) -> Mention:
    """The sentence whose terms those of other articles share most, by the root of its length and by how well it tells by itself; the first of equals.

    References:
        Erkan and Radev, "LexRank: graph-based lexical centrality as salience in text summarization", JAIR 22 (2004), section 3.1 (degree centrality).
    """
    terms = [lead_terms("", mention.sentence).keys() for mention in mentions]
    held = Counter(term for own in terms for term in own)
    central = [
        mention.rank * sum(held[term] - 1 for term in own) / math.sqrt(len(own) or 1) for mention, own in zip(mentions, terms, strict=True)
    ]
    return mentions[max(range(len(mentions)), key=lambda place: (central[place], mentions[place].rank, -place))]


def days_named(rows: Sequence[Row], zone: str) -> dict[date, list[Mention]]:
    """Each day that articles name as past or present, with one mention an article, in order of arrival.

    Args:
        rows: The articles, copies left out.
        zone: IANA zone in which days are cut.
    """
    place = ZoneInfo(zone)
    found: dict[date, list[Mention]] = {}
    for row in rows:
        published = None if row["moment"] is None else from_micros(row["moment"]).astimezone(place).date()
        best: dict[date, tuple[int, str]] = {}
        for start, sentence, rank in _dated(row["text"] or "", row["moment"], row["to_at"], zone):
            day = start.astimezone(place).date()
            if (published is None or day <= published) and rank > best.get(day, (-1, ""))[0]:  # the first of the best
                best[day] = rank, sentence
        for day, (rank, sentence) in best.items():
            found.setdefault(day, []).append(Mention(row, _cut(sentence), rank, published is not None and day < published))
    return found


@lru_cache(maxsize=4096)
def _dated(text: str, moment: int | None, to_at: int | None, zone: str) -> tuple[tuple[datetime, str, int], ...]:
    return tuple(_found(text, moment, to_at, zone))


def _found(text: str, moment: int | None, to_at: int | None, zone: str) -> Iterator[tuple[datetime, str, int]]:
    """Every expression that names a day or a part of one, with its sentence and how well that tells."""
    published = None if moment is None else from_micros(moment)
    # The end of a moment known to the second is that moment; dates are read from the day it lies in.
    until = None if published is None else max(from_micros(to_at or 0), published + timedelta(microseconds=1))
    spans = sentences(text)
    starts = [start for start, _ in spans]
    for expression in find_dates(text, published_from=published, published_to=until, zone=zone):
        start, end = expression.from_at, expression.to_at
        # 25 hours: a day on which clocks are set back.
        if start is not None and end is not None and end - start <= timedelta(hours=25):
            place = spans[max(bisect_right(starts, expression.span[0]) - 1, 0)]
            whole = " ".join(text[slice(*place)].split())
            sentence = without_heading(whole) or whole
            tells = " ".join(expression.text.split()) in sentence and tense_at(text, *expression.span) == "past"
            # "So far" and "now" speak of the day of writing: any sentence that names a day goes before.
            clear = len(sentence) in _CLEAR and expression.value != "PRESENT_REF"
            yield start, sentence, (1 + tells + (_LABEL.match(sentence) is None)) if clear else 0


def _finding(day: date, mentions: Sequence[Mention], weight: int, ask: Ask, place: ZoneInfo) -> Finding:
    start = datetime.combine(day, time(), place)
    clear = most_shared(mentions)
    return Finding(
        "press.timeline",
        day.isoformat(),
        len(mentions),
        "articles",
        ask.as_of,
        "Days that articles name as past or present, by how many name them and how many still do on a later day; copies of one text count once.",
        low=len(mentions),
        high=len(mentions),
        from_at=start.astimezone(UTC),
        to_at=datetime.combine(day + timedelta(days=1), time(), place).astimezone(UTC),
        detail={
            "sentence": clear.sentence, "outlet": clear.row["outlet"], "record_id": clear.row["record_id"], "score": weight,
            "later": sum(mention.later for mention in mentions), "outlets": len({mention.row["outlet"] for mention in mentions if mention.row["outlet"]}),
        },
        series=tuple(
            {
                "at": when(mention.row["moment"]), "to_at": when(mention.row["to_at"]), "outlet": mention.row["outlet"], "title": mention.row["title"],
                "url": mention.row["url"],
                "record_id": mention.row["record_id"], "sentence": mention.sentence,
            }
            for mention in mentions[:_ARTICLES]
        ),
        notes=(f"{_ARTICLES} of the {len(mentions)} articles are shown.",) if len(mentions) > _ARTICLES else (),
    )  # fmt: skip


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST].rsplit(" ", 1)[0] + " …"


MEASUREMENT = Measurement(
    "press.timeline",
    "article",
    "articles",
    "The days that the articles of a case name most, each with the sentences that name it.",
    SQL,
    judge,
    "title",
    {"days": 20},
)
