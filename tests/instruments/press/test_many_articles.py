"""Stories, timelines, related stories and statements, on plain rows."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests import samples
from uproar.extract.similarity import Repeated, lead_terms
from uproar.findings import Ask, Finding, Unmeasured, to_micros
from uproar.instruments.press import related, statement, story, timeline

AS_OF = samples.START + timedelta(days=30)
ASK = Ask(AS_OF, subject="Tidewater", zone="Europe/Berlin")
STORM = "The harbour of Brack was closed on Tuesday after the storm broke its outer wall. Two ferries wait outside the port, the harbour office of Brack said."
OUTAGE = (
    "Halden Interactive took the servers of Tidewater down. Players of Tidewater cannot sail, and Halden Interactive gave no reason for it."
)
REFUND = (
    "Players of Tidewater ask Halden Interactive for refunds. The shop paid some of them back, and the servers of Tidewater still rest."
)


def _row(number: int, text: str, *, outlet: str = "", title: str = "", at: datetime | None = None, dated: bool = True) -> dict[str, Any]:
    arrived = to_micros(at or samples.START + timedelta(hours=9 + number))
    return {
        "moment": arrived if dated else None, "to_at": arrived if dated else None, "arrived": arrived, "outlet": outlet or f"Paper {number}",
        "title": title or f"Headline {number}", "url": f"https://p.example/{number}", "text": text, "record_id": f"r{number}", "records": 1,
    }  # fmt: skip


def test_copies_count_once_and_stories_are_told_apart() -> None:
    """Ten copies of one wire story are one article of one story, and each says which text it repeats."""
    rows = [_row(k, STORM, title="Storm closes Brack") for k in range(10)] + [_row(10, OUTAGE, title="Tidewater servers down")]
    first, second = story.judge(rows, ASK)
    assert isinstance(first, Finding)
    assert isinstance(second, Finding)
    assert {first.value, second.value} == {1}
    assert first.detail["copies"] == 9
    assert first.detail["first_outlet"] == "Paper 0"
    assert [row["copy_of"] for row in first.series] == [None, *["r0"] * 9]
    assert second.subject == "Tidewater servers down"
    assert second.detail["copies"] == 0


def test_a_later_article_leaves_earlier_stories_as_they_were() -> None:
    """Stories as of an article are those that the articles up to it make."""
    rows = [_row(0, STORM), _row(1, OUTAGE), _row(2, STORM + " A pilot boat sank."), _row(3, REFUND)]
    before = {frozenset(r["record_id"] for r in one.series) for one in story.judge(rows[:3], ASK) if isinstance(one, Finding)}
    assert before == {frozenset({"r0", "r2"}), frozenset({"r1"})}


def test_a_period_reports_only_stories_that_touch_it() -> None:
    """A story whose last article lies before the period is known and not reported."""
    rows = [_row(0, STORM, title="Old"), _row(1, OUTAGE, title="New", at=samples.START + timedelta(days=5))]
    (found,) = story.judge(rows, Ask(AS_OF, from_at=samples.START + timedelta(days=4), subject="Tidewater"))
    assert found.subject == "New"


def test_an_undated_article_is_never_first() -> None:
    """An article without a date takes no part in who was first, and the story says so."""
    rows = [_row(0, STORM, outlet="Undated", dated=False), _row(1, STORM, outlet="Dated")]
    (found,) = story.judge(rows, ASK)
    assert isinstance(found, Finding)
    assert found.detail["first_outlet"] == "Dated"
    assert "no date" in found.notes[0]


def test_related_stories_say_why_and_are_never_copies() -> None:
    """The nearest other story shares names, says whether it came later, and is neither the story itself nor a copy."""
    rows = [
        _row(0, OUTAGE, title="Servers down"),
        _row(1, OUTAGE, title="Servers down, says paper"),
        _row(2, STORM, title="Storm"),
        _row(3, REFUND, title="Refunds asked", at=samples.START + timedelta(days=20)),
    ]
    found = {one.subject: one for one in related.judge(rows, ASK) if isinstance(one, Finding)}
    assert set(found) == {"Servers down", "Storm", "Refunds asked"}
    (near,) = found["Servers down"].series
    assert near["title"] == "Refunds asked"
    assert near["when"] == "later"
    assert near["names"][0] == "Halden Interactive"
    assert 0 < near["distance"] < 1
    assert "names" in near["why"]
    assert found["Storm"].value == "none"
    assert found["Refunds asked"].series[0]["when"] == "earlier"


def test_a_day_is_told_with_the_sentences_that_name_it() -> None:
    """A day counts each article once, copies not at all, and carries its first clear sentence."""
    tuesday = "The studio of Tidewater answered its players late on Tuesday night."
    monday = samples.START + timedelta(days=7, hours=9)
    rows = [
        _row(0, tuesday, at=samples.START + timedelta(days=2)),
        _row(1, tuesday, at=samples.START + timedelta(days=2, hours=1), title="Headline 0"),
        _row(2, "What the studio wrote on 10 March 2026 still divides the players of the game.", at=monday),
        _row(3, "The next patch is due on 30 March 2026, the studio wrote to its players.", at=monday),
    ]
    (found,) = timeline.judge(rows, ASK)
    assert isinstance(found, Finding)
    assert found.subject == "2026-03-10"
    assert (found.value, found.detail["later"], found.detail["score"]) == (2, 2, 4)
    assert found.detail["sentence"] == tuesday
    assert found.from_at == datetime(2026, 3, 9, 23, tzinfo=UTC)
    assert found.to_at == datetime(2026, 3, 10, 23, tzinfo=UTC)


def test_the_days_named_most_are_kept() -> None:
    """With room for one day, it is the one that most articles name, and what is still named later weighs more."""
    rows = [_row(k, f"The patch {k} of the game came out to its players on {day} March 2026.") for k, day in enumerate((3, 4, 4))]
    (found,) = timeline.judge(rows, Ask(AS_OF, subject="Tidewater", settings={"days": 1}))
    assert found.subject == "2026-03-04"


def test_articles_that_name_no_day_say_so() -> None:
    """No day named is a reason, not an empty timeline."""
    (thin,) = timeline.judge([_row(0, "Nothing is known.")], ASK)
    assert isinstance(thin, Unmeasured)
    assert "no day named in 1 article" in thin.reason


def test_a_statement_is_told_once_with_who_had_it_first() -> None:
    """The same words in three outlets are one statement; what one outlet changed is shown word by word."""
    rows = [
        _row(0, "“We are sorry that the servers went down on Friday,” Ada Brandt told the Harbour Post.", outlet="Harbour Post"),
        _row(1, "“We are sorry that the servers went down on Friday,” Brandt said. “Refunds will follow within a week.”", outlet="Courier"),
        _row(2, "“We are truly sorry that our servers went down on Friday,” Ada Brandt said.", outlet="Daily"),
    ]
    first, second = statement.judge(rows, ASK)
    assert isinstance(first, Finding)
    assert isinstance(second, Finding)
    assert first.subject == "Ada Brandt"
    assert first.detail["first_outlet"] == "Harbour Post"
    assert first.detail["outlets"] == ["Courier", "Daily", "Harbour Post"]
    assert "Harbour Post" in first.detail["addressee"]
    (variant,) = first.detail["variants"]
    assert variant["outlet"] == "Daily"
    assert variant["differing"] == [{"first": "", "here": "truly"}, {"first": "the", "here": "our"}]
    assert str(second.value).startswith("Refunds")
    assert second.detail["variants"] == []


def test_different_speakers_for_the_same_words_are_told_apart_from_wording() -> None:
    """Where two outlets outright name different people for the same long words, that is said as such and is no other wording."""
    words = "“We are sorry that the servers went down on Friday,”"
    (found,) = statement.judge([_row(0, f"{words} Ada Brandt said."), _row(1, f"{words} Ben Ode said.")], ASK)
    assert isinstance(found, Finding)
    assert found.detail["variants"] == []
    (other,) = found.detail["speakers"]
    assert (other["outlet"], other["speaker"]) == ("Paper 1", "Ben Ode")
    assert "different speakers" in found.notes[0]


def test_a_speaker_read_from_a_pronoun_is_no_disagreement() -> None:
    """A pronoun may have been read wrongly: only a name against a name tells that outlets disagree."""
    words = "“We are sorry that the servers went down on Friday,”"
    rows = [_row(0, f"{words} Ada Brandt said."), _row(1, f"Ben Ode came late. {words} he said.")]
    (found,) = statement.judge(rows, ASK)
    assert isinstance(found, Finding)
    assert (found.detail["speakers"], found.notes) == ([], ())


def test_one_outlets_two_wordings_are_no_difference_between_outlets() -> None:
    """What one outlet prints in two ways, in one article or in two, is not told as a difference between outlets."""
    first = "“We are sorry that the servers went down on Friday,” Ada Brandt said."
    second = "“We are truly sorry that our servers went down on Friday,” Ada Brandt said."
    (found,) = statement.judge([_row(0, first, outlet="Courier"), _row(1, second, outlet="Courier")], ASK)
    assert found.detail["variants"] == []
    (again,) = statement.judge([_row(0, first, outlet="Courier"), _row(1, second, outlet="Daily")], ASK)
    assert [one["outlet"] for one in again.detail["variants"]] == ["Daily"]


def test_where_a_wording_is_cut_its_end_is_no_difference() -> None:
    """Words that run on differently at an end, where either may be cut, are no other wording."""
    rows = [
        _row(0, "“We are on the side of the players,” Ada Brandt said."),
        _row(1, "“We are on the side of the freedom of each of you and of the calm that this harbour wants,” Ada Brandt said."),
    ]
    assert all(found.detail["variants"] == [] for found in statement.judge(rows, ASK))


def test_short_words_of_two_people_stay_two_statements() -> None:
    """A few words that anybody may say are one statement only of one speaker."""
    rows = [_row(0, "“We will see,” Ada Brandt said."), _row(1, "“We will see,” Ben Ode said.")]
    assert len(statement.judge(rows, ASK)) == 2


SITE = "Sorry, this film cannot be played here.\nChoose your edition of our page.\nTwo men were charged over a fire in Lune."


def test_whole_articles_of_one_event_make_one_story() -> None:
    """Long articles that share the event and differ in their detail are one story: what a text has beyond a headline's worth of terms is its own."""
    told = "An earthquake struck the harbour town of Brack on Tuesday, and rescuers of Brack search the ruins for survivors. "
    details = (
        "Nurse Ada Bell carried blankets through dusty alleys while neighbours cooked porridge beside broken fountains, painted doors and toppled chimneys.",
        "Insurers face claims above forty million, as bond yields climbed, brokers shortened trading sessions and cement makers hired lorries from inland quarries.",
        "Ben Ode kept pupils singing beneath oak desks until firefighters, guided by whistles and two spaniels, lifted concrete slabs with borrowed shipyard cranes.",
        "Pilots flew generators, tents and surgeons past snowy mountains, landing on meadows that shepherds had marked using bright orange fishing nets and lanterns.",
    )
    found = story.judge([_row(k, told + detail) for k, detail in enumerate(details)], ASK)
    assert [one.value for one in found if isinstance(one, Finding)] == [4]


def test_datelines_and_lines_of_the_site_join_no_stories() -> None:
    """What articles share by their agency, their place of writing, their time stamp or their site is no sign that they tell the same."""
    bodies = (
        "The harbour wall broke in the storm.\nFerries wait outside.\nPilots stay ashore.\nFish is scarce.\nThe mayor asked for sandbags.\nSchools shut.\nBuses turn.",
        "Voters chose a new council for the islands.\nTurnout rose again.\nThe count took hours.\nTwo seats changed.\nThe greens lost one.\nTalks start.\nA party quit.",
        "A striker scored four goals for the rovers.\nFans sang late.\nThe keeper wept.\nTickets sold out.\nThe cup stays north.\nTrams ran free.\nA drum burst.",
        "Bakers raised the price of rye bread.\nFlour is dear.\nMillers blame rain.\nShops bake less.\nCustomers grumble.\nCake is next.\nOvens cost more.",
    )
    heading = "PORT LUNE | Tue Mar 10, 2026 5:56 am EDT PORT LUNE (Reuters) - "
    rows = [_row(k, f"{SITE}\n{heading}{body}") for k, body in enumerate(bodies)]
    assert {frozenset(row["record_id"] for row in one.series) for one in story.judge(rows, ASK) if isinstance(one, Finding)} >= {
        frozenset({"r2"}),
        frozenset({"r3"}),
    }
    assert set(lead_terms("", f"{heading}The storm broke the wall.")) == {"storm", "broke", "wall"}


def test_lines_of_rewrites_of_one_story_are_kept() -> None:
    """Articles that share most of their lines tell one story: none of these lines counts as the site's."""
    shared = [f"Line {word} of the wire story." for word in ("one", "two", "three", "four", "five", "six")]
    site = Repeated()
    assert all(site.without("\n".join([*shared, f"Own line {k}."])).startswith("Line one") for k in range(5))


def test_the_day_is_told_by_the_sentence_that_others_share() -> None:
    """Of a day's sentences the one is given whose terms the other articles' sentences share, never an entry of a live blog."""
    monday = samples.START + timedelta(days=7, hours=9)
    rows = [
        _row(0, "9:05 am: readers wrote to us about their weekend and the film night on 10 March 2026.", at=monday),
        _row(1, "My aunt baked a plum cake for the neighbours of her street on 10 March 2026.", at=monday),
        _row(2, "Halden Interactive closed the servers of Tidewater on 10 March 2026 without a word.", at=monday),
        _row(3, "The servers of Tidewater were closed by Halden Interactive on 10 March 2026, players wrote.", at=monday),
    ]
    (found,) = [one for one in timeline.judge(rows, ASK) if one.subject == "2026-03-10"]
    assert isinstance(found, Finding)
    assert found.value == 4
    assert "servers of Tidewater" in found.detail["sentence"]


def test_only_the_day_is_known_of_an_article_dated_by_its_day() -> None:
    """A story of an article dated by its day ends with that day, and its first article says from when to when."""
    row = _row(0, STORM, at=samples.START)
    row["to_at"] = row["moment"] + 86_400_000_000
    (found,) = story.judge([row], ASK)
    assert isinstance(found, Finding)
    assert found.detail["first_to_at"] - found.detail["first_at"] == timedelta(days=1)
    assert (found.from_at, found.to_at) == (found.detail["first_at"], found.detail["first_to_at"])
    assert found.series[0]["to_at"] == found.to_at


def test_weekdays_months_and_agencies_relate_no_stories() -> None:
    """Stories that share only a weekday, a month, a zone, an agency or words of bylines are not near."""
    shared = "Reuters staff transcript Tuesday March GMT. "
    rows = [_row(0, shared + "Harbour wall broke."), _row(1, shared + "Council voted quickly.")]
    assert {one.value for one in related.judge(rows, ASK)} == {"none"}
