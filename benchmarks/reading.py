r"""Reading one article: values of dates, figures, main text of pages, and speed, on the shared press sets.

    python benchmarks/reading.py [--parts dates figures pages speed] [--json]

How each is scored:

- **dates**: every TIMEX3 of a document's text (DATE, TIME, DURATION, SET), given its place and the document's creation date, against the value of
  `read_date`. `strict` is the same string. `value` forgives notation only: trailing "-XX" parts, "199X" for "199", and "W7" for "W07". `date_time`
  is `value` over DATE and TIME alone. `extent`: what `find_dates(lengths=True)` finds by itself, of the labelled ones (recall) and of its own
  (precision), by overlap.
- **figures**: micro F1 over sentences. A figure is right if its value equals a labelled one's (one part in a million; each labelled one used
  once); a labelled range "a-b" only a figure with both ends. `value_unit` also wants the unit: the same after the notations in `_UNITS`, or the
  same head noun where neither is a rate.
- **pages**: as scrapinghub/article-extraction-benchmark does: multisets of 4-grams of `\w+` tokens, precision and recall averaged over pages,
  F1 of the averages; a crash counts as an empty text.
- **speed**: articles a CPU second on one core.

Rules were tuned on the documents with an even index (dates), the first 148 sentences (figures) and the pages with an even index in order of
their names; "tune" and "test" are reported apart.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from uproar.errors import ExtractError
from uproar.extract.dates.find import find_dates, read_date
from uproar.extract.figures.figure import Figure
from uproar.extract.figures.find import find_figures
from uproar.extract.figures.units import singular
from uproar.extract.page.article import read_article

DATA = Path(os.environ.get("UPROAR_DATA", "/work/shared/data"))
# Labelled names of units -> ours; what is not here is compared as it is.
_UNITS = {
    "percentage": "percent", "people": "person", "dollar": "USD", "united states dollar": "USD", "pound sterling": "GBP", "euro": "EUR",
    "japanese yen": "JPY", "australian dollar": "AUD", "hong kong dollar": "HKD", "malaysian ringgit": "MYR", "shekel": "ILS",
    "danish krone": "DKK", "-": "", "year of age": "year", "revolutions": "revolution", "pound-mass": "pound",
    "foot pound-force": "pound-foot", "milliampere-hour": "milliampere hour", "parts-per-billion": "part per billion",
}  # fmt: skip


def timeml(path: Path) -> list[dict[str, Any]]:
    """Documents of a TimeML archive: `text`, `created`, and `times` with start, end, type and value."""
    documents = []
    with tarfile.open(path) as tar:
        for member in sorted(tar.getmembers(), key=lambda each: each.name):
            base = member.name.rpartition("/")[2]
            stream = tar.extractfile(member) if base.endswith(".tml") and not base.startswith("._") else None
            if stream is None:
                continue
            root = etree.fromstring(stream.read())
            created = next(time.get("value") for time in root.iter("TIMEX3") if time.get("functionInDocument") == "CREATION_TIME")
            pieces: list[str] = []
            times: list[dict[str, Any]] = []
            _walk(root.find("TEXT"), pieces, times)
            times.sort(key=lambda each: each["start"])
            documents.append({"text": "".join(pieces), "created": datetime.fromisoformat(created[:10]).replace(tzinfo=UTC), "times": times})
    return documents


def _walk(element: Any, pieces: list[str], times: list[dict[str, Any]]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            _walk(child, pieces, times)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        times.append({"start": start, "end": sum(map(len, pieces)), "type": element.get("type"), "value": element.get("value")})


def _same_value(value: str) -> str:
    return re.sub(r"-W(\d)(?!\d)", r"-W0\1", re.sub(r"^(\d\d\d?)X{1,2}$", r"\1", re.sub(r"(-XX)+$", "", value)))


def score_dates(documents: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Accuracy of values given the expressions, and recall and precision of the expressions found."""
    n: Counter[str] = Counter()
    for document in documents:
        text, created = document["text"], document["created"]
        found = find_dates(text, published_from=created)
        everything = find_dates(text, published_from=created, lengths=True)
        for gold in document["times"]:
            span = gold["start"], gold["end"]
            read = read_date(text, span, published_from=created, earlier=found)
            value = read.value if read is not None else ""
            right, dated = _same_value(value) == _same_value(gold["value"]), gold["type"] in ("DATE", "TIME")
            n.update(all=1, right=right, strict=value == gold["value"], dated=dated, dated_right=dated and right)
            n["overlap"] += any(each.span[0] < span[1] and span[0] < each.span[1] for each in everything)
        n["found"] += len(everything)
        n["labelled"] += sum(
            any(gold["start"] < each.span[1] and each.span[0] < gold["end"] for gold in document["times"]) for each in everything
        )
    return {
        "n": n["all"], "value": n["right"] / n["all"], "strict": n["strict"] / n["all"], "date_time": n["dated_right"] / n["dated"],
        "extent_recall": n["overlap"] / n["all"], "extent_precision": n["labelled"] / n["found"],
    }  # fmt: skip


def _labelled(value: str) -> float | tuple[float, float]:
    bounds = re.fullmatch(r"(\d[\d.]*)-(\d[\d.]*)", value.replace(" ", ""))
    return (min(map(float, bounds.groups())), max(map(float, bounds.groups()))) if bounds else float(value)


def _equal(figure: Figure, value: float | tuple[float, float]) -> bool:
    def near(one: float, other: float) -> bool:
        return abs(one - other) <= 1e-6 * max(1.0, abs(other))

    if isinstance(value, tuple):
        return figure.bound == "between" and near(figure.low or 0.0, value[0]) and near(figure.high or 0.0, value[1])
    return figure.bound != "between" and near(figure.value, value)


def _same_unit(figure: Figure, named: str) -> bool:
    lowered = named.lower().strip()
    unit = " per ".join(_UNITS.get(part, part) for part in _UNITS.get(lowered, lowered).split(" per "))
    if unit == figure.unit or not unit or not figure.unit:
        return unit == figure.unit
    return " per " not in unit + figure.unit and singular(unit.split()[-1]) == figure.unit.split()[-1]


def score_figures(sentences: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Micro F1 of values, and of values with their units."""
    gold = said = values = units = 0
    for sentence in sentences:
        figures = find_figures(sentence["text"], find_dates(sentence["text"]))
        labels = [(_labelled(each["value"]), each["normalized_unit"]) for each in sentence["quantities"]]
        gold, said = gold + len(labels), said + len(figures)
        units += _matched(labels, figures, lambda figure, label: _equal(figure, label[0]) and _same_unit(figure, label[1]))
        values += _matched(labels, figures, lambda figure, label: _equal(figure, label[0]))
    return {"n": gold, "value": 2 * values / (gold + said), "value_unit": 2 * units / (gold + said)}


def _matched(labels: list[Any], figures: list[Figure], same: Callable[[Figure, Any], bool]) -> int:
    left = list(figures)
    for label in labels:
        match = next((figure for figure in left if same(figure, label)), None)
        if match is not None:
            left.remove(match)
    return len(figures) - len(left)


_TOKEN = re.compile(r"\w+")


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """The multiset of runs of `size` tokens; of a shorter text the whole."""
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[at : at + size]) for at in range(max(1, len(tokens) - size + 1)))


def score_pages(truth: dict[str, str], texts: dict[str, str]) -> dict[str, float]:
    """Mean precision and recall over pages, and the F1 of the two means."""
    precision = recall = 0.0
    for name, body in truth.items():
        wanted, got = shingles(body), shingles(texts[name])
        common = (wanted & got).total()
        precision += common / got.total()
        recall += common / wanted.total()
    precision, recall = precision / len(truth), recall / len(truth)
    return {"n": len(truth), "precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


def main_text(page: bytes) -> str:
    """Our main text of a page; "" where there is none."""
    try:
        return read_article(page).text
    except ExtractError:
        return ""


def pages(data: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """The pages by name, and their labelled main texts, in order of their names."""
    labels = json.loads((data / "press/html_ground_truth.json").read_text(encoding="utf-8"))
    names = sorted(labels)
    return {name: gzip.decompress((data / f"press/html/{name}.html.gz").read_bytes()) for name in names}, {
        name: labels[name]["articleBody"] for name in names
    }


def _halves(score: Callable[[Any], dict[str, float]], tune: Any, test: Any) -> dict[str, dict[str, float]]:
    return {"tune": score(tune), "test": score(test)}


def _dates() -> dict[str, Any]:
    documents = timeml(DATA / "press/tbaq_timeml.tar.gz")
    return _halves(score_dates, documents[0::2], documents[1::2])


def _figures() -> dict[str, Any]:
    sentences = json.loads((DATA / "press/newsquant.json").read_text(encoding="utf-8"))
    return _halves(score_figures, sentences[:148], sentences[148:])


def _pages() -> dict[str, Any]:
    import trafilatura  # noqa: PLC0415 -- the baseline of this part alone

    html, truth = pages(DATA)
    result: dict[str, Any] = {}
    readers = {"uproar": main_text, "trafilatura": lambda page: trafilatura.extract(page, include_comments=False) or ""}
    taken = dict.fromkeys(readers, 0.0)
    read: dict[str, dict[str, str]] = {name: {} for name in readers}
    for key, page in html.items():  # page by page in turn, so that a slow spell meets both
        for name, reader in readers.items():
            began = time.process_time()
            read[name][key] = reader(page)
            taken[name] += time.process_time() - began
    for name, texts in read.items():
        halves = [{key: truth[key] for key in list(truth)[part::2]} for part in (0, 1)]
        result[name] = {
            "all": score_pages(truth, texts),
            "tune": score_pages(halves[0], texts),
            "test": score_pages(halves[1], texts),
            "per_second": len(html) / taken[name],
        }
    return result


def _speed() -> dict[str, float]:
    with gzip.open(DATA / "press/polnear_train.jsonl.gz", "rt", encoding="utf-8") as stream:
        texts = [json.loads(line)["text"] for line in stream]
    published = datetime(2016, 10, 3, tzinfo=UTC)
    find_dates(texts[0])  # patterns are compiled on first use
    best: dict[str, float] = {}
    for _ in range(3):
        dates_took = figures_took = 0.0
        for text in texts:  # one article after another, and none kept, as a caller reads them
            began = time.process_time()
            dates = find_dates(text, published_from=published)
            middle = time.process_time()
            find_figures(text, dates)
            dates_took, figures_took = dates_took + middle - began, figures_took + time.process_time() - middle
        for name, seconds in (("dates", dates_took), ("figures", figures_took), ("both", dates_took + figures_took)):
            best[name] = max(best.get(name, 0.0), len(texts) / seconds)
    return best


_PARTS: dict[str, Callable[[], dict[str, Any]]] = {"dates": _dates, "figures": _figures, "pages": _pages, "speed": _speed}


def main() -> None:
    """Print the scores of the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--parts", nargs="+", choices=list(_PARTS), default=list(_PARTS))
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    result = {part: _PARTS[part]() for part in wanted.parts}
    if wanted.json:
        print(json.dumps(result, indent=2))
        return
    for part, scores in result.items():
        for name, values in scores.items():
            shown = values if isinstance(values, dict) else {"": values}
            print(f"{part:<8} {name:<12} " + "  ".join(f"{key} {_shown(value)}" for key, value in shown.items()))


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return f"F1 {value['f1']:.3f}"
    return f"{value:,.0f}" if value > 1 else f"{value:.3f}"


if __name__ == "__main__":
    main()
