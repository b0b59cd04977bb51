"""Phrases in texts of any script, through the store."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests import samples
from uproar.extract.terms import normal_term
from uproar.findings import Ask, Finding
from uproar.instruments.posts import volume
from uproar.instruments.run import measure
from uproar.records import Kind
from uproar.store import Store


def _found(folder: Path, phrase: str, *texts: str) -> list[str]:
    """Those of the texts in which posts.volume counts the phrase, each put in as a post of its own."""
    store = Store(folder)
    rows = [{"id": n, "at": samples.START + timedelta(hours=n), "author": "ada", "text": text} for n, text in enumerate(texts)]
    store.append(Kind.POST, samples.table(Kind.POST, rows), samples.KEY)
    (found,) = measure(store, volume.MEASUREMENT, Ask(samples.START + timedelta(days=9), subject=phrase))
    hours = [(row["at"] - samples.START) // timedelta(hours=1) for row in found.series] if isinstance(found, Finding) else []
    return [texts[hour] for hour in hours]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("cat", "My CAT."),
        ("cat", "cat"),
        ("cat", "«cat’s»"),
        ("always online", "ALWAYS\n  Online!"),
        ("always\u00a0online", "ａｌｗａｙｓ online"),
        ("straße", "in der STRASSE"),
        ("STRASSE", "in der Straße"),
        ("café", "Cafe\u0301 noir"),
        ("ОНЛАЙН", "всегда онлайн"),
        ("σεισμός", "ΣΕΙΣΜΌΣ"),
        ("猫", "黒猫です"),
        ("ネコ", "ﾈｺだ"),
        ("แมว", "มีแมวดำ"),
        ("ဆန္ဒ", "ယဆန္ဒပြ"),
        ("ឆ្មា", "មានឆ្មាខ្មៅ"),
        ("넷플릭스", "넷플릭스를 해지"),
        ("netflix", "Netflixを解約"),
        ("netflix", "netflix를 해지"),
        ("می\u200cخواهم", "من می\u200cخواهم"),
        ("می\u200cخواهم", "من میخواهم"),
        ("شبكة", "قاطعوا شبكة!"),
        ("tidewater", "tide\u200bwa\u2060ter"),
        ("हिन्दी", "यह हिन्दी है"),
        ("c++", "c++ and more"),
        ("(almost) always", "it is (almost) always so"),
        ("5.1", "5.1 is out"),
        ("🦊🦊", "a🦊🦊b"),
    ],
)
def test_a_phrase_is_found_in_its_script(tmp_path: Path, phrase: str, text: str) -> None:
    """A phrase is found whatever its case, width, composition, blanks and invisible characters; anywhere in a script that writes words together."""
    assert _found(tmp_path, phrase, text, "nothing of the kind") == [text]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("cat", "education"),
        ("cat", "cats"),
        ("cat", "cat_5"),
        ("cat", "1cat"),
        ("caf", "café"),
        ("caf", "cafe\u0301"),
        ("онлайн", "онлайновый"),
        ("हिन्द", "हिन्दी"),
        ("5.1", "5x1"),
        ("5.1", "15.1"),
        ("always online", "always, online"),
        ("c++", "ccc"),
        ("猫犬", "犬猫"),
    ],
)
def test_a_phrase_is_no_part_of_a_word(tmp_path: Path, phrase: str, text: str) -> None:
    """Within a longer word, number or accented letter a phrase is not found, and no sign in it means anything but itself."""
    assert _found(tmp_path, phrase, text) == []


def test_the_folded_text_is_kept_only_where_it_differs(tmp_path: Path) -> None:
    """Most texts fold to their lower-case form and take no room twice; every other one is kept folded."""
    store = Store(tmp_path)
    texts = ["Aye", "Ärger in KÖLN", "Всегда", "黒猫", "🦊", "Straße", "ｗｉｄｅ", "e\u0301", "❤\ufe0f", "ὁδός"]
    rows = [{"id": n, "at": samples.START + timedelta(hours=n), "author": "ada", "text": text} for n, text in enumerate(texts)]
    store.append(Kind.POST, samples.table(Kind.POST, rows), samples.KEY)
    kept = [row["folded"] for row in store.reduce("SELECT folded FROM post ORDER BY event_at", {}, 2**62).rows]
    assert kept[:5] == [None] * 5
    assert kept[5:] == ["strasse", "wide", "é", "❤", "ὁδόσ"]


def test_a_marked_word_may_stand_in_a_phrase() -> None:
    """A phrase keeps its inner marks and single blanks, folded."""
    assert normal_term("  Save  #Tidewater\tNOW ") == "save #tidewater now"
