"""reviews.divergence: how the grades of critics and of the audience are spread over the scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import altair as alt

from uproar.charts import words
from uproar.charts.drawing import NARROW, WIDE, Chart, Drawing
from uproar.charts.layers import finish, values
from uproar.charts.palette import BLUE, VERMILION
from uproar.findings import Finding

_SIDES: Final = {"critic": "critics", "audience": "audience"}
_BINS: Final = 10  # tenths of the scale: fine enough for stars and for points of 100
_HEIGHT: Final = {WIDE: 260, NARROW: 230}


def draw(findings: Sequence[Finding], zone: str) -> list[Drawing]:  # noqa: ARG001 - grades know no time; the signature is every chart's
    """One chart a divergence, with the means' intervals from the scores where they were measured."""
    scores = {f.subject: f for f in findings if f.name == "reviews.score"}
    return [_one(finding, scores) for finding in findings if finding.name == "reviews.divergence" and finding.series]


def _one(finding: Finding, scores: dict[str, Finding]) -> Drawing:
    detail = finding.detail
    shares = {side: _tenths(finding.series, side) for side in _SIDES}
    told = []
    for side, name in _SIDES.items():
        lowest, highest = shares[side][0], shares[side][_BINS]
        told.append(
            f"{name}: mean {words.percent(detail[side])} of the scale over {words.plural(detail[f'{side}_reviews'], 'review')}, "
            f"{words.percent(lowest)} in the lowest twentieth and {words.percent(highest)} in the highest"
        )
    title = f"Spread of the grades: critics' mean {words.percent(detail['critic'])} of the scale, audience's {words.percent(detail['audience'])}"
    description = (
        f"Bars of the share of each side's reviews by grade, in tenths of the scale. {told[0][0].upper()}{told[0][1:]}; {told[1]}."
    )
    key = "Bars: share of that side's reviews with that grade, to the nearest tenth of the scale. Marks above: the side's mean"
    key += " with its 95% interval." if any(side in scores for side in _SIDES) else "."
    used = (finding, *(scores[side] for side in _SIDES if side in scores))
    return Drawing("reviews.divergence", finding.subject, title, description, key, used, partial(_chart, finding, shares, scores))


def _tenths(series: Sequence[Any], side: str) -> list[float]:
    out = [0.0] * (_BINS + 1)
    for row in series:
        if row["side"] == side:
            out[min(_BINS, max(0, int(row["score"] * _BINS + 0.5)))] += row["share"]
    return out


def _chart(finding: Finding, shares: dict[str, list[float]], scores: dict[str, Finding], width: int) -> Any:
    bars, means = [], []
    top = max(share for side in shares.values() for share in side)
    for side, name in _SIDES.items():
        left = -0.42 if side == "critic" else 0.02
        bars += [{"at": n + left, "to": n + left + 0.4, "share": share, "side": name} for n, share in enumerate(shares[side]) if share > 0]
        mean, score = finding.detail[side], scores.get(side)
        low, high = (score.low, score.high) if score is not None and score.low is not None and score.high is not None else (mean, mean)
        means.append(
            {
                "at": mean * _BINS,
                "low": low * _BINS,
                "high": high * _BINS,
                "share": top * (1.16 if side == "critic" else 1.08),
                "side": name,
            }
        )
    domain = list(_SIDES.values())
    colour = alt.Color("side:N", scale=alt.Scale(domain=domain, range=[BLUE, VERMILION]), legend=alt.Legend(orient="top", title=None))
    labels = alt.Axis(
        values=list(range(0, _BINS + 1, 1 if width == WIDE else 2)),
        labelExpr="(datum.value * 10) + '%'",
        title="Grade, as a share of its scale",
        ticks=False,
    )
    scale = alt.Scale(domain=[-0.6, _BINS + 0.6], nice=False, zero=False)
    x = alt.X("at:Q", scale=scale, axis=labels)
    y = alt.Y(
        "share:Q",
        title="Share of the side's reviews",
        scale=alt.Scale(domain=[0, top * 1.22], nice=False),
        axis=alt.Axis(format=".0%", tickCount=5),
    )
    data = values(means)
    layers = [
        alt.Chart(values(bars)).mark_rect().encode(x=x, x2=alt.X2("to:Q"), y=y, y2=alt.datum(0), color=colour),
        alt.Chart(data).mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", scale=scale, axis=labels), x2=alt.X2("high:Q"), y=y, color=colour),
        alt.Chart(data).mark_point(filled=True, shape="diamond", size=70, opacity=1).encode(x=x, y=y, color=colour),
    ]
    return finish(layers, width, _HEIGHT[width])


CHART = Chart("reviews.divergence", draw, 1)
