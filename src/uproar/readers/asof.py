"""When a file was taken, where nothing in it says so: from what the person says, or from its name."""

from __future__ import annotations

import re
from typing import Final

from uproar.errors import ReadError
from uproar.findings import to_micros
from uproar.readers.collect import ZONE_IN_FILE, add_zone_source
from uproar.readers.options import Options
from uproar.readers.reader import Reading
from uproar.readers.source import Source
from uproar.readers.times import UnreadableTimeError, read_time

# 20190321-2310, 20190321T231000Z, 2019-03-21_23-10-05, 2019-03-21T23.10+01:00, 20190321231000: a day alone is no reading.
_IN_NAME: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])[T_ -]?([01]\d|2[0-3])[-:._h]?([0-5]\d)(?:[-:._m]?([0-5]\d))?"
    r"(?:\.\d{3})?(Z|[+-]\d\d:?\d\d(?!\d))?(?!\d)",
    re.ASCII,
)


def in_name(name: str) -> str:
    """The date and time in a file's name in ISO form, or "".

    Example:
        >>> in_name("241584-20190321-2310.json"), in_name("page-2020-09-10T21:05:00Z.html"), in_name("page-2020-09-10.html")
        ('2019-03-21T23:10:00', '2020-09-10T21:05:00Z', '')
    """
    found = _IN_NAME.search(name)
    if found is None:
        return ""
    year, _, month, day, hour, minute, second, zone = found.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone or ''}"


def taken_at(source: Source, options: Options, reading: Reading, inside: str = "") -> tuple[int, str]:
    """When a file was taken: as the person says, as the file says, or as its name says.

    Args:
        source: The file.
        options: What the person says; `observed_at` goes first.
        reading: Takes the zone's origin and where the time was found.
        inside: The time that the file itself states, or "".

    Returns:
        The time in microseconds, and what identifies it: a time without zone is known by its text, so that the same file read in another zone is not
        taken for a second record.

    Raises:
        ReadError: Nothing says it.
    """
    if options.observed_at is not None:
        add_zone_source(reading, "given with --observed-at")
        at = to_micros(options.observed_at)
        return at, str(at)
    text, where = (inside, "the file itself") if inside else (in_name(source.path.name), "the file's name")
    try:
        start, _, zoned = read_time(text, options.zone)
    except UnreadableTimeError:
        raise ReadError(
            str(source.path), "the time when it was taken", "a file that does not say it, under a name without a date and time",
            "Give it: --observed-at 2020-09-10T21:00Z, or put it in the file's name as in page-20200910-2100.html.",
        ) from None  # fmt: skip
    zone = "" if zoned else f" in {options.zone or 'UTC'}"
    reading.notes.append(f"When it was taken is read from {where}: {text}{zone}.")
    if zoned:
        add_zone_source(reading, ZONE_IN_FILE)
    else:
        add_zone_source(
            reading, f"given: {options.zone}" if options.zone else f"none in {where}: read as UTC (give --zone Area/City if it is not)"
        )
    return start, str(start) if zoned else text
