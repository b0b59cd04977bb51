"""The stream of posts: a background with its day and week, a campaign, volleys of a small group, a few spoiled lines.

All posts are drawn as columns of whole numbers and written 50,000 lines at a time, so that a million posts need about 0.3 GB.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np

from uproar.simulate import texts
from uproar.simulate.draws import Draws, Ints, between
from uproar.simulate.story import CALM_HOURS, DAYS, END_AT, FROM_AT, ONSET_AT, PUSHED_TERM, RELEASED_AT, TERM, TO_AT, WEEKLY_TERM, local

BACKGROUND: Final = 23_700
CAMPAIGN: Final = 6_000
EARLY_USES: Final = 4  # the tag was there before the campaign: its first use is not its onset
GROUP: Final = 25
VOLLEYS: Final = 12
VOLLEY_MS: Final = 8_000
DUPLICATES: Final = 12
DAMAGED: Final = {"not_json": 5, "no_time": 4, "damaged_id": 3}
FILE: Final = "posts.ndjson.gz"

_MINUTES: Final = DAYS * 1_440
_FIRST_MS: Final = int(FROM_AT.timestamp()) * 1_000
_FIRST_ID: Final = 2_030_000_000_000_000_000  # 19 digits, as platforms have them: more than a spreadsheet keeps
_CHUNK: Final = 50_000
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
    """

    at_ms: Ints
    account: Ints
    phrase: Ints
    number: Ints
    tag: Ints
    second: Ints


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
    parts = [
        _background(Draws(seed, 1), max(1, round(BACKGROUND * scale)), people),
        _campaign(Draws(seed, 2), max(EARLY_USES + 1, round(CAMPAIGN * scale)), people, newcomers),
        pushed,
    ]
    joined = [np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Columns)]
    order = np.argsort(joined[0], kind="stable")
    _write(out / FILE, Columns(*(column[order] for column in joined)), Draws(seed, 4))
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
    return Columns(at_ms, account, draws.below(len(texts.BACKGROUND_PHRASES), size), 2 + draws.below(len(_NUMBERS) - 2, size), tag, second)


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
    return Columns(at_ms, account, phrase, 2 + draws.below(len(_NUMBERS) - 2, size), tag, second)


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
    none = np.zeros(len(times), np.int64)
    columns = Columns(times, np.concatenate(account), np.concatenate(phrase), none, np.full(len(times), len(_SUFFIXES) - 1), none)
    names = tuple(sorted(texts.account(first_account + number) for number in range(GROUP)))
    return columns, Planted(names, tuple((starts + _FIRST_MS).tolist()))


def _write(path: Path, posts: Columns, draws: Draws) -> None:
    size = len(posts.at_ms)
    spoiled = _spoiled(draws, size)
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
                posts.tag[part].tolist(), posts.second[part].tolist(), strict=True,
            )  # fmt: skip
            for row, (post_id, at, account, phrase, number, tag, second) in enumerate(rows, start):
                said = _PHRASES[phrase]
                line = (
                    f'{{"id":"{post_id}","at":"{at}Z","author":"{accounts[account]}","text":"{said.head}{_NUMBERS[number]}{said.tail}'
                    f'{_SUFFIXES[tag]}{_SUFFIXES[second]}","language":"{said.language}","sampling":"stream","source":"simulated"}}\n'
                )
                lines.append(line)
                if row in spoiled:
                    lines += [_spoil(line, how) for how in spoiled[row]]
            stream.write("".join(lines).encode())


def _spoiled(draws: Draws, size: int) -> dict[int, list[str]]:
    """After which rows a spoiled copy of the row follows; never at the head of the file, where its format is recognised."""
    kinds = ["duplicate"] * DUPLICATES + [how for how, count in DAMAGED.items() for _ in range(count)]
    places = 100 + draws.order(size - 100)[: len(kinds)]
    return {int(place): [kind] for place, kind in zip(places, kinds, strict=True)}


def _spoil(line: str, how: str) -> str:
    if how == "not_json":
        return line[: len(line) // 2].rstrip() + "\n"
    if how == "no_time":
        head, _, rest = line.partition('"at":"')
        # Another id, so that nothing but the missing time is wrong with it.
        return head.replace('{"id":"', '{"id":"9') + rest.partition('",')[2]
    if how == "damaged_id":
        return '{"id":"2.03E+18"' + line[line.index(',"at"') :]
    return line


assert TERM in texts.CAMPAIGN_TAGS  # noqa: S101 -- the story and its texts name the same term
