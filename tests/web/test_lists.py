"""Long lists on pages: the first of each, how many there are, and the way to all of them."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

import uproar
from uproar.claims.claim import Verdict
from uproar.web import views
from uproar.web.holdings import look
from uproar.web.snapshot import make
from uproar.web.views import Asked


@pytest.fixture(scope="module")
def asked(example: Path) -> Any:
    """Asks for a page of the example, of which only the press and the petition are measured."""
    inquiry = uproar.open(example / "tidewater")
    results = inquiry.measure(only=["petition.signature_count", "press.article", "press.quote"])
    made = make(
        inquiry.case, 1, "x", inquiry.latest(), results, tuple(inquiry.check_stored()), tuple(inquiry.store.loads()), frozenset(), frozenset(), {}
    )  # fmt: skip
    watched: Any = SimpleNamespace(name="tidewater", case=inquiry.case, records=look(inquiry.case.store_folder), fault="")
    return lambda page, **query: Asked(watched, made, page, "", query)


@pytest.mark.parametrize(
    ("page", "limit", "items", "total"),
    [
        ("imports", "_FILES", "//tr[@class='under']", lambda one: len(one.dossier.loads)),
        ("claims", "_ARTICLES", "//ol[@class='papers']/li", lambda one: len(one.articles)),
        ("claims", "_CLAIMS", "//ol[@class='shared']/li", lambda one: len(one.checked(None).claims)),
        ("press", "_QUOTATIONS", "//blockquote", lambda one: sum(len(s.words) for s in one.dossier.speakers) + len(one.dossier.unattributed)),
        ("timeline", "timeline._LISTED", "//ol[@class='time']/li", lambda one: len(one.dossier.timeline)),
    ],
)  # fmt: skip
def test_a_long_list_says_how_long_it_is_and_leads_to_all(asked, monkeypatch, page, limit, items, total) -> None:
    """A list beyond its limit shows as many as that, says how many there are, and links to the page with every one; a short one says nothing."""
    whole = total(asked(page).snapshot)
    assert whole > 2
    short = html.fromstring(views.page(asked(page)))
    every = len(short.xpath(items))
    assert every == whole
    monkeypatch.setattr(f"uproar.web.views.{limit}" if "." not in limit else f"uproar.web.{limit}", 2)
    tree = html.fromstring(views.page(asked(page)))
    assert len(tree.xpath(items)) == 2
    assert f"2 of {whole} " in tree.text_content()
    assert f"/tidewater/{page}?all=1" in tree.xpath("//main//a/@href")
    assert len(html.fromstring(views.page(asked(page, all="1"))).xpath(items)) == whole


def test_an_article_has_a_page_with_every_claim_of_it(asked) -> None:
    """The pages of the articles hold each checked claim once, and the list leads to each of them; there is none beyond the last."""
    checked = asked("claims").snapshot.checked(asked("claims").watched.case)
    cards = []
    for place, entry in enumerate(checked.articles, 1):
        tree = html.fromstring(views.article(asked("claims"), place))
        assert tree.xpath("//h1")[0].text_content() == entry.title
        cards += tree.xpath("//ol[@class='claims']/li/@id")
    assert sorted(cards) == sorted({claim.id for entry in checked.articles for claim in entry.claims})
    listed = html.fromstring(views.page(asked("claims", all="1"))).xpath("//ol[@class='papers']//a/@href")
    assert sorted(listed) == sorted(f"/tidewater/claims/{place}#a{place}" for place in range(1, len(checked.articles) + 1))
    with pytest.raises(IndexError):
        views.article(asked("claims"), len(checked.articles) + 1)


def test_articles_with_claims_that_do_not_hold_come_first(asked) -> None:
    """In the list of articles the number of claims that do not hold never rises."""
    tree = html.fromstring(views.page(asked("claims")))
    bad = f"contains(@class, '{Verdict.CONTRADICTED}') or contains(@class, '{Verdict.INCONSISTENT}')"
    wrong = [
        sum(int(item.text_content().split()[0]) for item in one.xpath(f".//li[.//span[{bad}]]"))
        for one in tree.xpath("//ol[@class='papers']/li")
    ]
    assert wrong[0] > 0
    assert wrong == sorted(wrong, reverse=True)
