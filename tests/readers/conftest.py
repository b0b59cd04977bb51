"""What the readers' tests share: write a file, load it, look at what was stored."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from uproar.case import Case
from uproar.loading import load_file
from uproar.readers.options import Options
from uproar.records import ImportReport
from uproar.store import Store

FOREVER = 2**62


@dataclass
class Desk:
    """A case, its store and a folder for files."""

    case: Case
    store: Store
    folder: Path
    options: Options

    def load(self, name: str, content: str | bytes, **said: Any) -> ImportReport:
        """Write a file and load it with what a person says."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self.load_path(path, **said)

    def load_path(self, path: Path, **said: Any) -> ImportReport:
        """Load a file where it lies; whatever is read must be accounted for."""
        report = load_file(self.case, self.store, path, replace(self.options, **said))
        assert report.read == report.stored + report.duplicate + report.conflicting + sum(report.skipped.values())
        return report

    def rows(self, sql: str, as_of: int = FOREVER) -> list[dict[str, Any]]:
        """Rows of a query over the store."""
        return self.store.reduce(sql, {}, as_of).rows


@pytest.fixture
def desk(case: Case, store: Store, options: Options, tmp_path: Path) -> Desk:
    """A desk with an empty case."""
    return Desk(case, store, tmp_path, options)
