"""What `uproar measure` prints, in a terminal of 100 columns."""

from dataclasses import replace

import pytest

from tests.dossier import tidewater
from uproar.cli import show
from uproar.findings import Finding, Unmeasured


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines for the sample."""
    monkeypatch.setenv("COLUMNS", "100")
    show.results(tidewater.results(), tidewater.ZONE, tidewater.AS_OF, tidewater.CASE)
    return capsys.readouterr().out.splitlines()


def test_names_are_whole_and_lines_fit(printed: list[str]) -> None:
    """No line is longer than the terminal, and every measurement and subject is printed in full."""
    assert max(map(len, printed)) <= 100
    assert "…" not in "".join(printed)
    for finding in tidewater.results():
        if not finding.name.startswith("press."):
            assert any(finding.name in line for line in printed)


def test_values_are_written_as_in_the_dossier(printed: list[str]) -> None:
    """Shares are percentages, a ratio that is hardly known is told by its low bound, one to fewer than one account not at all, and each value has its unit below it."""
    text = "\n".join(printed)
    place = next(number for number, line in enumerate(printed) if line.startswith("posts.rank"))
    assert "21%" in printed[place]
    assert "21% to 23%" in printed[place]
    assert "#fixtidewater" in printed[place + 1]
    assert "of intervals" in printed[place + 1]
    assert "over 13" in text
    assert "25 accounts" in text
    assert "over 250" not in text
    assert "0.214" not in text


def test_who_acted_together_and_what_cannot_be_told_are_visible(printed: list[str]) -> None:
    """The coordinated share of a burst stands in the table and in words, and what could not be measured follows with its reason."""
    flat = " ".join(" ".join(printed).split())
    assert "100% of the posts of #FreeHarborPass’s strongest burst" in flat
    assert "None of the posts of #FixTidewater’s burst (at most 0.4% from accounts that could be linked)" in flat
    assert sum(line.startswith("posts.coordination") for line in printed) == 4
    assert "#FreeHarborPass took off 12 times between" in flat
    assert "Not measured" in printed
    assert "no post with it" in flat


def test_an_instrument_without_any_record_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Five measurements of reviews that were never loaded are one line that says what to load; a gap beside a measured value keeps its own reason."""
    volume = next(f for f in tidewater.results() if isinstance(f, Finding) and f.name == "posts.volume")
    names = [f"reviews.{name}" for name in ("score", "days", "bombing", "polarisation", "divergence")]
    needs = "at least 5 critic reviews: uproar load CASE reviews.csv --side critic"
    gaps = [Unmeasured(name, "critic", "no review from this side", needs, tidewater.AS_OF) for name in names]
    gap = Unmeasured("posts.rank", "#x", "too few posts", "ten posts", tidewater.AS_OF)
    show.results([volume, *gaps, gap], "UTC", tidewater.AS_OF)
    told = " ".join(capsys.readouterr().out.partition("Not measured")[2].split())
    assert told == f"reviews: none of 5 measurements. Needs {needs}. posts.rank #x: too few posts. Needs ten posts."


def test_a_note_is_printed_once_for_all_it_holds_for(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A gap of the collection, noted of two terms, is one line that names both."""
    monkeypatch.setenv("COLUMNS", "100")
    volume = next(f for f in tidewater.results() if isinstance(f, Finding) and f.name == "posts.volume")
    made = [replace(volume, subject=subject, notes=("The collection has a gap.",)) for subject in ("#a", "#b")]
    show.results(made, "UTC", tidewater.AS_OF)
    out = capsys.readouterr().out
    assert "#a, #b: The collection has a gap." in out
    assert out.count("has a gap") == 1
    assert "In words" not in out


def test_bursts_stand_in_a_table_where_they_do_not_bury_the_rest(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up to twelve bursts of a term are a row each beside other measurements; thirteen only where nothing but bursts was asked."""
    monkeypatch.setenv("COLUMNS", "100")
    twelve = tidewater.volleys()
    each = twelve.detail["each"]
    thirteen = replace(twelve, detail={**twelve.detail, "each": (*each, each[-1])})
    volume = next(f for f in tidewater.results() if isinstance(f, Finding) and f.name == "posts.volume")
    for asked, rows in (([twelve, volume], 12), ([thirteen, volume], 0), ([thirteen], 13)):
        show.results(asked, tidewater.ZONE, tidewater.AS_OF, tidewater.CASE)
        out = capsys.readouterr().out
        assert ("Bursts of #FreeHarborPass" in out) == bool(rows)
        assert sum("2026, " in line and not line.startswith(" ") for line in out.splitlines()) == rows
        assert max(map(len, out.splitlines())) <= 100


def test_a_note_said_in_words_is_not_said_again(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A note on how little coordination could be found stands once, in words."""
    monkeypatch.setenv("COLUMNS", "400")
    note = "Too few accounts post seldom here."
    burst = next(f for f in tidewater.results() if isinstance(f, Finding) and f.name == "posts.burst")
    each = ({**burst.detail["each"][0], "coordinated": {"share": 0.0, "low": 0.0, "high": 0.1, "posts": 9, "notes": (note,)}},)
    show.results([replace(burst, detail={**burst.detail, "each": each})], tidewater.ZONE, tidewater.AS_OF, tidewater.CASE)
    assert capsys.readouterr().out.count(note) == 1
