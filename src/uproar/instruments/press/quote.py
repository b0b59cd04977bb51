"""press.quote: who is quoted in the articles of a case, with what words, to whom, and where."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.extract.page.article import text_id
from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.press.spoken import spoken

SQL = """
SELECT event_at AS moment, published_to AS to_at, outlet, title, url, text, record_id, 1 AS records
FROM article WHERE (event_at IS NULL OR (event_at >= $from_at AND event_at < $to_at)) ORDER BY coalesce(event_at, observed_at), record_id
"""


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """One finding a quotation; a speaker who cannot be told stays unknown.

    Args:
        rows: One an article: moment and to_at (microseconds or None), outlet, title, url, text.
        ask: The ask; with a subject other than the case's title, only that speaker's words.
    """
    name, wanted = "press.quote", ask.subject or ""
    if not rows:
        return [Unmeasured(name, wanted, "no article in the period", "articles: uproar load CASE article.html", ask.as_of)]
    found: list[Result] = [
        Finding(
            name,
            quote.speaker or "unknown speaker",
            quote.content,
            "words",
            ask.as_of,
            "Words between quotation marks, with the speaker that the article names for them.",
            from_at=None if row["moment"] is None else from_micros(row["moment"]),
            to_at=None if row["to_at"] is None else from_micros(row["to_at"]),
            detail={
                "speaker": quote.speaker, "cue": quote.cue, "addressee": quote.addressee, "kind": quote.kind, "marks": quote.marks, "span": quote.span,
                "article": row["record_id"], "text_id": text_id(row["text"] or ""), "outlet": row["outlet"], "title": row["title"], "url": row["url"],
            },
            notes=(quote.reason,) if quote.reason else (),
        )
        for row in rows
        for quote in spoken(row["text"] or "")[0]
    ]  # fmt: skip
    if not found:
        return [
            Unmeasured(
                name,
                wanted,
                f"no quotation in {len(rows)} article{'s' if len(rows) > 1 else ''}",
                "articles that quote somebody",
                ask.as_of,
            )
        ]
    return found


MEASUREMENT = Measurement(
    "press.quote", "article", "words", "Who is quoted in the articles of a case, with what words, to whom, and where.", SQL, judge, "title"
)
