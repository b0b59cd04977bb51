"""Quotations: their exact spans, and who is said to have said them."""

import random
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.errors import UsageError
from uproar.extract.languages.language import language_of
from uproar.extract.quotes.attribution import candidates
from uproar.extract.quotes.clauses import cut
from uproar.extract.quotes.find import Quote, choose, find_quotes, read_page
from uproar.extract.quotes.marks import paragraphs
from uproar.extract.quotes.mentions import Tokens
from uproar.extract.quotes.statements import find_quotes_and_statements
from uproar.extract.quotes.weights import WEIGHTS

MARKS = "“”„‟\"'‘’‚‹›«»「」``"


def said(text: str) -> list[tuple[str, str | None]]:
    return [(quote.content, quote.speaker) for quote in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“We mend it,” Ada Bell said.", "We mend it,"),
        ('"We mend it," Ada Bell said.', "We mend it,"),
        ("‘We mend it,’ Ada Bell said.", "We mend it,"),
        ("'We don't mend it,' Ada Bell said.", "We don't mend it,"),
        ("«We mend it,» Ada Bell said.", "We mend it,"),
        ("»We mend it,« Ada Bell said.", "We mend it,"),
        ("„We mend it,“ Ada Bell said.", "We mend it,"),
        ("„We mend it,” Ada Bell said.", "We mend it,"),
        ("“We mend it,“ Ada Bell said.", "We mend it,"),
        ("”We mend it,” Ada Bell said.", "We mend it,"),
        ("“We call it ‘the fix’ here,” Ada Bell said.", "We call it ‘the fix’ here,"),
        ("‘We call it “the fix” here,’ Ada Bell said.", "We call it “the fix” here,"),
        ("“We call it “the fix” here,” Ada Bell said.", "We call it “the fix” here,"),
    ],
)
def test_every_kind_of_mark_is_read(text: str, content: str) -> None:
    """A quotation is found with its exact span whatever marks it stands in."""
    (quote,) = find_quotes(text)
    assert (quote.content, quote.speaker, quote.marks) == (content, "Ada Bell", "paired")
    assert text[slice(*quote.span)] == content


@pytest.mark.parametrize(
    "text", ["The dogs' owners and the cats' owners met in the '90s.", "Rock 'n' roll isn't dead.", "A 6'2\" man left."]
)
def test_apostrophes_are_no_quotation_marks(text: str) -> None:
    """Apostrophes, elisions and inches open nothing."""
    assert find_quotes(text) == []


def test_a_missing_opening_mark_is_mended_and_reported() -> None:
    """A quotation that lost its opening mark begins at the head of its paragraph, and says so."""
    (quote,) = find_quotes("The patch came late.\n\nWe are sorry for the wait,” Ada Bell said.")
    assert (quote.content, quote.marks, quote.speaker) == ("We are sorry for the wait,", "opening_missing", "Ada Bell")


def test_a_missing_closing_mark_is_mended_and_reported() -> None:
    """A quotation that lost its closing mark ends where the writer's own words begin, and says so."""
    (quote,) = find_quotes("“We are sorry for the wait, Ada Bell said in a statement.\n\nThe patch came late.")
    assert (quote.content, quote.marks) == ("We are sorry for the wait,", "closing_missing")


def test_a_quotation_over_several_paragraphs_keeps_its_speaker() -> None:
    """A paragraph left open goes on in the next one, with the same speaker and no mark called missing."""
    text = "“We made a mistake with the price,” Ada Bell wrote. “It was ours alone.\n\n“We will pay it back to all who bought the game.”"
    quotes = find_quotes(text)
    assert [quote.speaker for quote in quotes] == ["Ada Bell"] * 3
    assert [quote.marks for quote in quotes] == ["paired"] * 3


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "addressee"),
    [
        ("“We are sorry,” Ada Bell told Radio Nine.", "Ada Bell", "told", "Radio Nine"),
        ("“We are sorry,” said Ada Bell, who runs the studio.", "Ada Bell", "said", None),
        ("“We are sorry,” Tidewater said in a statement to the Harbour Post.", "Tidewater", "said", "the Harbour Post"),
        ("Ada Bell said: “We are sorry for the wait.”", "Ada Bell", "said", None),
        ("“We are sorry,” a studio spokesperson said.", "studio spokesperson", "said", None),
        ("Ben Ode, a critic of the studio, called the patch “a sad little joke.”", "Ben Ode", "called", None),
    ],
)
def test_speaker_cue_and_addressee_are_read(text: str, speaker: str, cue: str, addressee: str | None) -> None:
    """Who said it, with which word, and to whom, are read from the sentence around a quotation."""
    (quote,) = find_quotes(text)
    assert (quote.speaker, quote.cue, quote.addressee) == (speaker, cue, addressee)
    for part, span in ((quote.cue, quote.cue_span), (quote.addressee, quote.addressee_span)):
        assert part is None or (span is not None and text[slice(*span)] == part)


def test_a_pronoun_is_resolved_and_the_reason_says_how() -> None:
    """A pronoun stands for the woman named before; its span stays on the pronoun, and the reason says how it was read."""
    text = "The game's director Ada Bell told Radio Nine she got “many angry letters” in May.\n\n“I read each of them,” she said."
    quote = find_quotes(text)[-1]
    assert quote.speaker == "Ada Bell"
    assert quote.speaker_span is not None
    assert text[slice(*quote.speaker_span)] == "she"
    assert "she" in quote.reason


def test_a_surname_takes_its_full_name() -> None:
    """A surname alone has the full name of the same article as its canonical form."""
    assert said("Ada Bell spoke on Monday. “We are sorry,” Bell said.") == [("We are sorry,", "Ada Bell")]


def test_no_speaker_is_invented() -> None:
    """A term in marks that nobody utters has no speaker, and a reason."""
    (quote,) = find_quotes("The “day one patch” is as old as the disc.")
    assert quote.speaker is None
    assert quote.speaker_span is None
    assert quote.reason


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The “day one patch” is as old as the disc.", "term"),
        ("They watched the film “Long Winter” that night.", "term"),
        ("Ada Bell called the patch “a sad little joke” on Monday.", "phrase"),
        ("“We are sorry for the wait,” Ada Bell said.", "speech"),
        ("The rain fell. “We are all so sorry for what we did.” The rain went on.", "speech"),
    ],
)
def test_what_nobody_utters_is_told_apart_from_speech(text: str, kind: str) -> None:
    """Scare quotes and names of works are terms; an utterance is speech or a phrase, also where its speaker stays unknown."""
    (quote,) = find_quotes(text)
    assert quote.kind == kind
    assert quote.kind != "term" or quote.speaker is None


def test_one_lone_mark_that_nobody_speaks_behind_is_no_quotation() -> None:
    """A single mark in a sentence without a speaker makes no quotation; one with a speaker is mended."""
    assert find_quotes("The town has a new” bridge over the river.") == []
    assert [quote.marks for quote in find_quotes("We are sorry,” Ada Bell said.")] == ["opening_missing"]


def test_values_of_markup_are_no_quotations() -> None:
    """Marks around the values of attributes that were left in a text quote nothing."""
    assert find_quotes('<tweet date="March 7, 2016"> <a href="x">Ada Bell said so.</a>') == []


def test_a_participle_has_the_subject_of_its_clause() -> None:
    """What "saying" or "calling" adds is said by the subject of the clause and not by its object."""
    assert said("Ada Bell celebrated in town with supporters, declaring it “a fine day for the studio.”") == [
        ("a fine day for the studio.", "Ada Bell")
    ]


@pytest.mark.parametrize(
    ("text", "typed", "quoted"),
    [
        ("''We are sorry,'' Ada Bell said.", None, ["We are sorry,"]),
        ("''We are sorry,'' Ada Bell said.", False, []),
        ("``It is late , '' Ada Bell said .", None, ["It is late , "]),
        ("Ada Bell is 5'11'' tall. She jumped 6'2'', a record.", None, []),
        ("Write x = '' to clear it, or f('').", None, []),
        ("The ''big'' one.", None, []),
        ("The ''big'' one.", True, ["big"]),
    ],
)
def test_two_apostrophes_are_marks_where_they_stand_as_such(text: str, typed: bool | None, quoted: list[str]) -> None:
    """Two apostrophes quote where one pair opens a word and one closes after a stop, unless the caller says whether they do."""
    assert [quote.content for quote in find_quotes(text, typed=typed)] == quoted


def test_a_name_near_a_quotation_is_no_speaker_by_nearness_alone() -> None:
    """Where no verb joins them, speech has the speaker beside it only if nobody else is named there and the name owns nothing."""
    lonely = "Ada Bell rose in the packed hall. “We will mend the pool and we will pay for it.”"
    crowded = "At the fair, Bell's three nurses ranged from calm to hostile: “Is it time to go?” “Do you still believe in the dam?”"
    assert [quote.speaker for quote in find_quotes(lonely)] == ["Ada Bell"]
    assert [quote.speaker for quote in find_quotes(crowded)] == [None, None]
    assert find_quotes(crowded)[1].reason == "no verb of speech joins it to a name"


def test_every_weight_belongs_to_a_feature_that_occurs(data: Path) -> None:
    """The table of weights names no feature that the articles never show."""
    import gzip  # noqa: PLC0415 - only this test reads the set
    import json  # noqa: PLC0415

    seen: set[str] = set()
    with gzip.open(data / "press" / "polnear_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            page = read_page(json.loads(line)["text"])
            for segment in page.quotes:
                seen.update(name for candidate in candidates(page, segment, None, every=True) for name in candidate.features)
    missing = {name for name in WEIGHTS if name not in seen and not name.startswith("cont")}
    assert not missing


def test_the_heaviest_candidate_wins() -> None:
    """The choice is the largest sum of weights and nothing else."""
    page = read_page("“We are sorry,” Ada Bell said.")
    found = candidates(page, page.quotes[0], None, every=True)
    best = max(sum(WEIGHTS.get(name, 0.0) for name in candidate.features) for candidate in found)
    assert sum(WEIGHTS.get(name, 0.0) for name in choose(found).features) == best


def test_leaving_out_candidates_that_cannot_win_changes_no_choice() -> None:
    """The heaviest of those that are looked at is the heaviest of all, however a story is damaged, and fewer are looked at."""
    rng = random.Random(5)
    left_out = 0
    for _ in range(60):
        words = _STORY.split(" ")
        for _ in range(rng.randrange(12)):
            words[rng.randrange(len(words))] = rng.choice(["“", "”", "said", "She", "Ada Bell", ":", "\n\n"])
        page = read_page(" ".join(words))
        for segment in page.quotes:
            some, every = candidates(page, segment, None), candidates(page, segment, None, every=True)
            assert choose(some) == choose(every)
            left_out += len(every) - len(some)
    assert left_out > 0


def _whole(text: str, quote: Quote) -> bool:
    spans = [span for span in (quote.span, quote.speaker_span, quote.cue_span, quote.addressee_span) if span is not None]
    inside = all(0 <= start < end <= len(text) for start, end in spans)
    return inside and text[slice(*quote.span)] == quote.content


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["en", "fr", "es"]), st.text(alphabet=st.sampled_from("AaBb1½é.,’'-&_ \n\xa0“”U.S")) | st.text())
def test_tokens_are_those_of_the_pattern(language: str, text: str) -> None:
    """Words read from memory give the tokens that the pattern of their language finds, each at its place."""
    tables = language_of(language)
    for _ in range(2):
        toks = Tokens(text, 0, len(text), tables)
        found = [(one[0], one.start(), one.end()) for one in tables.patterns.token.finditer(text)]
        assert list(zip(toks.text, toks.start, toks.end, strict=True)) == found
        assert toks.lower == [word.lower() for word in toks.text]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["en", "fr"]), st.text(alphabet=st.sampled_from("Aa.B1’-_ \n\xa0“U")) | st.just("a" * 1300 + " Bell left. \n B."))
def test_sentences_have_the_tokens_of_their_own_text(language: str, text: str) -> None:
    """Tokens read in one pass over all paragraphs are those that a sentence has by itself."""
    tables = language_of(language)
    for sentence in cut(text, paragraphs(text), tables):
        alone = Tokens(text, sentence.start, sentence.end, tables)
        toks = sentence.tokens
        assert (toks.text, toks.start, toks.end, toks.kind, toks.lower) == (alone.text, alone.start, alone.end, alone.kind, alone.lower)


@settings(max_examples=150, deadline=None)
@given(st.text() | st.text(alphabet=MARKS + " abS.,\n\r\x00", max_size=80))
def test_no_input_crashes_and_no_span_lies_outside(text: str) -> None:
    """On any characters whatever, spans lie inside the text and hold what the quotation says."""
    assert all(_whole(text, quote) for quote in find_quotes(text))


_WORDS = st.sampled_from(
    [*MARKS, "Ada Bell", "said", "told", "she", "the company", "a critic", "who", "by", ",", ".", "\n", "\n\n", "according to", "’s", "Yes"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=60), st.sampled_from(["", " "]))
def test_no_mixture_of_marks_and_cues_crashes(words: list[str], between: str) -> None:
    """On any mixture of marks, names and cues, spans lie inside the text and quotations stand in order."""
    text = between.join(words)
    quotes = find_quotes(text)
    assert all(_whole(text, quote) for quote in quotes)
    assert all(one.span[1] <= two.span[0] for one, two in pairwise(quotes))


@pytest.mark.parametrize("unit", ["“Yes,” he said. ", "a” ", "“a ", "'a ", "said Bell, ", '" ', ", "])
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    """Eight times the text without a paragraph takes less than 40 times as long, on a machine that others share; a square would take 64 times."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        started = time.process_time()
        find_quotes(text)
        return time.process_time() - started

    seconds(4_000)
    assert min(seconds(64_000), seconds(64_000)) < 40 * max(seconds(8_000), 0.01)


@pytest.mark.parametrize(
    ("language", "text", "content", "speaker", "cue"),
    [
        ("fr", "« Nous sommes désolés », a déclaré Ada Bell à Radio Neuf.", "Nous sommes désolés", "Ada Bell", "déclaré"),
        ("fr", "«\u00a0Nous sommes désolés\u00a0», dit Ada Bell.", "Nous sommes désolés", "Ada Bell", "dit"),
        ("fr", "Ada Bell a dit : « Nous sommes désolés. »", "Nous sommes désolés.", "Ada Bell", "dit"),
        ("fr", "Mme Ada Bell est venue. « Nous sommes désolés », a-t-elle ajouté.", "Nous sommes désolés", "Ada Bell", "ajouté"),
        ("fr", "“Nous sommes désolés”, a affirmé un porte-parole.", "Nous sommes désolés", "porte-parole", "affirmé"),
        ("fr", "Le « correctif du premier jour » est vieux.", "correctif du premier jour", None, None),
        ("es", "«Lo sentimos mucho», dijo Ada Bell a Radio Nueve.", "Lo sentimos mucho", "Ada Bell", "dijo"),
        ("es", "“Lo sentimos mucho”, ha dicho Ada Bell.", "Lo sentimos mucho", "Ada Bell", "dicho"),
        ("es", "Ada Bell dijo: “Lo sentimos por la espera.”", "Lo sentimos por la espera.", "Ada Bell", "dijo"),
        ("es", "La señora Ada Bell vino. “Lo sentimos mucho”, añadió ella.", "Lo sentimos mucho", "Ada Bell", "añadió"),
        ("es", "El “parche del primer día” es viejo.", "parche del primer día", None, None),
    ],
)
def test_plain_french_and_spanish_are_read_by_their_own_tables(
    language: str, text: str, content: str, speaker: str | None, cue: str | None
) -> None:
    """A language is a set of tables: verbs before and after their subject, pronouns and blanks inside the marks are read by them."""
    (quote,) = find_quotes(text, language=language)
    assert (quote.content, quote.speaker, quote.cue) == (content, speaker, cue)
    assert text[slice(*quote.span)] == content


@pytest.mark.parametrize(("language", "hearer"), [("fr", "a déclaré Ada Bell à Radio Neuf"), ("es", "dijo Ada Bell a Radio Neuf")])
def test_the_hearer_follows_a_subject_that_follows_its_verb(language: str, hearer: str) -> None:
    """Where the subject stands after the verb, whom it was said to is read after the subject."""
    assert [quote.addressee for quote in find_quotes(f"«Oui», {hearer}.", language=language)] == ["Radio Neuf"]


def test_a_language_without_tables_is_refused() -> None:
    """A language that nobody filled tables for is refused by name instead of being read as English."""
    with pytest.raises(UsageError, match="'de'"):
        find_quotes("„Es tut uns leid“, sagte Ada Bell.", language="de")


@pytest.mark.parametrize(
    "unit",
    [
        "Ada Bell said that it is late. “We will mend it soon,” she told Radio Nine, adding that the studio, which she runs, is sorry. ",
        "“",
        '"',
        "“”",
        "“a b c de ",
        '"a b c de ',
        "a",
        "Bell",
        "a” ",
    ],
)
def test_a_megabyte_without_a_paragraph_takes_seconds(unit: str) -> None:
    """A megabyte in one paragraph, of sentences, of marks alone, of openings never closed or without a blank, is read in seconds."""
    text = unit * (1_000_000 // len(unit))
    started = time.process_time()
    quotes = find_quotes(text)
    # The bound is several times the time it takes on an idle machine, and a small part of what a square of the length takes.
    assert time.process_time() - started < 15
    assert all(_whole(text, quote) for quote in quotes[:1000])


_STORY = """Studio sorry for “broken” patch

Ada Bell, who runs the studio, told Radio Nine on Monday that the patch is late. “We are sorry for the wait,” she said. “It was ours alone.

“We will pay it back,” Bell wrote in a statement to the Harbour Post, calling it ‘a sad day’.

According to Ben Ode, a critic, the game’s owners don't mind: "They said they'd stay," he told the paper.
"""


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_no_damage_to_a_story_leads_outside_it(language: str) -> None:
    """Marks put in or taken out, strange and right-to-left characters, cuts and joined lines never make a span that does not hold its words."""
    rng = random.Random(11)
    odd = [*MARKS, "\u202e", "אב", "🂡", "\x00", "\n", "\u2028", "İ", "\ud800", "''", '="', "“" * 12, " a-t-il ", ""]
    for _ in range(100):
        text = _STORY
        for _ in range(rng.randrange(1, 9)):
            at = rng.randrange(len(text))
            text = text[:at] + rng.choice(odd) + text[at + rng.randrange(3) :]
        cut = rng.randrange(len(text))
        for damaged in (text, text[:cut], text.replace("\n", " "), text[cut:] + text[:cut]):
            quotes, statements = find_quotes_and_statements(damaged, language=language, typed=rng.random() < 0.2)
            assert all(_whole(damaged, quote) for quote in quotes)
            assert all(damaged[slice(*one.span)] == one.content for one in statements)
            assert all(one.span[1] <= two.span[0] for one, two in pairwise(quotes))


def test_the_founding_story_gives_its_ten_quotations(data: Path) -> None:
    """All ten quotations of the story are found, with who said them and to whom."""
    text = (data / "articles" / "release.txt").read_text(encoding="utf-8")
    quotes = find_quotes(text)
    assert all(_whole(text, quote) for quote in quotes)
    assert [(quote.speaker, quote.cue, quote.addressee, quote.marks) for quote in quotes] == [
        ("Netflix", "defends", None, "paired"),
        ("Netflix", "said", None, "paired"),
        ("Netflix", "said", "Fox News", "opening_missing"),
        ("Netflix", "said", "Fox News", "paired"),
        ("Netflix", "describes", None, "paired"),
        ("Kelsi Swift", "wrote", None, "paired"),
        ("Netflix spokesperson", "said", None, "paired"),
        ("Netflix spokesperson", "said", None, "paired"),
        ("Maimouna Doucoure", "told", "Deadline", "paired"),
        ("Maimouna Doucoure", "said", None, "paired"),
    ]
    assert [len(quote.content) for quote in quotes] == [14, 14, 74, 229, 105, 139, 83, 137, 22, 181]
