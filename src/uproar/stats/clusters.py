"""Documents into clusters in one pass, as they arrive: a mixture of word distributions, with a chance of a new cluster each time."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from uproar.stats.exclusion import by_document, counts, excluding, sides


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides whether a document joins a cluster.

    All but the time scales were chosen on ECB+ Train and on half of the headline stories (22, split by story). A fourth more or a fifth less of any of them moves B-cubed
    F1 by .022 or less on either, but `alike` at .625 takes .05 off the headlines.

    Attributes:
        smoothing: Pseudo-terms of the background in a cluster (Dirichlet smoothing).
        new: Weight of a new cluster against one of one document.
        discount: Evidence taken off for each term, in nats: terms of a document depend on each other.
        unseen: Pseudo-terms of the background that no cluster holds yet.
        told: Weight of terms that a story has to account for. A whole article has more of them than a headline; those beyond, its colour and its detail, are its own, and
            count neither for nor against a story that does not hold them.
        common: Weight of a term never seen with a capital letter; one always seen so, a name, weighs 1.
        alike: Two clusters are one if documents across are so alike as a share of how alike documents within are.
        chance: Two names exclude each other if chance would keep them so far apart with at most this probability.
        share: Least share of a cluster's documents that each of the two names must stand in.
        apart: They part the cluster if the documents of one and of the other are at most so alike by all other terms, as a share of how alike documents within are.
        within: How alike two documents of a cluster are expected to be (cosine), and how many pairs that expectation counts for.
        grain: Hours below which the time between two documents says nothing.
        window: Hours after which a cluster that got no document takes none any more.
    """

    smoothing: float = 60.0
    new: float = 0.5
    discount: float = 0.5
    unseen: float = 700.0
    told: float = 10.0
    common: float = 0.5
    alike: float = 0.5
    chance: float = 0.01
    share: float = 0.3
    apart: float = 0.75
    within: tuple[float, float] = (0.2, 3.0)
    grain: float = 1.0
    window: float = 30 * 24.0


@dataclass(slots=True)
class Cluster:
    """One cluster: how many of its documents hold each term, and which they are (bit i stands for the i-th member).

    Attributes:
        spread: What each term of a document costs against the background, in nats.
        prior: What the cluster has for its size, in nats.
    """

    terms: dict[str, int] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    members: list[int] = field(default_factory=list)
    length: int = 0
    last: float | None = None
    spread: float = 0.0
    prior: float = 0.0


class SinglePass:
    """Puts each document, as it arrives, into a cluster or a new one; what came later never enters.

    The background counts clusters, not documents: a story told a hundred times does not make its words common. A cluster comes apart once it shows two names that
    exclude each other (two hosts of the same show) and whose documents differ in their other terms too; "pot" and "marijuana" exclude each other and tell one story.

    Example:
        >>> stories = SinglePass()
        >>> for words in ("Harbour storm closes port", "Storm in harbour: port closes", "Studio answers players"):
        ...     _ = stories.add({word.strip(":").lower(): word.istitle() for word in words.split()})
        >>> stories.labels()
        [0, 0, 2]

    References:
        Yin et al., "Model-based clustering of short text streams", KDD 2018, section 3 (one-pass Dirichlet process mixture);
        Zhai and Lafferty, "A study of smoothing methods for language models", TOIS 2004, section 3.2 (Dirichlet smoothing);
        Crane and Sornette, PNAS 105 (2008) 15649 (attention decays as a power of time);
        Jain and Neal, "A split-merge Markov chain Monte Carlo procedure for the Dirichlet process mixture model", JCGS 13 (2004), section 1
        (moves of single documents do not part what is mixed up).
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.clusters: dict[int, Cluster] = {}
        self._holding: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._pairs = 0  # (term, cluster) pairs: the size of the background
        self._seen: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])  # documents with the term, and with it in capitals
        self._at: list[float | None] = []  # when each document appeared

    def add(self, terms: Mapping[str, bool], at: float | None = None, width: float = 0.0) -> int:
        """Take a document in.

        Args:
            terms: Its terms, each with whether it stood with a capital letter.
            at: When it appeared, in hours from any origin, not before the documents added earlier; None where it is not known.
            width: Hours within which that is known.

        Returns:
            The number of its cluster, a key of `clusters`; a later document may show that two clusters are one.
        """
        number = len(self._at)
        self._note(terms, at)
        fitting = self._fitting(terms, at, width)
        home = fitting[0] if fitting else number
        self._put(terms, number, home)
        for other in fitting[1:4]:
            if (
                self._is_due(len(self.clusters[home].members) + len(self.clusters[other].members))
                and self.likeness(home, other) > self.settings.alike
            ):
                home = self._join(home, other)
        return self._part(home, number)

    def give(self, documents: Sequence[Mapping[str, bool]]) -> int:
        """Take in documents that are known to make one cluster; return its number."""
        home = len(self._at)
        for terms in documents:
            self._note(terms, None)
            self._put(terms, len(self._at) - 1, home)
        return home

    def _note(self, terms: Mapping[str, bool], at: float | None) -> None:
        """Count a document and its terms."""
        self._at.append(at)
        for term, capital in terms.items():
            seen = self._seen[term]
            seen[0] += 1
            seen[1] += capital

    def _put(self, terms: Collection[str], number: int, home: int) -> None:
        cluster = self.clusters.setdefault(home, Cluster())
        bit = 1 << len(cluster.members)
        for term in terms:
            self._hold(term, home, bit)
        self._grow(cluster, [number], len(terms), self._at[number])

    def _grow(self, cluster: Cluster, members: list[int], length: int, at: float | None) -> None:
        cluster.members += members
        cluster.length += length
        cluster.last = max((last for last in (cluster.last, at) if last is not None), default=None)
        cluster.spread = self.settings.discount + math.log1p(cluster.length / self.settings.smoothing)
        cluster.prior = math.log(len(cluster.members) / self.settings.new)

    def labels(self) -> list[int]:
        """The cluster of each document so far, in order; a cluster is called by its first document."""
        found = [0] * len(self._at)
        for cluster in self.clusters.values():
            first = min(cluster.members)
            for member in cluster.members:
                found[member] = first
        return found

    def weights(self, terms: Collection[str]) -> dict[str, float]:
        """How much each term tells, squared: the logarithm of how few clusters hold it, less where it is no name."""
        common, clusters = self.settings.common, len(self.clusters) + 20
        seen_of, holding, less = self._seen, self._holding, 1 - common
        few: dict[int, float] = {}  # most terms are held by one of few numbers of clusters
        found = {}
        for term in terms:
            seen, capital = seen_of[term]
            held = len(holding[term])
            if (log := few.get(held)) is None:
                few[held] = log = math.log(clusters / (held + 0.5))
            found[term] = (log * (common + less * capital / seen)) ** 2
        return found

    def name_weight(self, term: str) -> float:
        """1 for a term always seen with a capital letter, `common` for one never seen so."""
        return self.settings.common + (1 - self.settings.common) * self.capital_share(term)

    def capital_share(self, term: str) -> float:
        """Share in [0, 1] of the documents with a term in which it stood with a capital letter."""
        seen, capital = self._seen[term]
        return capital / seen if seen else 0.0

    def neighbours(self, limit: int) -> dict[int, list[tuple[int, float, list[str]]]]:
        """For each cluster the most alike others: their number, the cosine in [0, 1], and the terms they share, most telling first.

        Args:
            limit: How many others to give for each.
        """
        weights = self.weights([term for term, holding in self._holding.items() if holding])
        norms = {
            number: math.sqrt(sum(count * count * weights[term] for term, count in cluster.terms.items())) or 1.0
            for number, cluster in self.clusters.items()
        }
        found = {}
        for number, cluster in self.clusters.items():
            dots: defaultdict[int, float] = defaultdict(float)
            for term, count in cluster.terms.items():
                for other, theirs in self._holding[term].items():
                    dots[other] += count * theirs * weights[term]
            dots.pop(number, None)  # a document without terms shares none with itself
            nearest = sorted(
                ((dot / norms[number] / norms[other], other) for other, dot in dots.items()), key=lambda pair: (-pair[0], pair[1])
            )
            found[number] = [
                (other, min(cosine, 1.0), self._shared(cluster, self.clusters[other], weights)) for cosine, other in nearest[:limit]
            ]
        return found

    @staticmethod
    def _shared(left: Cluster, right: Cluster, weights: Mapping[str, float]) -> list[str]:
        both = {term: count * right.terms[term] * weights[term] for term, count in left.terms.items() if term in right.terms}
        return sorted(both, key=lambda term: (-both[term], term))

    def likeness(self, left: int, right: int) -> float:
        """Mean cosine of documents across two clusters, as a share of that within them (Spearman's correction for attenuation)."""
        one, two = self.clusters[left], self.clusters[right]
        return self._likeness(one.terms, len(one.members), two.terms, len(two.members))

    def _likeness(self, one: Mapping[str, int], documents: int, two: Mapping[str, int], others: int) -> float:
        if len(one) > len(two):
            one, documents, two, others = two, others, one, documents
        weights = self.weights(one.keys() | two.keys())
        across = sum(count * two[term] * weights[term] for term, count in one.items() if term in two)
        (size, within), (other_size, other_within) = self._within(one, documents, weights), self._within(two, others, weights)
        return across / (documents * others) / (math.sqrt(size * other_size * within * other_within) or 1.0)

    def _within(self, terms: Mapping[str, int], documents: int, weights: Mapping[str, float]) -> tuple[float, float]:
        """Mean squared length of documents that hold so many of each term, and the mean cosine of two of them."""
        own = squared = 0.0
        for term, count in terms.items():
            weight = count * weights[term]
            own += weight
            squared += count * weight
        size = own / documents
        expected, pairs = self.settings.within
        return size, ((squared - own) / (size or 1.0) + pairs * expected) / (documents * (documents - 1) + pairs)

    def _fitting(self, terms: Mapping[str, bool], at: float | None, width: float) -> list[int]:
        """Clusters that a document fits better than a new one, best first."""
        how = self.settings
        weights = {term: self.name_weight(term) for term in terms}
        total = min(sum(weights.values()), how.told)
        evidence: defaultdict[int, float] = defaultdict(float)
        for term, weight in weights.items():
            holding = self._holding.get(term)
            if holding:
                expected = how.smoothing * (len(holding) + 0.5) / (self._pairs + how.unseen)
                once = weight * math.log1p(1 / expected)  # what most clusters that hold it have
                for cluster, count in holding.items():
                    evidence[cluster] += once if count == 1 else weight * math.log1p(count / expected)
        fitting = []
        for number, found in evidence.items():
            fitted = self.clusters[number]
            odds = found - total * fitted.spread + fitted.prior
            if odds <= 0:
                continue
            gap = 0.0 if at is None or fitted.last is None else max(at - fitted.last, 0.0)
            if gap > how.window:
                continue
            odds -= math.log1p(gap / max(how.grain, width))
            if odds > 0:
                fitting.append((-odds, number))
        return [number for _, number in sorted(fitting)]

    def _hold(self, term: str, number: int, members: int) -> None:
        """Note that these members of a cluster hold a term."""
        holding, cluster = self._holding[term], self.clusters[number]
        self._pairs += number not in holding
        cluster.held[term] = held = cluster.held.get(term, 0) | members
        cluster.terms[term] = holding[number] = held.bit_count()

    def _remove(self, number: int) -> Cluster:
        cluster = self.clusters.pop(number)
        for term in cluster.terms:
            del self._holding[term][number]
        self._pairs -= len(cluster.terms)
        return cluster

    def _join(self, left: int, right: int) -> int:
        """Make one cluster of two; the larger one's number stays."""
        into, gone = (left, right) if len(self.clusters[left].members) >= len(self.clusters[right].members) else (right, left)
        cluster, other = self.clusters[into], self._remove(gone)
        for term, held in other.held.items():
            self._hold(term, into, held << len(cluster.members))
        self._grow(cluster, other.members, other.length, other.last)
        return into

    @staticmethod
    def _is_due(size: int) -> bool:
        """Whether so many documents are looked at again: large stories once for each thirtieth that they grow, so that their cost stays in bounds."""
        return not size % (size // 30 + 1)

    def _part(self, home: int, number: int) -> int:
        """Make two clusters of one whose names part it; return the one that holds a document."""
        cluster = self.clusters[home]
        whole = len(cluster.members)
        # Too few documents for any two names.
        if math.comb(min(whole, 20), min(whole, 20) // 2) * self.settings.chance < 1 or not self._is_due(whole):
            return home
        least = math.ceil(self.settings.share * whole)
        names = {
            term: cluster.held[term]
            for term, count in cluster.terms.items()
            if least <= count <= whole - least and self.capital_share(term) > 0.5
        }
        pair = excluding(names, whole, self.settings.chance)
        if pair is None:
            return home
        one, two = cluster.held[pair[0]], cluster.held[pair[1]]
        one, two = one & ~two, two & ~one
        others = {term: held for term, held in cluster.held.items() if term not in pair}
        if self._likeness(counts(others, one), one.bit_count(), counts(others, two), two.bit_count()) > self.settings.apart:
            return home
        documents = by_document(cluster.held, whole)
        halves = sides(documents, one, two, {term: self.name_weight(term) for term in cluster.terms})
        self._remove(home)
        found = home
        for side in halves:
            members = [cluster.members[place] for place in side]
            key = home if home in members else min(members)
            for place, member in zip(side, members, strict=True):
                self._put(documents[place], member, key)
            found = key if number in members else found
        return found
