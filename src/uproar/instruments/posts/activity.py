"""How busy the stream was, interval by interval: what a term is judged against, and whether the record can carry a judgement at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from uproar.errors import UsageError
from uproar.findings import Ask, Measurement, Row, Unmeasured
from uproar.instruments.posts.sampling import refuse
from uproar.stats.bursts.stream import Stream

DAY: Final = 86_400_000_000
HOUR: Final = 3_600_000_000
MINUTE: Final = 60_000_000

# Ten minutes is what a newsroom notices; two days are the least in which a day has another before it; two weeks of memory follow slow change; a day's count of a calm
# term varies by a quarter beyond chance; one false alarm in ten days is what one person can look at; three accounts are the least that are not a pair.
SETTINGS: Final = {
    "interval": 600_000_000, "history": 48, "half_life": 14.0, "dispersion": 0.0625, "false_alarms_per_day": 0.1, "min_accounts": 3,
}  # fmt: skip

# One row an interval in which the stream has posts. `judged` counts the hashtags and cashtags that are judged in it (used in it, and by enough accounts within the
# last day), since every one of them could raise a false alarm: an account counts from its use to its next one, or for a day.
SQL: Final = """
WITH inside AS (
  SELECT (event_at - $origin) // $interval AS bin, author, terms, sampling FROM post WHERE event_at < $to_at
), counted AS (
  SELECT bin, count(*) AS all_posts, count(author) AS authored, count(DISTINCT author) AS active, string_agg(DISTINCT sampling, ',') AS samplings
  FROM inside GROUP BY bin
), used AS (
  SELECT DISTINCT bin, author, unnest(terms) AS term FROM inside WHERE author IS NOT NULL
), span AS (
  SELECT term, bin, least(lead(bin) OVER (PARTITION BY term, author ORDER BY bin), bin + 86400000000 // $interval) AS until FROM used
), move AS (
  SELECT term, bin, 1 AS step FROM span UNION ALL SELECT term, until, -1 FROM span
), level AS (
  SELECT term, bin, count(*) FILTER (WHERE step = 1) AS used, sum(sum(step)) OVER (PARTITION BY term ORDER BY bin) AS accounts FROM move GROUP BY term, bin
), ready AS (
  SELECT bin, count(*) AS judged FROM level WHERE used > 0 AND accounts >= $min_accounts GROUP BY bin
)
SELECT bin, $origin + bin * $interval AS moment, all_posts, authored, active, samplings, coalesce(judged, 0) AS judged FROM counted LEFT JOIN ready USING (bin)
"""


def stream(what: Measurement, ask: Ask) -> Stream:
    """The stream before its first interval, by the settings of the ask.

    Raises:
        UsageError: The interval does not divide an hour, or is below a minute.
    """
    interval = int(what.setting(ask, "interval"))
    if HOUR % interval or interval < MINUTE:
        raise UsageError(
            what.name, "an interval of at least a minute that divides an hour", f"{interval} microseconds", "Ten minutes are 600000000."
        )
    day = DAY // interval
    return Stream(
        day,
        false_alarms_per_day=float(what.setting(ask, "false_alarms_per_day")),
        least_accounts=int(what.setting(ask, "min_accounts")),
        dispersion=float(what.setting(ask, "dispersion")),
        half_life=float(what.setting(ask, "half_life")) * day,
        history=int(what.setting(ask, "history")) * HOUR // interval,
        gap=day,
    )


def unfit(what: Measurement, rows: Sequence[Row], ask: Ask) -> Unmeasured | None:
    """Say why the stream cannot carry a judgement of bursts, if it cannot.

    Args:
        what: The measurement.
        rows: One an interval with posts: bin, all_posts, authored, samplings.
        ask: The ask.
    """
    name, subject = what.name, ask.subject or ""
    if refused := refuse(name, rows, ask, ["browse", "search"]):
        return refused
    if not any(row["authored"] for row in rows):
        needs = "posts with a column of authors, since a burst is judged by accounts"
        return Unmeasured(name, subject, "the posts carry no author", needs, ask.as_of)
    if (posts := sum(row["all_posts"] for row in rows)) < what.least_records:
        return Unmeasured(
            name, subject, f"only {posts} posts in the whole stream", f"at least {what.least_records} posts of the whole stream", ask.as_of
        )
    history = int(what.setting(ask, "history"))
    seen = (rows[-1]["bin"] - rows[0]["bin"] + 1) * int(what.setting(ask, "interval")) / HOUR
    if seen <= history:
        reason = f"the record covers {seen:.0f} hour{'s' if round(seen) != 1 else ''}, {history} of them are needed as the past of a burst"
        return Unmeasured(name, subject, reason, "posts of the days before", ask.as_of)
    return None
