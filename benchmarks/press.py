"""Stories, timelines and related stories of the press on the shared sets.

    python benchmarks/press.py [--parts stories timelines related speed] [--json]

stories    B-cubed (shared scorer) of stats.clusters on ECB+ Train and Dev (mean over ten seeded orders of arrival; the set has no times) and on the headlines
           (in the order of their times; with and without the times), next to single-pass TF-IDF at .2 (ECB+) and .1 (headlines), the best of five and four tried.
timelines  date F1 of press.timeline: as many days as the gold timeline has dates, among those within its first and last date ("in_range", the field's setting) and
           among all ("free"), macro-averaged over the timelines, next to counts of articles by their day.
related    of the stories of ECB+, given as in the gold set, how often the nearest other story is of the same topic.
speed      articles a CPU second, files read before.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import math
import os
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq

from uproar.extract.similarity import lead_terms
from uproar.findings import to_micros
from uproar.instruments.press import statement, timeline
from uproar.instruments.press.related import LEAST
from uproar.instruments.press.stories import into_stories, originals
from uproar.stats.clusters import SinglePass

PARTS = ("stories", "timelines", "related", "speed")
TOPICS = ("egypt", "finan", "h1n1", "haiti", "iraq")
ORDERS = 10
Document = tuple[str, str, float | None]  # text, gold story, hours


def scorer(data: Path) -> ModuleType:
    """The shared scorer of clusterings."""
    spec = importlib.util.spec_from_file_location("clusters_scorer", data.parent / "eval" / "clusters.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ecb(data: Path, part: str) -> list[Document]:
    """Documents of ECB+ with their subtopic, in file order."""
    words: dict[str, list[str]] = {}
    with (data / "press" / f"ECB_{part}_corpus.txt").open(encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) > 3:
                words.setdefault(fields[0], []).append(fields[3])
    return [(" ".join(own), name.split("_")[0] + ("plus" if name.endswith("plus") else ""), None) for name, own in words.items()]


def headlines(data: Path) -> list[Document]:
    """Headlines with their story, in order of time."""
    with (data / "press" / "uci_headlines.csv").open(encoding="utf-8") as lines:
        found = [(row["TITLE"], row["STORY"], int(row["TIMESTAMP"]) / 3_600_000) for row in csv.DictReader(lines)]
    return sorted(found, key=lambda document: document[2])


def chosen(documents: Sequence[Document]) -> set[str]:
    """The 22 headline stories on which settings were chosen; the other 22 were only scored."""
    names = sorted({story for _, story, _ in documents})
    random.Random(5).shuffle(names)  # noqa: S311 -- a seeded split, no secret
    return set(names[:22])


def ours(documents: Sequence[Document], *, timed: bool) -> list[int]:
    """The stories of stats.clusters."""
    stories = SinglePass()
    for text, _, hours in documents:
        stories.add(lead_terms("", text), hours if timed else None)
    return stories.labels()


def plain(documents: Sequence[Document], threshold: float) -> list[int]:
    """Single-pass TF-IDF: cosine to the nearest story's mean, document counts of what came before; a new story below the threshold."""
    seen: Counter[str] = Counter()
    stories: list[Counter[str]] = []
    labels = []
    for number, (text, _, _) in enumerate(documents, 1):
        terms = lead_terms("", text)
        seen.update(terms.keys())
        weights = {term: math.log((number + 1) / seen[term]) for term in terms}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        best, home = threshold, -1
        for other, story in enumerate(stories):
            dot = sum(weight * story[term] * weight for term, weight in weights.items() if term in story)
            if dot:
                norm = math.sqrt(sum((count * math.log((number + 1) / seen[term])) ** 2 for term, count in story.items())) or 1.0
                if dot / norm / length >= best:
                    best, home = dot / norm / length, other
        if home < 0:
            home = len(stories)
            stories.append(Counter())
        for term in terms:
            stories[home][term] += 1 / length
        labels.append(home)
    return labels


def stories(data: Path, *, baseline: bool = True) -> dict[str, dict[str, float]]:
    """B-cubed precision, recall and F1 for each set."""
    bcubed = scorer(data).bcubed
    found: dict[str, dict[str, float]] = {}

    def score(documents: Sequence[Document], method: Callable[[Sequence[Document]], list[int]], orders: int) -> dict[str, float]:
        values = []
        for seed in range(orders):
            order = list(documents)
            if orders > 1:
                random.Random(seed + 1).shuffle(order)  # noqa: S311 -- a seeded order, no secret
            values.append(bcubed([story for _, story, _ in order], method(order)))
        return {name: sum(value[k] for value in values) / orders for k, name in enumerate(("precision", "recall", "f1"))}

    for part in ("Train", "Dev"):
        documents = ecb(data, part)
        found[f"ecb_{part.lower()}"] = score(documents, lambda order: ours(order, timed=False), ORDERS)
        found[f"ecb_{part.lower()}_file_order"] = score(documents, lambda order: ours(order, timed=False), 1)
        if baseline:
            found[f"ecb_{part.lower()}_tfidf"] = score(documents, lambda order: plain(order, 0.2), 3)
    news = headlines(data)
    mine = chosen(news)
    for name, documents in (
        ("headlines", news),
        ("headlines_chosen", [document for document in news if document[1] in mine]),
        ("headlines_kept_back", [document for document in news if document[1] not in mine]),
    ):
        found[name] = score(documents, lambda order: ours(order, timed=True), 1)
        found[f"{name}_without_times"] = score(documents, lambda order: ours(order, timed=False), 1)
        if baseline:
            found[f"{name}_tfidf"] = score(documents, lambda order: plain(order, 0.1), 1)
    return found


def topic_rows(data: Path, topic: str) -> list[dict[str, Any]]:
    """The articles of one topic as press measurements get them; only the day of each is known."""
    rows = []
    for number, row in enumerate(pq.read_table(data / "press" / f"t17_{topic}.parquet").to_pylist()):
        day = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
        common = {
            "moment": to_micros(day),
            "to_at": to_micros(day + timedelta(days=1)),
            "arrived": to_micros(day),
            "text": row["text"],
            "records": 1,
        }
        rows.append({**common, "outlet": None, "title": "", "url": None, "record_id": f"{topic}{number:04}"})
    return sorted(rows, key=lambda row: (row["arrived"], row["record_id"]))


def timelines(data: Path) -> dict[str, dict[str, Any]]:
    """Date F1 for each gold timeline, and their mean."""
    found: dict[str, dict[str, Any]] = {}
    scores: dict[str, dict[date, float]] = {}
    published: dict[str, Counter[date]] = {}
    for topic in TOPICS:
        rows = topic_rows(data, topic)
        distinct = [row for row, original in zip(rows, originals(rows), strict=True) if original is None]
        scores[topic] = {day: timeline.score(mentions) for day, mentions in timeline.days_named(distinct, "UTC").items()}
        published[topic] = Counter(datetime.fromtimestamp(row["moment"] / 1e6, UTC).date() for row in rows)
    for path in sorted((data / "press" / "t17_gold").iterdir()):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        gold = [date.fromisoformat(line.strip()) for line in lines if re.fullmatch(r"\d{4}-\d\d-\d\d", line.strip())]
        topic = path.stem.split("_")[0]
        found[path.stem] = {
            "dates": len(set(gold)),
            "in_range": _date_f1(gold, scores[topic], in_range=True),
            "free": _date_f1(gold, scores[topic], in_range=False),
            "articles_in_range": _date_f1(gold, published[topic], in_range=True),
            "articles_free": _date_f1(gold, published[topic], in_range=False),
        }
    kinds = ("in_range", "free", "articles_in_range", "articles_free")
    return {**found, "mean": {kind: sum(row[kind] for row in found.values()) / len(found) for kind in kinds}}


def _date_f1(gold: Sequence[date], scores: dict[date, float], *, in_range: bool) -> float:
    wanted = set(gold)
    days = [day for day in scores if not in_range or min(wanted) <= day <= max(wanted)]
    picked = set(sorted(days, key=lambda day: (-scores[day], day))[: len(wanted)])
    return 2 * len(picked & wanted) / (len(picked) + len(wanted))


def related(data: Path) -> dict[str, dict[str, float]]:
    """How often the nearest other story of a gold story is of its topic, and how often one is given at all."""
    found = {}
    for part in ("Train", "Dev"):
        by_story: defaultdict[str, list[str]] = defaultdict(list)
        for text, story, _ in ecb(data, part):
            by_story[story].append(text)
        model, topics = _gold_model(by_story)
        near = {number: others[:1] for number, others in model.neighbours(1).items()}
        given = {number: others[0][0] for number, others in near.items() if others and others[0][1] >= LEAST and len(others[0][2]) > 1}
        right = sum(topics[number] == topics[other] for number, other in given.items())
        found[part.lower()] = {"stories": len(topics), "given": len(given) / len(topics), "same_topic": right / len(given)}
    return found


def _gold_model(by_story: dict[str, list[str]]) -> tuple[SinglePass, dict[int, str]]:
    model = SinglePass()
    topics = {}
    for story, texts in by_story.items():
        topics[model.give([lead_terms("", text) for text in texts])] = story.removesuffix("plus")
    return model, topics


def speed(data: Path) -> dict[str, Any]:
    """Articles a CPU second: headlines and ECB+ into stories, whole articles with copies looked for, days named, statements."""
    found = {}

    def timed(name: str, count: int, work: Callable[[], Any]) -> None:
        began = time.process_time()
        work()
        found[name] = count / (time.process_time() - began)

    news, train = headlines(data), ecb(data, "Train")
    timed("headlines", len(news), lambda: ours(news, timed=True))
    timed("ecb_train", len(train), lambda: ours(train, timed=False))
    rows = [row for topic in TOPICS for row in topic_rows(data, topic)]
    rows.sort(key=lambda row: (row["arrived"], row["record_id"]))
    found["characters_an_article"] = sum(len(row["text"]) for row in rows) / len(rows)
    timed("whole_articles_into_stories", len(rows), lambda: into_stories(rows))
    timeline._dated.cache_clear()  # noqa: SLF001 -- the timelines part may have filled it
    timed("whole_articles_days_named", len(rows), lambda: timeline.days_named(rows, "UTC"))
    timed("whole_articles_statements", len(rows), lambda: statement.statements(rows))
    return found


def main() -> None:
    """Run the parts asked for and print their tables."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    wanted.add_argument("--json", action="store_true")
    said = wanted.parse_args()
    data = Path(os.environ.get("UPROAR_DATA", Path(__file__).parents[2] / "shared" / "data"))
    work: dict[str, Callable[[Path], dict[str, Any]]] = {"stories": stories, "timelines": timelines, "related": related, "speed": speed}
    for part in said.parts:
        measured = work[part](data)
        print(part)
        if said.json:
            print(json.dumps(measured))
            continue
        for name, row in measured.items():
            print(f"  {name}: {row if isinstance(row, float) else {key: round(value, 3) for key, value in row.items()}}")


if __name__ == "__main__":
    main()
