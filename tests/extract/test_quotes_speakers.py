"""Who is meant by a pronoun, a short name or a role, and whose words a text says that they are not."""

import pytest

from uproar.extract.quotes.find import Quote, find_quotes
from uproar.extract.quotes.mentions import without_title
from uproar.extract.quotes.statements import find_statements


def last(text: str) -> Quote:
    return find_quotes(text)[-1]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Anna Bell left. “It is late,” she said.", "Anna Bell"),
        ("“We are late,” Anna Bell said. Henry Ode agreed. “So late,” he said.", "Henry Ode"),
        ("“We are well,” Nicola Bell said. Janet Ode came in. “We are late,” she said.", "Janet Ode"),
        (
            "Kelly Fern wrote it.\n\nThe game’s director Maimouna Ode told Radio Nine she got letters and said she read “each of them.”",
            "Maimouna Ode",
        ),
        ("Tamsin Bell, 58, who lives near Laura Ode, was there. “It is late,” she said.", "Tamsin Bell"),
        ("Henry Bell saw Tom Ode. He told Tom Ode “we are late.”", "Henry Bell"),
        ("A protester met Henry Ode. “Go away,” he said.", "protester"),
        ("The patch came from Anna Bell. “It is late,” she said.", "Anna Bell"),
        ("Laura Ode left. A Trade Office spokeswoman came. “It is late,” she said.", "Trade Office spokeswoman"),
        ("A possible studio head pick, Anna Bell is new. “It is late,” she said.", "Anna Bell"),
        ("Henry Bell and Laura Bell came. Henry Bell left. Mrs. Bell stayed. “It is late,” she said.", "Laura Bell"),
        ("Henry Bell spoke first. Laura Ode came. Then it rained. “It is late,” he said.", "Henry Bell"),
    ],
)
def test_a_pronoun_is_the_nearest_subject_that_fits(text: str, speaker: str) -> None:
    """“He” and “she” are the subject of their sentence or of the nearest before whose subject fits, and no nearer object."""
    assert last(text).speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Anna Bell and Laura Ode left. “We are late,” she said.",
        "Anna Bell left. Many thanked Laura Ode for it. Then it rained. “We are late,” she said.",
        "The crowd saw the Great Pyramids. “It is late,” she told Radio Nine.",
        "It went to the House Budget Committee. “It is late,” she said.",
        "Henry Ode left. “It is late,” she said.",
        "Laura Ode left. “Laura Ode is a thief,” she said.",
        "Anna Bell spoke. Mira Vask sat down. “It is late,” she said.",
    ],
)
def test_a_pronoun_that_two_fit_or_none_stays_unknown(text: str) -> None:
    """Where two fit a pronoun alike, or nobody whom the text tells to be a person, there is no speaker, and a reason."""
    quote = last(text)
    assert quote.speaker is None
    assert "“she”" in quote.reason


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Marland said it is late. The Marland City bridge closed. “It is late,” Marland said.", "Marland"),
        ("Airhall spoke. Airhall Sales Director John Ode came. “It is late,” Airhall said.", "Airhall"),
        ("Airhall Sales Director John Ode came. “It is late,” Ode said.", "John Ode"),
        ("Bell speaks out. Anna Bell came. “It is late,” Bell said.", "Anna Bell"),
        ("Anna Bell came. “It is late,” Anna said.", "Anna Bell"),
    ],
)
def test_a_short_name_grows_only_into_the_person_whose_it_is(text: str, speaker: str) -> None:
    """A surname or a known first name has the full name; a place or a body that stood alone first does not become what is named after it."""
    assert last(text).speaker == speaker


def test_an_office_is_no_part_of_a_name() -> None:
    """What stands before an office, and the office, are cut from the name of whoever holds it; a name without one stays whole."""
    assert without_title("Halden Sales Director Ada Bell") == "Ada Bell"
    assert without_title("U.S. Secretary of State Ada F. Bell") == "Ada F. Bell"
    assert without_title("Rep. Ada Bell of Ohio") == "Ada Bell"
    assert without_title("Bank of Ohio") == "Bank of Ohio"
    assert without_title("Secretary of State") == "Secretary of State"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Bell, who met Cora Ode, said “it is late.”", "Ada Bell"),
        ("The council has a plan but its director general, Dr Mary Ode, said it was “on the table”.", "Mary Ode"),
        ("Laura Ode, the first mayor to come, said it is late, asserting that “it can be mended”.", "Laura Ode"),
        ("Dylan Reed, a fellow at the Planck Institute in Munich, Germany, and co-author of the study, said “it is late.”", "Dylan Reed"),
        ("Halden left Egypt. It rained in Egypt. “It is late,” the company said.", "Halden"),
        ("Tom Reed, via Paper Today, said “it is late.”", "Tom Reed"),
        ("Tom Reed of Red Bank, N.J., said “it is late.”", "Tom Reed"),
        ("Given how late it is, there might be more, said Dr Tom Ode: “It is late.”", "Tom Ode"),
        ("“It is late,” the airline has said.", "airline"),
        ("The game’s director Ada Bell came. “It is late,” the director said.", "Ada Bell"),
        ("The Center for Safety and Health said it was “late.”", "Center for Safety and Health"),
        ("Currently the Halden Studio said it was “late.”", "Halden Studio"),
    ],
)
def test_the_subject_of_the_verb_speaks(text: str, speaker: str) -> None:
    """What stands between a subject and its verb takes nothing from it: clauses, offices, places, papers; and a noun speaks as it stands."""
    assert last(text).speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Anna Bell did not say “I quit.”",
        "Anna Bell didn’t say “I quit.”",
        "Anna Bell denied saying “I quit.”",
        "If Bell says “I quit” the game ends. Anna Bell left.",
        "Anna Bell might say “I quit” soon.",
        "This is what players wanted Halden to say: “We are sorry.”",
        "Nobody at Halden said “We are sorry.”",
        "Neither Halden nor Brightline said “We are sorry.”",
        "“You are fired,” Anna Bell was told.",
        "Anna Bell said she never used the term “three friends” there.",
        "Asked Tom Reed: “Are you tired?”",
    ],
)
def test_what_was_not_said_has_no_speaker(text: str) -> None:
    """Words that a text denies, supposes, wishes for, or says to have been heard, are given to nobody, with the reason."""
    quote = last(text)
    assert quote.speaker is None
    assert quote.speaker_span is None
    assert quote.reason


@pytest.mark.parametrize(
    "text",
    [
        "Anna Bell not only said “we are late” but left.",
        "Anna Bell would later say “we are late.”",
        "Anna Bell went on to say “we are late.”",
    ],
)
def test_a_verb_that_is_affirmed_keeps_its_speaker(text: str) -> None:
    """What was "not only" said, or "would later" be, or "went on to" be, was said."""
    assert last(text).speaker == "Anna Bell"


@pytest.mark.parametrize(
    "text",
    [
        "The law lets the president issue decrees “in exceptional cases” only.",
        "The report contradicts the account of the “friendly fire” that night.",
        "Tom Reed announced it on an episode of “Long Winter.”",
    ],
)
def test_nouns_and_titles_are_no_utterances(text: str) -> None:
    """A plural that looks like a verb, a verb that utters nothing, and the title of a work attribute nothing."""
    assert (last(text).kind, last(text).speaker) == ("term", None)


@pytest.mark.parametrize(
    "text",
    [
        "Neither Halden nor Brightline said the game is late.",
        "Anna Bell has not said when the game comes.",
        "Tom Reed added a goal and an assist.",
        "Anna Bell might say that the game is late.",
    ],
)
def test_what_was_not_said_is_no_statement(text: str) -> None:
    """A denied or supposed verb, and "added" without a clause, make no statement."""
    assert find_statements(text) == []


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "Netline defended the film, Kittens, available on its service after critics said it promoted harm.",
            "it promoted harm",
            "critics",
        ),
        ("A man who met Anna Bell said she was tired.", "she was tired", "man"),
        ("A spokeswoman said the Mexicans were well, but added that the patch is late.", "that the patch is late", "spokeswoman"),
        ("After the reports, authorities announced that the road is closed.", "that the road is closed", "authorities"),
        ("Anna Bell met the press and airlines said that it is late.", "that it is late", None),
        ("The patch is late, the airline said.", "The patch is late", "airline"),
    ],
)
def test_the_noun_before_the_verb_states(text: str, content: str, speaker: str | None) -> None:
    """The noun before its verb states, also a common one; where no table knows it, nobody does."""
    assert (content, speaker) in [(one.content, one.speaker) for one in find_statements(text)]


def test_what_is_announced_announces_nothing() -> None:
    """A noun after a verb of announcing is its object, and no speaker that follows the verb."""
    found = find_statements("It is the third since Tom Reed, the mayor, announced his new government on Friday.")
    assert "his new government" not in [one.speaker for one in found]


def test_a_passive_verb_states_nothing() -> None:
    """What is announced "by" somebody is not announced by the noun before."""
    found = find_statements("The league condemned the move announced on Monday by Mike Ode.")
    assert [one.cue for one in found] == ["condemned"]


def test_a_chain_of_pronouns_may_be_as_long_as_the_text() -> None:
    """Each "he" is read from the sentence before it, over thousands of sentences."""
    text = "Ben Bell left. " + "He stayed. " * 4000 + "“It is late,” he said."
    assert find_quotes(text)[-1].speaker == "Ben Bell"
