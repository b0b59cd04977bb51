"""Measure the cases that are served, each in a thread of its own: piece by piece, once, and again when its records change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Final, TypeVar

from uproar import case as cases
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import Question
from uproar.errors import UproarError
from uproar.findings import Result, from_micros
from uproar.inquiry import Inquiry
from uproar.web.holdings import Records, came_for, look, stamp
from uproar.web.snapshot import CLAIMS, Snapshot, instrument, make, tasks
from uproar.web.timeline import draw_ahead

_KEPT: Final = 24  # moments a case's results are kept for: a person who moves the slider back finds them; the oldest asked for go first
# A snapshot costs the drawing of every chart: it is made when at least this many times its cost went into measuring, so that it takes a third at most.
_WORTH: Final = 2.0
_FIRST: Final = ("pages", "press", "petition", "reviews", "posts", CLAIMS)  # from the quick to the slow, until their times are known
Answer = TypeVar("Answer")


@dataclass(slots=True)
class _Job:
    """The results of one moment; `asked_at` is None for the latest."""

    asked_at: datetime | None
    records: Records
    as_of: datetime
    snapshot: Snapshot
    todo: list[str]
    wanted: int = 0
    results: dict[str, tuple[Result, ...]] = field(default_factory=dict)
    articles: tuple[CheckedArticle, ...] = ()
    faults: dict[str, str] = field(default_factory=dict)
    urgent: frozenset[str] = frozenset()  # what new records came for: as soon as all of it is measured there is a snapshot
    spent: float = 0.0  # seconds of measuring since the last snapshot
    drawn: float = 0.0  # seconds that the last snapshot took


class _Checker(Inquiry):
    """Puts each question to the record once: articles of one day ask the same ones, each of which reads every post."""

    def __init__(self, inquiry: Inquiry) -> None:
        super().__init__(inquiry.case)
        self.store = inquiry.store
        self._answers: dict[str, list[Result]] = {}

    def answer(self, question: Question) -> list[Result]:
        """The answer, as it was given before where the same was asked before."""
        asked = question.ask
        key = repr((question.measurement, replace(asked, settings={}), sorted(asked.settings.items())))
        if key not in self._answers:
            self._answers[key] = super().answer(question)
        return self._answers[key]


class Watched:
    """One case that is served.

    Nothing here writes to the store. The engine is used by one thread for measuring and, over a connection of its own, by another for what a page looks up.

    Args:
        name: What the case is called in addresses.
        folder: The case folder.
        tell: Called from the thread that measures after every new snapshot, and by `refresh` where the records changed.
    """

    def __init__(self, name: str, folder: Path, tell: Callable[[], None]) -> None:
        self.name = name
        self._folder = folder
        self._tell = tell
        self._inquiry = Inquiry(cases.read(folder))
        self.fault = ""
        self.records = look(self.case.store_folder)
        self._stamp = self._stamps()
        self._jobs: OrderedDict[datetime | None, _Job] = OrderedDict()
        self._costs: dict[str, float] = {}
        self._turn = 0
        self._closed = False
        self._changed = threading.Condition()
        self._lookups = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"lookup-{name}")
        self._looking: Inquiry | None = None
        self._thread = threading.Thread(target=self._work, name=f"measure-{name}", daemon=True)
        self._thread.start()

    @property
    def case(self) -> cases.Case:
        """The case, as its file says now."""
        return self._inquiry.case

    def snapshot(self, as_of: datetime | None = None) -> Snapshot:
        """The newest snapshot of a moment, or of the latest; at first one in which everything is pending."""
        with self._changed:
            job = self._jobs.get(as_of)
            if job is None:
                then = as_of or self._latest()
                job = self._jobs[as_of] = _Job(as_of, self.records, then, self._blank(then), self._order(tasks(), self.records, None))
            elif job.records is not self.records:
                self._begin_anew(job)
            self._turn += 1
            job.wanted = self._turn
            self._jobs.move_to_end(as_of)
            while len(self._jobs) > _KEPT:
                self._jobs.pop(next(one for one in self._jobs if one is not None))
            self._changed.notify_all()
            return job.snapshot

    def refresh(self) -> bool:
        """See whether another process changed the records or the case; costs three look-ups of file times where none did."""
        stamp = self._stamps()
        if stamp == self._stamp:
            return False
        try:
            records, case = look(self.case.store_folder), cases.read(self._folder)
        except Exception as error:  # noqa: BLE001  # whatever the disk does must not end the watch: it is told, and tried again
            self.fault = str(error)
            return True
        self.fault = ""
        self._stamp = stamp
        with self._changed:
            changed = records != self.records or case != self.case
            if case != self.case:
                self._inquiry = Inquiry(case)
                self._looking = None
            if changed:
                self.records = records
                if (live := self._jobs.get(None)) is not None:
                    self._begin_anew(live)
                self._changed.notify_all()
        if changed:
            self._tell()
        return changed

    def look_up(self, question: Callable[[Inquiry], Answer]) -> Answer:
        """Put a question to the record over a connection of its own; waits for no measurement. Not for the event loop's thread."""

        def asked() -> Answer:
            if self._looking is None:
                self._looking = Inquiry(self.case)
            return question(self._looking)

        return self._lookups.submit(asked).result()

    def close(self) -> None:
        """Stop measuring after the task at hand."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._lookups.shutdown(wait=False, cancel_futures=True)

    def _latest(self) -> datetime:
        return self.records.latest_at or from_micros(0)

    def _stamps(self) -> tuple[tuple[int, int], ...]:
        paths = (self.case.store_folder / "ledger.sqlite", self.case.store_folder / "ledger.sqlite-wal", self._folder / cases.CASE_FILE)
        return tuple(stamp(path) for path in paths)

    def _blank(self, as_of: datetime) -> Snapshot:
        every = frozenset(tasks())
        return make(self.case, 0, self.records.fingerprint, as_of, (), (), self.records.loads, every, every, {})

    def _order(self, names: tuple[str, ...] | list[str], records: Records, before: Records | None) -> list[str]:
        """What is quick comes first; what new records came for, before it."""
        came = came_for(before, records)

        def place(name: str) -> tuple[bool, float, int]:
            return (
                instrument(name) not in came,
                self._costs.get(name, 0.0),
                _FIRST.index(instrument(name)) if instrument(name) in _FIRST else 9,
            )

        return sorted(names, key=place)

    def _begin_anew(self, job: _Job) -> None:
        before, job.records = job.records, self.records
        job.as_of = job.asked_at or self._latest()
        # What was still to be done comes first: records that come without end must not keep the slow from their turn.
        late = list(job.todo)
        job.todo = late + self._order([name for name in tasks() if name not in late], self.records, before)
        job.urgent = frozenset(name for name in tasks() if instrument(name) in came_for(before, self.records))
        # What is shown stays, and says from now on that it is older.
        old, every = job.snapshot, frozenset(tasks())
        job.snapshot = replace(old, number=old.number + 1, pending=every, missing=every - set(job.results))

    def _work(self) -> None:
        while True:
            with self._changed:
                idle = self._idle()
                while not self._closed and idle is None and not any(job.todo for job in self._jobs.values()):
                    self._changed.wait()
                    idle = self._idle()
                if self._closed:
                    return
                job = max((job for job in self._jobs.values() if job.todo), key=lambda one: one.wanted, default=None)
                if job is not None:
                    name, as_of, records, inquiry = job.todo[0], job.as_of, job.records, self._inquiry
            if job is None:
                if idle is not None:
                    idle()
                continue
            began = perf_counter()
            found = self._take(inquiry, name, as_of)
            took = perf_counter() - began
            with self._changed:
                self._costs[name] = took
                if job.records is not records:
                    continue  # the records changed meanwhile: it is taken again
                job.todo.remove(name)
                self._put(job, name, found)
                job.spent += took
                came = job.urgent and not job.urgent & set(job.todo)
                due = not job.todo or came or (not job.urgent and job.spent >= _WORTH * job.drawn)
                if due:
                    job.urgent = frozenset()
            if due:
                self._publish(job, inquiry)

    def _idle(self) -> Callable[[], object] | None:
        """What is worth doing while nothing is to be measured: the pictures of the latest results, 0.1 s each, before somebody waits for them."""
        live = self._jobs.get(None)
        if live is None or live.todo:
            return None
        snapshot = live.snapshot
        ahead = None if "undrawable" in snapshot.kept else snapshot.undrawn() or draw_ahead(snapshot, self.case)
        if ahead is None:
            return None

        def drawn() -> None:
            try:
                ahead()
            except Exception:  # noqa: BLE001  # the page that shows it will tell; this thread must go on measuring
                snapshot.kept["undrawable"] = True

        return drawn

    @staticmethod
    def _take(inquiry: Inquiry, name: str, as_of: datetime) -> list[Any] | str:
        """What a task found, or how it failed."""
        try:
            return _Checker(inquiry).check_stored(as_of) if name == CLAIMS else inquiry.measure(as_of, [name])
        except UproarError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001  # one measurement's fault must not take the others' pages away: it is told in its place
            return f"{type(error).__name__}: {error}. This is a fault in uproar: please report it."

    @staticmethod
    def _put(job: _Job, name: str, found: list[Any] | str) -> None:
        job.faults.pop(name, None)
        if isinstance(found, str):
            job.faults[name] = found
            job.results.pop(name, None)
        elif name == CLAIMS:
            job.articles = tuple(found)
            job.results[name] = ()
        else:
            job.results[name] = tuple(found)

    def _publish(self, job: _Job, inquiry: Inquiry) -> None:
        began = perf_counter()
        with self._changed:
            pending = frozenset(job.todo)
            missing = frozenset(name for name in pending if name not in job.results)
            results = [one for name in tasks() for one in job.results.get(name, ())]
            faults, articles, records, as_of, number = dict(job.faults), job.articles, job.records, job.as_of, job.snapshot.number + 1
        try:
            made = make(inquiry.case, number, records.fingerprint, as_of, results, articles, records.loads, pending, missing, faults)
        except Exception as error:  # noqa: BLE001  # an account that cannot be put together is told as such; the pages stay up
            faults["dossier"] = f"{type(error).__name__}: {error}. This is a fault in uproar: please report it."
            made = make(inquiry.case, number, records.fingerprint, as_of, (), (), records.loads, pending, missing, faults)
        with self._changed:
            job.snapshot = made
            job.spent, job.drawn = 0.0, perf_counter() - began
        self._tell()
