"""Measure the cases that are served, each in two threads of its own: piece by piece, once, and again when its records change."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Final, TypeVar

from uproar import case as cases
from uproar.claims.article import CheckedArticle
from uproar.errors import UproarError
from uproar.findings import Result, from_micros
from uproar.inquiry import Inquiry
from uproar.store import Store
from uproar.store.duckdb import DuckDBEngine
from uproar.web.holdings import Records, came_for, look, stamp
from uproar.web.snapshot import CLAIMS, Snapshot, instrument, make, tasks
from uproar.web.timeline import draw_ahead

_KEPT: Final = 24  # moments a case's results are kept for: a person who moves the slider back finds them; the oldest asked for go first
# A snapshot is made when at least this many times its cost went into measuring, so that it takes a sixth at most.
_WORTH: Final = 5.0
# Open pages ask for what new records changed as soon as it is told, and have its pictures drawn: measuring on would take half of each core from them.
_REST: Final = 0.7
_GOODBYE: Final = 2.0  # seconds that the threads have to end; one that computes without the engine ends with the process
# What opens the account comes first, what takes seconds on a million posts last, the rest from the quick to the slow as soon as their times are known.
FIRST: Final = (
    "petition.signature_count", "reviews.score", "posts.volume", "pages.change", "reviews.divergence", "reviews.bombing", "press.article", "posts.burst",
)  # fmt: skip
_LAST: Final = (CLAIMS, "posts.coordination", "posts.bursts")
# Reading articles is Python's work and holds its lock; counting posts is the engine's, which lets go of it: a thread for each keeps two cores busy.
_LANES: Final = (frozenset({"posts", "reviews", "petition", "pages"}), frozenset({"press", CLAIMS}))
# Each thread has a connection of its own, and so has what pages look up. 1M posts are judged in 700 MB, or with a third more time in this.
_MEMORY: Final = "350MB"
_SPILLED: Final = str(Path(tempfile.gettempdir()) / f"uproar-{os.getpid()}")  # the engine makes it where it needs it, and takes it away
_LONG: Final = 1.0  # seconds, after which a measurement may have left much behind
Answer = TypeVar("Answer")


@dataclass(slots=True)
class _Job:
    """The results of one moment; `asked_at` is None for the latest."""

    asked_at: datetime | None
    records: Records
    as_of: datetime
    snapshot: Snapshot
    todo: list[str]
    taken: set[str] = field(default_factory=set)  # those of them that are being measured
    wanted: int = 0
    results: dict[str, tuple[Result, ...]] = field(default_factory=dict)
    articles: tuple[CheckedArticle, ...] = ()
    faults: dict[str, str] = field(default_factory=dict)
    urgent: frozenset[str] = frozenset(FIRST)  # or what new records came for: as soon as all of it is measured there is a snapshot
    awaited: bool = True  # whether what is urgent has both cores: nothing else is measured beside it
    spent: float = 0.0  # seconds of measuring since the last snapshot
    drawn: float = 0.0  # seconds that the last snapshot took


def _connected(case: cases.Case, engine: DuckDBEngine) -> Inquiry:
    """The case over a connection of its own, which takes no more memory than it may: what does not fit lies on the disk meanwhile."""
    _bound(engine)
    engine.rows("SET temp_directory = '{}'".format(_SPILLED.replace("'", "''")), {})
    inquiry = Inquiry(case)
    inquiry.store = Store(case.store_folder, engine)
    return inquiry


def _bound(engine: DuckDBEngine) -> None:
    """Bound the engine's memory; it also gives back to the system what it holds ready for more, 140 MB after a million posts."""
    engine.rows(f"SET memory_limit = '{_MEMORY}'", {})


class Watched:
    """One case that is served.

    Nothing here writes to the store. Two threads measure, and a third looks up what a page asks for, each over a connection of its own.

    Args:
        name: What the case is called in addresses.
        folder: The case folder.
        tell: Called from the threads that measure after every new snapshot, and by `refresh` where the records changed.
    """

    def __init__(self, name: str, folder: Path, tell: Callable[[], None]) -> None:
        self.name = name
        self._folder = folder
        self._tell = tell
        self._case = cases.read(folder)
        self.fault = ""
        self.records = look(self.case.store_folder)
        self._stamp = self._stamps()
        self._jobs: OrderedDict[datetime | None, _Job] = OrderedDict()
        self._costs: dict[str, float] = {}
        self._turn = 0
        self._resting_until = 0.0
        self._closed = False
        self._changed = threading.Condition()
        self._publishing = threading.Lock()
        self._lookups = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"lookup-{name}")
        self._looking: Inquiry | None = None
        self._engines: dict[int, DuckDBEngine] = {}  # of the threads that measure
        self._threads = [
            threading.Thread(target=self._work, args=(lane,), name=f"measure-{name}-{lane}", daemon=True) for lane in range(len(_LANES))
        ]
        for thread in self._threads:
            thread.start()

    @property
    def case(self) -> cases.Case:
        """The case, as its file says now."""
        return self._case

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
                self._case = case
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
            if self._looking is None or self._looking.case is not self.case:
                self._looking = _connected(self.case, DuckDBEngine())
            return question(self._looking)

        return self._lookups.submit(asked).result()

    def close(self) -> None:
        """Stop measuring: queries are ended, and a thread that computes by itself has a moment to end.

        A thread that were still inside the engine when the process ends would take it down with a message of C++.
        """
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._lookups.shutdown(wait=False, cancel_futures=True)
        until = perf_counter() + _GOODBYE
        while perf_counter() < until and any(thread.is_alive() for thread in self._threads):
            for engine in tuple(self._engines.values()):  # again and again: a measurement asks more than one query
                engine.interrupt()
            for thread in self._threads:
                thread.join(_GOODBYE / 20)
        shutil.rmtree(_SPILLED, ignore_errors=True)  # what an engine that does not end by itself would leave

    def _latest(self) -> datetime:
        return self.records.latest_at or from_micros(0)

    def _stamps(self) -> tuple[tuple[int, int], ...]:
        paths = (self.case.store_folder / "ledger.sqlite", self.case.store_folder / "ledger.sqlite-wal", self._folder / cases.CASE_FILE)
        return tuple(stamp(path) for path in paths)

    def _blank(self, as_of: datetime) -> Snapshot:
        every = frozenset(tasks())
        return make(self.case, 0, self.records.fingerprint, as_of, (), (), self.records.loads, every, every, {})

    def _order(self, names: tuple[str, ...] | list[str], records: Records, before: Records | None) -> list[str]:
        """What opens the account comes first, and the quick before the slow; what new records came for, before all."""
        came = came_for(before, records)

        def place(name: str) -> tuple[bool, int, int, float]:
            first = FIRST.index(name) if name in FIRST else len(FIRST)
            return instrument(name) not in came, first, _LAST.index(name) if name in _LAST else -1, self._costs.get(name, 0.0)

        return sorted(names, key=place)

    def _begin_anew(self, job: _Job) -> None:
        before, job.records = job.records, self.records
        job.as_of = job.asked_at or self._latest()
        # What was still to be done comes first: records that come without end must not keep the slow from their turn.
        late = list(job.todo)
        job.todo = late + self._order([name for name in tasks() if name not in late], self.records, before)
        job.taken = set()  # what is being measured finds that it is of older records
        job.urgent = frozenset(name for name in tasks() if instrument(name) in came_for(before, self.records))
        job.awaited = bool(job.urgent) and not late  # records that come without end must not stop the rest
        # What is shown stays, and says from now on that it is older.
        old, every = job.snapshot, frozenset(tasks())
        job.snapshot = replace(old, number=old.number + 1, pending=every, missing=every - set(job.results))

    def _work(self, lane: int) -> None:
        inquiry: Inquiry | None = None
        engine = self._engines[lane] = DuckDBEngine()
        while True:
            with self._changed:
                while not self._closed and (task := self._next(lane)) is None and (idle := self._idle(lane)) is None:
                    rest = self._resting_until - perf_counter()
                    self._changed.wait(rest if rest > 0 else None)
                if self._closed:
                    break
                if task is not None:
                    job, name = task
                    job.taken.add(name)
                    as_of, records, case = job.as_of, job.records, self._case
            if task is None:
                if idle is not None:
                    idle()
                continue
            if inquiry is None or inquiry.case is not case:
                if inquiry is not None:
                    inquiry.store.close()
                    engine = self._engines[lane] = DuckDBEngine()
                inquiry = _connected(case, engine)
            began = perf_counter()
            found = self._take(inquiry, name, as_of)
            if self._closed:
                break
            took = perf_counter() - began
            if took > _LONG:
                with suppress(UproarError):
                    _bound(engine)
            with self._changed:
                self._costs[name] = took
                if job.records is not records:
                    continue  # the records changed meanwhile: it is taken again
                job.todo.remove(name)
                job.taken.discard(name)
                self._put(job, name, found)
                job.spent += took
                urgent = bool(job.urgent) and not job.urgent & set(job.todo)
                due = not job.todo or urgent or job.spent >= _WORTH * job.drawn
                if urgent:
                    job.urgent = frozenset()
            if due:
                self._publish(job)
            if urgent and job.awaited:
                with self._changed:
                    job.awaited, self._resting_until = False, perf_counter() + _REST
                    self._changed.notify_all()
        if inquiry is not None:
            inquiry.store.close()

    def _next(self, lane: int) -> tuple[_Job, str] | None:
        """The next task of the moment that was asked for last: one of the lane's own, or where there is none left one of the other's."""
        if perf_counter() < self._resting_until:
            return None
        for job in sorted(self._jobs.values(), key=lambda one: -one.wanted):
            left = [name for name in job.todo if name not in job.taken]
            own = [name for name in left if instrument(name) in _LANES[lane]]
            if job.awaited:
                urgent = next((name for name in own if name in job.urgent), None)
                return (job, urgent) if urgent is not None else None
            if left:
                return job, (own or left)[0]
        return None

    def _idle(self, lane: int) -> Callable[[], object] | None:
        """What is worth doing while nothing is to be measured, before somebody waits for it: the pictures of the latest results, 0.1 s each, and their articles."""
        live = self._jobs.get(None)
        if live is None or live.todo or lane or perf_counter() < self._resting_until:
            return None
        snapshot = live.snapshot
        ahead = (
            None if "undrawable" in snapshot.kept else snapshot.unlaid(self.case) or snapshot.undrawn() or draw_ahead(snapshot, self.case)
        )
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
            return inquiry.check_stored(as_of) if name == CLAIMS else inquiry.measure(as_of, [name])
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

    def _publish(self, job: _Job) -> None:
        with self._publishing:  # one after another, so that none is followed by an older one
            began = perf_counter()
            with self._changed:
                case, pending, before = self._case, frozenset(job.todo), job.snapshot
                missing = frozenset(name for name in pending if name not in job.results)
                results = [one for name in tasks() for one in job.results.get(name, ())]
                faults, articles, records, as_of = dict(job.faults), job.articles, job.records, job.as_of
            try:
                made = make(case, 0, records.fingerprint, as_of, results, articles, records.loads, pending, missing, faults)
                made.take_over(before)
                if articles:
                    made.compared(case)  # a second for 500 articles, which no page is to wait for
            except Exception as error:  # noqa: BLE001  # an account that cannot be put together is told as such; the pages stay up
                faults["dossier"] = f"{type(error).__name__}: {error}. This is a fault in uproar: please report it."
                made = make(case, 0, records.fingerprint, as_of, (), (), records.loads, pending, missing, faults)
            with self._changed:
                if job.records is not records:  # newer ones have come: what is shown says that it is older
                    every = frozenset(tasks())
                    made = replace(made, pending=every, missing=every - set(job.results))
                job.snapshot = replace(made, number=job.snapshot.number + 1)
                job.spent, job.drawn = 0.0, perf_counter() - began
                self._changed.notify_all()
        self._tell()
