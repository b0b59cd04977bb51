"""uproar measure of articles: the foremost stories and days on the terminal, each piece of evidence once in JSON."""

import json
from pathlib import Path

import pytest

import uproar
from tests import samples
from tests.cli.test_cli import _run
from uproar.errors import EXIT_OK
from uproar.records import Kind


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Runs `uproar WORDS` in this process."""
    monkeypatch.setenv("COLUMNS", "140")
    return lambda *words: _run(capsys, monkeypatch, *words)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with the sample articles."""
    inquiry = uproar.new(tmp_path / "case", title="Tidewater", terms=["#FixTidewater"])
    inquiry.store.append(Kind.ARTICLE, samples.table(Kind.ARTICLE, samples.articles()), samples.KEY)
    return tmp_path / "case"


def test_stories_and_days_are_printed_where_only_the_press_is_asked_about(run, case: Path) -> None:
    """Asked about stories and days alone, the terminal shows the foremost of each, without what to read next, which was not asked."""
    code, out, _ = run("measure", case, "--only", "press.story", "--only", "press.timeline")
    assert code == EXIT_OK
    assert "First told by (UTC)" in out
    assert "To read next" not in out
    assert "Days that the articles name" in out


def test_evidence_that_findings_share_is_printed_once(run, case: Path) -> None:
    """Findings of one measurement name the same evidence, which stands once beside them with its query."""
    code, out, _ = run("measure", case, "--only", "press.article", "--only", "press.story", "--json")
    assert code == EXIT_OK
    found = json.loads(out)
    named = {name: {one["evidence"] for one in found["findings"] if one["name"] == name} for name in ("press.article", "press.story")}
    assert [len(ids) for ids in named.values()] == [1, 1]
    assert set.union(*named.values()) == set(found["evidence"])
    assert all("SELECT" in one["query"] for one in found["evidence"].values())
