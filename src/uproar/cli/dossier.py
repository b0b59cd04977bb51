"""uproar dossier: the whole story of a case on one page."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

import uproar
from uproar.cli import show


def command(
    case: Annotated[Path, typer.Argument(help="The case folder.")],
    output: Annotated[
        list[Path] | None,
        typer.Option("-o", "--output", help="File to write: .html, .md or .json (default dossier.html); may be repeated."),
    ] = None,
    as_of: Annotated[str, typer.Option(help="As it was known at this moment (default: the latest record).")] = "",
    open_it: Annotated[bool, typer.Option("--open", help="Open the first file in the browser.")] = False,
) -> None:
    """Write the dossier of a case: one self-contained page, Markdown or JSON."""
    inquiry = uproar.open(case)
    with show.working("Measuring, and checking the articles …"):
        dossier = inquiry.dossier(as_of or None)
    paths = output or [Path("dossier.html")]
    for path in paths:
        uproar.write(dossier, path)
        typer.echo(f"Wrote {path} ({path.stat().st_size / 1000:,.0f} kB)")
    if open_it:
        webbrowser.open(paths[0].resolve().as_uri())
