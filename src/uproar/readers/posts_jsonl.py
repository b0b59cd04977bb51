"""Posts in uproar's own form: one JSON object a line with id, at, author and text."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from uproar.readers.jsonl import read_blocks
from uproar.readers.options import Options
from uproar.readers.posts import post_batch
from uproar.readers.reader import Reader, Reading
from uproar.readers.reviews import tell
from uproar.readers.source import Source
from uproar.records import Batch, Kind, Sampling

_FIELDS = ("id", "at", "observed_at", "author", "text", "language", "repost_of", "source", "sampling")


def recognises(source: Source, _options: Options) -> bool:
    """A line that is an object with id, at and text, and no grade."""
    record = source.head_record
    return record is not None and {"id", "at", "text"} <= record.keys() and not tell(list(record))


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read posts; `at` is when a post was made, `observed_at` when it was read, where known."""
    record = source.head_record or {}
    reading.unknown_fields = sorted(set(record) - set(_FIELDS))
    reading.sampling = options.sampling or str(record.get("sampling") or Sampling.CENSUS)
    origin = options.source or str(record.get("source") or "posts")
    if not options.sampling and "sampling" not in record:
        reading.notes.append(
            "The file does not say how its posts were chosen: taken as a census (give --sampling search or browse if it is one)."
        )
    schema = pa.schema([(name, pa.string()) for name in _FIELDS])
    for block in read_blocks(source, schema, reading):
        fields = block.fields
        columns = {
            "record_id": fields["id"],
            "at": fields["at"],
            "author": fields["author"],
            "text": fields["text"],
            "language": fields["language"],
            "repost_of": fields["repost_of"],
        }
        if fields["observed_at"].null_count < len(fields):
            columns["observed"] = fields["observed_at"]
        yield post_batch(block, columns, origin, reading.sampling, options, reading)


READER = Reader("posts-jsonl", Kind.POST, "Posts as uproar writes them: id, at, author, text, one a line, plain or gzip.", recognises, read)
