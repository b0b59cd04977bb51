"""Tell open pages that something changed: one watcher for all cases, one stream of server-sent events a page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from typing import Final

from uproar.web.results import Watched
from uproar.web.views import news

EVERY: Final = 0.2  # seconds between two looks at the ledgers, each of three file times a case
_BEAT: Final = 15.0  # seconds after which a quiet stream says that it lives, so that a closed page is noticed
AT_ONCE: Final = 200  # streams; more are refused, since each holds a connection


class Announcer:
    """Wakes, on the event loop, whoever waits for news of any case."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.closed = False
        self.streams = 0

    def begin(self) -> None:
        """Remember the running loop, from which waiters are woken."""
        self._loop = asyncio.get_running_loop()

    def tell(self) -> None:
        """Wake everybody; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def end(self) -> None:
        """Wake everybody for the last time."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()

    async def until(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Wait until something holds, looking again at all news; whether it holds."""
        event = asyncio.Event()
        self._waiting.add(event)
        end = asyncio.get_running_loop().time() + seconds
        try:
            while not ready() and not self.closed:
                left = end - asyncio.get_running_loop().time()
                if left <= 0:
                    return False
                event.clear()
                try:
                    await asyncio.wait_for(event.wait(), left)
                except TimeoutError:
                    return ready()
            return ready()
        finally:
            self._waiting.discard(event)


async def watch(cases: Sequence[Watched]) -> None:
    """Look at every case's ledger five times a second, in another thread."""
    while True:
        await asyncio.sleep(EVERY)
        for one in cases:
            await asyncio.to_thread(one.refresh)


async def events(announcer: Announcer, watched: Watched, as_of: datetime | None) -> AsyncIterator[str]:
    """The stream of one page: the number of the newest snapshot and what is pending, at once and after every change."""
    announcer.streams += 1
    told = ""
    try:
        while not announcer.closed:
            snapshot = watched.snapshot(as_of)
            now = json.dumps({"tag": snapshot.tag, "pending": len(snapshot.pending), "news": news(watched.records, watched.case.zone)})
            if now != told:
                told = now
                yield f"event: change\ndata: {now}\n\n"
            last = snapshot

            def differs(last: object = last, told: str = told) -> bool:
                newest = watched.snapshot(as_of)
                return newest is not last or news(watched.records, watched.case.zone) not in told

            if not await announcer.until(differs, _BEAT):
                yield ": here\n\n"
    finally:
        announcer.streams -= 1
