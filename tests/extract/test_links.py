import pytest

from uproar.extract.page.links import normal_link, split_links


@pytest.mark.parametrize(
    ("link", "normal"),
    [
        ("HTTPS://WWW.Example.ORG/Path/", "https://example.org/Path"),  # a path may tell large letters from small ones, a host may not
        ("https://example.org/?utm_source=x&id=7&fbclid=q#top", "https://example.org?id=7"),
        ("https://example.org/a?b=https://other.example/c", "https://example.org/a?b=https://other.example/c"),
        ("https://example.org/a_(ship)", "https://example.org/a_(ship)"),
        ("https://example.org/a).", "https://example.org/a"),
        ("https://example.org/a…", None),  # a repost's text is cut, and nobody knows where the link led
        ("https://t.co/abcDEです", "https://t.co/abcDE"),
        ("http:///nothing", None),
        ("example.org/a", None),
        ("https://example.org/" + "a" * 3000, None),
    ],
)
def test_a_link_has_one_form(link: str, normal: str | None) -> None:
    """Spellings of one address give one link; what is no whole address gives none; a second pass changes nothing."""
    assert normal_link(link) == normal
    assert normal is None or normal_link(normal) == normal


@pytest.mark.parametrize(
    "joined", ["https://a.example/x https://b.example", "https://a.example/x|https://b.example", "https://a.example/x;https://b.example"]
)
def test_links_of_a_cell(joined: str) -> None:
    """However an export joins the links of a post, they come apart again."""
    assert split_links(joined) == ["https://a.example/x", "https://b.example"]
