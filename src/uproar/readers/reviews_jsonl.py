"""Reviews as JSON objects, one a line: Steam's, schema.org's, or any with a grade and a time."""

from __future__ import annotations

from collections.abc import Iterator

from uproar.readers import metacritic_json, steam_reviews_json
from uproar.readers.columns import held
from uproar.readers.jsonl import read_objects
from uproar.readers.options import Options
from uproar.readers.reader import Reader, Reading
from uproar.readers.review_objects import fields_of, read_reviews
from uproar.readers.reviews import ROLES, tell
from uproar.readers.source import Source
from uproar.records import Batch, Kind


def recognises(source: Source, options: Options) -> bool:
    """A line that is an object with a grade and a time, and names that reviews have; with --kind review, any such object that is no list of reviews."""
    record = source.head_record
    if record is None or any(reader.recognises(source, options) for reader in (steam_reviews_json, metacritic_json)):
        return False
    names = [field.name for field in fields_of(record)]
    return options.kind is Kind.REVIEW or ({"rating_value", "time"} <= held(names, ROLES, options) and tell(names))


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read reviews line by line."""
    return read_reviews(str(source.path), lambda told: read_objects(source, told), options, reading)


READER = Reader(
    "reviews-jsonl",
    Kind.REVIEW,
    "Reviews one JSON object a line (Steam's or any with a grade and a time), plain or gzip.",
    recognises,
    read,
)
