"""Real data of the shared sets, from their files to measured values; skipped where the sets are absent."""

import json
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import orjson
import pyarrow.parquet as pq
import pytest

import uproar
from tests.conftest import LOADED_AT
from uproar.extract.terms import marked_term
from uproar.findings import Finding
from uproar.instruments.posts import rank
from uproar.instruments.run import measurement

pytestmark = pytest.mark.data


def _finding(results: list, name: str, subject: str | None = None) -> Finding:
    (found,) = [r for r in results if r.name == name and (subject is None or r.subject == subject)]
    assert isinstance(found, Finding), found
    return found


def _answer(inquiry: uproar.Inquiry, name: str, subject: str, start: datetime, end: datetime) -> Finding:
    ask = uproar.Ask(inquiry.latest(), start, end, subject, inquiry.case.zone)
    (found,) = inquiry.answer(uproar.Question(name, ask))
    assert isinstance(found, Finding), found
    return found


def test_animal_crossing_divides_critics_and_users(data: Path, tmp_path: Path) -> None:
    """Critics stand at about 90 of 100 and users at about 42, 48 apart, with intervals that agree with a plain computation."""
    inquiry = uproar.new(tmp_path / "acnh", title="Animal Crossing", zone="America/New_York")
    users = inquiry.load(data / "reviews/acnh_users_notext.csv", uproar.Options(LOADED_AT, scale=(0, 10)))
    critics = inquiry.load(data / "reviews/acnh_critics_notext.csv", uproar.Options(LOADED_AT, scale=(0, 100)))
    assert (users.read, users.stored, critics.read, critics.stored) == (2999, 2999, 107, 107)
    results = inquiry.measure()
    audience, critic = (_finding(results, "reviews.score", side) for side in ("audience", "critic"))
    plain = duckdb.sql(
        f"SELECT avg(grade) / 10, stddev(grade) / 10 / sqrt(count(*)) FROM read_csv('{data}/reviews/acnh_users_notext.csv')"
    ).fetchall()[0]
    assert audience.value == pytest.approx(plain[0])
    assert audience.high - audience.value == pytest.approx(1.96 * plain[1], rel=0.01)
    assert audience.value == pytest.approx(0.422, abs=0.001)
    assert critic.value == pytest.approx(0.906, abs=0.001)
    assert audience.detail["share_lowest"] == pytest.approx(0.386, abs=0.001)
    gap = _finding(results, "reviews.divergence")
    assert gap.value == pytest.approx(0.484, abs=0.001)
    assert (gap.low, gap.high) == pytest.approx((0.465, 0.503), abs=0.003)


def test_as_of_the_first_evening_animal_crossing_is_less_divided(data: Path, tmp_path: Path) -> None:
    """As of the end of 20 March 2020 only that day's users count, and the score is theirs."""
    inquiry = uproar.new(tmp_path / "acnh", title="Animal Crossing")
    inquiry.load(data / "reviews/acnh_users_notext.csv", uproar.Options(LOADED_AT, scale=(0, 10)))
    end = datetime(2020, 3, 21, tzinfo=UTC)
    first = _finding(inquiry.measure(end, ["reviews.score"]), "reviews.score", "audience")
    noon = inquiry.measure(end - timedelta(hours=12), ["reviews.score"])
    plain = duckdb.sql(
        f"SELECT avg(grade) / 10, count(*) FROM read_csv('{data}/reviews/acnh_users_notext.csv') WHERE date <= '2020-03-20'"
    ).fetchall()[0]
    assert first.value == pytest.approx(plain[0])
    assert first.detail["reviews"] == plain[1]
    assert not any(isinstance(result, Finding) for result in noon)


@pytest.fixture(scope="module")
def petitions(data: Path, tmp_path_factory: pytest.TempPathFactory) -> uproar.Inquiry:
    """A case with the three UK petition series and the raw JSON files of one of them."""
    names = ("241584", "700143", "751472")
    folder = tmp_path_factory.mktemp("uk")
    inquiry = uproar.new(folder / "uk", title="UK petitions", petitions=[uproar.Petition(name) for name in names], zone="Europe/London")
    for name, rows in zip(names, (5999, 6588, 2214), strict=True):
        report = inquiry.load(data / f"petitions/uk{name}.csv", uproar.Options(LOADED_AT, petition=name))
        assert (report.read, sum(report.skipped.values())) == (rows, 0)
        assert report.read == report.stored + report.duplicate + report.conflicting
    for path in sorted((data / "petitions/uk241584_json").iterdir()):
        assert inquiry.load(path, uproar.Options(LOADED_AT)).stored == 1
    return inquiry


def test_the_uk_series_end_where_they_end(petitions: uproar.Inquiry) -> None:
    """The last counts are the known ones, and the counter's decreases are told."""
    results = petitions.measure(only=["petition.signature_count"])
    assert [_finding(results, "petition.signature_count", name).value for name in ("700143", "751472")] == [
        pytest.approx(3_000_000, rel=0.01),
        68_217,
    ]
    revoke = _finding(results, "petition.signature_count", "241584")
    assert revoke.value == pytest.approx(6_078_985, abs=500)
    assert any("went down" in note for note in revoke.notes)


def test_every_raw_json_agrees_with_the_log(petitions: uproar.Inquiry, data: Path) -> None:
    """Each of the sixteen files lies within the bounds that the log alone gives for its quarter of an hour."""
    readings = duckdb.sql(f"SELECT t, count FROM read_csv('{data}/petitions/uk241584.csv') ORDER BY t").fetchall()
    for path in sorted((data / "petitions/uk241584_json").iterdir()):
        at = datetime.strptime(path.stem.partition("-")[2] + "Z", "%Y%m%d-%H%M%z")
        count = json.loads(path.read_text())["data"]["attributes"]["signature_count"]
        near = [n for t, n in readings if abs(t.replace(tzinfo=UTC) - at) <= timedelta(hours=1)]
        assert min(near) - 1000 <= count <= max(near) + 1000, path.name
        found = _answer(petitions, "petition.signature_count", "241584", at, at + timedelta(minutes=1))
        assert found.low <= count
        assert found.high is None or count <= found.high


def test_a_count_in_the_gap_is_an_interval(petitions: uproar.Inquiry) -> None:
    """Anywhere in the series, the bounds are the readings before and after, however long nobody read it."""
    rows = duckdb.sql(
        f"SELECT DISTINCT event_at, signature_count FROM read_parquet('{petitions.case.store_folder}/signature_count/*.parquet') WHERE petition = '700143' ORDER BY ALL"
    ).fetchall()
    at = [t for t, _ in rows]
    widest = max(range(len(at) - 1), key=lambda i: at[i + 1] - at[i])
    middle = datetime.fromtimestamp((at[widest] + at[widest + 1]) / 2e6, UTC)
    found = _answer(petitions, "petition.signature_count", "700143", middle, middle + timedelta(minutes=1))
    assert (found.low, found.high) == (rows[widest][1], rows[widest + 1][1])
    assert at[widest + 1] - at[widest] > 8 * 86_400e6


@pytest.fixture(scope="module")
def stream(data: Path, tmp_path_factory: pytest.TempPathFactory) -> uproar.Inquiry:
    """A case with seven of the weeks of posts with text."""
    folder = tmp_path_factory.mktemp("posts")
    weeks = [("ts", ">=", datetime(2016, 2, 15)), ("ts", "<", datetime(2016, 4, 4))]  # noqa: DTZ001 -- the file's times name no zone
    rows = pq.read_table(data / "posts/ira_posts_2016h1.parquet", filters=weeks).to_pylist()
    path = folder / "posts.ndjson"
    with path.open("wb") as out:
        for row in rows:
            record = {
                "id": str(row["post_id"]),
                "at": row["ts"].isoformat() + "Z",
                "author": row["author"],
                "text": row["text"],
                "language": row["language"],
                "sampling": "stream",
            }
            out.write(orjson.dumps(record) + b"\n")
    inquiry = uproar.new(folder / "stream", title="Seven weeks", terms=["#brussels", "#gopdebate"])
    report = inquiry.load(path, uproar.Options(LOADED_AT))
    assert (report.read, report.stored) == (len(rows), len(rows))
    return inquiry


def test_seven_weeks_ranked_by_hour_agree_with_a_plain_recount(stream: uproar.Inquiry, data: Path) -> None:
    """The trending list of every hour of a day is what counting in plain Python gives."""
    day = datetime(2016, 3, 22, tzinfo=UTC)
    ask = uproar.Ask(stream.latest(), day, day + timedelta(days=1), "#brussels")
    what = measurement("posts.rank")
    evidence = stream.answer(uproar.Question("posts.rank", ask))[0].evidence
    assert evidence is not None
    listed = rank.trending(stream.store.rerun(evidence))
    marked = re.compile(r"[^\s#＃$]?[#＃$][\w]+")
    accounts: dict[int, dict[str, set]] = defaultdict(lambda: defaultdict(set))
    posts: dict[int, Counter] = defaultdict(Counter)
    table = duckdb.sql(
        f"SELECT ts, author, text FROM '{data}/posts/ira_posts_2016h1.parquet' WHERE ts >= '2016-03-22' AND ts < '2016-03-23'"
    ).fetchall()
    for ts, author, text in table:
        for term in {marked_term(word) for word in marked.findall(text or "")}:
            if term and term.startswith("#"):
                accounts[ts.hour][term].add(author)
                posts[ts.hour][term] += 1
    k = what.settings["k"]
    for hour in range(24):
        order = sorted(((len(who), posts[hour][term]) for term, who in accounts[hour].items()), reverse=True)
        expected = [pair for pair in order if sum(other > pair for other in order) < k]
        found = [(row["accounts"], row["posts"]) for row in listed if row["at"].hour == hour and row["rank"] <= k]
        assert sorted(found, reverse=True) == expected, hour


def test_seven_weeks_are_ranked_whole(stream: uproar.Inquiry) -> None:
    """All 1,176 hours are ranked, and a day of news is found as a burst on its day."""
    whole = _finding(stream.measure(only=["posts.rank"]), "posts.rank", "#brussels")
    assert whole.detail["intervals"] == 1176
    burst = _finding(stream.measure(only=["posts.burst"]), "posts.burst", "#brussels")
    assert burst.detail["peak_at"].date() == datetime(2016, 3, 22, tzinfo=UTC).date()


@pytest.fixture(scope="module")
def founding(data: Path, tmp_path_factory: pytest.TempPathFactory) -> uproar.Inquiry:
    """A case in the shape of the founding story, built of invented records: what the story's systems could have left."""
    folder = tmp_path_factory.mktemp("founding")
    inquiry = uproar.new(
        folder / "case", title="Cuties", aliases=["Mignonnes"], terms=["#CancelNetflix"], petitions=[uproar.Petition("cancel", site="change.org")],
        pages=[uproar.TitlePage("cuties")], zone="America/New_York",
    )  # fmt: skip
    start = datetime(2020, 9, 9, 4, tzinfo=UTC)  # Wednesday 00:00 in New York
    with (folder / "posts.ndjson").open("w") as out:
        for hour in range(72):
            for k in range(60):
                loud = 28 <= hour < 48 and k % 2  # from 04:00 on Thursday on
                tag = "#CancelNetflix" if loud else f"#everyday{k % 12}"
                at = start + timedelta(hours=hour, seconds=60 * k)
                record = {"id": f"{hour}-{k}", "at": at.isoformat(), "author": f"a{hour}-{k}", "text": f"post {tag}", "sampling": "stream"}
                out.write(json.dumps(record) + "\n")
    (folder / "readings.csv").write_text(
        "time,count,goal\n"
        + "".join(f"{(start + timedelta(hours=h)).isoformat()},{int(604_200 * min(1, h / 44))},1000000\n" for h in range(0, 73, 2))
    )
    (folder / "users.csv").write_text("id,date,grade,user\n" + "".join(f"{k},2020-09-10,{k % 3},u{k}\n" for k in range(200)))
    (folder / "critics.csv").write_text(
        "id,date,grade,publication\n" + "".join(f"{k},2020-09-09,{80 + k % 15},Paper {k}\n" for k in range(40))
    )
    inquiry.load(folder / "posts.ndjson", uproar.Options(LOADED_AT))
    inquiry.load(folder / "readings.csv", uproar.Options(LOADED_AT, petition="cancel"))
    inquiry.load(folder / "users.csv", uproar.Options(LOADED_AT, scale=(0, 10)))
    inquiry.load(folder / "critics.csv", uproar.Options(LOADED_AT, scale=(0, 100)))
    return inquiry


def test_the_founding_story_is_checked_against_a_case(founding: uproar.Inquiry, data: Path) -> None:
    """Against such a record the hashtag did not trend all Thursday, both receptions hold, and the count contradicts itself."""
    article = founding.check(data / "articles/release.txt", published="2020-09-11")
    verdicts = {
        (str(one.claim.kind), one.claim.attributes.get("side", "")): str(one.verdict)
        for one in article.claims
        if one.claim.kind != "statement"
    }
    assert verdicts == {
        ("reception", "audience"): "supported",
        ("reception", "critics"): "supported",
        ("trending", ""): "contradicted",
        ("petition_count", ""): "inconsistent",
        ("petition_goal", ""): "supported",
        ("page_changed", ""): "not_measurable",
    }
    assert article.fails
    trending = next(one for one in article.claims if one.claim.kind == "trending")
    assert trending.results[0].value == pytest.approx(20 / 24)


def test_the_founding_story_is_read_without_a_case(data: Path) -> None:
    """Ten quotations, the figure with bound, as-of and goal, the times as intervals, and only the count inconsistent."""
    article = uproar.check(data / "articles/release.txt", published="2020-09-11", zone="America/New_York")
    assert len(article.quotes) == 10
    assert [quote.marks for quote in article.quotes].count("opening_missing") == 1
    assert {quote.addressee for quote in article.quotes if quote.addressee} == {"Fox News", "Deadline"}
    (figure,) = [figure for figure in article.figures if figure.goal is not None]
    assert (figure.value, figure.intended, figure.goal, figure.bound) == (604_000_000, 604_000, 1_000_000, "over")
    assert figure.as_of is not None
    assert (figure.as_of.from_at, figure.as_of.to_at) == (datetime(2020, 9, 10, 22, tzinfo=UTC), datetime(2020, 9, 11, 4, tzinfo=UTC))
    assert {str(one.verdict) for one in article.claims} == {"inconsistent", "not_measurable"}
    assert all(one.needs for one in article.claims if one.verdict == "not_measurable")
    for quote in article.quotes:
        assert article.text[slice(*quote.span)] == quote.content
