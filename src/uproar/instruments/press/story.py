"""press.story: the articles of a case put into stories as they arrive, copies of one text counted once."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured
from uproar.instruments.press.stories import SQL, Story, into_stories, when


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """One finding a story, the one with most articles first; its value counts articles, copies of one text once.

    Args:
        rows: One an article, in order of arrival: moment, to_at and arrived (microseconds or None), outlet, title, url, text, record_id.
        ask: The ask; of the stories known at its end, those with an article in its period are given.
    """
    stories = [story for story in into_stories(rows)[0] if story.touches(ask)]
    if not stories:
        return [
            Unmeasured("press.story", ask.subject or "", "no article in the period", "articles: uproar load CASE article.html", ask.as_of)
        ]
    return [_finding(story, ask) for story in sorted(stories, key=lambda story: (-story.copy_of.count(None), -len(story.rows)))]


def _finding(story: Story, ask: Ask) -> Finding:
    distinct = story.copy_of.count(None)
    moments = story.moments
    undated = len(story.rows) - len(moments)
    first = min((row for row in story.rows if row["moment"] is not None), key=lambda row: (row["moment"], row["record_id"]), default=None)
    return Finding(
        "press.story",
        story.title,
        distinct,
        "articles",
        ask.as_of,
        "Articles put into stories in one pass as they arrived; copies of one text count once.",
        low=distinct,
        high=distinct,
        from_at=when(moments[0]) if moments else None,
        to_at=when(story.last) if moments else None,
        detail={
            "title": story.title,
            "copies": len(story.rows) - distinct,
            "outlets": sorted({row["outlet"] for row in story.rows if row["outlet"]}),
            "first_at": when(first["moment"]) if first else None,
            "first_to_at": when(first["to_at"]) if first else None,
            "first_outlet": first["outlet"] if first else None,
        },
        series=tuple(
            {
                "at": when(row["moment"]), "to_at": when(row["to_at"]), "outlet": row["outlet"], "title": row["title"], "url": row["url"],
                "record_id": row["record_id"], "copy_of": original,
            }
            for row, original in zip(story.rows, story.copy_of, strict=True)
        ),
        notes=(f"{undated} of its {len(story.rows)} articles have no date: any of them may have been first.",) if undated else (),
    )  # fmt: skip


MEASUREMENT = Measurement(
    "press.story",
    "article",
    "articles",
    "The articles of a case put into stories as they arrive, copies of one text counted once.",
    SQL,
    judge,
    "title",
    whole_past=True,
)
