"""What each feature of a candidate speaker is worth: the one table that decides who said a quotation.

The features are named in `quotes/attribution.py`; the candidate with the largest sum wins, and a difference of 1 is odds of e to 1. The values
were found on the training half of the shared news articles, those under 0.3 dropped and the rest rounded to one decimal; the development
half is measured on (`tests/gate`), and was looked at several times to decide whether a version may stand, so its numbers are a little kind.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

WEIGHTS: Final[dict[str, float]] = {
    # Nobody: the words may be the writer's own. "governed": a verb of speech in the same sentence has a subject.
    "nobody": 1.2,
    "nobody_after_colon": 0.5,
    "nobody_after_comma": 0.4,
    "nobody_after_naming": -0.9,
    "nobody_after_possessive": 0.8,
    "nobody_alone": -1.5,
    # Set by hand, since the labels hold no single marks: beside double marks they hold terms and quotations within quotations.
    "nobody_aside": 1.0,
    "nobody_before_noun": 0.7,
    "nobody_before_speaker": -0.3,
    "nobody_capital": 0.7,
    "nobody_clause": -1.0,
    "nobody_ends_comma": 0.4,
    "nobody_first": 0.4,
    "nobody_governed": 0.5,
    "nobody_medium": 0.4,
    "nobody_medium_ungoverned": 0.4,
    "nobody_named_work": 1.5,
    "nobody_short": 0.7,
    "nobody_short_governed": 0.4,
    "nobody_short_ungoverned": 0.3,
    # Set by hand: the training articles are American, where single marks hold titles; elsewhere they hold speech.
    "nobody_single": 0.4,
    "nobody_titlecase": 1.5,
    "nobody_ungoverned": 0.7,
    "nobody_upper": -0.4,
    # The speaker of the quotation before goes on.
    "cont_alone": 0.3,
    "cont_governed": -0.3,
    "cont_later": -0.8,
    "cont_later_alone": -0.5,
    "cont_later_long": -0.6,
    "cont_next_paragraph": -0.5,
    "cont_next_paragraph_short": -0.4,
    "cont_paragraph": 1.3,
    "cont_paragraph_alone": 1.0,
    "cont_paragraph_long": 0.9,
    "cont_paragraph_medium": 0.5,
    # The mention governs a verb in the same sentence; words between the verb and the quotation (touching: at most 1, near: 4, mid: 10),
    # what stands between them ("after_that"), how a quotation before its verb ends ("ends_comma").
    "governs_according": 3.0,
    "governs_say": 1.5,
    "governs_speak": 0.9,
    "governs_weak": -0.5,
    "verb_after_ends_comma": 1.0,
    "verb_after_far": -0.3,
    "verb_after_touching": 0.9,
    "verb_before_after_comma": 0.5,
    "verb_before_after_label": 0.9,
    "verb_before_after_naming": 0.4,
    "verb_before_after_possessive": 0.4,
    "verb_before_after_preposition": 0.5,
    "verb_before_after_word": 1.1,
    "verb_before_far": 0.9,
    "verb_before_mid": 1.2,
    "verb_before_near": 1.1,
    "verb_before_touching": 0.9,
    # The mention stands in the same sentence and governs nothing there.
    "bare_after_far": -0.4,
    "bare_after_mid": -0.4,
    "bare_after_near": -0.3,
    "bare_after_touching": -0.6,
    "bare_before_far": 0.4,
    "bare_before_mid": 0.4,
    "bare_before_touching": -0.6,
    "begins_sentence": 0.6,
    "in_preposition": -0.5,
    "is_hearer": -0.7,
    "possessive_words": 1.0,
    "same_after": 1.7,
    "same_before": 1.7,
    "then_verb_after": -0.6,
    "then_verb_before": 0.7,
    # The mention stands in the sentence before (prev), the paragraph before (prevpar), or the sentence after (next).
    "next": -1.1,
    "next_governed": -0.4,
    "next_governs": 0.8,
    "prev": -1.0,
    "prev_alone": 0.7,
    "prev_colon": 0.9,
    "prev_colon_governs": 0.7,
    "prev_first": 0.3,
    "prev_governed": -1.0,
    "prev_governs": 1.5,
    "prevpar": -2.3,
    "prevpar_alone": 0.3,
    "prevpar_first": 0.6,
    "prevpar_governed": -0.7,
    "prevpar_governs": 1.0,
    # What the mention is.
    "is_he_she": 1.0,
    "is_i": -0.6,
    "is_it": -0.6,
    "is_person": 0.3,
    "is_we": -0.4,
    "names_itself": -0.5,
}


@lru_cache(maxsize=50_000)
def weight(features: tuple[str, ...]) -> float:
    """What features weigh together."""
    return sum([WEIGHTS.get(name, 0.0) for name in features])
