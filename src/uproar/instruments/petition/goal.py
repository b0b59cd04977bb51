"""petition.goal: what the counter is shown against, and whether somebody chose it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros

SQL = """
SELECT goal, min(event_at) AS first_at, max(event_at) AS last_at, min(signature_count) AS least, max(signature_count) AS most, count(*) AS records
FROM signature_count WHERE petition = $subject AND goal IS NOT NULL AND event_at >= $from_at AND event_at < $to_at
GROUP BY goal ORDER BY last_at
"""

# Goals that Change.org sets by itself as a petition grows; 578 of 580 goals in the shared set are the next rung above the count.
RUNGS: Final = (
    100, 200, 500, 1_000, 1_500, 2_500, 5_000, 7_500, 10_000, 15_000, 25_000, 35_000, 50_000, 75_000, 100_000, 150_000, 200_000, 300_000, 500_000, 1_000_000,
    1_500_000, 2_000_000, 3_000_000, 5_000_000, 10_000_000,
)  # fmt: skip


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """The goal last shown, and whether it is the site's next rung or was set by hand.

    Args:
        rows: One a goal shown: goal, first_at, last_at (microseconds), least and most signatures while it was shown.
        ask: The ask; its subject is the petition.
    """
    name, petition = "petition.goal", ask.subject or ""
    if not rows:
        return [Unmeasured(name, petition, "no reading of it states a goal", "readings with a goal column", ask.as_of)]
    last = rows[-1]
    rungs = {row["goal"]: next((rung for rung in RUNGS if rung > row["least"]), None) for row in rows}
    automatic = last["goal"] == rungs[last["goal"]]
    note = (
        "It is the rung that the site sets by itself above the count, and says nothing of what anybody hopes for."
        if automatic
        else "It is not the rung that a site would set above the count: somebody chose it."
    )
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
            detail={"kind": "automatic" if automatic else "explicit", "goals": tuple(row["goal"] for row in rows)},
            series=tuple({"at": from_micros(row["first_at"]), "to": from_micros(row["last_at"]), "goal": row["goal"]} for row in rows),
            notes=(note,),
        )
    ]


MEASUREMENT = Measurement(
    "petition.goal",
    "signature_count",
    "signatures",
    "The goal the counter is shown against, and whether the site or somebody set it.",
    SQL,
    judge,
    "petitions",
)
