"""The dossier as JSON: the same keys every time, times in ISO 8601, numbers that read back as they were."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from uproar.charts.drawing import Drawing
from uproar.dossier.dossier import Dossier
from uproar.dossier.format import Format


def render(dossier: Dossier) -> str:
    """The whole dossier as one JSON object, keys in the order of its fields."""
    return to_json(dossier) + "\n"


def to_json(value: Any) -> str:
    r"""Findings, claims, reports or anything made of them as JSON text.

    Example:
        >>> to_json({"at": datetime(2026, 3, 12), "share": 0.5})
        '{\n "at": "2026-03-12T00:00:00",\n "share": 0.5\n}'
    """
    return json.dumps(_plain(value), ensure_ascii=False, indent=1, allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Drawing):
        # The numbers it draws are told by id in its section; the chart itself as Vega-Lite.
        words = {name: getattr(value, name) for name in ("name", "subject", "title", "description", "key")}
        return {**words, "notes": list(value.notes), "vega_lite": value.wide.to_dict(validate=False)}
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


FORMAT = Format(".json", "JSON", render)
