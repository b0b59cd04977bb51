"""Articles compared over outlets as one self-contained HTML page: each text with its claims marked, the verdict and the record beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from uproar.case import Case
from uproar.charts import words
from uproar.claims.claim import Verdict
from uproar.claims.press.folder import Unread
from uproar.claims.press.outlets import Appearance, Outlet, Outlets, SharedClaim, public_subject
from uproar.claims.press.review import claim_numbers, wording
from uproar.dossier.checked_text import NOBODY, REMEDIES, ROLES, chosen, notes
from uproar.dossier.dossier import ArticleEntry, Number, Proof
from uproar.dossier.html import VERDICTS
from uproar.dossier.numbers import Register
from uproar.dossier.reading import lay_out
from uproar.dossier.text import QUOTE, line

_FOLDER: Final = Path(__file__).parent / "templates"
_TEXT: Final = 1_500_000  # characters of articles on one page: 400 of usual length
_CARDS: Final = 200  # claims of one article in print
_PLACES: Final = 40  # printings of one claim
_LISTED: Final = 300  # claims over outlets in print


@dataclass(frozen=True, slots=True)
class Place:
    """One article's wording of a claim, as printed; `anchor` leads to its verdict."""

    role: str
    outlet: str
    published: str
    verdict: Verdict
    text: str
    remedy: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claim over outlets, as printed."""

    id: str
    about: str
    places: tuple[Place, ...]
    cut: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the page prints, worked out once."""

    title: str
    about: str
    zone: str
    outlets: tuple[Outlet, ...]
    sums: Outlet
    claims: tuple[Claimed, ...]
    left: str
    articles: tuple[ArticleEntry, ...]
    origins: tuple[str, ...]
    placed: frozenset[str]
    notes: tuple[str, ...]
    unread: tuple[Unread, ...]
    numbers: dict[str, Number]
    proofs: dict[str, Proof]


def render(
    outlets: Outlets, case: Case | None, zone: str, as_of: datetime | None, unread: Sequence[Unread] = (), passed_over: Sequence[str] = ()
) -> str:
    """The page."""
    style = (_FOLDER / "dossier.css").read_text(encoding="utf-8") + (_FOLDER / "checked.css").read_text(encoding="utf-8")
    page = page_of(outlets, case, zone, as_of, unread, passed_over)
    return _templates().get_template("checked.html").render(
        d=page, verdicts=VERDICTS, nobody=NOBODY, style=Markup(style),  # noqa: S704 - our own style sheets
        printed=[], proven=[], anchors=frozenset(page.numbers),
    )  # fmt: skip


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def page_of(
    outlets: Outlets, case: Case | None, zone: str, as_of: datetime | None, unread: Sequence[Unread], passed_over: Sequence[str]
) -> Page:
    """What the page of many checked articles prints: the claims that several outlets make or the record settles, the outlets, and every article marked."""
    register = Register(zone)
    entries = _entries(outlets, case, register, zone)
    numbers = claim_numbers(outlets)
    shown, left = chosen(outlets)
    told = [_claimed(outlets, number, claim, zone, numbers) for number, claim in shown[:_LISTED]]
    rest = []
    if len(shown) > _LISTED:
        rest.append(f"{words.plural(len(shown) - _LISTED, 'claim')} more of this sort stand with their articles.")
    if left:
        rest.append(
            f"{words.plural(left, 'claim')} of one outlet that the record cannot settle {'stands' if left == 1 else 'stand'} with the articles only."
        )
    known = f"As of {words.short(as_of, zone)}." if as_of is not None else "No case was given: only what contradicts itself can be told."
    every = outlets.outlets
    sums = Outlet(
        "all", sum(one.articles for one in every), sum(one.copies for one in every), outlets.totals, (), sum(one.first for one in every),
        sum(one.corrected for one in every),
    )  # fmt: skip
    return Page(
        title=line(case.title) if case is not None else "",
        about=f"{words.plural(len(outlets.articles), 'article')} by {words.plural(len(every), 'outlet')}. {known} All times are {zone}.",
        zone=zone,
        outlets=tuple(replace(one, name=line(one.name)) for one in every),
        sums=sums,
        claims=tuple(told),
        left=" ".join(rest),
        articles=tuple(entries),
        origins=tuple(_origin(outlets, place) for place in range(len(outlets.articles))),
        placed=frozenset(one for entry in entries for paragraph in entry.paragraphs for piece in paragraph for one in piece.ends),
        notes=tuple(notes(outlets, unread, passed_over)),
        unread=tuple(Unread(line(one.name), line(one.reason, QUOTE)) for one in unread),
        numbers=register.numbers,
        proofs=register.proofs,
    )


def _entries(outlets: Outlets, case: Case | None, register: Register, zone: str) -> list[ArticleEntry]:
    entries, room, label = [], _TEXT, 1
    for place, article in enumerate(outlets.articles, 1):
        # What was quoted elsewhere is no number of the record: the reason of the verdict names who carries it.
        claims = tuple(
            replace(one, results=tuple(each for each in one.results if not each.name.startswith("press.")))
            for one in article.claims[:_CARDS]
        )
        entry = lay_out(replace(article, claims=claims, outlet=outlets.names[place - 1]), place, label, register, zone, room)
        cards = [
            replace(card, subject=line(public_subject(one.claim, case)), text=line(wording(one.claim), QUOTE))
            for card, one in zip(entry.claims, claims, strict=True)
        ]
        cut = entry.cut
        if len(article.claims) > _CARDS:
            cut = f"{cut} {words.plural(len(article.claims) - _CARDS, 'claim')} more: uproar check --format json gives every one.".strip()
        entries.append(replace(entry, claims=tuple(cards), cut=cut))
        room -= min(room, len(article.text))
        label += len(article.claims)
    return entries


def _origin(outlets: Outlets, place: int) -> str:
    """Whose text an article is, where it is not its own first printing."""
    copy, version = outlets.copy_of[place], outlets.version_of[place]
    if copy is not None:
        return f"Mostly the text of {line(outlets.names[copy]) or NOBODY} (article {copy + 1}): claims that both print are counted there."
    return f"A version of article {version + 1}." if version is not None else ""


def _claimed(outlets: Outlets, number: int, claim: SharedClaim, zone: str, numbers: dict[tuple[int, int], int]) -> Claimed:
    about = f"{claim.kind.replace('_', ' ')} · {line(claim.subject, 120)}"
    rest = len(claim.appearances) - _PLACES
    places = tuple(_place(outlets, one, zone, numbers) for one in claim.appearances[:_PLACES])
    return Claimed(f"k{number}", about, places, f"and {rest:,} more" if rest > 0 else "")


def _place(outlets: Outlets, one: Appearance, zone: str, numbers: dict[tuple[int, int], int]) -> Place:
    article = outlets.articles[one.article]
    remedy = ""
    if one.remedy is not None and one.remedy_in is not None:
        later = outlets.articles[one.remedy_in]
        remedy = f"{REMEDIES[one.remedy]}: {words.period(later.published_from, later.published_to, zone)}"
    return Place(
        role=ROLES[one.role],
        outlet=line(outlets.names[one.article]) or NOBODY,
        published=words.period(article.published_from, article.published_to, zone) or "date unknown",
        verdict=one.verdict,
        text=line(wording(article.claims[one.claim].claim), 240),
        remedy=remedy,
        anchor=f"c{numbers[one.article, one.claim]}" if one.claim < _CARDS else f"a{one.article + 1}",
    )
