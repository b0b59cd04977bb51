"""Tables that several reductions share: run once, bounded as everything is, and whole in the evidence."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests import samples
from uproar.findings import to_micros
from uproar.records import Kind
from uproar.store import Store

HOURLY = {"hourly": "SELECT event_at // $interval AS hour, count(*) AS posts FROM post GROUP BY hour"}
SQL = "SELECT hour, posts, posts AS records FROM hourly WHERE posts >= $least ORDER BY hour"
HOUR = 3_600_000_000
START = to_micros(samples.START)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    store.append(
        Kind.POST, samples.table(Kind.POST, [{"id": n, "at": samples.START + timedelta(minutes=20 * n)} for n in range(12)]), samples.KEY
    )
    return store


@pytest.fixture
def kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The shared queries that were run, as they are run."""
    ran: list[str] = []
    keep = store._engine.keep
    monkeypatch.setattr(store._engine, "keep", lambda name, sql, values: (ran.append(sql), keep(name, sql, values))[1])
    return ran


def _posts(store: Store, as_of: int = START + 4 * HOUR, least: int = 1, interval: int = HOUR) -> list[int]:
    return [row["posts"] for row in store.reduce(SQL, {"least": least, "interval": interval}, as_of, HOURLY).rows]


def test_a_shared_table_is_run_once_for_the_same_values(store: Store, kept: list[str]) -> None:
    """Other values of the reduction's own parameters leave it as it is; another moment or another value of its own runs it again."""
    assert (_posts(store), _posts(store, least=4)) == ([3, 3, 3, 3], [])
    assert len(kept) == 1
    assert _posts(store, as_of=START + HOUR) == [3, 1]
    assert _posts(store, interval=2 * HOUR) == [6, 6]
    assert len(kept) == 3


def test_new_records_are_seen(store: Store, kept: list[str]) -> None:
    """After a load the shared table is run anew."""
    before = _posts(store)
    store.append(Kind.POST, samples.table(Kind.POST, [{"id": "late", "at": samples.START}]), samples.KEY)
    assert (before[0], _posts(store)[0], len(kept)) == (3, 4, 2)


def test_few_shared_tables_are_held(store: Store, kept: list[str]) -> None:
    """However many moments are asked about, no more than four tables stay."""
    for minutes in range(30):
        _posts(store, as_of=START + minutes * 60_000_000)
    assert len(kept) == 30
    tables = store._engine.rows("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'shared_%'", {})
    assert len(tables) == 4


def test_the_evidence_runs_without_the_shared_table(store: Store) -> None:
    """The query in the evidence holds the shared one, and gives the same rows in a store that never ran it."""
    reduction = store.reduce(SQL, {"least": 1, "interval": HOUR}, START + HOUR, HOURLY)
    assert HOURLY["hourly"] in reduction.evidence.query
    assert Store(store._folder).rerun(reduction.evidence) == reduction.rows
