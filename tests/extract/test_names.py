"""Works, people, organisations and platforms of a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.extract.names.find import find_names
from uproar.extract.names.name import Name, NameKind
from uproar.extract.names.platforms import PETITION_SITES, REVIEW_SITES, SOCIAL, platforms_in


def named(text: str, kind: NameKind, **more: object) -> list[Name]:
    """The names of one kind in a text."""
    return [one for one in find_names(text, **more) if one.kind is kind]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "title", "also"),
    [
        ("Halden defended the film, Cutwater, on Monday.", "Cutwater", ()),
        ("Players of the game called Salt Road complained.", "Salt Road", ()),
        ("She wrote the series “Harbour Lights” in a year.", "Harbour Lights", ()),
        ("Her new novel The Last Ferry is out.", "The Last Ferry", ()),
        ("The third season of The Weir is out.", "The Weir", ()),
        ("She is the author of “The Weir” and of poems.", "The Weir", ()),
        ("“The Weir,” a quiet film about a lock keeper, opened on Friday.", "The Weir", ()),
        ("On Friday Cutwater, a sailing game by Halden, came out.", "Cutwater", ()),
        ("Critics liked Cutwater (a sailing game by Halden).", "Cutwater", ()),
        ("Few knew that Cutwater is a French film about a dog.", "Cutwater", ()),
        ("He has seen Cutwater, the directorial debut of Ada Bell.", "Cutwater", ()),
        ("The game Cutwater, which also goes by the title Bugwelle, is out.", "Cutwater", ("Bugwelle",)),
        ("The studio showed the film Cutwater. The French film, which also goes by the title Bugwelle, is out.", "Cutwater", ("Bugwelle",)),
        ("Cutwater, which goes by the title Bugwelle in Germany, came out on Tuesday.", "Cutwater", ("Bugwelle",)),
        ("The game Cutwater (originally titled Bugwelle) is out.", "Cutwater", ("Bugwelle",)),
        ("The film Cutwater, also known as Bugwelle, is out.", "Cutwater", ("Bugwelle",)),
        ("The film Cutwater (also known as “Bugwelle”) is out.", "Cutwater", ("Bugwelle",)),
        ("The film Cutwater, released in Germany as Bugwelle, is out.", "Cutwater", ("Bugwelle",)),
        ("The film Cutwater, known in France under the title Étrave, is out.", "Cutwater", ("Étrave",)),
        ("The film Cutwater (German title: Bugwelle) is out.", "Cutwater", ("Bugwelle",)),
        ("The film Cutwater, aka Bugwelle, is out.", "Cutwater", ("Bugwelle",)),
        ("The film Cutwater is out. It is sold with Cutwater/Bugwelle on its box.", "Cutwater", ("Bugwelle",)),
        ("The film Cutwater is out. Most viewers of Bugwelle, the German title of Cutwater, liked it.", "Cutwater", ("Bugwelle",)),
        ("The film Cutwater is out. Most viewers of Bugwelle, as Cutwater is known in Germany, liked it.", "Cutwater", ("Bugwelle",)),
    ],
)
def test_titles_are_read_with_the_other_titles_of_the_work(text: str, title: str, also: tuple[str, ...]) -> None:
    """A title is told by the word for the work beside it, and every way to give another title adds that to it."""
    assert [(one.name, one.also) for one in named(text, NameKind.WORK)] == [(title, also)]


@pytest.mark.parametrize(
    "text",
    [
        "The French film was shown on Thursday.",
        "On Thursday, the streaming company said the French film was moving.",
        "A company called Harmony Enterprises gave money.",
        "They want to play Stanford on Friday and track Muslims.",
        "Polls show Ada Bell ahead of Ben Ode.",
        "Discussing the show’s success, Ada Bell laughed.",
        "“Politics is a tough game,” she said.",
        "By July 2013, the show was over.",
        "Ada Bell, the star of the show, left.",
        "The graduation of his younger son, Iyassu, went well.",
    ],
)
def test_what_is_no_title_is_none(text: str) -> None:
    """Adjectives, days, companies, persons and the heads of sentences beside a word for a work are no titles."""
    assert named(text, NameKind.WORK) == []


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("“Please,” wrote Jo Aldvik, who started the petition.", "Jo Aldvik", "who started the petition"),
        ("The film’s director Ada Bell spoke first.", "Ada Bell", "film’s director"),
        ("Its lead designer Mirela Dostrand agreed.", "Mirela Dostrand", "lead designer"),
        ("Ada Bell, 34, a teacher from Port Ember, signed it.", "Ada Bell", "a teacher from Port Ember"),
        ("Ada Bell, the chief executive of Halden, resigned.", "Ada Bell", "the chief executive of Halden"),
        ("Ada Bell, a former aide to Mr. Ode, resigned.", "Ada Bell", "a former aide to Mr. Ode"),
        ("Ada Bell, whose brother made the game, laughed.", "Ada Bell", "whose brother made the game"),
        ("The alleged swindler Carl Dorn was seen in Bruges.", "Carl Dorn", "alleged swindler"),
        ("Former President Carl Dorn spoke.", "Carl Dorn", "Former President"),
        ("“It is late,” said Avi Bell.", "Avi Bell", ""),
        ("Anna Slinker, whose latest game, Salt Road, failed, left.", "Anna Slinker", ""),
        ("Anna Bell, the studio said, was not told.", "Anna Bell", ""),
        ("He hoped to bolster Anna Bell with it.", "Anna Bell", ""),
    ],
)
def test_people_are_read_with_what_they_are(text: str, name: str, role: str) -> None:
    """A role before or after a name, and what "who" tells, is the person's; a clause between commas is not."""
    one = named(text, NameKind.PERSON)[0]
    assert (one.name, one.role) == (name, role)
    assert one.role_span is None or text[slice(*one.role_span)] == role


def test_what_one_of_a_list_is_the_others_are() -> None:
    """Names that commas and "and" join to a person's are persons; a headline in capitals names nobody."""
    text = "Claim Bell Support For Salt Road Grows\n\nBena Corso, Marco Rubino and John Kasimir joined."
    assert [one.name for one in named(text, NameKind.PERSON)] == ["Bena Corso", "Marco Rubino", "John Kasimir"]


def test_initials_in_the_middle_are_the_same_person() -> None:
    """A name with and without a middle initial is one person's."""
    (one,) = named("Donald J. Dorn resigned. Donald Dorn was mayor.", NameKind.PERSON)
    assert (one.name, len(one.spans)) == ("Donald J. Dorn", 2)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("A Halden spokesperson declined to comment.", "Halden", ""),
        ("A spokeswoman for Halden declined to comment.", "Halden", ""),
        ("Halden Interactive has defended its game.", "Halden Interactive", ""),
        ("She told Brasspixel that it was late.", "Brasspixel", ""),
        ("The studio Halden has defended it.", "Halden", "studio"),
        ("Halden, the studio behind the game, has defended it.", "Halden", "the studio behind the game"),
    ],
)
def test_organisations_are_told_from_persons(text: str, name: str, role: str) -> None:
    """Who has a spokesperson, ends like a body, is told something by one word, or is called a studio is an organisation."""
    assert [(one.name, one.role) for one in named(text, NameKind.ORGANISATION)] == [(name, role)]
    assert named(text, NameKind.PERSON) == []


def test_every_mention_has_its_span_short_forms_and_quotations_too() -> None:
    """Surnames, first words of a body's name and other titles count for the one that bears the name; nothing counts twice."""
    text = (
        "Ada Bell runs Halden Interactive. “Halden made Cutwater,” Bell said. The film Cutwater, also known as Bugwelle, is by Halden. "
        "#Cutwater is a hashtag, and Cutwaters are boats."
    )
    found = {one.name: [text[slice(*span)] for span in one.spans] for one in find_names(text)}
    assert found["Ada Bell"] == ["Ada Bell", "Bell"]
    assert found["Halden Interactive"] == ["Halden Interactive", "Halden", "Halden"]
    assert found["Cutwater"] == ["Cutwater", "Cutwater", "Bugwelle"]
    spans = sorted(span for one in find_names(text) for span in one.spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_the_work_that_is_watched_is_known_without_a_word_for_it() -> None:
    """The case's title and aliases are one work wherever they stand, under the name of the case."""
    text = "Gezeiten came out on Tuesday. Players abroad call it Tidewater."
    assert named(text, NameKind.WORK) == []
    (one,) = named(text, NameKind.WORK, works=("Tidewater", "Gezeiten"))
    assert (one.name, one.also) == ("Tidewater", ("Gezeiten",))
    assert [text[slice(*span)] for span in one.spans] == ["Gezeiten", "Tidewater"]


def test_every_line_of_the_table_of_platforms_is_found() -> None:
    """Each way to write a platform is read as its canonical name where it stands after "on"."""
    for kind, table in (("social", SOCIAL), ("petition", PETITION_SITES), ("review", REVIEW_SITES)):
        for name, forms in table.items():
            for form in forms:
                text = f"It was on {form} today."
                assert (name, kind, (10, 10 + len(form))) in list(platforms_in(text)), form


def test_common_words_are_no_platforms() -> None:
    """Names that are words too count only where a platform is meant."""
    assert list(platforms_in("Change is slow, the threads of it are many, and factor X was steam.")) == []


PIECES = ["the film", "Ada Bell", ",", "who", "(", ")", "“", "”", "Halden Inc.", "said", "/", "also known as", "X", "on Steam", "'s", "\n"]


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_no_text_is_too_odd(text: str) -> None:
    """Any text is read without an error; spans lie inside it, hold words, and never overlap."""
    spans = sorted(span for one in find_names(text) for span in one.spans)
    assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_a_name_that_stands_for_itself_is_no_loop() -> None:
    """A surname, a title with it and a longer name that ends with both are read, in whatever order they come."""
    for text in ("General Bell said so. Bell agreed. Old General Bell left.", "Bell left. Judge Bell said so, Judge Judge Bell said."):
        assert {one.kind for one in find_names(text)} <= {NameKind.PERSON, NameKind.ORGANISATION}
