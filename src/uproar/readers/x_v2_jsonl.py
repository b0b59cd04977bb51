"""X (Twitter) API v2 posts, flattened to one a line, as `twarc2 flatten` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.readers.fields import find_fields, fits
from uproar.readers.jsonl import read_blocks
from uproar.readers.options import Options
from uproar.readers.posts import EXPANDED, note_authors, post_batch, split_cells
from uproar.readers.reader import Reader, Reading
from uproar.readers.source import Source
from uproar.records import Batch, Kind, Sampling

# Field of every role of `--map`; those of the second line lie within others unless the person names one.
USUAL: Final = {
    "id": "id", "time": "created_at", "author": "author_id", "text": "text", "language": "lang",
    "repost_of": "referenced_tweets", "observed_at": "__twarc", "links": "entities", "author_created_at": "author",
}  # fmt: skip
_NESTED: Final = {
    "referenced_tweets": pa.list_(pa.struct([("type", pa.string()), ("id", pa.string())])),
    "__twarc": pa.struct([("retrieved_at", pa.string())]),
    "entities": pa.struct([("urls", pa.list_(pa.struct([(name, pa.string()) for name in EXPANDED])))]),
    "author": pa.struct([("created_at", pa.string())]),
}
# Known, of no use to a measurement yet, and so not news in the report.
_PASSED_OVER = {
    "attachments", "context_annotations", "conversation_id", "edit_controls", "edit_history_tweet_ids", "geo",
    "in_reply_to_user", "in_reply_to_user_id", "matching_rules", "note_tweet", "possibly_sensitive", "public_metrics", "reply_settings",
    "source", "withheld", "display_text_range",
}  # fmt: skip


def recognises(source: Source, options: Options) -> bool:
    """A line that is an object with a post's id, time, author and text as X names them (or as `--map` does)."""
    record = source.head_record
    # Two names that are X's own must be there: an object whose every field the person names is not one of X's.
    return (
        record is not None
        and "at" not in record
        and {"created_at", "author_id"} <= record.keys()
        and fits(record, USUAL, ("id", "text"), options)
    )


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read posts; a repost is told by its reference of type "retweeted"."""
    record = source.head_record or {}
    names = find_fields(source, USUAL, options)
    for role in ("links", "author_created_at"):
        if names[role] == USUAL[role] and not isinstance(record.get(names[role], {}), dict):
            del names[role]  # not X's own object: asking every line for one would cost each block its fast path
    own = {name for role, name in names.items() if name == USUAL[role]}  # a field that the person names is text, whatever X calls so
    schema = pa.schema([(name, _NESTED.get(name, pa.string()) if name in own else pa.string()) for name in dict.fromkeys(names.values())])
    reading.unknown_fields = sorted(set(record) - {*names.values(), *USUAL.values(), *_PASSED_OVER})
    reading.sampling = options.sampling or Sampling.SEARCH
    if not options.sampling:
        reading.notes.append(
            "The file does not say how its posts were chosen: taken as a search (give --sampling census or stream if it is one)."
        )
    seen = named = 0
    for block in read_blocks(source, schema, reading):
        fields = block.fields
        columns = {
            "record_id": _text(fields[names["id"]]),
            "at": _text(fields[names["time"]]),
            "author": _text(fields[names["author"]]),
            "text": _text(fields[names["text"]]),
            "language": _text(fields[names["language"]]),
            "repost_of": _text(fields[names["repost_of"]]),
            "observed": _text(fields[names["observed_at"]]),
        }
        if "links" in names:
            columns["links"] = _links(fields[names["links"]])
        if "author_created_at" in names:
            columns["author_created_at"] = _text(fields[names["author_created_at"]])
        if columns["observed"].null_count == len(fields):
            del columns["observed"]
        seen += len(fields)
        named += len(fields) - columns["author"].null_count
        yield post_batch(block, columns, options.source or "x", reading.sampling, options, reading)
    note_authors(named, seen, reading)


def _text(field: pa.ChunkedArray) -> pa.ChunkedArray | pa.Array:
    """A field as text: of references the post reposted, of twarc's own the time of reading, of an author when the account was made."""
    if pa.types.is_list(field.type):
        return _retweeted(field)
    return pc.struct_field(field, 0) if pa.types.is_struct(field.type) else field


def _links(field: pa.ChunkedArray) -> pa.Array:
    """The addresses of every post, each as far as X followed it."""
    if not pa.types.is_struct(field.type):
        return split_cells(field)
    lists = pc.struct_field(field, "urls").combine_chunks()
    items = pc.list_flatten(lists)
    addresses = pc.coalesce(*(pc.struct_field(items, name) for name in EXPANDED))
    counts = pc.fill_null(pc.list_value_length(lists), 0).to_numpy()
    return pa.ListArray.from_arrays(pa.array(np.concatenate(([0], np.cumsum(counts))), pa.int32()), addresses)


def _retweeted(references: pa.ChunkedArray) -> pa.Array:
    lists = references.combine_chunks()
    out: list[str | None] = [None] * len(lists)
    if lists.null_count < len(lists):
        parents = pc.list_parent_indices(lists)
        items = pc.list_flatten(lists)
        kept = pc.fill_null(pc.equal(pc.struct_field(items, "type"), "retweeted"), fill_value=False)
        for row, post in zip(pc.filter(parents, kept).to_pylist(), pc.filter(pc.struct_field(items, "id"), kept).to_pylist(), strict=True):
            out[row] = post
    return pa.array(out, pa.string())


READER = Reader("x-v2-jsonl", Kind.POST, "X API v2 posts, one a line (twarc2 flatten), plain or gzip.", recognises, read)
