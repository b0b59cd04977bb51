import json
from typing import Any

import pytest

from uproar.errors import AmbiguousError, ReadError

ROWS = "SELECT record_id, score, best_rating, side, grain, verified, author_reviews, text FROM review ORDER BY record_id, line"


def review(number: int, **own: Any) -> dict[str, Any]:
    """One review as Steam gives it, invented."""
    author = {"steamid": str(76_000 + number), "num_games_owned": 9, "num_reviews": number, "playtime_forever": 60}
    return {
        "recommendationid": str(900 + number), "author": author, "language": "english", "review": f"Aye {number}", "timestamp_created": 1_709_546_400 + number,
        "timestamp_updated": 1_709_546_400, "voted_up": bool(number % 2), "votes_up": 3, "weighted_vote_score": "0.5", "steam_purchase": True,
        "received_for_free": False, "written_during_early_access": False, **own,
    }  # fmt: skip


def page(*numbers: int, total: int | None = None) -> dict[str, Any]:
    """One page of Steam's interface."""
    summary = {"num_reviews": len(numbers), **({} if total is None else {"total_reviews": total, "total_positive": 1})}
    return {"success": 1, "query_summary": summary, "reviews": [review(number) for number in numbers], "cursor": "AoJ4"}


@pytest.mark.parametrize("indent", [None, 2])
def test_page_of_steam(desk: Any, indent: int | None) -> None:
    """A page of Steam's interface is read as it was saved, on one line or several, without any option."""
    report = desk.load("steam.json", json.dumps(page(1, 2), indent=indent))
    assert (report.format, report.stored, report.skipped) == ("steam-reviews-json", 2, {})
    assert [tuple(row.values()) for row in desk.rows(ROWS)] == [
        ("901", 1.0, 1.0, "audience", "instant", "yes", 1, "Aye 1"),
        ("902", 0.0, 1.0, "audience", "instant", "yes", 2, "Aye 2"),
    ]
    assert any("filter_offtopic_activity=0" in note for note in report.notes)


def test_pages_of_steam(desk: Any) -> None:
    """Pages one after another in a file are read together; what they repeat is stored once."""
    pages = [page(1, 2, total=2), page(2, 3), page()]
    report = desk.load("steam.json", "".join(json.dumps(one) + "\n" for one in pages))
    assert (report.read, report.stored, report.duplicate) == (4, 3, 1)
    assert desk.load("pretty.json", "\n".join(json.dumps(one, indent=1) for one in pages)).duplicate == 4


@pytest.mark.parametrize(("total", "noted"), [(2, False), (1_234, True)])
def test_fewer_than_stated(desk: Any, total: int, noted: bool) -> None:
    """Where Steam counts more reviews than the file holds, the report gives both numbers."""
    notes = desk.load("steam.json", json.dumps(page(1, 2, total=total))).notes
    assert ("Steam counts 1,234 reviews under the filters of this query; the file holds 2 of them." in notes) is noted


def test_saved_by_steamreviews(desk: Any) -> None:
    """The package steamreviews keeps reviews by their number, before the summary; they are read alike."""
    saved = {
        "reviews": {str(900 + n): review(n, review="x" * 40_000) for n in range(3)},
        "query_summary": {"total_reviews": 5},
        "cursors": {"*": "x"},
    }
    report = desk.load("review_700001.json", json.dumps(saved))
    assert (report.format, report.stored) == ("steam-reviews-json", 3)
    assert any("the file holds 3 of them" in note for note in report.notes)


def test_last_page(desk: Any) -> None:
    """The page behind the last review holds none, and the report says so."""
    report = desk.load("steam.json", json.dumps(page()))
    assert (report.format, report.read) == ("steam-reviews-json", 0)
    assert "The file holds no records: nothing was loaded." in report.notes


def test_damaged_page(desk: Any) -> None:
    """A page that breaks off behind whole ones is rejected, with those; a file that begins with it is refused."""
    whole, broken = json.dumps(page(1, 2)), json.dumps(page(3))[:-30]
    report = desk.load("steam.json", f"{whole}\n{broken}")
    assert (report.stored, sum(report.skipped.values())) == (2, 1)
    with pytest.raises(ReadError, match="breaks off or is damaged"):
        desk.load("broken.json", broken)


def test_items_that_are_none(desk: Any) -> None:
    """What stands among the reviews and is none costs itself."""
    odd = page(1)
    odd["reviews"] += [
        None,
        7,
        "text",
        review(2, voted_up=None),
        review(3, timestamp_created="soon"),
        review(4, review="\ud83d", weighted_vote_score=10**30),
    ]
    report = desk.load("steam.json", json.dumps(odd))
    assert (report.read, report.stored) == (7, 2)
    assert report.skipped == {
        "no review: an item, or a page, that breaks off or is of another shape": 3,
        "no grade": 1,
        "time that cannot be read": 1,
    }


def test_review_that_quotes_the_shape(desk: Any) -> None:
    """Lines of single reviews stay lines, also where a text quotes the shape of a page."""
    lines = "".join(json.dumps(review(n, review='{"reviews": [')) + "\n" for n in range(2))
    assert desk.load("steam.jsonl", lines).format == "reviews-jsonl"


@pytest.mark.parametrize("indent", [None, 2])
def test_histogram(desk: Any, indent: int | None) -> None:
    """Steam's histogram holds counts and no reviews: it is refused by name, with how to fetch reviews."""
    rollups = [{"date": 1_709_510_400, "recommendations_up": 5, "recommendations_down": 7}]
    text = json.dumps({"success": 1, "results": {"start_date": 1, "rollup_type": "day", "rollups": rollups, "recent": []}}, indent=indent)
    with pytest.raises(ReadError, match=r"histogram of reviews.*filter_offtopic_activity=0"):
        desk.load("histogram.json", text)


def items(*reviews: dict[str, Any], **beside: Any) -> str:
    """A page of Metacritic's interface, invented."""
    return json.dumps({"data": {**beside, "items": [{"date": "2024-03-04", "quote": "Fine", "url": None, **one} for one in reviews]}})


def test_users_of_metacritic(desk: Any) -> None:
    """Users' reviews are told by their thumbs, graded from 0 to 10, and precise to the day."""
    report = desk.load(
        "users.json",
        items({"score": 9, "author": "a", "thumbsUp": 1, "thumbsDown": 0}, {"score": 0, "author": "b", "thumbsUp": 7}, totalResults=2),
    )
    assert (report.format, report.stored) == ("metacritic-json", 2)
    read = [(row["score"], row["best_rating"], row["side"], row["grain"]) for row in desk.rows(ROWS)]
    assert sorted(read) == [(0.0, 10, "audience", "day"), (0.9, 10, "audience", "day")]
    assert "Grades are read from 0 to 10, as Metacritic's scale of audience reviews runs." in report.notes


def test_critics_of_metacritic(desk: Any) -> None:
    """Critics' reviews are told by their publications and graded from 0 to 100."""
    desk.load("critics.json", items({"score": 90, "author": "a", "publicationName": "Harbour Post"}))
    assert [(row["score"], row["side"]) for row in desk.rows(ROWS)] == [(0.9, "critic")]


def test_side_of_metacritic_is_asked_for(desk: Any) -> None:
    """Where nothing tells the side it is asked for; what the person says goes before all, and settles the scale."""
    text = items({"score": 9, "author": "a"})
    with pytest.raises(AmbiguousError):
        desk.load("reviews.json", text)
    assert desk.load("reviews.json", text, side="users").stored == 1
    assert desk.rows(ROWS)[0]["score"] == 0.9
    desk.load("other.json", text.replace("Fine", "Good"), side="users", scale=(0.0, 20.0))
    assert sorted(row["score"] for row in desk.rows(ROWS)) == [0.45, 0.9]
