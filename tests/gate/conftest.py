"""What every gate needs: its floors, and the shared scorers from their files."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def floors() -> dict[str, float]:
    """The pinned floors; lowering one needs a reason in the same commit."""
    text = (Path(__file__).parent / "floors.json").read_text(encoding="utf-8")
    return {name: float(value) for name, value in json.loads(text).items()}


@pytest.fixture(scope="session")
def shared(data: Path, module_at: Callable[[Path], ModuleType]) -> Callable[[str], ModuleType]:
    """The shared scorer of a name, or a skip."""

    def scorer(name: str) -> ModuleType:
        path = data.parent / "eval" / f"{name}.py"
        if not path.is_file():
            pytest.skip(f"the shared scorer is not at {path}")
        return module_at(path)

    return scorer
