"""Cutting sentences into clauses and reading numbers in them: what a number is told of, by which verb, and what leaves it in doubt."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from uproar.claims.claim import Claim
from uproar.claims.context import Context, build
from uproar.claims.find import find_claims
from uproar.claims.grammar.clauses import clauses, tokens_of
from uproar.claims.grammar.reading import read
from uproar.claims.grammar.unfold import unfold
from uproar.claims.grammar.words import forms
from uproar.extract.dates.find import find_dates
from uproar.extract.figures.find import find_figures
from uproar.simulate import CASE

AT = datetime.fromisoformat("2026-03-16T09:00:00+01:00")


def context(text: str) -> Context:
    """A text with its figures and times."""
    dates = find_dates(text, published_from=AT, published_to=AT + timedelta(minutes=1), zone=CASE.zone)
    return build(text, [], find_figures(text, dates), dates, CASE, AT)


def claims(text: str) -> list[Claim]:
    """The claims of a text."""
    dates = find_dates(text, published_from=AT, published_to=AT + timedelta(minutes=1), zone=CASE.zone)
    return find_claims(text, quotes=[], figures=find_figures(text, dates), dates=dates, case=CASE, published=AT)


@pytest.mark.parametrize(
    ("verb", "some"),
    [
        ("hit", {"hit", "hits", "hitting"}),
        ("carry", {"carries", "carried"}),
        ("swell", {"swelled", "swollen"}),
        ("top", {"topped", "topping"}),
    ],
)
def test_a_verb_has_all_its_forms(verb: str, some: set[str]) -> None:
    """Regular, doubled and irregular forms of a verb are in its class."""
    assert some <= forms(verb)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The petition, which asks for rain, has 12,000 names.", ["which asks for rain", "the petition has #"]),
        ("It rained (for an hour) on the petition.", ["for an hour", "it rained on the petition"]),
        ("The tally, data show, stood at 12,000.", ["data show", "the tally stood at #"]),
        ("On Pledgeboard, the tally rose to 12,000.", ["on pledgeboard", "the tally rose to #"]),
    ],
)
def test_what_is_put_in_is_a_clause_of_its_own(text: str, wanted: list[str]) -> None:
    """What stands between commas or in brackets is set apart, and the clause around it reads on; what only opens a sentence is not put in."""
    found = context(text)
    assert [clause.words().strip() for clause in clauses(tokens_of(found, found.spans[0]))] == wanted


@pytest.mark.parametrize(
    ("text", "kind", "link", "subject"),
    [
        ("The petition climbed to 12,000 signatures.", "rise", "to", "petition"),
        ("The count fell by 12,000.", "fall", "by", "counter"),
        ("The number of boats reached 12,000.", "reach", "", "other"),
        ("The petition’s organiser has 12,000 followers.", "hold", "", "other"),
        ("The goal of the petition was 12,000 signatures.", "stand", "", "goal"),
        ("The growth of the petition was 12,000 signatures.", "stand", "", "gain"),
        ("The petition, which the studio ignores, drew 12,000 names.", "gather", "", "petition"),
        ("Having passed 12,000 signatures, the petition went on.", "reach", "", "petition"),
        ("It rained, and it was Friday before the petition got to 12,000 signatures.", "gather", "to", "petition"),
        ("The counter says 12,000.", "hold", "", "counter"),
        ("The bar on the petition now says 12,000.", "hold", "", "goal"),
    ],
)
def test_a_number_has_a_verb_a_preposition_and_a_subject(text: str, kind: str, link: str, subject: str) -> None:
    """A number is read with the class of its verb, the preposition between, and what the verb is told of."""
    found = context(text)
    reading = read(found, found.spans[0], found.figures[0].span)
    assert reading is not None
    assert kind in reading.kinds
    assert (reading.link, reading.subject) == (link, subject)


def test_a_sentence_taken_apart_keeps_its_places() -> None:
    """Each character of a text taken apart knows where it stood, so that claims are shown in the words as written."""
    text = "Rain fell. Tidewater, which came out on Tuesday, was panned by critics. Rain fell."
    apart = unfold(context(text))
    assert apart is not None
    assert apart.context.text == "Rain fell. Tidewater was panned by critics. Tidewater came out on Tuesday. Rain fell."
    same = [text[place] for place, letter in zip(apart.places, apart.context.text, strict=True) if letter == text[place]]
    assert len(same) >= len(apart.places) - 4  # the two full stops and blanks that were added
    assert unfold(context("Rain fell.")) is None


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Perhaps the petition had 90,000 signatures on Friday.", "hedged"),
        ("The petition had 30,000 signatures on Thursday morning and was at 90,000 by the evening.", "time"),
        ("An earlier version of this article said that the petition had 90,000 signatures on Friday.", "wrong"),
        ("Critics savaged Tidewater’s price.", "object"),
        ("#FixTidewater trended for all of Thursday, give or take an hour.", "except"),
    ],
)
def test_what_was_not_read_leaves_a_claim_in_doubt(text: str, doubt: str) -> None:
    """A hedge, a time that was not read, a correction, a part of the work or an exception is kept with the claim."""
    assert doubt in {claim.known.get("doubt") for claim in claims(text)}


def test_no_reader_is_shown_how_a_petition_was_told_apart() -> None:
    """How a text names a petition and what it asks for are marks, cut at the end of their clause, and no attributes."""
    (claim,) = claims("A petition asking Tidewater players to cancel their subscriptions accumulated over 60,000 signatures.")
    assert claim.marks["purpose"] == "Tidewater players to cancel their subscriptions"
    assert not set(claim.attributes) & set(claim.marks)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("QUICK BITES · Tidewater petition hits 64,000 · A game about grief", [("petition_count", 64_000.0)]),
        ("Pledgeboard counter: 60,717 signatures.", [("petition_count", 60_717.0)]),
        ("It took the petition until Friday evening to add its 63,000th name.", [("petition_count", 63_000.0)]),
        ("Between Thursday noon and Friday noon the petition grew by more than a third.", [("petition_rate", 4 / 3)]),
        ("From 58,000 the number of signatures had on Thursday evening sunk to 61,000.", [("petition_rate", 61_000.0)]),
        ("Seven in 10 players’ reviews are positive.", [("reception", 0.7)]),
        ("From 200 people the queue grew to 9,000 captains.", []),
        ("The petition’s organiser’s phone bill rose by a third on Thursday.", []),
    ],
)
def test_turns_of_a_sentence_are_read_by_its_grammar(text: str, wanted: list[tuple[str, float]]) -> None:
    """Headlines of one line, labels, "until ... to", parts of a whole and a "from ... to" around its verb are read; those of other things are not."""
    assert [(claim.kind.value, claim.value) for claim in claims(text)] == wanted


@pytest.mark.parametrize(
    ("text", "published", "hours"),
    [
        ("The petition gained 3,000 signatures between ten and midnight.", "2026-03-13T00:20:00+01:00", (22, 24)),
        ("Between Thursday 6 p.m. and midnight the petition gained 3,000 signatures.", "2026-03-13T12:00:00+01:00", (18, 24)),
    ],
)
def test_bare_hours_are_those_before_the_article(text: str, published: str, hours: tuple[int, int]) -> None:
    """Two hours without a day are the last such stretch before the article; a bare hour behind a time with its day is the next one after it."""
    at = datetime.fromisoformat(published)
    dates = build(text, [], [], find_dates(text, published_from=at, zone=CASE.zone), CASE, at).dates
    midnight = datetime.fromisoformat("2026-03-12T00:00:00+01:00")
    ends = [moment for date in dates for moment in (date.from_at, date.to_at) if moment is not None]
    assert (min(ends) - midnight, max(ends) - midnight) in [
        (timedelta(hours=hours[0]), timedelta(hours=hours[1], minutes=minute)) for minute in (0, 1)
    ]
