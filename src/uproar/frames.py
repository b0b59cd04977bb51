"""Findings as one table: Arrow, and pandas or Polars for who has them."""

from __future__ import annotations

import importlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final

import pyarrow as pa

from uproar.dossier.numbers import PRIVATE, write_value
from uproar.errors import UsageError
from uproar.findings import Evidence, Finding, Result

_MOMENT: Final = pa.timestamp("us", "UTC")
SCHEMA: Final = pa.schema(
    [
        ("name", pa.string()),
        ("subject", pa.string()),
        ("value", pa.float64()),  # null where the value is no number
        ("value_text", pa.string()),  # the value as text, such as what changed on a page
        (
            "written",
            pa.string(),
        ),  # the value as every page prints it, such as "361 accounts" where a ratio to almost nothing would say little
        ("bounds", pa.string()),  # the same of its bounds
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("unit", pa.string()),
        ("from_at", _MOMENT),
        ("to_at", _MOMENT),
        ("as_of", _MOMENT),
        ("method", pa.string()),
        ("notes", pa.list_(pa.string())),
        ("detail", pa.string()),  # further named values, as JSON
        ("records", pa.int64()),
        ("fingerprint", pa.string()),
        ("reason", pa.string()),  # why there is no value; null for a finding
        ("needs", pa.string()),
    ]
)


def to_arrow(results: Sequence[Result]) -> pa.Table:
    """Findings, and the reasons for none, one row each.

    Args:
        results: As `Inquiry.measure` gives them.

    Returns:
        A table of `SCHEMA`. What could not be measured has no value, and a reason; it is never 0.

    Example:
        >>> found = Finding("posts.volume", "#x", 3, "posts", datetime(2026, 3, 12, tzinfo=UTC), "Counted.")
        >>> to_arrow([found]).select(["name", "value", "reason"]).to_pylist()
        [{'name': 'posts.volume', 'value': 3.0, 'reason': None}]
    """
    return pa.Table.from_pylist([_row(result) for result in results], schema=SCHEMA)


def to_pandas(results: Sequence[Result]) -> Any:
    """The same as a pandas DataFrame.

    Raises:
        UsageError: pandas is not installed.
    """
    _needed("pandas")
    return to_arrow(results).to_pandas()


def to_polars(results: Sequence[Result]) -> Any:
    """The same as a Polars DataFrame.

    Raises:
        UsageError: Polars is not installed.
    """
    return _needed("polars").from_arrow(to_arrow(results))


def plain(value: Any) -> Any:
    """A value as JSON holds it, without what could name a private person and without nested evidence.

    Example:
        >>> plain({"at": datetime(2026, 3, 12, tzinfo=UTC), "groups": (7, 8), "share": 0.5})
        {'at': '2026-03-12T00:00:00+00:00', 'share': 0.5}
    """
    if is_dataclass(value):
        return plain({one.name: getattr(value, one.name) for one in fields(value)})
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items() if key not in PRIVATE and not isinstance(item, Evidence)}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if value is None or isinstance(value, (bool, int, float)) else _text(value)


def _text(value: Any) -> str:
    # What no encoding can hold is named, as in every other output.
    return (value.isoformat() if isinstance(value, datetime) else str(value)).encode("utf-8", "backslashreplace").decode()


def _row(result: Result) -> dict[str, Any]:
    evidence = result.evidence
    row = {
        "name": _text(result.name), "subject": _text(result.subject), "as_of": result.as_of.astimezone(UTC),
        "records": evidence.record_count if evidence else None, "fingerprint": evidence.fingerprint if evidence else None,
    }  # fmt: skip
    if not isinstance(result, Finding):
        return {**row, "reason": _text(result.reason), "needs": _text(result.needs)}
    value = result.value
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    written, bounds, _ = write_value(result)
    return {
        **row, "written": written, "bounds": bounds, "value": float(value) if number else None, "value_text": None if number or value is None else _text(plain(value)),
        "low": result.low, "high": result.high, "unit": _text(result.unit), "from_at": result.from_at, "to_at": result.to_at,
        "method": _text(result.method), "notes": [_text(note) for note in result.notes],
        "detail": json.dumps(plain(result.detail), ensure_ascii=False),
    }  # fmt: skip


def _needed(package: str) -> Any:
    try:
        return importlib.import_module(package)
    except ModuleNotFoundError as error:
        raise UsageError(
            f"to_{package}",
            f"the package {package}",
            "none installed",
            f"pip install {package}, or take to_arrow(), which needs nothing more.",
        ) from error
