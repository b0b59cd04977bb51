"""Times and witnesses that must not be used: after the article, without its date, of another clause; outlets that rest on each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from uproar.case import Case, Party, Petition
from uproar.claims.check import check
from uproar.claims.claim import CheckedClaim, Claim, ClaimKind, Question
from uproar.claims.find import find_claims
from uproar.claims.read import check_article
from uproar.extract.dates.find import find_dates
from uproar.extract.figures.find import find_figures
from uproar.extract.page.article import Article
from uproar.extract.quotes.find import find_quotes
from uproar.findings import Finding, Result

THURSDAY = datetime(2026, 5, 7, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AS_OF = THURSDAY + 10 * DAY
CASE = Case(
    title="Lanterns", terms=("#SkipIt",), zone="UTC", petitions=(Petition("lanterns", "Let Lanterns burn", "pledgeboard.example"),),
    parties=(Party("Harbour Studio", "studio"), Party("Brightline", "platform")),
)  # fmt: skip


def found(text: str, published: datetime | None = THURSDAY + 16 * HOUR) -> list[Claim]:
    """The claims of a text published on Thursday afternoon."""
    dates = find_dates(text, published_from=published, zone="UTC")
    return find_claims(text, quotes=find_quotes(text), figures=find_figures(text, dates), dates=dates, case=CASE, published=published)


def counted(value: float) -> Finding:
    """A counter that shows one number at every time."""
    return Finding("petition.signature_count", "lanterns", value, "signatures", AS_OF, "", value, value, THURSDAY - DAY, AS_OF)


@pytest.mark.parametrize(
    ("lead", "day"), [("Since", 7), ("Ever since", 7), ("At", 8), ("Until", 8), ("By", 8)], ids=["since", "ever since", "at", "until", "by"]
)
def test_midnight_that_something_has_lasted_since_begins_the_day(lead: str, day: int) -> None:
    """Read on Thursday, "since midnight" is the midnight that began Thursday; "by midnight" is the one that ends it."""
    dates = find_dates(f"{lead} midnight the number has grown.", published_from=THURSDAY + 16 * HOUR, zone="UTC")
    assert [(date.from_at.day, date.from_at.hour) for date in dates if date.from_at is not None] == [(day, 0)]


AFTER = {"from_at": THURSDAY + DAY, "to_at": THURSDAY + 2 * DAY, "time_text": "Friday"}
BACKWARDS = {"from_at": THURSDAY, "to_at": THURSDAY - DAY, "time_text": "Thursday to Wednesday"}


@pytest.mark.parametrize(("time", "verdict"), [(AFTER, "not_measurable"), (BACKWARDS, "not_measurable"), ({}, "contradicted")])
def test_a_time_after_the_article_or_backwards_is_not_used(time: dict[str, Any], verdict: str) -> None:
    """A claim whose time lies after its article, or ends before it begins, is not judged; without that time the same count is refuted."""
    claim = Claim(ClaimKind.PETITION_COUNT, "words", (0, 5), "the petition", 900.0, 900.0, 900.0, made_at=THURSDAY + HOUR, **time)
    assert str(check(claim, [counted(100.0)], case=CASE).verdict) == verdict


UNDATED = [
    "As of Thursday night, the petition had 61,000 signatures.",
    "On 7 May the petition had 61,000 signatures.",
    "#SkipIt trended on Brightline for all of Thursday.",
    "The goal of the petition was raised to 75,000 on Thursday.",
    "By Friday, critics had panned Lanterns.",
    "Since Thursday Lanterns has been review-bombed.",
]


def every_finding(_: Question) -> Sequence[Result]:
    """What a record would say that bears all of these claims out, whatever their time."""
    score = Finding("reviews.score", "critic", 0.2, "", AS_OF, "", 0.19, 0.21)
    rank = Finding("posts.rank", "#SkipIt", 1.0, "", AS_OF, "", 1.0, 1.0, THURSDAY, AS_OF, {"k": 10, "intervals": 200, "best_rank": 1})
    goal = Finding("petition.goal", "lanterns", 75_000.0, "", AS_OF, "", from_at=THURSDAY, to_at=AS_OF, detail={"kind": "automatic"})
    return [counted(61_000.0), score, rank, goal]


@pytest.mark.parametrize("text", UNDATED)
def test_a_relative_time_of_an_undated_article_is_not_guessed(text: str) -> None:
    """Where an article has no date, a claim with a relative time needs it, and nobody says that the text gives no time."""
    checked = check_article("one", Article("", text), CASE, AS_OF, every_finding, zone="UTC").claims
    assert [(str(one.verdict), one.needs) for one in checked] == [("not_measurable", "the date of the article: --published DATE")]
    assert "no time" not in checked[0].reason


LEVELS = [
    ("Overnight in one line: the petition is sitting at 36k signatures.", ""),
    ("The storm broke on Wednesday, and the petition stands at 36,000 signatures.", ""),
    ("Wednesday, 9 pm: the petition stands at 36,000 signatures.", "Wednesday, 9 pm"),
    ("On Wednesday, the petition stood at 36,000 signatures.", "Wednesday"),
]


@pytest.mark.parametrize(("text", "time"), LEVELS)
def test_a_level_in_the_present_is_as_of_the_article(text: str, time: str) -> None:
    """What a counter "is sitting at" is as of the article, whatever time another clause or the words before a colon give."""
    assert [claim.time_text for claim in found(text)] == [time]


EXTENTS = [
    ("#SkipIt did not leave Brightline's top ten for a single hour of Wednesday.", ["place throughout"]),
    ("#SkipIt never once dropped out of Brightline's top five on Wednesday.", ["place throughout"]),
    ("#SkipIt was in Brightline's top ten on Wednesday.", ["place"]),
    ("#SkipIt was not in Brightline's top ten every hour of Wednesday.", []),
]


@pytest.mark.parametrize(("text", "extents"), EXTENTS)
def test_never_having_left_a_list_is_the_whole_of_the_time(text: str, extents: list[str]) -> None:
    """A denial that it left ("did not leave the top ten") claims all of the time; "was not there every hour" claims nothing of it."""
    assert [claim.attributes["extent"] for claim in found(text)] == extents


OTHERS = [
    ("The game's older sister, Backwater, is currently being review-bombed.", "Backwater"),
    ("Its sister game, Backwater, was panned by critics.", "Backwater"),
    ("The game, Lanterns, was panned by critics.", None),
]


@pytest.mark.parametrize(("text", "other"), OTHERS)
def test_a_work_named_beside_the_subject_is_the_one_told_of(text: str, other: str | None) -> None:
    """A name put beside what was received is the work received, and another one than the case's is not judged by the case."""
    assert [claim.attributes.get("other_work") for claim in found(text)] == [other]


SAID_TWICE = [
    ("Just under 60,000 people – 63,400 at the last count – have signed the petition.", "inconsistent"),
    ("The petition has exactly 62,600 signatures, comfortably fewer than 50,000.", "inconsistent"),
    ("About 63,000 people – 63,400 at the last count – have signed the petition.", "supported"),
    ("The petition has 63,400 signatures, far more than 50,000.", "supported"),
]


@pytest.mark.parametrize(("text", "verdict"), SAID_TWICE)
def test_a_count_given_twice_must_agree_with_itself(text: str, verdict: str) -> None:
    """A second number or bound for the same count that shuts the first out makes it inconsistent, and one that fits does not."""
    verdicts = [str(check(claim, [counted(63_400.0)], case=CASE).verdict) for claim in found(text)]
    assert verdicts == [verdict]


def test_what_exceeds_a_number_is_a_level_and_no_growth() -> None:
    """A number that is exceeded ("exceeds 63,000 signatures") is where the counter stands, though a word before it ("sailing") can be a verb of growth."""
    assert [claim.kind for claim in found("Lanterns: petition for solo sailing exceeds 63,000 signatures")] == [ClaimKind.PETITION_COUNT]


WORDS = "We hear our players, all of them"


def quoted(outlet: str, hours: float | None, addressee: str | None = None) -> Finding:
    """The words in an outlet's article, printed so many hours from the article that is checked."""
    printed = None if hours is None else THURSDAY + hours * HOUR
    detail = {"speaker": "Harbour Studio", "outlet": outlet, "addressee": addressee, "article": outlet, "text_id": outlet, "title": outlet}
    return Finding("press.quote", "Harbour Studio", WORDS, "words", AS_OF, "", from_at=printed, to_at=printed, detail=detail)


WITNESSES = [
    ("printed before", quoted("Times", -5), "supported"),
    ("printed after", quoted("Times", 5), "not_measurable"),
    ("undated", quoted("Times", None), "not_measurable"),
    ("the addressee itself, after", quoted("Evening Post", 5), "supported"),
    ("the speaker itself, after", quoted("Harbour Studio", 5), "supported"),
    ("printed before, but credits the article's own outlet", quoted("Times", -5, "the Northpier Dispatch"), "not_measurable"),
]


@pytest.mark.parametrize(("witness", "verdict"), [row[1:] for row in WITNESSES], ids=[row[0] for row in WITNESSES])
def test_outlets_that_rest_on_each_other_support_nothing(witness: Finding, verdict: str) -> None:
    """Words are borne out by who printed them before, by whom they were told to or by the speaker; not by who repeats them."""
    text = f"“{WORDS},” Harbour Studio told the Evening Post."
    article = Article("", text, outlet="Northpier Dispatch", published_from=THURSDAY, published_to=THURSDAY)
    if witness.detail["addressee"]:
        article = Article(
            "", f"“{WORDS},” Harbour Studio said.", outlet="Northpier Dispatch", published_from=THURSDAY, published_to=THURSDAY
        )
    checked = check_article(
        "one", article, CASE, AS_OF, lambda question: [witness] if question.measurement == "press.quote" else [], zone="UTC"
    )
    statements: list[CheckedClaim] = [one for one in checked.claims if one.claim.kind is ClaimKind.STATEMENT]
    assert [str(one.verdict) for one in statements] == [verdict], statements
    assert (verdict == "supported") or statements[0].reason == "Repeated by Times, no independent source of it in the record."


def test_the_company_is_the_only_company_of_the_case() -> None:
    """Words of "the company" are those of the only studio, publisher or firm of the case."""
    attributes = MappingProxyType({"speaker": "the company", "wording": (WORDS,)})
    claim = Claim(ClaimKind.STATEMENT, "words", (0, 5), "the company", made_at=THURSDAY, attributes=attributes)
    assert str(check(claim, [quoted("Times", -5)], case=CASE).verdict) == "supported"
