"""pages.current: what a title page said at its last reading."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros

SQL = """
SELECT event_at AS moment, url, title, description, picture, rating, availability, 1 AS records
FROM page WHERE page = $subject AND event_at >= $from_at AND event_at < $to_at
ORDER BY event_at DESC, key LIMIT 1
"""


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """The page as last read.

    Args:
        rows: The last reading, or none: moment (microseconds) and every field.
        ask: The ask; its subject is the page.
    """
    name, page = "pages.current", ask.subject or ""
    if not rows:
        return [
            Unmeasured(
                name,
                page,
                "no reading of it by then",
                f"a saved page: uproar load CASE page.html --page {page or 'NAME'} --observed-at ...",
                ask.as_of,
            )
        ]
    row = rows[0]
    at = from_micros(row["moment"])
    fields = {field: row[field] for field in ("url", "title", "description", "picture", "rating", "availability") if row[field] is not None}
    return [Finding(name, page, row["title"] or "", "title", ask.as_of, "The last saved page.", from_at=at, to_at=at, detail=fields)]


MEASUREMENT = Measurement("pages.current", "page", "title", "What a title page said at its last reading.", SQL, judge, "pages")
