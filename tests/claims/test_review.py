"""ClaimReview: what schema.org knows, and nothing made up."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from uproar.case import Case, Party
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import CheckedClaim, Claim, ClaimKind, Verdict
from uproar.claims.press.outlets import compare
from uproar.claims.press.review import WORDS, Reviewer, reviews
from uproar.dossier.html import VERDICTS
from uproar.errors import UsageError

# The properties that are used. Looked up in November 2026: ClaimReview and Rating on schema.org, Claim in SemanticWeb::Schema (CPAN), what Google asks for in
# Full Fact's notes on the markup; those of NewsArticle and Organization are written down from common use and were not looked up.
PROPERTIES = {
    "ClaimReview": {"url", "datePublished", "author", "claimReviewed", "itemReviewed", "reviewRating"},
    "Claim": {"author", "datePublished", "appearance", "firstAppearance"},
    "Rating": {"alternateName", "ratingExplanation", "ratingValue", "bestRating", "worstRating"},
    "NewsArticle": {"url", "headline", "datePublished", "publisher"},
    "Organization": {"name", "url"},
}
DESK = Reviewer("The Desk", "https://desk.example/checks/1")
WIRE = " ".join(f"sentence{n} of the wire tells thing{n}" for n in range(40))


def _article(outlet: str, day: int, *claims: CheckedClaim, whole_day: bool = False, text: str = "") -> CheckedArticle:
    start = datetime(2026, 3, day, 0 if whole_day else 9, tzinfo=UTC)
    end = datetime(2026, 3, day + 1, tzinfo=UTC) if whole_day else start
    url = f"https://{outlet.lower()}.example/{day}"
    return CheckedArticle(f"{outlet}.html", f"{outlet} tells", outlet, url, text or outlet, start, end, "meta", "UTC", (), (), (), claims)


def _claim(verdict: Verdict, value: float = 5000.0) -> CheckedClaim:
    return CheckedClaim(
        Claim(ClaimKind.PETITION_COUNT, f"{value:,.0f} signatures", (0, 4), "the petition", value), verdict, "readings differ"
    )


def _walk(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [one for item in value for one in _walk(item)]
    return [value, *(one for item in value.values() for one in _walk(item))] if isinstance(value, dict) else []


def test_only_properties_of_schema_org_are_used() -> None:
    """Every object has a type, and every key is a property of that type; what is unknown is left out, not empty."""
    made = reviews(
        compare([_article("A", 12, _claim(Verdict.CONTRADICTED)), _article("", 13, _claim(Verdict.SUPPORTED, 6000))]),
        DESK,
        reviewed=date(2026, 4, 1),
    )
    assert len(made) == 2
    for one in _walk(made):
        assert set(one) - {"@type", "@context"} <= PROPERTIES[one["@type"]]
        assert all(value not in (None, "", []) for value in one.values())
    for one in made:
        assert {"claimReviewed", "reviewRating", "url", "author", "itemReviewed"} <= set(one)
        assert one["@context"] == "https://schema.org"


def test_a_verdict_is_a_word_and_no_stars() -> None:
    """The rating has our word and the reason, and no number."""
    made = reviews(
        compare([_article("A", 12, *(_claim(verdict, 1000 + n) for n, verdict in enumerate(Verdict)))]), DESK, reviewed=date(2026, 4, 1)
    )
    assert [one["reviewRating"]["alternateName"] for one in made] == ["supported", "contradicted", "contradicts itself", "cannot tell"]
    assert all("ratingValue" not in one["reviewRating"] for one in made)
    assert {verdict: word for verdict, (word, _) in VERDICTS.items()} == dict(WORDS)


def test_a_copy_is_an_appearance_of_the_first() -> None:
    """A wire story and its copy are one review: author is the outlet that printed it first, the copy an appearance; the review leads to its card."""
    wire = [_article(name, day, _claim(Verdict.CONTRADICTED), text=f"{WIRE} {name}") for name, day in (("A", 12), ("B", 13))]
    (one,) = reviews(compare(wire), DESK, reviewed=date(2026, 4, 1))
    assert one["itemReviewed"]["author"] == {"@type": "Organization", "name": "A"}
    assert [work["url"] for work in one["itemReviewed"]["appearance"]] == ["https://a.example/12", "https://b.example/13"]
    assert one["itemReviewed"]["firstAppearance"]["url"] == "https://a.example/12"
    assert one["url"] == "https://desk.example/checks/1#c1"


def test_a_day_stays_a_day_and_a_doubtful_first_is_left_out() -> None:
    """Where only the day is known the date has no time, and nobody is called the first appearance."""
    made = reviews(
        compare([_article("A", 12, _claim(Verdict.SUPPORTED), whole_day=True), _article("B", 12, _claim(Verdict.SUPPORTED))]),
        DESK,
        reviewed=date(2026, 4, 1),
    )
    assert sorted(one["itemReviewed"]["datePublished"] for one in made) == ["2026-03-12", "2026-03-12T09:00:00+00:00"]
    assert all("firstAppearance" not in one["itemReviewed"] for one in made)


def test_a_private_person_is_never_reviewed() -> None:
    """Quotations of whoever is no party of the case are left out; a party's are told with the party's name."""
    said = [
        CheckedClaim(Claim(ClaimKind.STATEMENT, "x", (0, 1), who, attributes={"wording": (f"Words {n}.",)}), Verdict.NOT_MEASURABLE, "r")
        for n, who in enumerate(("Jonne Aldvik", "Halden"))
    ]
    case = Case("T", parties=(Party("Halden Interactive", "studio", ("Halden",)),))
    made = reviews(compare([_article("A", 12, *said)], case), DESK, reviewed=date(2026, 4, 1), case=case)
    assert [one["claimReviewed"] for one in made] == ["Halden Interactive: “Words 1.”"]


@pytest.mark.parametrize(
    ("name", "url"),
    [("", "https://desk.example"), ("Desk", ""), ("Desk", "desk.example"), ("Desk", "javascript:alert(1)"), ("Desk", "http://[")],
)
def test_nobody_reviews_anonymously(name: str, url: str) -> None:
    """A review needs a name and a web address."""
    with pytest.raises(UsageError, match="who answers for the review"):
        Reviewer(name, url)
