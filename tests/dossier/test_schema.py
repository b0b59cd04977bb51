"""The published JSON Schemas: up to date, true of what is written, and able to refuse."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.dossier import tidewater
from uproar.case import Case
from uproar.dossier.build import build
from uproar.dossier.json import render
from uproar.dossier.schema import schemas
from uproar.export.tables import write_findings
from uproar.findings import Finding

PUBLISHED = Path(__file__).parents[2] / "docs/schema"


def refused(name: str, told: Any) -> list[str]:
    """What a published schema refuses of a document."""
    schema = json.loads((PUBLISHED / name).read_text())
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator.FORMAT_CHECKER
    return [
        f"{list(error.absolute_path)}: {error.message:.200}"
        for error in Draft202012Validator(schema, format_checker=checker).iter_errors(told)
    ]


@pytest.fixture(scope="module")
def dossier() -> Any:
    results = tidewater.results()
    return json.loads(render(build(tidewater.CASE, tidewater.AS_OF, results, tidewater.articles(results), tidewater.loads())))


def test_published_schemas_are_those_of_the_code() -> None:
    """docs/schema holds what the types say today: python -m uproar.dossier.schema docs/schema writes it anew."""
    published = {path.name: json.loads(path.read_text()) for path in PUBLISHED.glob("*.json")}
    assert published == json.loads(json.dumps(schemas()))


def test_dossier_keeps_to_its_schema(dossier: Any) -> None:
    """A full dossier and an empty one are what the schema says."""
    empty = json.loads(render(build(Case(), tidewater.AS_OF, [], [], [])))
    assert refused("dossier.schema.json", dossier) == []
    assert refused("dossier.schema.json", empty) == []


def test_findings_keep_to_their_schema(tmp_path: Path) -> None:
    """Exported findings and reasons for none are what the schema says."""
    path = tmp_path / "findings.json"
    # The first rows of a series are as all others, and looking at each of thousands takes seconds.
    short = [replace(one, series=one.series[:20]) if isinstance(one, Finding) else one for one in tidewater.results()]
    write_findings(short, tidewater.CASE, tidewater.AS_OF, path)
    told = json.loads(path.read_text())
    assert len(told["findings"]) >= 10
    assert told["unmeasured"]
    assert refused("findings.schema.json", told) == []


def test_another_document_is_refused() -> None:
    """A missing key, a number in the place of a text, a verdict that does not exist and another version are each refused."""
    made = [one for one in tidewater.results() if one.name == "petition.goal"]
    dossier = json.loads(render(build(tidewater.CASE, tidewater.AS_OF, made, [], [])))
    assert refused("dossier.schema.json", dossier) == []
    number = next(iter(dossier["numbers"]))
    cut = {key: value for key, value in dossier.items() if key != "timeline"}
    assert refused("dossier.schema.json", cut)
    assert refused("dossier.schema.json", {**dossier, "headline": 7})
    assert refused("dossier.schema.json", {**dossier, "counts": [["likely", 1]]})
    assert refused("dossier.schema.json", {**dossier, "schema_version": 2})
    assert refused("dossier.schema.json", {**dossier, "numbers": {number: {**dossier["numbers"][number], "low": "far"}}})
