import json
from typing import Any

import pytest

AT = "2024-03-04T10:00:00Z"
MADE = 1_300_000_000_000_000
MADE_TEXT = "2011-03-13T07:06:40.000Z"


def _stored(desk: Any) -> list[tuple[str, list[str], int | None]]:
    return [
        (row["record_id"], row["links"], row["author_created_at"])
        for row in desk.rows("SELECT record_id, links, author_created_at FROM post ORDER BY record_id")
    ]


def _x(number: int, text: str = "Aye", **more: Any) -> str:
    return json.dumps({"id": str(number), "created_at": AT, "author_id": "7", "text": text, **more}) + "\n"


def _urls(*urls: dict[str, str]) -> dict[str, Any]:
    return {"entities": {"urls": list(urls), "hashtags": [{"tag": "x"}]}}


def test_x_gives_what_its_wrapping_leads_to(desk: Any) -> None:
    """Of a link of X's the address that leads furthest counts; a post without such entities gives the links of its text."""
    lines = [
        _x(
            1,
            "see https://t.co/a",
            **_urls({"url": "https://t.co/a", "expanded_url": "https://bit.example/b", "unwound_url": "https://www.Example.org/c/"}),
        ),
        _x(
            2,
            "see https://t.co/a",
            **_urls({"url": "https://t.co/a", "expanded_url": "https://bit.example/b"}),
            author={"created_at": MADE_TEXT, "username": "ada"},
        ),
        _x(3, "see https://t.co/a https://t.co/a"),
        _x(4),
        _x(5, entities=None, author=None),
    ]
    report = desk.load("x.jsonl", "".join(lines))
    assert report.unknown_fields == ()
    assert _stored(desk) == [
        ("1", ["https://example.org/c"], None), ("2", ["https://bit.example/b"], MADE), ("3", ["https://t.co/a"], None), ("4", [], None), ("5", [], None),
    ]  # fmt: skip


def test_an_author_that_is_no_object(desk: Any) -> None:
    """A file whose `author` and `entities` are not X's own objects is read as ever, without them."""
    assert desk.load("x.jsonl", _x(1, author="ada", entities="none") + _x(2)).stored == 2
    assert _stored(desk) == [("1", [], None), ("2", [], None)]


def test_an_author_named_by_the_person(desk: Any) -> None:
    """A field that the person names for the author is read as text, also where X has an object of that name."""
    desk.load("x.jsonl", _x(1, author="ada") + _x(2, author="bob") + _x(3, author="ada"), columns={"author": "author"})
    one, two, three = (row["author"] for row in desk.rows("SELECT author FROM post ORDER BY record_id"))
    assert one == three != two


@pytest.mark.parametrize(
    ("said", "columns"),
    [
        ({"links": ["https://example.org/b?utm_source=x", "https://t.co/z"], "author_created_at": MADE_TEXT}, {}),
        (
            {"urls": "https://example.org/b/ https://example.org/b", "joined": "2011-03-13 07:06:40+00:00"},
            {"links": "urls", "author_created_at": "joined"},
        ),
    ],
)
def test_own_form(desk: Any, said: dict[str, Any], columns: dict[str, str]) -> None:
    """Links are a list or a text that joins them; each counts once a post, and X's wrapping not beside another link."""
    line = json.dumps({"id": "1", "at": AT, "author": "ada", "text": "Aye", **said}) + "\n"
    desk.load("posts.jsonl", line, columns=columns)
    assert _stored(desk) == [("1", ["https://example.org/b"], MADE)]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("urls", "https://example.org/b,https://other.example"),  # 4CAT
        ("urls_expanded", "https://example.org/b; https://other.example"),  # TCAT
        ("links", "https://example.org/b|https://other.example"),  # minet
        (
            "entities.urls",
            '[{"url": "https://t.co/z", "expanded_url": "https://example.org/b"}, {"expanded_url": "https://other.example/"}]',
        ),  # twarc-csv
        ("urls", "['https://example.org/b', 'https://other.example']"),
    ],
)
def test_tables(desk: Any, header: str, cell: str) -> None:
    """However a table joins links, they come apart; an empty cell sends the store to the text."""
    quoted = cell.replace('"', '""')
    desk.load(
        "posts.csv",
        f'id,created_at,author,text,{header},author.created_at\n1,{AT},ada,Aye,"{quoted}",{MADE_TEXT}\n2,{AT},ada,Aye https://t.co/b,,\n',
    )
    assert _stored(desk) == [("1", ["https://example.org/b", "https://other.example"], MADE), ("2", ["https://t.co/b"], None)]


def test_the_address_of_the_post_itself_is_no_link(desk: Any) -> None:
    """A column `link` or `url` holds where the post is, in the exports that have one: it is not something that the post shares."""
    desk.load("posts.csv", f"id,created_at,text,link,url\n1,{AT},Aye,https://site.example/ada/1,https://site.example/ada/1\n")
    assert _stored(desk) == [("1", [], None)]


def test_an_unreadable_time_of_an_account_costs_no_post(desk: Any) -> None:
    """When an account was made is a help, not a need: what cannot be read is unknown, counted in a note, and says nothing about the posts' zone."""
    report = desk.load(
        "posts.csv", f"id,created_at,author,text,user_created_at\n1,{AT},ada,x,long ago\n2,{AT},bob,y,2011-03-13 07:06:40\n3,{AT},eve,z,\n"
    )
    assert (report.stored, report.zone_source) == (3, "stated in the file")
    assert _stored(desk) == [("1", [], None), ("2", [], MADE), ("3", [], None)]
    assert "1 post(s) had a time of their account's making that cannot be read; it counts as unknown." in report.notes
