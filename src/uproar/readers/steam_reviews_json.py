"""Steam's reviews as its interface gives them (pages of `appreviews`), and as the package steamreviews saves them (`review_APPID.json`)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any, Final

from uproar.readers.collect import Collector
from uproar.readers.documents import refused
from uproar.readers.options import Options
from uproar.readers.reader import Reader, Reading
from uproar.readers.review_objects import documents, numbered, read_reviews
from uproar.readers.source import Source
from uproar.records import Batch, Kind, Sampling

# Within a JSON text quotation marks are escaped: a review that quotes this is none.
_SHAPE: Final = re.compile(r'(?<!\\)"reviews"\s*:\s*[\[{]')
_NAMES: Final = ('"query_summary"', '"recommendationid"')


def recognises(source: Source, _options: Options) -> bool:
    """A JSON object with a list of reviews, or reviews by their numbers, and names that only Steam gives."""
    head = source.head_text.lstrip()
    return head.startswith("{") and _SHAPE.search(head) is not None and any(name in head for name in _NAMES)


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read the reviews of all pages, and compare their number with the one that Steam states."""
    with refused(source):
        pages = documents(source)
        objects = numbered(itertools.chain.from_iterable(map(_items, pages)))
    if not objects:  # the last page, behind the last review
        reading.sampling = options.sampling or Sampling.ARCHIVE
        yield Collector(Kind.REVIEW, options.source, reading.sampling).batch()
        return
    stated = max(map(_total, pages))
    held = len({str(value.get("recommendationid")) for _, _, value in objects if isinstance(value, dict)})
    if stated > held:
        reading.notes.append(f"Steam counts {stated:,} reviews under the filters of this query; the file holds {held:,} of them.")
    yield from read_reviews(str(source.path), lambda _: objects, options, reading)


def _items(page: Any) -> list[Any]:
    reviews = page.get("reviews") if isinstance(page, dict) else None
    return list(reviews.values()) if isinstance(reviews, dict) else reviews if isinstance(reviews, list) else [None]


def _total(page: Any) -> int:
    summary = page.get("query_summary") if isinstance(page, dict) else None
    total = summary.get("total_reviews") if isinstance(summary, dict) else None
    return total if isinstance(total, int) else 0


READER = Reader(
    "steam-reviews-json",
    Kind.REVIEW,
    "Steam's reviews in pages of its interface, one or several in a file, or as the package steamreviews saves them.",
    recognises,
    read,
)
