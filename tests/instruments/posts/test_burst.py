"""posts.burst: bursts on plain rows, on stores, and on collections that go wrong."""

import dataclasses
import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import samples
from uproar.errors import UsageError
from uproar.findings import Ask, Finding, Unmeasured, to_micros
from uproar.instruments.posts import burst
from uproar.instruments.run import measure
from uproar.records import Kind
from uproar.stats.bursts.detector import Detector
from uproar.store import Store

TEN_MINUTES = 600_000_000
HOUR = 6  # rows
DAY = 144
T0 = to_micros(samples.START)
AS_OF = samples.START + timedelta(days=60)
TERM = "#fixtidewater"

Maker = Callable[[Sequence[dict[str, Any]]], Store]


def _ask(**more: Any) -> Ask:
    return Ask(AS_OF, subject=TERM, **more)


def _at(hours: float) -> datetime:
    return samples.START + timedelta(hours=hours)


def _rows(accounts: Sequence[int], active: int | Sequence[int] = 100, samplings: str = "stream", first: int = 0) -> list[dict[str, Any]]:
    """Rows of the reduction from accounts an interval, each account new and posting once."""
    rows, number = [], 0
    for index, count in enumerate(accounts):
        busy = active if isinstance(active, int) else active[index]
        rows.append(
            {
                "bin": first + index, "moment": T0 + (first + index) * TEN_MINUTES, "all_posts": busy, "authored": busy, "active": busy, "samplings": samplings,
                "posts": count, "accounts": list(range(number, number + count)) or None, "uses": [1] * count or None, "others": 2, "records": count,
            }
        )  # fmt: skip
        number += count
    return rows


def _calm(days: float, seed: int = 1, share: float = 0.2) -> list[int]:
    draws = random.Random(seed)
    return [int(draws.random() < share) for _ in range(round(days * DAY))]


def _judge(rows: Sequence[dict[str, Any]], **more: Any) -> Finding:
    (found,) = burst.judge(rows, _ask(**more))
    assert isinstance(found, Finding), found
    return found


def test_a_burst_has_its_onset_alarm_peak_and_end() -> None:
    """A planted burst is found with the ten minutes it began and ended in, alarms within its first hour, and is counted whole."""
    found = _judge(_rows(_calm(5) + [5] * HOUR + [10] * 2 * HOUR + [4] * HOUR + _calm(1, 2)))
    assert (found.from_at, found.to_at) == (_at(120), _at(124))
    assert _at(120) < found.detail["alarm_at"] <= _at(121)
    assert found.detail["peak_at"] in (_at(121), _at(122))
    assert (found.detail["peak_accounts"], found.detail["accounts"]) == (60, 174)
    assert found.detail["expected_low"] < 1.2 < found.detail["expected_high"]
    assert found.low is not None
    assert 60 / 4 < found.low < 60 / 1.2 < 60
    assert len(found.detail["bursts"]) == 1
    assert not found.detail["still_running"]


def test_the_series_has_an_hour_a_row_with_what_is_usual() -> None:
    """The series counts accounts by the hour, holds the expectation while the burst lasts, and marks the hours that alarmed."""
    found = _judge(_rows(_calm(5) + [8] * 4 * HOUR + _calm(0.5, 2)))
    before, during = found.series[119], found.series[123]
    assert (during["at"], during["accounts"]) == (_at(123), 48)
    assert during["expected"] == pytest.approx(before["expected"], rel=0.3)
    assert before["usual_low"] <= before["accounts"] <= before["usual_high"] < 10
    assert (before["alarmed"], during["alarmed"]) == (False, True)


def test_a_louder_stream_is_not_a_burst() -> None:
    """When the sampling of the whole stream triples and the term with it, nothing stands out."""
    found = _judge(_rows([1] * 5 * DAY + [3] * DAY, [100] * 5 * DAY + [300] * DAY))
    assert found.value == "none"
    assert found.detail["bursts"] == ()
    assert "No interval stood out" in found.notes[-1]


def test_the_strongest_burst_is_the_least_likely_one_and_the_latest_is_told_too() -> None:
    """A flood outranks a later ripple, whatever the ratio; both are listed, and the latest is marked as running."""
    found = _judge(_rows(_calm(5) + [15] * 5 * HOUR + _calm(3, 2) + [14] * 3 * HOUR))
    assert found.detail["peak_accounts"] == 90
    assert len(found.detail["each"]) == 2
    assert found.detail["latest"]["from_at"] == _at(24 * 8 + 5)
    assert (found.detail["still_running"], found.detail["latest"]["still_running"]) == (False, True)


def test_a_quiet_night_does_not_end_a_burst() -> None:
    """A campaign that sleeps for five hours and goes on is one burst."""
    found = _judge(_rows(_calm(5) + [12] * 8 * HOUR + [0] * 5 * HOUR + [12] * 8 * HOUR + _calm(1, 2)))
    assert found.detail["bursts"] == ((_at(120), _at(141)),)


def test_two_days_of_past_are_needed() -> None:
    """Without a whole day before the first that is judged, a burst cannot be told from an ordinary evening."""
    (thin,) = burst.judge(_rows([5] * 2 * DAY), _ask())
    assert isinstance(thin, Unmeasured)
    assert "48" in thin.reason


def test_the_false_alarm_rate_is_a_setting() -> None:
    """A ripple is a burst where ten false alarms a day are allowed, and none where one in a thousand years is."""
    rows = _rows(_calm(6) + [3] * 3 * HOUR + _calm(1, 2))
    lenient, strict = (_judge(rows, settings={"false_alarms_per_day": rate}) for rate in (10.0, 3e-6))
    assert any(abs(start - _at(144)) <= timedelta(minutes=20) for start, _ in lenient.detail["bursts"])
    assert strict.detail["bursts"] == ()


@pytest.mark.parametrize("samplings", ["search", "stream,search", "browse"])
def test_a_search_or_browse_sample_is_refused(samplings: str) -> None:
    """Posts that were chosen by what they hold, or shown to one person, cannot say that a term took off."""
    (refused,) = burst.judge(_rows(_calm(5), samplings=samplings), _ask())
    assert isinstance(refused, Unmeasured)
    assert ("search" if "search" in samplings else "browse") in refused.reason


@pytest.mark.parametrize("method", ["mastodon", "signitrend", "kleinberg"])
def test_other_methods_find_a_plain_burst_by_name(method: str) -> None:
    """The baselines can be asked for by name; a flood is found by each of them."""
    found = _judge(_rows(_calm(5) + [20] * 6 * HOUR + _calm(1, 2)), settings={"method": method})
    assert method in found.method
    assert any(start <= _at(121) < end for start, end in found.detail["bursts"])


def test_an_unknown_method_is_refused_with_the_known_ones() -> None:
    """A method that there is none of is a usage error that names those there are."""
    with pytest.raises(UsageError, match="mastodon"):
        burst.judge(_rows(_calm(5)), _ask(settings={"method": "guess"}))


def test_one_busy_account_is_no_trend() -> None:
    """A hundred thousand posts by one account in an hour are no burst."""
    rows = _rows(_calm(5))
    for row in rows[-HOUR:]:
        row |= {"accounts": [0], "uses": [16_667], "posts": 16_667, "all_posts": 16_800, "records": 16_667}
    assert _judge(rows).value == "none"


def test_everything_in_one_second_is_one_interval() -> None:
    """Forty accounts in the same second after a calm week are a burst of ten minutes."""
    found = _judge(_rows([*_calm(7), 40, *_calm(0.5, 2)]))
    assert found.detail["bursts"] == ((_at(168), _at(168) + timedelta(minutes=10)),)


def test_an_empty_hour_neither_alarms_nor_ends_a_burst() -> None:
    """An hour without a single post in the whole stream is bridged within a burst and no burst by itself."""
    whole = _rows(_calm(5) + [10] * 3 * HOUR + [0] * HOUR + [10] * 3 * HOUR + _calm(1, 2))
    holed = [row for row in whole if not 123 * HOUR <= row["bin"] < 124 * HOUR]
    assert _judge(holed).detail["bursts"] == ((_at(120), _at(127)),)
    calm = _rows(_calm(7))
    assert _judge([row for row in calm if not 100 * HOUR <= row["bin"] < 101 * HOUR]).value == "none"


def test_a_gap_in_the_collection_is_said_and_is_no_calm() -> None:
    """Four days without a post teach nothing: what follows at the old rate is no burst, and the note names the gap."""
    before, after = _rows([1] * 5 * DAY), _rows([1] * 2 * DAY, first=9 * DAY)
    for row in after:
        row["accounts"] = [100_000 + row["bin"]]
    found = _judge(before + after)
    assert found.value == "none"
    assert "gap from 2026-03-14 00:00 to 2026-03-18 00:00" in found.notes[0]


@pytest.fixture
def store_of(tmp_path: Path) -> Maker:
    """A function that puts posts into a store."""

    def made(rows: Sequence[dict[str, Any]]) -> Store:
        folder = tmp_path / "store"
        folder.mkdir()
        store = Store(folder)
        store.append(Kind.POST, samples.table(Kind.POST, rows), samples.KEY)
        return store

    return made


def _stream(days: int, seed: int) -> list[dict[str, Any]]:
    """A stream of five tags by eighty accounts, some of whom never write one, with a burst of the subject on the sixth day."""
    draws = random.Random(seed)
    rows = []
    for number in range(days * 300):
        at = samples.START + timedelta(seconds=draws.randrange(days * 86_400))
        tag = draws.choice(["#one", "#two", "#three", "#FixTidewater", "#five", ""])
        rows.append({"id": f"c{number}", "at": at, "author": f"a{draws.randrange(80)}", "text": f"sailing {tag}"})
    start = samples.START + timedelta(days=5, hours=7)
    rows += [
        {
            "id": f"b{n}",
            "at": start + timedelta(seconds=draws.randrange(7200)),
            "author": f"n{draws.randrange(60)}",
            "text": "#fixtidewater now",
        }
        for n in range(90)
    ]
    return sorted(rows, key=lambda row: row["at"])


@pytest.mark.parametrize("seed", [1, 2])
def test_the_reduction_judges_as_the_whole_stream_does_online(store_of: Maker, seed: int) -> None:
    """For one term, the batch over the store gives the evidence and the alarms that a detector fed with every term, interval by interval, gives."""
    posts = _stream(8, seed)
    (found,) = measure(store_of(posts), burst.MEASUREMENT, _ask())
    assert isinstance(found, Finding)
    by_bin: dict[int, list[dict[str, Any]]] = {}
    for post in posts:
        by_bin.setdefault((to_micros(post["at"]) - T0) // TEN_MINUTES, []).append(post)
    detector = Detector(DAY, gap=DAY)
    evidence, alarmed = dict.fromkeys(range(8 * 24), 0.0), set()
    for index, group in sorted(by_bin.items()):
        uses: dict[str, dict[str, int]] = {}
        for post in group:
            for word in post["text"].lower().split():
                if word.startswith("#"):
                    counts = uses.setdefault(word, {})
                    counts[post["author"]] = counts.get(post["author"], 0) + 1
        rows = detector.close(index, {term: counts.items() for term, counts in uses.items()}, len({post["author"] for post in group}))
        for row in rows:
            if row.term == TERM:
                evidence[index // HOUR] = max(evidence[index // HOUR], row.evidence)
                alarmed |= {index // HOUR} if row.alarmed else set()
    assert alarmed
    assert {n for n, row in enumerate(found.series) if row["alarmed"]} == alarmed
    assert [row["evidence"] for row in found.series] == pytest.approx([evidence[n] for n in range(len(found.series))])


def test_a_phrase_and_other_scripts_burst_too(store_of: Maker) -> None:
    """A configured phrase is followed by whole words, folded, in any script."""
    posts = samples.posts()
    for post in posts:
        post["text"] = post["text"].replace("#FixTidewater", "ВЕРНИТЕ Прилив!").replace("sailing", "приливная волна")
    asked = dataclasses.replace(_ask(), subject="верните прилив")
    (found,) = measure(store_of(posts), burst.MEASUREMENT, asked)
    assert isinstance(found, Finding)
    assert found.from_at == _at(60)
    assert found.detail["accounts"] == 240


def test_evidence_holds_no_account(store_of: Maker) -> None:
    """Accounts are numbered anew in the reduction: not even pseudonyms leave the store."""
    (found,) = measure(store_of(samples.posts()), burst.MEASUREMENT, _ask())
    assert found.evidence is not None
    numbers = [account for row in found.evidence.rows for account in row["accounts"] or ()]
    assert numbers
    assert max(numbers) < 1000
