import gzip
import random
from pathlib import Path

import pytest

from uproar.errors import ReadError
from uproar.readers.gunzip import Gunzip
from uproar.readers.source import Source

LINES = b"".join(b"%d %d\n" % (n, random.Random(n).getrandbits(64)) for n in range(20_000))


def unpack(folder: Path, packed: bytes) -> tuple[bytes, bool]:
    path = folder / "packed.gz"
    path.write_bytes(packed)
    with path.open("rb") as stream, Gunzip(stream) as unpacked:
        data = b"".join(iter(lambda: unpacked.read(10_007), b""))
        return data, unpacked.truncated


def test_members(tmp_path: Path) -> None:
    """Members one after another, also padded with zeros, are one stream."""
    half = len(LINES) // 2
    packed = gzip.compress(LINES[:half]) + gzip.compress(LINES[half:]) + b"\0" * 512
    assert unpack(tmp_path, packed) == (LINES, False)


@pytest.mark.parametrize("lost", [1, 4, 8, 100, 5_000])
def test_cut_short(tmp_path: Path, lost: int) -> None:
    """Of a stream cut short all but the lost bytes' worth is kept, and the cut is known."""
    packed = gzip.compress(LINES)
    data, truncated = unpack(tmp_path, packed[:-lost])
    assert truncated
    assert LINES.startswith(data)
    assert len(data) >= len(LINES) * (len(packed) - lost - 200) // len(packed)


def test_damaged_within(tmp_path: Path) -> None:
    """What was packed before a damaged place is kept."""
    packed = bytearray(gzip.compress(LINES))
    place = len(packed) // 2
    packed[place : place + 20] = b"\xff" * 20
    data, truncated = unpack(tmp_path, bytes(packed))
    assert truncated
    assert len(data) > len(LINES) // 3
    assert data[: len(LINES) // 3] == LINES[: len(LINES) // 3]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 x", "PDF"), (b"PK\x03\x04xx", "ZIP"), (gzip.compress(gzip.compress(b"id,text\n", mtime=0), mtime=0), "gzip within gzip"), (b"PAR1xxxx", "Parquet"),
        (b"x" * 257 + b"ustar\x0000", "tar"),
    ],
)  # fmt: skip
def test_wrapped(tmp_path: Path, data: bytes, what: str) -> None:
    """Archives and binary files are refused by their kind."""
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=what):
        _ = Source(path).head


def test_missing_and_folder(tmp_path: Path) -> None:
    """A file that is not there, and a folder, are refused as such."""
    with pytest.raises(ReadError, match="No such file"):
        _ = Source(tmp_path / "none").head
    with pytest.raises(ReadError, match="a folder"):
        _ = Source(tmp_path).head


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_text_comes_through(tmp_path: Path, encoding: str) -> None:
    """Lines and UTF-8 blocks are the same text whatever the encoding."""
    text = "Ein Süßwassermatrose\nhört auf\r\nletzte Zeile"
    path = tmp_path / "file"
    path.write_bytes(text.encode(encoding))
    assert "".join(Source(path).text_lines()) == text
    assert b"".join(Source(path).utf8_blocks()).decode() == text


def test_document_limit(tmp_path: Path) -> None:
    """A document over the limit is refused before all of it is read, also where it is packed small."""
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"aye " * (10 << 20)))
    with pytest.raises(ReadError, match="at most 20 MB"):
        Source(path).content(20 << 20)
