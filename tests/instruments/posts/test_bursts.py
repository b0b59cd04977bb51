"""posts.bursts: every term of the stream in one pass, in accord with posts.burst."""

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import samples
from uproar.case import Case
from uproar.findings import Ask, Finding, Unmeasured
from uproar.instruments.posts import burst, bursts
from uproar.instruments.run import measure, measure_case
from uproar.records import Kind
from uproar.store import Store

AS_OF = samples.START + timedelta(days=60)
TERMS = ("#one", "#two", "#three", "#four", "#five")
TEN_MINUTES = timedelta(minutes=10)


def _posts(days: int = 9, seed: int = 1, sampling: str = "stream") -> list[dict[str, Any]]:
    """Five tags by eighty accounts, one of them written twice in a post; bursts of #two on the fifth day and again on the last, and of a new tag on the sixth."""
    draws = random.Random(seed)
    rows = [
        {
            "at": samples.START + timedelta(seconds=draws.randrange(days * 86_400)),
            "author": f"a{draws.randrange(80)}",
            "text": draws.choice(TERMS) + " #five",
        }
        for _ in range(days * 300)
    ]
    for tag, day, count in (("#two", 4.3, 60), ("#Two", days - 0.2, 90), ("#new", 5.5, 40)):
        rows += [
            {
                "at": samples.START + timedelta(days=day, seconds=draws.randrange(7200)),
                "author": f"n{tag}{draws.randrange(count)}",
                "text": f"{tag} now {tag}",
            }
            for _ in range(2 * count)
        ]
    return [{**row, "id": f"p{number}", "sampling": sampling} for number, row in enumerate(sorted(rows, key=lambda row: row["at"]))]


def _store(folder: Path, rows: list[dict[str, Any]]) -> Store:
    folder.mkdir()
    store = Store(folder)
    store.append(Kind.POST, samples.table(Kind.POST, rows), samples.KEY)
    return store


def _measured(store: Store, **more: Any) -> Finding:
    (found,) = measure(store, bursts.MEASUREMENT, Ask(AS_OF, **{"subject": "Tidewater"} | more))
    assert isinstance(found, Finding), found
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return _store(tmp_path_factory.mktemp("bursts") / "store", _posts())


def test_the_planted_bursts_are_found_and_no_other(store: Store) -> None:
    """Two terms took off in three bursts, the strongest first, each with its accounts, its first alarm and an hour or a day as its window."""
    found = _measured(store)
    assert (found.value, found.detail["bursts"], len(found.series)) == (2, 3, 3)
    assert {row["term"] for row in found.series} == {"#two", "#new"}
    assert [row["evidence"] for row in found.series] == sorted((row["evidence"] for row in found.series), reverse=True)
    new = next(row for row in found.series if row["term"] == "#new")
    assert 25 <= new["accounts"] <= 40
    assert new["posts"] >= new["accounts"]
    assert timedelta(0) < new["alarm_at"] - samples.START - timedelta(days=5.5) <= timedelta(hours=1)
    assert {row["window_hours"] for row in found.series} <= {1.0, 24.0}
    assert found.detail["terms_judged"] == len(TERMS) + 1


def _alarmed_hours(finding: Finding) -> list[tuple[datetime, datetime]]:
    """The first and last hour of each run of alarmed hours, runs at least a day apart."""
    runs: list[list[datetime]] = []
    for row in finding.series:
        if row["alarmed"]:
            if not runs or row["at"] - runs[-1][-1] > timedelta(days=1):
                runs.append([])
            runs[-1].append(row["at"])
    return [(run[0], run[-1]) for run in runs]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_term_alarms_as_it_does_alone(tmp_path: Path, seed: int) -> None:
    """For each term the alarms of the pass over all terms fall in the hours in which posts.burst, asked about it alone, alarms."""
    store = _store(tmp_path / "s", _posts(seed=seed))
    hour = lambda at: (at - TEN_MINUTES).replace(minute=0)
    together: dict[str, list[tuple[datetime, datetime]]] = {}
    for row in sorted(_measured(store).series, key=lambda row: row["alarm_at"]):
        together.setdefault(row["term"], []).append((hour(row["alarm_at"]), hour(row["last_alarm_at"])))
    assert together
    for term in (*TERMS, "#new"):
        (alone,) = measure(store, burst.MEASUREMENT, Ask(AS_OF, subject=term))
        assert isinstance(alone, Finding)
        assert _alarmed_hours(alone) == together.get(term, []), term


def test_a_period_lists_what_took_off_in_it(store: Store) -> None:
    """Asked about the sixth day, the term that took off then is listed, against the whole past; about the seventh, none is."""
    sixth, seventh = (
        _measured(store, from_at=samples.START + timedelta(days=day), to_at=samples.START + timedelta(days=day + 1)) for day in (5, 6)
    )
    assert [row["term"] for row in sixth.series] == ["#new"]
    assert (seventh.value, seventh.series) == (0, ())
    assert sixth.detail["by_chance"] == pytest.approx(0.1)


def test_a_term_of_its_own_and_a_list_cut_short(store: Store) -> None:
    """Asked about one term, its bursts alone are listed as they are among all; a short list says how many bursts it leaves out."""
    everything = _measured(store)
    alone = _measured(store, subject="#two")
    assert alone.series == tuple(row for row in everything.series if row["term"] == "#two")
    cut = _measured(store, settings={"most_rows": 1})
    assert (cut.series, cut.value, cut.detail["bursts"]) == (everything.series[:1], 2, 3)
    assert "2 more are not" in cut.notes[-1]


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"sampling": "search"}, "search"), ({"sampling": "browse"}, "browse"), ({"author": None}, "no author")],
    ids=["search", "browse", "no authors"],
)
def test_what_cannot_carry_it_is_refused(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    """A search, a browse sample and posts without authors give the reason."""
    (missing,) = measure(_store(tmp_path / "s", [row | change for row in _posts(4)]), bursts.MEASUREMENT, Ask(AS_OF, subject="Tidewater"))
    assert isinstance(missing, Unmeasured)
    assert reason in missing.reason


def test_a_record_of_two_days_and_a_period_after_it_are_unmeasured(tmp_path: Path, store: Store) -> None:
    """Without a past, and where the record ends before the period, there is a reason and no number."""
    short = _store(tmp_path / "s", [row for row in _posts() if row["at"] < samples.START + timedelta(days=2)])
    (thin,) = measure(short, bursts.MEASUREMENT, Ask(AS_OF, subject="Tidewater"))
    (late,) = measure(store, bursts.MEASUREMENT, Ask(AS_OF, subject="Tidewater", from_at=samples.START + timedelta(days=30)))
    assert isinstance(thin, Unmeasured)
    assert isinstance(late, Unmeasured)
    assert "48" in thin.reason
    assert "ends before" in late.reason


def test_bursts_share_one_pass_over_the_stream(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a case of three terms, the activity of the stream and the search for linked accounts are each run once, and again only for another moment."""
    kept: list[str] = []
    keep = store._engine.keep
    monkeypatch.setattr(store._engine, "keep", lambda name, sql, values: (kept.append(name), keep(name, sql, values))[1])
    store._shared.clear()
    case = Case("Tidewater", terms=("#two", "#new", "#one"))
    for what in (burst.MEASUREMENT, bursts.MEASUREMENT):
        measure_case(store, case, what, Ask(AS_OF))
    assert len(kept) == 2
    measure_case(store, case, bursts.MEASUREMENT, Ask(AS_OF - timedelta(days=1)))
    assert len(kept) == 3
