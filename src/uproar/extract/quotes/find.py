"""Find quotations in a text, with their speakers.

marks.py        quotation marks -> segments, missing marks mended
clauses.py      the writer's own words -> sentences, and their verbs of speech
subjects.py     who governs which verb
languages/      the tables of a language, and what each word is by them
mentions.py     who is mentioned
cast.py         who is a person, and which full name a short one stands for
coreference.py  whom "he" and "she" stand for
denials.py      where the text says that words were not uttered
attribution.py  candidates for the speaker, each with named features
weights.py      what each feature is worth: the one table that decides
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from uproar.extract.languages.language import Language, language_of
from uproar.extract.quotes.addressees import Addressee, addressee
from uproar.extract.quotes.attribution import Before, Candidate, Page, candidates, weight_of
from uproar.extract.quotes.cast import Cast
from uproar.extract.quotes.clauses import Sentence, blanked, cut
from uproar.extract.quotes.denials import DENIED, denied_between, unsaid
from uproar.extract.quotes.marks import Segment, paragraphs, segments
from uproar.extract.quotes.mentions import Mention

Span: TypeAlias = tuple[int, int]
Kind: TypeAlias = Literal["speech", "phrase", "term", "title", "indirect", "attitude"]


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation.

    Attributes:
        content: The words between the marks, as they stand in the text.
        span: Start and end of `content` in the text, in characters.
        kind: "speech" (a clause or more), "phrase" (a few words of somebody's inside the writer's own sentence), "term" (words in marks
            that nobody is said to have uttered: scare quotes, names of works, words as words), "title" (in the headline); of a statement
            without marks "indirect" (somebody is told to have said or shown it) or "attitude" (to think, want or favour it).
        speaker: Canonical name of the speaker in this text, or None where it cannot be told.
        speaker_span: Where the mention that the speaker was read from stands ("she", "Netflix").
        cue: The verb or noun that attributes it ("said", "wrote").
        cue_span: Where the cue stands.
        addressee: Whom it was said to, where one is named ("Fox News").
        addressee_span: Where the addressee stands.
        marks: "paired", "opening_missing" or "closing_missing".
        parts: Of an indirect statement, the stretches that are its words ("X, he said, Y" has two); empty for a quotation.
        reason: Why there is no speaker, or how a doubtful one was found; empty where the text says it outright.
    """

    content: str
    span: Span
    kind: Kind
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: str | None = None
    cue_span: Span | None = None
    addressee: str | None = None
    addressee_span: Span | None = None
    marks: Literal["paired", "opening_missing", "closing_missing", "none"] = "paired"
    reason: str = ""
    parts: tuple[Span, ...] = ()


# Made from a tuple, which takes a tenth of the time; thirty are made for an article.

# So many words without a full stop are a phrase at most; and at most so many with one, begun in lower case.
_LONG_PHRASE: Final = 8
_PHRASE_WORDS: Final = 3
# A first line of at most so many characters that does not end in a full stop is a headline.
_HEADLINE: Final = 200


def find_quotes(text: str, *, typed: bool | None = False, language: str = "en") -> list[Quote]:
    """All quotations of a text in order, each with its speaker where one can be told.

    Args:
        text: The article, verbatim; spans are character positions in it.
        typed: Whether two apostrophes in a row are a quotation mark, as in old wire archives; None to read it from the text.
        language: Two-letter code of its language: "en", or "fr" or "es" with small tables.

    Returns:
        One quotation a paragraph (a quotation over three paragraphs is three, each with its exact span).

    Raises:
        UsageError: There are no tables for the language.

    Example:
        >>> for quote in find_quotes("“We will mend it,” Ada Bell told Radio Nine. “Next week."):
        ...     print(quote.content, quote.speaker, quote.cue, quote.addressee, quote.marks, sep=" | ")
        We will mend it, | Ada Bell | told | Radio Nine | paired
        Next week. | Ada Bell | told | Radio Nine | closing_missing
    """
    return quotes_of(read_page(text, typed=typed, language=language))


def quotes_of(page: Page) -> list[Quote]:
    """All quotations of a text that is read already."""
    found: list[Quote] = []
    before: Before | None = None
    source: Quote | None = None
    for segment in page.quotes:
        best = choose(candidates(page, segment, before))
        quote = _quote(page, segment, best, before, source)
        if quote.kind == "term" and quote.marks != "paired":
            continue  # one lone mark and nobody who speaks: too little to make a quotation of
        found.append(quote)
        if quote.speaker_span is not None and best.mention is not None:
            before = Before(segment, best.mention, quote.speaker)
            source = quote
    return _headline_from_body(found)


def read_page(text: str, *, typed: bool | None = None, whole: bool = False, language: str = "en") -> Page:
    """The text cut into quotations, sentences and names; with nothing quoted, only where the `whole` is asked for."""
    tables = language_of(language)
    paras = paragraphs(text)
    found = [
        segment
        for segment in segments(text, paras, typed=typed, language=tables)
        if segment.end > segment.start and not text[segment.start : segment.end].isspace()
    ]
    if tables.tight:
        found = [_tight(text, segment) for segment in found]
    cast = Cast(tables)
    if not found and not whole:
        return Page(text, [], [], cast)
    found_sentences = cut(blanked(text, found), paras, tables)
    for sentence in found_sentences:
        cast.note(sentence.mentions, sentence.tokens)
    return Page(text, found, found_sentences, cast)


def _tight(text: str, segment: Segment) -> Segment:
    """A quotation without the blanks that French sets inside its marks."""
    content = text[segment.start : segment.end]
    start = segment.start + len(content) - len(content.lstrip())
    return segment._replace(start=start, end=start + len(content.strip()))


def choose(found: list[Candidate]) -> Candidate:
    """The candidate whose features weigh most; the earlier one where two weigh the same."""
    return max(found, key=weight_of)


def _quote(page: Page, segment: Segment, best: Candidate, before: Before | None, source: Quote | None) -> Quote:
    text = page.text
    content = text[segment.start : segment.end]
    span = (segment.start, segment.end)
    kind = _kind(page, segment, named=best.mention is not None)
    if best.mention is None:
        return Quote(content, span, kind, marks=segment.marks, reason=_why_nobody(kind))
    if best.kind == "previous" and source is not None and before is not None:
        reason = source.reason or "the speaker of the quotation before goes on"
        told_to = source.addressee, source.addressee_span
        return Quote(content, span, kind, source.speaker, source.speaker_span, source.cue, source.cue_span, *told_to, segment.marks, reason)
    mention = best.mention
    speaker, reason = page.speaker(mention, before.name if before is not None else None, content)
    if (
        speaker is not None
        and mention.kind == "role"
        and not mention.name
        and (body := page.language.patterns.body_after.match(text, mention.end))
    ):
        speaker = f"{body[1]} {speaker}"  # "a spokesperson for Halden Interactive" speaks as "Halden Interactive spokesperson"
    cue_span: Span | None = None
    heard: Addressee | None = None
    if best.sentence is not None and best.link is not None:
        toks = best.sentence.tokens
        cue_span = (toks.start[best.link.token], toks.end[best.link.token])
        denied = unsaid(best.sentence, best.link)
        if not denied and cue_span[1] <= segment.outer_start and denied_between(best.sentence, cue_span[1], segment.outer_start):
            denied = DENIED
        if denied:
            return Quote(content, span, kind, cue=text[slice(*cue_span)], cue_span=cue_span, marks=segment.marks, reason=denied)
        heard = addressee(best.sentence, best.link)
    elif best.sentence is not None:
        if kind == "speech" and not _is_alone(best.sentence, mention):
            return Quote(content, span, kind, marks=segment.marks, reason="no verb of speech joins it to a name")
        reason = reason or "the likeliest name near it; no verb of speech joins them"
    place, cue = (mention.start, mention.end), text[slice(*cue_span)] if cue_span else None
    whom, where = heard or (None, None)
    return Quote(content, span, kind, speaker, place, cue, cue_span, whom, where, segment.marks, reason)


def _is_alone(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention is the only one of its sentence that may speak and owns nothing: "Bell's questioners" are not Bell, a place is nobody."""
    lower, places = sentence.tokens.lower, sentence.language.places
    others = (person for person in sentence.mentions if person.first != mention.first and (person.kind != "pronoun" or person.name))
    return not mention.possessive and all(
        (other.first and lower[other.first - 1] in places) or (other.kind == "pronoun" and other.name == mention.name) for other in others
    )


def _kind(page: Page, segment: Segment, *, named: bool) -> Kind:
    text = page.text
    start, end = segment.paragraph
    if end - start <= _HEADLINE and text[end - 1] != "." and text[end : end + _HEADLINE].strip() and start <= page.head:
        return "title"
    content = text[segment.start : segment.end].strip()
    words = content.split()
    stopped = content[-1:] in {".", ",", "!", "?", "…"}
    if not named and not _utters(content, words, page.language, stopped=stopped):
        return "term"
    if stopped and (content[:1].isupper() or len(words) > _PHRASE_WORDS):
        return "speech"
    return "phrase" if len(words) <= _LONG_PHRASE or content[:1].islower() else "speech"


def _utters(content: str, words: list[str], language: Language, *, stopped: bool) -> bool:
    """Whether words that no speaker is named for read as an utterance all the same: a sentence with a verb or a pronoun in it."""
    titled = all(word[:1].isupper() or len(word) <= _PHRASE_WORDS for word in words)
    holds = not language.clause_words.isdisjoint(content[:400].lower().replace("’", "'").split())
    return stopped and content[:1].isupper() and len(words) > _PHRASE_WORDS and not titled and holds


def _why_nobody(kind: str) -> str:
    return "no speaker is named for it; the words may be the writer's own" if kind != "speech" else "no speaker is named near it"


def _headline_from_body(found: list[Quote]) -> list[Quote]:
    """A headline's words without a speaker take the one whom the body gives the same words to."""
    for number, quote in enumerate(found):
        if quote.kind != "title" or quote.speaker is not None:
            continue
        words = quote.content.casefold().strip(" .,!?…")
        for other in found[number + 1 :]:
            if other.kind != "title" and other.speaker is not None and words and words in other.content.casefold():
                reason = f"the text below gives these words to {other.speaker}"
                found[number] = replace(quote, speaker=other.speaker, speaker_span=other.speaker_span, reason=reason)
                break
    return found
