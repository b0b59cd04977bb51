from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.stats.bursts.detector import Detector
from uproar.stats.bursts.online import Online
from uproar.stats.bursts.stream import Stream
from uproar.stats.bursts.term import Judged

HOUR = 3_600_000_000
DAY = 24 * HOUR
Post = tuple[int, int, list[str]]


def batch(posts: list[Post]) -> list[Judged]:
    """The same posts closed interval by interval, in order."""
    intervals: dict[int, list[Post]] = defaultdict(list)
    for post in posts:
        intervals[post[0] // HOUR].append(post)
    detector, rows = Detector(Stream(24, history=0)), []
    for index in sorted(intervals):
        uses: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for _, account, terms in intervals[index]:
            for term in set(terms):
                uses[term][account] += 1
        rows += detector.close(index, {term: counts.items() for term, counts in uses.items()}, len({post[1] for post in intervals[index]}))
    return rows


def by_key(rows: list[Judged]) -> list[Judged]:
    return sorted(rows, key=lambda row: (row.interval, str(row.term)))


def run(online: Online, posts: list[Post]) -> list[Judged]:
    rows = [row for moment, account, terms in posts for row in online.add(moment, account, terms)]
    return rows + online.finish()


def new(**settings_: int) -> Online:
    return Online(Detector(Stream(24, history=0)), **{"interval": HOUR, "origin": 0, "allowance": 0} | settings_)


POSTS = st.lists(
    st.tuples(st.integers(0, 6 * DAY), st.integers(0, 9), st.lists(st.sampled_from("abc"), max_size=3), st.integers(0, 5 * HOUR)),
    max_size=60,
)


@settings(max_examples=200, deadline=None)
@given(posts=POSTS)
def test_a_stream_out_of_order_within_the_allowance_is_judged_as_a_batch(posts) -> None:
    """Posts delivered up to the allowance late give the rows of the batch over the same posts, and none is left out."""
    delivered = sorted(posts, key=lambda post: post[0] + post[3])
    online = new(allowance=5 * HOUR, ahead=10 * DAY)
    rows = run(online, [(moment, account, terms) for moment, account, terms, _ in delivered])
    assert by_key(rows) == by_key(batch([post[:3] for post in posts]))
    assert (online.late, online.ahead) == (0, 0)


@settings(max_examples=200, deadline=None)
@given(posts=POSTS, allowance=st.integers(0, 2 * DAY), ahead=st.integers(0, 2 * DAY))
def test_every_post_is_counted_or_left_out_and_nothing_closes_twice(posts, allowance, ahead) -> None:
    """Whatever the order and the settings, the posts of a term judged by `least_accounts` 1, the late and those ahead add up to all posts."""
    taken = [(moment, number, ["x"]) for number, (moment, *_) in enumerate(posts)]
    detector = Detector(Stream(24, history=0, least_accounts=1, windows=(1,)))
    online = Online(detector, interval=HOUR, origin=0, allowance=allowance, ahead=ahead)
    rows = run(online, taken)
    assert len({row.interval for row in rows}) == len(rows)
    assert [row.interval for row in rows] == sorted(row.interval for row in rows)
    assert sum(row.posts for row in rows) + online.late + online.ahead == len(taken)


def test_what_is_known_at_a_close_is_returned_at_once() -> None:
    """An interval is judged by the post that moves the clock past its end and the allowance, not only at the end of the stream."""
    online = new(allowance=HOUR)
    for account in range(5):
        assert online.add(account, account, ["#fix"]) == []
    assert [online.add(2 * HOUR, account, []) for account in (7, 8)] == [[], []]
    closed = online.add(2 * HOUR, 9, [])
    assert [(row.term, row.interval, row.accounts) for row in closed] == [("#fix", 0, 5)]


def test_posts_later_than_the_allowance_are_counted_and_left_out() -> None:
    """A post whose interval is closed changes no row and is counted as late."""
    posts = [(hour * HOUR, account, ["#fix"]) for hour in range(10) for account in range(4)]
    online = new(allowance=HOUR)
    rows = [row for post in posts for row in online.add(*post)]
    rows += online.add(3 * HOUR, 99, ["#fix"])
    rows += online.finish()
    assert online.late == 1
    assert by_key(rows) == by_key(batch(posts))


def test_two_stray_posts_from_the_future_close_nothing() -> None:
    """Two posts a year ahead among any five neither close an interval nor are taken in; they are counted, again and again."""
    posts = [(minute * HOUR // 60, minute % 7, ["#fix"]) for minute in range(600)]
    online = new(allowance=HOUR)
    rows = []
    for number, post in enumerate(posts):
        if number % 100 == 50:
            rows += online.add(post[0] + 365 * DAY, 98, ["#fix"]) + online.add(post[0] + 400 * DAY, 99, ["#fix"])
        rows += online.add(*post)
    rows += online.finish()
    assert (online.late, online.ahead) == (0, 12)
    assert by_key(rows) == by_key(batch(posts))


def test_a_stream_that_goes_on_after_a_pause_loses_no_post() -> None:
    """After a pause longer than `ahead`, the third post confirms the first two, which are taken in."""
    posts = [(hour * HOUR, account, ["#fix"]) for hour in (*range(5), *range(500, 505)) for account in range(4)]
    online = new(ahead=DAY)
    assert by_key(run(online, posts)) == by_key(batch(posts))
    assert (online.late, online.ahead) == (0, 0)


def test_an_accounts_uses_within_an_interval_are_one_entry() -> None:
    """Twelve posts of one account in an hour are one account with twelve uses, and a term named twice in a post is one use."""
    online = new()
    rows = run(online, [(minute * HOUR // 60, account, ["#fix", "#fix"]) for minute in range(4) for account in (1, 2, 3) for _ in range(3)])
    assert [(row.accounts, row.posts) for row in rows] == [(3, 36)]


def test_open_intervals_are_bounded() -> None:
    """However long the stream, no more intervals are open than the allowance and the reach ahead span."""
    online, most = new(allowance=3 * HOUR, ahead=4 * HOUR), 0
    for minute in range(0, 60 * 24 * 20, 7):
        online.add(minute * HOUR // 60 + (minute % 3) * HOUR, minute % 11, ["#fix"])
        most = max(most, len(online._open))
    assert 1 < most <= (3 + 4) + 2
