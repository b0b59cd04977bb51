"""Find what somebody is said to have said without quotation marks: "Bell said that …", "…, according to the paper", "she wants to …".

A statement is read from its cue. What the cue takes ("that", "to", a question word, anything) stands in `cues.STATES`; where the words lie is
told by what stands around it:

    after       Bell said (on Friday) that CONTENT.      Bell denied CONTENT.       According to Bell, CONTENT.
    before      CONTENT, Bell said.                      CONTENT, said Bell.        CONTENT, according to Bell.
    around      CONTENT, Bell said, CONTENT.
    passive     Bell was asked by Ode whether CONTENT.           CONTENT, as reported by Bell.

Words that also stand in quotation marks belong to the statement ("said he would “rip up” the deal"); one that is nothing but a quotation is none.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from uproar.extract.languages.english_statements import APPEARANCES, AS, EXPERIENCED, LOOKS, NO_LABELS, OTHERS_SAY, OWNERS
from uproar.extract.languages.language import (
    DETERMINER,
    GERUND,
    MARK,
    POSSESSIVE,
    STATES,
    UPPER,
    WORD,
    Language,
)  # fmt: skip
from uproar.extract.quotes.addressees import addressee
from uproar.extract.quotes.attribution import Page
from uproar.extract.quotes.clauses import Link, Sentence, according, last_of
from uproar.extract.quotes.denials import unheld, unsaid
from uproar.extract.quotes.ends import Part, closed, trimmed
from uproar.extract.quotes.find import Kind, Quote, quotes_of, read_page
from uproar.extract.quotes.mentions import Mention, Tokens
from uproar.extract.quotes.parts import MARKS, according_parts, content_parts
from uproar.extract.quotes.passives import is_participle, is_passive, passive_part
from uproar.extract.quotes.senses import LETS_IN, is_holder, is_imperative, is_modifier, lets_in
from uproar.extract.quotes.subjects import subject_of

_NAMED: Final = 2
# "by" stands at most so many tokens after a passive verb: "announced late on Monday by".
_AGENT: Final = 6
# So many words or fewer to a comma are a list: "Iowa: Ada Bell, Ben Ode, …".
_LIST: Final = 4
_COMMAS: Final = 3
# Stops that are left of a quotation whose words are blanked out.
_STOPS: Final = frozenset([".", "…"])
# Fewer words of the writer's own are no statement.
_FEWEST: Final = 2
_ANY: Final = frozenset(["any"])


def find_statements(text: str, *, typed: bool | None = False, language: str = "en") -> list[Quote]:
    """All indirect statements of a text, in the order of their cues.

    Args:
        text: The article, verbatim; spans are character positions in it.
        typed: Whether two apostrophes in a row are a quotation mark; None to read it from the text.
        language: Two-letter code of its language: "en", or "fr" or "es" with small tables.

    Returns:
        Each as a `Quote` with `marks` "none": of the kind "indirect" where its cue tells or shows something, of the kind "attitude" where somebody
        thinks, wants or favours it and no word tells that he said so. An attitude that the text denies or only supposes has no speaker, and
        says so in its `reason`; what was not said is left out. Statements nest where people report what others say.

    Raises:
        UsageError: There are no tables for the language.

    Example:
        >>> for one in find_statements("Ada Bell told Radio Nine that she will mend it. It is late, according to Ben Ode."):
        ...     print(one.content, one.speaker, one.cue, one.addressee, sep=" | ")
        that she will mend it | Ada Bell | told | Radio Nine
        It is late | Ben Ode | according to | None
    """
    return statements_of(read_page(text, typed=typed, whole=True, language=language))


def find_quotes_and_statements(text: str, *, typed: bool | None = False, language: str = "en") -> tuple[list[Quote], list[Quote]]:
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
        or sentence.tokens.lower[person.last] in NO_LABELS
    ):
        return []
    # "Wow: ..." names nobody; one who is named once more does.
    if page.cast.counts[person.name] + page.cast.counts[page.cast.full(person.name)] < _NAMED:
        return []
    start = sentence.tokens.start[person.last + 2]
    while end > start and not page.text[end - 1].isalnum():
        end -= 1
    blanks, commas = page.text.count(" ", start, end), page.text.count(",", start, end)
    listed = commas >= _COMMAS and blanks <= commas * _LIST
    if blanks < _FEWEST or page.text[start - 1] in MARKS or listed:
        return []
    speaker, reason = page.speaker(person)
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
    lower, links = toks.lower, sentence.links
    known = {link.token: link for link in links} if links else {}
    # The words of a sentence end before its last marks.
    end = len(kind)
    while end and not kind[end - 1] & WORD:
        end -= 1
    found: list[Quote] = []
    for number in places:
        if number >= end:
            break
        word, following = lower[number], lower[number + 1] if number + 1 < end else ""
        verb = word in language.states and not sentence.in_mention(number)
        if (
            word in language.with_particle.get(following, ())
            and not sentence.in_mention(number)
            and _is_verb(sentence, number, end, language)
        ):
            link = known.get(number) or Link(number, "state", subject_of(toks, people, number, language))
            parts = [trimmed(sentence, number + 2, end)] if number + 2 < end else []
        elif word in language.according and following and (after := according(lower, number, language)) and after <= end:
            link = known.get(number) or Link(number, "according", -1, inverted=True)
            parts = according_parts(sentence, link, after, end)
        elif following in language.agents and number and lower[number - 1] == AS and is_participle(word, language):
            # "The patch is late, as reported by Bell": as "according to" does
            link = Link(number, "passive", sentence.begins(number + 2), inverted=True)
            parts = according_parts(sentence, link._replace(token=number - 1), number + 2, end)
        elif verb and is_passive(toks, number, language) and (passive := passive_part(sentence, number, language.states[word], end)):
            parts, agent = passive
            holds = agent < 0 and word in EXPERIENCED
            link = Link(number, "passive", subject_of(toks, people, number, language) if holds else agent, inverted=not holds)
        elif word in language.state_nouns and following in language.that and number not in known:
            link = Link(number, "noun", _owner(people, number))
            parts = [trimmed(sentence, number + 1, end)]
        elif number + 2 < end and word in language.carriers.get(following, ()) and number not in known:
            owner = _owner(people, number)
            named = owner if owner >= 0 or word in OTHERS_SAY else subject_of(toks, people, number, language)
            link = Link(number, "noun", named)
            heads = following in language.that or following == language.infinitive
            parts = [trimmed(sentence, number + 1 + (not heads), end)]
        elif following == language.infinitive and word in language.state_noun_verbs and number not in known and _is_owned(toks, number):
            link = Link(number, "noun", _owner(people, number))
            parts = [trimmed(sentence, number + 1, end)]
        elif verb and _is_verb(sentence, number, end, language):
            link = known.get(number) or Link(number, "state", subject_of(toks, people, number, language))
            kinds, subject = language.states[word], link.subject
            if subject >= 0 and people[subject].kind == "document":
                kinds |= _ANY
            if word in LETS_IN and "any" in kinds and lets_in(toks, number, people, sentence.begins(number + 1)):
                kinds -= _ANY
            parts, who = content_parts(sentence, link, kinds, end)
            if who != subject:
                link = link._replace(subject=who)
        else:
            continue
        if not parts or unsaid(sentence, link):
            continue
        if word in APPEARANCES and following in LOOKS:
            link = link._replace(subject=-1)
        subject = link.subject
        documented = subject >= 0 and people[subject].kind == "document"  # "the report sees a rise": it says so
        attitude = word in language.attitudes and not documented
        if parts[-1].first > number and link.strength != "according":
            parts[-1] = closed(sentence, number, parts[-1], attitude=attitude)
        denied = unheld(sentence, link) if attitude else ""
        if attitude and link.subject >= 0 and not denied and not is_holder(sentence, link):
            link = link._replace(subject=-1)
        quote = _quote(page, sentence, link, parts, "attitude" if attitude else "indirect", denied)
        if quote is not None:
            found.append(quote)
    return found


def _owner(people: list[Mention], number: int) -> int:
    """Number of the mention right before a noun that owns it ("Bell's claim"), or -1."""
    at = bisect_left(people, number - 1, key=last_of)
    return at if at < len(people) and people[at].possessive and people[at].last == number - 1 else -1


def _is_owned(toks: Tokens, number: int) -> bool:
    """Whether a noun is somebody's: "her call", "Bell's call"."""
    return number > 0 and (toks.kind[number - 1] & POSSESSIVE > 0 or toks.lower[number - 1] in OWNERS)


def _is_verb(sentence: Sentence, number: int, end: int, language: Language) -> bool:
    """Whether a cue is a verb here, in the active voice: no article stands before it, nor "was" ("was criticised" tells nothing)."""
    toks = sentence.tokens
    kind = toks.kind
    word = toks.lower[number]
    progressive = kind[number] & GERUND > 0 or word.endswith(language.progressive)
    if not number:
        return progressive
    if kind[number] & UPPER and not progressive and is_imperative(toks, number):
        return False
    before = toks.lower[number - 1]
    left = kind[number - 1]
    if word.endswith(language.participles) and (is_modifier(sentence, number) or _by_agent(toks, number, end, language)):
        return False
    noun = word in language.state_noun_verbs
    if left & DETERMINER and (noun or progressive or before not in language.quantifiers):
        return False
    if left & POSSESSIVE and not (
        (progressive or word in language.said) and before[:-2] in language.pronouns
    ):  # "she's saying", "he's said"
        return False
    bare = noun and before not in language.before_verb and not left & DETERMINER
    if bare and toks.text[number - 1][0].islower() and not before.endswith("s"):
        return False
    if word in language.state_noun_plurals:
        # "the United States that", "new offers to come": a plural, unless its subject stands right before it.
        free = before in language.before_verb or before.endswith(language.adverb_endings) or not toks.text[number - 1][0].islower()
        if toks.text[number][0].isupper() or not (free or sentence.in_mention(number - 1)):
            return False
    return before not in language.be or progressive


def _by_agent(toks: Tokens, number: int, end: int, language: Language) -> bool:
    """Whether a participle is passive: "the move announced on Monday by Bell" is not what the move announced."""
    for word in toks.lower[number + 1 : min(number + _AGENT, end)]:
        if word in language.agents:
            return True
        if word in language.that or not word[0].isalnum():
            return False
    return False


def _quoted_to(toks: Tokens, number: int) -> int:
    """Where a quotation ends whose opening mark is a token, or 0: a statement that ends in one holds it, "not" and all ("did “not help.”")."""
    at = number + 1
    while at < len(toks) and toks.kind[at] & MARK and toks.start[at] == toks.end[at - 1]:
        at += 1  # two apostrophes are two tokens
    at += at < len(toks) and toks.text[at] in _STOPS
    closing = at
    while at < len(toks) and toks.kind[at] & MARK and (at == closing or toks.start[at] == toks.end[at - 1]):
        at += 1
    return toks.end[at - 1] if at > closing else 0


def _quote(page: Page, sentence: Sentence, link: Link, parts: list[Part], kind: Kind, denied: str) -> Quote | None:
    toks, people = sentence.tokens, sentence.mentions
    text, starts, ends = page.text, toks.start, toks.end
    words = 0
    spans: list[tuple[int, int]] = []
    for first, last in parts:
        if first >= last:
            continue
        spans.append((starts[first], ends[last - 1]))
        if words < _FEWEST:
            for bits in toks.kind[first:last]:
                words += bits & WORD > 0
                if words == _FEWEST:
                    break
    if words < _FEWEST:
        return None
    last = parts[-1].last
    if last < len(toks.kind) and toks.kind[last] & MARK and (beyond := _quoted_to(toks, last)):
        spans[-1] = (spans[-1][0], beyond)
    number, strength, subject, _ = link
    cue_end = according(toks.lower, number, page.language) - 1 if strength == "according" else number
    cue_at, cue_to = starts[number], ends[cue_end]
    heard = addressee(sentence, link)
    whom, where = heard or (None, None)
    start, stop = spans[0][0], spans[-1][1]
    content = text[start:stop]
    speaker, reason, place = None, denied or "no speaker is named for it", None
    if subject >= 0 and not denied:
        person = people[subject]
        speaker, reason = page.speaker(person, words=content if len(spans) == 1 else " … ".join([text[a:b] for a, b in spans]))
        place = (person.start, person.end)
    cue = text[cue_at:cue_to]
    return Quote(content, (start, stop), kind, speaker, place, cue, (cue_at, cue_to), whom, where, "none", reason, tuple(spans))
