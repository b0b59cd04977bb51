from pathlib import Path
from typing import Any

import orjson
import pytest

from uproar.errors import AmbiguousError, UproarError

HEADER = "id,type,petitionId,name,city,state,zip,created\n"
ROWS = "a1,signature,226511,J. D.,Longmont,CO,80504,1352924840\na2,signature,226511,N. R.,,,77450,1352926234\n"
STORED = "SELECT petition, author, place, address, domain, record_id, event_at, raw FROM signature ORDER BY line"


def test_we_the_people(desk: Any) -> None:
    """Rows of We the People are read as they stand; initials and a postcode are a weak identity, and the report counts them."""
    report = desk.load("signatures.csv", HEADER + ROWS)
    assert (report.format, report.stored, report.unknown_fields) == ("signatures-csv", 2, ("type",))
    rows = desk.rows(STORED)
    assert [(row["petition"], row["place"], row["event_at"]) for row in rows] == [
        ("226511", "Longmont, CO, 80504", 1_352_924_840_000_000),
        ("226511", "77450", 1_352_926_234_000_000),
    ]
    assert rows[0]["author"] != rows[1]["author"]
    assert any(note.startswith("2 signature(s) are known by a name and a place only") for note in report.notes)


def test_lines_of_json_and_a_table_name_the_same_signer(desk: Any) -> None:
    """One signature in either form is one record: its id and its signer are the same."""
    desk.load("signatures.csv", HEADER + ROWS)
    author = desk.rows(STORED)[0]["author"]
    record = {
        "id": "b9",
        "petitionId": "226511",
        "name": "J.  D.",
        "city": "Longmont",
        "state": "CO",
        "zip": "80504",
        "created": "1352924999",
    }
    report = desk.load("signatures.jsonl", orjson.dumps(record))
    assert report.format == "signatures-jsonl"
    assert [row["author"] for row in desk.rows(STORED)].count(author) == 2


MAILED = "email,name,ip,country,signed_at\nAda@Pier.example,Ada Berg,10.1.2.3,DE,2024-03-04T10:00:00Z\nada@pier.example,A. Berg,10.1.2.3,DE,2024-03-04T11:00:00Z\n"


def test_a_mail_address_is_the_signer(desk: Any) -> None:
    """Two signatures of one mail address are one signer whatever name they give; the domain is kept, address and signer as pseudonyms."""
    report = desk.load("m.csv", MAILED, petition="pier")
    first, second = desk.rows(STORED)
    assert (first["author"], first["address"], first["domain"]) == (second["author"], second["address"], "pier.example")
    assert isinstance(first["author"], int)
    assert isinstance(first["address"], int)
    assert not any("name and a place only" in note for note in report.notes)


def test_no_name_is_kept_in_clear(desk: Any) -> None:
    """Neither the store nor the side file of rejected rows holds a name, a mail address or a network address."""
    bad = "ada@pier.example,Ada Berg,10.1.2.3,DE,the ides of March\n"
    report = desk.load("m.csv", MAILED + bad + "ada@pier.example,Ada\n", petition="pier")
    assert (report.stored, sum(report.skipped.values())) == (2, 2)
    kept = Path(desk.case.folder)
    files = [path for path in kept.rglob("*") if path.is_file() and path.name != "case.toml"]
    assert any("rejected" in str(path) for path in files)
    for path in files:
        text = path.read_bytes().lower()
        assert not any(word in text for word in (b"berg", b"ada@", b"10.1.2.3")), path
    assert "berg" not in repr(desk.rows(STORED)).lower()


def test_signatures_without_ids(desk: Any) -> None:
    """Two signatures of one second are two, and the file loaded again brings none, also read in another zone."""
    text = "name,zip,date\nA. B.,1000,2024-03-04 10:00:00\nA. B.,1000,2024-03-04 10:00:00\n"
    assert desk.load("s.csv", text, petition="pier").stored == 2
    again = desk.load("s.csv", text, petition="pier", zone="Asia/Tokyo")
    assert (again.stored, len(desk.rows(STORED))) == (0, 2)


def test_which_petition_was_signed_is_asked(desk: Any) -> None:
    """A file that does not say which petition was signed asks for its name."""
    with pytest.raises(AmbiguousError, match="--petition my-pier"):
        desk.load("My Pier.csv", "name,zip,date\nA. B.,1000,2024-03-04\n")
    with pytest.raises(AmbiguousError, match="--petition my-pier"):
        desk.load("My Pier.jsonl", '{"name": "A. B.", "zip": "1000", "date": "2024-03-04"}\n')


def test_a_bare_day(desk: Any) -> None:
    """A signature of a bare day counts from the end of that day, and the report says so."""
    report = desk.load("s.csv", "name,zip,date\nA. B.,1000,2024-03-04\n", petition="pier")
    assert report.first_at == 1_709_593_200_000_000  # midnight in the case's zone, Berlin
    assert any("1 signature(s) name a day and no time" in note for note in report.notes)


def test_nobody_named(desk: Any) -> None:
    """A signature without a name is kept, without a signer, and counted."""
    report = desk.load("s.csv", "name,zip,date\n,1000,2024-03-04T10:00Z\nA. B.,1000,2024-03-04T11:00Z\n", petition="pier")
    assert [row["author"] is None for row in desk.rows(STORED)] == [True, False]
    assert "1 signature(s) do not tell who signed." in report.notes


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("id,created_at,author,text,city\n1,2024-03-04T10:00Z,ada,Aye,Ulm\n", "posts-csv"),
        ("date,user,rating,city\n2024-03-04,ada,7/10,Ulm\n", "reviews-csv"),
        ("petition,time,signatures\npier,2024-03-04T10:00Z,7\n", "readings-csv"),
    ],
)
def test_other_tables_are_not_taken_for_signatures(desk: Any, text: str, other: str) -> None:
    """Posts, reviews and counter readings with a place or a name are what they were."""
    assert desk.load("x.csv", text, petition="pier" if other == "readings-csv" else "").format == other


@pytest.mark.data
def test_the_shared_sample_of_the_api(data: Path, desk: Any) -> None:
    """The answer of We the People's API is read once its results stand one a line, and says what to do before."""
    path = data / "formats/petitions/api_petitions_load_signatures.response.json"
    with pytest.raises(UproarError):
        desk.load_path(path)
    results = orjson.loads(path.read_bytes())["results"]
    report = desk.load("results.jsonl", b"\n".join(map(orjson.dumps, results)))
    assert (report.format, report.stored, report.skipped) == ("signatures-jsonl", len(results), {})
