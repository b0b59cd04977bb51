"""Turn the bytes of a document into text, or say what they are instead."""

from __future__ import annotations

import re
from typing import Final

from charset_normalizer import from_bytes

from uproar.errors import ExtractError

# 20 MB: the longest saved news page in the shared set has 2 MB; anything larger is a dump of many pages, not an article.
LIMIT: Final = 20_000_000
_SAMPLE: Final = 65_536
# French has 4 high bytes in 100, Russian 80.
_WESTERN: Final = 0.2
_MAGIC: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"\x89PNG", "a PNG picture", "Save the page itself as HTML or text."),
    (b"\xff\xd8\xff", "a JPEG picture", "Save the page itself as HTML or text."),
    (b"GIF8", "a GIF picture", "Save the page itself as HTML or text."),
    (b"%PDF", "a PDF file", "Convert it to text first, for instance with pdftotext."),
    (b"\x1f\x8b", "a gzip file", "Unpack it first: gunzip FILE."),
    (b"BZh", "a bzip2 file", "Unpack it first."),
    (b"\xfd7zXZ", "an xz file", "Unpack it first."),
    (b"\x28\xb5\x2f\xfd", "a zstd file", "Unpack it first."),
    (b"PK\x03\x04", "a zip archive (or a word-processor file)", "Unpack it, or save it as text."),
    (b"PAR1", "a Parquet file", "Load it as records: uproar load."),
    (b"SQLite format 3", "a SQLite database", "Give the article itself as HTML or text."),
    (b"\x7fELF", "a program", "Give the article itself as HTML or text."),
)
_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE
)


def decode(data: bytes | str, name: str) -> tuple[str, list[str]]:
    r"""The text of a document, and notes on how it was decoded.

    Args:
        data: Its bytes, or its text.
        name: What to call it in messages.

    Returns:
        The text without a byte order mark, and one sentence for each thing a reader must know.

    Raises:
        ExtractError: It is empty, too large, or not text.

    Example:
        >>> decode("caf\u00e9".encode(), "note.txt")
        ('café', [])
    """
    if len(data) > LIMIT:
        raise ExtractError(
            name,
            f"an article of at most {LIMIT // 1_000_000} MB",
            f"{len(data) / 1e6:.1f} MB",
            "Cut it to the one article, or load records with uproar load.",
        )
    text, notes = (data, []) if isinstance(data, str) else _from_bytes(data, name)
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise ExtractError(
            name, "text", f"binary data (a NUL at character {text.index(chr(0)):,})", "Save the article as HTML or plain text."
        )
    if not text.strip():
        raise ExtractError(
            name, "an article", "an empty document" if not text else "nothing but white space", "Check that the file was saved completely."
        )
    return text, notes


def _from_bytes(data: bytes, name: str) -> tuple[str, list[str]]:
    for magic, what, next_step in _MAGIC:
        if data.startswith(magic):
            raise ExtractError(name, "HTML or plain text", what, next_step)
    for mark, codec in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(codec, errors="replace"), ["The file was read as UTF-16."]
    if b"\x00" in data:
        raise ExtractError(name, "text", f"binary data (a NUL at byte {data.index(0):,})", "Save the article as HTML or plain text.")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        position = error.start
    declared = _CHARSET.search(data[:_SAMPLE])
    if declared:
        codec = (declared[1] or declared[2]).decode("ascii", errors="replace")
        # A page that calls itself UTF-8 and is not is nearly all UTF-8 with a few damaged bytes.
        try:
            text = data.decode(codec, errors="replace")
        except (LookupError, UnicodeError):
            pass
        else:
            return text, [_note(codec, "as the page declares", text)]
    # Few high bytes among ASCII ones is Western writing, which charset_normalizer guesses badly on short texts ("é" as "ť").
    high = sum(byte > 127 for byte in data[:_SAMPLE])
    if high < _WESTERN * min(len(data), _SAMPLE):
        text = data.decode("cp1252", errors="replace")
        return text, [_note("cp1252", "guessed: it is not UTF-8 and declares no encoding", text)]
    window = data[max(position - _SAMPLE // 2, 0) : position + _SAMPLE // 2]
    best = from_bytes(window).best()
    if best is None:
        raise ExtractError(name, "text in a known encoding", f"bytes that fit none (byte {position:,} is not UTF-8)", "Save it as UTF-8.")
    text = data.decode(best.encoding, errors="replace")
    return text, [_note(best.encoding, "guessed: it is not UTF-8 and declares no encoding", text)]


def _note(codec: str, how: str, text: str) -> str:
    lost = text.count("\ufffd")
    return f"The text was read as {codec} ({how})" + (f"; {lost} characters could not be read." if lost else ".")
