"""uproar measure and uproar network: other subjects, periods and settings; accounts only where they are asked for."""

import json
import re
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import uproar
from tests import samples
from tests.cli.test_cli import _run
from uproar.errors import EXIT_OK, EXIT_USAGE
from uproar.findings import Finding
from uproar.records import Kind


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Runs `uproar WORDS` in this process."""
    monkeypatch.setenv("COLUMNS", "140")
    return lambda *words: _run(capsys, monkeypatch, *words)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with the sample posts: a burst of #fixtidewater, and five accounts that repost together."""
    inquiry = uproar.new(tmp_path / "case", title="Tidewater", terms=["#FixTidewater"])
    inquiry.store.append(Kind.POST, samples.table(Kind.POST, samples.posts()), samples.KEY)
    return tmp_path / "case"


def _found(text: str) -> dict:
    (finding,) = json.loads(text)["findings"]
    return finding


def test_another_term_period_and_setting_can_be_asked_for(run, case: Path) -> None:
    """--subject, --from, --to and --set reach the measurement: another term, fewer posts, another interval."""
    code, out, _ = run(
        "measure", case, "--only", "posts.volume", "--subject", "#Calm1", "--from", "2026-03-09", "--to", "2026-03-09", "--json"
    )
    assert code == EXIT_OK
    day = _found(out)
    code, out, _ = run("measure", case, "--only", "posts.volume", "--subject", "#Calm1", "--set", "interval=86400000000", "--json")
    whole = _found(out)
    assert (day["subject"], whole["subject"]) == ("#calm1", "#calm1")
    assert 0 < day["value"] < whole["value"]
    assert (len(day["series"]), len(whole["series"])) == (24, 4)


def test_the_false_alarm_rate_is_set_from_the_command_line(run, case: Path) -> None:
    """A setting given as a whole number serves where the default is a fraction, and is told in the method."""
    code, out, _ = run("measure", case, "--only", "posts.burst", "--set", "false_alarms_per_day=3", "--json")
    assert code == EXIT_OK
    assert "at most 3 false alarms a day" in _found(out)["method"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--set", "wrong=1"), "false_alarms_per_day"),
        (("--set", "method"), "NAME=VALUE"),
        (("--set", "history=soon"), "a value like 48"),
        (("--from", "lately"), "--from"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_can(run, case: Path, words: tuple[str, ...], told: str) -> None:
    """An unknown setting, one without a value, one of another type and an unreadable time end with exit code 2 and what was needed."""
    code, _, err = run("measure", case, "--only", "posts.burst", *words)
    assert code == EXIT_USAGE
    assert told in err


def test_a_subject_needs_a_measurement(run, case: Path) -> None:
    """--subject alone would be put to petitions and pages too: it asks for --only."""
    code, _, err = run("measure", case, "--subject", "#Calm1")
    assert code == EXIT_USAGE
    assert "--only" in err


def test_coordination_of_one_term_is_asked_for_by_any_spelling(run, case: Path) -> None:
    """A term is folded before it is looked for; a phrase, which the measurement cannot follow, is refused."""
    code, out, _ = run("measure", case, "--only", "posts.coordination", "--subject", "#FixTidewater", "--json")
    assert code == EXIT_OK
    (missing,) = json.loads(out)["unmeasured"]  # strangers, of whom none shares enough to be judged
    assert "none of the 248 posts" in missing["reason"]
    code, _, err = run("measure", case, "--only", "posts.coordination", "--subject", "sailing")
    assert code == EXIT_USAGE
    assert "hashtag" in err


def test_python_takes_a_moment_as_text(case: Path) -> None:
    """A bare day counts from its end, as on the command line."""
    inquiry = uproar.open(case)
    by_text, by_time = inquiry.measure("2026-03-10", ["posts.volume"]), inquiry.measure(samples.START + timedelta(days=2), ["posts.volume"])
    assert [result.as_of for result in by_text] == [samples.START + timedelta(days=2)]
    assert by_text == by_time


def test_a_burst_says_how_much_of_it_was_coordinated(case: Path) -> None:
    """Where a case is measured, its burst carries the share of posts by accounts that act together; of strangers who post once it cannot be told."""
    (found,) = uproar.open(case).measure(only=["posts.burst"])
    assert isinstance(found, Finding)
    told = found.detail["coordinated"]
    assert "none of the 241 posts" in told["reason"]
    assert found.detail["posts"] == 241
    assert found.detail["each"][0]["coordinated"] is told


def test_the_network_is_written_for_gephi(run, case: Path, tmp_path: Path) -> None:
    """The five accounts that repost together, and nobody else, are written as pseudonyms: GraphML that parses, or CSV of pairs and of accounts."""
    graph = tmp_path / "net.graphml"
    code, out, _ = run("network", case, "-o", graph)
    assert code == EXIT_OK
    assert "5 accounts" in out
    nodes = [node.get("id") for node in ET.parse(graph).getroot().iter("{http://graphml.graphdrawing.org/xmlns}node")]  # noqa: S314  # written by uproar
    assert len(nodes) == 5
    assert all(re.fullmatch(r"x[0-9a-f]{16}", str(node)) for node in nodes)
    run("network", case, "-o", tmp_path / "net.csv", "--posts")
    pairs, accounts, posts = ((tmp_path / name).read_text().splitlines() for name in ("net.csv", "net-accounts.csv", "net-posts.csv"))
    assert (len(pairs), len(accounts)) == (11, 6)
    # Ten pairs that met ten times each, two posts a meeting.
    assert len(posts) == 201
    assert sorted({row.split(",")[5] for row in posts[1:]})[:2] == ["g0-0", "g0-1"]


def test_no_other_output_shows_an_account(run, case: Path) -> None:
    """Findings and their evidence hold no pseudonym of the linked accounts unless the setting asks for them."""
    _, out, _ = run("measure", case, "--only", "posts.coordination", "--json")
    _, shown, _ = run("measure", case, "--only", "posts.coordination", "--set", "accounts=true", "--json")
    group = json.loads(shown)["findings"][0]["detail"]["groups"][0]
    assert len(group) == 5
    assert all(str(account) in shown and str(account) not in out for account in group)


def test_a_network_in_another_form_is_refused(run, case: Path) -> None:
    """A file name that is neither GraphML nor CSV is refused before anything is measured."""
    code, _, err = run("network", case, "-o", "net.pdf")
    assert code == EXIT_USAGE
    assert ".graphml" in err
