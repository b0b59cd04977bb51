"""DuckDB, in process, over the segments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa

from uproar.errors import StoreError
from uproar.findings import Scalar
from uproar.records import Kind, stored_schema

_SQL_TYPES: Final = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.large_binary(): "BLOB",
    pa.list_(pa.string()): "VARCHAR[]",
    pa.list_(pa.int64()): "BIGINT[]",
}
_SETTINGS: Final = {
    "autoinstall_known_extensions": False,  # nothing is fetched at run time
    "autoload_known_extensions": False,
    "preserve_insertion_order": True,
}


class DuckDBEngine:
    """An in-process DuckDB that reads the segments where they lie.

    Example:
        >>> DuckDBEngine().rows("SELECT $n + 1 AS m", {"n": 1})
        [{'m': 2}]
    """

    def __init__(self) -> None:
        self._connection = duckdb.connect(":memory:", config=dict(_SETTINGS))

    def attach(self, segments: Mapping[Kind, Sequence[Path]]) -> None:
        """Make the tables `<kind>_segments` of these Parquet files; a kind without files is an empty table."""
        for kind in Kind:
            columns = ", ".join(f"CAST(NULL AS {_SQL_TYPES[field.type]}) AS {field.name}" for field in stored_schema(kind))
            body = f"SELECT {columns} WHERE false"
            if paths := segments.get(kind, ()):
                # By name: a segment written before a column was added holds nulls in it.
                files = ", ".join(_literal(path) for path in paths)
                body += f" UNION ALL BY NAME SELECT * FROM read_parquet([{files}], union_by_name = true)"
            self._run(f"CREATE OR REPLACE TEMP VIEW {kind}_segments AS {body}", {})

    def rows(self, sql: str, parameters: Mapping[str, Scalar]) -> list[dict[str, Any]]:
        """Run a query with named parameters and return its rows, one mapping a row."""
        cursor = self._run(sql, parameters)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def keep(self, name: str, sql: str, parameters: Mapping[str, Scalar]) -> None:
        """Run a query with named parameters and hold its rows as the table `name`, for later queries."""
        self._run(f"CREATE TEMP TABLE {name} AS {sql}", parameters)

    def drop(self, name: str) -> None:
        """Let go of a table that was kept."""
        self._run(f"DROP TABLE {name}", {})

    def transform(self, table: pa.Table, sql: str) -> pa.Table:
        """Run a query over `table`, called `incoming` in it, and return its result in the same order of rows."""
        self._connection.register("incoming", table)
        try:
            return self._connection.sql(sql).to_arrow_table()
        finally:
            self._connection.unregister("incoming")

    def interrupt(self) -> None:
        """End the query that another thread is waiting for, if there is one; it raises there."""
        with suppress(duckdb.ConnectionException):  # closed: nothing runs
            self._connection.interrupt()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _run(self, sql: str, parameters: Mapping[str, Scalar]) -> duckdb.DuckDBPyConnection:
        try:
            return self._connection.execute(sql, dict(parameters))
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            raise StoreError(
                "uproar", "every segment that the ledger names", str(error).splitlines()[0], "Restore the store's folder from a copy."
            ) from error


def _literal(path: Path) -> str:
    # read_parquet takes patterns: a bracket, star or question mark in the name of a folder must mean itself.
    meant = "".join(f"[{character}]" if character in "*?[" else character for character in str(path))
    return "'" + meant.replace("'", "''") + "'"
