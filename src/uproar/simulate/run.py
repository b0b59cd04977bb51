"""Write the whole story, then count it and write its truth."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from uproar.errors import UsageError
from uproar.simulate import articles, count, pages, petition, posts, reviews, story
from uproar.simulate.article_texts import STORIES
from uproar.simulate.story import iso, local
from uproar.simulate.truth import (
    VERSION,
    ArticleTruth,
    ClaimTruth,
    CountTruth,
    FileTruth,
    PageTruth,
    PetitionTruth,
    PushedTruth,
    Truth,
    write_truth,
)

# Between 300 posts and 30 million; less is too thin for a rhythm, more does not fit the memory of a laptop.
SMALLEST: Final = 0.01
LARGEST: Final = 1_000.0
# Moments whose count is written down: quiet ones, the articles' evening, the middle of the gap, both sides of the removal, the end.
_MOMENTS: Final = (
    local(11, 21),
    local(12),
    local(12, 12),
    local(12, 18),
    local(12, 21),
    local(13),
    local(13, 4, 30),
    local(13, 12),
    local(14),
    local(14, 10, 59),
    local(14, 11),
    local(15),
    local(16),
)


def simulate(out: Path, *, seed: int = 7, scale: float = 1.0) -> Truth:
    """Write the invented story of Tidewater into a folder, with its truth beside it.

    Args:
        out: Folder to write to; files of an earlier story are overwritten.
        seed: The same seed gives the same files, on every machine (packed files: the same content).
        scale: Multiplies the posts, about 30,000 at 1; reviews, petition, page, articles and the pushing group stay as they are.

    Returns:
        The truth, as written to `truth.json`.

    Raises:
        UsageError: `seed` is negative, `scale` out of range, or `out` cannot be written.
    """
    if seed < 0:
        raise UsageError("uproar simulate", "a seed of 0 or more", str(seed), "Give another --seed.")
    if not (math.isfinite(scale) and SMALLEST <= scale <= LARGEST):
        raise UsageError(
            "uproar simulate", f"a scale from {SMALLEST} to {LARGEST:g}", str(scale), "Give another --scale; 1 is about 30,000 posts."
        )
    try:
        out.mkdir(parents=True, exist_ok=True)
        planted = posts.write_posts(out, seed, scale)
        reviews.write_audience(out, seed)
        reviews.write_critics(out, seed)
        counter = petition.write_petition(out, seed)
        pages.write_pages(out)
        articles.write_articles(out)
        truth = _truth(out, seed, scale, planted, counter)
        write_truth(truth, out)
    except OSError as error:
        raise UsageError("uproar simulate", f"to write into {out}", str(error), "Give a folder that can be written.") from error
    return truth


def _truth(out: Path, seed: int, scale: float, planted: posts.Planted, counter: petition.Counter) -> Truth:
    counted = count.count_posts(out / posts.FILE)
    audience_file, audience = count.count_audience(out / reviews.AUDIENCE_FILE)
    critics_file, critics = count.count_critics(out / reviews.CRITICS_FILE)
    readings_file, readings = count.count_readings(out / petition.FILE)
    documents = [*(pages.file_of(at) for at in pages.SNAPSHOTS), *(articles.file_of(each) for each in STORIES)]
    files: dict[str, FileTruth] = {
        posts.FILE: counted.file,
        reviews.AUDIENCE_FILE: audience_file,
        reviews.CRITICS_FILE: critics_file,
        petition.FILE: readings_file,
        **{name: count.count_document(out / name) for name in documents},
    }
    volleys = tuple(iso(datetime.fromtimestamp(at / 1_000, UTC)) for at in planted.volleys)
    pushes = counted.watched[story.PUSHED_TERM].total()
    pushed = PushedTruth(story.PUSHED_TERM, posts.GROUP, planted.accounts, pushes, volleys, posts.VOLLEY_MS // 1_000)
    return Truth(
        VERSION,
        seed,
        scale,
        story.ZONE,
        story.TITLE,
        story.TERM,
        iso(story.FROM_AT),
        iso(story.TO_AT),
        iso(story.RELEASED_AT),
        files,
        count.burst(counted),
        count.trending(counted),
        pushed,
        count.coordination(counted, planted.accounts),
        count.young(counted),
        {"audience": audience, "critics": critics},
        _petition(counter, readings),
        _page(),
        _articles(),
    )


def _petition(counter: petition.Counter, readings: list[tuple[datetime, int, int]]) -> PetitionTruth:
    def near(at: datetime) -> bool:
        reach = timedelta(minutes=30)
        return any(at - reach <= time <= at for time, _, _ in readings) and any(at <= time <= at + reach for time, _, _ in readings)

    counts = tuple(CountTruth(iso(at), counter.at(at), petition.goal_of(counter.at(at)), near(at)) for at in _MOMENTS)
    goals = tuple(dict.fromkeys(goal for _, _, goal in readings))
    opened, removed_at = iso(story.PETITION_AT), iso(petition.REMOVED_AT)
    before = max(time for time, _, _ in readings if time <= petition.GAP[0])
    after = min(time for time, _, _ in readings if time >= petition.GAP[1])
    return PetitionTruth(story.PETITION_ID, opened, counts, petition.REMOVED, removed_at, (iso(before), iso(after)), goals)


def _page() -> PageTruth:
    moments = [iso(at) for at in pages.SNAPSHOTS]
    return PageTruth(
        story.PAGE_ID,
        story.PAGE_URL,
        {pages.file_of(at): iso(at) for at in pages.SNAPSHOTS},
        (moments[1], moments[2]),
        iso(story.PAGE_CHANGED_AT),
        pages.CHANGED,
        ("title", "rating", "availability"),
    )


def _articles() -> dict[str, ArticleTruth]:
    return {
        articles.file_of(each): ArticleTruth(
            each.outlet,
            each.author,
            each.title,
            articles.url_of(each),
            iso(each.published_at),
            tuple(ClaimTruth(told.kind, told.verdict, told.snippet, told.why) for told in each.claims),
            each.quotes,
        )
        for each in STORIES
    }
