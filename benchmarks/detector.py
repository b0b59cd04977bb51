"""What the package's own burst detector does at its settings: on dated bursts, on calm streams, and on copies of a stream.

    python benchmarks/detector.py [--parts own calm scale] [--json]

own: the dated bursts of benchmarks/bursts.py, with the alarms that the detector raises by itself at each setting of false alarms a day.

calm: streams without a burst, judged by the hour at three settings of false alarms a day: the real stream of four months with its times permuted among all its
uses (keeps the stream's rhythm) or drawn uniformly, and simulated ones, also with an outage, a doubled sampling rate and slow growth. Episodes are counted from
the 29th day on (what is used on one weekday only is new until then), and from the first.

scale: the stream copied k times with new tags and accounts, side by side in the same time or one after another; judged as a whole (term by term) and as it comes
(all terms hour by hour); CPU seconds of sorting, grouping and judging, and what the process grew by (ru_maxrss) meanwhile, its input apart.

All run by the hour. The data sets lie at UPROAR_DATA (default ../shared/data), the scorers beside them in eval.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from bursts import DAY, END, EPOCH, HOUR, START, grouped, scorer
from numpy.typing import NDArray

from uproar.stats.bursts import batch, detector
from uproar.stats.bursts.stream import Stream
from uproar.stats.bursts.term import Judged

Arrays = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
Hourly = Iterator[tuple[int, dict[int, list[tuple[int, int]]], int]]
SETTINGS = (0.1, 1.0, 3.0)  # false alarms a day
CALM_START, CALM_END = datetime(2015, 6, 1), datetime(2015, 10, 1)  # noqa: DTZ001  # same
LEARNT = 28  # days after which every weekday has been seen four times
TIMES = (1, 2, 4, 8)


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
    judge = detector.Detector(Stream(24, start=0, false_alarms_per_day=false_alarms_per_day))
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


def by_term(stream: Arrays) -> Iterator[tuple[int, list[tuple[int, list[tuple[int, int]]]]]]:
    """A stream that is sorted by term, hour and account, term by term: the hours in which each was used, and its accounts with their uses in them."""
    hour, term, account = stream
    for low, high in pairwise(np.flatnonzero(np.diff(term, prepend=-1, append=-1)).tolist()):
        rows = groupby(zip(hour[low:high].tolist(), account[low:high].tolist(), strict=True))
        yield (
            int(term[low]),
            [(at, [(use[1], sum(1 for _ in same)) for use, same in of_hour]) for at, of_hour in groupby(rows, key=lambda row: row[0][0])],
        )


def whole(stream: Arrays) -> Iterator[Judged]:
    """The rows of the detector for a stream that lies there whole, term by term, at its defaults."""
    hour, term, account = stream
    order = np.lexsort((account, hour, term))
    stream = hour[order], term[order], account[order]
    hours, active = np.unique(np.unique(hour * (account.max() + 1) + account) // (account.max() + 1), return_counts=True)
    judgements = Counter(at for _, uses in by_term(stream) for at in batch.judged_in(uses, 24, 3))
    intervals = [(at, count, judgements[at]) for at, count in zip(hours.tolist(), active.tolist(), strict=True)]
    return batch.judged(Stream(24, start=0), intervals, by_term(stream))


def closed(stream: Arrays) -> Iterator[Judged]:
    """The rows of the detector for a stream that comes hour by hour."""
    judge = detector.Detector(Stream(24, start=0))
    return (row for at, uses, active in hourly(stream) for row in judge.close(at, uses, active))


def run_copies(stream: Arrays, times: int, way: str, judge: Callable[[Arrays], Iterator[Judged]]) -> dict[str, Any]:
    """CPU seconds and growth of the process for one number of copies; runs in a process of its own."""
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
    began = time.process_time()
    judged = sum(1 for _ in judge(copies))
    taken = time.process_time() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {"uses": len(copies[0]), "cpu_s": taken, "grown_mb": grown, "judged": judged}


def scale(data: Path) -> dict[str, dict[str, Any]]:
    """CPU and memory of the package's own detector on copies of the stream."""
    stream = real(data)
    measured: dict[str, dict[str, Any]] = {}
    for judge in (whole, closed):
        for way in ("side by side", "one after another"):
            for times in TIMES:
                with ProcessPoolExecutor(1) as pool:
                    measured[f"{judge.__name__}: {times} x {way}"] = pool.submit(run_copies, stream, times, way, judge).result()
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


def show(parts: dict[str, dict[str, dict[str, Any]]]) -> None:
    """Print a table for each part."""
    if "own" in parts:
        print(
            f"uproar at its own thresholds, on the same labels\n{'false alarms a day':<22}{'recall':>8}{'by start':>10}{'delay h':>9}{'episodes':>10}{'a day':>8}"
        )
        for name, row in parts["own"].items():
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
        print(f"{'copies':<32}{'uses':>9}{'judged':>9}{'CPU s':>8}{'us a use':>10}{'grown MB':>10}")
        for name, row in parts["scale"].items():
            each = row["cpu_s"] / row["uses"] * 1e6
            print(f"{name:<32}{row['uses']:>9}{row['judged']:>9}{row['cpu_s']:>8.2f}{each:>10.2f}{row['grown_mb']:>10.1f}")
        print()


def main() -> None:
    """Measure the parts asked for, and print tables or JSON."""
    measures = {"own": own_thresholds, "calm": calm, "scale": scale}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", nargs="+", choices=measures, default=["own", "calm"])
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    data = Path(os.environ.get("UPROAR_DATA", Path(__file__).parents[2] / "shared" / "data"))
    parts = {name: measures[name](data) for name in wanted.parts}
    if wanted.json:
        print(json.dumps(parts))
    else:
        show(parts)


if __name__ == "__main__":
    main()
