"""Bombed and never bombed titles and the labelled incidents, pinned."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "reviews.py"
pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def benchmark(data: Path, module_at: Callable[[Path], ModuleType]) -> ModuleType:
    """The benchmark, or a skip where the shared reviews are absent."""
    if not (data / "reviews" / "audience_scores.parquet").is_file():
        pytest.skip(f"the shared reviews are not in {data / 'reviews'}")
    return module_at(BENCHMARK)


@pytest.fixture(scope="module")
def rows(data: Path, benchmark: ModuleType) -> dict[str, list[dict[str, Any]]]:
    """Every shared title's days."""
    titles: dict[str, list[dict[str, Any]]] = benchmark.title_rows(data)
    assert len(titles) == 11
    return titles


def test_bombed_launches_are_flagged_within_72_hours(benchmark: ModuleType, rows: dict[str, list[dict[str, Any]]]) -> None:
    """The three bombed launches depart as of the end of each of their first three days."""
    for title in benchmark.BOMBED:
        first = benchmark.at(rows[title][0])
        values = [benchmark.asked(rows[title], first + day * benchmark.DAY).value for day in (1, 2, 3)]
        assert all(value != "none" and value > 0.1 for value in values), (title, values)


def test_other_titles_are_never_flagged(benchmark: ModuleType, rows: dict[str, list[dict[str, Any]]]) -> None:
    """None of the eight other titles departs at any moment asked about: its first weeks, every hundredth day, its end."""
    for title in set(rows) - set(benchmark.BOMBED):
        moments = list(benchmark.as_ofs(rows[title]))
        for moment in [*moments[:15], *moments[15::10], moments[-1]]:
            assert getattr(benchmark.asked(rows[title], moment), "value", "none") == "none", (title, moment)


def test_a_release_in_a_file_of_one_half_is_not_flagged(benchmark: ModuleType, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Of no title's upper half a window is told that begins in the four weeks after its first review: a release is no campaign."""
    judged = 0
    for title, own in rows.items():
        upper = [{**row, "reviews": row["over"], "total": 0.9 * row["over"], "lowest": 0, "under": 0} for row in own if row["over"]]
        last = min(benchmark.at(upper[0]) + 28 * benchmark.DAY, benchmark.at(upper[-1]) + benchmark.DAY)
        found = benchmark.asked(upper, last)
        judged += sum(row["reviews"] for row in upper) >= 300
        assert getattr(found, "value", "none") == "none", (title, found)
    assert judged >= 8


def test_the_answers_hold_without_the_title_in_the_cohort(
    benchmark: ModuleType, rows: dict[str, list[dict[str, Any]]], floors: dict[str, float]
) -> None:
    """Against a cohort without the title itself, bombed launches stay below the stated rate and the others above it, each with the pinned margin."""
    chances = {title: ends["low"] for title, ends in benchmark.left_out(rows).items()}
    assert max(max(chances[title]) for title in benchmark.BOMBED) <= floors["reviews.bombed_launch_chance_at_most"]
    others = [min(values) for title, values in chances.items() if title not in benchmark.BOMBED]
    assert min(others) >= floors["reviews.other_launch_chance"]


def test_the_excess_is_near_what_people_labelled(data: Path, benchmark: ModuleType, floors: dict[str, float]) -> None:
    """In each labelled incident's window the excess share is within the pinned distance of the share that people judged bombing, and its interval holds it."""
    for project, row in benchmark.labelled(data).items():
        assert abs(row["value"] - row["labelled_in_window"]) <= floors["reviews.excess_error_at_most"], project
        assert row["low"] <= row["labelled_in_window"] <= row["high"], project


def test_the_shipped_launches_are_those_of_the_shared_titles(benchmark: ModuleType, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Counted again, the shared titles give the counts that are shipped."""
    counted = benchmark.reference(rows)
    assert {family: tuple(launches) for family, launches in counted.items()} == benchmark.LAUNCHES
