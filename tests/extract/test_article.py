"""Articles: what is read from a page or a text, and what is refused."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.errors import ExtractError, UproarError, UsageError
from uproar.extract.page.article import is_html, read_article

BODY = " ".join(["The studio said that the patch would come in the autumn, and that it was sorry for the long wait of its players."] * 3)


def page(head: str = "", body: str = "") -> str:
    text = f"<article><h1>Patch delayed</h1>{body}<p>{BODY}</p><p>Players were told last week. {BODY}</p></article>"
    return f"<!DOCTYPE html><html lang='en-GB'><head><title>Patch delayed</title>{head}</head><body>{text}</body></html>"


def test_a_page_gives_title_text_and_language() -> None:
    """A page's main text comes in paragraphs without its title, with the language the page declares."""
    article = read_article(page())
    assert (article.title, article.language) == ("Patch delayed", "en")
    assert len(article.text.split("\n\n")) == 2
    assert "Patch delayed" not in article.text
    assert (article.published_from, article.published_source, article.confidence) == (None, "unknown", "none")


@pytest.mark.parametrize(
    ("head", "body", "url", "stated", "expected"),
    [
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-04T10:00:00+02:00"}</script>',
            "",
            "",
            ("json-ld", "high"),
            "2021-03-04T08:00",
        ),
        ('<meta property="article:published_time" content="2021-03-04T10:00:00Z">', "", "", ("meta", "high"), "2021-03-04T10:00"),
        ('<meta name="date" content="March 4, 2021">', "", "", ("meta", "medium"), "2021-03-04T00:00"),
        ("", '<time datetime="2021-03-04 10:00:00 +0000" pubdate>today</time>', "", ("time element", "high"), "2021-03-04T10:00"),
        ("", "", "https://post.example/2021/mar/04/patch", ("url", "medium"), "2021-03-04T00:00"),
    ],
)
def test_the_date_is_read_with_its_provenance(head: str, body: str, url: str, stated: tuple[str, str], expected: str) -> None:
    """A publication date comes with where it was read and how sure that is."""
    article = read_article(page(head, body), url=url)
    assert (article.published_source, article.confidence) == stated
    assert article.published_from == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_a_day_is_an_interval_in_its_zone() -> None:
    """A date without a time of day is that whole day where the case is, and a given date wins over the page's."""
    article = read_article(
        page('<meta property="article:published_time" content="2021-03-04">'), published="2020-09-11", zone="America/New_York"
    )
    assert article.published_source == "given"
    assert article.published_from == datetime(2020, 9, 11, 4, tzinfo=UTC)
    assert article.published_to == datetime(2020, 9, 12, 4, tzinfo=UTC)


def test_dates_that_contradict_each_other_are_noted() -> None:
    """A page that states two dates more than two days apart is read with a note."""
    head = '<meta property="article:published_time" content="2021-03-04"><meta name="pubdate" content="2019-01-01">'
    assert any("contradicts itself" in note for note in read_article(page(head)).notes)


@pytest.mark.parametrize("value", ["yesterday", "2020-13-45", "", "11/09/2020"])
def test_a_bad_given_date_is_refused(value: str) -> None:
    """A date that cannot be read is bad use, and the message shows how to write one."""
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        read_article("Some text.", published=value)


def test_plain_text_is_kept_verbatim() -> None:
    """A plain text stays as it is but for its byte order mark, so that spans fit the file."""
    source = "Patch delayed\r\n\r\nSeptember 10, 2020\r\n\r\nThe studio was sorry.\r\n"
    article = read_article(b"\xef\xbb\xbf" + source.encode())
    assert article.text == source
    assert article.title == "Patch delayed"
    assert (article.published_source, article.published_from) == ("text", datetime(2020, 9, 10, tzinfo=UTC))


def test_a_text_without_a_date_has_none() -> None:
    """A date inside a sentence is no publication date, and the clock is no source."""
    article = read_article("Patch delayed\n\nOn September 10, 2020 the studio was sorry.")
    assert (article.published_from, article.published_source) == (None, "unknown")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty document"),
        (b" \n\t ", "white space"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"%PDF-1.7 ...", "PDF"),
        (gzip.compress(b"text", mtime=0), "gzip"),
        (b"text\x00with a NUL", "NUL"),
        ("text\x00with a NUL", "NUL"),
        (b"x" * 50_000_000, "20 MB"),
        (b"<html><body><script>load()</script></body></html>", "main text"),
        (b"<html>", "main text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_it_is(data: bytes | str, words: str) -> None:
    """Empty, binary, oversized and textless documents are refused with what came and what to do next."""
    with pytest.raises(ExtractError, match=words) as caught:
        read_article(data, name="story.html")
    assert caught.value.who == "story.html"
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("Prix relevé\n\nLe café était fermé.", "latin-1", ""),
        ("Цена выросла\n\nИгра стала дороже, сказала студия в заявлении.", "windows-1251", ""),
        ("Café fermé", "cp1252", "cp1252"),
    ],
)
def test_other_encodings_are_read_and_noted(text: str, encoding: str, declared: str) -> None:
    """A file that is not UTF-8 is read by what it declares, else by what fits, with a note."""
    source = page(f'<meta charset="{declared}">', f"<p>{text}. {BODY}</p>") if declared else text
    article = read_article(source.encode(encoding))
    assert text.split("\n", maxsplit=1)[0] in article.text
    assert article.notes


@pytest.mark.parametrize(
    "text", ["عنوان\n\nقالت الشركة «نحن آسفون».", "标题\n\n公司说:“我们很抱歉。”", "Заголовок\n\n«Нам жаль», — сказала студия."]
)
def test_another_script_is_text_like_any(text: str) -> None:
    """An article in another script is read verbatim."""
    assert read_article(text.encode()).text == text


def test_text_that_mentions_markup_is_text() -> None:
    """Only markup at the head of a document, or a whole page, makes it HTML."""
    assert not is_html("He typed <p> twice and left.")
    assert is_html("<!-- saved --><!doctype html><p>Hello</p>")


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: "<html><body>" + text)
    | st.text(alphabet="<>/phtmlbody \"'=&;x\n", max_size=200)
)
def test_any_input_is_read_or_refused(data: bytes | str) -> None:
    """Whatever comes, the answer is an article or an error of uproar's own."""
    try:
        article = read_article(data)
    except UproarError:
        return
    assert article.text


def test_real_pages_give_main_text(data: Path) -> None:
    """Every saved page of the shared set gives a title and main text."""
    pages = sorted((data / "press" / "html").glob("*.html.gz"))[:10]
    articles = [read_article(gzip.decompress(path.read_bytes())) for path in pages]
    assert len(articles) == 10
    assert all(article.title and len(article.text) > 200 for article in articles)


def test_captions_stand_apart() -> None:
    """The caption of a picture is kept beside the main text, not in it."""
    article = read_article(page(body="<figure><img src='a.png'><figcaption>The studio in Hamburg</figcaption></figure>"))
    assert article.captions == ("The studio in Hamburg",)
    assert "Hamburg" not in article.text


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta property="og:site_name" content="The Post"><meta name="author" content="By Ann Lee">', "", ("The Post", "Ann Lee")),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "The Post"}, "author": [{"name": "Ann Lee"}]}</script>', "",
         ("The Post", "Ann Lee")),
        ('<link rel="canonical" href="https://www.post.example/a">', '<a rel="author" href="/x">Ann Lee</a>', ("post.example", "Ann Lee")),
        ('<meta property="og:site_name" content="The Post | Sports"><meta name="author" content="Ann Lee | May 3, 2019">', "", ("The Post", "Ann Lee")),
        ('<meta property="og:site_name" content="@thepost"><meta name="publisher" content="The Post">', "", ("The Post", "")),
        ('<meta property="og:site_name" content="Hosted">', '<p class="byline">Ann Lee<span>May 3, 2019</span></p>', ("", "Ann Lee")),
        ("", '<form><p class="author">Name (required)</p></form>', ("", "")),
        ("", "", ("", "")),
    ],
)  # fmt: skip
def test_outlet_and_byline_are_read_as_the_page_states_them(head: str, body: str, expected: tuple[str, str]) -> None:
    """Outlet and byline come from meta elements, JSON-LD, the byline or the address, else they stay empty."""
    article = read_article(page(head, body))
    assert (article.outlet, article.author) == expected
