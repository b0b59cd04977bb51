"""What the press tells, in sentences and tables: its stories, the days it names, words that differ between outlets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from uproar.case import Case
from uproar.charts import words
from uproar.dossier.dossier import Sentence, Table
from uproar.dossier.names import Told
from uproar.dossier.text import line

_ROWS: Final = 30  # in print
_ROUGH: Final = timedelta(hours=12)  # of a moment known less well, only the day is told
_WORDS: Final = 300  # characters of a sentence in a cell


def stories(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """How many stories the articles tell, how many are copies, and which is told most."""
    if not told:
        return
    copies = sum(int(finding.detail["copies"]) for finding, _ in told)
    articles = sum(int(finding.value) for finding, _ in told) + copies
    finding, number = max(told, key=lambda pair: (int(pair[0].value), len(pair[0].detail["outlets"])))
    again = f", {words.count(copies)} of them copies of another, counted once" if copies else ""
    if finding.value == 1:
        if articles > 1:
            yield Sentence(f"By their words no two of the {words.plural(articles, 'article')} tell the same story{again}.", (number,))
        return
    first = f", first {line(finding.detail['first_outlet'])}" if finding.detail["first_outlet"] else ""
    since = (
        f" on {_since(finding.detail, case.zone, words.day, words.moment)} ({case.zone})" if first and finding.detail["first_at"] else ""
    )
    number_of = f"{words.count(len(told))} stor{'y' if len(told) == 1 else 'ies'}"
    most = f"{words.plural(finding.value, 'article')} by {words.plural(len(finding.detail['outlets']), 'outlet')}{first}{since}"
    title = line(finding.detail["title"])
    yield Sentence(f"The {words.plural(articles, 'article')} tell {number_of}{again}; most told is “{title}”: {most}.", (number,))


def _since(detail: Mapping[str, Any], zone: str, day: Callable[[datetime, str], str], moment: Callable[[datetime, str], str]) -> str:
    """When something was first printed: the day where no more is known, and never its midnight."""
    first, last = detail["first_at"], detail["first_to_at"]
    known = last is None or last - first < _ROUGH
    return moment(first, zone) if known else day(first, zone)


def _day(at: datetime, zone: str) -> str:
    here = words.local(at, zone)
    return f"{here.day} {here:%b} {here.year}"


def differing(told: Sequence[Told], case: Case) -> Iterator[Sentence]:  # noqa: ARG001 - every teller has one signature
    """How many statements are printed in other words by other outlets."""
    apart = [(finding, number) for finding, number in told if finding.detail["variants"]]
    if apart:
        speakers = words.listed(list(dict.fromkeys(line(finding.subject) for finding, _ in apart))[:5])
        yield Sentence(
            f"{words.plural(len(apart), 'statement')} of {speakers} {'is' if len(apart) == 1 else 'are'} printed in different words by different outlets.",
            (apart[0][1],),
        )


def press_tables(told: Sequence[Told], case: Case) -> tuple[Table, ...]:
    """The stories with what to read next, the days that the articles name, and the words that differ, each where there are any."""
    by_name = {name: [pair for pair in told if pair[0].name == f"press.{name}"] for name in ("story", "related", "timeline", "statement")}
    return (
        *_stories(by_name["story"], by_name["related"], case),
        *_days(by_name["timeline"]),
        *_differing(by_name["statement"], case),
        *_given(by_name["statement"]),
    )


def _stories(told: Sequence[Told], related: Sequence[Told], case: Case) -> Iterator[Table]:
    if not told:
        return
    near = {finding.subject: finding.series[0] for finding, _ in related if finding.series}
    rows = []
    for finding, _ in sorted(told, key=lambda pair: -int(pair[0].value))[:_ROWS]:
        detail, following = finding.detail, near.get(finding.subject)
        first = line(detail["first_outlet"] or "outlet not known")
        at = f", {_since(detail, case.zone, _day, words.short)}" if detail["first_at"] else ""
        rest = len(detail["outlets"]) - 1
        after = f"“{line(following['title'])}” ({line(following['why'])})" if following else "nothing near"
        outlets = f"{first}{at}" + (f"; {words.plural(rest, 'further outlet')}" if rest > 0 else "")
        row = (line(detail["title"]), words.count(finding.value), words.count(detail["copies"]), outlets, after)
        rows.append(row if related else row[:-1])
    head = ("Story", "Articles", "Copies", f"First told by ({case.zone})", "To read next")
    yield Table("Stories", head if related else head[:-1], tuple(rows), told[0][1], _cut(told))


def _days(told: Sequence[Told]) -> Iterator[Table]:
    if not told:
        return
    ordered = sorted(told, key=lambda pair: pair[0].subject)[-_ROWS:]
    rows = (
        (line(f.subject), words.count(f.value), f"“{line(f.detail['sentence'], _WORDS)}”", line(f.detail["outlet"] or "outlet not known"))
        for f, _ in ordered
    )
    yield Table("Days that the articles name", ("Day", "Articles", "Its sentence", "In"), tuple(rows), ordered[0][1], _cut(told))


def _differing(told: Sequence[Told], case: Case) -> Iterator[Table]:
    apart = [(finding, number) for finding, number in told if finding.detail["variants"]]
    if not apart:
        return
    rows = []
    for finding, _ in apart[:_ROWS]:
        detail = finding.detail
        since = f", {_since(detail, case.zone, _day, words.short)}" if detail["first_at"] else ""
        rows.append(
            (line(finding.subject), f"{line(detail['first_outlet'] or 'outlet not known')}{since}", f"“{line(finding.value, _WORDS)}”")
        )
        rows += [("", line(one["outlet"] or "outlet not known"), f"“{line(one['words'], _WORDS)}”") for one in detail["variants"]]
    yield Table(
        "Words that differ between outlets", ("Speaker", f"Outlet ({case.zone})", "As printed"), tuple(rows), apart[0][1], _cut(apart)
    )


def _given(told: Sequence[Told]) -> Iterator[Table]:
    apart = [(finding, number) for finding, number in told if finding.detail["speakers"]]
    if not apart:
        return
    rows = []
    for finding, _ in apart[:_ROWS]:
        detail = finding.detail
        rows.append((f"“{line(finding.value, _WORDS)}”", line(detail["first_outlet"]), line(finding.subject)))
        rows += [("", line(one["outlet"]), line(one["speaker"])) for one in detail["speakers"]]
    yield Table(
        "Words that outlets give to different people", ("As first printed", "Outlet", "Speaker"), tuple(rows), apart[0][1], _cut(apart)
    )


def _cut(told: Sequence[Told]) -> str:
    return f"{words.count(_ROWS)} of {words.count(len(told))}; uproar measure --json gives every one." if len(told) > _ROWS else ""
