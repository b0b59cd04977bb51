"""A whole invented story in findings: players of the game Tidewater protest a patch, under #FixTidewater."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from math import exp, sin
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from uproar.case import Case, Party, Petition, TitlePage
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import CheckedClaim, Claim, ClaimKind, Verdict
from uproar.extract.quotes.find import Quote
from uproar.findings import Ask, Event, Evidence, Finding, Result, Unmeasured, to_micros
from uproar.instruments.effects import Pieces, effects
from uproar.instruments.petition import forecast as petition_forecast
from uproar.instruments.reviews import bombing as reviews_bombing
from uproar.records import ImportReport
from uproar.stats.intervals import share_interval

ZONE = "Europe/Berlin"
BERLIN = ZoneInfo(ZONE)
HOUR = timedelta(hours=1)
PETITION = "tidewater-offline"
CASE = Case(
    "Tidewater",
    ("Gezeiten",),
    ("#FixTidewater", "#FreeHarborPass", "always online"),
    (Party("Brightkeel Studio", "studio", ("Brightkeel",)), Party("Mara Lindqvist", "started the petition")),
    (Petition(PETITION, "Let us play Tidewater offline", "pledgeboard.example"),),
    (TitlePage("tidewater", "https://store.example/tidewater"),),
    ZONE,
)
AS_OF = datetime(2026, 3, 20, 11, 0, tzinfo=UTC)
START = datetime(2026, 3, 5, 23, 0, tzinfo=UTC)  # midnight of 6 March in Berlin
ONSET = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)  # Thursday, 09:00 in Berlin
END = datetime(2026, 3, 15, 1, 0, tzinfo=UTC)


def evidence(kind: str, rows: tuple[dict[str, Any], ...] = (), records: int = 0, **parameters: Any) -> Evidence:
    """A plausible query over one kind of record."""
    query = f"SELECT (event_at - $origin) // $interval AS bin, count(*) AS records\nFROM {kind}\n"
    query += f"WHERE event_at >= $from_at AND event_at < $to_at AND {kind} <> '<none>'\nGROUP BY bin ORDER BY bin"
    return Evidence(
        query,
        MappingProxyType({"interval": 3_600_000_000, "from_at": to_micros(START), "to_at": to_micros(AS_OF), **parameters}),
        max(len(rows), 1),
        records,
        "7f3a9c01d2e4b865",
        rows,
    )


def hour_of(at: datetime, accounts: int, posts_: int, expected: float) -> dict[str, Any]:
    """One row of a burst's series."""
    usual = {"usual_low": max(0, int(expected - 2 * expected**0.5)), "usual_high": int(expected + 2 * expected**0.5) + 1}
    bounds = {"expected": round(expected, 3), "expected_low": 0.6 * expected, "expected_high": 1.5 * expected}
    return {"at": at, "accounts": accounts, "posts": posts_, **bounds, **usual, "evidence": float(accounts), "alarmed": accounts > 20}


def post_series() -> tuple[dict[str, Any], ...]:
    """Accounts an hour: a daily rhythm about 6, and from ONSET a wave that fades over three days."""
    out = []
    for hour in range(14 * 24):
        at = START + hour * HOUR
        expected = 5.5 + 3.5 * sin((hour - 9) / 24 * 6.283)
        since = (at - ONSET) / HOUR
        wave = (
            0.0 if since < 0 or at >= END else 320 * (exp(-since / 26) - exp(-since / 5)) * (0.75 + 0.3 * sin((hour - 9) / 24 * 6.283)) + 22
        )
        accounts = round(expected * (0.8 + 0.4 * ((hour * 37) % 11) / 11) + wave)
        if hour in range(230, 234):
            continue  # the collection was down for four hours
        out.append(hour_of(at, accounts, round(accounts * 1.4), max(expected, 0.5)))
    return tuple(out)


def posts() -> list[Result]:
    """Burst, rank and volume of the hashtag."""
    series = post_series()
    peak = max(series, key=lambda row: row["accounts"])
    wave = {
        "from_at": ONSET, "to_at": END, "alarm_at": ONSET + HOUR, "peak_at": peak["at"], "accounts": 5120, "posts": 15322,
        "times_expected": peak["accounts"] / peak["expected"], "evidence": 410.5, "still_running": False,
        "coordinated": {"share": 0.0, "low": 0.0, "high": 0.004, "posts": 15322, "accounts_linked": 25, "evidence": evidence("post", (), 15322, subject="#fixtidewater")},
    }  # fmt: skip
    burst = burst_of("#fixtidewater", series, (wave,), 0)
    total = sum(row["posts"] for row in series)
    volume = Finding(
        "posts.volume",
        "#fixtidewater",
        total,
        "posts",
        AS_OF,
        "Posts that use the term, counted per interval.",
        total,
        total,
        START,
        START + 14 * 24 * HOUR,
        {"peak_at": peak["at"], "peak_posts": peak["posts"], "peak_accounts": peak["accounts"], "intervals": len(series)},
        tuple({"at": row["at"], "posts": row["posts"], "accounts": row["accounts"]} for row in series),
        (),
        evidence("post", (), total),
    )
    ranked = tuple(
        {"at": row["at"], "rank": max(1, round(60 / (1 + row["accounts"] / 4))), "accounts": row["accounts"], "posts": row["posts"]}
        for row in series
        if row["accounts"] >= 5
    )
    rank = Finding(
        "posts.rank",
        "#fixtidewater",
        0.214,
        "share of intervals",
        AS_OF,
        "Share of the period's intervals of 1:00:00 in which the term was among the first 10 hashtags.",
        0.208,
        0.226,
        START,
        START + 14 * 24 * HOUR,
        {
            "k": 10,
            "intervals": 336,
            "intervals_in": 72,
            "intervals_without_posts": 4,
            "best_rank": 1,
            "first_at": ONSET + HOUR,
            "last_at": END,
        },
        ranked,
        ("4 of 336 intervals hold no post at all: the collection has a gap there, and the share's upper bound allows for it.",),
        evidence("post", (), 91022),
    )
    return [burst, volleys(), rank, volume, replace(volume, subject="always online"), coordination(), *concentration(), *rising()]


def burst_of(subject: str, series: tuple[dict[str, Any], ...], each: tuple[dict[str, Any], ...], strongest: int) -> Finding:
    """A finding of bursts, the strongest by its place."""
    best = each[strongest]
    peak = next(row for row in series if row["at"] == best["peak_at"])
    low, high = (peak["accounts"] + side * 1.96 * peak["accounts"] ** 0.5 for side in (-1, 1))
    return Finding(
        "posts.burst", subject, peak["accounts"] / peak["expected"], "times expected", AS_OF, "Accounts against the term's own past, judged every 10 minutes.",
        low / peak["expected_high"], high / peak["expected_low"], best["from_at"], best["to_at"],
        {
            "onset_at": best["from_at"], "end_at": best["to_at"], "alarm_at": best["alarm_at"], "peak_at": best["peak_at"],
            "peak_accounts": peak["accounts"], "peak_posts": peak["posts"], "peak_low": low, "peak_high": high,
            "expected_accounts": peak["expected"], "expected_low": peak["expected_low"], "expected_high": peak["expected_high"],
            "accounts": best["accounts"], "posts": best["posts"], "evidence": best["evidence"], "still_running": best["still_running"],
            "bursts": tuple((one["from_at"], one["to_at"]) for one in each), "each": each, "latest": each[-1],
            **({"coordinated": best["coordinated"]} if "coordinated" in best else {}),
        },
        series, (), evidence("post", tuple({"bin": n, "records": row["posts"]} for n, row in enumerate(series[:6])), 48211, subject=subject, interval=600_000_000),
    )  # fmt: skip


def volleys() -> Finding:
    """#FreeHarborPass: twelve volleys of ten minutes by the same two dozen accounts, two of them in one afternoon."""
    at = [START + hour * HOUR for hour in (20, 39, 41, 80, 103, 105, 112, 150, 170, 200, 246, 300)]
    series = tuple(
        hour_of(START + k * HOUR, 20 + k % 6 if START + k * HOUR in at else 0, 25 if START + k * HOUR in at else 0, 0.04)
        for k in range(14 * 24)
    )
    by_hour = {row["at"]: row for row in series}
    together = {
        "share": 1.0,
        "low": 0.96,
        "high": 1.0,
        "posts": 25,
        "accounts_linked": 25,
        "evidence": evidence("post", (), 25, subject="#freeharborpass"),
    }
    each = tuple(
        {
            "from_at": one + HOUR * 2 / 3, "to_at": one + HOUR * 5 / 6, "alarm_at": one + HOUR * 5 / 6, "peak_at": one, "accounts": by_hour[one]["accounts"],
            "posts": 25, "times_expected": by_hour[one]["accounts"] / 0.04, "evidence": 60.0 - abs(k - 2), "still_running": False,
            **({"coordinated": together} if k in (2, 11) else {}),
        }
        for k, one in enumerate(at)
    )  # fmt: skip
    return burst_of("#freeharborpass", series, each, 2)


def coordination() -> Finding:
    """One group of 25 and one of 4 among the accounts of the whole stream."""
    windows = tuple(
        {
            "seconds": seconds, "co_posts": seen, "expected": mean, "expected_low": 0.8 * mean, "expected_high": 1.2 * mean, "times_expected": seen / mean,
            "ordinary_chance": 0.01, "accounts_linked": 29, "pairs_linked": 276,
        }
        for seconds, seen, mean in ((10.0, 1124, 288.2), (60.0, 1559, 331.7), (600.0, 6123, 757.1))
    )  # fmt: skip
    pairs = ((485, 160.4), (76, 46.4), (92, 16.9), (90, 5.7), (44, 1.0), (11, 0.0), (0, 0.0), (0, 0.0), (0, 0.0), (31, 0.0))
    series = tuple(
        {"co_posts": k, "pairs": seen, "expected": mean, "low": 0.7 * mean, "high": 1.3 * mean} for k, (seen, mean) in enumerate(pairs, 1)
    )
    return Finding(
        "posts.coordination", "Tidewater", 0.0054, "share of posts", AS_OF, "Posts by accounts that shared the same things at the same time.", 0.0051, 0.006,
        START, AS_OF,
        {
            "accounts_linked": 29, "accounts_certain": 27, "accounts_tested": 670, "accounts": 6958, "pairs_linked": 276, "pairs_tested": 30458,
            "posts_linked": 270, "posts": 49733, "rate": 0.05, "occasions_needed": 4, "group_sizes": (25, 4), "windows": windows,
        },
        series, ("Linked accounts share the same things at the same time; it does not say who they are, nor that they break a rule.",),
        evidence("post", ({"part": 0, "name": "posts", "records": 49733},), 49733),
    )  # fmt: skip


def concentration() -> list[Finding]:
    """An even spread over the hashtag's accounts, and a few behind the pushed one, half of them new."""
    known = {
        "median_posts": 1.0,
        "most_posts": 6,
        "gini": 0.24,
        "top_n": 10,
        "top_n_share": 0.0087,
        "top_n_low": 0.0005,
        "top_n_high": 0.0113,
    }
    even = {"posts": 15322, "accounts": 5120, "top_accounts": 52, "expected": 0.0301, "expected_low": 0.0287, "expected_high": 0.0316}
    pushed = {"posts": 300, "accounts": 25, "top_accounts": 1, "expected": 0.0657, "expected_low": 0.0551, "expected_high": 0.0804}
    unknown_age = {"young_share": None, "young_low": None, "young_high": None}
    new = {"young_share": 0.5, "young_low": 0.48, "young_high": 0.52}
    method = "Share of the term's posts made by its most active accounts."
    return [
        Finding(
            "posts.concentration", subject, value, "share of posts", AS_OF, method, low, high, ONSET, END, {**known, **detail, **age}, (), (),
            evidence("post", (), detail["posts"], subject=subject, young=30 * 86_400_000_000),
        )
        for subject, value, low, high, detail, age in (
            ("#fixtidewater", 0.0303, 0.0043, 0.035, even, unknown_age), ("#freeharborpass", 0.21, 0.17, 0.26, pushed, new),
        )
    ]  # fmt: skip


def rising() -> list[Finding]:
    """Two terms rose with the hashtag, none with the pushed one."""
    rows = tuple(
        {"term": term, "accounts": n, "share": 0.2, "share_of_others": 0.01, "times": 20.0, "low": 9.0, "high": 40.0, "rise": 30.0, "rise_low": 12.0, "rise_high": 80.0}
        for term, n in (("#offlinenow", 812), ("#letussail", 95))
    )  # fmt: skip
    detail = {"tested": 45, "accounts": 2724, "other_accounts": 857, "past_accounts": 3817, "compared": True, "against_past": True}
    made = Finding(
        "posts.terms",
        "#fixtidewater",
        2,
        "terms",
        AS_OF,
        "Terms used more often in posts with the subject.",
        None,
        None,
        ONSET,
        ONSET + 24 * HOUR,
        detail,
        rows,
    )
    return [made, replace(made, subject="#freeharborpass", value=0, series=())]


def reviews() -> list[Result]:
    """Scores of both sides over ten days, and how far they are apart."""
    out: list[Result] = []
    sides = {"critic": (0.81, 0.785, 0.835, 54, 0.89), "audience": (0.348, 0.331, 0.365, 3211, 0.31)}
    for side, (mean, low, high, n, positive) in sides.items():
        days = []
        for k in range(10):
            reviews_of_day = max(2, n // (k + 4)) if side == "audience" else (6 if k < 8 else 3)
            share = min(1.0, max(0.0, positive + (0.25 * exp(-k) if side == "audience" else 0.04 * sin(k))))
            good = round(share * reviews_of_day)
            share_low, share_high = share_interval(good, reviews_of_day)
            at = datetime(2026, 3, 10 + k, tzinfo=BERLIN)
            days.append(
                {
                    "at": at,
                    "reviews": reviews_of_day,
                    "mean": mean,
                    "share_positive": good / reviews_of_day,
                    "share_positive_low": share_low,
                    "share_positive_high": share_high,
                }
            )
        share_low, share_high = share_interval(round(positive * n), n)
        out.append(
            Finding(
                "reviews.score",
                side,
                mean,
                "share of the scale",
                AS_OF,
                "Mean grade as a share of its scale, with Student's interval; share positive with Wilson's.",
                low,
                high,
                datetime(2026, 3, 10, tzinfo=BERLIN),
                datetime(2026, 3, 20, tzinfo=BERLIN),
                {
                    "reviews": n,
                    "share_positive": positive,
                    "share_positive_low": share_low,
                    "share_positive_high": share_high,
                    "positive_at": 0.6,
                    "best_rating": None,
                    "share_lowest": 0.41,
                    "share_highest": 0.17,
                },
                tuple(days),
                ("Grades of several scales are put on one.",),
                evidence("review", (), n),
            )
        )
    grades = {
        "critic": {60: 0.06, 70: 0.15, 75: 0.12, 80: 0.3, 90: 0.26, 100: 0.11},
        "audience": {0: 0.41, 10: 0.12, 20: 0.06, 30: 0.04, 50: 0.04, 60: 0.03, 70: 0.03, 80: 0.05, 90: 0.05, 100: 0.17},
    }
    out.append(
        Finding(
            "reviews.divergence",
            "Tidewater",
            0.462,
            "share of the scale, critics less audience",
            AS_OF,
            "Difference of the mean grades as shares of their scales, with Welch's interval; distance between the distributions is Wasserstein's first.",
            0.431,
            0.493,
            None,
            None,
            {"critic": 0.81, "audience": 0.348, "critic_reviews": 54, "audience_reviews": 3211, "distance": 0.465},
            tuple(
                {"side": side, "score": k / 100, "reviews": 1, "share": share}
                for side, counts in grades.items()
                for k, share in counts.items()
            ),
            (),
            evidence("review", (), 3265),
        )
    )
    return out


def petition() -> list[Result]:
    """Counter, rate and goals of the petition."""
    opened = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)
    series = tuple(
        {"at": opened + 6 * k * HOUR, "signatures": round(18_432 * (1 - exp(-k / 7)) / (1 - exp(-31 / 7))) if k < 31 else 18_432}
        for k in range(32)
        if k not in (9, 10, 11)
    )
    last = series[-1]["at"]
    count = Finding(
        "petition.signature_count",
        PETITION,
        18_432,
        "signatures",
        AS_OF,
        "The counter as read; between two readings, on the straight line between them and bounded by both.",
        18_432.0,
        18_432.0,
        last,
        last,
        {"readings": 29, "last_reading_at": last, "decreases": 0},
        series,
        ("Read 3 h before the moment asked about; what came after is not known.",),
        evidence("signature_count", (), 30, subject=PETITION),
    )
    rates = tuple(
        {"at": b["at"], "rate": (b["signatures"] - a["signatures"]) / ((b["at"] - a["at"]) / HOUR)} for a, b in itertools.pairwise(series)
    )
    rate = Finding(
        "petition.rate",
        PETITION,
        31.4,
        "signatures per hour",
        AS_OF,
        "Signatures gained between the first and the last reading of the window, per hour.",
        22.0,
        47.5,
        last - 24 * HOUR,
        last,
        {"signatures": 754, "hours": 24.0},
        rates,
        (),
        evidence("signature_count", (), 30),
    )
    steps = ((5_000, 0, 1), (7_500, 2, 3), (10_000, 4, 5), (15_000, 6, 12), (25_000, 13, 28))
    read = [
        {"moment": to_micros(row["at"]), "signature_count": row["signatures"], "goal": 25_000, "opened_at": None, "records": 1}
        for row in series
    ]
    (forecast,) = petition_forecast.judge(read, Ask(AS_OF, subject=PETITION))
    goal = Finding(
        "petition.goal",
        PETITION,
        25_000,
        "signatures",
        AS_OF,
        "The goal last shown beside the counter, compared with the ladder of goals that Change.org sets by itself.",
        25_000,
        25_000,
        series[13]["at"],
        last,
        {"kind": "automatic", "goals": tuple(goal for goal, _, _ in steps)},
        tuple({"at": series[a]["at"], "to": series[b]["at"], "goal": goal} for goal, a, b in steps),
        ("It is the rung that the site sets by itself above the count, and says nothing of what anybody hopes for.",),
        evidence("signature_count", (), 30),
    )
    return [count, goal, rate, replace(forecast, evidence=evidence("signature_count", (), 30))]


def departing() -> list[Result]:
    """The audience's grades of ten days, half of which are the lowest."""
    rows = []
    for day in range(10):
        at, lowest = to_micros(datetime(2026, 3, 10 + day, tzinfo=BERLIN)), 150 + day
        grades = {"reviews": 300, "total": 0.8 * (300 - lowest), "lowest": lowest, "highest": 60, "under": lowest, "over": 300 - lowest}
        unknown = dict.fromkeys(("day_only", "verified", "verified_known", "single", "single_known"), 0)
        rows.append(
            {"work": "", "moment": at, "length": 10, "first_at": at, "last_at": at + 3_600_000_000, "records": 300, **grades, **unknown}
        )
    found = reviews_bombing.judge(rows, Ask(AS_OF, subject="audience", zone=ZONE))
    return [replace(one, evidence=evidence("review", (), 3000)) for one in found]


def pages() -> list[Result]:
    """The description of the title page changed."""
    change = Finding(
        "pages.change",
        "tidewater",
        "description",
        "field",
        AS_OF,
        "Two readings one after the other that show different text; the change lies between them.",
        None,
        None,
        datetime(2026, 3, 13, 7, 5, tzinfo=UTC),
        datetime(2026, 3, 13, 19, 40, tzinfo=UTC),
        {
            "field": "description",
            "before": "A shared sea for up to forty captains. An online connection is required.",
            "after": "A shared sea for up to forty captains. Offline play is planned.",
        },
        (),
        (),
        evidence("page", (), 6),
    )
    current = Finding(
        "pages.current",
        "tidewater",
        "Tidewater on Harbour Store",
        "title",
        AS_OF,
        "The last saved page.",
        None,
        None,
        datetime(2026, 3, 19, 8, 0, tzinfo=UTC),
        datetime(2026, 3, 19, 8, 0, tzinfo=UTC),
        {"url": "https://store.example/tidewater", "description": "A shared sea for up to forty captains. Offline play is planned."},
        (),
        (),
        evidence("page", (), 1),
    )
    return [change, current]


TEXT = (
    "Players of the sailing game Tidewater have turned on its makers after a patch that ended offline play.\n\n"
    "The hashtag #FixTidewater trended all weekend. A petition on Pledgeboard holds over 18,000 signatures. "
    "Another account put it at over 18,000 thousand signatures toward its goal of 25,000.\n\n"
    "“We hear you, and we are sorry,” Brightkeel Studio told Harbour Radio on Friday. The studio has since changed the description of the game on its store page.\n\n"
    "Critics dislike the game, while “it was the best evening of my year,” one player wrote."
)


def _claim(
    kind: ClaimKind, words: str, subject: str, verdict: Verdict, reason: str, needs: str = "", results: tuple[Result, ...] = (), **more: Any
) -> CheckedClaim:
    start = TEXT.index(words)
    return CheckedClaim(Claim(kind, words, (start, start + len(words)), subject, **more), verdict, reason, needs, results)


def articles(results: list[Result]) -> list[CheckedArticle]:
    """One article with a claim of every verdict, two of them overlapping."""
    by_name = {result.name: result for result in reversed(results)}
    friday = datetime(2026, 3, 13, tzinfo=BERLIN)
    claims = (
        _claim(
            ClaimKind.TRENDING,
            "The hashtag #FixTidewater trended all weekend",
            "#FixTidewater",
            Verdict.CONTRADICTED,
            "It was among the first 10 hashtags in 26 of 48 hours (54%).",
            "",
            (by_name["posts.rank"],),
            time_text="all weekend",
        ),
        _claim(
            ClaimKind.PETITION_COUNT,
            "over 18,000 signatures",
            "a petition on Pledgeboard",
            Verdict.SUPPORTED,
            "The counter stood at 18,432 when last read.",
            "",
            (by_name["petition.signature_count"],),
            value=18000.0,
            low=18000.0,
            unit="signature",
            bound="over",
        ),
        _claim(
            ClaimKind.PETITION_COUNT,
            "over 18,000 thousand signatures toward its goal of 25,000",
            "a petition",
            Verdict.INCONSISTENT,
            "As written it is 18,000,000 signatures, 720 times the goal of 25,000; 18,000 is likely meant.",
            value=18e6,
            unit="signature",
            bound="over",
        ),
        _claim(
            ClaimKind.PETITION_GOAL,
            "its goal of 25,000",
            "a petition",
            Verdict.SUPPORTED,
            "The goal last shown was 25,000.",
            "",
            (by_name["petition.goal"],),
            value=25000.0,
        ),
        _claim(
            ClaimKind.STATEMENT,
            "“We hear you, and we are sorry,” Brightkeel Studio told Harbour Radio on Friday",
            "Brightkeel Studio",
            Verdict.NOT_MEASURABLE,
            "no other article in the case carries these words",
            "other articles that carry the statement: uproar load CASE articles/*.html",
            from_at=friday,
            to_at=friday + timedelta(days=1),
            time_text="on Friday",
            attributes={"speaker": "Brightkeel Studio", "addressee": "Harbour Radio", "content": "We hear you, and we are sorry,"},
        ),
        _claim(
            ClaimKind.PAGE_CHANGED,
            "changed the description of the game",
            "tidewater",
            Verdict.SUPPORTED,
            "Its description changed between 2026-03-13 08:05 and 2026-03-13 20:40.",
            "",
            (by_name["pages.change"],),
        ),
        _claim(
            ClaimKind.RECEPTION,
            "Critics dislike the game",
            "critics",
            Verdict.CONTRADICTED,
            "89% of critics' reviews are positive (78% to 95%).",
            "",
            (by_name["reviews.score"],),
        ),
    )
    start = TEXT.index("We hear you")
    other = TEXT.index("it was the best")
    quotes = (
        Quote("We hear you, and we are sorry,", (start, start + 30), "speech", "Brightkeel Studio", None, "told", None, "Harbour Radio"),
        Quote(
            "it was the best evening of my year,",
            (other, other + 35),
            "speech",
            None,
            None,
            "wrote",
            None,
            None,
            None,
            "paired",
            "no speaker is named near it",
        ),
    )
    published = datetime(2026, 3, 16, tzinfo=BERLIN)
    one = CheckedArticle(
        "daily.html",
        "Players turn on Tidewater after offline patch",
        "The Daily Harbour",
        "https://daily.example/tidewater",
        TEXT,
        published,
        published + timedelta(days=1),
        "meta",
        ZONE,
        quotes,
        (),
        (),
        claims,
        ("One quotation is printed without its speaker.",),
    )
    clean = replace(
        one,
        name="quiet.txt",
        title="Tidewater patch notes",
        outlet="",
        url="",
        text="The patch is out.",
        published_from=None,
        published_to=None,
        quotes=(),
        claims=(),
        notes=(),
    )
    return [one, clean]


def press(checked: list[CheckedArticle]) -> list[Result]:
    """Articles and quotations of the case."""
    one = checked[0]
    shared = evidence("article", ({"outlet": one.outlet, "title": one.title, "text": one.text},), 1)
    article = Finding(
        "press.article",
        one.outlet,
        one.title,
        "title",
        AS_OF,
        "Main text, title and date read from the saved article.",
        None,
        None,
        one.published_from,
        one.published_to,
        {
            "url": one.url,
            "outlet": one.outlet,
            "published_source": "meta",
            "confidence": "high",
            "characters": len(one.text),
            "record_id": "a1",
        },
        (),
        (),
        shared,
    )
    quotes = [
        Finding(
            "press.quote",
            q.speaker or "unknown speaker",
            q.content,
            "words",
            AS_OF,
            "Words between quotation marks, with the speaker that the article names for them.",
            None,
            None,
            one.published_from,
            one.published_to,
            {
                "speaker": q.speaker,
                "cue": q.cue,
                "addressee": q.addressee,
                "kind": q.kind,
                "marks": q.marks,
                "span": q.span,
                "article": "a1",
                "outlet": one.outlet,
                "title": one.title,
                "url": one.url,
            },
            (),
            (q.reason,) if q.reason else (),
            shared,
        )
        for q in one.quotes
    ]
    return [article, *quotes]


def followed() -> list[Result]:
    """What the studio's apology was followed by, in accounts, grades and signatures."""
    start = np.arange(14 * 24.0) + to_micros(START) / 3_600_000_000
    counts = np.array([20 + 10 * sin(hour / 24 * 6.283) + 7 * sin(hour) for hour in range(14 * 24)])
    counts[10 * 24 :] /= 2
    apology = (Event(START + 240 * HOUR, START + 240 * HOUR, "Brightkeel apologises"),)
    out: list[Result] = []
    ratio, points = "times as many as expected", "share of the scale more than expected"
    for name, subject, events, unit in (
        ("posts.effect", "#fixtidewater", "accounts", ratio), ("reviews.effect", "audience", "grades", points), ("petition.effect", PETITION, "signatures", ratio),
    ):  # fmt: skip
        total, variance = (counts / 100, 0.1) if unit == points else (counts, None)
        pieces = Pieces(start, start + 1, total, np.ones(len(start)), variance, events, unit)
        out += effects(name, subject, pieces, Ask(AS_OF, events=apology), {"window": 24 * 3.6e9, "before": 168 * 3.6e9})
    return [replace(one, evidence=evidence("post", (), 4000)) for one in out]


def results() -> list[Result]:
    """Everything measured, and two things that could not be."""
    return list(_results())


@cache
def _results() -> tuple[Result, ...]:
    made = [*posts(), *reviews(), *petition(), *departing(), *pages(), *followed()]
    missing = [
        Unmeasured(
            "posts.burst",
            "$TIDE",
            "no post with it",
            "posts that use it, and the stream around them: uproar load CASE posts.ndjson",
            AS_OF,
            evidence("post"),
        ),
        Unmeasured(
            "petition.rate",
            "tidewater-refund",
            "readings over 0:20:00 only",
            "two readings at least 0:30:00 apart: uproar load CASE readings.csv --petition tidewater-refund",
            AS_OF,
        ),
    ]
    return (*made, *press(articles(made)), *missing)


def loads() -> list[tuple[int, ImportReport]]:
    """What became of two files."""
    first, last = to_micros(START), to_micros(AS_OF)
    posts_report = ImportReport(
        "/home/reporter/posts.ndjson.gz",
        "posts_jsonl",
        "post",
        91_040,
        91_022,
        12,
        1,
        {"no time": 3, "not JSON": 2},
        ("geo",),
        "every time carries its offset",
        "stream",
        first,
        last,
        ("The compressed file ends early.",),
        "/home/reporter/rejected/1.jsonl",
    )
    reading = ImportReport(
        "readings.csv", "readings_csv", "signature_count", 30, 30, 0, 0, {}, (), "--zone Europe/Berlin", "census", first, last
    )
    return [(to_micros(AS_OF) - 5_000_000, posts_report), (to_micros(AS_OF), reading)]
