"""What an output format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from uproar.dossier.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Format:
    """One way to print a dossier; a module of this package offers it as `FORMAT`.

    Attributes:
        suffix: The file suffix that asks for it, such as ".html".
        name: What people call it.
        render: The dossier in, the whole file's text out; it prints what the dossier holds and computes nothing.
    """

    suffix: str
    name: str
    render: Callable[[Dossier], str]
