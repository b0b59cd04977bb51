"""posts.volume: how many posts and accounts used a term, per interval."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.posts.sampling import refuse

# Accounts are counted in two steps (interval and account, then interval): the only form of a distinct count that every engine finishes.
SQL = """
WITH used AS (
  SELECT (event_at - $origin) // $interval AS bin, author, sampling, count(*) AS posts
  FROM post
  WHERE event_at >= $from_at AND event_at < $to_at
    AND ($subject IS NULL OR list_contains(terms, $subject)
         OR ($is_phrase AND contains(coalesce(folded, lower(text)), $word) AND regexp_matches(coalesce(folded, lower(text)), $pattern)))
  GROUP BY bin, author, sampling
), stream AS (
  SELECT DISTINCT (event_at - $origin) // $interval AS bin FROM post WHERE event_at >= $from_at AND event_at < $to_at
)
SELECT bin, $origin + bin * $interval AS moment, sum(posts)::BIGINT AS posts, count(DISTINCT author) AS accounts,
       string_agg(DISTINCT sampling, ',') AS samplings, sum(posts)::BIGINT AS records,
       (SELECT count(*) FROM stream WHERE bin BETWEEN (SELECT min(bin) FROM used) AND (SELECT max(bin) FROM used)) AS covered
FROM used GROUP BY bin ORDER BY bin
"""


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Add the posts of every interval up; the series keeps the intervals.

    Args:
        rows: One an interval that has posts: bin, moment (microseconds), posts, accounts, samplings, covered (intervals from the first to the last in which there is
            any post).
        ask: The ask.
    """
    subject = ask.subject or "all posts"
    if not rows:
        return [
            Unmeasured(
                "posts.volume", subject, "no post with it in the period", "posts that use it: uproar load CASE posts.ndjson", ask.as_of
            )
        ]
    if refused := refuse("posts.volume", rows, ask, ["browse"]):
        return [refused]
    total = sum(row["posts"] for row in rows)
    peak = max(rows, key=lambda row: (row["posts"], -row["moment"]))
    searched = any("search" in str(row["samplings"]) for row in rows)
    notes = ["The posts come from a search: their course over time can be read, their number is not the platform's."] if searched else []
    between = rows[-1]["bin"] - rows[0]["bin"] + 1
    gaps = between - rows[0]["covered"]
    if gaps > 0 and not searched:
        notes.append(
            f"{gaps:,} of {between:,} intervals hold no post of any kind: there the collection has a gap or the stream fell silent, not the term alone."
        )
    return [
        Finding(
            "posts.volume",
            subject,
            total,
            "posts",
            ask.as_of,
            "Posts that use the term, counted per interval.",
            low=None if searched else total,
            high=None if searched else total,
            from_at=from_micros(rows[0]["moment"]),
            to_at=min(from_micros(rows[-1]["moment"] + _interval(ask)), ask.to_at or ask.as_of, ask.as_of),
            detail={
                "peak_at": from_micros(peak["moment"]),
                "peak_posts": peak["posts"],
                "peak_accounts": peak["accounts"],
                "intervals": len(rows),
                "intervals_without_posts": gaps,
            },
            series=tuple({"at": from_micros(row["moment"]), "posts": row["posts"], "accounts": row["accounts"]} for row in rows),
            notes=tuple(notes),
        )
    ]


def _interval(ask: Ask) -> int:
    return int(MEASUREMENT.setting(ask, "interval"))


MEASUREMENT = Measurement(
    "posts.volume",
    "post",
    "posts",
    "How many posts and accounts used a term, per interval.",
    SQL,
    judge,
    "terms",
    {"interval": 3_600_000_000},
)
