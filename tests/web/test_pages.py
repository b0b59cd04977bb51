"""Every page as a browser without a script gets it."""

import csv
import io
import itertools
import json
import re
import time
from collections.abc import Callable
from datetime import datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from lxml import html

import uproar
from tests.web.conftest import HOSTILE, Server
from uproar.charts.words import short
from uproar.findings import Finding, from_micros, to_micros
from uproar.web.changes import difference
from uproar.web.tables import public, written
from uproar.web.views import PAGES

AS_OF = "2026-03-12T21:40"


@pytest.fixture(scope="module")
def ready(server: Server) -> Server:
    """The server once everything is measured."""
    for case in ("tidewater", "hostile", "empty"):
        server.settled(case)
    return server


@pytest.fixture(scope="module")
def tree(ready: Server) -> Callable[[str], html.HtmlElement]:
    """A page of the server as a tree, asked for once."""

    @cache
    def read(path: str) -> html.HtmlElement:
        answer = ready.ask(path)
        assert answer.status == 200, path
        return html.fromstring(answer.text)

    return read


@pytest.fixture(scope="module")
def stands(ready: Server) -> Callable[[str], bool]:
    """Whether a file of the server is there, asked for once."""
    return cache(lambda path: ready.ask(path).status == 200)


@pytest.mark.parametrize("page", [*PAGES, "claims/1", "claims?all=1"])
def test_every_page_stands_and_its_links_lead_somewhere(
    ready: Server, tree: Callable[[str], html.HtmlElement], stands: Callable[[str], bool], page: str
) -> None:
    """Each page has one main heading, headings in order, unique ids, and no link to another site or to a place that is not there."""
    here = f"/tidewater/{page}".rstrip("/")
    own = tree(here)
    levels = [int(element.tag[1]) for element in own.iter("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = own.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert own.xpath("//title")[0].text
    for address in set(own.xpath("//a/@href")):
        path, _, anchor = address.partition("#")
        assert not path or path.startswith("/"), address
        if path.startswith(("/tidewater/table/", "/tidewater/rows/", "/static", "/api")):
            assert stands(path), path
        elif anchor:
            assert tree(path or here).xpath("//*[@id=$id]", id=anchor), address
        else:
            tree(path)


def test_no_inline_style_or_script(ready: Server) -> None:
    """No page holds a script, style or handler of its own: the policy would refuse it."""
    for page in PAGES:
        tree = html.fromstring(ready.ask(f"/tidewater/{page}".rstrip("/")).text)
        assert tree.xpath("//style | //script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]") == []


@pytest.mark.parametrize("page", [*PAGES, "claims/1", "evidence/1", "evidence/2"])
def test_hostile_texts_stay_texts(ready: Server, page: str) -> None:
    """With hostile text in every field no element of it comes to be, marks of direction are named, and a word of 100,000 letters is cut."""
    answer = ready.ask(f"/hostile/{page}".rstrip("/"))
    assert answer.status == 200
    tree = html.fromstring(answer.text)
    assert tree.xpath("//*[@onerror] | //img | //script[not(@src)]") == []
    assert "\u202e" not in answer.text
    assert "alert(1)" in tree.text_content()
    assert "x" * 5_000 not in answer.text
    assert HOSTILE not in answer.text
    assert len(tree.xpath("//main")) == 1


def test_the_empty_case_says_so(ready: Server) -> None:
    """Every page of a case without records stands and says what is missing."""
    for page in PAGES:
        assert ready.ask(f"/empty/{page}".rstrip("/")).status == 200
    assert "nothing could be measured yet" in ready.ask("/empty").text
    assert "Not measured" not in ready.ask("/empty").text
    assert "(UTC, UTC" not in ready.ask("/empty").text
    assert "No article has been checked" in ready.ask("/empty/claims").text
    assert (
        ready.ask("/empty/claims/1").status == ready.ask("/tidewater/claims/9999").status == ready.ask("/tidewater/claims/0").status == 404
    )
    assert "No event has a date yet" in ready.ask("/empty/timeline").text


def test_as_of_is_the_past_as_it_was_known(ready: Server, example: Path) -> None:
    """The page as of a moment says so, keeps it in every link of the case, and holds what the inquiry measures as of that moment, nothing later."""
    ready.settled("tidewater", AS_OF)
    tree = html.fromstring(ready.ask(f"/tidewater/petition?as_of={AS_OF}").text)
    assert "As of Thursday 12 March 2026 at 21:40" in tree.xpath("//*[@class='banner']")[0].text_content()
    inside = [address for address in tree.xpath("//nav//a/@href | //main//a/@href") if address.startswith("/")]
    assert inside
    assert all("as_of=2026-03-12T21%3A40" in address for address in inside)
    (then,) = uproar.open(example / "tidewater").measure(AS_OF, ["petition.signature_count"])
    assert isinstance(then, Finding)
    assert f"{then.value:,}" in tree.text_content()
    items = ready.ask(f"/api/v1/tidewater/findings?as_of={AS_OF}&limit=1000").json()["items"]
    assert {item["value"] for item in items if item["measurement"] == "petition.signature_count"} == {then.value}
    assert max(item["to_at"] or "" for item in items if item["measurement"].startswith("petition.signature")) <= "2026-03-12T20:40"


def test_evidence_is_the_findings_own(ready: Server, example: Path) -> None:
    """The page of a finding shows its query, its parameters, its rows and the records behind it, with how they were read."""
    items = ready.ask("/api/v1/tidewater/findings?limit=1000").json()["items"]
    item = next(one for one in items if one["measurement"] == "petition.signature_count")
    (found,) = uproar.open(example / "tidewater").measure(only=["petition.signature_count"])
    assert isinstance(found, Finding)
    assert found.evidence is not None
    text = html.fromstring(ready.ask(f"/tidewater/evidence/{item['evidence']}").text).text_content()
    assert " ".join(found.evidence.query.split()) in " ".join(text.split())
    assert "petition.csv, read as readings-csv" in text
    assert "of kind signature_count" in text
    assert "only the hashes of raw records" in text
    for _, value in sorted(found.evidence.parameters.items()):
        assert str(value) in text
    rows = ready.ask(f"/tidewater/rows/{item['evidence']}.json").json()
    again = uproar.open(example / "tidewater").store.rerun(found.evidence)
    assert [row["records"] for row in rows] == [row["records"] for row in again]
    assert ready.ask("/tidewater/evidence/999999").status == 404
    assert ready.ask("/tidewater/rows/999999.csv").status == ready.ask(f"/tidewater/rows/{item['evidence']}.exe").status == 404


def test_a_link_that_leads_nowhere_is_answered_at_once(ready: Server) -> None:
    """While a moment is being measured the page of a name that nothing can bring is 404 at once, that of one which may come says so and loads itself again."""
    moment = "?as_of=2026-03-11T22:10"
    began = time.monotonic()
    dead = ready.ask(f"/tidewater/evidence/petition.nothing:tidewater-offline{moment}")
    waiting = ready.ask(f"/tidewater/evidence/posts.coordination:nobody:0123456789{moment}")
    assert time.monotonic() - began < 10
    assert (dead.status, waiting.status) == (404, 202)
    page = html.fromstring(waiting.text)
    assert "Measuring " in page.text_content()
    assert page.xpath("//noscript/meta[@http-equiv='refresh']")
    ready.settled("tidewater", moment.partition("=")[2])
    assert ready.ask(f"/tidewater/evidence/posts.coordination:nobody:0123456789{moment}").status == 404


def test_an_address_with_a_number_says_that_numbers_change(ready: Server) -> None:
    """Evidence by number stands, says that its number may have been another's, and leads to the lasting address, which says nothing of the kind."""
    page = html.fromstring(ready.ask("/tidewater/evidence/3").text)
    (lasting,) = page.xpath("//main//p[@class='banner']/a/@href")
    again = html.fromstring(ready.ask(lasting).text)
    assert again.xpath("//h1")[0].text_content() == page.xpath("//h1")[0].text_content()
    assert again.xpath("//main//p[@class='banner']") == []
    with_moment = html.fromstring(ready.ask(f"/tidewater/evidence/3?as_of={AS_OF}").text)
    assert f"as_of={AS_OF.replace(':', '%3A')}" in with_moment.xpath("//main//p[@class='banner']/a/@href")[0]


def test_cards_count_what_was_there_then(ready: Server, example: Path) -> None:
    """As of a moment an instrument's card counts the records of that moment and names the last of them, none of later."""
    ready.settled("tidewater", AS_OF)
    store = uproar.open(example / "tidewater").store
    at = to_micros(datetime.fromisoformat(f"{AS_OF}+01:00"))
    (then,) = store.reduce("SELECT count(*) AS n, max(event_at) AS last FROM post", {}, at).rows
    (now,) = store.reduce("SELECT count(*) AS n, max(event_at) AS last FROM post", {}, 2**62).rows
    assert 0 < then["n"] < now["n"]
    for query, row in ((f"?as_of={AS_OF}", then), ("", now)):
        cards = html.fromstring(ready.ask(f"/tidewater{query}").text).xpath("//ul[@class='states']/li")
        told = next(card.text_content() for card in cards if card.xpath("./h3")[0].text_content() == "Posts")
        assert f"{row['n']:,} records, the last {short(from_micros(row['last']), 'Europe/Berlin')}" in told


def test_a_stretch_that_ends_before_it_begins_is_refused(ready: Server) -> None:
    """A timeline from a later to an earlier time is told to be the wrong way round, not drawn."""
    answer = ready.ask("/tidewater/timeline?from=2026-03-14&to=2026-03-11T10:00")
    assert answer.status == 400
    assert "a stretch that begins before it ends" in answer.text


def test_settings_are_in_hours(ready: Server, tree: Callable[[str], html.HtmlElement]) -> None:
    """No setting on the page of methods is a length of time in microseconds; lengths are as --set takes them."""
    cells = [cell.text_content() for cell in tree("/tidewater/methods").xpath("//td[@data-label='Settings']")]
    assert not [cell for cell in cells if re.search(r"\d{8}", cell)]
    assert any("interval 1h" in cell for cell in cells)
    assert any("session 30min" in cell and "most_pairs 4000000" in cell for cell in cells)


def test_the_field_of_the_moment_is_that_of_the_footer(ready: Server, tree: Callable[[str], html.HtmlElement]) -> None:
    """The as-of field holds the minute that the footer tells, to the second, so that what it shows again is the same; the slider tells it in words."""
    page = tree("/tidewater/petition")
    field = datetime.fromisoformat(page.xpath("//input[@id='asof-time']/@value")[0])
    told = page.xpath("//footer")[0].text_content()
    assert f"{field:%A} {field.day} {field:%B} {field.year} at {field:%H:%M}" in told
    (slider,) = page.xpath("//input[@id='asof-slider']")
    assert slider.get("aria-label") == "As of"
    assert slider.get("aria-valuetext") == f"{field:%A} {field.day} {field:%B} {field.year} at {field:%H:%M}, Europe/Berlin"
    same = ready.ask(f"/api/v1/tidewater/findings?limit=1000&as_of={field.isoformat()}").json()["total"]
    assert same == ready.ask("/api/v1/tidewater/findings?limit=1000").json()["total"]


def test_the_table_behind_a_chart_is_its_series(ready: Server, example: Path) -> None:
    """CSV, Parquet and JSON hold the same rows, those of the finding that the chart draws."""
    link = html.fromstring(ready.ask("/tidewater/petition").text).xpath("//details[@class='behind']//a[contains(@href, '.csv')]/@href")[0]
    (found,) = uproar.open(example / "tidewater").measure(only=["petition.signature_count"])
    assert isinstance(found, Finding)
    as_json = ready.ask(link.replace(".csv", ".json")).json()
    assert [row["signatures"] for row in as_json] == [row["signatures"] for row in found.series]
    answer = ready.ask(link)
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [int(row["signatures"]) for row in rows] == [row["signatures"] for row in found.series]
    table = pq.read_table(io.BytesIO(ready.ask(link.replace(".csv", ".parquet")).body))
    assert table["signatures"].to_pylist() == [row["signatures"] for row in found.series]
    assert table["at"].to_pylist() == [row["at"] for row in found.series]


def test_tables_name_nobody_and_run_nothing() -> None:
    """Accounts are left out of every table, and a text that a spreadsheet would run is quoted."""
    rows = [{"author": 7, "account": 8, "raw": b"x", "term": text, "n": 1} for text in ("=1+1", "+a", "-a", "@a", "\ta", "#ok")]
    assert [list(row) for row in public(rows)] == [["term", "n"]] * 6
    read = list(csv.DictReader(io.StringIO(written(rows, "csv").decode())))
    assert [row["term"] for row in read] == ["'=1+1", "'+a", "'-a", "'@a", "'\ta", "#ok"]
    mixed = [{"n": 1}, {"n": 2.5}, {"n": None}]
    assert pq.read_table(io.BytesIO(written(mixed, "parquet")))["n"].to_pylist() == [1.0, 2.5, None]
    assert json.loads(written(mixed, "json")) == mixed


def test_visitors_change_nothing(ready: Server, example: Path) -> None:
    """After every page has been asked for, every file of the case is as it was."""
    before = _digests(example / "tidewater")
    for page in [*PAGES, "evidence/1", "events/no"]:
        ready.ask(f"/tidewater/{page}".rstrip("/"))
    assert before
    assert _digests(example / "tidewater") == before


def _digests(folder: Path) -> dict[str, str]:
    """Every file but what SQLite keeps beside its own for readers."""
    return {
        str(path): blake2b(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_a_known_page_is_not_sent_again(ready: Server) -> None:
    """A page that the visitor has is answered with 304 and no body."""
    first = ready.ask("/tidewater/petition")
    again = ready.ask("/tidewater/petition", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    other = ready.ask(f"/tidewater/petition?as_of={AS_OF}", If_None_Match=first.headers["etag"])
    assert other.status == 200


def test_differences_give_back_both_texts() -> None:
    """What stayed and went is the text before, what stayed and came the text after."""
    for before, after in (("", "new"), ("a  b", "a b"), ("one two", ""), ("x\ny — z", "x\nq — z!")):
        pieces = difference(before, after)
        assert "".join(text for how, text in pieces if how != "new") == before
        assert "".join(text for how, text in pieces if how != "gone") == after
