"""Findings as a file: Parquet, CSV or JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

from uproar.case import Case
from uproar.dossier.json import to_json
from uproar.errors import UsageError
from uproar.export.files import save
from uproar.findings import Finding, Result, Unmeasured
from uproar.frames import plain, to_arrow

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_findings(results: Sequence[Result], case: Case, as_of: datetime, path: Path) -> None:
    """Write findings, and the reasons for none, as the file's suffix asks for.

    Raises:
        UsageError: It ends in none of .parquet, .csv and .json, or cannot be written.
    """
    write = _FORMATS.get(path.suffix.lower())
    if write is None:
        raise UsageError(
            "uproar export", f"a file that ends in one of {', '.join(_FORMATS)}", path.name, "Give another name to --findings."
        )
    save(path, write(results, case, as_of))


def _parquet(results: Sequence[Result], case: Case, as_of: datetime) -> bytes:  # noqa: ARG001  # formats are called alike
    sink = io.BytesIO()
    pq.write_table(to_arrow(results), sink, compression="zstd")
    return sink.getvalue()


def _csv(results: Sequence[Result], case: Case, as_of: datetime) -> bytes:  # noqa: ARG001  # same
    table = to_arrow(results)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.column_names)
    writer.writerows([_cell(value) for value in row.values()] for row in table.to_pylist())
    return out.getvalue().encode()


def _cell(value: Any) -> Any:
    """A value as CSV holds it: a text that a spreadsheet would run as a formula is quoted."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        return _cell(" ".join(value))
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else "" if value is None else value


def _json(results: Sequence[Result], case: Case, as_of: datetime) -> bytes:
    """The same object as `uproar measure --json` prints; docs/schema/findings.schema.json describes it."""
    found = [_whole(one) for one in results if isinstance(one, Finding)]
    missing = [_whole(one) for one in results if isinstance(one, Unmeasured)]
    told = {"case": case.title, "as_of": as_of, "zone": case.zone, "findings": found, "unmeasured": missing}
    return (to_json(told) + "\n").encode("utf-8", "backslashreplace")


def _whole(result: Result) -> dict[str, Any]:
    return {**plain(result), "evidence": plain(result.evidence)}


_FORMATS: Final[dict[str, Callable[[Sequence[Result], Case, datetime], bytes]]] = {".parquet": _parquet, ".csv": _csv, ".json": _json}
