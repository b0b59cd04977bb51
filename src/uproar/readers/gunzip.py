"""Unpack gzip, keeping all that can be unpacked of a file that is cut short or damaged."""

from __future__ import annotations

import zlib
from types import TracebackType
from typing import IO, Final, Self

GZIP: Final = b"\x1f\x8b"
_PACKED_BYTES: Final = 1 << 18
_SALVAGE_STEP: Final = 64  # packed bytes: no more than these are lost before a damaged place


class Gunzip:
    """A stream of unpacked bytes; members one after another (as appended logs have them) are read as one.

    Args:
        stream: The packed bytes; closed with this.

    Attributes:
        truncated: Set while reading, where the packed stream ended early or is damaged.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self.truncated = False
        self._stream = stream
        self._unpacker = zlib.decompressobj(wbits=31)
        self._packed = b""
        self._done = False

    def read(self, size: int) -> bytes:
        """Unpack up to `size` bytes; fewer only at the end."""
        parts: list[bytes] = []
        missing = size
        while missing > 0 and not self._done:
            part = self._step(missing)
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stream.close()

    def _step(self, size: int) -> bytes:
        packed = self._packed or self._stream.read(_PACKED_BYTES)
        if self._unpacker.eof:
            packed = packed.lstrip(b"\0")  # padding between members, as tapes and block devices leave it
            if not packed:
                self._done = not self._stream.read(1)
                self.truncated |= not self._done  # over 256 kB of padding: nothing that gzip writes
                self._done = True
                return b""
            if not GZIP.startswith(packed[:2]):
                return self._stop()
            self._unpacker = zlib.decompressobj(wbits=31)
        elif not packed:
            return self._stop()
        before = self._unpacker.copy()
        try:
            part = self._unpacker.decompress(packed, size)
        except zlib.error:
            self._stop()
            return _salvage(before, packed)
        self._packed = self._unpacker.unused_data if self._unpacker.eof else self._unpacker.unconsumed_tail
        return part

    def _stop(self) -> bytes:
        self._done = self.truncated = True
        return b""


def _salvage(unpacker: zlib._Decompress, packed: bytes) -> bytes:
    parts: list[bytes] = []
    try:
        for start in range(0, len(packed), _SALVAGE_STEP):
            parts.append(unpacker.decompress(packed[start : start + _SALVAGE_STEP]))  # noqa: PERF401 - what came before the damage is kept
    except zlib.error:
        pass
    return b"".join(parts)
