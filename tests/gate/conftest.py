"""What every gate needs: its floors, and the shared scorers and benchmarks, which are no part of the package, from their files."""

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def floors() -> dict[str, float]:
    """The pinned floors; lowering one needs a reason in the same commit."""
    text = (Path(__file__).parent / "floors.json").read_text(encoding="utf-8")
    return {name: float(value) for name, value in json.loads(text).items()}


def _module_at(path: Path) -> ModuleType:
    """Run a Python file as a module; nothing is written beside it, since the shared folder is read-only."""
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    wrote, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = wrote
    return module


@pytest.fixture(scope="session")
def module_at() -> Callable[[Path], ModuleType]:
    """Runs a Python file as a module."""
    return _module_at


@pytest.fixture(scope="session")
def shared(data: Path) -> Callable[[str], ModuleType]:
    """The shared scorer of a name, or a skip."""

    def scorer(name: str) -> ModuleType:
        path = data.parent / "eval" / f"{name}.py"
        if not path.is_file():
            pytest.skip(f"the shared scorer is not at {path}")
        return _module_at(path)

    return scorer
