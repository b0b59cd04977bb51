"""Indirect statements: what somebody is said to have said, without quotation marks."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.extract.quotes.find import Quote, find_quotes
from uproar.extract.quotes.statements import find_quotes_and_statements, find_statements

MARKS = "“”„‟\"'‘’‚‹›«»"


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(" … ".join(text[slice(*part)] for part in one.parts), one.speaker, one.cue) for one in find_statements(text)]


@pytest.mark.parametrize(
    ("text", "content", "speaker", "cue"),
    [
        ("Ada Bell said that the patch is late.", "that the patch is late", "Ada Bell", "said"),
        ("Ada Bell said the patch is late.", "the patch is late", "Ada Bell", "said"),
        ("The patch is late, Ada Bell said on Friday.", "The patch is late", "Ada Bell", "said"),
        ("The patch is late, said Ada Bell, who runs the studio.", "The patch is late", "Ada Bell", "said"),
        ("The patch is late, Ada Bell told Radio Nine.", "The patch is late", "Ada Bell", "told"),
        ("According to Ada Bell, the patch is late.", "the patch is late", "Ada Bell", "According to"),
        ("The patch is late, according to Ada Bell.", "The patch is late", "Ada Bell", "according to"),
        ("The patch, Ada Bell said, is late again.", "The patch … is late again", "Ada Bell", "said"),
        ("Ada Bell is confident that the patch will work.", "that the patch will work", "Ada Bell", "confident"),
        ("Ben Ode praised the studio and its staff, adding that the patch is late.", "that the patch is late", "Ben Ode", "adding"),
    ],
)
def test_the_words_of_a_statement_are_found_around_its_cue(text: str, content: str, speaker: str, cue: str) -> None:
    """A statement has its exact words, whether they stand after the verb, before it or around it, with its speaker and cue."""
    assert (content, speaker, cue) in told(text)


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("Ada Bell decided not to sell the studio.", "not to sell the studio", "decided"),
        ("Ada Bell believes, for example, that it is late.", "that it is late", "believes"),
        ("As the paper noted, it is late again.", "it is late again", "noted"),
        ("“It is late,” Ada Bell said, citing the weak sales of Halden.", "the weak sales of Halden", "citing"),
        ("Most believe that it is late.", "that it is late", "believe"),
        ("She’s suggesting that it is late.", "that it is late", "suggesting"),
        ("The city is seeking new rules for games.", "new rules for games", "seeking"),
        ("The studio said in a note on Monday it will mend the game.", "it will mend the game", "said"),
        ("It is late for a mend, people close to the studio say.", "It is late for a mend", "say"),
        ("It is late, according to Ada Bell, the mayor of Red Bank.", "It is late", "according to"),
        ("Ada Bell said that it is late, the paper said.", "that it is late", "said"),
    ],
)
def test_the_words_begin_and_end_where_their_clause_does(text: str, content: str, cue: str) -> None:
    """What stands between a cue and its clause, beside it, or after it in another's words, is no part of the statement."""
    assert (content, cue) in [(words, found) for words, _, found in told(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Bell said that it is late.", "indirect"),
        ("Ada Bell promised to mend the game.", "indirect"),
        ("A court found that the studio was late.", "indirect"),
        ("The report sees a loss of many readers.", "indirect"),
        ("Ada Bell thinks that it is late.", "attitude"),
        ("Ada Bell wants to mend the game.", "attitude"),
        ("Many players support the new rules.", "attitude"),
        ("Ada Bell is worried that it is late.", "attitude"),
    ],
)
def test_what_is_thought_or_wanted_is_told_apart_from_what_is_said(text: str, kind: str) -> None:
    """Nobody is told to have said what he only thinks, wants or favours; what shows or finds it tells it."""
    assert [one.kind for one in find_statements(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "speaker", "reason"),
    [
        ("Ada Bell does not support the new rules.", None, "not so"),
        ("Ada Bell is not sure that it is late.", None, "not so"),
        ("Ada Bell may support the new rules.", None, "may be so"),
        ("Ada Bell supports the new rules.", "Ada Bell", ""),
        ("Ada Bell would like to mend the game.", "Ada Bell", ""),
    ],
)
def test_an_attitude_that_is_denied_or_only_possible_is_nobodys(text: str, speaker: str | None, reason: str) -> None:
    """Where the text denies an attitude or only supposes it, nobody holds it, and the reason says so."""
    (one,) = find_statements(text)
    assert (one.kind, one.speaker) == ("attitude", speaker)
    assert reason in one.reason


@pytest.mark.parametrize(
    "text",
    [
        "“It was good,” said a former adviser of the town.",
        "“It was good,” Ada Bell said onstage Tuesday night.",
        "People of the United States that came were late.",
        "The new offers to players were late.",
        "Thanks to the mend it works.",
    ],
)
def test_what_is_no_complement_is_no_statement(text: str) -> None:
    """Who said a quotation, and when, is not what was said; a noun that looks like a verb tells nothing."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "content", "speaker", "cue"),
    [
        ("Ada Bell was told that it is late.", "that it is late", None, "told"),
        ("Ada Bell was asked by Ben Ode whether it is late.", "whether it is late", "Ben Ode", "asked"),
        ("Asked about the late patch, Ada Bell left.", "about the late patch", None, "Asked"),
        ("Ada Bell is expected to mend the game.", "to mend the game", None, "expected"),
        ("Ada Bell is determined to mend the game.", "to mend the game", "Ada Bell", "determined"),
        ("The patch is late, as reported by Ben Ode.", "The patch is late", "Ben Ode", "reported"),
    ],
)
def test_in_the_passive_voice_only_who_acts_speaks(text: str, content: str, speaker: str | None, cue: str) -> None:
    """Nobody is told to have said what he was told, asked or expected to do; whoever stands after "by" said it."""
    assert (content, speaker, cue) in told(text)


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("After Ada Bell said that the patch is late, the studio closed its doors.", "that the patch is late", "said"),
        ("Ada Bell, who wants to mend the game, runs the studio.", "to mend the game", "wants"),
        ("She plans to mend the game, which came out in May.", "to mend the game", "plans"),
        ("Many players support the new rules, but the studio does not.", "the new rules", "support"),
        ("Ada Bell said that the patch, the third of the year, is late.", "that the patch, the third of the year, is late", "said"),
    ],
)
def test_the_words_end_with_the_clause_of_their_cue(text: str, content: str, cue: str) -> None:
    """What is told inside another clause ends at its comma, an intention at any, and a report goes on to the end of its sentence."""
    assert (content, cue) in [(words, found) for words, _, found in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "In response, Ada Bell wrote: “It is late.”",
        "Asked again, she said, “It is late.”",
        "The plan pleased her: “It works,” she said.",
        "Breaking: The new patch is late again.\n\nBreaking rules is fun. Breaking them again is not.",
        "Halden: Ada Bell, Ben Ode, Tom Reed, Kim Sand.\n\nHalden is a town. Halden is small.",
    ],
)
def test_what_only_leads_to_words_is_no_statement(text: str) -> None:
    """When something was said, a label that names nobody, and a list of names are nobody's words."""
    assert [words for words, _, found in told(text) if found in {"wrote", "said", ":"}] == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Bell, who came in May and said that it is late, left.", "Ada Bell"),
        ("Voters going to the polls on Tuesday say that it is late.", "Voters"),
        ("If it is late again, critics say that it is over.", "critics"),
        ("If critics say that it is late, it is over.", None),
        ("Ada Bell may say that it is late.", None),
    ],
)
def test_a_doubt_reaches_only_its_own_verb(text: str, speaker: str | None) -> None:
    """A month, another verb's "to" or "no", and an "if" that a comma has ended leave a verb of saying as it is; its own "may" or "if" does not."""
    found = [one.speaker for one in find_statements(text) if one.cue in {"say", "said"}]
    assert found == ([speaker] if speaker else [])


def test_the_hearer_is_the_addressee_and_no_part_of_the_words() -> None:
    """Whom it was told to stands apart from what was told."""
    (one,) = find_statements("Ada Bell told Radio Nine that she will mend it.")
    assert (one.content, one.speaker, one.addressee, one.kind, one.marks) == (
        "that she will mend it",
        "Ada Bell",
        "Radio Nine",
        "indirect",
        "none",
    )


@pytest.mark.parametrize(
    ("language", "text", "content", "cue"),
    [
        ("fr", "Ada Bell a déclaré que le jeu est en retard.", "que le jeu est en retard", "déclaré"),
        ("fr", "Selon Ada Bell, le jeu est en retard.", "le jeu est en retard", "Selon"),
        ("fr", "Le jeu est en retard, d’après Ada Bell.", "Le jeu est en retard", "d’après"),
        ("fr", "Le jeu est en retard, a déclaré Ada Bell.", "Le jeu est en retard", "déclaré"),
        ("es", "Ada Bell dijo que el juego llega tarde.", "que el juego llega tarde", "dijo"),
        ("es", "Según Ada Bell, el juego llega tarde.", "el juego llega tarde", "Según"),
        ("es", "De acuerdo con Ada Bell, el juego llega tarde.", "el juego llega tarde", "De acuerdo con"),
        ("es", "El juego llega tarde, dijo Ada Bell.", "El juego llega tarde", "dijo"),
    ],
)
def test_plain_french_and_spanish_statements_are_read(language: str, text: str, content: str, cue: str) -> None:
    """Words such as "que", "selon", "según" and verbs before their subject open statements by the tables of their language."""
    assert [(one.content, one.speaker, one.cue) for one in find_statements(text, language=language)] == [(content, "Ada Bell", cue)]


def test_reading_both_at_once_gives_what_reading_each_gives() -> None:
    """One pass over a text gives the same quotations and statements as two."""
    text = "Ada Bell said that it is late. “We will mend it,” she told Radio Nine. According to Ben Ode, it is not."
    assert find_quotes_and_statements(text) == (find_quotes(text), find_statements(text))


def test_a_quotation_is_no_indirect_statement() -> None:
    """Words that stand in quotation marks and nothing beside them are left to the quotations."""
    assert find_statements("“The patch is late,” Ada Bell said.") == []


def test_who_said_it_stays_unknown_where_nobody_is_named() -> None:
    """A statement without a subject has no speaker and says why."""
    found = find_statements("It was said that the patch is late.")
    assert [(one.content, one.speaker) for one in found] == [("that the patch is late", None)]
    assert found[0].reason


def _whole(text: str, one: Quote) -> bool:
    spans = [span for span in (one.span, one.speaker_span, one.cue_span, one.addressee_span, *one.parts) if span is not None]
    inside = all(0 <= start < end <= len(text) for start, end in spans)
    return inside and text[slice(*one.span)] == one.content and (not one.parts or one.span == (one.parts[0][0], one.parts[-1][1]))


_WORDS = st.sampled_from(
    [
        *MARKS,
        "Ada Bell",
        "said",
        "told",
        "she",
        "that",
        "according to",
        "According to",
        "to",
        "support for",
        "was",
        "wants",
        "not",
        "to",
        "As",
        "citing",
        "claims",
        ",",
        ".",
        ":",
        ";",
        "\n",
        "and said",
        "’s",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=60).map(" ".join) | st.text())
def test_no_input_crashes_and_no_span_lies_outside(text: str) -> None:
    """On any mixture of names, cues, marks and characters, spans lie inside the text and hold what the statement says."""
    assert all(_whole(text, one) for one in find_statements(text))


def test_no_damage_to_a_real_article_leads_outside_it(data: Path) -> None:
    """Marks removed or put in at random places never make a span that lies outside the text."""
    article = (data / "articles" / "release.txt").read_text(encoding="utf-8")
    rng = random.Random(5)
    for _ in range(60):
        text = article
        for _ in range(rng.randrange(1, 6)):
            at = rng.randrange(len(text))
            text = text[:at] + rng.choice([*MARKS, "", "\n", "\x00", "🂡", ","]) + text[at + rng.randrange(2) :]
        assert all(_whole(text, one) for one in [*find_quotes(text), *find_statements(text)])


@pytest.mark.parametrize("unit", ["Ada Bell said that it is late, and he said so. ", "said ", "it, said Bell, ", "Bell's view of "])
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    """Eight times the text without a paragraph takes less than 40 times as long, on a machine that others share; a square would take 64 times."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        started = time.process_time()
        find_statements(text)
        return time.process_time() - started

    seconds(4_000)
    assert min(seconds(64_000), seconds(64_000)) < 40 * max(seconds(8_000), 0.01)


@pytest.mark.parametrize(
    "text",
    [
        "The rich host and alleged swindler Carl Dorn was seen in Bruges.",
        "Alleged swindler Carl Dorn met the mayor of Bruges.",
        "Ode met suspected spy Carl Dorn in Bruges.",
        "The firm is free of detailed plans on the tunnel.",
        "Bell became a loud voice in the town, when she joined the club.",
        "Bell backed the idea of admitting refugees from Ghent.",
        "When the Lake Party gathers for its fair on Saturday, there will be no one to sing.",
        "- See it now: Brightshop",
        "Disclosure: the author owns shares of the firm in Bruges.",
    ],
)
def test_a_word_in_another_sense_states_nothing(text: str) -> None:
    """A modifier, a noun, an order, a label, or a verb that lets people in or meets for a fair puts no words in a mouth."""
    assert told(text) == []


def test_what_is_alleged_or_admitted_is_still_stated() -> None:
    """With a subject right before it, or a clause or an article after it, the same word states."""
    assert told("Prosecutors allege fraud on a large scale.") == [("fraud on a large scale", "Prosecutors", "allege")]
    assert told("Ode alleged that Dorn stole it.") == [("that Dorn stole it", "Ode", "alleged")]
    assert told("Ada Bell admitted the mistake in her letter.") == [("the mistake in her letter", "Ada Bell", "admitted")]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Bell said that the council had ruled the mast “lawful”, saying she trusted the engineers.", "she trusted the engineers", "Bell"),
        ("Ben Ode, alleging that Mayor Ada Bell wanted to close it, said he would sue.", "he would sue", "Ben Ode"),
        ("Carl Dorn, senior analyst at Dorn Bank, says the share is too dear.", "the share is too dear", "Carl Dorn"),
        ("Betty Ode, the leader and author, met her, telling her that she must leave.", "that she must leave", "Betty Ode"),
        ("Mike Dorn, the former Bruges mayor, opened a fair and said it would be free.", "it would be free", "Mike Dorn"),
        ("The mayor is a Liberal, but has been critical of Bell and his plan.", "Bell and his plan", "mayor"),
        ("One ad stars an Ada Bell impersonator who promises that it will be fun.", "that it will be fun", None),
        ("In the north, it is time that Ghent joined the league, some say.", "In the north, it is time that Ghent joined the league", None),
        ("Bell left, while the town's nurses deny accusations of neglect.", "accusations of neglect", None),
        ("Politicians and even some nurses say the pool is late.", "the pool is late", "Politicians"),
        ("We've asked him what he thinks of the new dam.", "what he thinks of the new dam", None),
        ("Leave a comment and let us know what you think of it.", "what you think of it", None),
        ("Claiming that the pool is safe, Ada Bell left the hall.", "that the pool is safe", None),
        ("The two will meet, aides said this weekend, but would decline to set a date.", "The two will meet", "aides"),
    ],
)
def test_words_are_given_to_the_subject_of_their_own_clause(text: str, content: str, speaker: str | None) -> None:
    """A participle goes with the main verb, a main verb with the noun before an insertion, a role in commas with its name, and others to nobody."""
    assert (content, speaker) in [(words, who) for words, who, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("While the league says it is well funded, it is not paying its players.", "it is well funded"),
        ("Ode blamed Dorn Motors for the loss, but it is unclear who will pay.", "Dorn Motors for the loss"),
        ("Bell said the pool is safe, while the town's nurses left it.", "the pool is safe"),
        ("Bell said the pool is safe, but that she will close it.", "the pool is safe, but that she will close it"),
        ("In Bruges it sang, Radio Nine reported, while in Ghent it marched, the Evening Post reported.", "in Ghent it marched"),
    ],
)
def test_words_end_where_another_subject_or_report_begins(text: str, content: str) -> None:
    """A statement ends at "but" or "while" with a subject of its own, at the comma of its own clause, and where another report stands."""
    assert content in [words for words, _, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Ada Bell wants to close the pool.", "Ada Bell"),
        ("Ada Bell, who runs the town, wants to close the pool.", "Ada Bell"),
        ("Ada Bell said it is late and wants to close the pool.", "Ada Bell"),
        ("Ada Bell's hope that it is over is gone.", "Ada Bell"),
        ("The foundation appeared to push aides to help.", None),
        ("Ada Bell met the press in the old hall of a town that wants to keep its pool.", None),
    ],
)
def test_an_attitude_is_held_by_the_subject_that_governs_it(text: str, holder: str | None) -> None:
    """An attitude has a holder only where its subject stands right before it, around a clause in commas, or before a joined verb."""
    assert [one.speaker for one in find_statements(text) if one.kind == "attitude"] == [holder]


@pytest.mark.parametrize("quoted", ["“not help.”", "“not help”.", '"not help".'])
def test_a_statement_that_ends_in_a_quotation_holds_it(quoted: str) -> None:
    """Words in marks at the end of a statement belong to it: without them it may say the opposite."""
    (words,) = [words for words, _, _ in told(f"Ada Bell said that the decision did {quoted}")]
    assert words == f"that the decision did {quoted.removesuffix('.')}"
