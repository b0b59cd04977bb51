"""Tell how long the intervals of a series are."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

HOUR: Final = timedelta(hours=1)


def interval_of(finding_rows: Sequence[Any], parameters: Any) -> timedelta:
    """Length of a series' intervals: the query's own setting, else the least distance between two rows, else an hour."""
    stated = (parameters or {}).get("interval")
    if isinstance(stated, int) and stated > 0:
        return timedelta(microseconds=stated)
    steps = [later["at"] - earlier["at"] for earlier, later in itertools.pairwise(finding_rows) if later["at"] > earlier["at"]]
    return min(steps, default=HOUR)
