import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.readers.grades import GradeError, read_grade


@pytest.mark.parametrize(
    ("text", "value", "worst", "best"),
    [
        ("3.5/4", 3.5, 0, 4),
        ("7/10", 7, 0, 10),
        ("7,5 / 10", 7.5, 0, 10),
        ("8 out of 10", 8, 0, 10),
        ("85%", 85, 0, 100),
        ("F", 0, 0, 12),
        ("b+", 9, 0, 12),
        ("A\N{MINUS SIGN}", 10, 0, 12),
        ("A+", 12, 0, 12),
        ("★★½☆☆", 2.5, 0, 5),
        ("☆☆☆☆", 0, 0, 4),
        ("4 out of 5 stars", 4, 0, 5),
        ("3½/4", 3.5, 0, 4),
        ("Fresh", 1, 0, 1),
        ("Thumbs  down", 0, 0, 1),
        ("Empfohlen", 1, 0, 1),
        ("Nicht empfohlen", 0, 0, 1),
        ("true", 1, 0, 1),
    ],
)
def test_grades_with_scale(text: str, value: float, worst: float, best: float) -> None:
    """A grade that states its scale is read on it, from its worst to its best."""
    grade = read_grade(text)
    assert (grade.value, grade.worst, grade.best) == (value, worst, best)
    assert grade.score == pytest.approx((value - worst) / (best - worst))


@pytest.mark.parametrize(("text", "value"), [("7", 7), ("7.0", 7), ("4 stars", 4), ("★★½", 2.5), ("½", 0.5), ("6,5", 6.5)])
def test_bare_numbers(text: str, value: float) -> None:
    """A number without a scale, stars without hollow ones among them, keeps its scale open instead of guessing it."""
    grade = read_grade(text)
    assert (grade.value, grade.best) == (value, None)
    with pytest.raises(GradeError, match="without a scale"):
        _ = grade.score


@pytest.mark.parametrize(
    "text", ["", "great", "E", "F+", "7/0", "3 1/2", "five", "tbd", "7/10/2020", "nan", "inf", "1e5", "١٢/١٠", "-", "/10", "A++", "n/a"]
)
def test_unreadable(text: str) -> None:
    """What is no grade is said to be none, and never given a number."""
    with pytest.raises(GradeError):
        read_grade(text)


def test_outside_scale() -> None:
    """A grade beyond its own scale has no score."""
    with pytest.raises(GradeError, match="outside its scale"):
        _ = read_grade("11/10").score


@given(st.floats(0, 100).map(lambda value: round(value, 2)), st.integers(1, 100))
def test_scores_lie_in_unit_interval(value: float, best: int) -> None:
    """Whatever is read as a grade has a score in [0, 1] or a reason why not."""
    grade = read_grade(f"{value:.2f}/{best}")
    if value <= best:
        assert 0 <= grade.score <= 1
    else:
        with pytest.raises(GradeError):
            _ = grade.score


@given(st.text(max_size=30))
def test_any_text(text: str) -> None:
    """Any text is a grade or raises GradeError, nothing else."""
    try:
        grade = read_grade(text)
    except GradeError:
        return
    assert grade.value >= 0
