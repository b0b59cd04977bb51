"""The scale of bare numbers: their row's, or the one that the person gave; where there is none the file is asked about, never guessed at."""

from __future__ import annotations

import math
from typing import Final

from uproar.errors import AmbiguousError, UsageError
from uproar.readers.grades import Grade, GradeError, read_grade
from uproar.readers.options import Options

_USUAL: Final = (1, 4, 5, 6, 10, 20, 100)


def scaled(grade: Grade, best: str, worst: str, options: Options) -> Grade:
    """Give a bare number the scale of its row, or else the one that the person gave; a grade with its own scale keeps it.

    Raises:
        GradeError: The row's scale cannot be read, or has no end.
    """
    if grade.best is not None:
        return grade
    low, high = options.scale if options.scale is not None else (0.0, None)
    try:
        high = float(best) if best.strip() else high
        low = float(worst) if worst.strip() else low
    except ValueError:
        raise GradeError("scale that cannot be read") from None
    if not math.isfinite(low) or (high is not None and not math.isfinite(high)):
        raise GradeError("scale without an end (nan or inf)")
    return Grade(grade.value, low, high)


def check_scale(options: Options) -> None:
    """Refuse a given scale that is none.

    Raises:
        UsageError: An end is not finite, or the worst rating is not below the best.

    Example:
        >>> from datetime import UTC, datetime
        >>> check_scale(Options(datetime(2026, 1, 1, tzinfo=UTC), scale=(0.0, float("inf"))))
        Traceback (most recent call last):
        uproar.errors.UsageError: --scale needs two finite numbers, the worst rating below the best, got 0-inf. Write it as --scale 0-10.
    """
    if options.scale is not None:
        worst, best = options.scale
        if not (math.isfinite(worst) and math.isfinite(best) and worst < best):
            needed = "two finite numbers, the worst rating below the best"
            raise UsageError("--scale", needed, f"{worst:g}-{best:g}", "Write it as --scale 0-10.")


class ScaleSurvey:
    """Looks through a file's grades before anything is stored: bare numbers without any scale must be asked about.

    Args:
        options: What the person says.
    """

    def __init__(self, options: Options) -> None:
        check_scale(options)
        self._options = options
        self._low = float("inf")
        self._high = float("-inf")
        self._count = 0

    def see(self, rating: str, best: str) -> None:
        """Look at one grade and its row's best rating."""
        if best.strip():
            return
        try:
            grade = read_grade(rating)
        except GradeError:
            return
        if grade.best is None:
            self._count += 1
            self._low, self._high = min(self._low, grade.value), max(self._high, grade.value)

    def check(self, path: str) -> None:
        """Ask for the scale if it is needed.

        Raises:
            AmbiguousError: Some grades are bare numbers, and neither the file nor the person gives their scale.
        """
        if self._count and self._options.scale is None:
            # The smallest usual scale that holds them is an example, not a guess: nothing is read with it.
            example = next((best for best in _USUAL if self._high <= best), _USUAL[-1])
            got = f"{self._count:,} bare numbers; the values run from {self._low:g} to {self._high:g}"
            advice = f"Give --scale WORST-BEST, e.g. --scale 0-{example}."
            if self._low >= 1:  # many scales begin at 1, and then the lowest grade is 1
                advice = f"Give --scale WORST-BEST as the site has it: --scale 1-{example} where 1 is the lowest that can be given, --scale 0-{example} where 0 is."
            raise AmbiguousError(path, "the scale of its ratings", got, advice)
