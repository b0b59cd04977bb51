"""Reviews as JSON objects, one a line: Steam's, schema.org's, or any with a grade and a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any, Final

from uproar.readers.columns import find, held
from uproar.readers.jsonl import read_objects
from uproar.readers.options import Options
from uproar.readers.reader import Reader, Reading
from uproar.readers.reviews import ROLES, Reviews, ScaleSurvey, flags, rating_names, tell
from uproar.readers.source import Source
from uproar.readers.works import Works
from uproar.records import Batch, Kind

# Fields are gathered from the first objects, because some leave out what they do not have.
_FIRST_OBJECTS: Final = 200


def recognises(source: Source, options: Options) -> bool:
    """A line that is an object with a grade and a time, and names that reviews have; with --kind review, any such object."""
    record = source.head_record
    if record is None:
        return False
    names = list(flat(record))
    return options.kind is Kind.REVIEW or ({"rating_value", "time"} <= held(names, ROLES, options) and tell(names))


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read reviews; fields within fields are named with a dot ("author.steamid")."""
    path = str(source.path)
    names = _names(source)
    found = find(path, names, ROLES, options)
    ratings = [names[place] for place in rating_names(names, found, options)]
    roles = {role: names[place] for role, place in found.items()}
    works, scales = Works(roles.get("subject", ""), options), ScaleSurvey(options)
    if options.scale is None or works.column:
        for _, _, value in read_objects(source, Reading()):
            if isinstance(value, dict):
                values = flat(value)
                name = _graded(values, ratings)
                scales.see(flags(values.get(name, ""), name), values.get(roles.get("best_rating", ""), ""))
                works.see(values.get(works.column, ""))
    works.settle(path, reading)
    scales.check(path)
    if not works.column:
        roles.pop("subject", None)
    reviews = Reviews(path, names, set(roles), works, options, reading)
    reading.unknown_fields = sorted(set(names) - {*roles.values(), *ratings})
    for line, raw, value in read_objects(source, reading):
        if isinstance(value, str):
            reviews.reject(line, value, raw)
        else:
            values = flat(value)
            name = _graded(values, ratings)
            taken = {role: values.get(field, "") for role, field in roles.items()}
            reviews.add(line, raw, {**taken, "rating_value": flags(values.get(name, ""), name)})
        if reviews.collector.full:
            yield reviews.collector.batch()
    reviews.finish()
    yield reviews.collector.batch()


def flat(record: Mapping[str, Any]) -> dict[str, str]:
    """An object's fields as text, those one level within named with a dot; lists, and what is null, are left out.

    Example:
        >>> flat({"voted_up": True, "author": {"steamid": "7"}, "tags": [], "text": None})
        {'voted_up': 'true', 'author.steamid': '7'}
    """
    out: dict[str, str] = {}
    for name, value in record.items():
        inner = value.items() if isinstance(value, dict) else ((None, value),)
        for within, item in inner:
            if isinstance(item, (str, int, float)):
                out[name if within is None else f"{name}.{within}"] = str(item).lower() if isinstance(item, bool) else str(item)
    return out


def _names(source: Source) -> list[str]:
    names: dict[str, None] = {}
    for _, _, value in itertools.islice(read_objects(source, Reading()), _FIRST_OBJECTS):
        if isinstance(value, dict):
            names.update(dict.fromkeys(flat(value)))
    return list(names)


def _graded(values: Mapping[str, str], ratings: list[str]) -> str:
    return next((name for name in ratings if values.get(name, "").strip()), ratings[0])


READER = Reader(
    "reviews-jsonl",
    Kind.REVIEW,
    "Reviews one JSON object a line (Steam's or any with a grade and a time), plain or gzip.",
    recognises,
    read,
)
