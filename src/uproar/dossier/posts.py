"""Tell what the posts show: bursts, accounts that act together, a busy few, and what rose beside a term."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from uproar.case import Case
from uproar.charts import words
from uproar.charts.intervals import interval_of
from uproar.dossier.dossier import Sentence
from uproar.dossier.names import Told, so_far, term_name, within
from uproar.dossier.numbers import write_value
from uproar.dossier.text import line
from uproar.findings import Finding

_LITTLE: Final = "accounts that post little cannot be linked, so that this does not show that"
_COULD_NOT: Final = f"{_LITTLE} all acted on their own"
_OTHERS: Final = f"{_LITTLE} the others acted on their own"
# Where accounts that can be judged wrote less than half of the posts, the upper bound counts what all others wrote.
_MOST_UNKNOWN: Final = "most of them are by accounts that post too little to be judged, and the upper bound counts all of those"
# What a burst's coordination finding notes about how little could be found.
_FOUND_LITTLE: Final = ("Too few accounts", "A pair that met")
# How the methods of other authors are called in a sentence.
_METHODS: Final = {"kleinberg": "Kleinberg’s automaton", "mastodon": "Mastodon’s rule for trends", "signitrend": "SigniTrend"}


def coordinated_bursts(finding: Finding) -> list[Finding]:
    """How much of a finding's bursts came from accounts that act together: the strongest and the latest, each as a finding of its own with its own evidence."""
    each: Sequence[Mapping[str, Any]] = finding.detail.get("each", ()) if finding.name == "posts.burst" else ()
    found = []
    for one in each:
        told = one.get("coordinated", {})
        # Of many bursts the strongest and the latest are told by themselves; the table has the others.
        if "share" in told and (one["from_at"] == finding.from_at or one is each[-1]):
            which = "burst" if len(each) == 1 else "strongest burst" if one["from_at"] == finding.from_at else "latest burst"
            found.append(
                Finding(
                    "posts.coordination", finding.subject, told["share"], "share of posts", finding.as_of,
                    "Share of the burst's posts by accounts that share the same things together, as judged by all that they posted.",
                    low=told["low"], high=told["high"], from_at=one["from_at"], to_at=one["to_at"],
                    detail={"burst": which, "posts": one["posts"], "mostly_judged": told.get("mostly_judged", True)},
                    notes=tuple(told.get("notes", ())), evidence=told.get("evidence"),
                )
            )  # fmt: skip
    return found


def story(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """A paragraph a term, with its bursts and whose posts they were, however many they are; then who acted together over the whole record.

    Args:
        told: Findings of `posts.burst` and `posts.coordination`, those of `coordinated_bursts` among them.
        case: The case.
    """
    said: set[str] = set()
    within_bursts = [(finding, number) for finding, number in told if "burst" in finding.detail]
    for finding, number in told:
        if finding.name == "posts.burst":
            texts = list(_bursts(finding, case))
            if reason := finding.detail.get("coordinated", {}).get("reason"):
                texts.append(_untold(reason, known=reason in said))
                said.add(reason)
            yield from (Sentence(text, (number,), opens=text is texts[0]) for text in texts)
            alike: dict[tuple[Any, ...], list[Told]] = {}
            for one, its in within_bursts:
                if one.subject == finding.subject:
                    alike.setdefault((one.value, one.low, one.high), []).append((one, its))
            for those in alike.values():
                yield Sentence(_in_bursts([one for one, _ in those], case), tuple(its for _, its in those))
                for note in dict.fromkeys(note for one, _ in those for note in one.notes if note.startswith(_FOUND_LITTLE)):
                    if note not in said:
                        yield Sentence(line(note, 600), tuple(its for _, its in those))
                    said.add(note)
            if others := _in_other_bursts(finding):
                yield Sentence(others, (number,))
    yield from (
        Sentence(_in_all(finding, case), (number,), opens=True)
        for finding, number in told
        if finding.name == "posts.coordination" and "burst" not in finding.detail
    )


def _untold(reason: str, *, known: bool) -> str:
    if known:
        return "Nor can it be told whether accounts acted together behind it, for the same reason."
    return f"Whether accounts acted together behind it cannot be told: {line(reason.removeprefix('cannot tell: '), 600)}."


def _bursts(finding: Finding, case: Case) -> Iterator[str]:
    per = words.length(interval_of(finding.series, None)).removeprefix("1 ")
    each = finding.detail.get("each", ())
    if each:
        yield from (_one_burst if len(each) == 1 else _many_bursts)(finding, per, case)
    else:
        between = f" {words.between(finding.from_at, finding.to_at, case.zone)}" if finding.from_at and finding.to_at else ""
        yield f"{_by(finding)}{term_name(finding.subject, case)} did not stand out from its own past in any {per}{between}."


def _by(finding: Finding) -> str:
    """The method's name before a sentence, where another than uproar's was asked for."""
    by = finding.detail.get("by", "uproar")
    return "" if by == "uproar" else f"By {_METHODS.get(by, line(by))}, "


def _one_burst(finding: Finding, per: str, case: Case) -> Iterator[str]:
    detail, zone, term = finding.detail, case.zone, term_name(finding.subject, case)
    onset, end = detail["onset_at"], detail["end_at"]
    yield f"{_by(finding)}{term} took off on {words.day(onset, zone)} shortly after {words.clock(onset, zone)} ({zone}); {_peak(finding, per, case)}."
    ended = (
        "and the wave was still running when the record ends"
        if detail["still_running"]
        else f"to {words.moment(end, zone)}{so_far(finding, detail['each'][0])}"
    )
    wrote = f"{words.plural(detail['accounts'], 'account')} wrote {words.plural(detail['posts'], 'post')} with it"
    yield f"The first alarm, from what was known by then, came {_alarm(detail)}; over {words.length(end - onset)}, {ended}, {wrote}."


def _many_bursts(finding: Finding, per: str, case: Case) -> Iterator[str]:
    detail, zone, each = finding.detail, case.zone, finding.detail["each"]
    lengths = sorted(one["to_at"] - one["from_at"] for one in each)
    accounts = sorted(one["accounts"] for one in each)
    term, over = term_name(finding.subject, case), words.between(each[0]["from_at"], each[-1]["to_at"], zone)
    often = f"{words.times(len(each))}{so_far(finding, each[-1])}"
    running = "; the last was still running when the record ends" if each[-1]["still_running"] else ""
    yield (
        f"{_by(finding)}{term} took off {often} {over}, for {_range(*map(words.length, (lengths[0], lengths[-1])))} each time, "
        f"used by {_range(words.count(accounts[0]), words.count(accounts[-1]))} accounts{running}."
    )
    onset = detail["onset_at"]
    yield f"The strongest began on {words.day(onset, zone)} shortly after {words.clock(onset, zone)}: {_peak(finding, per, case)}; the alarm came {_alarm(detail)}."


def _peak(finding: Finding, per: str, case: Case) -> str:
    detail, zone = finding.detail, case.zone
    peak, onset = detail["peak_at"], detail["onset_at"]
    day = "" if words.day(peak, zone) == words.day(onset, zone) else f" on {words.day(peak, zone)}"
    used = f"{words.plural(detail['peak_accounts'], 'account')} used it in the {per} from {words.clock(peak, zone)}{day}"
    return f"at its peak {used}, where its own past leads to expect {expected(detail)}"


def expected(detail: Mapping[str, Any]) -> str:
    """The accounts that a burst's past leads to expect in its busiest hour."""
    # 0.04 accounts an hour mean nothing to a reader, and their two figures are not known.
    if detail["expected_high"] < 1:
        return "fewer than one"
    return (
        f"{words.number(detail['expected_accounts'])} ({words.number(detail['expected_low'])} to {words.number(detail['expected_high'])})"
    )


def _alarm(detail: Mapping[str, Any]) -> str:
    # An alarm is due at the end of an interval; the burst begins somewhere within its first.
    after = detail["alarm_at"] - detail["onset_at"]
    return f"within {words.length(max(after, timedelta(minutes=1)))}"


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


def _in_bursts(findings: Sequence[Finding], case: Case) -> str:
    """Whose posts bursts were that do not differ in it."""
    finding = findings[0]
    share, low, high = finding.value, finding.low or 0.0, finding.high if finding.high is not None else 1.0
    bursts = [
        one.detail["burst"] + (f" ({words.short(one.from_at, case.zone)})" if one.from_at and one.detail["burst"] != "burst" else "")
        for one in findings
    ]
    what = f"the posts of {term_name(finding.subject, case)}’s {words.listed(bursts)}"
    who = "accounts that post the same things together more often than chance explains"
    if low > 0:
        bounds = "" if low == high else f" ({words.percent(low)} to {words.percent(high)})"
        about = "About " if 0 < share < 1 and bounds else ""
        much = "All" if low == 1 else f"{about}{words.percent(share)}"
        # Of all posts there are no others to doubt.
        return f"{much} of {what}{bounds} came from {who}{f'; {_doubt(finding, _OTHERS)}' if low < 1 else ''}."
    if share > 0:
        return f"Perhaps {words.percent(share)} of {what} came from {who}: it may be none, and {_at_most(finding, high)}; {_doubt(finding, _OTHERS)}."
    return _none(finding, f"of {what}", high)


def _in_other_bursts(finding: Finding) -> str:
    """Whose posts the bursts were that are not told by themselves; "" where none of them could be judged."""
    rest = [one for one in finding.detail.get("each", ())[:-1] if one["from_at"] != finding.from_at]
    shares = [one["coordinated"]["share"] for one in rest if "share" in one.get("coordinated", {})]
    if not shares:
        return ""
    low, high = words.percent(min(shares)), words.percent(max(shares))
    much = "all" if min(shares) == 1 else "none" if not max(shares) else low if low == high else f"{low} to {high}"
    which = "each of" if len(shares) == len(rest) else f"{words.count(len(shares))} of"
    return (
        f"In {which} its {words.count(len(rest))} other bursts {much} of the posts came from such accounts."
        if len(rest) > 1
        else f"In its other burst {much} of the posts came from such accounts."
    )


def _none(finding: Finding, what: str, high: float) -> str:
    if any(note.startswith(_FOUND_LITTLE) for note in finding.notes):
        return f"None {what} came from accounts that were found to act together, which says little."  # the note that follows says why
    most = f" ({_at_most(finding, high)})" if high > 0 else ""
    return f"None {what}{most} came from accounts that were found to act together; {_doubt(finding, _COULD_NOT)}."


def _at_most(finding: Finding, high: float) -> str:
    return f"at most {words.percent(high)}" + (" from accounts that could be linked" if finding.detail.get("mostly_judged", True) else "")


def _doubt(finding: Finding, otherwise: str) -> str:
    """Why the posts of accounts that were not linked say little."""
    return otherwise if finding.detail.get("mostly_judged", True) else _MOST_UNKNOWN


def _in_all(finding: Finding, case: Case) -> str:
    detail = finding.detail
    linked = detail["accounts_linked"]
    here = detail.get("accounts_linked_here", linked)
    if finding.subject.startswith(("#", "$")) or here < linked:
        return _in_part(finding, here, case)
    judged = f"{words.plural(detail['accounts_tested'], 'account')} posted enough to be judged"
    if not detail.get("mostly_judged", True):
        judged += ", and the upper bound counts the posts of all others, which are most"
    if linked:
        value, bounds, _ = write_value(finding)
        sure = "" if finding.low else "perhaps "
        text = (
            f"{sure}{value}{within(bounds)} {_asked(finding, case)} came from {words.plural(linked, 'account')}, in "
            f"{words.groups(detail['group_sizes'])}, that posted the same things together more often than chance explains; {judged}."
        )
        return text[0].upper() + text[1:]
    return (
        f"Over the whole record no accounts were found that post the same things together more often than chance explains; {judged}, and a pair that met on "
        f"fewer than about {words.plural(detail['occasions_needed'], 'occasion')} would not have been found."
    )


def _in_part(finding: Finding, here: int, case: Case) -> str:
    """Whose posts those of a term or a period were, as judged by the whole record."""
    what, high = _asked(finding, case), finding.high or 0.0
    if not here:
        return _none(finding, what, high)
    value, bounds, _ = write_value(finding)
    return f"{'' if finding.low else 'Perhaps '}{value}{within(bounds)} {what} came from {words.plural(here, 'account')} that act together; {_doubt(finding, _OTHERS)}."


def _asked(finding: Finding, case: Case) -> str:
    """The posts that were asked about: their term and the time from the first to the last."""
    of = f"of the posts with {term_name(finding.subject, case)}" if finding.subject.startswith(("#", "$")) else "of all posts"
    start, end = finding.from_at, finding.to_at
    return f"{of} from {words.moment(start, case.zone)} to {words.moment(end, case.zone)} ({case.zone})" if start and end else of


def concentration(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """How much the busiest accounts wrote, against an even spread, and how much came from young accounts where their age is known."""
    for finding, number in told:
        detail, (value, bounds, _) = finding.detail, write_value(finding)
        top, term = detail["top_accounts"], term_name(finding.subject, case)
        who = (
            f"The busiest of the {words.count(detail['accounts'])} accounts"
            if top == 1
            else f"The {words.count(top)} busiest of {words.count(detail['accounts'])} accounts"
        )
        low, high = (finding.value if bound is None else bound for bound in (finding.low, finding.high))
        even = f"{words.percent(detail['expected'])}"
        beside = (
            f"where an even spread would give {even}"
            if low > detail["expected_high"] or high < detail["expected_low"]
            else f"which cannot be told from an even spread ({even})"
        )
        young = ""
        if detail.get("young_low") is not None:
            share = _range(words.percent(detail["young_low"]), words.percent(detail["young_high"]))
            span = finding.evidence.parameters.get("young") if finding.evidence else None
            age = f" less than {words.length(timedelta(microseconds=span))} old" if isinstance(span, int) else ", which were new"
            young = f"; {share} of the posts came from accounts{age}"
        yield Sentence(f"{who} wrote {value} of the posts with {term}{within(bounds)}, {beside}{young}.", (number,))


def terms(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """Which other terms rose with a term, or stood beside it where there is nothing to compare with."""
    for finding, number in told:
        term, detail, rows = term_name(finding.subject, case), finding.detail, finding.series
        names = words.listed(
            [f"{line(row['term'])} (in the posts of {words.plural(row['accounts'], 'account')})" for row in rows[:3]]
            + [line(row["term"]) for row in rows[3:]]
        )
        rest = f", the foremost of {words.count(finding.value)}" if finding.value > len(rows) else ""
        if not rows:
            of = (
                f", of {words.count(detail['tested'])} that were tested"
                if detail["tested"]
                else ": none was used beside it by enough accounts"
            )
            yield Sentence(f"No other term could be shown to have risen with {term}{of}.", (number,))
        elif not detail["compared"]:
            yield Sentence(f"Posts with {term} held also {names}{rest}; whether they rose with it cannot be told of a search.", (number,))
        elif not detail["against_past"]:
            yield Sentence(f"Beside {term} stood {names}{rest}; whether they had risen cannot be told, for want of a past.", (number,))
        else:
            yield Sentence(f"With {term} rose {names}{rest}.", (number,))


def bursts(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """Which terms of the whole stream took off, and how many of them chance would give."""
    for finding, number in told:
        detail, start, end = finding.detail, finding.from_at, finding.to_at
        over = f" {words.between(start, end, case.zone)}" if start and end else ""
        if not finding.series:
            yield Sentence(f"No hashtag of the whole record took off{over}.", (number,))
            continue
        first = words.listed([term_name(term, case) for term in dict.fromkeys(row["term"] for row in finding.series)][:3])
        most = f", {first} most clearly" if finding.value > 1 else f": {first}"
        chance = (
            f"; by chance at most about {words.count(round(detail['by_chance']))} of {words.plural(detail['bursts'], 'burst')}"
            if detail["by_chance"] >= 1
            else ""
        )
        yield Sentence(f"Of the whole record {words.plural(finding.value, 'hashtag')} took off{over}{most}{chance}.", (number,))


def rank(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """How long a term was among the first."""
    for finding, number in told:
        value, bounds, _ = write_value(finding)
        start, end = finding.from_at, finding.to_at
        over = f" from {words.moment(start, case.zone)} to {words.moment(end, case.zone)} ({case.zone})" if start and end else ""
        best = finding.detail.get("best_rank")
        place = f"; its best place was {words.count(best)}" if best else ""
        list_ = f"the first {words.count(finding.detail['k'])} hashtags" if "k" in finding.detail else "the first hashtags"
        yield Sentence(
            f"{term_name(finding.subject, case)} was among {list_} for {value} of the time{within(bounds)}{over}{place}.", (number,)
        )


def volume(told: Sequence[Told], case: Case) -> Iterator[Sentence]:
    """How many posts were collected; of a search, only what it found."""
    for finding, number in told:
        start, end = finding.from_at, finding.to_at
        over = f" {words.between(start, end, case.zone)}" if start and end else ""
        term = term_name(finding.subject, case)
        if finding.low is None:
            yield Sentence(
                f"A search found {words.plural(finding.value, 'post')} with {term}{over}; how many there were cannot be told.", (number,)
            )
        else:
            yield Sentence(f"{words.plural(finding.value, 'collected post')} used {term}{over}.", (number,))


# What a single value does not tell: every teller here, with the measurements whose findings it takes.
IN_WORDS: Final[dict[tuple[str, ...], Callable[[Sequence[Told], Case], Iterator[Sentence]]]] = {
    ("posts.burst", "posts.coordination"): story,
    ("posts.concentration",): concentration,
    ("posts.terms",): terms,
    ("posts.bursts",): bursts,
}
