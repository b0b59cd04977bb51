"""Other burst detectors by name, for comparison with posts.burst's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from uproar.findings import Row
from uproar.stats.bursts import kleinberg, mastodon, signitrend

# Each with the score above which it alarms by its own rule: on Mastodon's list, three deviations, in the burst state.
METHODS: Final = {"mastodon": (mastodon.scores, 0.0), "signitrend": (signitrend.scores, 3.0), "kleinberg": (kleinberg.scores, 0.0)}


def alarms_of(method: str, rows: Sequence[Row], interval: int) -> set[int]:
    """Rows in which another method alarms, by its own threshold."""
    origin = rows[0]["moment"] - rows[0]["bin"] * interval
    scores, above = METHODS[method]
    uses = [
        (row["moment"], account)
        for row in rows
        if row["accounts"]
        for account, times in zip(row["accounts"], row["uses"], strict=True)
        for _ in range(times)
    ]
    high = {index for index, score in scores(uses, interval, origin) if score > above}
    return {number for number, row in enumerate(rows) if row["bin"] in high}
