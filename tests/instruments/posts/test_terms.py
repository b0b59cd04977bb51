"""posts.terms, through the store."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests import samples
from uproar.findings import Ask, Finding, Unmeasured
from uproar.instruments.posts import terms
from uproar.instruments.run import measure
from uproar.records import Kind
from uproar.store import Store

DAYS = 6
AS_OF = samples.START + timedelta(days=DAYS)


def _stream(sampling: str = "stream", burst: bool = True) -> list[dict[str, Any]]:
    """Five calm days of 20 posts an hour by 300 accounts, a quarter of them with #sea, then a day with a holiday and a burst.

    In the burst forty new accounts an hour use #tide and #sea for six hours, half of them #refund too; one account says #loud with #tide in 48 posts.
    """
    chance = np.random.default_rng(5)
    rows: list[dict[str, Any]] = []
    for hour in range(24 * DAYS):
        at = samples.START + timedelta(hours=hour)
        tags = ["#sea" if k % 4 == 0 else f"#calm{chance.integers(11)}" for k in range(20)]
        if hour >= 120:
            tags = ["#holiday" if k % 2 else tag for k, tag in enumerate(tags)]  # rises that day with no word of the subject
        rows += [{"at": at + timedelta(minutes=2 * k), "author": f"a{chance.integers(300)}", "text": tag} for k, tag in enumerate(tags)]
        if burst and 126 <= hour < 132:
            rows += [
                {"at": at + timedelta(minutes=k), "author": f"n{hour}-{k}", "text": f"#Tide #sea {'#refund' if k % 2 else ''}"}
                for k in range(40)
            ]
            rows += [{"at": at + timedelta(minutes=k), "author": "loud", "text": "#tide #loud"} for k in range(8)]
    return [{"id": n, "sampling": sampling, **row} for n, row in enumerate(rows)]


def _measure(folder: Path, rows: list[dict[str, Any]], subject: str = "#tide", **more: Any) -> Any:
    store = Store(folder)
    store.append(Kind.POST, samples.table(Kind.POST, rows), samples.KEY)
    (result,) = measure(store, terms.MEASUREMENT, Ask(AS_OF, subject=subject, **more))
    return result


def test_what_rose_with_the_subject(tmp_path: Path) -> None:
    """A tag new with the subject is found first; a usual one that half its posts carry is found by its rise; one account's own tag and the day's holiday are not."""
    found = _measure(tmp_path, _stream())
    assert isinstance(found, Finding)
    assert [row["term"] for row in found.series] == ["#refund", "#sea"]
    first = found.series[0]
    assert first["accounts"] == 120
    assert first["share"] == pytest.approx(120 / 241)  # of 240 accounts and the loud one
    assert first["share_of_others"] == 0.0
    assert 1 < first["low"] < first["times"] < first["high"]
    assert (found.value, found.detail["tested"], found.detail["against_past"]) == (2, 2, True)
    peak_middle = samples.START + timedelta(hours=126.5)
    assert (found.from_at, found.to_at) == (peak_middle - timedelta(hours=12), peak_middle + timedelta(hours=12))


def test_the_window_asked_for_is_the_window(tmp_path: Path) -> None:
    """A period that has a past is the window itself."""
    bounds = {"from_at": samples.START + timedelta(hours=120), "to_at": samples.START + timedelta(hours=130)}
    found = _measure(tmp_path, _stream(), **bounds)
    assert (found.from_at, found.to_at) == (bounds["from_at"], bounds["to_at"])
    assert found.detail["accounts"] == 161  # forty an hour for four hours, and the loud one


def test_what_always_stood_beside_it_did_not_rise(tmp_path: Path) -> None:
    """A tag that stands beside the subject all the time is over-represented, but has not risen against its past."""
    rows = _stream(burst=False)
    for row in rows:
        if row["text"] == "#sea":
            row["text"] = "#sea #ship"
    found = _measure(tmp_path, rows, subject="#sea", from_at=samples.START + timedelta(days=3), to_at=samples.START + timedelta(days=4))
    assert (found.value, found.detail["tested"], found.detail["against_past"]) == (0, 1, True)
    assert "No other term stood out." in found.notes


def test_without_a_past(tmp_path: Path) -> None:
    """Where the record begins with the window only the comparison within it is made, and that is said."""
    rows = [row for row in _stream() if row["at"] >= samples.START + timedelta(hours=120)]
    found = _measure(tmp_path, rows)
    assert found.detail["against_past"] is False
    assert {row["term"]: row["rise"] for row in found.series} == {"#sea": None, "#refund": None}
    assert "cannot be told" in found.notes[0]


def test_a_search_tells_only_what_stood_beside(tmp_path: Path) -> None:
    """Of a search the shares are listed, most first, with their intervals, and nothing is said to have risen."""
    rows = [row for row in _stream("search") if "#tide" in row["text"].lower()]
    found = _measure(tmp_path, rows)
    assert [row["term"] for row in found.series] == ["#sea", "#refund"]
    assert (found.detail["compared"], "times" in found.series[0]) == (False, False)
    assert found.series[1]["low"] < 120 / 241 < found.series[1]["high"]
    assert "come from a search" in found.notes[0]


def test_chance_alone_finds_nothing(tmp_path: Path) -> None:
    """Over twenty streams in which tags fall by chance on posts with and without the subject, hardly one finds a term: one in twenty is the stated rate."""
    false = 0
    for seed in range(20):
        chance = np.random.default_rng(seed)
        rows = [
            {
                "id": n, "at": samples.START + timedelta(minutes=n), "author": f"a{chance.integers(400)}",
                "text": f"#t{chance.integers(8)} #u{chance.integers(3)}" + (" #tide" if chance.random() < 0.3 else ""),
            }
            for n in range(1440 * 2)
        ]  # fmt: skip
        folder = tmp_path / str(seed)
        folder.mkdir()
        found = _measure(folder, rows)
        assert found.detail["tested"] == 11
        false += found.value > 0
    assert false <= 3  # more than three of twenty at one in twenty has a chance of 1.6 %


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": "nothing"}, "no post with it"),
        ({"sampling": "browse"}, "browse sample"),
        ({"author": None}, "carry no author"),
        ({"author": "one"}, "only 1 account used it"),
        ({"text": "#tide"}, "only 0 accounts posted without it"),
    ],
)
def test_what_cannot_carry_it(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    """Nothing, a feed, nobody named, one account, and a stream of nothing else are unmeasured, each with its reason."""
    refused = _measure(tmp_path, [{**row, **change} for row in _stream()])
    assert isinstance(refused, Unmeasured)
    assert reason in refused.reason
