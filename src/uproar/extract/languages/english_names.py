"""Tables for reading English names: titles and offices before them, and common first names."""

from __future__ import annotations

from typing import Final

from uproar.extract.languages.english_forms import words as _words

# Titles and role words in front of a name, by the pronoun they tell ("" where they tell none).
TITLES: Final[dict[str, str]] = {
    **dict.fromkeys(
        _words(
            """
        chairman congressman king lord mr mr. pope prince sir
        """
        ),
        "m",
    ),
    **dict.fromkeys(
        _words(
            """
        congresswoman lady miss mrs mrs. ms ms. princess queen
        """
        ),
        "f",
    ),
    **dict.fromkeys(
        _words(
            """
        attorney capt. ceo col. democratic director dr dr. former gen. general gov gov. governor judge justice lt. mayor president prof
        prof. professor rep rep. representative republican rev. secretary sen sen. senator sgt. speaker vice
        """
        ),
        "",
    ),
}
# Titles that only persons have; the others stand before bodies as well ("Democratic National Committee", "General Motors").
PERSON_TITLES: Final = frozenset(TITLES) - _words("attorney democratic former general justice republican vice")
# Offices that stand between a body's name and that of whoever holds them: "Halden Director Ada Bell".
OFFICES: Final = PERSON_TITLES - _words("king lady lord miss mr pope prince princess queen sir") | _words(
    "attorney ceo chairwoman chief general minister sheriff spokesman spokeswoman"
)
# Common first names by the pronoun that follows them. A name that is not here fits either.
_HE: Final = _words(
    """
    adam alan alex andrew anthony barack ben bernie bill bob brian bruce carlos charles chris christopher dan daniel david dennis
    donald doug ed edward eric frank fred gary george glenn greg harry henry jack jacob james jason jeff jeffrey jeremy jerry jim
    joe joel john jonathan jose joseph josh juan justin keith ken kevin larry luke mark martin matt matthew michael mike mitch mitt
    mohamed nathan newt nicholas paul peter phil ralph ray richard rick robert roger ron rudy ryan sam scott sean stephen steve
    steven ted thomas tim todd tom tony victor vladimir walter william
    """
)
_SHE: Final = _words(
    """
    alice alicia amanda amy andrea angela ann anna anne barbara beth carol catherine chelsea cheryl christina christine cindy claire
    cynthia deborah diana diane donna dorothy elizabeth ellen emily emma erin eva heather helen hillary ivanka jane janet jennifer
    jessica jill joan joyce judy julia julie karen kate katherine kathleen kathy kelly kellyanne kelsi kim kimberly kristen laura
    lauren linda lisa loretta lynn margaret maria marie marina martha mary megan melania melissa michelle monica nancy natalie
    nicole nina olivia pamela patricia rachel rebecca robin rosa ruth sally samantha sandra sara sarah sharon sofia sophie stephanie
    susan susana tara teresa theresa tiffany vanessa victoria virginia wendy
    """
)
FIRST_NAMES: Final[dict[str, str]] = {**dict.fromkeys(_HE, "m"), **dict.fromkeys(_SHE, "f")}
