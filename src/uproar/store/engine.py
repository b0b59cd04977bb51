"""What the store asks of an engine, so that another one can take the same SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from uproar.findings import Scalar
from uproar.records import Kind


class Engine(Protocol):
    """An engine that reads segments and runs reductions over them."""

    def attach(self, segments: Mapping[Kind, Sequence[Path]]) -> None:
        """Make the tables `<kind>_segments` of these Parquet files; a kind without files is an empty table."""

    def rows(self, sql: str, parameters: Mapping[str, Scalar]) -> list[dict[str, Any]]:
        """Run a query with named parameters and return its rows, one mapping a row."""

    def keep(self, name: str, sql: str, parameters: Mapping[str, Scalar]) -> None:
        """Run a query with named parameters and hold its rows as the table `name`, for later queries."""

    def drop(self, name: str) -> None:
        """Let go of a table that was kept."""

    def transform(self, table: pa.Table, sql: str) -> pa.Table:
        """Run a query over `table`, called `incoming` in it, and return its result in the same order of rows."""

    def interrupt(self) -> None:
        """End the query that another thread is waiting for, if there is one; it raises there."""

    def close(self) -> None:
        """Let go of what the engine holds."""
