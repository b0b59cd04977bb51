"""The command line: one file a command, each parse -> inquiry -> print."""

from __future__ import annotations

import sys

import typer

from uproar.cli import check, dossier, load, measure, methods, new, simulate
from uproar.errors import EXIT_USAGE, UproarError

app = typer.Typer(
    help="Measure a public backlash from the records it leaves, and check what the press says about it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (new, load, measure, check, dossier, simulate, methods):
    app.command(module.__name__.rpartition(".")[2])(module.command)


def main() -> None:
    """Run the command line; a fault that uproar knows ends with its message and exit code 2."""
    try:
        app()
    except UproarError as error:
        print(f"uproar: {error}", file=sys.stderr)  # noqa: T201  # the one place where errors meet the terminal
        sys.exit(EXIT_USAGE)
    except KeyboardInterrupt:
        print("uproar: stopped; what was reported as stored is safe, and loading again completes the rest.", file=sys.stderr)  # noqa: T201  # same
        sys.exit(130)
