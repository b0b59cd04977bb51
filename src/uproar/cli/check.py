"""uproar check: the claims of an article, against itself and against a case."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import uproar
from uproar.case import check_zone
from uproar.cli import show
from uproar.dossier.json import to_json
from uproar.errors import EXIT_CONTRADICTED, EXIT_USAGE, ExtractError, ReadError


def command(
    articles: Annotated[list[Path], typer.Argument(help="Articles, as saved HTML or plain text.")],
    case: Annotated[
        Path | None, typer.Option(help="The case folder to check against; without one, only self-contradictions can be told.")
    ] = None,
    published: Annotated[str, typer.Option(help="Publication day or time, where the file does not state it.")] = "",
    zone: Annotated[str, typer.Option(help="Time zone in which weekdays are read, without a case (default UTC).")] = "",
    as_of: Annotated[str, typer.Option(help="As the record was known at this moment (default: its latest).")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print quotations, figures, dates and checked claims as JSON.")] = False,
) -> None:
    """Check what an article claims. Exit code 1 on a contradicted or inconsistent claim, 0 otherwise, 2 on bad use."""
    inquiry = uproar.open(case) if case is not None else None
    checked, faults = [], []
    for path in articles:
        try:
            with show.working(f"Checking {path.name} …"):
                if inquiry is None:
                    checked.append(uproar.check(path, published=published or None, zone=check_zone(zone or "UTC")))
                else:
                    checked.append(inquiry.check(path, published=published or None, as_of=as_of or None))
        except (ReadError, ExtractError) as error:
            faults.append(str(error))  # one unreadable article must not cost the others
    if as_json and checked:
        typer.echo(to_json(checked))
    else:
        for article in checked:
            show.article(article)
    for fault in faults:
        print(f"uproar: {fault}", file=sys.stderr)  # noqa: T201  # refusals go where errors go
    if faults:
        raise typer.Exit(EXIT_USAGE)
    if any(article.fails for article in checked):
        raise typer.Exit(EXIT_CONTRADICTED)
