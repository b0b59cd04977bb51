"""What the charts of effects share: a series before and after an event, with the course before carried on and its interval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import altair as alt

from uproar.charts import words
from uproar.charts.axes import millis, time_x
from uproar.charts.drawing import NARROW, WIDE, Chart, Drawing
from uproar.charts.layers import finish, values
from uproar.charts.palette import BLUE, INK, QUIET, VERMILION
from uproar.findings import Finding, Row

_HEIGHT: Final = {WIDE: 240, NARROW: 220}
_LEAST_BEFORE: Final = timedelta(days=2)
_OPACITY: Final = 0.3
_ROOM: Final = 1.25  # the axis ends a quarter above the highest observed: a wide interval must not flatten the series
_MOST: Final = 2.0  # times the highest observed, up to which the axis follows the dashed line


def chart(name: str) -> Chart:
    """The chart of one measurement of effects: one drawing an event and series."""
    return Chart(name, lambda findings, zone: [_one(f, f.from_at, zone) for f in findings if f.name == name and f.series and f.from_at], 9)


def _one(finding: Finding, at: datetime, zone: str) -> Drawing:
    detail, of_grades = finding.detail, finding.detail["measured"] == "grades"
    known = tuple(float(bound or 0) for bound in (finding.value, finding.low, finding.high))
    value, low, high = map(words.points, known) if of_grades else words.ratios(*known)
    much = f"{value} points of 100 ({low} to {high})" if of_grades else f"{value} times what was expected ({low} to {high})"
    happened = f"{detail['event']}, {words.moment(at, zone)} ({zone})"
    per = "Mean grade" if of_grades else f"{detail['measured'].capitalize()} per hour"
    title = f"{per} of {finding.subject} before and after: {happened}"
    followed = f"It was followed by {'a change of ' if of_grades else ''}{much}."
    description = (
        f"Steps of {per[0].lower()}{per[1:]} over {words.length(finding.series[-1]['to'] - finding.series[0]['at'])}. "
        f"The event: {happened}. {followed} 95% interval; an association, not a cause."
    )
    key = "Steps: observed. Dashed: the course before, carried on past the event. Grey: its 95% interval for single steps. Line: the event."
    rows = _about(finding, at)
    top, highest = (1.0, 1.0) if of_grades else _top(rows)
    beyond = (f"The course before, carried on, leaves the picture: it comes to {words.count(highest)} per hour.",) if highest > top else ()
    chart = partial(_chart, finding, rows, per, zone, top)
    return Drawing(finding.name, finding.subject, title, description, key, (finding,), chart, (*beyond, *finding.notes))


def _about(finding: Finding, at: datetime) -> list[Row]:
    """The steps shown: those after the event and three times as long before it, at least two days, so that an older peak does not press them flat."""
    first = at - max(_LEAST_BEFORE, 3 * (finding.series[-1]["to"] - at))
    return [row for row in finding.series if row["to"] > first]


def _top(rows: Sequence[Row]) -> tuple[float, float]:
    """Where the axis ends, and the highest of the dashed line, which may lie far above: a course of hours carried on for days."""
    observed, expected = (max(float(row[name]) for row in rows) for name in ("observed", "expected"))
    return _ROOM * max(1e-9, observed, min(expected, _MOST * observed)), expected


def _chart(finding: Finding, rows: Sequence[Row], per: str, zone: str, top: float, width: int) -> Any:
    x = time_x(rows[0]["at"], rows[-1]["to"], zone, width)
    of_grades = finding.detail["measured"] == "grades"
    # What lies beyond the axis is cut off: drawn along its edge it would look like a value.
    scale = alt.Scale(domain=[0, top], nice=False)
    y = alt.Y("n:Q", title=per, scale=scale, axis=alt.Axis(format=".0%" if of_grades else ",.3~r" if top < 10 else ",d", tickCount=5))
    layers: list[Any] = []
    bounds = [{"at": millis(end), "n": row["low"], "high": row["high"]} for row in rows if row["after"] for end in (row["at"], row["to"])]
    layers.append(
        alt.Chart(values(bounds))
        .mark_area(color=QUIET, opacity=_OPACITY, clip=True)
        .encode(x=x, y=y, y2=alt.Y2("high:Q"), order=alt.value(0))
    )
    seen = [{"at": millis(row["at"]), "to": millis(row["to"]), "n": row["observed"]} for row in rows]
    layers.append(alt.Chart(values(seen)).mark_rule(color=BLUE, strokeWidth=3).encode(x=x, x2=alt.X2("to:Q"), y=y))
    expected = [{"at": millis(row["at"] + (row["to"] - row["at"]) / 2), "n": row["expected"]} for row in rows]
    line = alt.Chart(values(expected)).mark_line(color=VERMILION, strokeWidth=2, strokeDash=[5, 3], clip=True)
    layers.append(line.encode(x=x, y=y, order=alt.value(0)))
    ends = {finding.from_at, finding.detail["event_to_at"]}
    event = values([{"at": millis(at)} for at in ends if at is not None and rows[0]["at"] <= at <= rows[-1]["to"]])
    layers.append(alt.Chart(event).mark_rule(color=INK, strokeWidth=1).encode(x=x))
    return finish(layers, width, _HEIGHT[width])
