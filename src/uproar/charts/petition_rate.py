"""petition.rate: signatures per hour, from one reading to the next."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import altair as alt

from uproar.charts import words
from uproar.charts.axes import joined_note, millis, shorten, time_x
from uproar.charts.drawing import NARROW, WIDE, Chart, Drawing
from uproar.charts.layers import finish, values
from uproar.charts.palette import BLUE, SHADE, SHADE_OPACITY
from uproar.findings import Finding

_STEPS: Final = {WIDE: 240, NARROW: 110}
_HEIGHT: Final = {WIDE: 200, NARROW: 190}
_LEAST: Final = 3  # fewer steps than this are a sentence, not a picture


def draw(findings: Sequence[Finding], zone: str) -> list[Drawing]:
    """One chart a petition whose rate is known over several stretches."""
    return [_one(f, zone) for f in findings if f.name == "petition.rate" and len(f.series) >= _LEAST]


def _one(finding: Finding, zone: str) -> Drawing:
    rows = [dict(row) for row in finding.series]
    wide, narrow = (_shown(rows, width)[1] for width in (WIDE, NARROW))
    notes = joined_note(wide, narrow, "a step covers up to {} stretches and shows the fastest of them")
    top = max(rows, key=lambda row: row["rate"])
    fastest = f"{words.count(top['rate'])} an hour, in the stretch to {words.moment(top['at'], zone)} ({zone})"
    over = f" over the {words.length(finding.to_at - finding.from_at)}" if finding.from_at and finding.to_at else ""
    of_late = f"{words.count(finding.value)}{over} to the last reading"
    title = f"Signatures per hour of {finding.subject}: {of_late}, at most {fastest}"
    description = (
        f"Steps of signatures per hour between readings, to {words.moment(rows[-1]['at'], zone)} ({zone}). Highest: {fastest}. "
        f"Over the measured window: {words.count(finding.value)} an hour."
    )
    key = "Steps: signatures per hour between two readings." + (
        " Shaded: the window of the rate above." if finding.from_at and finding.to_at else ""
    )
    return Drawing(
        "petition.rate", finding.subject, title, description, key, (finding,), partial(_chart, finding, rows, zone), tuple(notes)
    )


def _join(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"at": rows[-1]["at"], "rate": max(row["rate"] for row in rows)}


def _parted(rows: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """The rows, of which a stretch longer than a point of the axis ends one point earlier too.

    Joined with faster ones after it, all of its length would be drawn as high as they are.
    """
    if len(rows) <= most:
        return rows
    point = (rows[-1]["at"] - rows[0]["at"]) / (most - 1)
    long = [{**row, "at": row["at"] - point} for before, row in itertools.pairwise(rows) if row["at"] - before["at"] > point]
    return sorted([*rows, *long], key=lambda row: row["at"])


def _shown(rows: list[dict[str, Any]], width: int) -> tuple[list[dict[str, Any]], int]:
    return shorten(_parted(rows, _STEPS[width]), _STEPS[width], _join)


def _chart(finding: Finding, rows: list[dict[str, Any]], zone: str, width: int) -> Any:
    shown, _ = _shown(rows, width)
    first, last = rows[0]["at"], rows[-1]["at"]
    x = time_x(first, last, zone, width)
    y = alt.Y("rate:Q", title="Signatures per hour", scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(format=",d", tickCount=4))
    layers: list[Any] = []
    if finding.from_at and finding.to_at and finding.to_at > first:
        window = values([{"at": millis(max(finding.from_at, first)), "to": millis(min(finding.to_at, last))}])
        layers.append(alt.Chart(window).mark_rect(color=SHADE, opacity=SHADE_OPACITY).encode(x=x, x2=alt.X2("to:Q")))
    data = values([{"at": millis(row["at"]), "rate": row["rate"]} for row in shown])
    layers.append(alt.Chart(data).mark_line(color=BLUE, strokeWidth=2, interpolate="step-before").encode(x=x, y=y, order=alt.Order("at:Q")))
    return finish(layers, width, _HEIGHT[width])


CHART = Chart("petition.rate", draw, 1)
