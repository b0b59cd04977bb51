"""Reposts by invented accounts that act on their own, and by groups that act together: what posts.coordination is measured against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_DAY: Final = 86_400.0
_BIN: Final = 300.0  # objects on offer are weighed anew every five minutes


@dataclass(frozen=True, slots=True)
class Shares:
    """Reposts, one a row.

    Attributes:
        account: Who reposts; whole numbers from 0.
        item: What is reposted; whole numbers from 0.
        moment: When, in seconds from the start, rising.
        group: Of each account, the coordinated group it is in, or -1.
    """

    account: NDArray[np.int64]
    item: NDArray[np.int64]
    moment: NDArray[np.int64]
    group: NDArray[np.int64]


def independent_shares(count: int, seed: int, *, days: int = 30, life: float | None = 3.0, session: int = 4) -> Shares:
    """Reposts by accounts that know nothing of each other.

    Activity and popularity are heavy-tailed; every account has its own waking hours and comes in sessions; every object is on offer from its birth on, with an interest
    that decays over its own life. Accounts that look in at the same time therefore share the same things at the same time, by chance.

    Args:
        count: Reposts.
        seed: Of the random numbers.
        days: Length of the record.
        life: Median life of an object's interest in hours; lives spread over a factor of 100. None: interest never fades.
        session: Mean number of reposts in a session.
    """
    rng = np.random.default_rng(seed)
    accounts = max(20, count // 12)
    weight = rng.pareto(1.2, accounts) + 0.2
    visits = max(1, count // session)
    who = rng.choice(accounts, visits, p=weight / weight.sum())
    # Waking hours: most accounts in one zone, the rest anywhere; visits spread by some hours around each account's own hour.
    hour = np.where(rng.random(accounts) < 0.7, rng.normal(20.0, 2.5, accounts), rng.random(accounts) * 24)
    start = rng.integers(0, days, visits) * _DAY + ((hour[who] + rng.normal(0, 3.0, visits)) % 24) * 3600
    length = rng.geometric(1 / session, visits)
    account = np.repeat(who, length)
    first = np.repeat(np.cumsum(length) - length, length)
    gaps = rng.exponential(60.0, len(account))
    run = np.cumsum(gaps)
    moment = np.repeat(start, length) + run - run[first]
    order = np.argsort(moment, kind="stable")[:count]
    account, moment = account[order], moment[order]
    items = max(50, count // 8)
    appeal = rng.pareto(1.0, items) + 0.05
    birth = rng.random(items) * days * _DAY - _DAY
    lives = np.full(items, np.inf) if life is None else life * 3600 * np.exp(rng.normal(0, 1.0, items)) / np.log(2)
    if life is None:
        birth[:] = -np.inf
    item = np.zeros(len(account), np.int64)
    bins = (moment // _BIN).astype(np.int64)
    edges = np.flatnonzero(np.diff(bins, prepend=-1))
    for begin, end in zip(edges, [*edges[1:], len(bins)], strict=True):
        age = bins[begin] * _BIN - birth
        offer = np.where(age >= 0, appeal * (1.0 if life is None else np.exp(-np.maximum(age, 0) / lives) / lives), 0.0)
        item[begin:end] = rng.choice(items, end - begin, p=offer / offer.sum())
    return Shares(account, item, moment.astype(np.int64), np.full(accounts, -1))


def add_groups(shares: Shares, sizes: list[int], volleys: int, within: float, seed: int) -> Shares:
    """The same reposts, with new accounts that repost together.

    Args:
        shares: What the groups hide in; their accounts also repost items of it on their own, one for every volley.
        sizes: Accounts in each group.
        volleys: Items that each group reposts together, at moments of its own, one half of them new.
        within: Seconds within which a volley's reposts fall.
        seed: Of the random numbers.
    """
    rng = np.random.default_rng(seed)
    account, item, moment = [shares.account], [shares.item], [shares.moment]
    next_account, next_item = len(shares.group), int(shares.item.max()) + 1
    group = [shares.group]
    last = float(shares.moment.max())
    for number, size in enumerate(sizes):
        members = next_account + np.arange(size)
        for volley in range(volleys):
            at = rng.random() * last
            new = volley % 2 == 0
            account += [members, members]
            item += [
                np.full(size, next_item if new else rng.choice(shares.item)),
                rng.choice(shares.item, size),
            ]
            moment += [(at + rng.random(size) * within).astype(np.int64), (rng.random(size) * last).astype(np.int64)]
            next_item += new
        group.append(np.full(size, number))
        next_account += size
    flat = np.concatenate(moment)
    order = np.argsort(flat, kind="stable")
    return Shares(np.concatenate(account)[order], np.concatenate(item)[order], flat[order], np.concatenate(group))
