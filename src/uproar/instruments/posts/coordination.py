"""posts.coordination: accounts that post the same things together more often than ordinary sharing explains."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.instruments.posts.sampling import refuse
from uproar.stats.copost import Links, binomial_tail, components, link, simes, spread

# What a post shares: what it reposts; else its links, its words where they are many enough to be no accident, and its sequence of at least three hashtags. Words are
# what is left of a text without links, marked terms and signs. One expression takes them all away, and leaves single spaces alone: two expressions that also put a
# space for every space took three times as long (1M posts of 150 letters, 5.6 against 1.7 CPU s). All is read in one pass, with nothing held.
_NO_WORD: Final = r"https?://\S+|[@#＃$]\S*"
_SIGN: Final = r"[^\p{L}\p{M}\p{N}@#＃$"
_BETWEEN: Final = rf"(?:{_NO_WORD}|{_SIGN} ])(?:{_NO_WORD}|{_SIGN}])*| (?:{_NO_WORD}|{_SIGN}])+"
ITEMS: Final = f"""
WITH shown AS (
  SELECT author, event_at AS moment, key, unnest(CASE WHEN repost_of IS NOT NULL THEN ['repost ' || repost_of] ELSE list_concat(
           list_transform(links, lambda one: 'link ' || one),
           CASE WHEN length(text) >= $least_letters THEN ['text ' || trim(regexp_replace(lower(text), '{_BETWEEN}', ' ', 'g'))] END,
           CASE WHEN len(terms) >= 3 THEN ['tags ' || array_to_string(terms, ' ')] END
         ) END) AS object
  FROM post WHERE author IS NOT NULL
), item AS (
  SELECT * FROM shown WHERE left(object, 5) <> 'text ' OR length(object) >= $least_letters + 5
)"""

# Who is linked is judged on the whole record, whichever posts are asked about: found once for all of them. A hash of 128 bits is enough to tell what is shared from
# anything else, and texts need not be held: they took 1 GB.
SEARCH: Final = (
    ITEMS
    + """, share AS MATERIALIZED (
  SELECT author, md5_number(object) AS object, any_value(left(object, 4)) AS sort, min(moment) AS moment, arg_min(key, moment) AS key
  FROM item GROUP BY author, md5_number(object)
), account AS MATERIALIZED (
  SELECT author, count(DISTINCT moment) AS times, CASE WHEN bool_and(moment % 60000000 = 0) THEN 60000000 ELSE 1000000 END AS grain
  FROM share GROUP BY author
), popular AS MATERIALIZED (
  SELECT object, count(*) AS sharers, row_number() OVER (ORDER BY any_value(sort), object) AS id FROM share GROUP BY object HAVING count(*) >= 2
), shared AS MATERIALIZED (
  SELECT s.author, p.id AS object, s.moment, s.key, a.times, a.grain, CASE WHEN p.sharers < 10 THEN 0 WHEN p.sharers < 100 THEN 1 ELSE 2 END AS class
  FROM share s JOIN popular p ON p.object = s.object JOIN account a ON a.author = s.author
), drawn AS MATERIALIZED (
  SELECT author, object, moment, class, times < $least_times AS thin, row_number() OVER (PARTITION BY object ORDER BY times < $least_times DESC, key) AS place
  FROM shared QUALIFY place <= 40
), meeting AS MATERIALIZED (
  SELECT x.object, x.class, abs(x.moment - y.moment) AS lag, x.thin AND y.thin AS thin
  FROM drawn x JOIN drawn y ON y.object = x.object AND y.author > x.author WHERE abs(x.moment - y.moment) <= $horizon
  QUALIFY row_number() OVER (PARTITION BY x.author, y.author ORDER BY x.object) = 1
), reference AS MATERIALIZED (
  SELECT object, class, lag FROM meeting WHERE thin OR (SELECT count(*) FILTER (thin) < 1000 FROM meeting)
), width AS (
  SELECT unnest([$narrow, $middle, $wide])::BIGINT AS width
), span AS MATERIALIZED (
  SELECT width, grain, width // grain * grain AS reach, width // grain * grain + grain / 2 AS half FROM width, (SELECT unnest([1000000, 60000000])::BIGINT AS grain)
), ordinary AS MATERIALIZED (
  SELECT class, width, grain, count(*) FILTER (lag <= half) / count(*) AS chance, count(*) AS n FROM reference, span GROUP BY class, width, grain
), pooled AS MATERIALIZED (
  SELECT width, grain, any_value(reach) AS reach, any_value(half) AS half,
         (coalesce(sum(chance * n), 0) + 100 * least(1, any_value(half) / $prior_life)) / (coalesce(sum(n), 0) + 100) AS chance
  FROM span LEFT JOIN ordinary USING (width, grain) GROUP BY width, grain
), busy AS MATERIALIZED (
  SELECT *, count(*) OVER (PARTITION BY object) AS sharers FROM shared WHERE times >= $least_times QUALIFY sharers >= 2
), kept AS MATERIALIZED (
  SELECT object, any_value(class) AS class FROM busy GROUP BY object QUALIFY sum(count(*) * count(*) / 2) OVER (ORDER BY count(*), object) <= $most_pairs
), tested AS MATERIALIZED (
  SELECT b.author, b.object, b.moment, b.grain, b.key, row_number() OVER (PARTITION BY b.author ORDER BY b.moment, b.object) AS turn
  FROM busy b JOIN kept k ON k.object = b.object
), own AS MATERIALIZED (
  SELECT object, width, grain, count(*) FILTER (lag <= half) AS hits, count(*) AS n
  FROM reference, span WHERE object IN (SELECT object FROM kept) GROUP BY object, width, grain
), chance AS MATERIALIZED (
  SELECT k.object, p.width, p.grain, p.reach, p.half,
         (coalesce(w.hits, 0) + 20 * coalesce(c.chance, p.chance)) / (coalesce(w.n, 0) + 20) AS chance
  FROM kept k CROSS JOIN pooled p
  LEFT JOIN ordinary c ON c.class = k.class AND c.width = p.width AND c.grain = p.grain AND c.n >= 100
  LEFT JOIN own w ON w.object = k.object AND w.width = p.width AND w.grain = p.grain
), met AS MATERIALIZED (
  SELECT x.author AS a, y.author AS b, x.object, x.moment, abs(x.moment - y.moment) AS lag, greatest(x.grain, y.grain) AS grain
  FROM tested x JOIN tested y ON y.object = x.object AND y.author > x.author WHERE abs(x.moment - y.moment) <= $horizon
), chained AS MATERIALIZED (
  SELECT *, lag(moment) OVER (PARTITION BY a, b ORDER BY moment, object) AS previous FROM met QUALIFY count(*) OVER (PARTITION BY a, b) >= 2
), begun AS MATERIALIZED (
  SELECT *, max(CASE WHEN previous IS NULL OR moment - previous > $session THEN moment END)
            OVER (PARTITION BY a, b ORDER BY moment, object ROWS UNBOUNDED PRECEDING) AS began
  FROM chained
), occasion AS MATERIALIZED (
  SELECT * FROM begun QUALIFY row_number() OVER (PARTITION BY a, b, began, (moment - began) // $session ORDER BY moment, object) = 1
), partners AS MATERIALIZED (
  SELECT author, count(*) AS n FROM (SELECT DISTINCT a AS author, b AS other FROM chained UNION ALL SELECT DISTINCT b, a FROM chained) GROUP BY author
), timetable AS MATERIALIZED (
  -- Of an account's own visits and, with the weight of 100 pairs of visits, of everybody's: few visits tell little of a timetable.
  SELECT author, width,
         (sum(beside) - count(*) + 100 * sum(sum(beside) - count(*)) OVER (PARTITION BY width)
                                       / greatest(1, sum(sum(around) - count(*)) OVER (PARTITION BY width))) / (sum(around) - count(*) + 100) AS chance
  FROM (
    SELECT author, width, count(*) OVER (PARTITION BY author, width ORDER BY phase RANGE BETWEEN width PRECEDING AND width FOLLOWING) AS beside,
           count(*) OVER (PARTITION BY author, width) AS around
    FROM (SELECT author, min(moment) % 86400000000 AS phase FROM tested GROUP BY author, moment // $session), width
  ) GROUP BY author, width
), pair AS MATERIALIZED (
  SELECT o.a, o.b, c.width, count(*) AS n, count(*) FILTER (o.lag <= c.reach) AS x,
         greatest(avg(c.chance), count(*) FILTER (o.lag > c.reach AND o.lag <= c.reach + 2 * c.half) / 2 / count(*)) AS chance
  FROM occasion o JOIN chance c ON c.object = o.object AND c.grain = o.grain GROUP BY o.a, o.b, c.width HAVING count(*) FILTER (o.lag <= c.reach) >= 2
), shifted AS MATERIALIZED (
  SELECT d.draw, t.author, t.object, t.grain, 1 + (t.turn + abs(t.author // (7919 + 104729 * d.draw)) % (c.n - 1)) % c.n AS turn
  FROM tested t JOIN (SELECT author, count(*) AS n FROM tested GROUP BY author HAVING count(*) >= 2) c ON c.author = t.author
  CROSS JOIN (SELECT unnest(range(1, $draws + 1)) AS draw) d
), exchanged AS MATERIALIZED (
  SELECT s.draw, s.author, s.object, s.grain, t.moment FROM shifted s JOIN tested t ON t.author = s.author AND t.turn = s.turn
), together AS (
  SELECT 0 AS draw, a, b, lag, grain FROM met
  UNION ALL SELECT x.draw, x.author, y.author, abs(x.moment - y.moment), greatest(x.grain, y.grain)
  FROM exchanged x JOIN exchanged y ON y.draw = x.draw AND y.object = x.object AND y.author > x.author WHERE abs(x.moment - y.moment) <= $wide
), repeated AS MATERIALIZED (
  SELECT t.draw, s.width, t.a, t.b, count(*) AS n FROM together t JOIN span s ON s.grain = t.grain AND t.lag <= s.reach GROUP BY t.draw, s.width, t.a, t.b
), named AS (  -- accounts leave the store as numbers, and as their pseudonyms only when asked
  SELECT author, CASE WHEN $accounts THEN author ELSE row_number() OVER (ORDER BY author) END AS name FROM partners
), told AS (
  SELECT 2 AS part, 'accounts' AS name, NULL::BIGINT AS a, NULL::BIGINT AS b, NULL::BIGINT AS width, count(*) AS n, NULL::BIGINT AS x, NULL::DOUBLE AS chance,
         NULL::BIGINT AS author
  FROM account
  UNION ALL SELECT 2, 'tested', NULL, NULL, NULL, count(*), sum(n)::BIGINT // 2, NULL, NULL FROM partners
  UNION ALL SELECT 2, 'reference', NULL, NULL, NULL, (SELECT count(*) FROM reference), (SELECT count(*) FILTER (thin) FROM meeting), NULL, NULL
  UNION ALL SELECT 2, 'left out', NULL, NULL, NULL, (SELECT count(DISTINCT object) FROM busy) - (SELECT count(*) FROM kept), NULL, NULL, NULL
  UNION ALL SELECT 2, 'occasions', NULL, NULL, NULL, max(n), NULL, NULL, NULL FROM (SELECT count(*) AS n FROM occasion GROUP BY a, b)
  UNION ALL SELECT 3, 'ordinary', NULL, NULL, width, NULL, NULL, round(chance, 12), NULL FROM pooled WHERE grain = 1000000
  UNION ALL SELECT 4, 'co_posts', draw, NULL, width, sum(n)::BIGINT, count(*) FILTER (n >= 2), NULL, NULL FROM repeated GROUP BY draw, width
  UNION ALL SELECT 5, 'repeats', draw, NULL, least(n, 10), count(*), NULL, NULL, NULL FROM repeated WHERE width = $middle GROUP BY draw, least(n, 10)
  UNION ALL SELECT 6, 'pair', c.name, d.name, p.width, p.n, p.x, round(greatest(p.chance, sqrt(s.chance * t.chance)), 12), NULL
            FROM pair p JOIN timetable s ON s.author = p.a AND s.width = p.width JOIN timetable t ON t.author = p.b AND t.width = p.width
            JOIN named c ON c.author = p.a JOIN named d ON d.author = p.b
            WHERE p.x >= $least_times_expected * p.n * greatest(p.chance, sqrt(s.chance * t.chance))
  UNION ALL SELECT 7, 'account', c.name, p.n, NULL, NULL, NULL, NULL, author FROM partners p JOIN named c USING (author)
)
SELECT * FROM told
"""
)

SQL: Final = """
WITH asked AS (
  SELECT author, event_at AS moment FROM post
  WHERE event_at >= $from_at AND event_at < $to_at AND coalesce(left($subject, 1) NOT IN ('#', '$') OR list_contains(terms, $subject), true)
), written AS (
  SELECT author, count(*) AS posts FROM asked GROUP BY author
)
SELECT 0 AS part, 'posts' AS name, NULL::BIGINT AS a, NULL::BIGINT AS b, NULL::BIGINT AS width, count(*) AS n, count(author) AS x, NULL::DOUBLE AS chance,
       (SELECT count(*) FROM post) AS records
FROM asked
UNION ALL SELECT 0, 'period', min(moment), max(moment), NULL, NULL, NULL, NULL, NULL FROM asked
UNION ALL SELECT 1, sampling, NULL, NULL, NULL, count(*), NULL, NULL, NULL FROM post GROUP BY sampling
UNION ALL SELECT part, name, s.a, b, width, CASE WHEN part = 7 THEN coalesce(posts, 0) ELSE n END, x, chance, NULL
          FROM search s LEFT JOIN written w ON w.author = s.author
ORDER BY part, name, width, a, b
"""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_HALF: Final = 0.5
_WINDOWS: Final = ("narrow", "middle", "wide")


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Link the accounts whose co-posts ordinary sharing does not explain, and count what they posted.

    Args:
        rows: Counts of the record, co-posts as they are and with exchanged times, one row a pair and window, one a tested account.
        ask: The ask; a term as its subject limits the posts that are counted, never those that accounts are judged by.

    Returns:
        The share of the asked posts that linked accounts wrote; its low end counts only accounts that stay when no false link at all is allowed, its high end
        every account that would be linked if it were the only one looked at, and where accounts that can be judged wrote less than half of the posts, all
        posts of the others too (`detail["at_most"]`).
    """
    name, subject = MEASUREMENT.name, ask.subject or "all posts"
    told = {row["name"]: row for row in rows if row["part"] in {0, 2}}
    if refused := refuse(name, [{"samplings": row["name"]} for row in rows if row["part"] == 1], ask, ["browse"]):
        return [refused]
    if not told["posts"]["n"]:
        return [Unmeasured(name, subject, "no post with it in the period", "posts: uproar load CASE posts.ndjson", ask.as_of)]
    if not told["posts"]["x"]:
        return [Unmeasured(name, subject, "the posts carry no author", "posts with a column of authors", ask.as_of)]
    accounts = [row for row in rows if row["part"] == 7]
    if not accounts:
        reason = f"no two of its {told['accounts']['n']} accounts shared the same two things within a day of each other, so there is nothing to compare"
        return [Unmeasured(name, subject, reason, "more posts of the same accounts, with reposts, links or texts", ask.as_of)]
    rate = float(MEASUREMENT.setting(ask, "rate"))
    families = {row["a"]: row["b"] for row in accounts}
    widths = sorted(_width(ask, key) for key in _WINDOWS)
    pairs, chances = _chances(rows, widths)
    links = link(pairs, simes(chances), families, rate)
    ordinary = {row["width"]: row["chance"] for row in rows if row["name"] == "ordinary"}
    needed = _occasions_needed(ordinary[_width(ask, "middle")], families, rate)
    longest = told["occasions"]["n"]
    searched = any(row["part"] == 1 and row["name"] == "search" for row in rows)
    if not links.accounts and longest < needed:
        reason = f"cannot tell: to be linked, a pair among {len(families)} accounts must meet on about {needed} occasions, and none met on more than {longest}"
        return [Unmeasured(name, subject, reason, "a longer stretch of posts, or more complete ones", ask.as_of)]
    posts = {row["a"]: row["n"] for row in accounts}
    total = told["posts"]["x"]
    if not (tested := sum(posts.values())):
        reason = f"cannot tell: none of the {total:,} posts came from accounts that share enough to be judged"
        return [Unmeasured(name, subject, reason, "a longer stretch of posts by the same accounts", ask.as_of)]
    groups = components(sorted(links.edges))
    everything = told["posts"]["n"]
    certain, possible = (sum(posts[account] for account in some) for some in (links.certain, links.possible))
    at_most = (possible + everything - tested) / everything
    mostly_judged = tested >= _HALF * everything
    detail: dict[str, Any] = {
        "accounts_linked": len(links.accounts), "accounts_certain": len(links.certain), "accounts_tested": len(families),
        "accounts": told["accounts"]["n"], "pairs_linked": len(links.edges), "pairs_tested": told["tested"]["x"],
        "posts_tested": tested, "at_least": certain / everything, "at_most": at_most, "mostly_judged": mostly_judged,
        "accounts_linked_here": sum(posts[account] > 0 for account in links.accounts),
        "posts_linked": sum(posts[account] for account in links.accounts), "posts": total, "rate": rate, "occasions_needed": needed,
        "group_sizes": tuple(len(group) for group in groups),
        "windows": tuple(
            _window(rows, width, ordinary[width], link(pairs, chances[:, place], families, rate)) for place, width in enumerate(widths)
        ),
    }  # fmt: skip
    if MEASUREMENT.setting(ask, "accounts"):
        detail["groups"] = tuple(tuple(sorted(group)) for group in groups)
        detail["edges"] = tuple(_edges(rows, pairs, chances, widths, links))
    return [
        Finding(
            name, subject, detail["posts_linked"] / total, "share of posts", ask.as_of,
            "Posts by accounts that shared the same things within seconds or minutes of each other, on more occasions than the shares of all others make likely; "
            f"of the accounts linked at most {rate:.0%} are expected to be so by chance.",
            low=certain / total, high=possible / total if mostly_judged else at_most,
            from_at=from_micros(told["period"]["a"]), to_at=from_micros(told["period"]["b"]),
            detail=detail, series=tuple(_repeats(rows)), notes=tuple(_notes(told, links, needed, tested / everything, at_most, searched=searched)),
        )
    ]  # fmt: skip


def _width(ask: Ask, key: str) -> int:
    return int(MEASUREMENT.setting(ask, key))


def _chances(rows: Sequence[Row], widths: Sequence[int]) -> tuple[Ints, Floats]:
    """The pairs, shape (n, 2), and the chance of their hits in each window, shape (n, windows); 1 where they have too few."""
    pairs = [row for row in rows if row["part"] == 6]
    tails = binomial_tail([row["x"] for row in pairs], [row["n"] for row in pairs], [row["chance"] for row in pairs])
    ends = np.array([(row["a"], row["b"]) for row in pairs], np.int64).reshape(-1, 2)
    unique, place = np.unique(ends, axis=0, return_inverse=True)
    chances = np.ones((len(unique), len(widths)))
    chances[place, np.searchsorted(widths, [row["width"] for row in pairs])] = tails
    return unique, chances


def _occasions_needed(chance: float, families: Mapping[int, int], rate: float) -> int:
    """Occasions on which a pair must meet, each time within the middle window, to be the one pair that is linked."""
    family = sorted(families.values())[len(families) // 2]
    return max(2, math.ceil(math.log(rate / (len(_WINDOWS) * family * len(families))) / math.log(min(chance, 0.99))))


def _window(rows: Sequence[Row], width: int, ordinary: float, alone: Links) -> dict[str, Any]:
    """What one window alone shows: co-posts against those with exchanged times, and the accounts that it alone would link."""
    counted = {row["a"]: row["n"] for row in rows if row["name"] == "co_posts" and row["width"] == width}
    draws = max((row["a"] for row in rows if row["name"] == "co_posts"), default=0)
    expected, low, high = spread([counted.get(draw, 0) for draw in range(1, draws + 1)])
    observed = counted.get(0, 0)
    return {
        "seconds": width / 1e6, "co_posts": observed, "expected": expected, "expected_low": low, "expected_high": high,
        "times_expected": observed / expected if expected else None, "ordinary_chance": ordinary,
        "accounts_linked": len(alone.accounts), "pairs_linked": len(alone.edges),
    }  # fmt: skip


def _repeats(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Pairs by their number of co-posts in the middle window (10 stands for 10 and more), beside those with exchanged times."""
    counted = {(row["a"], row["width"]): row["n"] for row in rows if row["name"] == "repeats"}
    draws = max((draw for draw, _ in counted), default=0)
    out = []
    for times in range(1, 11):
        expected, low, high = spread([counted.get((draw, times), 0) for draw in range(1, draws + 1)])
        out.append({"co_posts": times, "pairs": counted.get((0, times), 0), "expected": expected, "low": low, "high": high})
    return out


def _edges(rows: Sequence[Row], pairs: Ints, chances: Floats, widths: Sequence[int], links: Links) -> list[dict[str, Any]]:
    """Each linked pair in the window that speaks most for it."""
    best = {
        (a, b): (widths[place], float(row[place]))
        for (a, b), row, place in zip(pairs.tolist(), chances, np.argmin(chances, axis=1).tolist(), strict=True)
        if (a, b) in links.edges
    }
    return [
        {
            "a": row["a"], "b": row["b"], "seconds": row["width"] / 1e6, "occasions": row["n"], "co_posts": row["x"],
            "expected": round(row["n"] * row["chance"], 2), "p_value": best[row["a"], row["b"]][1],
        }
        for row in rows
        if row["part"] == 6 and best.get((row["a"], row["b"]), (None,))[0] == row["width"]
    ]  # fmt: skip


def _notes(told: Mapping[str, Row], links: Links, needed: int, judged: float, at_most: float, *, searched: bool) -> list[str]:
    notes = [
        "Linked accounts share the same things at the same time: they act together or follow one source closely; it does not say who they are."
    ]
    if judged < _HALF:
        notes.append(
            f"Too few accounts share enough here to be judged: they wrote {judged:.0%} of these posts. What the others did together is not known, so the upper "
            f"bound counts all of theirs: at most {at_most:.0%} came from accounts that act together."
        )
    if not links.accounts:
        notes.append(f"A pair that met on fewer than about {needed} occasions would not have been found.")
    if searched:
        notes.append("The posts come from a search: co-posts outside of what it matched are not seen.")
    if left := told["left out"]["n"]:
        notes.append(f"The {left} most shared things are left out as evidence: pairs over them are too many to compare.")
    if told["reference"]["x"] < 1000:
        notes.append(
            "Too few accounts post seldom here to show how ordinary sharing looks: all accounts serve for it, which hides weak links."
        )
    return notes


MEASUREMENT = Measurement(
    "posts.coordination",
    "post",
    "share of posts",
    "How much was posted by accounts that share the same things together more often than chance allows.",
    SQL,
    judge,
    "title",
    # Microseconds: windows from a bot's seconds to a person's minutes, a factor of 6 to 10 apart; within a day of each other, so that the daily rhythm is part of
    # what is compared; half an hour is one visit (a pause of 30 min ends a session in web statistics); where too little ordinary sharing is seen to learn from,
    # interest is taken to last an hour. 4 posts are the fewest that can pass a correction over thousands of accounts. What is ordinary differs between things by
    # a factor of 2, so no pair below twice it is linked, however many posts make the difference significant. 4M pairs keep 1.5M reposts under 2 GB.
    {
        "narrow": 10_000_000, "middle": 60_000_000, "wide": 600_000_000, "horizon": 86_400_000_000, "session": 1_800_000_000, "prior_life": 3_600_000_000,
        "least_times": 4,
        "least_letters": 20, "least_times_expected": 2.0, "rate": 0.05, "draws": 9, "most_pairs": 4_000_000, "accounts": False,
    },
    least_records=100,
    shared={"search": SEARCH},
)  # fmt: skip
