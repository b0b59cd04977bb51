"""Quality of petition.forecast on the shared petitions, pinned."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "petitions.py"
pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def benchmark(data: Path, module_at: Callable[[Path], ModuleType]) -> ModuleType:
    """The benchmark, or a skip where the petitions are absent."""
    if not (data / "petitions" / "uk241584.csv").is_file():
        pytest.skip(f"the petitions are not in {data / 'petitions'}")
    return module_at(BENCHMARK)


def test_forecasts_stay_under_the_best_plain_method_and_their_intervals_hold(
    data: Path, benchmark: ModuleType, floors: dict[str, float]
) -> None:
    """Over the three series the error of the count stays below its pinned share of the best plain method's, and the 90 % intervals hold 85 to 95 %."""
    found = benchmark.against_best(benchmark.series(data))
    assert found["mean"] <= floors["forecast.series.error_to_best_at_most"]
    assert found["pooled"] <= floors["forecast.series.pooled_error_to_best_at_most"]
    assert floors["forecast.series.coverage_at_least"] <= found["coverage"] <= floors["forecast.series.coverage_at_most"]


def test_totals_a_day_after_creation_stay_within_their_factor(data: Path, benchmark: ModuleType, floors: dict[str, float]) -> None:
    """Of petitions that come to 1,000, and of all, the median factor stays below its ceiling, each forecast by a law fitted to the others."""
    found = benchmark.created(data)
    assert found["growth law"]["median_factor"] <= floors["forecast.created.median_factor_at_most"]
    assert found["all petitions: growth law"]["median_factor"] <= floors["forecast.created.all.median_factor_at_most"]
    assert found["growth law"]["median_factor"] < found["log-log regression"]["median_factor"]
