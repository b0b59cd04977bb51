"""What every request meets before any page: the method, the host, the token; and the headers that every answer carries."""

from __future__ import annotations

import hmac
import ipaddress
import socket
from collections.abc import MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from uproar.web.problem import answer

COOKIE: Final = "uproar_token"
TOKEN_LENGTH: Final = 16  # characters at least
HEADERS: Final = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what is bound to `host`.

    Example:
        >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
        (True, True, True, False)
    """
    address = _address(host)
    return host == "localhost" if address is None else address.is_loopback


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


class Guard:
    """Refuses what is no read-only request of a known host, and, where a token is set, of somebody who has it.

    A page elsewhere can make a browser send requests here under a name of its own that it points at this machine (DNS rebinding); the Host header then
    holds that name, and the request is refused. Where every address of the machine is bound, a bare address is as good as a name: it cannot be rebound.

    Args:
        app: What to guard.
        host: The address that is bound.
        port: Its port.
        token: What a visitor must have, or "".
    """

    def __init__(self, app: ASGIApp, host: str, port: int, token: str) -> None:
        self._app = app
        self._token = token
        bound = _address(host)
        self._any_address = bound is not None and bound.is_unspecified
        names = {host.lower().strip("[]"), "localhost", "127.0.0.1", "::1"}
        if not is_loopback(host):
            names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
        self._names, self._port = names, port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no web sockets here

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-cache")
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, with_headers)

    def _refusal(self, scope: MutableMapping[str, Any]) -> ASGIApp | None:
        headers = Headers(scope=scope)
        path = scope["path"]
        if scope["method"] not in {"GET", "HEAD"}:
            return answer(405, path, "This dashboard only reads: use GET or HEAD.", {"allow": "GET, HEAD"}, plain=True)
        if not self._is_ours(headers.getlist("host")):
            return answer(421, path, "This name does not belong to this server. Use the address that uproar serve printed.", plain=True)
        return self._without_token(scope, headers) if self._token else None

    def _is_ours(self, hosts: list[str]) -> bool:
        if len(hosts) != 1:
            return False
        name, port = _parted(hosts[0])
        if port != self._port:
            return False
        return name in self._names or (self._any_address and _address(name) is not None)

    def _without_token(self, scope: MutableMapping[str, Any], headers: Headers) -> ASGIApp | None:
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in query if name == "token"), None)
        if given is not None:
            if not self._is_token(given):
                return answer(401, scope["path"], "This token is not the one of this server.", plain=True)
            rest = urlencode([(name, value) for name, value in query if name != "token"])
            # Never a second slash at the beginning: a browser would read a host's name there.
            where = "/" + scope["path"].lstrip("/\\") + (f"?{rest}" if rest else "")
            cookie = f"{COOKIE}={self._token}; HttpOnly; SameSite=Strict; Path=/"
            return answer(303, scope["path"], "Go on without the token in the address.", {"location": where, "set-cookie": cookie})
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if (scheme.lower() == "bearer" and self._is_token(bearer)) or self._is_token(_cookie(headers)):
            return None
        return answer(
            401, scope["path"], "A token is needed: open the address that uproar serve printed, which ends in ?token=...", plain=True
        )

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found is not None else ""


def _parted(host: str) -> tuple[str, int]:
    """Name and port of a Host header; a port that is no number is -1.

    Example:
        >>> _parted("[::1]:8000"), _parted("Localhost"), _parted("a:b")
        (('::1', 8000), ('localhost', 80), ('a', -1))
    """
    name, sign, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    if not sign:
        name, port = host, "80"
    return name.lower().strip("[]"), int(port) if port.isascii() and port.isdigit() and len(port) < 6 else -1
