"""Small invented records of every kind, for tests of the store and of the instruments."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from uproar.findings import to_micros
from uproar.records import Kind, delivered_schema

START = datetime(2026, 3, 9, 0, 0, tzinfo=UTC)
KEY = b"k" * 32


def table(kind: Kind, rows: Sequence[dict[str, Any]]) -> pa.Table:
    """A delivered table from rows that name only what matters; `at` is a datetime."""
    full = []
    for number, row in enumerate(rows):
        at = to_micros(row["at"])
        common = {
            "line": number + 1, "record_id": str(row.get("id", number)), "source": row.get("source", "test"), "sampling": row.get("sampling", "stream"),
            "event_at": at, "observed_at": to_micros(row.get("observed_at", row["at"])), "raw": repr(sorted((k, str(v)) for k, v in row.items())).encode(),
        }  # fmt: skip
        full.append({**common, **{name: row.get(name) for name in delivered_schema(kind).names if name not in common}})
    return pa.Table.from_pylist(full, schema=delivered_schema(kind))


def posts(days: int = 4) -> list[dict[str, Any]]:
    """A calm stream of 12 posts an hour by 30 accounts; from hour 60 on, forty accounts an hour use #fixtidewater for six hours."""
    rows: list[dict[str, Any]] = []
    for hour in range(24 * days):
        at = START + timedelta(hours=hour)
        for k in range(12):
            tag = "#fixtidewater" if (hour % 12 == 0 and k == 0) else f"#calm{(hour + k) % 5}"
            rows.append(
                {"id": f"c{hour}-{k}", "at": at + timedelta(minutes=5 * k), "author": f"a{(hour * 7 + k) % 30}", "text": f"sailing {tag}"}
            )
        if 60 <= hour < 66:
            rows += [
                {"id": f"b{hour}-{k}", "at": at + timedelta(seconds=60 * k), "author": f"n{hour}-{k}", "text": "please #FixTidewater"}
                for k in range(40)
            ]
    # Five accounts that repost the same thing within seconds of each other, every five hours.
    rows += [
        {
            "id": f"g{v}-{k}",
            "at": START + timedelta(hours=5 * v + 1, seconds=2 * k),
            "author": f"g{k}",
            "text": f"sailing {v}",
            "repost_of": f"harbour{v}",
        }
        for v in range(10)
        for k in range(5)
    ]
    return rows


def reviews() -> list[dict[str, Any]]:
    """Twenty critics about .85 and sixty of the audience, half of them at the lowest grade, over four days."""
    rows: list[dict[str, Any]] = []
    for k in range(20):
        value = 80 + k % 11
        rows.append(
            {
                "id": f"c{k}",
                "at": START + timedelta(hours=4 * k),
                "side": "critic",
                "author": f"critic{k}",
                "rating_value": value,
                "worst_rating": 0,
                "best_rating": 100,
                "score": value / 100,
            }
        )
    for k in range(60):
        value = 0 if k % 2 else 4 + k % 6
        rows.append(
            {
                "id": f"u{k}",
                "at": START + timedelta(hours=1.5 * k),
                "side": "audience",
                "author": f"u{k}",
                "rating_value": value,
                "worst_rating": 0,
                "best_rating": 10,
                "score": value / 10,
            }
        )
    return rows


def readings() -> list[dict[str, Any]]:
    """A counter read every half hour for four days, growing by 100 a reading, nine in ten of one country, with a goal on the ladder."""
    return [
        {
            "id": k,
            "at": START + timedelta(minutes=30 * k),
            "petition": "tidewater-offline",
            "signature_count": 100 * k,
            "goal": 25_000,
            "part_kinds": ["country"] * 2,
            "part_names": ["Germany", "Denmark"],
            "part_counts": [90 * k, 10 * k],
        }
        for k in range(192)
    ]


def signatures() -> list[dict[str, Any]]:
    """Four signatures an hour for four days, at no even times; every fortieth is by somebody who signed before."""
    return [
        {
            "id": k,
            "at": START + timedelta(minutes=15 * k, seconds=(k * k * 37) % 840),
            "petition": "tidewater-offline",
            "author": f"s{k - 7 if k % 40 == 39 else k}@pier{k % 5}.example",
            "place": f"{k % 11}",
            "address": f"10.0.0.{k % 90}",
            "domain": f"pier{k % 5}.example",
        }
        for k in range(384)
    ]


def pages() -> list[dict[str, Any]]:
    """A page read once a day; its description changes between the second and the third reading."""
    return [
        {
            "id": k,
            "at": START + timedelta(days=k),
            "page": "tidewater",
            "title": "Tidewater",
            "description": "Sail alone." if k < 2 else "Sail with friends.",
            "picture": "a.jpg",
            "url": "https://store.example/tidewater",
        }
        for k in range(4)
    ]


def articles() -> list[dict[str, Any]]:
    """Three articles, one a day, each with a quotation."""
    text = "The studio answered on Tuesday.\n\n“We hear you, and we are working on it,” a studio spokesperson told the Harbour Post."
    return [
        {
            "id": f"https://press.example/{k}",
            "at": START + timedelta(days=k, hours=9),
            "url": f"https://press.example/{k}",
            "outlet": f"Paper {k}",
            "title": f"Storm over Tidewater {k}",
            "text": text,
            "published_source": "json-ld",
            "confidence": "high",
        }
        for k in range(3)
    ]


RECORDS = {
    Kind.POST: posts,
    Kind.REVIEW: reviews,
    Kind.SIGNATURE_COUNT: readings,
    Kind.SIGNATURE: signatures,
    Kind.PAGE: pages,
    Kind.ARTICLE: articles,
}
