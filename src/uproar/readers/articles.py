"""Turn a document into one article record."""

from __future__ import annotations

from typing import Final

from uproar.extract.page.article import article_id, read_article
from uproar.findings import to_micros
from uproar.readers.collect import Collector, add_zone_source
from uproar.readers.documents import pass_over_map, refused
from uproar.readers.options import Options
from uproar.readers.reader import Reading
from uproar.readers.source import Source
from uproar.records import Batch, Kind, Sampling

SOURCE: Final = "press"
_DAY_MICROS: Final = 86_400_000_000


def article_batch(source: Source, raw: bytes, options: Options, reading: Reading) -> Batch:
    """Read one document as an article.

    Args:
        source: Where it comes from.
        raw: Its bytes.
        options: What the person says.
        reading: Takes notes, zone and sampling.

    Raises:
        ExtractError: It holds no text that can be read.
        ReadError: Its parser stumbles over it.
        UsageError: --published is no date, or --map names a role that there is not.
    """
    zone = options.zone or options.case_zone
    pass_over_map(source, options, reading)
    with refused(source):
        article = read_article(raw, url=options.url, published=options.published or None, zone=zone, name=str(source.path))
    reading.notes.extend(article.notes)
    reading.sampling = options.sampling or Sampling.ARCHIVE
    event_at = to_micros(article.published_from) if article.published_from is not None else None
    published_to = to_micros(article.published_to) if article.published_to is not None else event_at
    # Where nothing says when it appeared, it was there at the latest when it was seen: at the load.
    observed_at = published_to if published_to is not None else to_micros(options.observed_at or options.loaded_at)
    if event_at is None or published_to is None:
        reading.notes.append("When it was published is not known: it counts from when it was seen (give --published DATE).")
    elif event_at < published_to:
        grain = "day" if published_to - event_at <= _DAY_MICROS + _DAY_MICROS // 24 else "span"
        reading.notes.append(f"Its publication is known to the {grain} only ({article.published_source}): it counts from the end of it.")
        add_zone_source(reading, f"days cut in {zone}")
    else:
        add_zone_source(reading, f"stated with its date, else {zone}")
    url = article.url or None
    record_id = article_id(article)
    collector = Collector(Kind.ARTICLE, options.source or SOURCE, reading.sampling)
    collector.add(
        1, raw, record_id, event_at, observed_at, url=url, outlet=options.outlet or article.outlet or None, title=article.title or None, text=article.text,
        published_to=published_to, published_source=article.published_source, confidence=article.confidence,
    )  # fmt: skip
    return collector.batch()
