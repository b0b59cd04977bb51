"""Metacritic's reviews as its interface gives them since 2023: pages whose `data.items` are reviews of one side."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from uproar.readers.collect import Collector
from uproar.readers.documents import refused
from uproar.readers.options import Options
from uproar.readers.reader import Reader, Reading
from uproar.readers.review_objects import Numbered, documents, numbered, read_reviews
from uproar.readers.sides import side_said
from uproar.readers.source import Source
from uproar.records import Batch, Kind, Sampling

_SHAPE: Final = re.compile(r'(?<!\\)"data"\s*:\s*\{[^\[\]{}]*"items"\s*:\s*\[')
_NAMES: Final = ('"score"', '"quote"', '"date"')
# As the site defines them: critics' grades are brought to 100, users give 0 to 10.
_SCALES: Final = {"critic": (0.0, 100.0), "audience": (0.0, 10.0)}


def recognises(source: Source, _options: Options) -> bool:
    """A JSON object whose data are items with a score, a quote and a date."""
    head = source.head_text.lstrip()
    return head.startswith("{") and _SHAPE.search(head) is not None and all(name in head for name in _NAMES)


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read the reviews of all pages; only those of critics name a publication, only those of users have thumbs, and each side has its scale."""
    with refused(source):
        pages = documents(source)
        objects = numbered(itertools.chain.from_iterable(map(_items, pages)))
    if not objects:
        reading.sampling = options.sampling or Sampling.ARCHIVE
        yield Collector(Kind.REVIEW, options.source, reading.sampling).batch()
        return
    side = side_said(options) or _side(objects)
    said = replace(options, side=side, scale=options.scale or _SCALES.get(side))
    if options.scale is None and said.scale is not None:
        reading.notes.append(f"Grades are read from {said.scale[0]:g} to {said.scale[1]:g}, as Metacritic's scale of {side} reviews runs.")
    yield from read_reviews(str(source.path), lambda _: objects, said, reading)


def _items(page: Any) -> list[Any]:
    data = page.get("data") if isinstance(page, dict) else None
    items = data.get("items") if isinstance(data, dict) else None
    return items if isinstance(items, list) else [None]


def _side(objects: list[Numbered]) -> str:
    reviews = [value for _, _, value in objects if isinstance(value, dict)]
    critics = any(review.get("publicationName") for review in reviews)
    users = any("thumbsUp" in review for review in reviews)
    return "" if critics == users else "critic" if critics else "audience"


READER = Reader(
    "metacritic-json", Kind.REVIEW, "Metacritic's reviews in pages of its interface, one or several in a file.", recognises, read
)
