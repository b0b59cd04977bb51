"""Four snapshots of the store page of the game: the picture and the description change between the second and the third."""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Final

from uproar.simulate.story import PAGE_CHANGED_AT, PAGE_URL, STUDIO, TITLE, local

# Two of one Thursday, so that "on Thursday" can be told; the last, after two articles, shows what stayed as it was.
SNAPSHOTS: Final = (local(10, 19), local(12, 10), local(12, 22), local(14, 10))
CHANGED: Final = ("description", "picture")

_BEFORE: Final = (
    "Take the helm of your own boat and find your own way across the quiet sea of Tidewater: alone with the wind, at your own pace.",
    "https://store.example/img/tidewater-lone-helm.jpg",
)
_AFTER: Final = (
    "Tidewater is one shared sea for up to sixteen captains. A permanent connection is needed; an offline mode is being looked into.",
    "https://store.example/img/tidewater-full-crew.jpg",
)


def write_pages(out: Path) -> None:
    """Write the snapshots, named by their moment in UTC as web archives do."""
    for number, at in enumerate(SNAPSHOTS):
        description, picture = _AFTER if at > PAGE_CHANGED_AT else _BEFORE
        (out / file_of(at)).write_bytes(_page(number, description, picture).encode())


def file_of(at: datetime) -> str:
    """The file of one snapshot.

    Example:
        >>> file_of(SNAPSHOTS[0])
        'page-20260310180000.html'
    """
    return f"page-{at:%Y%m%d%H%M%S}.html"


def _page(number: int, description: str, picture: str) -> str:
    facts = {
        "@context": "https://schema.org",
        "@type": "VideoGame",
        "name": TITLE,
        "url": PAGE_URL,
        "description": description,
        "image": picture,
        "author": {"@type": "Organization", "name": STUDIO},
        # The store shows the press's own score, which stood before the release and does not move.
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": "4.2", "bestRating": "5", "worstRating": "0", "ratingCount": "48"},
        "offers": {"@type": "Offer", "price": "39.99", "priceCurrency": "EUR", "availability": "https://schema.org/InStock"},
    }
    # What differs in every reading and is no change of the page: a token, and who else is looking.
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="csrf-token" content="t{7_919 * (number + 3)}">
<title>{TITLE} – Slipway Store</title>
<link rel="canonical" href="{PAGE_URL}">
<meta name="description" content="{escape(description)}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="Slipway Store">
<meta property="og:title" content="{TITLE}">
<meta property="og:url" content="{PAGE_URL}">
<meta property="og:description" content="{escape(description)}">
<meta property="og:image" content="{picture}">
<script type="application/ld+json">{json.dumps(facts, indent=1)}</script>
</head>
<body>
<nav><a href="/">Slipway Store</a> <a href="/new">New</a> <a href="/basket">Basket</a></nav>
<main>
<h1>{TITLE}</h1>
<img src="{picture}" alt="Key art of {TITLE}" width="920" height="430">
<p class="description">{escape(description)}</p>
<p class="price">39.99 € <button>Add to basket</button></p>
<p class="rating">4.2 out of 5 (48 ratings)</p>
</main>
<aside>{41 + 17 * number} people are looking at this page.</aside>
<footer>Slipway Store is an invented shop.</footer>
</body>
</html>
"""
