"""Put what happened in order: bursts, petition goals and round numbers, page changes, articles, dated statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

import numpy as np

from uproar.case import Case, period
from uproar.charts import words
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import ClaimKind
from uproar.dossier.dossier import ArticleEntry, Event
from uproar.dossier.names import Told, petition_name, so_far, term_name
from uproar.dossier.text import line
from uproar.findings import to_micros
from uproar.stats.excursions import on_course
from uproar.stats.forecast.readings import kept

_BY_CASE: Final = ", as the case says"
_TELLERS: Final = 3  # outlets named of those that tell of one statement
_TOLD: Final = 3  # bursts of a term told one by one; each is up to three entries
# Round numbers that papers report and that sites answer to (10,000 and 100,000 are the UK Parliament's thresholds).
MILESTONES: Final = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)


def timeline(
    told: Sequence[Told], articles: Sequence[tuple[CheckedArticle, ArticleEntry]], case: Case, as_of: datetime
) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """Every dated event in the order of time, known by `as_of`, and what has no date."""
    events = [event for event in _of_case(case) if (event.to_at or event.at) <= as_of]
    for finding, number in told:
        match finding.name:
            case "posts.burst":
                events += _bursts((finding, number), case)
            case "petition.goal":
                events += _goals((finding, number), case)
            case "petition.signature_count":
                events += _milestones((finding, number), case)
            case "pages.change" if finding.value != "none" and finding.from_at is not None:
                text = f"The {line(finding.value)} of the title page {line(finding.subject)} changed between two readings"
                events.append(_event(finding.from_at, finding.to_at, "pages", text, case, number))
            case "press.article" if finding.from_at is not None:
                events.append(
                    _event(finding.from_at, finding.to_at, "press", f"{line(finding.subject)}: “{line(finding.value)}”", case, number)
                )
    undated = [f"{line(f.subject)}: “{line(f.value)}”" for f, _ in told if f.name == "press.article" and f.from_at is None]
    in_case = {line(f.value).casefold() for f, _ in told if f.name == "press.article"}
    for article, entry in articles:
        # An article that is in the case already has its entry from press.article.
        if entry.title.casefold() in in_case:
            continue
        label = f"{entry.outlet or entry.name}: “{entry.title}”"
        if article.published_from is not None:
            events.append(_event(article.published_from, article.published_to, "press", label, case, "", entry.id))
        else:
            undated.append(label)
    events += _statements(articles, case)
    return _in_order(_with_tellers(events)), tuple(undated)


def _of_case(case: Case) -> Iterator[Event]:
    """What the case itself says happened, and when the release came out."""
    if case.released:
        start, end = period(case.released, case.zone, "released")
        yield _event(start, end, "case", f"{line(case.title)} is released{_BY_CASE}", case)
    for event in case.events:
        start, end = period(event.at, case.zone, "the case's event")
        yield _event(start, end, "case", f"{line(event.what)}{_BY_CASE}", case)


def _in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    # What has the same time stays in the order it was told: a term takes off before it peaks.
    return tuple(sorted(events, key=lambda event: (event.at, event.to_at or event.at)))


def _event(at: datetime, to_at: datetime | None, kind: str, text: str, case: Case, number: str = "", anchor: str = "") -> Event:
    return Event(at, None if to_at == at else to_at, words.period(at, to_at or at, case.zone), kind, text, number, anchor)


def _bursts(told: Told, case: Case) -> Iterator[Event]:
    finding, number = told
    detail, each = finding.detail, finding.detail.get("each", ())
    term = term_name(finding.subject, case)
    if len(each) > _TOLD:
        onset = detail["onset_at"]
        strongest = f"the strongest begins on {words.short(onset, case.zone)}, with {words.plural(detail['accounts'], 'account')}"
        text = f"{words.count(len(each))} bursts of {term}; {strongest}"
        yield _event(each[0]["from_at"], each[-1]["to_at"], "posts", text, case, number)
        return
    for one in each:
        start, end = one["from_at"], one["to_at"]
        yield _event(start, None, "posts", f"{term} takes off", case, number)
        if start == detail["onset_at"]:
            # The peak is an hour, which may have begun before the burst in it.
            text = f"{term} peaks: {words.plural(detail['peak_accounts'], 'account')} in one hour"
            yield _event(max(start, detail["peak_at"]), None, "posts", text, case, number)
        if not one["still_running"]:
            yield _event(end, None, "posts", f"{term} is back near its usual level{so_far(finding, one)}", case, number)


def _goals(told: Told, case: Case) -> Iterator[Event]:
    finding, number = told
    if "automatic" in (finding.detail.get("kind"), finding.detail.get("by_ladder")):
        return  # a ladder that the site climbs by itself is no event: a dozen rungs would bury what happened
    name = petition_name(finding.subject, case, brief=True)
    for row in finding.series:
        yield _event(
            row["at"], None, "petition", f"First reading that shows {name} against a goal of {words.count(row['goal'])}", case, number
        )


def _milestones(told: Told, case: Case) -> Iterator[Event]:
    """Each round number once: when the counter first passed it for good, whatever single readings or a removal say in between."""
    finding, number = told
    if len(finding.series) < 2:
        return
    name = petition_name(finding.subject, case, brief=True)
    moments = np.array([to_micros(row["at"]) for row in finding.series])
    counts = np.array([row["signatures"] for row in finding.series])
    own = np.flatnonzero(on_course(moments, counts))
    lasting = kept(counts[own]).tolist()
    for place in range(len(own) - 1):
        before, after = finding.series[own[place]], finding.series[own[place + 1]]
        for round_number in MILESTONES:
            if lasting[place] < round_number <= lasting[place + 1]:
                text = f"{name[0].upper()}{name[1:]} passes {words.count(round_number)} signatures"
                yield _event(before["at"], after["at"], "petition", text, case, number)


def _statements(articles: Sequence[tuple[CheckedArticle, ArticleEntry]], case: Case) -> Iterator[Event]:
    """What the articles say that somebody said and when: what several tell of is one event."""
    found: dict[tuple[str, datetime, datetime | None], tuple[list[str], str]] = {}
    for article, entry in articles:
        for checked, shown_claim in zip(article.claims, entry.claims, strict=False):
            claim = checked.claim
            if claim.kind is ClaimKind.STATEMENT and claim.from_at is not None:
                speaker = line(claim.attributes.get("speaker") or claim.subject, 120)
                to = f" to {line(claim.attributes['addressee'], 120)}" if claim.attributes.get("addressee") else ""
                said = f"{speaker[:1].upper()}{speaker[1:]} makes a statement{to}"
                tellers, _ = found.setdefault((said, claim.from_at, claim.to_at), ([], shown_claim.id))
                if (teller := entry.outlet or entry.name) not in tellers:
                    tellers.append(teller)
    for (said, at, to_at), (tellers, anchor) in found.items():
        yield _event(at, to_at, "statement", f"{said}, as {_tell(tellers)}", case, "", anchor)


def _tell(outlets: Sequence[str]) -> str:
    more = len(outlets) - _TELLERS
    named = [*outlets[:_TELLERS], words.plural(more, "other")] if more > 0 else list(outlets)
    return f"{words.listed(named)} {'tells' if len(outlets) == 1 else 'tell'}"


def _with_tellers(events: Sequence[Event]) -> list[Event]:
    """The events; a statement of the press that the case itself names, in the same words and with the time of the day, is told with that one."""
    own = {place: one for place, one in enumerate(events) if one.kind == "case"}
    told_there: set[int] = set()
    for number, told in enumerate(events):
        said, _, tellers = told.text.rpartition(", as ")
        for place, one in own.items() if told.kind == "statement" else ():
            what = one.text.removesuffix(_BY_CASE)
            within = told.at <= one.at and (one.to_at or one.at) <= (told.to_at or told.at)
            if within and re.fullmatch(re.escape(what) + r"( to .+)?", said, re.IGNORECASE):
                to = said[len(what) :]
                text = f"{what}{_BY_CASE}; {tellers} of one{to}{' that day' if told.to_at else ''}"
                own[place] = replace(one, text=text, anchor=told.anchor)
                told_there.add(number)
                break
    return [own.get(number, one) for number, one in enumerate(events) if number not in told_there]
