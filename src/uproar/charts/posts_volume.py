"""posts.volume: accounts (or posts) per interval, what the past led to expect, and the bursts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import altair as alt

from uproar.charts import words
from uproar.charts.axes import millis, shorten, time_x
from uproar.charts.drawing import NARROW, WIDE, Chart, Drawing
from uproar.charts.intervals import interval_of
from uproar.charts.layers import finish, values
from uproar.charts.palette import BLUE, INK, SHADE, SHADE_OPACITY, VERMILION
from uproar.findings import Finding

_BARS: Final = {WIDE: 240, NARROW: 110}  # three pixels a bar
_HEIGHT: Final = {WIDE: 280, NARROW: 240}
_AROUND: Final = timedelta(days=2)  # the least shown on both sides of a burst


def draw(findings: Sequence[Finding], zone: str) -> list[Drawing]:
    """One chart a term: from its burst where one was looked for, else from its volume."""
    bursts = {f.subject: f for f in findings if f.name == "posts.burst" and f.series}
    volumes = {f.subject: f for f in findings if f.name == "posts.volume" and f.series}
    return [_one(subject, bursts.get(subject), volumes.get(subject), zone) for subject in {**bursts, **volumes}]


def _one(subject: str, burst: Finding | None, volume: Finding | None, zone: str) -> Drawing:
    finding = burst or volume
    assert finding is not None  # noqa: S101 - a subject comes from one of the two
    field = "accounts" if burst is not None else "posts"
    interval = interval_of(finding.series, finding.evidence.parameters if finding.evidence else None)
    spans = tuple(burst.detail.get("bursts", ())) if burst is not None else ()
    rows = _around(finding.series, spans, interval)
    per = words.length(interval).removeprefix("1 ")
    notes = []
    if len(rows) < len(finding.series):
        notes.append(
            f"Shown from {words.short(rows[0]['at'], zone)} to {words.short(rows[-1]['at'] + interval, zone)}, around the bursts; the record runs "
            f"from {words.short(finding.series[0]['at'], zone)} to {words.short(finding.series[-1]['at'] + interval, zone)} ({zone})."
        )
    wide, joined = _chart(rows, spans, burst, interval, zone, WIDE, field, per)
    narrow, joined_narrow = _chart(rows, spans, burst, interval, zone, NARROW, field, per)
    for n, what in ((joined, "wide"), (joined_narrow, "narrow")):
        if n > 1:
            notes.append(f"On the {what} chart a bar covers {n} intervals and shows the highest of them; so does the dashed line.")
    top = max(rows, key=lambda row: row[field])
    peak = f"{words.count(top[field])} {field} in one {per} on {words.moment(top['at'], zone)} ({zone})"
    what = "Accounts" if field == "accounts" else "Posts"
    description = (
        f"Bars of {field} per {per} that used {subject}, {words.between(rows[0]['at'], rows[-1]['at'] + interval, zone)}. Highest: {peak}."
    )
    key = f"Bars: {field} per {per}."
    if burst is not None:
        told = "; ".join(f"{words.moment(a, zone)} to {words.moment(b, zone)}" for a, b in spans)
        description += f" {words.plural(len(spans), 'burst')}: {told}." if spans else " No burst."
        key += " Dashed: expected from the term's own past."
        if spans:
            key += " Shaded: burst. Whisker at the peak: 95% interval."
    title = f"{what} per {per} that used {subject}: at most {peak}"
    used = tuple(f for f in (burst, volume) if f is not None)
    return Drawing("posts.volume", subject, title, description, key, used, wide, narrow, tuple(notes))


def _around(series: Sequence[Any], spans: Sequence[tuple[datetime, datetime]], interval: timedelta) -> list[dict[str, Any]]:
    """The rows around the bursts, where the whole series is so long that they would be a sliver."""
    rows = [dict(row) for row in series]
    if not spans:
        return rows
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    pad = max(_AROUND, end - start)
    inside = [row for row in rows if start - pad <= row["at"] and row["at"] + interval <= end + pad]
    return inside if inside and len(rows) > 1.5 * len(inside) else rows


def _join(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {**{key: max(row[key] for row in rows) for key in rows[0] if key != "at"}, "at": rows[0]["at"], "last": rows[-1]["at"]}


def _chart(
    rows: list[dict[str, Any]],
    spans: Sequence[tuple[datetime, datetime]],
    burst: Finding | None,
    interval: timedelta,
    zone: str,
    width: int,
    field: str,
    per: str,
) -> tuple[Any, int]:
    shown, joined = shorten(rows, _BARS[width], _join)
    first, last = rows[0]["at"], rows[-1]["at"] + interval
    x = time_x(first, last, zone, width)
    y_title = f"{field.capitalize()} per {per}"
    bars = [{"at": millis(r["at"]), "to": millis(r.get("last", r["at"]) + interval), "n": r[field]} for r in shown if r[field]]
    layers: list[Any] = []
    inside = [(max(a, first), min(b, last)) for a, b in spans if b > first and a < last]
    if inside:
        shade = values([{"at": millis(a), "to": millis(b)} for a, b in inside])
        layers.append(alt.Chart(shade).mark_rect(color=SHADE, opacity=SHADE_OPACITY).encode(x=x, x2="to:Q"))
    y = alt.Y("n:Q", title=y_title, scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(tickMinStep=1, format=",d"))
    layers.append(alt.Chart(values(bars)).mark_rect(color=BLUE).encode(x=x, x2="to:Q", y=y, y2=alt.datum(0)))
    if burst is not None:
        # A null between two stretches breaks the line where the collection has a gap.
        line: list[dict[str, Any]] = []
        for index, row in enumerate(shown):
            stop = row.get("last", row["at"]) + interval
            line += [{"at": millis(row["at"]), "n": row["expected"]}, {"at": millis(stop), "n": row["expected"]}]
            if index + 1 < len(shown) and shown[index + 1]["at"] > stop:
                line.append({"at": millis(stop), "n": None})
        layers.append(
            alt.Chart(values(line)).mark_line(color=VERMILION, strokeWidth=2, strokeDash=[5, 3]).encode(x=x, y=y, order=alt.value(0))
        )
        layers += _whisker(burst, interval, first, last, x, y)
    return finish(layers, width, _HEIGHT[width]), joined


def _whisker(burst: Finding, interval: timedelta, first: datetime, last: datetime, x: Any, y: Any) -> list[Any]:
    """The interval of the peak's accounts."""
    at, low, high = (burst.detail.get(key) for key in ("peak_at", "peak_low", "peak_high"))
    if at is None or low is None or high is None or not first <= at < last:
        return []
    data = values([{"at": millis(at + interval / 2), "n": low, "high": high}])
    return [alt.Chart(data).mark_rule(color=INK, strokeWidth=2).encode(x=x, y=y, y2="high:Q")]


CHART = Chart("posts.volume", draw, 0)
