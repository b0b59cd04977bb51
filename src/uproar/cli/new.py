"""uproar new: make a case folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import uproar
from uproar.cli import values


def command(
    folder: Annotated[Path, typer.Argument(help="Folder of the case, made by this command.")],
    title: Annotated[str, typer.Option(help="The release, as the story calls it.")],
    alias: Annotated[list[str], typer.Option(help="Another title of it; may be repeated.")] = [],  # noqa: B006  # typer copies it
    term: Annotated[list[str], typer.Option(help="Hashtag, cashtag or phrase to follow; may be repeated.")] = [],  # noqa: B006  # same
    petition: Annotated[list[str], typer.Option(help="ID, ID=NAME or ID=NAME=SITE of a petition about it; may be repeated.")] = [],  # noqa: B006  # same
    page: Annotated[list[str], typer.Option(help="ID or ID=ADDRESS of a title page; may be repeated.")] = [],  # noqa: B006  # same
    party: Annotated[list[str], typer.Option(help="NAME or NAME=ROLE of who has a stake in it; may be repeated.")] = [],  # noqa: B006  # same
    event: Annotated[list[str], typer.Option(help="TIME=WHAT happened, such as a statement; may be repeated.")] = [],  # noqa: B006  # same
    released: Annotated[str, typer.Option(help="Day or time at which the release came out, such as 2026-03-11.")] = "",
    zone: Annotated[str, typer.Option(help="Time zone in which days are cut and times printed, such as Europe/London.")] = "UTC",
) -> None:
    """Make a case folder: what is watched, and where its records will lie."""
    inquiry = uproar.new(
        folder, title=title, aliases=alias, terms=term, petitions=[values.petition(p) for p in petition], pages=[values.page(p) for p in page],
        parties=[values.party(p) for p in party], zone=zone, released=released, events=[values.event(e) for e in event],
    )  # fmt: skip
    typer.echo(f"Made {inquiry.case.folder}. Next: uproar load {folder} FILES")
