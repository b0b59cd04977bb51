"""Finding claims: the table of sentences, the founding story, and arbitrary text."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.case import Case
from uproar.claims.check import check
from uproar.claims.claim import Claim, ClaimKind, Verdict
from uproar.claims.find import find_claims
from uproar.extract.dates.find import find_dates
from uproar.extract.figures.find import find_figures
from uproar.extract.quotes.find import find_quotes

SENTENCES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "sentences.json").read_text(encoding="utf-8"))
PUBLISHED = {"published_from": datetime(2020, 9, 11, tzinfo=UTC), "published_to": datetime(2020, 9, 12, tzinfo=UTC)}


def claims_of(text: str, case: Case | None = None, zone: str = "UTC", published: datetime | None = None) -> list[Claim]:
    dates = find_dates(text, **PUBLISHED, zone=zone)
    return find_claims(text, quotes=find_quotes(text), figures=find_figures(text, dates), dates=dates, case=case, published=published)


def read(claim: Claim, key: str) -> Any:
    if key in ("value", "bound", "subject"):
        return getattr(claim, key)
    if key == "kind":
        return claim.kind.value
    if key == "from_at":
        return claim.from_at.isoformat() if claim.from_at else ""
    found = claim.attributes.get(key)
    return list(found) if isinstance(found, tuple) else found


def fits(claim: Claim, wanted: dict[str, Any]) -> bool:
    return all(str(read(claim, key)).startswith(value) if key == "from_at" else read(claim, key) == value for key, value in wanted.items())


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["text"][:60])
def test_sentence_gives_exactly_its_claims(row: dict[str, Any]) -> None:
    """Each sentence of the table gives the claims written beside it and no other."""
    found = claims_of(row["text"])
    assert sorted(claim.kind.value for claim in found) == sorted(wanted["kind"] for wanted in row["claims"])
    for wanted in row["claims"]:
        assert any(fits(claim, wanted) for claim in found), (wanted, found)


def test_a_third_of_the_table_only_looks_like_claims() -> None:
    """At least a third of at least 60 sentences are negatives, or the table would not measure precision."""
    negatives = [row for row in SENTENCES if not row["claims"]]
    assert len(SENTENCES) >= 60
    assert len(negatives) * 3 >= len(SENTENCES)


def test_founding_story_gives_its_typed_claims(data: Path) -> None:
    """The founding story gives every claim it makes, with its time, and contradicts itself once, with no case at all."""
    text = (data / "articles" / "release.txt").read_text(encoding="utf-8")
    found = claims_of(text, zone="America/New_York")
    of = lambda kind: [claim for claim in found if claim.kind is kind]
    (count,) = of(ClaimKind.PETITION_COUNT)
    assert (count.value, count.bound, count.attributes["goal"], count.attributes["intended"]) == (604_000_000, "over", 1_000_000, 604_000)
    assert count.from_at == datetime(2020, 9, 10, 22, tzinfo=UTC)
    assert count.to_at == datetime(2020, 9, 11, 4, tzinfo=UTC)
    assert [claim.value for claim in of(ClaimKind.PETITION_GOAL)] == [1_000_000]
    (trend,) = of(ClaimKind.TRENDING)
    assert (trend.subject, trend.attributes["platform"], trend.attributes["extent"]) == ("#CancelNetflix", "Twitter", "entirety")
    assert (trend.from_at, trend.to_at) == (datetime(2020, 9, 10, 4, tzinfo=UTC), datetime(2020, 9, 11, 4, tzinfo=UTC))
    assert {(claim.attributes["side"], claim.attributes["reception"]) for claim in of(ClaimKind.RECEPTION)} == {
        ("audience", "negative"),
        ("critics", "positive"),
    }
    (page,) = of(ClaimKind.PAGE_CHANGED)
    assert page.attributes["fields"] == ("picture", "description")
    assert page.from_at == datetime(2020, 6, 1, 4, tzinfo=UTC)
    statements = of(ClaimKind.STATEMENT)
    assert any(claim.attributes.get("addressee") == "Fox News" and claim.from_at == trend.from_at for claim in statements)
    assert any(claim.attributes.get("addressee") == "Deadline" for claim in statements)
    verdicts = {claim.kind: check(claim, []).verdict for claim in found}
    assert verdicts.pop(ClaimKind.PETITION_COUNT) is Verdict.INCONSISTENT
    assert set(verdicts.values()) == {Verdict.NOT_MEASURABLE}


def test_terms_of_the_case_trend_without_a_hash() -> None:
    """A phrase that the case follows is recognised where it trends, also in lower case."""
    found = claims_of("By noon, skip the lantern was trending.", Case(terms=("Skip the Lantern",)))
    assert [(claim.kind, claim.subject) for claim in found] == [(ClaimKind.TRENDING, "skip the lantern")]


def test_what_a_speaker_claims_is_a_claim_beside_the_statement() -> None:
    """A number inside a quotation is a claim of its own with its speaker; what the speaker only thinks, wishes or asks is none."""
    found = claims_of("“The petition has 90,000 signatures and everybody saw it,” said Ida Holm, a teacher.")
    assert [(claim.kind, claim.value, claim.attributes.get("said_by")) for claim in found] == [
        (ClaimKind.STATEMENT, None, None),
        (ClaimKind.PETITION_COUNT, 90_000.0, "Ida Holm"),
    ]
    for words in ("I think the petition has 90,000 signatures", "We want 90,000 signatures", "Does the petition have 90,000 signatures?"):
        assert {claim.kind for claim in claims_of(f"“{words},” said Ida Holm, who started the petition.")} <= {ClaimKind.STATEMENT}


def test_a_speaker_speaks_of_the_day_of_the_telling() -> None:
    """Words of time in a quotation are of the day on which it was said, and a level without a time is of then."""
    for words in ("Our petition passed 60,000 signatures this morning", "Our petition has 60,000 signatures"):
        found = claims_of(f"“{words},” Ida Holm said on Thursday.", published=PUBLISHED["published_from"])
        (count,) = [claim for claim in found if claim.kind is ClaimKind.PETITION_COUNT]
        assert count.from_at is not None
        assert count.from_at.date() == datetime(2020, 9, 10, tzinfo=UTC).date()


def test_spans_are_exact() -> None:
    """A claim's text is what stands at its span, for every sentence of the table together."""
    text = "\n\n".join(row["text"] for row in SENTENCES)
    found = claims_of(text)
    assert len(found) >= 40
    for claim in found:
        assert text[slice(*claim.span)] == claim.text


SOUP = st.lists(
    st.sampled_from(
        [
            "petition",
            "signatures",
            "5,000",
            "over",
            "#Tag",
            "trended",
            "on",
            "Thursday",
            "viewers",
            "hated",
            "it",
            "the",
            "poster",
            "was",
            "changed",
            "“",
            "”",
            '"',
            "\n\n",
            ".",
            "?",
            "if",
            "1 million",
            "goal of",
            "3.4 out of 10",
            "Feb. 30",
            "at the time",
            "9:99",
            "１２",
            "\u202e",
            "\x00",
            "said",
            "We",
            "’",
        ]
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), SOUP))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    """No text raises, and no span lies outside it."""
    for claim in claims_of(text):
        assert 0 <= claim.span[0] <= claim.span[1] <= len(text)
        assert text[slice(*claim.span)] == claim.text
        assert check(claim, []).verdict in Verdict


def test_a_text_without_a_paragraph_stays_linear() -> None:
    """Four times the text takes no more than about four times the time."""
    sentence = "A petition on Change.org has 5,000 signatures and viewers hated it while #Tag trended on Thursday "
    spent = []
    for count in (60, 240):
        text = sentence * count
        start = time.process_time()
        dates = find_dates(text, **PUBLISHED)
        find_claims(text, quotes=[], figures=find_figures(text, dates), dates=dates)
        spent.append(time.process_time() - start)
    assert spent[1] < 10 * spent[0]
