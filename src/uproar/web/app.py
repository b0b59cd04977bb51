"""The dashboard as one ASGI application: which address shows what."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

import uproar
from uproar.case import moment
from uproar.dossier.json import to_json
from uproar.errors import UproarError
from uproar.findings import Row
from uproar.web import api, live, tables, views
from uproar.web.guard import Guard
from uproar.web.live import Announcer
from uproar.web.problem import Problem, answer
from uproar.web.records import behind
from uproar.web.rendering import asset, render
from uproar.web.results import Watched
from uproar.web.snapshot import CLAIMS, Snapshot

_PATIENCE: Final = 0.25  # seconds a page waits for the first of its own part before it says that it is being measured
_LONG_PATIENCE: Final = 20.0  # seconds a program waits for everything
_TIME_LENGTH: Final = 40  # characters of a moment in an address
_RESERVED: Final = frozenset({"api", "static"})


def make_app(folders: Sequence[Path], *, host: str = "127.0.0.1", port: int = 8000, token: str = "") -> tuple[ASGIApp, Announcer]:
    """The dashboard of some cases.

    Args:
        folders: The case folders.
        host: The address that will be bound.
        port: Its port.
        token: What a visitor must have, or "".

    Returns:
        The application, and who tells its open pages of changes: it must be ended before the server waits for its connections to close.

    Raises:
        UproarError: A case cannot be opened.
    """
    announcer = Announcer()
    cases = {name: Watched(name, folder, announcer.tell) for name, folder in _named(folders).items()}
    return Guard(_Dashboard(cases, announcer).application(), host, port, token), announcer


def _named(folders: Sequence[Path]) -> dict[str, Path]:
    """Each case by the name of its folder; a second one of a name gets a number."""
    out: dict[str, Path] = {}
    for folder in folders:
        plain = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in folder.resolve().name.lower()) or "case"
        plain = f"case-{plain}" if plain in _RESERVED else plain
        name, number = plain, 2
        while name in out:
            name, number = f"{plain}-{number}", number + 1
        out[name] = folder
    return out


class _Dashboard:
    def __init__(self, cases: Mapping[str, Watched], announcer: Announcer) -> None:
        self._cases = cases
        self._announcer = announcer

    def application(self) -> Starlette:
        calls = {"/cases": self._api_cases, "/{case}/evidence/{name}": self._api_evidence}
        return Starlette(
            routes=[
                Route("/", self._all_cases),
                Route("/static/{name}", self._asset),
                Route("/api/openapi.json", self._openapi),
                *[Route(f"/api/v1{call.path}", calls.get(call.path) or self._list(call)) for call in api.CALLS],
                Route("/{case}/events", self._events),
                Route("/{case}/evidence/{name}", self._evidence),
                Route("/{case}/claims/{number:int}", self._article),
                Route("/{case}/table/{name}", self._table),
                Route("/{case}/rows/{name}", self._rows),
                Route("/{case}/chart/{page}/{chart:int}.json", self._chart),
                Route("/{case}", self._page),
                Route("/{case}/{page}", self._page),
            ],
            exception_handlers={Problem: _told, HTTPException: _told, UproarError: _told, Exception: _told},
            lifespan=self._life,
        )

    @asynccontextmanager
    async def _life(self, _: Starlette) -> AsyncIterator[None]:
        self._announcer.begin()
        watching = asyncio.create_task(live.watch(list(self._cases.values())))
        for one in self._cases.values():
            one.snapshot()  # the first visitor finds it begun
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            self._announcer.end()
            for one in self._cases.values():
                one.close()

    def _case(self, request: Request) -> Watched:
        found = self._cases.get(request.path_params["case"])
        if found is None:
            raise Problem(404, "There is no such case here. The cases are listed on the first page.")
        return found

    async def _asked(self, request: Request, page: str, patience: float, ready: Callable[[Snapshot], bool]) -> views.Asked:
        """The newest snapshot that the request is about, after a little patience where what it shows is not ready."""
        watched = self._case(request)
        text, then = _as_of(request, watched)
        await self._announcer.until(lambda: ready(watched.snapshot(then)), patience)
        query = {name: value for name, value in request.query_params.items() if name in {"from", "to", "raw", "all", "of"}}
        return views.Asked(watched, watched.snapshot(then), page, text, query)

    async def _page(self, request: Request) -> Response:
        page = request.path_params.get("page", "")
        if page not in views.PAGES or request.url.path.endswith("/"):
            raise Problem(404, "There is no such page. The pages of a case are listed at its head.")
        name = page if page in views.INSTRUMENTS or page == "claims" else ""
        # Where there is something to show, older results or a part of them, it is shown at once.
        asked = await self._asked(request, page, _PATIENCE, lambda one: one.number > 0 and (not name or not one.lacks(name)))
        return await _html(request, asked, lambda: views.page(asked))

    async def _article(self, request: Request) -> Response:
        place = request.path_params["number"]
        asked = await self._asked(request, CLAIMS, _PATIENCE, lambda one: not one.lacks(CLAIMS))

        def made() -> str:
            try:
                return views.article(asked, place)
            except IndexError:
                raise Problem(404, "There is no such article as of this moment. The page of claims lists them.") from None

        return await _html(request, asked, made)

    async def _found(self, request: Request, page: str, name: str, patience: float = _LONG_PATIENCE) -> tuple[views.Asked, str | None]:
        """The number that an address names, after some patience where it may still come; None where it may come later.

        Raises:
            Problem: There is none, and nothing that is still to be measured can bring it.
        """
        asked = await self._asked(request, page, patience, lambda one: _number(one, name) is not None or not one.due(name))
        number = _number(asked.snapshot, name)
        if number is None and not asked.snapshot.due(name):
            raise Problem(404, f"There is no finding of this name as of this moment. Those there are stand under {asked.link('findings')}.")
        return asked, number

    async def _evidence(self, request: Request) -> Response:
        name = request.path_params["name"]
        asked, number = await self._found(request, "evidence", name, _PATIENCE)
        if number is None:
            return Response(await asyncio.to_thread(views.waiting, asked, name), 202, {"cache-control": "no-store"}, "text/html")

        def made() -> str:
            finding = asked.snapshot.findings.get(number)
            wanted = bool(asked.query.get("raw")) and asked.watched.case.keep_raw
            found = (
                asked.watched.look_up(lambda inquiry: behind(inquiry, finding, asked.snapshot.as_of, raw=wanted))
                if finding is not None
                else None
            )
            return views.evidence(asked, number, found, by_number=name.isdigit())

        return await _html(request, asked, made)

    async def _table(self, request: Request) -> Response:
        name, _, kind = request.path_params["name"].rpartition(".")
        asked, number = _there(await self._found(request, "table", name))
        finding = asked.snapshot.findings[number]
        if kind not in tables.TYPES or not finding.series:
            raise Problem(404, "There is no such table: the links below the charts lead to those there are, as .csv, .parquet and .json.")
        return await _file(request, asked, finding.series, kind, _filename(asked, number, kind))

    async def _rows(self, request: Request) -> Response:
        name, _, kind = request.path_params["name"].rpartition(".")
        asked, number = _there(await self._found(request, "rows", name))
        kept = asked.snapshot.findings[number].evidence
        if kind not in tables.TYPES or kept is None:
            raise Problem(404, "There is no such query: the pages of evidence lead to those there are, as .csv, .parquet and .json.")
        rows = await asyncio.to_thread(asked.watched.look_up, lambda inquiry: inquiry.store.rerun(kept))
        return await _file(request, asked, rows, kind, _filename(asked, number, f"rows.{kind}"))

    async def _chart(self, request: Request) -> Response:
        page, chart = request.path_params["page"], request.path_params["chart"]
        asked = await self._asked(request, "chart", _LONG_PATIENCE, lambda one: one.number > 0)
        drawings = [one for section in asked.snapshot.dossier.sections if section.name == page for one in section.drawings]
        if not 1 <= chart <= len(drawings):
            raise Problem(404, "There is no such chart. The pages of the instruments show those there are.")
        drawing = drawings[chart - 1]
        body = await asyncio.to_thread(lambda: json.dumps({**drawing.wide.to_dict(validate=False), "config": views.chart_config()}))
        return _unless_known(request, Response(body, 200, {"etag": f'"{asked.snapshot.tag}"'}, "application/json"))

    async def _all_cases(self, _: Request) -> Response:
        snapshots = [(one, one.snapshot()) for one in self._cases.values()]
        return Response(
            render("cases.html", cases=[views.Asked(one, snapshot, "", "", {}) for one, snapshot in snapshots]), media_type="text/html"
        )

    async def _events(self, request: Request) -> Response:
        watched = self._case(request)
        if self._announcer.streams >= live.AT_ONCE:
            raise Problem(503, "Too many pages are open at once. Close some, or reload this one by hand.")
        stream = live.events(self._announcer, watched, _as_of(request, watched)[1])
        return StreamingResponse(stream, headers={"cache-control": "no-store"}, media_type="text/event-stream")

    async def _asset(self, request: Request) -> Response:
        try:
            body, tag, kind = await asyncio.to_thread(asset, request.path_params["name"])
        except KeyError:
            raise Problem(404, "There is no such file.") from None
        return _unless_known(request, Response(body, 200, {"etag": f'"{tag}"', "cache-control": "max-age=31536000, immutable"}, kind))

    async def _openapi(self, _: Request) -> Response:
        return Response(json.dumps(api.openapi(uproar.__version__), indent=1), media_type="application/json")

    async def _api_cases(self, _: Request) -> Response:
        items = [api.case(one) for one in self._cases.values()]
        return Response(to_json({"items": items, "total": len(items)}), media_type="application/json")

    async def _api_evidence(self, request: Request) -> Response:
        asked, _ = _there(await self._found(request, "api", request.path_params["name"]))
        body = await asyncio.to_thread(lambda: to_json(api.proof(asked.snapshot, request.path_params["name"])))
        return _unless_known(request, Response(body, 200, {"etag": f'"{asked.snapshot.tag}"'}, "application/json"))

    def _list(self, call: api.Call) -> Callable[[Request], Any]:
        async def listed(request: Request) -> Response:
            asked = await self._asked(request, "api", _LONG_PATIENCE, lambda one: not one.pending)
            if call.give is None:  # the table says how each list is made
                raise Problem(404, "There is no such list.")
            items = call.give(asked.snapshot)
            shown, limit, offset = api.window(items, request.query_params.get("limit", ""), request.query_params.get("offset", ""))
            snapshot = asked.snapshot
            about = {"case": asked.watched.name, "as_of": snapshot.as_of, "fingerprint": snapshot.fingerprint}
            state = {"complete": not snapshot.pending, "pending": sorted(snapshot.pending), "faults": dict(snapshot.faults)}
            body = await asyncio.to_thread(
                to_json, {**about, **state, "total": len(items), "limit": limit, "offset": offset, "items": shown}
            )
            headers = {
                "etag": f'"{snapshot.tag}-{limit}-{offset}"',
                "link": api.links(request.url.path, asked.as_of, len(items), limit, offset),
            }
            return _unless_known(request, Response(body, 200, headers, "application/json"))

        return listed


def _number(snapshot: Snapshot, name: str) -> str | None:
    """The id of the number of a name: a lasting one says the same while the rest is measured, a number in print belongs to the whole."""
    return None if name.isdigit() and snapshot.pending else snapshot.number_of(name)


def _there(found: tuple[views.Asked, str | None]) -> tuple[views.Asked, str]:
    """What was found.

    Raises:
        Problem: It is still to be measured.
    """
    asked, number = found
    if number is None:
        raise Problem(503, "The finding of this name is still being measured. Ask again in a few seconds.")
    return asked, number


def _as_of(request: Request, watched: Watched) -> tuple[str, datetime | None]:
    text = request.query_params.get("as_of", "").strip()
    if not text:
        return "", None
    if len(text) > _TIME_LENGTH:
        raise Problem(400, "as_of needs a time such as 2026-03-12T21:40 or a day such as 2026-03-12, got something longer.")
    # A plus sign in an address stands for a space.
    return text, moment(text.replace(" ", "+") if "T" in text else text, watched.case.zone, "as_of")


def _filename(asked: views.Asked, number: str, end: str) -> str:
    """The name of a file that holds a number's table: ASCII, so that a header can carry it."""
    name = asked.snapshot.marks[number].encode("ascii", "ignore").decode().replace(":", "-")
    return f"{asked.watched.name}-{name}{'-' if end.startswith('rows') else '.'}{end}"


async def _file(request: Request, asked: views.Asked, rows: Sequence[Row], kind: str, filename: str) -> Response:
    body = await asyncio.to_thread(tables.written, rows, kind)
    headers = {"etag": f'"{asked.snapshot.tag}"', "content-disposition": f'attachment; filename="{filename}"'}
    return _unless_known(request, Response(body, 200, headers, tables.TYPES[kind]))


async def _html(request: Request, asked: views.Asked, made: Callable[[], str]) -> Response:
    tag = f'"{asked.snapshot.tag}-{len(asked.watched.records.loads)}"'
    if _knows(request, tag):
        return Response(status_code=304, headers={"etag": tag})
    body = await asyncio.to_thread(made)
    return Response(body, 200, {"etag": tag}, "text/html")


def _knows(request: Request, tag: str) -> bool:
    return tag in [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]


def _unless_known(request: Request, response: Response) -> Response:
    """The response, or 304 without a body where the visitor has it."""
    if not _knows(request, response.headers["etag"]):
        return response
    kept = {name: response.headers[name] for name in ("etag", "cache-control", "link") if name in response.headers}
    return Response(status_code=304, headers=kept)


async def _told(request: Request, error: Exception) -> Response:
    if isinstance(error, Problem):
        return answer(error.status, request.url.path, error.detail)
    if isinstance(error, HTTPException):
        return answer(error.status_code, request.url.path, "There is no such page." if error.status_code == 404 else error.detail)
    if isinstance(error, UproarError):
        return answer(400, request.url.path, str(error))
    return answer(500, request.url.path, "This is a fault in uproar: please report it. The other pages are not touched by it.")
