"""uproar methods: what can be measured, and with which settings."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from uproar.instruments.run import measurements
from uproar.instruments.settings import written


def command(as_json: Annotated[bool, typer.Option("--json", help="Print names, units and settings as JSON.")] = False) -> None:
    """List the measurements, their units and their settings."""
    if as_json:
        rows = [
            {"name": m.name, "kind": m.kind, "unit": m.unit, "summary": m.summary, "subjects": m.subjects, "settings": dict(m.settings)}
            for m in measurements()
        ]
        typer.echo(json.dumps(rows, indent=2))
        return
    table = Table("measurement", "what it says", "settings", box=None, pad_edge=False)
    for one in measurements():
        table.add_row(one.name, one.summary, ", ".join(f"{key} {written(key, value)}" for key, value in one.settings.items()))
    Console().print(table)
