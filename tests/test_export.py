"""What leaves a case: bundles, tables of findings, pictures of charts."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import uproar
from tests import samples
from tests.dossier import tidewater
from uproar.case import author_key
from uproar.dossier.pictures import pictures
from uproar.errors import UsageError
from uproar.export.bundle import bundle
from uproar.export.charts import write_charts
from uproar.export.tables import write_findings
from uproar.records import Kind
from uproar.store.normalise import pseudonym


def sample_case(folder: Path, without: dict[Kind, int] | None = None) -> uproar.Inquiry:
    """A small case with every kind of record, less the last few of some."""
    petition, page = uproar.Petition("tidewater-offline"), uproar.TitlePage("tidewater")
    made = uproar.new(folder, title="Tidewater", terms=["#FixTidewater"], petitions=[petition], pages=[page], zone="Europe/Berlin")
    for kind, rows in samples.RECORDS.items():
        told = rows() + (claiming() if kind is Kind.ARTICLE else [])
        made.store.append(kind, samples.table(kind, told[: len(told) - (without or {}).get(kind, 0)]), author_key(folder))
    return made


def claiming() -> list[dict[str, Any]]:
    """An article with a figure that the readings can settle, and a text that no bundle may hold beyond its page."""
    text = "As of Thursday morning, a petition on Pledgeboard had gathered over 61,000 signatures.\n\nThe harbour was quiet."
    told = {"outlet": "Paper 9", "title": "Petition grows", "text": text, "published_source": "json-ld", "confidence": "high"}
    return [{"id": "https://press.example/9", "url": "https://press.example/9", "at": samples.START + timedelta(days=3, hours=9), **told}]


@pytest.fixture(scope="module")
def inquiry(tmp_path_factory: pytest.TempPathFactory) -> uproar.Inquiry:
    return sample_case(tmp_path_factory.mktemp("case") / "tidewater")


@pytest.fixture(scope="module")
def content(inquiry: uproar.Inquiry) -> bytes:
    return bundle(inquiry, inquiry.latest())


@pytest.fixture(scope="module")
def files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(files: dict[str, bytes], name: str) -> list[Any]:
    """The rows of a results file."""
    return [json.loads(line) for line in files[name].splitlines()]


def test_manifest_names_every_file(files: dict[str, bytes]) -> None:
    """The manifest holds the SHA-256 and size of every other file, the versions of what computes, the case and the moment."""
    manifest = json.loads(files["manifest.json"])
    found = {name: {"sha256": sha256(body).hexdigest(), "bytes": len(body)} for name, body in files.items() if name != "manifest.json"}
    assert manifest["files"] == found
    assert {"uproar", "python", "duckdb", "numpy", "pyarrow", "vl-convert-python"} <= set(manifest["versions"])
    assert (manifest["case"], manifest["as_of"], manifest["zone"]) == ("Tidewater", "2026-03-12T23:55:00+00:00", "Europe/Berlin")
    assert len(manifest["fingerprint"]) == 16


def test_same_store_and_moment_give_the_same_bytes(inquiry: uproar.Inquiry, content: bytes) -> None:
    """A bundle made again, by another connection, is the same to the byte."""
    assert bundle(uproar.open(inquiry.case.folder or ""), inquiry.latest()) == content


def test_every_finding_leads_to_its_query_and_rows(files: dict[str, bytes]) -> None:
    """Every finding, gap and claim names a query of the bundle, whose results have as many rows as it says."""
    queries = {one["id"]: one for one in json.loads(files["queries.json"])}
    findings, missing, articles = (json.loads(files[name]) for name in ("findings.json", "unmeasured.json", "claims.json"))
    claims = [result for article in articles for claim in article["claims"] for result in claim["rests_on"]]
    assert len(findings) >= 20
    assert len(claims) >= 1
    cited = {one["evidence"] for one in [*findings, *missing, *claims]} - {None}
    assert cited <= set(queries)
    assert {f"results/{name}.jsonl" for name in queries} == {name for name in files if name.startswith("results/")}
    assert all(one["row_count"] == len(lines(files, f"results/{name}.jsonl")) for name, one in queries.items())
    assert len({(one["query"], json.dumps(one["parameters"])) for one in queries.values()}) == len(queries)


def test_records_stand_as_hashes(files: dict[str, bytes]) -> None:
    """Each record known at the moment is one line of hashes; of reviews and signatures, whose ids may be names, there is no key."""
    known = {name[8:-4]: body.decode().splitlines() for name, body in files.items() if name.startswith("records/")}
    rows = {str(kind): len(make()) for kind, make in samples.RECORDS.items()}
    assert {kind: len(told) for kind, told in known.items()} == {**rows, "article": rows["article"] + 1}
    assert {len(line) for line in known["post"]} == {31}
    assert {len(line) for kind in ("review", "signature") for line in known[kind]} == {15}


def test_no_account_and_no_text_of_records(inquiry: uproar.Inquiry, files: dict[str, bytes]) -> None:
    """No author, no pseudonym, no address and no text of a post is in a bundle; the text of an article is on the dossier's pages alone."""
    whole = b"\n".join(files.values()).decode()
    secret = author_key(inquiry.case.store_folder.parent)
    for row in [*samples.posts()[::40], *samples.reviews()[::9], *samples.signatures()[::40]]:
        assert str(pseudonym(row["author"], secret)) not in whole
    assert "@pier" not in whole
    assert "10.0.0." not in whole
    assert "please #FixTidewater" not in whole
    assert secret.hex() not in whole
    assert {name for name, body in files.items() if b"The harbour was quiet" in body} == {"dossier.html", "dossier.json", "dossier.md"}


def test_as_of_bounds_a_bundle(inquiry: uproar.Inquiry) -> None:
    """A bundle as of an earlier moment holds the records of that moment and no later."""
    then = samples.START + timedelta(days=1)
    with zipfile.ZipFile(io.BytesIO(bundle(inquiry, then))) as archive:
        told = json.loads(archive.read("manifest.json"))
    assert told["records"]["signature_count"] == 49
    assert told["records"]["page"] == 2
    assert told["as_of"] == then.isoformat()


@pytest.mark.parametrize("suffix", ["parquet", "csv", "json"])
def test_findings_as_a_file(tmp_path: Path, suffix: str) -> None:
    """Each format holds every finding with its value and every gap with its reason and no value."""
    results, path = tidewater.results(), tmp_path / f"findings.{suffix}"
    write_findings(results, tidewater.CASE, tidewater.AS_OF, path)
    if suffix == "json":
        told = json.loads(path.read_text())
        rows = told["findings"] + told["unmeasured"]
    else:
        rows = pq.read_table(path).to_pylist() if suffix == "parquet" else list(csv.DictReader(io.StringIO(path.read_text(), newline="")))
    assert sorted(row["name"] for row in rows) == sorted(result.name for result in results)
    gaps = [row for row in rows if row.get("reason")]
    assert len(gaps) == sum(isinstance(result, uproar.Unmeasured) for result in results) >= 1
    assert all(gap.get("value") in (None, "") for gap in gaps)
    signed = next(row for row in rows if row["name"] == "petition.signature_count")
    assert float(signed["value"]) == next(one.value for one in results if one.name == "petition.signature_count")  # type: ignore[union-attr]


def test_a_spreadsheet_runs_nothing(tmp_path: Path) -> None:
    """A subject that a spreadsheet would take for a formula is quoted in CSV."""
    path = tmp_path / "f.csv"
    write_findings([uproar.Unmeasured("posts.burst", "=1+1", "-", "posts", tidewater.AS_OF)], tidewater.CASE, tidewater.AS_OF, path)
    (row,) = csv.DictReader(io.StringIO(path.read_text(), newline=""))
    assert (row["subject"], row["reason"]) == ("'=1+1", "'-")


def test_unknown_ending_is_refused(tmp_path: Path) -> None:
    """A file of another ending is refused with those that are known."""
    with pytest.raises(UsageError, match=r"\.parquet, \.csv, \.json"):
        write_findings([], tidewater.CASE, tidewater.AS_OF, tmp_path / "findings.xlsx")


def test_charts_are_pictures_of_their_own(tmp_path: Path) -> None:
    """Each chart is an SVG and a PNG under one name, and both carry its title."""
    drawn = dict(list(pictures(tidewater.results(), tidewater.CASE).items())[:2])
    written = write_charts(drawn, tmp_path / "charts")
    assert [path.name for path in written] == [f"{name}{suffix}" for name in drawn for suffix in (".svg", ".png")]
    for name, drawing in drawn.items():
        svg, png = (tmp_path / "charts" / f"{name}.svg").read_text(), (tmp_path / "charts" / f"{name}.png").read_bytes()
        assert png.startswith(b"\x89PNG")
        assert int.from_bytes(png[16:20], "big") >= 1_400
        body = svg.partition("</desc>")[2]
        assert all(word in body for word in drawing.title.split()[:3])


def test_no_name_of_a_chart_leaves_its_folder() -> None:
    """Whatever a subject is called, its chart's name has no slash and begins with its instrument."""
    results = [one for one in tidewater.results() if one.name == "posts.volume"]
    hostile = [
        uproar.Finding(**{**_fields(one), "subject": "../../etc/passwd\x00 \u202e"}) for one in results if isinstance(one, uproar.Finding)
    ]
    names = list(pictures([*hostile, *hostile], tidewater.CASE))
    assert len(names) >= 1
    assert all(name.startswith("posts.volume-etc-passwd") for name in names)
    assert not any(mark in name for name in names for mark in "/\\\x00\u202e")


def _fields(finding: uproar.Finding) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in finding.__dataclass_fields__}
