"""What the way posts were chosen allows to be said of them."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.findings import Ask, Row, Unmeasured

_REFUSALS = {
    "browse": "a browse sample holds what a platform showed to one person, so its counts follow the feed and not the public",
    "search": "a search holds only posts that match it, so it cannot say how a term stood among the others",
}
_NEEDS = "a stream or a census of posts (if these are one, load them with --sampling stream)"


def refuse(name: str, rows: Sequence[Row], ask: Ask, refused: Sequence[str]) -> Unmeasured | None:
    """Refuse a measurement that the samples behind it cannot carry.

    Args:
        name: The measurement.
        rows: Rows of a reduction with the column `samplings`: comma-separated kinds of sample in the row.
        ask: The ask.
        refused: Kinds of sample that do not serve.
    """
    seen = {sampling for row in rows for sampling in str(row["samplings"] or "").split(",")}
    for sampling in refused:
        if sampling in seen:
            mixed = " (mixed with others here)" if len(seen) > 1 else ""
            return Unmeasured(name, ask.subject or "", f"{_REFUSALS[sampling]}{mixed}", _NEEDS, ask.as_of)
    return None
