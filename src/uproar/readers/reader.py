"""What a reader is, and how the one for a file is found."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import uproar.readers
from uproar.errors import AmbiguousError, UnknownFormatError
from uproar.readers.options import Options
from uproar.readers.refusals import refuse
from uproar.readers.source import Source
from uproar.records import Batch, Kind


@dataclass
class Reading:
    """What a reader learns about a file as a whole while it reads; the import report quotes it.

    Attributes:
        unknown_fields: Fields of the file that no column takes.
        zone_source: Where the time zone of its times came from.
        sampling: How the records were chosen.
        notes: What a careful reader must know, one sentence each.
        tally: The same with a count each: how often something was mended or passed over.
    """

    unknown_fields: list[str] = field(default_factory=list)
    zone_source: str = ""
    sampling: str = ""
    notes: list[str] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Reader:
    """One format.

    Attributes:
        name: The format, as reports print it.
        kind: What its records are.
        summary: One sentence for the documentation.
        recognises: Whether a file is of this format, from its beginning (and from what the person says); never from its name alone.
        read: Reads it batch by batch. Single bad records are rejected within their batch; only a file that cannot be read at all raises.
    """

    name: str
    kind: Kind
    summary: str
    recognises: Callable[[Source, Options], bool]
    read: Callable[[Source, Options, Reading], Iterator[Batch]]


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader: each module of this package that has a `READER`, by name."""
    modules = (importlib.import_module(f"uproar.readers.{info.name}") for info in pkgutil.iter_modules(uproar.readers.__path__))
    return tuple(sorted((m.READER for m in modules if hasattr(m, "READER")), key=lambda reader: reader.name))


# The roles of --map that a record of each kind cannot do without.
_NEEDED: Final = {
    Kind.POST: ("id", "time", "text"),
    Kind.REVIEW: ("time", "rating_value"),
    Kind.SIGNATURE_COUNT: ("time", "signature_count"),
    Kind.SIGNATURE: ("time",),
}


def _what_to_say(options: Options) -> str:
    """What a person can say of a file that no reader knows, beyond what was said already."""
    if options.kind is None:
        return (
            f"Say what it is: --kind {' or '.join(Kind)}; columns of unusual names are told by --map; docs/formats.md shows what is read."
        )
    roles = [role for role in _NEEDED.get(options.kind, ()) if role not in options.columns]
    named = (
        f"Name the columns or fields that hold {', '.join(roles)}: {' '.join(f'--map {role}=NAME' for role in roles)}; " if roles else ""
    )
    return f"{named}docs/formats.md shows what is read."


def recognise(source: Source, options: Options) -> Reader:
    """Find the reader for a file from its content.

    Raises:
        UnknownFormatError: No reader knows it.
        AmbiguousError: Several do, and `--kind` would settle it.
    """
    fitting = [r for r in readers() if (options.kind is None or r.kind is options.kind) and r.recognises(source, options)]
    if not fitting:
        refuse(source)
        asked = f" with records of kind {options.kind}" if options.kind else ""
        first = source.head_text.strip().split("\n", 1)[0][:80]
        raise UnknownFormatError(
            str(source.path),
            f"a format that uproar reads{asked}",
            f"a file that begins {first!r}",
            _what_to_say(options),
        )
    if len(fitting) > 1:
        kinds = " or ".join(f"--kind {kind}" for kind in dict.fromkeys(r.kind for r in fitting))
        raise AmbiguousError(
            str(source.path), "one meaning", f"content that fits {', '.join(r.name for r in fitting)}", f"Say which: {kinds}."
        )
    return fitting[0]
