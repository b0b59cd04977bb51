"""X (Twitter) API v2 posts, flattened to one a line, as `twarc2 flatten` writes them."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from uproar.readers.jsonl import read_blocks
from uproar.readers.options import Options
from uproar.readers.posts import post_batch
from uproar.readers.reader import Reader, Reading
from uproar.readers.source import Source
from uproar.records import Batch, Kind, Sampling

_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("created_at", pa.string()),
        ("author_id", pa.string()),
        ("text", pa.string()),
        ("lang", pa.string()),
        ("referenced_tweets", pa.list_(pa.struct([("type", pa.string()), ("id", pa.string())]))),
        ("__twarc", pa.struct([("retrieved_at", pa.string())])),
    ]
)
# Known, of no use to a measurement yet, and so not news in the report.
_PASSED_OVER = {
    "attachments", "author", "context_annotations", "conversation_id", "edit_controls", "edit_history_tweet_ids", "entities", "geo",
    "in_reply_to_user", "in_reply_to_user_id", "matching_rules", "note_tweet", "possibly_sensitive", "public_metrics", "reply_settings",
    "source", "withheld", "display_text_range",
}  # fmt: skip


def recognises(source: Source, _options: Options) -> bool:
    """A line that is an object with a post's id, time, author and text as X names them."""
    record = source.head_record
    return record is not None and {"id", "created_at", "author_id", "text"} <= record.keys()


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read posts; a repost is told by its reference of type "retweeted"."""
    record = source.head_record or {}
    reading.unknown_fields = sorted(set(record) - set(_SCHEMA.names) - _PASSED_OVER)
    reading.sampling = options.sampling or Sampling.SEARCH
    if not options.sampling:
        reading.notes.append(
            "The file does not say how its posts were chosen: taken as a search (give --sampling census or stream if it is one)."
        )
    for block in read_blocks(source, _SCHEMA, reading):
        fields = block.fields
        columns = {
            "record_id": fields["id"],
            "at": fields["created_at"],
            "author": fields["author_id"],
            "text": fields["text"],
            "language": fields["lang"],
            "repost_of": _retweeted(fields["referenced_tweets"]),
            "observed": pc.struct_field(fields["__twarc"], "retrieved_at"),
        }
        if columns["observed"].null_count == len(fields):
            del columns["observed"]
        yield post_batch(block, columns, options.source or "x", reading.sampling, options, reading)


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
