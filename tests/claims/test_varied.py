"""Finding claims in sentences written beside the labelled set: every kind in many words, and what only looks like one."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from uproar.claims.find import find_claims
from uproar.extract.dates.find import find_dates
from uproar.extract.figures.find import find_figures
from uproar.extract.quotes.find import find_quotes
from uproar.simulate import CASE

ROWS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "varied.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_a_sentence_gives_the_kind_written_beside_it(row: dict[str, Any]) -> None:
    """A sentence gives one claim of the kind beside it, whose words stand at its span, or none."""
    text, at = row["text"], datetime.fromisoformat(row["published"])
    dates = find_dates(text, published_from=at, published_to=at + timedelta(minutes=1), zone=CASE.zone)
    found = find_claims(text, quotes=find_quotes(text), figures=find_figures(text, dates), dates=dates, case=CASE, published=at)
    assert [claim.kind.value for claim in found] == ([row["kind"]] if row["kind"] else [])
    assert all(text[slice(*claim.span)] == claim.text for claim in found)


def test_the_table_holds_many_that_only_look_like_claims() -> None:
    """At least sixty sentences, a quarter of them negatives, and every kind."""
    negatives = [row for row in ROWS if row["kind"] is None]
    assert len(ROWS) >= 60
    assert len(negatives) * 4 >= len(ROWS)
    assert len({row["kind"] for row in ROWS if row["kind"]}) == 10
