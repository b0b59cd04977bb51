"""Answers that are no page: what went wrong, as a page for people and as problem+json (RFC 9457) for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from starlette.responses import Response

from uproar.web.rendering import render

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


def answer(status: int, path: str, detail: str, headers: Mapping[str, str] = _NO_HEADERS) -> Response:
    """The answer to a request for `path` that gets no page.

    Args:
        status: The HTTP status.
        path: What was asked for; below /api the answer is problem+json.
        detail: What went wrong and what to do next.
        headers: Further headers.
    """
    title = HTTPStatus(status).phrase
    if path.startswith("/api/"):
        body = json.dumps({"type": "about:blank", "title": title, "status": status, "detail": detail})
        return Response(body, status, dict(headers), "application/problem+json")
    return Response(render("problem.html", title=title, status=status, detail=detail), status, dict(headers), "text/html")
