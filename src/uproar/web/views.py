"""The pages of a case: what each of them prints, taken from a snapshot; nothing is measured here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from markupsafe import Markup

from uproar.charts import words
from uproar.charts.drawing import Drawing
from uproar.charts.palette import config as chart_config
from uproar.claims.press.outlets import Outlets, compare
from uproar.claims.press.review import claim_numbers
from uproar.dossier import checked
from uproar.dossier.dossier import Section
from uproar.dossier.html import VERDICTS
from uproar.dossier.text import QUOTE, line, shown
from uproar.instruments.run import measurements
from uproar.records import Kind
from uproar.web import timeline
from uproar.web.holdings import Records
from uproar.web.records import Behind
from uproar.web.rendering import render
from uproar.web.results import Watched
from uproar.web.snapshot import CLAIMS, Snapshot

__all__ = ["INSTRUMENTS", "PAGES", "Asked", "chart_config", "difference", "evidence", "news", "page"]
INSTRUMENTS: Final = ("posts", "reviews", "petition", "pages", "press")
# Path below the case, and what people call the page.
PAGES: Final = {
    "": "Overview", "timeline": "Timeline", "posts": "Posts", "reviews": "Reviews", "petition": "Petition", "pages": "Title pages", "press": "Press",
    "claims": "Claims", "imports": "Imports", "methods": "Methods",
}  # fmt: skip
_KINDS: Final = {
    "posts": (Kind.POST,), "reviews": (Kind.REVIEW,), "petition": (Kind.SIGNATURE_COUNT, Kind.SIGNATURE), "pages": (Kind.PAGE,), "press": (Kind.ARTICLE,),
}  # fmt: skip
_NEWEST: Final = 12  # events on the overview
_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")
_ROUND: Final = timedelta(minutes=1)


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
        below = f"/{quote(path)}" if path else ""
        return f"/{quote(self.watched.name)}{below}" + (f"?{urlencode(given)}" if given else "")

    def page_of(self, number: str) -> str:
        """The page on which a number stands: its instrument's, or its own."""
        section = next((one.name for one in self.snapshot.dossier.sections if number in one.numbers), "")
        return section if section in INSTRUMENTS else f"evidence/{number.removeprefix('f')}"


def page(asked: Asked) -> str:
    """A page of a case."""
    if asked.page == "timeline":
        return _render(
            asked,
            "timeline.html",
            **timeline.view(asked.snapshot, asked.watched.case, asked.query.get("from", ""), asked.query.get("to", "")),
        )
    if asked.page == "claims":
        return _render(asked, "claims.html", body=Markup(_claims(asked)))  # noqa: S704  # a page of our own, escaped by its template
    if asked.page == "methods":
        return _render(asked, "methods.html", methods=measurements())
    if asked.page in INSTRUMENTS:
        section = next((one for one in asked.snapshot.dossier.sections if one.name == asked.page), None)
        changes = _changes(asked.snapshot) if asked.page == "pages" else ()
        return _render(asked, "instrument.html", section=section, changes=changes, shown=frozenset(section.numbers if section else ()))
    return _render(asked, "imports.html" if asked.page == "imports" else "overview.html", states=_states(asked))


def evidence(asked: Asked, number: str, records: Behind | None) -> str:
    """The page of one number: its query, its rows, the records behind it and how they were read."""
    found = asked.snapshot.dossier.numbers[number]
    measured = next((one for one in measurements() if one.name == found.name), None)
    loads = [load for load in asked.snapshot.dossier.loads if measured is not None and load.kind == measured.kind]
    return _render(
        asked, "evidence.html", n=found, records=records, loads=loads, shown=frozenset([number]), raw=bool(asked.query.get("raw")),
        kept=asked.watched.case.keep_raw, has_series=bool(asked.snapshot.findings[number].series) if number in asked.snapshot.findings else False,
    )  # fmt: skip


def _render(asked: Asked, template: str, **values: Any) -> str:
    snapshot, case = asked.snapshot, asked.watched.case
    dossier = snapshot.dossier
    anchors = frozenset(dossier.numbers)
    here: frozenset[str] = values.get("shown", frozenset())

    def to(target: str) -> str:
        if target in here:
            return f"#{target}"
        if target in anchors:
            path = asked.page_of(target)
            return asked.link(path) + ("" if path.startswith("evidence/") else f"#{target}")
        return f"{asked.link('claims')}#{_claim_anchors(asked).get(target, 'articles')}"

    def picture(drawing: Drawing, picture_id: str, width: str) -> Markup:
        return Markup(snapshot.picture(drawing, picture_id, width))  # noqa: S704  # drawn by to_svg, which escapes its words

    return render(
        template, asked=asked, d=dossier, snapshot=snapshot, case=case, zone=dossier.zone, verdicts=VERDICTS, picture=picture, to=to, anchors=anchors,
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
    local = asked.snapshot.as_of.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)
    if asked.snapshot.as_of > local.replace(tzinfo=zone) and not asked.as_of:
        local += _ROUND
    return {"first": first, "last": last, "here": here, "local": local.isoformat(timespec="minutes"), "zone": asked.watched.case.zone}


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
                rows.append({"number": number, "name": finding.name, "subject": line(finding.subject), "finding": finding})
        return Markup(render("behind.html", rows=rows, link=asked.link, drawing=drawing))  # noqa: S704  # escaped by its template

    return links


def _states(asked: Asked) -> list[dict[str, Any]]:
    """Each instrument in a line: what it holds, what came of it, and whether it is still at work."""
    out = []
    for section in sorted(
        (one for one in asked.snapshot.dossier.sections if one.name in INSTRUMENTS), key=lambda one: INSTRUMENTS.index(one.name)
    ):
        kinds = _KINDS[section.name]
        count = sum(asked.watched.records.counts[kind] for kind in kinds)
        last = max((asked.watched.records.last_at[kind] for kind in kinds if kind in asked.watched.records.last_at), default=None)
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


def _told(section: Section, records: int) -> str:
    if section.numbers or section.gaps:
        found = words.plural(len(section.numbers), "finding") if section.numbers else "cannot tell"
        return found + (f", {len(section.gaps)} not measured" if section.gaps else "")
    return "nothing asked" if records else "no records"


def _claims(asked: Asked) -> str:
    """The inside of the page for checked articles, which `uproar check --format html` writes as a file of its own."""
    if not asked.snapshot.articles:
        return ""

    def made() -> str:
        case = asked.watched.case
        whole = checked.render(_compared(asked), case, case.zone, asked.snapshot.as_of)
        # No text of a record can hold these tags: the template escapes them.
        return whole.partition("<main>")[2].rpartition("</main>")[0]

    return asked.snapshot.keep(CLAIMS, made)


def _compared(asked: Asked) -> Outlets:
    return asked.snapshot.keep("outlets", lambda: compare(list(asked.snapshot.articles), asked.watched.case))


def _claim_anchors(asked: Asked) -> dict[str, str]:
    """The anchors on the claims page of the dossier's claims and articles, which are numbered in another order there."""

    def made() -> dict[str, str]:
        outlets = _compared(asked)
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


def _changes(snapshot: Snapshot) -> list[dict[str, Any]]:
    """What changed on the title's pages, with the words that came and went."""
    out = []
    for number, finding in snapshot.findings.items():
        if finding.name == "pages.change" and finding.value != "none":
            before, after = (shown(finding.detail.get(key) or "", QUOTE) for key in ("before", "after"))
            out.append(
                {
                    "n": snapshot.dossier.numbers[number],
                    "field": line(finding.value),
                    "pieces": difference(before, after),
                    "after": after,
                    "before": before,
                }
            )
    return out


def difference(before: str, after: str) -> list[tuple[str, str]]:
    """What two texts share and where they differ, word by word: pairs of "same", "gone" or "new" and a stretch of text.

    Example:
        >>> difference("a small boat", "a large boat")
        [('same', 'a '), ('gone', 'small'), ('new', 'large'), ('same', ' boat')]
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[tuple[str, str]] = []
    for how, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            pieces.append(("same", "".join(old[a:b])))
        else:
            pieces += [(name, text) for name, text in (("gone", "".join(old[a:b])), ("new", "".join(new[c:d]))) if text]
    return pieces
