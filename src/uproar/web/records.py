"""Some of the records behind a number, as they were read: where each came from, when, and what kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from uproar.charts import words
from uproar.dossier.text import line, shown
from uproar.findings import Finding, from_micros, to_micros
from uproar.inquiry import Inquiry
from uproar.instruments.run import measurements
from uproar.records import Kind

_SHOWN: Final = 20
_RAW: Final = 4_000  # characters of a raw record in print
# What a number of each kind is about, among the columns of its records; every other subject is the case as a whole.
_ABOUT: Final = {
    Kind.POST: "list_contains(terms, $subject)",
    Kind.REVIEW: "side = $subject",
    Kind.SIGNATURE_COUNT: "petition = $subject",
    Kind.SIGNATURE: "petition = $subject",
    Kind.PAGE: "page = $subject",
    Kind.ARTICLE: "record_id = $record",
}
# Ids of reviews and signatures may be made of a person's name.
_NAMED: Final = frozenset({Kind.POST, Kind.SIGNATURE_COUNT, Kind.ARTICLE, Kind.PAGE})


@dataclass(frozen=True, slots=True)
class Behind:
    """Records behind a number.

    Attributes:
        kind: What they are.
        count: How many there are.
        rows: The first of them: source, line of its file, when it happened, when it was read, id where it names nobody, hash, and raw text where it is kept.
    """

    kind: str
    count: int
    rows: tuple[dict[str, str], ...]


def behind(inquiry: Inquiry, finding: Finding, as_of: datetime, *, raw: bool = False) -> Behind | None:
    """The records that a finding speaks of, by its subject and its period; None where its measurement is not known.

    Args:
        inquiry: The case.
        finding: The finding.
        as_of: The moment whose knowledge counts.
        raw: Whether the raw records are wanted too; they may name people.
    """
    measured = next((one for one in measurements() if one.name == finding.name), None)
    if measured is None:
        return None
    kind = Kind(measured.kind)
    whole = measured.subjects == "title" and kind is not Kind.ARTICLE
    about = "true" if whole or (kind is Kind.ARTICLE and not finding.detail.get("record_id")) else _ABOUT[kind]
    parameters: dict[str, Any] = {
        "from_at": to_micros(finding.from_at) if finding.from_at and kind is not Kind.ARTICLE else -(2**62),
        "to_at": to_micros(finding.to_at) if finding.to_at and kind is not Kind.ARTICLE else 2**62,
        "subject": finding.subject,
        "record": str(finding.detail.get("record_id") or ""),
    }
    kept = "raw" if raw else "NULL"
    sql = (
        f"SELECT source, line, record_id, event_at, observed_at, raw_hash, {kept} AS raw, count(*) OVER () AS found FROM {kind} "
        f"WHERE {about} AND coalesce(event_at, observed_at) BETWEEN $from_at AND $to_at ORDER BY event_at, key LIMIT {_SHOWN}"
    )
    rows = inquiry.store.reduce(sql, parameters, to_micros(as_of)).rows
    zone = inquiry.case.zone
    return Behind(str(kind), rows[0]["found"] if rows else 0, tuple(_row(row, kind, zone) for row in rows))


def counted(inquiry: Inquiry, as_of: datetime) -> dict[Kind, tuple[int, datetime | None]]:
    """How many records of each kind there were as of a moment, and when the latest of them happened."""
    out = {}
    for kind in Kind:
        sql = f"SELECT count(*) AS records, max(coalesce(event_at, observed_at)) AS moment FROM {kind}"
        (row,) = inquiry.store.reduce(sql, {}, to_micros(as_of)).rows
        out[kind] = (row["records"], None if row["moment"] is None else from_micros(row["moment"]))
    return out


def _row(row: dict[str, Any], kind: Kind, zone: str) -> dict[str, str]:
    raw = row["raw"]
    return {
        "source": line(row["source"]),
        "line": "" if row["line"] is None else f"{row['line']:,}",
        "id": line(row["record_id"] or "", 120) if kind in _NAMED else "",
        "happened": "" if row["event_at"] is None else words.short(from_micros(row["event_at"]), zone),
        "read": "" if row["observed_at"] is None else words.short(from_micros(row["observed_at"]), zone),
        "hash": f"{row['raw_hash'] & (2**64 - 1):016x}",
        "raw": "" if raw is None else shown(bytes(raw).decode("utf-8", "backslashreplace"), _RAW),
    }
