"""The command line: one file a command, each parse -> inquiry -> print."""

from __future__ import annotations

import io
import os
import sys

import typer

from uproar.cli import backtest, check, dossier, export, load, measure, methods, network, new, serve, simulate, verify
from uproar.errors import EXIT_USAGE, UproarError

app = typer.Typer(
    help="Measure a public backlash from the records it leaves, and check what the press says about it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (new, load, measure, check, dossier, export, verify, network, backtest, serve, simulate, methods):
    app.command(module.__name__.rpartition(".")[2])(module.command)


def main() -> None:
    """Run the command line; a fault that uproar knows ends with its message and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal of another encoding shows ? for a sign it lacks
    try:
        app()
    except BrokenPipeError:
        # The reader of a pipe (head, less) has seen enough; 141 is what a shell says of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except UproarError as error:
        print(f"uproar: {error}", file=sys.stderr)  # noqa: T201  # the one place where errors meet the terminal
        sys.exit(EXIT_USAGE)
    except Exception as error:  # 1 means "contradicted": whatever goes wrong must never end with it
        if os.environ.get("UPROAR_TRACEBACK"):
            raise
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        print(f"uproar: {said}. This is a fault in uproar: please report it, with UPROAR_TRACEBACK=1 set.", file=sys.stderr)  # noqa: T201  # same
        sys.exit(EXIT_USAGE)
    except KeyboardInterrupt:
        print("uproar: stopped; what was reported as stored is safe, and loading again completes the rest.", file=sys.stderr)  # noqa: T201  # same
        sys.exit(130)
