"""Names of platforms, petition sites and review sites as the press writes them: add a line, and it is known everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# canonical name -> how it is written; names that are common words are only read after a preposition ("on X").
SOCIAL: Final = {
    "Twitter": ("Twitter",),
    "X": ("X, formerly Twitter", "X (formerly Twitter)", "X"),
    "Facebook": ("Facebook",),
    "Instagram": ("Instagram",),
    "TikTok": ("TikTok", "Tik Tok"),
    "YouTube": ("YouTube", "Youtube"),
    "Reddit": ("Reddit",),
    "Threads": ("Threads",),
    "Bluesky": ("Bluesky",),
    "Mastodon": ("Mastodon",),
    "Weibo": ("Weibo", "Sina Weibo"),
    "Tumblr": ("Tumblr",),
    "Discord": ("Discord",),
    "Telegram": ("Telegram",),
    "Google": ("Google Trends", "Google"),
    "Twitch": ("Twitch",),
    "LinkedIn": ("LinkedIn",),
    "Snapchat": ("Snapchat",),
    "VK": ("VK",),
}
PETITION_SITES: Final = {
    "Change.org": ("Change.org", "change.org", "Change"),
    "38 Degrees": ("38 Degrees",),
    "Avaaz": ("Avaaz",),
    "MoveOn": ("MoveOn.org", "MoveOn"),
    "iPetitions": ("iPetitions", "ipetitions.com"),
    "GoPetition": ("GoPetition",),
    "Care2": ("Care2",),
    "openPetition": ("openPetition",),
    "Campact": ("Campact",),
    "UK Parliament": (
        "petition.parliament.uk",
        "UK Parliament",
        "parliament's website",
        "Parliament’s website",
        "government's website",
        "the government website",
        "Parliament petitions site",
    ),
    "We the People": ("We the People",),
    "ThePetitionSite": ("ThePetitionSite",),
    "SumOfUs": ("SumOfUs",),
    "CitizenGO": ("CitizenGO", "CitizenGo"),
    "One Million Moms": ("One Million Moms",),
}
REVIEW_SITES: Final = {
    "Rotten Tomatoes": ("Rotten Tomatoes", "RottenTomatoes"),
    "Metacritic": ("Metacritic",),
    "IMDb": ("IMDb", "IMDB"),
    "Letterboxd": ("Letterboxd",),
    "Steam": ("Steam",),
    "OpenCritic": ("OpenCritic",),
    "Google Play": ("Google Play", "the Play Store", "Play Store"),
    "App Store": ("App Store",),
    "Amazon": ("Amazon",),
    "Goodreads": ("Goodreads",),
    "Yelp": ("Yelp",),
    "Trustpilot": ("Trustpilot",),
    "Tripadvisor": ("Tripadvisor", "TripAdvisor"),
    "Allociné": ("Allociné", "AlloCiné"),
    "MyAnimeList": ("MyAnimeList",),
    "Douban": ("Douban",),
    "PlayStation Store": ("PlayStation Store",),
    "Epic Games Store": ("Epic Games Store",),
    "CinemaScore": ("CinemaScore",),
    "Netflix": (),
}
_COMMON: Final = {"X", "Change", "Threads", "Discord", "Steam", "Telegram", "Google", "Amazon"}


def _compile(table: dict[str, tuple[str, ...]]) -> tuple[re.Pattern[str], dict[str, str]]:
    names = {name: canonical for canonical, written in table.items() for name in written}
    ordered = sorted(names, key=len, reverse=True)
    rare = "|".join(re.escape(name) for name in ordered if name not in _COMMON)
    common = "|".join(re.escape(name) for name in ordered if name in _COMMON) or "(?!)"
    return re.compile(
        rf"(?<![\w@#])(?:({rare})|(?<=on\s)({common})|({common})(?=[’']s?\s)|({common})(?=\s(?:users?|reviews?|page|score|rating)))(?!\w)"
    ), names


_TABLES: Final = {"social": _compile(SOCIAL), "petition": _compile(PETITION_SITES), "review": _compile(REVIEW_SITES)}


def platform_in(text: str, kind: str, start: int = 0, end: int | None = None) -> str | None:
    """The first platform of a kind ("social", "petition", "review") named between two places, by its canonical name.

    Example:
        >>> platform_in("it was trending on X (formerly Twitter)", "social"), platform_in("factor X", "social")
        ('X', None)
    """
    pattern, names = _TABLES[kind]
    match = pattern.search(text, start, len(text) if end is None else end)
    return names[match[match.lastindex or 0]] if match else None


def platforms_in(text: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Every platform named in a text: its canonical name, its kind and where it stands.

    Example:
        >>> [(name, kind) for name, kind, _ in platforms_in("a petition on Change.org and grades on Steam")]
        [('Change.org', 'petition'), ('Steam', 'review')]
    """
    for kind, (pattern, names) in _TABLES.items():
        # Most texts name none: to look for each name takes a tenth of the pattern's time.
        for match in pattern.finditer(text) if any(name in text for name in names) else ():
            yield names[match[match.lastindex or 0]], kind, match.span(match.lastindex or 0)
