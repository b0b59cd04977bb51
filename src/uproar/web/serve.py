"""Bind the dashboard to an address and run it until it is stopped."""

from __future__ import annotations

import ctypes
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import uvicorn

from uproar.errors import UsageError
from uproar.web.app import make_app
from uproar.web.guard import TOKEN_LENGTH, is_loopback
from uproar.web.live import Announcer

# Open pages hold a stream each: a server that is stopped waits this long for them.
_GOODBYE: Final = 1
_ARENA_MAX: Final = -8  # of glibc's mallopt
_ARENAS: Final = 2


class _Server(uvicorn.Server):
    """A server that ends the streams of open pages first when it is stopped."""

    def __init__(self, config: uvicorn.Config, announcer: Announcer) -> None:
        super().__init__(config)
        self._announcer = announcer

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let every connection come to its end."""
        self._announcer.end()
        await super().shutdown(sockets)


def serve(folders: Sequence[Path], host: str, port: int, token: str, say: Callable[[str], None]) -> None:
    """Serve cases until interrupted.

    Args:
        folders: The case folders.
        host: Address to bind.
        port: Port to bind; 0 takes a free one.
        token: What a visitor must have, or "" on this machine alone.
        say: Told the address once it is bound.

    Raises:
        UsageError: The address is open to other machines and there is no token, or it cannot be bound.
        UproarError: A case cannot be opened.
    """
    check_token(host, token)
    _few_arenas()
    with bind(host, port) as bound:
        port = bound.getsockname()[1]
        app, announcer = make_app(folders, host=host, port=port, token=token)
        name = f"[{host}]" if ":" in host else "localhost" if host in {"0.0.0.0", "::"} else host  # noqa: S104  # compared, not bound
        say(
            f"Serving {', '.join(str(folder) for folder in folders)} on http://{name}:{port}/{f'?token={token}' if token else ''} (stop with Ctrl+C)"
        )
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_GOODBYE,
            lifespan="on",
            ws="none",
            http="h11",
        )
        _Server(config, announcer).run(sockets=[bound])


def _few_arenas() -> None:
    """Have glibc take memory from two heaps: with one for each of thirty threads, what they gave back was held, 140 MB on a million posts."""
    with suppress(AttributeError, OSError, TypeError):  # another system's C library has no such thing
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


def check_token(host: str, token: str) -> None:
    """Refuse an address that other machines can reach without a token, and a token that could be guessed.

    Raises:
        UsageError: It is refused.
    """
    if token and (len(token) < TOKEN_LENGTH or not token.isascii() or any(not (sign.isalnum() or sign in "-_.~") for sign in token)):
        raise UsageError(
            "--token",
            f"at least {TOKEN_LENGTH} letters, digits or any of -_.~",
            f"{len(token)} characters",
            "Let uproar make one: --token new.",
        )
    if not token and not is_loopback(host):
        raise UsageError(
            "uproar serve",
            "a token, since other machines can reach this address",
            f"--host {host} without one",
            "Add --token new, or leave --host out.",
        )


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens on an address.

    Raises:
        UsageError: The address cannot be bound.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)
        try:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind(address)
            bound.listen(128)
        except OSError:
            bound.close()
            raise
    except OSError as error:
        raise UsageError(
            "uproar serve", f"a free port at {host}:{port}", error.strerror or str(error), "Choose another with --port, or --port 0."
        ) from error
    return bound
