"""Each side's words: quotations grouped by who said them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from uproar.case import Case
from uproar.charts import words
from uproar.claims.article import CheckedArticle
from uproar.dossier.dossier import Speaker, Words
from uproar.dossier.names import Told
from uproar.dossier.text import QUOTE, line

MOST = 200  # quotations in print
_LEAST = 3  # words of a phrase


@dataclass(slots=True)
class _Said:
    """One quotation while its places of print are still being gathered."""

    content: str
    speaker: str
    kind: str
    addressee: str
    printed: str
    reason: str
    outlets: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)

    def words(self) -> Words:
        return Words(self.content, self.kind, self.addressee, tuple(self.outlets), self.printed, self.reason, tuple(self.numbers))


def speakers(told: Sequence[Told], articles: Sequence[CheckedArticle], case: Case) -> tuple[tuple[Speaker, ...], tuple[Words, ...], str]:
    """Named speakers (parties of the case first, then by how much they say), words of nobody named, and what is left out.

    The same words by the same speaker, printed by several outlets, are one quotation. Private persons are quoted as the press printed them; accounts never appear.
    """
    roles = {name.casefold(): (party.name, party.role) for party in case.parties for name in (party.name, *party.aliases) if name}
    said: dict[tuple[str, str], _Said] = {}
    for finding, number in told:
        if finding.name == "press.quote" and _is_own(finding.value, finding.detail.get("kind")):
            detail = finding.detail
            one = _said(
                finding.value,
                detail.get("speaker"),
                detail.get("kind"),
                detail.get("addressee"),
                words.period(finding.from_at, finding.to_at, case.zone),
                finding.notes,
                roles,
            )
            _add(said, one, detail.get("outlet") or detail.get("title"), number)
    for article in articles:
        printed = words.period(article.published_from, article.published_to, case.zone)
        for quote in (quote for quote in article.quotes if _is_own(quote.content, quote.kind)):
            one = _said(quote.content, quote.speaker, quote.kind, quote.addressee, printed, (quote.reason,) if quote.reason else (), roles)
            _add(said, one, article.outlet or article.title or article.name)
    kept = list(said.values())[:MOST]
    rest = len(said) - len(kept)
    groups: dict[str, list[_Said]] = {}
    for one in kept:
        groups.setdefault(one.speaker, []).append(one)
    nobody = tuple(one.words() for one in groups.pop("", []))
    rank = {party.name: place for place, party in enumerate(case.parties)}
    order = sorted(groups, key=lambda name: (rank.get(name, len(rank)), -len(groups[name])))
    named = tuple(
        Speaker(line(name), line(roles.get(name.casefold(), ("", ""))[1]), tuple(one.words() for one in groups[name])) for name in order
    )
    return named, nobody, f"{words.plural(rest, 'quotation')} more: uproar measure --json lists every one." if rest else ""


def _is_own(content: object, kind: str | None) -> bool:
    """Whether somebody speaks in words of their own: a headline's words are its editor's choice, and one or two words in marks tell nothing by themselves."""
    return kind not in {"title", "term"} and (kind == "speech" or len(str(content).split()) >= _LEAST)


def _said(
    content: object,
    speaker: str | None,
    kind: str | None,
    addressee: str | None,
    printed: str,
    notes: Sequence[str],
    roles: dict[str, tuple[str, str]],
) -> _Said:
    name = roles.get((speaker or "").casefold(), (speaker or "", ""))[0]
    return _Said(line(content, QUOTE), name, line(kind or ""), line(addressee or ""), printed, line(" ".join(notes), QUOTE))


def _add(said: dict[tuple[str, str], _Said], one: _Said, outlet: object, number: str = "") -> None:
    known = said.setdefault((one.speaker.casefold(), one.content.casefold()), one)
    known.addressee = known.addressee or one.addressee
    name = line(outlet or "unknown outlet")
    if name not in known.outlets:
        known.outlets.append(name)
    if number and number not in known.numbers:
        known.numbers.append(number)
