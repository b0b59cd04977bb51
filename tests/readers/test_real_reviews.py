"""Reviews as people hold them, read where they lie; nothing of them is kept here but counts."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.data


def test_days_written_as_midnights(desk: Any, data: Path, tmp_path: Path) -> None:
    """A table whose days an export wrote as midnights is told by its scale's column, needs no option but the side, and is read as days."""
    table = pq.read_table(data / "reviews" / "audience_scores.parquet")
    one = table.filter(pc.equal(table["title"], "TLOU2"))
    midnights = pc.strftime(one["date"].cast(pa.timestamp("s")), format="%Y-%m-%d %H:%M:%S")
    pyarrow.csv.write_csv(one.set_column(one.column_names.index("date"), "date", midnights), tmp_path / "audience.csv")
    report = desk.load_path(tmp_path / "audience.csv", side="audience")
    assert (report.format, report.stored, report.skipped) == ("reviews-csv", 3_221, {})
    assert "3,221 of 3,221 reviews carry only a day: nothing can be told of the hours within it." in report.notes
    row = desk.rows("SELECT avg((score <= 0.1)::INT) AS low, min(best_rating) AS best, any_value(subject) AS subject FROM review")[0]
    low = pc.mean(pc.less_equal(one["score"], 1).cast(pa.float64())).as_py()
    assert (row["low"], row["best"], row["subject"]) == (pytest.approx(low), 10, "TLOU2")
