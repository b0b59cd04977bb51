from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.findings import from_micros, to_micros
from uproar.readers.times import UnreadableTimeError, read_time


@pytest.mark.parametrize(
    "text",
    [
        "2020-09-10T21:00:00Z",
        "2020-09-10T23:00:00+02:00",
        "2020-09-10 17:00:00 EDT",
        "2020-09-10 21:00:00 UTC",
        "Thu Sep 10 21:00:00 +0000 2020",
        "1599771600",
        "1599771600.0",
        "1599771600000",
        "1599771600000000",
    ],
)
def test_zoned_forms(text: str) -> None:
    """Every form that carries its zone names the same instant, whatever zone is given."""
    at = to_micros(datetime(2020, 9, 10, 21, tzinfo=UTC))
    assert read_time(text, "Asia/Tokyo") == (at, at, True)


@pytest.mark.parametrize(
    "text",
    [
        "2020-09-10 21:00", "10.09.2020 21:00:00", "20200910-2100", "20200910210000", "Sep 10, 2020 9:00 PM", "September 10, 2020 at 21:00",
        "10 Sept 2020, 21:00", "10-Sep-2020 21:00",
    ],
)  # fmt: skip
def test_naive_forms(text: str) -> None:
    """A time without zone is read in the zone given, and says that it carried none."""
    at = to_micros(datetime(2020, 9, 10, 19, tzinfo=UTC))
    assert read_time(text, "Europe/Berlin") == (at, at, False)


@pytest.mark.parametrize("text", ["2020-10-25", "25.10.2020", "20201025", "Oct 25, 2020", "25 October 2020"])
def test_days(text: str) -> None:
    """A bare day is the day in its zone; the one on which clocks go back has 25 hours."""
    start, end, zoned = read_time(text, "Europe/Berlin")
    assert (from_micros(start).isoformat(), (end - start) // 3_600_000_000, zoned) == ("2020-10-24T22:00:00+00:00", 25, False)


def test_repeated_hour() -> None:
    """Of an hour that a clock shows twice the first is meant."""
    assert from_micros(read_time("2020-10-25 02:30", "Europe/Berlin")[0]).hour == 0


def test_skipped_hour() -> None:
    """A time that a clock skips is read as if it had not, an hour off at most."""
    assert from_micros(read_time("2020-03-29 02:30", "Europe/Berlin")[0]).isoformat() == "2020-03-29T01:30:00+00:00"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no time"),
        ("9/10/2020", "slashes"),
        ("1970-01-01T00:00:01Z", "before 1990"),
        ("12345", "cannot be read"),
        ("2020-02-30", "cannot be read"),
        ("2020-09-10 25:00", "cannot be read"),
        ("Mar 10, 2020 13:00 PM", "cannot be read"),
        ("2 weeks ago", "cannot be read"),
        ("9999-12-31", "cannot be read"),
    ],
)
def test_unreadable(text: str, why: str) -> None:
    """What cannot be read without guessing is said to be so, with the reason and without the value."""
    with pytest.raises(UnreadableTimeError, match=why) as caught:
        read_time(text, "Europe/Berlin")
    assert not text or text not in str(caught.value)


@given(
    st.one_of(st.text(max_size=30), st.from_regex(r"[0-9]{1,20}([-/.: ][0-9A-Za-z]{1,5}){0,6}", fullmatch=True)),
    st.sampled_from(["", "Europe/Berlin"]),
)
def test_any_text(text: str, zone: str) -> None:
    """Any text is a time or raises UnreadableTimeError, nothing else; what is read never ends before it starts."""
    try:
        start, end, _ = read_time(text, zone)
    except UnreadableTimeError:
        return
    assert start <= end
