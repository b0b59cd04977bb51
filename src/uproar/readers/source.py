"""Open a file whatever it is wrapped in, and look at its beginning without reading the rest."""

from __future__ import annotations

import codecs
import io
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any, Final, TypeAlias

from charset_normalizer import from_bytes

from uproar.errors import ReadError
from uproar.readers.gunzip import GZIP, Gunzip

HEAD_BYTES: Final = 65_536
BLOCK_BYTES: Final = 16 << 20  # measured: 16 MB blocks load 1M posts in half the CPU time of 64 MB ones (fewer page faults)
# A line longer than this is not a record: the longest line seen, a whole page of X v2 with every expansion, has 0.42 MB.
LINE_BYTES_LIMIT: Final = 8 << 20
_HEAD_LINES: Final = 20
# One bad line in four is still a file of UTF-8 with damage; more is another encoding.
_BAD_LINES: Final = 4
# Where at least 85% of the bytes are ASCII, the language is most likely Western and its encoding windows-1252; elsewhere a guesser decides.
_WESTERN_SHARE: Final = 0.85
_HIGH_BYTES: Final = bytes(range(128, 256))
_Stream: TypeAlias = IO[bytes] | Gunzip
_BINARY: Final = {
    b"%PDF": "a PDF file", b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"PK\x03\x04": "a ZIP archive", b"\x28\xb5\x2f\xfd": "a Zstandard file",
    b"BZh": "a bzip2 file", b"\xfd7zXZ": "an xz file", b"SQLite format 3": "an SQLite database", b"GIF8": "a GIF picture",
    GZIP: "gzip within gzip", b"PAR1": "a Parquet file",
}  # fmt: skip


@dataclass
class Source:
    """A file on disk, opened on demand, unwrapped from gzip.

    Attributes:
        path: Where it lies.
        truncated: Set while reading, where the compressed stream ended early; what came before it is kept.
    """

    path: Path
    truncated: bool = False

    @cached_property
    def head(self) -> bytes:
        """Its first 65,536 bytes, unwrapped.

        Raises:
            ReadError: It cannot be opened, is empty, or is a kind of binary file that no reader takes.
        """
        try:
            with self._open() as stream:
                head = stream.read(HEAD_BYTES)
        except IsADirectoryError:
            raise ReadError(str(self.path), "a file", "a folder", "Name the files in it: " + str(self.path / "*")) from None
        except OSError as error:
            raise ReadError(
                str(self.path), "a file that can be read", error.strerror or str(error), "Check the name and its permissions."
            ) from error
        for magic, name in _BINARY.items():
            if head.startswith(magic):
                raise ReadError(str(self.path), "text (CSV, JSON, HTML or plain) or gzip of it", name, "Unpack or export it first.")
        if head[257:262] == b"ustar":
            raise ReadError(str(self.path), "one file", "a tar archive", "Unpack it first: tar xf " + self.path.name)
        if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
            raise ReadError(str(self.path), "records", "an empty file", "Check the export; nothing was loaded.")
        return head

    @cached_property
    def encoding(self) -> str:
        """Name of its text encoding, judged from its head."""
        head = self.head
        if head.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if wide := _wide_encoding(head):
            return wide
        # The head may end within a character: up to three bytes of it are not held against UTF-8.
        for cut in range(4):
            try:
                head[: len(head) - cut].decode("utf-8")
            except UnicodeDecodeError:
                continue
            return "utf-8"
        valid = len(head.decode("utf-8", "ignore").encode())
        if len(head) - valid <= head.count(b"\n") // _BAD_LINES:
            return "utf-8"  # a few bad bytes in a file of UTF-8: those rows are mended one by one
        if len(head.translate(None, _HIGH_BYTES)) >= _WESTERN_SHARE * len(head):
            return "cp1252"
        best = from_bytes(head).best()
        return best.encoding if best is not None else "cp1252"

    @cached_property
    def head_text(self) -> str:
        """Its beginning as text; characters that cannot be read become U+FFFD."""
        return self.head.decode(self.encoding, "replace").lstrip("\ufeff")

    @cached_property
    def head_record(self) -> dict[str, Any] | None:
        """The first of its first lines that is a JSON object, or None where none is."""
        if not self.head_text.lstrip().startswith(("{", "[", "}")) and '{"' not in self.head_text:
            return None
        for line in itertools.islice(filter(str.strip, self.text_lines()), _HEAD_LINES):
            try:
                value = json.loads(line) if line.lstrip().startswith("{") else None
            except (ValueError, RecursionError):
                continue
            if isinstance(value, dict):
                return value
        return None

    def blocks(self, end: bytes = b"\n") -> Iterator[bytes]:
        """Its bytes in blocks of whole lines, unwrapped; a line over the limit is cut, and is for the reader to reject."""
        with self._open() as stream:
            tail = b""
            while block := self._next(stream):
                cut = block.rfind(end) + 1
                if cut:
                    yield tail + block[:cut]
                    tail = block[cut:]
                elif len(tail) <= LINE_BYTES_LIMIT:
                    tail += block
            if tail:
                yield tail

    def utf8_blocks(self) -> Iterator[bytes]:
        """Its blocks as UTF-8 without a byte order mark, whatever its encoding; bytes that do not belong in a UTF-8 file stay as they are."""
        encoding = self.encoding
        if encoding in {"utf-8", "utf-8-sig"}:
            for number, block in enumerate(self.blocks()):
                yield block.removeprefix(codecs.BOM_UTF8) if number == 0 else block
            return
        tail = ""
        for text in _decoded(self.blocks(), encoding):
            cut = text.rfind("\n") + 1
            if cut:
                yield (tail + text[:cut]).encode("utf-8", "replace")
            tail = text[cut:] if cut else tail + text
        if tail:
            yield tail.encode("utf-8", "replace")

    def content(self, limit: int) -> bytes:
        """The whole file, unwrapped.

        Args:
            limit: Most bytes that it may have.

        Raises:
            ReadError: It is larger, or no reader takes it (see `head`).
        """
        _ = self.head  # a file that is missing, empty or binary says so here
        with self._open() as stream:
            parts, size = [], 0
            while size <= limit and (part := self._next(stream)):
                parts.append(part)
                size += len(part)
        if size > limit:
            raise ReadError(
                str(self.path),
                f"a document of at most {limit >> 20} MB",
                "a larger one",
                "Cut it into its parts, or give the saved page alone.",
            )
        return b"".join(parts)

    def text_lines(self) -> Iterator[str]:
        """Its lines as text with their ends; bytes that are not of its encoding come as lone surrogates, for the reader to judge row by row."""
        head = self.head_text
        end = b"\r" if "\r" in head and "\n" not in head else b"\n"  # as spreadsheets on old Macs wrote them
        tail = ""
        for text in _decoded(self.blocks(end), self.encoding):
            *lines, tail = io.StringIO(tail + text, newline="").readlines() or [""]
            yield from lines
            if tail.endswith("\n"):
                yield tail
                tail = ""
        if tail:
            yield tail

    def _open(self) -> _Stream:
        stream = self.path.open("rb")
        return Gunzip(stream) if stream.peek(2)[:2] == GZIP else stream

    def _next(self, stream: _Stream) -> bytes:
        block = stream.read(BLOCK_BYTES)
        self.truncated |= isinstance(stream, Gunzip) and stream.truncated
        return block


def _decoded(blocks: Iterator[bytes], encoding: str) -> Iterator[str]:
    """Text of blocks, wherever they were cut; bytes that are not of the encoding come as lone surrogates where it allows, else as U+FFFD."""
    utf_16_32 = codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))
    decoder = codecs.getincrementaldecoder(encoding)("replace" if utf_16_32 else "surrogateescape")
    first = True
    for block in blocks:
        text = decoder.decode(block)
        yield text.removeprefix("\ufeff") if first else text
        first = False
    yield decoder.decode(b"", final=True)


def _wide_encoding(head: bytes) -> str:
    """UTF-16 without a mark, told by its zero bytes: in text of Western scripts every other byte is one."""
    sample = head[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 4 or min(even, odd) * 4 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"
