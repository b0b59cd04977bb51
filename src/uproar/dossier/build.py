"""Put the account together: the one place where a dossier is worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PureWindowsPath
from typing import Final

from uproar.case import Case
from uproar.charts import words
from uproar.charts.draw import drawings
from uproar.charts.drawing import Drawing
from uproar.claims.article import CheckedArticle
from uproar.dossier.bursts import burst_table, has_many, took_off, took_off_table
from uproar.dossier.dossier import ArticleEntry, Dossier, Highlight, LoadEntry, Section
from uproar.dossier.names import Told, petition_name, term_name
from uproar.dossier.numbers import Register, write_value
from uproar.dossier.posts import coordinated_bursts, expected
from uproar.dossier.press import press_tables
from uproar.dossier.reading import lay_out, tally
from uproar.dossier.reviews import SIDES as _SIDES
from uproar.dossier.sentences import summary, unknown
from uproar.dossier.sides import speakers
from uproar.dossier.text import QUOTE, line, shown
from uproar.dossier.timeline import timeline
from uproar.findings import Finding, Result, Unmeasured, from_micros
from uproar.instruments.reviews.bombing import LEAST_EXCESS
from uproar.records import ImportReport

# A page must open on a phone: at most 1.5 MB, of which a chart takes about 60 kB, a number with its query 4 kB and an article its own length.
_NUMBERS: Final = 40
_DRAWINGS: Final = 5
_ARTICLE_TEXT: Final = 110_000

_TABLED: Final = {"press.story", "press.timeline", "press.related", "press.statement"}
_SECTIONS: Final = {
    "posts": ("Posts", "How often the terms of the case were used, measured against their own past, and whether accounts acted together."),
    "reviews": ("Reviews", "How critics and the audience graded it, and how far apart they are."),
    "petition": ("Petition", "How many signed, how fast, and against which goal."),
    "pages": ("Title pages", "What the title's own pages said, and what changed on them."),
    "press": (
        "Press",
        "The articles of the record, the stories they tell and the days they name. Their quotations stand under “Each side's words”.",
    ),
}


def build(
    case: Case, as_of: datetime, results: Sequence[Result], articles: Sequence[CheckedArticle], loads: Sequence[tuple[int, ImportReport]]
) -> Dossier:
    """The account of a case as of a moment, from what was measured and checked.

    Args:
        case: What is being watched; its zone is that of every printed time.
        as_of: The moment whose knowledge the results rest on.
        results: Findings, and reasons for none.
        articles: Checked articles.
        loads: When each file was loaded (microseconds since 1970-01-01 UTC), and its import report.
    """
    register = Register(case.zone)
    found = [one for result in results if isinstance(result, Finding) for one in (result, *coordinated_bursts(result))]
    told: list[Told] = [(finding, register.add(finding)) for finding in found]
    missing = [result for result in results if isinstance(result, Unmeasured)]
    sections = _sections(told, missing, register, case)
    entries = _articles(articles, register, case.zone)
    events, undated = timeline(told, list(zip(articles, entries, strict=True)), case, as_of)
    named, nobody, words_cut = speakers(told, articles, case)
    claims = [claim for entry in entries for claim in entry.claims]
    known = [(at, report) for at, report in loads if report.first_at is None or from_micros(report.first_at) <= as_of]
    later = len(loads) - len(known)
    return Dossier(
        title=line(case.title) or "Untitled case",
        aliases=tuple(line(alias) for alias in case.aliases),
        terms=tuple(line(term) for term in case.terms),
        zone=line(case.zone),
        as_of=as_of,
        as_of_text=f"{words.moment(as_of, case.zone)} ({line(case.zone)}, {words.offset(as_of, case.zone)})",
        fingerprint=_fingerprint(results),
        headline=_headline(told, entries, case),
        highlights=_highlights(told, case),
        summary=summary(told, case),
        unknown=unknown(missing, case),
        timeline=events,
        undated=undated,
        sections=sections,
        speakers=named,
        unattributed=nobody,
        words_cut=words_cut,
        articles=tuple(entries),
        counts=tally(claims),
        loads=tuple(_load(at, report, case.zone) for at, report in known),
        loads_cut=f"{words.plural(later, 'later load')} not shown: {'its' if later == 1 else 'their'} records begin after this moment."
        if later
        else "",
        numbers=register.numbers,
        proofs=register.proofs,
    )


def _sections(told: Sequence[Told], missing: Sequence[Unmeasured], register: Register, case: Case) -> tuple[Section, ...]:
    found = [finding for finding, _ in told]
    asked = {finding.name for finding in found} | {gap.name for gap in missing}
    others = sorted({name.partition(".")[0] for name in asked} - set(_SECTIONS))
    pictures = drawings([_as_named(finding, case) for finding in found], case.zone)
    out = []
    for name in (*_SECTIONS, *others):
        title, about = _SECTIONS.get(name, (line(name).capitalize(), ""))
        numbers = [number for finding, number in _with_row(told) if finding.name.partition(".")[0] == name]
        own = [drawing for drawing in pictures if drawing.instrument == name]
        cut = []
        if len(numbers) > _NUMBERS:
            cut.append(words.plural(len(numbers) - _NUMBERS, "number"))
        if len(own) > _DRAWINGS:
            cut.append(words.plural(len(own) - _DRAWINGS, "chart"))
        gaps = tuple(register.gap(gap) for gap in missing if gap.name.partition(".")[0] == name)
        tables = tuple(burst_table(finding, number, case) for finding, number in told if name == "posts" and has_many(finding))
        tables += tuple(took_off_table(finding, number, case) for finding, number in told if name == "posts" and took_off(finding))
        tables += press_tables(told, case) if name == "press" else ()
        stated = f"{words.listed(cut)} more: uproar measure --json gives every one." if cut else ""
        out.append(
            Section(
                line(name),
                title,
                about,
                tuple(numbers[:_NUMBERS]),
                tuple(_fit(drawing) for drawing in _foremost(own)),
                gaps,
                stated,
                tables,
            )
        )
    # What was measured first: a page that opens with what is missing buries what is there.
    return tuple(sorted(out, key=lambda section: not section.numbers))


def _with_row(told: Sequence[Told]) -> list[Told]:
    """The findings that a table of numbers lists: quotations stand with their speakers, and of what has a table of its own the first one carries the query."""
    met: set[str] = set()
    out = []
    for finding, number in told:
        if finding.name == "press.quote" or (finding.name in _TABLED and finding.name in met):
            continue
        met.add(finding.name)
        out.append((finding, number))
    return out


def _foremost(own: Sequence[Drawing]) -> list[Drawing]:
    """As many drawings as a section holds, in their order: the first of every kind of chart before the second of any."""
    met: Counter[str] = Counter()
    rank = []
    for place, drawing in enumerate(own):
        rank.append((met[drawing.name], place))
        met[drawing.name] += 1
    return [own[place] for place in sorted(place for _, place in sorted(rank)[:_DRAWINGS])]


def _as_named(finding: Finding, case: Case) -> Finding:
    """The finding with its subject as people call it, for the words of a chart."""
    if finding.name.startswith("posts."):
        return replace(finding, subject=term_name(finding.subject, case))
    if finding.name.startswith("petition."):
        return replace(finding, subject=petition_name(finding.subject, case))
    return finding


def _fit(drawing: Drawing) -> Drawing:
    """A drawing whose words may be printed: its subject comes from the record."""
    return replace(
        drawing,
        subject=line(drawing.subject),
        title=line(drawing.title, QUOTE),
        description=line(drawing.description, QUOTE),
        notes=tuple(shown(note, QUOTE) for note in drawing.notes),
    )


def _articles(articles: Sequence[CheckedArticle], register: Register, zone: str) -> list[ArticleEntry]:
    entries: list[ArticleEntry] = []
    room, label = _ARTICLE_TEXT, 1
    for place, article in enumerate(articles, 1):
        entries.append(lay_out(article, place, label, register, zone, room))
        room -= min(room, len(article.text))
        label += len(article.claims)
    return entries


def _headline(told: Sequence[Told], entries: Sequence[ArticleEntry], case: Case) -> str:
    title = line(case.title) or "Untitled case"
    by_name: dict[str, Finding] = {}
    for finding, _ in told:
        if finding.name != "posts.burst" or finding.detail.get("each"):
            by_name.setdefault(finding.name, finding)
    parts = []
    if (burst := by_name.get("posts.burst")) is not None:
        each = burst.detail["each"]
        onset = words.local(each[0]["from_at"], case.zone)
        often = "on" if len(each) == 1 else f"{words.times(len(each))} from"
        since = "" if len(each) == 1 else " on"
        parts.append(f"{term_name(burst.subject, case)} took off {often} {onset.day} {onset:%B} {onset.year}{since}")
    if (signed := by_name.get("petition.signature_count")) is not None:
        parts.append(f"{words.plural(signed.value, 'signature')}")
    apart = by_name.get("reviews.divergence")
    if apart is not None and apart.low is not None and apart.high is not None and not apart.low <= 0 <= apart.high:
        parts.append(f"critics {abs(100 * apart.value):.0f} points {'above' if apart.value > 0 else 'below'} the audience")
    if departed := [finding for finding, _ in told if finding.name == "reviews.bombing" and (finding.low or 0) >= LEAST_EXCESS]:
        sides = words.listed([_SIDES.get(finding.subject, line(finding.subject)) for finding in departed])
        parts.append(f"grades of {sides} depart from what is usual")
    if not parts and (posted := [finding for finding, _ in told if finding.name == "posts.volume" and finding.value]):
        most = max(posted, key=lambda finding: float(finding.value))
        parts.append(f"{words.plural(most.value, 'post')} with {term_name(most.subject, case)}")
    if not parts:
        claims = sum(len(entry.claims) for entry in entries)
        parts.append(
            f"{words.plural(claims, 'claim')} checked"
            if claims
            else "measured, with nothing that stands out"
            if told
            else "nothing could be measured yet"
        )
    return f"{title}: {', '.join(parts)}"


def _highlights(told: Sequence[Told], case: Case) -> tuple[Highlight, ...]:
    """One figure each of the peak, who acted together, the trend, the signatures and the gap, of the first subject that has it."""
    out: dict[str, Highlight] = {}
    # The share of a whole record says little of a burst's days.
    took_off = {finding.subject for finding, _ in told if finding.name == "posts.burst" and finding.detail.get("each")}
    for finding, number in told:
        written, bounds, unit = write_value(finding)
        term = term_name(finding.subject, case)
        label = {
            "posts.burst": f"Peak of {term}",
            "posts.coordination": f"{term}: by accounts acting together",
            "posts.rank": f"Time {term} was on the list",
            "petition.signature_count": f"Signatures of {petition_name(finding.subject, case)}",
            "reviews.divergence": "Critics less audience",
            "reviews.bombing": f"Grades of {_SIDES.get(finding.subject, line(finding.subject))} beyond the usual",
        }.get(finding.name)
        if finding.value == "none":
            continue
        if label is None or finding.name in out or (finding.name == "posts.rank" and finding.subject in took_off):
            continue
        if finding.name == "posts.burst":
            if finding.detail.get("each"):
                past = f"{expected(finding.detail)} expected of its own past"
                out[finding.name] = Highlight(label, words.count(finding.detail["peak_accounts"]), "accounts an hour", past, number)
        elif finding.name == "posts.coordination":
            if "burst" in finding.detail and finding.low:
                which = f"its {finding.detail['burst']}" + (f", {bounds}" if bounds else "")
                out[finding.name] = Highlight(label, written, "of the posts", which, number)
        elif finding.name == "reviews.bombing":
            span = words.period(finding.from_at, finding.to_at, case.zone)
            out[finding.name] = Highlight(
                label, written, f"of {words.plural(finding.detail['reviews_in_window'], 'review')}", f"{bounds}; {span}", number
            )
        else:
            known = _read_at(finding, case) if bounds in ("exact", "as read") else bounds
            out[finding.name] = Highlight(label, written, _unit(finding, unit), known, number)
    return tuple(out.values())


def _unit(finding: Finding, unit: str) -> str:
    return {"posts.rank": "", "petition.signature_count": "", "reviews.divergence": "points of 100"}.get(finding.name, unit)


def _read_at(finding: Finding, case: Case) -> str:
    return f"read {words.short(finding.to_at, case.zone)}" if finding.to_at is not None and finding.from_at == finding.to_at else "exact"


def _fingerprint(results: Sequence[Result]) -> str:
    return next(
        (line(result.evidence.fingerprint) for result in results if result.evidence is not None and result.evidence.fingerprint), ""
    )


def _load(at: int, report: ImportReport, zone: str) -> LoadEntry:
    loaded_at = from_micros(at)
    covers = ""
    if report.first_at is not None and report.last_at is not None:
        covers = words.period(from_micros(report.first_at), from_micros(report.last_at), zone)
    return LoadEntry(
        # The name only: a path would tell the reader's own folders. Windows' rules cut at both kinds of slash.
        file=line(PureWindowsPath(report.path).name),
        format=line(report.format),
        kind=line(report.kind),
        loaded_at=loaded_at,
        loaded=words.short(loaded_at, zone),
        read=report.read,
        stored=report.stored,
        duplicate=report.duplicate,
        conflicting=report.conflicting,
        skipped=sum(report.skipped.values()),
        reasons=tuple((line(reason), n) for reason, n in sorted(report.skipped.items(), key=lambda item: -item[1])),
        unknown_fields=tuple(line(name) for name in report.unknown_fields),
        zone_source=line(report.zone_source),
        sampling=line(report.sampling),
        covers=covers,
        notes=tuple(shown(note, QUOTE) for note in report.notes),
    )
