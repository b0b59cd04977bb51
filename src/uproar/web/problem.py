"""Answers that are no page: what went wrong, as a page for people and as problem+json (RFC 9457) for programs."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus
from typing import Final

from markupsafe import Markup
from starlette.responses import Response

from uproar.web.rendering import render

# A visitor whom the guard turns away gets no other file of this server: what that page needs of style it carries itself.
PLAIN_STYLE: Final = (
    ":root{color-scheme:light dark}body{font:1rem/1.55 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;overflow-wrap:break-word}"
    "h1{font-size:1.6rem;line-height:1.2}"
)
PLAIN_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(PLAIN_STYLE.encode()).digest()).decode()}'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_NO_HEADERS: Final[Mapping[str, str]] = {}


class Problem(Exception):  # noqa: N818  # the word of RFC 9457
    """A request that cannot be answered.

    Args:
        status: The HTTP status.
        detail: What was needed, what came, what to do next.
    """

    def __init__(self, status: int, detail: str) -> None:
        self.status = status
        self.detail = detail
        super().__init__(detail)


def answer(status: int, path: str, detail: str, headers: Mapping[str, str] = _NO_HEADERS, *, plain: bool = False) -> Response:
    """The answer to a request for `path` that gets no page.

    Args:
        status: The HTTP status.
        path: What was asked for; below /api the answer is problem+json.
        detail: What went wrong and what to do next.
        headers: Further headers.
        plain: Whether the visitor can get nothing else from here, so that the page carries its own few styles.
    """
    title = HTTPStatus(status).phrase
    if path.startswith("/api/"):
        body = json.dumps({"type": "about:blank", "title": title, "status": status, "detail": detail})
        return Response(body, status, dict(headers), "application/problem+json")
    style = Markup(PLAIN_STYLE) if plain else None  # noqa: S704  # our own
    own = {"content-security-policy": PLAIN_POLICY} if plain else {}
    return Response(render("problem.html", title=title, status=status, detail=detail, style=style), status, {**headers, **own}, "text/html")
