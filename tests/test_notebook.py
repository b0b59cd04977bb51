"""The same from a notebook, and on paper: what docs/exports.md shows, run without Jupyter."""

import html
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import altair as alt
import pytest

import uproar
from tests.dossier import tidewater
from tests.test_export import sample_case
from uproar import frames
from uproar.dossier.build import build
from uproar.dossier.dossier import Dossier
from uproar.dossier.html import render
from uproar.dossier.write import write
from uproar.errors import UsageError

DOCS = Path(__file__).parents[1] / "docs/exports.md"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    results = tidewater.results()
    return build(tidewater.CASE, tidewater.AS_OF, results, tidewater.articles(results), tidewater.loads())


def test_the_cells_of_the_documentation_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The notebook of docs/exports.md runs as it stands: the dossier shows itself, findings are a table, charts are Altair's."""
    sample_case(tmp_path / "tidewater")
    monkeypatch.chdir(tmp_path)
    (cells,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    known: dict[str, Any] = {}
    exec(compile(cells, str(DOCS), "exec"), known)  # noqa: S102  # our own page
    assert known["table"].schema == frames.SCHEMA
    assert 0 < known["measured"].num_rows < known["table"].num_rows
    assert isinstance(known["burst"], alt.LayerChart)
    assert known["burst"].to_dict()["width"] == 500
    assert len(known["charts"]) >= 5


def test_a_dossier_shows_itself_in_a_frame(dossier: Dossier) -> None:
    """The notebook gets one sandboxed frame with the page as the file has it, and nothing outside the frame."""
    shown = dossier._repr_html_()
    (page,) = re.findall(r'^<iframe sandbox [^<>]*srcdoc="([^"]*)"[^<>]*></iframe>$', shown, re.DOTALL)
    assert html.unescape(page).replace('<base href="about:srcdoc">', "") == render(dossier)
    assert "<style" not in shown
    assert dossier._repr_markdown_().startswith("# ")


@pytest.mark.browser
def test_links_and_styles_stay_in_the_frame(dossier: Dossier, tmp_path: Path, browser: Any) -> None:
    """In a browser the page's links lead within the frame, and neither style reaches the other."""
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><style>p{{color:rgb(255,0,0)}}</style><p id=own>mine</p>{dossier._repr_html_()}")
    page = browser.new_page()
    page.goto(path.as_uri())
    frame = page.frames[1]
    frame.click("nav a[href='#claims']")
    frame.wait_for_function("scrollY > 0")
    assert frame.url == "about:srcdoc#claims"
    assert frame.evaluate("getComputedStyle(document.querySelector('main p')).color") != "rgb(255, 0, 0)"
    assert page.evaluate("getComputedStyle(document.getElementById('own')).fontFamily") != frame.evaluate(
        "getComputedStyle(document.body).fontFamily"
    )
    page.close()


@pytest.mark.browser
def test_the_page_prints_to_pdf(dossier: Dossier, tmp_path: Path) -> None:
    """The browser's print of a dossier has several pages."""
    page, paper = tmp_path / "dossier.html", tmp_path / "dossier.pdf"
    write(dossier, page)
    command = [
        chromium(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    subprocess.run([*command, f"--print-to-pdf={paper}", page.as_uri()], check=True, capture_output=True, timeout=120)
    assert len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes())) > 2


def chromium() -> str:
    """The installed Chromium; the test skips where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium is installed: apt-get install chromium")
    return found


def test_findings_as_one_table() -> None:
    """Each finding is a row with its value; what has none has a reason; accounts and nested evidence are left out."""
    results = tidewater.results()
    rows = frames.to_arrow(results).to_pylist()
    assert [(row["name"], row["subject"]) for row in rows] == [(one.name, one.subject) for one in results]
    assert all((row["value"] is None and row["value_text"] is None) is (row["reason"] is not None) for row in rows)
    private = uproar.Finding("posts.coordination", "x", 0.5, "share", tidewater.AS_OF, "", detail={"groups": ((1, 2),), "n": 2})
    assert frames.to_arrow([private]).to_pylist()[0]["detail"] == '{"n": 2}'


def test_no_findings_are_an_empty_table() -> None:
    """Without results the table has its columns and no rows."""
    assert frames.to_arrow([]).schema == frames.SCHEMA


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_data_frames(package: str) -> None:
    """Who has pandas or Polars gets the table as their frame."""
    pytest.importorskip(package, reason=f"{package} is not installed, and uproar does not need it")
    frame = getattr(frames, f"to_{package}")(tidewater.results())
    assert frame.shape == (len(tidewater.results()), len(frames.SCHEMA))


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_who_has_no_data_frames_is_told_what_to_do(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package the error names it, how to install it, and what works without."""

    def absent(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(frames.importlib, "import_module", absent)
    with pytest.raises(UsageError, match=rf"pip install {package}, or take to_arrow"):
        getattr(frames, f"to_{package}")([])
