"""Regular forms of English verbs."""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


# Verbs that double their last letter: admit, admitted.
_DOUBLED: Final = words("admit brag dub extol peg plan quip rebut refer regret slam tut")


def forms(verbs: frozenset[str]) -> frozenset[str]:
    """Regular forms of verbs: state -> state, states, stated, stating."""
    forms: set[str] = set()
    for verb in verbs:
        stem = verb.removesuffix("e")
        if verb.endswith("y") and verb[-2] not in "aeou":
            forms |= {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
        elif verb in _DOUBLED:
            forms |= {verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
        else:
            forms |= {verb, verb + ("es" if verb.endswith(("ch", "sh", "ss")) else "s"), stem + "ed", stem + "ing"}
    return frozenset(forms)
