"""Measure reviews.bombing on the shared titles and incidents, on simulated titles, and on a million reviews.

    python benchmarks/reviews.py [--parts titles left_out together labelled simulated scale reference] [--reviews 1000000] [--runs 200] [--json]

The shared sets are read where they lie (`UPROAR_DATA`, default ../shared/data). Labels are used to score only.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from uproar.findings import Ask, Finding, Result, to_micros
from uproar.instruments.reviews import bombing
from uproar.instruments.reviews.reference import LAUNCH_DAYS, LAUNCHES
from uproar.instruments.run import measure
from uproar.records import Kind, delivered_schema
from uproar.stats.cohort import new_member
from uproar.store import Store

BOMBED = ("ACNH", "TLOU2", "Captain Marvel")
DAY = timedelta(days=1)
# When the labelled incidents' games came out, as a person would write it into the case: years before.
RELEASED = {
    "Assassin's Creed Unity": datetime(2014, 11, 11, tzinfo=UTC),
    "Firewatch": datetime(2016, 2, 9, tzinfo=UTC),
    "Skyrim - Paid Mods": datetime(2011, 11, 11, tzinfo=UTC),
}
PARTS = ("titles", "left_out", "dropped", "together", "labelled", "simulated", "scale", "reference")
# One quarter hour's row of the reduction: what the judging function reads and the shared sets do not say is 0.
ROW = dict.fromkeys(("under", "over", "day_only", "verified", "verified_known", "single", "single_known"), 0)


def title_rows(data: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of the reduction for every shared title, by title: one a day, as the sets are precise to the day."""
    query = f"""
        WITH grades AS (
            SELECT title, date::DATE AS day, score AS grade, scale_max AS best FROM '{data}/reviews/audience_scores.parquet'
            UNION ALL SELECT 'ACNH', date::DATE, grade, 10 FROM read_csv('{data}/reviews/acnh_users_notext.csv'))
        SELECT title AS work, epoch_us(day::TIMESTAMP) AS moment, count(*) AS reviews, sum(grade / best) AS total,
               count(*) FILTER (WHERE grade = 0) AS lowest, count(*) FILTER (WHERE grade = best) AS highest,
               count(*) FILTER (WHERE grade / best < 0.5) AS under, count(*) FILTER (WHERE grade / best > 0.5) AS over, max(best) AS length
        FROM grades GROUP BY 1, 2 ORDER BY 1, 2"""
    table = duckdb.sql(query).to_arrow_table().to_pylist()
    out: dict[str, list[dict[str, Any]]] = {}
    for row in table:
        out.setdefault(row["work"], []).append(
            {**ROW, **row, "length": float(row["length"]), "first_at": row["moment"], "last_at": row["moment"]}
        )
    return out


def at(row: Mapping[str, Any]) -> datetime:
    """When a row's reviews were written."""
    return datetime.fromtimestamp(row["moment"] / 1e6, UTC)


def as_ofs(rows: Sequence[Mapping[str, Any]]) -> Iterable[datetime]:
    """The ends of the title's first 40 days, then of every tenth day, then of its last."""
    first, last = at(rows[0]), at(rows[-1])
    span = (last - first).days + 1
    return [first + DAY * day for day in sorted({*range(1, min(40, span) + 1), *range(40, span, 10), span})]


def asked(rows: Iterable[Mapping[str, Any]], moment: datetime) -> Result:
    """What the instrument says of one title as of a moment: a day counts once it is over."""
    known = [row for row in rows if at(row) + DAY <= moment]
    (result,) = bombing.judge(known, Ask(moment, subject="audience"))
    return result


def short(result: Result) -> dict[str, Any]:
    """The numbers of a result that a table shows."""
    if not isinstance(result, Finding):
        return {"value": "unmeasured", "reason": result.reason}
    kept = (
        "direction", "excess_of_all", "reviews_in_window", "observed_share", "expected_share", "expected_share_low", "expected_share_high", "score_with", "score_without",
        "score_without_low", "score_without_high", "launch_chance_low", "launch_chance_high", "chance", "against",
    )  # fmt: skip
    window = {
        "value": result.value,
        "low": result.low,
        "high": result.high,
        "from": result.from_at,
        "to": result.to_at,
        "windows": len(result.detail["windows"]),
    }
    return {**window, **{name: result.detail[name] for name in kept if name in result.detail}}


def titles(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, dict[str, Any]]:
    """Every title alone in its store, at many as-ofs: when it was flagged, its least launch chances, and what is said after 72 hours and in the end."""
    out: dict[str, dict[str, Any]] = {}
    for title, own in rows.items():
        results = [(moment, asked(own, moment)) for moment in as_ofs(own)]
        found = [(moment, one) for moment, one in results if isinstance(one, Finding)]
        flagged = [(moment - at(own[0])).days for moment, one in found if one.value != "none"]
        least = {end: min((one.detail.get(f"launch_chance_{end}", 1.0) for _, one in found), default=1.0) for end in ("low", "high")}
        out[title] = {
            "as_ofs": len(results), "flagged": len(flagged), "first_flagged_at_day": min(flagged, default=None), "least_launch_chance": least,
            "at_72h": short(asked(own, at(own[0]) + LAUNCH_DAYS * DAY)), "in_the_end": short(results[-1][1]),
        }  # fmt: skip
    return out


def together(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, dict[str, Any]]:
    """Every title with all others in the same store, the bombed ones too: the cohort is then the others, less those that depart from the reference."""
    records = [row for own in rows.values() for row in own]
    results = bombing.judge(records, Ask(datetime(2026, 1, 1, tzinfo=UTC), subject="audience"))
    return {
        result.subject: short(result) | ({"cohort": result.detail["cohort"]} if isinstance(result, Finding) else {}) for result in results
    }


def left_out(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, dict[str, Any]]:
    """The launch test of every title against the never bombed titles less itself, at each of the first three days."""
    out: dict[str, dict[str, Any]] = {}
    for title, own in rows.items():
        family = "stars" if own[0]["length"] == 5 else "points"
        launches = {name: counts(part, LAUNCH_DAYS) for name, part in rows.items() if name not in {*BOMBED, title}}
        of = {name: "stars" if rows[name][0]["length"] == 5 else "points" for name in launches}
        chances: dict[str, list[float]] = {"low": [], "high": []}
        for end, values in chances.items():
            pairs = {name: (low, n - high) if end == "low" else (high, n - low) for name, (low, high, n) in launches.items()}
            cohort = [pairs[name] for name in pairs if of[name] == family]
            elsewhere = [pairs[name] for name in pairs if of[name] != family]
            # The one title in stars has no other on its scale: it is compared with those in points.
            belief = new_member(cohort, [elsewhere] if elsewhere else []) if cohort else new_member(elsewhere)
            for days in range(1, LAUNCH_DAYS + 1):
                low, high, n = counts(own, days)
                values.append(belief.tail(*((low, n - high) if end == "low" else (high, n - low))))
        out[title] = chances
    return out


def dropped(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, dict[str, list[float]]]:
    """The launch test of the bombed titles against the never bombed ones less each in turn, after 24, 48 and 72 hours: how much the answer rests on one title."""
    never = [title for title in rows if title not in BOMBED]
    return {
        bombed: {each: left_out({title: rows[title] for title in (*never, bombed) if title != each})[bombed]["low"] for each in never}
        for bombed in BOMBED
    }


def counts(rows: Sequence[Mapping[str, Any]], days: int) -> tuple[int, int, int]:
    """Lowest, highest and all grades of a title's first days."""
    first = at(rows[0])
    kept = [row for row in rows if at(row) < first + days * DAY]
    low, high, n = (sum(row[name] for row in kept) for name in ("lowest", "highest", "reviews"))
    return low, high, n


def labelled(data: Path) -> dict[str, dict[str, Any]]:
    """The labelled incidents, from times and thumbs alone: the excess, beside the share that people judged bombing in the window found and in the file."""
    query = f"""
        SELECT project, combined_rating = 'Empfohlen' AS up, "is-review-bombing" = 'Ja' AS bombing,
               epoch_us(coalesce(try_strptime(review_date, '%d.%m.%Y %H:%M:%S'), strptime(review_date, '%d.%m.%Y'))) AS moment
        FROM read_csv('{data}/reviews/labelled_bombing.csv')"""
    records = duckdb.sql(query).to_arrow_table().to_pylist()
    out = {}
    for project in sorted({record["project"] for record in records}):
        own = [record for record in records if record["project"] == project]
        rows = [
            {**ROW, "work": "", "moment": r["moment"], "first_at": r["moment"], "last_at": r["moment"], "reviews": 1, "total": float(r["up"]), "lowest": int(not r["up"]),
             "highest": int(r["up"]), "under": int(not r["up"]), "over": int(r["up"]), "length": 1.0}
            for r in own
        ]  # fmt: skip
        (found,) = bombing.judge(rows, Ask(datetime(2026, 1, 1, tzinfo=UTC), subject="audience", released_at=RELEASED.get(project)))
        row = short(found)
        if isinstance(found, Finding) and found.value != "none":
            inside = [r["bombing"] for r in own if to_micros(found.detail["from_at"]) <= r["moment"] <= to_micros(found.detail["to_at"])]
            row |= {"labelled_in_window": sum(inside) / len(inside), "labelled_in_file": sum(r["bombing"] for r in own) / len(own)}
        out[project] = row
    return out


def simulated(runs: int, seed: int = 4) -> dict[str, Any]:
    """How often ordinary titles are flagged at a stated 5 %: launches beside cohorts of seven of their kind, and later windows in lives of 200 days."""
    draws = np.random.default_rng(seed)
    out: dict[str, Any] = {}
    for mean, spread in ((0.06, 0.04), (0.15, 0.08), (0.15, 0.04), (0.3, 0.05)):
        a, b = mean * (1 / spread - 1), (1 - mean) * (1 / spread - 1)
        flags = looks = 0
        for _ in range(runs):
            sizes = [len_ - high for _, high, len_ in LAUNCHES["points"]]
            cohort = [(int(draws.binomial(n, draws.beta(a, b))), n) for n in sizes]
            belief = new_member(cohort)
            for _ in range(4):
                hits = np.cumsum(draws.binomial([100, 60, 40], draws.beta(a, b)))
                said = [belief.tail(int(k), n) <= 0.05 for k, n in zip(hits, (100, 160, 200), strict=True)]
                flags, looks = flags + said[-1], looks + any(said)
        out[f"launch, mean {mean:g}, spread {spread:g}"] = {
            "titles": 4 * runs,
            "flagged": flags / (4 * runs),
            "on_any_of_three_days": looks / (4 * runs),
        }
    for within in (0.02, 0.05, 0.1):
        later = sum(_later_flag(draws, within) for _ in range(runs))
        out[f"200 days of one title, day spread {within:g}"] = {"titles": runs, "flagged_later": later / runs}
    return out


def _later_flag(draws: np.random.Generator, within: float) -> bool:
    """Whether a title whose grades only vary from day to day has a later window; its reviews fall off from about 300 a day by a power of time."""
    share_low, share_high = draws.beta(1.6, 9), draws.beta(6, 5)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    rows = []
    for day in range(200):
        n = int(draws.poisson(draws.gamma(5, (300 * (day + 1) ** -0.8 + 2) / 5)))
        high = int(draws.binomial(n, draws.beta(share_high * (1 / within - 1), (1 - share_high) * (1 / within - 1))))
        low = int(draws.binomial(n - high, draws.beta(share_low * (1 / within - 1), (1 - share_low) * (1 / within - 1))))
        moment = to_micros(start + day * DAY)
        if n:
            rows.append(
                {
                    **ROW,
                    "work": "",
                    "moment": moment,
                    "first_at": moment,
                    "last_at": moment,
                    "reviews": n,
                    "total": high + 0.6 * (n - high - low),
                    "lowest": low,
                    "highest": high,
                    "length": 10.0,
                }
            )
    (found,) = bombing.judge(rows, Ask(start + 300 * DAY, subject="audience"))
    return isinstance(found, Finding) and any(window["against"] != "the cohort" for window in found.detail["windows"])


def scale(reviews: int) -> dict[str, Any]:
    """CPU seconds of the measurement on so many reviews of one title over 400 days, the median of three; loading is not counted."""
    draws = np.random.default_rng(5)
    start = to_micros(datetime(2026, 1, 1, tzinfo=UTC))
    moments = np.sort(start + (draws.exponential(40.0, reviews) % 400 * 86_400e6).astype(np.int64))
    grades = draws.choice(11, reviews, p=[0.1, *[0.04] * 9, 0.54]).astype(float)
    same = {
        "source": "b",
        "sampling": "census",
        "raw": b"x",
        "side": "audience",
        "worst_rating": 0.0,
        "best_rating": 10.0,
        "grain": "instant",
    }
    own = {
        "line": range(reviews),
        "record_id": map(str, range(reviews)),
        "event_at": moments,
        "observed_at": moments,
        "rating_value": grades,
        "score": grades / 10,
    }
    columns = {**{name: [value] * reviews for name, value in same.items()}, **{name: list(values) for name, values in own.items()}}
    schema = delivered_schema(Kind.REVIEW)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        store.append(
            Kind.REVIEW,
            pa.table(
                {f.name: pa.array(columns[f.name], f.type) if f.name in columns else pa.nulls(reviews, f.type) for f in schema},
                schema=schema,
            ),
            b"k" * 32,
        )
        spent = []
        for _ in range(3):
            began = time.process_time()
            measure(store, bombing.MEASUREMENT, Ask(datetime(2027, 6, 1, tzinfo=UTC), subject="audience"))
            spent.append(time.process_time() - began)
        store.close()
    return {"reviews": reviews, "cpu_s": sorted(spent)[1]}


def reference(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, list[tuple[int, int, int]]]:
    """The counts that are shipped, made again."""
    out: dict[str, list[tuple[int, int, int]]] = {"points": [], "stars": []}
    for title, own in rows.items():
        if title not in BOMBED:
            out["stars" if own[0]["length"] == 5 else "points"].append(counts(own, LAUNCH_DAYS))
    return out


def main() -> None:
    """Run the parts asked for and print their tables."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    wanted.add_argument("--reviews", type=int, default=1_000_000)
    wanted.add_argument("--runs", type=int, default=200)
    wanted.add_argument("--json", action="store_true")
    said = wanted.parse_args()
    data = Path(os.environ.get("UPROAR_DATA", Path(__file__).parents[2] / "shared" / "data"))
    rows = title_rows(data) if {"titles", "left_out", "dropped", "together", "reference"} & set(said.parts) else {}
    work: dict[str, Callable[[], Any]] = {
        "titles": lambda: titles(rows), "left_out": lambda: left_out(rows), "dropped": lambda: dropped(rows), "together": lambda: together(rows),
        "labelled": lambda: labelled(data),
        "simulated": lambda: simulated(said.runs), "scale": lambda: scale(said.reviews), "reference": lambda: reference(rows),
    }  # fmt: skip
    for part in said.parts:
        measured = work[part]()
        print(part)
        if said.json:
            print(json.dumps(measured, default=str))
            continue
        for name, row in measured.items():
            print(f"  {name}: {row}")


if __name__ == "__main__":
    main()
