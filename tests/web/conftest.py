"""A real server on loopback with the example case, one of hostile texts and an empty one."""

import http.client
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import uproar
from uproar.records import Kind
from uproar.simulate import CASE, simulate

LOADED_AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
COMMAND = "from uproar.cli.main import main; import sys; sys.argv[0] = 'uproar'; main()"
HOSTILE = "<script>alert(1)</script>\"'&amp;\u202egnp</title></style></main><img src=x onerror=alert(2)>"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    """A running `uproar serve`."""

    port: int
    folder: Path
    said: str

    @property
    def address(self) -> str:
        """What a browser is given."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", host: str | None = None, **headers: str) -> Answer:
        """One request, with a Host header of one's own where it is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True)
        if host != "":
            connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        found = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return found

    def settled(self, case: str = "tidewater", as_of: str = "") -> None:
        """Wait until everything is measured."""
        deadline = time.monotonic() + 60
        query = f"?as_of={as_of}" if as_of else ""
        while time.monotonic() < deadline:
            if self.ask(f"/api/v1/{case}/findings{query}").json()["complete"]:
                return
        pytest.fail("the case was not measured within a minute")


def build_example(folder: Path, scale: float) -> uproar.Inquiry:
    """The example case with fewer posts."""
    data = folder / "data"
    simulate(data, seed=7, scale=scale)
    inquiry = uproar.new(
        folder / "tidewater", title=CASE.title, aliases=CASE.aliases, terms=CASE.terms, parties=CASE.parties, petitions=CASE.petitions,
        pages=CASE.pages, zone=CASE.zone, released="2026-03-10T17:00", events=[uproar.Event("2026-03-12T21:00", "Halden Interactive makes a statement")],
    )  # fmt: skip
    options = {
        "posts.ndjson.gz": uproar.Options(LOADED_AT),
        "reviews-audience.csv": uproar.Options(LOADED_AT, scale=(0.0, 10.0)),
        "reviews-critics.jsonl": uproar.Options(LOADED_AT),
        "petition.csv": uproar.Options(LOADED_AT, petition=CASE.petitions[0].id),
    }
    for name, said in options.items():
        inquiry.load(data / name, said)
    for path in sorted(data.glob("page-*.html")):
        inquiry.load(path, uproar.Options(LOADED_AT, page=CASE.pages[0].id))
    for path in sorted((data / "articles").glob("*.html")):
        inquiry.load(path, uproar.Options(LOADED_AT))
    return inquiry


def build_hostile(folder: Path) -> None:
    """A case in which every text of a record and of the case is hostile."""
    folder.mkdir()
    inquiry = uproar.new(
        folder / "hostile", title=HOSTILE, terms=["#boo"], petitions=[uproar.Petition("p", HOSTILE)], pages=[uproar.TitlePage("t")],
        events=[uproar.Event("2026-03-12T21:00", HOSTILE)],
    )  # fmt: skip
    posts = folder / "posts.jsonl"
    rows = [
        {
            "id": str(10**18 + n), "created_at": f"2026-03-{10 + n // 24:02}T{n % 24:02}:00:00Z", "author_id": str(n % 9),
            "text": f"#boo #a{n} {HOSTILE} " + "x" * 100_000 * (n == 7),
        }
        for n in range(60)
    ]  # fmt: skip
    posts.write_text("\n".join(json.dumps(row) for row in rows))
    inquiry.load(posts, uproar.Options(LOADED_AT))
    quoted = HOSTILE.replace("<", "&lt;")
    for number, word in enumerate(("before", "after")):
        page = folder / f"page-{number}.html"
        meta = (
            f'<meta property="og:title" content="T"><meta property="og:description" content="{word} {quoted.replace(chr(34), "&quot;")}">'
        )
        page.write_text(f"<html><head><title>T</title>{meta}</head><body>{word}</body></html>")
        inquiry.load(page, uproar.Options(LOADED_AT, kind=Kind.PAGE, page="t", observed_at=datetime(2026, 3, 11 + number, 10, tzinfo=UTC)))
    story = folder / "story.html"
    body = (
        f"“The sea is {quoted} wide and we love it so much,” said the studio. The petition holds 604,000 thousand signatures. #boo trended all Thursday. "
        * 3
    )
    story.write_text(
        f"<html><head><title>{quoted}</title><meta name='date' content='2026-03-13'></head><body><article><h1>{quoted}</h1><p>{body}</p></article></body></html>"
    )
    inquiry.load(story, uproar.Options(LOADED_AT, kind=Kind.ARTICLE, published="2026-03-13"))


@contextmanager
def start(folder: Path, *words: str) -> Iterator[Server]:
    """Run `uproar serve` until the test is done with it."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "serve", *words, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    found = re.search(r"http://[^:/]+:(\d+)/", said)
    if found is None:
        process.kill()
        rest, _ = process.communicate()
        pytest.fail(f"uproar serve did not start: {said}{rest}")
    try:
        yield Server(int(found[1]), folder, said)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            rest, _ = process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise
    assert "Traceback" not in rest


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the example case; nobody writes to it."""
    folder = tmp_path_factory.mktemp("web")
    build_example(folder, 0.05)
    return folder


@pytest.fixture(scope="session")
def server(example: Path) -> Iterator[Server]:
    """The example case, a hostile one and an empty one, served."""
    pytest.importorskip("starlette", reason="the dashboard's packages are not installed: pip install uproar[web]")
    build_hostile(example / "more")
    uproar.new(example / "empty", title="Empty")
    with start(example, str(example / "tidewater"), str(example / "more" / "hostile"), str(example / "empty")) as running:
        yield running


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address in a context of its own; at the end nothing may have been logged and nothing asked of another host."""
    contexts: list[Any] = []
    logged: list[str] = []
    asked: list[str] = []

    def go(address: str, *, width: int = 1440, scheme: str = "light", scripted: bool = True) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripted, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: logged.append(message.text))
        page.on("pageerror", lambda error: logged.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        return page

    yield go
    for context in contexts:
        context.close()
    assert logged == []
    assert [address for address in asked if not address.startswith(("http://127.0.0.1:", "data:"))] == []
