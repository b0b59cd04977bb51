"""Which of a row's columns holds its grade: the best that says one, and 1 and 0 as thumbs in a column of thumbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from uproar.readers.columns import squash
from uproar.readers.grades import is_none
from uproar.readers.options import Options
from uproar.readers.reader import Reading

GRADES: Final = (
    "ratingvalue", "rating", "grade", "originalscore", "reviewscore", "score", "userscore", "stars", "starrating", "overall", "combinedrating",
)  # fmt: skip
THUMBS: Final = ("votedup", "recommended", "isrecommended", "recommendation", "recommend", "thumbs", "reviewstate", "scoresentiment")
_FLAGS: Final = {"1": "true", "0": "false", "1.0": "true", "0.0": "false"}


class Ratings:
    """The columns that may hold a row's grade.

    Args:
        names: Names of a file's columns or fields.
        found: Place of the column by role, as found by name.
        options: What the person says; a column named with `--map` stands alone.

    Attributes:
        places: Places of the columns, best first.
        names: Their names.

    Example:
        >>> from datetime import UTC, datetime
        >>> ratings = Ratings(["date", "rating", "recommended"], {"time": 0, "rating_value": 1}, Options(datetime(2026, 1, 1, tzinfo=UTC)))
        >>> ratings.pick(["N/A", "1"], Reading()), ratings.pick(["1", ""], Reading())
        ('true', '1')
    """

    def __init__(self, names: Sequence[str], found: Mapping[str, int], options: Options) -> None:
        best = found["rating_value"]
        known = (*GRADES, *THUMBS) if names[best] not in options.columns.values() else ()
        others = [place for place, name in enumerate(names) if squash(name) in known and place not in found.values()]
        self.places = [best, *sorted(others, key=lambda place: known.index(squash(names[place])))]
        self.names = [names[place] for place in self.places]
        self._thumbs = [squash(name) in THUMBS for name in self.names]

    def pick(self, texts: Sequence[str], reading: Reading) -> str:
        """A row's grade: the first of its `texts` that does not say that there is none; a grade that is not of the best column is counted."""
        place = next((place for place, text in enumerate(texts) if not is_none(text)), 0) if len(texts) > 1 else 0
        if place:
            reading.tally[f"review(s) without {self.names[0]} took their grade from {self.names[place]}"] += 1
        return _FLAGS.get(texts[place].strip(), texts[place]) if self._thumbs[place] else texts[place]
