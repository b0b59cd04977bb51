"""Find what somebody is said to have said without quotation marks: "Bell said that …", "…, according to the paper", "she wants to …".

A statement is read from its cue. What the cue takes ("that", "to", a question word, anything) stands in `cues.STATES`; where the words lie is
told by what stands around it:

    after       Bell said (on Friday) that CONTENT.      Bell denied CONTENT.       According to Bell, CONTENT.
    before      CONTENT, Bell said.                      CONTENT, said Bell.        CONTENT, according to Bell.
    around      CONTENT, Bell said, CONTENT.

Words that also stand in quotation marks belong to the statement ("said he would “rip up” the deal"); one that is nothing but a quotation is none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final, NamedTuple

from uproar.extract.addressees import addressee
from uproar.extract.attribution import Page
from uproar.extract.clauses import Link, Sentence, according, subject_of
from uproar.extract.languages import (
    DETERMINER,
    FINITE,
    GERUND,
    HEARER,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    STATES,
    WORD,
    Language,
)  # fmt: skip
from uproar.extract.names import Mention, Tokens
from uproar.extract.quotes import Quote, quotes_of, read_page

_MARKS: Final = frozenset("“”\"„«»‘’「」『』'`")
_COMMAS: Final = frozenset([",", ";", "—", "–", "-"])
_CUTS: Final = _MARKS | _COMMAS
# A subject that is no known role is at most so many words: "the airline".
_SUBJECT: Final = 4
_NAMED: Final = 2
_BEYOND: Final = 9
# A subject stands at most so many tokens before its verb to be of one piece with it: "Bell has also said".
_NEAR: Final = 3
# "said on Friday in a written statement to the paper that": "that" is looked for so many tokens after the cue.
_REACH: Final = 12
_ANY_CLAUSE: Final = frozenset(["any", "clause"])
_ANY_TO: Final = frozenset(["any", "to"])
_AFTERTHOUGHT: Final = frozenset(["even", "which"])
# A remainder of at most so many words after "…, Bell said" says when and where, and no more.
_TAIL: Final = 8
# Fewer words of the writer's own are no statement.
_FEWEST: Final = 2


class _Part(NamedTuple):
    """Where the words of one statement lie: numbers of tokens, the end excluded."""

    first: int
    last: int


def find_statements(text: str, *, typed: bool = False, language: str = "en") -> list[Quote]:
    """All indirect statements of a text, in the order of their cues.

    Args:
        text: The article, verbatim; spans are character positions in it.
        typed: Whether two apostrophes in a row are a quotation mark.
        language: Two-letter code of its language: "en", or "fr" or "es" with small tables.

    Returns:
        Each as a `Quote` of the kind "indirect", with `marks` "none". Statements nest where people report what others say.

    Raises:
        UsageError: There are no tables for the language.

    Example:
        >>> for one in find_statements("Ada Bell told Radio Nine that she will mend it. It is late, according to Ben Ode."):
        ...     print(one.content, one.speaker, one.cue, one.addressee, sep=" | ")
        that she will mend it | Ada Bell | told | Radio Nine
        It is late | Ben Ode | according to | None
    """
    return statements_of(read_page(text, typed=typed, whole=True, language=language))


def find_quotes_and_statements(text: str, *, typed: bool = False, language: str = "en") -> tuple[list[Quote], list[Quote]]:
    """What `find_quotes` and `find_statements` return, with the text read once.

    Example:
        >>> quotes, statements = find_quotes_and_statements("“It is late,” Ada Bell said. She said that she will mend it.")
        >>> quotes[0].content, statements[0].content
        ('It is late,', 'that she will mend it')
    """
    page = read_page(text, typed=typed, whole=True, language=language)
    return quotes_of(page), statements_of(page)


def statements_of(page: Page) -> list[Quote]:
    """All indirect statements of a text that is read already as a whole."""
    ends = {sentence.paragraph: sentence.end for sentence in page.sentences}
    found: list[Quote] = []
    paragraph = -1
    for sentence in page.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            found.extend(_labelled(page, sentence, ends[paragraph]))
        found.extend(_statements(page, sentence))
    return found


def _labelled(page: Page, sentence: Sentence, end: int) -> list[Quote]:
    """The words of a paragraph that begins "Bell: ", as headlines and transcripts write them."""
    person = sentence.mentions[0] if sentence.mentions else None
    if (
        person is None
        or person.first
        or person.kind != "name"
        or person.last + 2 >= len(sentence.tokens)
        or sentence.tokens.text[person.last + 1] != ":"
    ):
        return []
    # "Wow: ..." names nobody; one who is named once more does.
    if page.cast.counts[person.name] + page.cast.counts[page.cast.full(person.name)] < _NAMED:
        return []
    start = sentence.tokens.start[person.last + 2]
    while end > start and not page.text[end - 1].isalnum():
        end -= 1
    if page.text.count(" ", start, end) < _FEWEST or page.text[start - 1] in _MARKS:
        return []
    speaker, reason = page.cast.canonical(person, None)
    colon = (person.end, person.end + 1)
    span = (start, end)
    return [
        Quote(
            page.text[start:end],
            span,
            "indirect",
            speaker,
            (person.start, person.end),
            ":",
            colon,
            marks="none",
            reason=reason,
            parts=(span,),
        )
    ]


def _statements(page: Page, sentence: Sentence) -> list[Quote]:
    toks, people, language = sentence.tokens, sentence.mentions, page.language
    kind = toks.kind
    places = [number for number, bits in enumerate(kind) if bits & STATES]
    if not places:
        return []
    lower, known = toks.lower, {link.token: link for link in sentence.links}
    inside = {number for person in people for number in range(person.first, person.last + 1)}
    # The words of a sentence end before its last marks.
    end = len(kind)
    while end and not kind[end - 1] & WORD:
        end -= 1
    found: list[Quote] = []
    for number in places:
        if number >= end:
            break
        word, following = lower[number], lower[number + 1] if number + 1 < end else ""
        if word in language.with_particle.get(following, ()) and number not in inside and _is_verb(toks, number, end, language):
            link = known.get(number) or Link(number, "state", subject_of(toks, people, number, language))
            parts = [_trimmed(toks, people, number + 2, end, language)] if number + 2 < end else []
        elif following and (after := according(lower, number, language)) and after <= end:
            link = known.get(number) or Link(number, "according", -1, inverted=True)
            parts = _according(sentence, link, after, end)
        elif word in language.state_nouns and following in language.that and number not in known:
            link = Link(number, "noun", _owner(people, number))
            parts = [_trimmed(toks, people, number + 1, end, language)]
        elif number + 2 < end and word in language.carriers.get(following, ()) and number not in known:
            owner = _owner(people, number)
            link = Link(number, "noun", owner if owner >= 0 else subject_of(toks, people, number, language))
            heads = following in language.that or following == language.infinitive
            parts = [_trimmed(toks, people, number + 1 + (not heads), end, language)]
        elif word in language.states and number not in inside and _is_verb(toks, number, end, language):
            link = known.get(number) or Link(number, "state", subject_of(toks, people, number, language))
            kinds = language.states[word] | ({"any"} if link.subject >= 0 and people[link.subject].kind == "document" else frozenset())
            parts, who = _parts(sentence, link, kinds, end)
            link = link._replace(subject=who)
        else:
            continue
        quote = _quote(page, sentence, link, parts) if parts else None
        if quote is not None:
            found.append(quote)
    return found


def _owner(people: list[Mention], number: int) -> int:
    """Number of the mention right before a noun that owns it ("Bell's claim"), or -1."""
    at = bisect_left(people, number - 1, key=_last)
    return at if at < len(people) and people[at].possessive and people[at].last == number - 1 else -1


def _beginning(people: list[Mention], token: int) -> int:
    """Number of the mention that begins at a token, or -1."""
    at = bisect_left(people, token, key=_first)
    return at if at < len(people) and people[at].first == token else -1


def _last(person: Mention) -> int:
    return person.last


def _first(person: Mention) -> int:
    return person.first


def _is_verb(toks: Tokens, number: int, end: int, language: Language) -> bool:
    """Whether a cue is a verb here, in the active voice: no article stands before it, nor "was" ("was criticised" tells nothing)."""
    kind = toks.kind
    if not number:
        return kind[0] & GERUND > 0
    before = toks.lower[number - 1]
    left = kind[number - 1]
    if left & (DETERMINER | POSSESSIVE):
        return False
    bare = toks.lower[number] in language.noun_verbs and before not in language.before_verb
    if bare and toks.text[number - 1][0].islower() and not before.endswith("s"):
        return False
    if before in language.be and not kind[number] & GERUND:
        return number + 1 < end and (toks.lower[number + 1] in language.that or toks.lower[number + 1] == language.infinitive)
    return True


def _according(sentence: Sentence, link: Link, after: int, end: int) -> list[_Part]:
    toks, people, language = sentence.tokens, sentence.mentions, sentence.language
    number = link.token
    last = people[link.subject].last if link.subject >= 0 else after - 1
    comma = next((n for n in range(last + 1, end) if toks.text[n] == ","), end)
    if number == 0:
        return [_Part(comma + 1, end)] if comma + 1 < end else []
    before = _Part(_clause_start(toks, number), number - 1 if toks.text[number - 1] in _COMMAS else number)
    if comma + 1 >= end or toks.kind[comma + 1] & GERUND:
        return [before]
    word = toks.lower[comma + 1]
    return [before] if word in language.adverbials or word in language.joins or word in _AFTERTHOUGHT else [before, _Part(comma + 1, end)]


def _clause_start(toks: Tokens, stop: int) -> int:
    return next((n + 1 for n in range(stop - 1, -1, -1) if toks.text[n] == ";"), 0)


def _parts(sentence: Sentence, link: Link, kinds: frozenset[str], end: int) -> tuple[list[_Part], int]:
    """Where the words of a statement lie around its verb, and the number of its speaker among the mentions."""
    toks, people, language = sentence.tokens, sentence.mentions, sentence.language
    number = link.token
    follows = _beginning(people, number + 1)
    left = number - 1 - (number > 1 and toks.lower[number - 1] in language.perfect)
    if number and toks.text[left] in _CUTS and follows >= 0 and _is_inverted(toks, people[follows], number, end, language):
        # "CONTENT, said Bell, who runs the studio."
        return [_Part(_clause_start(toks, left), left)], follows
    person = people[link.subject] if link.subject >= 0 else None
    near = person is not None and 0 < number - person.last <= _NEAR
    first = person.first if near and person is not None else number
    # "political experts said", "the airline said": a subject begins at the last comma or mark, if that is near.
    cut = next((n for n in range(first - 1, max(first - _SUBJECT, -1), -1) if toks.text[n] in _CUTS), -1)
    if cut >= 0 and toks.lower[cut + 1] not in language.joins and not toks.kind[cut + 1] & PREPOSITION and (near or number - cut > 1):
        first, near = cut + 1, True
    after = number + 1
    # "CONTENT, Bell told Radio Nine."
    heard = _after_hearer(toks, people, number, end, language) if toks.kind[number] & HEARER else after
    if heard > after:
        idle = heard >= end or toks.text[heard] in _COMMAS
        after = heard if idle or toks.lower[heard] in language.adverbials - language.that else after
    # The words before: "CONTENT, Bell said (on Friday)".
    if first and near and "to" not in kinds and toks.text[first - 1] in _CUTS:
        idle = after >= end or toks.text[after] in _COMMAS
        if idle or (
            toks.lower[after] in language.adverbials
            and language.that.isdisjoint(toks.lower[after : after + _REACH])
            and end - after <= _TAIL
        ):
            before = _Part(_clause_start(toks, first - 1), first - 1)
            on = after + 1 < end and toks.text[after] == "," and toks.text[first - 1] == ","
            if on and not toks.kind[after + 1] & GERUND and toks.lower[after + 1] not in language.adverbials:
                return [before, _trimmed(toks, people, after + 1, end, language)], link.subject
            return [before], link.subject
        if toks.text[first - 1] in _MARKS or (toks.text[first - 1] == "," and first > 1 and toks.text[first - 2] in _MARKS):
            # `“…,” Bell said in a statement to the paper`: only "that" or another clause goes on.
            if toks.lower[after] not in language.adverbials and not toks.kind[number] & HEARER and not language.inverts:
                return [_trimmed(toks, people, after, end, language)], link.subject
            that = next((n for n in range(after, min(after + _REACH, end)) if toks.lower[n] in language.that), -1)
            return ([_trimmed(toks, people, that, end, language)] if that >= 0 else []), link.subject
    start = _complement(sentence, number, after, kinds, end)
    return ([_trimmed(toks, people, start, end, language)] if 0 <= start < end else []), link.subject


def _after_hearer(toks: Tokens, people: list[Mention], number: int, end: int, language: Language) -> int:
    """The token after whoever hears it: "told Radio Nine", "told her"."""
    after = number + 1
    hearer = _beginning(people, after)
    if hearer >= 0:
        return people[hearer].last + 1
    return after + 1 if after < end and toks.lower[after] in language.objects else after


def _is_inverted(toks: Tokens, person: Mention, number: int, end: int, language: Language) -> bool:
    """Whether the one named right after a cue is its subject: ", said Bell, who ..." but not "Ode, a critic, said Bell was late"."""
    if person.possessive or (person.kind == "pronoun" and not language.inverts) or toks.kind[number] & (GERUND | HEARER):
        return False
    beyond = person.last + 1
    if beyond >= end or toks.lower[beyond] in language.adverbials:
        return True
    return not toks.kind[beyond] & WORD and toks.text[beyond] not in _MARKS


def _complement(sentence: Sentence, number: int, after: int, kinds: frozenset[str], end: int) -> int:
    """The token at which the words begin that follow a cue, or -1."""
    toks, people, language = sentence.tokens, sentence.mentions, sentence.language
    lower, kind = toks.lower, toks.kind
    if kind[number] & HEARER and after < end:
        after = _after_hearer(toks, people, number, end, language)
    if after < end and lower[after] in language.days:
        after += 1
    elif after + 1 < end and lower[after] == language.on and lower[after + 1] in language.days:
        after += 2
    if after < end and lower[after] == ":":
        after += 1
    if after >= end:
        return -1
    word = lower[after]
    # "said on Friday in a statement that"
    if word in language.adverbials:
        for ahead in range(after, min(after + _REACH, end)):
            if lower[ahead] in language.that:
                return ahead
    if word in language.clause_heads or word in language.question_words:
        return after if kinds & _ANY_CLAUSE else -1
    if word == language.infinitive:
        return after if kinds & _ANY_TO else -1
    if lower[number] in language.said and kind[after] & PREPOSITION:
        return -1  # "said in an interview", and no more
    if "any" in kinds:
        return -1 if word in _CUTS or (kind[after] & GERUND and toks.text[after][0].islower()) else after
    if "clause" not in kinds:
        return -1
    begun = _beginning(people, after)
    if begun >= 0:
        beyond = people[begun].last + 1
        verb = beyond < end and (kind[beyond] & FINITE or word in language.nominative or lower[beyond] in language.states)
        return after if verb else -1
    return after if word in language.nominative else -1


def _trimmed(toks: Tokens, people: list[Mention], start: int, end: int, language: Language) -> _Part:
    """The words from `start` to where the next statement, of the same speaker or another, begins."""
    lower, kind = toks.lower, toks.kind
    joints = toks.joints
    for at in range(bisect_right(joints, start), bisect_left(joints, end - 1)):
        number = joints[at]
        word = lower[number]
        if word == ",":
            following = lower[number + 1]
            if following in language.according or kind[number + 1] & GERUND:
                return _Part(start, number)
            if following in language.joins and not language.said.isdisjoint(lower[number + 2 : min(number + _BEYOND, end)]):
                return _Part(start, number)
        if word in language.joins:
            ahead = number + 1
            begun = _beginning(people, ahead) if lower[number - 1] == "," else -1
            if begun >= 0:
                ahead = people[begun].last + 1
            if ahead < end and lower[ahead] in language.also:
                ahead += 1
            if ahead < end and kind[ahead] & PAST:
                return _Part(start, number - 1 if lower[number - 1] == "," else number)
    return _Part(start, end)


def _quote(page: Page, sentence: Sentence, link: Link, parts: list[_Part]) -> Quote | None:
    toks, people = sentence.tokens, sentence.mentions
    parts = [part for part in parts if part.first < part.last]
    words = 0
    for part in parts:
        for bits in toks.kind[part.first : part.last]:
            words += bits & WORD > 0
            if words == _FEWEST:
                break
    if words < _FEWEST:
        return None
    spans = [(toks.start[part.first], toks.end[part.last - 1]) for part in parts]
    cue_end = according(toks.lower, link.token, page.language) if link.strength == "according" else link.token + 1
    cue = (toks.start[link.token], toks.end[cue_end - 1])
    heard = addressee(sentence, link)
    speaker, reason, place = None, "no speaker is named for it", None
    if link.subject >= 0:
        person = people[link.subject]
        speaker, reason = page.cast.canonical(person, None)
        place = (person.start, person.end)
    start, stop = spans[0][0], spans[-1][1]
    return Quote(
        page.text[start:stop],
        (start, stop),
        "indirect",
        speaker,
        place,
        page.text[slice(*cue)],
        cue,
        heard.text if heard else None,
        heard.span if heard else None,
        "none",
        reason,
        tuple(spans),
    )
