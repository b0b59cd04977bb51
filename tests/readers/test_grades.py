import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.readers.grades import NONE_REASON, UNREADABLE_REASON, GradeError, is_none, read_grade


@pytest.mark.parametrize(
    ("text", "value", "worst", "best"),
    [
        ("3.5/4", 3.5, 0, 4),
        ("7/10", 7, 0, 10),
        ("7,5 / 10", 7.5, 0, 10),
        ("8 out of 10", 8, 0, 10),
        ("2.5/5.0", 2.5, 0, 5),
        (".5/4", 0.5, 0, 4),
        ("3/ 4", 3, 0, 4),
        ("3.5 /5", 3.5, 0, 5),
        ("3.5 of 5", 3.5, 0, 5),
        ("15/20", 15, 0, 20),
        ("4/6", 4, 0, 6),
        ("85/100", 85, 0, 100),
        ("85%", 85, 0, 100),
        ("85 %", 85, 0, 100),
        ("4/5 stars", 4, 0, 5),
        ("4 stars out of 5", 4, 0, 5),
        ("4 out of 5 stars", 4, 0, 5),
        ("4 von 5 Sternen", 4, 0, 5),
        ("4.5 out of a possible 5 stars", 4.5, 0, 5),
        ("3½/4", 3.5, 0, 4),
        ("3 1/2 out of 4", 3.5, 0, 4),
        ("3 and a half out of 5", 3.5, 0, 5),
        ("1/2 star out of 4", 0.5, 0, 4),
        ("Three out of four", 3, 0, 4),
        ("*** (out of four)", 3, 0, 4),
        ("***1/2/****", 3.5, 0, 4),
        ("★★½☆☆", 2.5, 0, 5),
        ("☆☆☆☆", 0, 0, 4),
        ("★★★★/5", 4, 0, 5),
        ("F", 0, 0, 12),
        ("b+", 9, 0, 12),
        ("B plus", 9, 0, 12),
        ("A minus", 10, 0, 12),
        ("A\N{MINUS SIGN}", 10, 0, 12),
        ("A+", 12, 0, 12),
        ("+2 out of -4..+4", 2, -4, 4),
        ("-2/-4..+4", -2, -4, 4),
        ("0 (-4 to +4)", 0, -4, 4),
        ("Fresh", 1, 0, 1),
        ("Certified-Fresh", 1, 0, 1),
        ("Spilled", 0, 0, 1),
        ("Thumbs  down", 0, 0, 1),
        ("Two thumbs up", 1, 0, 1),
        ("1 thumb up", 1, 0, 1),
        ("👍🏽", 1, 0, 1),
        ("👎", 0, 0, 1),
        ("Empfohlen", 1, 0, 1),
        ("Nicht empfohlen", 0, 0, 1),
        ("true", 1, 0, 1),
        ("٧/١٠", 7, 0, 10),
        ("１０／１０", 10, 0, 10),
        ("Ｂ＋", 9, 0, 12),
        ("\u200e7/10\u200f", 7, 0, 10),
        ("Grade: B+", 9, 0, 12),
        ("Rating 3/5.", 3, 0, 5),
    ],
)
def test_grades_with_scale(text: str, value: float, worst: float, best: float) -> None:
    """A grade that states its scale is read on it, from its worst to its best."""
    grade = read_grade(text)
    assert (grade.value, grade.worst, grade.best) == (value, worst, best)
    assert grade.score == pytest.approx((value - worst) / (best - worst))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7), ("7.0", 7), ("7.3", 7.3), ("4 stars", 4), ("Four stars", 4), ("★★½", 2.5), ("⭐️⭐️⭐️", 3), ("***1/2", 3.5), ("½", 0.5), ("6,5", 6.5), ("3 1/2", 3.5),
        ("3-1/2 stars", 3.5), ("3 1/2 stars", 3.5), ("1/2 star", 0.5), ("3¾", 3.75), ("-3", -3), ("+3", 3), ("3.3333333333333335", 3.3333333333333335),
    ],
)  # fmt: skip
def test_bare_numbers(text: str, value: float) -> None:
    """A number without a scale, stars without hollow ones among them, keeps its scale open instead of guessing it."""
    grade = read_grade(text)
    assert (grade.value, grade.best) == (value, None)
    with pytest.raises(GradeError, match="without a scale"):
        _ = grade.score


@pytest.mark.parametrize(
    "text",
    [
        "great", "must-see", "Highly Recommended", "E", "F+", "A++", "7/0", "five", "7/10/2020", "inf", "1e5", "/10", "one thumb up, one thumb down", "low +2 (-4 to +4)",
        "1/2", "3 3/4", "1,000", "*", "A-/B+", "8/10, 4/5", "4/5 (8/10)", "7-8/10", "7/10²", "①", "Ⅶ", "\u202e01/7", "7\u200f/10", "no stars", "+2 (1 to 4)",
    ],
)  # fmt: skip
def test_unreadable(text: str) -> None:
    """What is no grade, two grades, or one that may be read in two ways is said to be unreadable, and never given a number."""
    with pytest.raises(GradeError, match=f"^{UNREADABLE_REASON}$"):
        read_grade(text)
    assert not is_none(text)


@pytest.mark.parametrize("text", ["", "  ", "-", "—", "N/A", "n.a.", "NaN", "null", "None", "no score", "Not rated", "TBD", "?", "\u200e"])
def test_no_grade(text: str) -> None:
    """A text that says that there is no grade is told apart from a grade that cannot be read."""
    assert is_none(text)
    with pytest.raises(GradeError, match=f"^{NONE_REASON}$"):
        read_grade(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("11/10", "rating outside"), ("9/4", "rating outside"), ("+5 (-4 to +4)", "rating outside"), ("١٢/١٠", "rating outside")],
)
def test_outside_scale(text: str, reason: str) -> None:
    """A grade beyond its own scale has no score."""
    with pytest.raises(GradeError, match=reason):
        _ = read_grade(text).score


def test_long_text() -> None:
    """A text of 1 MB is no grade, which costs no more than looking at its ends."""
    began = time.process_time()
    for text in ("7/10" + "0" * 1_000_000, "★" * 1_000_000, " " * 500_000 + "great" * 100_000, "\u202e" * 1_000_000, "1 " * 500_000):
        with pytest.raises(GradeError, match=UNREADABLE_REASON):
            read_grade(text)
    assert time.process_time() - began < 1


@given(st.floats(0, 100).map(lambda value: round(value, 2)), st.integers(3, 100))
def test_scores_lie_in_unit_interval(value: float, best: int) -> None:
    """Whatever is read as a grade has a score in [0, 1] or a reason why not."""
    grade = read_grade(f"{value:.2f}/{best}")
    if value <= best:
        assert 0 <= grade.score <= 1
    else:
        with pytest.raises(GradeError):
            _ = grade.score


_ALPHABET = st.sampled_from("0123456789½¼★☆*/.,+- %ABCDF()٣７\u200e\u202e") | st.sampled_from(
    (" out of ", " stars", "thumbs up", " and a half", "1/2", "-4..+4")
)


@given(st.text(max_size=30) | st.lists(_ALPHABET, max_size=8).map("".join))
def test_any_text(text: str) -> None:
    """Any text gives a grade with a score in [0, 1], a bare number, or GradeError; nothing else."""
    try:
        grade = read_grade(text)
        score = grade.score if grade.best is not None else 0.0
    except GradeError:
        return
    assert 0 <= score <= 1
    assert abs(grade.value) < 1e6 + 1


_HALVES = {0: ("", ".0"), 1: ("½", ".5", ",5", " ½", " 1/2", "-1/2", " and a half", " and 1/2")}
_OVER = ("/{}", " / {}", " out of {}", " of {}", " out of {} stars", " stars out of {}", " (out of {})", "/{} stars", "/{}.0", " von {}")
_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


@given(st.sampled_from((4, 5, 6, 10, 20, 100)).flatmap(lambda best: st.tuples(st.integers(1, best - 1), st.just(best))), st.data())
def test_round_trip(whole_best: tuple[int, int], data: st.DataObject) -> None:
    """However halves and scales are spelled together, the grade read is the grade written."""
    whole, best = whole_best
    half = data.draw(st.integers(0, 1))
    text = f"{whole}{data.draw(st.sampled_from(_HALVES[half]))}{data.draw(st.sampled_from(_OVER)).format(best)}"
    text = data.draw(st.sampled_from((str, str.upper, lambda spelled: spelled.translate(_DIGITS), lambda spelled: f" {spelled} ")))(text)
    grade = read_grade(text)
    assert (grade.value, grade.worst, grade.best) == (whole + half / 2, 0, best)


@given(st.sampled_from("ABCD"), st.sampled_from((("", 0), ("+", 1), (" plus", 1), ("-", -1), ("−", -1), (" minus", -1))), st.booleans())
def test_letters(letter: str, sign: tuple[str, int], lower: bool) -> None:
    """Letters stand three steps apart, and their signs one step beside them, however the sign is written."""
    text = letter + sign[0]
    assert read_grade(text.lower() if lower else text).value == 2 + 3 * "DCBA".index(letter) + sign[1]


@given(st.integers(0, 5), st.booleans(), st.integers(0, 5))
def test_stars(full: int, half: bool, empty: int) -> None:
    """Stars are counted, the hollow ones as what is missing from the best."""
    text = "★" * full + "½" * half + "☆" * empty
    if not text:
        return
    grade = read_grade(text)
    assert (grade.value, grade.best) == (full + half / 2, full + half + empty if empty else None)
