"""False verdicts that a sceptical reader found, one row a fault: in doubt nothing is contradicted and nothing supported."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from uproar.case import Case, Petition, TitlePage
from uproar.claims.check import check
from uproar.claims.claim import Claim, ClaimKind
from uproar.claims.find import find_claims
from uproar.claims.questions import questions
from uproar.claims.read import check_article
from uproar.extract.dates.find import find_dates
from uproar.extract.figures.find import find_figures
from uproar.extract.page.article import Article, article_id
from uproar.extract.quotes.find import find_quotes
from uproar.findings import Finding, Unmeasured

AS_OF = datetime(2026, 5, 20, tzinfo=UTC)
MONDAY = datetime(2026, 5, 4, tzinfo=UTC)
DAY = timedelta(days=1)
TUESDAY, FRIDAY = MONDAY + DAY, MONDAY + 4 * DAY
CASE = Case(
    title="Lanterns", terms=("SkipIt",), petitions=(Petition("recall", "Recall Lanterns", "Change.org"),), pages=(TitlePage("store"),)
)
COUNT, GOAL, TREND = ClaimKind.PETITION_COUNT, ClaimKind.PETITION_GOAL, ClaimKind.TRENDING
SIDE, PAGE, SAID = ClaimKind.RECEPTION, ClaimKind.PAGE_CHANGED, ClaimKind.STATEMENT


def claim(kind: ClaimKind, *, timed: bool = False, **values: Any) -> Claim:
    attributes = MappingProxyType(values.pop("attributes", {}))
    at = {"from_at": MONDAY, "to_at": TUESDAY} if timed else {}
    return Claim(kind, "words", (0, 5), values.pop("subject", "the petition"), attributes=attributes, **{"made_at": FRIDAY, **at, **values})


def finding(name: str, value: Any, low: float | None = None, high: float | None = None, **more: Any) -> Finding:
    return Finding(
        name, more.pop("subject", "x"), value, "", AS_OF, "", low=low, high=high, **{"from_at": MONDAY, "to_at": TUESDAY, **more}
    )


def counted(low: float, high: float | None, last: datetime, to: datetime = FRIDAY) -> Finding:
    return finding("petition.signature_count", low, low, high, to_at=to, detail={"last_reading_at": last})


def ranked(share: float, high: float, best: int | None, gaps: int, intervals: int = 24) -> Finding:
    detail = {"k": 10, "intervals": intervals, "best_rank": best, "intervals_without_posts": gaps}
    return finding("posts.rank", share, share, high, detail=detail)


def scored(mean: float, share: float, **more: Any) -> Finding:
    detail = {"share_positive": share, "share_positive_low": share - 0.02, "share_positive_high": share + 0.02}
    return finding("reviews.score", mean, mean - 0.02, mean + 0.02, subject="audience", detail=detail, **more)


def changed(field: str, start: datetime, end: datetime, **more: Any) -> Finding:
    return finding("pages.change", field, detail={"field": field, **more}, from_at=start, to_at=end)


def goals(kind: str, *rows: tuple[float, datetime, datetime]) -> Finding:
    series = tuple({"goal": goal, "at": at, "to": to} for goal, at, to in rows)
    detail = {"kind": kind, "goals": tuple(row[0] for row in rows)}
    return finding("petition.goal", rows[-1][0], from_at=rows[-1][1], to_at=rows[-1][2], detail=detail, series=series)


WORDS = ("We hear our players, all of them", "The price will not change this year")


def quoted(words: str, addressee: str | None = None, **more: Any) -> Finding:
    return finding(
        "press.quote", words, detail={"speaker": "Harbour Studio", "outlet": "Times", "article": "t", "addressee": addressee}, **more
    )


def said(**more: Any) -> Claim:
    attributes = {"speaker": "Harbour Studio", "wording": WORDS, **more.pop("attributes", {})}
    return claim(SAID, attributes=attributes, **more)


WHOLE_DAY, FIRST, PLAIN = {"extent": "entirety"}, {"extent": "number one"}, {"extent": "plain"}
SCORE = {"side": "audience", "reception": "negative", "measure": "share"}
ONE_WEEK = {"watched_from": MONDAY - DAY, "watched_to": FRIDAY, "always_read": ("picture", "rating", "title"), "readings": 4}
JUDGED = [
    ("1 read before the article only", claim(COUNT, value=90_000.0), counted(80_000, 80_000, TUESDAY, TUESDAY), "not_measurable"),
    ("1 read again after the article", claim(COUNT, value=90_000.0), counted(80_000, 80_100, FRIDAY + DAY), "contradicted"),
    ("1 open above", claim(COUNT, value=90_000.0), counted(80_000, None, TUESDAY), "not_measurable"),
    ("1 article of unknown date", claim(COUNT, value=90_000.0, made_at=None), counted(80_000, 80_000, FRIDAY), "not_measurable"),
    ("5 all day, no period", claim(TREND, attributes=WHOLE_DAY), ranked(0.2, 0.2, 1, 0), "not_measurable"),
    ("5 number one, no period", claim(TREND, attributes=FIRST), ranked(0.2, 0.2, 1, 0), "not_measurable"),
    ("5 number one, gaps", claim(TREND, timed=True, attributes=FIRST), ranked(0.5, 0.7, 3, 4), "not_measurable"),
    ("5 never on the list, no period", claim(TREND, attributes=PLAIN), ranked(0.0, 0.0, None, 0), "not_measurable"),
    ("5 never on the list, gaps", claim(TREND, timed=True, attributes=PLAIN), ranked(0.0, 0.0, None, 2), "not_measurable"),
    ("5 never on the list, few hours", claim(TREND, timed=True, attributes=PLAIN), ranked(0.0, 0.0, None, 0, 11), "not_measurable"),
    ("6 reviews after the article only", claim(SIDE, attributes=SCORE), scored(0.2, 0.1, from_at=FRIDAY, to_at=FRIDAY + DAY), "not_measurable"),
    ("7 changed after the article", claim(PAGE, attributes={"fields": ("picture",)}), changed("picture", FRIDAY, FRIDAY + DAY), "not_measurable"),
    (
        "7 changed some time in ten days",
        claim(PAGE, timed=True, attributes={"fields": ("picture",)}),
        changed("picture", MONDAY - 5 * DAY, TUESDAY + 4 * DAY, **ONE_WEEK),
        "not_measurable",
    ),
    ("7 changed within a day of it", claim(PAGE, timed=True, attributes={"fields": ("picture",)}), changed("picture", MONDAY - DAY / 2, MONDAY + DAY / 2), "supported"),
    ("7 undated, seen before", claim(PAGE, attributes={"fields": ("picture",)}), changed("picture", MONDAY, TUESDAY), "supported"),
    ("7 undated, seen after the article only", claim(PAGE, attributes={"fields": ("picture",)}), changed("picture", MONDAY, FRIDAY + DAY), "not_measurable"),
    ("8 an earlier goal set by hand", claim(GOAL, value=5e4), goals("explicit", (5e4, MONDAY, TUESDAY), (7e4, TUESDAY, FRIDAY)), "supported"),
    ("8 readings only after it", claim(GOAL, value=5e4), goals("explicit", (7e4, FRIDAY + DAY, FRIDAY + 2 * DAY)), "not_measurable"),
    ("8 readings on both sides", claim(GOAL, value=5e4), goals("explicit", (7e4, MONDAY, FRIDAY + DAY)), "contradicted"),
    ("9 age rating", claim(PAGE, timed=True, attributes={"fields": ("age_rating",)}), changed("rating", MONDAY, TUESDAY, **ONE_WEEK), "not_measurable"),
    ("9 the stars moved", claim(PAGE, timed=True, attributes={"fields": ()}), changed("rating", MONDAY, TUESDAY, **ONE_WEEK), "not_measurable"),
    ("11 percent as a mean", claim(SIDE, value=0.42, low=0.41, high=0.43, attributes=SCORE), scored(0.42, 0.2), "supported"),
    ("11 neither mean nor share", claim(SIDE, value=0.9, low=0.9, high=0.9, attributes=SCORE), scored(0.42, 0.2), "contradicted"),
    ("11 number of another site", claim(SIDE, value=0.9, low=0.9, high=0.9, attributes={**SCORE, "platform": "IMDb"}), scored(0.42, 0.2), "not_measurable"),
    ("12 another petition", claim(COUNT, subject="a rival petition", value=9.0, attributes={"other_petition": True}), counted(80, 80, FRIDAY), "not_measurable"),
    ("12 another site", claim(COUNT, subject="a White House petition", value=9.0, attributes={"named": "White House"}), counted(80, 80, FRIDAY), "not_measurable"),
    ("13 another addressee", said(attributes={"wording": WORDS[:1], "addressee": "Fox News"}), quoted(WORDS[0], "Deadline"), "not_measurable"),
    ("13 one of two quotations", said(), quoted(WORDS[0]), "not_measurable"),
    ("13 printed before the day", said(timed=True, attributes={"wording": WORDS[:1]}), quoted(WORDS[0], to_at=MONDAY), "not_measurable"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "found", "verdict"), [row[1:] for row in JUDGED], ids=[row[0] for row in JUDGED])
def test_doubt_gives_no_verdict(one: Claim, found: Finding, verdict: str) -> None:
    """Only a measured interval that the words and their time exclude contradicts, and only one that they hold supports."""
    checked = check(one, [found], case=CASE)
    assert checked.verdict == verdict, checked.reason


REASONS = [
    (claim(COUNT, value=90_000.0), counted(80_000, 80_000, TUESDAY, TUESDAY), "nobody read it after"),
    (claim(PAGE, timed=True, attributes={"fields": ("picture",)}), changed("picture", MONDAY - 5 * DAY, FRIDAY), "some time between"),
    (claim(SIDE, attributes={**SCORE, "platform": "IMDb"}), scored(0.2, 0.1), "not known to be from IMDb"),
    (claim(TREND, timed=True, attributes={**PLAIN, "platform": "Brightline"}), ranked(0.5, 0.5, 1, 0), "not known to be Brightline's own list"),
    (said(), quoted(WORDS[0]), "1 of 2"),
    (said(attributes={"wording": WORDS[:1], "addressee": "Fox News"}), quoted(WORDS[0], "Deadline"), "said to Deadline, not to Fox News"),
    (claim(SIDE, value=0.42, low=0.41, high=0.43, attributes=SCORE), scored(0.42, 0.2), "audience mean is 42%"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "found", "words"), REASONS, ids=[row[2] for row in REASONS])
def test_reason_names_the_doubt(one: Claim, found: Finding, words: str) -> None:
    """The reason says what is not known, or which reading of the words was taken."""
    assert words in check(one, [found], case=CASE).reason


ASKED = [
    ("1", claim(COUNT), None, FRIDAY),
    ("1 with a time", claim(COUNT, timed=True), MONDAY, TUESDAY),
    ("6", claim(SIDE, attributes=SCORE), None, FRIDAY),
    ("7", claim(PAGE, attributes={"fields": ()}), None, FRIDAY),
]  # fmt: skip


@pytest.mark.parametrize(("one", "from_at", "to_at"), [row[1:] for row in ASKED], ids=[row[0] for row in ASKED])
def test_nothing_after_the_article_is_asked_for(one: Claim, from_at: datetime | None, to_at: datetime) -> None:
    """A claim without a time is asked up to its article, one with a time up to the end of it."""
    (question,) = questions(one, CASE, AS_OF)
    assert (question.ask.from_at, question.ask.to_at) == (from_at, to_at)


def test_a_hashtag_is_asked_for_with_its_mark() -> None:
    """A term that lost its mark to the shell is asked for as the hashtag that the text names; a phrase stays one."""
    assert questions(claim(TREND, subject="#SkipIt"), CASE, AS_OF)[0].ask.subject == "#SkipIt"
    assert questions(claim(TREND, subject="skipit"), CASE, AS_OF)[0].ask.subject == "SkipIt"


ABSENT = [
    "Some viewers hated the game.", "A few viewers hated the game.", "Few critics praised the film.", "Several critics panned the film.",
    "Many viewers hated the film.", "Most critics loved the show.", "Half of viewers hated the film.", "Not all viewers loved the film.",
    "Hardly any critics liked it.", "Only 12% of viewers liked the game.", "A handful of fans disliked the game.", "40% of viewers hated the game.",
    "Negative reviews from some viewers greeted the film.", "The critic Ann Bell panned the film.", "Japanese players hated the game.",
    "Fans disliked the studio.", "Viewers gave the trailer negative reviews.", "The trailer was panned by critics.", "Fans loved the game's soundtrack.",
    "Critics hated the trailer for the game.", "The audience score was 12% before release.", "The audience score fell from 80% to 12%.",
    "The petition added 5,000 signatures.", "The petition picked up 5,000 signatures.",
    "The petition is up from 12,000 signatures.", "The 5,000 fans who signed the petition want refunds.",
]  # fmt: skip


def found_in(text: str, case: Case | None = None) -> list[Claim]:
    dates = find_dates(text, published_from=FRIDAY - DAY, published_to=FRIDAY, zone="UTC")
    return find_claims(text, quotes=find_quotes(text), figures=find_figures(text, dates), dates=dates, case=case)


@pytest.mark.parametrize("text", ABSENT)
def test_what_is_no_claim_of_the_whole_is_dropped(text: str) -> None:
    """Part of a side, another object, another stage and an increment are no claims of a side's reception or of a counter."""
    assert found_in(text, CASE) == []


INCREMENTS = [
    "The petition gained 5,000 signatures on Tuesday.", "The petition collected 5,000 signatures within a day.", "The petition attracted 5,000 signatures on Tuesday.",
]  # fmt: skip


@pytest.mark.parametrize("text", INCREMENTS)
def test_an_increment_is_no_count(text: str) -> None:
    """What came in over a time is a claim of growth, never of where the counter stood."""
    assert [one.kind for one in found_in(text, CASE)] == [ClaimKind.PETITION_RATE]


OTHERS = [
    "A rival petition on Change.org has 900 signatures.", "Another petition, started by parents in Leeds, has 900 signatures.", "An earlier petition had 900 signatures.",
    "A counter-petition has 900 signatures.", "A second, separate petition has 900 signatures.", "A White House petition has 900 signatures.",
    "A petition on Pledgeboard has 900 signatures.", "A rival petition started on Monday. The petition has 900 signatures.",
]  # fmt: skip


@pytest.mark.parametrize("text", OTHERS)
def test_another_petition_is_not_the_one_watched(text: str) -> None:
    """A petition set apart by a word or a name asks nothing of the case's own, and no finding of that one judges it."""
    (one,) = found_in(text, CASE)
    assert questions(one, CASE, AS_OF) == []
    checked = check(one, [counted(80_000, 80_000, FRIDAY + DAY)], case=CASE)
    assert checked.verdict == "not_measurable"
    assert "recall" in checked.needs


@pytest.mark.parametrize("text", ["The company changed the PEGI rating.", "The content rating was raised.", "Its age rating was updated."])
def test_an_age_rating_is_no_rating_of_the_page(text: str) -> None:
    """The rating that a board gives is another field than the stars of the reviews, and asks nothing."""
    (one,) = found_in(text)
    assert one.attributes["fields"] == ("age_rating",)
    assert questions(one, CASE, AS_OF) == []


TEXT = "“We hear our players, all of them,” Harbour Studio said on Monday. “The price will not change this year.”"
OWN = Article("Studio speaks", TEXT, published_to=FRIDAY, url="https://times.example/1", outlet="Times")
COPIES = [
    ("same address", {"url": "http://www.times.example/1?from=feed"}, 40),
    ("same headline, outlet unknown", {"title": "Studio Speaks", "outlet": None}, 40),
    ("quotations in the same places", {}, 1),
]  # fmt: skip


@pytest.mark.parametrize(("detail", "between"), [row[1:] for row in COPIES], ids=[row[0] for row in COPIES])
def test_a_copy_is_no_witness(detail: dict[str, Any], between: int) -> None:
    """An article stored under another id bears no witness for itself; a real other one does."""
    quotes = find_quotes(TEXT)
    places = [quote.span[0] + 90 + (between if n and between > 1 else 0) for n, quote in enumerate(quotes)]

    def answers(more: dict[str, Any]) -> list[Finding]:
        return [
            replace(one, detail={**one.detail, "article": "other", "span": (at, at + 9), "title": "x", "outlet": "y", "url": None, **more})
            for one, at in zip((quoted(quote.content) for quote in quotes), places, strict=True)
        ]

    verdicts = [
        [str(one.verdict) for one in check_article("own", OWN, CASE, AS_OF, lambda _, given=given: answers(given), zone="UTC").claims]
        for given in (detail, {"title": "Another story"})
    ]
    assert verdicts[0] == ["not_measurable"]
    if between > 1:
        assert verdicts[1] == ["supported"]


def test_an_article_keeps_its_id() -> None:
    """Line ends, case and typographic marks do not make another article, nor does the place in its page."""
    assert article_id(Article("Storm", "“It” blew.")) == article_id(Article("storm", '"It"  blew.\r\n'))
    assert article_id(OWN) == article_id(replace(OWN, url="https://times.example/1#comments"))


def test_a_reason_for_none_is_passed_on() -> None:
    """No review by the time of the article is no verdict."""
    missing = Unmeasured("reviews.score", "audience", "no review from this side", "5 reviews", AS_OF)
    assert check(claim(SIDE, attributes=SCORE), [missing], case=CASE).verdict == "not_measurable"
