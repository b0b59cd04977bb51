"""Find every measurement, and put asks to them."""

from __future__ import annotations

import importlib
import math
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import uproar.instruments
from uproar.case import Case, period
from uproar.errors import UsageError
from uproar.extract.terms import normal_term, phrase_pattern
from uproar.findings import Ask, Event, Finding, Measurement, Result, Scalar, Unmeasured, to_micros
from uproar.store import Store

# Shares and error rates; every other number among the settings may be any above 0.
_LIMITS: Final = {"rate": 0.5, "share": 1.0}
_MARKS: Final = ("#", "＃", "$")
# Where no start is asked for, intervals are counted from here, cut at the zone's own midnight: no record is older.
_ORIGIN: Final = datetime(1990, 1, 1, tzinfo=UTC)


@cache
def measurements() -> tuple[Measurement, ...]:
    """Every measurement: each module below an instrument that has a `MEASUREMENT`, by name."""
    found = []
    for info in pkgutil.walk_packages(uproar.instruments.__path__, "uproar.instruments."):
        module = importlib.import_module(info.name)
        if hasattr(module, "MEASUREMENT"):
            found.append(module.MEASUREMENT)
    return tuple(sorted(found, key=lambda measurement: measurement.name))


def measurement(name: str) -> Measurement:
    """The measurement of that name.

    Raises:
        UsageError: There is none.
    """
    for one in measurements():
        if one.name == name:
            return one
    raise UsageError("uproar", f"one of {', '.join(m.name for m in measurements())}", repr(name), "See uproar methods.")


def measure(store: Store, what: Measurement, ask: Ask) -> list[Result]:
    """Reduce, then judge; every result carries the query and rows it rests on."""
    if ask.subject and (what.subjects == "terms" or ask.subject.startswith(_MARKS)):
        term = normal_term(ask.subject)
        if term is None:
            reason = "it is no term: too long, or a mark before nothing that posts are counted by"
            needs = "a hashtag of more than digits, a cashtag that begins with a letter, or a phrase, of at most 140 characters"
            return [Unmeasured(what.name, ask.subject[:80], reason, needs, ask.as_of)]
        ask = replace(ask, subject=term)
    reduction = store.reduce(what.sql, parameters(what, ask), to_micros(ask.as_of), what.shared)
    results = what.judge(reduction.rows, ask)
    return [result if result.evidence is not None else replace(result, evidence=reduction.evidence) for result in results]


def measure_case(store: Store, case: Case, what: Measurement, ask: Ask, subjects: Sequence[str] = ()) -> list[Result]:
    """Put one ask for each subject: those given, else those that the case names, its terms, its petitions, its pages, or its title.

    Args:
        store: The case's store.
        case: The case.
        what: The measurement.
        ask: The moment, the period and the settings; its own subject and zone are not used.
        subjects: What to ask about instead of what the case names.

    Raises:
        UsageError: A setting has another type than its default.
    """
    if what.subjects == "title" and any(not subject.startswith(_MARKS) for subject in subjects):
        raise UsageError(
            what.name, "a hashtag or a cashtag", ", ".join(map(repr, subjects)), "Leave --subject out to ask about the whole record."
        )
    named = {
        "terms": case.terms,
        "petitions": [petition.id for petition in case.petitions],
        "pages": [page.id for page in case.pages],
        "title": [case.title],
        "sides": ["critic", "audience"],
    }[what.subjects]
    if not (subjects or named):
        singular = what.subjects.removesuffix("s")
        return [Unmeasured(what.name, "", f"the case names no {singular}", f"a {singular} in case.toml", ask.as_of)]
    own = {key: _like(what, key, value) for key, value in ask.settings.items() if key in what.settings}
    ask = replace(
        ask, zone=case.zone, settings=own, released_at=case.released_at, events=_events(store, case, ask) if what.needs_events else ()
    )
    sites = {petition.id: petition.site for petition in case.petitions if petition.site} if what.subjects == "petitions" else {}
    asks = [replace(ask, subject=subject, settings=_with_site(what, own, sites.get(subject, ""))) for subject in subjects or named]
    return [_followed_up(store, what, result, one) for one in asks for result in measure(store, what, one)]


def _with_site(what: Measurement, own: Mapping[str, Scalar], site: str) -> Mapping[str, Scalar]:
    """The settings, with the site that the case names where the measurement asks for one and nobody set another."""
    return {"site": site, **own} if site and "site" in what.settings else own


def _events(store: Store, case: Case, ask: Ask) -> tuple[Event, ...]:
    """What the case says happened and what its pages show to have changed, in order of time, known by the ask's moment."""
    said = [Event(*period(event.at, case.zone, "the case's event"), event.what) for event in case.events]
    for page in case.pages:
        wanted = replace(ask, subject=page.id, zone=case.zone, from_at=None, to_at=None, settings={})
        changed: dict[tuple[datetime, datetime], list[str]] = {}
        for one in measure(store, measurement("pages.change"), wanted):
            if isinstance(one, Finding) and one.value != "none":
                changed.setdefault((one.from_at or ask.as_of, one.to_at or ask.as_of), []).append(str(one.value))
        # What changed between the same two readings is one event: its effects cannot be told apart.
        said += [Event(start, end, f"{' and '.join(fields)} changed on {page.id}") for (start, end), fields in changed.items()]
    return tuple(sorted((event for event in said if event.to_at <= ask.as_of), key=lambda event: (event.at, event.to_at, event.what)))


def _like(what: Measurement, key: str, value: Scalar) -> Scalar:
    """The value of a setting, in the type of its default."""
    default = what.settings[key]
    if isinstance(value, (int, float)) and not isinstance(value, bool) and not 0 < value < _LIMITS.get(key, math.inf):
        below = f" and below {_LIMITS[key]:g}" if key in _LIMITS else ""
        raise UsageError(
            f"the setting {key} of {what.name}", f"a number above 0{below}", repr(value), f"See docs/instruments/{what.kind}s.md."
        )
    if isinstance(default, str) and isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # one number where a list of them is asked for, as in thresholds=5000
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if default is not None and type(value) is not type(default):
        raise UsageError(
            f"the setting {key} of {what.name}", f"a value like {default!r}", repr(value), f"See docs/instruments/{what.kind}s.md."
        )
    return value


def _followed_up(store: Store, what: Measurement, result: Result, ask: Ask) -> Result:
    if what.follow_up is None or isinstance(result, Unmeasured):
        return result
    other = measurement(what.follow_up.name)
    return what.follow_up.told(result, [one for further in what.follow_up.ask(result, ask) for one in measure(store, other, further)])


def parameters(what: Measurement, ask: Ask) -> dict[str, Scalar]:
    """The named parameters of a reduction, from the ask and the measurement's settings; times in microseconds.

    `from_at` and `to_at` bound the period (start inclusive, end exclusive); `origin` is the zone's midnight from which intervals are counted.
    A phrase is found by `is_phrase`, `word` (its longest word, a quick test that spares most texts the expression) and `pattern`.
    """
    as_of = to_micros(ask.as_of)
    phrase = "" if (ask.subject or "").startswith(("#", "$")) else ask.subject or ""
    start = _ORIGIN if what.whole_past else ask.from_at or _ORIGIN
    zone = ZoneInfo(ask.zone)
    midnight = datetime.combine(start.astimezone(zone).date(), time(), zone)
    return {
        **what.settings,
        **ask.settings,
        "from_at": to_micros(start),
        "to_at": min(to_micros(ask.to_at) if ask.to_at else as_of + 1, as_of + 1),
        "origin": to_micros(midnight.astimezone(UTC)),
        "released_at": to_micros(ask.released_at) if ask.released_at else None,
        "subject": ask.subject,
        "is_phrase": bool(phrase),
        "pattern": phrase_pattern(phrase),
        "word": max(phrase.split(), key=len, default=""),
    }
