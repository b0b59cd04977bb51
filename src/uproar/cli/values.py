"""Read what a person types: scales, column maps, named things."""

from __future__ import annotations

import re
from datetime import datetime
from math import inf

from uproar.case import Event, Party, Petition, TitlePage, moment
from uproar.errors import UsageError
from uproar.findings import Scalar


def start(text: str, zone: str) -> datetime:
    """Read the start of a period: a bare day means its beginning.

    Example:
        >>> start("2020-09-10", "America/New_York").isoformat()
        '2020-09-10T04:00:00+00:00'
    """
    return moment(f"{text}T00:00" if len(text) == len("2020-09-10") else text, zone, "--from")


def event(text: str) -> Event:
    """Read an event such as 2026-03-12T18:00+01:00=Apology.

    Example:
        >>> event("2026-03-12=The studio apologises").what
        'The studio apologises'
    """
    at, sign, what = text.partition("=")
    if not (sign and at.strip() and what.strip()):
        raise UsageError("--event", "a time and what happened, such as 2026-03-12T18:00=Apology", repr(text), "Write it in that form.")
    return Event(at.strip(), what.strip())


def scale(text: str) -> tuple[float, float]:
    """Read a rating scale such as 0-10 or 1-5.

    Example:
        >>> scale("0-10")
        (0.0, 10.0)
        >>> scale("-5-5"), scale("-10--1")
        ((-5.0, 5.0), (-10.0, -1.0))
    """
    # The first hyphen after a digit parts the two; one before a digit is a minus.
    worst, _, best = re.sub(r"(?<=[\d.])\s*-\s*", "\n", text.strip(), count=1).partition("\n")
    try:
        low, high = float(worst), float(best)
    except ValueError:
        raise UsageError("--scale", "worst and best rating such as 0-10", repr(text), "Write it in that form.") from None
    if not -inf < low < high < inf:
        raise UsageError("--scale", "a worst rating below the best", repr(text), "Write the lower one first: 0-10.")
    return low, high


def columns(pairs: list[str]) -> dict[str, str]:
    """Read column names such as rating=grade.

    Example:
        >>> columns(["rating=grade", "time=date"])
        {'rating': 'grade', 'time': 'date'}
    """
    out = {}
    for pair in pairs:
        role, sign, column = pair.partition("=")
        if not sign or not role or not column:
            raise UsageError("--map", "role=column, such as text=message", repr(pair), "Write it in that form.")
        out[role] = column
    return out


def setting(text: str) -> tuple[str, Scalar]:
    """Read a setting such as false_alarms_per_day=1, a number where it is one.

    Example:
        >>> setting("false_alarms_per_day=1"), setting("method=mastodon"), setting("accounts=true")
        (('false_alarms_per_day', 1), ('method', 'mastodon'), ('accounts', True))
    """
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise UsageError("--set", "NAME=VALUE, such as false_alarms_per_day=1", repr(text), "Write it in that form.")
    value = value.strip()
    if value.lower() in {"true", "false"}:
        return name.strip(), value.lower() == "true"
    for number in (int, float):
        try:
            return name.strip(), number(value)
        except ValueError:
            continue
    return name.strip(), value


def petition(text: str) -> Petition:
    """Read a petition: an id, id=name, or id=name=site.

    Example:
        >>> petition("tidewater-offline=Let us play offline").name
        'Let us play offline'
        >>> petition("241584=Revoke Article 50=petition.parliament.uk").site
        'petition.parliament.uk'
    """
    identity, _, name = text.partition("=")
    before, sign, site = name.rpartition("=")
    if sign and re.fullmatch(r"\s*[\w-]+(\.[\w-]+)+\s*", site):
        return Petition(identity.strip(), before.strip(), site.strip())
    return Petition(identity.strip(), name.strip())


def page(text: str) -> TitlePage:
    """Read a title page: an id, or id=address."""
    identity, _, url = text.partition("=")
    return TitlePage(identity.strip(), url.strip())


def party(text: str) -> Party:
    """Read a party: a name, or name=role.

    Example:
        >>> party("Halden Interactive=studio").role
        'studio'
    """
    name, _, role = text.partition("=")
    return Party(name.strip(), role.strip())
