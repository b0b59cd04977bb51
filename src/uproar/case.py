"""The case folder: what is being watched, written in `case.toml`, beside its store and its key.

cuties/
case.toml     title, aliases, terms, parties, petitions, pages, zone, released, events
author.key    key of the author pseudonyms (mode 0600; never leaves the folder)
store/        segments and ledger (see `uproar.store`)
rejected/     lines that a load could not use, one file a load
"""

from __future__ import annotations

import json
import os
import secrets
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from uproar.errors import CaseError, UsageError

CASE_VERSION: Final = 1
CASE_FILE: Final = "case.toml"
KEY_FILE: Final = "author.key"
KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with a stake in the story: a company, a director, the one who started a petition."""

    name: str
    role: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Petition:
    """A petition watched by the case; `id` is the name its readings are stored under."""

    id: str
    name: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class TitlePage:
    """A page of the title watched by the case; `id` is the name its snapshots are stored under."""

    id: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened and may have moved the numbers: a statement, an apology, a patch; `at` as it is written, a time or a day."""

    at: str
    what: str


@dataclass(frozen=True, slots=True)
class Case:
    """What is being watched.

    Attributes:
        title: The release, as it is called in the story.
        aliases: Its other titles.
        terms: Hashtags, cashtags and phrases to follow.
        parties: Who has a stake in it.
        petitions: Petitions about it.
        pages: Its title pages.
        zone: IANA zone in which "Thursday" is read and times are printed.
        released: When the release came out, as it is written, a time or a day; "" where nobody says.
        events: What happened and may have moved the numbers.
        keep_raw: Whether raw records are kept (compressed) or only hashed.
        folder: Where the case lives; None for a case that only exists in memory.
    """

    title: str = ""
    aliases: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    petitions: tuple[Petition, ...] = ()
    pages: tuple[TitlePage, ...] = ()
    zone: str = "UTC"
    released: str = ""
    events: tuple[Event, ...] = ()
    keep_raw: bool = False
    folder: Path | None = field(default=None, compare=False)

    @property
    def store_folder(self) -> Path:
        """Folder of the store.

        Raises:
            CaseError: The case has no folder.
        """
        if self.folder is None:
            raise CaseError("the store", "a case with a folder", "a case in memory", "Open one with uproar.open().")
        return self.folder / "store"

    @property
    def released_at(self) -> datetime | None:
        """When the release came out: of a bare day, its first moment in the case's zone; None where nobody says."""
        return period(self.released, self.zone, "released")[0] if self.released else None


def check_zone(zone: str) -> str:
    """Return `zone` if it is an IANA zone that this machine knows.

    Raises:
        UsageError: It is not.

    Example:
        >>> check_zone("Europe/London")
        'Europe/London'
    """
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(
            "the case", "an IANA time zone such as Europe/London", repr(zone), "See the list at iana.org/time-zones."
        ) from None
    return zone


def _check(case: Case) -> Case:
    """Return a case whose zone and times can be read.

    Raises:
        UsageError: One of them cannot.
    """
    check_zone(case.zone)
    if case.released:
        period(case.released, case.zone, "released")
    for event in case.events:
        period(event.at, case.zone, f"the event {event.what!r}")
    return case


def create(case: Case, folder: Path) -> Case:
    """Write a new case folder and return the case that lives there.

    Raises:
        CaseError: The folder already holds something, or cannot be written.
    """
    _check(case)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(
            "uproar new",
            f"a folder that does not exist yet at {folder}",
            "one with something in it",
            "Give another name, or remove it first.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "store").mkdir()
        key = os.open(folder / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(key, "wb") as stream:
            stream.write(secrets.token_bytes(KEY_BYTES))
        # The case file comes last: a folder without it is half-written and is said to be so.
        partial = folder / (CASE_FILE + ".partial")
        partial.write_text(to_toml(case), encoding="utf-8")
        partial.replace(folder / CASE_FILE)
    except OSError as error:
        raise CaseError("uproar new", f"to write {folder}", str(error), "Check the path and its permissions.") from error
    return read(folder)


def read(folder: Path) -> Case:
    """Read the case in `folder`.

    Raises:
        CaseError: The folder or its case file is missing, damaged, or of a newer version.
    """
    path = folder / CASE_FILE
    if not folder.is_dir():
        raise CaseError("uproar", f"a case folder at {folder}", "nothing there", f"Make one: uproar new {folder} --title ...")
    if not path.is_file():
        got = "a half-written case" if (folder / KEY_FILE).exists() else f"a folder without {CASE_FILE}"
        raise CaseError("uproar", f"a case folder at {folder}", got, "Make one in a new folder: uproar new NAME --title ...")
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CaseError("uproar", f"readable TOML in {path}", str(error), "Mend the line named, or restore the file.") from error
    version = values.get("version")
    if version != CASE_VERSION:
        raise CaseError(
            "uproar",
            f"a case of version {CASE_VERSION} in {path}",
            f"version {version!r}",
            "Upgrade uproar: pip install -U uproar." if isinstance(version, int) else f"Add the line version = {CASE_VERSION}.",
        )
    return _from_values(values, folder)


def author_key(folder: Path) -> bytes:
    """Read the key of the author pseudonyms.

    Raises:
        CaseError: The key is missing or has a wrong length.
    """
    try:
        key = (folder / KEY_FILE).read_bytes()
    except OSError as error:
        raise CaseError(
            "uproar load",
            f"the author key {folder / KEY_FILE}",
            "no such file",
            "Restore it: without it new pseudonyms would not match the old.",
        ) from error
    if len(key) != KEY_BYTES:
        raise CaseError(
            "uproar load",
            f"an author key of {KEY_BYTES} bytes",
            f"{len(key)} bytes in {folder / KEY_FILE}",
            "Restore the file from a copy.",
        )
    return key


def to_toml(case: Case) -> str:
    """Write a case as TOML (JSON strings and lists of them are valid TOML)."""
    lines = [
        f"version = {CASE_VERSION}",
        f"title = {_quoted(case.title)}",
        f"aliases = {_quoted(list(case.aliases))}",
        f"terms = {_quoted(list(case.terms))}",
        f"zone = {_quoted(case.zone)}",
        f"released = {_quoted(case.released)}",
        f"keep_raw = {_quoted(case.keep_raw)}",
    ]
    for party in case.parties:
        lines += [
            "",
            "[[parties]]",
            f"name = {_quoted(party.name)}",
            f"role = {_quoted(party.role)}",
            f"aliases = {_quoted(list(party.aliases))}",
        ]
    for petition in case.petitions:
        lines += [
            "",
            "[[petitions]]",
            f"id = {_quoted(petition.id)}",
            f"name = {_quoted(petition.name)}",
            f"site = {_quoted(petition.site)}",
        ]
    for page in case.pages:
        lines += ["", "[[pages]]", f"id = {_quoted(page.id)}", f"url = {_quoted(page.url)}"]
    for event in case.events:
        lines += ["", "[[events]]", f"at = {_quoted(event.at)}", f"what = {_quoted(event.what)}"]
    return "\n".join(lines) + "\n"


def _quoted(value: str | bool | list[str]) -> str:
    """A value as TOML writes it; JSON's strings, booleans and lists of strings are TOML's."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # the one character that JSON may hold and TOML may not


def _from_values(values: dict[str, Any], folder: Path) -> Case:
    known = {"version", "title", "aliases", "terms", "parties", "petitions", "pages", "zone", "released", "events", "keep_raw"}
    unknown = sorted(set(values) - known)
    if unknown:
        raise CaseError("uproar", f"only {', '.join(sorted(known))} in {folder / CASE_FILE}", ", ".join(unknown), "Remove or rename it.")
    try:
        case = Case(
            title=_text(values, "title"),
            aliases=_texts(values, "aliases"),
            terms=_texts(values, "terms"),
            parties=tuple(Party(_text(p, "name"), _text(p, "role"), _texts(p, "aliases")) for p in values.get("parties", [])),
            petitions=tuple(Petition(_text(p, "id"), _text(p, "name"), _text(p, "site")) for p in values.get("petitions", [])),
            pages=tuple(TitlePage(_text(p, "id"), _text(p, "url")) for p in values.get("pages", [])),
            zone=_text(values, "zone") or "UTC",
            released=_text(values, "released"),
            events=tuple(Event(_text(e, "at"), _text(e, "what")) for e in values.get("events", [])),
            keep_raw=bool(values.get("keep_raw", False)),
            folder=folder,
        )
    except (TypeError, AttributeError) as error:
        raise CaseError(
            "uproar", f"text, lists of text and tables in {folder / CASE_FILE}", str(error), "See docs/tour.md for the shape."
        ) from error
    return _check(case)


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key, "")
    if not isinstance(value, str):
        message = f"{key} = {value!r}"
        raise TypeError(message)
    return value


def _texts(values: dict[str, Any], key: str) -> tuple[str, ...]:
    value = values.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        message = f"{key} = {value!r}"
        raise TypeError(message)
    return tuple(value)


def moment(text: str, zone: str, flag: str = "--as-of") -> datetime:
    """Read a moment: ISO 8601 with or without offset; a bare day means its end, since that is when the day is known.

    Example:
        >>> moment("2020-09-10", "America/New_York").isoformat()
        '2020-09-11T04:00:00+00:00'
        >>> moment("2020-09-10T21:00-04:00", "UTC").isoformat()
        '2020-09-11T01:00:00+00:00'
    """
    return period(text, zone, flag)[1]


def period(text: str, zone: str, flag: str) -> tuple[datetime, datetime]:
    """Read a moment or a day: ISO 8601 with or without offset; start and end are equal for a moment.

    Raises:
        UsageError: It is neither.

    Example:
        >>> [bound.isoformat() for bound in period("2020-09-10", "America/New_York", "--event")]
        ['2020-09-10T04:00:00+00:00', '2020-09-11T04:00:00+00:00']
    """
    here = ZoneInfo(zone)
    try:
        if len(text) == len("2020-09-10"):
            day = datetime.fromisoformat(text).date()
            start, end = (datetime.combine(one, time(), here).astimezone(UTC) for one in (day, day + timedelta(days=1)))
            return start, end
        at = datetime.fromisoformat(text)
        at = (at if at.tzinfo else at.replace(tzinfo=here)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(
            flag, "a time such as 2020-09-10T21:00-04:00 or a day such as 2020-09-10", repr(text), "Write it in that form."
        ) from None
    return at, at
