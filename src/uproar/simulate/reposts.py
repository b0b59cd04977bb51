"""Who passes on what, and after how long: reposts of earlier posts, and links that were seen in them.

Times and accounts of the posts are drawn before: here only what some of them pass on is chosen, so that the stream keeps its day, its week and its size.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from uproar.simulate.draws import Draws, Ints

# Chances, in 100, of passing on something younger than a minute (64 s), of up to two, four, eight ... up to 36 hours: half within the hour and a few in
# a hundred within the minute, as interest in a post fades. Where nothing of that age is there, nothing is passed on.
_AGES: Final = (3, 4, 5, 7, 9, 11, 13, 14, 13, 10, 7, 4)
_YOUNGEST_MS: Final = 64_000
_APPEAL: Final = 1_000_000
_LINKS: Final = 12  # posts in 100 that carry a link, of those that repeat no other
_SEEN: Final = 60  # links in 100 that would be taken from an earlier post


def share(at_ms: Ints, account: Ints, reposts: int, draws: Draws) -> tuple[Ints, Ints]:
    """Choose which posts repeat an earlier one, and which carry a link; nobody repeats their own post, or one post twice.

    Args:
        at_ms: Times of the posts, rising, shape (n,).
        account: Who posts, shape (n,).
        reposts: Posts in 100 that would repeat another; fewer do, since there must be one of the age drawn.
        draws: The random numbers.

    Returns:
        Position of the post that each repeats, or -1; position of the post that brought its link up, or -1; each of shape (n,). A repost has no link here.
    """
    size = len(at_ms)
    repost_of, link = np.full(size, -1), np.full(size, -1)
    takes = draws.chance(reposts, size)
    takers = np.flatnonzero(takes)
    given = passed_on(at_ms, takers, np.flatnonzero(~takes), draws)
    sound = np.zeros(len(takers), np.bool_)
    sound[np.unique(account[takers] * size + given, return_index=True)[1]] = True
    sound &= (given >= 0) & (account[given] != account[takers])
    repost_of[takers[sound]] = given[sound]
    links = np.flatnonzero(draws.chance(_LINKS, size) & (repost_of < 0))
    seen = draws.chance(_SEEN, len(links))
    given = passed_on(at_ms, links[seen], links[~seen], draws)
    link[links] = links
    link[links[seen]] = np.where(given < 0, links[seen], given)
    return repost_of, link


def passed_on(at_ms: Ints, takers: Ints, givers: Ints, draws: Draws) -> Ints:
    """Choose what each taker passes on: of the posts of a drawn age one by its appeal, which is Pareto's with exponent 1.

    Args:
        at_ms: Times of all posts, rising, shape (n,).
        takers: Positions of the posts that pass something on, shape (k,).
        givers: Positions of the posts that can be passed on, rising.
        draws: The random numbers.

    Returns:
        Position of what each taker passes on, earlier than itself, or -1 where nothing of the drawn age is there; shape (k,).

    Example:
        >>> chosen = passed_on(np.arange(1_000) * 20_000, np.arange(500, 1_000), np.arange(500), Draws(7, 0))
        >>> bool((chosen < 500).all()), bool((chosen >= 0).any()), bool((chosen < 0).any())
        (True, True, True)
    """
    sums = np.concatenate(([0], np.cumsum(_APPEAL // (1 + draws.below(_APPEAL, len(givers))))))
    age = draws.pick(_AGES, len(takers))
    oldest = _YOUNGEST_MS << age
    youngest = np.where(age == 0, 1, oldest >> 1)
    low, high = (sums[np.searchsorted(at_ms[givers], at_ms[takers] - bound, side="right")] for bound in (oldest, youngest))
    point = low + draws.below(high - low, len(takers))
    found = np.searchsorted(sums, point, side="right") - 1
    return np.where(high > low, np.append(givers, -1)[found], -1)
