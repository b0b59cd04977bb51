"""Compose what happened, sentence by sentence, from findings and from nothing else.

One function a measurement takes its findings and returns sentences; a measurement that none of them knows is told plainly with its value, so that no new
instrument stays silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from uproar.case import Case
from uproar.charts import words
from uproar.dossier import petition, posts, press, reviews
from uproar.dossier.dossier import Sentence
from uproar.dossier.effects import Around, around, effects, not_told
from uproar.dossier.names import Told, petition_name, term_name, within
from uproar.dossier.numbers import write_value
from uproar.dossier.text import line
from uproar.findings import Unmeasured

# What a measurement would have told, for "cannot tell ...".
_QUESTIONS: Final = {
    "posts.volume": "how many posts used {}",
    "posts.burst": "whether {} took off",
    "posts.rank": "whether {} trended",
    "posts.coordination": "whether accounts acted together",
    "posts.concentration": "how much of {} a few accounts wrote",
    "posts.terms": "which terms rose with {}",
    "posts.bursts": "which terms took off",
    "reviews.score": "how {} graded it",
    "reviews.divergence": "how far critics and audience are apart",
    "reviews.polarisation": "whether {} agree among themselves",
    "reviews.bombing": "whether the grades of {} depart from what is usual",
    "posts.effect": "what an event was followed by in {}",
    "reviews.effect": "what an event was followed by in {}",
    "petition.effect": "what an event was followed by in {}",
    "petition.forecast": "where {} is going",
    "petition.integrity": "whether the readings of {} fit together",
    "petition.signers": "whether signers of {} repeat",
    "petition.signature_count": "how many signed {}",
    "petition.rate": "how fast {} grows",
    "petition.goal": "what goal {} is shown against",
    "pages.change": "whether the page {} changed",
    "pages.current": "what the page {} says",
    "press.article": "what the press wrote",
    "press.quote": "who is quoted in the press",
    "press.story": "which stories the press tells",
    "press.timeline": "which days the press names",
    "press.related": "what to read next",
    "press.statement": "what each side said in the press",
}
_LEAD: Final = (
    "posts.burst",
    "posts.coordination",
    "petition.signature_count",
    "reviews.divergence",
    "reviews.bombing",
    "pages.change",
    "press.article",
    "press.quote",
)


def in_words() -> dict[tuple[str, ...], Callable[[Sequence[Told], Case], Iterator[Sentence]]]:
    """The tellers of what no single value holds: bursts and who acted together, departures of grades, where a petition is going, what followed an event."""
    named = ("reviews.bombing", "petition.forecast", "petition.effect")
    return {**posts.IN_WORDS, **{names: tell for names, tell in _TELLERS.items() if set(names) & set(named)}}


def summary(told: Sequence[Told], case: Case) -> tuple[Sentence, ...]:
    """What happened: first what tells the story, then the numbers around it, then whatever else was measured; each instrument opens a paragraph."""
    found: list[Sentence] = []
    last = ("", False)
    for names, tell in _TELLERS.items():
        made = tell([pair for pair in told if pair[0].name in names], case)
        for sentence in made:
            lead, instrument = names[0] in _LEAD, names[0].partition(".")[0]
            found.append(replace(sentence, lead=lead, opens=sentence.opens or (instrument, lead) != last))
            last = (instrument, lead)
    known = {name for names in _TELLERS for name in names}
    for finding, number in told:
        if finding.name not in known:
            value, bounds, unit = write_value(finding)
            about = f" of {line(finding.subject)}" if finding.subject else ""
            found.append(Sentence(f"{line(finding.name)}{about}: {value} {unit}{within(bounds)}.", (number,), lead=False))
    return (*(one for one in found if one.lead), *_by_term([one for one in found if not one.lead], told))


def _by_term(small: Sequence[Sentence], told: Sequence[Told]) -> list[Sentence]:
    """The sentences of the small print with those on posts drawn together, a paragraph a term."""
    about = {number: finding for finding, number in told}
    paragraphs: dict[tuple[str, str], list[Sentence]] = {}
    for sentence in small:
        name, subject = next(((about[number].name, about[number].subject) for number in sentence.numbers), ("", ""))
        instrument = name.partition(".")[0]
        paragraphs.setdefault((instrument, subject if instrument == "posts" else ""), []).append(sentence)
    return [replace(sentence, opens=place == 0) for those in paragraphs.values() for place, sentence in enumerate(those)]


def unknown(missing: Sequence[Unmeasured], case: Case) -> tuple[Sentence, ...]:
    """What cannot be told, with the reason: one sentence a question, one for all questions that have the same reason."""
    asked: dict[str, dict[str, list[str]]] = {}
    events: dict[str, list[Around]] = {}
    for gap in missing:
        if (found := around(gap, case)) is not None:
            asked.setdefault(found[0], {})
            events.setdefault(found[0], []).append(found[1])
            continue
        patterns = asked.setdefault(gap.reason.removeprefix("cannot tell: "), {})
        pattern, subject = _question(gap, case)
        subjects = patterns.setdefault(pattern, [])
        if subject not in subjects:
            subjects.append(subject)
    questions = {
        reason: [pattern.replace("{}", words.listed(subjects)).replace("  ", " ") for pattern, subjects in patterns.items()]
        + not_told(events.get(reason, ()))
        for reason, patterns in asked.items()
    }
    return tuple(Sentence(f"Cannot tell {words.listed(each)}: {line(reason, 600)}.") for reason, each in questions.items())


def _question(gap: Unmeasured, case: Case) -> tuple[str, str]:
    """What is asked, with {} for the subject, and the subject as people call it."""
    pattern = _QUESTIONS.get(gap.name, f"{line(gap.name)}{' of {}' if gap.subject else ''}")
    subject = line(gap.subject)
    if gap.name.startswith("posts."):
        subject = term_name(gap.subject, case) or "any term"
    elif gap.name.startswith("petition."):
        subject = petition_name(gap.subject, case) if gap.subject else "a petition"
    elif gap.name.startswith("reviews."):
        subject = reviews.SIDES.get(gap.subject, subject)
    return pattern, f"the grades of {subject}" if gap.name == "reviews.effect" else subject


def _change(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    for finding, number in told:
        start, end = finding.from_at, finding.to_at
        between = f" {words.between(start, end, case.zone)}" if start and end else ""
        page = f"the title page {line(finding.subject)}"
        if finding.value == "none":
            yield Sentence(f"No field of {page} changed{between}.", (number,))
        else:
            yield Sentence(f"The {line(finding.value)} of {page} changed{between}.", (number,))


def _article(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    if not told:
        return
    dated = [finding.from_at for finding, _ in told if finding.from_at is not None]
    since = f", the first from {words.day(min(dated), case.zone)}" if dated else ""
    yield Sentence(f"The record holds {words.plural(len(told), 'article')}{since}.", tuple(number for _, number in told[:8]))


def _quote(told: Sequence[Told], case: Case) -> Iterator[Sentence]:  # noqa: ARG001 - every teller has one signature
    if not told:
        return
    named = {finding.detail.get("speaker") for finding, _ in told} - {None}
    nobody = sum(1 for finding, _ in told if finding.detail.get("speaker") is None)
    who = f", from {words.plural(len(named), 'named speaker')}" if named else ""
    lost = f"; for {words.count(nobody)} of them no speaker can be told" if nobody else ""
    yield Sentence(
        f"{words.plural(len(told), 'quotation')} {'was' if len(told) == 1 else 'were'} read in the press{who}{lost}.", (), "words"
    )


def _silent(told: Sequence[Told], case: Case) -> Iterator[Sentence]:  # noqa: ARG001 - every teller has one signature
    """What a page says now is no event: it stands in its section."""
    return iter(())


_TELLERS: Final[dict[tuple[str, ...], Callable[[Sequence[Told], Case], Iterator[Sentence]]]] = {
    ("posts.burst", "posts.coordination"): posts.story,
    ("petition.signature_count",): petition.count,
    ("reviews.divergence",): reviews.divergence,
    ("reviews.bombing",): reviews.bombing,
    ("pages.change",): _change,
    ("press.article",): _article,
    ("press.quote",): _quote,
    ("press.story",): press.stories,
    ("press.statement",): press.differing,
    ("posts.rank",): posts.rank,
    ("posts.volume",): posts.volume,
    ("posts.concentration",): posts.concentration,
    ("posts.terms",): posts.terms,
    ("posts.bursts",): posts.bursts,
    ("petition.rate",): petition.rate,
    ("petition.goal",): petition.goal,
    ("reviews.score",): reviews.score,
    ("petition.integrity",): petition.integrity,
    ("petition.signers",): petition.signers,
    ("petition.forecast",): petition.forecast,
    ("reviews.polarisation",): reviews.polarisation,
    ("posts.effect", "reviews.effect", "petition.effect"): effects,
    # Told elsewhere: on the page's own section, in tables.
    ("pages.current", "press.timeline", "press.related"): _silent,
}
