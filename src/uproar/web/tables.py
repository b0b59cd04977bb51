"""The table behind a chart or a number, as a file: CSV, Parquet or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from uproar.dossier.numbers import PRIVATE
from uproar.findings import Row

TYPES: Final = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet", "json": "application/json"}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_TEXT: Final = 10_000  # characters of a cell


def public(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows without what could name a private person, times in UTC, nested values as JSON; every row has every column."""
    names = list(dict.fromkeys(name for row in rows for name in row if name not in PRIVATE))
    return [{name: _plain(row.get(name)) for name in names} for row in rows]


def written(rows: Sequence[Row], kind: str) -> bytes:
    r"""A table as a file of a kind that `TYPES` names.

    Example:
        >>> written([{"term": "=1+1", "n": -2}], "csv")
        b"term,n\r\n'=1+1,-2\r\n"
    """
    table = public(rows)
    if kind == "json":
        return json.dumps(
            [{k: v.isoformat() if isinstance(v, datetime) else v for k, v in row.items()} for row in table], ensure_ascii=False
        ).encode()
    if kind == "parquet":
        sink = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(_of_one_type(table)), sink, compression="zstd")
        return sink.getvalue()
    out = io.StringIO(newline="")
    names = list(table[0]) if table else []
    writer = csv.writer(out)
    writer.writerow([_cell(name) for name in names])
    writer.writerows([_cell(row[name]) for name in names] for row in table)
    return out.getvalue().encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()[:_TEXT]
    if isinstance(value, float) and value != value:  # noqa: PLR0124  # only NaN differs from itself
        return None
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)[:_TEXT]


def _of_one_type(table: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with every column of one type, as Parquet needs: whole and other numbers become other numbers, everything else text."""
    mixed: dict[str, type] = {}
    for name in table[0] if table else ():
        types = {type(row[name]) for row in table if row[name] is not None}
        if len(types) > 1:
            mixed[name] = float if types == {int, float} else str
    return [{name: mixed[name](value) if name in mixed and value is not None else value for name, value in row.items()} for row in table]


def _cell(value: Any) -> Any:
    """A value as CSV holds it: a text that a spreadsheet would run as a formula is quoted."""
    if isinstance(value, datetime):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else "" if value is None else value
