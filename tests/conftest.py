"""What tests share: the shared data sets, modules that are no part of the package, a browser, and a case folder of their own."""

import gc
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import settings

from uproar import case as cases
from uproar.readers.options import Options
from uproar.store import Store

ROOT = Path(__file__).parents[1]
# Half of hypothesis' usual number a run: each run draws others, and the whole suite stays in minutes.
settings.register_profile("suite", max_examples=50)
settings.load_profile("suite")
LOADED_AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of the search for cycles, and search less often: a twentieth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def pytest_unconfigure() -> None:
    """Let everything be collected at the end: DuckDB's bindings print a screenful about what is not."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the shared data sets; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("UPROAR_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "README.md").is_file():
        pytest.skip(f"the shared data sets are not at {folder}: set UPROAR_DATA to their folder")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> cases.Case:
    """An empty case about an invented game, in Berlin's zone."""
    petition = cases.Petition("tidewater-offline", "Let us play Tidewater offline", "pledgeboard.example")
    page = cases.TitlePage("tidewater", "https://store.example/tidewater")
    made = cases.Case("Tidewater", ("Gezeiten",), ("#fixtidewater",), (), (petition,), (page,), "Europe/Berlin")
    return cases.create(made, tmp_path / "tidewater")


@pytest.fixture
def store(case: cases.Case) -> Store:
    """The store of that case."""
    return Store(case.store_folder)


@pytest.fixture
def options() -> Options:
    """What a person says who says nothing: only the moment of the load is known."""
    return Options(loaded_at=LOADED_AT, case_zone="Europe/Berlin")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium for all tests of a process, which can hold but one; they skip where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install uproar[test]")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium is installed: apt-get install chromium")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


def _module_at(path: Path) -> ModuleType:
    """Run a Python file as a module; nothing is written beside it, since the shared folder is read-only."""
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    wrote, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    sys.path.insert(0, str(path.parent))  # benchmarks import each other by bare name
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(path.parent))
        sys.dont_write_bytecode = wrote
    return module


@pytest.fixture(scope="session")
def module_at() -> Callable[[Path], ModuleType]:
    """Runs a Python file as a module."""
    return _module_at
