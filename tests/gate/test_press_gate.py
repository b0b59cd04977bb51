"""Stories and timelines of the press on the shared sets, pinned."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "press.py"
pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def benchmark(data: Path, shared: Callable[[str], ModuleType], module_at: Callable[[Path], ModuleType]) -> ModuleType:
    """The benchmark, or a skip where the articles are absent."""
    if not (data / "press" / "uci_headlines.csv").is_file():
        pytest.skip(f"the shared articles are not in {data / 'press'}")
    shared("clusters")
    return module_at(BENCHMARK)


def test_stories_reach_the_floor(data: Path, benchmark: ModuleType, floors: dict[str, float]) -> None:
    """B-cubed F1 on ECB+ Dev (mean over ten orders of arrival) and on the headlines, with and without their times, stays above its floors."""
    found = benchmark.stories(data, baseline=False)
    names = ("ecb_dev", "headlines", "headlines_without_times", "headlines_kept_back")
    assert {name: found[name]["f1"] >= floors[f"press.story.{name}.bcubed_f1"] for name in names} == dict.fromkeys(names, True)


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_timelines_reach_the_floor_and_stay_above_counts_of_articles(data: Path, benchmark: ModuleType, floors: dict[str, float]) -> None:
    """The mean date F1 over the seven timelines stays above its floors and above counts of articles by their day, within the timeline's range and without it."""
    found = benchmark.timelines(data)["mean"]
    for kind in ("in_range", "free"):
        assert found[kind] >= floors[f"press.timeline.{kind}.date_f1"]
        assert found[kind] > found[f"articles_{kind}"]
