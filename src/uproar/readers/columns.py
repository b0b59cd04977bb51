"""Find which column holds what: by what the person says, by the names that exports use, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from uproar.errors import AmbiguousError, UsageError
from uproar.readers.options import Options

# What people call a role in --map, beside its own name.
ALIASES: Final[Mapping[str, str]] = {
    "at": "time", "event_at": "time", "date": "time", "timestamp": "time", "lang": "language", "rating": "rating_value", "grade": "rating_value",
    "score": "rating_value", "count": "signature_count", "best": "best_rating", "worst": "worst_rating", "observed": "observed_at", "title": "subject",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """What a column may hold.

    Attributes:
        name: As `--map` takes it.
        names: Names of columns that hold it, best first, in letters and digits only ("createdat" stands for created_at and createdAt).
        needed: Whether a file without it cannot be read.
    """

    name: str
    names: tuple[str, ...]
    needed: bool = False


def squash(name: str) -> str:
    """A column's name in letters and digits only.

    Example:
        >>> squash("Post Created"), squash("created_at"), squash("author.id")
        ('postcreated', 'createdat', 'authorid')
    """
    return re.sub(r"[\W_]+", "", name.casefold())


def held(header: Sequence[str], roles: Sequence[Role], options: Options) -> set[str]:
    """Names of the roles for which a header has a column."""
    given = {ALIASES.get(role, role) for role, column in options.columns.items() if column in header}
    known = {squash(name) for name in header}
    return given | {role.name for role in roles if known & set(role.names)}


def candidates(header: Sequence[str], role: Role) -> list[int]:
    """Places of the columns whose names say that they hold a role, best first."""
    squashed = [squash(name) for name in header]
    return [place for wanted in role.names for place, name in enumerate(squashed) if name == wanted]


def find(
    path: str,
    header: Sequence[str],
    roles: Sequence[Role],
    options: Options,
    sample: Callable[[int], list[str]] = lambda _: [],
) -> dict[str, int]:
    """Find the column of every role.

    Args:
        path: The file, for messages.
        header: Names of its columns.
        roles: What is looked for.
        options: What the person says; `--map` goes before every name.
        sample: Gives values of the column at a place.

    Returns:
        Place of the column by role; roles that no column holds are left out.

    Raises:
        UsageError: `--map` names a role that these records have not.
        AmbiguousError: A needed role has no column, or two of the same name that differ; or `--map` names a column that there is not.

    Example:
        >>> from datetime import UTC, datetime
        >>> roles = [Role("id", ("tweetid", "id"), needed=True), Role("text", ("text", "body"), needed=True)]
        >>> find("x.csv", ["id", "Body"], roles, Options(datetime(2026, 1, 1, tzinfo=UTC)))
        {'id': 0, 'text': 1}
    """
    found = _given(path, header, roles, options)
    for role in roles:
        if role.name in found:
            continue
        fitting = [place for place in candidates(header, role) if place not in found.values()]
        if fitting:
            best = squash(header[fitting[0]])
            alike = [place for place in fitting if squash(header[place]) == best]
            if len({tuple(sample(place)) for place in alike}) > 1:
                names = " and ".join(f"{header[place]!r} (column {place + 1})" for place in alike)
                raise AmbiguousError(
                    path, f"one column for {role.name}", f"{names}, which differ", f"Rename one, or give --map {role.name}=COLUMN."
                )
            found[role.name] = fitting[0]
        elif role.needed:
            raise AmbiguousError(
                path, f"a column for {role.name}", f"the columns {', '.join(header)}", f"Say which it is: --map {role.name}=COLUMN."
            )
    return found


def check_roles(path: str, known: Iterable[str], options: Options) -> None:
    """Refuse a role that these records have not, before anything is read.

    Raises:
        UsageError: `--map` names one; the message names those that there are.
    """
    known = list(known)
    for said, column in options.columns.items():
        if ALIASES.get(said, said) not in known:
            raise UsageError(path, f"--map with one of {', '.join(known)}", f"--map {said}={column}", "Give one of these.")


def _given(path: str, header: Sequence[str], roles: Sequence[Role], options: Options) -> dict[str, int]:
    check_roles(path, [role.name for role in roles], options)
    given: dict[str, int] = {}
    for said, column in options.columns.items():
        name = ALIASES.get(said, said)
        places = [place for place, title in enumerate(header) if title == column] or [
            p for p, t in enumerate(header) if squash(t) == squash(column)
        ]
        if len(places) != 1:
            got = f"--map {said}={column}, which {'fits several' if places else 'is none'} of {', '.join(header)}"
            raise AmbiguousError(path, "--map with one column of the file", got, "Give the column's name as it is written in the file.")
        given[name] = places[0]
    return given
