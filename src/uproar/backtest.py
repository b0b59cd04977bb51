"""How well forecasts of a case's own petitions would have done so far: each of its pasts, forecast and compared with what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from uproar.case import Case
from uproar.findings import Ask, Unmeasured, from_micros, to_micros
from uproar.instruments.petition.forecast import MEASUREMENT, history, missing
from uproar.instruments.run import parameters
from uproar.stats.forecast.rolling import HORIZONS, METHODS, Summary, backtest, summaries
from uproar.store import Store


@dataclass(frozen=True, slots=True)
class Backtested:
    """The forecasts of one petition, judged.

    Attributes:
        petition: Its id.
        as_of: The moment whose knowledge they were judged by.
        readings: Readings of its counter.
        from_at, to_at: First and last of them.
        summaries: One a horizon and method: origins, median absolute log errors of count and gain, pinball loss, 90 % coverage.
    """

    petition: str
    as_of: datetime
    readings: int
    from_at: datetime
    to_at: datetime
    summaries: tuple[Summary, ...]


def backtest_petitions(store: Store, case: Case, as_of: datetime, petitions: Sequence[str] = ()) -> list[Backtested | Unmeasured]:
    """Judge petition.forecast and the plain methods on the readings of a case, from each day of a petition's age, by what was read later.

    Args:
        store: The case's store.
        case: The case; its petitions are taken where none is named.
        as_of: The moment whose knowledge judges.
        petitions: Ids of petitions.

    Returns:
        One a petition; one that no forecast can be judged on says why.
    """
    named = petitions or [petition.id for petition in case.petitions]
    if not named:
        return [Unmeasured(MEASUREMENT.name, "", "the case names no petition", "a petition in case.toml, or --petition ID", as_of)]
    return [_one(store, Ask(as_of, subject=petition, zone=case.zone), petition) for petition in named]


def _one(store: Store, ask: Ask, petition: str) -> Backtested | Unmeasured:
    reduction = store.reduce(MEASUREMENT.sql, parameters(MEASUREMENT, ask), to_micros(ask.as_of))
    rows = reduction.rows
    thin = missing(rows, petition)
    if thin is not None:
        return Unmeasured(MEASUREMENT.name, petition, *thin, ask.as_of, reduction.evidence)
    judged = summaries(backtest(*history(rows), METHODS))
    if not judged:
        needs = f"readings over more than {24 + min(HORIZONS):.0f} h, one of them within {1.25 * min(HORIZONS):.0f} h of an earlier one"
        return Unmeasured(
            MEASUREMENT.name,
            petition,
            "no reading a day after one that a forecast could be made from",
            needs,
            ask.as_of,
            reduction.evidence,
        )
    records = sum(int(row["records"]) for row in rows)
    return Backtested(petition, ask.as_of, records, from_micros(rows[0]["moment"]), from_micros(rows[-1]["moment"]), tuple(judged))
