"""Write a dossier in the format that a file's suffix asks for."""

from __future__ import annotations

import importlib
import os
import pkgutil
from functools import cache
from pathlib import Path

import uproar.dossier
from uproar.dossier.dossier import Dossier
from uproar.dossier.format import Format
from uproar.errors import UsageError


@cache
def formats() -> tuple[Format, ...]:
    """Every format: each module of this package that has a `FORMAT`, by suffix."""
    modules = (importlib.import_module(f"uproar.dossier.{info.name}") for info in pkgutil.iter_modules(uproar.dossier.__path__))
    return tuple(sorted((module.FORMAT for module in modules if hasattr(module, "FORMAT")), key=lambda one: one.suffix))


def format_of(path: Path) -> Format:
    """The format that a file's suffix asks for.

    Raises:
        UsageError: No format has this suffix.
    """
    for one in formats():
        if path.suffix.lower() == one.suffix:
            return one
    offered = ", ".join(f"{one.suffix} ({one.name})" for one in formats())
    raise UsageError(
        "uproar dossier", f"a file that ends in one of {offered}", path.name or repr(str(path)), "Name the file with one of these endings."
    )


def write(dossier: Dossier, path: Path) -> None:
    """Write a dossier to `path`, whole or not at all.

    Raises:
        UsageError: No format has this suffix, or the file cannot be written.
    """
    text = format_of(path).render(dossier)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        # What no encoding can hold was made visible by build(); a dossier made by hand is still written.
        partial.write_bytes(text.encode("utf-8", "backslashreplace"))
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UsageError(
            "uproar dossier", f"to write {path}", error.strerror or str(error), "Check that the folder exists and may be written to."
        ) from error
