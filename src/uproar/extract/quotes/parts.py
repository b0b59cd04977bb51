"""Where the words of an indirect statement lie: after its cue, before it, or around it."""

from __future__ import annotations

from typing import Final

from uproar.extract.languages.english_statements import AS, PASSIVES
from uproar.extract.languages.language import (
    DETERMINER,
    FINITE,
    GERUND,
    HEARER,
    PAST,
    PREPOSITION,
    UPPER,
    WORD,
    Language,
)  # fmt: skip
from uproar.extract.quotes.clauses import Link, Sentence
from uproar.extract.quotes.ends import COMMAS, Part, part_of, trimmed
from uproar.extract.quotes.mentions import Mention, Tokens

MARKS: Final = frozenset("“”\"„«»‘’「」『』'`")
_CUTS: Final = MARKS | COMMAS
_LEADS: Final = frozenset([":", "—", "–", "-"])
# A subject that is no known role is at most so many words: "the airline".
_SUBJECT: Final = 4
# A subject stands at most so many tokens before its verb to be of one piece with it: "Bell has also said".
_NEAR: Final = 3
# "said on Friday in a written statement to the paper that": "that" is looked for so many tokens after the cue.
_REACH: Final = 12
CLAUSE: Final = frozenset(["any", "clause"])
INFINITIVE: Final = frozenset(["any", "to"])
_AFTERTHOUGHT: Final = frozenset(["even", "which"])
# "as" stands at most so many tokens before the verb of its aside: "As the new mayor of the town noted, …".
_ASIDE: Final = 8
_LATER: Final = frozenset(["earlier", "later", "then"])
# A remainder of at most so many words after "…, Bell said" says when and where, and no more.
_TAIL: Final = 8


def according_parts(sentence: Sentence, link: Link, after: int, end: int) -> list[Part]:
    """The words of a statement with "according to", before or after it."""
    toks, people, language = sentence.tokens, sentence.mentions, sentence.language
    number = link.token
    last = people[link.subject].last if link.subject >= 0 else after - 1
    comma = next((n for n in range(last + 1, end) if toks.text[n] == ","), end)
    if number == 0:
        return [part_of((comma + 1, end))] if comma + 1 < end else []
    before = part_of((_clause_start(sentence, number), number - 1 if toks.text[number - 1] in COMMAS else number))
    if comma + 1 >= end or toks.kind[comma + 1] & GERUND:
        return [before]
    if not any(bits & FINITE for bits in toks.kind[comma + 1 : end]):
        return [before]  # "according to Bell, the mayor of the town"
    word = toks.lower[comma + 1]
    return (
        [before] if word in language.adverbials or word in language.joins or word in _AFTERTHOUGHT else [before, part_of((comma + 1, end))]
    )


def _clause_start(sentence: Sentence, stop: int) -> int:
    """Where the words before a cue begin: after a semicolon, after another's words, or where a quotation follows a colon or a dash.

    "She was glad: “…,” she said"; "The crowd sang, Radio Nine reported, while in Ghent it marched, Bell said".
    """
    toks, language = sentence.tokens, sentence.language
    for number in range(stop - 1, -1, -1):
        mark = toks.text[number]
        if (
            mark == ","
            and number > 1
            and toks.kind[number - 1] & PAST
            and toks.lower[number - 1] in language.cues
            and any(person.last == number - 2 and person.first and toks.text[person.first - 1] == "," for person in sentence.mentions)
        ):
            return number + 1 + (toks.lower[number + 1] in language.joins)
        if mark == ";" or (mark in _LEADS and number + 1 < stop and toks.text[number + 1] in MARKS):
            return number + 1
    return 0


def _sets_scene(sentence: Sentence, before: Part, number: int) -> bool:
    """Whether the words before a cue only say when a quotation after it was said: "In response, Bell wrote: “…”"."""
    toks, language = sentence.tokens, sentence.language
    if before.first >= before.last or not any(mark in MARKS or mark == ":" for mark in toks.text[number + 1 : number + 3]):
        return False
    word = toks.lower[before.first]
    opens = toks.kind[before.first] & PREPOSITION or word in language.subordinates or word in PASSIVES
    return bool(opens) or word.endswith(language.progressive) or toks.lower[before.last - 1] in _LATER


def content_parts(sentence: Sentence, link: Link, kinds: frozenset[str], end: int) -> tuple[list[Part], int]:
    """Where the words of a statement lie around its verb, and the number of its speaker among the mentions."""
    toks, people, language = sentence.tokens, sentence.mentions, sentence.language
    text, lower, kind = toks.text, toks.lower, toks.kind
    number, _, subject, _ = link
    word, after = lower[number], number + 1
    left = number - 1 - (number > 1 and lower[number - 1] in language.perfect)
    if number and text[left] in _CUTS:
        follows = sentence.begins(after)
        if follows >= 0 and _is_inverted(toks, people[follows], number, end, language):
            # "CONTENT, said Bell, who runs the studio."
            return [part_of((_clause_start(sentence, left), left))], follows
    first, near = number, False
    # "Bell said, citing the plan": the verb has words of its own.
    if subject >= 0 and 0 < number - people[subject].last <= _NEAR:
        near = not (text[number - 1] in _CUTS and word.endswith(language.progressive))
        first = people[subject].first if near else number
    says = language.inverts or language.cues.get(word) == "say" or word in language.parentheticals or "before" in kinds
    # "political experts said", "the airline said": a subject begins at the last comma or mark, if that is near.
    last = after >= end or text[after] in COMMAS
    if first and (near or says):
        for cut in range(first - 1, max(first - _SUBJECT * (1 + (says and last)), -1), -1):
            if text[cut] in _CUTS:
                begins = lower[cut + 1] not in language.joins and not kind[cut + 1] & PREPOSITION
                if begins and (near or number - cut > 1):
                    first, near = cut + 1, True
                break
    # "CONTENT, Bell told Radio Nine."
    heard = _after_hearer(sentence, number, end) if kind[number] & HEARER else after
    if heard > after:
        idle = heard >= end or text[heard] in COMMAS
        after = heard if idle or (lower[heard] in language.adverbials and lower[heard] not in language.that) else after
    # The words before: "CONTENT, Bell said (on Friday)".
    if first and near and "to" not in kinds and text[first - 1] in _CUTS:
        idle = after >= end or text[after] in COMMAS
        own = first > 1 and text[first - 2] not in MARKS and language.cues.get(word) == "say"  # "…, aides said this weekend, but …"
        if idle or (
            lower[after] in language.adverbials
            and language.that.isdisjoint(lower[after : after + _REACH])
            and (next((n for n in range(after, end) if text[n] == ","), end) if own else end) - after <= _TAIL
        ):
            before = part_of((_clause_start(sentence, first - 1), first - 1))
            if _sets_scene(sentence, before, number):
                return [], subject
            on = after + 1 < end and text[after] == "," and text[first - 1] == ","
            if on and not kind[after + 1] & GERUND and lower[after + 1] not in language.adverbials:
                return [before, trimmed(sentence, after + 1, end)], subject
            return [before], subject
        if text[first - 1] in MARKS or (text[first - 1] == "," and first > 1 and text[first - 2] in MARKS):
            # `“…,” Bell said in a statement to the paper`: only "that" or another clause goes on.
            if after < end and _is_clause(sentence, after, end) and not kind[number] & HEARER and not language.inverts:
                return [trimmed(sentence, after, end)], subject
            that = next((n for n in range(after, min(after + _REACH, end)) if lower[n] in language.that), -1)
            return ([trimmed(sentence, that, end)] if that >= 0 else []), subject
    quoted = number > 0 and (text[left] in MARKS or (left > 0 and text[left] in COMMAS and text[left - 1] in MARKS))
    inverted = quoted and says and not near
    if inverted and lower[after : after + 1] != [":"] and not _opens_clause(sentence, after, end):
        return [], subject  # "“…,” said a former adviser of the town": who said it, and not what
    start = _complement(sentence, number, after, kinds, end)
    return ([trimmed(sentence, start, end)] if 0 <= start < end else []), subject


def _opens_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a word that opens a clause stands at a token: "that", a question word, "he"."""
    if start >= end:
        return False
    word, language = sentence.tokens.lower[start], sentence.language
    return word in language.clause_heads or word in language.question_words or word in language.nominative


def _is_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause begins at a token: "that", a question word, or a subject with its verb."""
    toks, language = sentence.tokens, sentence.language
    if start >= end:
        return False
    word = toks.lower[start]
    if word in language.clause_heads or word in language.question_words or word in language.nominative:
        return True
    for number in range(start + 1, end):
        if toks.text[number] in _CUTS or toks.lower[number] in language.opens_relative:
            return False
        if toks.kind[number] & FINITE:
            return True
    return False


def _after_hearer(sentence: Sentence, number: int, end: int) -> int:
    """The token after whoever hears it: "told Radio Nine", "told her"."""
    after = number + 1
    hearer = sentence.begins(after)
    if hearer >= 0:
        return sentence.mentions[hearer].last + 1
    return after + 1 if after < end and sentence.tokens.lower[after] in sentence.language.objects else after


def _is_inverted(toks: Tokens, person: Mention, number: int, end: int, language: Language) -> bool:
    """Whether the one named right after a cue is its subject: ", said Bell, who ..." but not "Ode, a critic, said Bell was late"."""
    if person.possessive or (person.kind == "pronoun" and not language.inverts) or toks.kind[number] & (GERUND | HEARER):
        return False
    says = language.cues.get(toks.lower[number]) == "say"
    if not language.inverts and not says and (person.kind != "name" or toks.lower[number] not in language.parentheticals):
        return False  # "…, announced his new government": what is announced, not who
    beyond = person.last + 1
    if beyond >= end or toks.lower[beyond] in language.adverbials:
        return True
    return not toks.kind[beyond] & WORD and toks.text[beyond] not in MARKS


def _complement(sentence: Sentence, number: int, after: int, kinds: frozenset[str], end: int) -> int:
    """The token at which the words begin that follow a cue, or -1."""
    toks, people, language = sentence.tokens, sentence.mentions, sentence.language
    lower, kind = toks.lower, toks.kind
    if kind[number] & HEARER and after < end:
        after = _after_hearer(sentence, number, end)
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
    if word in language.adverbials and not (
        word == language.infinitive and kinds & INFINITIVE and not is_noun_phrase(kind, after + 1, end)
    ):
        for ahead in range(after, min(after + _REACH, end - 1)):
            if lower[ahead] in language.that or (lower[ahead] in language.nominative and kind[ahead + 1] & FINITE):
                return ahead
    # "As Bell noted, it is late", "Bell believes, for one, that"
    if word == "," and after + 1 < end and kinds & CLAUSE:
        if lower[after + 1] in language.nominative or _as_aside(sentence, number):
            return after + 1
        return next((ahead for ahead in range(after + 1, min(after + _SUBJECT * 2, end)) if lower[ahead] in language.that), -1)
    if word in language.clause_heads or word in language.question_words:
        return after if kinds & CLAUSE else -1
    following = after + 1
    if following < end and word in language.negations and lower[following] == language.infinitive:  # "decided not to run"
        return after if kinds & INFINITIVE else -1
    if word == language.infinitive:
        return after if kinds & INFINITIVE and not is_noun_phrase(kind, following, end) else -1  # not "compared to the others"
    if lower[number] in language.said and kind[after] & PREPOSITION:
        return -1  # "said in an interview", and no more
    if "any" in kinds:
        return -1 if word in _CUTS or word in language.no_objects or (kind[after] & GERUND and toks.text[after][0].islower()) else after
    if "clause" not in kinds:
        return -1
    begun = sentence.begins(after)
    if begun >= 0:
        beyond = people[begun].last + 1
        verb = beyond < end and (kind[beyond] & FINITE or word in language.nominative or lower[beyond] in language.states)
        return after if verb else -1
    return after if word in language.nominative else -1


def _as_aside(sentence: Sentence, number: int) -> bool:
    """Whether a verb ends an aside with "as": "As Bell noted", "But as the paper has shown"."""
    lower, kind = sentence.tokens.lower, sentence.tokens.kind
    first = max(number - _ASIDE, -1) if sentence.language.code == "en" else number
    for before in range(number - 1, first, -1):
        if lower[before] == AS:
            return True
        if not kind[before] & WORD:
            return False
    return False


def is_noun_phrase(kind: list[int], number: int, end: int) -> bool:
    """Whether a noun phrase begins at a token, and no verb."""
    return number < end and kind[number] & (DETERMINER | UPPER) > 0
