"""Normalise delivered records once, at ingest, so that reductions need only integers, group-by and windowed sums."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.extract.page.links import LINK_PATTERN, WRAPPERS, normal_link
from uproar.extract.terms import INVISIBLE, SETTLED, fold, marked_term
from uproar.records import SECRET, Kind, stored_schema
from uproar.store.engine import Engine

# 60 bits of SHA-1: the same on every engine, unlike their own hash functions, and the quickest of the standard ones here (1.5 s of CPU a million posts,
# MD5 2.1 s, SHA-256 2.5 s). Two of 10^8 records share a key with a chance of 0.4 %.
_HASHES: Final = """
SELECT ('0x' || substr(sha1(source || chr(31) || record_id), 1, 15))::BIGINT AS key,
       ('0x' || substr(sha1(raw), 1, 15))::BIGINT AS raw_hash
FROM incoming
"""

# The character before a mark comes along, where there is one, because RE2 knows no look-behind: `marked_term` drops "page#part" and "a&#39;" by it.
# (Putting the condition into the expression doubles its time: 1.9 s of CPU a million posts against 1.0 s.) Invisible characters do not end a hashtag.
_FOUND: Final = rf"""
SELECT CASE WHEN contains(text, '#') OR contains(text, '$') OR contains(text, '＃')
            THEN regexp_extract_all(text, '[^\s#＃$]?[#＃$][\p{{L}}\p{{M}}\p{{N}}_{INVISIBLE}]+') END AS marked,
       CASE WHEN len(links) > 0 THEN links WHEN contains(text, '://') THEN regexp_extract_all(text, '{LINK_PATTERN}') END AS linked,
       CASE WHEN strlen(text) > length(text) AND NOT regexp_full_match(text, '[{SETTLED}]*') THEN text END AS unsettled, lower(unsettled) AS lowered
FROM incoming
"""

_KNOWN_AUTHORS: Final = 1 << 20  # about 150 MB of names and numbers


def pseudonym(author: str, key: bytes) -> int:
    """Turn an account's identity into a 64-bit pseudonym that cannot be turned back without the case's key.

    Args:
        author: The account as the source names it.
        key: The case's author key.

    Returns:
        A signed 64-bit integer, the same for the same author and key.

    Example:
        >>> pseudonym("someone", b"k" * 32) == pseudonym("someone", b"k" * 32) != pseudonym("someone", b"l" * 32)
        True

    References:
        Keyed BLAKE2: RFC 7693, section 2.9.
    """
    digest = blake2b(author.encode("utf-8", "surrogatepass"), digest_size=8, key=key).digest()
    return int.from_bytes(digest, "big", signed=True)


def normalise(kind: Kind, table: pa.Table, engine: Engine, author_key: bytes, known: dict[str, int], *, keep_raw: bool) -> pa.Table:
    """Turn delivered columns into stored ones: keys and hashes added, authors made pseudonyms, terms and links found.

    Args:
        kind: What the records are.
        table: Columns of `delivered_schema(kind)`.
        engine: Runs the vectorised part.
        author_key: The case's author key.
        known: Pseudonyms made so far with this key; grows up to a bound.
        keep_raw: Whether the raw record stays beside its hash.

    Returns:
        Columns of `stored_schema(kind)`, same rows, same order.
    """
    columns = {name: table[name] for name in table.column_names}
    hashes = engine.transform(table.select(["source", "record_id", "raw"]), _HASHES)
    columns["key"], columns["raw_hash"] = hashes["key"], hashes["raw_hash"]
    if not keep_raw:
        columns["raw"] = pa.nulls(table.num_rows, pa.large_binary())
    for name in SECRET & columns.keys():
        columns[name] = _pseudonyms(table[name], author_key, known)
    if kind is Kind.POST:
        found = engine.transform(table.select(["text", "links"]), _FOUND)
        columns["terms"] = _lists(table.num_rows, *_changed(found["marked"], marked_term))
        columns["links"] = _links(found["linked"])
        columns["folded"] = _folded(found["unsettled"], found["lowered"])
    schema = stored_schema(kind)
    return pa.table({name: columns[name] for name in schema.names}, schema=schema)


def _pseudonyms(authors: pa.ChunkedArray, key: bytes, known: dict[str, int]) -> pa.Array:
    encoded = pc.dictionary_encode(authors.combine_chunks())
    names = encoded.dictionary.to_pylist()
    if len(known) > _KNOWN_AUTHORS:
        known.clear()
    # One look-up a name: authors come back in every batch, and this loop is a tenth of a load.
    look_up = known.get
    codes = pa.array([look_up(name) or known.setdefault(name, pseudonym(name, key)) for name in names], pa.int64())
    return pc.take(codes, encoded.indices)


def _changed(lists: pa.ChunkedArray, change: Callable[[str], str | None]) -> tuple[np.ndarray[Any, Any], pa.Array]:
    """Every word of some lists changed, with the row it belongs to; words changed to None are left out."""
    whole = lists.combine_chunks()
    encoded = pc.dictionary_encode(pc.list_flatten(whole))
    # Folding in Python costs microseconds, so it is done once a distinct word of the batch, not once a post.
    values = pc.take(pa.array([change(word) for word in encoded.dictionary.to_pylist()], pa.string()), encoded.indices)
    kept = pc.is_valid(values)
    return pc.filter(pc.list_parent_indices(whole), kept).to_numpy(), pc.filter(values, kept)


def _lists(rows: int, parents: np.ndarray[Any, Any], values: pa.Array) -> pa.ListArray:
    offsets = np.concatenate(([0], np.cumsum(np.bincount(parents, minlength=rows)))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), values)


def _links(linked: pa.ChunkedArray) -> pa.ListArray:
    """The links of every post in their normal form, each once; X's own wrapping is left out where what it wraps is there."""
    parents, links = _changed(linked, normal_link)
    if len(links):
        encoded = pc.dictionary_encode(links)
        codes, names = encoded.indices.to_numpy(), encoded.dictionary.to_pylist()
        wrapped = np.array([name.startswith(WRAPPERS) for name in names])[codes]
        bare = np.zeros(len(linked), bool)
        bare[parents[~wrapped]] = True
        kept = np.zeros(len(links), bool)
        kept[np.unique(parents * len(names) + codes, return_index=True)[1]] = True
        kept &= ~(wrapped & bare[parents])
        parents, links = parents[kept], links.filter(pa.array(kept))
    return _lists(len(linked), parents, links)


def _folded(unsettled: pa.ChunkedArray, lowered: pa.ChunkedArray) -> pa.ChunkedArray:
    """The folded text of every post where it is another than the lowered one."""
    if unsettled.null_count == len(unsettled):
        return pa.nulls(len(unsettled), pa.string())
    folded = pa.array([None if text is None else fold(text) for text in unsettled.to_pylist()], pa.string())
    return pc.if_else(pc.not_equal(folded, lowered), folded, pa.scalar(None, pa.string()))
