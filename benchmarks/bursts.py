"""Score burst detectors next to each other: dated bursts, injected bursts, CPU seconds.

    python benchmarks/bursts.py [--methods mastodon uproar] [--parts dated injected] [--budget 3] [--interval-minutes 60] [--json]

dated: 607,858 hashtag uses (ira_tags.parquet, 2012-02 to 2016-06) are the stream; 42 dated bursts (ira_labels.csv, 2015-05 to 2016-06) are to be found at a
budget of alarm episodes per day, by eval/bursts.py. Only alarms of the labelled months, 2015-05-01 to 2016-06-30, count, and the budget's days are those 427: the years
before hold 5 % of the uses, and as budget days they would give their episodes away to the months that are scored. They are history only. An alarm's time is
its interval's end. A score of 0 or below is no alarm, whatever the budget. Tags are taken as they are. CPU seconds are those of scoring the whole stream, reading
and grouping apart.

injected: 2,654 windows (inject_windows.csv), each 28 days of history and the 24 h after `t_start`, scored alone, by eval/injection.py. A window's score is the
highest of the 24 hours; where nobody posted in them it is below every other. Which posts were injected is never read.

Injected windows run by the hour. The data sets lie at UPROAR_DATA (default ../shared/data), the scorers beside them in eval.
"""

from __future__ import annotations

import argparse
import csv
import gc
import importlib.util
import json
import math
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb

from uproar.stats.bursts import detector, kleinberg, mastodon, signitrend

Uses = Sequence[tuple[int, int]]
Stream = Callable[[dict[str, list[tuple[int, int]]], int, int], list[tuple[str, int, float]]]

SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  # the scorers' times are naive UTC
START, END = datetime(2015, 5, 1), datetime(2016, 7, 1)  # noqa: DTZ001  # same
RATES = (0.01, 0.05)


def distinct_authors(uses: Uses, interval: int, origin: int, end: int | None = None) -> list[tuple[int, float]]:
    """Distinct accounts of the 24 h before each interval's end: what needs no baseline at all."""
    scored: list[tuple[int, float]] = []
    recent: deque[tuple[int, int]] = deque()
    active: Counter[int] = Counter()
    known = uses if end is None else [use for use in uses if use[0] < end]
    for index, group in groupby(known, key=lambda use: (use[0] - origin) // interval):
        for use in group:
            recent.append(use)
            active[use[1]] += 1
        while recent[0][0] < origin + (index + 1) * interval - DAY:
            _, account = recent.popleft()
            active[account] -= 1
            if not active[account]:
                del active[account]
        scored.append((index, float(len(active))))
    return scored


def authors_above_usual(uses: Uses, interval: int, origin: int, end: int | None = None) -> list[tuple[int, float]]:
    """Distinct accounts of the last 24 h less their mean a day over the 28 days, counted from `origin`, before the interval's own."""
    usual = Counter(day for day, _ in {((moment - origin) // DAY, account) for moment, account in uses})
    scored: list[tuple[int, float]] = []
    for day, group in groupby(distinct_authors(uses, interval, origin, end), key=lambda row: row[0] * interval // DAY):
        mean = sum(usual[before] for before in range(day - 28, day)) / 28
        scored.extend((index, score - mean) for index, score in group)
    return scored


def by_accounts(scores: Callable[[Uses, int, int], list[tuple[int, float]]]) -> Callable[[Uses, int, int], list[tuple[int, float]]]:
    """Let a method that counts uses count each account once an interval."""

    def account_scores(uses: Uses, interval: int, origin: int) -> list[tuple[int, float]]:
        first = {((moment - origin) // interval, account): (moment, account) for moment, account in reversed(uses)}
        return scores(sorted(first.values()), interval, origin)

    return account_scores


def each_term(scores: Callable[[Uses, int, int], list[tuple[int, float]]]) -> Stream:
    """Turn a method that judges one term at a time into one that judges a stream."""

    def stream_scores(uses_by_term: dict[str, list[tuple[int, int]]], interval: int, origin: int) -> list[tuple[str, int, float]]:
        return [(term, index, score) for term, uses in uses_by_term.items() for index, score in scores(uses, interval, origin)]

    return stream_scores


# A method takes the uses of every term, the interval and the origin, and returns (term, interval, score) rows; `each_term` makes one of a term's scores. On the
# injected windows it gets one window at a time, as a stream of one term.
METHODS: dict[str, Stream] = {
    "distinct authors": each_term(distinct_authors),
    "authors over usual": each_term(authors_above_usual),
    "mastodon": each_term(mastodon.scores),
    "signitrend": each_term(signitrend.scores),
    "signitrend, accounts": each_term(by_accounts(signitrend.scores)),
    "kleinberg": each_term(kleinberg.scores),
    "kleinberg, accounts": each_term(by_accounts(kleinberg.scores)),
    "uproar": detector.scores,
}


def scorer(data: Path, name: str) -> ModuleType:
    """The shared scorer of this name, from its file: it is no part of the package."""
    spec = importlib.util.spec_from_file_location(f"shared_{name}", data.parent / "eval" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"the benchmark needs eval/{name}.py beside {data}, and it cannot be read")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def grouped(path: Path, term: str) -> dict[str, list[tuple[int, int]]]:
    """Uses of each term of a Parquet file, in order of time; ties by account."""
    rows = duckdb.execute(
        f"SELECT {term}::VARCHAR, epoch_us(ts), dense_rank() OVER (ORDER BY author) FROM read_parquet(?) ORDER BY 1, 2, 3", [str(path)]
    ).fetchall()
    return {key: [(moment, account) for _, moment, account in group] for key, group in groupby(rows, key=lambda row: row[0])}


# Hour, term and account of each use, in no order.


def dated(data: Path, methods: dict[str, Stream], budget: float, interval: int = HOUR) -> dict[str, dict[str, Any]]:
    """Recall, delay and CPU seconds of each method on the dated bursts."""
    judge = scorer(data, "bursts")
    began = time.process_time()
    uses = grouped(data / "posts/ira_tags.parquet", "tag")
    grouping = time.process_time() - began
    labels = judge.load_labels(data / "posts/ira_labels.csv", START, END)
    moments = {row["tag"]: [EPOCH + timedelta(microseconds=moment) for moment, _ in uses.get(row["tag"], [])] for row in labels}
    onset_at = judge.onsets(labels, moments)
    first = min(term[0][0] for term in uses.values())
    origin = first - first % DAY
    measured: dict[str, dict[str, Any]] = {}
    for name, stream_scores in methods.items():
        gc.collect()
        gc.freeze()  # what was loaded before is not this method's to look through
        began = time.process_time()
        scored = stream_scores(uses, interval, origin)
        taken = time.process_time() - began
        ends = (
            (term, EPOCH + timedelta(microseconds=origin + (index + 1) * interval), score) for term, index, score in scored if score > 0
        )
        # In order of time, so that of equal scores at the budget's edge the earliest are alarms.
        alarms = sorted((alarm for alarm in ends if START < alarm[1] <= END), key=lambda alarm: alarm[1])
        measured[name] = judge.score(alarms, labels, onset_at, (END - START).days, budget) | {"cpu_s": taken, "grouping_cpu_s": grouping}
    return measured


def injected(data: Path, methods: dict[str, Stream]) -> dict[str, dict[str, Any]]:
    """Share of injected bursts detected, by method, arm, false-positive rate and size."""
    judge = scorer(data, "injection")
    uses = grouped(data / "posts/inject_posts.parquet", "wid")
    with (data / "posts/inject_windows.csv").open(encoding="utf-8") as stream:
        windows = list(csv.DictReader(stream))
    arms = sorted({window["arm"] for window in windows} - {"background"}, reverse=True)
    measured: dict[str, dict[str, Any]] = {}
    for name, stream_scores in methods.items():
        rows: list[tuple[str, int, float]] = []
        for window in windows:
            start = int(datetime.fromisoformat(window["t_start"]).replace(tzinfo=UTC).timestamp()) * SECOND
            origin = start - 28 * DAY
            scored = stream_scores({window["wid"]: uses.get(window["wid"], [])}, HOUR, origin)
            rows.append(
                (window["arm"], int(window["size"]), max((score for _, index, score in scored if index >= 28 * 24), default=-math.inf))
            )
        measured[name] = {arm: {str(rate): judge.score(rows, rate, arm) for rate in RATES} for arm in arms}
    return measured


def show(parts: dict[str, dict[str, dict[str, Any]]], budget: float) -> None:
    """Print a table for each part, one line a method."""
    if "dated" in parts:
        print(f"dated bursts, {budget:g} alarm episodes a day over {(END - START).days} days")
        print(f"{'method':<22}{'recall':>8}{'by start':>10}{'delay h':>9}{'episodes':>10}{'threshold':>11}{'CPU s':>8}")
        for name, row in parts["dated"].items():
            delay, threshold = (math.nan if row[key] is None else row[key] for key in ("delay_median_h", "threshold"))
            print(
                f"{name:<22}{row['recall']:>8.3f}{row['recall_start']:>10.3f}{delay:>9.1f}{row['episodes']:>10}{threshold:>11.3g}{row['cpu_s']:>8.2f}"
            )
        print(f"reading and grouping the stream: {next(iter(parts['dated'].values()))['grouping_cpu_s']:.2f} CPU s\n")
    if "injected" in parts:
        sizes = [size for size in next(iter(parts["injected"].values()))["organic"][str(RATES[0])] if size != "threshold"]
        print(
            f"injected bursts, share detected\n{'method':<22}{'arm':<13}{'false +':>8}"
            + "".join(f"{size:>8}" for size in sizes)
            + f"{'threshold':>11}"
        )
        for name, arms in parts["injected"].items():
            for arm, rates in arms.items():
                for rate, shares in rates.items():
                    print(
                        f"{name:<22}{arm:<13}{rate:>8}"
                        + "".join(f"{shares[size]:>8.3f}" for size in sizes)
                        + f"{shares['threshold']:>11.3g}"
                    )


def main() -> None:
    """Measure the methods and parts asked for, and print tables or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=list(METHODS))
    parser.add_argument("--parts", nargs="+", choices=("dated", "injected"), default=["dated", "injected"])
    parser.add_argument("--interval-minutes", type=int, default=60, help="length of an interval on the dated bursts; divides a day")
    parser.add_argument("--budget", type=float, default=3.0, help="alarm episodes a day on the dated bursts")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    data = Path(os.environ.get("UPROAR_DATA", Path(__file__).parents[2] / "shared" / "data"))
    methods = {name: METHODS[name] for name in wanted.methods}
    parts: dict[str, dict[str, dict[str, Any]]] = {}
    if "dated" in wanted.parts:
        parts["dated"] = dated(data, methods, wanted.budget, wanted.interval_minutes * 60 * SECOND)
    if "injected" in wanted.parts:
        parts["injected"] = injected(data, methods)
    if wanted.json:
        print(json.dumps(parts))
    else:
        show(parts, wanted.budget)


if __name__ == "__main__":
    main()
