"""Quality of posts.coordination on the labelled shares, pinned."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tests.samples import KEY
from uproar.findings import Ask, Finding
from uproar.instruments.posts.coordination import MEASUREMENT
from uproar.instruments.run import measure
from uproar.records import Kind, delivered_schema
from uproar.store import Store
from uproar.store.normalise import pseudonym

pytestmark = pytest.mark.data


def test_coordinated_accounts_are_linked_and_organic_ones_are_not(
    data: Path, shared: Callable[[str], ModuleType], floors: dict[str, float], tmp_path: Path
) -> None:
    """On the labelled shares recall reaches its floor while organic accounts stay below their ceiling."""
    scorer = shared("coordination")
    shares = duckdb.sql(
        f"SELECT account_id, object_id, epoch_us(ts) AS at, label, family FROM '{data}/posts/coord_shares.parquet' ORDER BY ts"
    ).to_arrow_table()
    count = shares.num_rows
    numbers = pc.cast(pa.array(range(count)), pa.string())
    columns = {
        "line": pa.array(range(count)), "record_id": numbers, "source": pa.array(["s"] * count), "sampling": pa.array(["stream"] * count),
        "event_at": shares["at"], "observed_at": shares["at"], "raw": pc.cast(pc.cast(numbers, pa.binary()), pa.large_binary()),
        "author": shares["account_id"].combine_chunks(), "repost_of": shares["object_id"].combine_chunks(),
    }  # fmt: skip
    schema = delivered_schema(Kind.POST)
    store = Store(tmp_path)
    store.append(Kind.POST, pa.table({f.name: columns.get(f.name, pa.nulls(count, f.type)) for f in schema}, schema=schema), KEY)
    (found,) = measure(store, MEASUREMENT, Ask(datetime(2026, 1, 1, tzinfo=UTC), subject="set", settings={"accounts": True}))
    assert isinstance(found, Finding)
    linked = {account for group in found.detail["groups"] for account in group}
    names = [name for name in set(shares["account_id"].to_pylist()) if pseudonym(name, KEY) in linked]
    score = scorer.score(zip(*(shares[name].to_pylist() for name in ("account_id", "label", "family")), strict=True), set(names))
    assert score["recall"] >= floors["coordination.recall"]
    assert score["organic_flagged_5"] <= floors["coordination.organic_flagged_5_at_most"]
