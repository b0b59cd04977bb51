"""Write batches so that nothing acknowledged is lost or doubled, and reduce what is visible as of a moment."""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from uproar.errors import StoreError
from uproar.findings import Evidence, Scalar
from uproar.records import ImportReport, Kind
from uproar.store.duckdb import DuckDBEngine
from uproar.store.engine import Engine
from uproar.store.keys import Keys, hashes_of
from uproar.store.ledger import Ledger, LedgerTurn, Segment, fingerprint
from uproar.store.normalise import normalise

_EVIDENCE_ROWS: Final = 20
_EVIDENCE_TEXT: Final = 300
_MAX_MICROS: Final = 2**63 - 1
_SHARED: Final = 4  # tables that reductions share at one moment: those of bursts and of coordination, and as many of the moment before
_NO_TABLES: Final[Mapping[str, str]] = MappingProxyType({})
_PARAMETER: Final = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Appended:
    """What became of a batch: the counts add up to its rows; times in microseconds."""

    stored: int
    duplicate: int
    conflicting: int
    first_at: int | None
    last_at: int | None


@dataclass(frozen=True, slots=True)
class Reduction:
    """Rows of a reduction, and how to get them again."""

    rows: list[dict[str, Any]]
    evidence: Evidence


class Store:
    """Segments and ledger of one case.

    Args:
        folder: The store's folder, which must exist.
        engine: What runs the SQL; DuckDB unless given.
    """

    def __init__(self, folder: Path, engine: Engine | None = None) -> None:
        if not folder.is_dir():
            raise StoreError(
                "uproar", f"a store folder at {folder}", "nothing there", "The case is half-written: make it anew with uproar new."
            )
        self._folder = folder
        self._ledger = Ledger(folder / "ledger.sqlite")
        self._engine: Engine = engine if engine is not None else DuckDBEngine()
        self._attached: list[Segment] | None = None
        self._known_authors: dict[str, int] = {}
        self._keys = {kind: Keys() for kind in Kind}
        self._shared: dict[tuple[str, tuple[tuple[str, Scalar], ...]], str] = {}
        self._shared_ever = 0

    def append(self, kind: Kind, table: pa.Table, author_key: bytes, *, keep_raw: bool = False) -> Appended:
        """Store the records of a batch that are not there yet; when this returns they are on the disk and visible.

        Args:
            kind: What the records are.
            table: Columns of `records.delivered_schema(kind)`.
            author_key: The case's author key.
            keep_raw: Whether raw records stay beside their hashes.
        """
        if table.num_rows == 0:
            return Appended(0, 0, 0, None, None)
        ready = normalise(kind, table, self._engine, author_key, self._known_authors, keep_raw=keep_raw)
        with self._ledger.writing() as turn:
            fresh, duplicate, conflicting = self._fresh(turn, kind, ready)
            if fresh.num_rows == 0:
                return Appended(0, duplicate, conflicting, None, None)
            segment = self._write(turn, kind, fresh)
            turn.add(segment)
        self._keys[kind].add(segment.path, fresh["key"].to_numpy())
        return Appended(segment.row_count, duplicate, conflicting, segment.min_event_at, segment.max_event_at)

    def reduce(self, sql: str, parameters: Mapping[str, Scalar], as_of: int, shared: Mapping[str, str] = _NO_TABLES) -> Reduction:
        """Run a reduction over what had happened and was known at `as_of`.

        The tables `post`, `review`, `signature_count`, `signature`, `article` and `page` hold only that: no reduction can see past the moment,
        because none is given the rest.

        Args:
            sql: A query over those tables; begins with WITH or SELECT.
            parameters: Values of its `$names`; those that it does not name are left out.
            as_of: The moment, in microseconds.
            shared: Further tables of the query, each as a query of its own. The rows of each are kept and serve every reduction that names the same
                query with the same values, until the store changes; the evidence holds it in full.
        """
        segments = self._attach()
        query = bounded(_after(shared, sql))
        values = {name: value for name, value in {**parameters, "as_of": as_of}.items() if name in _names(query)}
        missing = _names(query) - set(values)
        if missing:
            raise StoreError(
                "a reduction", f"values for {', '.join(sorted(missing))}", "none", "This is a fault in uproar: please report it."
            )
        run = bounded(_after({name: f"FROM {self._kept(bounded(text), values)}" for name, text in shared.items()}, sql))
        rows = self._engine.rows(run, {name: values[name] for name in _names(run)})
        counted = sum(int(row.get("records") or 0) for row in rows)
        return Reduction(
            rows, Evidence(query, values, len(rows), counted, fingerprint(segments), tuple(_shown(row) for row in rows[:_EVIDENCE_ROWS]))
        )

    def rerun(self, evidence: Evidence) -> list[dict[str, Any]]:
        """Run the query of some evidence again, as it stands, over what the store holds now."""
        self._attach()
        return self._engine.rows(evidence.query, evidence.parameters)

    def latest_at(self) -> int | None:
        """The latest moment that any record speaks of, in microseconds; None in an empty store."""
        return max((segment.latest_at for segment in self._ledger.segments()), default=None)

    def row_count(self, kind: Kind) -> int:
        """Records of a kind, whenever they happened."""
        return sum(segment.row_count for segment in self._ledger.segments(kind))

    def add_load(self, report: ImportReport, loaded_at: int) -> None:
        """Keep an import report; `loaded_at` in microseconds."""
        self._ledger.add_load(report, loaded_at)

    def loads(self) -> list[tuple[int, ImportReport]]:
        """Every load: when it was made, in microseconds, and its report."""
        return self._ledger.loads()

    def close(self) -> None:
        """Close the engine."""
        self._engine.close()

    def _kept(self, query: str, values: Mapping[str, Scalar]) -> str:
        """The table that holds the rows of a shared query; it is run once, and again only when it was long not asked for."""
        own = {name: values[name] for name in sorted(_names(query))}
        key = (query, tuple(own.items()))
        table = self._shared.pop(key, None)
        if table is None:
            self._shared_ever += 1
            table = f"shared_{self._shared_ever}"
            self._engine.keep(table, query, own)
        self._shared[key] = table
        if len(self._shared) > _SHARED:
            self._engine.drop(self._shared.pop(next(iter(self._shared))))
        return table

    def _attach(self) -> list[Segment]:
        segments = self._ledger.segments()
        if segments != self._attached:
            while self._shared:
                self._engine.drop(self._shared.popitem()[1])
            self._engine.attach({kind: [self._folder / s.path for s in segments if s.kind is kind] for kind in Kind})
            self._attached = segments
        return segments

    def _fresh(self, turn: LedgerTurn, kind: Kind, ready: pa.Table) -> tuple[pa.Table, int, int]:
        keys, hashes = ready["key"].to_numpy(), ready["raw_hash"].to_numpy()
        order = np.argsort(keys, kind="stable")
        # For every row, the first row of the batch with its key: same content is a duplicate, other content a conflict.
        leaders = order[np.searchsorted(keys[order], keys)]
        repeated = leaders != np.arange(len(keys))
        segments = turn.segments(kind)
        stored = self._keys[kind].known(self._folder, segments, keys)
        old = stored | repeated
        if not old.any():
            return ready, 0, 0
        earlier = hashes[leaders]
        if stored.any():
            contents = hashes_of(self._folder, segments, keys[stored])
            earlier = np.array([contents.get(key, own) for key, own in zip(keys.tolist(), earlier.tolist(), strict=True)])
        same = old & (earlier == hashes)
        return ready.filter(pa.array(~old)), int(same.sum()), int((old & ~same).sum())

    def _write(self, turn: LedgerTurn, kind: Kind, table: pa.Table) -> Segment:
        if not _is_sorted(table["event_at"]):
            table = table.sort_by("event_at")
        folder = self._folder / kind
        folder.mkdir(exist_ok=True)
        self._sweep(turn, kind, folder)
        path = folder / f"{uuid.uuid4().hex}.parquet"
        try:
            with path.open("wb") as stream:
                pq.write_table(
                    table,
                    stream,
                    compression="zstd",
                    compression_level=1,
                    use_dictionary=_repetitive(table.schema),
                    write_statistics=["event_at", "observed_at"],
                )
                stream.flush()
                os.fsync(stream.fileno())
            _sync_folder(folder)
        except OSError as error:
            raise StoreError(
                "uproar load", f"to write {path}", str(error), "Free some space or mend the permissions, then load again."
            ) from error
        bounds = pc.min_max(table["event_at"]).as_py()
        latest = max(bounds["max"] if bounds["max"] is not None else -_MAX_MICROS, pc.max(table["observed_at"]).as_py())
        with path.open("rb") as stream:
            digest = blake2b(stream.read(), digest_size=16).hexdigest()
        return Segment(kind, f"{kind}/{path.name}", table.num_rows, bounds["min"], bounds["max"], latest, digest)

    def _sweep(self, turn: LedgerTurn, kind: Kind, folder: Path) -> None:
        """Remove files that no ledger row names: a loader was killed between writing one and committing it. Safe under the write lock."""
        named = {Path(segment.path).name for segment in turn.segments(kind)}
        for path in folder.glob("*.parquet"):
            if path.name not in named:
                path.unlink(missing_ok=True)


def bounded(sql: str) -> str:
    """Put the tables that hold only what was known at `$as_of` in front of a reduction.

    Example:
        >>> print(bounded("SELECT count(*) AS records FROM post"))
        WITH post AS (SELECT * FROM post_segments WHERE event_at <= $as_of AND observed_at <= $as_of)
        SELECT count(*) AS records FROM post
    """
    text = sql.strip()
    tables = ",\n".join(
        # An article whose date is unknown has no event_at; it counts from when it was observed.
        f"{kind} AS (SELECT * FROM {kind}_segments WHERE {'coalesce(event_at, observed_at)' if kind is Kind.ARTICLE else 'event_at'} <= $as_of"
        " AND observed_at <= $as_of)"
        for kind in Kind
        if re.search(rf"\b{kind}\b", text)
    )
    return _with(tables, text) if tables else text


def _after(tables: Mapping[str, str], sql: str) -> str:
    """Put further tables in front of a reduction."""
    return _with(",\n".join(f"{name} AS MATERIALIZED ({text.strip()})" for name, text in tables.items()), sql.strip()) if tables else sql


def _with(tables: str, text: str) -> str:
    if re.match(r"WITH\b", text, re.IGNORECASE):
        return f"WITH {tables},\n{text[4:].lstrip()}"
    return f"WITH {tables}\n{text}"


def _names(query: str) -> set[str]:
    """The parameters that a query names."""
    return set(_PARAMETER.findall(query))


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as evidence shows it: long text cut, since the record itself stays in the store."""
    return {
        name: value[:_EVIDENCE_TEXT] + "…" if isinstance(value, str) and len(value) > _EVIDENCE_TEXT else value
        for name, value in row.items()
    }


def _repetitive(schema: pa.Schema) -> list[str]:
    """Columns whose few values are worth a dictionary; building one for text or ids doubles the time to write."""
    return [name for name in ("source", "sampling", "language", "side", "outlet", "petition", "page", "grain") if name in schema.names]


def _is_sorted(times: pa.ChunkedArray) -> bool:
    if times.null_count:
        return False
    values = times.to_numpy()
    return bool(np.all(values[:-1] <= values[1:]))


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows cannot open a folder; its file system journals the name itself
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
