"""Tell times that are days in disguise: exports write a bare day as midnight, which would make a review known a day too early."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

# A zone other than UTC is somebody's own clock: such a midnight is left as it is.
_MIDNIGHT: Final = re.compile(r"(\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?", re.ASCII)
_FEWEST: Final = 2  # times of a clock are midnight twice in two once in two million files that tell minutes


def are_days(times: Sequence[str]) -> bool:
    """Whether the times of a file, by those of its first rows, are days written as midnights.

    Example:
        >>> are_days(["2019-03-08 00:00:00", "2019-03-09 00:00:00"]), are_days(["2019-03-08 00:00:00", "2019-03-09 17:12:00"]), are_days(["2019-03-08"] * 2)
        (True, False, False)
    """
    return len(times) >= _FEWEST and all(map(_MIDNIGHT.fullmatch, times))


def day_of(time: str) -> str:
    """The day of a midnight; any other time as it stands.

    Example:
        >>> day_of("2019-03-08T00:00:00.000Z"), day_of("2019-03-08 17:12:00")
        ('2019-03-08', '2019-03-08 17:12:00')
    """
    found = _MIDNIGHT.fullmatch(time)
    return found[1] if found else time
