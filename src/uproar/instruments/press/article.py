"""press.article: the articles of a case, with the provenance of their dates."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros

SQL = """
SELECT event_at AS moment, published_to AS to_at, observed_at, outlet, title, url, published_source, confidence, length(text) AS characters, record_id, 1 AS records
FROM article WHERE (event_at IS NULL OR (event_at >= $from_at AND event_at < $to_at)) ORDER BY coalesce(event_at, observed_at), record_id
"""


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """One finding an article, by date; an unknown date stays unknown.

    Args:
        rows: One an article: moment and to_at (microseconds or None), outlet, title, url, published_source, confidence, characters.
        ask: The ask.
    """
    if not rows:
        return [
            Unmeasured("press.article", ask.subject or "", "no article in the period", "articles: uproar load CASE article.html", ask.as_of)
        ]
    return [
        Finding(
            "press.article",
            row["outlet"] or row["url"] or "unknown outlet",
            row["title"] or "(no title)",
            "title",
            ask.as_of,
            "Main text, title and date read from the saved article.",
            from_at=None if row["moment"] is None else from_micros(row["moment"]),
            to_at=None if row["to_at"] is None else from_micros(row["to_at"]),
            detail={key: row[key] for key in ("url", "outlet", "published_source", "confidence", "characters", "record_id")},
            notes=("Its date is unknown: give --published when loading it.",) if row["moment"] is None else (),
        )
        for row in rows
    ]


MEASUREMENT = Measurement(
    "press.article", "article", "title", "The articles of a case, with the provenance of their dates.", SQL, judge, "title"
)
