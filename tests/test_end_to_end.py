"""The example case, from simulated records to checked stories, compared with the truth that was written beside it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

import uproar
from tests.conftest import LOADED_AT
from uproar.case import author_key
from uproar.findings import Ask, Finding
from uproar.instruments.run import measure, measurement
from uproar.records import Kind
from uproar.simulate import CASE, Truth, load_truth, simulate
from uproar.store.normalise import pseudonym


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[uproar.Inquiry, Truth, dict[str, uproar.ImportReport]]:
    """The case as `make example` builds it, with its truth and its import reports by file."""
    folder = tmp_path_factory.mktemp("example")
    data = folder / "data"
    simulate(data, seed=7)
    inquiry = uproar.new(
        folder / "tidewater",
        title=CASE.title,
        aliases=CASE.aliases,
        terms=CASE.terms,
        parties=CASE.parties,
        petitions=CASE.petitions,
        pages=CASE.pages,
        zone=CASE.zone,
        released=CASE.released,
    )
    options = {
        "posts.ndjson.gz": uproar.Options(LOADED_AT),
        "reviews-audience.csv": uproar.Options(LOADED_AT, scale=(0.0, 10.0)),
        "reviews-critics.jsonl": uproar.Options(LOADED_AT),
        "petition.csv": uproar.Options(LOADED_AT, petition=CASE.petitions[0].id),
    }
    truth = load_truth(data / "truth.json")
    reports = {
        name: inquiry.load(
            data / name, options.get(name, uproar.Options(LOADED_AT, page=CASE.pages[0].id if name.startswith("page") else ""))
        )
        for name in truth.files
    }
    return inquiry, truth, reports


def _one(inquiry: uproar.Inquiry, name: str, subject: str | None = None) -> Finding:
    results = [result for result in inquiry.measure(only=[name]) if subject is None or result.subject == subject]
    assert len(results) == 1
    assert isinstance(results[0], Finding), results
    return results[0]


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


Built = tuple[uproar.Inquiry, Truth, dict[str, uproar.ImportReport]]


def test_every_record_is_accounted_for(built: Built) -> None:
    """Read, stored, duplicate and skipped are exactly what was planted, file by file."""
    _, truth, reports = built
    found = {name: (r.read, r.stored, r.duplicate, r.conflicting, sum(r.skipped.values())) for name, r in reports.items()}
    assert found == {name: (t.records, t.stored, t.duplicate, 0, sum(t.skipped.values())) for name, t in truth.files.items()}


def test_the_burst_is_found_where_it_was_planted(built: Built) -> None:
    """Onset within its hour, the peak in its hour or one beside it, every episode covered."""
    inquiry, truth, _ = built
    found = _one(inquiry, "posts.burst", truth.term.casefold())
    starts = [start for start, _ in found.detail["bursts"]]
    onset = _at(truth.burst.onset_at)
    assert min(abs(start - onset) for start in starts) <= timedelta(hours=1)
    assert abs(found.detail["peak_at"] - _at(truth.burst.peak_hour_at)) <= timedelta(hours=2)
    assert all(start >= onset - timedelta(hours=1) for start in starts), "an alarm before the campaign"
    covered = sum((end - start for start, end in found.detail["bursts"]), timedelta())
    assert covered >= 0.8 * sum((_at(end) - _at(start) for start, end in truth.burst.episodes), timedelta())


def test_the_volume_is_exact(built: Built) -> None:
    """Posts with each watched term are counted to the last one."""
    inquiry, truth, _ = built
    assert _one(inquiry, "posts.volume", truth.term.casefold()).value == truth.burst.posts
    assert _one(inquiry, "posts.volume", truth.pushed.term.casefold()).value == truth.pushed.posts


def _coordination(inquiry: uproar.Inquiry, subject: str | None = None) -> Finding:
    ask = Ask(inquiry.latest(), subject=subject, zone=CASE.zone, settings={"accounts": True})
    (found,) = measure(inquiry.store, measurement("posts.coordination"), ask)
    assert isinstance(found, Finding), found
    return found


def test_the_group_is_found_and_no_other_account(built: Built) -> None:
    """In the whole stream exactly the planted accounts are linked, as one group, and their share of the posts is theirs to the last post."""
    inquiry, truth, _ = built
    found = _coordination(inquiry)
    key = author_key(inquiry.case.folder)
    assert [set(group) for group in found.detail["groups"]] == [{pseudonym(name, key) for name in truth.pushed.accounts}]
    assert found.detail["posts_linked"] == truth.coordination.posts
    assert found.value == pytest.approx(truth.coordination.share)
    assert found.detail["accounts_linked"] == truth.coordination.accounts


def test_the_two_bursts_are_told_apart(built: Built) -> None:
    """Both terms burst; of the pushed one the group made every post and young accounts nearly half, of the organic one hardly any."""
    inquiry, truth, _ = built
    for term, share in truth.coordination.shares.items():
        burst = _one(inquiry, "posts.burst", term.casefold())
        assert burst.value != "none", term
        found = _coordination(inquiry, term.casefold())
        assert found.low is not None
        assert found.high is not None
        assert found.value == pytest.approx(share, abs=0.01), term
        assert found.low <= share <= found.high, term
        concentration = _one(inquiry, "posts.concentration", term.casefold())
        assert concentration.detail["young_share"] == pytest.approx(truth.young[term]), term
    organic, pushed = truth.coordination.shares[truth.term], truth.coordination.shares[truth.pushed.term]
    assert (organic, pushed) == (0.0, 1.0)
    assert truth.young[truth.pushed.term] > 0.4
    assert truth.young[truth.term] < 0.02


def test_the_share_of_thursday_is_exact(built: Built) -> None:
    """The share of Thursday's hours on the list is what a plain recount gives."""
    inquiry, truth, _ = built
    start, end = _at(truth.trending.from_at), _at(truth.trending.to_at)
    ask = uproar.Ask(inquiry.latest(), start, end, truth.term, truth.zone)
    (found,) = inquiry.answer(uproar.Question("posts.rank", ask))
    assert isinstance(found, Finding)
    assert found.value == pytest.approx(truth.trending.share_by_authors)
    assert found.low == found.high == found.value


def test_the_scores_are_exact(built: Built) -> None:
    """Means of both sides, and their difference, are the truth's; the intervals hold them."""
    inquiry, truth, _ = built
    audience = _one(inquiry, "reviews.score", "audience")
    critic = _one(inquiry, "reviews.score", "critic")
    assert audience.value == pytest.approx(truth.reviews["audience"].mean, abs=1e-4)
    assert audience.detail["reviews"] == truth.reviews["audience"].count
    # Letters have no official place on a scale: the truth leaves them out, uproar puts "B+" on its ladder.
    assert critic.value == pytest.approx(truth.reviews["critics"].mean, abs=0.01)
    gap = _one(inquiry, "reviews.divergence")
    assert gap.value == pytest.approx(critic.value - audience.value)
    assert gap.low is not None
    assert gap.low > 0.4


def test_the_counter_is_bounded_at_every_moment(built: Built) -> None:
    """At each moment whose true count is known, the measured bounds hold it."""
    inquiry, truth, _ = built
    for point in truth.petition.counts:
        moment = _at(point.at)
        ask = uproar.Ask(inquiry.latest(), moment, moment + timedelta(seconds=1), truth.petition.petition)
        (found,) = inquiry.answer(uproar.Question("petition.signature_count", ask))
        assert isinstance(found, Finding), point
        assert found.low is not None
        assert found.low <= point.signature_count, point
        assert found.high is None or point.signature_count <= found.high, point


def test_who_chose_the_goal_is_not_guessed_of_a_site_whose_ladder_is_not_known(built: Built) -> None:
    """The goals of an invented site fit Change.org's ladder: that is told, and who chose them is not; all were seen."""
    inquiry, truth, _ = built
    found = _one(inquiry, "petition.goal")
    assert found.value == truth.petition.goals[-1]
    assert (found.detail["kind"], found.detail["by_ladder"]) == ("cannot tell", "automatic")
    assert list(found.detail["goals"]) == list(truth.petition.goals)


def test_the_page_change_lies_in_its_interval(built: Built) -> None:
    """Exactly the planted fields changed, between exactly the two snapshots around the planted moment."""
    inquiry, truth, _ = built
    found = inquiry.measure(only=["pages.change"])
    assert sorted(f.value for f in found if isinstance(f, Finding)) == sorted(truth.page.fields)
    assert {(f.from_at, f.to_at) for f in found if isinstance(f, Finding)} == {tuple(_at(at) for at in truth.page.changed_between)}


def test_every_quotation_is_read(built: Built) -> None:
    """Each planted quotation is found with its words, its speaker and its addressee."""
    inquiry, truth, _ = built
    found = [f for f in inquiry.measure(only=["press.quote"]) if isinstance(f, Finding)]
    for article in truth.articles.values():
        for quote in article.quotes:
            match = [f for f in found if f.value == quote.content and f.detail["outlet"] == article.outlet]
            assert len(match) == 1, quote
            assert quote.speaker.split()[-1] in (match[0].detail["speaker"] or "") or "spokesperson" in (
                match[0].detail["speaker"] or ""
            ), quote
            assert (match[0].detail["addressee"] or "").removeprefix("the ") == (quote.addressee or ""), quote


def test_every_claim_has_its_verdict(built: Built) -> None:
    """Every planted claim is found where it stands and gets the verdict that the truth gives it; no claim is found that was not planted."""
    inquiry, truth, _ = built
    articles = {article.url: article for article in inquiry.check_stored()}
    wrong = []
    for planted in truth.articles.values():
        checked = articles[planted.url]
        taken = set()
        for claim in planted.claims:
            place = checked.text.index(claim.snippet)
            match = [
                one
                for one in checked.claims
                if one.claim.kind == claim.kind and one.claim.span[0] < place + len(claim.snippet) and place < one.claim.span[1]
            ]
            taken |= {id(one) for one in match}
            verdicts = {str(one.verdict) for one in match}
            if verdicts != {claim.verdict}:
                wrong.append((planted.outlet, claim.kind, claim.snippet, claim.verdict, verdicts, [one.reason for one in match]))
        wrong += [(planted.outlet, "not planted", one.claim.text) for one in checked.claims if id(one) not in taken]
    assert wrong == []


def test_an_earlier_moment_knows_less(built: Built) -> None:
    """As of Thursday noon the evening's signatures, the page change and the articles are not there yet."""
    inquiry, truth, _ = built
    noon = _at(truth.trending.from_at) + timedelta(hours=12)
    results = inquiry.measure(noon)
    assert not [f for f in results if isinstance(f, Finding) and f.name in {"press.article", "press.quote"}]
    assert [f.value for f in results if isinstance(f, Finding) and f.name == "pages.change"] == ["none"]
    (count,) = [f for f in results if isinstance(f, Finding) and f.name == "petition.signature_count"]
    assert count.value < 50_000


def test_the_dossier_prints_in_every_format(built: Built, tmp_path: Path) -> None:
    """One dossier, three formats, each with the main numbers; the page stays under 1.5 MB."""
    inquiry, truth, _ = built
    dossier = inquiry.dossier()
    for suffix in ("html", "md", "json"):
        path = tmp_path / f"dossier.{suffix}"
        uproar.write(dossier, path)
        text = path.read_text()
        assert truth.title in text
        assert "inconsistent" in text or "contradicts itself" in text
        assert path.stat().st_size < 1_500_000


def test_nothing_loaded_names_an_account(built: Built, tmp_path: Path) -> None:
    """No account of the posts or the reviews appears in the store or in the dossier."""
    inquiry, truth, _ = built
    names = [name.encode() for name in truth.pushed.accounts[:5]]
    path = tmp_path / "dossier.json"
    uproar.write(inquiry.dossier(), path)
    files = [path, *(p for p in inquiry.case.store_folder.rglob("*") if p.is_file())]
    assert len(files) > 5
    assert not [p for p in files for name in names if name in p.read_bytes()]


def test_loading_again_changes_nothing(built: Built, tmp_path: Path) -> None:
    """Loading the posts a second time stores nothing and leaves every result as it was."""
    inquiry, truth, _ = built
    simulate(tmp_path / "again", seed=7)
    before = inquiry.measure(only=["posts.volume"])
    report = inquiry.load(tmp_path / "again" / "posts.ndjson.gz", uproar.Options(LOADED_AT))
    planted = truth.files["posts.ndjson.gz"]
    assert (report.stored, report.duplicate) == (0, planted.stored + planted.duplicate)
    assert inquiry.store.row_count(Kind.POST) == planted.stored
    assert inquiry.measure(only=["posts.volume"]) == before


def test_a_copy_under_another_headline_is_no_witness(tmp_path: Path) -> None:
    """One text with a single quotation, loaded as another outlet's under another address, does not support its own statement."""
    words = "Storm over Tidewater\n\n“We hear you, and we are working on it,” Halden Interactive said on Thursday.\n\nThe sea was calm. The wind was not.\n"
    inquiry = uproar.new(tmp_path / "case", title="Tidewater")
    (tmp_path / "story.txt").write_text(words)
    inquiry.load(tmp_path / "story.txt", uproar.Options(LOADED_AT, published="2026-03-13", url="https://copy.example/2", outlet="Copy"))
    (statement,) = [one for one in inquiry.check(tmp_path / "story.txt", published="2026-03-13").claims if one.claim.kind == "statement"]
    assert statement.verdict == "not_measurable"
