"""petition.goal: what the counter is shown against, and whether somebody chose it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros

SQL = """
SELECT goal, min(event_at) AS first_at, max(event_at) AS last_at, min(signature_count) AS least, max(signature_count) AS most, count(*) AS records
FROM signature_count WHERE petition = $subject AND goal IS NOT NULL AND event_at >= $from_at AND event_at < $to_at
GROUP BY goal ORDER BY last_at, goal
"""

# Goals that Change.org sets by itself as a petition grows: 288 of the 290 goals in the shared set are the next of them above the count (78,097 is shown against
# 150,000, so 100,000 is none). What follows the last is not known.
RUNGS: Final = (
    100, 200, 500, 1_000, 1_500, 2_500, 5_000, 7_500, 10_000, 15_000, 25_000, 35_000, 50_000, 75_000, 150_000, 200_000, 300_000, 500_000, 1_000_000,
)  # fmt: skip
LADDER_OF: Final = "change.org"


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """The goal last shown, and whether it is the site's next rung, was set by hand, or cannot be told.

    Args:
        rows: One a goal shown: goal, first_at, last_at (microseconds), least and most signatures while it was shown.
        ask: The ask; its subject is the petition.
    """
    name, petition = "petition.goal", ask.subject or ""
    if not rows:
        return [Unmeasured(name, petition, "no reading of it states a goal", "readings with a goal column", ask.as_of)]
    last = rows[-1]
    site = str(MEASUREMENT.setting(ask, "site"))
    by_ladder, note = _kind(last)
    kind = by_ladder
    if LADDER_OF not in site.casefold():
        kind, note = "cannot tell", _elsewhere(site, by_ladder, note)
    return [
        Finding(
            name,
            petition,
            last["goal"],
            "signatures",
            ask.as_of,
            "The goal last shown beside the counter, compared with the ladder of goals that Change.org sets by itself.",
            low=last["goal"],
            high=last["goal"],
            from_at=from_micros(last["first_at"]),
            to_at=from_micros(last["last_at"]),
            detail={"kind": kind, "by_ladder": by_ladder, "goals": tuple(row["goal"] for row in rows)},
            series=tuple({"at": from_micros(row["first_at"]), "to": from_micros(row["last_at"]), "goal": row["goal"]} for row in rows),
            notes=(note,),
        )
    ]


def _elsewhere(site: str, by_ladder: str, note: str) -> str:
    """What is said of a goal whose site is another than the ladder's, or is not known."""
    if site:
        return f"Which goals {site} sets by itself is not known: whether somebody chose this one cannot be told."
    unknown = "Nobody says which site it is on, so whether somebody chose this goal cannot be told"
    if by_ladder == "cannot tell":
        return f"{unknown}."
    return f"{unknown}. If it is on Change.org: {note[0].lower()}{note[1:]}"


def _kind(row: Row) -> tuple[str, str]:
    """Whether a goal is "automatic", "explicit" or "cannot tell" by the ladder, and why."""
    goal, least, most = row["goal"], row["least"], row["most"]
    place = bisect_right(RUNGS, least)
    if goal not in RUNGS and least < RUNGS[-1]:
        return "explicit", "It is not the rung that a site would set above the count: somebody chose it."
    if place == len(RUNGS):
        return (
            "cannot tell",
            f"Which goals the site sets by itself above {RUNGS[-1]:,} is not known: whether somebody chose this one cannot be told.",
        )
    if most >= goal:
        return (
            "cannot tell",
            f"It is a rung of the site's own ladder, but was still shown at {most:,} signatures: whether somebody chose it cannot be told.",
        )
    if goal == RUNGS[place]:
        return "automatic", "It is the rung that the site sets by itself above the count, and says nothing of what anybody hopes for."
    return "explicit", f"The site would have set {RUNGS[place]:,} above the count: somebody chose a higher goal."


MEASUREMENT = Measurement(
    "petition.goal",
    "signature_count",
    "signatures",
    "The goal the counter is shown against, and whether the site or somebody set it.",
    SQL,
    judge,
    "petitions",
    {"site": ""},
)
