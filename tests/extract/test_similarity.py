from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.extract.similarity import Copies, is_copy, lead_terms, sketch

WIRE = " ".join(f"The harbour of town {k} was closed for {k + 2} hours by the storm." for k in range(30))


def test_lead_terms_tell_names_from_other_words() -> None:
    """A term counts as capital if it stood so anywhere in the lead; words that carry nothing are left out."""
    assert lead_terms("Storm over Tidewater", "The storm's end is near.") == {
        "storm": True, "tidewater": True, "end": False, "near": False,
    }  # fmt: skip


def test_lead_terms_end_with_the_lead() -> None:
    """The fifty-first word no longer counts."""
    assert set(lead_terms("", "calm " * 49 + "harbour pilot")) == {"calm", "harbour"}


def test_a_cut_copy_with_an_added_line_is_a_copy() -> None:
    """Half of a text with a line of its own in front is a copy; another text about the same is not."""
    original = sketch("Storm", WIRE)
    assert is_copy(original, sketch("Other headline", "By our correspondents. " + WIRE[: len(WIRE) // 2]))
    other = " ".join(f"In town {k} ships stayed away while wind blew over the pier." for k in range(30))
    assert not is_copy(original, sketch("Storm", other))


def test_a_sentence_taken_over_makes_no_copy() -> None:
    """A text that shares one sentence in ten with another is no copy, and neither is a single sentence of it."""
    other = " ".join(f"Players of game {k} wrote to the studio again." for k in range(27)) + WIRE[:180]
    assert not is_copy(sketch("A", WIRE), sketch("B", other))
    assert not is_copy(sketch("A", WIRE), sketch("A", WIRE[:60]))


def test_a_mark_beyond_ascii_makes_no_other_text() -> None:
    """A text with typographic marks is a copy of the same text with plain ones: both ways of reading words give the same."""
    plain = sketch("", WIRE.replace("storm.", 'storm\'s "end".'))
    assert plain.hashes == sketch("", WIRE.replace("storm.", "storm’s “end”.")).hashes


def test_short_texts_are_told_apart_by_their_headline() -> None:
    """Two stubs with the same line and different headlines are no copies."""
    assert not is_copy(
        sketch("Storm closes the harbour of Brack for days", "Read more."), sketch("Players sign a petition to the studio", "Read more.")
    )


def test_the_first_text_is_the_original_of_all_its_copies() -> None:
    """A copy of a copy points to the original, and a text without words to nothing."""
    copies = Copies()
    texts = [
        "",
        WIRE,
        "Players wrote to the studio, and it answered them all by Friday night at the latest, it said.",
        WIRE.upper(),
        WIRE + " End.",
        "",
    ]
    assert [copies.add(sketch("", text)) for text in texts] == [None, None, None, 1, 1, None]


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_sketched(title: str, text: str) -> None:
    """No text is refused, a text with words is a copy of itself, and order does not matter."""
    one, two = sketch(title, text), sketch(text, title)
    assert is_copy(one, one) == (one.count > 0)
    assert is_copy(one, two) == is_copy(two, one)
    assert all(term for term in lead_terms(title, text))
