"""What readers of whole documents share: one file is one record, so that a document that cannot be read is refused as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from uproar.errors import ReadError, UproarError, UsageError
from uproar.readers import posts_csv, readings_csv, reviews
from uproar.readers.columns import ALIASES
from uproar.readers.options import Options
from uproar.readers.reader import Reading
from uproar.readers.source import Source


@contextmanager
def refused(source: Source) -> Iterator[None]:
    """Turn whatever a document makes the parsers stumble over into a refusal of that document.

    Raises:
        ReadError: Something other than uproar's own errors was raised within.
    """
    try:
        yield
    except UproarError:
        raise
    except Exception as error:
        got = f"one over which its parser stumbles ({type(error).__name__})"
        raise ReadError(str(source.path), "a document that can be read", got, "Save it again, or save its text alone.") from error


def pass_over_map(source: Source, options: Options, reading: Reading) -> None:
    """Say that `--map` does nothing for a document; a role that no kind of record has is refused.

    Raises:
        UsageError: There is no such role.
    """
    roles = list(dict.fromkeys(role.name for table in (posts_csv, reviews, readings_csv) for role in table.ROLES))
    for said, column in options.columns.items():
        if ALIASES.get(said, said) not in roles:
            needed = f"no --map (a document has no columns; the roles of tables are {', '.join(roles)})"
            raise UsageError(str(source.path), needed, f"--map {said}={column}", "Leave it out.")
    if options.columns:
        reading.notes.append("--map is passed over: the file is one document and has no columns.")
