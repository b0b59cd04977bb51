"""Checking a bundle: what was changed is found, what cannot be checked is said, and nothing of a bundle is run."""

import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import uproar
import uproar.export.verify
from tests import samples
from tests.test_export import sample_case
from uproar.case import author_key
from uproar.cli.main import main
from uproar.errors import EXIT_CONTRADICTED, EXIT_OK, EXIT_USAGE, UsageError
from uproar.export.bundle import bundle
from uproar.export.compare import Check, Standing
from uproar.export.verify import verify
from uproar.records import Kind

AGREES, DIFFERS, UNCHECKED = Standing.AGREES, Standing.DIFFERS, Standing.UNCHECKED


@pytest.fixture(scope="module")
def inquiry(tmp_path_factory: pytest.TempPathFactory) -> uproar.Inquiry:
    return sample_case(tmp_path_factory.mktemp("case") / "tidewater")


@pytest.fixture(scope="module")
def whole(inquiry: uproar.Inquiry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bundle") / "bundle.zip"
    path.write_bytes(bundle(inquiry, inquiry.latest()))
    return path


@pytest.fixture
def once(inquiry: uproar.Inquiry, whole: Path, monkeypatch: pytest.MonkeyPatch) -> uproar.Inquiry:
    """The case, measured no further time: the bundle, which was made of it, says what it gives."""
    with zipfile.ZipFile(whole) as archive:
        own = {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}
    monkeypatch.setattr(uproar.export.verify, "contents", lambda *_: own)
    return inquiry


def changed(whole: Path, path: Path, change: Callable[[dict[str, bytes]], None], *, forged: bool) -> Path:
    """The bundle with some files changed; a forged one has a manifest that fits them."""
    with zipfile.ZipFile(whole) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    if forged:
        manifest = json.loads(files["manifest.json"])
        manifest["files"] = {
            name: {"sha256": sha256(body).hexdigest(), "bytes": len(body)} for name, body in files.items() if name != "manifest.json"
        }
        files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return path


def told(files: dict[str, bytes], name: str, change: Callable[[Any], Any]) -> None:
    """Change what a JSON file says."""
    files[name] = json.dumps(change(json.loads(files[name]))).encode()


def failing(checks: list[Check]) -> set[tuple[str, str, Standing]]:
    """What does not agree."""
    return {(check.part, check.what, check.standing) for check in checks if check.standing is not AGREES}


def test_a_bundle_agrees_with_its_own_case(inquiry: uproar.Inquiry, whole: Path) -> None:
    """Every file, record, query, finding, gap, article and page of a fresh bundle agrees with the case it was made of."""
    checks = verify(whole, uproar.open(inquiry.case.folder or ""))
    assert failing(checks) == set()
    counts = Counter(check.part for check in checks)
    assert counts["query"] >= 20
    assert counts["finding"] >= 20
    assert (counts["records"], counts["claim"], counts["page"]) == (6, 4, 3)


def test_files_that_were_changed_are_named(whole: Path, tmp_path: Path) -> None:
    """A file with other content, one that is missing and one that was added are each told, and nothing else."""

    def change(files: dict[str, bytes]) -> None:
        files["results/q1.jsonl"] += b"{}\n"
        del files["dossier.md"]
        files["added.txt"] = b"more"

    found = failing(verify(changed(whole, tmp_path / "b.zip", change, forged=False)))
    assert found == {("file", name, DIFFERS) for name in ("results/q1.jsonl", "dossier.md", "added.txt")}


def test_a_flipped_bit_is_found(whole: Path, tmp_path: Path) -> None:
    """One byte changed inside a packed file is told of that file."""
    raw = bytearray(whole.read_bytes())
    with zipfile.ZipFile(whole) as archive:
        entry = archive.getinfo("findings.json")
    raw[entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2] ^= 0x10
    path = tmp_path / "b.zip"
    path.write_bytes(raw)
    assert failing(verify(path)) == {("file", "findings.json", DIFFERS)}


def test_a_forged_value_is_found(whole: Path, once: uproar.Inquiry, tmp_path: Path) -> None:
    """A changed count, with a manifest that fits it, passes without the case and is found with it."""

    def change(files: dict[str, bytes]) -> None:
        told(
            files,
            "findings.json",
            lambda all_: [{**one, "value": 99_999} if one["name"] == "petition.signature_count" else one for one in all_],
        )

    path = changed(whole, tmp_path / "b.zip", change, forged=True)
    assert failing(verify(path)) == set()
    assert failing(verify(path, once)) == {("finding", "petition.signature_count of tidewater-offline", DIFFERS)}


def test_a_forged_row_is_found(whole: Path, once: uproar.Inquiry, tmp_path: Path) -> None:
    """A row of a query that the case does not give is counted; the order of rows and the last digits of a sum do not count."""

    def change(files: dict[str, bytes]) -> None:
        first, *rest = files["results/q1.jsonl"].splitlines()
        row = json.loads(first)
        name = next(name for name, value in row.items() if isinstance(value, int))
        files["results/q1.jsonl"] = b"\n".join([*rest[::-1], json.dumps({**row, name: row[name] + 1}).encode()])

    checks = verify(changed(whole, tmp_path / "b.zip", change, forged=True), once)
    assert failing(checks) == {("query", "q1", DIFFERS)}
    assert next(check.reason for check in checks if check.what == "q1").startswith("1 of ")


def test_what_a_bundle_leaves_out_is_found(whole: Path, once: uproar.Inquiry, tmp_path: Path) -> None:
    """A finding that was taken out, and a page that was rewritten, are found where the case is the same."""

    def change(files: dict[str, bytes]) -> None:
        told(files, "findings.json", lambda all_: [one for one in all_ if one["name"] != "reviews.divergence"])
        files["dossier.html"] = files["dossier.html"].replace(b"Tidewater", b"Tidewinter")

    found = failing(verify(changed(whole, tmp_path / "b.zip", change, forged=True), once))
    assert found == {("finding", "reviews.divergence of Tidewater", DIFFERS), ("page", "dossier.html", DIFFERS)}


def test_no_query_of_a_bundle_is_run(whole: Path, once: uproar.Inquiry, tmp_path: Path) -> None:
    """A query that uproar does not ask itself never reaches the engine, and is told."""
    trace = tmp_path / "written.csv"

    def change(files: dict[str, bytes]) -> None:
        hostile = {
            "id": "q1",
            "query": f"COPY (SELECT 1) TO '{trace}'",
            "parameters": {},
            "row_count": 1,
            "record_count": 0,
            "left_out": [],
        }
        told(files, "queries.json", lambda all_: [hostile, *all_[1:]])

    found = failing(verify(changed(whole, tmp_path / "b.zip", change, forged=True), once))
    assert ("query", "q1", DIFFERS) in found
    assert not trace.exists()


def test_missing_records_cannot_be_checked(whole: Path, tmp_path: Path) -> None:
    """A case of one's own with other pseudonyms, that lacks some readings, checks what it can and says by hash what it lacks."""
    mine = sample_case(tmp_path / "mine", without={Kind.SIGNATURE_COUNT: 5})
    checks = verify(whole, mine)
    by = {(check.part, check.what): check for check in checks}
    counter = by["records", "signature_count"]
    assert counter.standing is UNCHECKED
    assert counter.reason.startswith("5 of 192 records are not in this case")
    assert {by["records", str(kind)].standing for kind in Kind if kind is not Kind.SIGNATURE_COUNT} == {AGREES}
    assert {check.standing for check in checks} == {AGREES, UNCHECKED}
    standings = Counter((check.part, check.standing) for check in checks)
    assert standings["query", AGREES] > standings["query", UNCHECKED] >= 1
    assert standings["page", UNCHECKED] == 3


def test_records_loaded_since_are_told(inquiry: uproar.Inquiry, whole: Path, tmp_path: Path) -> None:
    """A case that holds more as of the same moment differs, and says how many."""
    more = sample_case(tmp_path / "more")
    row = {"id": "late", "at": samples.START, "author": "a1", "text": "hello"}
    more.store.append(Kind.POST, samples.table(Kind.POST, [row]), author_key(more.case.store_folder.parent))
    checks = verify(whole, more)
    assert next(check for check in checks if check.what == "post") == Check(
        "records", "post", DIFFERS, "this case holds 1 more as of that moment"
    )


@pytest.mark.parametrize(
    "body",
    [b"no zip", b"", json.dumps({"format": "other"}).encode(), b"[]", b'{"format": "uproar evidence bundle", "version": 2}', b"\xff"],
)
def test_other_files_are_refused(tmp_path: Path, body: bytes) -> None:
    """What is no bundle, or one of a later version, is refused in one kind of error."""
    path = tmp_path / "b.zip"
    if body in (b"no zip", b""):
        path.write_bytes(body)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("manifest.json", body)
    with pytest.raises(UsageError, match="uproar verify needs"):
        verify(path)


def test_a_file_that_unfolds_beyond_bounds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip whose files are larger than the bound is refused before any is read."""
    monkeypatch.setattr(uproar.export.verify, "_LARGEST", 1_000)
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"{}" + b" " * 2_000)
    path = tmp_path / "b.zip"
    path.write_bytes(sink.getvalue())
    with pytest.raises(UsageError, match="2 GB"):
        verify(path)


@pytest.mark.parametrize(("standing", "code"), [(AGREES, EXIT_OK), (DIFFERS, EXIT_CONTRADICTED), (UNCHECKED, EXIT_USAGE)])
def test_exit_codes(
    whole: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], standing: Standing, code: int
) -> None:
    """0 where everything agrees, 1 where something differs, 2 where something cannot be checked; the reason is printed."""
    monkeypatch.setattr("uproar.cli.verify.verify", lambda *_: [Check("query", "q7", standing, "three rows\x1b[2J")])
    monkeypatch.setattr("sys.argv", ["uproar", "verify", str(whole)])
    with pytest.raises(SystemExit) as ended:
        main()
    out = capsys.readouterr().out
    assert (ended.value.code or 0) == code
    assert ("q7" in out) is (standing is not AGREES)
    assert "\x1b" not in out
    assert sha256(whole.read_bytes()).hexdigest() in out


def test_export_and_verify_as_typed(
    inquiry: uproar.Inquiry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`uproar export` and `uproar verify` work on each other's files."""
    path, table = tmp_path / "b.zip", tmp_path / "f.parquet"
    for words in (["export", inquiry.case.folder, "-o", path, "--findings", table, "--as-of", "2026-03-09"], ["verify", path]):
        monkeypatch.setattr("sys.argv", ["uproar", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        assert (ended.value.code or 0) == EXIT_OK
    assert table.stat().st_size > 1_000
    assert "files" in capsys.readouterr().out
