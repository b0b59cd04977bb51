"""Print reports, results and checked articles as tables."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.status import Status
from rich.table import Table

from uproar.case import Case
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import CheckedClaim, Verdict
from uproar.dossier import posts
from uproar.dossier.bursts import burst_table, has_many
from uproar.dossier.numbers import write_value
from uproar.dossier.press import press_tables
from uproar.dossier.sentences import in_words
from uproar.findings import Finding, Result, Unmeasured, from_micros
from uproar.records import ImportReport

# Attributes that the table shows elsewhere, or that only explain how a value was read.
_INTERNAL = {
    "anchor",
    "length",
    "length_bound",
    "relation",
    "from",
    "time_role",
    "time_reason",
    "mishap",
    "speaker",
    "term",
    "intended",
    "measure",
    "side",
}
_SIGNS = {
    Verdict.SUPPORTED: ("✓", "green"),
    Verdict.CONTRADICTED: ("✗", "red"),
    Verdict.INCONSISTENT: ("≠", "magenta"),
    Verdict.NOT_MEASURABLE: ("?", "yellow"),
}
_FOREMOST = 10  # stories, and days, where only the press was asked about
_BURSTS = 12  # rows a term that do not bury the other measurements
# Control and bidirectional characters of a record must not reach the terminal: they could move the cursor or reorder the line.
_CONTROLS = {**dict.fromkeys((*range(32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "�"), 10: " ", 13: " ", 9: " "}


def console() -> Console:
    """The terminal, or 140 columns where there is none."""
    found = Console()
    return found if found.is_terminal or os.environ.get("COLUMNS", "").isdigit() else Console(width=140)


def working(what: str) -> Status:
    """A spinner on a terminal's error stream, for what may take longer than a second; nothing elsewhere."""
    return Console(stderr=True).status(what)


def plain(text: str, limit: int = 300) -> str:
    r"""Text of a record, made safe for a terminal and cut to a length.

    Example:
        >>> plain("[red]a\x1b[2Jb")
        '\\[red]a�[2Jb'
    """
    cut = text.translate(_CONTROLS)
    return escape(cut if len(cut) <= limit else cut[: limit - 1] + "…")


def when(at: datetime | None, zone: str) -> str:
    """A moment in a zone, to the minute."""
    return "" if at is None else f"{at.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M}"


def period(start: datetime | None, end: datetime | None, zone: str) -> str:
    """A period in a zone; a whole day is said as the day."""
    if start is None or end is None or start == end:
        return when(start or end, zone)
    here = ZoneInfo(zone)
    low, high = start.astimezone(here), end.astimezone(here)
    midnights = low.time() == high.time() == datetime.min.time()
    if midnights:
        last = high - timedelta(days=1)
        return f"{low:%a %Y-%m-%d}" if last.date() <= low.date() else f"{low:%a %Y-%m-%d} to {last:%a %Y-%m-%d}"
    if low.date() == high.date():
        return f"{low:%a %Y-%m-%d %H:%M}–{high:%H:%M}"
    return f"{low:%a %Y-%m-%d %H:%M} to {high:%a %Y-%m-%d %H:%M}"


def number(value: Any) -> str:
    """A value as people read it: thousands separated, three significant digits after the point.

    Example:
        >>> number(604000), number(0.90612), number(12.3456), number("picture")
        ('604,000', '0.906', '12.3', 'picture')
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return plain(str(value), 80)
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def reports(found: Sequence[ImportReport], zone: str) -> None:
    """One row a file with times in a zone, then what a careful reader must know."""
    if not found:
        return
    out = console()
    table = Table("file", "format", "read", "stored", "duplicate", "conflict", "skipped", f"from ({zone})", "to", box=None, pad_edge=False)
    for column in table.columns[2:7]:
        column.justify = "right"
    for report in found:
        times = ["" if at is None else when(from_micros(at), zone) for at in (report.first_at, report.last_at)]
        counts = [f"{n:,}" for n in (report.read, report.stored, report.duplicate, report.conflicting, sum(report.skipped.values()))]
        table.add_row(plain(report.path.rpartition("/")[2]), report.format, *counts, *times)
    out.print(table)
    said: dict[str, list[str]] = {}
    for report in found:
        name = report.path.rpartition("/")[2]
        lines = [f"skipped {count:,}: {reason}" for reason, count in report.skipped.items()]
        lines += [f"rejected lines are in {report.rejected_path}"] if report.rejected_path else []
        lines += [f"fields not used: {', '.join(report.unknown_fields)}"] if report.unknown_fields else []
        lines += [f"time zone: {report.zone_source}"] if report.zone_source else []
        lines += [f"sampling: {report.sampling}"] if report.sampling else []
        for line in (*lines, *report.notes):
            said.setdefault(line, []).append(name)
    for line, names in said.items():
        files = "all files" if len(names) == len(found) > 1 else f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else names[0]
        out.print(f"[dim]{plain(files)}:[/dim] {plain(line, 1000)}")


def results(found: Sequence[Result], zone: str, as_of: datetime, case: Case | None = None) -> None:
    """Findings as a table and what they say in words, then what a careful reader must know, then what could not be measured."""
    out = console()
    out.print(f"As of {when(as_of, zone)} ({zone})\n")
    findings = [one for result in found if isinstance(result, Finding) for one in (result, *posts.coordinated_bursts(result))]
    # Two lines a row fit the longest name and both ends of a period into 100 columns.
    table = Table("measurement", "value", "bounds", "period", box=None, pad_edge=False)
    for column in (table.columns[0], table.columns[3]):
        column.no_wrap = True
    for finding in findings:
        if finding.name.startswith("press."):
            continue  # words are for the dossier; here they would bury the numbers
        value, bounds, unit = write_value(finding)
        table.add_row(
            f"{finding.name}\n  {plain(finding.subject, 30)}",
            f"{plain(value, 80)}\n{plain(unit)}",
            bounds,
            period(finding.from_at, finding.to_at, zone).replace(" to ", "\nto "),
        )
    out.print(table)
    held = Counter(finding.name for finding in findings if finding.name.startswith("press."))
    if held:
        out.print(f"{', '.join(f'{name} {count:,}' for name, count in sorted(held.items()))}: see the dossier, or --json.")
    if findings and all(finding.name.startswith("press.") for finding in findings):
        _press(out, findings, case or Case(zone=zone))
    in_words = _in_words(out, findings, case or Case(zone=zone))
    _bursts(out, found, case or Case(zone=zone))
    _notes(out, findings, in_words)
    _missing(out, [result for result in found if isinstance(result, Unmeasured)], {finding.name.partition(".")[0] for finding in findings})


def _missing(out: Console, missing: Sequence[Unmeasured], measured: set[str]) -> None:
    """Why there is no value, one line a reason, and one line an instrument of which nothing was measured: what is absent must not bury the rest."""
    if missing:
        out.print("\nNot measured")
    asked: dict[tuple[str, str], list[str]] = {}
    absent: dict[str, dict[str, str]] = {}
    of_instrument = Counter(name.partition(".")[0] for name in {one.name for one in missing})
    for one in missing:
        instrument = one.name.partition(".")[0]
        if instrument in measured or of_instrument[instrument] == 1:
            asked.setdefault((one.reason, one.needs), []).append(f"{one.name} {plain(one.subject, 40)}".rstrip())
        elif not one.needs.startswith("an event"):  # the first need of each kind: a term, or a file to load; records come before events
            absent.setdefault(instrument, {}).setdefault(one.needs.partition(": ")[2].partition(".")[0], one.needs)
    for instrument, needs in absent.items():
        names = {one.name for one in missing if one.name.startswith(f"{instrument}.")}
        said = "; ".join(plain(need).rstrip(".") for need in needs.values())
        out.print(f"  {instrument}: none of {len(names)} measurements. Needs {said}.")
    for (reason, needed), questions in asked.items():
        out.print(f"  {', '.join(questions)}: {plain(reason)}. Needs {plain(needed).rstrip('.')}.")


def _press(out: Console, findings: Sequence[Finding], case: Case) -> None:
    """The stories with most articles and the days that most articles name, in order of time."""
    stories = [finding for finding in findings if finding.name == "press.story"][:_FOREMOST]
    days = sorted((finding for finding in findings if finding.name == "press.timeline"), key=lambda finding: -finding.detail["score"])
    for told in press_tables([(finding, "") for finding in (*stories, *days[:_FOREMOST])], case):
        table = Table(*told.head, box=None, pad_edge=False, title=f"\n{plain(told.title)}", title_justify="left", title_style="bold")
        for row in told.rows:
            table.add_row(*(plain(cell) for cell in row))
        out.print(table)


def _bursts(out: Console, found: Sequence[Result], case: Case) -> None:
    """Each burst of a term, a row each; of many only where nothing else was asked."""
    alone = all(result.name == "posts.burst" for result in found)
    for finding in found:
        if isinstance(finding, Finding) and has_many(finding, 1) and (alone or not has_many(finding, _BURSTS)):
            told = burst_table(finding, "", case, len(finding.detail["each"]))
            table = Table(*told.head, box=None, pad_edge=False, title=plain(told.title), title_justify="left", title_style="bold")
            for column in table.columns[2:4]:
                column.justify = "right"
            for row in told.rows:
                table.add_row(*row)
            out.print(table)
            out.print()


def _in_words(out: Console, findings: Sequence[Finding], case: Case) -> frozenset[str]:
    """Print the sentences of the dossier on what no single value tells; give them back."""
    told = [(finding, "") for finding in findings]
    paragraphs: list[list[str]] = []
    for names, tell in in_words().items():
        for place, sentence in enumerate(tell([pair for pair in told if pair[0].name in names], case)):
            if sentence.opens or not place:
                paragraphs.append([])
            paragraphs[-1].append(sentence.text)
    if paragraphs:
        out.print("\nIn words")
        for texts in paragraphs:
            out.print(Padding(plain(" ".join(texts), 4000), (0, 0, 0, 2), expand=False))
        out.print()
    return frozenset(text for texts in paragraphs for text in texts)


def _notes(out: Console, findings: Sequence[Finding], in_words: frozenset[str]) -> None:
    """What a careful reader must know and was not said in words, each note once with everything that it holds for."""
    said: dict[str, dict[str, None]] = {}
    for finding in findings:
        if not finding.name.startswith("press."):
            for note in (note for note in finding.notes if note not in in_words):
                said.setdefault(note, {})[finding.subject] = None
    for note, subjects in said.items():
        out.print(f"[dim]{', '.join(plain(subject, 40) for subject in subjects)}:[/dim] {plain(note)}")


def article(checked: CheckedArticle) -> None:
    """The claims of an article with their verdicts, then its quotations, figures and dates."""
    out = console()
    title = plain(checked.title or checked.name, 120)
    published = period(checked.published_from, checked.published_to, checked.zone) or "unknown"
    out.print(
        f"[bold]{title}[/bold]\n{plain(checked.name)} · published {published} ({plain(checked.published_source)}) · times in {checked.zone}\n"
    )
    claims = Table("", "verdict", "claim", "span", "reads as", "why", box=None, pad_edge=False, padding=(0, 2, 1, 0))
    for column, width in zip(claims.columns[2:], (44, 9, 30, None), strict=True):
        column.max_width = width
        column.overflow = "fold"
    for one in checked.claims:
        sign, colour = _SIGNS[one.verdict]
        why = one.reason.rstrip(".") + "." + (f" Needs {one.needs.rstrip('.')}." if one.needs else "")
        claims.add_row(
            sign,
            f"[{colour}]{one.verdict}[/{colour}]",
            plain(one.claim.text, 160),
            f"{one.claim.span[0]}–{one.claim.span[1]}",
            _reading(one, checked.zone),
            plain(why, 500),
        )
    out.print(claims if checked.claims else "No claim that uproar knows how to check was found.")
    _quotes(out, checked)
    _figures(out, checked)
    _dates(out, checked)
    _names(out, checked)
    for note in checked.notes:
        out.print(f"[dim]note:[/dim] {plain(note)}")
    counts = {verdict: sum(one.verdict is verdict for one in checked.claims) for verdict in Verdict}
    out.print("\n" + ", ".join(f"{count} {verdict.replace('_', ' ')}" for verdict, count in counts.items()) + "\n")


def _reading(one: CheckedClaim, zone: str) -> str:
    claim = one.claim
    parts = [claim.kind.replace("_", " "), plain(claim.subject, 60)]
    if claim.value is not None:
        parts.append(f"{'' if claim.bound == 'exact' else claim.bound.replace('_', ' ') + ' '}{number(claim.value)} {claim.unit}".strip())
    if claim.from_at:
        parts.append(period(claim.from_at, claim.to_at, zone))
    shown = {
        key: value
        for key, value in claim.attributes.items()
        if key not in _INTERNAL and isinstance(value, (str, int, float)) and not isinstance(value, bool) and value != ""
    }
    parts += [
        f"{key.replace('_', ' ')}: {number(value) if isinstance(value, (int, float)) else plain(value, 60)}" for key, value in shown.items()
    ]
    return "\n".join(parts)


def _quotes(out: Console, checked: CheckedArticle) -> None:
    if not checked.quotes:
        return
    table = Table("quotation", "span", "speaker", "cue", "to", "", title="Quotations", title_justify="left", box=None, pad_edge=False)
    for quote in checked.quotes:
        marks = "" if quote.marks == "paired" else quote.marks.replace("_", " ") + " mark"
        speaker = quote.speaker or f"unknown ({quote.reason})"
        table.add_row(
            plain(quote.content, 70),
            f"{quote.span[0]}–{quote.span[1]}",
            plain(speaker, 60),
            plain(quote.cue or ""),
            plain(quote.addressee or ""),
            marks,
        )
    out.print(table)


def _figures(out: Console, checked: CheckedArticle) -> None:
    if not checked.figures:
        return
    table = Table(
        "figure", "span", "value", "unit", "bound", "as of", "goal", title="\nFigures", title_justify="left", box=None, pad_edge=False
    )
    for figure in checked.figures:
        value = f"{figure.value:,.10g}" + (f" (meant: {figure.intended:,.10g}?)" if figure.intended is not None else "")
        as_of = "" if figure.as_of is None else period(figure.as_of.from_at, figure.as_of.to_at, checked.zone) or plain(figure.as_of.text)
        goal = "" if figure.goal is None else f"{figure.goal:,.10g}"
        table.add_row(
            plain(figure.text, 60),
            f"{figure.span[0]}–{figure.span[1]}",
            value,
            plain(figure.unit),
            figure.bound.replace("_", " "),
            as_of,
            goal,
        )
    out.print(table)


def _dates(out: Console, checked: CheckedArticle) -> None:
    if not checked.dates:
        return
    table = Table("time", "span", "resolved", "", title="\nTimes", title_justify="left", box=None, pad_edge=False)
    for one in checked.dates:
        resolved = period(one.from_at, one.to_at, checked.zone) or "not resolved"
        table.add_row(
            plain(one.text, 60),
            f"{one.span[0]}–{one.span[1]}",
            resolved,
            plain(" · ".join(part for part in ("" if one.role == "at" else one.role, one.reason) if part)),
        )
    out.print(table)


def _names(out: Console, checked: CheckedArticle) -> None:
    if not checked.names:
        return
    table = Table("name", "also", "kind", "said to be", "times", title="\nNamed in it", title_justify="left", box=None, pad_edge=False)
    for one in checked.names:
        table.add_row(plain(one.name, 60), plain(", ".join(one.also), 60), one.kind, plain(one.role, 60), f"{len(one.spans):,}")
    out.print(table)
