"""What every chart with one bar an interval shares: joining neighbours, bars, and lines that break where nothing was collected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from uproar.charts.axes import millis
from uproar.charts.drawing import NARROW, WIDE

BARS: Final = {WIDE: 240, NARROW: 110}  # three pixels a bar
HEIGHT: Final = {WIDE: 280, NARROW: 240}


def join_highest(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Neighbouring rows as one that holds the highest of each, from the first's `at` to the `last` one's."""
    return {**{key: max(row[key] for row in rows) for key in rows[0] if key != "at"}, "at": rows[0]["at"], "last": rows[-1]["at"]}


COVERS: Final = "a bar covers up to {} intervals and shows the highest of them"


def bars(rows: Sequence[dict[str, Any]], interval: timedelta, field: str) -> list[dict[str, Any]]:
    """Left and right end and height of each bar that is not empty."""
    return [{"at": millis(row["at"]), "to": millis(end_of(row, interval)), "n": row[field]} for row in rows if row[field]]


def levels(rows: Sequence[dict[str, Any]], interval: timedelta, fields: Mapping[str, str]) -> list[dict[str, Any]]:
    """The two ends of each interval with the values of `fields` (name in the chart to name in the row); a null breaks the line at a gap of the collection."""
    points: list[dict[str, Any]] = []
    for index, row in enumerate(rows):
        held = {name: row[field] for name, field in fields.items()}
        stop = end_of(row, interval)
        points += [{"at": millis(row["at"]), **held}, {"at": millis(stop), **held}]
        if index + 1 < len(rows) and rows[index + 1]["at"] > stop:
            points.append({"at": millis(stop), **dict.fromkeys(fields)})
    return points


def end_of(row: Mapping[str, Any], interval: timedelta) -> Any:
    """Where a row's interval, or the last of the intervals joined in it, ends."""
    return row.get("last", row["at"]) + interval
