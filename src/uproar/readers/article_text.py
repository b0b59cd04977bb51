"""An article as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from uproar.readers.articles import article_batch
from uproar.readers.html import BYTES_LIMIT, looks_like_html
from uproar.readers.options import Options
from uproar.readers.reader import Reader, Reading
from uproar.readers.source import HEAD_BYTES, Source
from uproar.readers.table import DELIMITERS
from uproar.records import Batch, Kind

# Prose is sentences: three at least, ended as scripts end them, and mostly letters: of 924 real articles (PolNeAR) the fewest letters and spaces are 0.79
_SENTENCE_END: Final = re.compile(r"[.!?…]['\"”’»)\]]*(?=\s|$)|[。！？।؟۔։።]")
_FEWEST_SENTENCES: Final = 3
_LETTERS_SHARE: Final = 0.65
_NAME_CELL: Final = re.compile(r'"?[\w .#-]{1,60}"?')
_JSON: Final = re.compile(r'\s*(?:\{|\[\s*[\[{"\d])')
_ALIKE_SHARE: Final = 0.6


def recognises(source: Source, options: Options) -> bool:
    """Prose of three sentences or more, which is neither HTML, nor JSON, nor a table, however broken; with --kind article, anything but HTML."""
    if looks_like_html(source):
        return False
    return options.kind is Kind.ARTICLE or is_prose(source.head_text, whole=len(source.head) < HEAD_BYTES)


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read one article; its date is stated in its text or by the person."""
    yield article_batch(source, source.content(BYTES_LIMIT), options, reading)


def is_prose(text: str, *, whole: bool = True) -> bool:
    r"""Whether a text is prose.

    Args:
        text: Its beginning.
        whole: Whether that is all of it; else its last line may be cut.

    Example:
        >>> is_prose("The shop pulled it. Players cheered. Nobody apologised."), is_prose("id,text\n1,One. Two. Three.")
        (True, False)
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    lines = lines if whole or len(lines) < 2 else lines[:-1]
    marked_up = sum(line[0] in "{<" for line in lines) * 3 > len(lines)
    if not lines or "\0" in text or _JSON.match(text) is not None or marked_up or _tabular(lines):
        return False
    joined = " ".join(lines)
    # Beyond Latin every character counts: vowel signs of Indic scripts are no letters to Unicode.
    letters = sum(character.isalpha() or character.isspace() or character > "\u02ff" for character in joined)
    return letters >= _LETTERS_SHARE * len(joined) and len(_SENTENCE_END.findall(joined)) >= _FEWEST_SENTENCES


def _tabular(lines: list[str]) -> bool:
    """Whether lines are of a table: a first line of names set close between delimiters, or most lines cut alike."""
    for delimiter in DELIMITERS:
        cells = lines[0].split(delimiter)
        close = not any(cell.startswith(" ") for cell in cells[1:])
        if len(cells) > 1 and close and lines[0][-1] not in ".!?…" and all(_NAME_CELL.fullmatch(cell) for cell in cells):
            return True
        if len(lines) >= 4:
            # In prose a comma is followed by a space; in a table it seldom is.
            counts = [len(re.findall(rf"{re.escape(delimiter)}(?=[^ ])", line)) for line in lines]
            usual = max(set(counts), key=counts.count)
            if usual >= 2 and counts.count(usual) >= _ALIKE_SHARE * len(lines):
                return True
    return False


READER = Reader("article-text", Kind.ARTICLE, "An article as plain text.", recognises, read)
