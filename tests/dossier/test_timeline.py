"""What the timeline tells of a petition's counter, and of what several tell of."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from uproar.case import Case, Event
from uproar.claims.claim import ClaimKind
from uproar.dossier.timeline import timeline
from uproar.findings import Finding

START = datetime(2026, 3, 9, tzinfo=UTC)
AS_OF = START + timedelta(days=20)


def told(counts: list[int]) -> list[tuple[str, int]]:
    """Round numbers passed, with the hour of the reading that first stands above."""
    series = tuple({"at": START + timedelta(hours=n), "signatures": count} for n, count in enumerate(counts))
    finding = Finding("petition.signature_count", "p", counts[-1], "signatures", AS_OF, "Made.", series=series)
    events, _ = timeline([(finding, "1")], [], Case(), AS_OF)
    return [(event.text.split("passes ")[1], int(((event.to_at or event.at) - START) / timedelta(hours=1))) for event in events]


@pytest.mark.parametrize(
    ("counts", "passed"),
    [
        ([9000, 9600, 10_100, 9800, 10_400, 9900, 10_500, 11_000], [("10,000 signatures", 6)]),
        ([9000, 9600, 10_100, 10_300, 9500, 9700], []),
        ([900, 9600, 10_100], [("1,000 signatures", 1), ("10,000 signatures", 2)]),
        ([10_100], []),
    ],
)
def test_a_round_number_is_passed_once_and_for_good(counts: list[int], passed: list[tuple[str, int]]) -> None:
    """A number passed, taken back and passed again is told once, at the passing that was not taken back; one that was taken back for good is not."""
    assert told(counts) == passed


def test_stray_readings_and_two_counters_pass_nothing_again_and_again() -> None:
    """One reading of 540,000 passes no round number, and of counters read in turns each number is told once at most."""
    counts = 9000 + np.cumsum(np.random.default_rng(1).poisson(30, 120))
    first = [("10,000 signatures", int(np.argmax(counts >= 10_000)))]
    stray = counts.copy()
    stray[20] = 540_000
    slip = counts.copy()
    slip[80] = 12
    assert told(stray.tolist()) == told(slip.tolist()) == first
    both = told(np.where(np.arange(120) % 2 == 0, counts, counts + 50_000).tolist())
    assert len({text for text, _ in both}) == len(both)


def test_rungs_of_a_site_that_nobody_named_are_no_events() -> None:
    """Goals that are Change.org's next rungs bury nothing, also where nobody says that the petition is there; one that is no rung is told."""
    series = tuple(
        {"at": START + timedelta(days=n), "to": START + timedelta(days=n + 1), "goal": goal} for n, goal in enumerate((1000, 1500))
    )

    def events(by_ladder: str) -> int:
        detail = {"kind": "cannot tell", "by_ladder": by_ladder, "goals": (1000, 1500)}
        return len(
            timeline(
                [(Finding("petition.goal", "p", 1500, "signatures", AS_OF, "Made.", detail=detail, series=series), "1")], [], Case(), AS_OF
            )[0]
        )

    assert (events("automatic"), events("explicit")) == (0, 2)


def article(outlet: str, speaker: str, to: str = "", day: int = 3) -> Any:
    """An article, and what is printed of it, that says that somebody said something on a day."""
    attributes = {"speaker": speaker, **({"addressee": to} if to else {})}
    at = START + timedelta(days=day)
    claim = SimpleNamespace(kind=ClaimKind.STATEMENT, from_at=at, to_at=at + timedelta(days=1), attributes=attributes, subject=speaker)
    read = SimpleNamespace(claims=[SimpleNamespace(claim=claim)], published_from=None, published_to=None)
    return read, SimpleNamespace(
        title=f"Of {outlet}", outlet=outlet, name=outlet, id=f"a-{outlet}", claims=[SimpleNamespace(id=f"c-{outlet}")]
    )


def test_a_statement_that_several_tell_of_is_one_event() -> None:
    """What two outlets say that somebody said that day is one event with both; what the case names in the same words is told there; other days and speakers stay."""
    articles = [article("Gull", "the studio", "the Gull"), article("Tern", "the studio", "the Gull"), article("Tern", "the studio", day=5)]
    articles.append(article("Auk", "the store"))

    def texts(*events: Event) -> list[tuple[str, str]]:
        found, _ = timeline([], articles, Case(events=events), AS_OF)
        return [(one.text, one.anchor) for one in found]

    two = [("The store makes a statement, as Auk tells", "c-Auk"), ("The studio makes a statement, as Tern tells", "c-Tern")]
    assert texts() == [("The studio makes a statement to the Gull, as Gull and Tern tell", "c-Gull"), *two]
    own = Event("2026-03-12T21:00", "The studio makes a statement")
    told = ("The studio makes a statement, as the case says; Gull and Tern tell of one to the Gull that day", "c-Gull")
    assert sorted(texts(own)) == sorted([told, *two])
    other = Event("2026-03-13T21:00", "The studio makes a statement")
    assert len(texts(other)) == 4
