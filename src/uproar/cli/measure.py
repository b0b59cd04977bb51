"""uproar measure: every measurement of a case, or why not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import uproar
from uproar.cli import show, values
from uproar.dossier.json import to_json
from uproar.findings import Finding, Unmeasured


def command(
    case: Annotated[Path, typer.Argument(help="The case folder.")],
    only: Annotated[list[str], typer.Option(help="Name of a measurement, such as posts.burst; may be repeated.")] = [],  # noqa: B006  # typer copies it
    as_of: Annotated[str, typer.Option(help="As it was known at this moment (default: the latest record).")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print findings with their evidence as JSON.")] = False,
) -> None:
    """Measure a case: findings with bounds and periods, or the reason why there is none."""
    inquiry = uproar.open(case)
    moment = values.moment(as_of, inquiry.case.zone) if as_of else inquiry.latest()
    with show.working("Measuring …"):
        results = inquiry.measure(moment, only)
    if as_json:
        found = [result for result in results if isinstance(result, Finding)]
        missing = [result for result in results if isinstance(result, Unmeasured)]
        typer.echo(to_json({"case": str(case), "as_of": moment, "zone": inquiry.case.zone, "findings": found, "unmeasured": missing}))
    else:
        show.results(results, inquiry.case.zone, moment)
