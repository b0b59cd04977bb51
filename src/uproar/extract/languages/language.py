"""The tables of one language, chosen by its code, and what each word is by them.

A word's place in all tables is looked up once and kept as bits of one number, so that reading a sentence compares numbers. English is
filled in full (`english.py`); French and Spanish hold small lists (`french.py`, `spanish.py`), and what those lack is read as absent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import Final

from uproar.errors import UsageError
from uproar.extract.languages import english, english_names, french, spanish
from uproar.extract.languages import english_statements as statements

# What a word may be; a mention opens with one of the first three.
PRONOUN, DETERMINER, OPENS_NAME, NAME, TITLE, TITLED, UPPER, ALPHA, WORD = (1 << bit for bit in range(9))
ROLE, DOCUMENT, LISTED_ROLE, POSSESSIVE, CUE, NOT_NAME, NUMBER, CONNECTOR = (1 << bit for bit in range(9, 17))
GOVERNS, STATES, PREPOSITION, HEARER, FINITE, GERUND, PAST, MARK, JOINT, CLOSES, STOPS = (1 << bit for bit in range(17, 28))
HEAD: Final = ROLE | DOCUMENT
OPENS: Final = PRONOUN | DETERMINER | OPENS_NAME

_MARKS: Final = frozenset("“”\"„«»‘’'‹›「」『』")
# So many words are kept; a longer list is begun anew, so that hostile input cannot fill the memory.
_KEPT: Final = 50_000
# … none longer than this.
_KEPT_LENGTH: Final = 40
_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, eq=False)
class Language:
    """The tables for reading attributions in one language; what each holds is said in `english.py`, under the same name.

    Attributes:
        token: Pattern of one token.
        according: Words for "according", each with the word that must follow ("" for none).
        that: Words that open what is said: "that".
        perfect: Verbs between a quotation and its cue: "a" in "…, a déclaré Bell". None in English.
        stands_for_last: Pronouns for whoever was named right before: "who".
        they: Pronouns for the speaker before, one or many.
        agents: Words before whoever acts in the passive voice: "by".
        tight: Whether blanks inside the marks belong to the marks (French).
        offices, of_office: What stands before its holder's name, and "of" in "Secretary of State".
        places: Words before places: "in".
        the, articles, indefinite: "the"; all articles; those that bring up somebody new: "a".
        opens_relative: Words that open a clause about the one before: "who", "which".
        negated_endings, adverb_endings, participles, finite_endings, progressive: Endings of such words.
        only, later: Words that take back a negation ("not only said"), and a "would" ("would later say").
        conditions: "if", "unless".
        inverts: Whether a subject may follow any cue, not only one right after a quotation: "ha dicho Bell".
    """

    code: str
    cues: Mapping[str, str]
    pronouns: frozenset[str]
    person_pronouns: Mapping[str, str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    not_names: frozenset[str]
    titles: Mapping[str, str]
    roles: frozenset[str]
    according: Mapping[str, str]
    that: frozenset[str]
    token: str
    speaks: str
    first_person: str
    abbreviations: str
    body_after: str
    narrator: str
    lower_case: str = "a-z"
    documents: frozenset[str] = _NONE
    bodies: frozenset[str] = _NONE
    the: frozenset[str] = _NONE
    articles: frozenset[str] = _NONE
    be: frozenset[str] = _NONE
    auxiliaries: frozenset[str] = _NONE
    finite_endings: tuple[str, ...] = ()
    possessive: tuple[str, ...] = ()
    role_endings: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    hearers: frozenset[str] = _NONE
    gerunds: frozenset[str] = _NONE
    back_verbs: frozenset[str] = _NONE
    back: str = ""
    noun_verbs: frozenset[str] = _NONE
    plural_verbs: frozenset[str] = _NONE
    body_heads: frozenset[str] = _NONE
    before_verb: frozenset[str] = _NONE
    cue_nouns: frozenset[str] = _NONE
    clause_words: frozenset[str] = _NONE
    naming: frozenset[str] = _NONE
    works: frozenset[str] = _NONE
    of_works: frozenset[str] = _NONE
    labels: frozenset[str] = _NONE
    states: Mapping[str, frozenset[str]] = field(default_factory=dict)
    state_nouns: frozenset[str] = _NONE
    state_noun_verbs: frozenset[str] = _NONE
    state_noun_plurals: frozenset[str] = _NONE
    attitudes: frozenset[str] = _NONE
    no_objects: frozenset[str] = _NONE
    wished_for: frozenset[str] = _NONE
    quantifiers: frozenset[str] = _NONE
    counted: frozenset[str] = _NONE
    parentheticals: frozenset[str] = _NONE
    progressive: str = "\0"
    carriers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    with_particle: Mapping[str, frozenset[str]] = field(default_factory=dict)
    question_words: frozenset[str] = _NONE
    clause_heads: frozenset[str] = _NONE
    adverbials: frozenset[str] = _NONE
    nominative: frozenset[str] = _NONE
    objects: frozenset[str] = _NONE
    days: frozenset[str] = _NONE
    said: frozenset[str] = _NONE
    joins: frozenset[str] = _NONE
    also: frozenset[str] = _NONE
    between: frozenset[str] = _NONE
    infinitive: str = ""
    on: str = ""
    relative: frozenset[str] = _NONE
    clause_joins: frozenset[str] = _NONE
    absolute: str = ""
    agents: frozenset[str] = _NONE
    to: frozenset[str] = _NONE
    towards: frozenset[str] = _NONE
    writes_to: frozenset[str] = _NONE
    stands_for_last: frozenset[str] = _NONE
    they: frozenset[str] = _NONE
    perfect: frozenset[str] = _NONE
    participles: tuple[str, ...] = ()
    numbers: frozenset[str] = _NONE
    connectors: frozenset[str] = _NONE
    elisions: frozenset[str] = _NONE
    first_names: Mapping[str, str] = field(default_factory=dict)
    introduces: frozenset[str] = _NONE
    person_titles: frozenset[str] = _NONE
    offices: frozenset[str] = _NONE
    of_office: str = ""
    places: frozenset[str] = _NONE
    collectives: frozenset[str] = _NONE
    plurals: frozenset[str] = _NONE
    role_genders: Mapping[str, str] = field(default_factory=dict)
    indefinite: frozenset[str] = _NONE
    negations: frozenset[str] = _NONE
    negated_endings: tuple[str, ...] = ()
    only: frozenset[str] = _NONE
    denials: frozenset[str] = _NONE
    modals: frozenset[str] = _NONE
    later: frozenset[str] = _NONE
    wishes: frozenset[str] = _NONE
    no_one: frozenset[str] = _NONE
    conditions: frozenset[str] = _NONE
    uses: frozenset[str] = _NONE
    opens_clause: frozenset[str] = _NONE
    opens_relative: frozenset[str] = _NONE
    adverb_endings: tuple[str, ...] = ()
    subordinates: frozenset[str] = _NONE
    tight: bool = False
    inverts: bool = False
    kinds: Kinds = field(init=False, repr=False)
    lower: Lower = field(init=False, repr=False)
    pieces: Pieces = field(init=False, repr=False)
    patterns: Patterns = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile what is looked up often."""
        object.__setattr__(self, "kinds", Kinds(self))
        object.__setattr__(self, "lower", Lower())
        object.__setattr__(self, "patterns", Patterns(self))
        object.__setattr__(self, "pieces", Pieces(self))

    def is_person_role(self, word: str) -> bool:
        """Whether a noun names one person by what they are: "director", not "company" or "officials"."""
        lower = word.lower()
        many = lower in self.collectives or lower in self.plurals
        single = not many and (not lower.endswith("s") or lower.endswith("ss"))
        return single and self.kinds[lower] & HEAD == ROLE

    def role_gender(self, word: str) -> str:
        """The pronoun that a noun for a person tells ("m", "f"), or "" for either."""
        lower = word.lower()
        return next((gender for ending, gender in self.role_genders.items() if lower.endswith(ending)), "")


class Patterns:
    """The compiled patterns of a language."""

    def __init__(self, language: Language) -> None:
        lower = language.lower_case
        self.token = re.compile(f"({language.token})")
        self.speaks = re.compile(language.speaks)
        self.first_person = re.compile(language.first_person)
        self.abbreviation = re.compile(language.abbreviations)
        self.body_after = re.compile(language.body_after)
        # "…, Smith said" or "…, said Smith": where a quotation that was never closed gives way to the writer's own words.
        self.gives_way = re.compile(rf"[,!?.]\s+(?:(?:[A-Z][\w.’'-]*\s+){{1,3}}|{language.narrator})?([{lower}]+)\b")
        # "Smith said, ", "told X: ", "said that ": where a quotation whose opening mark is lost is likely to begin.
        self.separator = re.compile(rf"(?:[,:]|\b(?:{'|'.join(sorted(language.that))}))\s+(?=\w)")
        self.lower = re.compile(f"[{lower}]+")


class Kinds(dict[str, int]):
    """What each word is, looked up once."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        # Words that state together with the word after them.
        self.before_particles = frozenset[str]().union(*language.carriers.values(), *language.with_particle.values())

    def __missing__(self, word: str) -> int:
        if len(self) >= _KEPT:
            self.clear()
        found = self[word] = _kind(word, self._language)
        return found


class Pieces(dict[str, tuple[str, ...]]):
    """Words with the blanks after them, cut once into tokens and what follows each: "said, " -> ("said", "", ",", " ").

    Most words of an article were met before: this reads its tokens in a quarter of the time that the pattern takes.
    """

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._split = language.patterns.token.split

    def __missing__(self, word: str) -> tuple[str, ...]:
        one = len(word.rstrip()) + 1
        if one == 1:
            found: tuple[str, ...] = (word[:1], word[1:])  # blanks between two paragraphs, which no sentence holds
        elif len(word) > one:
            # Blanks where a quotation stood: no pattern needs to walk over them.
            pieces = self[word[:one]]
            return (*pieces[:-1], pieces[-1] + word[one:])
        else:
            found = tuple(map(intern, self._split(word)[1:]))  # one string for all that are equal, as in `Lower`
        if len(word) <= _KEPT_LENGTH:
            if len(self) >= _KEPT:
                self.clear()
            self[word] = found
        return found


class Lower(dict[str, str]):
    """Each word in lower case, looked up once: one string for all that are equal, which are then found faster in the tables."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        found = self[word] = intern(word.lower())
        return found


def _kind(word: str, language: Language) -> int:
    lower = word.lower()
    bare = without_possessive(lower, language)
    upper = word[0].isupper()
    head = _head(bare, language)
    name = upper and len(word) > 1 and bare not in language.not_names
    title = lower in language.titles
    pronoun = lower in language.pronouns
    determiner = lower in language.determiners
    cue = lower in language.cues
    finite = lower in language.be or lower in language.auxiliaries or (word[0].islower() and len(word) > 4 and lower.endswith(language.finite_endings))  # fmt: skip
    states = lower in language.states or lower in language.state_nouns or lower in language.according
    states = states or lower in language.kinds.before_particles
    past = (cue or lower in language.states) and lower not in language.gerunds | language.noun_verbs and lower.endswith(language.past)
    connector = lower in language.connectors
    # No noun phrase goes on with what stops it; what closes one besides ends a name; a few stand between a noun and its verb.
    stops = not word[0].isalpha() or pronoun or cue or lower in language.not_names
    closes = stops and not (upper or head or title or connector)
    return (
        PRONOUN * pronoun
        | DETERMINER * (determiner and not pronoun)
        | OPENS_NAME * (bool(name or title or head) and not pronoun and not determiner)
        | NAME * name
        | TITLE * title
        | TITLED * (title and upper)
        | UPPER * upper
        | ALPHA * word[0].isalpha()
        | WORD * word[0].isalnum()
        | head
        | LISTED_ROLE * (lower in language.roles)
        | POSSESSIVE * (bare != lower)
        | CUE * cue
        | NOT_NAME * (lower in language.not_names)
        | NUMBER * (lower in language.numbers)
        | CONNECTOR * connector
        | GOVERNS * (cue or lower in language.back_verbs or lower in language.according)
        | STATES * states
        | PREPOSITION * (lower in language.prepositions)
        | HEARER * (lower in language.hearers)
        | FINITE * finite
        | GERUND * (lower in language.gerunds)
        | PAST * past
        | MARK * (word in _MARKS)
        | JOINT * (word == "," or lower in language.joins)
        | CLOSES * closes
        | STOPS * (stops and word not in language.between)
    )


def _head(bare: str, language: Language) -> int:
    """The kind of mention that a common noun heads, or 0."""
    if bare in language.documents:
        return DOCUMENT
    tail = bare.rsplit("-", 1)[-1]
    if tail.isdigit():
        return 0
    return ROLE if bare in language.roles or tail in language.roles or bare.endswith(language.role_endings) else 0


def without_possessive(word: str, language: Language) -> str:
    """A word without its 's."""
    return word[:-2] if word.endswith(language.possessive) else word


def language_of(code: str) -> Language:
    """The tables of a language by its two-letter code.

    Raises:
        UsageError: There are none for it.

    Example:
        >>> language_of("fr").cues["déclaré"]
        'say'
    """
    try:
        return LANGUAGES[code]
    except KeyError:
        known = ", ".join(LANGUAGES)
        raise UsageError("language", f"one of {known}", repr(code), "Quotations are read in these languages only.") from None


_INNER: Final = r"\w*+(?:[-’'&]\w++)*+"
_TITLES: Final = r"(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Rev|Lt|Col|Capt|Sgt|Jr|Sr)\."
_INITIALS: Final = r"(?:[A-Z]\.){2,}(?!\w)|(?:[A-Z]\.)+(?=\s|[A-Z])"
_REST: Final = r"\d(?:[\d.,]*\d)?\w*|[^\s\w]"

ENGLISH: Final = Language(
    code="en",
    # One token: initials and short titles with their dot, a word (inner hyphens and apostrophes kept), a number, or one mark.
    # The first and third alternative are the second and last for plain words, which most are.
    token=rf"[a-z]++(?![\w’'&-])|[a-z]{_INNER}|[A-Z][a-z]++(?![\w.’'&-])|{_TITLES}|{_INITIALS}|[^\W\d_]{_INNER}|{_REST}",
    cues=english.CUES, pronouns=english.PRONOUNS, person_pronouns=english.PERSON_PRONOUNS, determiners=english.DETERMINERS, prepositions=english.PREPOSITIONS,
    not_names=english.NOT_NAMES, titles=english_names.TITLES, roles=english.ROLES, documents=english.DOCUMENTS, bodies=english.BODIES, be=english.BE,
    auxiliaries=english.AUXILIARIES, hearers=english.HEARERS, gerunds=english.GERUNDS, back_verbs=english.BACK_VERBS, back="back",
    noun_verbs=english.NOUN_VERBS, plural_verbs=english.PLURAL_VERBS, body_heads=english.BODY_HEADS, before_verb=english.BEFORE_VERB,
    cue_nouns=english.CUE_NOUNS, clause_words=english.CLAUSE_WORDS, naming=english.NAMING, works=english.WORKS, of_works=frozenset(["of"]),
    state_noun_verbs=statements.STATE_NOUN_VERBS, state_noun_plurals=statements.STATE_NOUN_PLURALS, attitudes=statements.ATTITUDES, no_objects=english.NO_OBJECTS,
    wished_for=frozenset(["like", "prefer"]),
    parentheticals=english.PARENTHETICALS, quantifiers=english.QUANTIFIERS, counted=statements.COUNTED, progressive="ing",
    labels=english.LABELS, states=statements.STATES, state_nouns=statements.STATE_NOUNS, carriers=statements.CARRIERS, with_particle=statements.WITH_PARTICLE,
    question_words=english.QUESTION_WORDS, clause_heads=english.CLAUSE_HEADS, adverbials=english.ADVERBIALS, nominative=english.NOMINATIVE,
    objects=english.OBJECTS, days=english.DAYS, said=english.SAID, joins=english.JOINS, also=english.ALSO, between=english.BETWEEN, infinitive="to",
    on="on", numbers=english.NUMBERS, connectors=english.CONNECTORS, elisions=english.ELISIONS, first_names=english_names.FIRST_NAMES,
    introduces=english.INTRODUCES, towards=english.TOWARDS, writes_to=english.WRITES_TO, according={"according": "to"}, that=frozenset(["that"]),
    finite_endings=("ed",), possessive=("’s", "'s"), role_endings=("woman", "women", "spokesman", "person", "ologist"), past=("ed", "s",
    "id", "old", "ote"), the=frozenset(["the"]), articles=frozenset(["a", "an", "the"]), relative=frozenset(["that", "which"]),
    clause_joins=english.CLAUSE_JOINS, absolute="with", person_titles=english_names.PERSON_TITLES,
    offices=english_names.OFFICES, of_office="of", places=frozenset(["in"]),
    collectives=english.COLLECTIVES, plurals=english.PLURALS, role_genders=english.ROLE_GENDERS, indefinite=frozenset(["a", "an", "another",
    "one"]), subordinates=english.SUBORDINATES, negations=english.NEGATIONS, negated_endings=("n't", "n’t"), only=frozenset(["only", "just",
    "merely"]), denials=english.DENIALS, modals=english.MODALS, later=frozenset(["later", "often", "eventually", "afterward", "afterwards"]),
    wishes=english.WISHES, no_one=english.NO_ONE, conditions=frozenset(["if", "unless", "whether"]), uses=english.USES,
    opens_clause=english.OPENS_CLAUSE, opens_relative=frozenset(["who", "which", "whose", "whom", "where"]), participles=("ed",),
    adverb_endings=("ly", "n’t", "n't"), agents=frozenset(["by"]), to=frozenset(["to", "on"]), stands_for_last=frozenset(["who"]),
    they=frozenset(["they"]),
    # What follows the closing mark of speech: `,” he said`, `,” Smith said`, `,” according to`.
    speaks=r"\s*(?:[A-Z]|(?:he|she|they|it|a|an|the|one|his|her|its|their|said|says|wrote|according|recalled|added|[a-z]+ed)\b)",
    first_person=r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|me|us|your|[Ll]et)\b",
    abbreviations=r"(?:\b(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Rev|Lt|Col|Capt|Sgt|Jr|Sr|St|No|vs|D|R|Inc|Co)|\b[A-Z])\.$",
    # The body that a role speaks for: up to five capitalised words after "for", "of" or "at".
    body_after=r" (?:for|of|at) (?:the )?([A-Z][\w’'.&-]*(?: [A-Z][\w’'&-]*){0,4})",
    narrator=r"he\s+|she\s+|they\s+|the\s+\w+\s+",
)  # fmt: skip

LANGUAGES: Final[dict[str, Language]] = {
    "en": ENGLISH,
    "fr": Language(code="fr", **french.TABLES),
    "es": Language(code="es", **spanish.TABLES),
}
