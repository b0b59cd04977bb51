"""Bursts as tables: those of a term, with how much of each was coordinated where that was asked; and the strongest of the whole stream."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from uproar.case import Case
from uproar.charts import words
from uproar.dossier.dossier import Table
from uproar.dossier.names import term_name
from uproar.findings import Finding

_MANY: Final = 3  # so many are told one by one in the timeline
_ROWS: Final = 60  # a page of them
_STRONGEST: Final = 10  # of the whole stream: enough to see what it was about


def has_many(finding: Finding, above: int = _MANY) -> bool:
    """Whether a finding holds more bursts than are told one by one."""
    return finding.name == "posts.burst" and len(finding.detail.get("each", ())) > above


def took_off(finding: Finding) -> bool:
    """Whether a finding lists what took off in the whole stream."""
    return finding.name == "posts.bursts" and bool(finding.series)


def burst_table(finding: Finding, number: str, case: Case, limit: int = _ROWS) -> Table:
    """The bursts of a term in the order of time.

    Args:
        finding: A finding of `posts.burst` with bursts.
        number: The id of its number.
        case: The case, for the name of the term and the zone.
        limit: The most rows; the strongest stay.
    """
    each = finding.detail["each"]
    shown = sorted(sorted(each, key=lambda one: -float(one["evidence"]))[:limit], key=lambda one: one["from_at"])
    rows = [
        (
            words.short(one["from_at"], case.zone),
            "still running" if one["still_running"] else words.short(one["to_at"], case.zone),
            words.count(one["accounts"]),
            words.count(one["posts"]),
            words.short(one["alarm_at"], case.zone),
            _coordinated(one),
        )
        for one in shown
    ]
    head = (f"Begin ({case.zone})", "End", "Accounts", "Posts", "First alarm", "Coordinated")
    width = len(head) if any("coordinated" in one for one in shown) else len(head) - 1
    cut = (
        f"The {words.count(len(shown))} strongest of {words.count(len(each))}; uproar measure --json gives every one."
        if len(each) > len(shown)
        else ""
    )
    return Table(f"Bursts of {term_name(finding.subject, case)}", head[:width], tuple(row[:width] for row in rows), number, cut)


def took_off_table(finding: Finding, number: str, case: Case) -> Table:
    """What took off in the whole stream, the strongest burst first.

    Args:
        finding: A finding of `posts.bursts` with bursts.
        number: The id of its number.
        case: The case, for the names of its terms and the zone.
    """
    rows = tuple(
        (
            term_name(one["term"], case),
            words.short(one["alarm_at"], case.zone),
            words.count(one["accounts"]),
            words.count(one["posts"]),
            words.length(timedelta(hours=one["window_hours"])),
            words.number(one["expected"]),
        )
        for one in finding.series[:_STRONGEST]
    )
    head = ("Term", f"First alarm ({case.zone})", "Accounts", "Posts", "Within", "Accounts expected")
    more = finding.detail["bursts"] - len(rows)
    cut = f"The {words.count(len(rows))} strongest of {words.count(len(rows) + more)}; uproar measure --json lists more." if more else ""
    return Table("What took off", head, rows, number, cut)


def _coordinated(burst: Mapping[str, Any]) -> str:
    told = burst.get("coordinated")
    if told is None:
        return "not asked"  # beyond the strongest twelve
    if "share" not in told:
        return "cannot tell"
    bounds = "" if told["low"] == told["high"] else f" ({words.percent(told['low'])} to {words.percent(told['high'])})"
    return f"{words.percent(told['share'])}{bounds}"
