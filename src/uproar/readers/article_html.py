"""A saved article as HTML."""

from __future__ import annotations

from collections.abc import Iterator

from uproar.readers.articles import article_batch
from uproar.readers.documents import refused
from uproar.readers.html import BYTES_LIMIT, kinds, load, looks_like_html
from uproar.readers.options import Options
from uproar.readers.reader import Reader, Reading
from uproar.readers.source import Source
from uproar.records import Batch, Kind


def recognises(source: Source, options: Options) -> bool:
    """HTML that says it is an article, or does not say that it is a title's page; with --kind article, any HTML."""
    if not looks_like_html(source):
        return False
    with refused(source):
        return options.kind is Kind.ARTICLE or kinds(load(source)) != {"page"}


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read one article; its date is its own, never the time it was saved."""
    yield article_batch(source, source.content(BYTES_LIMIT), options, reading)


READER = Reader("article-html", Kind.ARTICLE, "A saved article as HTML, told by its own og:type or schema.org type.", recognises, read)
