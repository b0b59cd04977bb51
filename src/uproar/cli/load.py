"""uproar load: bring files into a case, with an import report for each."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

import uproar
from uproar.case import check_zone, moment
from uproar.cli import show, values
from uproar.errors import EXIT_USAGE, ExtractError, ReadError
from uproar.readers.options import Options
from uproar.records import ImportReport, Kind, Sampling


def command(
    case: Annotated[Path, typer.Argument(help="The case folder.")],
    files: Annotated[list[Path], typer.Argument(help="Exports, saved pages, articles; formats are recognised from content.")],
    kind: Annotated[Kind | None, typer.Option(help="What the records are, where the content fits several kinds.")] = None,
    map_: Annotated[list[str], typer.Option("--map", help="ROLE=COLUMN, such as text=message; may be repeated.")] = [],  # noqa: B006  # typer copies it
    zone: Annotated[str, typer.Option(help="Time zone of times that carry none (else read as UTC, and said so).")] = "",
    source: Annotated[str, typer.Option(help="Name of the origin, under which record ids are unique.")] = "",
    sampling: Annotated[Sampling | None, typer.Option(help="How the records were chosen.")] = None,
    side: Annotated[str, typer.Option(help="critic or audience, for reviews.")] = "",
    scale: Annotated[str, typer.Option(help="Worst and best rating, such as 0-10, for reviews.")] = "",
    subject: Annotated[str, typer.Option(help="The work reviewed, where the file holds several.")] = "",
    petition: Annotated[str, typer.Option(help="Name of the petition, for counter readings.")] = "",
    page: Annotated[str, typer.Option(help="Name of the title page, for saved pages.")] = "",
    observed_at: Annotated[str, typer.Option(help="When the file was taken, where nothing in it says so.")] = "",
    published: Annotated[str, typer.Option(help="Publication day or time of an article.")] = "",
    outlet: Annotated[str, typer.Option(help="Outlet of an article.")] = "",
    url: Annotated[str, typer.Option(help="Address of an article or page.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the reports as JSON.")] = False,
) -> None:
    """Load files into a case. Each ends in a report: read, stored, duplicate, skipped and why."""
    inquiry = uproar.open(case)
    options = Options(
        loaded_at=datetime.now(UTC), kind=kind, columns=values.columns(map_), zone=check_zone(zone) if zone else "", source=source, sampling=sampling or "",
        side=side, scale=values.scale(scale) if scale else None, subject=subject, petition=petition, page=page,
        observed_at=moment(observed_at, zone or inquiry.case.zone, "--observed-at") if observed_at else None, published=published, outlet=outlet, url=url,
    )  # fmt: skip
    reports: list[ImportReport] = []
    faults: list[str] = []
    terminal = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=terminal, transient=True, disable=not terminal.is_terminal) as progress:
        for path in files:
            task = progress.add_task(path.name, total=None)
            seen = 0

            def advance(count: int, task: object = task, name: str = path.name) -> None:
                nonlocal seen
                seen += count
                progress.update(task, description=f"{name}: {seen:,} records")  # type: ignore[arg-type]  # a TaskID

            try:
                reports.append(inquiry.load(path, options, advance))
            except (ReadError, ExtractError) as error:
                faults.append(str(error))  # one unreadable file must not cost the others
            progress.remove_task(task)
    if as_json:
        typer.echo(json.dumps({"loaded": [asdict(report) for report in reports], "refused": faults}, ensure_ascii=False, indent=2))
    else:
        show.reports(reports, inquiry.case.zone)
        for fault in faults:
            print(f"uproar: {fault}", file=sys.stderr)  # noqa: T201  # refusals go where errors go
    if faults:
        raise typer.Exit(EXIT_USAGE)
