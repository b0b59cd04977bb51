from typing import Any

import pytest

from uproar.errors import AmbiguousError, UsageError
from uproar.records import Kind


def stored(desk: Any) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in desk.rows("SELECT record_id, text, language, repost_of FROM post ORDER BY record_id")]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("id,created_at,author_id,text,lang,referenced_tweets.retweeted.id", "901,2024-03-04T10:00:00.000Z,7,Aye,en,900"),  # twarc-csv
        ("id,time,created_at,from_user_name,text,lang,retweet_id", "901,1709546400,2024-03-04 11:00:00,ada,Aye,en,900"),  # TCAT
        (
            "id,timestamp_utc,local_time,user_screen_name,text,lang,retweeted_id",
            "901,1709546400,2024-03-04T11:00:00,ada,Aye,en,900",
        ),  # minet
        ("message_id,user_id,username,repost_id,reply_id,message,timestamp,lang", "901,7,ada,900,,Aye,1709546400,en"),  # CNT
        (
            "URL,Page Name,Post Created,Message,lang,repost_id",
            "901,Ada,2024-03-04 05:00:00 EST,Aye,en,900",
        ),  # CrowdTangle, two columns added
        (
            "id,thread_id,author,body,timestamp,unix_timestamp,language,repost_of",
            "901,1,ada,Aye,2024-03-04 11:00:00,1709546400,en,900",
        ),  # 4CAT
    ],
)
def test_exports(desk: Any, header: str, row: str) -> None:
    """Exports of the usual tools give the same post: columns by their names, and times that carry their zone before those that do not."""
    report = desk.load("posts.csv", f"{header}\n{row}\n")
    assert (report.format, report.stored, report.first_at, report.zone_source) == (
        "posts-csv",
        1,
        1_709_546_400_000_000,
        "stated in the file",
    )
    assert stored(desk) == [("901", "Aye", "en", "900")]


def test_map(desk: Any) -> None:
    """A column named with --map goes before every name, and its file is read under --kind."""
    text = "nr;wann;was;text\n1;2024-03-04T10:00Z;Ahoi;internal note\n"
    with pytest.raises(AmbiguousError, match=r"a column for id.*nr, wann, was, text.*--map id=COLUMN"):
        desk.load("posts.csv", text, kind=Kind.POST)
    report = desk.load("posts.csv", text, kind=Kind.POST, columns={"id": "nr", "at": "wann", "text": "was"})
    assert (report.stored, report.unknown_fields) == (1, ("text",))
    assert stored(desk) == [("1", "Ahoi", None, None)]


@pytest.mark.parametrize(("columns", "error"), [({"colour": "text"}, UsageError), ({"text": "nothing"}, AmbiguousError)])
def test_wrong_map(desk: Any, columns: dict[str, str], error: type[Exception]) -> None:
    """A role or a column that there is not is refused, with those that there are."""
    with pytest.raises(error, match=r"one of id, time|is none of id, created_at, text"):
        desk.load("posts.csv", "id,created_at,text\n1,2024-03-04,x\n", columns=columns)


def test_columns_alike(desk: Any) -> None:
    """Two columns of one name that differ are asked about; two that agree are one."""
    with pytest.raises(AmbiguousError, match=r"one column for text.*'text' \(column 3\) and 'Text' \(column 4\).*--map text=COLUMN"):
        desk.load("posts.csv", "id,created_at,text,Text\n1,2024-03-04T10:00Z,a,b\n")
    assert desk.load("posts.csv", "id,created_at,text,Text\n1,2024-03-04T10:00Z,a,a\n").stored == 1


def test_rounded_ids(desk: Any) -> None:
    """Ids that a spreadsheet rounded to 15 digits are rejected; a single sound id that ends in zeros is not."""
    times = "2024-03-04T10:00Z,x\n"
    rounded = "".join(f"138017547554{n}0000,{times}" for n in range(100, 106))
    report = desk.load("posts.csv", "id,created_at,text\n" + rounded)
    assert report.skipped == {"id rounded by a spreadsheet to 15 digits: export again with ids as text": 6}
    sound = "".join(f"13801754755{n},{times}" for n in range(10_000_000, 10_000_010))
    assert desk.load("posts.csv", "id,created_at,text\n" + sound).stored == 10


@pytest.mark.parametrize(
    ("name", "sound"), [("9e41234", True), ("6e12ab00ff", True), ("1e+18x", True), ("1.38E+18", False), ("13801754755453624.0", False)]
)
def test_ids_like_damaged_ones(desk: Any, name: str, sound: bool) -> None:
    """An id is rejected only where it is wholly what a spreadsheet makes of a number; hexadecimal ids are sound."""
    assert desk.load("posts.csv", f"id,created_at,text\n{name},2024-03-04T10:00Z,x\n").stored == sound


def test_as_of_the_reading(desk: Any) -> None:
    """A post counts from when it was read, where the file says so; a time of reading that cannot be read is counted in a note."""
    text = "id,created_at,text,collected_at\n1,2024-03-04T10:00Z,x,2024-03-05T10:00Z\n2,2024-03-04T10:00Z,y,once\n"
    report = desk.load("posts.csv", text)
    assert [row["record_id"] for row in desk.rows("SELECT record_id FROM post", 1_709_546_400_000_000)] == ["2"]
    assert any(note.startswith("1 row(s) had a time of reading that cannot be read") for note in report.notes)


def test_reddit_score_is_no_grade(desk: Any) -> None:
    """A score beside a post's text is karma: the table is of posts, not of reviews."""
    assert desk.load("posts.csv", "id,author,body,timestamp,score\na1,ada,Aye,1709546400,17\n").kind == "post"


DAY = 86_400_000_000


@pytest.mark.parametrize(("zone", "start"), [("", 1_709_506_800_000_000), ("America/New_York", 1_709_528_400_000_000)])
def test_bare_days(desk: Any, zone: str, start: int) -> None:
    """A post of a bare day happened from the start of that day in the zone given or else the case's, and counts once the day is over."""
    text = "id,date,author,text\n1,2024-03-04,ada,x\n2,2024-03-04T12:00:00Z,ada,y\n"
    report = desk.load("posts.csv", text, zone=zone)
    assert report.first_at == start
    assert [row["record_id"] for row in desk.rows("SELECT record_id FROM post", start + DAY - 1)] == ["2"]
    assert [row["event_at"] for row in desk.rows("SELECT event_at FROM post ORDER BY event_at", start + DAY)] == [
        start,
        1_709_553_600_000_000,
    ]
    note = "1 post(s) name a day and no time: they count from its end, and no interval shorter than a day can be told from them."
    assert note in report.notes


def test_bare_days_read_later(desk: Any) -> None:
    """A post of a bare day counts from when it was read, where the file says so."""
    desk.load("posts.csv", "id,date,text,collected_at\n1,2024-03-04,x,2024-03-09T10:00Z\n")
    read_at = 1_709_978_400_000_000
    assert [len(desk.rows("SELECT 1 FROM post", at)) for at in (read_at - 1, read_at)] == [0, 1]


@pytest.mark.parametrize("text", ["id,date,text\n1,2024-03-04T10:00Z,x\n", "id,date,text,author\n1,2024-03-04T10:00Z,x,\n"])
def test_without_authors(desk: Any, text: str) -> None:
    """Posts of which none names its author are noted, since nothing that counts accounts can be measured on them."""
    assert any(
        n.startswith("No author column: measurements that count accounts cannot be made") for n in desk.load("posts.csv", text).notes
    )


def test_with_authors(desk: Any) -> None:
    """Where a single post names its author, the note is not made."""
    text = "id,date,text,author\n1,2024-03-04T10:00Z,x,\n2,2024-03-04T10:00Z,x,ada\n"
    assert not any("No author column" in note for note in desk.load("posts.csv", text).notes)
