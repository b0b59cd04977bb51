"""Which pairs of accounts act together more often than chance allows: tails, the correction over pairs, windows and accounts, and groups."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from uproar.stats.intervals import t_value

Floats = NDArray[np.float64]
Node = TypeVar("Node", bound=Hashable)


def binomial_tail(hits: ArrayLike, trials: ArrayLike, chance: ArrayLike) -> Floats:
    """Chance of at least `hits` of `trials`, where each succeeds with `chance` on average.

    Where trials have different chances, their binomial with the mean chance bounds the tail from above once `hits` is at least
    `trials * chance + 1` (Hoeffding); nearer to the mean 1 is returned.

    Args:
        hits: Successes, shape (n,).
        trials: Trials, shape (n,); at least `hits`.
        chance: Mean chance of a trial, in [0, 1], shape (n,).

    Returns:
        Upper bounds of the tails, shape (n,).

    Example:
        >>> binomial_tail([3, 2, 1], [3, 10, 10], [0.1, 0.1, 0.1]).round(4).tolist()
        [0.001, 0.2639, 1.0]

    References:
        W. Hoeffding (1956), On the distribution of the number of successes in independent trials, Annals of Mathematical Statistics 27(3), theorem 4.
    """
    k, n, p = (np.atleast_1d(np.asarray(values, np.float64)) for values in (hits, trials, chance))
    tail = np.ones(len(k))
    (live,) = np.nonzero((k >= n * p + 1) & (p < 1))
    k, n, p = k[live], n[live], np.maximum(p[live], 1e-300)
    log_factorial = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1.0, n.max(initial=0.0) + 1)))))
    term = np.exp(
        log_factorial[n.astype(int)]
        - log_factorial[k.astype(int)]
        - log_factorial[(n - k).astype(int)]
        + k * np.log(p)
        + (n - k) * np.log1p(-p)
    )
    total = term.copy()
    # Beyond the mean every term is smaller than the one before: the sum has converged when none adds a millionth part.
    while np.any(term > 1e-9 * total):
        term = term * np.maximum(n - k, 0.0) / (k + 1) * p / (1 - p)
        k = k + 1
        total = total + term
    tail[live] = np.minimum(total, 1.0)
    return tail


def simes(chances: ArrayLike) -> Floats:
    """P-values of "none of these tests has an effect", row by row.

    Args:
        chances: P-values, shape (n, tests).

    Returns:
        One p-value a row, shape (n,).

    Example:
        >>> simes([[0.01, 0.02], [0.5, 0.01]]).tolist()
        [0.02, 0.02]

    References:
        R. J. Simes (1986), Biometrika 73(3); valid under positive dependence: S. K. Sarkar (1998), Annals of Statistics 26(2).
    """
    rows = np.sort(np.asarray(chances, np.float64), axis=1)
    tests = rows.shape[1]
    return np.asarray((rows * tests / np.arange(1, tests + 1)).min(axis=1), np.float64)


def step_up(chances: ArrayLike, tests: int, rate: float) -> int:
    """How many of the smallest p-values may be rejected so that the expected share of false ones among them is at most `rate`.

    Args:
        chances: P-values; those known to be 1 may be left out.
        tests: How many there are with those left out.
        rate: The false discovery rate.

    Example:
        >>> step_up([0.9, 0.001, 0.02], 4, 0.05)
        2

    References:
        Y. Benjamini and Y. Hochberg (1995), JRSS B 57(1).
    """
    rising = np.sort(np.asarray(chances, np.float64))
    (kept,) = np.nonzero(rising <= rate * np.arange(1, len(rising) + 1) / max(1, tests))
    return int(kept[-1]) + 1 if len(kept) else 0


@dataclass(frozen=True)
class Links:
    """What survives the correction.

    Attributes:
        accounts: Linked accounts: the expected share of falsely linked ones among them is at most the rate.
        certain: Those of them that stay when no false link at all is allowed, with the rate as the chance of any.
        possible: They and all that would be linked if they were the only account looked at.
        edges: Pairs of linked accounts that survive, the smaller number first.
    """

    accounts: frozenset[int]
    certain: frozenset[int]
    possible: frozenset[int]
    edges: frozenset[tuple[int, int]]


def link(pairs: ArrayLike, chances: ArrayLike, families: Mapping[int, int], rate: float) -> Links:
    """Choose the accounts that have a partner beyond chance, then their partners.

    The rate is kept over accounts, not over pairs: a group of fifty has 1,225 true pairs, among which 5 % of false ones would name a hundred bystanders.
    An account's p-value is Simes' over its partners; accounts are chosen by Benjamini-Hochberg, then partners by the same within each chosen account,
    at the level that was left.

    Args:
        pairs: Pairs of accounts, each pair once, shape (n, 2).
        chances: Their p-values, shape (n,); pairs left out count as 1.
        families: Of every tested account, the number of partners it was tested with; at least 1.
        rate: The false discovery rate over accounts.

    Example:
        >>> found = link([(1, 2), (1, 3), (4, 5)], [1e-9, 1e-8, 0.04], {account: 4 for account in range(1, 9)}, 0.05)
        >>> sorted(found.accounts), sorted(found.edges)
        ([1, 2, 3], [(1, 2), (1, 3)])

    References:
        Y. Benjamini and M. Bogomolov (2014), Selective inference on multiple families of hypotheses, JRSS B 76(1).
    """
    ends = np.asarray(pairs, np.int64).reshape(-1, 2)
    if not len(ends):
        return Links(frozenset(), frozenset(), frozenset(), frozenset())
    both = np.concatenate((ends, ends[:, ::-1]))
    twice = np.tile(np.asarray(chances, np.float64), 2)
    order = np.lexsort((twice, both[:, 0]))
    both, twice = both[order], twice[order]
    accounts, first, met = np.unique(both[:, 0], return_index=True, return_counts=True)
    tests = np.array([families[account] for account in accounts.tolist()])
    rank = np.arange(len(both)) - np.repeat(first, met) + 1
    whole = np.minimum.reduceat(np.repeat(tests, met) * twice / rank, first)
    level = rate * step_up(whole, len(families), rate) / max(1, len(families))
    selected = whole <= level
    most = np.maximum.reduceat(np.where(twice <= level * rank / np.repeat(tests, met), rank, 0), first)
    kept = both[(rank <= np.repeat(most, met)) & np.repeat(selected, met)]
    kept = kept[np.isin(kept[:, 1], accounts[selected])]
    edges = frozenset((a, b) if a < b else (b, a) for a, b in kept.tolist())
    linked = frozenset(account for edge in edges for account in edge)
    alone = accounts[whole <= rate / len(families)].tolist()
    return Links(linked, linked & set(alone), linked | set(accounts[whole <= rate].tolist()), edges)


def spread(draws: Sequence[float], confidence: float = 0.95) -> tuple[float, float, float]:
    """What chance gives: the mean of some draws, and between which bounds another draw would fall.

    Args:
        draws: Counts under the null; at least 2, else the bounds are those of a Poisson count.
        confidence: Of the bounds.

    Example:
        >>> [round(value, 1) for value in spread([9, 10, 11])]
        [10.0, 5.0, 15.0]
    """
    n = len(draws)
    mean = sum(draws) / max(1, n)
    variance = sum((draw - mean) ** 2 for draw in draws) / (n - 1) if n > 1 else mean
    half = t_value(confidence, max(1, n - 1)) * math.sqrt(variance * (1 + 1 / max(1, n)))
    return mean, max(0.0, mean - half), mean + half


def components(edges: Iterable[tuple[Node, Node]]) -> list[list[Node]]:
    """Groups of nodes that edges connect, the largest first.

    Example:
        >>> components([(1, 2), (2, 3), (8, 9)])
        [[1, 2, 3], [8, 9]]
    """
    neighbours: dict[Node, list[Node]] = defaultdict(list)
    for a, b in edges:
        neighbours[a].append(b)
        neighbours[b].append(a)
    groups, seen = [], set()
    for start in neighbours:
        if start in seen:
            continue
        seen.add(start)
        group = [start]
        for node in group:  # grows while it is read
            fresh = [other for other in neighbours[node] if other not in seen]
            seen.update(fresh)
            group += dict.fromkeys(fresh)
        groups.append(group)
    return sorted(groups, key=len, reverse=True)
