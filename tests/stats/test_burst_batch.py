"""A whole stream judged term by term."""

from collections import Counter, defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.stats.bursts import batch
from uproar.stats.bursts.detector import Detector
from uproar.stats.bursts.stream import Stream

DAY = 24
# Up to a year of days, so that gaps and terms forgotten in between are among the streams.
STREAM = st.dictionaries(
    st.tuples(st.integers(0, 365), st.integers(0, 23)).map(lambda at: at[0] * DAY + at[1]),
    st.dictionaries(st.sampled_from("abc"), st.dictionaries(st.integers(0, 8), st.integers(1, 3), min_size=1)),
    max_size=60,
)
RULES = st.fixed_dictionaries(
    {
        "half_life": st.sampled_from([None, 12.0, 5.0 * DAY]),
        "gap": st.sampled_from([None, DAY, 3 * DAY]),
        "windows": st.sampled_from([None, (24,), (12, 6, 1)]),
        "false_alarms_per_day": st.sampled_from([0.1, 30.0]),
    }
)


@settings(max_examples=200, deadline=None)
@given(hours=STREAM, rules=RULES)
def test_terms_judged_one_by_one_give_the_rows_of_the_detector(hours, rules) -> None:
    """Judging every term by itself gives exactly the rows that judging all of them interval by interval gives."""
    active = {hour: len({account for counts in terms.values() for account in counts}) for hour, terms in hours.items()}
    detector, at_once = Detector(Stream(DAY, **rules)), []
    uses = defaultdict(list)
    for hour in sorted(hours):
        at_once += detector.close(hour, {term: counts.items() for term, counts in hours[hour].items()}, active[hour])
        for term, counts in hours[hour].items():
            uses[term].append((hour, tuple(counts.items())))
    judgements = Counter(hour for one in uses.values() for hour in batch.judged_in(one, (rules["windows"] or (DAY,))[0], 3))
    assert judgements == Counter(row.interval for row in at_once)
    intervals = [(hour, active[hour], judgements[hour]) for hour in sorted(hours)]
    one_by_one = list(batch.judged(Stream(DAY, **rules), intervals, uses.items()))
    key = lambda row: (row.interval, row.term)
    assert sorted(one_by_one, key=key) == sorted(at_once, key=key)
    longest = (rules["windows"] or (DAY,))[0]
    most = {
        term: max(len({a for at, used in one if hour - longest < at <= hour for a, _ in used}) for hour, _ in one)
        for term, one in uses.items()
    }
    alarmed = batch.alarms(Stream(DAY, **rules), intervals, ((term, most[term], one) for term, one in uses.items()))
    assert list(alarmed) == [row for row in one_by_one if row.alarmed]


def test_alarms_pass_over_no_burst() -> None:
    """A burst of thirty accounts after days of three is among the alarms, beside a term too small to be judged that is not."""
    calm = [(hour, ((0, 1), (1, 1), (2, 1))) for hour in range(0, 5 * DAY, 6)]
    burst = [*calm, (5 * DAY, tuple((account, 1) for account in range(30)))]
    intervals = [(hour, 3 if hour < 5 * DAY else 30, 2) for hour, _ in burst]
    found = list(batch.alarms(Stream(DAY), intervals, [("calm", 3, calm), ("burst", 30, burst)]))
    assert [(row.term, row.interval) for row in found] == [("burst", 5 * DAY)]
