"""Judge petition.forecast on real petitions, next to plain methods in the same run.

    python benchmarks/petitions.py [--parts series created law speed] [--json]

series: the three UK series, each forecast from every day of its age (rolling origin), at +24 h, +72 h and +7 d. Nothing of the model was fitted to them.
created: Change.org's petitions that came to 1,000 signatures or more, 24 h after their creation; every law is fitted to the other petitions only.
law: the growth law fitted anew to all of them, which `stats/forecast/growth_law.py` ships.
speed: CPU seconds of petition.forecast and petition.integrity over 100,000 readings.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import tempfile
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from uproar.findings import Ask, from_micros, to_micros
from uproar.instruments.petition import forecast, integrity
from uproar.instruments.run import measure
from uproar.records import Kind, delivered_schema
from uproar.stats.forecast.growth_law import fit
from uproar.stats.forecast.rolling import OURS, Score, backtest, summaries
from uproar.store import Store

ROOT = Path(__file__).parents[1]
SERIES = ("uk241584", "uk700143", "uk751472")
FLOOR = 1_000
HALF_FIRST = 2.5  # half of the first milestone: what a petition has that has reached none


def moment(text: str) -> datetime:
    """A time of these files; those without a zone are in UTC."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def readings(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Hours since the first reading, and counts: the last reading of every hour, and the first of all; of one instant the higher."""
    with path.open(encoding="utf-8") as stream:
        rows = sorted((moment(row["t"]), int(row["count"])) for row in csv.DictReader(stream))
    thinned = {int((at - rows[0][0]).total_seconds() // 3600): ((at - rows[0][0]).total_seconds() / 3600, count) for at, count in rows}
    first = (0.0, max(count for at, count in rows if at == rows[0][0]))
    points = [first, *(point for point in thinned.values() if point[0] > 0)]
    return np.array([at for at, _ in points]), np.array([count for _, count in points], dtype=float)


def series(data: Path) -> dict[str, list[Score]]:
    """Scores of every method on each UK series."""
    return {name: backtest(*readings(data / "petitions" / f"{name}.csv")) for name in SERIES}


def against_best(scores: dict[str, list[Score]]) -> dict[str, Any]:
    """Our median absolute log error of the count over that of the best plain method, by horizon and on average, and our coverage.

    Returns:
        `by_horizon`: errors averaged over series, ours over the smallest of the plain methods'; `pooled`: the same of medians over all forecasts at once;
        `cells`: mean over series and horizons, each against the method that is best just there; `coverage`: share within the 90 % interval.
    """
    each = {(name, s.horizon, s.method): s.error for name, found in scores.items() for s in summaries(found)}
    every = [score for found in scores.values() for score in found]
    pooled = {(s.horizon, s.method): s.error for s in summaries(every)}
    horizons, methods = sorted({score.horizon for score in every}), {score.method for score in every} - {OURS}
    mean = {(h, m): math.fsum(each[n, h, m] for n in scores) for h in horizons for m in (*methods, OURS)}
    by_horizon = {f"{h:.0f} h": mean[h, OURS] / min(mean[h, m] for m in methods) for h in horizons}
    cells = [each[n, h, OURS] / min(each[n, h, m] for m in methods) for n in scores for h in horizons]
    held = [score.covered for score in every if score.covered is not None]
    return {
        "by_horizon": by_horizon,
        "mean": math.fsum(by_horizon.values()) / len(horizons),
        "pooled": math.fsum(pooled[h, OURS] / min(pooled[h, m] for m in methods) for h in horizons) / len(horizons),
        "cells": math.fsum(cells) / len(cells),
        "coverage": sum(held) / len(held),
    }


def petitions(data: Path) -> list[tuple[np.ndarray, np.ndarray, float, float]]:
    """Milestones (hours since creation, counts), total and hours until it was collected, of each petition that has both."""
    reached = defaultdict(list)
    with (data / "petitions" / "changeorg_milestones.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            reached[row["petition"]].append((float(row["n"]), moment(row["t"])))
    found = []
    with (data / "petitions" / "changeorg_totals.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["petition"] not in reached:
                continue
            made = moment(row["created_at"])
            until = datetime.strptime(row["asof"], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
            points = sorted(reached[row["petition"]])
            hours = np.maximum.accumulate([max(0.0, (at - made).total_seconds() / 3600) for _, at in points])
            found.append((hours, np.array([n for n, _ in points]), float(row["total"]), (until - made).total_seconds() / 3600))
    return found


def at_age(petition: tuple[np.ndarray, np.ndarray, float, float], hours: float) -> float:
    """The last milestone reached by an age; never the next one, which nobody could know then."""
    known = petition[1][petition[0] <= hours]
    return float(known.max()) if len(known) else HALF_FIRST


def created(data: Path) -> dict[str, dict[str, float]]:
    """Median factor by which forecasts of the total, 24 h after creation, are off, and the share of totals within the 90 % interval.

    `growth law` knows that the total reaches 1,000, as the log-log regression does, which is fitted to such petitions only; `all petitions` knows nothing
    and is judged on all.
    """
    old = [petition for petition in petitions(data) if petition[3] > DAY]
    counts, totals = np.array([at_age(p, DAY) for p in old]), np.array([p[2] for p in old])
    big = totals >= FLOOR
    off: dict[str, list[float]] = defaultdict(list)
    held: dict[str, list[bool]] = defaultdict(list)

    def judge(name: str, low: float | None, middle: float, high: float | None, total: float) -> None:
        off[name].append(abs(math.log(middle / total)))
        if low is not None and high is not None:
            held[name].append(low <= total <= high)

    for i in range(len(old)):
        others = np.arange(len(old)) != i
        count, total = float(counts[i]), float(totals[i])
        law = fit(counts[others], totals[others])
        judge("all petitions: growth law", *(law.quantile(p, count) for p in (0.05, 0.5, 0.95)), total)
        judge("all petitions: naive", None, count, None, total)
        if not big[i]:
            continue
        others &= big
        law = fit(counts[others], totals[others], at_least=FLOOR)
        judge("growth law", *(law.quantile(p, count, at_least=FLOOR) for p in (0.05, 0.5, 0.95)), total)
        judge("naive", None, count, None, total)
        judge("linear", None, count * old[i][3] / DAY, None, total)
        judge("log growth", None, count * math.log(1 + old[i][3]) / math.log(1 + DAY), None, total)
        slope, constant = np.polyfit(np.log(counts[others]), np.log(totals[others]), 1)
        judge("log-log regression", None, math.exp(constant + slope * math.log(count)), None, total)
        judge("median of the others", None, float(np.median(totals[others])), None, total)
    return {
        name: {
            "petitions": len(values),
            "median_factor": math.exp(float(np.median(values))),
            **({"coverage": float(np.mean(held[name]))} if held[name] else {}),
        }
        for name, values in off.items()
    }


DAY = 24.0
AGES = (6.0, 12.0, 24.0, 72.0, 168.0, 720.0, 2160.0)


def law(data: Path) -> dict[str, float]:
    """The law over all petitions and ages that `growth_law.CHANGE_ORG` holds, rounded."""
    pairs = [(at_age(p, age), p[2], age / DAY) for age in AGES for p in petitions(data) if p[3] > 1.5 * age]
    found = fit(*(np.array(column) for column in zip(*pairs, strict=True)))
    return {"pairs": len(pairs), "constant": found.constant, "by_count": found.by_count, "by_age": found.by_age}


def speed(count: int = 100_000) -> dict[str, float]:
    """CPU seconds of petition.forecast and petition.integrity over readings a minute apart."""
    start = to_micros(datetime(2026, 3, 9, tzinfo=UTC))
    moments = start + 60_000_000 * np.arange(count)
    grown = (20_000 * np.log1p(np.arange(count) / 60)).astype(np.int64)
    numbers = pa.array([str(n) for n in range(count)])
    columns = {
        "line": pa.array(np.arange(count)), "record_id": numbers, "source": pa.array(["bench"] * count), "sampling": pa.array(["census"] * count),
        "event_at": pa.array(moments), "observed_at": pa.array(moments), "raw": numbers.cast(pa.binary()).cast(pa.large_binary()),
        "petition": pa.array(["p"] * count), "signature_count": pa.array(grown),
    }  # fmt: skip
    schema = delivered_schema(Kind.SIGNATURE_COUNT)
    table = pa.table({f.name: columns.get(f.name, pa.nulls(count, f.type)) for f in schema}, schema=schema)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        store.append(Kind.SIGNATURE_COUNT, table, b"k" * 32)
        taken = {}
        for measurement in (forecast.MEASUREMENT, integrity.MEASUREMENT):
            before = time.process_time()
            measure(store, measurement, Ask(from_micros(int(moments[-1])), subject="p"))
            taken[f"cpu_seconds_{measurement.name}"] = time.process_time() - before
        return {"readings": count, **taken}


def show(part: str, found: Any) -> None:
    """Print one part as tables."""
    if part != "series":
        for name, value in found.items():
            print(f"{name:34}", value)
        return
    for name, scores in {**found, "all": [score for one in found.values() for score in one]}.items():
        print(f"\n{name:30} origins  count off %  gain off  pinball x100  90 % held")
        for row in summaries(scores):
            held = "" if row.coverage is None else f"{row.coverage:.3f}"
            print(
                f"{row.horizon:4.0f} h  {row.method:22} {row.origins:6}  {100 * row.error:11.3f}  {row.increment_error:8.2f}  {100 * row.pinball:12.3f}  {held:>9}"
            )
    print("\nours over the best plain method:", against_best(found))


PARTS = ("series", "created", "law", "speed")


def main() -> None:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    data = Path(os.environ.get("UPROAR_DATA", ROOT.parent / "shared" / "data"))
    runs = {"series": lambda: series(data), "created": lambda: created(data), "law": lambda: law(data), "speed": speed}
    for part in wanted.parts:
        found: Any = runs[part]()
        if wanted.json:
            print(json.dumps({part: against_best(found) if part == "series" else found}))
        else:
            show(part, found)


if __name__ == "__main__":
    main()
