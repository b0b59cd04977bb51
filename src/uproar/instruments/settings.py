"""Settings as people write them: lengths of time with their unit, everything else as it is."""

from __future__ import annotations

import re
from typing import Final

from uproar.findings import Scalar

_SECOND: Final = 1_000_000  # microseconds
_UNITS: Final = {"d": 86_400, "h": 3_600, "min": 60, "s": 1}
_LENGTH: Final = re.compile(r"(\d+(?:\.\d+)?) ?(d|h|min|s)")
_COUNTS: Final = ("most_", "least_")


def written(name: str, value: Scalar) -> str:
    """A setting as --set takes it.

    Example:
        >>> written("window", 86_400_000_000), written("narrow", 10_000_000), written("most_pairs", 4_000_000), written("site", "")
        ('24h', '10s', '4000000', 'not set')
    """
    if value is None or value == "":
        return "not set"
    if not _is_length(name, value):
        return str(value)
    unit, long = next((unit, long) for unit, long in _UNITS.items() if unit != "d" and int(value) >= long * _SECOND)
    return f"{int(value) / (long * _SECOND):g}{unit}"


def read(name: str, value: Scalar, default: Scalar) -> Scalar:
    """A setting's value from what a person wrote for it.

    Args:
        name: The setting.
        value: What was given, such as "12h".
        default: The measurement's own; lengths of time are whole microseconds, of a second or more.

    Example:
        >>> read("window", "12h", 86_400_000_000), read("interval", "30 min", 3_600_000_000), read("horizon", "12h", 168.0)
        (43200000000, 1800000000, '12h')
    """
    found = _LENGTH.fullmatch(value) if isinstance(value, str) and _is_length(name, default) else None
    return round(float(found[1]) * _UNITS[found[2]] * _SECOND) if found else value


def _is_length(name: str, value: Scalar) -> bool:
    return isinstance(value, int) and value >= _SECOND and not name.startswith(_COUNTS)
