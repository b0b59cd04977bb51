"""Posts that lie, shout, hide or are missing, from the file to the measurement."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import samples
from uproar import case as cases
from uproar.findings import Ask, Finding, Unmeasured, to_micros
from uproar.instruments.posts import concentration, rank, terms, volume
from uproar.instruments.run import measure, measure_case
from uproar.loading import load_file
from uproar.readers.options import Options
from uproar.records import ImportReport, Kind
from uproar.store import Store

HOUR = timedelta(hours=1)
AS_OF = samples.START + timedelta(days=30)


def _store(folder: Path, rows: list[dict[str, Any]]) -> Store:
    store = Store(folder)
    store.append(Kind.POST, samples.table(Kind.POST, [{"id": n, **row} for n, row in enumerate(rows)]), samples.KEY)
    return store


def _one(store: Store, what: Any, subject: str = "#tide", as_of: datetime = AS_OF, **more: Any) -> Any:
    (result,) = measure(store, what.MEASUREMENT, Ask(as_of, subject=subject, **more))
    return result


def _stream(hours: int, silent: range = range(0), without: range = range(0)) -> list[dict[str, Any]]:
    """Thirty accounts an hour, six of them with #tide; no post at all in `silent` hours, none with #tide in the hours `without`."""
    return [
        {
            "at": samples.START + hour * HOUR + timedelta(minutes=k),
            "author": f"a{(hour + k) % 60}",
            "text": "#tide" if k < 6 and hour not in without else "#sea",
        }
        for hour in range(hours)
        if hour not in silent
        for k in range(30)
    ]


@pytest.fixture
def load(case: cases.Case, store: Store, tmp_path: Path) -> Any:
    """Load lines of posts and return the report, which must account for each of them."""

    def load_lines(*lines: dict[str, Any]) -> ImportReport:
        path = tmp_path / "posts.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        report = load_file(case, store, path, Options(loaded_at=samples.START + timedelta(days=2), sampling="stream"))
        assert report.read == len(lines) == report.stored + report.duplicate + report.conflicting + sum(report.skipped.values())
        return report

    return load_lines


def _line(number: int, at: datetime = samples.START, text: str = "#tide", **more: Any) -> dict[str, Any]:
    return {"id": f"p{number}", "at": at.isoformat(), "author": f"a{number}", "text": text, **more}


def test_a_clock_that_is_wrong_is_said(load: Any, store: Store) -> None:
    """A post that was read hours before it was made is kept, counts from the later time, and is counted in a note; a second's difference is none."""
    early, close = samples.START - 3 * HOUR, samples.START - timedelta(seconds=1)
    report = load(
        _line(1, observed_at=early.isoformat()), _line(2, observed_at=close.isoformat()), _line(3, observed_at=samples.START.isoformat())
    )
    assert [note for note in report.notes if "read before they were made" in note] == [
        "1 post(s) were read before they were made, by their own times (a clock or a zone is wrong): they count from the later of the two."
    ]
    assert isinstance(_one(store, volume, as_of=samples.START - HOUR), Unmeasured)
    assert _one(store, volume, as_of=samples.START).value == 3


def test_an_id_with_two_texts(load: Any, store: Store) -> None:
    """Of two posts of one id the first stands, the other is counted as conflicting, also when it comes with another file."""
    assert load(_line(1), _line(1, text="#other")).conflicting == 1
    assert load(_line(1, text="#third")).conflicting == 1
    assert _one(store, volume).value == 1
    assert isinstance(_one(store, volume, "#other"), Unmeasured)


def test_posts_from_the_future(load: Any, store: Store) -> None:
    """A post from more than a day after the load is refused and counted; one from within the day is stored, and counts when its time has come."""
    loaded_at = samples.START + timedelta(days=2)
    report = load(_line(1), _line(2, loaded_at + 25 * HOUR), _line(3, loaded_at + 20 * HOUR))
    assert report.skipped == {"time in the future (more than a day after the load)": 1}
    assert (_one(store, volume, as_of=loaded_at).value, _one(store, volume, as_of=loaded_at + 20 * HOUR).value) == (1, 2)


@pytest.mark.parametrize("term", ["#" + "tide" * 2_500, "tide " * 2_000, "x" * 10_000, "#2020", "#", "猫" * 10_000])
@pytest.mark.parametrize("what", [volume, rank, concentration, terms])
def test_a_term_that_is_none(tmp_path: Path, term: str, what: Any) -> None:
    """A term of 10,000 characters, or a mark before nothing, is unmeasured with that reason by every measurement, and none of them fails or takes long."""
    store = _store(tmp_path, [{"at": samples.START, "author": "ada", "text": term}])
    refused = _one(store, what, term)
    assert isinstance(refused, Unmeasured)
    assert "it is no term" in refused.reason
    assert len(refused.subject) <= 80
    assert store.reduce("SELECT terms FROM post", {}, to_micros(AS_OF)).rows == [{"terms": []}]


def test_one_bad_term_costs_the_others_nothing(store: Store, case: cases.Case) -> None:
    """A case of which one term is none still has the others measured."""
    store.append(Kind.POST, samples.table(Kind.POST, [{"at": samples.START, "author": "ada", "text": "#Tide"}]), samples.KEY)
    results = measure_case(store, replace(case, terms=("#", "#tide")), volume.MEASUREMENT, Ask(AS_OF))
    assert [type(result) for result in results] == [Unmeasured, Finding]


def test_hidden_characters_split_no_term(tmp_path: Path) -> None:
    """Controls of direction, joiners, selectors and soft hyphens in, before or after a hashtag leave it one term; a tower of marks makes it none."""
    spelled = [
        "#tide", "#ti\u200bde", "\u202e#tide\u202c!", "#\u2066tide\u2069", "❤\ufe0f#tide", "#t\u00adide\ufe0f", "\u200f#Tide", "＃ｔｉｄｅ", "#tide\u200d",
    ]  # fmt: skip
    zalgo = "#" + "".join(letter + "\u0336\u0310\u0353\u0489" * 12 for letter in "tide")
    rows = [{"at": samples.START + n * HOUR, "author": f"a{n}", "text": text} for n, text in enumerate([*spelled, zalgo])]
    store = _store(tmp_path, rows)
    assert store.reduce("SELECT DISTINCT unnest(terms) AS term FROM post", {}, to_micros(AS_OF)).rows == [{"term": "#tide"}]
    assert _one(store, volume).value == len(spelled)
    assert _one(store, volume, "tide").value == len(spelled)  # the phrase too: '#' is no part of a word


def test_one_account_with_100_000_posts(tmp_path: Path) -> None:
    """One account that shouts all day is one account on the list, and nearly all of the posts where their share is asked for."""
    shout = [{"at": samples.START + timedelta(milliseconds=800 * n), "author": "loud", "text": "#tide"} for n in range(100_000)]
    others = [{"at": samples.START + timedelta(minutes=20 * n), "author": f"a{n}", "text": "#tide #sea"} for n in range(60)]
    store = _store(tmp_path, [*shout, *others])
    found = _one(store, concentration)
    assert found.value == pytest.approx(100_000 / 100_060)
    assert found.detail["expected"] < 0.02
    assert (found.detail["median_posts"], found.detail["most_posts"]) == (1.0, 100_000)
    assert found.low == pytest.approx(found.value, abs=0.001)
    day = {"from_at": samples.START, "to_at": samples.START + timedelta(days=1)}
    listed = _one(store, rank, **day)
    assert max(row["accounts"] for row in listed.series) == 4  # three others an hour, and the loud one
    assert (_one(store, volume).value, isinstance(_one(store, terms), Unmeasured)) == (100_060, True)


def test_all_posts_in_one_second(tmp_path: Path) -> None:
    """Posts that all carry one time are one interval; what needs a past says that there is none, and nothing divides by a length of 0."""
    store = _store(
        tmp_path, [{"at": samples.START, "author": f"a{n % 80}", "text": "#tide #sea" if n % 2 else "#calm"} for n in range(400)]
    )
    counted, listed = _one(store, volume), _one(store, rank)
    assert (counted.value, counted.detail["intervals"], len(counted.series)) == (200, 1, 1)
    assert (listed.value, listed.detail["intervals"]) == (1.0, 1)
    shared = _one(store, concentration)
    assert (shared.from_at, shared.to_at) == (samples.START, samples.START)
    assert shared.detail["median_posts"] == 5.0
    risen = _one(store, terms)
    assert (risen.detail["against_past"], "cannot be told" in risen.notes[0]) == (False, True)
    zero = _one(store, rank, from_at=samples.START, to_at=samples.START)
    assert isinstance(zero, Unmeasured)


def test_an_hour_without_the_term(tmp_path: Path) -> None:
    """An hour in which the stream goes on without the term is no gap: it is off the list there, and the count has nothing to add."""
    store = _store(tmp_path, _stream(24, without=range(10, 12)))
    counted, listed = _one(store, volume), _one(store, rank)
    assert (counted.value, counted.detail["intervals"], counted.detail["intervals_without_posts"], counted.notes) == (132, 22, 0, ())
    assert (listed.value, listed.high) == (22 / 24, 22 / 24)


def test_a_gap_in_the_collection(tmp_path: Path) -> None:
    """Hours in which nothing at all was collected are said to be a gap, and the share of time on the list is open by as much."""
    store = _store(tmp_path, _stream(24, silent=range(10, 14)))
    counted, listed = _one(store, volume), _one(store, rank)
    assert (counted.value, counted.detail["intervals_without_posts"]) == (120, 4)
    assert "4 of 24 intervals hold no post of any kind" in counted.notes[0]
    assert (listed.low, listed.high) == (pytest.approx(20 / 24), 1.0)
    whole = _one(_store_beside(tmp_path, _stream(20)), concentration)
    assert _one(store, concentration).detail["posts"] == whole.detail["posts"] == 120  # a share of posts needs no clock


def _store_beside(folder: Path, rows: list[dict[str, Any]]) -> Store:
    beside = folder / "beside"
    beside.mkdir()
    return _store(beside, rows)


def test_times_at_the_ends_of_the_calendar(load: Any) -> None:
    """Times before 1990, in the year 9999 and on no day are refused, each with its reason; the sound post beside them is kept."""
    ends = [datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)]
    report = load(_line(1), *(_line(2 + n, at) for n, at in enumerate(ends)), {**_line(9), "at": "2026-02-30T10:00:00Z"})
    assert report.stored == 1
    assert report.skipped == {
        "time before 1990": 1,
        "time in the future (more than a day after the load)": 1,
        "time that cannot be read": 1,
    }
