"""Single signatures in a delimited table: who signed when, from where."""

from __future__ import annotations

from collections.abc import Iterator

from uproar.errors import AmbiguousError
from uproar.readers.columns import find
from uproar.readers.options import Options
from uproar.readers.reader import Reader, Reading
from uproar.readers.readings_csv import slug
from uproar.readers.signatures import ROLES, Signatures, fits
from uproar.readers.slashes import settle
from uproar.readers.source import Source
from uproar.readers.table import rows, sniff
from uproar.records import Batch, Kind


def recognises(source: Source, options: Options) -> bool:
    """A table with a time, a signer and a place, and no text, grade or count; with --kind signature, any table."""
    layout = sniff(source)
    return layout is not None and (options.kind is Kind.SIGNATURE or fits(layout.header, options))


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read signatures; names and addresses go to the store, which makes pseudonyms of them, and nowhere else."""
    layout = sniff(source)
    assert layout is not None  # noqa: S101 - `recognises` saw one
    path = str(source.path)
    found = find(path, layout.header, ROLES, options, layout.column)
    if "petition" not in found and not options.petition:
        step = f"Name it: --petition {slug(source.path.name)}"
        raise AmbiguousError(path, "to know which petition was signed", "a file without a column for it", step)
    reading.unknown_fields = [title for place, title in enumerate(layout.header) if place not in found.values()]
    signatures = Signatures(options, reading)
    for row in settle(rows(source, layout, reading), layout, found["time"], reading):
        if row.fault:
            signatures.reject(row.line, row.fault)
        else:
            signatures.add(row.line, row.raw, {role: row.cells[place] for role, place in found.items()})
        if signatures.collector.full:
            yield signatures.collector.batch()
    yield signatures.collector.batch()


READER = Reader(
    "signatures-csv", Kind.SIGNATURE, "Single signatures in CSV or TSV: time, signer and place, plain or gzip.", recognises, read
)
