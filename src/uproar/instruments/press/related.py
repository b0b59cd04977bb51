"""press.related: which other stories of the record a reader should open next, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from uproar.extract.similarity import lead_terms
from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured
from uproar.instruments.press.spoken import spoken
from uproar.instruments.press.stories import SQL, Story, into_stories, when
from uproar.stats.clusters import SinglePass

# On ECB+ Train, 83 % of the pairs of stories at least this alike are of one topic, and 64 % at .10.
LEAST: Final = 0.15
_ROWS, _OPENING = 10, 1_000  # articles of a story, and characters of each, whose names are looked at: terms come from the opening
_NAME: Final = re.compile(r"[A-Z][\w'’&.-]*[\w'’](?:[^\S\n]+(?:(?:of|the|de|for)[^\S\n]+){0,2}[A-Z](?:\.|[\w'’&.-]*[\w'’]))*")
_ENDS: Final = re.compile(r"^(?:[a-z]+ )+|(?: [a-z]+)+$|['’]s$")
_SHOWN: Final = 5  # names, and other terms, shown as the reason


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """One finding a story: its nearest other stories, each with its distance and what joins them; "none" where none is near.

    Args:
        rows: One an article, in order of arrival: moment, to_at and arrived (microseconds or None), outlet, title, url, text, record_id.
        ask: The ask; its setting `stories` is how many are given for each.
    """
    found, model = into_stories(rows)
    by_number = {story.number: story for story in found}
    limit = int(MEASUREMENT.setting(ask, "stories"))
    near = model.neighbours(limit)
    asked = [story for story in found if story.touches(ask)]
    if not asked:
        return [
            Unmeasured("press.related", ask.subject or "", "no article in the period", "articles: uproar load CASE article.html", ask.as_of)
        ]
    results: list[Result] = []
    for story in asked:
        series = tuple(
            _row(story, by_number[number], 1 - cosine, shared, model)
            for number, cosine, shared in near[story.number]
            if cosine >= LEAST and len(shared) > 1
        )
        results.append(
            Finding(
                "press.related",
                story.title,
                series[0]["title"] if series else "none",
                "title",
                ask.as_of,
                "Other stories of the record by the terms and names they share, rare ones weighing more; never copies of the same text.",
                from_at=when(story.moments[0]) if story.moments else None,
                to_at=when(story.last) if story.moments else None,
                detail={"stories": len(found) - 1, "near": len(series), "distance": series[0]["distance"] if series else None},
                series=series,
            )
        )
    return results


def _row(story: Story, other: Story, distance: float, shared: Sequence[str], model: SinglePass) -> dict[str, Any]:
    folded = [term for term in shared if model.capital_share(term) > 0.5]
    names = as_printed(folded, "\n".join(f"{row['title'] or ''}\n{(row['text'] or '')[:_OPENING]}" for row in story.rows[:_ROWS]))[:_SHOWN]
    terms = [term for term in shared if term not in folded][:_SHOWN]
    parties = sorted(_speakers(story) & _speakers(other))
    first = other.rows[0]
    return {
        "title": other.title, "at": when(other.moments[0]) if other.moments else None, "outlet": first["outlet"], "url": first["url"],
        "record_id": first["record_id"], "distance": distance, "names": names, "terms": terms, "speakers": parties, "when": _when(story, other),
        "why": _why(names, terms, parties, _when(story, other)),
    }  # fmt: skip


def _when(story: Story, other: Story) -> str:
    if not (story.moments and other.moments):
        return "unknown"
    if other.moments[0] > story.moments[-1]:
        return "later"
    return "earlier" if other.moments[-1] < story.moments[0] else "meanwhile"


def _why(names: Sequence[str], terms: Sequence[str], parties: Sequence[str], order: str) -> str:
    parts = [f"quotes {', '.join(parties[:_SHOWN])} too"] if parties else []
    parts += [f"names {', '.join(names)} too"] if names else []
    parts += [f"shares the words {', '.join(terms)}"] if terms and not names else []
    parts += {"later": ["came later"], "earlier": ["came before"]}.get(order, [])
    return "; ".join(parts)


def _speakers(story: Story) -> frozenset[str]:
    return frozenset().union(*(_speakers_of(row["text"] or "") for row in story.rows))


def _speakers_of(text: str) -> frozenset[str]:
    """Everybody quoted by name: a role ("spokesperson") may be another's in another article."""
    return frozenset(quote.speaker for quote in spoken(text)[0] if quote.speaker and quote.speaker[0].isupper())


def as_printed(terms: Sequence[str], text: str) -> list[str]:
    """Whole names as a text prints them, all of whose words are among some terms; in the order of those, each term in one name, the longest.

    A term that only stands in names with other words too is left out: "Bank" tells not which.

    Example:
        >>> as_printed(["sachs", "goldman", "bank", "paulson"], "Goldman Sachs asked Henry Paulson. Paulson and the Bank of Brack answered.")
        ['Goldman Sachs', 'Paulson']
    """
    wanted = frozenset(terms)
    found: dict[str, tuple[int, str]] = {}
    for match in _NAME.finditer(text):
        for name, own in _parts(match[0].split()):
            for term in own if wanted.issuperset(own) else ():
                found[term] = max(found.get(term, (0, "")), (len(own), name), key=lambda one: one[0])
    return list(dict.fromkeys(found[term][1] for term in terms if term in found))


def _parts(run: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The names in a run of capitalised words, each with its terms: a word that is no term ("The", "Monday", "CNN") parts them, an initial does not."""
    for is_name, part in groupby(run, lambda word: word[0].islower() or word[1:] == "." or bool(lead_terms("", word))):
        own = [term for word in part_words for term in lead_terms("", word)] if (part_words := list(part)) and is_name else []
        if own:
            yield _ENDS.sub("", " ".join(part_words)), own


MEASUREMENT = Measurement(
    "press.related",
    "article",
    "title",
    "Which other stories of the record a reader should open next, and why.",
    SQL,
    judge,
    "title",
    {"stories": 3},
    whole_past=True,
)
