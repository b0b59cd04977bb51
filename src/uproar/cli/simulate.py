"""uproar simulate: an invented backlash whose truth is known."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from uproar.errors import UsageError
from uproar.simulate import simulate


def command(
    folder: Annotated[Path, typer.Argument(help="Folder to write to, made by this command.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 7,
    scale: Annotated[float, typer.Option(help="Posts in units of about 30,000.")] = 1.0,
) -> None:
    """Write an invented backlash over five instruments, with the truth beside it."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            "uproar simulate", f"a folder that does not exist yet at {folder}", "one with something in it", "Give another name."
        )
    simulate(folder, seed=seed, scale=scale)
    typer.echo(f"Wrote {folder}. Its truth is in {folder / 'truth.json'}.")
