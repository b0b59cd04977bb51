from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests import samples
from uproar.findings import Ask, Finding
from uproar.instruments.posts import volume
from uproar.instruments.run import measure
from uproar.records import Kind
from uproar.store import Store

LATER_COLUMNS = ["links", "author_created_at", "folded"]


@pytest.mark.parametrize("both", [False, True])
def test_segments_from_before_a_column_was_added(tmp_path: Path, both: bool) -> None:
    """A segment written by an earlier version, without columns that came later, is read as if they were unknown, alone or beside a newer one."""
    store = Store(tmp_path)
    rows = [{"id": n, "at": samples.START + timedelta(hours=n), "author": "ada", "text": "Straße https://t.co/a"} for n in range(4)]
    store.append(Kind.POST, samples.table(Kind.POST, rows[:2]), samples.KEY)
    (path,) = (tmp_path / Kind.POST).glob("*.parquet")
    table = pq.read_table(path)
    assert set(LATER_COLUMNS) <= set(table.column_names)
    pq.write_table(table.drop(LATER_COLUMNS), path)
    if both:
        store.append(Kind.POST, samples.table(Kind.POST, rows[2:]), samples.KEY)
    newer = [["https://t.co/a"]] * 2 if both else []
    assert [row["links"] for row in store.reduce("SELECT links FROM post ORDER BY event_at", {}, 2**62).rows] == [None, None, *newer]
    (found,) = measure(store, volume.MEASUREMENT, Ask(samples.START + timedelta(days=1), subject="straße" if both else "https"))
    assert isinstance(found, Finding)
    assert found.value == 2
