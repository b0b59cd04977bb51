"""Score who may have said a quotation: named features of each candidate, their weights in one table.

A candidate is a mention near the quotation, the speaker of the quotation before, or nobody. Its score is the sum of the weights of the
features that hold; the best one wins. Nothing else decides, so that a wrong answer can be explained by reading its features beside
`weights.WEIGHTS`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final, Literal, NamedTuple

from uproar.extract.languages.language import CUE, FINITE, HEARER, NOT_NAME, PREPOSITION, PRONOUN, Language
from uproar.extract.quotes.cast import Cast
from uproar.extract.quotes.clauses import Link, Sentence
from uproar.extract.quotes.coreference import Referents
from uproar.extract.quotes.denials import was_told
from uproar.extract.quotes.marks import Segment
from uproar.extract.quotes.mentions import Mention, content_words

_SHORT, _MEDIUM = 3, 8
# Candidates of one sentence, at most; the training articles have fewer in each.
_MOST: Final = 40
_STOPS: Final = frozenset(",.!?…")
_WORD_AFTER: Final = re.compile(r"[ ,]{1,2}([^\W\d_]+)")
_STOP_MARKS: Final = frozenset(".!?…")


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
        self.referents = Referents(found, cast)
        self.language: Language = cast.language
        # Where the text begins, so that the first paragraph can be told.
        self.head = len(text) - len(text.lstrip())
        # Whether the text quotes with double marks, so that single ones hold headlines, terms and quotations within quotations.
        self.doubled = any(not quote.single for quote in quotes)
        # What each mention is by itself, worked out once.
        self.who: dict[tuple[str, str, str], tuple[str, ...]] = {}
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


def candidates(page: Page, quote: Segment, before: Before | None) -> list[Candidate]:
    """All candidates for the speaker of one quotation."""
    here = page.at(quote.outer_start)
    last = page.at(max(quote.outer_end - 1, quote.outer_start))
    # The words of whoever spoke before: the same one is likely to go on.
    spoke: frozenset[str] = content_words(before.mention.text) if before is not None else frozenset()
    shape = _shape(page, quote)
    found: list[Candidate] = []
    governed = False
    for number in range(here, min(last, here + 3) + 1):
        sentence = page.sentences[number]
        for candidate in _in_sentence(page, quote, sentence, spoke, shape):
            governed = governed or (candidate.link is not None and candidate.link.strength != "weak")
            found.append(candidate)
    alone = "" if page.sentences[here].word_starts else "alone"
    suffix = "_governed" if governed else "_alone" if alone else ""
    found.extend(_around(page, here, last, spoke, suffix))
    if before is not None:
        found.append(_continued(page, quote, before, shape, alone=bool(alone), governed=governed))
    label = "governed" if governed else "ungoverned"
    features = ["nobody", f"nobody_{label}", *(f"nobody_{name}" for name in shape), f"nobody_{shape[0]}_{label}"]
    if quote.single and page.doubled and page.sentences[here].paragraph:  # headlines have single marks in any text
        features.append("nobody_aside")
    if alone:
        features.append("nobody_alone")
    if before is None:
        features.append("nobody_first")
    found.append(Candidate("nobody", tuple(features)))
    return found


def _shape(page: Page, quote: Segment) -> list[str]:
    text, language = page.text, page.language
    content = text[quote.start : quote.end]
    words = content.count(" ") + 1
    names = ["short" if words <= _SHORT else "medium" if words <= _MEDIUM else "long"]
    stripped = content.rstrip()
    ending = stripped[-1:]
    if ending == ",":
        names.append("ends_comma")
    elif ending in _STOP_MARKS:
        names.append("ends_stop")
    if content[:1].isupper():
        if all(w[:1].isupper() or len(w) < 4 for w in content.split()):
            names.append("titlecase" if words > 1 else "capital")
        else:
            names.append("upper")
    if not language.clause_words.isdisjoint(content[:200].lower().replace("’", "'").split()):
        names.append("clause")
    left = text[max(quote.outer_start - 24, 0) : quote.outer_start].rstrip()
    pair = left.lower().rsplit(" ", 2)[-2:]
    word = pair[-1]
    if len(pair) > 1 and word in language.of_works and pair[0] in language.works:
        word = pair[0]  # "an episode of “Long Winter”"
    if left.endswith(","):
        names.append("after_comma")
    elif left.endswith(":"):
        names.append("after_colon")
    elif word in language.labels:
        names.append("after_label")
    elif word in language.naming:
        names.append("after_naming")
    elif word in language.works:
        names.append("after_work")
    elif language.possessive and word.endswith(("'s", "’s", "s'", "s’")):
        names.append("after_possessive")
    elif word in language.prepositions:
        names.append("after_preposition")
    elif word in language.that:
        names.append("after_that")
    elif not word:
        names.append("after_nothing")
    else:
        names.append("after_word")
    if not {"titlecase", "capital"}.isdisjoint(names) and not {
        "after_possessive",
        "after_work",
        "after_preposition",
        "after_naming",
    }.isdisjoint(names):
        names.append("named_work")
    following = _WORD_AFTER.match(text, quote.outer_end)
    if following is not None:
        right = language.kinds[following[1]]
        if right & (CUE | PRONOUN) or following[1][0].isupper() or following[1].lower() in language.perfect:
            names.append("before_speaker")
        elif ending not in _STOPS and not right & (NOT_NAME | PREPOSITION):
            names.append("before_noun")
    if quote.continued:
        names.append("continued")
    if quote.single:
        names.append("single")
    return names


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


def _in_sentence(page: Page, quote: Segment, sentence: Sentence, spoke: frozenset[str], shape: list[str]) -> list[Candidate]:
    found: list[Candidate] = []
    content = page.text[quote.start : quote.end]
    toks = sentence.tokens
    governs: dict[int, tuple[int, Link]] = {}
    near = _nearest(sentence.mentions, quote.outer_start)
    for link in sentence.links:
        if link.subject not in near:
            continue
        verb_start, verb_end = toks.start[link.token], toks.end[link.token]
        person = sentence.mentions[link.subject]
        low, high = min(verb_start, person.start), max(verb_end, person.end)
        if low >= quote.outer_end:
            gap = sentence.words_between(quote.outer_end, low)
        elif verb_start < quote.outer_start:
            gap = sentence.words_between(verb_end if not link.inverted else high, quote.outer_start)
        else:
            gap = sentence.words_between(quote.outer_end, verb_start)
        rank = (
            gap + (10 if link.strength == "weak" else 0) + 6 * page.quotes_between(min(high, quote.outer_end), max(low, quote.outer_start))
        )
        if link.subject not in governs or rank < governs[link.subject][0]:
            governs[link.subject] = (rank, link)
    best = min((rank for rank, _ in governs.values()), default=-1)
    leading = next((name for name in shape if name.startswith("after_")), "after_word")
    ending = next((name for name in shape if name.startswith("ends_")), "ends_open")
    for number in near:
        person = sentence.mentions[number]
        if was_told(sentence, person.last):
            continue
        side = "after" if person.start >= quote.outer_end else "before"
        features = [f"same_{side}"]
        chosen = governs.get(number)
        governing: Link | None = None
        if chosen is not None:
            rank, governing = chosen
            verb_start, verb_end = toks.start[governing.token], toks.end[governing.token]
            verb_side = "after" if verb_start >= quote.outer_end else "before"
            if verb_side == "after":
                gap = sentence.words_between(quote.outer_end, min(verb_start, max(person.start, quote.outer_end)))
                between = page.quotes_between(quote.outer_end, verb_start)
            else:
                gap = sentence.words_between(verb_end, quote.outer_start)
                between = page.quotes_between(verb_end, quote.outer_start)
            features += [f"governs_{governing.strength}", f"verb_{verb_side}_{_gap(gap)}"]
            if rank == best:
                features.append("nearest_verb")
            if between:
                features.append("quote_between")
            features.append(f"verb_{verb_side}_{ending if verb_side == 'after' else leading}")
        else:
            gap = (
                sentence.words_between(quote.outer_end, person.start)
                if side == "after"
                else sentence.words_between(person.end, quote.outer_start)
            )
            features.append(f"bare_{side}_{_gap(gap)}")
            left = toks.kind[person.first - 1] if person.first else 0
            if left & PREPOSITION:
                features.append("in_preposition")
            if left & HEARER:
                features.append("is_hearer")
            if person.possessive:
                features.append("possessive")
                if not page.language.cue_nouns.isdisjoint(toks.lower[person.last + 1 : person.last + 4]):
                    features.append("possessive_words")
            if person.last + 1 < len(toks.kind) and toks.kind[person.last + 1] & FINITE:
                features.append(f"then_verb_{side}")
            if person.first <= 1:
                features.append("begins_sentence")
            if "after_colon" in shape and side == "before":
                features.append("bare_colon")
            if side == "after" and page.text[quote.outer_end : quote.outer_end + 1] == ":":
                features.append("headline_colon")
        if person.name and page.cast.names_itself(person.name, content):
            features.append("names_itself")
        features += _who(page, person, spoke)
        found.append(Candidate("mention", tuple(features), person, sentence, governing))
    return found


def _who(page: Page, person: Mention, spoke: frozenset[str]) -> tuple[str, ...]:
    names = page.who.get((person.text, person.kind, person.name))
    if names is None:
        names = page.who[(person.text, person.kind, person.name)] = _what(page, person)
    return names if spoke.isdisjoint(content_words(person.text)) else (*names, "spoke_before")


def _what(page: Page, person: Mention) -> tuple[str, ...]:
    """What a mention is, wherever it stands in the article."""
    if person.kind == "pronoun":
        lower = person.text.lower()
        return ("is_he_she" if lower in page.language.person_pronouns else f"is_{lower}",)
    if person.kind != "name":
        return (f"is_{person.kind}",)
    count = page.cast.counts[person.name]
    names = ("is_name", "named_often" if count >= 4 else "named_twice" if count >= 2 else "named_once")
    return (*names, "is_person") if page.cast.is_person(person.name) else names


def _around(page: Page, here: int, last: int, spoke: frozenset[str], suffix: str) -> list[Candidate]:
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
        for index in _nearest(sentence.mentions, sentence.end if number < here else sentence.start):
            person = sentence.mentions[index]
            preposition = person.first and sentence.tokens.kind[person.first - 1] & PREPOSITION
            features = [f"{place}", f"{place}{suffix}"] if suffix else [place]
            link = governs.get(index)
            if link is not None:
                features.append(f"{place}_governs")
            if colon and place != "next":
                features.append("prev_colon")
                if link is not None:
                    features.append("prev_colon_governs")
            if first and not preposition and not person.possessive:
                features.append(f"{place}_first")
                first = False
            if preposition:
                features.append("in_preposition")
            if person.possessive:
                features.append("possessive")
            features += _who(page, person, spoke)
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
