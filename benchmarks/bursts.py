"""Score burst detectors next to each other: dated bursts, injected bursts, CPU seconds.

    python benchmarks/bursts.py [--methods mastodon uproar] [--parts dated injected calm scale] [--budget 3] [--interval-minutes 60] [--json]

dated: 607,858 hashtag uses (ira_tags.parquet, 2012-02 to 2016-06) are the stream; 42 dated bursts (ira_labels.csv, 2015-05 to 2016-06) are to be found at a
budget of alarm episodes per day, by eval/bursts.py. Only alarms of the labelled months, 2015-05-01 to 2016-06-30, count, and the budget's days are those 427: the years
before hold 5 % of the uses, and as budget days they would give their episodes away to the months that are scored. They are history only. An alarm's time is
its interval's end. A score of 0 or below is no alarm, whatever the budget. Tags are taken as they are. CPU seconds are those of scoring the whole stream, reading
and grouping apart.

injected: 2,654 windows (inject_windows.csv), each 28 days of history and the 24 h after `t_start`, scored alone, by eval/injection.py. A window's score is the
highest of the 24 hours; where nobody posted in them it is below every other. Which posts were injected is never read.

calm: streams without a burst, judged by the hour at three settings of false alarms a day: the real stream of four months with its times permuted among all its
uses (keeps the stream's rhythm) or drawn uniformly, and simulated ones, also with an outage, a doubled sampling rate and slow growth. Episodes are counted from
the 29th day on (what is used on one weekday only is new until then), and from the first.

scale: the stream copied k times with new tags and accounts, side by side in the same time or one after another; CPU seconds of grouping and judging hour by hour,
and what the process grew by (ru_maxrss) meanwhile, its input apart.

Injected, calm and scale run by the hour. The data sets lie at UPROAR_DATA (default ../shared/data), the scorers beside them in eval.
"""

from __future__ import annotations

import argparse
import csv
import gc
import importlib.util
import json
import math
import os
import resource
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from uproar.stats.bursts import detector, kleinberg, mastodon, signitrend

Uses = Sequence[tuple[int, int]]
Stream = Callable[[dict[str, list[tuple[int, int]]], int, int], list[tuple[str, int, float]]]

SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  # the scorers' times are naive UTC
START, END = datetime(2015, 5, 1), datetime(2016, 7, 1)  # noqa: DTZ001  # same
RATES = (0.01, 0.05)
SETTINGS = (0.1, 1.0, 3.0)  # false alarms a day
CALM_START, CALM_END = datetime(2015, 6, 1), datetime(2015, 10, 1)  # noqa: DTZ001  # same
LEARNT = 28  # days after which every weekday has been seen four times
TIMES = (1, 2, 4, 8)


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
Arrays = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
Hourly = Iterator[tuple[int, dict[int, list[tuple[int, int]]], int]]


def hourly(stream: Arrays) -> Hourly:
    """A stream as a detector takes it: hour, accounts with their uses by term, active accounts."""
    hour, term, account = stream
    order = np.lexsort((account, term, hour))
    hour, term, account = hour[order], term[order], account[order]
    new = np.flatnonzero(np.concatenate([[True], (np.diff(hour) != 0) | (np.diff(term) != 0) | (np.diff(account) != 0)]))
    uses = np.diff(np.append(new, len(hour)))
    hour, term, account = hour[new], term[new], account[new]
    edges = [*np.flatnonzero(np.concatenate([[True], np.diff(hour) != 0])), len(hour)]
    for low, high in pairwise(edges):
        terms: dict[int, list[tuple[int, int]]] = {}
        rows = zip(term[low:high].tolist(), account[low:high].tolist(), uses[low:high].tolist(), strict=True)
        for key, group in groupby(rows, key=lambda row: row[0]):
            terms[key] = [(who, count) for _, who, count in group]
        yield int(hour[low]), terms, len(np.unique(account[low:high]))


def simulated(
    seed: int,
    *,
    days: int = 90,
    terms: int = 2000,
    a_day: float = 4000.0,
    accounts: int = 20_000,
    spread: float = 0.0,
    weekday: float = 0.1,
) -> Arrays:
    """A calm stream: terms of heavy-tailed popularity with accounts of heavy-tailed activity, a daily and a weekly rhythm.

    `spread` is the coefficient of variation of a term's rate from day to day (gamma), `weekday` the share of terms that are used on one day of the week only.
    """
    rng = np.random.default_rng(seed)
    popularity = 1 / np.arange(1, terms + 1)
    rates = np.outer(np.where(np.arange(days) % 7 < 5, 1.0, 0.7), a_day * popularity / popularity.sum())
    only = rng.random(terms) < weekday
    rates[:, only] *= np.equal.outer(np.arange(days) % 7, rng.integers(0, 7, only.sum())) * 7
    if spread:
        rates = rates * rng.gamma(1 / spread**2, spread**2, rates.shape)
    counts = rng.poisson(rates)
    day, term = (np.repeat(axis.ravel(), counts.ravel()) for axis in np.indices(counts.shape))
    rhythm = 1 + 0.8 * np.sin(np.arange(24) / 24 * 2 * np.pi)
    hour = rng.choice(24, len(day), p=rhythm / rhythm.sum())
    activity = 1 / np.arange(1, accounts + 1) ** 0.8
    # Each term has a public of its own, whose most active accounts are others than the next term's.
    account = (rng.choice(accounts, len(day), p=activity / activity.sum()) + term * 7919) % accounts
    return day * 24 + hour, term, account


def kept(stream: Arrays, share: Callable[[NDArray[np.int64]], NDArray[np.float64]], seed: int) -> Arrays:
    """The stream with each use kept with a probability that depends on its hour."""
    hour, term, account = stream
    keep = np.random.default_rng(seed).random(len(hour)) < share(hour)
    return hour[keep], term[keep], account[keep]


def alarm_hours(stream: Arrays, false_alarms_per_day: float) -> list[tuple[int, int]]:
    """Term and hour of every alarm of the package's own detector."""
    judge = detector.Detector(24, start=0, false_alarms_per_day=false_alarms_per_day)
    return [(row.term, row.interval) for hour, terms, active in hourly(stream) for row in judge.close(hour, terms, active) if row.alarmed]


def episode_starts(alarms: list[tuple[int, int]]) -> list[int]:
    """Hours in which episodes begin: alarms of one term at most 24 h apart are one."""
    ordered = sorted(alarms)
    return [
        hour for (before, last), (term, hour) in zip([(None, 0), *ordered], ordered, strict=False) if term != before or hour - last > 24
    ]


def real(data: Path) -> Arrays:
    """The whole stream as arrays, hours from its first midnight on."""
    read = duckdb.execute(
        "SELECT epoch_us(ts) // 3600000000 AS hour, dense_rank() OVER (ORDER BY tag) AS term, dense_rank() OVER (ORDER BY author) AS account FROM read_parquet(?)",
        [str(data / "posts/ira_tags.parquet")],
    ).fetchnumpy()
    hour, term, account = (np.asarray(read[name], dtype=np.int64) for name in ("hour", "term", "account"))
    return hour - hour.min() // 24 * 24, term, account


def calm_streams(data: Path) -> dict[str, Arrays]:
    """Streams in which no term takes off, by name."""
    hour, term, account = real(data)
    first = int(
        duckdb.execute("SELECT min(epoch_us(ts)) // 86400000000 FROM read_parquet(?)", [str(data / "posts/ira_tags.parquet")]).fetchall()[
            0
        ][0]
    )
    low, high = (((day - EPOCH).days - first) * 24 for day in (CALM_START, CALM_END))
    within = (hour >= low) & (hour < high)
    hour, term, account = hour[within] - low, term[within], account[within]
    rng = np.random.default_rng(7)
    dispersed = simulated(2, spread=0.25)
    middle = 60 * 24
    return {
        "real, times permuted": (rng.permutation(hour), term, account),
        "real, times uniform": (rng.integers(0, high - low, len(hour)), term, account),
        "Poisson": simulated(1),
        "day to day CV 0.25": dispersed,
        "no one-weekday terms": simulated(3, spread=0.25, weekday=0.0),
        "12 h outage": kept(dispersed, lambda at: np.where((at >= middle) & (at < middle + 12), 0.0, 1.0), 4),
        "sampling doubled": kept(dispersed, lambda at: np.where(at < middle + 9, 0.5, 1.0), 5),
        "threefold growth": kept(dispersed, lambda at: 3.0 ** (at / (90 * 24) - 1), 6),
    }


def calm(data: Path) -> dict[str, dict[str, Any]]:
    """Alarm episodes a day on streams without a burst, after four weeks and from the first day on, by setting."""
    measured: dict[str, dict[str, Any]] = {}
    for name, stream in calm_streams(data).items():
        days = int(stream[0].max()) // 24 + 1
        measured[name] = {"uses": len(stream[0]), "days": days}
        for setting in SETTINGS:
            starts = episode_starts(alarm_hours(stream, setting))
            learnt = sum(start >= LEARNT * 24 for start in starts) / (days - LEARNT)
            measured[name][str(setting)] = {"learnt": learnt, "all": len(starts) / days}
    return measured


def run_copies(stream: Arrays, times: int, way: str) -> dict[str, Any]:
    """CPU seconds, growth of the process and live terms for one number of copies; runs in a process of its own."""
    hour, term, account = stream
    length, terms, accounts = (int(column.max()) + 1 for column in stream)
    length += -length % 24
    later = length if way == "one after another" else 0
    copies = (
        np.concatenate([hour + later * copy for copy in range(times)]),
        np.concatenate([term + terms * copy for copy in range(times)]),
        np.concatenate([account + accounts * copy for copy in range(times)]),
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gc.freeze()
    judge = detector.Detector(24, start=0)
    began = time.process_time()
    most = judged = 0
    for at, uses, active in hourly(copies):
        judged += len(judge.close(at, uses, active))
        most = max(most, judge.live_terms)
    taken = time.process_time() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {"uses": len(copies[0]), "cpu_s": taken, "grown_mb": grown, "live_terms": most, "judged": judged}


def scale(data: Path) -> dict[str, dict[str, Any]]:
    """CPU and memory of the package's own detector on copies of the stream."""
    stream = real(data)
    measured: dict[str, dict[str, Any]] = {}
    for way in ("side by side", "one after another"):
        for times in TIMES:
            with ProcessPoolExecutor(1) as pool:
                measured[f"{times} x {way}"] = pool.submit(run_copies, stream, times, way).result()
    return measured


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


def own_thresholds(data: Path) -> dict[str, dict[str, Any]]:
    """The package's own detector on the dated bursts by the hour, with the alarms it raises by itself at each setting of false alarms a day."""
    judge = scorer(data, "bursts")
    uses = grouped(data / "posts/ira_tags.parquet", "tag")
    labels = judge.load_labels(data / "posts/ira_labels.csv", START, END)
    moments = {row["tag"]: [EPOCH + timedelta(microseconds=moment) for moment, _ in uses.get(row["tag"], [])] for row in labels}
    onset_at = judge.onsets(labels, moments)
    origin = min(term[0][0] for term in uses.values()) // DAY * DAY
    names = sorted(uses)  # DuckDB orders text by its bytes, which for UTF-8 is Python's order
    days = (END - START).days
    measured: dict[str, dict[str, Any]] = {}
    stream = real(data)
    for setting in SETTINGS:
        found = (
            (names[term - 1], EPOCH + timedelta(microseconds=origin + (hour + 1) * HOUR), 1.0)
            for term, hour in alarm_hours(stream, setting)
        )
        alarms = [alarm for alarm in found if START < alarm[1] <= END]
        row = judge.score(alarms, labels, onset_at, days, math.inf)
        measured[f"{setting:g}"] = row | {"a_day": row["episodes"] / days}
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
    if "own thresholds" in parts:
        print(
            f"uproar at its own thresholds, on the same labels\n{'false alarms a day':<22}{'recall':>8}{'by start':>10}{'delay h':>9}{'episodes':>10}{'a day':>8}"
        )
        for name, row in parts["own thresholds"].items():
            delay = math.nan if row["delay_median_h"] is None else row["delay_median_h"]
            print(f"{name:<22}{row['recall']:>8.3f}{row['recall_start']:>10.3f}{delay:>9.1f}{row['episodes']:>10}{row['a_day']:>8.2f}")
        print()
    if "calm" in parts:
        print(f"streams without a burst: alarm episodes a day from day {LEARNT + 1} on (from day 1 on)")
        print(f"{'stream':<24}{'uses':>9}{'days':>6}" + "".join(f"{f'set to {setting:g}':>18}" for setting in SETTINGS))
        for name, row in parts["calm"].items():
            shares = ("{learnt:.3f} ({all:.3f})".format(**row[str(setting)]) for setting in SETTINGS)
            print(f"{name:<24}{row['uses']:>9}{row['days']:>6}" + "".join(f"{share:>18}" for share in shares))
        print()
    if "scale" in parts:
        print(f"{'copies':<24}{'uses':>9}{'judged':>9}{'CPU s':>8}{'us a use':>10}{'grown MB':>10}{'live terms':>12}")
        for name, row in parts["scale"].items():
            each = row["cpu_s"] / row["uses"] * 1e6
            print(
                f"{name:<24}{row['uses']:>9}{row['judged']:>9}{row['cpu_s']:>8.2f}{each:>10.2f}{row['grown_mb']:>10.1f}{row['live_terms']:>12}"
            )
        print()
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
    parser.add_argument("--parts", nargs="+", choices=("dated", "injected", "calm", "scale"), default=["dated", "injected"])
    parser.add_argument("--interval-minutes", type=int, default=60, help="length of an interval on the dated bursts; divides a day")
    parser.add_argument("--budget", type=float, default=3.0, help="alarm episodes a day on the dated bursts")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    data = Path(os.environ.get("UPROAR_DATA", Path(__file__).parents[2] / "shared" / "data"))
    methods = {name: METHODS[name] for name in wanted.methods}
    parts: dict[str, dict[str, dict[str, Any]]] = {}
    if "dated" in wanted.parts:
        parts["dated"] = dated(data, methods, wanted.budget, wanted.interval_minutes * 60 * SECOND)
        if "uproar" in methods:
            parts["own thresholds"] = own_thresholds(data)
    if "injected" in wanted.parts:
        parts["injected"] = injected(data, methods)
    if "calm" in wanted.parts:
        parts["calm"] = calm(data)
    if "scale" in wanted.parts:
        parts["scale"] = scale(data)
    if wanted.json:
        print(json.dumps(parts))
    else:
        show(parts, wanted.budget)


if __name__ == "__main__":
    main()
