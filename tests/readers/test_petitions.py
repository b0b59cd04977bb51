import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.errors import AmbiguousError, ReadError
from uproar.readers.asof import in_name
from uproar.readers.collect import RowError
from uproar.readers.readings_csv import read_count

DOCUMENT = '{"data": {"type": "petition", "id": 700001, "attributes": {"signature_count": %s, "updated_at": "2024-03-04T10:30:00Z", "opened_at": null}}}'
READINGS = "SELECT petition, signature_count, goal, event_at, opened_at FROM signature_count ORDER BY line"


def test_petition_is_asked_for(desk: Any) -> None:
    """A file that does not name its petition asks for the name, and proposes the file's own."""
    text = "t,count\n2024-03-04 10:00,5\n"
    with pytest.raises(AmbiguousError, match="--petition my-pier"):
        desk.load("My Pier.csv", text)
    desk.load("My Pier.csv", text, petition="pier")
    assert desk.rows(READINGS)[0]["petition"] == "pier"


def test_counter_goes_down(desk: Any) -> None:
    """A counter that goes down, and two readings that differ at one instant, are kept and noted."""
    text = "time,signatures\n2024-03-04T10:00Z,100\n2024-03-04T11:00Z,90\n2024-03-04T11:00Z,95\n2024-03-04T11:00Z,95\n"
    report = desk.load("pier.csv", text, petition="pier")
    assert (report.stored, report.duplicate) == (3, 1)
    assert any(note.startswith("The counter went down 1 time: ") and "every reading is kept" in note for note in report.notes)
    assert "1 reading(s) differ from another at the same instant; both are kept." in report.notes


def test_counter_goes_down_twice(desk: Any) -> None:
    """Steps down of several petitions are counted together, in a sentence that reads as one."""
    text = "petition,time,signatures\n" + "".join(f"{p},2024-03-04T1{n}:00Z,{9 - n}\n" for p in "ab" for n in range(2))
    assert any(note.startswith("The counter went down 2 times: ") for note in desk.load("pier.csv", text).notes)


DAILY = "date,signatures\n2024-03-04,100\n2024-03-05,200\n"
HOUR = 3_600_000_000


@pytest.mark.parametrize(("zone", "said"), [("", "Europe/Berlin"), ("America/New_York", "America/New_York")])
def test_daily_readings(desk: Any, zone: str, said: str) -> None:
    """A reading of a bare day counts from the end of that day in the zone given or else the case's, and the report says so."""
    report = desk.load("pier.csv", DAILY, petition="pier", zone=zone)
    end = 1_709_593_200_000_000 if said == "Europe/Berlin" else 1_709_593_200_000_000 + 6 * HOUR  # 2024-03-05T00:00 there
    assert report.first_at == end
    assert [len(desk.rows(READINGS, at)) for at in (end - 1, end)] == [0, 1]
    assert f"2 reading(s) name a day and no time: each counts from the end of that day in {said}." in report.notes


@pytest.mark.parametrize("text", [DAILY, "time,signatures\n2024-03-04 10:00,100\n2024-03-04 22:00,200\n"])
@pytest.mark.parametrize("zones", [("", "America/New_York"), ("America/New_York", "Asia/Tokyo")])
def test_reloaded_in_another_zone(desk: Any, text: str, zones: tuple[str, str]) -> None:
    """A file loaded again with another zone brings no second reading: the first one stands, and the report says so."""
    desk.load("pier.csv", text, petition="pier", zone=zones[0])
    again = desk.load("pier.csv", text, petition="pier", zone=zones[1])
    assert (again.stored, again.duplicate, len(desk.rows(READINGS))) == (0, 2, 2)
    assert f"Records that were already there keep their first times: --zone {zones[1]} does not move them." in again.notes


def test_one_instant_written_twice(desk: Any) -> None:
    """A reading whose time carries its zone is known by the instant, however it is written."""
    desk.load("a.csv", "time,signatures\n2024-03-04T10:00Z,100\n", petition="pier")
    again = desk.load("b.csv", "time,signatures\n2024-03-04T11:00:00+01:00,100\n", petition="pier")
    assert (again.stored, again.duplicate + again.conflicting) == (0, 1)


def test_bad_counts(desk: Any) -> None:
    """A count that is negative, not whole or no number is rejected with its reason."""
    text = 'time,count,goal\n2024-03-04,"1,234",5000\n2024-03-04,-5,\n2024-03-04,7.5,\n2024-03-04,many,\n2024-03-04,,\n2024-03-05,9,soon\n'
    report = desk.load("pier.csv", text, petition="pier")
    assert report.skipped == {"negative count": 1, "count that is not a whole number": 2, "no count": 1}
    assert [(row["signature_count"], row["goal"]) for row in desk.rows(READINGS)] == [(1234, 5000), (9, None)]


@given(st.integers(0, 9_999_999_999), st.sampled_from([",", ".", " ", "'"]))
def test_separators(count: int, separator: str) -> None:
    """A count is read alike with or without separators between its groups of three."""
    assert read_count(f"{count:,}".replace(",", separator), dots=True) == read_count(str(count)) == count


@pytest.mark.parametrize("text", ["1,23", "12,3456", "1.5", "1e6", "٣", "", "+5", "99999999999"])
def test_no_count(text: str) -> None:
    """What is not plainly a whole number is none."""
    with pytest.raises(RowError):
        read_count(text)


@pytest.mark.parametrize(
    ("counts", "read"),
    [
        (["604123.000", "12.000"], [604_123, 12]),
        (["12.345", "13.000"], [12_345, 13_000]),
        (["1.012.345", "13.000"], [1_012_345, 13_000]),
        (["11950", "12.000"], [11_950, 12_000]),
        (["1,234.000"], [1_234]),
        (["0.000"], [0]),
    ],
)
def test_noughts_after_a_dot(desk: Any, counts: list[str], read: list[int]) -> None:
    """Whether .000 are decimals or thousands is told by the digits before it or by the file's other counts."""
    text = "time;signatures\n" + "".join(f"2024-03-04 1{n}:00Z;{count}\n" for n, count in enumerate(counts))
    desk.load("pier.csv", text, petition="pier")
    assert [row["signature_count"] for row in desk.rows(READINGS)] == read


@pytest.mark.parametrize("counts", [["12.000", "13.000"], ["12.345", "604123.000", "12.000"], ["300", "12.000"]])
def test_noughts_after_a_dot_are_never_guessed(desk: Any, counts: list[str]) -> None:
    """Where nothing or everything in the file tells, such a count is rejected and counted."""
    text = "time;signatures\n" + "".join(f"2024-03-04 1{n}:00Z;{count}\n" for n, count in enumerate(counts))
    report = desk.load("pier.csv", text, petition="pier")
    (reason,) = report.skipped
    assert reason.startswith("count with a dot before three noughts")
    assert report.skipped[reason] == sum(count.endswith(".000") and len(count) < 8 for count in counts)


def test_created_at_is_no_reading(desk: Any) -> None:
    """A petition's created_at is when it was opened: the reading's time is its own column."""
    report = desk.load("totals.csv", "petition,created_at,total,asof\npier,2024-01-01T00:00Z,500,20240304-100000\n")
    assert report.first_at == 1_709_546_400_000_000


@pytest.mark.parametrize("name", ["created_at", "opened_at", "date_created"])
def test_a_petitions_opening_is_read(desk: Any, name: str) -> None:
    """The time at which a petition was opened is kept with its readings, also where some rows leave it out; another column is named with --map."""
    rows = "pier,2024-03-04T10:00Z,5,2024-03-01T00:00Z\npier,2024-03-05T10:00Z,9,\n"
    desk.load("a.csv", f"petition,time,count,{name}\n{rows}")
    desk.load("b.csv", f"petition,time,count,began\n{rows.replace('pier', 'quay')}", columns={"opened": "began"})
    assert [row["opened_at"] for row in desk.rows(READINGS)] == [1_709_251_200_000_000] * 4


def test_an_opening_that_is_none_is_left_out(desk: Any) -> None:
    """Times that differ from row to row, that cannot be read, or that lie after a reading are not when a petition was opened; the first two are told."""
    text = (
        "petition,time,count,created_at\na,2024-03-04T10:00Z,5,2024-03-04T10:00Z\na,2024-03-05T10:00Z,9,2024-03-05T10:00Z\n"
        "b,2024-03-04T10:00Z,5,soon\nc,2024-03-04T10:00Z,5,2024-04-01\n"
    )
    report = desk.load("a.csv", text)
    assert [row["opened_at"] for row in desk.rows(READINGS)] == [None] * 4
    assert any("1 has a time that cannot be read; 1 has several times" in note for note in report.notes)


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("700001-20240304-1000.json", "2024-03-04T10:00:00"),
        ("p_2024-03-04T10-00-05Z.json", "2024-03-04T10:00:05Z"),
        ("20240304100005.json", "2024-03-04T10:00:05"),
        ("2024-03-04 10.00.json", "2024-03-04T10:00:00"),
        ("2024-03-04T10:00:00+02:00.json", "2024-03-04T10:00:00+02:00"),
        ("700001.json", ""),
        ("700001-20240304.json", ""),
        ("123456789012345.json", ""),
    ],
)
def test_time_in_name(name: str, at: str) -> None:
    """A date with a time in a file's name is read; a day alone or a number is not."""
    assert in_name(name) == at


def test_uk_petition(desk: Any) -> None:
    """The national total is one reading under the petition's own id, at the time in the file's name, without a goal; clocks that disagree are noted."""
    report = desk.load("700001-20240304-1000.json", DOCUMENT % 4321)
    assert [tuple(row.values()) for row in desk.rows(READINGS)] == [("700001", 4321, None, 1_709_546_400_000_000, None)]
    assert any("Clocks do not agree" in note and "1,800 s" in note for note in report.notes)
    assert "read as UTC" in report.zone_source


@pytest.mark.parametrize(
    ("name", "zone", "told"),
    [("700001-20240304-1132.json", "", True), ("700001-20240304-1132.json", "Europe/London", False), ("700001-20240304-1132Z.json", "", False),
     ("700001-20240304-1034.json", "", False), ("700001-20240304-1145.json", "", False)],
)  # fmt: skip
def test_uk_petition_named_in_local_time(desk: Any, name: str, zone: str, told: bool) -> None:
    """A name without zone about an hour after the last update may hold local time: the report says how to load it then."""
    report = desk.load(name, DOCUMENT % 4321, zone=zone)
    assert any("about 1 h after its updated_at" in note and "--zone Europe/Berlin" in note for note in report.notes) == told


def test_uk_petition_without_time(desk: Any) -> None:
    """Without a time in its name the file is refused with the reason, until --observed-at gives it."""
    with pytest.raises(ReadError, match=r"does not say it.*--observed-at"):
        desk.load("700001.json", DOCUMENT % 4321)
    at = datetime(2024, 3, 4, 12, tzinfo=UTC)
    assert desk.load("700001.json", DOCUMENT % 4321, observed_at=at).first_at == 1_709_553_600_000_000


def test_uk_petition_in_another_zone(desk: Any) -> None:
    """The same saved petition loaded again with another zone is no second reading."""
    desk.load("700001-20240304-1000.json", DOCUMENT % 4321)
    again = desk.load("700001-20240304-1000.json", DOCUMENT % 4321, zone="Europe/London")
    other = desk.load("700001-20240304-1000.json", DOCUMENT % 4321, zone="Asia/Tokyo")
    assert (again.stored, other.stored, len(desk.rows(READINGS))) == (0, 0, 1)
    assert "When it was taken is read from the file's name: 2024-03-04T10:00:00 in Asia/Tokyo." in other.notes


@pytest.mark.parametrize(
    ("count", "reason"),
    [("9" * 30, "count of more signatures than there are people"), ("1e3", "no signature_count that is a whole number")],
)
def test_uk_petition_of_absurd_count(desk: Any, count: str, reason: str) -> None:
    """A count that no petition has is rejected with its reason, also one that fits no integer."""
    assert desk.load("700001-20240304-1000.json", DOCUMENT % count).skipped == {reason: 1}


def test_uk_petition_with_half_a_character(desk: Any) -> None:
    """Half a surrogate pair in a petition's id or fields is replaced, and stops neither the load nor the report."""
    text = (DOCUMENT % 4321).replace('"id": 700001', '"id": "\\ud800"').replace('"opened_at"', '"\\udc00": 1, "opened_at"')
    report = desk.load("700001-20240304-1000.json", text)
    assert (report.stored, report.unknown_fields) == (1, ("?",))
    assert [row["petition"] for row in desk.rows(READINGS)] == ["?"]


@pytest.mark.parametrize("count", ["null", '"many"', "-5", "true"])
def test_uk_petition_without_count(desk: Any, count: str) -> None:
    """A petition without a whole count is rejected with the reason, and never counted as 0."""
    report = desk.load("700001-20240304-1000.json", DOCUMENT % count)
    assert (report.stored, report.skipped) == (0, {"no signature_count that is a whole number": 1})


PARTS = "SELECT part_kinds, part_names, part_counts FROM signature_count"


def test_uk_petition_parts(desk: Any) -> None:
    """The parts of the count come with it, by country, region and constituency; one without a name or a whole count is left out and counted."""
    parts = (
        '"signatures_by_country": [{"name": "France", "code": "FR", "signature_count": 12}, {"name": "Malta", "signature_count": -1}, 7], '
        '"signatures_by_region": [{"name": "London", "signature_count": 3}], '
        '"signatures_by_constituency": [{"name": "Angus", "mp": "A", "signature_count": 2}], "opened_at"'
    )
    report = desk.load("700001-20240304-1000.json", (DOCUMENT % 4321).replace('"opened_at"', parts))
    (row,) = desk.rows(PARTS)
    told = list(zip(row["part_kinds"], row["part_names"], row["part_counts"], strict=True))
    assert told == [("country", "France", 12), ("region", "London", 3), ("constituency", "Angus", 2)]
    assert report.unknown_fields == ()
    assert any(note.startswith("2 part(s) by country had no name or no whole count") for note in report.notes)


def test_uk_petition_without_parts(desk: Any) -> None:
    """A petition without parts has none, not empty ones."""
    desk.load("700001-20240304-1000.json", DOCUMENT % 4321)
    assert desk.rows(PARTS) == [{"part_kinds": None, "part_names": None, "part_counts": None}]


@pytest.mark.data
def test_real_uk_parts(data: Path, desk: Any) -> None:
    """Every part of a saved petition of the shared set is delivered: their sums are those of the file."""
    path = data / "petitions/uk241584_json/241584-20190321-2310.json"
    desk.load_path(path)
    attributes = json.loads(path.read_text())["data"]["attributes"]
    sums = desk.rows(
        "SELECT kind, sum(n)::BIGINT AS n FROM (SELECT unnest(part_kinds) AS kind, unnest(part_counts) AS n FROM signature_count) GROUP BY 1 ORDER BY 1"
    )
    for row in sums:
        assert row["n"] == sum(part["signature_count"] for part in attributes[f"signatures_by_{row['kind']}"])
    assert [row["kind"] for row in sums] == ["constituency", "country"]


def test_clocks_set_back(desk: Any) -> None:
    """A log in local time runs through the hour that the clock shows twice: its second time is told by the step back, and the counter never goes down."""
    times = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]
    text = "time,signatures\n" + "".join(f"2024-10-27 {time},{100 * n}\n" for n, time in enumerate(times))
    report = desk.load("pier.csv", text, petition="pier", zone="Europe/Berlin")
    rows = desk.rows("SELECT event_at, signature_count FROM signature_count ORDER BY event_at")
    assert [row["signature_count"] for row in rows] == [0, 100, 200, 300, 400, 500]
    assert {later["event_at"] - one["event_at"] for one, later in pairwise(rows)} == {HOUR // 2}
    assert any(note.startswith("2 reading(s) fell in the hour that the clock shows twice") for note in report.notes)
    assert not any("went down" in note for note in report.notes)


def test_clocks_set_forward(desk: Any) -> None:
    """Over the hour that is left out in spring readings stay in order, an hour apart on the clock and none in time."""
    text = "time,signatures\n2024-03-31 01:30,100\n2024-03-31 03:30,200\n"
    desk.load("pier.csv", text, petition="pier", zone="Europe/Berlin")
    first, second = desk.rows("SELECT event_at FROM signature_count ORDER BY event_at")
    assert second["event_at"] - first["event_at"] == HOUR


def test_an_unordered_log_is_not_set_back(desk: Any) -> None:
    """Rows out of order on any other day keep their times."""
    text = "time,signatures\n2024-10-26 02:30,200\n2024-10-26 02:00,100\n"
    report = desk.load("pier.csv", text, petition="pier", zone="Europe/Berlin")
    rows = desk.rows("SELECT signature_count FROM signature_count ORDER BY event_at")
    assert [row["signature_count"] for row in rows] == [100, 200]
    assert not any("shows twice" in note for note in report.notes)


@pytest.mark.parametrize("every", [60, 5])
@pytest.mark.parametrize("newest_first", [False, True])
def test_clocks_set_back_in_either_order(desk: Any, every: int, newest_first: bool) -> None:
    """Hourly or every five minutes, oldest or newest first: every reading gets its own moment, and the counter never goes down."""
    start = datetime(2024, 10, 26, 20, 30 if every == 60 else 0, tzinfo=UTC)
    moments = [start + timedelta(minutes=every * n) for n in range(10 * 60 // every)]
    lines = [f"{at.astimezone(ZoneInfo('Europe/Berlin')):%Y-%m-%d %H:%M:%S},{100 + 7 * n}\n" for n, at in enumerate(moments)]
    report = desk.load(
        "pier.csv", "time,signatures\n" + "".join(lines[::-1] if newest_first else lines), petition="pier", zone="Europe/Berlin"
    )
    rows = desk.rows("SELECT event_at, signature_count FROM signature_count ORDER BY event_at")
    assert [row["event_at"] for row in rows] == [int(at.timestamp()) * 1_000_000 for at in moments]
    assert [row["signature_count"] for row in rows] == [100 + 7 * n for n in range(len(moments))]
    assert not any("went down" in note for note in report.notes)


def test_two_logs_that_differ_are_not_a_clock_set_back(desk: Any) -> None:
    """Where the clock is seen to go back, two counts of one time before it are two logs that disagree, both of the first hour."""
    times = ["01:30", "02:00", "02:00", "02:30", "02:00", "02:30", "03:00"]
    text = "time,signatures\n" + "".join(f"2024-10-27 {time},{100 * n}\n" for n, time in enumerate(times))
    desk.load("pier.csv", text, petition="pier", zone="Europe/Berlin")
    rows = desk.rows("SELECT event_at, signature_count FROM signature_count ORDER BY event_at, signature_count")
    assert [row["signature_count"] for row in rows] == [0, 100, 200, 300, 400, 500, 600]
    assert [(later["event_at"] - one["event_at"]) // (HOUR // 2) for one, later in pairwise(rows)] == [1, 0, 1, 1, 1, 1]
