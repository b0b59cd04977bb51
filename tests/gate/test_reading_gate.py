"""Quality of dates, figures and main text on the labelled press sets, pinned."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="module")
def reading(module_at: Callable[[Path], ModuleType]) -> ModuleType:
    """The scorers of benchmarks/reading.py, where their definitions stand."""
    return module_at(Path(__file__).parents[2] / "benchmarks/reading.py")


def _there(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path.name} is not at {path.parent}")
    return path


def test_dates_reach_the_floor(data: Path, reading: ModuleType, floors: dict[str, float]) -> None:
    """Values of labelled expressions of time reach the pinned accuracy, and most of the expressions are found."""
    documents = reading.timeml(_there(data / "press/tbaq_timeml.tar.gz"))
    result = reading.score_dates(documents)
    assert result["value"] >= floors["reading.dates.value"]
    assert result["extent_recall"] >= floors["reading.dates.extent_recall"]


def test_figures_reach_the_floor(data: Path, reading: ModuleType, floors: dict[str, float]) -> None:
    """Figures reach the pinned F1 by value, and by value and unit, also on the half that no rule was tuned on."""
    sentences: list[dict[str, Any]] = json.loads(_there(data / "press/newsquant.json").read_text(encoding="utf-8"))
    for part, scored in (("all", sentences), ("test", sentences[148:])):
        result = reading.score_figures(scored)
        assert result["value"] >= floors[f"reading.figures.{part}.value_f1"]
        assert result["value_unit"] >= floors[f"reading.figures.{part}.value_unit_f1"]


def test_main_text_reaches_the_floor(data: Path, reading: ModuleType, floors: dict[str, float]) -> None:
    """The main text of labelled pages reaches the pinned F1, and no page is left without one."""
    _there(data / "press/html_ground_truth.json")
    html, truth = reading.pages(data)
    texts = {name: reading.main_text(page) for name, page in html.items()}
    assert all(texts.values())
    assert reading.score_pages(truth, texts)["f1"] >= floors["reading.pages.f1"]
