"""reviews.score: mean grade and share positive of one side, and the site's own score, with intervals, per day and as of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from operator import add, itemgetter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros, to_micros
from uproar.instruments.reviews.days import LAST_AT_SQL
from uproar.instruments.reviews.sites import POSITIVE_AT, POSITIVE_AT_SQL, SITES, Site
from uproar.instruments.reviews.works import several_works
from uproar.stats.intervals import Sample, mean_interval, share_interval

# Cut by quarter hours, because every zone's offset is a multiple of one: the judging function can then group them into the days of any zone, also where
# daylight saving begins or ends. A site's line is a share of its best grade; a hair less, so that 7 of 10 is not lost to rounding.
SQL = f"""
SELECT event_at // 900000000 * 900000000 AS moment, worst_rating, best_rating, count(*) AS reviews, sum(score) AS total, sum(score * score) AS squares,
       count(*) FILTER (WHERE CASE WHEN $site = '' OR worst_rating < 0 THEN score ELSE rating_value / best_rating END >= {POSITIVE_AT_SQL} - 1e-9) AS positive,
       count(*) FILTER (WHERE rating_value = worst_rating) AS lowest, count(*) FILTER (WHERE rating_value = best_rating) AS highest,
       count(*) FILTER (WHERE verified = 'yes') AS verified, sum(CASE WHEN verified = 'yes' THEN score END) AS verified_total,
       count(*) FILTER (WHERE verified = 'no') AS unverified, sum(CASE WHEN verified = 'no' THEN score END) AS unverified_total,
       count(author_reviews) AS known_accounts, count(*) FILTER (WHERE author_reviews <= 1) AS one_review_accounts,
       count(*) FILTER (WHERE event_at < $released_at) AS early, sum(CASE WHEN event_at < $released_at THEN score END) AS early_total,
       min(event_at) AS first_at, {LAST_AT_SQL} AS last_at, string_agg(DISTINCT subject, ' | ') AS works, count(*) AS records
FROM review
WHERE side = $subject AND event_at >= $from_at AND event_at < $to_at AND score IS NOT NULL
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


class Tally(NamedTuple):
    """Sums over some reviews."""

    reviews: int
    total: float
    squares: float
    positive: int
    lowest: int
    highest: int

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Tally:
        """The sums of rows of the reduction."""
        return cls(*(sum(row[name] for row in rows) for name in cls._fields))

    def __add__(self, other: object) -> Tally:
        """Both together."""
        return Tally(*map(add, self, other)) if isinstance(other, Tally) else NotImplemented

    def mean(self, population: int | None = None) -> tuple[float, float, float]:
        """Mean score and its interval."""
        sample = Sample.of_sums(self.reviews, self.total, self.squares, self.lowest, self.highest)
        return (sample.mean, *mean_interval(sample, population=population))

    def share(self, population: int | None = None) -> tuple[float, float, float]:
        """Share positive and its interval."""
        return (self.positive / self.reviews, *share_interval(self.positive, self.reviews, population=population))


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Mean grade of a side as a share of its scale, the share at or above the positive mark, and what the site makes of them.

    Args:
        rows: One a quarter hour and scale, in order of time: moment (microseconds), the sums of `Tally` over scores in [0, 1], worst_rating and best_rating, how many
            are verified or not, are by accounts whose number of reviews is known or is one, came before the release, and the totals of their scores.
        ask: The ask; its subject is the side, "critic" or "audience".
    """
    name, side = "reviews.score", ask.subject or ""
    n = sum(row["reviews"] for row in rows)
    if n < MEASUREMENT.least_records:
        got = "no review" if n == 0 else f"only {n} review{'s' if n > 1 else ''}"
        needs = f"at least {MEASUREMENT.least_records} {side} reviews: uproar load CASE reviews.csv --side {side}"
        return [Unmeasured(name, side, f"{got} from this side", needs, ask.as_of)]
    if several := several_works(name, side, rows, ask):
        return [several]
    population = MEASUREMENT.setting(ask, "critics" if side == "critic" else "audience") or None
    if reason := _misfit(ask, n, population):
        return [Unmeasured(name, side, *reason, ask.as_of)]
    site, whole = _site(ask), Tally.of(rows)
    (mean, low, high), (share, share_low, share_high) = whole.mean(population), whole.share(population)
    scales = _scales(rows)
    detail: dict[str, Any] = {
        "reviews": n, "share_positive": share, "share_positive_low": share_low, "share_positive_high": share_high,
        "positive_at": MEASUREMENT.setting(ask, "positive_at") or (site.positive_at if site else POSITIVE_AT),
        "best_rating": scales[0]["best"] if len({scale["best"] for scale in scales}) == 1 else None,
        "share_lowest": whole.lowest / n, "share_highest": whole.highest / n,
    }  # fmt: skip
    notes = []
    if len(scales) > 1:
        detail["scales"] = tuple(scales)
        notes.append("Grades of several scales are put on one.")
    if site:
        scored = _scored(site, whole, population)
        detail |= {
            "site": MEASUREMENT.setting(ask, "site"),
            "site_score": scored[0],
            "site_score_low": scored[1],
            "site_score_high": scored[2],
        }
        detail["site_shown"] = site.shown(scored[0], n) if n >= site.least else None
        notes += [site.caveat] if site.caveat else []
        notes += [] if n >= site.least else [f"The site shows a score from {site.least} reviews on."]
    elif named := MEASUREMENT.setting(ask, "site"):
        notes.append(f"{named} gives no score of this side.")
    notes += _known_of(rows, ask, n, detail)
    return [
        Finding(
            name,
            side,
            mean,
            "share of the scale",
            ask.as_of,
            "Mean grade as a share of its scale, with the interval of as many yes-or-no reviews as vary like it; share positive with Wilson's.",
            low=low,
            high=high,
            from_at=from_micros(rows[0]["first_at"]),
            to_at=from_micros(max(row["last_at"] for row in rows)),
            detail=detail,
            series=tuple(_days(rows, ask.zone, site, population)),
            notes=tuple(notes),
        )
    ]


def _misfit(ask: Ask, n: int, population: int | None) -> tuple[str, str] | None:
    """What a setting has that cannot be, and what it needs."""
    site, known = MEASUREMENT.setting(ask, "site"), list(dict.fromkeys(name for name, _ in SITES))
    if site and site not in known:
        return f"the rules of the site {site[:40]!r} are not known", f"--set site= one of {', '.join(known)}"
    for key in ("positive_at", "prior_mean"):
        if (share := MEASUREMENT.setting(ask, key)) > 1:
            return f"{key} is {share:g}", f"{key} as a share of the scale, at most 1"
    if population is not None and population < n:
        return f"{n} reviews are more than the {population} people who could have written one", "their number, or none"
    return None


def _site(ask: Ask) -> Site | None:
    site = SITES.get((MEASUREMENT.setting(ask, "site"), ask.subject or ""))
    given = {key: MEASUREMENT.setting(ask, key) for key in ("prior_reviews", "prior_mean")}
    return replace(site, **{key: value for key, value in given.items() if value}) if site and site.score == "shrunken" else site


def _scored(site: Site | None, tally: Tally, population: int | None) -> tuple[float, float, float]:
    """The site's score with its interval; the mean's where no site is named."""
    mean = tally.mean(population)
    if site is None:
        return mean
    value, low, high = (site.of(share, each, tally.reviews) for share, each in zip(tally.share(population), mean, strict=True))
    return value, low, high


def _scales(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The scales in use, the most used first."""
    sums: dict[tuple[float, float], list[float]] = {}
    for row in rows:
        one = sums.setdefault((row["worst_rating"], row["best_rating"]), [0, 0.0])
        one[0] += row["reviews"]
        one[1] += row["total"]
    ordered = sorted(sums.items(), key=lambda item: (-item[1][0], item[0]))
    return [{"worst": worst, "best": best, "reviews": n, "mean": total / n} for (worst, best), (n, total) in ordered]


def _known_of(rows: Sequence[Row], ask: Ask, n: int, detail: dict[str, Any]) -> list[str]:
    """Add what is known of the reviewers and of the release to the detail; what of it a reader must know."""

    def total(key: str) -> Any:
        return sum(row[key] or 0 for row in rows)

    verified, unverified = total("verified"), total("unverified")
    if known := verified + unverified:
        detail |= {
            "verified_known": known,
            "share_verified": verified / known,
            "mean_verified": total("verified_total") / verified if verified else None,
            "mean_unverified": total("unverified_total") / unverified if unverified else None,
        }
    if accounts := total("known_accounts"):
        detail |= {"accounts_known": accounts, "share_one_review": total("one_review_accounts") / accounts}
    early = total("early")
    if ask.released_at is None or early == 0:
        return []
    detail |= {"before_release": early, "mean_before_release": total("early_total") / early}
    return [f"{early} of the {n} reviews {'is' if early == 1 else 'are'} dated before the release."]


def _days(rows: Sequence[Row], zone: str, site: Site | None, population: int | None) -> list[Row]:
    out: list[Row] = []
    so_far = Tally(0, 0.0, 0.0, 0, 0, 0)
    for day, rows_of_day in _by_day(rows, ZoneInfo(zone)):
        tally = Tally.of(rows_of_day)
        so_far += tally
        (mean, low, high), (share, share_low, share_high) = tally.mean(), tally.share()
        score, score_low, score_high = _scored(site, so_far, population)
        out.append(
            {
                "at": day, "reviews": tally.reviews, "mean": mean, "mean_low": low, "mean_high": high,
                "share_positive": share, "share_positive_low": share_low, "share_positive_high": share_high,
                "score_so_far": score, "score_so_far_low": score_low, "score_so_far_high": score_high,
            }
        )  # fmt: skip
    return out


def _by_day(rows: Sequence[Row], here: ZoneInfo) -> Iterator[tuple[datetime, Sequence[Row]]]:
    """The rows of each day on the clocks of a zone; a day may have 23 or 25 hours."""
    start = 0
    while start < len(rows):
        day = from_micros(rows[start]["moment"]).astimezone(here).replace(hour=0, minute=0, second=0, microsecond=0)
        ends = to_micros(day + timedelta(days=1))  # the wall clock's next midnight, whatever lies between
        end = bisect_left(rows, ends, lo=start, key=itemgetter("moment"))
        yield day, rows[start:end]
        start = end


MEASUREMENT = Measurement(
    "reviews.score",
    "review",
    "share of the scale",
    "Mean grade and share positive of critics or audience, and the site's own score, with intervals, per day and as of.",
    SQL,
    judge,
    "sides",
    # 0 and "" stand for what nobody said: the site's own line and prior, and people without number who could have reviewed. Five reviews are the fewest that
    # Rotten Tomatoes publishes a critics' score from; Metacritic takes four.
    {"site": "", "positive_at": 0.0, "prior_reviews": 0.0, "prior_mean": 0.0, "critics": 0, "audience": 0},
    least_records=5,
)
