import math
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.stats.bursts.detector import Detector
from uproar.stats.bursts.evidence import surprise
from uproar.stats.bursts.stream import Stream
from uproar.stats.bursts.term import Judged

DAY = 24
Hours = dict[int, dict[str, dict[int, int]]]


def tail(count: int, mean: float, dispersion: float) -> float:
    """P(X >= count) of a negative binomial, summed from its probabilities."""
    shape = 1 / dispersion
    below = (
        math.exp(
            math.lgamma(x + shape) - math.lgamma(shape) - math.lgamma(x + 1)
            + shape * math.log(shape / (shape + mean)) + x * math.log(mean / (shape + mean))
        )
        for x in range(count)
    )  # fmt: skip
    return 1 - sum(below)


def background(days: int, seed: int = 1, accounts: int = 40, term: str = "#calm", rate: int = 2) -> Hours:
    """Forty accounts an hour over ten terms, and two with a term of their own."""
    rng = random.Random(seed)
    hours: Hours = {}
    for hour in range(days * DAY):
        who = rng.sample(range(1000), accounts)
        hours[hour] = {f"#other{number}": dict.fromkeys(who[number::10], 1) for number in range(10)}
        hours[hour][term] = dict.fromkeys(rng.sample(range(1000), rate), 1)
    return hours


def close(detector: Detector, hours: Hours) -> list[Judged]:
    rows: list[Judged] = []
    for hour in sorted(hours):
        active = len({account for counts in hours[hour].values() for account in counts})
        rows += detector.close(hour, {term: counts.items() for term, counts in hours[hour].items()}, active)
    return rows


def alarms(rows: Iterable[Judged], term: str) -> list[int]:
    return [row.interval for row in rows if row.alarmed and row.term == term]


@given(count=st.integers(0, 150), mean=st.floats(0.05, 60), dispersion=st.floats(0.01, 2))
def test_surprise_bounds_the_tail(count, mean, dispersion) -> None:
    """A count as high has a probability of at most exp(-surprise)."""
    assert tail(count, mean, dispersion) <= math.exp(-surprise(count, mean, dispersion)) + 1e-9


@given(mean=st.floats(0.05, 60), dispersion=st.floats(0.01, 2), counts=st.lists(st.integers(0, 300), min_size=2, max_size=2).map(sorted))
def test_surprise_grows_with_the_count_and_is_zero_at_the_mean(mean, dispersion, counts) -> None:
    """No surprise at or below the mean, and a higher count never surprises less."""
    assert surprise(mean, mean, dispersion) == 0
    assert surprise(counts[0], mean, dispersion) <= surprise(counts[1], mean, dispersion) + 1e-9


STREAM = st.dictionaries(
    st.integers(0, 24 * 12),
    st.dictionaries(st.sampled_from("abc"), st.dictionaries(st.integers(0, 8), st.integers(1, 3), min_size=1)),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(hours=STREAM, cut=st.integers(0, 24 * 12))
def test_later_intervals_change_nothing(hours, cut) -> None:
    """What a prefix of the stream gives is a prefix of what the whole stream gives."""
    early = close(Detector(Stream(DAY, start=0)), {hour: terms for hour, terms in hours.items() if hour < cut})
    assert close(Detector(Stream(DAY, start=0)), hours)[: len(early)] == early


@settings(max_examples=60, deadline=None)
@given(hours=STREAM)
def test_the_order_of_terms_and_accounts_within_an_interval_is_indifferent(hours) -> None:
    """The rows are the same, up to their order, whichever way the mappings are ordered."""
    turned = {hour: {term: dict(reversed(counts.items())) for term, counts in reversed(terms.items())} for hour, terms in hours.items()}
    key = lambda row: (row.interval, row.term)
    assert sorted(close(Detector(Stream(DAY, start=0)), turned), key=key) == sorted(close(Detector(Stream(DAY, start=0)), hours), key=key)


def test_a_clear_burst_alarms_in_its_first_interval() -> None:
    """Thirty accounts in an hour where fifty a day are usual alarm at that hour's close, and nothing before does."""
    hours = background(21)
    hours[20 * DAY]["#calm"] |= dict.fromkeys(range(2000, 2030), 1)
    hours[20 * DAY + 1]["#calm"] |= dict.fromkeys(range(2030, 2060), 1)
    assert alarms(close(Detector(Stream(DAY, start=0)), hours), "#calm")[0] == 20 * DAY


def test_a_new_term_alarms_within_its_first_hours() -> None:
    """A term never seen before that ten accounts an hour use alarms by its second hour."""
    hours = background(10)
    for hour in range(4):
        hours[9 * DAY + hour]["#new"] = dict.fromkeys(range(3000 + hour * 10, 3010 + hour * 10), 1)
    assert alarms(close(Detector(Stream(DAY, start=0)), hours), "#new")[0] <= 9 * DAY + 1


def test_one_prolific_account_never_alarms() -> None:
    """Ten thousand uses by one account are one account."""
    hours = background(10)
    for hour in range(9 * DAY, 10 * DAY):
        hours[hour]["#spam"] = {5000: 10_000}
    rows = close(Detector(Stream(DAY, start=0)), hours)
    assert not alarms(rows, "#spam")
    assert "#spam" not in {row.term for row in rows}


def test_neither_an_outage_nor_a_change_of_sampling_alarms() -> None:
    """A stream that is gone for twelve hours, and one of which five times as much arrives from one hour to the next, raise no alarm."""
    outage = {hour: terms for hour, terms in background(20).items() if not 15 * DAY + 3 <= hour < 15 * DAY + 15}
    assert not [row for row in close(Detector(Stream(DAY, start=0)), outage) if row.alarmed]
    thin, full = background(15, accounts=40, rate=2), background(30, seed=2, accounts=200, rate=10)
    louder = {hour: thin.get(hour, full[hour]) for hour in full}
    assert not [row for row in close(Detector(Stream(DAY, start=0)), louder) if row.alarmed]


def test_a_gap_neither_makes_a_burst_nor_lowers_what_is_expected() -> None:
    """After three days without any post nothing alarms, and at most a tenth of the expectation is lost; without `gap` it is further off."""
    hours = {hour: terms for hour, terms in background(20).items() if not 12 * DAY <= hour < 15 * DAY}
    with_gap, without = (close(Detector(Stream(DAY, start=0, gap=gap)), hours) for gap in (DAY, None))
    assert not [row for row in with_gap if row.alarmed]
    expected = [{row.interval: row.expected for row in rows if row.term == "#calm" and row.window == DAY} for rows in (with_gap, without)]
    before = max(hour for hour in expected[0] if hour < 12 * DAY)
    after = min(hour for hour in expected[0] if hour >= 16 * DAY)
    assert expected[0][after] >= 0.9 * expected[0][before]
    assert abs(expected[0][after] - expected[0][before]) <= abs(expected[1][after] - expected[0][before])


def test_a_weekly_burst_alarms_the_first_two_times_at_most() -> None:
    """A term that the same weekday brings every week stands out twice, then it is usual."""
    hours = background(7 * 8)
    rng = random.Random(3)
    for week in range(8):
        for hour in range(10, 22):
            hours[week * 7 * DAY + 3 * DAY + hour]["#friday"] = dict.fromkeys(rng.sample(range(6000, 6400), 6), 1)
    weeks = {hour // (7 * DAY) for hour in alarms(close(Detector(Stream(DAY, start=0)), hours), "#friday")}
    assert weeks
    assert weeks <= {0, 1}


def test_intervals_out_of_order_are_refused() -> None:
    """A second close of the same or an earlier interval says which interval is closed."""
    detector = Detector(Stream(DAY, start=0))
    detector.close(5, {}, 1)
    with pytest.raises(ValueError, match="interval 5 is not later than 5"):
        detector.close(5, {}, 1)


def test_memory_holds_live_terms_only() -> None:
    """Of ten thousand terms that come once each, those of the last four half-lives and a sweep are remembered."""
    detector = Detector(Stream(DAY, start=0, half_life=DAY))
    most = 0
    for hour in range(100 * DAY):
        used = {f"#{hour}-{number}": [(account, 1) for account in range(4)] for number in range(4)}
        detector.close(hour, used, 4)
        most = max(most, detector.live_terms)
    assert most <= 4 * DAY * (4 + 7 + 1)


def test_a_term_keeps_a_month_of_hours() -> None:
    """However long a term is used every hour, the hours kept for its rhythm are those of thirty days and a sweep."""
    detector, most = Detector(Stream(DAY, start=0)), 0
    for hour in range(120 * DAY):
        detector.close(hour, {"#a": [(account, 1) for account in range(4)]}, 4)
        most = max(most, len(detector._terms["#a"]._hours))
    assert 28 * DAY < most <= (30 + 7 + 1) * DAY


@pytest.mark.parametrize("spread", [0.0, 0.25], ids=["poisson", "overdispersed"])
def test_a_calm_stream_keeps_the_rate_of_false_alarms(spread, module_at) -> None:
    """Without one-weekday terms, a simulated calm stream raises no more alarm episodes than the setting allows."""
    bench = module_at(Path(__file__).parents[2] / "benchmarks" / "detector.py")
    stream = bench.simulated(11, days=40, terms=500, a_day=1500.0, spread=spread, weekday=0.0)
    assert len(bench.episode_starts(bench.alarm_hours(stream, 0.1))) <= 0.1 * 40
