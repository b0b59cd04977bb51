"""What must never get through, tried request by request."""

import re
import socket
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

import uproar
from tests.web.conftest import Server, start
from uproar.cli.main import main
from uproar.errors import UsageError
from uproar.web.guard import is_loopback
from uproar.web.serve import check_token

TOKEN = "a-token-of-24-characters"  # noqa: S105  # of these tests alone
EVERYWHERE = "0.0.0.0"  # noqa: S104  # refused, never bound


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory):
    """A server that needs a token."""
    folder = tmp_path_factory.mktemp("locked")
    uproar.new(folder / "tidewater", title="Tidewater")
    with start(folder, str(folder / "tidewater"), "--token", TOKEN) as running:
        yield running


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_reading_methods(server: Server, method: str) -> None:
    """Every method but GET and HEAD is refused with 405 and the list of those allowed."""
    answer = server.ask("/tidewater", method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


FOREIGN = [
    "evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example:{port}", "0x7f000001:{port}", "192.168.0.9:{port}", "",
    "localhost:{port}x",
]  # fmt: skip
PATHS = [
    "/static/../app.py", "/static/%2e%2e%2fapp.py", "/static/..%2f..%2fcase.py", "/static//etc/passwd", "/tidewater/table/../../author.key",
    "/tidewater/author.key", "/..%2ftidewater", "/%00", "/tidewater/%2e%2e", "/static/vega.js/x",
]  # fmt: skip


@pytest.mark.parametrize("host", FOREIGN)
def test_foreign_host_names_are_refused(server: Server, host: str) -> None:
    """A Host header that is not this server's own, as a rebound name sends it, gets no page."""
    assert server.ask("/tidewater", host=host.format(port=server.port)).status in {400, 421}


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
def test_own_names_are_served(server: Server, host: str) -> None:
    """The names of this machine are answered."""
    assert server.ask("/", host=host.format(port=server.port)).status == 200


@pytest.mark.parametrize(
    "path",
    ["/", "/tidewater", "/nothing", "/static/live.js", "/static/style.css", "/api/v1/cases", "/api/v1/no/findings", "/tidewater?as_of=x"],
)
def test_every_answer_carries_the_headers(server: Server, path: str) -> None:
    """Pages, files, data and errors all carry the policy and its companions, and no policy allows inline or foreign script or style."""
    headers = server.ask(path).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ):
        assert part in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_to_a_file(server: Server, path: str) -> None:
    """Paths that climb or name a file of the case find nothing."""
    assert server.ask(path).status == 404


@pytest.mark.parametrize(
    "query",
    [
        "as_of=1%27%3BDROP%20TABLE%20post",
        "as_of=%3Cscript%3Ealert(1)%3C/script%3E",
        "as_of=2026-13-99",
        "as_of=" + "9" * 5000,
        "as_of=%00",
        "as_of=2026-03-12T21:40%0d%0aSet-Cookie:a=b",
    ],
)
def test_a_hostile_moment_is_refused_and_escaped(server: Server, query: str) -> None:
    """What is no time is refused with 400, and comes back as text at most."""
    answer = server.ask(f"/tidewater?{query}")
    assert answer.status == 400
    assert b"<script>alert" not in answer.body
    assert "set-cookie" not in answer.headers


def test_without_the_token_nothing_is_shown(locked: Server) -> None:
    """Pages, files, streams and data all need the token; a wrong one, or half of it, is refused."""
    for path in (
        "/",
        "/tidewater",
        "/static/live.js",
        "/tidewater/events",
        "/api/v1/cases",
        "/api/openapi.json",
        f"/?token={TOKEN[:-1]}",
        f"/?token={TOKEN}x",
        "/?token=",
    ):
        assert locked.ask(path).status == 401, path
    assert locked.ask("/tidewater", Cookie=f"uproar_token={TOKEN[:-1]}").status == 401
    assert locked.ask("/api/v1/cases", Authorization="Bearer nothing-of-this-kind").status == 401


def test_who_is_turned_away_gets_a_page_that_stands_alone(locked: Server) -> None:
    """The page without a token asks for no other file, and its policy allows the one style that it carries, by its hash, and no script."""
    answer = locked.ask("/tidewater")
    (style,) = re.findall("<style>(.*?)</style>", answer.text, re.DOTALL)
    policy = answer.headers["content-security-policy"]
    assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert re.findall(r'(?:src|href)="([^"]*)"', answer.text) == ["data:,"]
    assert "A token is needed" in answer.text


def test_the_token_becomes_a_cookie(locked: Server) -> None:
    """The address with the token sets a cookie that no script and no other site can use, and leads on without it."""
    answer = locked.ask(f"/tidewater/posts?as_of=2026-03-12&token={TOKEN}")
    assert (answer.status, answer.headers["location"]) == (303, "/tidewater/posts?as_of=2026-03-12")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert locked.ask("/tidewater/methods", Cookie=cookie.partition(";")[0]).status == 200
    assert locked.ask("/api/v1/cases", Authorization=f"Bearer {TOKEN}").status == 200
    assert locked.ask(f"//evil.example/?token={TOKEN}").headers["location"].startswith("/evil.example")


@pytest.mark.parametrize(
    ("host", "token"),
    [
        (EVERYWHERE, ""),
        ("192.168.0.2", ""),
        ("::", ""),
        ("example.org", ""),
        ("127.0.0.1", "short"),
        (EVERYWHERE, "x" * 15),
        (EVERYWHERE, "with;semicolons;in;it"),
    ],
)
def test_open_addresses_need_a_good_token(host: str, token: str) -> None:
    """Beyond this machine there is no serving without a token, and nowhere with one that is short or breaks a cookie."""
    with pytest.raises(UsageError):
        check_token(host, token)


def test_the_command_refuses_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An open address without a token, a port that is taken and a folder that is no case each end with code 2, what was needed and what to do."""
    uproar.new(tmp_path / "case", title="Case")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for words, told in (
            ((str(tmp_path / "case"), "--host", EVERYWHERE), "Add --token new"),
            ((str(tmp_path / "case"), "--port", port), "--port 0"),
            ((str(tmp_path / "nothing"), "--port", "0"), "needs"),
        ):
            monkeypatch.setattr(sys, "argv", ["uproar", "serve", *words])
            with pytest.raises(SystemExit) as ended:
                main()
            assert ended.value.code == 2
            assert told in capsys.readouterr().err


def test_this_machine_needs_no_token() -> None:
    """Loopback addresses are told from others, and served without a token; others with one."""
    assert [is_loopback(host) for host in ("127.0.0.1", "127.8.8.8", "::1", "localhost", EVERYWHERE, "::", "10.0.0.1", "local")] == [
        True
    ] * 4 + [False] * 4
    check_token("127.0.0.1", "")
    check_token(EVERYWHERE, TOKEN)
