"""The keys of what is stored, held sorted in memory while a process writes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from uproar.errors import StoreError
from uproar.store.ledger import Segment

Numbers = np.ndarray[Any, np.dtype[np.int64]]
_NONE: Final[Numbers] = np.empty(0, dtype=np.int64)


class Keys:
    """Keys of one kind's segments: 8 bytes a record, read once a process and kept up to date segment by segment.

    A record is known by its source and id alone: the same export loaded again under another zone gives other times, and must still be recognised.
    """

    def __init__(self) -> None:
        self._sorted: Numbers = _NONE
        self._paths: set[str] = set()

    def known(self, folder: Path, segments: Sequence[Segment], keys: Numbers) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which of `keys` are in the segments."""
        self._catch_up(folder, segments)
        if len(self._sorted) == 0:
            return np.zeros(len(keys), dtype=np.bool_)
        place = np.minimum(np.searchsorted(self._sorted, keys), len(self._sorted) - 1)
        return np.asarray(self._sorted[place] == keys, dtype=np.bool_)

    def add(self, path: str, keys: Numbers) -> None:
        """Take in the keys of a segment that this process wrote."""
        self._paths.add(path)
        # Two sorted runs: a stable sort merges them in one pass.
        self._sorted = np.sort(np.concatenate((self._sorted, np.sort(keys))), kind="stable")

    def _catch_up(self, folder: Path, segments: Sequence[Segment]) -> None:
        now = {segment.path for segment in segments}
        if not self._paths <= now:
            self._sorted, self._paths = _NONE, set()  # segments were rewritten: begin anew
        for path in sorted(now - self._paths):
            self.add(path, read_column(folder / path, "key"))


def read_column(path: Path, name: str) -> Numbers:
    """One integer column of a segment.

    Raises:
        StoreError: The segment is missing or damaged.
    """
    try:
        column: Numbers = pq.read_table(path, columns=[name])[name].to_numpy()
    except (OSError, pa.ArrowException) as error:
        raise StoreError(
            "uproar load",
            f"every segment that the ledger names, {path.name} among them",
            str(error).splitlines()[0],
            "Restore the store's folder.",
        ) from error
    return column


def hashes_of(folder: Path, segments: Sequence[Segment], keys: Numbers) -> dict[int, int]:
    """Content hash of each stored record whose key is among `keys`; read only where something came twice."""
    found: dict[int, int] = {}
    for segment in segments:
        stored = read_column(folder / segment.path, "key")
        hits = np.isin(stored, keys)
        if hits.any():
            found.update(zip(stored[hits].tolist(), read_column(folder / segment.path, "raw_hash")[hits].tolist(), strict=True))
    return found
