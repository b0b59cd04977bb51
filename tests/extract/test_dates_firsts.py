"""Places where a time or a figure can begin: none is lost to the codes of words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.extract.dates import starts
from uproar.extract.dates.firsts import Firsts, Next, coded
from uproar.extract.figures import find

NEXT = [begin.replace(r"\x20", " ") for each in starts._SECOND.values() for begin in each.begins.split()]
OTHERS = "THE The ſame ſummer İn ıts Mayſ May\x01 \u212a Q\x04 May 5 12 1999 '80s ’90s 3rd ½ é - – $ . ( \x02 a1 1a May5 Mon5 they".split()  # noqa: SIM905 -- words
WORDS = st.sampled_from([*starts._SECOND, *NEXT, *find._FIRST_WORDS, *OTHERS])
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", " ", " ", "", "-", "\n", ", ", "\u00a0"])), max_size=30).map(
    lambda parts: "".join(word + joint for word, joint in parts)
)


@settings(max_examples=150, deadline=None)
@given(TEXTS | st.text(max_size=80))
def test_no_place_is_lost_to_the_codes(text: str) -> None:
    """Every place that the pattern of first words fits is found, in order, but letters glued to a digit."""
    for firsts in (starts.starts(lengths=True).firsts, starts.starts(lengths=False).firsts, find._FIRSTS):
        glued = {place for place in range(1, len(text)) if "0" <= text[place - 1] <= "9" and not "0" <= text[place] <= "9"}
        fits = [place for place in range(len(text)) if place not in glued and firsts._pattern.match(f" {text}", place) is not None]
        assert [place for place, _ in firsts.places(text)] == fits


def test_what_cannot_go_on_is_not_looked_at() -> None:
    """Of a frequent word only those places are left whose next word begins as it must."""
    firsts = Firsts("A-Za-z", {"the": Next("[ ]", r"day next\x20week"), "soon": None}, "[0-9]+")
    text = "The day, the next week, the next, the dry, then soon they, sooner, the 5"
    assert [text[place : place + 5] for place, _ in firsts.places(text)] == ["The d", "the n", "soon ", "5"]


def test_codes_follow_words_and_digits() -> None:
    """A word or a run of digits begins after what is neither; a letter after a digit begins none, and one place stands after the text."""
    assert coded("A5 5th, été")[0].tolist() == [0, 1, 3, 9, 12]
    assert coded("")[0].tolist() == [1]
