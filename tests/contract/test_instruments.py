"""What every measurement keeps to, whatever it measures; measurements are discovered."""

import dataclasses
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import samples
from uproar.findings import Ask, Event, Finding, Measurement, Unmeasured, to_micros
from uproar.instruments.run import measure, measurements, parameters
from uproar.records import Kind
from uproar.store import Store

ROOT = Path(__file__).parents[2]
SUBJECT = {"terms": "#fixtidewater", "petitions": "tidewater-offline", "pages": "tidewater", "sides": "audience", "title": "Tidewater"}
each = pytest.mark.parametrize("what", measurements(), ids=lambda m: m.name)


def _store(folder: Path, rows: dict[Kind, list[dict[str, Any]]]) -> Store:
    folder.mkdir()
    store = Store(folder)
    for kind, records in rows.items():
        store.append(kind, samples.table(kind, records), samples.KEY)
    return store


def _ask(what: Measurement, as_of: datetime) -> Ask:
    return Ask(as_of, subject=SUBJECT[what.subjects], zone="Europe/Berlin", events=(Event(EVENT_AT, EVENT_AT, "The studio apologises"),))


def _without_store(result: Any) -> Any:
    """A result less what names the store it came from."""
    return dataclasses.replace(result, evidence=dataclasses.replace(result.evidence, fingerprint=""))


LATE = samples.START + timedelta(days=3)
EVENT_AT = samples.START + timedelta(hours=49)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with every record of the samples."""
    return _store(tmp_path_factory.mktemp("whole") / "s", {kind: make() for kind, make in samples.RECORDS.items()})


@pytest.fixture(scope="module")
def early(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with only the records that were known at LATE."""
    rows = {kind: [row for row in make() if row["at"] <= LATE] for kind, make in samples.RECORDS.items()}
    return _store(tmp_path_factory.mktemp("early") / "s", rows)


@pytest.fixture(scope="module")
def read_later(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with those records, and with earlier ones that were read only after LATE."""
    rows = {kind: [row for row in make() if row["at"] <= LATE] for kind, make in samples.RECORDS.items()}
    for kind, make in samples.RECORDS.items():
        rows[kind] += [{**row, "id": f"late-{n}", "observed_at": LATE + timedelta(hours=1)} for n, row in enumerate(make()[:5])]
    return _store(tmp_path_factory.mktemp("read_later") / "s", rows)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store without records."""
    return _store(tmp_path_factory.mktemp("empty") / "s", {})


@each
def test_there_is_something_to_measure(what: Measurement, whole: Store) -> None:
    """On the samples every measurement finds something, so that the other rules are tested on values."""
    results = measure(whole, what, _ask(what, LATE))
    assert results
    assert all(isinstance(result, Finding) for result in results), results
    assert all(result.name == what.name for result in results)


@each
def test_later_records_change_nothing(what: Measurement, whole: Store, early: Store) -> None:
    """A result as of a moment is the same whether or not later records are there."""
    asked = _ask(what, LATE)
    assert [_without_store(r) for r in measure(whole, what, asked)] == [_without_store(r) for r in measure(early, what, asked)]


@each
def test_records_observed_later_change_nothing(what: Measurement, early: Store, read_later: Store) -> None:
    """A record of something earlier that was read only after the moment does not count at that moment."""
    asked = _ask(what, LATE)
    assert [_without_store(r) for r in measure(read_later, what, asked)] == [_without_store(r) for r in measure(early, what, asked)]


@each
def test_nothing_gives_unmeasured(what: Measurement, empty: Store) -> None:
    """An empty store gives a reason and what is needed, never 0 or an empty list."""
    results = measure(empty, what, _ask(what, LATE))
    assert len(results) == 1
    assert isinstance(results[0], Unmeasured)
    assert results[0].reason
    assert results[0].needs


@each
def test_too_few_records_give_unmeasured(what: Measurement, tmp_path: Path) -> None:
    """With one record less than it needs, a measurement says so; with one record where one is enough, it says that one."""
    kind = Kind(what.kind)
    count = max(1, what.least_records - 1)
    rows = [row for row in samples.RECORDS[kind]() if kind is not Kind.POST or "#fixtidewater" in row["text"].lower()][:count]
    results = measure(_store(tmp_path / "s", {kind: rows}), what, _ask(what, LATE))
    expected = Unmeasured if what.least_records > 1 else Finding
    assert [type(result) for result in results] == [expected] * len(results)
    assert results


@each
def test_evidence_runs_again_to_the_same_value(what: Measurement, whole: Store) -> None:
    """The query in the evidence, run again as it stands, gives rows that judge to the same results."""
    asked = _ask(what, LATE)
    results = measure(whole, what, asked)
    evidence = results[0].evidence
    assert evidence is not None
    assert evidence.record_count > 0
    rows = whole.rerun(evidence)
    again = what.judge(rows, asked)
    assert [dataclasses.replace(r, evidence=evidence) for r in again] == results


@each
def test_it_is_documented(what: Measurement) -> None:
    """A measurement has a heading on its instrument's page, its settings named there, and a docstring on its judging function."""
    page = (ROOT / "docs" / "instruments" / f"{what.name.split('.')[0]}.md").read_text()
    assert f"## {what.name}" in page
    for setting in what.settings:
        assert f"`{setting}`" in page, setting
    assert what.judge.__doc__
    assert "rows:" in what.judge.__doc__


@each
def test_names_and_bounds_make_sense(what: Measurement, whole: Store) -> None:
    """Names are instrument.measurement; bounds hold the value; periods run forward; nothing lies after the as-of."""
    for result in measure(whole, what, _ask(what, LATE)):
        assert isinstance(result, Finding)
        assert what.name.count(".") == 1
        if result.low is not None and isinstance(result.value, (int, float)):
            assert result.low <= result.value + 1e-9
        if result.high is not None and isinstance(result.value, (int, float)):
            assert result.value <= result.high + 1e-9
        if result.from_at and result.to_at:
            assert result.from_at <= result.to_at


def test_a_period_never_reaches_past_the_as_of() -> None:
    """Whatever period is asked for, the reduction ends at the as-of."""
    what = measurements()[0]
    asked = Ask(LATE, to_at=LATE + timedelta(days=30))
    assert parameters(what, asked)["to_at"] == to_micros(LATE) + 1
