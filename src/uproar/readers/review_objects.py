"""Read reviews from JSON objects, whether they stand one a line or in a list within a document."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import orjson

from uproar.errors import ReadError
from uproar.readers.columns import find
from uproar.readers.options import Options
from uproar.readers.ratings import Ratings
from uproar.readers.reader import Reading
from uproar.readers.reviews import ROLES, Reviews
from uproar.readers.scales import ScaleSurvey
from uproar.readers.source import Source
from uproar.readers.works import Works
from uproar.records import Batch

# An object's place, its bytes, and the object or the reason why it is none.
Numbered: TypeAlias = tuple[int, bytes, dict[str, Any] | str]
# Fields are gathered from the first objects, because some leave out what they do not have.
_FIRST_OBJECTS: Final = 200
# 100,000 reviews of Steam have about 80 MB; their objects take some five times that.
_DOCUMENT_BYTES: Final = 256 << 20


def read_reviews(path: str, objects: Callable[[Reading], Iterable[Numbered]], options: Options, reading: Reading) -> Iterator[Batch]:
    """Read reviews; fields within fields are named with a dot ("author.steamid").

    Args:
        path: The file, for messages.
        objects: Gives the objects, from the first on at every call; what it mends it tells the reading it is given.
        options: What the person says.
        reading: Takes notes, zone and sampling.
    """
    first = [value for _, _, value in itertools.islice(objects(Reading()), _FIRST_OBJECTS) if isinstance(value, dict)]
    fields = {field.name: field for record in first for field in fields_of(record)}
    names = list(fields)
    found = find(path, names, ROLES, options)
    ratings = Ratings(names, found, options)
    graded = [fields[name] for name in ratings.names]
    roles = {role: fields[names[place]] for role, place in found.items()}
    works, scales = Works(roles["subject"].name if "subject" in roles else "", options), ScaleSurvey(options)
    if options.scale is None or works.column:
        unused = Reading()  # what was mended is counted when the objects are read
        for _, _, value in objects(unused):
            if isinstance(value, dict):
                rating = ratings.pick([field.text(value) for field in graded], unused)
                scales.see(rating, roles["best_rating"].text(value) if "best_rating" in roles else "")
                works.see(roles["subject"].text(value) if works.column else "")
    works.settle(path, reading)
    scales.check(path)
    if not works.column:
        roles.pop("subject", None)
    times = [time for time in (roles["time"].text(record).strip() for record in first) if time]
    reviews = Reviews(path, names, set(roles), works, options, reading, times)
    reading.unknown_fields = sorted(set(names) - {*(field.name for field in roles.values()), *ratings.names})
    for line, raw, value in objects(reading):
        if isinstance(value, str):
            reviews.reject(line, value, raw)
        else:
            taken = {role: field.text(value) for role, field in roles.items()}
            taken["rating_value"] = ratings.pick([field.text(value) for field in graded], reading)
            reviews.add(line, raw, taken)
        if reviews.collector.full:
            yield reviews.collector.batch()
    reviews.finish()
    yield reviews.collector.batch()


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value stands in an object: at the top, or one level within.

    Attributes:
        name: As it is called: "voted_up", "author.steamid".
        outer, inner: Its parts; `inner` is "" at the top.
    """

    name: str
    outer: str
    inner: str = ""

    def text(self, record: Mapping[str, Any]) -> str:
        """The value as text; "" where there is none, and for lists and objects.

        Example:
            >>> Field("author.steamid", "author", "steamid").text({"author": {"steamid": 7}}), Field("voted_up", "voted_up").text({"voted_up": True})
            ('7', 'true')
        """
        value = record.get(self.name)
        if self.inner and value is None:
            within = record.get(self.outer)
            value = within.get(self.inner) if isinstance(within, dict) else None
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value) if isinstance(value, (int, float)) else ""


def fields_of(record: Mapping[str, Any]) -> list[Field]:
    """The fields of an object that hold a text, a number or a truth, at the top and one level within.

    Example:
        >>> [field.name for field in fields_of({"voted_up": True, "author": {"steamid": "7"}, "tags": [], "text": None})]
        ['voted_up', 'author.steamid']
    """
    found = []
    for name, value in record.items():
        if isinstance(value, dict):
            found += [Field(f"{name}.{inner}", name, inner) for inner, item in value.items() if isinstance(item, (str, int, float))]
        elif isinstance(value, (str, int, float)):
            found.append(Field(name, name))
    return found


def documents(source: Source) -> list[Any]:
    """The JSON documents of a file, one after another: the pages of an interface, as scripts append them. After the first that is damaged nothing is read.

    Returns:
        The documents; the last is None where it breaks off.

    Raises:
        ReadError: The first is damaged, or the file is too large.
    """
    text = source.content(_DOCUMENT_BYTES).decode(source.encoding).lstrip("\ufeff").strip()
    try:
        return [orjson.loads(text)]
    except orjson.JSONDecodeError:
        pass  # several, or damaged, or half a character, which only the standard library takes
    found: list[Any] = []
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        try:
            document, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            if not found:
                raise ReadError(
                    str(source.path), "a whole JSON document", "JSON that breaks off or is damaged", "Save it again."
                ) from error
            return [*found, None]
        found.append(document)
        at = end
        while at < len(text) and text[at].isspace():
            at += 1
    return found


def numbered(items: Iterable[Any]) -> list[Numbered]:
    """The items of lists as objects with their place and their bytes; what is no object comes with the reason."""
    reason = "no review: an item, or a page, that breaks off or is of another shape"
    return [(place, _bytes(item), item if isinstance(item, dict) else reason) for place, item in enumerate(items, 1)]


def _bytes(item: Any) -> bytes:
    try:
        return orjson.dumps(item)
    except TypeError:  # half a character, or a number beyond 64 bits
        return json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")
