"""Write what is exported: a file whole or not at all, and the same zip for the same content."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from uproar.errors import UsageError

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold; the real one would change its bytes
_UNIX: Final = 3


def save(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        UsageError: It cannot be written.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UsageError(
            "uproar export", f"to write {path}", error.strerror or str(error), "Check that the folder exists and may be written to."
        ) from error


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as one zip; its bytes depend on their names and content alone.

    Example:
        >>> zipped({"a": b"1", "b": b"2"}) == zipped({"b": b"2", "a": b"1"})
        True
    """
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr, entry.compress_type = _UNIX, 0o644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=9)
    return sink.getvalue()
