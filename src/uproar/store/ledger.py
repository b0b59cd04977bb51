"""The ledger: which segments count, in one SQLite file (WAL: others read while one writes).

A segment is visible once its row is committed here, and only then. The write lock of a batch is SQLite's own (`BEGIN IMMEDIATE`), so two loads of one case
take turns and no lock file can be left behind by a killed process.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from uproar.errors import StoreError
from uproar.records import ImportReport, Kind

LEDGER_VERSION: Final = 1
# A second loader waits this long for its turn: a batch takes about a second, so a minute means that something is stuck.
_WAIT_SECONDS: Final = 60.0

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS segment (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  path TEXT NOT NULL UNIQUE,
  row_count INTEGER NOT NULL,
  min_event_at INTEGER,
  max_event_at INTEGER,
  latest_at INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS load (id INTEGER PRIMARY KEY, loaded_at INTEGER NOT NULL, report TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Segment:
    """One immutable Parquet file.

    Attributes:
        kind: What its records are.
        path: Where it lies, relative to the store's folder.
        row_count: Its records.
        min_event_at, max_event_at: Range of `event_at`, in microseconds; None where no record has one.
        latest_at: The latest `event_at` or `observed_at` in it.
        digest: BLAKE2b of the file, 32 hexadecimal digits.
    """

    kind: Kind
    path: str
    row_count: int
    min_event_at: int | None
    max_event_at: int | None
    latest_at: int
    digest: str


def fingerprint(segments: list[Segment]) -> str:
    """Name a set of segments by what they hold, 16 hexadecimal digits.

    Example:
        >>> fingerprint([])
        'e4a6a0577479b2b4'
    """
    digest = blake2b(digest_size=8)
    for line in sorted(f"{s.kind} {s.row_count} {s.digest}" for s in segments):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


class Ledger:
    """The list of visible segments and of the loads that brought them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with closing(self._connect()) as connection:
                version = int(connection.execute("PRAGMA user_version").fetchone()[0])
                if version > LEDGER_VERSION:
                    raise StoreError(
                        "uproar",
                        f"a store of version {LEDGER_VERSION} or older at {path}",
                        f"version {version}",
                        "Upgrade uproar: pip install -U uproar.",
                    )
                if version < LEDGER_VERSION:
                    connection.executescript("PRAGMA journal_mode = WAL;" + _TABLES + f"PRAGMA user_version = {LEDGER_VERSION};")
        except sqlite3.DatabaseError as error:
            raise StoreError(
                "uproar", f"a readable ledger at {path}", str(error), "Restore it from a copy; the segments beside it are unharmed."
            ) from error

    def segments(self, kind: Kind | None = None) -> list[Segment]:
        """The visible segments, oldest first; of one kind, or of all."""
        with closing(self._connect()) as connection:
            return _segments(connection, kind)

    @contextmanager
    def writing(self) -> Iterator[LedgerTurn]:
        """Hold the write lock: what the turn commits becomes visible together, or, where it raises, not at all."""
        with closing(self._connect()) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                raise StoreError(
                    "uproar load",
                    "its turn to write",
                    f"{error} after {_WAIT_SECONDS:.0f} s",
                    "Another load is running: try again when it has ended.",
                ) from error
            try:
                yield LedgerTurn(connection)
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise

    def add_load(self, report: ImportReport, loaded_at: int) -> None:
        """Keep an import report; `loaded_at` in microseconds."""
        with closing(self._connect()) as connection:
            connection.execute("INSERT INTO load (loaded_at, report) VALUES (?, ?)", (loaded_at, json.dumps(asdict(report))))

    def loads(self) -> list[tuple[int, ImportReport]]:
        """Every load: when it was made, in microseconds, and its report."""
        with closing(self._connect()) as connection:
            rows = connection.execute("SELECT loaded_at, report FROM load ORDER BY id").fetchall()
        return [(at, _report(json.loads(text))) for at, text in rows]

    def _connect(self) -> sqlite3.Connection:
        if self._path.exists() and not os.access(self._path.parent, os.W_OK):
            # A case that may only be read: WAL would want to write beside it, so it is opened as it lies.
            return sqlite3.connect(f"{self._path.resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)
        connection = sqlite3.connect(self._path, timeout=_WAIT_SECONDS, isolation_level=None)
        # FULL: a commit is on the disk when it returns, also in WAL mode, so that an acknowledged batch survives a power cut.
        connection.execute("PRAGMA synchronous = FULL")
        return connection


class LedgerTurn:
    """One write transaction of the ledger."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def segments(self, kind: Kind | None = None) -> list[Segment]:
        """The segments visible to this turn."""
        return _segments(self._connection, kind)

    def add(self, segment: Segment) -> None:
        """Make a segment visible when the turn ends well."""
        self._connection.execute(
            "INSERT INTO segment (kind, path, row_count, min_event_at, max_event_at, latest_at, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (segment.kind, segment.path, segment.row_count, segment.min_event_at, segment.max_event_at, segment.latest_at, segment.digest),
        )


def _segments(connection: sqlite3.Connection, kind: Kind | None) -> list[Segment]:
    where, values = ("", ()) if kind is None else (" WHERE kind = ?", (str(kind),))
    rows = connection.execute(
        f"SELECT kind, path, row_count, min_event_at, max_event_at, latest_at, digest FROM segment{where} ORDER BY id", values
    ).fetchall()
    return [Segment(Kind(row[0]), *row[1:]) for row in rows]


def _report(values: dict[str, object]) -> ImportReport:
    lists = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    return ImportReport(**lists)  # type: ignore[arg-type]  # written by add_load from the same dataclass
