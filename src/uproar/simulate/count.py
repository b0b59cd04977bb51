"""Count what is in the written files, in plain Python: a second way to every number, which shares no code with what it is compared with."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from uproar.simulate.story import END_AT, ONSET_AT, PUSHED_TERM, TERM, THURSDAY, iso
from uproar.simulate.truth import BurstTruth, CoordinationTruth, FileTruth, ReviewsTruth, TrendingTruth

TOP: Final = 10
YOUNG: Final = timedelta(days=30)  # below it platforms call an account new
_WATCHED: Final = {TERM.casefold(): TERM, PUSHED_TERM.casefold(): PUSHED_TERM}
_HASHTAG: Final = re.compile(r"#\w+")
_DAMAGED_ID: Final = re.compile(r"\d(\.\d+)?E\+\d+")


@dataclass(slots=True)
class PostCounts:
    """What one pass over the posts gathers.

    Attributes:
        file: What the file holds.
        term_hours: Posts with the term by hour of UTC.
        first_use_at: Its first post.
        thursday: Hour -> tag -> accounts, one entry a post.
        by_account: Account -> posts.
        watched: Each watched term -> account -> posts.
        young: Each watched term -> its posts by young accounts.
    """

    file: FileTruth
    term_hours: Counter[str]
    first_use_at: str
    thursday: dict[str, dict[str, list[str]]]
    by_account: Counter[str]
    watched: dict[str, Counter[str]]
    young: Counter[str]


def count_posts(path: Path) -> PostCounts:
    """Read every post once; a post counts once however often it is repeated."""
    skipped: Counter[str] = Counter()
    seen: set[str] = set()
    digest = hashlib.sha256()
    lines = duplicate = 0
    hours: Counter[str] = Counter()
    by_account: Counter[str] = Counter()
    watched: dict[str, Counter[str]] = {term: Counter() for term in _WATCHED.values()}
    young: Counter[str] = Counter()
    first = ""
    day = (iso(THURSDAY[0]), iso(THURSDAY[1]))
    thursday: dict[str, dict[str, list[str]]] = {}
    with gzip.open(path, "rb") as stream:
        for line in stream:
            lines += 1
            digest.update(line)
            post, reason = _post(line)
            if reason:
                skipped[reason] += 1
            elif post["id"] in seen:
                duplicate += 1
            else:
                seen.add(post["id"])
                tags = {tag.casefold() for tag in _HASHTAG.findall(post["text"])}
                hour = post["at"][:13] + ":00:00Z"
                by_account[post["author"]] += 1
                for tag in tags & _WATCHED.keys():
                    watched[_WATCHED[tag]][post["author"]] += 1
                    young[_WATCHED[tag]] += datetime.fromisoformat(post["at"]) - datetime.fromisoformat(post["author_created_at"]) < YOUNG
                if TERM.casefold() in tags:
                    hours[hour] += 1
                    first = min(first or post["at"], post["at"])
                if day[0] <= hour < day[1]:
                    for tag in tags:
                        thursday.setdefault(hour, {}).setdefault(tag, []).append(post["author"])
    file = FileTruth(lines, len(seen), duplicate, dict(sorted(skipped.items())), digest.hexdigest())
    return PostCounts(file, hours, first, thursday, by_account, watched, young)


def _post(line: bytes) -> tuple[dict[str, Any], str]:
    try:
        post = json.loads(line)
    except json.JSONDecodeError:
        return {}, "not_json"
    if _DAMAGED_ID.fullmatch(post["id"]):
        return {}, "damaged_id"
    return (post, "") if "at" in post else ({}, "no_time")


def burst(counts: PostCounts) -> BurstTruth:
    """The campaign: its bounds as planned, its peak and its episodes as counted."""
    hours = list(_hours(ONSET_AT.replace(minute=0), END_AT))
    episodes: list[tuple[str, str]] = []
    for start, end in zip(hours, [*hours[1:], iso(END_AT)], strict=True):
        if not counts.term_hours[start]:
            continue
        if episodes and episodes[-1][1] == start:
            episodes[-1] = (episodes[-1][0], end)
        else:
            episodes.append((start, end))
    peak = max(sorted(counts.term_hours), key=lambda hour: counts.term_hours[hour])
    first = counts.first_use_at[:19] + "Z"
    return BurstTruth(first, iso(ONSET_AT), iso(END_AT), peak, counts.term_hours.total(), len(counts.watched[TERM]), tuple(episodes))


def coordination(counts: PostCounts, group: Iterable[str]) -> CoordinationTruth:
    """What the group posted, of everything and of each watched term."""
    accounts = set(group)

    def share(posts: Counter[str]) -> float:
        return sum(posts[account] for account in accounts) / posts.total()

    posts = sum(counts.by_account[account] for account in accounts)
    return CoordinationTruth(len(accounts), posts, share(counts.by_account), {term: share(posts) for term, posts in counts.watched.items()})


def young(counts: PostCounts) -> dict[str, float]:
    """Of each watched term, the share of its posts that young accounts made."""
    return {term: counts.young[term] / posts.total() for term, posts in counts.watched.items()}


def _hours(start: datetime, end: datetime) -> Iterator[str]:
    while start < end:
        yield iso(start)
        start += timedelta(hours=1)


def trending(counts: PostCounts) -> TrendingTruth:
    """The term among the tags of each hour of Thursday."""
    ranks: list[int | None] = []
    by_authors = tied = 0
    hours = list(_hours(*THURSDAY))
    for hour in hours:
        tags = counts.thursday.get(hour, {})
        posts = {tag: len(authors) for tag, authors in tags.items()}
        own = posts.get(TERM.casefold(), 0)
        ranks.append(1 + sum(count > own for count in posts.values()) if own else None)
        people = {tag: len(set(authors)) for tag, authors in tags.items()}
        mine = people.get(TERM.casefold(), 0)
        by_authors += mine > 0 and sum(count > mine for count in people.values()) < TOP
        tied += own > 0 and len(posts) > TOP and sorted(posts.values(), reverse=True)[TOP - 1] == own
    inside = sum(rank is not None and rank <= TOP for rank in ranks)
    calm = tuple(hour for hour, rank in zip(hours, ranks, strict=True) if rank is None)
    return TrendingTruth(
        iso(THURSDAY[0]), iso(THURSDAY[1]), TOP, tuple(ranks), inside, inside / len(hours), by_authors / len(hours), calm, tied
    )


def count_audience(path: Path) -> tuple[FileTruth, ReviewsTruth]:
    """The audience's reviews: each id once, the unrated left out."""
    data = path.read_bytes()
    seen: set[str] = set()
    days: dict[str, list[float]] = {}
    rows = duplicate = unrated = 0
    for row in csv.DictReader(io.StringIO(data.decode())):
        rows += 1
        if not row["grade"]:
            unrated += 1
        elif row["id"] in seen:
            duplicate += 1
        else:
            seen.add(row["id"])
            days.setdefault(row["date"], []).append(int(row["grade"]) / 10)
    file = FileTruth(rows, len(seen), duplicate, {"no_rating": unrated}, hashlib.sha256(data).hexdigest())
    return file, _reviews(days, 0)


def count_critics(path: Path) -> tuple[FileTruth, ReviewsTruth]:
    """The critics' reviews; letters are counted but have no number of their own, since sites turn them into points differently."""
    data = path.read_bytes()
    days: dict[str, list[float]] = {}
    records = letters = 0
    for line in data.decode().splitlines():
        review = json.loads(line)
        records += 1
        if "/" in review["rating"]:
            value, best = review["rating"].split("/")
            days.setdefault(review["at"][:10], []).append(float(value) / float(best))
        else:
            letters += 1
    return FileTruth(records, records, 0, {}, hashlib.sha256(data).hexdigest()), _reviews(days, letters)


def _reviews(days: dict[str, list[float]], letters: int) -> ReviewsTruth:
    every = [value for day in days.values() for value in day]
    by_day = {day: (len(values), round(sum(values) / len(values), 6)) for day, values in sorted(days.items())}
    zeros = sum(value == 0 for value in every) / len(every)
    return ReviewsTruth(len(every) + letters, round(sum(every) / len(every), 6), round(zeros, 6), by_day, min(days), max(days), letters)


def count_readings(path: Path) -> tuple[FileTruth, list[tuple[datetime, int, int]]]:
    """The readings of the counter: time, count, goal."""
    data = path.read_bytes()
    readings: list[tuple[datetime, int, int]] = []
    for row in csv.DictReader(io.StringIO(data.decode())):
        at = datetime.fromisoformat(row["time"]).astimezone(UTC)
        readings.append((at, int(row["count"]), int(row["goal"])))
    return FileTruth(len(readings), len(readings), 0, {}, hashlib.sha256(data).hexdigest()), readings


def count_document(path: Path) -> FileTruth:
    """One saved page or article."""
    return FileTruth(1, 1, 0, {}, hashlib.sha256(path.read_bytes()).hexdigest())
