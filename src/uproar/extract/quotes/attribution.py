"""Score who may have said a quotation: named features of each candidate, their weights in one table.

A candidate is a mention near the quotation, the speaker of the quotation before, or nobody. Its score is the sum of the weights of the
features that hold; the best one wins. Nothing else decides, so that a wrong answer can be explained by reading its features beside
`weights.WEIGHTS`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import lru_cache, partial
from operator import itemgetter
from typing import Final, Literal, NamedTuple

from uproar.extract.languages.language import ALPHA, CUE, FINITE, GERUND, HEARER, NOT_NAME, PREPOSITION, PRONOUN, Language
from uproar.extract.quotes.cast import Cast
from uproar.extract.quotes.clauses import Link, Sentence
from uproar.extract.quotes.coreference import Referents
from uproar.extract.quotes.denials import was_told
from uproar.extract.quotes.marks import Segment
from uproar.extract.quotes.mentions import Mention
from uproar.extract.quotes.weights import WEIGHTS, weight

_SHORT, _MEDIUM = 3, 8
# Candidates of one sentence, at most; the training articles have fewer in each.
_MOST: Final = 40
_STOPS: Final = frozenset(",.!?…")
_NAMES_ITSELF: Final = ("names_itself",)
_IS_PERSON: Final = ("is_person",)
# Sums of weights that are equal in print differ by far less.
_ROUNDING: Final = 1e-9
_WORD_AFTER: Final = re.compile(r"[ ,]{1,2}([^\W\d_]+)")
_NAMES_WORK: Final = frozenset(["after_possessive", "after_work", "after_preposition", "after_naming"])
_STOP_MARKS: Final = frozenset(".!?…")


class Candidate(NamedTuple):
    """Somebody who may have said a quotation, with what speaks for it.

    Attributes:
        kind: "mention", "previous" (the speaker of the quotation before) or "nobody".
        features: Names of the features that hold and have a weight.
        weight: What they weigh together.
        mention: The mention, where it is one.
        sentence: The sentence it stands in.
        link: The verb it governs there, if it was read from one.
    """

    kind: Literal["mention", "previous", "nobody"]
    features: tuple[str, ...]
    weight: float
    mention: Mention | None = None
    sentence: Sentence | None = None
    link: Link | None = None


# Made from a tuple, which takes a fifth of the time; dozens are made for an article.
_candidate: Final = partial(tuple.__new__, Candidate)
# Found by its place, which takes a third of the time.
weight_of: Final[Callable[[Candidate], float]] = itemgetter(Candidate._fields.index("weight"))


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
        self.referents = Referents(found, cast)
        self.language: Language = cast.language
        # Where the text begins, so that the first paragraph can be told.
        self.head = len(text) - len(text.lstrip())
        # Whether the text quotes with double marks, so that single ones hold headlines, terms and quotations within quotations.
        self.doubled = any(not quote.single for quote in quotes)
        # Whether each name is a person's, worked out once.
        self.persons: dict[str, bool] = {}
        self._starts = [sentence.start for sentence in found]
        self._quote_starts = [quote.outer_start for quote in quotes]

    def at(self, position: int) -> int:
        """Number of the sentence that holds a position."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def speaker(self, mention: Mention, previous: str | None = None, words: str = "") -> tuple[str | None, str]:
        """The name of whoever a mention stands for, or None, and how it was read where the text does not say it outright.

        Args:
            mention: The mention.
            previous: Name of the speaker of the quotation before, whom "they" goes on with.
            words: What it is the speaker of.
        """
        if mention.kind != "pronoun":
            return self.cast.canonical(mention)
        if mention.name:
            name = self.cast.full(mention.name)
            return name, f"“{mention.text}” read as {name}, named right before it"
        lower = mention.text.lower()
        if lower in self.language.person_pronouns:
            return self.referents.of(mention, words)
        if lower in self.language.they and previous is not None:
            return previous, f"“{mention.text}” read as {previous}, the speaker before"
        return None, f"“{mention.text}” could not be resolved to a name"

    def quotes_between(self, start: int, end: int) -> int:
        """How many quotations begin in a stretch of text."""
        return bisect_right(self._quote_starts, end - 1) - bisect_right(self._quote_starts, start - 1) if end > start else 0


def candidates(page: Page, quote: Segment, before: Before | None, *, every: bool = False) -> list[Candidate]:
    """The candidates for the speaker of one quotation, without those around its sentence where none of them can win; or `every` one."""
    here = page.at(quote.outer_start)
    last = page.at(max(quote.outer_end - 1, quote.outer_start))
    shape = _shape(page, quote)
    found: list[Candidate] = []
    for sentence in page.sentences[here : min(last, here + 3) + 1]:
        if sentence.mentions:
            found += _in_sentence(page, quote, sentence, shape)
    governed = False
    for _, _, _, _, _, link in found:
        if link is not None and link.strength != "weak":
            governed = True
            break
    alone = not page.sentences[here].word_starts
    others = [_continued(page, quote, before, shape, alone=alone, governed=governed)] if before is not None else []
    aside = quote.single and page.doubled and page.sentences[here].paragraph > 0  # headlines have single marks in any text
    features = _nobody(shape.names, shape.length, governed, aside, alone, before is None)
    others.append(_candidate(("nobody", features, weight(features), None, None, None)))
    suffix = "_governed" if governed else "_alone" if alone else ""
    inside = found + others
    if every or max(map(weight_of, inside)) <= _AROUND[suffix]:
        return found + _around(page, here, last, suffix) + others
    return inside


@lru_cache(maxsize=10_000)
def _nobody(shape: tuple[str, ...], length: str, governed: bool, aside: bool, alone: bool, first: bool) -> tuple[str, ...]:
    label = "governed" if governed else "ungoverned"
    names = [f"nobody_{name}" for name in (label, *shape, f"{length}_{label}")]
    return _weighed("nobody", *names, *["nobody_aside"] * aside, *["nobody_alone"] * alone, *["nobody_first"] * first)


@lru_cache(maxsize=10_000)
def _weighed(*names: str) -> tuple[str, ...]:
    """The features that have a weight: all others would add nothing."""
    return tuple([name for name in names if name in WEIGHTS])


class Shape(NamedTuple):
    """What a quotation looks like: its length, how it ends, what stands before it, and all of these and more as names of features."""

    length: str
    ending: str
    leading: str
    names: tuple[str, ...]


_made: Final = partial(tuple.__new__, Shape)


def _shape(page: Page, quote: Segment) -> Shape:
    text, language = page.text, page.language
    content = text[quote.start : quote.end]
    words = content.count(" ") + 1
    length = "short" if words <= _SHORT else "medium" if words <= _MEDIUM else "long"
    names = [length]
    stripped = content.rstrip()
    ending = stripped[-1:]
    ends = "ends_comma" if ending == "," else "ends_stop" if ending in _STOP_MARKS else "ends_open"
    names.append(ends)
    if content[:1].isupper():
        names.append("titlecase" if words > 1 else "capital")
        for word in content.split():
            if len(word) > 3 and not word[0].isupper():
                names[-1] = "upper"
                break
    if not language.clause_words.isdisjoint(content[:200].lower().replace("’", "'").split()):
        names.append("clause")
    left = text[max(quote.outer_start - 24, 0) : quote.outer_start].rstrip()
    pair = left.lower().rsplit(" ", 2)[-2:]
    word = pair[-1]
    if len(pair) > 1 and word in language.of_works and pair[0] in language.works:
        word = pair[0]  # "an episode of “Long Winter”"
    if left.endswith(","):
        leading = "after_comma"
    elif left.endswith(":"):
        leading = "after_colon"
    elif word in language.labels:
        leading = "after_label"
    elif word in language.naming:
        leading = "after_naming"
    elif word in language.works:
        leading = "after_work"
    elif language.possessive and word.endswith(("'s", "’s", "s'", "s’")):
        leading = "after_possessive"
    elif word in language.prepositions:
        leading = "after_preposition"
    elif word in language.that:
        leading = "after_that"
    elif not word:
        leading = "after_nothing"
    else:
        leading = "after_word"
    names.append(leading)
    if leading in _NAMES_WORK and ("titlecase" in names or "capital" in names):
        names.append("named_work")
    following = _WORD_AFTER.match(text, quote.outer_end)
    if following is not None:
        right = language.kinds[following[1]]
        if right & (CUE | PRONOUN) or following[1][0].isupper() or following[1].lower() in language.perfect:
            names.append("before_speaker")
        elif ending not in _STOPS and not right & (NOT_NAME | PREPOSITION):
            names.append("before_noun")
    if quote.single:
        names.append("single")
    return _made((length, ends, leading, tuple(names)))


def _gap(count: int) -> str:
    return "touching" if count <= 1 else "near" if count <= 4 else "mid" if count <= 10 else "far"


def _nearest(people: list[Mention], at: int) -> range:
    """Numbers of the mentions nearest to a position: all of them in any sentence that people write."""
    if len(people) <= _MOST:
        return range(len(people))
    middle = bisect_left(people, at, key=_start)
    first = max(0, min(middle - _MOST // 2, len(people) - _MOST))
    return range(first, first + _MOST)


def _start(person: Mention) -> int:
    return person.start


def _in_sentence(page: Page, quote: Segment, sentence: Sentence, shape: Shape) -> list[Candidate]:
    found: list[Candidate] = []
    content = page.text[quote.start : quote.end]
    toks, people = sentence.tokens, sentence.mentions
    kind, count = toks.kind, len(toks.kind)
    # How many words of the sentence stand before the quotation, and how many before its end.
    words = sentence.word_starts
    opening, closing = bisect_left(words, quote.outer_start), bisect_left(words, quote.outer_end)
    near = _nearest(people, quote.outer_start)
    between = page.language.between
    governs: dict[int, Link] = {}
    for link in sentence.links:
        other = governs.get(link.subject)
        if link.subject in near and (other is None or _rank(page, quote, sentence, link) < _rank(page, quote, sentence, other)):
            governs[link.subject] = link
    for number in near:
        person = people[number]
        beyond = person.last + 1
        follows = kind[beyond] if beyond < count else 0
        if follows & ALPHA and (follows & FINITE or toks.lower[beyond] in between) and was_told(sentence, person.last):
            continue
        side = "after" if person.start >= quote.outer_end else "before"
        governing = governs.get(number)
        if governing is not None:
            verb_start = toks.start[governing.token]
            if verb_start >= quote.outer_end:
                gap = bisect_left(words, min(verb_start, max(person.start, quote.outer_end))) - closing
                features = _governing(side, governing.strength, "after", _gap(gap), shape.ending)
            else:
                gap = opening - bisect_left(words, toks.end[governing.token])
                features = _governing(side, governing.strength, "before", _gap(gap), shape.leading)
        else:
            gap = bisect_left(words, person.start) - closing if side == "after" else opening - bisect_left(words, person.end)
            left = kind[person.first - 1] if person.first else 0
            has_words = person.possessive and not page.language.cue_nouns.isdisjoint(toks.lower[beyond : beyond + 3])
            features = _bare(side, _gap(gap), left & (PREPOSITION | HEARER), has_words, follows & FINITE, person.first <= 1)
        if person.name and page.cast.names_itself(person.name, content):
            features += _NAMES_ITSELF
        features += _who(page, person)
        found.append(_candidate(("mention", features, weight(features), person, sentence, governing)))
    return found


def _rank(page: Page, quote: Segment, sentence: Sentence, link: Link) -> int:
    """How far a verb stands from a quotation, of several that one mention governs."""
    verb_start, verb_end = sentence.tokens.start[link.token], sentence.tokens.end[link.token]
    person = sentence.mentions[link.subject]
    low, high = min(verb_start, person.start), max(verb_end, person.end)
    if low >= quote.outer_end:
        gap = sentence.words_between(quote.outer_end, low)
    elif verb_start < quote.outer_start:
        gap = sentence.words_between(high if link.inverted else verb_end, quote.outer_start)
    else:
        # "Bell said it was “late”, adding that": what follows the quotation in a participle governs other words.
        gap = sentence.words_between(quote.outer_end, verb_start) + 10 * (sentence.tokens.kind[link.token] & GERUND > 0)
    between = page.quotes_between(min(high, quote.outer_end), max(low, quote.outer_start))
    return gap + (10 if link.strength == "weak" else 0) + 6 * between


@lru_cache(maxsize=10_000)
def _governing(side: str, strength: str, verb_side: str, gap: str, mark: str) -> tuple[str, ...]:
    return _weighed(f"same_{side}", f"governs_{strength}", f"verb_{verb_side}_{gap}", f"verb_{verb_side}_{mark}")


@lru_cache(maxsize=10_000)
def _bare(side: str, gap: str, left: int, has_words: bool, finite: int, begins: bool) -> tuple[str, ...]:
    names = [f"same_{side}", f"bare_{side}_{gap}"]
    names += ["in_preposition"] * (left & PREPOSITION > 0) + ["is_hearer"] * (left & HEARER > 0) + ["possessive_words"] * has_words
    return _weighed(*names, *[f"then_verb_{side}"] * (finite > 0), *["begins_sentence"] * begins)


def _who(page: Page, person: Mention) -> tuple[str, ...]:
    """What a mention is, wherever it stands in the article."""
    if person.kind == "name":
        known = page.persons.get(person.name)
        if known is None:
            known = page.persons[person.name] = page.cast.is_person(person.name)
        return _IS_PERSON if known else ()
    if person.kind != "pronoun":
        return ()
    lower = person.text.lower()
    return _weighed("is_he_she" if lower in page.language.person_pronouns else f"is_{lower}")


def _around(page: Page, here: int, last: int, suffix: str) -> list[Candidate]:
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
        colon = place != "next" and page.text[sentence.start : sentence.end].rstrip().endswith(":")
        first = True
        for index in _nearest(sentence.mentions, sentence.end if number < here else sentence.start):
            person = sentence.mentions[index]
            preposition = person.first > 0 and sentence.tokens.kind[person.first - 1] & PREPOSITION > 0
            leads = first and not preposition and not person.possessive
            first = first and not leads
            link = governs.get(index)
            features = _beside(place, suffix, link is not None, colon, leads, preposition) + _who(page, person)
            found.append(_candidate(("mention", features, weight(features), person, sentence, link)))
    return found


@lru_cache(maxsize=1_000)
def _beside(place: str, suffix: str, governs: bool, colon: bool, leads: bool, preposition: bool) -> tuple[str, ...]:
    names = [place, *[f"{place}{suffix}"] * (suffix != ""), *[f"{place}_governs"] * governs]
    names += ["prev_colon"] * colon + ["prev_colon_governs"] * (colon and governs)
    return _weighed(*names, *[f"{place}_first"] * leads, *["in_preposition"] * preposition)


def _most(suffix: str) -> float:
    """What no candidate around the sentence weighs more than."""
    yes_no = (False, True)
    beside = [
        weight(_beside(place, suffix, governs, colon, leads, preposition))
        for place in ("prev", "prevpar", "next")
        for governs in yes_no
        for colon in yes_no
        for leads in yes_no
        for preposition in yes_no
    ]
    is_most = max(value for name, value in WEIGHTS.items() if name.startswith("is_"))
    return max(beside) + is_most + _ROUNDING


_AROUND: Final = {suffix: _most(suffix) for suffix in ("", "_governed", "_alone")}


def _continued(page: Page, quote: Segment, before: Before, shape: Shape, *, alone: bool, governed: bool) -> Candidate:
    """The speaker of the quotation before, going on."""
    there, here = page.at(before.quote.outer_start), page.at(quote.outer_start)
    apart = page.sentences[here].paragraph - page.sentences[there].paragraph
    place = "sentence" if there == here else "paragraph" if apart == 0 else "next_paragraph" if apart == 1 else "later"
    features = _going_on(place, shape.length, governed, alone)
    return _candidate(("previous", features, weight(features), before.mention, None, None))


@lru_cache(maxsize=1_000)
def _going_on(place: str, length: str, governed: bool, alone: bool) -> tuple[str, ...]:
    names = [f"cont_{place}", f"cont_{place}_{length}"]
    names += ["cont_governed", f"cont_{place}_governed"] * governed + ["cont_alone", f"cont_{place}_alone"] * alone
    return _weighed(*names)
