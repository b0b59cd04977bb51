"""Recall of bursts on the dated and the injected ones, pinned."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "bursts.py"
BASELINE = "mastodon"  # the best of the three that benchmarks/bursts.py runs


@pytest.fixture(scope="module")
def benchmark(data: Path, shared: Callable[[str], ModuleType], module_at: Callable[[Path], ModuleType]) -> ModuleType:
    """The benchmark, or a skip where the scorers or the labelled posts are absent."""
    if not (data / "posts" / "ira_labels.csv").is_file():
        pytest.skip(f"the labelled posts are not in {data / 'posts'}")
    for name in ("bursts", "injection"):
        shared(name)
    return module_at(BENCHMARK)


@pytest.mark.data
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_dated_bursts_reach_the_floor_and_stay_above_the_baselines(
    data: Path, benchmark: ModuleType, floors: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At three alarm episodes a day, episodes that start in the labelled windows reach the pinned share, and the pinned lead over the best baseline."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    methods = {name: benchmark.METHODS[name] for name in ("uproar", BASELINE)}
    measured = {name: row["recall_start"] for name, row in benchmark.dated(data, methods, 3.0).items()}
    assert measured["uproar"] >= floors["bursts.dated.recall_start"]
    assert measured["uproar"] - measured[BASELINE] >= floors["bursts.dated.above_best_baseline"]


@pytest.mark.data
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_injected_bursts_reach_the_floor(
    data: Path, benchmark: ModuleType, floors: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At one false positive in a hundred windows, organic bursts of 10, 20 and 40 accounts are found as often as pinned."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    shares = benchmark.injected(data, {"uproar": benchmark.METHODS["uproar"]})["uproar"]["organic"]["0.01"]
    assert {size: shares[size] >= floors[f"bursts.injected.organic.{size}"] for size in (10, 20, 40)} == {10: True, 20: True, 40: True}
