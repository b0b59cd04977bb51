"""Load files into a case: recognise, read, store, and account for every record."""

from __future__ import annotations

import errno
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TextIO

import pyarrow as pa
import pyarrow.compute as pc

from uproar.case import Case, author_key, check_zone
from uproar.errors import CaseError, StoreError
from uproar.findings import to_micros
from uproar.readers.collect import REJECTED_BYTES
from uproar.readers.options import Options
from uproar.readers.reader import Reading, recognise
from uproar.readers.source import Source
from uproar.records import Batch, ImportReport, Kind, Rejected
from uproar.store import Store

# Clocks differ and zones are mistaken: a day of grace before a record counts as being from the future.
_GRACE_MICROS: Final = 86_400_000_000
_SAME_NAMES_LIMIT: Final = 10_000
_NAMES_LISTED: Final = 10
_FUTURE_REASON: Final = "time in the future (more than a day after the load)"


def load_file(case: Case, store: Store, path: Path, options: Options, progress: Callable[[int], None] = lambda _: None) -> ImportReport:
    """Load one file and say what became of every record.

    Args:
        case: The case.
        store: Its store.
        path: The file.
        options: What the person says about it.
        progress: Called after every batch with the number of records seen in it.

    Returns:
        The report, also kept in the ledger; rejected records are in the side file that it names.

    Raises:
        ReadError: The file as a whole cannot be read; nothing of it was stored.
        UsageError: --zone is no zone that this machine knows.
        StoreError: The disk or the ledger refused; batches already stored stay, and loading again completes the rest.
    """
    if case.folder is None:
        raise CaseError("uproar load", "a case with a folder", "a case in memory", "Make one: uproar new NAME --title ...")
    check_zone(options.zone or options.case_zone)
    watched = _Watched(case)
    source, reading = Source(path), Reading()
    reader = recognise(source, options)
    key = author_key(case.folder)
    now = to_micros(options.loaded_at)
    read = stored = duplicate = conflicting = 0
    skipped: Counter[str] = Counter()
    first: list[int] = []
    last: list[int] = []
    with _SideFile(case.folder / "rejected", f"{now}-{path.name}") as side:
        for batch in reader.read(source, options, reading):
            table, late = _without_future(batch, now)
            watched.see(batch.kind, table)
            added = store.append(batch.kind, table, key, keep_raw=case.keep_raw)
            read += batch.read
            stored += added.stored
            duplicate += added.duplicate
            conflicting += added.conflicting
            first += [added.first_at] if added.first_at is not None else []
            last += [added.last_at] if added.last_at is not None else []
            for rejected in (*batch.rejected, *late):
                skipped[rejected.reason] += 1
                side.write(rejected)
            progress(batch.read)
    notes = [*reading.notes, *(f"{count:,} {what}." for what, count in reading.tally.items())]
    notes += watched.notes()
    if duplicate and options.zone and f"given: {options.zone}" in reading.zone_source:
        notes.append(f"Records that were already there keep their first times: --zone {options.zone} does not move them.")
    if read == 0:
        notes.append("The file holds no records: nothing was loaded.")
    if source.truncated:
        notes.append("The compressed file ends early or is damaged: what came before is loaded, the rest is lost.")
    report = ImportReport(
        path=_whole(str(path)), format=reader.name, kind=reader.kind, read=read, stored=stored, duplicate=duplicate, conflicting=conflicting, skipped=dict(skipped),
        unknown_fields=tuple(map(_whole, reading.unknown_fields)), zone_source=reading.zone_source, sampling=reading.sampling, first_at=min(first, default=None),
        last_at=max(last, default=None), notes=tuple(map(_whole, notes)), rejected_path=_whole(side.written_to),
    )  # fmt: skip
    store.add_load(report, now)
    return report


class _Watched:
    """Which petitions and pages a file is of that the case does not name: what no case names is never measured.

    Args:
        case: The case.
    """

    _COLUMNS: Final = {Kind.SIGNATURE_COUNT: "petition", Kind.SIGNATURE: "petition", Kind.PAGE: "page"}

    def __init__(self, case: Case) -> None:
        self._named = {"petition": {petition.id for petition in case.petitions}, "page": {page.id for page in case.pages}}
        self._unnamed: dict[tuple[str, str], None] = {}

    def see(self, kind: Kind, table: pa.Table) -> None:
        """Look at the records of a batch."""
        what = self._COLUMNS.get(kind)
        if what is not None:
            names = pc.unique(table[what]).to_pylist()
            self._unnamed.update(dict.fromkeys((what, name) for name in names if name and name not in self._named[what]))

    def notes(self) -> list[str]:
        """One sentence for each, up to ten."""
        found = list(self._unnamed)
        said = [
            f"The case does not watch a {what} {name!r} yet: add it to case.toml ([[{what}s]] id = {json.dumps(name, ensure_ascii=False)}), or it will not be "
            "measured."
            for what, name in found[:_NAMES_LISTED]
        ]
        more = len(found) - _NAMES_LISTED
        return [*said, f"The same holds for {more:,} more."] if more > 0 else said


def _whole(text: str) -> str:
    """A text without halves of characters (of file names that are not UTF-8, or of JSON), which could neither be kept nor printed."""
    return text.encode("utf-8", "replace").decode()


def _without_future(batch: Batch, now: int) -> tuple[pa.Table, list[Rejected]]:
    times = pc.max_element_wise(batch.table["event_at"], batch.table["observed_at"])  # passes over a date that is not known
    late = pc.fill_null(pc.greater(times, now + _GRACE_MICROS), fill_value=False)
    if not pc.any(late, min_count=0).as_py():
        return batch.table, []
    lines, raws = batch.table["line"].filter(late).to_pylist(), batch.table["raw"].filter(late).to_pylist()
    rejected = [Rejected(line, _FUTURE_REASON, raw[:REJECTED_BYTES]) for line, raw in zip(lines, raws, strict=True)]
    return batch.table.filter(pc.invert(late)), rejected


class _SideFile:
    """The rejected lines of one load; made only when there is one, under a name that no earlier load has.

    Attributes:
        written_to: Where they are, or "" where nothing was rejected.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.written_to = ""
        self._folder = folder
        self._name = name
        self._stream: TextIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._stream is not None:
            self._stream.close()

    def write(self, rejected: Rejected) -> None:
        line = {"line": rejected.line, "reason": rejected.reason, "raw": rejected.raw.decode("utf-8", "backslashreplace")}
        try:
            if self._stream is None:
                self._stream = self._open()
            self._stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            got = error.strerror or str(error)
            raise StoreError(
                "uproar load",
                f"to write rejected lines to {self._folder}",
                got,
                "Free some space or mend the permissions, then load again.",
            ) from error

    def _open(self) -> TextIO:
        self._folder.mkdir(exist_ok=True)
        for number in range(_SAME_NAMES_LIMIT):
            path = self._folder / f"{self._name}{f'-{number}' if number else ''}.jsonl"
            try:
                stream = path.open("x", encoding="utf-8")
            except FileExistsError:
                continue
            self.written_to = str(path)
            return stream
        raise FileExistsError(errno.EEXIST, "too many files of this name")
