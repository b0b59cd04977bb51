"""posts.concentration, through the store and on plain rows."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests import samples
from uproar.findings import Ask, Finding, Unmeasured, to_micros
from uproar.instruments.posts import concentration
from uproar.instruments.run import measure
from uproar.records import Kind
from uproar.store import Store

AS_OF = samples.START + timedelta(days=30)


def _measure(folder: Path, rows: list[dict[str, Any]], **settings: Any) -> Any:
    store = Store(folder)
    store.append(Kind.POST, samples.table(Kind.POST, rows), samples.KEY)
    (result,) = measure(store, concentration.MEASUREMENT, Ask(AS_OF, subject="#Tide", settings=settings))
    return result


def _posts(counts: list[int], sampling: str = "census", **more: Any) -> list[dict[str, Any]]:
    """As many posts by each account as said, one a minute."""
    authors = [f"a{account}" for account, count in enumerate(counts) for _ in range(count)]
    return [
        {"id": n, "at": samples.START + timedelta(minutes=n), "author": author, "text": "#tide", "sampling": sampling, **more}
        for n, author in enumerate(authors)
    ]


def test_a_census_is_exact(tmp_path: Path) -> None:
    """Of 40 accounts, one with 61 of 100 posts: the first hundredth (one account) has .61, the first ten .7, the middle one 1 post, and nothing is uncertain."""
    found = _measure(tmp_path, _posts([61] + [1] * 39))
    assert isinstance(found, Finding)
    assert (found.value, found.low, found.high) == (0.61, 0.61, 0.61)
    detail = found.detail
    assert (detail["top_accounts"], detail["accounts"], detail["posts"], detail["median_posts"], detail["top_n_share"]) == (
        1,
        40,
        100,
        1.0,
        0.7,
    )
    # Sorted, 39 ones and a 61: 2 * (sum of ranks 1..39 + 40 * 61) / (40 * 100) - 41/40.
    assert detail["gini"] == pytest.approx(2 * (780 + 2440) / 4000 - 41 / 40)
    assert sum(row["share"] for row in found.series) == pytest.approx(1.0)


def test_an_even_spread_is_what_chance_gives(tmp_path: Path) -> None:
    """Posts that fall on 300 accounts by chance lie within what an even spread gives; five busy accounts lie far above it."""
    chance = np.random.default_rng(1)
    even = np.bincount(chance.integers(0, 300, 900), minlength=300)
    found = _measure(tmp_path, _posts([n for n in even.tolist() if n]))
    assert found.detail["expected_low"] <= found.value <= found.detail["expected_high"]
    (tmp_path / "b").mkdir()
    busy = _measure(tmp_path / "b", _posts([60] * 5 + [n for n in even.tolist() if n]))
    assert busy.detail["times_expected"] > 4


def test_a_stream_is_uncertain_on_both_sides(tmp_path: Path) -> None:
    """Where each account posted once, a lead seen in a stream may be nothing: the low bound falls to 0 and the value stays what was seen."""
    found = _measure(tmp_path, _posts([1] * 200, "stream"))
    assert (found.value, found.low) == (0.01, 0.0)
    assert 0.01 < found.high < 0.05


def test_a_search_has_no_bounds(tmp_path: Path) -> None:
    """A search chose its posts by a rule of its own: its share is given without bounds, and said to be that of the posts it gave."""
    found = _measure(tmp_path, _posts([5] * 30, "search"))
    assert found.low is found.high is None
    assert "come from a search" in found.notes[0]


def test_young_accounts(tmp_path: Path) -> None:
    """Ten of 100 posts by accounts a day old, five of unknown age (one made after its own post): the share is 10/95, within 10/100 and 15/100."""
    rows = _posts([1] * 100)
    day = 86_400_000_000
    for n, row in enumerate(rows):
        row["author_created_at"] = to_micros(row["at"]) - (day if n < 10 else 400 * day)
    rows[99]["author_created_at"] = to_micros(rows[99]["at"]) + day
    for row in rows[95:99]:
        row["author_created_at"] = None
    detail = _measure(tmp_path, rows).detail
    assert (detail["young_share"], detail["young_low"], detail["young_high"]) == (pytest.approx(10 / 95), 0.1, 0.15)


def test_unknown_ages_are_said(tmp_path: Path) -> None:
    """Where most posts do not tell when their account was made there is no share of young accounts, and a note instead."""
    found = _measure(tmp_path, _posts([1] * 60))
    assert found.detail["young_share"] is None
    assert any("cannot be told" in note for note in found.notes)


def test_posts_without_author_are_left_out_and_said(tmp_path: Path) -> None:
    """Posts that name nobody are no account of their own."""
    rows = _posts([2] * 40)
    rows += [{**row, "id": f"n{row['id']}", "author": None} for row in rows[:7]]
    found = _measure(tmp_path, rows)
    assert (found.detail["posts"], found.detail["accounts"]) == (80, 40)
    assert "7 of 87 posts carry no author" in found.notes[0]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "no post with it"),
        (_posts([3] * 30, "browse"), "browse sample"),
        ([{**row, "author": None} for row in _posts([3] * 30)], "carry no author"),
        (_posts([40] * 19), "only 760 posts by 19 accounts"),
        (_posts([1] * 49), "only 49 posts by 49 accounts"),
    ],
)
def test_what_cannot_carry_it(tmp_path: Path, rows: list[dict[str, Any]], reason: str) -> None:
    """Nothing, a feed, nobody named, and too few are unmeasured, each with its reason."""
    other = {"id": "other", "at": samples.START, "author": "x", "text": "nothing"}
    refused = _measure(tmp_path, [*rows, other])
    assert isinstance(refused, Unmeasured)
    assert reason in refused.reason


@pytest.mark.parametrize("kind", ["even", "log-normal", "pareto", "five loud ones"])
def test_bounds_of_a_stream_hold_the_true_share(kind: str) -> None:
    """Of 300 accounts of known activity 1,000 posts are drawn: the bounds hold the share that the busiest three truly have at least 95 times in a hundred."""
    chance = np.random.default_rng(7)
    held = 0
    for _ in range(100):
        activity = {
            "even": np.ones(300), "log-normal": chance.lognormal(0, 1.5, 300), "pareto": chance.pareto(1.2, 300) + 1,
            "five loud ones": np.r_[np.full(5, 15.0), np.ones(295)],
        }[kind]  # fmt: skip
        activity /= activity.sum()
        drawn = chance.multinomial(1_000, activity)
        spread = Counter(zip(drawn.tolist(), chance.binomial(drawn, 0.5).tolist(), strict=True))
        rows = [
            {"named": True, "posts": n, "half": half, "accounts": accounts, "aged": 0, "young": 0, "first_at": 0, "last_at": 1, "samplings": "stream",
             "records": n * accounts}
            for (n, half), accounts in spread.items() if n
        ]  # fmt: skip
        (found,) = concentration.judge(rows, Ask(AS_OF, subject="#tide"))
        assert isinstance(found, Finding)
        assert found.low is not None
        assert found.high is not None
        truth = np.sort(activity)[::-1][: found.detail["top_accounts"]].sum()
        held += bool(found.low <= truth <= found.high)
    assert held >= 95
