"""posts.effect: what each event was followed by in the accounts per hour that used a term."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import numpy as np

from uproar.findings import Ask, Measurement, Result, Row, Unmeasured
from uproar.instruments.effects import SETTINGS, Pieces, effects, no_events
from uproar.instruments.posts.sampling import refuse

# One row an interval in which there is any post; a post without an author stands for an account of its own.
SQL = """
WITH marked AS (
  SELECT (event_at - $origin) // $interval AS bin, author, sampling,
         coalesce(list_contains(terms, $subject), false)
         OR ($is_phrase AND contains(coalesce(folded, lower(text)), $word) AND regexp_matches(coalesce(folded, lower(text)), $pattern)) AS mine
  FROM post WHERE event_at >= $from_at AND event_at < $to_at
), each_account AS (
  SELECT bin, author, count(*) AS posts, count(*) FILTER (mine) AS used, string_agg(DISTINCT sampling, ',') AS samplings FROM marked GROUP BY bin, author
)
SELECT $origin + bin * $interval AS moment, sum(posts)::BIGINT AS posts,
       (count(*) FILTER (used > 0 AND author IS NOT NULL) + coalesce(sum(used) FILTER (author IS NULL), 0))::BIGINT AS accounts,
       string_agg(DISTINCT samplings, ',') AS samplings, sum(used)::BIGINT AS records
FROM each_account GROUP BY bin ORDER BY bin
"""
_HOUR = 3_600_000_000
# A stream with so many posts an hour has an hour without any by chance once in 3,000 hours: such an hour is a gap of the collection, not silence.
_BUSY = 8


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Compare the accounts of the hours after each event with what the hours before it lead to expect.

    Args:
        rows: One an interval in which there is any post: moment (microseconds), posts (of anything), accounts (with the term), samplings, records (posts with it).
        ask: The ask, with the events.
    """
    name, subject = MEASUREMENT.name, ask.subject or ""
    if missing := no_events(name, subject, ask):
        return [missing]
    if (used := sum(row["records"] for row in rows)) < MEASUREMENT.least_records:
        reason = f"only {used} post{'s' if used > 1 else ''} with it" if used else "no post with it"
        needs = "posts that use it, of the days before and after: uproar load CASE posts.ndjson"
        return [Unmeasured(name, subject, reason, needs, ask.as_of)]
    if refused := refuse(name, rows, ask, ["browse"]):
        return [refused]
    interval = int(MEASUREMENT.setting(ask, "interval"))
    found = {row["moment"]: row["accounts"] for row in rows}
    moments = sorted(found)
    notes = []
    if any("search" in str(row["samplings"]) for row in rows):
        notes.append(
            "The posts come from a search: hours without any count as silent, and a search that was cut short would look like a fall."
        )
    if notes or statistics.median(row["posts"] for row in rows) * _HOUR < _BUSY * interval:
        moments = list(range(moments[0], moments[-1] + 1, interval))
    start = np.array(moments, np.float64) / _HOUR
    total = np.array([found.get(moment, 0) for moment in moments], np.float64)
    pieces = Pieces(start, start + interval / _HOUR, total, total, None, "accounts", "times as many as expected")
    settings = {key: float(MEASUREMENT.setting(ask, key)) for key in SETTINGS}
    return effects(name, subject, pieces, ask, settings, notes)


MEASUREMENT = Measurement(
    "posts.effect",
    "post",
    "times as many as expected",
    "What each event was followed by in the accounts per hour that used a term.",
    SQL,
    judge,
    "terms",
    {"interval": _HOUR, **SETTINGS},
    least_records=5,
    whole_past=True,
    needs_events=True,
)
