"""Read newline-delimited JSON fast where it is sound, and line by line where it is not.

A block whose every line is sound goes through Arrow's JSON parser (1.0 M posts of 490 bytes: 2.0 s of CPU). Only a block in which it stumbles is read
line by line (9 s for the same posts), so that one bad line costs its block a second and the file nothing else.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.json

from uproar.readers.bad_bytes import LINE_REASON, LONE_BYTE, MENDED, NUL_REASON, windows_1252
from uproar.readers.reader import Reading
from uproar.readers.source import LINE_BYTES_LIMIT, Source
from uproar.records import Rejected

REJECTED_BYTES: Final = 10_000
_ARROW_BLOCK_BYTES: Final = 4 << 20


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines: their fields, their raw bytes and places, and what could not be used.

    Attributes:
        fields: One row a sound line; the columns asked for, as text (nested fields as asked).
        raw: The lines, large_binary, same rows.
        line: Their numbers from 1, same rows.
        rejected: The lines that are not JSON objects.
        read: Lines seen, blank ones left out.
    """

    fields: pa.Table
    raw: pa.Array
    line: pa.Array
    rejected: tuple[Rejected, ...]
    read: int


def read_blocks(source: Source, schema: pa.Schema, reading: Reading) -> Iterator[Block]:
    """Read the asked fields of every line.

    Args:
        source: The file.
        schema: Fields to read; others are passed over. A text field takes numbers and booleans as well.
        reading: Its tally takes what was mended.
    """
    number = 1
    for data in source.utf8_blocks():
        block = data if data.endswith(b"\n") else data + b"\n"
        ends = np.flatnonzero(np.frombuffer(block, np.uint8) == ord("\n"))
        offsets = np.concatenate(([0], ends + 1)).astype(np.int64)
        lines = pa.Array.from_buffers(pa.large_binary(), len(ends), [None, pa.py_buffer(offsets), pa.py_buffer(block)])
        numbers = pa.array(np.arange(number, number + len(ends)))
        number += len(ends)
        yield _fast(block, lines, numbers, schema) or _slow(lines, numbers, schema, reading)


def _fast(block: bytes, lines: pa.Array, numbers: pa.Array, schema: pa.Schema) -> Block | None:
    parse = pyarrow.json.ParseOptions(explicit_schema=schema, newlines_in_values=False, unexpected_field_behavior="ignore")
    try:
        fields = pyarrow.json.read_json(
            pa.BufferReader(block),
            read_options=pyarrow.json.ReadOptions(block_size=min(_ARROW_BLOCK_BYTES, len(block))),
            parse_options=parse,
        )
    except (pa.ArrowException, ValueError):
        return None
    if fields.num_rows != len(lines) or not _is_utf8(fields):
        return None  # a blank line, or two objects on one: rows and lines no longer match
    return Block(fields, lines, numbers, (), len(lines))


def _is_utf8(fields: pa.Table) -> bool:
    try:
        fields.validate(full=True)  # Arrow's parser passes broken UTF-8 on; strings that hold it fail here
    except pa.ArrowInvalid:
        return False
    return True


def read_objects(source: Source, reading: Reading) -> Iterator[tuple[int, bytes, dict[str, Any] | str]]:
    """Read every line as an object, for formats of few records: number, bytes, and the object or why it is none."""
    number = 0
    for block in source.utf8_blocks():
        for line in io.BytesIO(block):
            number += 1
            if not line.strip():
                continue
            try:
                yield number, line, parse_object(line, reading)
            except ValueError as error:
                yield number, line, str(error)


def parse_object(line: bytes, reading: Reading) -> dict[str, Any]:
    """Read one line as an object; bytes that are not UTF-8 are read as windows-1252 and counted.

    Raises:
        ValueError: It is none; the message is the reason.
    """
    if len(line) > LINE_BYTES_LIMIT:
        raise ValueError(LINE_REASON)
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        value = _mend(line, reading)
    if not isinstance(value, dict):
        raise ValueError("line is not a JSON object")  # noqa: TRY004 - the caller groups reasons, not types
    return value


def _mend(line: bytes, reading: Reading) -> Any:
    if b"\0" in line:
        raise ValueError(NUL_REASON)
    try:
        text, foreign = line.decode(), False
    except UnicodeDecodeError:
        text, foreign = LONE_BYTE.sub(windows_1252, line.decode("utf-8", "surrogateescape")), True
    if not foreign and "\\u" not in text:
        raise ValueError("line is not JSON")
    try:
        # Half a surrogate pair (a post cut within an emoji) is well-formed JSON to the standard library, and none to orjson.
        value = orjson.loads(json.dumps(json.loads(text), ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise ValueError("line is not JSON") from None
    if foreign:
        reading.tally[MENDED] += 1
    return value


def _slow(lines: pa.Array, numbers: pa.Array, schema: pa.Schema, reading: Reading) -> Block:
    rows: list[dict[str, Any]] = []
    raws: list[bytes] = []
    places: list[int] = []
    rejected: list[Rejected] = []
    for place, line in zip(numbers.to_pylist(), lines.to_pylist(), strict=True):
        if not line.strip():
            continue
        try:
            value = parse_object(line, reading)
        except ValueError as error:
            rejected.append(Rejected(place, str(error), line[:REJECTED_BYTES]))
        else:
            rows.append({f.name: _fit(value.get(f.name), f.type) for f in schema})
            raws.append(line)
            places.append(place)
    fields = pa.Table.from_pylist(rows, schema=schema)
    return Block(fields, pa.array(raws, pa.large_binary()), pa.array(places, pa.int64()), tuple(rejected), len(rows) + len(rejected))


def _fit(value: Any, wanted: pa.DataType) -> Any:
    """Fit a JSON value to a field: text takes scalars, a number takes digits, a struct or list its own kind; anything else is left out."""
    if value is None:
        return None
    if pa.types.is_string(wanted):
        return value if isinstance(value, str) else orjson.dumps(value).decode() if isinstance(value, (int, float, bool)) else None
    if pa.types.is_struct(wanted):
        return {f.name: _fit(value.get(f.name), f.type) for f in wanted} if isinstance(value, dict) else None
    if pa.types.is_list(wanted):
        return [_fit(item, wanted.value_type) for item in value] if isinstance(value, list) else None
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
