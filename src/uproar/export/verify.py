"""Check an evidence bundle: its files against its manifest, and what it says against a case.

Nothing of a bundle reaches the engine. The case is measured anew as of the bundle's moment, and its own queries with their rows are laid beside those of the bundle.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from uproar.errors import UsageError
from uproar.export.bundle import FORMAT, MANIFEST, VERSION, contents, manifest
from uproar.export.compare import Check, Files, Standing, against
from uproar.inquiry import Inquiry

_LARGEST: Final = 2_000_000_000  # bytes of all files together: a zip of a few kB can unfold to any size


def verify(path: Path, inquiry: Inquiry | None = None) -> list[Check]:
    """Check the files of a bundle against its manifest and, with a case, everything it says against the case as of the same moment.

    Raises:
        UsageError: It is no bundle, or of a newer version.
    """
    with _expected(path):
        with zipfile.ZipFile(path) as archive:
            told, files, checks = _opened(archive)
        as_of = datetime.fromisoformat(told["as_of"]).astimezone(UTC)
    if inquiry is None:
        return checks
    own = contents(inquiry, as_of)
    mine = manifest(inquiry, as_of, own)
    with _expected(path):
        return checks + against(told, files, mine, own)


@contextmanager
def _expected(path: Path) -> Iterator[None]:
    """Whatever a file holds that is no bundle ends in one kind of error."""
    try:
        yield
    except (
        OSError,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RuntimeError,
    ) as error:
        raise UsageError(
            "uproar verify", "a bundle as uproar export writes it", f"{path.name} ({error!r:.120})", "Give such a file."
        ) from error


def _opened(archive: zipfile.ZipFile) -> tuple[dict[str, Any], Files, list[Check]]:
    """The manifest, the files that agree with it, and a check of each file."""
    entries = Counter(entry.filename for entry in archive.infolist())
    if entries[MANIFEST] != 1 or sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
        raise UsageError(
            "uproar verify", f"a zip with one {MANIFEST} and at most 2 GB", "another file", "Give a bundle that uproar export wrote."
        )
    told: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if told["format"] != FORMAT or told["version"] > VERSION:
        raise UsageError("uproar verify", f"a bundle of version {VERSION} or older", f"version {told['version']}", "pip install -U uproar.")
    files, checks = {}, []
    for name, said in told["files"].items():
        content, why = _content(archive, name, entries[name])
        if not why and sha256(content).hexdigest() != said["sha256"]:
            why = "is not what the manifest names"
        checks.append(Check("file", name, Standing.DIFFERS if why else Standing.AGREES, why))
        if not why:
            files[name] = content
    unlisted = sorted(set(entries) - set(told["files"]) - {MANIFEST})
    return told, files, checks + [Check("file", name, Standing.DIFFERS, "is not in the manifest") for name in unlisted]


def _content(archive: zipfile.ZipFile, name: str, times: int) -> tuple[bytes, str]:
    if times != 1:
        return b"", "is there more than once" if times else "is missing"
    try:
        return archive.read(name), ""
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        return b"", f"is damaged ({error})"
