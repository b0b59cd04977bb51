"""posts.concentration: how much of a term's posts a few accounts made."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.posts.sampling import refuse
from uproar.stats.concentration import even_top_share, gini, top_share
from uproar.stats.intervals import share_interval

# Accounts are counted by how often they posted, so that the rows stay few. `half` counts those of an account's posts whose key is even: keys are hashes, so
# the posts fall into two halves by chance, and who leads in the one can be judged by the other. An account made after its own post is of unknown age.
SQL = """
WITH mine AS (
  SELECT author, count(*) AS posts, count(*) FILTER (key % 2 = 0) AS half, count(*) FILTER (event_at >= author_created_at) AS aged,
         count(*) FILTER (event_at >= author_created_at AND event_at - author_created_at < $young) AS young,
         min(event_at) AS first_at, max(event_at) AS last_at, string_agg(DISTINCT sampling, ',') AS samplings
  FROM post
  WHERE event_at >= $from_at AND event_at < $to_at
    AND ($subject IS NULL OR list_contains(terms, $subject)
         OR ($is_phrase AND contains(coalesce(folded, lower(text)), $word) AND regexp_matches(coalesce(folded, lower(text)), $pattern)))
  GROUP BY author
)
SELECT author IS NOT NULL AS named, posts, half, count(*) AS accounts, sum(aged)::BIGINT AS aged, sum(young)::BIGINT AS young, min(first_at) AS first_at,
       max(last_at) AS last_at, string_agg(DISTINCT samplings, ',') AS samplings, sum(posts)::BIGINT AS records
FROM mine GROUP BY named, posts, half ORDER BY named, posts DESC, half DESC
"""
_LEAST_ACCOUNTS = 20  # of fewer, ten are half of them, and one in a hundred is none


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Share of the term's posts that its busiest accounts made, beside what an even spread would give them by chance.

    A census is exact. Of anything else the posts seen are some of those there are: then who leads was chosen by the same posts that are counted, which flatters the
    share. So the high bound is that of the share as seen (Wilson), and the low one that of the share which the accounts that lead in one half of the posts have in
    the other half.

    Args:
        rows: One for accounts that are named or not, with so many posts, so many of them in the first half: named, posts, half, accounts, aged, young, first_at,
            last_at (microseconds), samplings, records.
        ask: The ask.
    """
    name, subject = "posts.concentration", ask.subject or "all posts"
    if not rows:
        return [Unmeasured(name, subject, "no post with it in the period", "posts that use it: uproar load CASE posts.ndjson", ask.as_of)]
    if refused := refuse(name, rows, ask, ["browse"]):
        return [refused]
    named = [row for row in rows if row["named"]]
    posts, accounts = sum(row["records"] for row in named), sum(row["accounts"] for row in named)
    if not named:
        needs = "posts with a column of authors, since a share is one of accounts"
        return [Unmeasured(name, subject, "the posts carry no author", needs, ask.as_of)]
    if posts < MEASUREMENT.least_records or accounts < _LEAST_ACCOUNTS:
        reason = f"only {posts:,} post{'s' if posts != 1 else ''} by {accounts:,} account{'s' if accounts != 1 else ''}"
        needs = f"at least {MEASUREMENT.least_records} posts by {_LEAST_ACCOUNTS} accounts"
        return [Unmeasured(name, subject, reason, needs, ask.as_of)]
    spread: Counter[int] = Counter()
    for row in named:
        spread[row["posts"]] += row["accounts"]
    few, ten = math.ceil(float(MEASUREMENT.setting(ask, "share")) * accounts), min(accounts, int(MEASUREMENT.setting(ask, "top")))
    seen = {sampling for row in rows for sampling in str(row["samplings"] or "").split(",")}
    bounds = {top: _bounds(named, spread, posts, top, seen) for top in (few, ten)}
    expected, expected_low, expected_high = even_top_share(posts, accounts, few)
    notes = _notes(rows, posts, seen)
    detail = {
        "posts": posts, "accounts": accounts, "top_accounts": few, "median_posts": _median(spread, accounts), "most_posts": max(spread), "gini": gini(spread),
        "expected": expected, "expected_low": expected_low, "expected_high": expected_high, "times_expected": top_share(spread, few) / expected,
        "top_n": ten, "top_n_share": top_share(spread, ten), "top_n_low": bounds[ten][0], "top_n_high": bounds[ten][1],
        **_young(named, posts),
    }  # fmt: skip
    if detail["young_low"] is None:
        notes.append(
            "When the accounts were made is not known for most of the posts: how many of them came from new accounts cannot be told."
        )
    return [
        Finding(
            name, subject, top_share(spread, few), "share of posts", ask.as_of,
            f"Share of the term's posts made by its {few:,} most active account{'s' if few > 1 else ''}, beside the share that an even spread would give by chance.",
            low=bounds[few][0], high=bounds[few][1],
            from_at=from_micros(min(row["first_at"] for row in rows)), to_at=from_micros(max(row["last_at"] for row in rows)),
            detail=detail, notes=tuple(notes),
            series=tuple({"posts": size, "accounts": number, "share": size * number / posts} for size, number in sorted(spread.items())),
        )
    ]  # fmt: skip


def _bounds(named: Sequence[Row], spread: Mapping[int, int], posts: int, top: int, seen: set[str]) -> tuple[float | None, float | None]:
    """Bounds of the share of the `top` busiest accounts; none for a search, which chose the posts by a rule of its own."""
    share = top_share(spread, top)
    if seen == {"census"}:
        return share, share
    if "search" in seen:
        return None, None
    halves = [(row["half"], row["posts"] - row["half"], row["accounts"]) for row in named]
    across = (_led(halves, top), _led([(second, first, accounts) for first, second, accounts in halves], top))
    # A half has half the posts; both ways together are counted as one, since they share their accounts.
    low, _ = share_interval(round(sum(across) / 2 * (posts / 2)), max(1, posts // 2))
    _, high = share_interval(round(share * posts), posts)
    return min(low, share), max(high, share)


def _led(halves: Sequence[tuple[int, int, int]], top: int) -> float:
    """Share that the accounts which lead in the first half have in the second; of equals in the last place each counts in part."""
    there = sum(second * accounts for _, second, accounts in halves)
    by_first: Counter[int] = Counter()
    with_them: Counter[int] = Counter()
    for first, second, accounts in halves:
        by_first[first] += accounts
        with_them[first] += second * accounts
    taken, left = 0.0, top
    for first in sorted(by_first, reverse=True):
        part = min(1.0, left / by_first[first])
        taken += part * with_them[first]
        left -= min(left, by_first[first])
    return taken / there if there else 0.0


def _median(spread: Mapping[int, int], accounts: int) -> float:
    """Posts of the account in the middle; of an even number, the mean of the two."""
    sizes = sorted(spread)
    ends = list(accumulate(spread[size] for size in sizes))
    return (sizes[bisect_right(ends, (accounts - 1) // 2)] + sizes[bisect_right(ends, accounts // 2)]) / 2


def _young(named: Sequence[Row], posts: int) -> dict[str, float | None]:
    """Share of the posts by young accounts: bounds that allow for those of unknown age, where most are known."""
    aged, young = sum(row["aged"] for row in named), sum(row["young"] for row in named)
    if 2 * aged <= posts:
        return {"young_share": None, "young_low": None, "young_high": None}
    return {"young_share": young / aged, "young_low": young / posts, "young_high": (young + posts - aged) / posts}


def _notes(rows: Sequence[Row], posts: int, seen: set[str]) -> list[str]:
    notes = []
    if "search" in seen:
        notes.append("The posts come from a search, which may have favoured some accounts: the share is that of the posts it gave.")
    if nameless := sum(row["records"] for row in rows) - posts:
        notes.append(f"{nameless:,} of {nameless + posts:,} posts carry no author and are left out.")
    return notes


MEASUREMENT = Measurement(
    "posts.concentration",
    "post",
    "share of posts",
    "How much of a term's posts a few accounts made, beside what chance would give them.",
    SQL,
    judge,
    "terms",
    # One account in a hundred and the first ten are what studies of online talk give; thirty days is the age below which platforms call an account new.
    {"share": 0.01, "top": 10, "young": 30 * 86_400_000_000},
    least_records=50,
)
