"""The judging functions of the pages instrument, on plain rows."""

from datetime import timedelta
from typing import Any

from tests import samples
from uproar.findings import Ask, Finding, Unmeasured, to_micros
from uproar.instruments.pages import change, current

T0 = samples.START
AS_OF = T0 + timedelta(days=10)


def _reading(day: int, before: dict[str, str | None] | None, now: dict[str, str | None], readings: int = 3) -> dict[str, Any]:
    fields = {field: now.get(field) for field in change.FIELDS}
    old: dict[str, Any] = {f"{field}_before": (before or {}).get(field) for field in change.FIELDS}
    at = to_micros(T0 + timedelta(days=day))
    old |= {f"{field}_before_at": None if before is None else at - 86_400_000_000 for field in change.FIELDS}
    seen = {f"{field}_seen": readings if now.get(field) else 0 for field in change.FIELDS}
    span = {"first_at": to_micros(T0), "last_at": to_micros(T0 + timedelta(days=2)), "readings": readings, "nth": day + 1, "records": 0}
    return {"moment": at, **fields, **old, **seen, **span}


OLD: dict[str, str | None] = {"title": "Tidewater", "description": "Sail alone.", "picture": "a.jpg"}
NEW: dict[str, str | None] = {"title": "Tidewater", "description": "Sail with friends.", "picture": "b.jpg"}


def test_a_change_lies_between_two_readings() -> None:
    """Each changed field is a finding with both texts, and an interval instead of a false instant."""
    found = change.judge([_reading(0, None, OLD), _reading(2, OLD, NEW)], Ask(AS_OF, subject="p"))
    assert [f.value for f in found if isinstance(f, Finding)] == ["description", "picture"]
    assert isinstance(found[0], Finding)
    assert (found[0].from_at, found[0].to_at) == (T0 + timedelta(days=1), T0 + timedelta(days=2))
    assert found[0].detail["before"] == "Sail alone."


def test_a_field_that_was_not_read_is_no_change() -> None:
    """A reading without a picture may have been read badly: it changes nothing, in either direction."""
    blank = {**OLD, "picture": None}
    (found,) = change.judge([_reading(0, None, OLD), _reading(1, OLD, blank), _reading(2, blank, OLD)], Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    assert found.value == "none"


def test_changes_outside_the_period_are_not_told() -> None:
    """Asked about a later week, an earlier change is left out, and "none" is said."""
    rows = [_reading(0, None, OLD), _reading(2, OLD, NEW)]
    (found,) = change.judge(rows, Ask(AS_OF, T0 + timedelta(days=5), T0 + timedelta(days=6), "p"))
    assert isinstance(found, Finding)
    assert found.value == "none"


def test_one_reading_shows_no_change() -> None:
    """A change needs two readings."""
    (thin,) = change.judge([_reading(0, None, OLD, readings=1)], Ask(AS_OF, subject="p"))
    assert isinstance(thin, Unmeasured)
    assert "only one reading" in thin.reason


def test_the_current_page_is_the_last_reading() -> None:
    """Only fields that were read are told."""
    row = {
        "moment": to_micros(T0),
        "url": None,
        "title": "Tidewater",
        "description": "Sail.",
        "picture": None,
        "rating": None,
        "availability": None,
        "records": 1,
    }
    (found,) = current.judge([row], Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    assert dict(found.detail) == {"title": "Tidewater", "description": "Sail."}
