"""What the dossier tells of the whole stream's bursts, and of bursts whose accounts mostly could not be judged."""

from dataclasses import replace
from datetime import timedelta

from tests.dossier import tidewater
from uproar.dossier.build import build
from uproar.findings import Finding

AS_OF = tidewater.AS_OF


def _took_off(bursts: int) -> Finding:
    rows = tuple(
        {
            "term": f"#tag{number}", "alarm_at": tidewater.ONSET + timedelta(hours=number), "strongest_at": AS_OF, "last_alarm_at": AS_OF, "window_hours": 24.0,
            "accounts": 100 - number, "posts": 1200, "expected": 1.5, "expected_error": 0.2, "evidence": 90.0 - number,
        }
        for number in range(bursts)
    )  # fmt: skip
    detail = {"bursts": bursts, "terms_judged": 40, "judgements": 9000, "by_chance": 1.6}
    return Finding(
        "posts.bursts", "Tidewater", bursts, "terms", AS_OF, "m", from_at=tidewater.ONSET, to_at=AS_OF, detail=detail, series=rows
    )


def _told(finding: Finding) -> str:
    return " ".join(sentence.text for sentence in build(tidewater.CASE, AS_OF, [finding], [], []).summary)


def test_the_ten_strongest_are_listed() -> None:
    """The table holds ten rows, the strongest first, and says how many bursts there are; the sentence names three and what chance would give."""
    dossier = build(tidewater.CASE, AS_OF, [_took_off(12)], [], [])
    (table,) = [table for section in dossier.sections for table in section.tables]
    assert [row[0] for row in table.rows] == [f"#tag{number}" for number in range(10)]
    assert table.rows[0][2:] == ("100", "1,200", "24 hours", "1.50")
    assert "10 strongest of 12" in table.cut
    (said,) = [sentence.text for sentence in dossier.summary]
    assert said.startswith("Of the whole record 12 hashtags took off ")
    assert "#tag0, #tag1 and #tag2 most clearly; by chance at most about 2 of 12 bursts" in said


def test_nothing_took_off_is_a_sentence_and_no_table() -> None:
    """Where no term stood out, that is said."""
    dossier = build(tidewater.CASE, AS_OF, [_took_off(0)], [], [])
    assert not any(section.tables for section in dossier.sections)
    assert "No hashtag of the whole record took off" in dossier.summary[0].text


def test_bursts_of_accounts_that_cannot_be_judged_are_told_so() -> None:
    """Where most posts are by accounts that post too little, the sentence says so, and that the upper bound counts them."""
    burst = next(
        one for one in tidewater.posts() if isinstance(one, Finding) and one.name == "posts.burst" and one.subject == "#fixtidewater"
    )
    for share, low, begins in ((0.1, 0.08, "About 10%"), (0.0, 0.0, "None"), (0.1, 0.0, "Perhaps 10%")):
        known = {"share": share, "low": low, "high": 0.9, "posts": 900, "posts_tested": 180, "accounts_linked": 9, "mostly_judged": False}
        each = tuple({**one, "coordinated": known} for one in burst.detail["each"])
        text = _told(replace(burst, detail={**burst.detail, "coordinated": known, "each": each, "latest": each[-1]}))
        said = text[text.index(begins) :]
        assert "most of them are by accounts that post too little to be judged, and the upper bound counts all of those" in said
        assert "90%" in said
        assert "accounts that could be linked" not in said
