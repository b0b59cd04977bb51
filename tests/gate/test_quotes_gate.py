"""Quality of quotations on the labelled articles, pinned."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from uproar.extract.quotes import find_quotes


def _all(text: str) -> list[dict[str, Any]]:
    """Every quotation found, also those whose speaker stays unknown."""
    return [{"start": q.span[0], "end": q.span[1], "speaker": q.speaker, "speaker_span": q.speaker_span} for q in find_quotes(text)]


def _attributed(text: str) -> list[dict[str, Any]]:
    """What the labels hold: quotations that somebody is said to have uttered (the labels leave the others out, so `_all` reads lower)."""
    return [quote for quote in _all(text) if quote["speaker_span"] is not None]


@pytest.mark.parametrize("delete_mark", [False, True], ids=["plain", "one_mark_deleted"])
@pytest.mark.parametrize("extract", [_all, _attributed], ids=["all", "attributed"])
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_quotes_and_speakers_reach_the_floor(
    data: Path, shared: Callable[[str], ModuleType], floors: dict[str, float], extract: Any, delete_mark: bool
) -> None:
    """Quotations with the right speaker reach the pinned F1 on the development articles, and none of them crashes."""
    scorer = shared("quotes")
    docs = scorer.load(data / "press" / "polnear_dev.jsonl.gz")
    result = scorer.score(docs, extract, delete_mark=delete_mark)
    assert result["crashes"] == 0
    floor = f"quotes.{extract.__name__.strip('_')}.end_to_end_f1{'_one_mark_deleted' if delete_mark else ''}"
    assert result["end_to_end_prf"][2] >= floors[floor]
