"""`--map` for formats whose fields have fixed names: posts one JSON object a line."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any, Final

from uproar.errors import AmbiguousError
from uproar.readers.columns import ALIASES, check_roles
from uproar.readers.jsonl import read_objects
from uproar.readers.options import Options
from uproar.readers.reader import Reading
from uproar.readers.source import Source

_FIRST_OBJECTS: Final = 200


def said_fields(usual: Mapping[str, str], options: Options) -> dict[str, str]:
    """Field of every role: the one that `--map` names, else the format's own; roles that the format has not are passed over."""
    given = {ALIASES.get(role, role): field for role, field in options.columns.items()}
    return {role: given.get(role, field) for role, field in usual.items()}


def fits(record: Mapping[str, Any], usual: Mapping[str, str], needed: Iterable[str], options: Options) -> bool:
    """Whether an object has the fields that a format needs, under its own names or under those that `--map` gives.

    Example:
        >>> from datetime import UTC, datetime
        >>> said = Options(datetime(2026, 1, 1, tzinfo=UTC), columns={"text": "words"})
        >>> fits({"id": 1, "words": "Aye"}, {"id": "id", "text": "text"}, ("id", "text"), said)
        True
    """
    needed = list(needed)
    said = said_fields(usual, options)
    return any(all(names[role] in record for role in needed) for names in (usual, said))


def find_fields(source: Source, usual: Mapping[str, str], options: Options) -> dict[str, str]:
    """Field of every role, with those that `--map` names looked for among the file's first objects.

    Raises:
        UsageError: `--map` names a role that the format has not.
        AmbiguousError: It names a field that the first objects have not.
    """
    path = str(source.path)
    check_roles(path, usual, options)
    if not options.columns:
        return dict(usual)
    known: dict[str, None] = {}
    for _, _, value in itertools.islice(read_objects(source, Reading()), _FIRST_OBJECTS):
        if isinstance(value, dict):
            known.update(dict.fromkeys(value))
    for said, field in options.columns.items():
        if field not in known:
            got = f"--map {said}={field}, which is none of {', '.join(known)}"
            raise AmbiguousError(path, "--map with one field of the file", got, "Give the field's name as it is written in the file.")
    return said_fields(usual, options)
