"""The read-only interface for programs: JSON below /api/v1, described by the OpenAPI document that the same table makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from uproar.dossier.dossier import Gap, Number, Proof
from uproar.web.problem import Problem
from uproar.web.results import Watched
from uproar.web.snapshot import Snapshot
from uproar.web.tables import public

LIMIT: Final = 100
MOST: Final = 1_000
_AS_OF: Final = {
    "name": "as_of", "in": "query", "schema": {"type": "string"}, "example": "2026-03-12T21:40",
    "description": "As it would have read then: ISO 8601, in the case's zone where it has no offset. The latest record's moment unless given.",
}  # fmt: skip
_PAGING: Final = (
    {
        "name": "limit",
        "in": "query",
        "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT},
        "description": "Items a page.",
    },
    {
        "name": "offset",
        "in": "query",
        "schema": {"type": "integer", "minimum": 0, "default": 0},
        "description": "Items left out before the first.",
    },
)
_CASE: Final = {
    "name": "case",
    "in": "path",
    "required": True,
    "schema": {"type": "string"},
    "description": "The case's name, as /api/v1/cases gives it.",
}
_NUMBER: Final = {
    "name": "name",
    "in": "path",
    "required": True,
    "schema": {"type": "string"},
    "description": "The finding's lasting name, as `evidence` gives it, or its number: 12 for f12. Numbers change when records come.",
}


@dataclass(frozen=True, slots=True)
class Call:
    """One path of the interface.

    Attributes:
        path: Below /api/v1; `{case}` and `{name}` stand for what they say.
        summary: What it gives, in one sentence.
        items: What one item of the list holds, or of the one object.
        give: A snapshot in, its items out; None for the calls that need no snapshot.
    """

    path: str
    summary: str
    items: tuple[str, ...]
    give: Callable[[Snapshot], Sequence[dict[str, Any]]] | None = None


def finding(number: Number, name: str) -> dict[str, Any]:
    """A finding as JSON; `name` is the lasting one, under which its evidence stands."""
    return {
        "id": number.id, "measurement": number.name, "subject": number.subject, "value": number.value, "low": number.low, "high": number.high,
        "unit": number.unit, "from_at": number.from_at, "to_at": number.to_at, "as_of": number.as_of, "written": number.written, "bounds": number.bounds,
        "method": number.method, "notes": number.notes, "details": dict(number.details), "evidence": name if number.proof else None,
    }  # fmt: skip


def _unmeasured(gap: Gap) -> dict[str, Any]:
    return {"id": None, "measurement": gap.name, "subject": gap.subject, "value": None, "reason": gap.reason, "needs": gap.needs}


def _findings(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [finding(one, snapshot.marks[one.id]) for one in snapshot.dossier.numbers.values()] + [
        _unmeasured(one) for one in snapshot.dossier.gaps
    ]


def _claims(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [
        {
            "id": claim.id, "kind": claim.kind, "subject": claim.subject, "text": claim.text, "span": claim.span, "verdict": claim.verdict,
            "reason": claim.reason, "needs": claim.needs, "rests_on": claim.numbers,
            "article": {
                "title": article.title, "outlet": article.outlet, "url": article.url, "published_from": article.published_from,
                "published_to": article.published_to,
            },
        }
        for article in snapshot.dossier.articles
        for claim in article.claims
    ]  # fmt: skip


def _timeline(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [
        {"at": event.at, "to_at": event.to_at, "kind": event.kind, "text": event.text, "finding": event.number or None}
        for event in snapshot.dossier.timeline
    ]


def proof(snapshot: Snapshot, name: str) -> dict[str, Any]:
    """The evidence of a finding as JSON.

    Raises:
        Problem: There is no such finding, or no query is kept for it.
    """
    number = snapshot.number_of(name)
    found = snapshot.dossier.numbers[number] if number is not None else None
    if found is None or found.proof is None:
        raise Problem(404, f"There is no finding {name[:80]} with a query. See the findings of the case.")
    kept: Proof = snapshot.dossier.proofs[found.proof]
    evidence = snapshot.findings[found.id].evidence
    return {
        "finding": finding(found, snapshot.marks[found.id]), "query": kept.query, "parameters": dict(evidence.parameters if evidence else kept.parameters),
        "row_count": kept.row_count, "record_count": kept.record_count, "fingerprint": kept.fingerprint, "rows": public(evidence.rows if evidence else ()),
    }  # fmt: skip


CALLS: Final = (
    Call("/cases", "Every case that is served.", ("name", "title", "zone", "fingerprint", "latest_at", "records", "pending")),
    Call(
        "/{case}/findings",
        "Every finding, and every reason for none.",
        ("id", "measurement", "subject", "value", "low", "high", "unit"),
        _findings,
    ),
    Call(
        "/{case}/claims", "Every claim of the articles, with its verdict.", ("id", "kind", "text", "verdict", "reason", "rests_on"), _claims
    ),
    Call("/{case}/timeline", "What happened, in order of time.", ("at", "to_at", "kind", "text", "finding"), _timeline),
    Call(
        "/{case}/evidence/{name}",
        "The query behind a finding, its parameters and its first rows.",
        ("finding", "query", "parameters", "rows"),
    ),
)


def case(watched: Watched) -> dict[str, Any]:
    """A case as JSON, with what is still to be measured: the one call that waits for nothing."""
    records = watched.records
    return {
        "name": watched.name, "title": watched.case.title, "zone": watched.case.zone, "fingerprint": records.fingerprint, "first_at": records.first_at,
        "latest_at": records.latest_at, "records": {str(kind): count for kind, count in records.counts.items()}, "pending": sorted(watched.snapshot().pending),
    }  # fmt: skip


def window(items: Sequence[Any], limit: str, offset: str) -> tuple[Sequence[Any], int, int]:
    """One page of a list, with its limit and offset.

    Raises:
        Problem: One of them is no number in its range.
    """
    size, start = _whole(limit, LIMIT, "limit", 1, MOST), _whole(offset, 0, "offset", 0, 10**9)
    return items[start : start + size], size, start


def _whole(text: str, default: int, name: str, least: int, most: int) -> int:
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 11 and least <= int(text) <= most):
        raise Problem(400, f"{name} needs a whole number from {least} to {most:,}, got {text[:40]!r}.")
    return int(text)


def links(path: str, as_of: str, total: int, limit: int, offset: int) -> str:
    """The Link header (RFC 8288) of one page of a list: the first, the one before, the one after and the last."""
    last = max(0, (total - 1) // limit * limit)
    places = {
        "first": 0,
        "prev": max(0, offset - limit) if offset > 0 else None,
        "next": offset + limit if offset + limit < total else None,
        "last": last,
    }
    return ", ".join(
        f'<{quote(path)}?{urlencode({**({"as_of": as_of} if as_of else {}), "limit": limit, "offset": at})}>; rel="{name}"'
        for name, at in places.items()
        if at is not None
    )


def openapi(version: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the interface, made from `CALLS`."""
    problem = {
        "description": "What went wrong, and what to do next.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    paths: dict[str, Any] = {}
    for call in CALLS:
        parameters: list[dict[str, Any]] = [_CASE] if "{case}" in call.path else []
        parameters += [_NUMBER] if "{name}" in call.path else []
        parameters += [_AS_OF] if "{case}" in call.path else []
        parameters += _PAGING if call.give is not None else ()
        item = {"type": "object", "properties": {name: {} for name in call.items}, "required": list(call.items)[:1]}
        schema = item
        if "{name}" not in call.path:
            extra = (
                {"complete": {"type": "boolean"}, "pending": {"type": "array", "items": {"type": "string"}}}
                if call.give is not None
                else {}
            )
            schema = {
                "type": "object",
                "required": ["items"],
                "properties": {"items": {"type": "array", "items": item}, "total": {"type": "integer"}, **extra},
            }
        headers = {"ETag": {"schema": {"type": "string"}}, **({"Link": {"schema": {"type": "string"}}} if call.give is not None else {})}
        answers = {"200": {"description": call.summary, "headers": headers, "content": {"application/json": {"schema": schema}}}}
        answers["304"] = {"description": "Nothing changed since the ETag that was sent."}
        paths[f"/api/v1{call.path}"] = {
            "get": {"summary": call.summary, "parameters": parameters, "responses": {**answers, "400": problem, "404": problem}}
        }
    fields = {name: {"type": "integer" if name == "status" else "string"} for name in ("type", "title", "status", "detail")}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "uproar",
            "version": version,
            "description": "What was measured of a public backlash, read-only. Times are ISO 8601 in UTC.",
        },
        "paths": paths,
        "components": {"schemas": {"Problem": {"type": "object", "properties": fields, "required": ["title", "status", "detail"]}}},
    }
