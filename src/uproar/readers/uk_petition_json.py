"""A petition as petition.parliament.uk gives it: `/petitions/ID.json`, saved to a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from uproar.errors import ReadError
from uproar.readers.asof import taken_at
from uproar.readers.collect import Collector
from uproar.readers.documents import pass_over_map, refused
from uproar.readers.options import Options
from uproar.readers.reader import Reader, Reading
from uproar.readers.readings_csv import COUNT_LIMIT, TOO_MANY_REASON
from uproar.readers.source import Source
from uproar.readers.times import UnreadableTimeError, read_time
from uproar.records import Batch, Kind, Sampling

_BYTES_LIMIT: Final = 50 << 20  # the largest seen, with every constituency, has 0.14 MB
_MINUTE: Final = 60_000_000
_AN_HOUR: Final = (50, 70)  # minutes: a running petition is updated within minutes, and British clocks are an hour ahead in summer
_SHAPE: Final = re.compile(r'"type"\s*:\s*"petition"')
_PARTS: Final = {"country": "signatures_by_country", "region": "signatures_by_region", "constituency": "signatures_by_constituency"}
_USED: Final = {"signature_count", "opened_at", "updated_at", *_PARTS.values()}


def recognises(source: Source, _options: Options) -> bool:
    """A JSON object that says of its data that they are one petition, with a count."""
    head = source.head_text.lstrip()
    return (
        head.startswith("{")
        and _SHAPE.search(head) is not None
        and '"attributes"' in head
        and re.match(r'[^\[]*"data"\s*:\s*\{', head) is not None
    )


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read one reading, the total and its parts; the file does not say when it was taken, so its name or the person must."""
    pass_over_map(source, options, reading)
    with refused(source):
        batch = _read(source, options, reading)
    yield batch


def _read(source: Source, options: Options, reading: Reading) -> Batch:
    raw = source.content(_BYTES_LIMIT)
    attributes, number = _petition(source, raw)
    at, known_as = taken_at(source, options, reading)
    reading.unknown_fields = sorted(set(attributes) - _USED)
    reading.sampling = options.sampling or Sampling.CENSUS
    collector = Collector(Kind.SIGNATURE_COUNT, options.source or "uk-petitions", reading.sampling)
    count = attributes.get("signature_count")
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        collector.reject(0, "no signature_count that is a whole number", raw)
        return collector.batch()
    if count > COUNT_LIMIT:
        collector.reject(0, TOO_MANY_REASON, raw)
        return collector.batch()
    petition = options.petition or number
    updated = _time(attributes.get("updated_at"))
    if updated is not None and updated > at:
        apart = (updated - at) // 1_000_000
        said = datetime.fromtimestamp(updated // 1_000_000, UTC)
        reading.notes.append(
            f"Clocks do not agree: it says that it was updated at {said:%Y-%m-%d %H:%M:%S} UTC, {apart:,} s after it was taken."
        )
    # A name is known by its text where neither it nor the person says its zone.
    if updated is not None and known_as != str(at) and not options.zone and _AN_HOUR[0] <= (at - updated) / _MINUTE <= _AN_HOUR[1]:
        zone = options.case_zone if options.case_zone != "UTC" else "Area/City"
        reading.notes.append(f"That is about 1 h after its updated_at: if the names hold local times, load with --zone {zone}.")
    parts = list(_parts(attributes, reading))
    collector.add(
        1,
        raw,
        f"{petition}|{known_as}|{count}",
        at,
        at,
        petition=petition,
        signature_count=count,
        goal=None,
        opened_at=_time(attributes.get("opened_at")),
        part_kinds=[kind for kind, _, _ in parts] or None,
        part_names=[name for _, name, _ in parts] or None,
        part_counts=[part for _, _, part in parts] or None,
    )
    return collector.batch()


def _parts(attributes: dict[str, Any], reading: Reading) -> Iterator[tuple[str, str, int]]:
    """Every part of the count: what it is a part by, its name, its count; a part without a whole count is left out and told."""
    for kind, field in _PARTS.items():
        listed = attributes.get(field)
        for part in listed if isinstance(listed, list) else ():
            name, count = (part.get("name"), part.get("signature_count")) if isinstance(part, dict) else (None, None)
            if isinstance(name, str) and isinstance(count, int) and not isinstance(count, bool) and 0 <= count <= COUNT_LIMIT:
                yield kind, name.encode("utf-8", "replace").decode(), count
            else:
                reading.tally[f"part(s) by {kind} had no name or no whole count; they were left out"] += 1


def _petition(source: Source, raw: bytes) -> tuple[dict[str, Any], str]:
    try:
        data = json.loads(raw.decode(source.encoding))["data"]
        attributes, number = data["attributes"], str(data["id"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        got = "JSON that breaks off or is damaged" if isinstance(error, ValueError) else "JSON without it"
        raise ReadError(str(source.path), "one petition with its id and attributes", got, "Save the petition's JSON again.") from error
    if not isinstance(attributes, dict):
        raise ReadError(
            str(source.path), "one petition with its attributes", "attributes of another shape", "Save the petition's JSON again."
        )
    return attributes, number


def _time(value: Any) -> int | None:
    try:
        return read_time(str(value or ""))[0]
    except UnreadableTimeError:
        return None


READER = Reader(
    "uk-petition-json",
    Kind.SIGNATURE_COUNT,
    "A petition of petition.parliament.uk as JSON, named for the time it was taken.",
    recognises,
    read,
)
