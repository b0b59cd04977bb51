"""Which two terms of a set of documents exclude each other, and the two sets that they make.

Which documents hold a term is told by the bits of a number: bit i stands for document i.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import comb, log


def excluding(held: Mapping[str, int], documents: int, chance: float) -> tuple[str, str] | None:
    """Find the two terms that chance would keep apart least often, or None if it would for every two more often than allowed.

    Args:
        held: For each term the documents that hold it, as bits.
        documents: How many documents there are.
        chance: Largest probability, in [0, 1], that two terms share so few documents if they are spread by chance.

    Example:
        >>> excluding({"hasim": 0b1111100000, "tony": 0b0000011111, "boxing": 0b0111110111}, 10, 0.01)
        ('hasim', 'tony')
        >>> excluding({"hasim": 0b1111100000, "boxing": 0b0111110111}, 10, 0.01) is None
        True
    """
    best, found = chance, None
    for (one, left), (two, right) in combinations(sorted(held.items()), 2):
        sizes = left.bit_count(), right.bit_count()
        both = (left & right).bit_count()
        if both * documents < sizes[0] * sizes[1]:
            by_chance = at_most(both, *sizes, documents)
            if by_chance <= best:
                best, found = by_chance, (one, two)
    return found


def at_most(both: int, left: int, right: int, documents: int) -> float:
    """Probability that two terms share at most `both` documents if they are spread by chance (Fisher's exact test, one-sided).

    Example:
        >>> round(at_most(0, 5, 5, 10), 4), at_most(5, 5, 5, 10)
        (0.004, 1.0)

    References:
        Fisher, "The Design of Experiments", 1935, section 21.
    """
    ways = sum(comb(left, shared) * comb(documents - left, right - shared) for shared in range(max(0, left + right - documents), both + 1))
    return ways / comb(documents, right)


def counts(held: Mapping[str, int], documents: int) -> dict[str, int]:
    """How many of some documents hold each term that any of them holds.

    Args:
        held: For each term the documents that hold it, as bits.
        documents: Those to count, as bits.
    """
    return {term: count for term, bits in held.items() if (count := (bits & documents).bit_count())}


def by_document(held: Mapping[str, int], documents: int) -> list[list[str]]:
    """The terms of each document.

    Example:
        >>> by_document({"storm": 0b101, "port": 0b100}, 3)
        [['storm'], [], ['storm', 'port']]
    """
    found: list[list[str]] = [[] for _ in range(documents)]
    for term, held_by in held.items():
        rest = held_by
        while rest:
            lowest = rest & -rest
            found[lowest.bit_length() - 1].append(term)
            rest ^= lowest
    return found


def sides(documents: Sequence[Sequence[str]], one: int, two: int, weights: Mapping[str, float]) -> tuple[list[int], list[int]]:
    """Put each document on one of two sides: its own where it has one, else the one whose documents hold its terms more often (naive Bayes).

    Args:
        documents: The terms of each.
        one: Those known to be on the first side, as bits.
        two: Those known to be on the second.
        weights: How much each term counts.

    Returns:
        The numbers of the documents on the first side and on the second.
    """
    held: dict[str, list[int]] = {}
    sizes = one.bit_count(), two.bit_count()
    for place, terms in enumerate(documents):
        for side, known in enumerate((one, two)):
            if known >> place & 1:
                for term in terms:
                    held.setdefault(term, [0, 0])[side] += 1

    def nearer(term: str) -> float:
        first, second = held.get(term, (0, 0))
        return weights[term] * log((first + 0.5) / (sizes[0] + 1) * (sizes[1] + 1) / (second + 0.5))

    found: tuple[list[int], list[int]] = ([], [])
    for place, terms in enumerate(documents):
        second = bool(two >> place & 1) or (not one >> place & 1 and sum(map(nearer, terms)) < 0)
        found[second].append(place)
    return found
