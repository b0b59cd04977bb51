"""What a page says while the case is still being measured, and the names that findings keep meanwhile and after."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

import uproar
from uproar.charts import words
from uproar.findings import Finding, Unmeasured, from_micros
from uproar.instruments.posts.sampling import refuse
from uproar.web import timeline, views
from uproar.web.holdings import look
from uproar.web.snapshot import Snapshot, make, tasks
from uproar.web.views import Asked

AT = datetime(2026, 3, 12, 20, tzinfo=UTC)
ASKED = ("petition.signature_count", "press.article", "press.quote", "posts.volume", "pages.change")


@pytest.fixture(scope="module")
def inquiry(example: Path) -> uproar.Inquiry:
    """The example case."""
    return uproar.open(example / "tidewater")


@pytest.fixture(scope="module")
def results(inquiry: uproar.Inquiry) -> list[Any]:
    """Some of what is measured of it, in the order of the tasks."""
    return [one for name in tasks() if name in ASKED for one in inquiry.measure(only=[name])]


@pytest.fixture
def snapshot(inquiry: uproar.Inquiry):
    """Puts a snapshot together; what is missing is what the names say."""

    def made(results: list[Any], missing: tuple[str, ...] = (), articles: Any = ()) -> Snapshot:
        pending = frozenset(missing)
        return make(inquiry.case, 1, "x", inquiry.latest(), results, tuple(articles), (), pending, pending, {})

    return made


@pytest.fixture
def asked(inquiry: uproar.Inquiry):
    """A request for a page of a snapshot."""
    watched: Any = SimpleNamespace(name="tidewater", case=inquiry.case, records=look(inquiry.case.store_folder), fault="")
    return lambda snapshot, page="", **query: Asked(watched, snapshot, page, "", query)


def found(value: Any = 3, name: str = "petition.signature_count", subject: str = "p", **rest: Any) -> Finding:
    """A finding of an invented measurement."""
    return Finding(name, subject, value, rest.pop("unit", "signatures"), AT, "Counted.", **rest)


def test_a_finding_keeps_its_name_while_measuring_goes_on(results: list[Any], snapshot, inquiry: uproar.Inquiry) -> None:
    """Whichever of the tasks are done, and whether claims are checked or not, a finding has the same lasting name; its number changes."""
    articles = tuple(inquiry.check_stored())
    whole = snapshot(results, articles=articles)
    names = {id(finding): whole.marks[number] for number, finding in whole.findings.items()}
    moved = 0
    for last in ASKED:
        part = [one for one in results if one.name != last]
        some = snapshot(part, missing=(last,))
        for number, finding in some.findings.items():
            assert some.marks[number] == names[id(finding)]
            moved += whole.findings.get(number) is not finding
    assert moved > 0


def test_names_are_unique_and_lead_back(results: list[Any], snapshot, inquiry: uproar.Inquiry) -> None:
    """Every number has one name, no two share one, a name leads to its number, and the first of a subject is called by measurement and subject."""
    whole = snapshot(results, articles=inquiry.check_stored())
    assert set(whole.marks) == set(whole.findings) == set(whole.dossier.numbers)
    assert len(set(whole.marks.values())) == len(whole.marks)
    assert all(whole.number_of(name) == number for number, name in whole.marks.items())
    assert "petition.signature_count:tidewater-offline" in whole.marks.values()
    assert whole.number_of("1") == "f1"
    assert whole.number_of("petition.signature_count:other") is None


def test_the_same_subject_in_other_letters_is_another_name(snapshot) -> None:
    """Subjects that differ only in signs, and a subject without a letter, have names of their own."""
    made = snapshot([found(1, subject="#a"), found(2, subject="a"), found(3, subject="??")])
    names = list(made.marks.values())
    assert names[0] == "petition.signature_count:a"
    assert names[1].startswith("petition.signature_count:a:")
    assert names[2] == "petition.signature_count:all"


def test_nothing_is_called_measured_before_it_is(snapshot, asked, inquiry: uproar.Inquiry) -> None:
    """While something is missing no page says that nothing stands out or could be measured, but how far measuring is; afterwards it does."""
    quiet = found("none", "pages.change", "t", unit="field")
    every = len(tasks())
    for results, missing, says in (
        ([], tasks(), f"still being measured: 0 of {every}"),
        ([quiet], tasks()[1:], f"still being measured: 1 of {every}"),
        ([quiet], (), "measured, with nothing that stands out"),
    ):
        made = snapshot(results, missing)
        page = html.fromstring(views.page(asked(made)))
        assert page.xpath("//h1")[0].text_content() == f"{inquiry.case.title}: {says}"
        assert not (missing and re.search("with nothing|nothing could be measured|Nothing has been measured", page.text_content()))
        assert bool(page.xpath("//*[contains(@class, 'banner busy')]")) is bool(missing)


def test_a_headline_that_tells_something_stays_while_measuring(results: list[Any], snapshot, asked) -> None:
    """Where the account tells something already, its headline stands, and beside it how far measuring is."""
    made = snapshot(results, ("posts.burst",))
    page = html.fromstring(views.page(asked(made)))
    assert "signatures" in page.xpath("//h1")[0].text_content()
    assert f"Still being measured: {len(tasks()) - 1} of {len(tasks())}" in page.text_content()


def test_posts_without_a_burst_have_a_lane(results: list[Any], snapshot, inquiry: uproar.Inquiry) -> None:
    """A term of which no burst can be told is drawn as posts an hour, one that has a burst series as accounts; with a lane there are ways to zoom."""
    volumes = [one for one in results if one.name == "posts.volume" and isinstance(one, Finding)]
    view = timeline.view(snapshot(volumes), inquiry.case, "", "")
    assert "Posts an hour with #" in str(view["drawing"].wide.to_dict(validate=False))
    assert view["zooms"]
    assert [one.name for one in view["drawing"].findings] == ["posts.volume"] * len(volumes)
    burst = found(
        4.0, "posts.burst", volumes[0].subject, series=({"at": AT, "accounts": 4}, {"at": AT + timedelta(hours=9), "accounts": 2})
    )
    both = timeline._lane_findings(SimpleNamespace(findings=dict(enumerate([burst, *volumes]))))  # type: ignore[arg-type]
    assert [(one.name, one.subject) for one in both if one.subject == volumes[0].subject] == [("posts.burst", volumes[0].subject)]


def test_readings_that_are_far_apart_stay_on_a_long_record() -> None:
    """Of readings days apart before hundreds of hourly ones each is drawn, and of every point the highest, the first and the last of all."""
    sparse = [AT, AT + timedelta(days=1), AT + timedelta(days=4)]
    dense = [AT + timedelta(days=7, hours=hour) for hour in range(700)]
    rows = [{"at": at, "signatures": n} for n, at in enumerate([*sparse, *dense])]
    drawn = timeline._thinned(rows, AT, dense[-1], 320, "signatures")
    assert [row["at"] for row in drawn][:3] == sparse
    assert drawn[-1] is rows[-1]
    assert len(drawn) <= 322
    peak = [{"at": row["at"], "accounts": 9 if place == 399 else 0} for place, row in enumerate(rows)]
    assert max(row["accounts"] for row in timeline._thinned(peak, AT, dense[-1], 50, "accounts")) == 9


def test_what_the_sample_keeps_from_a_value_is_told_once_with_the_remedy(snapshot, asked) -> None:
    """The overview tells the reason first and once, with the flag that helps; the page of posts has no row a measurement for it, and says which they are."""
    row = [{"samplings": "search"}]
    names = ("posts.burst", "posts.bursts", "posts.rank")
    gaps = [refuse(name, row, SimpleNamespace(subject=f"#t{n}", as_of=AT), ["search"]) for n in range(3) for name in names]  # type: ignore[arg-type]
    other = Unmeasured("posts.effect", "#t0", "the case names no event", "an event", AT)
    made = snapshot([other, *gaps, found(7, "posts.volume", "#t0", unit="posts")])
    overview = html.fromstring(views.page(asked(made)))
    told = [one.text_content() for one in overview.xpath("//*[@class='unknown']//li")]
    assert "--sampling stream" in told[0]
    assert len([one for one in told if "a search holds only posts" in one]) == 1
    posts = html.fromstring(views.page(asked(made, "posts")))
    assert (
        posts.xpath("//*[@class='unknown']/p")[0].text_content().startswith("9 measurements have no value for one reason: a search holds")
    )
    below = posts.xpath("//h3[.='Could not be measured']/following-sibling::div[1]//tbody/tr")
    assert len(below) == 1


def test_lists_say_how_much_of_it_they_hold(results: list[Any], snapshot, asked) -> None:
    """The press lists some of its findings, says of how many, and leads to the list of all, which holds each with its evidence."""
    made = snapshot(results)
    every = sum(1 for one in made.findings.values() if one.name.startswith("press."))
    page = html.fromstring(views.page(asked(made, "press")))
    shown = len(page.xpath("//h3[.='Findings']/following-sibling::div[1]//tr[@id]"))
    assert 0 < shown < every
    assert f"{shown} of {every} findings are listed here" in page.text_content()
    assert "/tidewater/findings?of=press" in page.xpath("//main//a/@href")
    listed = html.fromstring(views.page(asked(made, "findings", of="press", all="1")))
    leads = listed.xpath("//table//a/@href")
    assert sorted(leads) == sorted(
        f"/tidewater/evidence/{made.marks[number]}" for number, one in made.findings.items() if one.name.startswith("press.")
    )


def test_claims_rest_on_the_numbers_of_the_other_pages(snapshot, asked, inquiry: uproar.Inquiry, results: list[Any]) -> None:
    """What an article's page calls a finding has that number everywhere, and leads to its query, rows and records."""
    made = snapshot(results, articles=inquiry.check_stored())
    checked = made.checked(inquiry.case)
    assert checked is not None
    seen = 0
    for place in range(1, len(checked.articles) + 1):
        page = html.fromstring(views.article(asked(made, "claims"), place))
        for link in page.xpath("//main//li//p/a[starts-with(., 'Query, rows and records of finding')][not(ancestor::details)]"):
            label = link.text_content().rpartition(" ")[2]
            assert link.get("href") == f"/tidewater/evidence/{made.marks[f'f{label}']}"
            seen += 1
    assert seen > 5
    labels = {number.label for number in checked.numbers.values()}
    assert labels <= {number.label for number in made.dossier.numbers.values()}


def test_a_table_behind_a_chart_begins_on_the_page(results: list[Any], snapshot, asked) -> None:
    """Under a chart stand the first 12 rows of its table, with how many there are, before the files."""
    made = snapshot(results)
    behind = html.fromstring(views.page(asked(made, "petition"))).xpath("//details[@class='behind']")[0]
    (counted,) = [one for one in results if one.name == "petition.signature_count"]
    assert len(behind.xpath(".//tbody/tr")) == 12
    assert f"the first 12 of {len(counted.series):,} rows" in behind.text_content()
    assert f"{counted.series[0]['signatures']:,}" in [cell.text_content() for cell in behind.xpath(".//tbody/tr[1]/td")]


def test_no_figure_is_made_of_a_term_on_no_list(snapshot) -> None:
    """A share of time on the list of 0 is no tile at the head; one above 0 is."""
    rank = {"name": "posts.rank", "subject": "#a", "unit": "share of time", "low": 0.0, "high": 0.0}
    assert snapshot([found(0.0, **rank)]).dossier.highlights == ()
    assert len(snapshot([found(0.25, **{**rank, "low": 0.25, "high": 0.25})]).dossier.highlights) == 1


def test_one_thing_is_told_in_the_singular(snapshot) -> None:
    """A count of one has its unit in the singular; other units and other counts stay."""
    made = snapshot(
        [
            found(1, subject="a", unit="articles"),
            found(2, subject="b", unit="articles"),
            found(1, subject="c", unit="things that do not fit"),
        ]
    )
    assert [one.unit_text for one in made.dossier.numbers.values()] == ["article", "articles", "things that do not fit"]


def test_a_name_that_nothing_can_bring_is_not_waited_for(snapshot) -> None:
    """A name may still come only from the tasks that give such names: its own measurement, for a further one its instrument or the claims, for a number all."""
    pending = ("petition.rate", "posts.volume", "posts.burst", "claims")
    made = snapshot([], pending)
    assert made.due("petition.rate:p") == {"petition.rate"}
    assert made.due("posts.coordination:boo:1f2e3d4c5b") == {"posts.volume", "posts.burst", "claims"}
    assert made.due("12") == set(pending)
    assert [made.due(one) for one in ("petition.goal:p", "nothing:p", "petition.rate", "claims:p", "a:b:c:d", "")] == [frozenset()] * 6
    assert not any(snapshot([]).due(one) for one in ("petition.rate:p", "12"))


def test_a_page_that_waits_says_for_what(snapshot, asked) -> None:
    """The page of evidence that may still come names what is being measured, and asks to be loaded again where there is no script."""
    text = views.waiting(asked(snapshot([], ("petition.rate", "posts.volume")), "evidence"), "petition.rate:<p>")
    page = html.fromstring(text)
    assert "Measuring petition.rate" in page.text_content()
    assert "petition.rate:<p>" in page.xpath("//h1")[0].text_content()
    assert page.xpath("//noscript/meta[@http-equiv='refresh']/@content") == ["2"]


def test_times_are_read_before_microseconds(results: list[Any], snapshot) -> None:
    """In the evidence a time stands as people write it, then in microseconds."""
    made = snapshot(results)
    (counted,) = [one for one in results if one.name == "petition.signature_count"]
    assert counted.evidence is not None
    number = made.number_of("petition.signature_count:tidewater-offline")
    assert number is not None
    proof = made.dossier.proofs[made.dossier.numbers[number].proof or ""]
    as_of = counted.evidence.parameters["as_of"]
    assert dict(proof.parameters)["as_of"] == f"{words.short(from_micros(int(as_of)), made.dossier.zone)}, {made.dossier.zone} ({as_of})"
