"""The evidence bundle: all that a case was found to say as of a moment, with every query and what it gave, in one zip that can be checked.

manifest.json     versions, case, as-of, fingerprint, and SHA-256 of every other file
case.json         what was watched
findings.json     findings, each with the id of its query
unmeasured.json   what could not be measured, and why
claims.json       articles and their claims, checked
queries.json      each distinct query with its parameters
results/q1.jsonl  what query q1 gave, a row a line
records/post.txt  the records behind it all: key and hash of each, no text and no author
dossier.*         the account in every format
"""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from hashlib import blake2b, sha256
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Any, Final, TypeVar, cast

from uproar.case import author_key
from uproar.claims.article import CheckedArticle
from uproar.dossier.build import build
from uproar.dossier.json import to_json
from uproar.dossier.numbers import PRIVATE
from uproar.dossier.write import formats
from uproar.errors import StoreError
from uproar.export.files import zipped
from uproar.findings import Evidence, Finding, Result, Row, to_micros
from uproar.frames import plain
from uproar.inquiry import Inquiry
from uproar.records import Kind

FORMAT: Final = "uproar evidence bundle"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
_TEXTS: Final = frozenset({"text"})  # a whole article: its hash stands for it
# Ids of reviews and signatures may be made of a person's name, which could be guessed from their key.
_NAMED: Final = frozenset({Kind.POST, Kind.SIGNATURE_COUNT, Kind.ARTICLE, Kind.PAGE})
_Value = TypeVar("_Value")


def bundle(inquiry: Inquiry, as_of: datetime) -> bytes:
    """The evidence bundle of a case as of a moment; the same bytes for the same store, moment and versions.

    Raises:
        StoreError: Another process loaded records meanwhile.
    """
    files = contents(inquiry, as_of)
    return zipped({**files, MANIFEST: _json(manifest(inquiry, as_of, files))})


def contents(inquiry: Inquiry, as_of: datetime) -> dict[str, bytes]:
    """Every file of a bundle but its manifest, by name.

    Raises:
        StoreError: Another process loaded records meanwhile.
    """
    results, articles = settled(inquiry.measure(as_of)), settled(inquiry.check_stored(as_of))
    account = build(inquiry.case, as_of, results, articles, inquiry.store.loads())
    queries = _Queries()
    found = [_finding(one, queries) for one in results if isinstance(one, Finding)]
    missing = [_result(one, queries) for one in results if not isinstance(one, Finding)]
    claims = [_article(one, queries) for one in articles]
    files = {
        "case.json": _json(_case(inquiry)),
        "findings.json": _json(found),
        "unmeasured.json": _json(missing),
        "claims.json": _json(claims),
    }
    files |= {f"dossier{one.suffix}": one.render(account).encode("utf-8", "backslashreplace") for one in formats()}
    files |= {f"records/{kind}.txt": lines.encode() for kind in Kind if (lines := _records(inquiry, kind, as_of))}
    listed = []
    for place, evidence in enumerate(queries.all, 1):
        rows = inquiry.store.rerun(evidence)
        files[f"results/q{place}.jsonl"] = "".join(json.dumps(public(settled(row)), ensure_ascii=False) + "\n" for row in rows).encode()
        left_out = sorted({name for row in rows[:1] for name in row} & PRIVATE)
        own = {
            "query": evidence.query,
            "parameters": dict(evidence.parameters),
            "row_count": len(rows),
            "record_count": evidence.record_count,
        }
        listed.append({"id": f"q{place}", **own, "left_out": left_out})
    files["queries.json"] = _json(listed)
    if {evidence.fingerprint for evidence in queries.all} - {fingerprint(inquiry)}:
        raise StoreError("uproar export", "a case that stays as it is", "records loaded meanwhile", "Run it again.")
    return files


def manifest(inquiry: Inquiry, as_of: datetime, files: dict[str, bytes]) -> dict[str, Any]:
    """What a bundle says about itself: where it comes from, and the hash of each file."""
    return {
        "format": FORMAT, "version": VERSION, "case": inquiry.case.title, "as_of": as_of, "zone": inquiry.case.zone,
        "fingerprint": fingerprint(inquiry), "pseudonyms": pseudonyms(inquiry), "versions": versions(),
        "records": {name[8:-4]: content.count(b"\n") for name, content in sorted(files.items()) if name.startswith("records/")},
        "files": {name: {"sha256": sha256(content).hexdigest(), "bytes": len(content)} for name, content in sorted(files.items())},
    }  # fmt: skip


def fingerprint(inquiry: Inquiry) -> str:
    """Identity of the store's segments now."""
    return inquiry.store.reduce("SELECT 0 AS records", {}, 0).evidence.fingerprint


def pseudonyms(inquiry: Inquiry) -> str:
    """A name for the key that made the accounts' pseudonyms: who has another key has other pseudonyms; the key cannot be told from it."""
    return blake2b(b"pseudonyms", digest_size=8, key=author_key(inquiry.case.store_folder.parent)).hexdigest()


def versions() -> dict[str, str]:
    """Versions of Python, of uproar and of every package that it needs."""
    names = [re.split(r"[^\w.-]", need)[0] for need in requires("uproar") or () if "extra ==" not in need]
    found = {"python": platform.python_version()}
    for name in ("uproar", *sorted(names)):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not known"
    return found


def settled(value: _Value) -> _Value:
    """A value with every float in it cut to 12 digits: the engine adds on several cores, in another order each time, and the 16th digit follows the order.

    Example:
        >>> settled({"sums": (4.666666666666666, 4.666666666666667, 3)})
        {'sums': (4.66666666667, 4.66666666667, 3)}
    """
    return cast("_Value", _settled(value))


def _settled(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _settled(getattr(value, one.name)) for one in fields(value)})
    if isinstance(value, Mapping):
        return {key: _settled(item) for key, item in value.items()}
    return type(value)(_settled(item) for item in value) if isinstance(value, (tuple, list)) else value


def public(row: Row) -> dict[str, Any]:
    """A row without what could name a private person, and with the hash of an article's text in its place."""
    hashed = {name: _hash(value) for name, value in row.items() if name in _TEXTS and isinstance(value, str)}
    told: dict[str, Any] = plain({**row, **hashed})
    return told


class _Queries:
    """Gives each distinct query its id, in the order they come."""

    def __init__(self) -> None:
        self.all: list[Evidence] = []
        self._known: dict[tuple[str, str], str] = {}

    def of(self, evidence: Evidence | None) -> str | None:
        """The id of a query, or None where there is none."""
        if evidence is None:
            return None
        key = (evidence.query, repr(sorted(evidence.parameters.items())))
        if key not in self._known:
            self.all.append(evidence)
            self._known[key] = f"q{len(self.all)}"
        return self._known[key]


def _result(result: Result, queries: _Queries) -> dict[str, Any]:
    """A result without its series; the findings of a burst may rest on a query of their own, which is kept too."""
    own = {**plain(replace(result, evidence=None)), "evidence": queries.of(result.evidence)}
    own.pop("series", None)
    return own


def _finding(finding: Finding, queries: _Queries) -> dict[str, Any]:
    return {**_result(finding, queries), "detail": _with_ids(finding.detail, queries), "series": plain(finding.series)}


def _with_ids(value: Any, queries: _Queries) -> Any:
    """A value of a detail, with the id of each query that is nested in it."""
    if isinstance(value, Evidence):
        return queries.of(value)
    if hasattr(value, "items"):
        return {str(key): _with_ids(item, queries) for key, item in value.items() if key not in PRIVATE}
    return [_with_ids(item, queries) for item in value] if isinstance(value, (tuple, list)) else plain(value)


def _article(article: CheckedArticle, queries: _Queries) -> dict[str, Any]:
    own = ("name", "title", "outlet", "url", "published_from", "published_to", "published_source", "notes")
    claims = [
        {
            **plain(one.claim), "verdict": one.verdict.value, "reason": plain(one.reason), "needs": plain(one.needs),
            "rests_on": [_result(result, queries) for result in one.results],
        }
        for one in article.claims
    ]  # fmt: skip
    return {**{name: plain(getattr(article, name)) for name in own}, "text": _hash(article.text), "claims": claims}


def _case(inquiry: Inquiry) -> dict[str, Any]:
    return {one.name: plain(getattr(inquiry.case, one.name)) for one in fields(inquiry.case) if one.name not in {"folder", "keep_raw"}}


def _records(inquiry: Inquiry, kind: Kind, as_of: datetime) -> str:
    """Key and hash of each record known at the moment, 15 hexadecimal digits each, in order; of what may be named after a person the hash alone."""
    wanted = ["key", "raw_hash"] if kind in _NAMED else ["raw_hash"]
    line = " || ' ' || ".join(f"lpad(lower(to_hex({name})), 15, '0')" for name in wanted)
    sql = f"SELECT string_agg({line}, chr(10) ORDER BY {', '.join(wanted)}) || chr(10) AS lines FROM {kind}"
    (row,) = inquiry.store.reduce(sql, {}, to_micros(as_of)).rows
    return row["lines"] or ""


def _hash(text: str) -> str:
    return "sha256:" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _json(value: Sequence[Any] | dict[str, Any]) -> bytes:
    return (to_json(value) + "\n").encode("utf-8", "backslashreplace")
