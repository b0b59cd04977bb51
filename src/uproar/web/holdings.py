"""What a case holds, read from its ledger alone: enough to see that another process changed it, and what for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from uproar.findings import from_micros
from uproar.records import ImportReport, Kind
from uproar.store.ledger import Ledger, fingerprint

_KINDS: Final = {
    Kind.POST: "posts", Kind.REVIEW: "reviews", Kind.SIGNATURE_COUNT: "petition", Kind.SIGNATURE: "petition", Kind.ARTICLE: "press", Kind.PAGE: "pages",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Records:
    """What a case holds: enough to see that it changed, and the span of the slider.

    Attributes:
        fingerprint: Identity of the visible segments.
        counts: Records of each kind.
        first_at, latest_at: The earliest event and the latest moment that any record speaks of; None where there is none.
        last_at: The latest event of each kind.
        loads: Every import report, oldest first, with its time in microseconds.
    """

    fingerprint: str
    counts: dict[Kind, int]
    first_at: datetime | None
    latest_at: datetime | None
    last_at: dict[Kind, datetime]
    loads: tuple[tuple[int, ImportReport], ...]


def look(folder: Path) -> Records:
    """Read what a store holds from its ledger alone."""
    ledger = Ledger(folder / "ledger.sqlite")
    segments = ledger.segments()
    counts = {kind: sum(one.row_count for one in segments if one.kind is kind) for kind in Kind}
    first = min((one.min_event_at for one in segments if one.min_event_at is not None), default=None)
    latest = max((one.latest_at for one in segments), default=None)
    last = {
        kind: max((one.max_event_at for one in segments if one.kind is kind and one.max_event_at is not None), default=None)
        for kind in Kind
    }
    return Records(
        fingerprint(segments),
        counts,
        None if first is None else from_micros(first),
        None if latest is None else from_micros(latest),
        {kind: from_micros(at) for kind, at in last.items() if at is not None},
        tuple(ledger.loads()),
    )


def came_for(before: Records | None, now: Records) -> set[str]:
    """The instruments that new records came for."""
    return {_KINDS[kind] for kind, count in now.counts.items() if before is not None and before.counts[kind] != count}


def stamp(path: Path) -> tuple[int, int]:
    """When a file was written and how long it is; zeros where there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
