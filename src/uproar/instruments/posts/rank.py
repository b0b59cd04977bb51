"""posts.rank: the trending list per interval, and the share of a period in which a term was on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros, to_micros
from uproar.instruments.posts.sampling import refuse

# Terms are ranked by the accounts that used them, then by posts: one busy account is not a trend. Ties are kept open: `best_rank` counts the terms that stand
# clearly above, `worst_rank` also those that stand level.
SQL = """
WITH used AS (
  SELECT (event_at - $origin) // $interval AS bin, author, unnest(list_distinct(terms)) AS term, sampling
  FROM post WHERE event_at >= $from_at AND event_at < $to_at
), by_account AS (
  SELECT bin, term, author, count(*) AS posts FROM used GROUP BY bin, term, author
), by_term AS (
  SELECT bin, term, count(*) AS accounts, sum(posts)::BIGINT AS posts FROM by_account WHERE term LIKE '#%' OR term = $subject GROUP BY bin, term
), ranked AS (
  SELECT bin, term, accounts, posts,
         rank() OVER (PARTITION BY bin ORDER BY accounts DESC, posts DESC) AS best_rank,
         count(*) OVER (PARTITION BY bin ORDER BY accounts DESC, posts DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS worst_rank
  FROM by_term
), covered AS (
  SELECT (event_at - $origin) // $interval AS bin, count(*) AS posts, count(author) AS authored, string_agg(DISTINCT sampling, ',') AS samplings
  FROM post WHERE event_at >= $from_at AND event_at < $to_at GROUP BY bin
)
SELECT c.bin, $origin + c.bin * $interval AS moment, c.posts AS all_posts, c.authored, c.samplings, r.term, r.accounts, r.posts, r.best_rank, r.worst_rank,
       CASE WHEN row_number() OVER (PARTITION BY c.bin ORDER BY r.best_rank, r.term) = 1 THEN c.posts ELSE 0 END AS records
FROM covered c LEFT JOIN ranked r ON r.bin = c.bin AND (r.best_rank <= $k OR r.term = $subject)
ORDER BY c.bin, r.best_rank, r.term
"""


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Share of the period's intervals in which the subject was among the first k.

    Intervals without a single post are gaps in the collection, not hours off the list: they widen the interval of the share instead of lowering it.

    Args:
        rows: One a listed term and interval: bin, moment, all_posts, samplings, term, accounts, posts, best_rank, worst_rank; the term is None in an interval
            that has posts but no terms.
        ask: The ask; without `from_at` and `to_at` the period runs from the first post to the last.
    """
    name, subject = "posts.rank", ask.subject or ""
    if not rows:
        return [
            Unmeasured(
                name, subject, "no post in the period", "posts of the whole stream in that period: uproar load CASE posts.ndjson", ask.as_of
            )
        ]
    if refused := refuse(name, rows, ask, ["browse", "search"]):
        return [refused]
    posts = sum(row["records"] for row in rows)
    if posts < MEASUREMENT.least_records:
        return [
            Unmeasured(
                name,
                subject,
                f"only {posts} post{'s' if posts > 1 else ''} in the period",
                f"at least {MEASUREMENT.least_records} posts of the whole stream",
                ask.as_of,
            )
        ]
    if subject and not subject.startswith(("#", "$")):
        return [Unmeasured(name, subject, "a phrase stands on no list of hashtags", "a hashtag, written with its mark: '#...'", ask.as_of)]
    if not any(row["authored"] for row in rows):
        return [
            Unmeasured(
                name, subject, "the posts carry no author", "posts with a column of authors, since terms are ranked by accounts", ask.as_of
            )
        ]
    interval = int(MEASUREMENT.setting(ask, "interval"))
    k, least = int(MEASUREMENT.setting(ask, "k")), int(MEASUREMENT.setting(ask, "min_accounts"))
    start = to_micros(ask.from_at) if ask.from_at else rows[0]["moment"]
    end = to_micros(ask.to_at) if ask.to_at else rows[-1]["moment"] + interval
    origin = rows[0]["moment"] - rows[0]["bin"] * interval
    # Every interval that the period touches counts, also those that it cuts.
    total = max(1, (end - 1 - origin) // interval - (start - origin) // interval + 1)
    seen = {row["bin"] for row in rows}
    mine = [row for row in rows if row["term"] == subject and row["accounts"] >= least]
    sure = [row for row in mine if row["worst_rank"] <= k]
    maybe = [row for row in mine if row["best_rank"] <= k]
    gaps = total - len(seen)
    notes = []
    if gaps > 0:
        notes.append(
            f"{gaps} of {total} intervals hold no post at all: the collection has a gap there, and the share's upper bound allows for it."
        )
    if len(maybe) > len(sure):
        notes.append(f"In {len(maybe) - len(sure)} intervals the term shares the last place with others.")
    if total and gaps >= total:
        return [Unmeasured(name, subject, "the period holds no post", "posts of that period", ask.as_of)]
    return [
        Finding(
            name,
            subject,
            (len(sure) + len(maybe)) / 2 / total,
            "share of intervals",
            ask.as_of,
            f"Share of the period's intervals of {timedelta(microseconds=interval)} in which the term was among the first {k} hashtags "
            f"by distinct accounts (at least {least}).",
            low=len(sure) / total,
            high=min(1.0, (len(maybe) + max(0, gaps)) / total),
            from_at=from_micros(start),
            to_at=from_micros(end),
            detail={
                "k": k, "intervals": total, "intervals_in": len(maybe), "intervals_without_posts": max(0, gaps),
                "best_rank": min((row["best_rank"] for row in mine), default=None),
                "first_at": from_micros(maybe[0]["moment"]) if maybe else None,
                "last_at": from_micros(maybe[-1]["moment"] + interval) if maybe else None,
            },
            series=tuple({"at": from_micros(row["moment"]), "rank": row["best_rank"], "accounts": row["accounts"], "posts": row["posts"]} for row in mine),
            notes=tuple(notes),
        )
    ]  # fmt: skip


def trending(rows: Sequence[Row]) -> list[Row]:
    """The trending list itself: one row an interval and term, by rank, from the same reduction."""
    return [
        {
            "at": from_micros(row["moment"]),
            "rank": row["best_rank"],
            "term": row["term"],
            "accounts": row["accounts"],
            "posts": row["posts"],
        }
        for row in rows
        if row["term"]
    ]


MEASUREMENT = Measurement(
    "posts.rank",
    "post",
    "share of intervals",
    "The trending list per interval, and the share of a period in which a term was on it.",
    SQL,
    judge,
    "terms",
    # Ten places is what sites show; a list of ten drawn from fewer than fifty posts would rank chance; three accounts keep a quiet hour of a
    # small stream from crowning a single one.
    {"interval": 3_600_000_000, "k": 10, "min_accounts": 3},
    least_records=50,
)
