"""The shape of the project: what keeps it readable is tested like everything else."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from uproar.instruments.run import measurements
from uproar.readers.reader import readers

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def test_the_whole_path_fits_one_screenful_or_two() -> None:
    """`inquiry.py` stays within 120 lines and holds no SQL."""
    text = (ROOT / "src/uproar/inquiry.py").read_text()
    assert len(text.splitlines()) <= 120
    assert not re.search(r"\b(SELECT|FROM \w+ WHERE|GROUP BY)\b", text)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_no_file_outgrows_its_room(path: Path) -> None:
    """A source file has at most 400 lines."""
    assert len(path.read_text().splitlines()) <= 400


def test_only_the_edge_reads_the_clock() -> None:
    """Nothing but the command line calls now() or today()."""
    calls = re.compile(r"\b(datetime\.now|date\.today|datetime\.today|time\.time)\(")
    found = [str(path) for path in SOURCES if "cli" not in path.parts and calls.search(path.read_text())]
    assert found == []


def test_every_command_is_documented() -> None:
    """Each command of the command line is shown in the tour or the README."""
    commands = [path.stem for path in (ROOT / "src/uproar/cli").glob("*.py") if path.stem not in {"__init__", "main", "show", "values"}]
    text = (ROOT / "docs/tour.md").read_text() + (ROOT / "README.md").read_text()
    assert len(commands) >= 7
    assert [command for command in commands if f"uproar {command}" not in text] == []


def test_every_reader_is_documented() -> None:
    """Each format has its name in docs/formats.md."""
    text = (ROOT / "docs/formats.md").read_text()
    assert [reader.name for reader in readers() if f"`{reader.name}`" not in text] == []


def test_every_instrument_page_tells_only_what_exists() -> None:
    """No page describes a measurement that is not there."""
    told = {
        match
        for path in (ROOT / "docs/instruments").glob("*.md")
        for match in re.findall(r"^## ([a-z]+\.[a-z_]+)$", path.read_text(), re.MULTILINE)
    }
    assert told == {measurement.name for measurement in measurements()}


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda p: p.stem)
def test_every_test_states_its_rule(path: Path) -> None:
    """Each test function has a docstring."""
    tree = ast.parse(path.read_text())
    tests = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test")]
    assert [test.name for test in tests if not ast.get_docstring(test)] == []


def test_importing_opens_nothing_heavy() -> None:
    """The command line starts without charts, a browser, the reader of pages and the patterns of claims: together they take a second."""
    heavy = ("altair", "playwright", "trafilatura", "htmldate", "uproar.claims.find")
    script = f"import sys, uproar.cli.main; print([name for name in {heavy} if name in sys.modules])"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
