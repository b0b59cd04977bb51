"""Bring links to the form in which they are compared, so that one page shared in two ways is one link."""

from __future__ import annotations

import re
from typing import Final

# RE2 and Python alike. Ideographic marks end a link: in scripts without blanks text follows it at once.
LINK_PATTERN: Final = r"(?i)https?://[^\s<>\"「」『』、。，（）]+"
# X puts its own address around every link of a post, so beside another link of the post one of these is that link again.
WRAPPERS: Final = ("http://t.co/", "https://t.co/")
_PARTS: Final = re.compile(r"(https?)://([^/?#]+)([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)
# Parameters that say by which post, letter or advertisement a reader came, as their makers document them; they change nothing about the page.
_TRACKING: Final = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gclsrc|gbraid|wbraid|msclkid|twclid|ttclid|yclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|ref_src|ref_url)(?:=|$)",
    re.IGNORECASE,
)
_WRAPPED: Final = re.compile(r"https?://t\.co/[A-Za-z0-9]+")
_SEPARATORS: Final = re.compile(r"[\s|]+|[,;](?=\s*https?://)", re.IGNORECASE)
_CLOSING: Final = ".,;:!?'\"*_»”’›]}"
_LENGTH_LIMIT: Final = 2_000  # a longer address holds data of its own and is shared by nobody else


def normal_link(link: str) -> str | None:
    """Bring a link to the form in which it is compared; None where it is none, or was cut.

    Scheme and host in lower case, without "www.", fragment, parameters that track readers, trailing slash and the punctuation of the sentence around it.

    Example:
        >>> normal_link("HTTPS://www.Example.org/A/?utm_source=x&id=7#top"), normal_link("http://example.org/b).")
        ('https://example.org/A?id=7', 'http://example.org/b')
        >>> normal_link("https://example.org/a…"), normal_link("ftp://example.org")
        (None, None)
    """
    if _WRAPPED.fullmatch(link):
        return link  # two of three links of a stream of X's, and each another: this spares them the rest
    link = link.strip()
    if "…" in link or link.endswith("...") or len(link) > _LENGTH_LIMIT:
        return None
    if wrapped := _WRAPPED.match(link):
        return wrapped[0]  # letters of a script without blanks may follow it
    link = link.rstrip(_CLOSING if "(" in link else _CLOSING + ")")
    parts = _PARTS.match(link)
    if parts is None:
        return None
    scheme, host, path, query = parts.groups()
    kept = "&".join(pair for pair in (query or "").split("&") if pair and not _TRACKING.match(pair))
    host = host.lower().removeprefix("www.").rstrip(".")
    return f"{scheme.lower()}://{host}{path.rstrip('/')}{'?' + kept if kept else ''}" if host else None


def split_links(cell: str) -> list[str]:
    """Links of one cell of a table, as exports join them: by blanks, "|", or commas and semicolons before the next link.

    Example:
        >>> split_links("https://a.example/x,y, https://b.example|https://c.example")
        ['https://a.example/x,y', 'https://b.example', 'https://c.example']
    """
    return [part for part in _SEPARATORS.split(cell) if part[:4].lower() == "http"]
