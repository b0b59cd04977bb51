"""uproar check over several articles and folders."""

import json
from pathlib import Path

import pytest

from uproar.cli.main import main
from uproar.errors import EXIT_CONTRADICTED, EXIT_OK, EXIT_USAGE

WRONG = "As of Thursday night, a petition on Pledgeboard had gathered over 61,000 thousand signatures toward its goal of 75,000."
SOUND = "As of Thursday night, a petition on Pledgeboard had gathered over 61,000 signatures toward its goal of 75,000."


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Runs `uproar check WORDS`: exit code, standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "100")

    def check(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["uproar", "check", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), *capsys.readouterr()

    return check


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles of two outlets, one of which contradicts itself."""
    made = tmp_path / "articles"
    made.mkdir()
    for name, outlet, date, words in (
        ("a", "Dispatch", "2026-03-13T09:00Z", SOUND),
        ("b", "Gazette", "2026-03-13T17:00Z", WRONG),
        ("c", "Gazette", "", SOUND),
    ):
        (made / f"{name}.json").write_text(
            json.dumps({"headline": name, "text": words, "date": date, "outlet": outlet, "url": f"https://x.example/{name}"})
        )
    return made


def test_a_folder_gives_a_table_over_outlets(run, folder: Path) -> None:
    """Each outlet has a row, who was first is told, the width is kept, and a contradiction ends with 1."""
    code, out, err = run(folder)
    assert (code, err) == (EXIT_CONTRADICTED, "")
    assert max(map(len, out.splitlines())) <= 100
    assert [line.split()[:4] for line in out.splitlines() if line.startswith(("Dispatch", "Gazette", "all"))] == [
        ["Dispatch", "1", "0", "2"],
        ["Gazette", "2", "0", "4"],
        ["all", "3", "0", "6"],
    ]
    assert "contradicts itself" in out
    assert "without a date of publication" in out


def test_a_file_that_cannot_be_read_costs_no_other(run, folder: Path) -> None:
    """It is told on the error stream and counted, the table stands, and the exit code is 2."""
    (folder / "empty.txt").write_bytes(b"")
    code, out, err = run(folder)
    assert code == EXIT_USAGE
    assert err.count("\n") == 1
    assert "empty.txt" in err
    assert "1 document could not be read" in out
    assert "Dispatch" in out


def test_the_json_has_its_documented_shape(run, folder: Path) -> None:
    """The keys are those of docs/check.md, and every reference leads to something."""
    code, out, _ = run(folder, "--format", "json")
    assert code == EXIT_CONTRADICTED
    made = json.loads(out)
    text = (Path(__file__).parents[2] / "docs/check.md").read_text()
    claims = {claim["id"]: claim for article in made["articles"] for claim in article["claims"]}
    shown = [
        *made,
        *made["outlets"][0],
        *made["claims"][0],
        *made["claims"][0]["appearances"][0],
        *made["articles"][0],
        *next(iter(claims.values())),
    ]
    assert [key for key in shown if f"`{key}`" not in text] == []
    for shared in made["claims"]:
        for one in shared["appearances"]:
            assert claims[one["claim"]]["same_as"] == shared["id"]
            assert claims[one["claim"]]["verdict"] == one["verdict"]
    assert [article["outlet"] for article in made["articles"]] == ["Dispatch", "Gazette", "Gazette"]


def test_the_page_is_one_file_whose_spans_lead_to_verdicts(run, folder: Path, tmp_path: Path) -> None:
    """No script, nothing from elsewhere, and each marked span is a link to a card that is there."""
    code, out, _ = run(folder, "--format", "html", "--output", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text()
    assert (code, out) == (EXIT_CONTRADICTED, "")
    assert "<script" not in page
    assert " src=" not in page
    targets = [part.split('"')[0] for part in page.split('href="#')[1:]]
    assert len([one for one in targets if one.startswith("c")]) >= 6
    assert [one for one in targets if f'id="{one}"' not in page] == []


def test_claimreview_needs_a_reviewer(run, folder: Path) -> None:
    """Without a name and an address it is refused; with them each claim is one review."""
    assert run(folder, "--format", "claimreview")[0] == EXIT_USAGE
    code, out, _ = run(folder, "--format", "claimreview", "--reviewer", "The Desk", "--reviewer-url", "https://desk.example/1")
    assert code == EXIT_CONTRADICTED
    assert {one["author"]["name"] for one in json.loads(out)} == {"The Desk"}


def test_an_output_that_cannot_be_written_is_told(run, folder: Path, tmp_path: Path) -> None:
    """The refusal names the file, and nothing is left beside it."""
    code, _, err = run(folder, "--format", "json", "--output", tmp_path / "nowhere" / "x.json")
    assert code == EXIT_USAGE
    assert "x.json" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles"]


def test_one_article_is_told_in_full_and_several_on_request(run, folder: Path) -> None:
    """A single file prints its quotations, figures and times as ever; of several only --details does."""
    assert "Figures" in run(folder / "a.json")[1]
    assert "Figures" not in run(folder)[1]
    assert "Figures" in run(folder, "--details")[1]


def test_sound_articles_end_with_zero(run, folder: Path) -> None:
    """What cannot be told is no failure."""
    assert run(folder / "a.json", folder / "c.json")[0] == EXIT_OK
