"""petition.forecast: what was read of late, and where the counter is expected to stand, as a fan."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Final

import altair as alt

from uproar.charts import words
from uproar.charts.axes import millis, shorten, time_x
from uproar.charts.drawing import NARROW, WIDE, Chart, Drawing
from uproar.charts.layers import finish, values
from uproar.charts.palette import BLUE, INK, QUIET, VERMILION
from uproar.findings import Finding, Row
from uproar.stats.forecast.rounding import rounded

_POINTS: Final = {WIDE: 200, NARROW: 100}
_HEIGHT: Final = {WIDE: 260, NARROW: 240}
_OUTER: Final = 0.16
_INNER: Final = 0.28
_WIDE_OPEN: Final = 20  # times the last reading: on a plain axis everything but the upper end would lie on its floor
_LINE_OF_TEXT: Final = 15  # px
_NEAR: Final = 1.25  # marks further above the fan than a quarter would press it flat
_KINDS: Final = {
    "goal": "the goal shown",
    "threshold": "a number watched for (setting `thresholds`)",
    "milestone": "the next round number",
    "rung": "the next goal by Change.org's ladder",
}


def draw(findings: Sequence[Finding], zone: str) -> list[Drawing]:
    """One chart a petition."""
    counts = {f.subject: f for f in findings if f.name == "petition.signature_count" and f.series}
    return [_one(f, counts.get(f.subject), zone) for f in findings if f.name == "petition.forecast" and f.series]


def _one(finding: Finding, count: Finding | None, zone: str) -> Drawing:
    fan = list(finding.series)
    start, end = fan[0], fan[-1]
    span = end["at"] - start["at"]
    # As much of the past as of the future, so that the eye can compare the slopes.
    past = [dict(row) for row in count.series if start["at"] - span <= row["at"] <= start["at"]] if count is not None else []
    low, middle, high = (words.count(rounded(end[name], end["q05"], end["q95"])) for name in ("q05", "q50", "q95"))
    title = f"Signatures of {finding.subject}: {low} to {high} expected by {words.moment(end['at'], zone)} ({zone})"
    ahead = sorted(finding.detail.get("goals", ()), key=lambda mark: int(mark["signatures"]))
    marks = [mark for mark in ahead if mark["signatures"] <= _NEAR * end["q95"]]
    reached = "; ".join(_mark_in_words(mark, zone) for mark in marks)
    description = (
        f"From {words.count(finding.detail['last_count'])} signatures on {words.moment(start['at'], zone)} the counter is expected to stand between {low} and {high} on "
        f"{words.moment(end['at'], zone)} ({zone}), in the middle at {middle}; nine in ten futures lie between these bounds, if nothing new happens."
        f"{f' {reached}.' if reached else ''}"
    )
    key = "Line: the readings. Dashed: the middle of the forecast. Shaded: half, and nine in ten, of the futures that are expected."
    named = [f"{words.count(mark['signatures'])} is {_KINDS[mark['kind']]}" for mark in marks]
    key += f" Dotted: {words.listed(named)}." if marks else ""
    return Drawing("petition.forecast", finding.subject, title, description, key, (finding,), partial(_chart, past, fan, marks, zone))


def _mark_in_words(mark: Row, zone: str) -> str:
    when = f", half of all by {words.day(mark['q50'], zone)}" if mark["q50"] is not None else ""
    return f"{words.count(mark['signatures'])} is reached within {words.plural(mark['within_days'], 'day')} in {words.percent(mark['chance'])} of them{when}"


def _chart(past: list[dict[str, Any]], fan: Sequence[Row], marks: Sequence[Row], zone: str, width: int) -> Any:
    x = time_x(past[0]["at"] if past else fan[0]["at"] - timedelta(hours=1), fan[-1]["at"], zone, width)
    shown = shorten(past, _POINTS[width], lambda group: group[-1])[0] if past else []
    low = min([fan[0]["q05"], *(row["signatures"] for row in shown)])
    high = max([fan[-1]["q95"], *(mark["signatures"] for mark in marks)])
    # From zero a week of a large petition is a flat line: the axis begins below the lowest value shown and says so by its labels.
    domain = [low - 0.05 * (high - low), high + 0.08 * (high - low)]
    scale = alt.Scale(domain=domain, zero=False, nice=False)
    if wide_open := high > _WIDE_OPEN * max(1, fan[0]["q50"]):
        domain = [max(1, low) / 1.2, high * 1.2]
        scale = alt.Scale(type="log", domain=domain, nice=False)
    y = alt.Y("n:Q", title="Signatures", scale=scale, axis=alt.Axis(format=",d", tickCount=5))
    layers: list[Any] = []
    for inner, bounds in ((_OUTER, ("q05", "q95")), (_INNER, ("q25", "q75"))):
        band = values([{"at": millis(row["at"]), "n": row[bounds[0]], "top": row[bounds[1]]} for row in fan])
        layers.append(alt.Chart(band).mark_area(color=VERMILION, opacity=inner).encode(x=x, y=y, y2=alt.Y2("top:Q")))
    middle = values([{"at": millis(row["at"]), "n": row["q50"]} for row in fan])
    layers.append(alt.Chart(middle).mark_line(color=VERMILION, strokeWidth=2, strokeDash=[5, 3]).encode(x=x, y=y, order=alt.Order("at:Q")))
    if shown:
        line = values([{"at": millis(row["at"]), "n": row["signatures"]} for row in shown])
        layers.append(alt.Chart(line).mark_line(color=BLUE, strokeWidth=2.5).encode(x=x, y=y, order=alt.Order("at:Q")))
    if marks:
        lines = values([{"n": mark["signatures"]} for mark in marks])
        layers.append(alt.Chart(lines).mark_rule(color=QUIET, strokeWidth=1.5, strokeDash=[2, 3]).encode(y=y))
        text = alt.Chart(_labels(marks, domain, _HEIGHT[width], math.log if wide_open else float)).mark_text(
            color=INK, align="left", baseline="bottom", dx=4, dy=-3
        )
        layers.append(text.encode(x=alt.value(0), y=y, text=alt.Text("label:N")))
    return finish(layers, width, _HEIGHT[width])


def _labels(marks: Sequence[Row], domain: Sequence[float], height: int, axis: Callable[[float], float]) -> Any:
    """The marks' names; those whose lines lie closer than a line of text are named together, at the upper one."""
    low, high = axis(domain[0]), axis(domain[1])
    rows: list[dict[str, Any]] = []
    for mark in marks:
        name = words.count(mark["signatures"])
        if rows and (axis(mark["signatures"]) - axis(rows[-1]["n"])) / (high - low) * height < _LINE_OF_TEXT:
            rows[-1] = {"n": mark["signatures"], "label": f"{rows[-1]['label']}, {name}"}
        else:
            rows.append({"n": mark["signatures"], "label": name})
    return values(rows)


CHART = Chart("petition.forecast", draw, 1)
