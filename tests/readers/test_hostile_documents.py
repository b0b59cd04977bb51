import random
from typing import Any

import pytest

from uproar.errors import ExtractError, ReadError, UsageError
from uproar.records import Kind

STORY = b"""<!doctype html><html><head><meta property="og:type" content="article"><title>Tidewater</title></head><body><article>
<p>The studio apologised on Monday, and players said that it had taken far too long. They had asked for it since January.</p></article></body></html>"""
PAGE = b"""<!doctype html><html><head><meta property="og:type" content="game"><title>Tidewater</title>
<script type="application/ld+json">{"@type": "VideoGame", "name": "Tidewater"}</script></head><body><p>Sail the shoals.</p></body></html>"""
PETITION = b"""{"links": {}, "data": {"type": "petition", "id": 700001, "attributes": {"state": "open", "signature_count": 4321,
"opened_at": "2024-03-01T08:00:00Z", "updated_at": "2024-03-04T09:59:00Z"}}}"""
PROSE = b"The studio apologised on Monday. Players had asked for it since January. Nobody named a date."
DOCUMENTS = (
    ("story.html", STORY, Kind.ARTICLE), ("page-20240304-1000.html", PAGE, Kind.PAGE), ("700001-20240304-1000.json", PETITION, Kind.SIGNATURE_COUNT),
    ("story.txt", PROSE, Kind.ARTICLE),
)  # fmt: skip
DEEP = b"<div>" * 400
BITS = (
    b'"\\ud800"', b"&#xD800;", b"&#0;", b'<script type="application/ld+json">', b"</script>", b"[[[[", DEEP, b"<![CDATA[", b"<!--", b"<svg><title>", b"<frameset>",
    b'<meta charset="idna">', b'<meta charset="undefined">', b'<meta charset="unicode_escape">', b"9" * 5_000, b"1e999", b"null", b"{}", b"\xff\xfe", b"\x80\x81",
    b'{"@type": "VideoGame", "name": ["x"], "image": [[]], "aggregateRating": {"ratingValue": [4], "bestRating": {}}, "offers": [[]]}', b"</html>",
    b'<meta property="article:published_time" content="99999-01-01T00:00">', b'<link rel="canonical" href="http://[::">', b'"id": {"a": 1}, ', b"<" * 200,
)  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document[0])
@pytest.mark.parametrize("seed", range(15))
def test_hostile_document(desk: Any, document: tuple[str, bytes, Kind], seed: int) -> None:
    """Whatever stands in a document, its reader raises nothing but that the file cannot be read, holds no text, or needs a flag."""
    name, text, kind = document
    chance = random.Random(seed)
    data = bytearray(text)
    for _ in range(1 + seed % 5):
        place = chance.randrange(len(data))
        data[place : place + chance.choice((0, 0, 1, 40))] = chance.choice(BITS)
    try:
        report = desk.load(name, bytes(data), kind=chance.choice((None, kind)), page="tidewater")
    except (ReadError, ExtractError, UsageError):
        return
    assert report.read == 1


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document[0])
def test_sound_document(desk: Any, document: tuple[str, bytes, Kind]) -> None:
    """The same documents without damage are stored."""
    name, text, kind = document
    assert desk.load(name, text, kind=kind, page="tidewater").stored == 1
