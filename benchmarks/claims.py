"""Find and check labelled claim sentences against the example case.

    python benchmarks/claims.py [--file tests/claims/labelled_open.json] [--list] [--case FOLDER]

Each row is one to three sentences with a publication time: either it carries one claim (`snippet`, `kind`, `verdict`) or only looks like one. The record is the example
case of `make example`, seed 7; all of it is known, as it is to whoever checks an article later.

- finding: a labelled claim is found if a claim of the same kind shares a character with its snippet (`of any kind`: whatever its kind); every other claim found, in any
  row, counts against precision, but several claims of one snippet are one.
- verdicts: over labelled claims that were found, of the same kind where there is one.
- false contradictions: claims said to be contradicted in any row that is not labelled so, negatives among them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import uproar
from uproar.case import Party
from uproar.claims.claim import CheckedClaim, Question, Verdict
from uproar.claims.read import check_article
from uproar.extract.page.article import Article
from uproar.findings import Result
from uproar.simulate import CASE, simulate

OPEN = Path(__file__).parent.parent / "tests" / "claims" / "labelled_open.json"
# Where the story's posts and page snapshots are from: without it, a claim of another platform is checked against them as if it were theirs.
PLACES = (Party("Brightline", "platform"), Party("Slipway Store", "store"))


def example(folder: Path) -> uproar.Inquiry:
    """Build the example case as `make example` does, with the petition's site, the page's address and the places that its records are from."""
    data = folder / "data"
    simulate(data, seed=7)
    inquiry = uproar.new(
        folder / "tidewater", title=CASE.title, aliases=CASE.aliases, terms=CASE.terms, parties=(*CASE.parties, *PLACES),
        petitions=CASE.petitions, pages=CASE.pages, zone=CASE.zone, released=CASE.released, events=CASE.events,
    )  # fmt: skip
    now = datetime.now().astimezone()
    own = {
        "reviews-audience.csv": uproar.Options(now, scale=(0.0, 10.0)),
        "petition.csv": uproar.Options(now, petition=CASE.petitions[0].id),
    }
    for path in sorted([*data.glob("*.*"), *(data / "articles").glob("*.html")]):
        if path.name != "truth.json":
            inquiry.load(path, own.get(path.name, uproar.Options(now, page=CASE.pages[0].id if path.name.startswith("page") else "")))
    return inquiry


def answering(inquiry: uproar.Inquiry) -> Callable[[Question], Sequence[Result]]:
    """Put each distinct question once."""
    known: dict[tuple[object, ...], Sequence[Result]] = {}

    def answer(question: Question) -> Sequence[Result]:
        ask = question.ask
        key = (question.measurement, ask.as_of, ask.from_at, ask.to_at, ask.subject, ask.zone, tuple(sorted(ask.settings.items())))
        if key not in known:
            known[key] = inquiry.answer(question)
        return known[key]

    return answer


def checked(inquiry: uproar.Inquiry, row: dict[str, Any], answer: Callable[[Question], Sequence[Result]]) -> Sequence[CheckedClaim]:
    """The claims of one row."""
    at = datetime.fromisoformat(row["published"])
    article = Article("", row["text"], published_from=at, published_to=at + timedelta(minutes=1))
    return check_article("the sentence", article, inquiry.case, inquiry.latest(), answer, zone=inquiry.case.zone).claims


def judge_row(row: dict[str, Any], claims: Sequence[CheckedClaim]) -> dict[str, Any]:
    """What became of one row: whether its claim was found, the verdict, how many claims are too many."""
    start = row["text"].find(row["snippet"]) if row["snippet"] else -1
    end = start + len(row["snippet"] or "")
    there = [each for each in claims if start >= 0 and each.claim.span[0] < end and start < each.claim.span[1]]
    same = [each for each in there if each.claim.kind.value == row["kind"]]
    best = (same or there or [None])[0]
    contradicted = [each for each in claims if each.verdict is Verdict.CONTRADICTED]
    return {
        "claim": row["claim"], "found": bool(same), "found_any": bool(there), "extra": len(claims) - len(there),
        "verdict": best.verdict.value if best is not None else None, "right": best is not None and best.verdict.value == row["verdict"],
        "false_contradicted": len(contradicted) if row["verdict"] != "contradicted" else sum(each not in there for each in contradicted),
    }  # fmt: skip


def score(results: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Aggregate numbers over rows."""
    claims = sum(one["claim"] for one in results)
    extra = sum(one["extra"] for one in results)
    out: dict[str, float] = {"rows": len(results), "claims": claims}
    for name, key in (("same kind", "found"), ("any kind", "found_any")):
        found = sum(one[key] for one in results)
        wrong = extra + (sum(one["found_any"] and not one["found"] for one in results) if key == "found" else 0)
        precision, recall = found / max(1, found + wrong), found / max(1, claims)
        out |= {
            f"precision, {name}": precision,
            f"recall, {name}": recall,
            f"F1, {name}": 2 * precision * recall / max(1e-9, precision + recall),
        }
    seen = [one for one in results if one["claim"] and one["found_any"]]
    out["verdict accuracy"] = sum(one["right"] for one in seen) / max(1, len(seen))
    out["false contradictions"] = sum(one["false_contradicted"] for one in results)
    return out


def main() -> None:
    """Print the numbers; sentences only of the files that may be opened."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, default=OPEN)
    parser.add_argument("--list", action="store_true", help="every row that is not as labelled (of the opened files only)")
    parser.add_argument("--case", type=Path, help="a case folder built before, instead of building the example")
    options = parser.parse_args()
    rows = json.loads(options.file.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        inquiry = uproar.open(options.case) if options.case else example(Path(folder))
        answer, results, began = answering(inquiry), [], time.process_time()
        for row in rows:
            claims = checked(inquiry, row, answer)
            results.append(judge_row(row, claims))
            one = results[-1]
            wrong = one["extra"] or one["false_contradicted"] or (row["claim"] and not (one["found"] and one["right"]))
            if options.list and options.file.resolve().parent == OPEN.parent and wrong:
                print(f"\n{row['text']}\n   wanted {row['kind']} {row['verdict']} [{row['snippet']}] {row['why']}")
                for each in claims:
                    print(f"   {each.claim.kind.value} {each.verdict.value} [{each.claim.text}] {each.reason}")
        for name, value in score(results).items():
            print(f"{name:26} {value:.3f}" if isinstance(value, float) else f"{name:26} {value}")
        print(f"{'CPU seconds':26} {time.process_time() - began:.1f}")
        print("verdicts found:", dict(Counter(one["verdict"] for one in results if one["claim"])))


if __name__ == "__main__":
    main()
