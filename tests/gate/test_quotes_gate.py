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


def _attributed(text: str) -> list[dict[str, Any]]:
    """What the labels hold: quotations that somebody is said to have uttered."""
    found = [quote for quote in find_quotes(text) if quote.speaker_span is not None]
    return [{"start": q.span[0], "end": q.span[1], "speaker": q.speaker, "speaker_span": q.speaker_span} for q in found]


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


@pytest.mark.parametrize(("floor", "delete_mark"), [("quotes.end_to_end_f1", False), ("quotes.end_to_end_f1_one_mark_deleted", True)])
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_quotes_and_speakers_reach_the_floor(data: Path, scorer: ModuleType, floor: str, delete_mark: bool) -> None:
    """Quotations with the right speaker reach the pinned F1 on the development articles, and none of them crashes."""
    docs = scorer.load(data / "press" / "polnear_dev.jsonl.gz")
    result = scorer.score(docs, _attributed, delete_mark=delete_mark)
    assert result["crashes"] == 0
    assert result["end_to_end_prf"][2] >= FLOORS[floor]
