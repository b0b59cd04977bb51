"""Saved pages out of a WARC archive (ISO 28500): the HTML answers, with their addresses."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

_RECORD: Final = re.compile(rb"WARC/\d\.\d+\r?\n((?:[^\r\n]+\r?\n)+)\r?\n")
_LENGTH: Final = re.compile(rb"(?im)^Content-Length:\s*(\d+)")
_TARGET: Final = re.compile(rb"(?im)^WARC-Target-URI:\s*<?([^>\s]+)")
_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]+)[^\r\n]*\r?\n")
_PAGE_LIMIT: Final = 20 << 20  # as for a page saved alone


def pages(archive: bytes) -> Iterator[tuple[str, bytes]]:
    r"""Address and body of each HTML answer, in the order of the archive; damaged records are passed over.

    Example:
        >>> answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>It blew.</p>"
        >>> head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://p.example/1\r\nContent-Length: %d\r\n\r\n" % len(answer)
        >>> list(pages(head + answer))
        [('https://p.example/1', b'<p>It blew.</p>')]
    """
    place = 0
    while (record := _RECORD.search(archive, place)) is not None:
        length = _LENGTH.search(record[1])
        end = record.end() + (int(length[1]) if length else 0)
        place = max(end, record.end())
        if re.search(rb"(?im)^WARC-Type:\s*response", record[1]) is None:
            continue
        head, _, body = archive[record.end() : end].partition(b"\r\n\r\n")
        if not re.match(rb"HTTP/[\d.]+ 200", head) or re.search(rb"(?im)^Content-Type:\s*(?:text/html|application/xhtml)", head) is None:
            continue
        target = _TARGET.search(record[1])
        yield target[1].decode("utf-8", "replace") if target else "", _unpacked(head, body)


def _unpacked(head: bytes, body: bytes) -> bytes:
    """A body without the wrappings that its head names."""
    if re.search(rb"(?im)^Transfer-Encoding:\s*chunked", head):
        body = _joined(body)
    if re.search(rb"(?im)^Content-Encoding:\s*(?:x-)?(?:gzip|deflate)", head):
        try:
            body = zlib.decompressobj(wbits=47).decompress(body, _PAGE_LIMIT)
        except zlib.error:
            return body  # some crawlers unpack the body and leave the head as it was
    return body


def _joined(body: bytes) -> bytes:
    parts, place = [], 0
    while (chunk := _CHUNK.match(body, place)) is not None and (size := int(chunk[1], 16)):
        parts.append(body[chunk.end() : chunk.end() + size])
        place = chunk.end() + size + 2
    return b"".join(parts) or body
