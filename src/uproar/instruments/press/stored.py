"""The articles of a case as they were read, for whoever checks their claims."""

from __future__ import annotations

from datetime import datetime

from uproar.extract.page.article import Article
from uproar.findings import from_micros, to_micros
from uproar.store import Store

SQL = """
SELECT record_id, title, text, event_at, published_to, published_source, confidence, url, outlet
FROM article ORDER BY coalesce(event_at, observed_at), record_id
"""


def stored_articles(store: Store, as_of: datetime) -> list[tuple[str, Article]]:
    """Every article known at `as_of`, oldest first, with its record id."""
    return [
        (
            row["record_id"],
            Article(
                title=row["title"] or "",
                text=row["text"] or "",
                published_from=None if row["event_at"] is None else from_micros(row["event_at"]),
                published_to=None if row["published_to"] is None else from_micros(row["published_to"]),
                published_source=row["published_source"] or "unknown",
                confidence=row["confidence"] or "none",
                url=row["url"] or "",
                outlet=row["outlet"] or "",
            ),
        )
        for row in store.reduce(SQL, {}, to_micros(as_of)).rows
    ]
