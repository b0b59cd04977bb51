"""uproar verify: an evidence bundle against its manifest, and against a case."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final

import typer

import uproar
from uproar.cli import show
from uproar.dossier.json import to_json
from uproar.errors import EXIT_CONTRADICTED, EXIT_USAGE
from uproar.export.compare import Standing
from uproar.export.verify import verify

_NAMES: Final = {
    "file": ("file", "files"), "case": ("case file", "case files"), "records": ("kind of record", "kinds of record"), "query": ("query", "queries"),
    "finding": ("finding", "findings"), "unmeasured": ("unmeasured", "unmeasured"), "claim": ("article", "articles"), "page": ("page", "pages"),
}  # fmt: skip


def command(
    bundle: Annotated[Path, typer.Argument(help="The bundle that uproar export wrote.")],
    case: Annotated[Path | None, typer.Option(help="The case to run it again on; without one, only the files are checked.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print every check as JSON.")] = False,
) -> None:
    """Check an evidence bundle. Exit code 0 where everything agrees, 1 where something differs, 2 where something cannot be checked or on bad use."""
    with show.working("Checking …"):
        checks = verify(bundle, uproar.open(case) if case is not None else None)
    if as_json:
        typer.echo(to_json(checks))
    else:
        out = show.console()
        counts = Counter((check.part, check.standing) for check in checks)
        for (part, standing), n in counts.items():
            out.print(f"{n:>6,} {_NAMES[part][n != 1]:<16} {standing}")
        for check in checks:
            if check.standing is not Standing.AGREES:
                out.print(f"{check.standing}: {check.part} {show.plain(check.what)}: {show.plain(check.reason)}", highlight=False)
        out.print(f"SHA-256 of the bundle: {sha256(bundle.read_bytes()).hexdigest()}", highlight=False, soft_wrap=True)
        if case is None:
            out.print("Its queries were not run: add --case CASE.")
    standings = {check.standing for check in checks}
    if Standing.DIFFERS in standings:
        raise typer.Exit(EXIT_CONTRADICTED)
    if Standing.UNCHECKED in standings:
        raise typer.Exit(EXIT_USAGE)
