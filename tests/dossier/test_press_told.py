"""What the dossier tells of the press: whose words, known since when, from which loads."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.dossier import tidewater
from uproar.case import Case
from uproar.dossier.build import build
from uproar.dossier.press import press_tables
from uproar.dossier.press import stories as told_stories
from uproar.dossier.sides import speakers
from uproar.dossier.write import formats
from uproar.findings import Finding, to_micros

CASE = Case(title="Tidewater", zone="UTC")
DAY = datetime(2026, 3, 11, tzinfo=UTC)


def _story(first_to_at: datetime) -> Finding:
    detail = {
        "title": "Servers down",
        "copies": 0,
        "outlets": ["Courier"],
        "first_at": DAY,
        "first_to_at": first_to_at,
        "first_outlet": "Courier",
    }
    return Finding("press.story", "Servers down", 2, "articles", tidewater.AS_OF, "Made.", detail=detail)


def test_a_day_is_never_told_as_its_midnight() -> None:
    """An article of which only the day is known is first told on that day; one known to the minute has its minute."""
    day, minute = _story(DAY + timedelta(days=1)), _story(DAY)
    (table,) = press_tables([(day, "f1")], CASE)
    assert table.rows[0][3] == "Courier, 11 Mar 2026"
    (sentence,) = told_stories([(day, "f1")], CASE)
    assert "Wednesday 11 March 2026 (UTC)" in sentence.text
    (table,) = press_tables([(minute, "f1")], CASE)
    assert table.rows[0][3] == "Courier, 11 Mar 2026, 00:00"


def test_other_words_and_other_speakers_are_two_tables() -> None:
    """Where outlets name different people for the same words, that stands in a table of its own and not among differing words."""
    detail = {
        "variants": [], "speakers": [{"outlet": "Daily", "record_id": "r1", "speaker": "Ben Ode"}], "first_outlet": "Courier", "first_at": DAY, "first_to_at": DAY,
    }  # fmt: skip
    finding = Finding("press.statement", "Ada Brandt", "We are sorry that it happened", "words", tidewater.AS_OF, "Made.", detail=detail)
    (table,) = press_tables([(finding, "f1")], CASE)
    assert table.title == "Words that outlets give to different people"
    assert [row[1:] for row in table.rows] == [("Courier", "Ada Brandt"), ("Daily", "Ben Ode")]


def test_loads_whose_records_begin_later_are_counted_and_not_shown() -> None:
    """As of a moment, files whose records begin after it are left out in every format, and their number is said."""
    (at, known), (_, other) = tidewater.loads()
    later = replace(other, path="later.csv", first_at=to_micros(tidewater.AS_OF) + 1, last_at=to_micros(tidewater.AS_OF) + 2)
    made = build(tidewater.CASE, tidewater.AS_OF, [], [], [(at, known), (at, later)])
    assert [load.file for load in made.loads] == ["posts.ndjson.gz"]
    assert made.loads_cut.startswith("1 later load not shown")
    texts = [form.render(made) for form in formats()]
    assert all("later load not shown" in text and "later.csv" not in text for text in texts)
    assert build(tidewater.CASE, tidewater.AS_OF, [], [], tidewater.loads()).loads_cut == ""


def test_headlines_and_shards_are_nobodys_own_words() -> None:
    """Under each side's words stand speech and phrases of three words or more; words in a headline and one or two words in marks do not."""

    def quote(words: str, kind: str) -> tuple[Finding, str]:
        detail = {"speaker": "Ada Brandt", "kind": kind, "outlet": "Courier"}
        return Finding("press.quote", "Courier", words, "words", tidewater.AS_OF, "Made.", detail=detail), words

    told = [
        quote("We are sorry.", "speech"), quote("No.", "speech"), quote("a long night", "phrase"), quote("truly sorry", "phrase"),
        quote("a powerful story of harbours", "title"),
    ]  # fmt: skip
    (ada,), nobody, _ = speakers(told, [], CASE)
    assert [one.content for one in ada.words] == ["We are sorry.", "No.", "a long night"]
    assert nobody == ()
