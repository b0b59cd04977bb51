"""uproar backtest: how well forecasts of a case's petitions would have done so far, next to plain methods."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

import uproar
from uproar.backtest import Backtested, backtest_petitions
from uproar.case import moment
from uproar.cli import show
from uproar.dossier.json import to_json


def command(
    case: Annotated[Path, typer.Argument(help="The case folder.")],
    petition: Annotated[list[str], typer.Option(help="Id of a petition (default: the case's); may be repeated.")] = [],  # noqa: B006  # typer copies it
    as_of: Annotated[str, typer.Option(help="As it was known at this moment (default: the latest record).")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
) -> None:
    """Forecast each petition from every day of its past, and compare with what was read later."""
    inquiry = uproar.open(case)
    then = moment(as_of, inquiry.case.zone) if as_of else inquiry.latest()
    with show.working("Forecasting from every day …"):
        found = backtest_petitions(inquiry.store, inquiry.case, then, petition)
    judged = [one for one in found if isinstance(one, Backtested)]
    missing = [one for one in found if not isinstance(one, Backtested)]
    if as_json:
        typer.echo(to_json({"case": str(case), "as_of": then, "zone": inquiry.case.zone, "backtests": judged, "unmeasured": missing}))
        return
    for one in judged:
        _table(one, inquiry.case.zone)
    for lack in missing:
        show.console().print(f"{lack.name} {show.plain(lack.subject, 40)}: {show.plain(lack.reason)}. Needs {show.plain(lack.needs)}.")


def _table(one: Backtested, zone: str) -> None:
    out = show.console()
    out.print(f"{show.plain(one.petition, 60)}: {one.readings:,} readings, {show.period(one.from_at, one.to_at, zone)} ({zone})")
    table = Table("ahead", "method", "origins", "count off", "gain off", "pinball", "90 % held", box=None, pad_edge=False)
    for column in table.columns[2:]:
        column.justify = "right"
    for row in one.summaries:
        held = "" if row.coverage is None else f"{row.coverage:.0%}"
        numbers = (f"{row.origins:,}", f"{row.error:.2%}", f"{row.increment_error:.2f}", f"{100 * row.pinball:.2f}", held)
        table.add_row(f"{row.horizon:.0f} h", row.method, *numbers)
    out.print(table)
    out.print(
        "[dim]count off: median absolute log error; gain off: the same of what was gained; pinball: mean loss of the log count over five quantiles, x 100[/dim]"
    )
