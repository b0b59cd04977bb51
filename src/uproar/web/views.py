"""The pages of a case: what each of them prints, taken from a snapshot; nothing is measured here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from markupsafe import Markup

from uproar.charts import words
from uproar.charts.drawing import Drawing
from uproar.charts.palette import config as chart_config
from uproar.claims.press.review import claim_numbers
from uproar.dossier.checked_text import NOBODY
from uproar.dossier.dossier import Section
from uproar.dossier.html import VERDICTS
from uproar.dossier.shorten import first_words, wrong
from uproar.dossier.text import line
from uproar.findings import Row
from uproar.instruments.run import measurements
from uproar.instruments.settings import written
from uproar.records import Kind
from uproar.web import timeline
from uproar.web.changes import changes
from uproar.web.holdings import Records
from uproar.web.records import Behind, counted
from uproar.web.rendering import render
from uproar.web.results import Watched
from uproar.web.snapshot import CLAIMS, Snapshot
from uproar.web.tables import public
from uproar.web.unmeasured import told_once, with_remedies

__all__ = ["INSTRUMENTS", "PAGES", "Asked", "article", "chart_config", "evidence", "news", "page", "waiting"]
INSTRUMENTS: Final = ("posts", "reviews", "petition", "pages", "press")
# Path below the case, and what people call the page.
PAGES: Final = {
    "": "Overview", "timeline": "Timeline", "posts": "Posts", "reviews": "Reviews", "petition": "Petition", "pages": "Title pages", "press": "Press",
    "claims": "Claims", "findings": "Findings", "imports": "Imports", "methods": "Methods",
}  # fmt: skip
_KINDS: Final = {
    "posts": (Kind.POST,), "reviews": (Kind.REVIEW,), "petition": (Kind.SIGNATURE_COUNT, Kind.SIGNATURE), "pages": (Kind.PAGE,), "press": (Kind.ARTICLE,),
}  # fmt: skip
# In print, before somebody asks for all: a page is read to its end, and stays below 100 kB with its charts.
_CLAIMS: Final = 30
_ARTICLES: Final = 20
_QUOTATIONS: Final = 30
_FILES: Final = 20
_FINDINGS: Final = 100
_ROWS: Final = 12  # rows of a table below its chart, where the files hold all
_COLUMNS: Final = 8
_CELL: Final = 60  # characters
_TASKS: Final = 4  # tasks named one by one; of more, the instruments
_SECOND: Final = timedelta(seconds=1)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a page of a case.

    Attributes:
        watched: The case.
        snapshot: What is shown.
        page: The path below the case.
        as_of: The moment asked for as it stands in the address, or "" for the latest.
        query: Further parameters that the page takes.
    """

    watched: Watched
    snapshot: Snapshot
    page: str
    as_of: str
    query: dict[str, str]

    def link(self, path: str = "", **parameters: str) -> str:
        """The address of a page of the same case, as of the same moment."""
        given = {name: value for name, value in {"as_of": self.as_of, **parameters}.items() if value}
        below = f"/{quote(path, safe='/:')}" if path else ""
        return f"/{quote(self.watched.name)}{below}" + (f"?{urlencode(given)}" if given else "")

    def some(self, items: Sequence[Item], most: int) -> Sequence[Item]:
        """The first of a list, or all of it where the request asks for that."""
        return items if "all" in self.query else items[:most]

    def page_of(self, number: str) -> str:
        """The page on which a number stands: its instrument's, or its own."""
        section = next((one.name for one in self.snapshot.dossier.sections if number in one.numbers), "")
        return section if section in INSTRUMENTS else self.evidence_of(number)

    def evidence_of(self, number: str) -> str:
        """The page of a number's evidence, by its lasting name."""
        return f"evidence/{self.snapshot.marks[number]}"


def page(asked: Asked) -> str:
    """A page of a case."""
    if asked.page == "timeline":
        return _render(
            asked,
            "timeline.html",
            **timeline.view(
                asked.snapshot, asked.watched.case, asked.query.get("from", ""), asked.query.get("to", ""), every="all" in asked.query
            ),
        )
    if asked.page == CLAIMS:
        return _render(asked, "claims.html", **_claims(asked))
    if asked.page == "findings":
        return _render(asked, "findings.html", **_findings(asked))
    if asked.page == "methods":
        return _render(asked, "methods.html", methods=measurements(), written=written)
    if asked.page in INSTRUMENTS:
        section = next((one for one in asked.snapshot.dossier.sections if one.name == asked.page), None)
        changed = changes(asked.snapshot) if asked.page == "pages" else ()
        every = sum(1 for one in asked.snapshot.dossier.numbers.values() if one.name.startswith(f"{asked.page}."))
        alike, rest = told_once(section.gaps) if section else ([], ())
        if section and not section.numbers and not rest:
            alike, rest = [], section.gaps  # a page of which nothing was measured is the table of the reasons
        return _render(
            asked, "instrument.html", section=section and replace(section, gaps=rest), alike=alike, changes=changed, every=every,
            shown=frozenset(section.numbers if section else ()), **_said(asked),
        )  # fmt: skip
    if asked.page == "imports":
        return _render(asked, "imports.html", loads=asked.some(tuple(reversed(asked.snapshot.dossier.loads)), _FILES))
    return _render(asked, "overview.html", states=_states(asked), account=with_remedies(asked.snapshot.dossier))


def article(asked: Asked, place: int) -> str:
    """The page of one article: its text with the claims marked, and the record beside it.

    Raises:
        IndexError: There is none of this number.
    """
    checked = asked.snapshot.checked(asked.watched.case)
    if not (asked.snapshot.lacks(CLAIMS) if checked is None else 1 <= place <= len(checked.articles)):
        raise IndexError(place)
    found = checked.articles[place - 1] if checked is not None else None
    return _render(asked, "article.html", checked=checked, article=found, place=place, nobody=NOBODY, proof_beside=True)


def evidence(asked: Asked, number: str, records: Behind | None, *, by_number: bool = False) -> str:
    """The page of one number: its query, its rows, the records behind it and how they were read; `by_number` where its address holds its number in print."""
    found = asked.snapshot.dossier.numbers[number]
    measured = next((one for one in measurements() if one.name == found.name), None)
    loads = [load for load in asked.snapshot.dossier.loads if measured is not None and load.kind == measured.kind]
    return _render(
        asked, "evidence.html", n=found, by_number=by_number, name=asked.snapshot.marks[number], records=records,
        loads=loads, shown=frozenset([number]), raw=bool(asked.query.get("raw")),
        kept=asked.watched.case.keep_raw, has_series=bool(asked.snapshot.findings[number].series) if number in asked.snapshot.findings else False,
    )  # fmt: skip


def waiting(asked: Asked, name: str) -> str:
    """The page of evidence that may still come: what is being measured that would bring it."""
    due = sorted(asked.snapshot.due(name))
    kinds = sorted({task.partition(".")[0] for task in due}) if len(due) > _TASKS else due
    return _render(asked, "waiting.html", name=line(name, _CELL), due=kinds)


def _render(asked: Asked, template: str, **values: Any) -> str:
    snapshot, case = asked.snapshot, asked.watched.case
    dossier = snapshot.dossier
    anchors = frozenset(dossier.numbers)
    here: frozenset[str] = values.get("shown", frozenset())

    def mark(number: str) -> str:
        return snapshot.marks.get(number, number)

    def proof_of(label: str) -> str:
        return asked.link(asked.evidence_of(f"f{label}")) if f"f{label}" in snapshot.marks else ""

    def to(target: str) -> str:
        if target in here:
            return f"#{mark(target)}"
        if target in anchors:
            path = asked.page_of(target)
            return asked.link(path) + ("" if path.startswith("evidence/") else f"#{mark(target)}")
        return where(_claim_anchors(asked).get(target, ""))

    def where(anchor: str) -> str:
        place = _places(asked).get(anchor)
        return asked.link(CLAIMS) if place is None else f"{asked.link(f'{CLAIMS}/{place}')}#{anchor}"

    def picture(drawing: Drawing, picture_id: str, width: str) -> Markup:
        return Markup(snapshot.picture(drawing, picture_id, width))  # noqa: S704  # drawn by to_svg, which escapes its words

    return render(
        template, asked=asked, d=dossier, snapshot=snapshot, case=case, zone=dossier.zone, verdicts=VERDICTS, picture=picture, to=to, where=where, anchors=anchors,
        mark=mark, proof_of=proof_of,
        printed=[], proven=[], behind=_behind(asked), link=asked.link, pages=PAGES, slider=_slider(asked), news=news(asked.watched.records, case.zone),
        waits=_waits(asked), fault=asked.watched.fault, **values,
    )  # fmt: skip


def _waits(asked: Asked) -> bool:
    """Whether the page will change by itself when what is being measured is ready."""
    name = asked.page if asked.page in INSTRUMENTS or asked.page == CLAIMS else ""
    return asked.page not in {"imports", "methods"} and asked.snapshot.waits(name)


def news(records: Records, zone: str) -> str:
    """When records last came, in words."""
    if not records.loads:
        return ""
    from_at = datetime.fromtimestamp(records.loads[-1][0] / 1e6, tz=ZoneInfo(zone))
    return f"Last load {words.short(from_at, zone)} ({zone})"


def _slider(asked: Asked) -> dict[str, Any] | None:
    """Bounds and place of the as-of slider, in minutes since 1970, and the moment as a datetime-local field takes it."""
    records, zone = asked.watched.records, ZoneInfo(asked.watched.case.zone)
    if records.first_at is None or records.latest_at is None:
        return None
    # The minute after the last record, so that the end of the slider holds everything.
    first, last = (int(at.timestamp() // 60) + more for at, more in ((records.first_at, 0), (records.latest_at, 1)))
    here = min(max(int(asked.snapshot.as_of.timestamp() // 60), first), last)
    # To the second, so that what is shown again is what was shown: the minute is that of the footer.
    local = asked.snapshot.as_of.astimezone(zone)
    seconds = local.replace(microsecond=0, tzinfo=None) + (_SECOND if local.microsecond and not asked.as_of else timedelta())
    told = f"{words.moment(asked.snapshot.as_of, asked.watched.case.zone)}, {asked.watched.case.zone}"
    return {"first": first, "last": last, "here": here, "local": seconds.isoformat(), "zone": asked.watched.case.zone, "told": told}


def _behind(asked: Asked) -> Callable[[Drawing], Markup]:
    """The links below a chart: its table, as a file of each kind."""
    numbers = {id(finding): number for number, finding in asked.snapshot.findings.items()}
    by_value = {(f.name, f.from_at, f.to_at, f.low, f.high, repr(f.value)): number for number, f in asked.snapshot.findings.items()}

    def links(drawing: Drawing) -> Markup:
        rows = []
        for finding in drawing.findings:
            key = (finding.name, finding.from_at, finding.to_at, finding.low, finding.high, repr(finding.value))
            number = numbers.get(id(finding)) or by_value.get(key)
            if number is not None and finding.series:
                head, first = _first_rows(finding.series, asked.watched.case.zone)
                mark = asked.snapshot.marks[number]
                rows.append(
                    {
                        "mark": mark,
                        "name": finding.name,
                        "subject": line(finding.subject),
                        "count": len(finding.series),
                        "head": head,
                        "first": first,
                    }
                )
        return Markup(render("behind.html", rows=rows, link=asked.link, zone=asked.snapshot.dossier.zone))  # noqa: S704  # escaped by its template

    return links


def _first_rows(series: Sequence[Row], zone: str) -> tuple[list[str], list[list[str]]]:
    """The columns and the first rows of a table, as they are printed."""

    def cell(value: Any) -> str:
        if isinstance(value, datetime):
            return words.short(value, zone)
        if isinstance(value, float):
            return words.number(value)
        return "" if value is None else words.count(value) if type(value) is int else line(value, _CELL)

    table = public(series[:_ROWS])
    head = list(table[0])[:_COLUMNS] if table else []
    return head, [[cell(row[name]) for name in head] for row in table]


def _held(asked: Asked) -> dict[Kind, tuple[int, datetime | None]]:
    """How many records of each kind there are and the latest of them, as of the moment that is asked for."""
    records = asked.watched.records
    if not asked.as_of:
        return {kind: (records.counts[kind], records.last_at.get(kind)) for kind in Kind}

    return asked.snapshot.keep("held", lambda: asked.watched.look_up(lambda inquiry: counted(inquiry, asked.snapshot.as_of)))


def _states(asked: Asked) -> list[dict[str, Any]]:
    """Each instrument in a line: what it holds, what came of it, and whether it is still at work."""
    out = []
    held = _held(asked)
    for section in sorted(
        (one for one in asked.snapshot.dossier.sections if one.name in INSTRUMENTS), key=lambda one: INSTRUMENTS.index(one.name)
    ):
        kinds = _KINDS[section.name]
        count = sum(held[kind][0] for kind in kinds)
        last = max((at for at in (held[kind][1] for kind in kinds) if at is not None), default=None)
        faults = [text for name, text in asked.snapshot.faults.items() if name.startswith(section.name + ".")]
        out.append(
            {
                "section": section,
                "records": count,
                "last": words.short(last, asked.watched.case.zone) if last is not None else "",
                "waits": asked.snapshot.waits(section.name),
                "lacks": asked.snapshot.lacks(section.name),
                "told": _told(section, count),
                "faults": faults,
            }
        )
    return out


def _findings(asked: Asked) -> dict[str, Any]:
    """The list of all findings, or of those of one instrument."""
    of = asked.query.get("of", "")
    found = [one for one in asked.snapshot.dossier.numbers.values() if not of or one.name.startswith(f"{of}.")]
    counts = Counter(one.name.partition(".")[0] for one in asked.snapshot.dossier.numbers.values())
    return {"found": asked.some(found, _FINDINGS), "total": len(found), "of": of, "counts": counts}


def _told(section: Section, records: int) -> str:
    if section.numbers or section.gaps:
        found = words.plural(len(section.numbers), "finding") if section.numbers else "cannot tell"
        return found + (f", {len(section.gaps)} not measured" if section.gaps else "")
    return "nothing asked" if records else "no records"


def _claims(asked: Asked) -> dict[str, Any]:
    """What the page of claims lists: the claims over outlets, and the articles, whose texts have pages of their own."""
    checked = asked.snapshot.checked(asked.watched.case)
    if checked is None:
        return {"checked": None}
    every = checked.articles
    newest = [every[at] for at in sorted(range(len(every)), key=lambda at: (-wrong(every[at]), not every[at].claims, -at))]
    return {
        "checked": checked,
        "claims": asked.some(checked.claims, _CLAIMS),
        "articles": asked.some(newest, _ARTICLES),
        "nobody": NOBODY,
    }


def _said(asked: Asked) -> dict[str, Any]:
    """Each side's words, the first of every speaker, and how many of how many quotations those are."""
    dossier = asked.snapshot.dossier
    every = sum(len(one.words) for one in dossier.speakers) + len(dossier.unattributed)
    named, nobody, left = first_words(dossier.speakers, dossier.unattributed, every if "all" in asked.query else _QUOTATIONS)
    return {"said": replace(dossier, speakers=named, unattributed=nobody), "quotations": (every - left, every)}


def _places(asked: Asked) -> dict[str, int]:
    """The article, by its place, on whose page an anchor of the checked articles stands."""

    def made() -> dict[str, int]:
        checked = asked.snapshot.checked(asked.watched.case)
        entries = enumerate(checked.articles, 1) if checked is not None else ()
        return {anchor: place for place, entry in entries for anchor in (entry.id, *(claim.id for claim in entry.claims))}

    return asked.snapshot.keep("places", made)


def _claim_anchors(asked: Asked) -> dict[str, str]:
    """The anchors among the checked articles of the dossier's claims and articles, which are numbered in another order there."""

    def made() -> dict[str, str]:
        outlets = asked.snapshot.compared(asked.watched.case)
        places = {id(article): place for place, article in enumerate(outlets.articles)}
        numbers = claim_numbers(outlets)
        out = {}
        for article, entry in zip(asked.snapshot.articles, asked.snapshot.dossier.articles, strict=True):
            place = places.get(id(article))
            if place is not None:
                out[entry.id] = f"a{place + 1}"
                out |= {claim.id: f"c{numbers[place, index]}" for index, claim in enumerate(entry.claims)}
        return out

    return asked.snapshot.keep("anchors", made)
