"""uproar backtest: what it prints, what it gives as JSON, and what it says where nothing can be judged."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

import uproar
from tests import samples
from tests.cli.test_cli import _run
from uproar.backtest import Backtested, backtest_petitions
from uproar.case import Petition
from uproar.errors import EXIT_OK
from uproar.findings import Unmeasured
from uproar.records import Kind


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Runs `uproar WORDS` in this process."""
    monkeypatch.setenv("COLUMNS", "140")
    return lambda *words: _run(capsys, monkeypatch, *words)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with a petition read for four days, and one that nobody read."""
    inquiry = uproar.new(tmp_path / "case", title="Tidewater", petitions=[Petition("tidewater-offline"), Petition("unread")])
    inquiry.store.append(Kind.SIGNATURE_COUNT, samples.table(Kind.SIGNATURE_COUNT, samples.readings()), samples.KEY)
    return tmp_path / "case"


def test_every_method_is_judged_beside_ours(run, case: Path) -> None:
    """The table has ours and the four plain methods; a petition without readings says what it needs."""
    code, out, _ = run("backtest", case)
    assert code == EXIT_OK
    for method in ("relaxation", "naive", "log growth", "power decay", "geometric decay"):
        assert re.search(rf"24 h +{method} ", out)
    assert "192 readings" in out
    assert "unread: no reading of its counter" in out


def test_json_holds_the_scores(run, case: Path) -> None:
    """Asked about one petition as JSON: three origins for a day ahead, and coverage only of what has an interval."""
    code, out, _ = run("backtest", case, "--petition", "tidewater-offline", "--json")
    assert code == EXIT_OK
    told = json.loads(out)
    (one,) = told["backtests"]
    assert told["unmeasured"] == []
    day = {row["method"]: row for row in one["summaries"] if row["horizon"] == 24}
    assert {row["origins"] for row in day.values()} == {3}
    assert day["naive"]["coverage"] is None
    assert 0 <= day["relaxation"]["coverage"] <= 1
    assert day["geometric decay"]["error"] < day["naive"]["error"]


def test_an_earlier_moment_judges_by_what_was_known(case: Path) -> None:
    """As of two and a half days there is one origin; as of one and a half day none, which is said."""
    inquiry = uproar.open(case)
    (one,) = backtest_petitions(inquiry.store, inquiry.case, samples.START + timedelta(hours=60), ["tidewater-offline"])
    assert isinstance(one, Backtested)
    assert {row.origins for row in one.summaries} == {1}
    (none,) = backtest_petitions(inquiry.store, inquiry.case, samples.START + timedelta(hours=36), ["tidewater-offline"])
    assert isinstance(none, Unmeasured)
    assert "no reading a day after" in none.reason


def test_a_case_without_petitions_says_so(run, tmp_path: Path) -> None:
    """A case that names no petition ends well, with what is missing."""
    uproar.new(tmp_path / "bare", title="Bare")
    code, out, _ = run("backtest", tmp_path / "bare")
    assert code == EXIT_OK
    assert "names no petition" in out
