"""Files as people hold them, read where they lie; nothing of them is kept here but counts."""

from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from uproar.errors import AmbiguousError, ReadError, UproarError
from uproar.records import Kind

pytestmark = pytest.mark.data
POSTS = 100_000  # of the 352,656 of the file


@pytest.mark.parametrize(("name", "count", "downs"), [("uk241584", 5_999, 5), ("uk700143", 6_588, 0), ("uk751472", 2_214, 0)])
def test_petition_series(desk: Any, data: Path, name: str, count: int, downs: int) -> None:
    """Every row of the three petition series is stored, and the steps down are counted."""
    report = desk.load_path(data / "petitions" / f"{name}.csv", petition=name)
    assert (report.format, report.read, report.stored, report.skipped) == ("readings-csv", count, count, {})
    assert any(note.startswith(f"The counter went down {downs} times: ") for note in report.notes) is bool(downs)


def test_petition_files(desk: Any, data: Path) -> None:
    """The 16 JSON files of one petition give 16 readings, at the times in their names, none of which goes down."""
    for path in sorted((data / "petitions" / "uk241584_json").glob("*.json")):
        report = desk.load_path(path)
        assert (report.format, report.stored) == ("uk-petition-json", 1)
    rows = desk.rows("SELECT petition, signature_count, opened_at FROM signature_count ORDER BY event_at")
    assert len(rows) == 16
    assert {(row["petition"], row["opened_at"] is not None) for row in rows} == {("241584", True)}
    counts = [row["signature_count"] for row in rows]
    assert counts == sorted(counts)
    assert 2_000_000 < counts[0] < counts[-1] < 6_200_000


def test_invented_shapes_of_petitions(desk: Any, data: Path) -> None:
    """Lists, errors and other sites' answers are refused with the reason, and nothing is stored."""
    paths = sorted((data / "formats" / "petitions").glob("*.json"))
    assert paths
    for path in paths:
        with pytest.raises(ReadError, match=r"error answer of an API|We the People API"):
            desk.load_path(path)
    assert desk.store.row_count(Kind.SIGNATURE_COUNT) == 0


def test_reviews_of_two_sides(desk: Any, data: Path) -> None:
    """The two review files load whole with their scales, and their means are those known."""
    users = desk.load_path(data / "reviews" / "acnh_users_notext.csv", scale=(0.0, 10.0))
    critics = desk.load_path(data / "reviews" / "acnh_critics_notext.csv", scale=(0.0, 100.0))
    assert (users.stored, users.skipped, critics.stored, critics.skipped) == (2_999, {}, 107, {})
    assert any("looks capped" in note for note in users.notes)
    means = desk.rows("SELECT side, avg(score) AS mean FROM review GROUP BY side ORDER BY side")
    assert [(row["side"], round(row["mean"], 3)) for row in means] == [("audience", 0.422), ("critic", 0.906)]
    outlets = desk.rows("SELECT count(outlet) AS n FROM review WHERE side = 'critic'")
    assert outlets[0]["n"] == 107


def test_reviews_in_words_and_numbers(desk: Any, data: Path) -> None:
    """Thumbs in German words and numbers out of ten in one file are each read on their own scale, in two date formats."""
    path, said = data / "reviews" / "labelled_bombing.csv", {"side": "audience", "scale": (0.0, 10.0)}
    with pytest.raises(AmbiguousError, match="'The Elder Scrolls V: Skyrim', 'Firewatch', \"Assassin's Creed Unity\""):
        desk.load_path(path, **said)
    # Its three games one after another; the reviews of the others are skipped each time.
    reports = [
        desk.load_path(path, subject=name, **said) for name in ("the elder scrolls v: skyrim", "Firewatch", "Assassin's Creed Unity")
    ]
    report = reports[0]
    assert [one.read for one in reports] == [1_103] * 3
    assert all(set(one.skipped) == {"a review of another work"} for one in reports)
    assert sum(one.stored for one in reports) == 1_103
    scales = desk.rows("SELECT best_rating, grain, count(*) AS n FROM review GROUP BY ALL ORDER BY best_rating")
    assert [(row["best_rating"], row["grain"], row["n"]) for row in scales] == [(1.0, "instant", 976), (10.0, "day", 127)]
    assert "976 review(s) without rating took their grade from combined_rating." in report.notes


def test_flattened_posts(desk: Any, data: Path) -> None:
    """Flattened posts of X load whole; their reposts and times of reading are known."""
    report = desk.load_path(data / "formats" / "twarc" / "flat_head5.jsonl")
    assert (report.format, report.stored, report.zone_source) == ("x-v2-jsonl", 5, "stated in the file")
    row = desk.rows("SELECT count(*) AS n, count(repost_of) AS reposts, sum((observed_at > event_at)::INT) AS read_later FROM post")[0]
    assert (row["n"], row["reposts"] >= 1, row["read_later"]) == (5, True, 5)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("noflat_head1.jsonl", "twarc2 flatten"), ("two_tweets.jsonl", "twarc2 flatten"), ("geo_tweets.jsonl", "twarc2 flatten"),
        ("streaming_output_with_error.jsonl", "twarc2 flatten"), ("counts.jsonl", "counts of posts"), ("tweets_compliance.jsonl", "deletions are not applied yet"),
        ("users_compliance.jsonl", "deletions are not applied yet"),
    ],
)  # fmt: skip
def test_other_outputs_of_twarc(desk: Any, data: Path, name: str, hint: str) -> None:
    """Pages, streams, counts and deletions are refused by their names, with what to do."""
    with pytest.raises(ReadError, match=hint):
        desk.load_path(data / "formats" / "twarc" / name)


def test_every_sample_ends_well(desk: Any, data: Path) -> None:
    """Every sample of every format is loaded and accounted for, or refused by uproar's own error."""
    paths = [path for path in sorted((data / "formats").glob("*/*")) if path.is_file() and path.stat().st_size < 5_000_000]
    ended = 0
    for path in paths:
        try:
            ended += desk.load_path(path).read >= 0
        except UproarError as error:
            ended += bool(str(error))
    assert ended == len(paths) > 20


def test_saved_articles(desk: Any, data: Path) -> None:
    """Saved news pages are recognised as articles by what they say of themselves; the few that say nothing are asked about."""
    paths = sorted((data / "press" / "html").glob("*.html.gz"))[:12]
    asked = 0
    for path in paths:
        try:
            assert desk.load_path(path).format == "article-html"
        except UproarError as error:
            assert "--kind article" in str(error)  # noqa: PT017 - the others load
            asked += 1
    assert asked <= 1
    assert desk.store.row_count(Kind.ARTICLE) == len(paths) - asked


@pytest.fixture(scope="module")
def real_posts(data: Path) -> pa.Table:
    """The last posts of six months, with text."""
    table = pq.read_table(data / "posts" / "ira_posts_2016h1.parquet")
    table = table.slice(table.num_rows - POSTS)
    zoned = pc.cast(pc.assume_timezone(table["ts"], "UTC"), pa.timestamp("s", "UTC"))
    return pa.table({"id": table["post_id"], "at": zoned, "author": table["author"], "text": table["text"], "language": table["language"]})


def test_real_posts_as_csv(desk: Any, real_posts: pa.Table) -> None:
    """Real posts in CSV are all stored, texts with line ends, quotation marks and any script among them."""
    path = desk.folder / "posts.csv"
    pa.csv.write_csv(real_posts, path)
    report = desk.load_path(path)
    assert (report.format, report.read, report.stored, report.skipped) == ("posts-csv", POSTS, POSTS, {})
    lengths = pc.sum(pc.utf8_length(real_posts["text"])).as_py()
    assert desk.rows("SELECT sum(length(text)) AS characters FROM post")[0]["characters"] == lengths


def test_real_posts_as_ndjson(desk: Any, real_posts: pa.Table) -> None:
    """Real posts in NDJSON are all stored, with the same authors."""
    path = desk.folder / "posts.ndjson"
    texts = real_posts.set_column(1, "at", pc.strftime(real_posts["at"], "%Y-%m-%dT%H:%M:%SZ"))
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(orjson.dumps({**row, "id": str(row["id"])}).decode() + "\n" for row in texts.to_pylist())
    report = desk.load_path(path)
    assert (report.format, report.read, report.stored, report.skipped) == ("posts-jsonl", POSTS, POSTS, {})
    authors = len(pc.unique(real_posts["author"]))
    assert desk.rows("SELECT count(DISTINCT author) AS authors FROM post")[0]["authors"] == authors
