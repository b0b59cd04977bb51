"""Quality of quotations and indirect statements on the labelled articles, pinned."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from uproar.extract.quotes.find import find_quotes
from uproar.extract.quotes.statements import find_statements


def _row(quote: Any) -> dict[str, Any]:
    return {"start": quote.span[0], "end": quote.span[1], "speaker": quote.speaker, "speaker_span": quote.speaker_span}


def _all(text: str) -> list[dict[str, Any]]:
    """Everything found between marks, also terms and what has no speaker."""
    return [_row(quote) for quote in find_quotes(text)]


def _speech(text: str) -> list[dict[str, Any]]:
    """Everything that is called a quotation of speech, with a speaker or without: scare quotes and names of works ("term") are told apart."""
    return [_row(quote) for quote in find_quotes(text) if quote.kind != "term"]


def _attributed(text: str) -> list[dict[str, Any]]:
    """What the labels hold: quotations that somebody is said to have uttered (the labels leave the others out, so `_all` reads lower)."""
    return [_row(quote) for quote in find_quotes(text) if quote.speaker_span is not None]


@pytest.mark.parametrize("delete_mark", [False, True], ids=["plain", "one_mark_deleted"])
@pytest.mark.parametrize("extract", [_all, _speech, _attributed], ids=["all", "speech", "attributed"])
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


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_indirect_statements_reach_the_floor(
    data: Path, shared: Callable[[str], ModuleType], module_at: Callable[[Path], ModuleType], floors: dict[str, float]
) -> None:
    """The words of indirect statements reach the pinned token F1, over all labelled attributions and over those of speech."""
    scorer = shared("quotes")
    benchmark = module_at(Path(__file__).resolve().parents[2] / "benchmarks" / "quotes.py")
    docs = scorer.load(data / "press" / "polnear_dev.jsonl.gz")
    result = benchmark.indirect(scorer, docs, lambda text: find_statements(text, typed=True))
    for reading in ("every", "with_speaker", "said"):
        assert result[reading]["f1"] >= floors[f"quotes.indirect.{reading}.token_f1"]
