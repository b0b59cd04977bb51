"""Posts in uproar's own form: one JSON object a line with id, at, author and text; with --kind post other names for them, too, and any by `--map`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pyarrow as pa

from uproar.readers import x_v2_jsonl
from uproar.readers.columns import find, held
from uproar.readers.fields import find_fields, fits
from uproar.readers.jsonl import read_blocks
from uproar.readers.options import Options
from uproar.readers.posts import note_authors, post_batch, split_cells
from uproar.readers.posts_csv import ROLES
from uproar.readers.reader import Reader, Reading
from uproar.readers.reviews import tell
from uproar.readers.source import Source
from uproar.records import Batch, Kind, Sampling

# Field of every role of `--map`.
USUAL: Final = {role: role for role in ("id", "observed_at", "author", "text", "language", "repost_of", "links", "author_created_at")} | {
    "time": "at"
}
_NEEDED: Final = ("id", "time", "text")
_OF_THE_FILE: Final = ("source", "sampling")


def recognises(source: Source, options: Options) -> bool:
    """A line that is an object with id, at and text (or what `--map` names for them), and no grade."""
    record = source.head_record
    if record is None or tell(list(record)):
        return False
    if fits(record, USUAL, _NEEDED, options):
        return USUAL["time"] in record or not x_v2_jsonl.recognises(source, options)
    # Named as the tables of other tools name them: many objects have an id, a time and a text, so the person says that it is posts.
    return options.kind is Kind.POST and set(_NEEDED) <= held(_plain(record), ROLES, options) and not x_v2_jsonl.recognises(source, options)


def _names(source: Source, options: Options) -> dict[str, str]:
    """Field of every role: uproar's own names where they fit, else those that tables of posts use."""
    record = source.head_record or {}
    if fits(record, USUAL, _NEEDED, options):
        return find_fields(source, USUAL, options)
    header = _plain(record)
    return find_fields(source, USUAL, options) | {
        role: header[place] for role, place in find(str(source.path), header, ROLES, options).items()
    }


def _plain(record: Mapping[str, Any]) -> list[str]:
    """The fields of an object that hold no further object."""
    return [name for name, value in record.items() if not isinstance(value, dict)]


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read posts; `at` is when a post was made, `observed_at` when it was read, where known."""
    record = source.head_record or {}
    names = _names(source, options)
    reading.unknown_fields = sorted(set(record) - {*names.values(), *_OF_THE_FILE})
    # uproar's own form is written by who has them all; of other fields, read with --map, nobody knows.
    usual, other = (Sampling.CENSUS, "search or browse") if USUAL["time"] in record else (Sampling.SEARCH, "census or stream")
    reading.sampling = options.sampling or str(record.get("sampling") or usual)
    origin = options.source or str(record.get("source") or "posts")
    if not options.sampling and "sampling" not in record:
        reading.notes.append(f"The file does not say how its posts were chosen: taken as a {usual} (give --sampling {other} if it is one).")
    listed = names["links"] not in record or isinstance(record[names["links"]], list)
    schema = pa.schema(
        [(name, pa.list_(pa.string()) if listed and name == names["links"] else pa.string()) for name in dict.fromkeys(names.values())]
    )
    seen = named = 0
    for block in read_blocks(source, schema, reading):
        fields = block.fields
        columns = {
            "record_id": fields[names["id"]],
            "at": fields[names["time"]],
            "author": fields[names["author"]],
            "text": fields[names["text"]],
            "language": fields[names["language"]],
            "repost_of": fields[names["repost_of"]],
            "links": fields[names["links"]] if listed else split_cells(fields[names["links"]]),
            "author_created_at": fields[names["author_created_at"]],
        }
        if fields[names["observed_at"]].null_count < len(fields):
            columns["observed"] = fields[names["observed_at"]]
        seen += len(fields)
        named += len(fields) - columns["author"].null_count
        yield post_batch(block, columns, origin, reading.sampling, options, reading)
    note_authors(named, seen, reading, "give --map author=FIELD if one holds it")


READER = Reader("posts-jsonl", Kind.POST, "Posts as uproar writes them: id, at, author, text, one a line, plain or gzip.", recognises, read)
