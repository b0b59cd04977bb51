"""Single signatures as JSON objects, one a line, such as those of We the People."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from uproar.errors import AmbiguousError
from uproar.readers.columns import find
from uproar.readers.jsonl import read_objects
from uproar.readers.options import Options
from uproar.readers.reader import Reader, Reading
from uproar.readers.readings_csv import slug
from uproar.readers.signatures import ROLES, Signatures, fits
from uproar.readers.source import Source
from uproar.records import Batch, Kind

# Fields are gathered from the first objects, because some leave out what they do not have.
_FIRST_OBJECTS: Final = 200


def recognises(source: Source, options: Options) -> bool:
    """A line that is an object with a time, a signer and a place, and no text, grade or count; with --kind signature, any object."""
    record = source.head_record
    return record is not None and (options.kind is Kind.SIGNATURE or fits(list(record), options))


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read signatures; fields within fields are passed over."""
    path = str(source.path)
    first = itertools.islice(read_objects(source, Reading()), _FIRST_OBJECTS)
    names = list(dict.fromkeys(name for _, _, value in first if isinstance(value, dict) for name in value))
    found = {role: names[place] for role, place in find(path, names, ROLES, options).items()}
    if "petition" not in found and not options.petition:
        step = f"Name it: --petition {slug(source.path.name)}"
        raise AmbiguousError(path, "to know which petition was signed", "objects without a field for it", step)
    reading.unknown_fields = sorted(set(names) - set(found.values()))
    signatures = Signatures(options, reading)
    for line, raw, value in read_objects(source, reading):
        if isinstance(value, str):
            signatures.reject(line, value)
        else:
            taken = {role: value.get(field) for role, field in found.items()}
            signatures.add(line, raw, {role: str(one) if isinstance(one, (str, int, float)) else "" for role, one in taken.items()})
        if signatures.collector.full:
            yield signatures.collector.batch()
    yield signatures.collector.batch()


READER = Reader(
    "signatures-jsonl",
    Kind.SIGNATURE,
    "Single signatures one JSON object a line (We the People's or alike), plain or gzip.",
    recognises,
    read,
)
