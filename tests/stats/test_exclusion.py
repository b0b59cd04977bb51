from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.stats.exclusion import at_most, by_document, counts, excluding, sides


def test_the_chance_of_sharing_few_documents_is_the_hypergeometric_one() -> None:
    """The probability of at most so many shared documents is that of drawing without replacement."""
    assert at_most(0, 11, 10, 21) == pytest.approx(1 / comb(21, 10))
    assert at_most(1, 3, 3, 6) == pytest.approx((1 + 9) / 20)


@given(st.integers(1, 40), st.data())
def test_sharing_all_that_can_be_shared_is_certain(documents: int, data: st.DataObject) -> None:
    """The probability grows with the number shared and ends at 1."""
    left, right = (data.draw(st.integers(0, documents)) for _ in range(2))
    chances = [at_most(both, left, right, documents) for both in range(max(0, left + right - documents), min(left, right) + 1)]
    assert chances == sorted(chances)
    assert chances[-1] == 1


def test_the_two_terms_kept_apart_best_are_found_or_none() -> None:
    """Of several pairs that exclude each other the least likely one is given, and none where chance explains each."""
    held = {"rahman": 0b1111100000, "thompson": 0b0000011111, "hasim": 0b0111100000}
    assert excluding(held, 10, 0.01) == ("rahman", "thompson")
    assert excluding(held, 10, 0.001) is None
    assert excluding({"rahman": 0b1111100000, "hasim": 0b0111100000}, 10, 0.5) is None


@given(st.lists(st.sets(st.sampled_from("abcd")), max_size=12))
def test_terms_and_documents_say_the_same(documents: list[set[str]]) -> None:
    """What is held by term gives back what each document holds, and counts to the same."""
    held = {term: sum(1 << place for place, terms in enumerate(documents) if term in terms) for term in "abcd"}
    assert [set(terms) for terms in by_document(held, len(documents))] == documents
    assert counts(held, 0b111) == {term: count for term in "abcd" if (count := sum(term in terms for terms in documents[:3]))}


def test_a_document_without_either_name_goes_where_its_terms_are() -> None:
    """Documents known to be on a side stay there; another one joins the side that holds its terms."""
    documents = [["rahman", "mannheim"], ["rahman", "mannheim"], ["thompson", "bern"], ["thompson", "bern"], ["bern"], ["mannheim"]]
    weights = dict.fromkeys(("rahman", "mannheim", "thompson", "bern"), 1.0)
    assert sides(documents, 0b000011, 0b001100, weights) == ([0, 1, 5], [2, 3, 4])
