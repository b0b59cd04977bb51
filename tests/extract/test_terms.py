import sys
import unicodedata

import pyarrow as pa
import pytest

from uproar.extract.terms import INVISIBLE, SETTLED, fold, marked_term, normal_term
from uproar.store.duckdb import DuckDBEngine

CHARACTERS = [chr(code) for code in range(1, sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]


def _matching(expression: str) -> list[tuple[str, str]]:
    """Characters that match an expression of the engine's, and their lower-case form in it."""
    rows = DuckDBEngine().transform(
        pa.table({"c": CHARACTERS}), f"SELECT c, lower(c) AS low FROM incoming WHERE regexp_full_match(c, '{expression}')"
    )
    return list(zip(rows["c"].to_pylist(), rows["low"].to_pylist(), strict=True))


def test_settled_characters_fold_to_lower_case() -> None:
    """A text of settled characters needs no folding: each folds to its lower-case form, and none is a mark that could join or pass another."""
    settled = _matching(f"[{SETTLED}]")
    assert len(settled) > 40_000
    assert [c for c, low in settled if fold(c) != low] == []
    decomposed = (unicodedata.decomposition(c).split() for c in CHARACTERS)
    joining = {chr(int(parts[1], 16)) for parts in decomposed if len(parts) == 2 and not parts[0].startswith("<")}
    assert [c for c, _ in settled if unicodedata.combining(c) or c in joining] == []


def test_invisible_characters_are_unicodes_own() -> None:
    """The invisible characters are the 4,174 that Unicode calls default-ignorable, in the engine's expressions as in Python."""
    invisible = [c for c, _ in _matching(f"[{INVISIBLE}]")]
    assert len(invisible) == 4174
    assert [c for c in invisible if fold(f"a{c}b") != "ab"] == []


@pytest.mark.parametrize(
    "spelling",
    [
        "#\u202etidewater\u202c",  # written backwards for the eye, and back
        "#tide\u200bwater",
        "\ufeff#tidewater",
        "#tide\u200dwater\ufe0f",
        "#TIDE\u00adWATER",
        "\u2067#tidewater\u2069",
        "＃ｔｉｄｅｗａｔｅｒ",
    ],
)
def test_invisible_characters_make_no_second_term(spelling: str) -> None:
    """However it is dressed in controls of direction, joiners and selectors, a hashtag that looks the same is the same term."""
    assert marked_term(spelling) == "#tidewater"


def test_joiners_do_not_tell_terms_apart() -> None:
    """Persian with its joiner and without is one term, in every form of its letters."""
    assert normal_term("#می\u200cخواهم") == normal_term("#میخواهم")


def test_stacked_marks() -> None:
    """A few marks on a letter are part of it, in whatever order they were typed; a tower of them is noise, not a term."""
    assert normal_term("#a\u0301\u0323") == normal_term("#a\u0323\u0301")
    assert normal_term("#a\u0301") == "#á"
    assert normal_term("#f" + "\u0336\u0335\u0337" * 80) is None


@pytest.mark.parametrize("term", ["", " ", "#", "#__", "$", "$5", "#2020", "#\u200b", "#" + "a" * 10_000, "go " * 5_000])
def test_what_is_no_term(term: str) -> None:
    """Marks before nothing, numbers, and what is longer than any word are no terms."""
    assert normal_term(term) is None
