"""What was planted in the story, as values and as `truth.json`.

The file is one JSON object with the fields of `Truth`, nested as its classes are; every moment is ISO 8601 in UTC
("2026-03-11T17:42:00Z"), shares and means of reviews lie in [0, 1]. `load_truth` reads it back.

    version, seed, scale, zone, title, term
    from_at, to_at, released_at
    files     path -> records = stored + duplicate + all of skipped; skipped by reason: not_json, no_time, damaged_id, no_rating; sha256 of
              the content (of the unpacked content where the file is packed: packers differ between machines)
    burst     of the term: first_use_at, onset_at, end_at, peak_hour_at, posts, authors, episodes (stretches without a silent hour)
    trending  of the term on Thursday, by hour: ranks, hours in the top 10, share, silent hours
    pushed    the second term, pushed by a small group: size, accounts, volleys
    coordination  what the group posted: accounts, posts, share of all posts, shares of the posts of each watched term
    young     watched term -> share of its posts by accounts made less than 30 days before the post
    reviews   "audience" and "critics" -> count, mean, share of zeros, by_day
    petition  counts at named moments as the counter truly stood, removal, gap, rungs
    page      snapshots, the interval of the change, fields that changed
    articles  claims with the verdict expected where everything is loaded, and quotations
"""

from __future__ import annotations

import dataclasses
import json
import types
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args, get_origin, get_type_hints

from uproar.simulate.article_texts import Said

TRUTH_FILE: Final = "truth.json"
VERSION: Final = 2


@dataclass(frozen=True, slots=True)
class FileTruth:
    """What one file holds.

    Attributes:
        records: Lines, rows or documents, headings not counted.
        stored: Those that are sound, each once.
        duplicate: Repetitions of a sound one, byte for byte.
        skipped: Unusable ones by reason.
        sha256: Of the content, unpacked.
    """

    records: int
    stored: int
    duplicate: int
    skipped: dict[str, int]
    sha256: str


@dataclass(frozen=True, slots=True)
class BurstTruth:
    """The campaign in the stream.

    Attributes:
        first_use_at: The term's first post: before the campaign.
        onset_at: The minute in which the campaign begins; a post of it falls in that minute.
        end_at: The minute from which only a trickle of about two posts an hour (at scale 1) is left.
        peak_hour_at: Start of the hour with the most posts.
        posts: Posts with the term.
        authors: Accounts that posted it.
        episodes: Start and end of each stretch of full hours, from the onset's to the end's, in which nobody stopped posting it.
    """

    first_use_at: str
    onset_at: str
    end_at: str
    peak_hour_at: str
    posts: int
    authors: int
    episodes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TrendingTruth:
    """The term among the hashtags of each hour of Thursday, ranked by posts.

    Attributes:
        from_at, to_at: The day in the story's zone.
        top: How many ranks count as trending.
        ranks: The term's rank in each of the 24 hours (terms with strictly more posts, and one); None where nobody used it.
        hours_in_top: Hours in which it ranked in the top.
        share: The same of 24.
        share_by_authors: The same, ranked by distinct accounts.
        calm_hours_at: Starts of the hours in which nobody used it.
        tied_hours: Hours in which its count equals the tenth's, so that a rule for ties would decide.
    """

    from_at: str
    to_at: str
    top: int
    ranks: tuple[int | None, ...]
    hours_in_top: int
    share: float
    share_by_authors: float
    calm_hours_at: tuple[str, ...]
    tied_hours: int


@dataclass(frozen=True, slots=True)
class PushedTruth:
    """The term of the small group.

    Attributes:
        term: The term.
        group_size: Accounts in the group.
        accounts: Their names, as in the file.
        posts: Posts with the term; nobody else posts it.
        volleys_at: When each volley began.
        volley_seconds: How long one lasts at most.
    """

    term: str
    group_size: int
    accounts: tuple[str, ...]
    posts: int
    volleys_at: tuple[str, ...]
    volley_seconds: int


@dataclass(frozen=True, slots=True)
class CoordinationTruth:
    """What accounts that act together posted; nobody else does.

    Attributes:
        accounts: Accounts that act together.
        posts: Their posts.
        share: Of all posts.
        shares: Watched term -> share of its posts.
    """

    accounts: int
    posts: int
    share: float
    shares: dict[str, float]


@dataclass(frozen=True, slots=True)
class ReviewsTruth:
    """The reviews of one side; each review once, those without a rating left out.

    Attributes:
        count: Reviews.
        mean: Mean of the ratings in [0, 1]; of critics, of those in points or stars (`count` holds the letters too).
        zeros: Share of zeros.
        by_day: Day -> count and mean.
        first_day, last_day: Days in UTC for critics, as written for the audience.
        letters: Reviews graded with a letter.
    """

    count: int
    mean: float
    zeros: float
    by_day: dict[str, tuple[int, float]]
    first_day: str
    last_day: str
    letters: int


@dataclass(frozen=True, slots=True)
class CountTruth:
    """The counter at one moment.

    Attributes:
        at: The moment.
        signature_count: What the counter truly stood at.
        goal: The goal the site showed.
        reading: Whether the file holds a reading within half an hour of it, before and after.
    """

    at: str
    signature_count: int
    goal: int
    reading: bool


@dataclass(frozen=True, slots=True)
class PetitionTruth:
    """The petition.

    Attributes:
        petition: Its id in the case.
        opened_at: Its first reading.
        counts: The counter at named moments.
        removed, removed_at: Signatures taken away, and when.
        gap: Between these two moments no reading was taken.
        goals: The goals shown, in order.
    """

    petition: str
    opened_at: str
    counts: tuple[CountTruth, ...]
    removed: int
    removed_at: str
    gap: tuple[str, str]
    goals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageTruth:
    """The store page.

    Attributes:
        page, url: Its id in the case, and its address.
        snapshots: File -> moment.
        changed_between: The two snapshots between which it changed.
        changed_at: When it truly changed, which no snapshot tells.
        fields: What changed.
        unchanged: What did not.
    """

    page: str
    url: str
    snapshots: dict[str, str]
    changed_between: tuple[str, str]
    changed_at: str
    fields: tuple[str, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimTruth:
    """One claim of an article.

    Attributes:
        kind: As in `uproar.claims.claim.ClaimKind`.
        verdict: As in `uproar.claims.claim.Verdict`, with every file of the story loaded and `as_of` at its end.
        snippet: Words of the article, which stand in it once and overlap the claim's span.
        why: Why, in one sentence.
    """

    kind: str
    verdict: str
    snippet: str
    why: str


@dataclass(frozen=True, slots=True)
class ArticleTruth:
    """One article.

    Attributes:
        outlet, author, title, url: As printed.
        published_at: When it was published.
        claims: Every claim it makes, in order of the text.
        quotes: Every quotation in it, in order.
    """

    outlet: str
    author: str
    title: str
    url: str
    published_at: str
    claims: tuple[ClaimTruth, ...]
    quotes: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything that was planted; the module's docstring has the overview.

    Attributes:
        version: Of this schema.
        seed, scale: What the story was made with.
        zone, title, term: Of the case.
        from_at, to_at: Bounds of the stream.
        released_at: When the game came out.
        files: By path, seen from the folder of the story.
        burst, trending, pushed, coordination, young: Of the posts.
        reviews: By side.
        petition: Of the counter.
        page: Of the store page.
        articles: By path.
    """

    version: int
    seed: int
    scale: float
    zone: str
    title: str
    term: str
    from_at: str
    to_at: str
    released_at: str
    files: dict[str, FileTruth]
    burst: BurstTruth
    trending: TrendingTruth
    pushed: PushedTruth
    coordination: CoordinationTruth
    young: dict[str, float]
    reviews: dict[str, ReviewsTruth]
    petition: PetitionTruth
    page: PageTruth
    articles: dict[str, ArticleTruth]


def write_truth(truth: Truth, out: Path) -> None:
    """Write `truth.json`."""
    text = json.dumps(dataclasses.asdict(truth), ensure_ascii=False, indent=1)
    (out / TRUTH_FILE).write_bytes((text + "\n").encode())


def load_truth(path: Path) -> Truth:
    """Read `truth.json` back, or that of a story's folder."""
    file = path / TRUTH_FILE if path.is_dir() else path
    truth = _typed(json.loads(file.read_text(encoding="utf-8")), Truth)
    assert isinstance(truth, Truth)  # noqa: S101 -- for the type checker
    return truth


def _typed(value: Any, wanted: Any) -> Any:
    """Give a JSON value the type that a field states."""
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        hints = get_type_hints(wanted)
        return wanted(**{name: _typed(item, hints[name]) for name, item in value.items()})
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin is tuple and inner[-1] is Ellipsis:
        return tuple(_typed(item, inner[0]) for item in value)
    if origin is tuple:
        return tuple(_typed(item, kind) for item, kind in zip(value, inner, strict=True))
    if origin is dict:
        return {key: _typed(item, inner[1]) for key, item in value.items()}
    return float(value) if wanted is float and not isinstance(value, types.NoneType) else value
