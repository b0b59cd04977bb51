"""Score quotations and indirect statements on the labelled articles, and their speed.

    python benchmarks/quotes.py [--file polnear_dev] [--json]

direct: spans and speakers by eval/quotes.py, plain and with one opening mark of each article deleted. Three readings: `all` counts
everything between quotation marks that find_quotes returns; `speech` leaves out what it tells apart as a "term" (scare quotes, names of
works); `attributed` keeps what has a speaker.

indirect: words without quotation marks. A token is a run of letters and digits outside all marks (those of eval/quotes.py, and two
apostrophes in a row, with which one outlet quotes). Gold are the tokens of all Content spans of an article, each once; predicted are the
tokens of all `parts` of its statements, each once. Precision, recall and F1 are over the tokens of all articles together. "with_speaker": a
token counts as right only where a statement that holds it names a speaker that eval/quotes.py accepts for an attribution that holds it.
Contents partly in marks count with what stands outside.
`every` is over all labelled attributions: also feelings, plans, support, decisions ("supports Bell", "was booed"). `said` is over those of
speech: recall over the contents with a verb of saying among their cue's words (`cues.CUES`, strength "say") or "according"; precision over
the statements with such a cue, against any content.

Nothing is fitted here. The data sets lie at UPROAR_DATA (default ../shared/data), the scorers beside them in eval.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from uproar.extract.languages.english import CUES
from uproar.extract.quotes.find import Quote, find_quotes
from uproar.extract.quotes.statements import find_quotes_and_statements, find_statements

_TOKEN = re.compile(r"\w+")
_TYPED = re.compile(r"''[^\n]*?(?:''|$)", re.MULTILINE)


def of_saying(words: str) -> bool:
    """Whether a cue holds a verb of saying."""
    return any(word == "according" or CUES.get(word) == "say" for word in words.lower().split())


def _outside(scorer: ModuleType, text: str, contents: Sequence[Sequence[tuple[int, int]]]) -> dict[int, set[int]]:
    """Tokens outside quotation marks, by where they start: the numbers of the contents that hold them."""
    marked = bytearray(len(text) + 1)
    for start, end in [*scorer._segments(text), *(found.span() for found in _TYPED.finditer(text))]:  # noqa: SLF001 -- the scorer's own marks
        marked[start:end] = b"\1" * (end - start)
    held: dict[int, set[int]] = {}
    for number, spans in enumerate(contents):
        for start, end in spans:
            for token in _TOKEN.finditer(text, start, end):
                if not marked[token.start()]:
                    held.setdefault(token.start(), set()).add(number)
    return held


def _f1(precision: float, recall: float) -> dict[str, float]:
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0}


def indirect(scorer: ModuleType, docs: Sequence[dict[str, Any]], find: Callable[[str], Sequence[Quote]]) -> dict[str, dict[str, float]]:
    """Token precision, recall and F1 of indirect statements: `every`, `with_speaker` and `said`."""
    right = gold = predicted = spoken = said_gold = said_found = said_predicted = said_right = 0
    for doc in docs:
        text, labels = doc["text"], doc["attributions"]
        statements = find(text)
        wanted = _outside(scorer, text, [label["Content"] for label in labels])
        got = _outside(scorer, text, [statement.parts for statement in statements])
        saying = {n for n, label in enumerate(labels) if of_saying(" ".join(text[start:end] for start, end in label["Cue"]))}
        telling = {n for n, statement in enumerate(statements) if of_saying(statement.cue or "")}
        gold, predicted, right = gold + len(wanted), predicted + len(got), right + len(wanted.keys() & got.keys())
        said = {token for token, holders in wanted.items() if holders & saying}
        told = {token for token, holders in got.items() if holders & telling}
        said_gold, said_found = said_gold + len(said), said_found + len(said & told)
        said_predicted, said_right = said_predicted + len(told), said_right + len(told & wanted.keys())
        for token in wanted.keys() & got.keys():
            named = ({"speaker": statements[n].speaker, "speaker_span": statements[n].speaker_span} for n in got[token])
            sources = [labels[n]["Source"] for n in wanted[token]]
            spoken += any(scorer._speaker_right(text, source, who) for who in named for source in sources)  # noqa: SLF001 -- the scorer's own rule
    return {
        "every": _f1(right / max(predicted, 1), right / max(gold, 1)),
        "with_speaker": _f1(spoken / max(predicted, 1), spoken / max(gold, 1)),
        "said": _f1(said_right / max(said_predicted, 1), said_found / max(said_gold, 1)),
    }


READINGS: dict[str, Callable[[Quote], bool]] = {
    "all": lambda quote: True,  # noqa: ARG005 -- the reading that leaves nothing out
    "speech": lambda quote: quote.kind != "term",
    "attributed": lambda quote: quote.speaker_span is not None,
}


def direct(scorer: ModuleType, docs: Sequence[dict[str, Any]]) -> dict[str, float]:
    """End-to-end F1 of each reading, plain and with one mark deleted."""
    found: dict[str, float] = {}
    for name, keeps in READINGS.items():

        def extract(text: str, keeps: Callable[[Quote], bool] = keeps) -> list[dict[str, Any]]:
            return [
                {"start": quote.span[0], "end": quote.span[1], "speaker": quote.speaker, "speaker_span": quote.speaker_span}
                for quote in find_quotes(text)
                if keeps(quote)
            ]

        for deleted in (False, True):
            result = scorer.score(docs, extract, delete_mark=deleted)
            found[f"{name}{'_one_mark_deleted' if deleted else ''}"] = result["end_to_end_prf"][2]
    return found


def articles_per_second(docs: Sequence[dict[str, Any]], read: Callable[[str], object], repeats: int = 5) -> float:
    """Articles a CPU second, by the fastest reading of each: other work on the machine slows a reading and never speeds it up."""
    seconds = 0.0
    for doc in docs:
        times: list[float] = []
        for _ in range(repeats):
            started = time.process_time()
            read(doc["text"])
            times.append(time.process_time() - started)
        seconds += min(times)
    return len(docs) / seconds


def _scorer(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_quotes", data.parent / "eval" / "quotes.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer beside {data}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print the scores of one file."""
    parser = argparse.ArgumentParser(description="Score quotations and indirect statements.")
    parser.add_argument("--file", default="polnear_dev", help="a file of the press folder, without .jsonl.gz")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    data = Path(os.environ.get("UPROAR_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
    scorer = _scorer(data)
    docs = scorer.load(data / "press" / f"{options.file}.jsonl.gz")
    result = {
        "direct": direct(scorer, docs),
        "indirect": indirect(scorer, docs, lambda text: find_statements(text, typed=True)),
        "articles_per_cpu_second": {
            "quotes": articles_per_second(docs, find_quotes),
            "statements": articles_per_second(docs, find_statements),
            "both_in_one_pass": articles_per_second(docs, find_quotes_and_statements),
        },
    }
    if options.json:
        print(json.dumps(result))
        return
    for part, rows in result.items():
        for name, value in rows.items():
            shown = " ".join(f"{key} {number:.3f}" for key, number in value.items()) if isinstance(value, dict) else f"{value:.3f}"
            print(f"{part}.{name}: {shown}")


if __name__ == "__main__":
    main()
