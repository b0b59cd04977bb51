"""Compare many checked articles: who published a claim first, who repeated it, what the record said of it, and who put it right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias

from uproar.case import Case
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import CheckedClaim, Claim, ClaimKind, Verdict
from uproar.claims.press.copies import copies
from uproar.claims.press.printings import LATEST, distinct, order, outlet_names, versions
from uproar.claims.press.same import is_level, same_claim, topic

WRONG: Final = (Verdict.CONTRADICTED, Verdict.INCONSISTENT)
SOMEBODY: Final = "a person quoted"
# A sentence in which an outlet says that it has changed what it wrote.
_CORRECTS: Final = re.compile(
    r"\bcorrections?\b\s*[:(–—-]|\b(?:this|the|an earlier|a previous) (?:article|story|report|version|headline)\b[^.\n]{0,80}"
    r"\b(?:correct(?:ed|ion)|amended|updated to correct|misstated|wrongly|incorrectly|in error)\b|\bwe (?:regret|apologi[sz]e for) (?:the|this) error\b",
    re.IGNORECASE,
)
Tally: TypeAlias = tuple[tuple[Verdict, int], ...]


class Role(StrEnum):
    """How an outlet came to a claim, as far as the dates of publication tell."""

    FIRST = "first"
    PERHAPS_FIRST = "perhaps_first"
    REPEATED = "repeated"
    AGAIN = "again"
    COPY = "copy"
    UNDATED = "undated"


class Remedy(StrEnum):
    """What the same outlet did later about a claim that did not hold."""

    CORRECTED = "corrected"
    DROPPED = "dropped"
    LATER_RIGHT = "later_right"


@dataclass(frozen=True, slots=True)
class Appearance:
    """One article's wording of a claim.

    Attributes:
        article: Place of the article in `Outlets.articles`.
        claim: Place of the claim in the article.
        role: How the outlet came to it.
        verdict: What the record says of it, as of the article's publication.
        remedy: What the outlet did about it later, where it did not hold; None where nothing was seen.
        remedy_in: Place of the article in which it did.
    """

    article: int
    claim: int
    role: Role
    verdict: Verdict
    remedy: Remedy | None = None
    remedy_in: int | None = None


@dataclass(frozen=True, slots=True)
class SharedClaim:
    """One claim, by whomever it was published: the same kind, subject and value.

    Attributes:
        kind, subject: What it is about.
        appearances: Where it was published, in order of publication; undated ones last.
    """

    kind: ClaimKind
    subject: str
    appearances: tuple[Appearance, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """What one outlet published.

    Attributes:
        name: The outlet, or "" for the articles that do not say.
        articles: Its articles, versions of one counted once; `copies` of them are another outlet's text.
        claims: Its claims by verdict, each once an article; those in copies are counted with the outlet whose text it is.
        copied: The claims in its copies by verdict.
        first: How many claims it was surely the first to publish that another outlet published too.
        corrected: How many of its claims that did not hold it corrected or dropped later.
    """

    name: str
    articles: int
    copies: int
    claims: Tally
    copied: Tally
    first: int
    corrected: int


@dataclass(frozen=True, slots=True)
class Outlets:
    """Many articles compared.

    Attributes:
        articles: The articles in order of publication, undated ones last; one given twice stands once.
        names: The outlet of each, or "".
        copy_of: For each the place of the article of another outlet whose text it is, or None.
        version_of: For each the place of the first version of the same article by the same outlet, or None.
        claims: The distinct claims, in order of their first publication.
        outlets: The outlets by name, the unknown one last.
        repeated_files: Names of articles that were given twice, with the name under which they stand.
    """

    articles: tuple[CheckedArticle, ...]
    names: tuple[str, ...]
    copy_of: tuple[int | None, ...]
    version_of: tuple[int | None, ...]
    claims: tuple[SharedClaim, ...]
    outlets: tuple[Outlet, ...]
    repeated_files: tuple[tuple[str, str], ...] = ()

    @property
    def totals(self) -> Tally:
        """Claims by verdict over all outlets; those of one text that several outlets copied count once."""
        return tuple((verdict, sum(dict(outlet.claims)[verdict] for outlet in self.outlets)) for verdict in Verdict)


def compare(articles: Sequence[CheckedArticle], case: Case | None = None) -> Outlets:
    """Compare articles over outlets.

    Args:
        articles: The checked articles, in any order.
        case: What is being watched, to tell that two names mean one petition, term or page.
    """
    kept, repeated = distinct(sorted(articles, key=order))
    names = outlet_names(kept)
    alike = copies([article.text for article in kept])
    version_of = versions(kept, names, alike)
    copy_of = [other if other is not None and names[other] != names[place] else None for place, other in enumerate(alike)]
    groups: dict[tuple[object, ...], list[tuple[int, int]]] = defaultdict(list)
    for place, article in enumerate(kept):
        for index, checked in enumerate(article.claims):
            groups[same_claim(checked.claim, case)].append((place, index))
    told = _Told(kept, names, copy_of, version_of, groups, case)
    claims = [told.claim(key) for key in groups]
    claims.sort(key=lambda one: (one.appearances[0].article, one.appearances[0].claim))
    return Outlets(
        tuple(kept), tuple(names), tuple(copy_of), tuple(version_of), tuple(claims), tuple(told.outlets(claims)), tuple(repeated)
    )


class _Told:
    """The articles with what is known of their order, from which each claim and each outlet is told."""

    def __init__(
        self, articles: Sequence[CheckedArticle], names: Sequence[str], copy_of: Sequence[int | None], version_of: Sequence[int | None],
        groups: Mapping[tuple[object, ...], Sequence[tuple[int, int]]], case: Case | None,
    ) -> None:  # fmt: skip
        self._articles, self._names, self._copy_of, self._version_of = articles, names, copy_of, version_of
        self._groups, self._case = groups, case
        self._carried = {key: {place for place, _ in places} for key, places in groups.items()}
        self._key_of = {place: key for key, places in groups.items() for place in places}
        self._of_outlet: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            self._of_outlet[name].append(place)

    def claim(self, key: tuple[object, ...]) -> SharedClaim:
        """One claim with its appearances."""
        places = self._groups[key]
        dated = [place for place, _ in places if self._articles[place].published_to is not None]
        # Whoever began before every other had surely ended may have been the first.
        sure = min((self._until(place) for place in dated), default=None)
        firsts = {place for place in dated if sure is not None and (self._since(place) < sure or self._until(place) == sure)}
        # An article without a date may have been earlier than all.
        firsts |= {place for place, _ in places if firsts and self._articles[place].published_to is None}
        known: dict[str, int] = {}
        told = []
        for place, index in places:
            role = self._role(key, place, firsts, known)
            known.setdefault(self._names[place], place)
            checked = self._articles[place].claims[index]
            remedy, where = self._remedy(key, place, checked) if checked.verdict in WRONG else (None, None)
            told.append(Appearance(place, index, role, checked.verdict, remedy, where))
        first = self._articles[places[0][0]].claims[places[0][1]].claim
        return SharedClaim(first.kind, public_subject(first, self._case), tuple(told))

    def _role(self, key: tuple[object, ...], place: int, firsts: set[int], known: Mapping[str, int]) -> Role:
        source = self._copy_of[place]
        if source is not None and source in self._carried[key]:
            return Role.COPY
        name = self._names[place]
        if name and name in known and known[name] != place:
            return Role.AGAIN
        if self._articles[place].published_to is None:
            return Role.UNDATED
        if place in firsts:
            others = {self._names[one] or str(one) for one in firsts if self._copy_of[one] is None}
            return Role.FIRST if len(others) == 1 else Role.PERHAPS_FIRST
        return Role.REPEATED

    def _remedy(self, key: tuple[object, ...], place: int, wrong: CheckedClaim) -> tuple[Remedy | None, int | None]:
        """What the outlet published later on the topic.

        A claim that holds corrects where it is for the same time, in a later version of the article, or beside a notice; else it is only right.
        """
        found: dict[Remedy, int] = {}
        about = topic(wrong.claim, self._case)
        for other in self._of_outlet[self._names[place]] if self._names[place] else ():
            if other == place or not self._later(other, place):
                continue
            article = self._articles[other]
            version = self._root(other) == self._root(place)
            right = [
                one
                for index, one in enumerate(article.claims)
                if one.verdict is Verdict.SUPPORTED and self._key_of[other, index] != key and topic(one.claim, self._case) == about
            ]
            still = other in self._carried[key]
            notice = not still and _CORRECTS.search(article.text) is not None
            if right and not still and (version or notice or any(_same_time(one.claim, wrong.claim) for one in right)):
                found.setdefault(Remedy.CORRECTED, other)
            elif version and not still:
                found.setdefault(Remedy.DROPPED, other)
            elif right and is_level(wrong.claim):
                found.setdefault(Remedy.LATER_RIGHT, other)
        best = next((remedy for remedy in Remedy if remedy in found), None)
        return best, found[best] if best is not None else None

    def outlets(self, claims: Sequence[SharedClaim]) -> list[Outlet]:
        """The outlets by name, with what each published."""
        own: dict[str, dict[tuple[int, int], Verdict]] = defaultdict(dict)
        copied: dict[str, dict[tuple[int, int], Verdict]] = defaultdict(dict)
        first: dict[str, int] = defaultdict(int)
        mended: dict[str, set[int]] = defaultdict(set)
        for number, claim in enumerate(claims):
            several = len({self._names[one.article] for one in claim.appearances}) > 1
            for one in claim.appearances:
                name = self._names[one.article]
                (copied if one.role is Role.COPY else own)[name].setdefault((number, self._root(one.article)), one.verdict)
                if one.remedy in (Remedy.CORRECTED, Remedy.DROPPED):
                    mended[name].add(number)
            lead = claim.appearances[0]
            first[self._names[lead.article]] += several and lead.role is Role.FIRST
        return [
            Outlet(
                name, sum(self._version_of[place] is None for place in places), sum(self._copy_of[place] is not None for place in places),
                _tally(own[name]), _tally(copied[name]), first[name], len(mended[name]),
            )
            for name, places in sorted(self._of_outlet.items(), key=lambda item: (not item[0], item[0].casefold()))
        ]  # fmt: skip

    def _root(self, place: int) -> int:
        first = self._version_of[place]
        return place if first is None else first

    def _since(self, place: int) -> datetime:
        article = self._articles[place]
        return article.published_from or article.published_to or LATEST

    def _until(self, place: int) -> datetime:
        return self._articles[place].published_to or LATEST

    def _later(self, place: int, other: int) -> bool:
        """Whether one article surely came after another."""
        article = self._articles[place]
        return article.published_to is not None and self._until(other) != LATEST and self._since(place) >= self._until(other) and (
            self._until(place) > self._until(other)
        )  # fmt: skip


def public_subject(claim: Claim, case: Case | None) -> str:
    """What a claim is about, in words that name no private person: of speakers only the parties of the case."""
    if claim.kind is not ClaimKind.STATEMENT:
        return claim.subject
    named = {name.casefold(): party.name for party in (case.parties if case else ()) for name in (party.name, *party.aliases)}
    return named.get(claim.subject.casefold(), SOMEBODY)


def _same_time(claim: Claim, other: Claim) -> bool:
    return claim.from_at is not None and (claim.from_at, claim.to_at) == (other.from_at, other.to_at)


def _tally(verdicts: Mapping[tuple[int, int], Verdict]) -> Tally:
    return tuple((verdict, sum(one is verdict for one in verdicts.values())) for verdict in Verdict)
