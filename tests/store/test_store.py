"""The store: idempotent, crash-safe, readable while written, bounded by the as-of."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests import samples
from uproar.errors import StoreError
from uproar.findings import to_micros
from uproar.records import Kind
from uproar.store import Store
from uproar.store.ledger import Ledger, fingerprint
from uproar.store.store import bounded

COUNT = "SELECT count(*) AS n, count(DISTINCT key) AS keys, count(*) AS records FROM post"
ALL = 2**62
ROOT = Path(__file__).parents[2]


def _count(store: Store) -> tuple[int, int]:
    row = store.reduce(COUNT, {}, ALL).rows[0]
    return row["n"], row["keys"]


def test_loading_twice_stores_once(store: Store) -> None:
    """Records are identified by source and id: the same batch again is all duplicates."""
    batch = samples.table(Kind.POST, samples.posts())
    first = store.append(Kind.POST, batch, samples.KEY)
    again = store.append(Kind.POST, batch, samples.KEY)
    assert (first.stored, first.duplicate, first.conflicting) == (batch.num_rows, 0, 0)
    assert (again.stored, again.duplicate, again.conflicting) == (0, batch.num_rows, 0)
    assert _count(store) == (batch.num_rows, batch.num_rows)


def test_the_same_id_from_another_source_is_another_record(store: Store) -> None:
    """Ids are unique within a source only."""
    row = samples.posts()[0]
    store.append(Kind.POST, samples.table(Kind.POST, [row, {**row, "source": "elsewhere"}]), samples.KEY)
    assert _count(store) == (2, 2)


def test_a_contradicting_record_is_counted_and_the_first_stands(store: Store) -> None:
    """A known id with other content is a conflict, within a batch and across batches; the first text stays."""
    row = samples.posts()[0]
    within = store.append(Kind.POST, samples.table(Kind.POST, [row, {**row, "text": "other"}, row]), samples.KEY)
    across = store.append(Kind.POST, samples.table(Kind.POST, [{**row, "text": "third"}, row]), samples.KEY)
    assert (within.stored, within.duplicate, within.conflicting) == (1, 1, 1)
    assert (across.stored, across.duplicate, across.conflicting) == (0, 1, 1)
    assert [r["text"] for r in store.reduce("SELECT text FROM post", {}, ALL).rows] == [row["text"]]


def test_authors_are_stored_as_pseudonyms(store: Store, case: object) -> None:
    """No author's name is in any segment; the same author has the same pseudonym, another key gives another one."""
    rows = [
        {"id": 1, "at": samples.START, "author": "captain_jane_roe", "text": "a"},
        {"id": 2, "at": samples.START, "author": "captain_jane_roe", "text": "b"},
    ]
    store.append(Kind.POST, samples.table(Kind.POST, rows), samples.KEY)
    codes = {r["author"] for r in store.reduce("SELECT author FROM post", {}, ALL).rows}
    assert len(codes) == 1
    assert isinstance(codes.pop(), int)
    for path in Path(case.store_folder).rglob("*"):  # type: ignore[attr-defined]  # the case fixture
        assert path.is_dir() or b"captain_jane_roe" not in path.read_bytes()


def test_terms_are_folded_at_ingest(store: Store) -> None:
    """Hashtags of any script and width are found and folded; parts of words, addresses and numbers are not terms."""
    texts = ["#Café (#STRASSE) ＃Ｗｉｄｅ", "x#no page.html#part &#39; #2026 #_ $5", "#شراع and #船 $TIDE #a#b"]
    rows = [{"id": n, "at": samples.START, "author": "a", "text": text} for n, text in enumerate(texts)]
    store.append(Kind.POST, samples.table(Kind.POST, rows), samples.KEY)
    found = [r["terms"] for r in store.reduce("SELECT terms FROM post ORDER BY record_id", {}, ALL).rows]
    assert found == [["#café", "#strasse", "#wide"], [], ["#شراع", "#船", "$tide", "#a", "#b"]]


def test_raw_records_are_kept_only_when_asked(store: Store) -> None:
    """The hash is always there; the record itself only with keep_raw."""
    row = samples.posts()[:2]
    store.append(Kind.POST, samples.table(Kind.POST, row[:1]), samples.KEY)
    store.append(Kind.POST, samples.table(Kind.POST, row[1:]), samples.KEY, keep_raw=True)
    kept = store.reduce("SELECT raw IS NOT NULL AS raw, raw_hash IS NOT NULL AS hashed FROM post ORDER BY event_at", {}, ALL).rows
    assert kept == [{"raw": False, "hashed": True}, {"raw": True, "hashed": True}]


def test_a_reduction_cannot_see_past_its_moment(store: Store) -> None:
    """The tables of a reduction hold only what had happened and had been observed."""
    rows = [
        {
            "id": n,
            "at": samples.START + timedelta(hours=n),
            "observed_at": samples.START + timedelta(hours=2 * n),
            "author": "a",
            "text": "x",
        }
        for n in range(5)
    ]
    store.append(Kind.POST, samples.table(Kind.POST, rows), samples.KEY)
    seen = [store.reduce(COUNT, {}, to_micros(samples.START + timedelta(hours=h))).rows[0]["n"] for h in range(9)]
    assert seen == [1, 1, 2, 2, 3, 3, 4, 4, 5]


def test_every_table_of_a_reduction_is_bounded() -> None:
    """The bound is put before any reduction that names a table, with or without a WITH of its own."""
    for sql in ("SELECT * FROM post", "WITH x AS (SELECT * FROM review) SELECT * FROM x JOIN post ON true"):
        assert "post AS (SELECT * FROM post_segments WHERE event_at <= $as_of AND observed_at <= $as_of)" in bounded(sql)
    assert "signature AS" not in bounded("SELECT * FROM signature_count")


def test_another_process_reads_while_one_writes(store: Store, case: object) -> None:
    """A second process sees every committed batch while this one holds the write lock, and no other."""
    store.append(Kind.POST, samples.table(Kind.POST, samples.posts()[:10]), samples.KEY)
    script = f"from pathlib import Path; from uproar.store import Store; print(Store(Path({str(case.store_folder)!r})).reduce({COUNT!r}, {{}}, 2**62).rows[0]['n'])"  # type: ignore[attr-defined]
    with Ledger(Path(case.store_folder) / "ledger.sqlite").writing():  # type: ignore[attr-defined]
        seen = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert seen.stdout.strip() == "10"


LOADER = """
import sys
from pathlib import Path
from tests import samples
from uproar.records import Kind
from uproar.store import Store
table = samples.table(Kind.POST, samples.posts(10))
store = Store(Path(sys.argv[1]))
print("ready", flush=True)
for start in range(0, table.num_rows, 100):
    added = store.append(Kind.POST, table.slice(start, 100), samples.KEY)
    print(added.stored, flush=True)
"""


def test_a_killed_loader_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """After kill -9 at random moments, everything acknowledged is there once, and loading again completes the rest."""
    rng = random.Random(20260312)
    total = samples.table(Kind.POST, samples.posts(10)).num_rows
    folder = tmp_path / "store"
    folder.mkdir()
    acknowledged = 0
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-c", LOADER, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(rng.uniform(0.0, 0.25))
        process.send_signal(signal.SIGKILL)
        acknowledged += sum(int(line) for line in process.stdout.read().split())
        process.wait()
        process.stdout.close()
        rows, keys = _count(Store(folder))
        assert rows == keys
        assert acknowledged <= rows <= acknowledged + 100  # at most the one batch that was committed but not yet told
        acknowledged = rows
    subprocess.run([sys.executable, "-c", LOADER, str(folder)], check=True, capture_output=True, cwd=ROOT)
    assert _count(Store(folder)) == (total, total)


def test_what_a_killed_loader_left_is_swept(store: Store, case: object) -> None:
    """A segment that no ledger row names is never read, and the next batch removes it."""
    folder = Path(case.store_folder) / "post"  # type: ignore[attr-defined]
    folder.mkdir()
    (folder / "orphan.parquet").write_bytes(b"half a segment")
    assert _count(store) == (0, 0)
    store.append(Kind.POST, samples.table(Kind.POST, samples.posts()[:3]), samples.KEY)
    assert _count(store) == (3, 3)
    assert not (folder / "orphan.parquet").exists()


def test_a_missing_segment_is_told(store: Store, case: object) -> None:
    """A segment that the ledger names and the disk has lost is an error, never a smaller count."""
    store.append(Kind.POST, samples.table(Kind.POST, samples.posts()[:3]), samples.KEY)
    for path in Path(case.store_folder).rglob("*.parquet"):  # type: ignore[attr-defined]
        path.unlink()
    with pytest.raises(StoreError, match="every segment that the ledger names"):
        _count(Store(Path(case.store_folder)))  # type: ignore[attr-defined]


def test_a_full_disk_is_told_and_nothing_becomes_visible(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the segment cannot be written, the batch is refused whole and the store stays usable."""

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="No space left"):
            store.append(Kind.POST, samples.table(Kind.POST, samples.posts()[:3]), samples.KEY)
    assert _count(store) == (0, 0)
    assert store.append(Kind.POST, samples.table(Kind.POST, samples.posts()[:3]), samples.KEY).stored == 3


def test_a_folder_with_pattern_characters_is_read_as_it_is_named(tmp_path: Path) -> None:
    """Brackets, stars, quotes and blanks in the name of a case mean themselves."""
    folder = tmp_path / "case [1] it's a*b?"
    folder.mkdir()
    Store(folder).append(Kind.POST, samples.table(Kind.POST, samples.posts()[:3]), samples.KEY)
    assert _count(Store(folder)) == (3, 3)


def test_a_newer_or_damaged_ledger_is_refused(tmp_path: Path) -> None:
    """A ledger of a newer version, or one that is no database, is told with the next step."""
    newer, damaged = tmp_path / "newer", tmp_path / "damaged"
    newer.mkdir()
    damaged.mkdir()
    connection = sqlite3.connect(newer / "ledger.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    (damaged / "ledger.sqlite").write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(StoreError, match="version 99"):
        Store(newer)
    with pytest.raises(StoreError, match="readable ledger"):
        Store(damaged)


def test_the_fingerprint_names_the_content(tmp_path: Path) -> None:
    """Stores with the same batches share a fingerprint; one more record changes it."""
    prints = []
    for name, count in (("a", 5), ("b", 5), ("c", 6)):
        (tmp_path / name).mkdir()
        store = Store(tmp_path / name)
        store.append(Kind.POST, samples.table(Kind.POST, samples.posts()[:count]), samples.KEY)
        prints.append(store.reduce(COUNT, {}, ALL).evidence.fingerprint)
    assert prints[0] == prints[1] != prints[2]
    assert fingerprint([]) not in prints


def test_a_record_is_known_by_its_id_whatever_its_time(store: Store) -> None:
    """The same records under another zone are the same records: nothing is doubled, the first times stand."""
    rows = samples.posts()[:50]
    store.append(Kind.POST, samples.table(Kind.POST, rows), samples.KEY)
    moved = store.append(Kind.POST, samples.table(Kind.POST, [{**row, "at": row["at"] + timedelta(days=30)} for row in rows]), samples.KEY)
    assert (moved.stored, moved.duplicate + moved.conflicting) == (0, 50)
    assert _count(store) == (50, 50)


def test_a_second_process_doubles_nothing(store: Store, case: object) -> None:
    """Two stores on one folder, writing in turn, recognise each other's records."""
    other = Store(Path(case.store_folder))  # type: ignore[attr-defined]
    rows = samples.posts()[:60]
    for start, writer in enumerate((store, other, store, other)):
        writer.append(Kind.POST, samples.table(Kind.POST, rows[start * 10 : start * 10 + 20]), samples.KEY)
    assert _count(store) == (50, 50)


def test_a_damaged_segment_is_told_when_loading(store: Store, case: object) -> None:
    """A segment that was cut short is an error with its name, for a load and for a measurement."""
    store.append(Kind.POST, samples.table(Kind.POST, samples.posts()[:3]), samples.KEY)
    for path in Path(case.store_folder).rglob("*.parquet"):  # type: ignore[attr-defined]
        path.write_bytes(path.read_bytes()[:100])
    fresh = Store(Path(case.store_folder))  # type: ignore[attr-defined]
    with pytest.raises(StoreError, match="every segment"):
        fresh.append(Kind.POST, samples.table(Kind.POST, samples.posts()[:3]), samples.KEY)
    with pytest.raises(StoreError, match="every segment"):
        _count(fresh)


def test_a_case_that_may_only_be_read_is_read(store: Store, case: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the right to write in its folder, a store still gives what it holds, and writes nothing beside it."""
    store.append(Kind.POST, samples.table(Kind.POST, samples.posts()[:3]), samples.KEY)
    store.close()
    folder = Path(case.store_folder)  # type: ignore[attr-defined]
    before = sorted(path.name for path in folder.iterdir())
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert _count(Store(folder)) == (3, 3)
    assert sorted(path.name for path in folder.iterdir()) == before
