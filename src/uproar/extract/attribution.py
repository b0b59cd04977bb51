"""Score who may have said a quotation: named features of each candidate, their weights in one table.

A candidate is a mention near the quotation, the speaker of the quotation before, or nobody. Its score is the sum of the weights of the
features that hold; the best one wins. Nothing else decides, so that a wrong answer can be explained by reading its features beside
`weights.WEIGHTS`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, Literal, NamedTuple

from uproar.extract.clauses import Link, Sentence
from uproar.extract.cues import CUE_NOUNS, HEARERS, PREPOSITIONS
from uproar.extract.marks import Segment
from uproar.extract.names import Cast, Mention, same

_SHORT, _MEDIUM = 3, 8
_BEFORE_LABEL: Final = frozenset(
    ["the", "a", "an", "of", "so-called", "his", "her", "its", "their", "as", "for", "this", "that", "these", "in", "on"]
)


class Candidate(NamedTuple):
    """Somebody who may have said a quotation, with what speaks for it.

    Attributes:
        kind: "mention", "previous" (the speaker of the quotation before) or "nobody".
        features: Names of the features that hold.
        mention: The mention, where it is one.
        sentence: The sentence it stands in.
        link: The verb it governs there, if it was read from one.
    """

    kind: Literal["mention", "previous", "nobody"]
    features: tuple[str, ...]
    mention: Mention | None = None
    sentence: Sentence | None = None
    link: Link | None = None


class Before(NamedTuple):
    """What is known of the quotation before: its speaker, and where both stand."""

    quote: Segment
    mention: Mention
    name: str | None


class Page:
    """The sentences of a text, and which one a quotation stands in."""

    def __init__(self, text: str, quotes: list[Segment], found: list[Sentence], cast: Cast) -> None:
        self.text = text
        self.quotes = quotes
        self.sentences = found
        self.cast = cast
        self._starts = [sentence.start for sentence in found]
        self._quote_starts = [quote.outer_start for quote in quotes]

    def at(self, position: int) -> int:
        """Number of the sentence that holds a position."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def quotes_between(self, start: int, end: int) -> int:
        """How many quotations begin in a stretch of text."""
        return bisect_right(self._quote_starts, end - 1) - bisect_right(self._quote_starts, start - 1) if end > start else 0


def candidates(page: Page, quote: Segment, before: Before | None) -> list[Candidate]:
    """All candidates for the speaker of one quotation."""
    here = page.at(quote.outer_start)
    last = page.at(max(quote.outer_end - 1, quote.outer_start))
    shape = _shape(page, quote)
    found: list[Candidate] = []
    governed = False
    for number in range(here, min(last, here + 3) + 1):
        sentence = page.sentences[number]
        for candidate in _in_sentence(page, quote, sentence, before, shape):
            governed = governed or (candidate.link is not None and candidate.link.strength != "weak")
            found.append(candidate)
    alone = "" if page.sentences[here].word_starts else "alone"
    suffix = "_governed" if governed else "_alone" if alone else ""
    found.extend(_around(page, here, last, before, suffix))
    if before is not None:
        found.append(_continued(page, quote, before, shape, alone=bool(alone), governed=governed))
    label = "governed" if governed else "ungoverned"
    features = ["nobody", f"nobody_{label}", *(f"nobody_{name}" for name in shape), f"nobody_{shape[0]}_{label}"]
    if alone:
        features.append("nobody_alone")
    if before is None:
        features.append("nobody_first")
    found.append(Candidate("nobody", tuple(features)))
    return found


def _shape(page: Page, quote: Segment) -> list[str]:
    text = page.text
    content = text[quote.start : quote.end]
    words = content.count(" ") + 1
    names = ["short" if words <= _SHORT else "medium" if words <= _MEDIUM else "long"]
    stripped = content.rstrip()
    ending = stripped[-1:]
    if ending == ",":
        names.append("ends_comma")
    elif ending in {".", "!", "?", "…"}:
        names.append("ends_stop")
    if content[:1].isupper():
        names.append("titlecase" if words > 1 and all(w[:1].isupper() or len(w) < 4 for w in content.split()) else "upper")
    left = text[max(quote.outer_start - 24, 0) : quote.outer_start].rstrip()
    if left.endswith(","):
        names.append("after_comma")
    elif left.endswith(":"):
        names.append("after_colon")
    else:
        word = left.rsplit(" ", 1)[-1].lower()
        if word in _BEFORE_LABEL:
            names.append("after_label")
        elif word == "so-called":
            names.append("so_called")
    if quote.continued:
        names.append("continued")
    if quote.single:
        names.append("single")
    return names


def _gap(count: int) -> str:
    return "touching" if count <= 1 else "near" if count <= 4 else "mid" if count <= 10 else "far"


def _in_sentence(page: Page, quote: Segment, sentence: Sentence, before: Before | None, shape: list[str]) -> list[Candidate]:
    found: list[Candidate] = []
    governs: dict[int, tuple[int, Link]] = {}
    for link in sentence.links:
        if link.subject < 0:
            continue
        verb = sentence.tokens[link.token]
        person = sentence.mentions[link.subject]
        low, high = min(verb.start, person.start), max(verb.end, person.end)
        if low >= quote.outer_end:
            gap = sentence.words_between(quote.outer_end, low)
        elif verb.start < quote.outer_start:
            gap = sentence.words_between(verb.end if not link.inverted else high, quote.outer_start)
        else:
            gap = sentence.words_between(quote.outer_end, verb.start)
        rank = (
            gap + (10 if link.strength == "weak" else 0) + 6 * page.quotes_between(min(high, quote.outer_end), max(low, quote.outer_start))
        )
        if link.subject not in governs or rank < governs[link.subject][0]:
            governs[link.subject] = (rank, link)
    best = min((rank for rank, _ in governs.values()), default=-1)
    for number, person in enumerate(sentence.mentions):
        side = "after" if person.start >= quote.outer_end else "before"
        features = [f"same_{side}"]
        chosen = governs.get(number)
        governing: Link | None = None
        if chosen is not None:
            rank, governing = chosen
            verb = sentence.tokens[governing.token]
            verb_side = "after" if verb.start >= quote.outer_end else "before"
            if verb_side == "after":
                gap = sentence.words_between(quote.outer_end, min(verb.start, max(person.start, quote.outer_end)))
                between = page.quotes_between(quote.outer_end, verb.start)
            else:
                gap = sentence.words_between(verb.end, quote.outer_start)
                between = page.quotes_between(verb.end, quote.outer_start)
            features += [f"governs_{governing.strength}", f"verb_{verb_side}_{_gap(gap)}"]
            if rank == best:
                features.append("nearest_verb")
            if between:
                features.append("quote_between")
        else:
            gap = (
                sentence.words_between(quote.outer_end, person.start)
                if side == "after"
                else sentence.words_between(person.end, quote.outer_start)
            )
            features.append(f"bare_{side}_{_gap(gap)}")
            left = sentence.tokens[person.first - 1].lower if person.first else ""
            if left in PREPOSITIONS:
                features.append("in_preposition")
            if left in HEARERS:
                features.append("is_hearer")
            if person.possessive:
                features.append("possessive")
                if any(token.lower in CUE_NOUNS for token in sentence.tokens[person.last + 1 : person.last + 4]):
                    features.append("possessive_words")
            if person.first <= 1:
                features.append("begins_sentence")
            if "after_colon" in shape and side == "before":
                features.append("bare_colon")
            if side == "after" and page.text[quote.outer_end : quote.outer_end + 1] == ":":
                features.append("headline_colon")
        features += _who(page, person, before)
        found.append(Candidate("mention", tuple(features), person, sentence, governing))
    return found


def _who(page: Page, person: Mention, before: Before | None) -> list[str]:
    lower = person.text.lower()
    if person.kind == "pronoun":
        names = ["is_he_she" if lower in {"he", "she"} else f"is_{lower}"]
    else:
        names = [f"is_{person.kind}"]
        if person.kind == "name":
            count = page.cast.counts[person.name]
            names.append("named_often" if count >= 4 else "named_twice" if count >= 2 else "named_once")
            if page.cast.is_person(person.name):
                names.append("is_person")
    if before is not None and before.mention.text and same(before.mention.text, person.text):
        names.append("spoke_before")
    return names


def _around(page: Page, here: int, last: int, before: Before | None, suffix: str) -> list[Candidate]:
    """Candidates in the sentence before and the one after, and in the paragraph before."""
    found: list[Candidate] = []
    places: list[tuple[int, str]] = []
    paragraph = page.sentences[here].paragraph
    if here > 0:
        places.append((here - 1, "prev" if page.sentences[here - 1].paragraph == paragraph else "prevpar"))
    if last + 1 < len(page.sentences) and page.sentences[last + 1].paragraph == paragraph:
        places.append((last + 1, "next"))
    for number, place in places:
        sentence = page.sentences[number]
        governs = {link.subject: link for link in sentence.links if link.strength != "weak"}
        colon = page.text[sentence.start : sentence.end].rstrip().endswith(":")
        first = True
        for index, person in enumerate(sentence.mentions):
            left = sentence.tokens[person.first - 1].lower if person.first else ""
            features = [f"{place}", f"{place}{suffix}"] if suffix else [place]
            link = governs.get(index)
            if link is not None:
                features.append(f"{place}_governs")
            if colon and place != "next":
                features.append("prev_colon")
                if link is not None:
                    features.append("prev_colon_governs")
            if first and left not in PREPOSITIONS and not person.possessive:
                features.append(f"{place}_first")
                first = False
            if left in PREPOSITIONS:
                features.append("in_preposition")
            if person.possessive:
                features.append("possessive")
            features += _who(page, person, before)
            found.append(Candidate("mention", tuple(features), person, sentence, link))
    return found


def _continued(page: Page, quote: Segment, before: Before, shape: list[str], *, alone: bool, governed: bool) -> Candidate:
    """The speaker of the quotation before, going on."""
    there, here = page.at(before.quote.outer_start), page.at(quote.outer_start)
    apart = page.sentences[here].paragraph - page.sentences[there].paragraph
    place = "sentence" if there == here else "paragraph" if apart == 0 else "next_paragraph" if apart == 1 else "later"
    features = ["cont", f"cont_{place}", f"cont_{place}_{shape[0]}"]
    if governed:
        features += ["cont_governed", f"cont_{place}_governed"]
    if alone:
        features += ["cont_alone", f"cont_{place}_alone"]
    if quote.continued:
        features.append("cont_continued")
    if before.quote.outer_end <= quote.outer_start and not page.text[before.quote.outer_end : quote.outer_start].strip(" ,;and"):
        features.append("cont_listed")
    if quote.outer_start == quote.paragraph[0]:
        features.append("cont_begins_paragraph")
    return Candidate("previous", tuple(features), before.mention)
