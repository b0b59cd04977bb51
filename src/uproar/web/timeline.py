"""All instruments on one axis of time: posts, signatures and grades above each other, and what happened as marks through all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import altair as alt

from uproar.case import Case, moment
from uproar.charts import words
from uproar.charts.axes import HOUR, millis, time_x
from uproar.charts.drawing import NARROW, WIDE, Drawing
from uproar.charts.layers import values
from uproar.charts.palette import BLUE, GRID, INK, QUIET, SHADE, SHADE_OPACITY, VERMILION
from uproar.dossier.dossier import Event
from uproar.dossier.shorten import foremost
from uproar.dossier.text import line
from uproar.errors import UsageError
from uproar.findings import Finding, Row
from uproar.web.snapshot import Snapshot

LEFT: Final = 62  # px left of the axis, the same for every lane: the script turns a place on the picture into a time with it
RIGHT: Final = 14
_LANE: Final = 84  # px high
_LANES: Final = ("posts.burst", "posts.volume", "petition.signature_count", "reviews.score")
_HIGHEST: Final = {"posts.burst": "accounts", "posts.volume": "posts", "petition.signature_count": "signatures"}
_LISTED: Final = 60  # events in print, before somebody asks for all
_POINTS: Final = {WIDE: 320, NARROW: 140}
_KINDS: Final = ("case", "statement", "pages", "petition", "posts", "press")
_LEAST: Final = timedelta(hours=1)  # as far as one can zoom


def view(snapshot: Snapshot, case: Case, from_text: str, to_text: str, *, every: bool = False) -> dict[str, Any]:
    """What the page of the timeline prints: the chart of a stretch of time, its events, and the ways to other stretches.

    Args:
        snapshot: What was measured.
        case: The case.
        from_text: Start of the stretch asked for, or "" for that of the record.
        to_text: Its end, or "" for that of the record.
        every: Whether all events are listed, or the foremost.

    Raises:
        UsageError: One of them is no time, or the start comes after the end.
    """
    events = snapshot.dossier.timeline
    whole = _span(snapshot, events)
    if whole is None:
        return {"drawing": None, "events": (), "span": None, "zooms": [], "whole": True}
    start = moment(from_text, case.zone, "from") if from_text else whole[0]
    end = moment(to_text, case.zone, "to") if to_text else whole[1]
    if start > end:
        raise UsageError(
            "timeline",
            "a stretch that begins before it ends",
            f"from {words.short(start, case.zone)} to {words.short(end, case.zone)} ({case.zone})",
            "Exchange from and to, or leave one of them out.",
        )
    if end - start < _LEAST:
        middle = start + (end - start) / 2
        start, end = middle - _LEAST / 2, middle + _LEAST / 2
    inside = [event for event in events if event.at <= end and (event.to_at or event.at) >= start]
    return {
        "picture_id": picture_id({"from": millis(start), "to": millis(end)}),
        "drawing": snapshot.keep(f"timeline {millis(start)} {millis(end)}", lambda: _drawing(snapshot, case, inside, start, end)),
        "events": inside if every else foremost(inside, _LISTED),
        "inside": len(inside),
        "left_out": len(events) - len(inside),
        "span": {"from": millis(start), "to": millis(end), "left": LEFT, "right": RIGHT, "text": words.between(start, end, case.zone)},
        "zooms": _zooms(start, end, whole, case),
        "whole": (start, end) == whole,
        "from_local": _local(start, case),
        "to_local": _local(end, case),
    }


def draw_ahead(snapshot: Snapshot, case: Case) -> Callable[[], object] | None:
    """Draws the whole timeline before somebody asks for it; None where that was done."""
    if "ahead" in snapshot.kept:
        return None

    def drawn() -> None:
        snapshot.kept["ahead"] = True
        shown = view(snapshot, case, "", "")
        if shown["drawing"] is not None:
            for width in ("wide", "narrow"):
                snapshot.picture(shown["drawing"], picture_id(shown["span"]), width)

    return drawn


def picture_id(span: dict[str, Any]) -> str:
    """The id of the picture of a stretch."""
    return f"t-{span['from']}-{span['to']}"


def _local(at: datetime, case: Case) -> str:
    return words.local(at, case.zone).replace(tzinfo=None).isoformat(timespec="minutes")


def _span(snapshot: Snapshot, events: Sequence[Event]) -> tuple[datetime, datetime] | None:
    """From the first to the last of what the lanes and marks show, none after the moment asked for."""
    times = [at for event in events for at in (event.at, event.to_at or event.at)]
    times += [at for finding in _lane_findings(snapshot) for row in (finding.series[0], finding.series[-1]) for at in (row["at"],)]
    times = [at for at in times if at <= snapshot.as_of]
    if not times:
        return None
    first, last = min(times), max(times)
    room = max((last - first) / 100, _LEAST / 2)
    return first - room, last + room


def _lane_findings(snapshot: Snapshot) -> list[Finding]:
    """The series of the lanes: the first finding of each, since what a claim was checked against comes after them, as of the article's own day."""
    found: dict[tuple[str, str], Finding] = {}
    for one in snapshot.findings.values():
        if one.name in _LANES and one.series and "at" in one.series[0]:
            found.setdefault((one.name, one.subject), one)
    # Of a search, or of a term that was too rare, it cannot be told how many accounts are usual: its posts can be shown all the same.
    return [one for one in found.values() if one.name != "posts.volume" or ("posts.burst", one.subject) not in found]


def _zooms(start: datetime, end: datetime, whole: tuple[datetime, datetime], case: Case) -> list[dict[str, str]]:
    """The neighbouring stretches, as parameters of a link."""
    span = end - start
    offered: list[tuple[str, datetime, datetime]] = [
        ("Earlier", start - span / 2, end - span / 2),
        ("Later", start + span / 2, end + span / 2),
        ("Closer", start + span / 4, end - span / 4),
        ("Wider", start - span / 2, end + span / 2),
    ]
    out = []
    for label, one, other in offered:
        first, last = max(one, whole[0]), min(other, whole[1])
        if last - first >= _LEAST and (first, last) != (start, end):
            out.append({"label": label, "from": _local(first, case), "to": _local(last, case)})
    return out


def _drawing(snapshot: Snapshot, case: Case, events: Sequence[Event], start: datetime, end: datetime) -> Drawing:
    findings = _lane_findings(snapshot)
    told = [f"{event.when}: {event.text}" for event in events]
    lanes = _lanes(findings, case)
    names = words.listed([name for name, _, _ in lanes]) if lanes else "no series"
    between = words.between(start, end, case.zone)
    return Drawing(
        "timeline",
        line(case.title),
        f"{line(case.title)} {between}: {words.plural(len(events), 'event')}" + (f", beside {len(lanes)} series" if lanes else ""),
        line(f"{names}, one above the other on one axis of time {between} ({case.zone}). Marked: {'; '.join(told) or 'nothing'}.", 2_000),
        "Lines through all lanes: what happened; shaded where only an interval is known. The lowest lane tells each by its kind."
        + (
            " Posts, not accounts, are shown of a term of which no burst can be told."
            if any(one.name == "posts.volume" for one in findings)
            else ""
        ),
        tuple(findings),
        partial(_chart, lanes, events, start, end, case.zone),
    )


Lane = tuple[str, Finding, Callable[[Any, Sequence[Row], Any], list[Any]]]


def _lanes(findings: Sequence[Finding], case: Case) -> list[Lane]:
    lanes: list[Lane] = []
    for finding in findings:
        if finding.name.startswith("posts."):
            term = next((one for one in case.terms if one.casefold() == finding.subject.casefold()), finding.subject)
            if finding.name == "posts.burst":
                lanes.append((f"accounts an hour with {line(term, 40)}", finding, _accounts))
            else:
                searched = " (search)" if finding.low is None else ""
                lanes.append((f"posts an hour with {line(term, 40)}{searched}", finding, _posts))
        elif finding.name == "petition.signature_count":
            lanes.append((f"signatures of {line(finding.subject, 40)}", finding, _signatures))
        else:
            side = {"critic": "critics", "audience": "audience"}.get(finding.subject, line(finding.subject, 40))
            lanes.append((f"positive reviews a day, {side}", finding, _grades))
    return sorted(lanes, key=lambda lane: _LANES.index(lane[1].name))


def _chart(lanes: Sequence[Lane], events: Sequence[Event], start: datetime, end: datetime, zone: str, width: int) -> Any:
    inner = width - LEFT - RIGHT
    x = time_x(start, end, zone, inner)
    bare = x.copy()
    bare["axis"] = alt.Axis(labels=False, ticks=False, title=None, values=x["axis"]["values"], domainColor=GRID)
    marks = _marks(events, start, end)
    drawn = []
    for name, finding, draw in lanes:
        rows = _thinned(
            [row for row in finding.series if start <= row["at"] <= end], start, end, _POINTS[width], _HIGHEST.get(finding.name)
        )
        layers = [*_rules(marks, bare), *draw(bare, rows, _y(name))]
        drawn.append(alt.layer(*layers).properties(width=inner, height=_LANE, title=_title(name)))
    drawn.append(
        alt.layer(*_kinds(events, start, end, x)).properties(
            width=inner, height=22 * len(_present(events)) or 22, title=_title("what happened")
        )
    )
    return alt.vconcat(*drawn, spacing=34).properties(
        padding={"left": 0, "top": 4, "right": RIGHT, "bottom": 4}, autosize=alt.AutoSizeParams(type="pad"), bounds="flush"
    )


def _thinned(rows: Sequence[Row], start: datetime, end: datetime, most: int, field: str | None) -> list[Row]:
    """Of the rows that fall on the same point of the axis the highest, since a burst must not vanish between two points; and the first and the last of all.

    Points are of time, not of so many rows: readings that are days apart stay, however many the hours after them hold.
    """
    if len(rows) <= most:
        return list(rows)
    found: dict[int, Row] = {}
    for row in rows:
        kept = found.setdefault(int((row["at"] - start) / (end - start) * most), row)
        if field is not None and row[field] > kept[field]:
            found[int((row["at"] - start) / (end - start) * most)] = row
    return sorted({id(row): row for row in (rows[0], *found.values(), rows[-1])}.values(), key=lambda row: row["at"])


def _title(text: str) -> Any:
    return alt.TitleParams(text=text[:1].upper() + text[1:], anchor="start", fontSize=12, fontWeight="normal", color=INK, offset=4)


def _y(name: str) -> Any:
    share = name.startswith("positive")
    axis = alt.Axis(format=".0%" if share else ",d", tickCount=3, title=None, minExtent=LEFT, maxExtent=LEFT)
    return alt.Y("n:Q", axis=axis, scale=alt.Scale(domain=[0, 1]) if share else alt.Scale(zero=True, nice=True))


def _accounts(x: Any, rows: Sequence[Row], y: Any) -> list[Any]:
    data = values([{"at": millis(row["at"]), "n": row["accounts"]} for row in rows])
    return [alt.Chart(data).mark_area(color=BLUE, interpolate="step-after", opacity=0.9).encode(x=x, y=y, order=alt.value(0))]


def _posts(x: Any, rows: Sequence[Row], y: Any) -> list[Any]:
    # An hour without a post has no row: each stands alone, at least as wide as a point of the picture.
    first, last = x["scale"]["domain"]
    wide = max(HOUR / timedelta(milliseconds=1), (last - first) / WIDE)
    data = values([{"at": millis(row["at"]), "to": min(last, millis(row["at"]) + wide), "n": row["posts"]} for row in rows])
    return [alt.Chart(data).mark_rect(color=BLUE, opacity=0.9).encode(x=x, x2=alt.X2("to"), y=y, y2=alt.Y2Datum(0))]


def _signatures(x: Any, rows: Sequence[Row], y: Any) -> list[Any]:
    data = values([{"at": millis(row["at"]), "n": row["signatures"]} for row in rows])
    return [
        alt.Chart(data).mark_line(color=BLUE, strokeWidth=2, point={"size": 14, "color": BLUE}).encode(x=x, y=y, order=alt.Order("at:Q"))
    ]


def _grades(x: Any, rows: Sequence[Row], y: Any) -> list[Any]:
    data = values(
        # In the middle of their day.
        [
            {
                "at": min(millis(row["at"] + timedelta(hours=12)), x["scale"]["domain"][1]),
                "n": row["share_positive"],
                "low": row["share_positive_low"],
                "high": row["share_positive_high"],
            }
            for row in rows
        ]
    )
    low = alt.Y("low:Q", axis=y["axis"], scale=y["scale"])
    return [
        alt.Chart(data).mark_rule(color=VERMILION).encode(x=x, y=low, y2=alt.Y2("high")),
        alt.Chart(data).mark_point(color=VERMILION, filled=True, size=30, opacity=1).encode(x=x, y=y),
    ]


def _marks(events: Sequence[Event], start: datetime, end: datetime) -> list[dict[str, Any]]:
    """What moved the numbers rather than followed from them: statements, changes of pages, what the case itself names."""
    told = [event for event in events if event.kind in {"case", "statement", "pages"}]
    out: list[dict[str, Any]] = []
    for at, to in sorted(
        {(millis(max(event.at, start)), millis(min(event.to_at or event.at, end))) for event in told},
        key=lambda one: (one[1] > one[0], one),
    ):
        if out and out[-1]["to"] > out[-1]["at"] and at <= out[-1]["to"]:
            out[-1]["to"] = max(out[-1]["to"], to)  # intervals that overlap are shaded once
        else:
            out.append({"at": at, "to": to})
    return out


def _rules(marks: list[dict[str, Any]], x: Any) -> list[Any]:
    """Lines through a lane; none where nothing is to be marked, since an empty layer still takes part in the scales."""
    long = [mark for mark in marks if mark["to"] > mark["at"]]
    short = [mark for mark in marks if mark["to"] <= mark["at"]]
    layers: list[Any] = []
    if long:
        layers.append(alt.Chart(values(long)).mark_rect(color=SHADE, opacity=SHADE_OPACITY).encode(x=x, x2=alt.X2("to")))
    if short:
        layers.append(alt.Chart(values(short)).mark_rule(color=INK, strokeDash=[3, 3]).encode(x=x))
    return layers


def _present(events: Sequence[Event]) -> list[str]:
    found = {event.kind for event in events}
    return [kind for kind in _KINDS if kind in found] + sorted(found - set(_KINDS))


def _kinds(events: Sequence[Event], start: datetime, end: datetime, x: Any) -> list[Any]:
    # Of events of a kind that fall on the same points of the picture one is drawn: five hundred articles of five days are five marks.
    point = max(1.0, (millis(end) - millis(start)) / WIDE)
    marks: dict[tuple[str, float, float], dict[str, Any]] = {}
    for event in events:
        at, to = millis(max(event.at, start)), millis(min(event.to_at or event.at, end))
        marks.setdefault((event.kind, at // point, to // point), {"at": at, "to": to, "kind": event.kind})
    rows = list(marks.values())
    y = alt.Y(
        "kind:N",
        sort=_present(events),
        title=None,
        axis=alt.Axis(minExtent=LEFT, maxExtent=LEFT, domain=False, ticks=False, labelLimit=LEFT - 4),
    )
    data = values(rows)
    return [
        alt.Chart(data).mark_rule(color=QUIET, strokeWidth=4, opacity=0.7).encode(x=x, x2=alt.X2("to"), y=y),
        alt.Chart(data).mark_point(color=INK, filled=True, shape="diamond", size=46, opacity=1).encode(x=x, y=y),
    ]
