from datetime import UTC, datetime
from typing import Any

import pytest

from uproar.errors import AmbiguousError, ReadError, UnknownFormatError, UproarError
from uproar.readers.article_text import is_prose
from uproar.records import Kind

PROSE = "Harbour town protests\n\nThe studio apologised. Players had asked for it. The director named no date, and nobody was surprised.\n"
BODY = "<body><h1>Tidewater</h1><p>Sail the shoals with friends.</p></body></html>"
PAGES = "SELECT title, description, picture, rating, availability, url FROM page"
LINKED = """<!doctype html><html><head><title>Tidewater | Shop</title><script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "Shop"}, {"@type": ["VideoGame", "Product"], "name": "Tidewater", "description": "Sail  the\\nshoals.", "image": ["/cover.jpg"],
"aggregateRating": {"@type": "AggregateRating", "ratingValue": "4.2", "bestRating": 5, "ratingCount": "1,234"},
"offers": [{"@type": "Offer", "availability": "https://schema.org/OutOfStock"}]}]}</script><link rel="canonical" href="https://shop.example/t"></head>"""
AT = datetime(2024, 3, 4, 10, tzinfo=UTC)


def html(head: str, body: str = BODY) -> str:
    return f"<!doctype html><html><head>{head}</head>{body}"


def test_text_article(desk: Any) -> None:
    """An article whose date is given is a day that counts from its end; its whole text is kept."""
    report = desk.load("story.txt", PROSE, published="2024-03-04", outlet="Harbour Post", url="https://post.example/1")
    row = desk.rows("SELECT record_id, outlet, title, text, event_at, observed_at, published_source FROM article")[0]
    assert (row["record_id"], row["outlet"], row["title"], row["text"]) == (
        "https://post.example/1",
        "Harbour Post",
        "Harbour town protests",
        PROSE,
    )
    assert (row["observed_at"] - row["event_at"], row["published_source"]) == (86_400_000_000, "given")
    assert (report.format, report.zone_source) == ("article-text", "days cut in Europe/Berlin")


def test_undated_article(desk: Any) -> None:
    """An article without a date has none: it counts from when it was seen, and the report names the flag."""
    report = desk.load("story.txt", PROSE)
    row = desk.rows("SELECT event_at, observed_at, published_source FROM article")[0]
    assert (row["event_at"], row["published_source"]) == (None, "unknown")
    assert row["observed_at"] == int(desk.options.loaded_at.timestamp()) * 1_000_000
    assert any("--published" in note for note in report.notes)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ('<meta property="og:type" content="article">', "article"),
        ('<meta property="og:type" content="video.movie">', "page"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "about": {"@type": "VideoGame"}}</script>', "article"),
        ('<script type="application/ld+json">[{"@type": "https://schema.org/TVSeries"}]</script>', "page"),
    ],
)
def test_html_kind(desk: Any, head: str, kind: str) -> None:
    """An article and a title's page are told apart by what they say of themselves, not by what they are about."""
    words = "<p>" + "The studio apologised to its players on Monday, and named no date for the change. " * 6 + "</p>"
    report = desk.load("saved.html", html(head, BODY.replace("<h1>", words + "<h1>")), page="tidewater", observed_at=AT)
    assert (report.kind, report.stored) == (kind, 1)


@pytest.mark.parametrize(
    "head", ["", '<meta property="og:type" content="article"><script type="application/ld+json">{"@type": "Movie"}</script>']
)
def test_html_kind_is_asked_for(desk: Any, head: str) -> None:
    """HTML that says neither or both is asked about."""
    with pytest.raises(AmbiguousError, match="--kind article or --kind page"):
        desk.load("saved.html", html(head), page="tidewater", observed_at=AT)
    assert desk.load("saved.html", html(head), kind=Kind.PAGE, page="tidewater", observed_at=AT).stored == 1


def test_page_from_linked_data(desk: Any) -> None:
    """What a page shows of its title is read from its schema.org data."""
    desk.load("saved.html", LINKED + BODY, page="tidewater", observed_at=AT)
    assert tuple(desk.rows(PAGES)[0].values()) == (
        "Tidewater",
        "Sail the shoals.",
        "/cover.jpg",
        "4.2/5 (1,234)",
        "OutOfStock",
        "https://shop.example/t",
    )


def test_page_from_meta(desk: Any) -> None:
    """Without schema.org data the page's meta tags and its main picture are read; what is not there is unknown."""
    head = '<title>Tidewater</title><meta property="og:type" content="game"><meta name="description" content="Sail.">'
    desk.load(
        "saved.html", html(head, '<body><img src="data:x"><main><img src="/a.jpg"></main>Play</body>'), page="tidewater", observed_at=AT
    )
    assert tuple(desk.rows(PAGES)[0].values()) == ("Tidewater", "Sail.", "/a.jpg", None, None, None)


@pytest.mark.parametrize(
    ("name", "mark", "at"),
    [
        ("page-20240304-1000.html", "", 1_709_546_400),
        ("saved.html", "<!-- FILE ARCHIVED ON 10:00:05 Mar 04, 2024 AND RETRIEVED FROM THE INTERNET ARCHIVE -->", 1_709_546_405),
        (
            "saved.html",
            "<!--\n Page saved with SingleFile \n url: https://shop.example/t \n saved date: Mon Mar 04 2024 11:00:00 GMT+0100 (CET)\n-->",
            1_709_546_400,
        ),
        ("saved.html", '<link rel="canonical" href="https://web.archive.org/web/20240304100000/https://shop.example/t">', 1_709_546_400),
    ],
)
def test_page_time(desk: Any, name: str, mark: str, at: int) -> None:
    """When a page was taken is read from its name, or from what an archive or a saving tool wrote into it."""
    report = desk.load(name, html('<meta property="og:type" content="game">' + mark), page="tidewater")
    assert report.first_at == at * 1_000_000


@pytest.mark.parametrize(
    ("name", "zone", "said"),
    [
        ("page-20240304-1000.html", "", "2024-03-04T10:00:00 in UTC"),
        ("page-20240304-1000.html", "Asia/Tokyo", "2024-03-04T10:00:00 in Asia/Tokyo"),
        ("page-20240304-1000Z.html", "Asia/Tokyo", "2024-03-04T10:00:00Z"),
    ],
)
def test_page_time_names_its_zone(desk: Any, name: str, zone: str, said: str) -> None:
    """A report says in which zone the time in a file's name was read, unless the name says it."""
    report = desk.load(name, html('<meta property="og:type" content="game">'), page="tidewater", zone=zone)
    assert f"When it was taken is read from the file's name: {said}." in report.notes


def test_page_in_another_zone(desk: Any) -> None:
    """The same saved page loaded again with another zone is no second snapshot."""
    for zone, stored in (("", 1), ("Asia/Tokyo", 0), ("America/New_York", 0)):
        assert (
            desk.load("page-20240304-1000.html", html('<meta property="og:type" content="game">'), page="tidewater", zone=zone).stored
            == stored
        )


@pytest.mark.parametrize(
    ("rating", "shown"),
    [
        ('{"ratingValue": [4], "bestRating": 5}', None),
        ('{"ratingValue": 4, "bestRating": [5], "ratingCount": {}}', "4"),
        ('{"ratingValue": 4, "ratingCount": ' + "9" * 400 + "}", "4"),
        ('"4 of 5"', None),
    ],
)
def test_rating_of_other_shapes(desk: Any, rating: str, shown: str | None) -> None:
    """A rating written in shapes that schema.org does not know is left out, as far as it cannot be read."""
    data = f'<script type="application/ld+json">{{"@type": "VideoGame", "name": "T\\ud800", "aggregateRating": {rating}}}</script>'
    assert desk.load("saved.html", html(data), page="tidewater", observed_at=AT).stored == 1
    assert [(row["title"], row["rating"]) for row in desk.rows(PAGES)] == [("T?", shown)]


def test_encoding_that_fails_as_a_whole(desk: Any) -> None:
    """An article or page that declares an encoding which no text has is read by its own bytes, as far as it goes."""
    text = html('<meta charset="idna"><meta property="og:type" content="%s"><title>Tidewater</title>').encode() + b"\xff\xfe\xfd"
    assert (
        desk.load("story.html", text.replace(b"%s", b"article") + b"<p>The studio answered on Tuesday. It was sorry.</p>" * 9).stored == 1
    )
    assert desk.load("saved.html", text.replace(b"%s", b"game"), page="tidewater", observed_at=AT).stored == 1


def test_page_without_time_or_name(desk: Any) -> None:
    """A page without a time or without a name in the case is refused with the flag that gives it."""
    with pytest.raises(ReadError, match="--observed-at"):
        desk.load("saved.html", LINKED + BODY, page="tidewater")
    with pytest.raises(AmbiguousError, match="--page tidewater"):
        desk.load("saved.html", LINKED + BODY, observed_at=AT)


@pytest.mark.parametrize(
    "page",
    [
        html("<title>404 Not Found</title>"),
        html("<title>Page not found | Shop</title>"),
        html("<title>Shop - Error 503</title>"),
        html("<title>Just a moment...</title>"),
        html("<title>Access Denied</title>"),
        html("<title>Shop</title>", "<body><script>load()</script></body></html>"),
        "<!doctype html><html>",
    ],
)
def test_failed_fetch(desk: Any, page: str) -> None:
    """A fetch that failed is rejected as one: it must never look like a change."""
    report = desk.load("saved.html", page, kind=Kind.PAGE, page="tidewater", observed_at=AT)
    assert (report.read, report.stored) == (1, 0)
    assert all(reason.startswith("failed fetch") for reason in report.skipped)


@pytest.mark.parametrize("title", ["Area 404", "The 500 Days of Tidewater", "Not Found in Space 2", "Forbidden Isle"])
def test_titles_with_numbers(desk: Any, title: str) -> None:
    """A title that only resembles an error is one, as long as the page says of itself that it shows a title."""
    head = f'<title>{title}</title><script type="application/ld+json">{{"@type": "VideoGame", "name": "{title}"}}</script>'
    assert desk.load("saved.html", html(head), page="tidewater", observed_at=AT).stored == 1


@pytest.mark.parametrize(
    "text",
    [
        "id,text\n1,One. Two. Three.\n2,Four. Five.\n",
        "1,2024-03-04,One. Two! Three?\n2,2024-03-05,Four. Five.\n3,2024-03-05,Six. Yes.\n4,2024-03-06,Seven.\n",
        '{"id": 1, "text": "One. Two. Three.\n{"id": 2, "text": "Four. Five. Six.\n',
        "Two sentences. No more.",
        "GET /index 200 1.2.3.4\n" * 50,
        "",
    ],
)
def test_not_prose(text: str) -> None:
    """Broken tables, broken JSON, logs and notes are not taken for articles."""
    assert not is_prose(text)


@pytest.mark.parametrize(
    "text", [PROSE, "開発元は謝罪した。遊ぶ人は待っていた。日付は示されなかった。", "Студия извинилась. Игроки ждали. Дату не назвали."]
)
def test_prose(text: str) -> None:
    """Prose of three sentences is an article in any script."""
    assert is_prose(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('{"data": [{"id": "1", "text": "x"}], "includes": {}}\n', "twarc2 flatten"),
        ('{"data": {"id": "1", "text": "x"}, "matching_rules": []}\n', "twarc2 flatten"),
        ('{"data": [{"start": "x", "end": "y", "tweet_count": 3}]}\n', "counts of posts"),
        ('\n{"id": "1", "action": "delete", "created_at": "2024-03-04T10:00:00Z"}\n', "deletions are not applied yet"),
        ('{"metadata": {"responseInfo": {"status": "404"}}}\n', r"status 404"),
        ('{"links": {"self": "x"}, "data": [{"type": "petition", "attributes": {"signature_count": 5}}]}', "list of petitions"),
        ('[{"id": 1}]', r"jq -c '\.\[\]'"),
        ('{\n "a": 1\n}', "jq -c"),
        ("WARC/1.0\r\nWARC-Type: response\r\n", "WARC"),
    ],
)
def test_known_and_not_read(desk: Any, text: str, hint: str) -> None:
    """A known format that is not read is refused by its name, with what to do."""
    with pytest.raises(ReadError, match=hint):
        desk.load("file.json", text)


def test_unknown(desk: Any) -> None:
    """A file that no reader knows is shown by its beginning, with the flags that may help."""
    with pytest.raises(UnknownFormatError, match=r"begins 'alpha beta'.*--kind.*--map"):
        desk.load("file.dat", "alpha beta\ngamma")


def test_unfitting_kind(desk: Any) -> None:
    """--kind does not force a reader onto content that it cannot read."""
    with pytest.raises(UproarError, match="of kind page"):
        desk.load("posts.csv", "id,created_at,text\n1,2024-03-04,x\n", kind=Kind.PAGE)
