"""What reviews have in common, whatever file they come in: grades on their scales, sides, days, and identity where a row has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, Final

from uproar.readers.collect import Collector, RowError, check_id, row_day_or_time
from uproar.readers.columns import Role, squash
from uproar.readers.grades import UNREADABLE_REASON, GradeError, is_none, read_grade
from uproar.readers.midnights import are_days, day_of
from uproar.readers.options import Options
from uproar.readers.ratings import GRADES, THUMBS
from uproar.readers.reader import Reading
from uproar.readers.scales import scaled
from uproar.readers.sides import AUDIENCE_COLUMNS, CRITIC_COLUMNS, OUTLETS, side_of_file, side_of_row
from uproar.readers.times import UnreadableTimeError, read_time
from uproar.readers.works import NAMES as WORK_NAMES
from uproar.readers.works import Works
from uproar.records import Kind, Sampling

# Names as they stand in the exports of Metacritic, Rotten Tomatoes (two Kaggle sets), Steam, and in schema.org.
_CRITIC_NAMES: Final = ("criticname", "critic", "reviewername")
_ACCOUNTS: Final = ("authorid", "userid", "usersha", "steamid", "authorsteamid", "username", "user", "author", "account")
_SCALES: Final = ("bestrating", "ratingbest", "scalemax", "maxrating", "ratingmax", "outof")
ROLES: Final = (
    Role("id", ("reviewid", "recommendationid", "id")),
    Role(
        "time",
        (
            "timestampcreated", "createdat", "reviewdate", "creationdate", "datepublished", "publishedat", "date", "time", "timestamp", "datetime", "at",
        ),
        needed=True,
    ),
    Role("edited", ("timestampupdated", "updatedat", "editedat", "lastedited", "dateupdated", "dateedited", "datemodified", "modifiedat")),
    Role("rating_value", (*GRADES, *THUMBS, "reviewtype"), needed=True),
    Role("best_rating", _SCALES),
    Role("worst_rating", ("worstrating", "ratingworst", "scalemin", "minrating", "ratingmin")),
    Role("side", ("side", "reviewerside", "type", "iscritic")),
    Role("author", (*_CRITIC_NAMES, *_ACCOUNTS)),
    Role("outlet", OUTLETS),
    Role("text", ("text", "reviewtext", "reviewcontent", "reviewbody", "review", "quote", "content", "body", "comment")),
    Role("verified", ("verified", "isverified", "verifiedpurchase", "isverifiedpurchase", "steampurchase", "verifiedreview", "isverifiedreview")),
    # Not num_reviews alone: in tables of games that is how many reviews the game has.
    Role("author_reviews", ("authornumreviews", "authorreviews", "authorreviewcount", "userreviewcount", "reviewerreviewcount")),
    Role("subject", WORK_NAMES),
)  # fmt: skip
_REVIEW_COLUMNS: Final = {
    *_SCALES,
    "review",
    "reviewid",
    "reviewtext",
    "reviewdate",
    "reviewcontent",
    "recommendationid",
    "votedup",
    "userscore",
}
_VERIFIED: Final = {
    **dict.fromkeys(("true", "1", "1.0", "yes", "y", "verified", "verified purchase"), "yes"),
    **dict.fromkeys(("false", "0", "0.0", "no", "n", "not verified", "unverified"), "no"),
}
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
_MIDNIGHT_NOTE: Final = "The times of the first reviews are all midnight: midnights are read as days, which count from their end."
_NOT_VERIFIED: Final = "review(s) say neither yes nor no of whether they are verified: taken as not known"
_NOT_COUNTED: Final = "review(s) carry a number of their author's reviews that cannot be read: taken as not known"
_EDITED: Final = "review(s) were edited after they were written: what was given at first is not known, so they count from their edit on"
_EDIT_TIME: Final = "review(s) carry a time of editing that cannot be read or lies before they were written: taken as never edited"
_COUNT_DIGITS: Final = 9  # of an account's reviews; more is damage, or an id
_SPELLINGS_KEPT: Final = 1_000
_SPELLINGS_SHOWN: Final = 5
_SPELLING_CHARACTERS: Final = 40


class Reviews:
    """Reviews of one file on their way into batches.

    Args:
        path: The file, for messages.
        names: Names of its columns or fields.
        roles: Roles that some column holds.
        works: Tells of which work a review is, settled.
        options: What the person says.
        reading: Takes notes, zone and sampling.
        times: Times of its first reviews, as written.

    Raises:
        AmbiguousError: Nothing tells critics from audience.
        UsageError: --side is neither.
    """

    def __init__(
        self, path: str, names: Sequence[str], roles: set[str], works: Works, options: Options, reading: Reading, times: Sequence[str]
    ) -> None:
        self._options, self._reading, self._works = options, reading, works
        self._side = side_of_file(path, names, options, in_column="side" in roles)
        self._has_id = "id" in roles
        self._days_at_midnight = are_days(times)
        self._equal: Counter[bytes] = Counter()
        self._unreadable: Counter[str] = Counter()
        self._seen = self._taken = self._days = 0
        reading.sampling = options.sampling or Sampling.ARCHIVE
        if not self._has_id:
            reading.notes.append(_NO_ID_NOTE)
        if "votedup" in {squash(name) for name in names}:
            reading.notes.append(_STEAM_NOTE)
        if self._days_at_midnight:
            reading.notes.append(_MIDNIGHT_NOTE)
        if "best_rating" in roles and "worst_rating" not in roles and options.scale is None:
            reading.notes.append("No column gives the worst rating: scales are taken to begin at 0 (give --scale 1-5 if they begin at 1).")
        self.collector = Collector(Kind.REVIEW, options.source, reading.sampling)

    def add(self, line: int, raw: bytes, values: Mapping[str, str]) -> None:
        """Take one review; `values` are texts by role, those left out are unknown."""
        self._seen += 1
        try:
            subject = self._works.pick(values.get("subject", ""))
            own = {**self._own(values), "subject": subject}
            time = values.get("time", "")
            start, end = row_day_or_time(day_of(time.strip()) if self._days_at_midnight else time, self._options, self._reading)
            record_id = check_id(values.get("id", "")) if self._has_id else self._content_id(raw)
        except (RowError, GradeError) as error:
            self.collector.reject(line, str(error), raw)
            return
        # A day is known only once it is over: asked as of a moment within it, the review does not count yet.
        self._taken += 1
        self._days += start != end
        source = self._options.source or f"{own['side']}-reviews"
        grain = "instant" if start == end else "day"
        known = max(end, self._edited(values.get("edited", ""), start))
        self.collector.add(line, raw, record_id, start, known, source=source, grain=grain, **own)

    def _edited(self, written: str, start: int) -> int:
        """When a review got its present grade, where that is later than it was written; else when it was written."""
        if written.strip() in {"", "0"} or is_none(written):
            return start
        try:
            edited, end, _ = read_time(written, self._options.zone)
        except UnreadableTimeError:
            edited = end = start - 1
        if edited > start:
            self._reading.tally[_EDITED] += 1
        elif end < start:
            self._reading.tally[_EDIT_TIME] += 1
        return max(end, start)

    def reject(self, line: int, reason: str, raw: bytes) -> None:
        """Set one review aside."""
        self._seen += 1
        self.collector.reject(line, reason, raw)

    def finish(self) -> None:
        """Say what only the whole file shows."""
        notes = self._reading.notes
        if self._seen in _CAPS:
            notes.append(
                f"Exactly {self._seen:,} reviews: the file looks capped by its source, so the latest or earliest are probably missing."
            )
        if self._days:
            notes.append(f"{self._days:,} of {self._taken:,} reviews carry only a day: nothing can be told of the hours within it.")
        if self._unreadable:
            shown = self._unreadable.most_common(_SPELLINGS_SHOWN)
            more = len(self._unreadable) - len(shown)
            listed = ", ".join(f"{spelling} ({count:,})" for spelling, count in shown)
            rest = f" and {more:,}{' or more' if len(self._unreadable) == _SPELLINGS_KEPT else ''} other spellings" if more else ""
            notes.append(f"Grades that could not be read, the most frequent first: {listed}{rest}.")

    def _own(self, values: Mapping[str, str]) -> dict[str, Any]:
        written = values.get("rating_value", "")
        try:
            grade = scaled(read_grade(written), values.get("best_rating", ""), values.get("worst_rating", ""), self._options)
        except GradeError as error:
            if str(error) == UNREADABLE_REASON:
                self._keep_spelling(written)
            raise
        side = self._side or side_of_row(values.get("side", ""))
        if not side:
            raise RowError("side that is neither critic nor audience (--side says it for all)")
        verified, author_reviews = values.get("verified", ""), values.get("author_reviews", "")
        return {
            **{role: values.get(role, "").strip() or None for role in ("author", "outlet", "text")},
            "side": side, "rating_value": grade.value, "worst_rating": grade.worst, "best_rating": grade.best, "score": grade.score,
            "verified": self._is_verified(verified) if verified else None,
            "author_reviews": self._count(author_reviews) if author_reviews else None,
        }  # fmt: skip

    def _keep_spelling(self, written: str) -> None:
        # `repr` names what cannot be seen, so that a text cannot rewrite the line that quotes it.
        whole = " ".join(written[: 2 * _SPELLING_CHARACTERS].split())
        spelling = repr(whole if len(whole) <= _SPELLING_CHARACTERS else whole[:_SPELLING_CHARACTERS] + "…")
        if spelling in self._unreadable or len(self._unreadable) < _SPELLINGS_KEPT:
            self._unreadable[spelling] += 1

    def _is_verified(self, written: str) -> str | None:
        word = written.strip().casefold()
        verified = _VERIFIED.get(word)
        if verified is None and not is_none(word):
            self._reading.tally[_NOT_VERIFIED] += 1
        return verified

    def _count(self, written: str) -> int | None:
        digits = written.strip().removesuffix(".0")
        if digits.isascii() and digits.isdecimal() and len(digits) <= _COUNT_DIGITS:
            return int(digits)
        if not is_none(digits):
            self._reading.tally[_NOT_COUNTED] += 1
        return None

    def _content_id(self, raw: bytes) -> str:
        digest = blake2b(raw.strip(), digest_size=16).digest()
        self._equal[digest] += 1
        return f"{digest.hex()}-{self._equal[digest]}"


def tell(names: list[str]) -> bool:
    """Whether columns or fields of these names are of reviews: a grade, and something beside it that reviews have.

    A bare "score" is karma in exports of posts: it needs a name that only reviews have.

    Example:
        >>> tell(["grade", "date", "user_sha"]), tell(["id", "author", "body", "timestamp", "score"])
        (True, False)
    """
    known = {squash(name) for name in names}
    grades = known & {*GRADES, *THUMBS}
    if known & {*CRITIC_COLUMNS, *_REVIEW_COLUMNS} and grades:
        return True
    beside = known & {*AUDIENCE_COLUMNS, "text", "author", "subject", "quote", "side"} or len(known) <= 3
    return bool(grades - {"score", "overall"}) and bool(beside)
