"""Finding and checking claims against the example case, pinned: the seven sets of labelled sentences, open now, and those written beside them."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import uproar

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def scorer(module_at: Callable[[Path], ModuleType]) -> ModuleType:
    """The scorer of `benchmarks/claims.py`."""
    return module_at(ROOT / "benchmarks" / "claims.py")


@pytest.fixture(scope="module")
def example(scorer: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> uproar.Inquiry:
    """The example case, built once."""
    return scorer.example(tmp_path_factory.mktemp("claims"))


# In the fourth set three verdicts wait for quotations to be given to their speakers, and for an hour with 13 posts; the fifth is the most varied: floors of their own.
SETS = sorted(path.stem for path in (ROOT / "tests" / "claims").glob("labelled_*.json"))


@pytest.mark.parametrize("name", SETS)
def test_labelled_sentences_are_found_and_judged(scorer: ModuleType, example: uproar.Inquiry, floors: dict[str, float], name: str) -> None:
    """Claims of each opened set are found and judged as labelled at the pinned rates, and none is falsely said to be contradicted."""
    rows = json.loads((ROOT / "tests" / "claims" / f"{name}.json").read_text(encoding="utf-8"))
    answer = scorer.answering(example)
    result = scorer.score([scorer.judge_row(row, scorer.checked(example, row, answer)) for row in rows])
    assert result["F1, same kind"] >= floors.get(f"claims.{name}.finding_f1", floors["claims.finding_f1"])
    assert result["verdict accuracy"] >= floors.get(f"claims.{name}.verdict_accuracy", floors["claims.verdict_accuracy"])
    assert result["false contradictions"] <= floors["claims.false_contradictions_at_most"]


def test_varied_sentences_keep_their_verdicts(scorer: ModuleType, example: uproar.Inquiry) -> None:
    """Every sentence of the varied table has the verdict written beside it."""
    rows = json.loads((ROOT / "tests" / "claims" / "varied.json").read_text(encoding="utf-8"))
    answer = scorer.answering(example)
    judged = [(row, scorer.checked(example, row, answer)) for row in rows]
    other = [
        (row["text"], row["verdict"], [str(one.verdict) for one in found])
        for row, found in judged
        if row["kind"] and [row["verdict"]] != found_words(found)
    ]
    assert other == []


def found_words(found: list[uproar.CheckedClaim]) -> list[str]:
    """The verdicts as they are written."""
    return [one.verdict.value for one in found]
