"""The command line as a person types it: output, exit codes, clear refusals."""

import json
import re
from pathlib import Path

import pytest

from uproar.cli.main import app, main
from uproar.errors import EXIT_CONTRADICTED, EXIT_OK, EXIT_USAGE


def _run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `uproar WORDS`."""
    monkeypatch.setattr("sys.argv", ["uproar", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Runs `uproar WORDS` in this process."""
    monkeypatch.setenv("COLUMNS", "140")
    return lambda *words: _run(capsys, monkeypatch, *words)


STORY = """Studio stands by Tidewater as players revolt

“Tidewater is a game about the sea,” Halden Interactive said in a statement to Harbour Post on Thursday.

#FixTidewater trended on Brightline for the entirety of Thursday. As of Thursday night, a petition on Pledgeboard had gathered {figure} \
signatures toward its goal of 75,000.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A story that contradicts itself."""
    path = tmp_path / "story.txt"
    path.write_text(STORY.format(figure="over 61,000 thousand"))
    return path


def test_a_self_contradiction_is_told_without_a_case(run, story: Path) -> None:
    """The figure is inconsistent, both numbers and the likeliest reading are said, and the exit code is 1."""
    code, out, _ = run("check", story, "--published", "2026-03-13")
    assert code == EXIT_CONTRADICTED
    flat = re.sub(r"\s+", " ", out)
    assert "inconsistent" in flat
    for word in ("61,000,000", "75,000", "61,000"):
        assert word in flat


def test_a_story_without_contradictions_ends_with_zero(run, tmp_path: Path) -> None:
    """What cannot be measured is no failure."""
    path = tmp_path / "sound.txt"
    path.write_text(STORY.format(figure="over 61,000"))
    code, out, _ = run("check", path, "--published", "2026-03-13")
    assert code == EXIT_OK
    assert "0 contradicted, 0 inconsistent" in out


def test_the_json_of_a_check_holds_everything_with_spans(run, story: Path) -> None:
    """Quotations, figures, times, names and claims come with spans that cut the text where they say."""
    code, out, _ = run("check", story, "--published", "2026-03-13", "--json")
    assert code == EXIT_CONTRADICTED
    (article,) = json.loads(out)
    for quote in article["quotes"]:
        start, end = quote["span"]
        assert article["text"][start:end] == quote["content"]
    for name in article["names"]:
        assert all(article["text"][start:end].strip() for start, end in name["spans"])
    assert {one["kind"] for one in article["names"]} >= {"work"}
    for one in article["claims"]:
        start, end = one["claim"]["span"]
        assert article["text"][start:end] == one["claim"]["text"]
    assert {one["verdict"] for one in article["claims"]} == {"inconsistent", "not_measurable"}
    assert all(one["needs"] for one in article["claims"] if one["verdict"] == "not_measurable")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _binary(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)


def _huge(path: Path) -> None:
    path.write_bytes(b"A sentence that is not worth its room. " * 1_400_000)


def _missing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize("damage", [_empty, _binary, _huge, _missing])
def test_an_unreadable_article_is_refused_in_one_line(run, tmp_path: Path, damage) -> None:
    """Empty, binary, 50 MB or missing: exit code 2 and one line that names the file, what was needed, and what came."""
    path = tmp_path / "article.html"
    damage(path)
    code, out, err = run("check", path)
    assert code == EXIT_USAGE
    assert out == ""
    assert err.startswith("uproar: ")
    assert err.count("\n") == 1
    assert "article.html" in err
    assert " needs " in err
    assert ", got " in err


@pytest.mark.parametrize(
    "text",
    [
        "قال المتحدث باسم الشركة إن اللعبة «تحكي قصة عن البحر» يوم الخميس. وقع 61000 شخص على العريضة.",
        "スタジオは木曜日に「海についてのゲームだ」と述べた。請願には6万人が署名した。",
        "“She said “no ” and 'then' ”’ „off “ »went« ‘ to “ the ’ sea \" again.",
        "“" * 5000 + "a" + "”" * 3,
        "One. \x00 Two \ufeff three \u202e four.",
    ],
    ids=["arabic", "japanese", "broken marks", "only marks", "controls"],
)
def test_any_text_is_read_without_a_fault(run, tmp_path: Path, text: str) -> None:
    """Other scripts, broken marks and control characters never end in a traceback, and nothing is invented about them."""
    path = tmp_path / "odd.txt"
    path.write_text(text * 3, encoding="utf-8")
    code, out, err = run("check", path, "--json")
    assert code in (EXIT_OK, EXIT_USAGE)
    assert (err == "") == (code == EXIT_OK)
    if code == EXIT_OK:
        assert json.loads(out)[0]["claims"] == [] or all(one["verdict"] == "not_measurable" for one in json.loads(out)[0]["claims"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "x.txt", "--case", "nowhere"], "nowhere"),
        (["measure", "nowhere"], "uproar new"),
        (["new", "{tmp}/c", "--title", "T", "--zone", "Mars/Base"], "Mars/Base"),
        (["measure", "{case}", "--as-of", "yesterday"], "2020-09-10T21:00-04:00"),
        (["measure", "{case}", "--only", "posts.mood"], "posts.rank"),
        (["load", "{case}", "{tmp}"], "a folder"),
        (["load", "{case}", "{tmp}/none.csv"], "none.csv"),
        (["load", "{case}", "{story}", "--scale", "ten"], "0-10"),
        (["load", "{case}", "{story}", "--map", "text"], "role=column"),
        (["check", "{story}", "--published", "sometime"], "sometime"),
        (["dossier", "{case}", "-o", "{tmp}/d.pdf"], ".html"),
    ],
)
def test_bad_use_ends_with_two_and_says_what_to_do(run, case, story: Path, tmp_path: Path, words: list[str], said: str) -> None:
    """Every misuse ends with exit code 2 and a line that names what was wrong or what would be right."""
    code, _, err = run(*[word.format(tmp=tmp_path, case=case.folder, story=story) for word in words])
    assert code == EXIT_USAGE
    assert said in err


def test_a_case_from_nothing_to_a_dossier(run, tmp_path: Path, story: Path) -> None:
    """New, load, measure, check and dossier work one after the other on a few records."""
    case = tmp_path / "tidewater"
    readings = tmp_path / "readings.csv"
    rows = [f"2026-03-{day}T{hour:02}:00:00Z,{day * 5000 + hour * 100},75000" for day in (11, 12, 13) for hour in range(24)]
    readings.write_text("\n".join(["time,count,goal", *rows]))
    about = ("--title", "Tidewater", "--term", "#FixTidewater", "--petition", "tidewater-offline", "--zone", "Europe/Berlin")
    assert run("new", case, *about)[0] == EXIT_OK
    code, out, _ = run("load", case, readings, "--petition", "tidewater-offline")
    assert code == EXIT_OK
    assert "72" in out
    code, out, _ = run("measure", case, "--as-of", "2026-03-12T21:00+01:00")
    assert code == EXIT_OK
    assert "62,000" in out
    assert "Not measured" in out
    code, out, _ = run("measure", case, "--json", "--only", "petition.signature_count")
    assert json.loads(out)["findings"][0]["value"] == 67_300
    sound = tmp_path / "sound.txt"
    sound.write_text(STORY.format(figure="over 61,000"))
    code, out, _ = run("check", sound, "--case", case, "--published", "2026-03-13")
    assert code == EXIT_OK
    assert "1 supported" in out or "2 supported" in out
    assert run("dossier", case, "-o", tmp_path / "d.html", "-o", tmp_path / "d.md")[0] == EXIT_OK
    assert (tmp_path / "d.html").stat().st_size > 5_000


def test_one_unreadable_file_does_not_cost_the_others(run, case, tmp_path: Path) -> None:
    """Of two files the sound one is loaded, the other is told, and the exit code is 2."""
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_bytes(b"")
    good.write_text("time,count\n2026-03-11T10:00:00Z,5\n2026-03-11T11:00:00Z,9\n")
    code, out, err = run("load", case.folder, bad, good, "--petition", "tidewater-offline")
    assert code == EXIT_USAGE
    assert "good.csv" in out
    assert "bad.csv" in err


def test_methods_lists_every_measurement(run) -> None:
    """The list names measurements with their settings, as a table and as JSON."""
    code, out, _ = run("methods", "--json")
    assert code == EXIT_OK
    rows = json.loads(out)
    assert len(rows) >= 12
    assert all(row["summary"] and row["unit"] for row in rows)
    assert "posts.rank" in run("methods")[1]


def test_terminal_controls_of_a_record_do_not_reach_the_terminal(run, tmp_path: Path) -> None:
    """Escape sequences and reordering characters in an article are shown as a mark."""
    path = tmp_path / "hostile.txt"
    path.write_text("Storm\x1b[2J over \u202eTidewater\n\n“Stop \x1b[31mthis\u2066 now,” said Ada Brandt on Thursday.\n")
    _, out, _ = run("check", path, "--published", "2026-03-13")
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\u2066" not in out


def test_every_command_has_help(run) -> None:
    """Each command explains itself and all its options."""
    for command in app.registered_commands:
        code, out, _ = run(command.name, "--help")
        assert code == EXIT_OK
        assert "Usage" in out


def test_whatever_goes_wrong_never_looks_like_a_contradiction(run, case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of uproar's own ends with 2 and one line, not with a traceback and the 1 that means "contradicted"."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("something nobody thought of")

    monkeypatch.setattr("uproar.inquiry.Inquiry.measure", broken)
    code, _, err = run("measure", case.folder)
    assert code == EXIT_USAGE
    assert "something nobody thought of" in err
    assert "report it" in err
    assert "Traceback" not in err


def test_one_unreadable_article_does_not_cost_the_others(run, story: Path, tmp_path: Path) -> None:
    """Of two articles the sound one is checked and printed, the other is told, and the exit code is 2."""
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = run("check", tmp_path / "empty.txt", story, "--published", "2026-03-13")
    assert code == EXIT_USAGE
    assert "inconsistent" in out
    assert "empty.txt" in err


def test_simulate_never_writes_into_what_is_there(run, case) -> None:
    """A folder that holds something is refused, a case above all."""
    code, _, err = run("simulate", case.folder)
    assert code == EXIT_USAGE
    assert "something in it" in err
