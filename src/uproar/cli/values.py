"""Read what a person types: moments, scales, column maps, named things."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from math import inf
from zoneinfo import ZoneInfo

from uproar.case import Party, Petition, TitlePage
from uproar.errors import UsageError


def moment(text: str, zone: str, flag: str = "--as-of") -> datetime:
    """Read a moment: ISO 8601 with or without offset; a bare day means its end, since that is when the day is known.

    Example:
        >>> moment("2020-09-10", "America/New_York").isoformat()
        '2020-09-11T04:00:00+00:00'
        >>> moment("2020-09-10T21:00-04:00", "UTC").isoformat()
        '2020-09-11T01:00:00+00:00'
    """
    here = ZoneInfo(zone)
    try:
        if len(text) == len("2020-09-10"):
            day = datetime.fromisoformat(text).date() + timedelta(days=1)
            return datetime.combine(day, time(), here).astimezone(UTC)
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=here)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(
            flag, "a time such as 2020-09-10T21:00-04:00 or a day such as 2020-09-10", repr(text), "Write it in that form."
        ) from None


def scale(text: str) -> tuple[float, float]:
    """Read a rating scale such as 0-10 or 1-5.

    Example:
        >>> scale("0-10")
        (0.0, 10.0)
    """
    worst, _, best = text.partition("-")
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


def petition(text: str) -> Petition:
    """Read a petition: an id, or id=name.

    Example:
        >>> petition("tidewater-offline=Let us play offline").name
        'Let us play offline'
    """
    identity, _, name = text.partition("=")
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
