from typing import Any

import pytest

from uproar.errors import AmbiguousError, UnknownFormatError, UsageError
from uproar.records import Kind

POSTS = "SELECT record_id, author, text, language, repost_of, event_at, observed_at FROM post ORDER BY record_id"
OURS = '{"id": "1", "at": "2024-03-04T10:00:00Z", "author": "ada", "text": "Aye"}\n'
X = '{"id": "1", "created_at": "2024-03-04T10:00:00Z", "author_id": "7", "text": "Aye", "lang": "en"}\n'
AT = 1_709_546_400_000_000


def test_map(desk: Any) -> None:
    """Fields named with --map are read in the place of the format's own, and are no longer unknown."""
    line = '{"nr": 1, "wann": "2024-03-04T10:00:00Z", "wer": "ada", "was": "Ahoi", "text": "note", "of": "0", "seen": "2024-03-04T11:00:00Z"}\n'
    said = {"id": "nr", "time": "wann", "author": "wer", "text": "was", "repost_of": "of", "observed": "seen"}
    report = desk.load("posts.jsonl", line, columns=said)
    assert (report.format, report.stored, report.unknown_fields) == ("posts-jsonl", 1, ("text",))
    assert (report.sampling, "taken as a search" in report.notes[0]) == ("search", True)
    (row,) = desk.rows(POSTS)
    assert (row["record_id"], row["text"], row["repost_of"]) == ("1", "Ahoi", "0")
    assert (row["event_at"], row["observed_at"], row["author"] is None) == (AT, AT + 3_600_000_000, False)


def test_names_of_other_tools(desk: Any) -> None:
    """With --kind post, objects named as tables of other tools name theirs are read without --map; without it uproar does not guess what they are."""
    line = '{"tweet_id": "5", "created_at": "2024-03-04T10:00:00Z", "user_id": "7", "full_text": "Aye", "user": {"id": "7"}}\n'
    with pytest.raises(UnknownFormatError, match="--kind post or review"):
        desk.load("posts.jsonl", line)
    report = desk.load("posts.jsonl", line, kind=Kind.POST)
    assert (report.format, report.stored, report.unknown_fields) == ("posts-jsonl", 1, ("user",))
    (row,) = desk.rows(POSTS)
    assert (row["record_id"], row["text"], row["event_at"], row["author"] is None) == ("5", "Aye", AT, False)


def test_what_is_missing_is_named(desk: Any) -> None:
    """A file of a kind that lacks what its records need is refused with the roles that are still to be named."""
    with pytest.raises(UnknownFormatError, match="--map id=NAME --map text=NAME;"):
        desk.load("posts.jsonl", '{"a": 1, "wann": "2024-03-04"}\n', kind=Kind.POST, columns={"time": "wann"})


def test_map_of_x(desk: Any) -> None:
    """Fields of X's posts can be named too; what is not named is read as ever."""
    line = X.replace('"lang"', '"full_text": "Aye, all of it", "rt": "9", "__twarc": {"retrieved_at": "2024-03-04T11:00:00Z"}, "lang"')
    report = desk.load("x.jsonl", line, columns={"text": "full_text", "repost_of": "rt"})
    assert (report.format, report.unknown_fields) == ("x-v2-jsonl", ())
    (row,) = desk.rows(POSTS)
    assert (row["text"], row["repost_of"], row["language"], row["observed_at"]) == ("Aye, all of it", "9", "en", AT + 3_600_000_000)


def test_one_field_for_two_roles(desk: Any) -> None:
    """One field may be named for two roles."""
    assert desk.load("posts.jsonl", OURS, columns={"language": "author"}).stored == 1
    assert [row["language"] for row in desk.rows(POSTS)] == ["ada"]


@pytest.mark.parametrize("line", [OURS, X])
@pytest.mark.parametrize(
    ("columns", "error", "match"),
    [
        ({"colour": "text"}, UsageError, "--map with one of (id|observed_at), .*got --map colour=text"),
        ({"signature_count": "text"}, UsageError, "got --map signature_count=text"),
        ({"author": "nobody"}, AmbiguousError, "--map author=nobody, which is none of id, "),
        ({"text": "nothing"}, AmbiguousError, "--map text=nothing, which is none of id, "),
    ],
)
def test_wrong_map(desk: Any, line: str, columns: dict[str, str], error: type[Exception], match: str) -> None:
    """A role or a field that there is not is refused, with those that there are; nothing is stored under a wrong name."""
    with pytest.raises(error, match=match):
        desk.load("posts.jsonl", line, columns=columns)


@pytest.mark.parametrize("line", [OURS.replace('"author": "ada", ', ""), X.replace('"7"', "null")])
def test_without_authors(desk: Any, line: str) -> None:
    """Posts of which none names its author are noted, since nothing that counts accounts can be measured on them."""
    report = desk.load("posts.jsonl", line)
    assert report.stored == 1
    assert any(note.startswith("No author column: measurements that count accounts cannot be made") for note in report.notes)


def test_bare_days(desk: Any) -> None:
    """A post of a bare day in JSON is cut in the case's zone like one in a table."""
    report = desk.load("posts.jsonl", OURS.replace("T10:00:00Z", ""))
    (row,) = desk.rows(POSTS)
    assert (row["event_at"], row["observed_at"]) == (1_709_506_800_000_000, 1_709_506_800_000_000 + 24 * 3_600_000_000)
    assert (report.zone_source, report.notes[-1][:6]) == ("days cut in the case's zone Europe/Berlin", "1 post")
