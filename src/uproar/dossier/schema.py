"""JSON Schemas (draft 2020-12) of what uproar writes as JSON, made from the types that are written.

The published files are docs/schema/*.json; `python -m uproar.dossier.schema docs/schema` writes them anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, TypeAlias, Union, get_args, get_origin, get_type_hints

from uproar.charts.drawing import Drawing
from uproar.dossier.dossier import SCHEMA_VERSION, Dossier
from uproar.findings import Finding, Unmeasured

Schema: TypeAlias = dict[str, Any]

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: Final[dict[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    # JSON has no infinity: a bound without one is written as a word.
    float: {"anyOf": [{"type": "number"}, {"enum": ["inf", "-inf", "nan"]}]},
    datetime: {"type": "string", "format": "date-time"},
}
# A chart is written as its words and its Vega-Lite; the findings it draws stand elsewhere.
_DRAWING: Final[Schema] = {
    "type": "object",
    "description": "One chart, with its words.",
    "properties": {
        **dict.fromkeys(("name", "subject", "title", "description", "key"), _PLAIN[str]),
        "notes": {"type": "array", "items": _PLAIN[str]},
        "vega_lite": {"type": "object"},
    },
    "required": ["name", "subject", "title", "description", "key", "notes", "vega_lite"],
}


def schemas() -> dict[str, Schema]:
    """Every published schema by the name of its file."""
    found: Schema = {}
    whole = _of(Dossier, found)
    found["Dossier"]["properties"]["schema_version"] = {"const": SCHEMA_VERSION}
    results: Schema = {}
    lists = {name: {"type": "array", "items": _of(one, results)} for name, one in (("findings", Finding), ("unmeasured", Unmeasured))}
    told = {"case": _PLAIN[str], "as_of": _PLAIN[datetime], "zone": _PLAIN[str], **lists}
    measured = {"type": "object", "properties": told, "required": list(told)}
    return {
        "dossier.schema.json": _document("The dossier of a case: uproar dossier CASE -o dossier.json", whole, found),
        "findings.schema.json": _document(
            "Findings of a case: uproar measure CASE --json, uproar export CASE --findings NAME.json", measured, results
        ),
    }


def write(folder: Path) -> None:
    """Write the published schemas."""
    for name, schema in schemas().items():
        (folder / name).write_text(json.dumps(schema, indent=1) + "\n", encoding="utf-8")


def _document(title: str, root: Schema, definitions: Schema) -> Schema:
    return {"$schema": _DRAFT, "title": title, **root, "$defs": dict(sorted(definitions.items()))}


def _of(kind: Any, definitions: Schema) -> Schema:
    """The schema of a type as `dossier.json.to_json` writes it; that of a dataclass joins the definitions."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if origin in {Union, UnionType}:
        return {"anyOf": [_of(one, definitions) for one in inner]}
    if origin is tuple:
        if inner[-1:] == (...,):
            return {"type": "array", "items": _of(inner[0], definitions)}
        return {"type": "array", "prefixItems": [_of(one, definitions) for one in inner], "minItems": len(inner), "items": False}
    if origin in {dict, Mapping}:
        return {"type": "object", "additionalProperties": _of(inner[1], definitions)}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [one.value for one in kind]}
    if is_dataclass(kind):
        name = kind.__name__ if isinstance(kind, type) else ""
        if name not in definitions:
            definitions[name] = {}  # a type may hold itself
            definitions[name] = _DRAWING if kind is Drawing else _object(kind, definitions)
        return {"$ref": f"#/$defs/{name}"}
    return {}  # a value of any kind


def _object(kind: Any, definitions: Schema) -> Schema:
    hints = get_type_hints(kind)
    names = [one.name for one in fields(kind)]
    return {
        "type": "object",
        "description": (kind.__doc__ or "").partition("\n")[0],
        "properties": {name: _of(hints[name], definitions) for name in names},
        "required": names,
    }


if __name__ == "__main__":
    write(Path(sys.argv[1]))
