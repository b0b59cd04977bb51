"""posts.burst: bursts on plain rows, on stores, and on collections that go wrong."""

import dataclasses
import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import samples
from uproar.case import Case
from uproar.errors import UsageError
from uproar.findings import Ask, Finding, Unmeasured, to_micros
from uproar.instruments.posts import burst
from uproar.instruments.run import measure, measure_case
from uproar.records import Kind
from uproar.stats.bursts.detector import Detector
from uproar.stats.bursts.stream import Stream
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
                "posts": count, "accounts": list(range(number, number + count)) or None, "uses": [1] * count or None, "judged": 3, "records": count,
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
    detector = Detector(Stream(DAY, gap=DAY))
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


def test_a_period_says_what_is_reported_and_the_past_is_read_all_the_same(store_of: Maker) -> None:
    """Asked about the day of the burst alone, the same burst is found against the days before; asked about the day after, none is."""
    store = store_of(samples.posts())
    (whole,) = measure(store, burst.MEASUREMENT, _ask())
    (day,) = measure(store, burst.MEASUREMENT, _ask(from_at=_at(48), to_at=_at(72)))
    (after,) = measure(store, burst.MEASUREMENT, _ask(from_at=_at(72), to_at=_at(96)))
    assert isinstance(whole, Finding)
    assert isinstance(day, Finding)
    assert isinstance(after, Finding)
    assert (day.from_at, day.value, day.detail["accounts"]) == (whole.from_at, whole.value, whole.detail["accounts"])
    assert (day.series[0]["at"], len(day.series)) == (_at(48), 24)
    assert after.value == "none"


def test_spikes_below_the_threshold_are_said() -> None:
    """Hours above the usual range that are no burst are counted in a note with the setting that decides."""
    found = _judge(_rows([*_calm(6), 2, 2, 2, *_calm(1, 2)]), settings={"false_alarms_per_day": 1e-6})
    assert found.value == "none"
    assert "1 further hour" in found.notes[0]
    assert "6 accounts" in found.notes[0] or "7 accounts" in found.notes[0]


def test_the_latest_burst_is_told_its_own_share(store_of: Maker) -> None:
    """The share of the strongest burst is never given to another; nothing ends after the moment that is known."""
    posts = samples.posts()
    later = [
        {**post, "id": f"again-{post['id']}", "author": f"x{post['author']}", "at": post["at"] + timedelta(hours=30)}
        for post in posts
        if post["id"].startswith("b")
    ]
    store = store_of(sorted([*posts, *later[:120]], key=lambda post: post["at"]))
    case = Case(title="Tidewater", terms=(TERM,))
    (found,) = measure_case(store, case, burst.MEASUREMENT, Ask(_at(91.1)))
    assert isinstance(found, Finding)
    strongest, latest = found.detail["each"][0], found.detail["each"][-1]
    assert strongest["posts"] != latest["posts"]
    for one in (strongest, latest):  # strangers, of whom it cannot be told, with the number of their posts
        assert f"none of the {one['posts']} posts" in one["coordinated"]["reason"]
    assert all(one["to_at"] <= found.as_of and one["alarm_at"] <= found.as_of for one in found.detail["each"])


@pytest.mark.parametrize("settings", [{"interval": 0}, {"false_alarms_per_day": -1.0}, {"half_life": 0.0}, {"interval": 7 * 60_000_000}])
def test_settings_that_cannot_be_are_refused(store_of: Maker, settings: dict[str, float]) -> None:
    """Zero, negative and unfitting settings are usage errors, not faults."""
    case = Case(title="Tidewater", terms=(TERM,))
    with pytest.raises(UsageError, match=r"above 0|divides an hour"):
        measure_case(store_of(samples.posts()), case, burst.MEASUREMENT, Ask(AS_OF, settings=settings))


def test_evidence_holds_no_account(store_of: Maker) -> None:
    """Accounts are numbered anew in the reduction: not even pseudonyms leave the store."""
    (found,) = measure(store_of(samples.posts()), burst.MEASUREMENT, _ask())
    assert found.evidence is not None
    numbers = [account for row in found.evidence.rows for account in row["accounts"] or ()]
    assert numbers
    assert max(numbers) < 1000


@pytest.mark.parametrize(("start", "height"), [(20, 10), (12, 8)])
def test_a_second_burst_within_a_day_has_its_own_onset_and_alarm(start: int, height: int) -> None:
    """After a burst its alarms go on for a day: a second one is found where its accounts are, and its alarm comes after its onset."""
    second = 6 * 24 + start
    found = _judge(_rows(_calm(6) + [10] * HOUR + _calm((start - 1) / 24, 2) + [height] * HOUR + _calm(1, 3)))
    each = found.detail["each"]
    assert [one["from_at"] for one in each] == [_at(144), _at(second)]
    assert each[1]["to_at"] - _at(second + 1) <= timedelta(minutes=10)
    assert _at(second) < each[1]["alarm_at"] <= _at(second + 1)


def test_one_account_without_a_pause_moves_no_onset() -> None:
    """A bot that posts every ten minutes for twenty hours before a burst of others does not make it begin with the bot."""
    rows = _rows([*[0] * 6 * DAY, *[0] * 20 * HOUR, *[8] * 2 * HOUR, *[0] * DAY])
    for row in rows[6 * DAY : 6 * DAY + 22 * HOUR]:
        row["accounts"] = [*(row["accounts"] or []), 10**6]
        row["uses"] = [*(row["uses"] or []), 1]
        row["posts"] += 1
    assert _judge(rows).detail["onset_at"] == _at(6 * 24 + 20)


def test_a_term_whose_posts_carry_no_author_is_unmeasured() -> None:
    """A flood of posts without authors in a stream that has them is no calm."""
    rows = _rows([0] * 6 * DAY)
    rows[-1] |= {"posts": 300, "records": 300}
    (missing,) = burst.judge(rows, _ask())
    assert isinstance(missing, Unmeasured)
    assert "no author" in missing.reason


def test_a_show_at_one_hour_of_the_day_becomes_usual() -> None:
    """A term of one hour a day alarms while the rhythm is new and not after its fourth week."""
    days = []
    for seed in range(40):
        draws = random.Random(seed)
        days += [*[0] * 20 * HOUR, *[draws.choice([4, 5, 6]) for _ in range(HOUR)], *[0] * 3 * HOUR]
    found = _judge(_rows(days))
    assert all(start < _at(28 * 24) for start, _ in found.detail["bursts"])
