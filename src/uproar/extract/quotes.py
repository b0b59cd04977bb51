"""Find quotations in a text, with their speakers.

marks.py        quotation marks -> segments, missing marks mended
clauses.py      the writer's own words -> sentences, who governs which verb of speech
names.py        who is mentioned, and which name a mention stands for
attribution.py  candidates for the speaker, each with named features
weights.py      what each feature is worth: the one table that decides
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from uproar.extract.addressees import Addressee, addressee
from uproar.extract.attribution import Before, Candidate, Page, candidates
from uproar.extract.clauses import blanked, cut
from uproar.extract.marks import Segment, paragraphs, segments
from uproar.extract.names import Cast
from uproar.extract.weights import WEIGHTS

Span: TypeAlias = tuple[int, int]
# The body that a role speaks for: up to five capitalised words after "for", "of" or "at".
_BODY_AFTER: Final = re.compile(r" (?:for|of|at) (?:the )?([A-Z][\w’'.&-]*(?: [A-Z][\w’'&-]*){0,4})")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation.

    Attributes:
        content: The words between the marks, as they stand in the text.
        span: Start and end of `content` in the text, in characters.
        kind: "speech" (a clause or more), "phrase" (a few quoted words inside the writer's own sentence), "title".
        speaker: Canonical name of the speaker in this text, or None where it cannot be told.
        speaker_span: Where the mention that the speaker was read from stands ("she", "Netflix").
        cue: The verb or noun that attributes it ("said", "wrote").
        cue_span: Where the cue stands.
        addressee: Whom it was said to, where one is named ("Fox News").
        addressee_span: Where the addressee stands.
        marks: "paired", "opening_missing" or "closing_missing".
        reason: Why there is no speaker, or how a doubtful one was found; empty where the text says it outright.
    """

    content: str
    span: Span
    kind: Literal["speech", "phrase", "title"]
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: str | None = None
    cue_span: Span | None = None
    addressee: str | None = None
    addressee_span: Span | None = None
    marks: Literal["paired", "opening_missing", "closing_missing"] = "paired"
    reason: str = ""


# A first line of at most so many characters that does not end in a full stop is a headline.
_HEADLINE: Final = 200


def find_quotes(text: str, *, typed: bool = False) -> list[Quote]:
    """All quotations of an English text in order, each with its speaker where one can be told.

    Args:
        text: The article, verbatim; spans are character positions in it.
        typed: Whether two apostrophes in a row are a quotation mark, as in old wire archives.

    Returns:
        One quotation a paragraph (a quotation over three paragraphs is three, each with its exact span).

    Example:
        >>> for quote in find_quotes("“We will mend it,” Ada Bell told Radio Nine. “Next week."):
        ...     print(quote.content, quote.speaker, quote.cue, quote.addressee, quote.marks, sep=" | ")
        We will mend it, | Ada Bell | told | Radio Nine | paired
        Next week. | Ada Bell | told | Radio Nine | closing_missing
    """
    page = read_page(text, typed=typed)
    found: list[Quote] = []
    before: Before | None = None
    source: Quote | None = None
    for segment in page.quotes:
        best = choose(candidates(page, segment, before))
        quote = _quote(page, segment, best, before, source)
        found.append(quote)
        if best.mention is not None:
            before = Before(segment, best.mention, quote.speaker)
            source = quote
    return _headline_from_body(found)


def read_page(text: str, *, typed: bool = False) -> Page:
    """The text cut into quotations, sentences and names."""
    paras = paragraphs(text)
    found = [
        segment
        for segment in segments(text, paras, typed=typed)
        if not text[segment.start : segment.end].isspace() and segment.end > segment.start
    ]
    cast = Cast()
    if not found:
        return Page(text, [], [], cast)
    found_sentences = cut(blanked(text, found), paras)
    for sentence in found_sentences:
        for mention in sentence.mentions:
            cast.note(mention)
    return Page(text, found, found_sentences, cast)


def choose(found: list[Candidate]) -> Candidate:
    """The candidate whose features weigh most; the earlier one where two weigh the same."""
    return max(found, key=lambda candidate: sum(WEIGHTS.get(name, 0.0) for name in candidate.features))


def _quote(page: Page, segment: Segment, best: Candidate, before: Before | None, source: Quote | None) -> Quote:
    text = page.text
    content = text[segment.start : segment.end]
    span = (segment.start, segment.end)
    kind = _kind(text, segment)
    if best.mention is None:
        return Quote(content, span, kind, marks=segment.marks, reason=_why_nobody(kind))
    if best.kind == "previous" and source is not None and before is not None:
        reason = source.reason or "the speaker of the quotation before goes on"
        return Quote(
            content,
            span,
            kind,
            source.speaker,
            source.speaker_span,
            source.cue,
            source.cue_span,
            source.addressee,
            source.addressee_span,
            segment.marks,
            reason,
        )
    mention = best.mention
    speaker, reason = page.cast.canonical(mention, before.name if before is not None else None)
    if speaker is not None and mention.kind == "role" and not mention.name and (body := _BODY_AFTER.match(text, mention.end)):
        speaker = f"{body[1]} {speaker}"  # "a spokesperson for Halden Interactive" speaks as "Halden Interactive spokesperson"
    cue_span: Span | None = None
    heard: Addressee | None = None
    if best.sentence is not None and best.link is not None:
        token = best.sentence.tokens[best.link.token]
        cue_span = (token.start, token.end)
        heard = addressee(best.sentence, best.link)
    elif best.sentence is not None:
        reason = reason or "the likeliest name near it; no verb of speech joins them"
    return Quote(
        content,
        span,
        kind,
        speaker,
        (mention.start, mention.end),
        text[slice(*cue_span)] if cue_span else None,
        cue_span,
        heard.text if heard else None,
        heard.span if heard else None,
        segment.marks,
        reason,
    )


def _kind(text: str, segment: Segment) -> Literal["speech", "phrase", "title"]:
    start, end = segment.paragraph
    if end - start <= _HEADLINE and not text[:start].strip() and text[end - 1] != "." and text[end : end + _HEADLINE].strip():
        return "title"
    content = text[segment.start : segment.end].strip()
    words = content.split()
    if content[-1:] in {".", ",", "!", "?", "…"} and (content[:1].isupper() or len(words) > 3):
        return "speech"
    return "phrase" if len(words) <= 8 or content[:1].islower() else "speech"


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
