"""petition.integrity on clean, damaged and real counters."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from tests import samples
from tests.instruments.petition.counters import clean
from uproar.findings import Ask, Finding, Unmeasured, to_micros
from uproar.instruments.petition import integrity
from uproar.instruments.run import measure
from uproar.records import Kind
from uproar.store import Store

AS_OF = datetime(2027, 1, 1, tzinfo=UTC)
HOUR = 3_600_000_000
START = to_micros(samples.START)


def _rows(moments: Any, counts: Any) -> list[dict[str, Any]]:
    instants: dict[int, list[int]] = {}
    for moment, count in zip(moments, counts, strict=True):
        instants.setdefault(int(moment), []).append(int(count))
    return [
        {"part": "reading", "moment": moment, "least": min(read), "most": max(read), "records": len(read)}
        for moment, read in sorted(instants.items())
    ]


def _judged(rows: list[dict[str, Any]], **settings: Any) -> Finding:
    (found,) = integrity.judge(rows, Ask(AS_OF, subject="p", settings=settings))
    assert isinstance(found, Finding)
    return found


def _hourly(counts: Any) -> Finding:
    return _judged(_rows(START + np.arange(len(counts)) * HOUR, counts))


def _steady(n: int, seed: int = 0, pace: float = 100) -> Any:
    return np.cumsum(np.random.default_rng(seed).poisson(pace, n)) + 1000


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_invented_on_clean_counters(seed: int) -> None:
    """Day and night, surges that go viral, gaps, twin logs, cached pages and varying pace are what counters do: nothing is told of them."""
    found = _judged(_rows(*clean(seed + 100)))
    assert (found.value, found.series) == ("none", ())


def test_every_decrease_is_found_with_its_size_and_interval() -> None:
    """Signatures removed at five random places are five removals, of those sizes, between those readings."""
    counts, chance = _steady(400), np.random.default_rng(4)
    places = np.sort(chance.choice(np.arange(20, 380, 15), 5, replace=False))
    sizes = chance.integers(300, 900, 5)
    steps = np.diff(counts)
    steps[places] = -sizes
    found = _hourly(np.concatenate(([5000], 5000 + np.cumsum(steps))))
    told = [(row["at_from"], row["at_to"], row["size"]) for row in found.series if row["kind"] == "removal"]
    at = [samples.START + timedelta(hours=int(place)) for place in places]
    assert told == [(one, one + timedelta(hours=1), size) for one, size in zip(at, sizes, strict=True)]
    assert (found.value, found.detail["decreases"]) == (5, 5)
    assert all("removed by the site, or readings that disagree" in row["words"] for row in found.series)


def test_times_are_told_on_the_clocks_of_the_case_and_lengths_in_words() -> None:
    """A removal within 21 minutes at 23:00 UTC is told of the next day in Berlin, and not as 0:21:00."""
    moments = START + np.arange(40) * HOUR
    moments[24] = moments[23] + 21 * HOUR // 60
    counts = _steady(40)
    counts[24:] -= 700
    (found,) = integrity.judge(_rows(moments, counts), Ask(AS_OF, subject="p", zone="Europe/Berlin"))
    assert isinstance(found, Finding)
    (note,) = (note for note in found.notes if "went down" in note)
    assert note.startswith(f"{samples.START + timedelta(days=1):%Y-%m-%d} 00:00 (Europe/Berlin): ")
    assert "within 21 minutes: removed by the site" in note


@pytest.mark.parametrize("factor", [5, 20])
def test_a_step_alone_is_a_jump(factor: int) -> None:
    """One hour of 5 or 20 times the hours around it does not fit, and is told with what would."""
    steps = np.random.default_rng(1).poisson(100, 300)
    steps[150] *= factor
    (row,) = _hourly(1000 + np.cumsum(steps)).series
    assert (row["kind"], row["size"], row["at_to"]) == ("jump", steps[150], samples.START + timedelta(hours=150))
    assert row["expected"] == pytest.approx(100, rel=0.4)
    assert row["p"] <= 0.001


def test_a_surge_over_readings_is_growth() -> None:
    """The same growth over three readings, or one that fades, is none."""
    steps = np.random.default_rng(2).poisson(100, 300)
    steps[150:153] *= 20
    assert _hourly(1000 + np.cumsum(steps)).value == "none"
    steps[150:180] += (3000 * 0.7 ** np.arange(30)).astype(int)
    assert _hourly(1000 + np.cumsum(steps)).value == "none"


def test_two_readings_of_one_instant_that_differ_are_no_removal() -> None:
    """Two logs that show 7346 and 7366 twice within a second disagree: the step between them is no removal, and is told."""
    moments = [START, START, START + 733_000, START + 733_000, START + HOUR]
    found = _judged(_rows(moments, [7346, 7366, 7346, 7366, 7400]))
    assert [(row["kind"], row["size"]) for row in found.series] == [("disagreement", 20)] * 3
    assert found.detail["decreases"] == 1


def test_a_slip_of_one_reading_is_a_disagreement() -> None:
    """A reading far below both its neighbours disagrees with them: nothing was removed and given back."""
    counts = _steady(60)
    counts[30] -= 800
    (row,) = _hourly(counts).series
    assert (row["kind"], row["at_to"]) == ("disagreement", samples.START + timedelta(hours=30))
    assert "and back by" in row["words"]


def test_a_counter_that_begins_again_is_a_reset() -> None:
    """From 40,000 to a few is a new start, and not a removal of 40,000."""
    counts = np.concatenate((_steady(40) + 35_000, _steady(40) - 1000))
    (row,) = _hourly(counts).series
    assert row["kind"] == "reset"
    assert "it began again" in row["words"]


@pytest.mark.parametrize("apart", [500_000, 3000])
def test_two_counters_under_one_name_are_told_and_not_merged(apart: int) -> None:
    """Readings that go to and fro between two counters are told as two, in one row over all of them, and no step of them is a removal or a jump."""
    chance = np.random.default_rng(6)
    counts = _steady(200) + np.where(chance.random(200) < 0.5, apart, 0)
    found = _hourly(counts)
    (row,) = found.series
    assert row["kind"] == "mixed"
    assert "Two counters seem to be mixed under one name" in row["words"]
    assert row["at_to"] - row["at_from"] > timedelta(hours=180)
    assert found.detail["decreases"] == (np.diff(counts) < 0).sum() > 30


def test_removals_are_told_as_removals() -> None:
    """Of 12 daily counters each with five removals of a tenth of a usual step net, 60 removals are told, no disagreement and no second counter."""
    kinds = []
    for seed in range(12):
        chance = np.random.default_rng(417_000 + seed)
        growth = chance.poisson(1440 * np.exp(chance.normal(0, 0.3, 90)))
        places = chance.choice(np.arange(5, 85, 4), 5, replace=False)
        growth[places] = -144
        kinds += [row["kind"] for row in _judged(_rows(START + np.arange(90) * 24 * HOUR, 20_000 + np.cumsum(growth))).series]
    assert kinds == ["removal"] * 60


@pytest.mark.parametrize("stands", [540_000, 8000])
def test_a_stray_reading_is_no_new_start_and_no_jump(stands: int) -> None:
    """One reading far above what was read before and after is one disagreement with its chance: the counter did not begin again at its own course."""
    counts = _steady(200, pace=30)
    counts[150] = stands
    (row,) = _hourly(counts).series
    assert (row["kind"], row["at_from"], row["at_to"]) == (
        "disagreement",
        samples.START + timedelta(hours=149),
        samples.START + timedelta(hours=151),
    )
    assert row["words"].startswith("One reading stands")
    assert 0 <= row["p"] <= 0.001


def test_a_fall_at_the_very_end_may_be_a_reading_that_disagrees() -> None:
    """With one reading after it, a new start is not certain, and the words leave it open."""
    (row,) = _hourly(np.append(_steady(60) + 40_000, 5)).series
    assert row["kind"] == "reset"
    assert "it began again, or readings that disagree" in row["words"]


def test_an_early_reading_that_happens_to_add_up_makes_no_kind_whole() -> None:
    """Constituencies add up before anyone signs from abroad: beside countries that always do, their later gaps are a note, and a sum above the total is told."""
    rows = _sums(*[("country", n, n) for n in (5, 100, 200, 300)])
    early = _sums(("constituency", 5, 5), ("constituency", 98, 100), ("constituency", 196, 200), ("constituency", 301, 300))
    found = _judged([*_rows([START, START + HOUR], [100, 300]), *early, *rows])
    assert [(row["kind"], row["size"]) for row in found.series] == [("parts", 1)]
    assert any("constituency" in note and "not meant to add up" in note for note in found.notes)


def _sums(*readings: tuple[str, int, int]) -> list[dict[str, Any]]:
    return [
        {"part": "sum", "moment": START + hour * HOUR, "kind": kind, "least": n, "most": total}
        for hour, (kind, n, total) in enumerate(readings)
    ]


def test_every_sum_that_misses_the_total_is_told_with_its_gap() -> None:
    """Parts below and above the total are both told; a kind that never adds up beside one that does is a note."""
    rows = _sums(("constituency", 90, 100), ("constituency", 180, 200), ("country", 100, 100), ("country", 180, 200), ("country", 303, 300))
    found = _judged([*_rows([START, START + HOUR], [100, 200]), *rows])
    assert [(row["kind"], row["size"]) for row in found.series] == [("parts", 20), ("parts", 3)]
    assert [word for row in found.series for word in ("below", "above") if word in row["words"]] == ["below", "above"]
    assert found.detail["largest_gap"] == 20
    assert any("by constituency cover 90.0%" in note for note in found.notes)


def test_a_kind_that_never_adds_up_is_told_where_nothing_else_does() -> None:
    """Without a kind of parts that is whole, a gap is a gap."""
    found = _judged([*_rows([START, START + HOUR], [100, 200]), *_sums(("region", 90, 100), ("region", 180, 200))])
    assert [row["size"] for row in found.series] == [10, 20]


def _by_region(tmp_path: Path, extra: int) -> Finding:
    """Forty days of twelve regions whose shares vary by a tenth; on day 30 one of them gains `extra` beside."""
    chance = np.random.default_rng(8)
    shares = chance.dirichlet(np.full(12, 5.0))
    stand = np.zeros(12, int)
    rows = []
    for day in range(40):
        stand = stand + chance.poisson(5000 * shares * chance.gamma(100, 0.01, 12))
        if day == 30:
            stand[4] += extra
        rows.append({
            "id": day, "at": samples.START + timedelta(days=day, hours=12), "petition": "p", "signature_count": int(stand.sum()), "part_kinds": ["region"] * 12,
            "part_names": [f"Region {n}" for n in range(12)], "part_counts": stand.tolist(),
        })  # fmt: skip
    (tmp_path / "s").mkdir()
    store = Store(tmp_path / "s")
    store.append(Kind.SIGNATURE_COUNT, samples.table(Kind.SIGNATURE_COUNT, rows), samples.KEY)
    (found,) = measure(store, integrity.MEASUREMENT, Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    return found


def test_a_region_that_gains_beyond_its_share_is_told(tmp_path: Path) -> None:
    """A region that takes nearly twenty times its share on one day is told for that day; regions that keep to theirs are not."""
    rows = [row for row in _by_region(tmp_path, 12_000).series if row["kind"] == "proportion"]
    assert [row["at_to"] for row in rows] == [samples.START + timedelta(days=30, hours=12)]
    assert rows[0]["words"].startswith("Region 4 (region) gained")
    assert rows[0]["size"] > 3 * rows[0]["expected"]


def test_regions_that_keep_to_their_shares_fit(tmp_path: Path) -> None:
    """Shares that vary by a tenth from day to day are nothing out of proportion."""
    found = _by_region(tmp_path, 0)
    assert found.value == "none"
    assert found.detail["shares_tested"] == 39 * 12


def test_few_steps_are_not_tested_and_that_is_said() -> None:
    """Of ten readings a step down is told, and a note says that steps were not tested."""
    counts = _steady(10)
    counts[5:] -= 900
    found = _hourly(counts)
    assert [row["kind"] for row in found.series] == ["removal"]
    assert any("were not tested" in note for note in found.notes)


def test_a_step_across_a_gap_is_not_tested() -> None:
    """What came in five days without a reading may have come in any way."""
    counts = _steady(300)
    moments = START + np.arange(300) * HOUR
    moments[150:] += 120 * HOUR
    counts[150:] += 200_000
    assert _judged(_rows(moments, counts)).value == "none"


def test_one_reading_is_unmeasured() -> None:
    """One reading has no step and no neighbour."""
    (thin,) = integrity.judge(_rows([START], [5]), Ask(AS_OF, subject="p"))
    assert isinstance(thin, Unmeasured)
    assert "fewer than two readings" in thin.reason


@pytest.fixture(scope="module")
def revoke(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Finding:
    """What is told of the series of 2019, with its parts by country."""
    folder = data / "petitions"
    rows = duckdb.sql(f"""
        WITH parts AS (
          SELECT t::TIMESTAMPTZ::TIMESTAMP AS t, list('country' ORDER BY code) AS kinds, list(code ORDER BY code) AS names, list(n ORDER BY code) AS counts
          FROM (SELECT DISTINCT t, code, n FROM '{folder}/uk241584_by_country.parquet') GROUP BY 1
        ) SELECT t, count, kinds, names, counts FROM '{folder}/uk241584.csv' LEFT JOIN parts USING (t) ORDER BY t
    """).fetchall()
    records = [
        {"id": n, "at": t.replace(tzinfo=UTC), "petition": "p", "signature_count": count, "part_kinds": kinds, "part_names": names, "part_counts": counts}
        for n, (t, count, kinds, names, counts) in enumerate(rows)
    ]  # fmt: skip
    store = Store(tmp_path_factory.mktemp("revoke"))
    store.append(Kind.SIGNATURE_COUNT, samples.table(Kind.SIGNATURE_COUNT, records), samples.KEY)
    (found,) = measure(store, integrity.MEASUREMENT, Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    return found


@pytest.mark.data
def test_every_decrease_of_a_real_series_is_found(revoke: Finding) -> None:
    """Four removals of 76, 22, 13 and 24, and the fifth step down, of 20 within a second, is two logs that disagree."""
    assert [row["size"] for row in revoke.series if row["kind"] == "removal"] == [76, 22, 13, 24]
    assert [row["size"] for row in revoke.series if row["kind"] == "disagreement"] == [20, 20, 20]
    assert revoke.detail["decreases"] == 5


@pytest.mark.data
def test_every_reading_whose_parts_do_not_add_up_is_found(revoke: Finding, data: Path) -> None:
    """As many as a plain recount gives, with the largest gap."""
    folder = data / "petitions"
    (plain,) = duckdb.sql(f"""
        WITH parts AS (SELECT t::TIMESTAMPTZ::TIMESTAMP AS t, sum(n) AS n FROM (SELECT DISTINCT t, code, n FROM '{folder}/uk241584_by_country.parquet') GROUP BY 1)
        SELECT count(DISTINCT t), max(abs(count - n)) FROM '{folder}/uk241584.csv' JOIN parts USING (t) WHERE count <> n
    """).fetchall()
    assert (revoke.detail["counts"]["parts"], revoke.detail["largest_gap"]) == plain == (1045, 1_926_792)


@pytest.mark.data
@pytest.mark.parametrize("name", ["700143", "751472"])
def test_real_series_without_a_fault_have_none(data: Path, name: str) -> None:
    """Gaps of days, a viral turn and readings every few seconds or hours are told as nothing."""
    rows = duckdb.sql(f"SELECT epoch_us(t)::BIGINT, count FROM '{data}/petitions/uk{name}.csv'").fetchall()
    found = _judged(_rows(*zip(*rows, strict=True)))
    assert (found.value, found.detail["steps_tested"] > 2000) == ("none", True)


def test_a_reading_from_two_sources_is_summed_once(tmp_path: Path) -> None:
    """The same reading with the same parts from two sources adds up as one, and not to twice its total."""
    rows = [
        {"id": n, "source": source, "at": samples.START + timedelta(hours=n), "petition": "p", "signature_count": 100 + n}
        | {"part_kinds": ["country"] * 2, "part_names": ["A", "B"], "part_counts": [60, 40]}
        for n in range(2)
        for source in ("log", "file")
    ]
    (tmp_path / "s").mkdir()
    store = Store(tmp_path / "s")
    store.append(Kind.SIGNATURE_COUNT, samples.table(Kind.SIGNATURE_COUNT, rows), samples.KEY)
    (found,) = measure(store, integrity.MEASUREMENT, Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    assert [(row["kind"], row["size"]) for row in found.series] == [("parts", 1)]
