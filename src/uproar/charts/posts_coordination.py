"""posts.coordination: pairs of accounts by how often they posted the same thing at the same time, against chance; no account is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Final

import altair as alt

from uproar.charts import words
from uproar.charts.drawing import NARROW, WIDE, Chart, Drawing
from uproar.charts.layers import finish, values
from uproar.charts.palette import BLUE, QUIET, VERMILION
from uproar.findings import Finding, Row

_HEIGHT: Final = {WIDE: 260, NARROW: 240}
_TIMES: Final = "Times posted together"


def draw(findings: Sequence[Finding], zone: str) -> list[Drawing]:  # noqa: ARG001  # every chart has one signature
    """One chart a finding with any pair to show."""
    return [_one(f) for f in findings if f.name == "posts.coordination" and any(row["pairs"] for row in f.series)]


def _one(finding: Finding) -> Drawing:
    detail, rows = finding.detail, finding.series
    within = words.length(timedelta(seconds=_window(finding)))
    groups = words.groups(detail["group_sizes"])
    linked = f"{words.plural(detail['pairs_linked'], 'pair')} linked" + (f", in {groups}" if groups else "")
    title = f"Pairs of accounts that posted the same things within {within} of each other: {linked}"
    told = "; ".join(
        f"{_label(row)}: {words.plural(row['pairs'], 'pair')}, by chance {_chance(row)}" for row in rows if row["pairs"] or row["high"] >= 1
    )
    description = f"Points for the number of pairs by how often they did so, beside what chance gives. {told}."
    key = (
        "Points: pairs of accounts, on a scale on which from 1 on each line is ten times the one below. Grey with a dash: what chance gives "
        "(each account's own times dealt anew over what it shared), and its 95% range. More than this is common wherever interest is short-lived; "
        "pairs are linked by a stricter test (see the method)."
    )
    return Drawing("posts.coordination", finding.subject, title, description, key, (finding,), partial(_chart, rows))


def _window(finding: Finding) -> float:
    """Seconds of the window that the pairs are counted in: the middle one."""
    windows = finding.detail["windows"]
    return float(windows[len(windows) // 2]["seconds"])


def _label(row: Row) -> str:
    return "10 times or more" if row["co_posts"] == 10 else "once" if row["co_posts"] == 1 else f"{row['co_posts']} times"


def _chance(row: Row) -> str:
    return f"{words.number(row['expected'])} ({words.number(row['low'])} to {words.number(row['high'])})"


def _chart(rows: Sequence[Row], width: int) -> Any:
    highest = max(max(row["pairs"], row["high"]) for row in rows)
    lines = [0, *(10**power for power in range(9) if 10**power <= 2 * highest)]
    axis = alt.Axis(values=[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], labelExpr="datum.value == 10 ? '10+' : datum.label", title=_TIMES, format="d")
    x_scale = alt.Scale(domain=[0.4, 10.6], nice=False, zero=False)
    x = alt.X("at:Q", scale=x_scale, axis=axis)
    # Like a logarithm from one pair on, with a place for none.
    y_scale = alt.Scale(type="symlog", constant=1, domain=[0, max(2, highest * 1.6)], nice=False)
    y = alt.Y("n:Q", title="Pairs of accounts", scale=y_scale, axis=alt.Axis(values=lines, format=",d"))
    chance = values(
        [
            {"at": r["co_posts"] - 0.36, "to": r["co_posts"] + 0.36, "n": r["low"], "high": r["high"], "expected": r["expected"]}
            for r in rows
        ]
    )
    points = values([{"at": r["co_posts"], "n": r["pairs"]} for r in rows])
    dash = alt.Y("expected:Q", scale=y_scale, title="Pairs of accounts", axis=alt.Axis(values=lines, format=",d"))
    layers = [
        alt.Chart(chance).mark_rect(color=QUIET, opacity=0.3).encode(x=x, x2=alt.X2("to:Q"), y=y, y2=alt.Y2("high:Q")),
        alt.Chart(chance).mark_rule(color=VERMILION, strokeWidth=2, strokeDash=[5, 3]).encode(x=x, x2=alt.X2("to:Q"), y=dash),
        alt.Chart(points).mark_point(color=BLUE, filled=True, size=70, opacity=1).encode(x=x, y=y),
    ]
    return finish(layers, width, _HEIGHT[width])


CHART = Chart("posts.coordination", draw, 1)
