import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from lxml import etree

from tests.dossier import tidewater
from uproar.charts import words
from uproar.charts.axes import millis, shorten, ticks
from uproar.charts.bars import levels
from uproar.charts.draw import charts, drawings
from uproar.charts.drawing import NARROW, WIDE, Drawing
from uproar.charts.intervals import interval_of
from uproar.charts.palette import DARK, config
from uproar.charts.render import _draw, to_svg
from uproar.findings import Finding

SVG = "{http://www.w3.org/2000/svg}"
FINDINGS = [result for result in tidewater.results() if isinstance(result, Finding)]


@pytest.fixture(scope="module")
def drawn() -> list[Drawing]:
    """Every chart of the sample."""
    return drawings(FINDINGS, tidewater.ZONE)


def svg(drawing: Drawing, name: str = "p", *, narrow: bool = False) -> str:
    return to_svg(drawing.narrow if narrow else drawing.wide, picture_id=name, title=drawing.title, description=drawing.description)


def test_every_chart_is_drawn_from_the_sample(drawn: list[Drawing]) -> None:
    """Every chart that is discovered draws the sample's findings."""
    assert {chart.name for chart in charts()} == {drawing.name for drawing in drawn}
    assert len(charts()) >= 6


def test_nothing_to_draw_draws_nothing() -> None:
    """Without findings, or with findings that have no series, no chart is made."""
    assert drawings([], "UTC") == []
    assert drawings([replace(finding, series=()) for finding in FINDINGS], "UTC") == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_chart_keeps_to_its_schema(drawn: list[Drawing], width: int) -> None:
    """Altair finds no fault in any chart at either width; elsewhere charts are made without its looking."""
    for drawing in drawn:
        assert drawing.chart(width).to_dict()["layer"], drawing.name


def test_pictures_are_accessible_and_scale(drawn: list[Drawing]) -> None:
    """Each picture is one SVG with a role, a title, a description and a viewBox, without a size of its own, and no id occurs twice on a page."""
    number = count()
    seen: list[str] = []
    for drawing in drawn:
        for narrow in (False, True):
            root = etree.fromstring(svg(drawing, f"p{next(number)}", narrow=narrow))
            assert root.tag == f"{SVG}svg"
            assert root.get("role") == "img"
            assert root.get("width") is None
            assert root.get("height") is None
            assert float(root.get("viewBox").split()[2]) > 300
            assert root.findtext(f"{SVG}title") == drawing.title
            assert root.findtext(f"{SVG}desc") == drawing.description
            seen += [element.get("id") for element in root.iter() if element.get("id")]
    assert len(seen) == len(set(seen))


def test_same_chart_same_bytes(drawn: list[Drawing]) -> None:
    """A chart drawn again, after others, gives the same bytes."""
    first = svg(drawn[0])
    _draw.cache_clear()
    assert svg(drawings(FINDINGS, tidewater.ZONE)[0]) == first


def test_hostile_words_stay_words(drawn: list[Drawing]) -> None:
    """Markup in a title or description stays text in the picture."""
    hostile = '</title><script>alert(1)</script>" onload="x'
    root = etree.fromstring(to_svg(drawn[0].narrow, picture_id="p", title=hostile, description=hostile))
    assert root.findtext(f"{SVG}title") == hostile
    assert not list(root.iter(f"{SVG}script"))
    assert all(not name.startswith("on") for element in root.iter() for name in element.attrib)


def test_axes_say_their_zone(drawn: list[Drawing]) -> None:
    """Every chart over time names the case's zone at its axis."""
    timed = [drawing for drawing in drawn if drawing.name not in ("reviews.divergence", "posts.coordination")]
    assert timed
    assert all("Time (Europe/Berlin)" in svg(drawing) for drawing in timed)


def test_every_colour_has_a_dark_one(drawn: list[Drawing]) -> None:
    """No picture uses a colour that the dark page does not replace."""
    known = {*DARK, "none", "transparent", None}
    for drawing in drawn:
        root = etree.fromstring(svg(drawing))
        assert {element.get(what) for element in root.iter() for what in ("fill", "stroke")} <= known
    assert config()["background"] == "transparent"


def test_titles_and_descriptions_tell_the_finding(drawn: list[Drawing]) -> None:
    """Title and text alternative hold the numbers of the findings they draw."""
    told = {drawing.name: drawing.title + drawing.description for drawing in reversed(drawn)}
    assert "203 accounts" in told["posts.burst"]
    assert "284 posts" in told["posts.volume"]
    assert "276 pairs linked, in 2 groups of 25 and 4" in told["posts.coordination"]
    assert "18,432" in told["petition.signature_count"]
    assert "25,000" in told["petition.signature_count"]
    assert "3,211 reviews" in told["reviews.score"]


def test_midnight_is_the_zones_own_when_clocks_change() -> None:
    """Ticks stand at the zone's midnight on both sides of a clock change."""
    first, last = datetime(2026, 3, 27, 23, tzinfo=UTC), datetime(2026, 3, 31, 22, tzinfo=UTC)
    assert [at for at, _ in ticks(first, last, "Europe/Berlin", 6)] == [
        millis(datetime(2026, 3, 27, 23, tzinfo=UTC)),
        millis(datetime(2026, 3, 28, 23, tzinfo=UTC)),
        *(millis(datetime(2026, 3, day, 22, tzinfo=UTC)) for day in (29, 30, 31)),
    ]


@pytest.mark.parametrize(
    "span", [timedelta(minutes=40), timedelta(hours=5), timedelta(days=3), timedelta(days=40), timedelta(days=900), timedelta(days=9000)]
)
def test_ticks_fit_any_span(span: timedelta) -> None:
    """Whatever the span, there are no more ticks than fit, in order and inside it."""
    first = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    found = [at for at, _ in ticks(first, first + span, "Asia/Kathmandu", 6)]
    assert len(found) <= 6
    assert found == sorted(found)
    assert all(millis(first) <= at <= millis(first + span) for at in found)


def test_long_series_are_shortened_by_a_stated_rule() -> None:
    """A series of a year of hours becomes a picture of few marks, keeps its peak, and says how it was joined."""
    start = datetime(2025, 1, 1, tzinfo=UTC)
    series = tuple({"at": start + k * timedelta(hours=1), "posts": 9_999 if k == 5_000 else 3, "accounts": 2} for k in range(8_760))
    year = Finding("posts.volume", "#fixtidewater", 1, "posts", start, "Counted.", series=series)
    (drawing,) = drawings([year], "UTC")
    assert "9,999 posts" in drawing.title
    assert any("37 intervals" in note and "highest" in note for note in drawing.notes)
    assert drawing.name == "posts.volume"
    assert len(svg(drawing)) < 60_000
    assert any(row["n"] == 9_999 for rows in drawing.wide.to_dict()["datasets"].values() for row in rows)


def test_shorten_joins_neighbours_only_where_needed() -> None:
    """Rows that fit are kept as they are; others are joined in groups of as many intervals."""
    rows = [{"at": datetime(2026, 1, 1, hour=k, tzinfo=UTC), "n": k} for k in range(10)]
    assert shorten(rows, 10, lambda group: group[0]) == (rows, 1)
    highest, most = shorten(rows, 4, lambda group: {"n": max(row["n"] for row in group)}, timedelta(hours=1))
    assert (highest, most) == ([{"n": 2}, {"n": 5}, {"n": 8}, {"n": 9}], 3)


@pytest.mark.parametrize("step", [None, timedelta(hours=1)])
@pytest.mark.parametrize("gap", ["start", "end"])
def test_a_gap_moves_no_point(step: timedelta | None, gap: str) -> None:
    """Rows on the two sides of a long gap are never joined, wherever the gap lies, and no more are left than the axis has points."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    hours = [0, 1, *range(2000, 2400)] if gap == "start" else [*range(400), 2398, 2399]
    rows = [{"at": start + timedelta(hours=k), "k": k} for k in hours]
    shown, _ = shorten(rows, 100, lambda group: {"from": group[0]["k"], "to": group[-1]["k"]}, step)
    assert len(shown) <= 100
    assert all(one["to"] - one["from"] <= 25 for one in shown)
    assert sum(one["to"] < 1000 for one in shown) == (1 if gap == "start" else len(shown) - 1)


def test_a_slow_stretch_stays_slow_beside_fast_ones() -> None:
    """A rate over a week without a reading is drawn over that week, also where the hours after it are joined with it."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    hours = [*range(1, 300), *range(468, 900)]
    series = tuple({"at": start + timedelta(hours=k), "rate": 2.0 if k == 468 else 50.0} for k in hours)
    rate = Finding("petition.rate", "p", 50.0, "signatures per hour", start, "m", 2.0, 50.0, start, start, series=series)
    (drawing,) = drawings([rate], "UTC")
    steps = data_of(drawing.narrow, "at", "rate")
    inside = [row["rate"] for row in steps if millis(start + timedelta(hours=320)) < row["at"] < millis(start + timedelta(hours=460))]
    assert inside == [2.0]
    assert {row["rate"] for row in steps} == {2.0, 50.0}


def test_a_course_that_leaves_the_picture_is_cut_and_said() -> None:
    """The axis of an effect follows the dashed line to twice the highest observed at most; what lies higher is cut off, and the note says how high."""
    finding = next(f for f in FINDINGS if f.name == "posts.effect")
    # Shown is three times as long before the event as after it.
    first = finding.from_at - 3 * (finding.series[-1]["to"] - finding.from_at)
    highest = max(row["observed"] for row in finding.series if row["to"] > first)

    def drawn(times: float) -> tuple[Drawing, float]:
        series = tuple({**row, "expected": times * highest} for row in finding.series)
        (drawing,) = drawings([replace(finding, series=series)], "UTC")
        (top,) = {one["encoding"]["y"]["scale"]["domain"][1] for one in drawing.wide.to_dict()["layer"] if "y" in one["encoding"]}
        return drawing, top

    near, top = drawn(1.5)
    assert top == pytest.approx(1.25 * 1.5 * highest)
    assert not any("leaves the picture" in note for note in near.notes)
    far, top = drawn(40.0)
    assert top == pytest.approx(1.25 * 2 * highest)
    assert f"it comes to {words.count(40 * highest)} per hour." in far.notes[0]
    assert "clip-path" in svg(far)


def test_interval_comes_from_the_query_first() -> None:
    """The query's own interval counts before the distance between rows."""
    rows = [{"at": datetime(2026, 1, 1, tzinfo=UTC)}, {"at": datetime(2026, 1, 2, tzinfo=UTC)}]
    assert interval_of(rows, {"interval": 60_000_000}) == timedelta(minutes=1)
    assert interval_of(rows, None) == timedelta(days=1)
    assert interval_of([], None) == timedelta(hours=1)


def test_a_single_reading_is_still_a_picture() -> None:
    """A petition with one reading is drawn."""
    at = datetime(2026, 3, 12, tzinfo=UTC)
    one = Finding("petition.signature_count", "p", 5, "signatures", at, "Read.", 5, 5, at, at, series=({"at": at, "signatures": 5},))
    (drawing,) = drawings([one], "UTC")
    assert "5 on Thursday 12 March 2026 at 00:00 (UTC)" in drawing.title
    assert etree.fromstring(svg(drawing)) is not None


def test_rounding_never_claims_all_or_nothing() -> None:
    """A share near 0 or 1 is never rounded to it."""
    assert words.percent(0.9999) == "over 99.9%"
    assert words.percent(0.0002) == "under 0.1%"
    assert words.percent(0) == "0%"


def data_of(chart: Any, *fields: str) -> list[dict[str, Any]]:
    """The one table of a chart whose rows have just these fields."""
    tables = [rows for rows in chart.to_dict()["datasets"].values() if rows and set(rows[0]) == set(fields)]
    assert len(tables) == 1
    return tables[0]


def bursts_of(drawn: list[Drawing], subject: str) -> Drawing:
    return next(drawing for drawing in drawn if (drawing.name, drawing.subject) == ("posts.burst", subject))


def test_a_burst_is_shaded_with_its_first_alarm_and_the_usual_range(drawn: list[Drawing]) -> None:
    """The chart of one burst has the usual range, the expectation, the burst's own times, and the first alarm, whose time is in the key."""
    drawing = bursts_of(drawn, "#fixtidewater")
    (shade,) = [row for rows in drawing.wide.to_dict()["datasets"].values() for row in rows if set(row) == {"at", "to"}]
    assert shade == {"at": millis(tidewater.ONSET), "to": millis(tidewater.END)}
    alarms = data_of(drawing.wide, "at")
    assert alarms == [{"at": millis(tidewater.ONSET + tidewater.HOUR)}]
    assert "▼: first alarm, 12 Mar 2026, 10:00." in drawing.key
    assert "usual range" in drawing.key
    assert "1 burst: Thursday 12 March 2026 at 09:00 to Sunday 15 March 2026 at 02:00" in drawing.description


def test_bars_are_hours_however_often_it_was_judged(drawn: list[Drawing]) -> None:
    """The evidence's interval is how often the term was judged: bars, title and axis are those of the series."""
    drawing = bursts_of(drawn, "#freeharborpass")
    assert drawing.findings[0].evidence.parameters["interval"] == 600_000_000
    assert drawing.title.startswith("Accounts per hour that used #freeharborpass")
    narrow = [row for rows in drawing.narrow.to_dict()["datasets"].values() for row in rows if set(row) == {"at", "to", "n"}]
    assert all((row["to"] - row["at"]) % 3_600_000 == 0 for row in narrow)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_many_short_bursts_can_be_seen_and_are_told_in_one_sentence(drawn: list[Drawing], width: str) -> None:
    """Twelve bursts of ten minutes in two weeks are shaded at least three pixels wide, never one over the other, and not told one by one."""
    drawing = bursts_of(drawn, "#freeharborpass")
    tables = getattr(drawing, width).to_dict()["datasets"].values()
    shades = [row for rows in tables for row in rows if set(row) == {"at", "to"}]
    assert 9 <= len(shades) <= 12
    assert all(a["to"] < b["at"] for a, b in itertools.pairwise(shades))
    pixel = 14 * 24 * 3_600_000 / ({"wide": WIDE, "narrow": NARROW}[width] - 60)
    assert all(row["to"] - row["at"] >= 3 * pixel - 1 for row in shades)
    assert "12 bursts between" in drawing.description
    assert drawing.description.count("2026") == 7  # of the record, of the highest bar, of all bursts, of the strongest, of the alarm
    assert len(drawing.key) < 300


def test_a_gap_breaks_line_and_range() -> None:
    """Where the collection has a gap, neither the expectation nor the usual range is drawn through it."""
    start = datetime(2026, 3, 1, tzinfo=UTC)
    rows = [{"at": start + timedelta(hours=k), "n": 1.0} for k in (0, 1, 5)]
    points = levels(rows, timedelta(hours=1), {"level": "n"})
    assert [point["level"] for point in points] == [1.0, 1.0, 1.0, 1.0, None, 1.0, 1.0]
    assert points[4]["at"] == millis(start + timedelta(hours=2))


def test_a_calm_term_is_drawn_without_bursts_or_alarm(drawn: list[Drawing]) -> None:
    """A term that never stood out has bars, range and expectation, and its key speaks of no burst."""
    calm = replace(bursts_of(drawn, "#fixtidewater").findings[0], value="none", detail={"bursts": (), "most_accounts": 3})
    (drawing,) = drawings([calm], "UTC")
    assert "No burst." in drawing.description
    assert "alarm" not in drawing.key
    assert etree.fromstring(svg(drawing)) is not None


def test_pairs_are_shown_against_chance_and_no_account_is(drawn: list[Drawing]) -> None:
    """Pairs and chance are drawn for every number of co-posts from 1 to 10 and more, more than chance is not called proof, and no account is named."""
    secret = 7_201_223_344_556_677
    finding = next(f for f in FINDINGS if f.name == "posts.coordination")
    named = replace(finding, detail={**finding.detail, "groups": ((secret, secret + 1),), "edges": ({"a": secret, "b": secret + 1},)})
    (drawing,) = drawings([named], "UTC")
    points, chance = data_of(drawing.wide, "at", "n"), data_of(drawing.wide, "at", "to", "n", "high", "expected")
    assert [(row["at"], row["n"]) for row in points] == [(row["co_posts"], row["pairs"]) for row in finding.series]
    assert [row["expected"] for row in chance] == [row["expected"] for row in finding.series]
    assert "once: 485 pairs, by chance 160 (112 to 209)" in drawing.description
    assert "More than this is common wherever interest is short-lived; pairs are linked by a stricter test" in drawing.key
    assert "on one's own" not in drawing.key
    assert str(secret) not in svg(drawing) + drawing.title + drawing.key + str(drawing.wide.to_dict())


def test_no_pair_no_chart() -> None:
    """Where no two accounts shared anything at the same time there is no picture of it."""
    finding = next(f for f in FINDINGS if f.name == "posts.coordination")
    assert drawings([replace(finding, series=tuple({**row, "pairs": 0} for row in finding.series))], "UTC") == []


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_no_word_of_a_chart_is_clipped(drawn: list[Drawing], width: str) -> None:
    """Axis titles, the longest words of a chart, fit between its edges at either width (a letter of 12 px is 7 px wide on average)."""
    for drawing in drawn:
        chart = getattr(drawing, width).to_dict()
        titles = [one["encoding"]["x"].get("axis", {}).get("title") for one in chart["layer"] if "x" in one["encoding"]]
        assert all(7 * len(title) <= chart["width"] - 60 for title in titles if title)
