"""Quality of quotations on the labelled articles, pinned."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from uproar.extract.quotes import find_quotes

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


def _all(text: str) -> list[dict[str, Any]]:
    """Every quotation found, also those whose speaker stays unknown."""
    return [{"start": q.span[0], "end": q.span[1], "speaker": q.speaker, "speaker_span": q.speaker_span} for q in find_quotes(text)]


def _attributed(text: str) -> list[dict[str, Any]]:
    """What the labels hold: quotations that somebody is said to have uttered (the labels leave the others out, so `_all` reads lower)."""
    return [quote for quote in _all(text) if quote["speaker_span"] is not None]


@pytest.fixture(scope="module")
def scorer(data: Path) -> ModuleType:
    """The shared scorer, or a skip."""
    path = data.parent / "eval" / "quotes.py"
    if not path.is_file():
        pytest.skip(f"the shared scorer is not at {path}")
    spec = importlib.util.spec_from_file_location("shared_eval_quotes", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    wrote, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = wrote
    return module


@pytest.mark.parametrize("delete_mark", [False, True], ids=["plain", "one_mark_deleted"])
@pytest.mark.parametrize("extract", [_all, _attributed], ids=["all", "attributed"])
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_quotes_and_speakers_reach_the_floor(data: Path, scorer: ModuleType, extract: Any, delete_mark: bool) -> None:
    """Quotations with the right speaker reach the pinned F1 on the development articles, and none of them crashes."""
    docs = scorer.load(data / "press" / "polnear_dev.jsonl.gz")
    result = scorer.score(docs, extract, delete_mark=delete_mark)
    assert result["crashes"] == 0
    floor = f"quotes.{extract.__name__.strip('_')}.end_to_end_f1{'_one_mark_deleted' if delete_mark else ''}"
    assert result["end_to_end_prf"][2] >= FLOORS[floor]
