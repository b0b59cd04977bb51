"""Which petition, term or page of the case a claim means: by name, alias, id or address; of several it is asked for and never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from uproar.case import Case, Petition, TitlePage

_MARKS: Final = ("#", "＃")
# Words that no petition is told apart by.
_COMMON: Final = frozenset(
    """
    the a an of to for in on at by and or is be it its us let our we you your with without that this from not no more all petition game film show movie series
    studio players player fans people demand demands ask asks call calls urge online company version mode change back please want allow make
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)


def petition_of(subject: str, attributes: Mapping[str, Any], case: Case) -> tuple[Petition | None, str]:
    """The petition that a claim means, or None with the question to answer first; another one is never taken for it."""
    if not case.petitions:
        return None, "readings of the petition: uproar load CASE readings.csv --petition NAME"
    watched = ", ".join(_label(petition) for petition in case.petitions)
    if attributes.get("other_petition"):
        return None, f'to know which petition "{subject}" is: the case watches {watched}'
    told = str(attributes.get("told") or "")
    addressed = [petition for petition in case.petitions if told and _squeezed(petition.id) in _squeezed(told)]
    if len(addressed) == 1:
        return addressed[0], ""
    by_title = [petition for petition in case.petitions if petition.name and petition.name.casefold() in (told or subject).casefold()]
    if len(by_title) == 1:
        return by_title[0], ""
    site, named = attributes.get("platform"), attributes.get("named")
    fitting = [petition for petition in case.petitions if not site or not petition.site or same_name(site, petition.site)]
    fitting = [petition for petition in fitting if not named or _called(named, petition, case, at_site=bool(attributes.get("named_site")))]
    if not fitting:
        return None, f"readings of the petition on {site or named}: the case watches {watched}"
    if len(case.petitions) == 1:
        return fitting[0], ""
    text = subject.casefold()
    by_name = [petition for petition in fitting if any(name and name.casefold() in text for name in (petition.name, petition.id))]
    on_site = [petition for petition in fitting if site and petition.site]
    by_purpose = [petition for petition in fitting if purpose_fits(attributes.get("purpose"), petition, None) is True]
    for group in (by_name, on_site, by_purpose):
        if len(group) == 1:
            return group[0], ""
    return None, f"to know which petition is meant: the case watches {watched}"


def purpose_fits(purpose: Any, petition: Petition, case: Case | None) -> bool | None:
    """Whether what a petition is said to ask for shares a word with what the case says of it; None where either says nothing."""
    said = _words(str(purpose or ""))
    ours = _words(" ".join((petition.name, petition.id.replace("-", " ").replace("_", " "))))
    if case is not None:
        ours |= _words(" ".join((case.title, *case.aliases, *(term.lstrip("#＃") for term in case.terms))))
    return bool(said & ours) if said and ours else None


def purpose_beside(purpose: Any, petition: Petition, case: Case) -> bool:
    """Whether what a petition asks for shares no word with what the case's asks for, the names of what the case is about apart."""
    about = _words(" ".join((case.title, *case.aliases, *(term.lstrip("#＃") for term in case.terms))))
    said = _words(str(purpose or "")) - about
    ours = _words(" ".join((petition.name, petition.id.replace("-", " ").replace("_", " ")))) - about
    return bool(said and ours and not said & ours)


def foreign_name(words: Any, case: Case) -> bool:
    """Whether some words hold a name that is not the case's: "a sequel to Copper Fen"."""
    ours = [case.title, *case.aliases, *(name for party in case.parties for name in (party.name, *party.aliases, *party.name.split()))]
    names = re.findall(r"(?<!^)\b[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*", f" {words}")
    return any(not any(same_name(name.removesuffix("’s").removesuffix("'s"), one) for one in ours if one) for name in names)


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[^\W\d_]{3,}", text.casefold()) if word not in _COMMON}


def _called(name: str, petition: Petition, case: Case, *, at_site: bool) -> bool:
    """Whether a petition can be called so: by its site, its name, or what the case is about; a site that the case does not tell can be any."""
    if at_site and not petition.site:
        return True
    ours = (petition.site, petition.name, petition.id, case.title, *case.aliases, *case.terms)
    ours += tuple(each for party in case.parties for each in (party.name, *party.aliases))
    return any(same_name(name, each) for each in ours if each) or not (petition.site or petition.name or case.title)


def _label(petition: Petition) -> str:
    return f"{petition.id} ({petition.site})" if petition.site else petition.id


def page_of(words: str, case: Case) -> TitlePage | None:
    """The page that a claim means: the only one, or the only one whose id or host the words name."""
    if len(case.pages) == 1:
        return case.pages[0]
    text = _bare(words)
    named = [page for page in case.pages if _bare(page.id) in text or (page.url and _bare(page.url) in text)]
    return named[0] if len(named) == 1 else None


def from_elsewhere(place: object, role: str, case: Case | None) -> str:
    """Why records of a case are not those of the place a text names; "" where they may be.

    A case tells where its records are from by a party of that role: `--party 'Brightline=platform'`, 'Slipway Store=store', 'Quayscore=review site'.
    """
    if case is None or not place:
        return ""
    known = [name for party in case.parties if party.role.casefold() == role for name in (party.name, *party.aliases)]
    known = list(dict.fromkeys(known))
    if not known or any(same_name(str(place), name) for name in known):
        return ""
    return f"The record is that of {', '.join(known)}, not of {place}."


def term_of(subject: str, terms: Sequence[str]) -> str | None:
    """The case's term that a claim means; a hashtag is asked for as one, also where the case has it without its mark (a shell drops "#...")."""
    wanted = _plain(subject)
    term = next((term for term in terms if _plain(term) == wanted), None)
    if term is not None and subject.startswith(_MARKS) and not term.startswith(_MARKS):
        return "#" + term.replace(" ", "")
    return term


def same_name(first: str, second: str) -> bool:
    """Whether one name is the other, or a part of it, marks and addresses apart.

    Example:
        >>> same_name("Change.org", "https://www.change.org/p/x"), same_name("Avaaz", "Change.org")
        (True, False)
    """
    one, other = _bare(first), _bare(second)
    return bool(one and other) and (one in other or other in one)


def _bare(name: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?|[\s.#＃_'’-]|/.*$", "", name.casefold())


def _squeezed(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())


def _plain(term: str) -> str:
    return term.casefold().lstrip("#＃").replace(" ", "")
