"""What is measured is measured once, kept while it holds, and told piece by piece."""

import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import uproar
from tests.web.conftest import LOADED_AT
from uproar.dossier.text import line
from uproar.inquiry import Inquiry
from uproar.web.results import FIRST, Watched
from uproar.web.snapshot import tasks


@pytest.fixture
def copied(example: Path, tmp_path: Path) -> Path:
    """A case of one's own to load into: petition, pages and articles, few posts."""
    shutil.copytree(example / "tidewater", tmp_path / "tidewater")
    return tmp_path / "tidewater"


@pytest.fixture
def watch():
    """Watches a case; closed at the end."""
    made: list[Watched] = []

    def watched(folder: Path, tell: Callable[[], None] = lambda: None) -> Watched:
        made.append(Watched("tidewater", folder, tell))
        return made[-1]

    yield watched
    for one in made:
        one.close()


def settle(watched: Watched, as_of: Any = None) -> Any:
    deadline = time.monotonic() + 60
    while (snapshot := watched.snapshot(as_of)).pending:
        assert time.monotonic() < deadline, f"still pending: {sorted(snapshot.pending)}"
        time.sleep(0.02)
    return snapshot


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each measurement is taken; none does anything but the petition's count, so that it is quick."""
    taken: Counter[str] = Counter()
    real = Inquiry.measure

    def measure(self: Inquiry, as_of: Any = None, only: Any = (), **rest: Any) -> Any:
        taken.update(only)
        time.sleep(0.005)
        return real(self, as_of, only, **rest) if only == ["petition.signature_count"] else []

    monkeypatch.setattr(Inquiry, "measure", measure)
    monkeypatch.setattr(Inquiry, "check_stored", lambda *_: [])
    return taken


def test_many_visitors_measure_once(copied: Path, watch, counted: Counter[str]) -> None:
    """However many ask at once, and again later, each measurement is taken once."""
    watched = watch(copied)
    visitors = [threading.Thread(target=watched.snapshot) for _ in range(20)]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    settle(watched)
    settle(watched)
    assert counted == dict.fromkeys(set(tasks()) - {"claims"}, 1)


def test_numbers_know_their_findings(copied: Path, watch) -> None:
    """The finding behind each number of the account is the one that the account printed."""
    snapshot = settle(watch(copied))
    numbers = snapshot.dossier.numbers
    assert set(snapshot.findings) == set(numbers)
    for number, finding in snapshot.findings.items():
        told = numbers[number]
        assert (told.name, told.subject, told.low, told.high, told.from_at) == (
            line(finding.name),
            line(finding.subject),
            finding.low,
            finding.high,
            finding.from_at,
        )


def test_pages_fill_piece_by_piece(copied: Path, watch, counted: Counter[str]) -> None:
    """Snapshots come one after another, each with less pending, from nothing to everything; a complete one of the same moment has the same tag."""
    seen: list[tuple[int, int]] = []
    watched = watch(copied, lambda: seen.append((watched.snapshot().number, len(watched.snapshot().pending))))
    assert watched.snapshot().missing == frozenset(tasks())
    last = settle(watched)
    assert len({number for number, _ in seen}) > 2
    assert [pending for _, pending in seen] == sorted((pending for _, pending in seen), reverse=True)
    assert last.tag == settle(watch(copied)).tag


def test_moments_asked_for_are_bounded(copied: Path, watch, counted: Counter[str]) -> None:
    """However many moments are asked for, a bounded number is kept, the latest always among them."""
    watched = watch(copied)
    live = settle(watched)
    for hour in range(60):
        watched.snapshot(live.as_of - timedelta(hours=hour + 1))
    assert len(watched._jobs) <= 24
    assert watched.snapshot() is live


def test_a_fault_stays_in_its_place(copied: Path, watch, counted: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A measurement that fails is told by name; the others are there."""
    real = Inquiry.measure

    def measure(self: Inquiry, as_of: Any = None, only: Any = (), **rest: Any) -> Any:
        if only == ["posts.burst"]:
            raise ZeroDivisionError
        return real(self, as_of, only, **rest)

    monkeypatch.setattr(Inquiry, "measure", measure)
    snapshot = settle(watch(copied))
    assert list(snapshot.faults) == ["posts.burst"]
    assert "ZeroDivisionError" in snapshot.faults["posts.burst"]
    assert [one.name for one in snapshot.findings.values()] == ["petition.signature_count"]


def test_a_chart_that_cannot_be_drawn_stops_nothing(copied: Path, watch, counted: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A chart that cannot be drawn is told in its place, and other moments are measured as before."""
    monkeypatch.setattr("uproar.web.snapshot.to_svg", lambda *_, **__: 1 / 0)
    watched = watch(copied)
    live = settle(watched)
    drawing = next(drawing for section in live.dossier.sections for drawing in section.drawings)
    assert "could not be drawn: ZeroDivisionError" in live.picture(drawing, "p-1-1", "wide")
    deadline = time.monotonic() + 20
    while live.undrawn() is not None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert not settle(watched, live.as_of - timedelta(days=1)).pending


def test_new_records_are_measured_and_the_old_shown_meanwhile(copied: Path, watch, counted: Counter[str], tmp_path: Path) -> None:
    """After a load by another inquiry the older result stays until the new one is there, and only what is complete is called so."""
    watched = watch(copied)
    before = settle(watched)
    assert not watched.refresh()
    more = tmp_path / "more.csv"
    more.write_text("at,signatures\n2026-03-16T12:00:00+01:00,70000\n")
    uproar.open(copied).load(more, uproar.Options(LOADED_AT, petition="tidewater-offline", columns={"time": "at", "count": "signatures"}))
    assert watched.refresh()
    meanwhile = watched.snapshot()
    assert meanwhile.pending
    assert meanwhile.findings
    after = settle(watched)
    assert [one.value for one in after.findings.values()] == [70000]
    assert after.tag != before.tag
    assert after.as_of > before.as_of


def test_a_broken_ledger_is_told_and_passes(copied: Path, watch, counted: Counter[str]) -> None:
    """Where the ledger cannot be read the pages stay up and say so; where it can be read again, they say nothing more."""
    watched = watch(copied)
    settle(watched)
    ledger = copied / "store" / "ledger.sqlite"
    sound = ledger.read_bytes()
    for path in copied.glob("store/ledger.sqlite-*"):
        path.unlink()
    ledger.write_bytes(b"no database at all" * 100)
    assert watched.refresh()
    assert "ledger" in watched.fault
    assert watched.snapshot().findings
    ledger.write_bytes(sound)
    watched.refresh()
    assert watched.fault == ""


def test_what_opens_the_account_is_measured_first(copied: Path, watch, counted: Counter[str]) -> None:
    """On a case never measured the order begins with what opens the account and ends with what takes longest."""
    watched = watch(copied)
    order = watched._order(tasks(), watched.records, None)
    assert tuple(order[: len(FIRST)]) == FIRST
    assert order[-3:] == ["claims", "posts.coordination", "posts.bursts"]
    assert sorted(order) == sorted(tasks())


def test_what_new_records_came_for_is_shown_before_the_rest_is_measured(copied: Path, watch, counted: Counter[str], tmp_path: Path) -> None:
    """After a load of readings the first snapshot without a pending petition comes before any other instrument is measured again."""
    measured: list[set[str]] = []

    def tell() -> None:
        if not any(name.startswith("petition.") for name in watched.snapshot().pending):
            measured.append({name.partition(".")[0] for name in counted})

    watched = watch(copied, tell)
    settle(watched)
    measured.clear()
    counted.clear()
    more = tmp_path / "more.csv"
    more.write_text("at,signatures\n2026-03-16T12:00:00+01:00,70000\n")
    uproar.open(copied).load(more, uproar.Options(LOADED_AT, petition="tidewater-offline", columns={"time": "at", "count": "signatures"}))
    assert watched.refresh()
    settle(watched)
    assert measured[0] == {"petition"}
    assert set(counted) == set(tasks()) - {"claims"}
