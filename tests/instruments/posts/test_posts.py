"""The judging functions of the posts instrument, on plain rows."""

from datetime import timedelta
from typing import Any

import pytest

from tests import samples
from uproar.findings import Ask, Finding, Unmeasured, to_micros
from uproar.instruments.posts import rank, volume

HOUR = 3_600_000_000
T0 = to_micros(samples.START)
AS_OF = samples.START + timedelta(days=30)


def _ask(**more: Any) -> Ask:
    return Ask(AS_OF, subject="#fixtidewater", **more)


def _volume(bin_: int, posts: int, accounts: int = 1, samplings: str = "stream") -> dict[str, Any]:
    return {
        "bin": bin_,
        "moment": T0 + bin_ * HOUR,
        "posts": posts,
        "accounts": accounts,
        "samplings": samplings,
        "records": posts,
        "covered": 6,
    }


def test_volume_adds_up_and_names_its_peak() -> None:
    """The value is the sum over intervals; the peak is the busiest interval, the earlier of two equals."""
    (found,) = volume.judge([_volume(0, 3), _volume(2, 9), _volume(5, 9)], _ask())
    assert isinstance(found, Finding)
    assert (found.value, found.low, found.high) == (21, 21, 21)
    assert found.detail["peak_at"] == samples.START + timedelta(hours=2)
    assert [row["posts"] for row in found.series] == [3, 9, 9]


def test_a_browse_sample_has_no_volume() -> None:
    """What a platform showed to one person is refused as a count, with the reason."""
    (refused,) = volume.judge([_volume(0, 3, samplings="browse")], _ask())
    assert isinstance(refused, Unmeasured)
    assert "browse" in refused.reason


def test_a_search_gives_shapes_only() -> None:
    """The counts of a search carry no bounds and say that they are not the platform's; as a rank they are refused."""
    (found,) = volume.judge([_volume(0, 3, samplings="search")], _ask())
    assert isinstance(found, Finding)
    assert found.low is found.high is None
    assert "not the platform's" in found.notes[0]
    (refused,) = rank.judge([_rank(0, 1, 1, samplings="search")], _ask())
    assert isinstance(refused, Unmeasured)


def _rank(bin_: int, best: int | None, worst: int | None, accounts: int = 9, samplings: str = "stream", posts: int = 100) -> dict[str, Any]:
    term = None if best is None else "#fixtidewater"
    return {
        "bin": bin_, "moment": T0 + bin_ * HOUR, "all_posts": posts, "authored": posts, "samplings": samplings, "term": term, "accounts": accounts, "posts": accounts,
        "best_rank": best, "worst_rank": worst, "records": posts,
    }  # fmt: skip


DAY = {"from_at": samples.START, "to_at": samples.START + timedelta(days=1)}


def test_the_share_counts_intervals_on_the_list() -> None:
    """Twelve of a day's twenty-four hours among the first ten are a share of one half."""
    rows = [_rank(h, 2, 2) if h < 12 else _rank(h, None, None) for h in range(24)]
    (found,) = rank.judge(rows, _ask(**DAY))
    assert isinstance(found, Finding)
    assert (found.value, found.low, found.high) == (0.5, 0.5, 0.5)
    assert found.detail["last_at"] == samples.START + timedelta(hours=12)


def test_ties_and_gaps_widen_the_share_instead_of_deciding_it() -> None:
    """An hour in which the last place is shared may count or not; an hour without posts may have been anything."""
    rows = [_rank(h, 1, 1) for h in range(20)] + [_rank(20, 10, 12), _rank(21, 10, 10)]
    (found,) = rank.judge(rows, _ask(**DAY))
    assert isinstance(found, Finding)
    assert found.low == pytest.approx(21 / 24)
    assert found.high == 1.0
    assert len(found.notes) == 2


def test_a_few_accounts_are_no_trend() -> None:
    """First place with fewer than three accounts does not count."""
    (found,) = rank.judge([_rank(h, 1, 1, accounts=2) for h in range(24)], _ask(**DAY))
    assert isinstance(found, Finding)
    assert found.value == 0.0
