"""posts.terms: which other terms rose with a term."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.posts.sampling import refuse
from uproar.stats.intervals import share_interval
from uproar.stats.ratios import rate_ratio

# Every account has one vote on a side, spread over its posts there: a term that is in half of them has half the vote. So neither a busy account nor one that
# says everything once outweighs another. Sides: posts of the window with the term and without it, the window whole, and all that came before.
SQL = """
WITH marked AS (
  SELECT event_at, author, sampling, list_distinct(terms) AS terms,
         coalesce(list_contains(terms, $subject), false)
         OR ($is_phrase AND contains(coalesce(folded, lower(text)), $word) AND regexp_matches(coalesce(folded, lower(text)), $pattern)) AS mine
  FROM post WHERE event_at < $to_at
), peak AS (
  SELECT $origin + (event_at - $origin) // 3600000000 * 3600000000 + 1800000000 AS middle, count(DISTINCT author) AS accounts, count(*) AS posts
  FROM marked WHERE mine AND event_at >= $from_at GROUP BY middle ORDER BY accounts DESC, posts DESC, middle LIMIT 1
), span AS (
  SELECT CASE WHEN $from_at > first_at THEN $from_at ELSE middle - $window // 2 END AS opens_at,
         CASE WHEN $from_at > first_at THEN $to_at ELSE least($to_at, middle + $window // 2) END AS closes_at, first_at
  FROM peak, (SELECT min(event_at) AS first_at FROM marked)
), sided AS (
  SELECT author, terms, sampling,
         unnest(CASE WHEN event_at < opens_at THEN ['past'] WHEN mine THEN ['with', 'window'] ELSE ['without', 'window'] END) AS side
  FROM marked, span WHERE event_at < closes_at AND author IS NOT NULL
), each_account AS (
  SELECT side, author, count(*) AS posts, string_agg(DISTINCT sampling, ',') AS samplings FROM sided GROUP BY side, author
), sizes AS (
  SELECT count(*) FILTER (side = 'with') AS n_with, count(*) FILTER (side = 'without') AS n_without, count(*) FILTER (side = 'window') AS n_window,
         count(*) FILTER (side = 'past') AS n_past, string_agg(DISTINCT samplings, ',') AS samplings,
         coalesce(sum(posts) FILTER (side = 'with'), 0)::BIGINT AS posts FROM each_account
), used AS (
  SELECT side, author, term, count(*) AS times FROM (SELECT side, author, unnest(terms) AS term FROM sided) WHERE term <> $subject GROUP BY side, author, term
), votes AS (
  SELECT term, count(*) FILTER (side = 'with') AS accounts, coalesce(sum(times / posts) FILTER (side = 'with'), 0) AS with_it,
         coalesce(sum(times / posts) FILTER (side = 'without'), 0) AS without_it,
         coalesce(sum(times / posts) FILTER (side = 'window'), 0) AS in_window, coalesce(sum(times / posts) FILTER (side = 'past'), 0) AS in_past
  FROM used JOIN each_account USING (side, author) GROUP BY term HAVING accounts >= $min_accounts
)
SELECT opens_at, closes_at, first_at, n_with, n_without, n_window, n_past, samplings, term, accounts, with_it, without_it, in_window, in_past,
       CASE WHEN row_number() OVER (ORDER BY term) = 1 THEN posts ELSE 0 END AS records
FROM span CROSS JOIN sizes LEFT JOIN votes ON true ORDER BY term
"""
_LEAST_ACCOUNTS = 20  # of fewer, one account is more than a twentieth of everything said
_LISTED = 10


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Find the terms that those who used the subject used more often than others did then, and that the stream used more often than before.

    A term must pass both comparisons, each at a chance of one in twenty divided by the number of terms tested (Bonferroni's correction; asking for both needs no
    further one), and is ranked by the lesser of its two low bounds: what the record makes sure of, not what a few accounts make look large.

    Args:
        rows: One a term that enough accounts used beside the subject (or one without a term): opens_at, closes_at, first_at (microseconds), accounts on the sides
            (n_with, n_without, n_window, n_past), samplings, term, accounts, and votes (with_it, without_it, in_window, in_past).
        ask: The ask; a period with records before it is the window, else the window is the day around the subject's busiest hour.
    """
    name, subject = "posts.terms", ask.subject or ""
    if not rows:
        return [Unmeasured(name, subject, "no post with it in the period", "posts that use it: uproar load CASE posts.ndjson", ask.as_of)]
    if refused := refuse(name, rows, ask, ["browse"]):
        return [refused]
    sizes = rows[0]
    if sizes["n_window"] + sizes["n_past"] == 0:
        needs = "posts with a column of authors, since each account has one vote"
        return [Unmeasured(name, subject, "the posts carry no author", needs, ask.as_of)]
    searched = "search" in str(sizes["samplings"])
    thin = [
        (f"only {sizes[side]:,} account{'s' if sizes[side] != 1 else ''} {what} in the window", f"{_LEAST_ACCOUNTS} of them at least{more}")
        for side, what, more in (("n_with", "used it", ""), ("n_without", "posted without it", ", as a stream or a census has them"))
        if sizes[side] < _LEAST_ACCOUNTS and not (searched and side == "n_without")
    ]
    if thin:
        return [Unmeasured(name, subject, *thin[0], ask.as_of)]
    tested = [row for row in rows if row["term"] is not None]
    return [_together(name, subject, sizes, tested, ask) if searched else _risen(name, subject, sizes, tested, ask)]


def _risen(name: str, subject: str, sizes: Row, tested: Sequence[Row], ask: Ask) -> Finding:
    confidence = 1 - 0.05 / max(1, len(tested))
    has_past = sizes["n_past"] >= _LEAST_ACCOUNTS and sizes["opens_at"] - sizes["first_at"] >= sizes["closes_at"] - sizes["opens_at"]
    found = []
    for row in tested:
        times, low, high = rate_ratio(row["with_it"], sizes["n_with"], row["without_it"], sizes["n_without"], confidence)
        rise, rise_low, rise_high = (
            rate_ratio(row["in_window"], sizes["n_window"], row["in_past"], sizes["n_past"], confidence) if has_past else (None,) * 3
        )
        if low > 1 and (rise_low is None or rise_low > 1):
            found.append({
                "term": row["term"], "accounts": row["accounts"], "share": row["with_it"] / sizes["n_with"], "share_of_others": row["without_it"] / sizes["n_without"],
                "times": times, "low": low, "high": high, "rise": rise, "rise_low": rise_low, "rise_high": rise_high,
            })  # fmt: skip
    found.sort(key=lambda one: (-min(one["low"], one["rise_low"] or one["low"]), one["term"]))
    notes = (
        []
        if has_past
        else ["The record before the window is shorter than the window or holds too few accounts: whether a term had risen cannot be told."]
    )
    if tested and not found:
        notes.append("No other term stood out.")
    return _finding(
        name, subject, sizes, tested, ask, len(found), found,
        "Terms used more often by accounts in posts with the subject than in other posts of the window"
        f"{', and more often in the window than before it' if has_past else ''}; one vote an account, corrected over the terms tested.",
        notes, compared=True, against_past=has_past,
    )  # fmt: skip


def _together(name: str, subject: str, sizes: Row, tested: Sequence[Row], ask: Ask) -> Finding:
    """Of a search only what stood beside the subject: there is no stream around it to compare with."""
    found = []
    for row in sorted(tested, key=lambda row: (-row["with_it"], row["term"])):
        low, high = share_interval(round(row["with_it"]), sizes["n_with"])
        share = row["with_it"] / sizes["n_with"]
        found.append({"term": row["term"], "accounts": row["accounts"], "share": share, "low": min(low, share), "high": max(high, share)})
    note = "The posts come from a search: the shares say what stood beside the term, not whether it stood there more often than elsewhere or than before."
    return _finding(
        name, subject, sizes, tested, ask, len(found), found, "Terms used by several accounts in posts with the subject; one vote an account.", [note],
        compared=False, against_past=False,
    )  # fmt: skip


def _finding(
    name: str, subject: str, sizes: Row, tested: Sequence[Row], ask: Ask, value: int, found: Sequence[Row], method: str, notes: Sequence[str], *,
    compared: bool, against_past: bool,
) -> Finding:  # fmt: skip
    return Finding(
        name, subject, value, "terms", ask.as_of, method,
        from_at=from_micros(sizes["opens_at"]), to_at=min(from_micros(sizes["closes_at"]), ask.as_of),
        detail={
            "tested": len(tested), "accounts": sizes["n_with"], "other_accounts": sizes["n_without"], "past_accounts": sizes["n_past"],
            "compared": compared, "against_past": against_past,
        },
        series=tuple(found[:_LISTED]), notes=tuple(notes),
    )  # fmt: skip


MEASUREMENT = Measurement(
    "posts.terms",
    "post",
    "terms",
    "Which other terms rose with a term.",
    SQL,
    judge,
    "terms",
    # A day holds every hour once, so that a rhythm of the day is not a rise. Five is the least count for which a normal approximation is usually trusted
    # (W. G. Cochran, 1954, Biometrics 10(4)).
    {"window": 86_400_000_000, "min_accounts": 5},
    least_records=20,
)
