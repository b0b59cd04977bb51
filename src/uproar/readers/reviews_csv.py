"""Reviews in a delimited table: columns are told by their names, grades by their form or by --scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from uproar.readers.columns import find, held
from uproar.readers.options import Options
from uproar.readers.ratings import Ratings
from uproar.readers.reader import Reader, Reading
from uproar.readers.reviews import ROLES, Reviews, tell
from uproar.readers.scales import ScaleSurvey
from uproar.readers.slashes import settle
from uproar.readers.source import Source
from uproar.readers.table import Layout, rows, sniff
from uproar.readers.works import Works
from uproar.records import Batch, Kind


def recognises(source: Source, options: Options) -> bool:
    """A table with a grade and a time, and names that reviews have; with --kind review, any table."""
    layout = sniff(source)
    if layout is None:
        return False
    return options.kind is Kind.REVIEW or ({"rating_value", "time"} <= held(layout.header, ROLES, options) and tell(list(layout.header)))


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read reviews; the file is looked through once before anything is stored, so that a missing scale, or several works, are asked about in time."""
    layout = sniff(source)
    assert layout is not None  # noqa: S101 - `recognises` saw one
    path, names = str(source.path), list(layout.header)
    found = find(path, names, ROLES, options, layout.column)
    ratings = Ratings(names, found, options)
    works = Works(names[found["subject"]] if "subject" in found else "", options)
    scales = ScaleSurvey(options)
    if options.scale is None or works.column:
        _survey(source, layout, found, ratings, scales, works)
    works.settle(path, reading)
    scales.check(path)
    if not works.column:
        found.pop("subject", None)
    reviews = Reviews(path, names, set(found), works, options, reading, layout.column(found["time"]))
    used = {*found.values(), *ratings.places}
    reading.unknown_fields = [name for place, name in enumerate(names) if place not in used]
    for row in settle(rows(source, layout, reading), layout, found["time"], reading):
        if row.fault:
            reviews.reject(row.line, row.fault, row.raw)
        else:
            values = {role: row.cells[at] for role, at in found.items()}
            values["rating_value"] = ratings.pick([row.cells[place] for place in ratings.places], reading)
            reviews.add(row.line, row.raw, values)
        if reviews.collector.full:
            yield reviews.collector.batch()
    reviews.finish()
    yield reviews.collector.batch()


def _survey(source: Source, layout: Layout, found: Mapping[str, int], ratings: Ratings, scales: ScaleSurvey, works: Works) -> None:
    best, subject = found.get("best_rating"), found.get("subject")
    unused = Reading()  # what was mended is counted when the rows are read
    for row in rows(source, layout, unused):
        if not row.fault:
            rating = ratings.pick([row.cells[place] for place in ratings.places], unused)
            scales.see(rating, row.cells[best] if best is not None else "")
            if subject is not None:
                works.see(row.cells[subject])


READER = Reader("reviews-csv", Kind.REVIEW, "Reviews in CSV or TSV with any grade scale, plain or gzip.", recognises, read)
