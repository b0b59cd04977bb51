"""What one record is, per kind: the columns a reader delivers and the columns the store keeps.

Times are microseconds since 1970-01-01 UTC. `event_at` is when it happened; `observed_at` is when it was read, where the source says so, else `event_at`:
an export that does not say when it was taken is assumed to have been public when it happened. A record counts as of T when both are at or before T.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pyarrow as pa


class Kind(StrEnum):
    """The kinds of record."""

    POST = "post"
    REVIEW = "review"
    SIGNATURE_COUNT = "signature_count"
    SIGNATURE = "signature"
    ARTICLE = "article"
    PAGE = "page"


class Sampling(StrEnum):
    """How the records of a source were chosen, which decides what may be said of them."""

    CENSUS = "census"  # every record there is
    STREAM = "stream"  # every record as it came, or a fixed share of them
    SEARCH = "search"  # what a search gave
    BROWSE = "browse"  # what a person was shown
    ARCHIVE = "archive"  # what an archive kept


_TEXT: Final = pa.string()
_TEXTS: Final = pa.list_(pa.string())
_MICROS: Final = pa.int64()
_NUMBERS: Final = pa.list_(pa.int64())
# Delivered in clear and stored as pseudonyms.
SECRET: Final = frozenset({"author", "address"})

# Delivered by every reader for every kind. `line` is its place in the file, from 1; `raw` is the record as it stood there: the store
# hashes it, and keeps it only where the case says so.
COMMON: Final[tuple[tuple[str, pa.DataType], ...]] = (
    ("line", pa.int64()),
    ("record_id", _TEXT),
    ("source", _TEXT),
    ("sampling", _TEXT),
    ("event_at", _MICROS),
    ("observed_at", _MICROS),
    ("raw", pa.large_binary()),
)

# Delivered per kind. What is `SECRET` is delivered in clear and stored as a pseudonym, `links` as they stand and stored in their normal form.
OWN: Final[dict[Kind, tuple[tuple[str, pa.DataType], ...]]] = {
    Kind.POST: (
        ("author", _TEXT),
        ("text", _TEXT),
        ("language", _TEXT),
        ("repost_of", _TEXT),
        ("links", _TEXTS),  # expanded, where the source has them; the store looks into the text of a post that has none
        ("author_created_at", _MICROS),  # when the account was made
    ),
    Kind.REVIEW: (
        ("author", _TEXT),
        ("subject", _TEXT),  # the work reviewed, where the file holds several
        ("side", _TEXT),  # critic | audience
        ("outlet", _TEXT),  # where a critic writes
        ("rating_value", pa.float64()),
        ("worst_rating", pa.float64()),
        ("best_rating", pa.float64()),
        ("score", pa.float64()),  # the rating in [0, 1]
        ("grain", _TEXT),  # "instant" or "day": how precise event_at is
        ("text", _TEXT),
        ("verified", _TEXT),  # "yes" | "no": whether the site knows that they saw, played or bought it
        ("author_reviews", pa.int64()),  # how many reviews the account has written, as the source says
    ),
    Kind.SIGNATURE_COUNT: (
        ("petition", _TEXT),
        ("signature_count", pa.int64()),
        ("goal", pa.int64()),
        ("opened_at", _MICROS),
        ("part_kinds", _TEXTS),  # what the count is broken down by, such as "country" and "region": one entry a part
        ("part_names", _TEXTS),
        ("part_counts", _NUMBERS),
    ),
    Kind.SIGNATURE: (
        ("author", _TEXT),
        ("petition", _TEXT),
        ("place", _TEXT),
        ("address", _TEXT),  # network or mail address it came from
        ("domain", _TEXT),  # domain of the mail address
    ),
    Kind.ARTICLE: (
        ("url", _TEXT),
        ("outlet", _TEXT),
        ("title", _TEXT),
        ("text", _TEXT),
        ("published_to", _MICROS),
        ("published_source", _TEXT),
        ("confidence", _TEXT),
    ),
    Kind.PAGE: (
        ("page", _TEXT),
        ("url", _TEXT),
        ("title", _TEXT),
        ("description", _TEXT),
        ("picture", _TEXT),
        ("rating", _TEXT),
        ("availability", _TEXT),
    ),
}

# Added by the store. `key` identifies (source, record id).
KEPT_COMMON: Final[tuple[tuple[str, pa.DataType], ...]] = (
    ("line", pa.int64()),
    ("key", pa.int64()),
    ("record_id", _TEXT),
    ("source", _TEXT),
    ("sampling", _TEXT),
    ("event_at", _MICROS),
    ("observed_at", _MICROS),
    ("raw_hash", pa.int64()),
    ("raw", pa.large_binary()),
)


# Added by the store to posts: `terms` are the folded hashtags and cashtags in their order; `folded` is the text as phrases are looked for in it, and null
# where lower(text) is just that, which holds for most texts.
_KEPT_OWN: Final[dict[Kind, tuple[tuple[str, pa.DataType], ...]]] = {Kind.POST: (("terms", _TEXTS), ("folded", _TEXT))}


def delivered_schema(kind: Kind) -> pa.Schema:
    """The columns a reader delivers for `kind`.

    Example:
        >>> delivered_schema(Kind.SIGNATURE_COUNT).names[-2:]
        ['part_names', 'part_counts']
    """
    return pa.schema([*COMMON, *OWN[kind]])


def stored_schema(kind: Kind) -> pa.Schema:
    """The columns a segment of `kind` holds.

    Example:
        >>> stored_schema(Kind.POST).field("author").type
        DataType(int64)
    """
    own = [(name, pa.int64() if name in SECRET else data_type) for name, data_type in OWN[kind]]
    return pa.schema([*KEPT_COMMON, *own, *_KEPT_OWN.get(kind, ())])


@dataclass(frozen=True, slots=True)
class Rejected:
    """One record that could not be used.

    Attributes:
        line: Its place in the file: line or row number from 1, or 0 for the file as a whole.
        reason: Why, in words that group: the same fault gives the same reason.
        raw: The record as it stood, cut to 10,000 bytes.
    """

    line: int
    reason: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one kind that a reader delivers together, in file order.

    Attributes:
        kind: What they are.
        table: The records, with the columns of `delivered_schema(kind)`.
        rejected: Records of the same stretch of the file that could not be used.
        read: Records seen in that stretch, used or not.
    """

    kind: Kind
    table: pa.Table
    rejected: tuple[Rejected, ...] = ()
    read: int = 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every record of one file.

    Attributes:
        path: The file.
        format: The reader that read it.
        kind: What its records are.
        read: Records seen; always stored + duplicate + conflicting + skipped.
        stored: Records now in the store.
        duplicate: Records already there, or twice in the file, with the same content.
        conflicting: Records whose identity is already there with other content; the first one stands.
        skipped: Records that could not be used, by reason.
        unknown_fields: Fields of the file that no column takes.
        zone_source: Where the time zone of its times came from.
        sampling: How the records were chosen.
        first_at, last_at: Earliest and latest `event_at` stored, in microseconds.
        notes: What a careful reader must know, one sentence each.
        rejected_path: The side file with the rejected lines, or "".
    """

    path: str
    format: str
    kind: str
    read: int
    stored: int
    duplicate: int
    conflicting: int
    skipped: dict[str, int]
    unknown_fields: tuple[str, ...]
    zone_source: str
    sampling: str
    first_at: int | None
    last_at: int | None
    notes: tuple[str, ...] = ()
    rejected_path: str = ""
