"""Who wrote the reviews of a file, critics or the audience: said by the person, by a column, or by what only one side has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from uproar.errors import AmbiguousError, UsageError
from uproar.readers.columns import squash
from uproar.readers.options import Options

OUTLETS: Final = ("outlet", "publication", "publishername", "publicationname", "publicationame", "publisher")
# A column of these names says that its rows are reviews, of whom.
CRITIC_COLUMNS: Final = frozenset({*OUTLETS, "criticname", "topcritic", "istopcritic"})
AUDIENCE_COLUMNS: Final = frozenset({"usersha", "steamid", "authorsteamid", "username", "user", "userid", "userscore", "votedup"})
_CRITIC_WORDS: Final = ("critic", "critics", "press", "professional", "professionals", "expert", "experts", "metascore")
_AUDIENCE_WORDS: Final = (
    "audience", "audiences", "user", "users", "player", "players", "gamer", "gamers", "viewer", "viewers", "reader", "readers", "fan", "fans", "customer",
    "customers", "public",
)  # fmt: skip
_SIDES: Final = {**dict.fromkeys(_CRITIC_WORDS, "critic"), **dict.fromkeys(_AUDIENCE_WORDS, "audience")}
_SIDES_OF_COLUMN: Final = {**_SIDES, "true": "critic", "false": "audience"}  # is_critic


def side_of_row(text: str) -> str:
    """The side that a column of sides names, or "" where it names none.

    Example:
        >>> side_of_row(" Press "), side_of_row("editor")
        ('critic', '')
    """
    return _SIDES_OF_COLUMN.get(text.strip().casefold(), "")


def side_said(options: Options) -> str:
    """The side that the person gives, or "" where none is given.

    Raises:
        UsageError: It is neither.
    """
    side = _SIDES.get(options.side.strip().casefold(), "")
    if options.side and not side:
        raise UsageError("--side", "critic or audience", repr(options.side), "Give --side critic or --side audience.")
    return side


def side_of_file(path: str, names: Sequence[str], options: Options, *, in_column: bool) -> str:
    """The side of all reviews of a file, or "" where a column names it row by row.

    Args:
        path: The file, for messages.
        names: Names of its columns or fields.
        options: What the person says; `--side` goes before all.
        in_column: Whether a column of sides was found.

    Raises:
        AmbiguousError: Nothing tells critics from audience.
        UsageError: --side is neither.
    """
    if side := side_said(options):
        return side
    if in_column:
        return ""
    known = {squash(name) for name in names}
    critic, audience = known & CRITIC_COLUMNS, known & AUDIENCE_COLUMNS
    if bool(critic) == bool(audience):
        got = f"columns of both: {', '.join(sorted(critic | audience))}" if critic else f"the columns {', '.join(names)}, which do not tell"
        raise AmbiguousError(
            path, "to know whether critics or the audience wrote these reviews", got, "Give --side critic or --side audience."
        )
    return "critic" if critic else "audience"
