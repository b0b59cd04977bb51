"""Which work the reviews of a file are of, where a column names it: reviews of several works must never be averaged together."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import Final

from uproar.errors import AmbiguousError
from uproar.readers.collect import RowError
from uproar.readers.columns import squash
from uproar.readers.options import Options
from uproar.readers.reader import Reading

# Best first: a name before a number. "title" is last, because in some exports it is the review's own headline.
NAMES: Final = (
    "subject", "itemreviewed", "itemreviewedname", "gamename", "gamenamedisplay", "gametitle", "game", "movietitle", "moviename", "movie", "filmtitle",
    "film", "showname", "show", "booktitle", "book", "productname", "producttitle", "product", "work", "appname", "app", "rottentomatoeslink", "gameid",
    "movieid", "filmid", "productid", "appid", "asin", "itemid", "title",
)  # fmt: skip
OTHER_WORK: Final = "a review of another work"
NO_WORK: Final = "a review that does not say of which of the file's works it is"
_HEADLINES: Final = {"title"}
_SHOWN: Final = 10
_SHOWN_CHARACTERS: Final = 80
# Works told apart; of a file with more, those beyond are not listed, but the one asked for is still found.
_KEPT: Final = 10_000


def folded(name: str) -> str:
    r"""A work's name as names are compared.

    Example:
        >>> folded(" Tidewater:  The\tIsles ") == folded("TIDEWATER: the isles")
        True
    """
    return " ".join(name.split()).casefold()


class Works:
    """Looks through the works that a file names, then says of each row whether it is of the one wanted.

    Args:
        column: Name of the column or field that holds a review's work, or "" where none does.
        options: What the person says.
    """

    def __init__(self, column: str, options: Options) -> None:
        self.column = column
        self._options = options
        self._wanted = " ".join(options.subject.split())
        self._rows = 0
        self._counts: Counter[str] = Counter()
        self._spelled: dict[str, str] = {}
        self._matched = False

    def see(self, value: str) -> None:
        """Look at one review's work, before anything is stored."""
        name = folded(value)
        if not name:
            return
        self._rows += 1
        self._matched |= name == self._wanted.casefold()
        if name in self._counts or len(self._counts) < _KEPT:
            self._counts[name] += 1
            self._spelled.setdefault(name, " ".join(value.split()))

    def settle(self, path: str, reading: Reading) -> None:
        """Decide what the column means, once every row was seen.

        Raises:
            AmbiguousError: It names several works, and the person does not say which of them is meant.
        """
        if not self.column:
            return
        if self._are_headlines():
            reading.notes.append(
                f"The column {self.column!r} is taken for the reviews' own headlines, since its values hardly repeat: give --map subject={self.column} if it "
                "names the work reviewed."
            )
            self.column = ""
        elif self._several:
            if not self._matched:
                self._ask(path)
        elif self._counts and self._wanted and not self._matched:
            (only,) = self._spelled.values()
            reading.notes.append(f"The column {self.column!r} calls the one work of the file {only!r}; it is stored as {self._wanted!r}.")

    def pick(self, value: str) -> str | None:
        """The work that a review is stored under, or None where nothing names it.

        Raises:
            RowError: The file names several works, and this review is not of the one wanted.
        """
        if not self.column:
            return self._wanted or None
        if self._several and folded(value) != self._wanted.casefold():
            raise RowError(OTHER_WORK if value.strip() else NO_WORK)
        return self._wanted or self._spelled.get(folded(value)) or None

    @property
    def _several(self) -> bool:
        return len(self._counts) > 1

    def _are_headlines(self) -> bool:
        said = self._options.columns.values()
        return (
            squash(self.column) in _HEADLINES
            and self.column not in said
            and len(self._counts) > _SHOWN
            and (len(self._counts) == _KEPT or len(self._counts) * 2 > self._rows)
        )

    def _ask(self, path: str) -> None:
        names = [self._spelled[name] for name, _ in self._counts.most_common(_SHOWN)]
        more = len(self._counts) - len(names)
        listed = ", ".join(repr(name[:_SHOWN_CHARACTERS]) for name in names) + (
            f" and {more:,}{' or more' if len(self._counts) == _KEPT else ''} others" if more else ""
        )
        got = f"a column {self.column!r} with several: {listed}"
        step = f"Give one of them, and the others are skipped: --subject {shlex.quote(names[0])}."
        if squash(self.column) in _HEADLINES:
            step += " If they are the reviews' own headlines, rename the column."
        needed = f"a work that the file names (--subject {self._wanted} is none)" if self._wanted else "reviews of one work"
        raise AmbiguousError(path, needed, got, step)
