"""uproar serve: the dashboard of some cases, live."""

from __future__ import annotations

import os
import secrets
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

from uproar.errors import UsageError


def command(
    cases: Annotated[list[Path], typer.Argument(help="The case folders.")],
    host: Annotated[str, typer.Option(help="Address to bind; beyond this machine it needs --token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to bind; 0 takes a free one.", min=0, max=65535)] = 8000,
    token: Annotated[
        str, typer.Option(help="What a visitor must have: 16 characters or more, or 'new' to have one made and printed.")
    ] = "",
) -> None:
    """Show cases in the browser: read-only, on this machine alone unless told otherwise, up to date while other commands load."""
    try:
        from uproar.web.serve import serve  # noqa: PLC0415  # the extra is needed by this command alone
    except ModuleNotFoundError as error:
        raise UsageError("uproar serve", f"the package {error.name}", "none installed", "pip install 'uproar[web]'.") from error
    if token == "new":  # noqa: S105  # a word, not a token
        token = secrets.token_urlsafe(24)
    serve(cases, host, port, token, typer.echo)
    if any(thread.name.startswith("measure-") for thread in threading.enumerate()):
        # A measurement that computes by itself cannot be ended; the interpreter would end under it, with a message of C++ and an abort.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
