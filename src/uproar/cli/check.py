"""uproar check: the claims of an article or of a folder of them, against themselves and against a case."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import uproar
from uproar.case import check_zone, moment
from uproar.claims.press.folder import check_all, read_folder
from uproar.claims.press.outlets import compare
from uproar.claims.press.review import Reviewer, reviews
from uproar.cli import show
from uproar.dossier import checked, checked_json, checked_text
from uproar.dossier.json import to_json
from uproar.errors import EXIT_CONTRADICTED, EXIT_USAGE, UsageError

_FAULTS = 20  # refusals in print; the count is told


class Format(StrEnum):
    """How the articles are printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    CLAIMREVIEW = "claimreview"


def command(
    articles: Annotated[list[Path], typer.Argument(help="Articles as saved HTML, plain text, JSON or WARC, or folders of them.")],
    case: Annotated[
        Path | None, typer.Option(help="The case folder to check against; without one, only self-contradictions can be told.")
    ] = None,
    published: Annotated[str, typer.Option(help="Publication day or time, where the file does not state it.")] = "",
    zone: Annotated[str, typer.Option(help="Time zone in which weekdays are read, without a case (default UTC).")] = "",
    as_of: Annotated[str, typer.Option(help="As the record was known at this moment (default: its latest).")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print quotations, figures, dates and checked claims as JSON.")] = False,
    format_: Annotated[
        Format, typer.Option("--format", help="The table over outlets as text, JSON, one HTML page, or schema.org ClaimReview.")
    ] = Format.TEXT,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file instead of the screen.")] = None,
    details: Annotated[bool, typer.Option("--details", help="Print each article's own tables too, where there are several.")] = False,
    reviewer: Annotated[str, typer.Option(help="Who answers for the review, for claimreview.")] = "",
    reviewer_url: Annotated[str, typer.Option(help="Where the review (the HTML page) is published, for claimreview.")] = "",
) -> None:
    """Check what articles claim. Exit code 1 on a contradicted or inconsistent claim, 0 otherwise, 2 on bad use or a file that cannot be read."""
    inquiry = uproar.open(case) if case is not None else None
    by = Reviewer(reviewer, reviewer_url) if format_ is Format.CLAIMREVIEW else None
    where = inquiry.case.zone if inquiry is not None else check_zone(zone or "UTC")
    with show.working("Checking …") as status:
        folder = read_folder(
            articles, published=published or None, zone=where, seen=lambda name: status.update(f"Reading {show.plain(name)} …")
        )
        then = None if inquiry is None else moment(as_of, where) if as_of else inquiry.latest()
        found = check_all(folder.articles, inquiry.case if inquiry else None, then, inquiry.answer if inquiry else lambda _: [], zone=where)
        about = inquiry.case if inquiry is not None else None
        several = len(found) > 1 or any(path.is_dir() for path in articles)
        outlets = compare(found, about)
    told = (folder.unread, folder.passed_over)
    if as_json and found:
        _give(to_json(found) + "\n", output)
    elif by is not None:
        _give(to_json(reviews(outlets, by, reviewed=datetime.now(UTC).date(), case=about)) + "\n", output)
    elif format_ is Format.JSON:
        _give(checked_json.render(outlets, about, then, *told), output)
    elif format_ is Format.HTML:
        _give(checked.render(outlets, about, where, then, *told), output)
    else:
        for one in found if details or not several else ():
            show.article(one)
        if several:
            _give(checked_text.render(outlets, where, then, *told, width=min(show.console().width, 100)), output)
    for fault in folder.unread[:_FAULTS]:
        print(f"uproar: {fault.reason}", file=sys.stderr)  # noqa: T201  # refusals go where errors go
    if len(folder.unread) > _FAULTS:
        print(f"uproar: {len(folder.unread) - _FAULTS} more could not be read.", file=sys.stderr)  # noqa: T201  # same
    if folder.unread:
        raise typer.Exit(EXIT_USAGE)
    if any(article.fails for article in found):
        raise typer.Exit(EXIT_CONTRADICTED)


def _give(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file, whole or not at all."""
    if output is None:
        typer.echo(text, nl=False)
        return
    partial = output.with_name(f".{output.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(text.encode("utf-8", "backslashreplace"))
        partial.replace(output)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UsageError(
            "uproar check", f"to write {output}", error.strerror or str(error), "Check that the folder exists and may be written to."
        ) from error
