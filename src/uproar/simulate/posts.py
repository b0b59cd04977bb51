"""The stream of posts: a background with its day and week, a campaign, volleys of a small group, a few spoiled lines.

All posts are drawn as columns of whole numbers and written 50,000 lines at a time, so that a million posts need about 0.3 GB.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np

from uproar.simulate import texts
from uproar.simulate.draws import Draws, Ints, between
from uproar.simulate.reposts import share
from uproar.simulate.spoil import spoil, spoiled
from uproar.simulate.story import CALM_HOURS, DAYS, END_AT, FROM_AT, ONSET_AT, PUSHED_TERM, RELEASED_AT, TERM, TO_AT, WEEKLY_TERM, local

BACKGROUND: Final = 23_700
CAMPAIGN: Final = 6_000
EARLY_USES: Final = 4  # the tag was there before the campaign: its first use is not its onset
GROUP: Final = 25
NEW_IN_GROUP: Final = 12
VOLLEYS: Final = 12
VOLLEY_MS: Final = 8_000
FILE: Final = "posts.ndjson.gz"

_MINUTES: Final = DAYS * 1_440
_FIRST_MS: Final = int(FROM_AT.timestamp()) * 1_000
_FIRST_ID: Final = 2_030_000_000_000_000_000  # 19 digits, as platforms have them: more than a spreadsheet keeps
_CHUNK: Final = 50_000
_REPOSTS: Final = (35, 45)  # posts in 100 that would pass on an earlier one: of the background, of the campaign
_OLDEST_DAYS: Final = 12 * 365  # of accounts
_NEWEST_DAYS: Final = 14
_ACCOUNTS: Final = 4_000
_NEWCOMERS: Final = 3_500
_PHRASES: Final = (*texts.BACKGROUND_PHRASES, *texts.CAMPAIGN_PHRASES, *texts.PUSHED_PHRASES)
_SUFFIXES: Final = ("", *(f" {tag}" for tag in (*texts.TAGS, *texts.CAMPAIGN_TAGS, PUSHED_TERM)))
_NUMBERS: Final = ("", *map(str, range(1, 1_000)))

_HOURS: Final = (22, 14, 9, 8, 8, 12, 24, 42, 55, 58, 60, 64, 72, 70, 64, 62, 66, 76, 88, 100, 104, 92, 66, 40)
_WEEKDAYS: Final = (96, 95, 97, 100, 106, 122, 126)


def _minute(at: datetime) -> int:
    return int((at - FROM_AT).total_seconds()) // 60


# The campaign's rate, about half its posts an hour at scale 1; a step where two knots share a minute. Its hours of silence are zeros, not
# thin traffic: the term is far inside the ten most used, or not used at all. The peak, Thursday from 19 to 21, is half again as high as
# any other hour.
_CAMPAIGN_KNOTS: Final = tuple(
    (_minute(at), rate)
    for at, rate in (
        (ONSET_AT, 20), (local(11, 19, 30), 70), (local(11, 20, 30), 115), (local(11, 22), 95), (local(12), 50),
        (local(12, CALM_HOURS[0]), 25), (local(12, CALM_HOURS[0]), 0), (local(12, CALM_HOURS[-1] + 1), 0),
        (local(12, CALM_HOURS[-1] + 1), 25), (local(12, 8), 60), (local(12, 12), 100), (local(12, 17), 110), (local(12, 19), 120),
        (local(12, 19), 200), (local(12, 21), 190), (local(12, 21), 115), (local(12, 23), 70), (local(13), 45), (local(13, 1), 20),
        (local(13, 1), 0), (local(13, 7), 0), (local(13, 7), 20), (local(13, 12), 55), (local(13, 18), 45), (END_AT, 15), (END_AT, 1),
        (TO_AT, 1),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Posts as columns of equal length.

    Attributes:
        at_ms: Milliseconds since the stream began.
        account: Number of the account.
        phrase: Position in the phrases.
        number: Position in the numbers.
        tag, second: Positions in the suffixes; 0 is none.
        repost_of: Row of the post that it repeats, or -1.
        link: Row of the post that brought its link up, or -1.
    """

    at_ms: Ints
    account: Ints
    phrase: Ints
    number: Ints
    tag: Ints
    second: Ints
    repost_of: Ints
    link: Ints

    def rows(self, rows: Ints) -> Columns:
        """These rows of every column; what is repeated and linked is named by its new row."""
        place = np.full(len(self.at_ms) + 1, -1)
        place[rows] = np.arange(len(rows))
        picked = {field.name: getattr(self, field.name)[rows] for field in fields(self)}
        return Columns(**picked | {name: place[picked[name]] for name in ("repost_of", "link")})


@dataclass(frozen=True, slots=True)
class Planted:
    """What the generator knows of its posts.

    Attributes:
        accounts: Names of the group that pushes its term, in order of the alphabet.
        volleys: When each volley began, in milliseconds since 1970.
    """

    accounts: tuple[str, ...]
    volleys: tuple[int, ...]


def write_posts(out: Path, seed: int, scale: float) -> Planted:
    """Write the stream, in order of time."""
    people = max(200, round(_ACCOUNTS * scale))
    newcomers = max(200, round(_NEWCOMERS * scale))
    pushed, planted = _pushed(Draws(seed, 3), people + newcomers)
    background = _background(Draws(seed, 1), max(1, round(BACKGROUND * scale)), people)
    campaign = _campaign(Draws(seed, 2), max(EARLY_USES + 1, round(CAMPAIGN * scale)), people, newcomers)
    posts = _joined([_shared(background, Draws(seed, 8), _REPOSTS[0]), _shared(campaign, Draws(seed, 9), _REPOSTS[1]), pushed])
    _write(out / FILE, posts, _made_at(Draws(seed, 10), people + newcomers), Draws(seed, 4))
    return planted


def _background(draws: Draws, size: int, people: int) -> Columns:
    # A day is up to 4 % above or below its weekday: what an ordinary fortnight does.
    days = np.array([_WEEKDAYS[day % 7] for day in range(DAYS)]) * (96 + draws.below(9, DAYS))
    hours = between([*((60 * hour, weight) for hour, weight in enumerate(_HOURS)), (1_440, _HOURS[0])], np.arange(1_440))
    at_ms = draws.pick(np.outer(days, hours).ravel(), size) * 60_000 + draws.below(60_000, size)
    day = at_ms // 86_400_000
    tag = np.zeros(size, np.int64)
    second = np.zeros(size, np.int64)
    popular = 1_000_000 // (np.arange(len(texts.TAGS)) + 2)  # Zipf's law
    for number in range(DAYS):
        here = np.flatnonzero(day == number)
        today = popular * (80 + draws.below(41, len(texts.TAGS)))
        tag[here] = 1 + draws.pick(today, len(here))
        second[here] = 1 + draws.pick(today, len(here))
    hour = at_ms // 3_600_000 % 24
    evening = (day % 7 == 2) & (hour >= 18) & (hour < 21) & draws.chance(15, size)  # Wednesdays
    tag[evening] = 1 + texts.TAGS.index(WEEKLY_TERM)
    untagged = draws.chance(35, size) & ~evening
    tag[untagged] = 0
    second[untagged | ~draws.chance(20, size) | (second == tag)] = 0
    account = draws.pick(10**9 // (np.arange(people) + 8), size)  # the busiest account writes about 2 % of all posts
    phrase, none = draws.below(len(texts.BACKGROUND_PHRASES), size), np.full(size, -1)
    return Columns(at_ms, account, phrase, 2 + draws.below(len(_NUMBERS) - 2, size), tag, second, none, none)


def _campaign(draws: Draws, size: int, people: int, newcomers: int) -> Columns:
    at_ms = draws.pick(between(_CAMPAIGN_KNOTS, np.arange(_MINUTES)), size) * 60_000 + draws.below(60_000, size)
    at_ms[0] = _minute(ONSET_AT) * 60_000 + draws.below(60_000, 1)[0]  # the onset's own minute is never empty
    early = (_minute(RELEASED_AT) + draws.below(_minute(ONSET_AT) - _minute(RELEASED_AT) - 120, EARLY_USES)) * 60_000
    at_ms[1 : 1 + EARLY_USES] = early
    new = draws.chance(65, size)
    account = np.where(new, people + draws.below(newcomers, size), draws.below(people, size))
    first = 1 + len(texts.TAGS)
    tag = first + draws.below(len(texts.CAMPAIGN_TAGS), size)
    second = np.where(draws.chance(12, size), 1 + draws.below(len(texts.TAGS), size), 0)
    phrase = len(texts.BACKGROUND_PHRASES) + draws.below(len(texts.CAMPAIGN_PHRASES), size)
    none = np.full(size, -1)
    return Columns(at_ms, account, phrase, 2 + draws.below(len(_NUMBERS) - 2, size), tag, second, none, none)


def _pushed(draws: Draws, first_account: int) -> tuple[Columns, Planted]:
    """Volleys between 8 and 22 o'clock, each by 20 to 25 accounts of the group, every account once; the same number at any scale."""
    minutes = np.sort(draws.order(10 * 14 * 60)[:VOLLEYS])  # of ten days of fourteen hours
    starts = ((3 + minutes // (14 * 60)) * 1_440 + 8 * 60 + minutes % (14 * 60)) * 60_000
    at_ms, account, phrase = [], [], []
    for volley, start in enumerate(starts.tolist()):
        size = int(20 + draws.below(GROUP - 20 + 1, 1)[0])
        at_ms.append(start + draws.below(VOLLEY_MS, size))
        account.append(first_account + draws.order(GROUP)[:size])
        phrase.append(
            len(_PHRASES)
            - len(texts.PUSHED_PHRASES)
            + volley % texts.PUSHED_TEXTS * texts.PUSHED_ENDS
            + draws.below(texts.PUSHED_ENDS, size)
        )
    times = np.concatenate(at_ms)
    zero, none, tag = np.zeros(len(times), np.int64), np.full(len(times), -1), np.full(len(times), len(_SUFFIXES) - 1)
    columns = Columns(times, np.concatenate(account), np.concatenate(phrase), zero, tag, zero, none, none)
    names = tuple(sorted(texts.account(first_account + number) for number in range(GROUP)))
    return columns, Planted(names, tuple((starts + _FIRST_MS).tolist()))


def _shared(part: Columns, draws: Draws, percent: int) -> Columns:
    """The part in order of time, with some posts that repeat an earlier one and some that carry a link."""
    part = part.rows(np.argsort(part.at_ms, kind="stable"))
    repost_of, link = share(part.at_ms, part.account, percent, draws)
    said = np.where(repost_of < 0, np.arange(len(repost_of)), repost_of)
    return replace(
        part, repost_of=repost_of, link=link[said], **{name: getattr(part, name)[said] for name in ("phrase", "number", "tag", "second")}
    )


def _joined(parts: list[Columns]) -> Columns:
    """All parts as one, in order of time."""
    before = np.cumsum([0, *(len(part.at_ms) for part in parts)])
    moved = [
        replace(part, **{name: np.where(getattr(part, name) < 0, -1, getattr(part, name) + start) for name in ("repost_of", "link")})
        for part, start in zip(parts, before[:-1].tolist(), strict=True)
    ]
    whole = Columns(*(np.concatenate([getattr(part, field.name) for part in moved]) for field in fields(Columns)))
    return whole.rows(np.argsort(whole.at_ms, kind="stable"))


def _made_at(draws: Draws, others: int) -> list[str]:
    """When each account was made: years ago, of the group some in the fortnight before the stream begins."""
    seconds = draws.below(_OLDEST_DAYS * 86_400, others + GROUP)
    new = others + draws.order(GROUP)[:NEW_IN_GROUP]
    seconds[new] = draws.below(_NEWEST_DAYS * 86_400, NEW_IN_GROUP)
    made_at: list[str] = np.datetime_as_string((_FIRST_MS // 1_000 - 1 - seconds).astype("datetime64[s]")).tolist()
    return made_at


def _write(path: Path, posts: Columns, made_at: list[str], draws: Draws) -> None:
    size = len(posts.at_ms)
    faults = spoiled(draws, size)
    accounts = [texts.account(number) for number in range(int(posts.account.max()) + 1)]
    ids = _FIRST_ID + posts.at_ms * 4_096 + np.arange(size) % 4_096
    # No name and no time in the gzip header: the same posts are the same bytes.
    with path.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0) as stream:
        for start in range(0, size, _CHUNK):
            part = slice(start, start + _CHUNK)
            times = np.datetime_as_string((_FIRST_MS + posts.at_ms[part]).astype("datetime64[ms]"), unit="ms").tolist()
            lines: list[str] = []
            rows = zip(
                ids[part].tolist(), times, posts.account[part].tolist(), posts.phrase[part].tolist(), posts.number[part].tolist(),
                posts.tag[part].tolist(), posts.second[part].tolist(), ids[posts.repost_of[part]].tolist(), posts.repost_of[part].tolist(),
                posts.link[part].tolist(), strict=True,
            )  # fmt: skip
            for row, (post_id, at, account, phrase, number, tag, second, repost_id, repost_of, link) in enumerate(rows, start):
                said = _PHRASES[phrase]
                repeated = "null" if repost_of < 0 else f'"{repost_id}"'
                links = "" if link < 0 else f'"https://quay.example/{link}"'
                line = (
                    f'{{"id":"{post_id}","at":"{at}Z","author":"{accounts[account]}","author_created_at":"{made_at[account]}Z",'
                    f'"text":"{said.head}{_NUMBERS[number]}{said.tail}{_SUFFIXES[tag]}{_SUFFIXES[second]}","language":"{said.language}",'
                    f'"repost_of":{repeated},"links":[{links}],"sampling":"stream","source":"simulated"}}\n'
                )
                lines.append(line)
                if row in faults:
                    lines += [spoil(line, how) for how in faults[row]]
            stream.write("".join(lines).encode())


assert TERM in texts.CAMPAIGN_TAGS  # noqa: S101 -- the story and its texts name the same term
