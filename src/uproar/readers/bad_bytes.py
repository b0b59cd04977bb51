"""What every reader of lines does and says about bytes that do not belong."""

from __future__ import annotations

import re
from typing import Final

from uproar.readers.source import LINE_BYTES_LIMIT

MENDED: Final = "row(s) held bytes that are not UTF-8; they were read as windows-1252"
NUL_REASON: Final = "NUL bytes in the row: damaged on its way or on the disk"
LINE_REASON: Final = f"line over {LINE_BYTES_LIMIT >> 20} MB"
# What Python puts in the place of a byte that it cannot decode, under "surrogateescape".
LONE_BYTE: Final = re.compile("[\udc80-\udcff]")


def windows_1252(match: re.Match[str]) -> str:
    r"""The character that a lone byte is in windows-1252; U+FFFD for the five bytes that are none.

    Example:
        >>> LONE_BYTE.sub(windows_1252, b"caf\xe9".decode("utf-8", "surrogateescape"))
        'café'
    """
    return bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace")
