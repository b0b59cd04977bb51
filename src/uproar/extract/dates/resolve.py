"""Turn one matched expression of time into a local interval."""

from __future__ import annotations

import re
from typing import Final

from uproar.extract.dates.days import DAYS
from uproar.extract.dates.reading import NO_PUBLICATION, NotKnownError, Reading, Resolved
from uproar.extract.dates.spans import PERIODS

_RESOLVERS: Final = DAYS | PERIODS


def resolve(shape: str, parts: re.Match[str], reading: Reading) -> Resolved:
    """Resolve one match of a shape to a local period, or None with the reason.

    Raises:
        ValueError, OverflowError: There is no such date.
    """
    resolver = _RESOLVERS.get(shape)
    if resolver is None:
        return None, "it names no interval of its own"
    try:
        return resolver(parts, reading)
    except NotKnownError:
        return None, NO_PUBLICATION
