"""A name with everything the text says of whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]


class NameKind(StrEnum):
    """What bears a name."""

    WORK = "work"
    PERSON = "person"
    ORGANISATION = "organisation"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Name:
    """A work, person, organisation or platform that a text names.

    Attributes:
        name: Its canonical form: the fullest that the text gives of a person or an organisation, the first of a work, that of the table of a platform.
        kind: What bears it.
        spans: Where it is mentioned by name, its short forms and alternatives too, inside quotations as well; no pronouns.
        also: Other names that the text gives it ("which also goes by the title Gezeiten").
        role: What the text says it is ("director of the film", "who started the petition"; of a platform what it is for), or "".
        role_span: Where that stands.
    """

    name: str
    kind: NameKind
    spans: tuple[Span, ...]
    also: tuple[str, ...] = ()
    role: str = ""
    role_span: Span | None = None
