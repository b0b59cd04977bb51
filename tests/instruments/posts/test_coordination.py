"""posts.coordination: accounts on their own are left alone, groups are found, thin data cannot tell."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from tests import samples
from uproar.dossier import network
from uproar.findings import Ask, Finding, Result, Unmeasured, to_micros
from uproar.instruments.posts import coordination
from uproar.instruments.posts.co_posts import co_posts
from uproar.instruments.run import measure
from uproar.records import Kind, delivered_schema
from uproar.simulate.shares import Shares, add_groups, independent_shares
from uproar.store import Store
from uproar.store.normalise import pseudonym

AS_OF = samples.START + timedelta(days=60)
Build = Callable[[Any], Store]


def _table(shares: Shares, cut: int = 1) -> pa.Table:
    """Reposts as a reader delivers them; times cut to `cut` seconds."""
    count = len(shares.account)
    moments = pa.array(to_micros(samples.START) + shares.moment // cut * cut * 1_000_000)
    columns = {
        "line": pa.array(np.arange(1, count + 1)), "record_id": pa.array(np.arange(count).astype(str)), "source": pa.array(["s"] * count),
        "sampling": pa.array(["stream"] * count), "event_at": moments, "observed_at": moments,
        "raw": pa.array([str(k).encode() for k in range(count)], pa.large_binary()),
        "author": pa.array(np.char.add("a", shares.account.astype(str))), "repost_of": pa.array(np.char.add("i", shares.item.astype(str))),
    }  # fmt: skip
    schema = delivered_schema(Kind.POST)
    return pa.table({field.name: columns.get(field.name, pa.nulls(count, field.type)) for field in schema}, schema=schema)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Make a store of reposts, or of rows."""

    def make(posts: Any) -> Store:
        store = Store(tmp_path)
        store.append(Kind.POST, posts if isinstance(posts, pa.Table) else samples.table(Kind.POST, posts), samples.KEY)
        return store

    return make


def _measure(store: Store, subject: str = "Tidewater", **more: Any) -> Result:
    (result,) = measure(store, coordination.MEASUREMENT, Ask(AS_OF, subject=subject, **more))
    return result


@pytest.mark.parametrize(("count", "life"), [*((count, life) for count in (2_000, 20_000) for life in (None, 3.0, 0.5)), (50_000, 0.5)])
def test_accounts_on_their_own_are_not_linked(build: Build, count: int, life: float | None) -> None:
    """Where everybody reposts on their own, at most the stated rate of accounts is linked, however short the life of what they share."""
    found = _measure(build(_table(independent_shares(count, 1, life=life))))
    if isinstance(found, Finding):
        assert found.detail["accounts_linked"] <= 0.05 * found.detail["accounts_tested"]
        assert found.low == 0.0
    else:
        assert "cannot tell" in found.reason or "nothing to compare" in found.reason


def test_exchanged_times_expect_what_is_there(build: Build) -> None:
    """Where interest never fades and nobody acts together, co-posts are within the spread of those with exchanged times."""
    found = _measure(build(_table(independent_shares(60_000, 2, life=None))))
    assert isinstance(found, Finding)
    for window in found.detail["windows"][1:]:
        assert window["expected"] > 20
        assert window["expected_low"] * 0.7 <= window["co_posts"] <= window["expected_high"] * 1.3


@pytest.mark.parametrize("cut", [1, 60], ids=["seconds", "minutes"])
def test_groups_are_found_among_many(build: Build, cut: int) -> None:
    """Groups of 3 to 40 accounts that act together ten times are found whole among 20,000 reposts, also where times are cut to the minute."""
    shares = add_groups(independent_shares(20_000, 3), [3, 5, 12, 40], 10, 30.0, 5)
    found = _measure(build(_table(shares, cut)), settings={"accounts": True})
    assert isinstance(found, Finding)
    planted = [{pseudonym(f"a{account}", samples.KEY) for account in np.flatnonzero(shares.group == group)} for group in range(4)]
    groups = [set(group) for group in found.detail["groups"]]
    assert all(members in groups for members in planted)
    assert found.detail["accounts_linked"] <= 60 + 3
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high


def _volleys(accounts: int = 6, volleys: int = 8, **more: Any) -> list[dict[str, Any]]:
    """A group that posts the same thing within ten seconds, every three hours, each time something else; and 150 accounts that post on their own."""
    rows: list[dict[str, Any]] = [
        {
            "id": f"v{v}-{k}",
            "at": samples.START + timedelta(hours=3 * v, seconds=k),
            "author": f"bot{k}",
            **{name: make(v) for name, make in more.items()},
        }
        for v in range(volleys)
        for k in range(accounts)
    ]
    return rows + [
        {
            "id": f"n{n}",
            "at": samples.START + timedelta(minutes=7 * n),
            "author": f"n{n % 150}",
            "text": f"number {n} of my own thoughts about sailing",
        }
        for n in range(600)
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"repost_of": lambda v: f"post {v}"},
        {"text": lambda v: f"Everybody must see harbour number {v} before it is gone! https://example.org/{v}"},
        {"text": lambda v: f"see #One{v} #Two #Three"},
        {"links": lambda v: [f"https://example.org/story/{v}"], "text": lambda _: "look"},
    ],
    ids=["repost", "text", "hashtags", "link"],
)
def test_the_same_thing_may_be_a_repost_a_text_a_link_or_hashtags(build: Build, more: dict[str, Any]) -> None:
    """Each of the four ways to post the same thing links a group."""
    found = _measure(build(_volleys(**more)))
    assert isinstance(found, Finding)
    assert found.detail["group_sizes"] == (6,)
    assert found.value == pytest.approx(48 / 648)


def test_capitals_mentions_and_marks_do_not_hide_a_text(build: Build) -> None:
    """Texts that differ in capitals, marks, mentions and links only are the same text."""
    rows = _volleys(repost_of=lambda _: None)
    for row in rows[:48]:
        row["text"] = (
            f"@you{row['author']} Everybody must SEE harbour number {row['id'][1]}{'!' * int(row['author'][3])} http://x.example/{row['id']}"
        )
    found = _measure(build(rows))
    assert isinstance(found, Finding)
    assert found.detail["group_sizes"] == (6,)


def test_one_volley_is_one_occasion(build: Build) -> None:
    """Twenty things shared together within one visit count once: two people who scroll through the same page are no group."""
    rows = _volleys(volleys=0) + [
        {"id": f"s{v}-{k}", "at": samples.START + timedelta(hours=40, seconds=40 * v + k), "author": f"friend{k}", "repost_of": f"post {v}"}
        for v in range(20)
        for k in range(2)
    ]
    found = _measure(build(rows))
    assert isinstance(found, Unmeasured)
    assert "cannot tell" in found.reason


def test_an_account_that_repeats_itself_is_not_two(build: Build) -> None:
    """The same account posting the same text again and again gives no pair."""
    rows = _volleys(accounts=1, volleys=30, text=lambda _: "Everybody must see this harbour before it is gone")
    assert isinstance(_measure(build(rows)), Unmeasured)


def test_a_term_limits_what_is_counted_not_what_accounts_are_judged_by(build: Build) -> None:
    """Asked about a term, the share is that of its posts, written by accounts that the whole record links."""
    rows = _volleys(repost_of=lambda v: f"post {v}")
    rows += [
        {
            "id": f"t{k}",
            "at": samples.START + timedelta(hours=50, minutes=k),
            "author": f"bot{k}" if k < 6 else f"n{k}",
            "text": "#FixTidewater now",
        }
        for k in range(12)
    ]
    found = _measure(build(rows), "#fixtidewater")
    assert isinstance(found, Finding)
    assert (found.value, found.detail["posts"]) == (0.5, 12)
    before = _measure(build(rows), "#fixtidewater", to_at=samples.START + timedelta(hours=49))
    assert isinstance(before, Unmeasured)


def test_samples_decide_what_may_be_said(build: Build) -> None:
    """A browse sample is refused; a search is measured, and says what it cannot see."""
    rows = _volleys(repost_of=lambda v: f"post {v}")
    assert "browse" in getattr(_measure(build([{**row, "sampling": "browse", "source": "b"} for row in rows])), "reason", "")


def test_a_search_says_what_it_cannot_see(build: Build) -> None:
    """Co-posts within a search are valid for what it matched, and the finding says so."""
    found = _measure(build([{**row, "sampling": "search"} for row in _volleys(repost_of=lambda v: f"post {v}")]))
    assert isinstance(found, Finding)
    assert any("search" in note for note in found.notes)


def test_posts_without_authors_cannot_be_judged(build: Build) -> None:
    """Without authors there are no accounts, and the reason says so."""
    found = _measure(build([{**row, "author": None} for row in _volleys(repost_of=lambda v: f"post {v}")]))
    assert isinstance(found, Unmeasured)
    assert "author" in found.reason


def test_accounts_are_told_only_when_asked(build: Build) -> None:
    """Neither detail nor the shown evidence holds a pseudonym unless the setting asks for it; the posts behind an edge can then be listed."""
    store = build(_volleys(repost_of=lambda v: f"post {v}"))
    silent = _measure(store)
    told = _measure(store, settings={"accounts": True})
    assert isinstance(silent, Finding)
    assert isinstance(told, Finding)
    bots = {str(pseudonym(f"bot{k}", samples.KEY)) for k in range(6)}
    assert silent.evidence is not None
    assert not any(bot in f"{silent.detail} {silent.evidence.rows} {silent.notes}" for bot in bots)
    edge = told.detail["edges"][0]
    posts = [post for post in co_posts(store, told) if (post["a"], post["b"]) == (edge["a"], edge["b"])]
    assert {post["author"] for post in posts} == {edge["a"], edge["b"]}
    assert len({post["object"] for post in posts}) == edge["co_posts"] == 8
    assert all(post["record_id"].startswith("v") for post in posts)


def test_the_network_opens_elsewhere_and_runs_nothing(build: Build) -> None:
    """GraphML parses with every account and edge, CSV cells that a spreadsheet would run are made text, and without accounts there is a plain refusal."""
    store = build(_volleys(repost_of=lambda v: f"post {v}"))
    told, silent = _measure(store, settings={"accounts": True}), _measure(store)
    assert isinstance(told, Finding)
    assert isinstance(silent, Finding)
    graph = network.graphml(told)
    assert graph.count("<node ") == 6
    assert graph.count("<edge ") == 15
    lines = network.nodes_csv(told).splitlines()
    assert len(lines) == 7
    assert not any(line.startswith(("-", "=", "+", "@")) for line in lines)
    assert len(network.edges_csv(told).splitlines()) == 16
    with pytest.raises(ValueError, match="accounts"):
        network.graphml(silent)


def test_a_common_lunch_hour_links_nobody(build: Build) -> None:
    """Accounts that share the same few things once a day in the same hour, each on its own, while others post at any time, are not linked."""
    draws = np.random.default_rng(4)
    day, hour = 86_400, 3_600
    rows = []
    for date in range(10):
        things = [f"thing {date}-{number}" for number in range(3)]
        rows += [
            {
                "id": f"l{date}-{k}",
                "at": samples.START + timedelta(seconds=date * day + 12 * hour + int(draws.integers(hour))),
                "author": f"lunch{k}",
                "text": "x",
                "repost_of": things[int(draws.integers(3))],
            }
            for k in range(120)
        ]
        rows += [
            {
                "id": f"c{date}-{k}",
                "at": samples.START + timedelta(seconds=date * day + int(draws.integers(day))),
                "author": f"casual{date}-{k}",
                "text": "x",
                "repost_of": things[int(draws.integers(3))],
            }
            for k in range(200)
        ]
    told = _measure(build(rows))
    linked = told.detail["accounts_linked"] if isinstance(told, Finding) else 0
    assert linked <= 6


def test_posts_of_accounts_that_cannot_be_judged_are_no_zero(build: Build) -> None:
    """Two hundred fresh accounts with one text in two minutes share nothing else: cannot tell, although a ring elsewhere makes the record measurable."""
    rows = _volleys(repost_of=lambda v: f"post {v}")
    rows += [
        {
            "id": f"x{k}",
            "at": samples.START + timedelta(hours=30, seconds=k % 120),
            "author": f"fresh{k}",
            "text": "give us back our harbour now please #army",
        }
        for k in range(200)
    ]
    told = _measure(build(rows), "#army")
    assert isinstance(told, Unmeasured)
    assert "cannot tell" in told.reason
    assert "200 posts" in told.reason


def _with_strangers(strangers: int) -> list[dict[str, Any]]:
    """The ring's 48 posts with a hashtag, and posts with it by accounts that are never seen again."""
    rows = _volleys(repost_of=lambda v: f"post {v}", text=lambda _: "#army")
    return rows + [
        {"id": f"x{k}", "at": samples.START + timedelta(hours=30, minutes=k), "author": f"fresh{k}", "text": f"thought {k} #army"}
        for k in range(strangers)
    ]


def test_where_most_cannot_be_judged_the_upper_end_counts_them(build: Build) -> None:
    """Of 48 posts of a ring and 152 of strangers a quarter is coordinated at least, and all may be; the note says why in plain words."""
    told = _measure(build(_with_strangers(152)), "#army")
    assert isinstance(told, Finding)
    assert (told.value, told.low, told.high) == (0.24, 0.24, 1.0)
    assert (told.detail["at_least"], told.detail["at_most"], told.detail["mostly_judged"]) == (0.24, 1.0, False)
    assert "at most 100% came from accounts that act together" in told.notes[1]


def test_where_most_can_be_judged_the_interval_is_of_those(build: Build) -> None:
    """Of 48 posts of a ring and 12 of strangers the interval speaks of accounts that could be judged, and the bounds over all posts stand beside it."""
    told = _measure(build(_with_strangers(12)), "#army")
    assert isinstance(told, Finding)
    assert (told.value, told.low, told.high) == (0.8, 0.8, 0.8)
    assert (told.detail["at_least"], told.detail["at_most"], told.detail["mostly_judged"]) == (0.8, 1.0, True)
    assert not any("at most" in note for note in told.notes)
