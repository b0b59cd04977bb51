"""posts.rank: the place of a term on the trending list of every interval."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import altair as alt

from uproar.charts import words
from uproar.charts.axes import joined_note, millis, shorten, time_x
from uproar.charts.drawing import NARROW, WIDE, Chart, Drawing
from uproar.charts.intervals import interval_of
from uproar.charts.layers import finish, values
from uproar.charts.palette import BLUE, QUIET, SHADE, SHADE_OPACITY
from uproar.findings import Finding

_MARKS: Final = {WIDE: 240, NARROW: 110}
_HEIGHT: Final = {WIDE: 240, NARROW: 220}
_DEEPEST: Final = 3  # the axis ends at three lists' depth; what stands lower is drawn at its foot


def draw(findings: Sequence[Finding], zone: str) -> list[Drawing]:
    """One chart a term that was ranked at least once."""
    return [_one(finding, zone) for finding in findings if finding.name == "posts.rank" and finding.series]


def _one(finding: Finding, zone: str) -> Drawing:
    rows = [dict(row) for row in finding.series]
    k = int(finding.detail.get("k", 10))
    interval = interval_of(rows, finding.evidence.parameters if finding.evidence else None)
    per = words.length(interval).removeprefix("1 ")
    start, end = finding.from_at or rows[0]["at"], finding.to_at or rows[-1]["at"] + interval
    best = min(rows, key=lambda row: (row["rank"], row["at"]))
    inside = sum(1 for row in rows if row["rank"] <= k)
    wide, narrow = (shorten(rows, _MARKS[width], _join, interval)[1] for width in (WIDE, NARROW))
    notes = joined_note(wide, narrow, "a mark covers up to {} rows and shows the best place among them")
    if any(row["rank"] > _DEEPEST * k for row in rows):
        notes.append(f"Places below {_DEEPEST * k} are drawn at {_DEEPEST * k}.")
    title = f"Place of {finding.subject} among the hashtags of every {per}: best {words.count(best['rank'])}"
    title += f", {words.percent(finding.value)} of the time among the first {k}"
    description = (
        f"Marks for the {words.plural(len(rows), per)} in which {finding.subject} was ranked, from {words.moment(start, zone)} to {words.moment(end, zone)} ({zone}); "
        f"in {words.count(inside)} of them it was among the first {k}. Best place: {words.count(best['rank'])}, on {words.moment(best['at'], zone)}."
    )
    key = f"One mark: its place in one {per}; the first place is at the top. Shaded: the first {k}. No mark: too few accounts used it, or nothing was collected."
    chart = partial(_chart, rows, k, interval, start, end, zone)
    return Drawing("posts.rank", finding.subject, title, description, key, (finding,), chart, tuple(notes))


def _join(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"at": rows[0]["at"], "last": rows[-1]["at"], "rank": min(row["rank"] for row in rows)}


def _chart(rows: list[dict[str, Any]], k: int, interval: Any, start: Any, end: Any, zone: str, width: int) -> Any:
    shown, _ = shorten(rows, _MARKS[width], _join, interval)
    deepest = max(k, min(_DEEPEST * k, max(row["rank"] for row in rows)))
    x = time_x(start, end, zone, width)
    half = max(0.25, deepest / 60)
    scale = alt.Scale(domain=[0.4, deepest + 0.6 + half], reverse=True, nice=False, zero=False)
    step = 1 if deepest <= 5 else 5 if deepest <= 30 else 10
    places = sorted({1, k, *range(step, deepest + 1, step)})
    y = alt.Y("top:Q", scale=scale, title="Place on the list", axis=alt.Axis(values=places, format="d"))
    band = values([{"at": millis(start), "to": millis(end), "top": 0.4, "foot": k + 0.5}])
    marks = [
        {
            "at": millis(r["at"]),
            "to": millis(r.get("last", r["at"]) + interval),
            "top": min(r["rank"], deepest) - half,
            "foot": min(r["rank"], deepest) + half,
            "in": r["rank"] <= k,
        }
        for r in shown
    ]
    shade = alt.Color("in:N", scale=alt.Scale(domain=[True, False], range=[BLUE, QUIET]), legend=None)
    layers = [
        alt.Chart(band).mark_rect(color=SHADE, opacity=SHADE_OPACITY).encode(x=x, x2=alt.X2("to:Q"), y=y, y2=alt.Y2("foot:Q")),
        alt.Chart(values(marks)).mark_rect().encode(x=x, x2=alt.X2("to:Q"), y=y, y2=alt.Y2("foot:Q"), color=shade),
    ]
    return finish(layers, width, _HEIGHT[width])


CHART = Chart("posts.rank", draw, 2)
