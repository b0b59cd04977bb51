"""Measure posts.coordination over 1.5M reposts: wall and CPU seconds, peak memory.

    python benchmarks/coordination.py [--shares 1500000] [--parquet coord_shares.parquet]

Without a file the reposts are simulated: accounts on their own, half-day lives, with 20 planted groups. With one (columns object_id, account_id, ts) its
reposts are taken.
Loading is not measured; the measurement runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from uproar.findings import Ask, Finding
from uproar.instruments.posts.coordination import MEASUREMENT
from uproar.instruments.run import measure
from uproar.records import Kind, delivered_schema
from uproar.simulate.shares import add_groups, independent_shares
from uproar.store import Store

START = 1_772_323_200_000_000


def delivered(authors: pa.Array, items: pa.Array, moments: pa.Array) -> pa.Table:
    """Reposts as a reader delivers them; moments in microseconds."""
    count = len(authors)
    numbers = pc.cast(pa.array(np.arange(count)), pa.string())
    columns = {
        "line": pa.array(np.arange(count)), "record_id": numbers, "source": pa.array(["bench"] * count), "sampling": pa.array(["stream"] * count),
        "event_at": moments, "observed_at": moments, "raw": pc.cast(pc.cast(numbers, pa.binary()), pa.large_binary()), "author": authors, "repost_of": items,
    }  # fmt: skip
    schema = delivered_schema(Kind.POST)
    return pa.table({field.name: columns.get(field.name, pa.nulls(count, field.type)) for field in schema}, schema=schema)


def reposts(wanted: argparse.Namespace) -> pa.Table:
    """The reposts to measure."""
    if wanted.parquet:
        table = pq.read_table(wanted.parquet, columns=["account_id", "object_id", "ts"]).sort_by("ts").combine_chunks()
        return delivered(table["account_id"], table["object_id"], pc.cast(pc.cast(table["ts"], pa.timestamp("us")), pa.int64()))
    shares = add_groups(independent_shares(wanted.shares, 7, days=90, life=12.0), [5, 10, 20, 40] * 5, 30, 30.0, 8)
    names = (pc.cast(pa.array(values), pa.string()) for values in (shares.account, shares.item))
    return delivered(*names, pa.array(START + shares.moment * 1_000_000))


def child(folder: str) -> None:
    """Measure the store in `folder` and print what it took."""
    store = Store(Path(folder))
    began, cpu = time.perf_counter(), time.process_time()
    (found,) = measure(store, MEASUREMENT, Ask(datetime(2100, 1, 1, tzinfo=UTC), subject="benchmark"))
    taken = {
        "wall": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    linked = (found.detail["accounts_linked"], found.detail["group_sizes"][:10]) if isinstance(found, Finding) else found.reason
    print(json.dumps({**taken, "linked": linked}))


def main() -> None:
    """Load, then measure in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shares", type=int, default=1_500_000)
    parser.add_argument("--parquet")
    parser.add_argument("--child")
    wanted = parser.parse_args()
    if wanted.child:
        child(wanted.child)
        return
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        table = reposts(wanted)
        store.append(Kind.POST, table, b"k" * 32)
        store.close()
        print(f"{table.num_rows:,} reposts on {os.cpu_count()} cores", flush=True)
        subprocess.run([sys.executable, __file__, "--child", folder], check=True)


if __name__ == "__main__":
    main()
