"""posts.burst: accounts per hour against what is usual, the bursts, and the first alarm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import altair as alt

from uproar.charts import words
from uproar.charts.axes import joined_note, millis, shorten, time_x
from uproar.charts.bars import BARS, COVERS, HEIGHT, bars, end_of, join_highest, levels
from uproar.charts.drawing import NARROW, WIDE, Chart, Drawing
from uproar.charts.intervals import interval_of
from uproar.charts.layers import finish, values
from uproar.charts.palette import BLUE, INK, QUIET, SHADE, SHADE_OPACITY, VERMILION
from uproar.findings import Finding, Row

_AROUND: Final = timedelta(days=2)  # the least shown on both sides of a burst
_LEAST_SHADE: Final = 3  # px: a burst of ten minutes is half a pixel of a week
_MARGIN: Final = 60  # px that the axis takes
_USUAL_OPACITY: Final = 0.3
_TOLD: Final = 3  # bursts told one by one


def draw(findings: Sequence[Finding], zone: str) -> list[Drawing]:
    """One chart a term in which a burst was looked for."""
    return [_one(f, zone) for f in findings if f.name == "posts.burst" and f.series]


def _one(finding: Finding, zone: str) -> Drawing:
    # The series' own interval: the query's is how often it was judged.
    interval = interval_of(finding.series, None)
    per = words.length(interval).removeprefix("1 ")
    each: Sequence[Row] = finding.detail.get("each", ())
    rows = _around(finding.series, each, interval)
    first, last = rows[0]["at"], rows[-1]["at"] + interval
    wide, narrow = (shorten(rows, BARS[width], join_highest, interval)[1] for width in (WIDE, NARROW))
    notes = []
    if len(rows) < len(finding.series):
        whole = (finding.series[0]["at"], finding.series[-1]["at"] + interval)
        notes.append(
            f"Shown from {words.short(first, zone)} to {words.short(last, zone)}, around the bursts; the record runs "
            f"from {words.short(whole[0], zone)} to {words.short(whole[1], zone)} ({zone})."
        )
    notes += joined_note(wide, narrow, f"{COVERS}, as line and range do")
    top = max(rows, key=lambda row: row["accounts"])
    peak = f"{words.plural(top['accounts'], 'account')} in one {per} on {words.moment(top['at'], zone)} ({zone})"
    title = f"Accounts per {per} that used {finding.subject}: at most {peak}"
    description = (
        f"Bars of accounts per {per} that used {finding.subject}, {words.between(first, last, zone)}. Highest: {peak}. {_told(each, zone)}"
    )
    key = f"Bars: accounts per {per}. Grey: usual range, which holds 95% of calm hours. Dashed: expected from the term's own past."
    if each:
        shade = (
            "Shaded: burst."
            if len(each) == 1
            else f"Shaded: the {words.count(len(each))} bursts, at least {_LEAST_SHADE} pixels wide each."
        )
        key += f" {shade} ▼: first alarm, {words.short(each[0]['alarm_at'], zone)}. Whisker at the peak: 95% interval."
    chart = partial(_chart, finding, rows, interval, zone)
    return Drawing("posts.burst", finding.subject, title, description, key, (finding,), chart, tuple(notes))


def _told(each: Sequence[Row], zone: str) -> str:
    """The bursts in words; many of them by their ends and the strongest."""
    if not each:
        return "No burst."
    alarm = f"First alarm: {words.moment(each[0]['alarm_at'], zone)}."
    if len(each) <= _TOLD:
        spans = "; ".join(f"{words.moment(one['from_at'], zone)} to {words.moment(one['to_at'], zone)}" for one in each)
        return f"{words.plural(len(each), 'burst')}: {spans}. {alarm}"
    strongest = max(each, key=lambda one: float(one["evidence"]))
    return (
        f"{words.plural(len(each), 'burst')} {words.between(each[0]['from_at'], each[-1]['to_at'], zone)}, the strongest "
        f"from {words.moment(strongest['from_at'], zone)}. {alarm}"
    )


def _around(series: Sequence[Row], each: Sequence[Row], interval: timedelta) -> list[dict[str, Any]]:
    """The rows around the bursts, where the whole series is so long that they would be a sliver."""
    rows = [dict(row) for row in series]
    if not each:
        return rows
    start, end = each[0]["from_at"], each[-1]["to_at"]
    pad = max(_AROUND, end - start)
    inside = [row for row in rows if start - pad <= row["at"] and row["at"] + interval <= end + pad]
    return inside if inside and len(rows) > 1.5 * len(inside) else rows


def _chart(finding: Finding, rows: list[dict[str, Any]], interval: timedelta, zone: str, width: int) -> Any:
    shown, _ = shorten(rows, BARS[width], join_highest, interval)
    first, last = rows[0]["at"], rows[-1]["at"] + interval
    detail, each = finding.detail, finding.detail.get("each", ())
    x = time_x(first, last, zone, width)
    highest = max(1, detail.get("peak_high") or 0, *(max(row["accounts"], row["usual_high"], row["expected"]) for row in shown))
    # An eighth above the highest is kept free for the mark of the alarm.
    scale = alt.Scale(domain=[0, highest * 9 / 8], nice=False)
    title = f"Accounts per {words.length(interval).removeprefix('1 ')}"
    y = alt.Y("n:Q", title=title, scale=scale, axis=alt.Axis(tickMinStep=1, tickCount=6, format=",d"))
    layers: list[Any] = []
    if each:
        shade = values(_shades(each, first, last, width))
        layers.append(alt.Chart(shade).mark_rect(color=SHADE, opacity=SHADE_OPACITY).encode(x=x, x2=alt.X2("to:Q")))
    usual = values(levels(shown, interval, {"n": "usual_low", "high": "usual_high"}))
    layers.append(alt.Chart(usual).mark_area(color=QUIET, opacity=_USUAL_OPACITY).encode(x=x, y=y, y2=alt.Y2("high:Q"), order=alt.value(0)))
    layers.append(
        alt.Chart(values(bars(shown, interval, "accounts"))).mark_rect(color=BLUE).encode(x=x, x2=alt.X2("to:Q"), y=y, y2=alt.datum(0))
    )
    line = values(levels(shown, interval, {"n": "expected"}))
    layers.append(alt.Chart(line).mark_line(color=VERMILION, strokeWidth=2, strokeDash=[5, 3]).encode(x=x, y=y, order=alt.value(0)))
    peak = next((row for row in shown if detail.get("peak_at") and row["at"] <= detail["peak_at"] < end_of(row, interval)), None)
    if peak is not None:
        middle = peak["at"] + (end_of(peak, interval) - peak["at"]) / 2
        whisker = values([{"at": millis(middle), "n": detail["peak_low"], "high": detail["peak_high"]}])
        # A third of a bar at most: of bars three pixels wide it would leave nothing to see.
        thick = min(2.0, (width - _MARGIN) / len(shown) / 3)
        layers.append(alt.Chart(whisker).mark_rule(color=INK, strokeWidth=thick).encode(x=x, y=y, y2=alt.Y2("high:Q")))
    if each and first <= each[0]["alarm_at"] <= last:
        alarm = values([{"at": millis(each[0]["alarm_at"])}])
        layers.append(alt.Chart(alarm).mark_rule(color=INK, strokeWidth=1, strokeDash=[1, 3]).encode(x=x))
        layers.append(
            alt.Chart(alarm).mark_point(color=INK, shape="triangle-down", filled=True, size=70, opacity=1).encode(x=x, y=alt.value(6))
        )
    return finish(layers, width, HEIGHT[width])


def _shades(each: Sequence[Row], first: datetime, last: datetime, width: int) -> list[dict[str, int]]:
    """The bursts as stretches that can be seen; those that would touch are one."""
    least = (last - first) * _LEAST_SHADE / (width - _MARGIN)
    out: list[dict[str, int]] = []
    for one in each:
        if one["to_at"] <= first or one["from_at"] >= last:
            continue
        wider = max(timedelta(), least - (one["to_at"] - one["from_at"])) / 2
        at, to = millis(max(first, one["from_at"] - wider)), millis(min(last, one["to_at"] + wider))
        if out and at <= out[-1]["to"]:
            out[-1]["to"] = max(out[-1]["to"], to)
        else:
            out.append({"at": at, "to": to})
    return out


CHART = Chart("posts.burst", draw, 0)
