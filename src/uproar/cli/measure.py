"""uproar measure: every measurement of a case, or why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any

import typer

import uproar
from uproar.case import moment
from uproar.cli import show, values
from uproar.dossier.json import to_json
from uproar.errors import UsageError
from uproar.findings import Evidence, Finding, Result, Unmeasured
from uproar.instruments.run import measurement, measurements
from uproar.instruments.settings import read


def command(
    case: Annotated[Path, typer.Argument(help="The case folder.")],
    only: Annotated[list[str], typer.Option(help="Name of a measurement, such as posts.burst; may be repeated.")] = [],  # noqa: B006  # typer copies it
    as_of: Annotated[str, typer.Option(help="As it was known at this moment (default: the latest record).")] = "",
    subject: Annotated[list[str], typer.Option(help="Ask about this term, petition or page instead of the case's; with --only.")] = [],  # noqa: B006  # same
    from_at: Annotated[str, typer.Option("--from", help="Start of the period (default: the first record).")] = "",
    to_at: Annotated[str, typer.Option("--to", help="End of the period (default: the as-of); a bare day counts whole.")] = "",
    settings: Annotated[
        list[str], typer.Option("--set", help="A setting, NAME=VALUE, such as false_alarms_per_day=1 or window=12h; may be repeated.")
    ] = [],  # noqa: B006  # same
    as_json: Annotated[
        bool, typer.Option("--json", help="Print findings as JSON; each names its evidence, printed once under `evidence`.")
    ] = False,
) -> None:
    """Measure a case: findings with bounds and periods, or the reason why there is none."""
    inquiry = uproar.open(case)
    zone = inquiry.case.zone
    then = moment(as_of, zone) if as_of else inquiry.latest()
    if subject and not only:
        raise UsageError("--subject", "--only with a measurement that takes such subjects", "none", "Add --only posts.burst, for example.")
    asked = dict(values.setting(text) for text in settings)
    known = (
        {name for one in (measurement(name) for name in only) for name in one.settings}
        if only
        else {n for m in measurements() for n in m.settings}
    )
    if unknown := set(asked) - known:
        raise UsageError("--set", f"one of {', '.join(sorted(known))}", ", ".join(sorted(unknown)), "See docs/instruments.")
    defaults = {name: default for each in measurements() for name, default in each.settings.items()}
    asked = {name: read(name, value, defaults[name]) for name, value in asked.items()}
    start, end = values.start(from_at, zone) if from_at else None, moment(to_at, zone, "--to") if to_at else None
    if start and start == end:
        raise UsageError(
            "--from and --to",
            "a period",
            f"one moment, {from_at}",
            "For what was known then give --as-of; for a counter at that moment give --to alone.",
        )
    if start and end and start > end:
        raise UsageError("--from", "a start before the end", f"{from_at} to {to_at}", "Exchange them.")
    with show.working("Measuring …"):
        results = inquiry.measure(
            then,
            only,
            subjects=subject,
            from_at=start,
            to_at=end,
            settings=asked,
        )
    if as_json:
        evidence, told = _evidence_once(results)
        found = [each for each, result in zip(told, results, strict=True) if isinstance(result, Finding)]
        missing = [each for each, result in zip(told, results, strict=True) if isinstance(result, Unmeasured)]
        typer.echo(
            to_json({"case": str(case), "as_of": then, "zone": zone, "findings": found, "unmeasured": missing, "evidence": evidence})
        )
    else:
        show.results(results, zone, then, inquiry.case)


def _evidence_once(results: Sequence[Result]) -> tuple[dict[str, Evidence], list[dict[str, Any]]]:
    """Each piece of evidence by an id, and the results with that id in its place: 1,275 statements rest on one query and its rows."""
    ids: dict[int, str] = {}
    evidence: dict[str, Evidence] = {}
    told = []
    for result in results:
        each = {one.name: getattr(result, one.name) for one in fields(result)}
        if result.evidence is not None:
            each["evidence"] = ids.setdefault(id(result.evidence), f"e{len(ids) + 1}")
            evidence[each["evidence"]] = result.evidence
        told.append(each)
    return evidence, told
