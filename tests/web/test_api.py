"""The interface for programs."""

import re
from pathlib import Path

import pytest

import uproar
from tests.web.conftest import Server
from uproar.findings import Finding
from uproar.web.api import CALLS


@pytest.fixture(scope="module")
def ready(server: Server) -> Server:
    """The server once everything is measured."""
    server.settled()
    return server


def test_the_document_describes_what_answers(ready: Server) -> None:
    """Every path of the OpenAPI document answers with what it says it holds, and every call is in the document."""
    document = ready.ask("/api/openapi.json").json()
    assert set(document["paths"]) == {f"/api/v1{call.path}" for call in CALLS}
    for path, calls in document["paths"].items():
        answer = ready.ask(path.format(case="tidewater", name=1))
        assert answer.status == 200, path
        schema = calls["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        body = answer.json()
        assert set(schema["properties"]) <= set(body) | {"items"}, path
        assert set(schema.get("required", ())) <= set(body)
        if "items" in schema["properties"]:
            assert body["items"], path
            assert set(schema["properties"]["items"]["items"]["properties"]) <= set(body["items"][0]), path
        named = {one["name"] for one in calls["get"]["parameters"] if one["in"] == "path"}
        assert named == set(re.findall(r"{(\w+)}", path))


def test_findings_are_those_of_the_inquiry(ready: Server, example: Path) -> None:
    """Values and bounds are the inquiry's own, and what could not be measured is there with its reason."""
    body = ready.ask("/api/v1/tidewater/findings?limit=1000").json()
    assert body["complete"]
    assert body["faults"] == {}
    measured = uproar.open(example / "tidewater").measure(only=["petition.signature_count", "reviews.divergence", "petition.signers"])
    for one in measured:
        same = [item for item in body["items"] if item["measurement"] == one.name and item["subject"] == one.subject]
        if isinstance(one, Finding):
            assert (one.value, one.low, one.high) in [(item["value"], item["low"], item["high"]) for item in same]
        else:
            assert one.reason in [item["reason"] for item in same]


def test_pages_of_a_list_add_up(ready: Server) -> None:
    """Following the next links from the first page gives every item once, in order."""
    whole = ready.ask("/api/v1/tidewater/findings?limit=1000").json()
    path, items = "/api/v1/tidewater/findings?limit=7", []
    for _ in range(100):
        answer = ready.ask(path)
        items += answer.json()["items"]
        found = re.search(r'<([^>]+)>; rel="next"', answer.headers["link"])
        if found is None:
            break
        path = found[1]
    assert items == whole["items"]
    assert len(items) == whole["total"] > 14


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=-1", "limit=1001", "limit=x", "offset=-1", "offset=1e3", "limit=٣", "offset=99999999999999"]
)
def test_pages_out_of_range_are_refused(ready: Server, query: str) -> None:
    """A limit or offset that is no number in its range is told as a problem."""
    answer = ready.ask(f"/api/v1/tidewater/findings?{query.replace('٣', '%D9%A3')}")
    assert (answer.status, answer.headers["content-type"]) == (400, "application/problem+json")
    assert set(answer.json()) == {"type", "title", "status", "detail"}


def test_what_is_known_is_not_sent_again(ready: Server) -> None:
    """The ETag stays while records and moment stay, differs for another moment, and is answered with 304."""
    first, second = (ready.ask("/api/v1/tidewater/claims") for _ in range(2))
    assert first.headers["etag"] == second.headers["etag"]
    assert ready.ask("/api/v1/tidewater/claims", If_None_Match=first.headers["etag"]).status == 304
    assert ready.ask("/api/v1/tidewater/claims?as_of=2026-03-12T21:40", If_None_Match=first.headers["etag"]).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/nothing/findings",
        "/api/v1/tidewater/nothing",
        "/api/v1/tidewater/evidence/0",
        "/api/v1/tidewater/evidence/x'--",
        "/api/nothing",
    ],
)
def test_problems_are_told_as_such(ready: Server, path: str) -> None:
    """What is not there is told as problem+json."""
    answer = ready.ask(path)
    assert (answer.status, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["status"] == 404


def test_claims_and_timeline_hold_the_case(ready: Server, example: Path) -> None:
    """Claims carry their verdicts and articles; the timeline is in order of time and holds the case's own event."""
    checked = uproar.open(example / "tidewater").check_stored()
    claims = ready.ask("/api/v1/tidewater/claims?limit=1000").json()["items"]
    assert sorted(claim["verdict"] for claim in claims) == sorted(one.verdict.value for article in checked for one in article.claims)
    events = ready.ask("/api/v1/tidewater/timeline?limit=1000").json()["items"]
    assert [event["at"] for event in events] == sorted(event["at"] for event in events)
    assert any("Halden Interactive makes a statement" in event["text"] for event in events)
