"""Articles compared over outlets: who was first, who repeated or copied, who was wrong, who put it right."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from uproar.case import Case, Party, Petition
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import CheckedClaim, Claim, ClaimKind, Verdict
from uproar.claims.press.copies import copies
from uproar.claims.press.folder import check_all, read_folder
from uproar.claims.press.outlets import Outlets, Remedy, Role, compare
from uproar.dossier import checked, checked_json, checked_text
from uproar.errors import UsageError
from uproar.findings import Finding

WRONG, RIGHT, OPEN = Verdict.CONTRADICTED, Verdict.SUPPORTED, Verdict.NOT_MEASURABLE
STORY = " ".join(f"sentence{n} of the wire tells thing{n}" for n in range(40))


def _count(value: float, verdict: Verdict = RIGHT, **more) -> CheckedClaim:
    words = f"{value:,.0f} signatures"
    return CheckedClaim(
        Claim(ClaimKind.PETITION_COUNT, words, (0, len(words)), "the petition", value, unit="signature", **more), verdict, "because"
    )


def _article(
    outlet: str, hour: int | None, *claims: CheckedClaim, text: str = "", url: str = "", hours: int = 0, name: str = ""
) -> CheckedArticle:
    start = None if hour is None else datetime(2026, 3, 12 + hour // 24, hour % 24, tzinfo=UTC)
    end = None if hour is None else datetime(2026, 3, 12 + (hour + hours) // 24, (hour + hours) % 24, tzinfo=UTC)
    words = text or f"{outlet} {hour} {url} {[one.claim.value for one in claims]}"
    return CheckedArticle(name or f"{outlet}-{hour}.txt", "", outlet, url, words, start, end, "given", "UTC", (), (), (), claims)


def _roles(outlets: Outlets, claim: int = 0) -> list[tuple[str, Role]]:
    return [(outlets.names[one.article], one.role) for one in outlets.claims[claim].appearances]


def test_the_first_is_told_by_time_of_publication() -> None:
    """Whoever published a figure first is first, whatever the order of the files; the rest repeated it, and an outlet's own repeat is "again"."""
    made = compare(
        [_article("B", 9, _count(5000)), _article("C", 11, _count(5000)), _article("A", 7, _count(5000)), _article("A", 20, _count(5000))]
    )
    assert _roles(made) == [("A", Role.FIRST), ("B", Role.REPEATED), ("C", Role.REPEATED), ("A", Role.AGAIN)]
    assert {one.name: one.first for one in made.outlets} == {"A": 1, "B": 0, "C": 0}


@pytest.mark.parametrize(
    "other", [_article("B", 0, _count(5000), hours=24), _article("B", None, _count(5000)), _article("B", 7, _count(5000))]
)
def test_a_first_that_the_dates_do_not_tell_is_not_claimed(other: CheckedArticle) -> None:
    """Where another outlet has the day only, no date, or the same minute, nobody is called the first."""
    made = compare([_article("A", 7, _count(5000)), other])
    assert Role.FIRST not in {role for _, role in _roles(made)}
    assert dict(_roles(made))["A"] is Role.PERHAPS_FIRST


def test_a_copied_text_counts_once() -> None:
    """Ten copies of one wire story are one claim, counted with the outlet that printed it first; what a copy adds is its own."""
    wire = [_article(f"O{n}", n + 5, _count(5000, WRONG), text=f"{STORY} by O{n}") for n in range(10)]
    made = compare([*wire, _article("P", 20, _count(5000, WRONG), _count(7000), text=STORY + " and more of P")])
    assert dict(made.totals) == {RIGHT: 1, WRONG: 1, Verdict.INCONSISTENT: 0, OPEN: 0}
    assert [role for _, role in _roles(made)] == [Role.FIRST] + [Role.COPY] * 10
    by = {one.name: one for one in made.outlets}
    assert (dict(by["P"].claims)[RIGHT], dict(by["P"].claims)[WRONG], dict(by["P"].copied)[WRONG], by["P"].copies) == (1, 0, 1, 1)


def test_shared_quotations_make_no_copy() -> None:
    """Two reports that share a long quotation and little else are two reports."""
    said = "we built one sea that people share and we still believe in it with all our hearts today"
    one = " ".join(f"alpha{n} beta{n}" for n in range(60))
    two = " ".join(f"gamma{n} delta{n}" for n in range(60))
    assert copies([f"{one} {said}", f"{said} {two}"]) == [None, None]


@pytest.mark.parametrize(
    ("later", "remedy"),
    [
        (_article("A", 12, _count(6000), url="https://a.example/1"), Remedy.CORRECTED),
        (_article("A", 12, url="https://a.example/1"), Remedy.DROPPED),
        (_article("A", 12, _count(6000), text="Correction: an earlier figure was too high. 6,000 signatures."), Remedy.CORRECTED),
        (_article("A", 12, _count(6000)), Remedy.LATER_RIGHT),
        (_article("B", 12, _count(6000)), None),
        (_article("A", 12, _count(9000), _count(6000), url="https://a.example/1"), Remedy.LATER_RIGHT),
        (_article("A", None, _count(6000), url="https://a.example/1"), None),
        (_article("A", 3, _count(6000)), None),
    ],
)
def test_only_what_an_outlet_put_right_is_a_correction(later: CheckedArticle, remedy: Remedy | None) -> None:
    """A later version or a notice corrects; another figure later on is only right, and nothing earlier, undated or by others counts."""
    made = compare([_article("A", 9, _count(9000, WRONG), url="https://a.example/1"), later])
    (wrong,) = [one for claim in made.claims for one in claim.appearances if one.verdict is WRONG]
    assert wrong.remedy is remedy
    assert {one.name: one.corrected for one in made.outlets}["A"] == (remedy in (Remedy.CORRECTED, Remedy.DROPPED))


def test_an_article_given_twice_stands_once() -> None:
    """The same words at the same address are one article, and the file that repeats it is named."""
    made = compare([_article("A", 9, _count(5000), url="https://a.example/1", name=name) for name in ("x.html", "y.html")])
    assert len(made.articles) == 1
    assert made.repeated_files == (("y.html", "x.html"),)


def test_two_words_for_one_petition_are_one_claim() -> None:
    """What the case knows by one id is one subject; a figure below is never merged with one above, nor one value with another."""
    case = Case("Tidewater", petitions=(Petition("offline"),))
    over = Claim(ClaimKind.PETITION_COUNT, "", (0, 0), "a petition on Pledgeboard", 5000.0, bound="over")
    under = Claim(ClaimKind.PETITION_COUNT, "", (0, 0), "its petition", 5000.0, bound="under")
    plain = Claim(ClaimKind.PETITION_COUNT, "", (0, 0), "the petition that fans signed", 5000.0)
    made = compare([_article("A", 9 + n, CheckedClaim(each, RIGHT, "r")) for n, each in enumerate((over, plain, under))], case)
    assert [len(claim.appearances) for claim in made.claims] == [2, 1]


def test_a_private_person_is_not_named_in_the_tables() -> None:
    """The table, the JSON and the cards name outlets and parties of the case; whoever else is quoted is "a person quoted"."""
    case = Case("Tidewater", parties=(Party("Halden Interactive", "studio"),))
    said = [
        CheckedClaim(
            Claim(ClaimKind.STATEMENT, f"“Words.” said {who}", (0, 8), who, attributes={"wording": ("Words.", who[:1]), "speaker": who}),
            OPEN,
            "r",
        )
        for who in ("Jonne Aldvik", "Halden Interactive")
    ]
    made = compare([_article(name, 9, *said, text=f"{name} printed words.") for name in ("A", "B")], case)
    pages = checked_text.render(made, "UTC", None) + checked_json.render(made, case, None) + checked.render(made, case, "UTC", None)
    assert "Aldvik" not in pages
    assert "Halden Interactive" in pages


def test_what_is_printed_is_safe() -> None:
    """Markup and terminal controls of an article reach no page and no terminal, and the text table keeps its width."""
    bad = _count(5000, WRONG)
    made = compare([_article("<script>alert(1)</script>\x1b[2J" + "x" * 90, 9, bad, text="<script>alert(2)</script> 5,000 signatures\x07")])
    page, text = checked.render(made, None, "UTC", None), checked_text.render(made, "UTC", None, width=100)
    assert "<script" not in page
    assert "\x1b" not in text + page
    assert "\x07" not in page
    assert max(map(len, text.splitlines())) <= 100
    assert 'href="#c1"' in page
    assert 'id="c1"' in page


def test_the_order_of_the_files_changes_nothing() -> None:
    """The JSON is the same in whatever order the articles come."""
    articles = [_article(f"O{n % 3}", n, _count(5000 + n % 2)) for n in range(7)]
    assert checked_json.render(compare(articles), None, None) == checked_json.render(compare(articles[::-1]), None, None)


def test_a_folder_is_read_whatever_lies_in_it(tmp_path: Path) -> None:
    """Text, HTML, JSON, JSON lines and WARC are articles; empty, binary and odd ones are told; pictures are passed over."""
    page = b'<html><head><meta property="og:site_name" content="W"></head><body><article><p>The petition had 5,000 signatures on Friday.</p></article></body></html>'
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://w.example/1\r\nContent-Length: %d\r\n\r\n" % len(answer)
    (tmp_path / "crawl.warc.gz").write_bytes(gzip.compress(head + answer + b"\r\n\r\n"))
    (tmp_path / "a.txt").write_text("The petition had 5,000 signatures.")
    news = {"headline": "H", "articleBody": "The petition had 5,000 signatures.", "datePublished": "2026-03-14", "publisher": {"name": "K"}}
    (tmp_path / "b.json").write_text(json.dumps([news, {"no": "text"}]))
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": "One.", "date": "2026-13-45"}) + "\n" + json.dumps({"text": "Two."}))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.json").write_text('{"text": "The petition')
    (tmp_path / "binary.html").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "x.png").write_bytes(b"\x89PNG")
    folder = read_folder([tmp_path])
    assert sorted(Path(name).name for name, _ in folder.articles) == ["a.txt", "b.json#1", "c.jsonl#1", "c.jsonl#2", "crawl.warc.gz#1"]
    assert sorted(Path(one.name).name for one in folder.unread) == ["b.json#2", "binary.html", "broken.json", "empty.txt"]
    assert [Path(name).name for name in folder.passed_over] == ["x.png"]
    read = {Path(name).name: article for name, article in folder.articles}
    assert (read["b.json#1"].outlet, read["b.json#1"].published_source) == ("K", "json")
    assert "2026-13-45" in read["c.jsonl#1"].notes[-1]
    assert (read["crawl.warc.gz#1"].url, read["crawl.warc.gz#1"].outlet) == ("https://w.example/1", "W")


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    """A folder that holds no article says what was needed."""
    with pytest.raises(UsageError, match="a folder of articles"):
        read_folder([tmp_path])


def test_a_text_of_ten_megabytes_is_cut_and_said_so(tmp_path: Path) -> None:
    """What is longer than an article is read to its first part, with a note."""
    (tmp_path / "big.txt").write_text("word " * 2_000_000)
    ((_, article),) = read_folder([tmp_path]).articles
    assert len(article.text) < 1_000_000
    assert "10,000,000 characters" in article.notes[-1]


def test_the_record_is_asked_once_for_each_question(tmp_path: Path) -> None:
    """Many articles with one claim as of one time put one question."""
    for n in range(8):
        (tmp_path / f"{n}.txt").write_text(f"As of Friday night, the petition had gathered {n + 1},000 signatures.")
    case = Case("Tidewater", petitions=(Petition("offline"),))
    asked = []

    def answer(question) -> list[Finding]:
        asked.append(question)
        return []

    found = check_all(read_folder([tmp_path], published="2026-03-14").articles, case, datetime(2026, 3, 16, tzinfo=UTC), answer, zone="UTC")
    assert sum(len(article.claims) for article in found) == 8
    assert len(asked) == len({repr(question) for question in asked}) == 1
