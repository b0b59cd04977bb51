"""What a page of its own leaves out of long lists, and that it says so."""

from dataclasses import replace

import pytest
from lxml import html

from tests.dossier import tidewater
from uproar.dossier import shorten
from uproar.dossier.build import build
from uproar.dossier.dossier import Dossier
from uproar.dossier.html import render
from uproar.dossier.json import render as as_json


@pytest.fixture(scope="module")
def sample() -> Dossier:
    results = tidewater.results()
    return build(tidewater.CASE, tidewater.AS_OF, results, tidewater.articles(results), tidewater.loads())


def test_a_short_account_is_printed_whole(sample: Dossier) -> None:
    """Where no list is too long nothing changes but the order of a speaker's turn, which is none."""
    printed = shorten.shorten(sample)
    assert printed.dossier == sample
    assert (printed.timeline, printed.articles) == ("", "")


def test_a_long_account_stays_below_its_size_and_says_what_is_missing(sample: Dossier) -> None:
    """A hundred times every event, article, quotation and file makes a page below 1.5 MB that counts what it leaves out and leads nowhere but to itself."""
    articles = tuple(
        replace(one, id=f"a{turn}-{one.id}", claims=tuple(replace(claim, id=f"c{turn}-{claim.id}") for claim in one.claims))
        for turn in range(100)
        for one in sample.articles
    )
    events = tuple(
        replace(one, anchor=f"{one.anchor[:1]}{turn}-{one.anchor}" if one.anchor else "") for turn in range(100) for one in sample.timeline
    )
    speakers = tuple(replace(one, words=one.words * 100) for one in sample.speakers)
    long = replace(sample, articles=articles, timeline=events, speakers=speakers, loads=sample.loads * 100)
    page = render(long)
    tree = html.fromstring(page)
    assert len(page.encode()) < 1_500_000
    text = tree.text_content()
    kept = shorten.shorten(long)
    for name, whole, some in (
        ("event", events, kept.dossier.timeline), ("article", articles, kept.dossier.articles), ("smaller file", long.loads, kept.dossier.loads),
    ):  # fmt: skip
        assert 0 < len(some) < len(whole)
        assert f"{len(whole) - len(some):,} {name}s" in text
    ids = set(tree.xpath("//@id"))
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= ids
    assert as_json(long).count('"verdict"') > as_json(kept.dossier).count('"verdict"')


def test_what_does_not_hold_is_never_left_out_for_what_does(sample: Dossier) -> None:
    """Of articles those with claims that do not hold are kept first, of events all others before those of the press, each in its order."""
    least = min(shorten.wrong(one) for one in shorten.telling(sample.articles, 1))
    assert least == max(shorten.wrong(one) for one in sample.articles) > 0
    others = [one for one in sample.timeline if one.kind != "press"]
    assert list(shorten.foremost(sample.timeline, len(others))) == others
