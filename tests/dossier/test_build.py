import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import html

from tests.dossier import tidewater
from uproar.case import Case, Event
from uproar.claims.claim import Verdict
from uproar.dossier.build import build
from uproar.dossier.bursts import burst_table
from uproar.dossier.dossier import Dossier
from uproar.dossier.html import render
from uproar.dossier.numbers import write_value
from uproar.dossier.text import line, shown
from uproar.dossier.write import formats, write
from uproar.errors import UsageError
from uproar.findings import Finding, Unmeasured

AS_OF = tidewater.AS_OF


@pytest.fixture(scope="module")
def sample() -> Dossier:
    results = tidewater.results()
    return build(tidewater.CASE, AS_OF, results, tidewater.articles(results), tidewater.loads())


def finding(name: str, value: object, unit: str, **more: object) -> Finding:
    return Finding(name, "s", value, unit, AS_OF, "Made.", **more)  # type: ignore[arg-type]


def test_account_opens_with_the_onset_in_the_cases_zone(sample: Dossier) -> None:
    """The first sentence tells day, time, zone, peak and bounds of the burst in counts, the second alarm, end and size, and both lead to its finding."""
    first, second = sample.summary[:2]
    assert first.text.startswith("#FixTidewater took off on Thursday 12 March 2026 shortly after 09:00 (Europe/Berlin)")
    assert "203 accounts used it in the hour from 17:00, where its own past leads to expect 8.53 (5.12 to 12.8)" in first.text
    assert second.text == (
        "The first alarm, from what was known by then, came within 1 hour; over 65 hours, to Sunday 15 March 2026 at 02:00, "
        "5,120 accounts wrote 15,322 posts with it."
    )
    assert {sample.numbers[one.numbers[0]].name for one in (first, second)} == {"posts.burst"}


def test_many_bursts_are_told_in_two_sentences_and_one_event(sample: Dossier) -> None:
    """Twelve volleys are counted, their lengths and accounts given as a range, and the timeline has one entry for them."""
    told = [sentence.text for sentence in sample.summary if "#FreeHarborPass" in sentence.text and sentence.lead]
    assert told[0] == (
        "#FreeHarborPass took off 12 times between Friday 6 March 2026 at 20:40 and Wednesday 18 March 2026 at 12:50 (Europe/Berlin), "
        "for 10 minutes each time, used by 20 to 25 accounts."
    )
    assert len(told) == 2
    events = [event for event in sample.timeline if "#FreeHarborPass" in event.text]
    assert len(events) == 1
    assert events[0].when == "6 Mar 2026, 20:40 to 18 Mar 2026, 12:50"
    assert events[0].text == "12 bursts of #FreeHarborPass; the strongest begins on 7 Mar 2026, 17:40, with 25 accounts"


def test_the_headline_counts_many_bursts() -> None:
    """A term with many bursts heads the account with their number and first day, and the figures with its strongest peak."""
    dossier = build(tidewater.CASE, AS_OF, [tidewater.volleys()], [], [])
    assert dossier.headline == "Tidewater: #FreeHarborPass took off 12 times from 6 March 2026 on"
    peak, together = dossier.highlights
    assert (peak.written, peak.unit, peak.bounds) == ("25", "accounts an hour", "fewer than one expected of its own past")
    assert (together.written, together.bounds) == ("100%", "its strongest burst, 96% to 100%")


def test_whose_posts_a_burst_was_is_told_with_its_own_evidence(sample: Dossier) -> None:
    """Each burst that was asked about has a number of its own with the query of its own; bursts that do not differ share a sentence."""
    (said,) = [sentence for sentence in sample.summary if "’s strongest burst" in sentence.text]
    assert said.text == (
        "100% of the posts of #FreeHarborPass’s strongest burst (7 Mar 2026, 17:40) and latest burst (18 Mar 2026, 12:40) (96% to 100%) "
        "came from accounts that post the same things together more often than chance explains; "
        "accounts that post little cannot be linked, so that this does not show that the others acted on their own."
    )
    numbers = [sample.numbers[number] for number in said.numbers]
    assert [number.name for number in numbers] == ["posts.coordination"] * 2
    assert numbers[0].from_at != numbers[1].from_at
    assert all(number.proof is not None for number in numbers)
    assert numbers[0].written == "100%"


def test_an_organic_burst_is_not_said_to_be_proven_so(sample: Dossier) -> None:
    """Where no post came from accounts that act together, the high bound is said, and that this does not show that all acted on their own."""
    (said,) = [sentence.text for sentence in sample.summary if "#FixTidewater’s burst" in sentence.text]
    assert said.startswith(
        "None of the posts of #FixTidewater’s burst (at most 0.4% from accounts that could be linked) came from accounts that were found to act together; "
    )
    assert "does not show that all acted on their own" in said


@pytest.mark.parametrize(
    ("share", "low", "high", "said"),
    [
        (0.85, 0.8, 0.9, "accounts that post little cannot be linked, so that this does not show that the others acted on their own."),
        (0.85, 0.8, 0.9, "About 85% of the posts of #FixTidewater’s burst (80% to 90%) came from accounts that"),
        (1.0, 1.0, 1.0, "All of the posts of #FixTidewater’s burst came from accounts that"),
        (0.02, 0.0, 0.03, "Perhaps 2% of the posts of #FixTidewater’s burst came from accounts that"),
        (
            0.02,
            0.0,
            0.03,
            "it may be none, and at most 3% from accounts that could be linked; accounts that post little cannot be linked, so that",
        ),
        (0.0, 0.0, 0.0, "None of the posts of #FixTidewater’s burst came from accounts that were found to act together"),
    ],
)
def test_a_coordinated_share_is_said_as_surely_as_it_is_known(share: float, low: float, high: float, said: str) -> None:
    """A low bound above 0 is told as a share, one of 0 only as a possibility."""
    assert said in " ".join(sentence.text for sentence in _with_coordinated({"share": share, "low": low, "high": high, "posts": 9}).summary)


def test_a_burst_that_cannot_be_judged_says_why_once() -> None:
    """Where it cannot be told whether accounts acted together, the reason is said with the first term and not repeated with the next."""
    reason = {"reason": "cannot tell: none met on more than 6 occasions", "needs": "more"}
    told = " ".join(sentence.text for sentence in _with_coordinated(reason, terms=("#fixtidewater", "$tide")).summary)
    assert "Whether accounts acted together behind it cannot be told: none met on more than 6 occasions." in told
    assert "Nor can it be told whether accounts acted together behind it, for the same reason." in told
    assert told.count("none met") == 1


def test_what_hid_coordination_is_said_once() -> None:
    """Notes on how little coordination could be found are said once over all terms, in the story; other notes of the finding stay with its number."""
    few, other = "Too few accounts post seldom here: all accounts serve for it.", "Linked accounts share the same things."
    told = {
        "share": 0.0,
        "low": 0.0,
        "high": 0.1,
        "posts": 9,
        "notes": (other, few, "A pair that met on fewer than about 4 occasions is missed."),
    }
    dossier = _with_coordinated(told, terms=("#fixtidewater", "$tide"))
    texts = [sentence.text for sentence in dossier.summary]
    assert texts.count(few) == 1
    assert sum(text.startswith("A pair that met") for text in texts) == 1
    assert other not in texts
    assert any(other in number.notes for number in dossier.numbers.values())


def test_a_share_without_bounds_ends_its_tile_cleanly() -> None:
    """Where both bounds of a coordinated share agree, the tile names the burst and nothing after it."""
    dossier = _with_coordinated({"share": 1.0, "low": 1.0, "high": 1.0, "posts": 9})
    assert [one.bounds for one in dossier.highlights if "acting together" in one.label] == ["its burst"]


def test_a_method_of_others_is_named() -> None:
    """A burst found, or looked for in vain, by a method that was asked for by name says so; uproar's own is not named."""
    burst = next(f for f in tidewater.results() if isinstance(f, Finding) and f.name == "posts.burst")
    for found in (burst, tidewater.volleys(), replace(burst, value="none", detail={"bursts": ()})):
        for by, start in (("kleinberg", "By Kleinberg’s automaton, #F"), ("uproar", "#F")):
            dossier = build(tidewater.CASE, AS_OF, [replace(found, detail={**found.detail, "by": by})], [], [])
            assert dossier.summary[0].text.startswith(start)


@pytest.mark.parametrize(("hours", "said"), [(23, True), (24, False)])
def test_a_burst_that_just_ended_is_told_so_far(hours: int, said: bool) -> None:
    """Within a day of the as-of an ended burst is told so far, in the story and the timeline; a day after it is not."""
    burst = next(f for f in tidewater.results() if isinstance(f, Finding) and f.name == "posts.burst")
    dossier = build(tidewater.CASE, AS_OF, [replace(burst, as_of=tidewater.END + timedelta(hours=hours))], [], [])
    assert ("at 02:00 so far, 5,120 accounts" in dossier.summary[1].text) == said
    assert any(event.text.endswith("usual level so far") for event in dossier.timeline) == said
    volleys = tidewater.volleys()
    last = volleys.detail["each"][-1]["to_at"]
    many = build(tidewater.CASE, AS_OF, [replace(volleys, as_of=last + timedelta(hours=hours))], [], [])
    assert ("took off 12 times so far between" in many.summary[0].text) == said


def test_a_term_takes_off_before_it_peaks() -> None:
    """At the same minute the take-off stands first in the timeline."""
    burst = next(f for f in tidewater.results() if isinstance(f, Finding) and f.name == "posts.burst")
    made = replace(burst, detail={**burst.detail, "peak_at": tidewater.ONSET})
    first, second = build(tidewater.CASE, AS_OF, [made], [], []).timeline[:2]
    assert first.at == second.at
    assert first.text.endswith("takes off")
    assert " peaks: " in second.text


def test_a_peak_where_fewer_than_one_was_expected_has_no_ratio(sample: Dossier) -> None:
    """Where the past leads to expect fewer than one account, the value is the peak's accounts and no format prints a ratio."""
    number = next(one for one in sample.numbers.values() if one.name == "posts.burst" and one.subject == "#freeharborpass")
    assert (number.written, number.unit_text) == ("25 accounts", "in the peak hour, fewer than one expected")
    assert number.bounds == "15 to 35"
    assert "times expected" not in dict(number.details)["each"]
    other = next(one for one in sample.numbers.values() if one.name == "posts.burst" and one.subject == "#fixtidewater")
    assert other.unit_text == "times expected"
    assert "times expected" in dict(other.details)["each"]


def test_the_time_on_the_list_is_no_figure_of_a_burst(sample: Dossier) -> None:
    """A term that took off has no tile of its time on the list, which is of the whole record, and its sentence stays; a calm term has the tile."""
    assert not any("was on the list" in one.label for one in sample.highlights)
    assert any("was among the first 10 hashtags" in sentence.text for sentence in sample.summary)
    calm = [f for f in tidewater.results() if f.name == "posts.rank"]
    assert [one.label for one in build(tidewater.CASE, AS_OF, calm, [], []).highlights] == ["Time #FixTidewater was on the list"]


def test_many_bursts_have_a_table(sample: Dossier) -> None:
    """A term with more than three bursts has a row for each, in the order of time, and one with fewer has none."""
    (table,) = sample.sections[0].tables
    assert table.title == "Bursts of #FreeHarborPass"
    assert table.head == ("Begin (Europe/Berlin)", "End", "Accounts", "Posts", "First alarm", "Coordinated")
    assert len(table.rows) == 12
    assert table.rows[2] == ("7 Mar 2026, 17:40", "7 Mar 2026, 17:50", "25", "25", "7 Mar 2026, 17:50", "100% (96% to 100%)")
    assert table.rows[0][-1] == "not asked"
    for form in formats():
        assert "Coordinated" in form.render(sample)
    page = html.fromstring(render(sample))
    assert len(page.xpath('//div[@aria-label="Bursts of #FreeHarborPass"]//tbody/tr')) == 12


def test_a_long_table_of_bursts_keeps_the_strongest() -> None:
    """Beyond the limit the strongest bursts stay, in the order of time, and the table says how many there are; without coordination it has no such column."""
    volleys = tidewater.volleys()
    each = tuple({key: value for key, value in one.items() if key != "coordinated"} for one in volleys.detail["each"])
    table = burst_table(replace(volleys, detail={**volleys.detail, "each": each}), "f1", tidewater.CASE, 3)
    assert [row[0] for row in table.rows] == ["7 Mar 2026, 15:40", "7 Mar 2026, 17:40", "9 Mar 2026, 08:40"]
    assert table.cut == "The 3 strongest of 12; uproar measure --json gives every one."
    assert table.head[-1] == "First alarm"


def test_the_share_of_a_term_is_told_of_its_posts() -> None:
    """Asked of a term, the sentence names it, its period and how many of the linked accounts used it; of a period, the period."""
    found = tidewater.coordination()
    of_term = replace(found, subject="#fixtidewater", value=0.37, low=0.3, high=0.4, detail={**found.detail, "accounts_linked_here": 12})
    (told,) = build(tidewater.CASE, AS_OF, [of_term], [], []).summary
    assert told.text == (
        "37% (30% to 40%) of the posts with #FixTidewater from Friday 6 March 2026 at 00:00 to Friday 20 March 2026 at 12:00 (Europe/Berlin) came from "
        "12 accounts that act together; accounts that post little cannot be linked, so that this does not show that the others acted on their own."
    )
    (told,) = build(tidewater.CASE, AS_OF, [replace(of_term, subject="Tidewater")], [], []).summary
    assert told.text.startswith("37% (30% to 40%) of all posts from Friday 6 March 2026 at 00:00 to ")
    nobody = replace(of_term, value=0.0, low=0.0, high=0.05, detail={**found.detail, "accounts_linked_here": 0})
    (told,) = build(tidewater.CASE, AS_OF, [nobody], [], []).summary
    assert told.text.startswith("None of the posts with #FixTidewater from ")
    assert "(at most 5% from accounts that could be linked) came from accounts that were found to act together;" in told.text


def test_the_small_print_has_a_paragraph_a_term(sample: Dossier) -> None:
    """What was measured of a term stands together in the small print, and each term opens a paragraph."""
    small = [sentence for sentence in sample.summary if not sentence.lead]
    subjects = [
        sample.numbers[one.numbers[0]].subject for one in small if one.text.startswith(("The 52", "The busiest", "With #", "No other", "#"))
    ]
    assert subjects == ["#fixtidewater"] * 3 + ["#freeharborpass"] * 2
    opening = [
        sample.numbers[one.numbers[0]].subject for one in small if one.opens and sample.numbers[one.numbers[0]].name.startswith("posts.")
    ]
    assert opening == list(dict.fromkeys(opening))
    assert {"#fixtidewater", "#freeharborpass"} <= set(opening)


def _with_coordinated(coordinated: dict[str, object], terms: tuple[str, ...] = ("#fixtidewater",)) -> Dossier:
    """A dossier of one burst a term, with this answer to who acted together in it."""
    burst = next(f for f in tidewater.results() if isinstance(f, Finding) and f.name == "posts.burst")
    each = ({**burst.detail["each"][0], "coordinated": coordinated},)
    made = replace(burst, detail={**burst.detail, "each": each, "latest": each[0], "coordinated": coordinated})
    return build(tidewater.CASE, AS_OF, [replace(made, subject=term) for term in terms], [], [])


def test_who_acted_together_over_the_record_is_told_in_sums_only(sample: Dossier) -> None:
    """The record's linked accounts are told by number and size of their groups, and neither accounts nor edges are printed even where they were asked for."""
    (said,) = [sentence.text for sentence in sample.summary if "of all posts from" in sentence.text]
    assert said == (
        "0.5% (0.5% to 0.6%) of all posts from Friday 6 March 2026 at 00:00 to Friday 20 March 2026 at 12:00 (Europe/Berlin) "
        "came from 29 accounts, in 2 groups of 25 and 4, that posted the same things together "
        "more often than chance explains; 670 accounts posted enough to be judged."
    )
    secret = 7_201_223_344_556_677
    found = tidewater.coordination()
    named = replace(found, detail={**found.detail, "groups": ((secret, secret + 1),), "edges": ({"a": secret, "b": secret + 1},)})
    dossier = build(tidewater.CASE, AS_OF, [named], [], [])
    assert all(str(secret)[:9] not in form.render(dossier) for form in formats())


def test_finding_nobody_says_what_would_not_have_been_found() -> None:
    """Where no accounts were linked, the sentence says how many could be judged and how often a pair had to meet."""
    found = tidewater.coordination()
    none = replace(found, value=0.0, low=0.0, high=0.0, detail={**found.detail, "accounts_linked": 0, "pairs_linked": 0, "group_sizes": ()})
    (sentence,) = build(tidewater.CASE, AS_OF, [none], [], []).summary
    assert sentence.text.startswith("Over the whole record no accounts were found that post the same things together")
    assert (
        "670 accounts posted enough to be judged, and a pair that met on fewer than about 4 occasions would not have been found"
        in sentence.text
    )


def test_a_busy_few_are_told_beside_an_even_spread(sample: Dossier) -> None:
    """The busiest accounts' share stands beside that of an even spread, is not said to differ where it may not, and young accounts are told where known."""
    told = [sentence.text for sentence in sample.summary if "busiest" in sentence.text]
    assert told == [
        "The 52 busiest of 5,120 accounts wrote 3% of the posts with #FixTidewater (0.4% to 4%), which cannot be told from an even spread (3%).",
        (
            "The busiest of the 25 accounts wrote 21% of the posts with #FreeHarborPass (17% to 26%), where an even spread would give 7%; "
            "48% to 52% of the posts came from accounts less than 30 days old."
        ),
    ]


def test_what_rose_is_named(sample: Dossier) -> None:
    """Terms that rose are named with the accounts that used them; that none rose is told with how many were tested."""
    told = [sentence.text for sentence in sample.summary if " rose " in sentence.text or " risen " in sentence.text]
    assert told == [
        "With #FixTidewater rose #offlinenow (in the posts of 812 accounts) and #letussail (in the posts of 95 accounts).",
        "No other term could be shown to have risen with #FreeHarborPass, of 45 that were tested.",
    ]


def test_paragraphs_open_with_each_term_and_instrument(sample: Dossier) -> None:
    """The account is not one block: each term's bursts and each instrument begin a paragraph, in the page and in Markdown."""
    opening = [sentence.text for sentence in sample.summary if sentence.opens and sentence.lead]
    assert [text.split()[0] for text in opening] == ["#FixTidewater", "#FreeHarborPass", "0.5%", "The", "Critics'", "The", "The"]
    page = html.fromstring(render(sample))
    assert len(page.xpath('//div[@class="account"]/p')) == len(opening)
    markdown = next(one for one in formats() if one.suffix == ".md").render(sample)
    assert "\n\n\\#FreeHarborPass took off 12 times" in markdown


def test_every_sentence_leads_somewhere(sample: Dossier) -> None:
    """Every sentence of the account names a number that exists, or a place on the page."""
    for sentence in sample.summary:
        assert sentence.numbers or sentence.anchor
        assert set(sentence.numbers) <= set(sample.numbers)


def test_nothing_is_said_where_nothing_was_measured() -> None:
    """Without findings the account has no sentence, and what cannot be told is told."""
    dossier = build(tidewater.CASE, AS_OF, [Unmeasured("petition.rate", "tidewater-offline", "one reading only", "two", AS_OF)], [], [])
    assert dossier.summary == ()
    assert [sentence.text for sentence in dossier.unknown] == [
        "Cannot tell how fast the petition “Let us play Tidewater offline” grows: one reading only."
    ]


def test_one_reason_is_told_once_for_all_that_it_concerns() -> None:
    """What keeps several series and events from a value is one sentence, which names each event and each series once."""
    near = "another event lies within 6 hours after it"
    gaps = [
        Unmeasured(name, subject, f"{measured} around “{event}”: {near}", "events further apart", AS_OF)
        for event in ("A “row” begins", "It ends")
        for name, subject, measured in (
            ("reviews.effect", "critic", "grades"), ("reviews.effect", "critic", "reviews"), ("reviews.effect", "audience", "grades"),
            ("reviews.effect", "audience", "reviews"), ("posts.effect", "#boo", "accounts"), ("posts.effect", "#hiss", "accounts"),
        )
    ]  # fmt: skip
    gaps.append(Unmeasured("posts.effect", "#boo", "accounts around “It ends”: the record after it covers 2 hours", "more", AS_OF))
    series = "the grades and reviews of critics and the audience and the accounts of #boo and #hiss"
    assert [sentence.text for sentence in build(Case(), AS_OF, gaps, [], []).unknown] == [
        f"Cannot tell what “A “row” begins” and “It ends” were followed by in {series}: {near}.",
        "Cannot tell what “It ends” was followed by in the accounts of #boo: the record after it covers 2 hours.",
    ]


def test_a_ratio_has_no_more_figures_than_are_known() -> None:
    """An effect whose bounds lie far apart is printed with one figure, in the table as in the sentence; one that is well known with two."""
    event = {"event": "It ends", "measured": "accounts", "departs": False}
    for known, written, bounds in (((0.0443, 0.00104, 2.13), "0.04", "0.001 to 2"), ((1.624, 1.2049, 2.2), "1.6", "1.2 to 2.2")):
        value, low, high = known
        one = finding("posts.effect", value, "times as many as expected", low=low, high=high, detail=event)
        assert write_value(one)[:2] == (written, bounds)
        (said,) = build(Case(), AS_OF, [one], [], []).summary
        assert f"at {written} times what the course before would give ({bounds})" in said.text


def test_no_burst_is_told_as_none() -> None:
    """A term that did not stand out is told so and gives no headline and no event."""
    calm = finding(
        "posts.burst",
        0.0,
        "times expected",
        low=0.0,
        detail={"bursts": (), "most_accounts": 3},
        from_at=AS_OF - timedelta(days=9),
        to_at=AS_OF,
    )
    dossier = build(Case(title="Tidewater"), AS_OF, [calm], [], [])
    assert "did not stand out from its own past" in dossier.summary[0].text
    assert dossier.timeline == ()
    assert dossier.highlights == ()
    assert "took off" not in dossier.headline


def test_a_difference_that_may_be_none_cannot_be_told() -> None:
    """Where the interval holds 0, critics and audience are not said to differ."""
    apart = finding("reviews.divergence", 0.02, "share of the scale, critics less audience", low=-0.03, high=0.07)
    dossier = build(Case(title="Tidewater"), AS_OF, [apart], [], [])
    assert dossier.summary[0].text.startswith("Whether critics and audience differ cannot be told")
    assert "above" not in dossier.headline


def test_a_search_is_not_told_as_the_number_of_posts() -> None:
    """A volume without bounds comes from a search, and is told as what the search found."""
    dossier = build(Case(), AS_OF, [finding("posts.volume", 40, "posts")], [], [])
    assert dossier.summary[0].text.startswith("A search found 40 posts")


def test_an_unknown_measurement_is_told_plainly() -> None:
    """A finding that no sentence is made for is still told with its value, unit and bounds, in a section of its own."""
    novel = finding("echo.reach", 0.42, "share of readers", low=0.3, high=0.5)
    dossier = build(Case(), AS_OF, [novel], [], [])
    assert dossier.summary[0].text == "echo.reach of s: 42% of readers (30% to 50%)."
    assert next(section.name for section in dossier.sections) == "echo"


def test_timeline_is_in_order_and_keeps_intervals(sample: Dossier) -> None:
    """Events are sorted by time; a page change and a round number are intervals, an onset is a moment."""
    assert [event.at for event in sample.timeline] == sorted(event.at for event in sample.timeline)
    by_text = {event.text: event for event in sample.timeline}
    change = by_text["The description of the title page tidewater changed between two readings"]
    assert change.to_at is not None
    assert by_text["#FixTidewater takes off"].to_at is None
    assert by_text["The petition passes 10,000 signatures"].to_at is not None
    assert any(event.kind == "statement" and "Harbour Radio" in event.text for event in sample.timeline)
    assert any("Tidewater patch notes" in text for text in sample.undated)


def test_what_the_case_names_joins_the_timeline_once_it_is_known() -> None:
    """The release and the case's events are told, except those after the moment asked about."""
    case = replace(tidewater.CASE, released="2026-03-10", events=(Event("2026-03-12T21:00", "An apology"), Event("2026-04-01", "A patch")))
    told = [event.text for event in build(case, AS_OF, [], [], []).timeline]
    assert told == ["Tidewater is released, as the case says", "An apology, as the case says"]


def test_same_words_are_told_once_with_their_evidence(sample: Dossier) -> None:
    """A quotation that the case and a checked article both carry is one, with addressee, outlet and finding; unknown speakers stand apart."""
    (studio,) = sample.speakers
    assert (studio.name, studio.role) == ("Brightkeel Studio", "studio")
    (said,) = studio.words
    assert (said.addressee, said.outlets, len(said.numbers)) == ("Harbour Radio", ("The Daily Harbour",), 1)
    assert [words.content for words in sample.unattributed] == ["it was the best evening of my year,"]


def test_overlapping_claims_keep_the_text_whole(sample: Dossier) -> None:
    """Pieces joined give the article back; where claims overlap the graver verdict marks the stretch and both labels end there."""
    article = sample.articles[0]
    assert "\n\n".join("".join(piece.text for piece in paragraph) for paragraph in article.paragraphs) == tidewater.TEXT
    over = next(piece for paragraph in article.paragraphs for piece in paragraph if len(piece.claims) == 2)
    assert over.text == "its goal of 25,000"
    assert over.verdict is Verdict.INCONSISTENT
    assert over.ends == ("c3", "c4")
    ends = [end for paragraph in article.paragraphs for piece in paragraph for end in piece.ends]
    assert sorted(ends) == sorted(claim.id for claim in article.claims)


def test_verdicts_are_counted(sample: Dossier) -> None:
    """Counts by verdict cover every claim."""
    assert dict(sample.counts) == {Verdict.SUPPORTED: 3, Verdict.CONTRADICTED: 2, Verdict.INCONSISTENT: 1, Verdict.NOT_MEASURABLE: 1}


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (finding("posts.rank", 0.214, "share of intervals", low=0.208, high=0.226), ("21%", "21% to 23%", "of intervals")),
        (finding("petition.signature_count", 18432, "signatures", low=18432.0, high=18432.0), ("18,432", "as read", "signatures")),
        (finding("petition.signature_count", 18432, "signatures", low=18000.0), ("18,432", "at least 18,000", "signatures")),
        (
            finding("reviews.divergence", -0.1, "share of the scale, critics less audience"),
            ("−10.0", "", "points of 100, critics less audience"),
        ),
        (finding("pages.change", "picture", "field"), ("picture", "", "field")),
        (finding("posts.burst", float("nan"), "times expected"), ("nan", "", "times expected")),
        (finding("posts.burst", 23.8, "times expected", low=20.5, high=27.1), ("23.8", "20.5 to 27.1", "times expected")),
        (finding("posts.burst", 8958.3, "times expected", low=3783.8, high=34022.3), ("over 3,700", "3,700 to 35,000", "times expected")),
        (finding("posts.burst", 2506.2, "times expected", low=322.3), ("over 320", "at least 320", "times expected")),
    ],
)
def test_values_are_written_with_bounds_and_unit(made: Finding, written: tuple[str, str, str]) -> None:
    """A value is written in its unit's own way, with what is known of its bounds."""
    assert write_value(made) == written


def test_shares_among_the_details_are_percentages(sample: Dossier) -> None:
    """Details of a share are written as the share is, and counts and coefficients as numbers."""
    number = next(one for one in sample.numbers.values() if one.name == "posts.concentration")
    details = dict(number.details)
    assert (details["expected"], details["top n share"], details["top n low"]) == ("3%", "0.9%", "under 0.1%")
    assert (details["gini"], details["accounts"], details["young share"]) == ("0.240", "5,120", "not known")


def test_the_first_of_every_chart_comes_before_the_second_of_any() -> None:
    """With more charts than a section holds, the chart of who acted together is not crowded out by the bursts of many terms."""
    made = [f for f in tidewater.results() if isinstance(f, Finding)]
    many = [replace(f, subject=f"{f.subject}-{k}") for f in made if f.name == "posts.burst" for k in range(5)]
    dossier = build(tidewater.CASE, AS_OF, [*many, tidewater.coordination()], [], [])
    names = [drawing.name for drawing in dossier.sections[0].drawings]
    assert names == ["posts.burst"] * 4 + ["posts.coordination"]
    assert dossier.sections[0].cut.startswith("6 charts more")


def test_long_words_are_cut_with_the_cut_stated() -> None:
    """A word of a megabyte is bounded everywhere, and the page says by how much."""
    word = "x" * 1_000_000
    assert shown(word, 100).endswith("… [999,900 more characters]")
    results = [finding("press.article", word, word, notes=(word,), detail={word: word}), Unmeasured(word, word, word, word, AS_OF)]
    article = replace(tidewater.articles(tidewater.results())[1], text=word, title=word, outlet=word, url=word)
    page = render(build(Case(title=word, terms=(word,), aliases=(word,)), AS_OF, results, [article], []))
    assert len(page) < 200_000
    assert "more characters]" in page
    assert "940,000 of 1,000,000 characters of the text are left out here." in page


def test_unseen_characters_are_named() -> None:
    """Marks that turn the direction of text, controls and lone surrogates are named, letters and joiners stay."""
    assert line("a\u202eb\x07c\ud800d") == "a[U+202E]b[U+0007]c[U+D800]d"
    assert line("می\u200cخواهم \u200f!") == "می\u200cخواهم \u200f!"


def test_import_reports_tell_no_folders(sample: Dossier) -> None:
    """A file is told by its name, without the folders of whoever loaded it; its losses are told by reason."""
    first = sample.loads[0]
    assert first.file == "posts.ndjson.gz"
    assert first.skipped == 5
    assert first.reasons == (("no time", 3), ("not JSON", 2))
    assert all("/home/" not in one.render(sample) for one in formats())


def test_page_needs_nothing_else(sample: Dossier) -> None:
    """The page has a strict policy, no script, no address to load from, one h1, headings in order and unique ids, and its links lead to places on it."""
    page = html.fromstring(render(sample))
    policy = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    assert page.xpath("//script|//link|//img|//iframe|//object|//embed|//form") == []
    assert page.xpath("//@src") == []
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = page.xpath("//a/@href")
    assert links
    assert all(link[0] == "#" and link[1:] in ids for link in links)


def test_page_is_small(sample: Dossier) -> None:
    """The sample's page stays well under 1.5 MB."""
    assert len(render(sample).encode()) < 600_000


def test_many_subjects_stay_within_the_size() -> None:
    """A case of many terms, petitions and articles still gives a page under 1.5 MB, and says what it leaves out."""
    made = [f for f in tidewater.results() if isinstance(f, Finding)]
    many = [replace(f, subject=f"{f.subject}-{k}", series=f.series if k < 4 else ()) for f in made for k in range(40)]
    article = replace(tidewater.articles(tidewater.results())[0], text=tidewater.TEXT * 40)
    page = render(build(tidewater.CASE, AS_OF, many, [article] * 40, []))
    assert len(page.encode()) < 1_500_000
    assert "more: uproar measure --json gives every one." in page


def test_verdicts_are_told_by_word_and_symbol(sample: Dossier) -> None:
    """Each marked stretch is followed by a label with its verdict in words and a symbol."""
    page = html.fromstring(render(sample))
    labels = [label.text_content() for label in page.xpath('//a[contains(@class, "tab")]')]
    assert "3 ≠ contradicts itself" in labels
    assert len(labels) == 7


def test_json_reads_back(sample: Dossier) -> None:
    """JSON keeps numbers and times as they were and says its schema's version."""
    form = next(one for one in formats() if one.suffix == ".json")
    read = json.loads(form.render(sample))
    assert read["schema_version"] == 1
    for key, number in sample.numbers.items():
        assert read["numbers"][key]["value"] == number.value
        assert read["numbers"][key]["low"] == number.low
        assert number.from_at is None or datetime.fromisoformat(read["numbers"][key]["from_at"]) == number.from_at
    assert read["sections"][0]["drawings"][0]["vega_lite"]["layer"]


def test_suffix_chooses_the_format(sample: Dossier, tmp_path: Path) -> None:
    """The file's suffix chooses the format, in either case of letters."""
    write(sample, tmp_path / "a.MD")
    assert (tmp_path / "a.MD").read_text(encoding="utf-8").startswith("# Tidewater: ")
    assert [path.name for path in tmp_path.iterdir()] == ["a.MD"]


@pytest.mark.parametrize("name", ["a.docx", "a", ".html"])
def test_other_suffixes_are_refused(sample: Dossier, tmp_path: Path, name: str) -> None:
    """Another suffix is refused with the ones there are, and nothing is written."""
    with pytest.raises(UsageError, match=r"\.html \(HTML page\), \.json \(JSON\), \.md \(Markdown\)"):
        write(sample, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(sample: Dossier, tmp_path: Path) -> None:
    """A missing folder is a clear error."""
    with pytest.raises(UsageError, match="Check that the folder exists"):
        write(sample, tmp_path / "none" / "a.md")


def test_build_reads_no_clock(sample: Dossier) -> None:
    """The same inputs give the same dossier."""
    results = tidewater.results()
    again = build(tidewater.CASE, AS_OF, results, tidewater.articles(results), tidewater.loads())
    assert again == sample
    assert again.as_of == datetime(2026, 3, 20, 11, tzinfo=UTC)
