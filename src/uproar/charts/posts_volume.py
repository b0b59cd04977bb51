"""posts.volume: posts per interval of a term that no burst was looked for in; the others have the chart of their bursts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import altair as alt

from uproar.charts import words
from uproar.charts.axes import joined_note, shorten, time_x
from uproar.charts.bars import BARS, COVERS, HEIGHT, bars, join_highest
from uproar.charts.drawing import NARROW, WIDE, Chart, Drawing
from uproar.charts.intervals import interval_of
from uproar.charts.layers import finish, values
from uproar.charts.palette import BLUE
from uproar.findings import Finding


def draw(findings: Sequence[Finding], zone: str) -> list[Drawing]:
    """One chart a term without a chart of bursts."""
    told = {f.subject for f in findings if f.name == "posts.burst" and f.series}
    return [_one(f, zone) for f in findings if f.name == "posts.volume" and f.series and f.subject not in told]


def _one(finding: Finding, zone: str) -> Drawing:
    rows = [dict(row) for row in finding.series]
    interval = interval_of(rows, finding.evidence.parameters if finding.evidence else None)
    per = words.length(interval).removeprefix("1 ")
    wide, narrow = (shorten(rows, BARS[width], join_highest, interval)[1] for width in (WIDE, NARROW))
    notes = tuple(joined_note(wide, narrow, COVERS))
    top = max(rows, key=lambda row: row["posts"])
    peak = f"{words.plural(top['posts'], 'post')} in one {per} on {words.moment(top['at'], zone)} ({zone})"
    between = words.between(rows[0]["at"], rows[-1]["at"] + interval, zone)
    title = f"Posts per {per} that used {finding.subject}: at most {peak}"
    description = f"Bars of posts per {per} that used {finding.subject}, {between}. Highest: {peak}."
    chart = partial(_chart, rows, interval, zone, per)
    return Drawing("posts.volume", finding.subject, title, description, f"Bars: posts per {per}.", (finding,), chart, notes)


def _chart(rows: list[dict[str, Any]], interval: timedelta, zone: str, per: str, width: int) -> Any:
    shown, _ = shorten(rows, BARS[width], join_highest, interval)
    x = time_x(rows[0]["at"], rows[-1]["at"] + interval, zone, width)
    y = alt.Y("n:Q", title=f"Posts per {per}", scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(tickMinStep=1, format=",d"))
    data = values(bars(shown, interval, "posts"))
    return finish([alt.Chart(data).mark_rect(color=BLUE).encode(x=x, x2=alt.X2("to:Q"), y=y, y2=alt.datum(0))], width, HEIGHT[width])


CHART = Chart("posts.volume", draw, 3)
