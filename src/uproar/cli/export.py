"""uproar export: what a case was found to say, for others to check or to use."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

import uproar
from uproar.case import moment
from uproar.cli import show
from uproar.dossier.pictures import pictures
from uproar.export.bundle import bundle
from uproar.export.files import save
from uproar.export.tables import write_findings


def command(
    case: Annotated[Path, typer.Argument(help="The case folder.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Evidence bundle to write (default bundle.zip, unless --charts or --findings is given)."),
    ] = None,
    charts: Annotated[Path | None, typer.Option(help="Folder for every chart as PNG and SVG.")] = None,
    findings: Annotated[Path | None, typer.Option(help="File for the findings: .parquet, .csv or .json.")] = None,
    as_of: Annotated[str, typer.Option(help="As it was known at this moment (default: the latest record).")] = "",
) -> None:
    """Write an evidence bundle (a zip that uproar verify checks), the charts, or the findings as a table."""
    inquiry = uproar.open(case)
    then = moment(as_of, inquiry.case.zone) if as_of else inquiry.latest()
    with show.working("Measuring …"):
        results = inquiry.measure(then) if charts or findings else []
        if charts:
            from uproar.export.charts import write_charts  # noqa: PLC0415  # Altair and the renderer take half a second that no other command owes

            written = write_charts(pictures(results, inquiry.case), charts)
            typer.echo(f"Wrote {len(written)} pictures to {charts}")
        if findings:
            write_findings(results, inquiry.case, then, findings)
            typer.echo(f"Wrote {findings}: {len(results)} rows")
        if output or not (charts or findings):
            content, path = bundle(inquiry, then), output or Path("bundle.zip")
            save(path, content)
            typer.echo(f"Wrote {path} ({len(content) / 1000:,.0f} kB, SHA-256 {sha256(content).hexdigest()})")
