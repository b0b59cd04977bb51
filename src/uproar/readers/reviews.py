"""What reviews have in common, whatever file they come in: grades on their scales, sides, days, and identity where a row has none."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b
from typing import Final

from uproar.errors import AmbiguousError, UsageError
from uproar.readers.collect import Collector, RowError, check_id, row_day_or_time
from uproar.readers.columns import Role, squash
from uproar.readers.grades import Grade, GradeError, read_grade
from uproar.readers.options import Options
from uproar.readers.reader import Reading
from uproar.readers.works import NAMES as WORK_NAMES
from uproar.readers.works import Works
from uproar.records import Kind, Sampling

# Names as they stand in the exports of Metacritic, Rotten Tomatoes (two Kaggle sets), Steam, and in schema.org.
_GRADES: Final = (
    "ratingvalue",
    "rating",
    "grade",
    "originalscore",
    "reviewscore",
    "score",
    "userscore",
    "stars",
    "overall",
    "combinedrating",
)
_THUMBS: Final = ("votedup", "recommended", "isrecommended", "recommendation", "recommend", "thumbs", "reviewstate", "scoresentiment")
_OUTLETS: Final = ("outlet", "publication", "publishername", "publicationname", "publicationame", "publisher")
_CRITIC_NAMES: Final = ("criticname", "critic", "reviewername")
_ACCOUNTS: Final = ("authorid", "userid", "usersha", "steamid", "authorsteamid", "username", "user", "author", "account")
ROLES: Final = (
    Role("id", ("reviewid", "recommendationid", "id")),
    Role(
        "time",
        (
            "timestampcreated",
            "createdat",
            "reviewdate",
            "creationdate",
            "datepublished",
            "publishedat",
            "date",
            "time",
            "timestamp",
            "datetime",
            "at",
        ),
        needed=True,
    ),
    Role("rating_value", (*_GRADES, *_THUMBS, "reviewtype"), needed=True),
    Role("best_rating", ("bestrating", "ratingbest", "scalemax", "maxrating", "ratingmax", "outof")),
    Role("worst_rating", ("worstrating", "ratingworst", "scalemin", "minrating", "ratingmin")),
    Role("side", ("side", "reviewerside", "type", "iscritic")),
    Role("author", (*_CRITIC_NAMES, *_ACCOUNTS)),
    Role("outlet", _OUTLETS),
    Role("text", ("text", "reviewtext", "reviewcontent", "reviewbody", "review", "quote", "content", "body", "comment")),
    Role("subject", WORK_NAMES),
)
# A column of these names says that its rows are reviews, of whom.
_CRITIC_COLUMNS: Final = {*_OUTLETS, "criticname", "topcritic", "istopcritic"}
_AUDIENCE_COLUMNS: Final = {"usersha", "steamid", "authorsteamid", "username", "user", "userid", "userscore", "votedup"}
_REVIEW_COLUMNS: Final = {
    "bestrating",
    "review",
    "reviewid",
    "reviewtext",
    "reviewdate",
    "reviewcontent",
    "recommendationid",
    "votedup",
    "userscore",
}
_CRITIC_WORDS: Final = ("critic", "critics", "press", "professional", "professionals", "expert", "experts", "metascore")
_AUDIENCE_WORDS: Final = (
    "audience", "audiences", "user", "users", "player", "players", "gamer", "gamers", "viewer", "viewers", "reader", "readers", "fan", "fans", "customer",
    "customers", "public",
)  # fmt: skip
_SIDES: Final = {**dict.fromkeys(_CRITIC_WORDS, "critic"), **dict.fromkeys(_AUDIENCE_WORDS, "audience")}
_SIDES_OF_COLUMN: Final = {**_SIDES, "true": "critic", "false": "audience"}  # is_critic
# Sites and their interfaces give so many and no more: Metacritic's page of users, and round numbers.
_CAPS: Final = {2_999, 3_000, 5_000, 10_000}
_STEAM_NOTE: Final = (
    "Steam's API leaves out, by default, reviews in the windows that Steam flagged as off-topic and those of copies bought elsewhere: the event itself may "
    "be missing. Fetch with filter_offtopic_activity=0 and purchase_type=all to be sure."
)
_NO_ID_NOTE: Final = (
    "The reviews carry no id: each is known by its content and its ordinal among equal ones, so the same file loads once, "
    "but an edited review counts as new."
)


class Reviews:
    """Reviews of one file on their way into batches.

    Args:
        path: The file, for messages.
        names: Names of its columns or fields.
        roles: Roles that some column holds.
        works: Tells of which work a review is, settled.
        options: What the person says.
        reading: Takes notes, zone and sampling.

    Raises:
        AmbiguousError: Nothing tells critics from audience.
        UsageError: --side is neither.
    """

    def __init__(self, path: str, names: list[str], roles: set[str], works: Works, options: Options, reading: Reading) -> None:
        self._options, self._reading, self._works = options, reading, works
        self._side = _side_of_file(path, names, roles, options)
        self._has_id = "id" in roles
        self._equal: Counter[bytes] = Counter()
        self._seen = 0
        reading.sampling = options.sampling or Sampling.ARCHIVE
        if not self._has_id:
            reading.notes.append(_NO_ID_NOTE)
        if "votedup" in {squash(name) for name in names}:
            reading.notes.append(_STEAM_NOTE)
        if "best_rating" in roles and "worst_rating" not in roles and options.scale is None:
            reading.notes.append("No column gives the worst rating: scales are taken to begin at 0 (give --scale 1-5 if they begin at 1).")
        self.collector = Collector(Kind.REVIEW, options.source, reading.sampling)

    def add(self, line: int, raw: bytes, values: Mapping[str, str]) -> None:
        """Take one review; `values` are texts by role, those left out are unknown."""
        self._seen += 1
        try:
            subject = self._works.pick(values.get("subject", ""))
            own = {**self._own(values), "subject": subject}
            start, end = row_day_or_time(values.get("time", ""), self._options, self._reading)
            record_id = check_id(values.get("id", "")) if self._has_id else self._content_id(raw)
        except (RowError, GradeError) as error:
            self.collector.reject(line, str(error), raw)
            return
        # A day is known only once it is over: asked as of a moment within it, the review does not count yet.
        source = self._options.source or f"{own['side']}-reviews"
        grain = "instant" if start == end else "day"
        self.collector.add(line, raw, record_id, start, end, source=source, grain=grain, **own)

    def reject(self, line: int, reason: str, raw: bytes) -> None:
        """Set one review aside."""
        self._seen += 1
        self.collector.reject(line, reason, raw)

    def finish(self) -> None:
        """Say what only the whole file shows."""
        if self._seen in _CAPS:
            self._reading.notes.append(
                f"Exactly {self._seen:,} reviews: the file looks capped by its source, so the latest or earliest are probably missing."
            )

    def _own(self, values: Mapping[str, str]) -> dict[str, str | float | None]:
        grade = scaled(
            read_grade(values.get("rating_value", "")), values.get("best_rating", ""), values.get("worst_rating", ""), self._options
        )
        side = self._side
        if not side:
            side = _SIDES_OF_COLUMN.get(values.get("side", "").strip().casefold(), "")
            if not side:
                raise RowError("side that is neither critic nor audience (--side says it for all)")
        best = grade.best
        texts = {role: values.get(role, "").strip() or None for role in ("author", "outlet", "text")}
        return {
            **texts, "side": side, "rating_value": grade.value, "worst_rating": grade.worst, "best_rating": best, "score": grade.score,
        }  # fmt: skip

    def _content_id(self, raw: bytes) -> str:
        digest = blake2b(raw.strip(), digest_size=16).digest()
        self._equal[digest] += 1
        return f"{digest.hex()}-{self._equal[digest]}"


def scaled(grade: Grade, best: str, worst: str, options: Options) -> Grade:
    """Give a bare number the scale of its row, or else the one that the person gave; a grade with its own scale keeps it.

    Raises:
        GradeError: The row's scale cannot be read, or has no end.
    """
    if grade.best is not None:
        return grade
    low, high = options.scale if options.scale is not None else (0.0, None)
    try:
        high = float(best) if best.strip() else high
        low = float(worst) if worst.strip() else low
    except ValueError:
        raise GradeError("scale that cannot be read") from None
    if not math.isfinite(low) or (high is not None and not math.isfinite(high)):
        raise GradeError("scale without an end (nan or inf)")
    return Grade(grade.value, low, high)


def check_scale(options: Options) -> None:
    """Refuse a given scale that is none.

    Raises:
        UsageError: An end is not finite, or the worst rating is not below the best.

    Example:
        >>> from datetime import UTC, datetime
        >>> check_scale(Options(datetime(2026, 1, 1, tzinfo=UTC), scale=(0.0, float("inf"))))
        Traceback (most recent call last):
        uproar.errors.UsageError: --scale needs two finite numbers, the worst rating below the best, got 0-inf. Write it as --scale 0-10.
    """
    if options.scale is not None:
        worst, best = options.scale
        if not (math.isfinite(worst) and math.isfinite(best) and worst < best):
            needed = "two finite numbers, the worst rating below the best"
            raise UsageError("--scale", needed, f"{worst:g}-{best:g}", "Write it as --scale 0-10.")


class ScaleSurvey:
    """Looks through a file's grades before anything is stored: bare numbers without any scale must be asked about.

    Args:
        options: What the person says.
    """

    def __init__(self, options: Options) -> None:
        check_scale(options)
        self._options = options
        self._low = float("inf")
        self._high = float("-inf")
        self._count = 0

    def see(self, rating: str, best: str) -> None:
        """Look at one grade and its row's best rating."""
        if best.strip():
            return
        try:
            grade = read_grade(rating)
        except GradeError:
            return
        if grade.best is None:
            self._count += 1
            self._low, self._high = min(self._low, grade.value), max(self._high, grade.value)

    def check(self, path: str) -> None:
        """Ask for the scale if it is needed.

        Raises:
            AmbiguousError: Some grades are bare numbers, and neither the file nor the person gives their scale.
        """
        if self._count and self._options.scale is None:
            # The smallest usual scale that holds them is an example, not a guess: nothing is read with it.
            example = next((best for best in (1, 4, 5, 10, 20, 100) if self._high <= best), 100)
            got = f"{self._count:,} bare numbers; the values run from {self._low:g} to {self._high:g}"
            raise AmbiguousError(path, "the scale of its ratings", got, f"Give --scale WORST-BEST, e.g. --scale 0-{example}.")


def flags(rating: str, name: str) -> str:
    """Read 1 and 0 as thumbs in a column that is one of thumbs.

    Example:
        >>> flags("1", "voted_up"), flags("1", "rating")
        ('true', '1')
    """
    return {"1": "true", "0": "false"}.get(rating.strip(), rating) if squash(name) in _THUMBS else rating


def rating_names(names: list[str], found: Mapping[str, int], options: Options) -> list[int]:
    """Places of the columns that may hold a row's grade: the one found, then others where it is empty, unless the person named it."""
    places = [found["rating_value"]]
    if names[places[0]] not in options.columns.values():
        known = (*_GRADES, *_THUMBS)
        places += sorted(
            (p for p, n in enumerate(names) if squash(n) in known and p not in found.values()), key=lambda p: known.index(squash(names[p]))
        )
    return places


def tell(names: list[str]) -> bool:
    """Whether columns or fields of these names are of reviews: a grade, and something beside it that reviews have.

    A bare "score" is karma in exports of posts: it needs a name that only reviews have.

    Example:
        >>> tell(["grade", "date", "user_sha"]), tell(["id", "author", "body", "timestamp", "score"])
        (True, False)
    """
    known = {squash(name) for name in names}
    graded = known & {*_GRADES, *_THUMBS}
    if known & {*_CRITIC_COLUMNS, *_REVIEW_COLUMNS} and graded:
        return True
    beside = known & {*_AUDIENCE_COLUMNS, "text", "author", "subject", "quote", "side"} or len(known) <= 3
    return bool(graded - {"score", "overall"}) and bool(beside)


def _side_of_file(path: str, names: list[str], roles: set[str], options: Options) -> str:
    if options.side:
        side = _SIDES.get(options.side.strip().casefold())
        if side is None:
            raise UsageError("--side", "critic or audience", repr(options.side), "Give --side critic or --side audience.")
        return side
    if "side" in roles:
        return ""
    known = {squash(name) for name in names}
    critic, audience = known & _CRITIC_COLUMNS, known & _AUDIENCE_COLUMNS
    if bool(critic) == bool(audience):
        got = f"columns of both: {', '.join(sorted(critic | audience))}" if critic else f"the columns {', '.join(names)}, which do not tell"
        raise AmbiguousError(
            path, "to know whether critics or the audience wrote these reviews", got, "Give --side critic or --side audience."
        )
    return "critic" if critic else "audience"
