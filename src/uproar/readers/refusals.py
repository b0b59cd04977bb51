"""Formats that are known and not read: say what they are and what to do, rather than "unknown"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from uproar.errors import ReadError
from uproar.readers.source import Source

_FLATTEN: Final = "Flatten it first, to one post a line: twarc2 flatten IN.jsonl OUT.jsonl (from the package twarc)."
_HISTOGRAM: Final = "Steam's histogram of reviews (appreviewhistogram): counts by day, week or month, and no reviews"
_FETCH_REVIEWS: Final = (
    "Fetch the reviews themselves, page by page, and load those: "
    "store.steampowered.com/appreviews/APPID?json=1&filter=recent&language=all&purchase_type=all&filter_offtopic_activity=0&num_per_page=100&cursor=*"
)
_CSV: Final = "Export its posts as CSV with the columns id, created_at, author and text, and load that."


def _is_page(record: Mapping[str, Any]) -> bool:
    data = record.get("data")
    return isinstance(data, list) and bool(data) and isinstance(data[0], dict) and "text" in data[0]


def _is_counts(record: Mapping[str, Any]) -> bool:
    data = record.get("data")
    return isinstance(data, list) and bool(data) and isinstance(data[0], dict) and "tweet_count" in data[0]


# Shape of the first record, what it is, what to do. The first that fits is said.
_LINES: Final[tuple[tuple[Callable[[Mapping[str, Any]], bool], str, str], ...]] = (
    (_is_counts, "counts of posts by hour (twarc2 counts), which hold no posts", "Load the posts themselves."),
    (_is_page, "pages of X API v2, with many posts a line", _FLATTEN),
    (lambda r: isinstance(r.get("data"), dict) and "text" in r["data"], "posts of X API v2 wrapped with their context, as a stream gives them", _FLATTEN),
    (lambda r: r.get("action") == "delete" and "id" in r, "a list of deletions (X compliance), not of posts", "Leave it aside: deletions are not applied yet."),
    (lambda r: "commit" in r and "did" in r, "a Bluesky firehose capture (Jetstream)", _CSV),
    (lambda r: "nav_index" in r and "data" in r, "a Zeeschuimer capture", "Map it in 4CAT, export CSV, and give --sampling browse: it is what a person was shown."),
    (lambda r: "id_str" in r and "user" in r, "posts of X API v1.1", _CSV),
    (lambda r: "rawContent" in r or ("content" in r and "retweetedTweet" in r), "posts as snscrape writes them", _CSV),
    (lambda r: "reblogs_count" in r and "account" in r, "posts of Mastodon or one of its kin", _CSV),
    (lambda r: isinstance(r.get("results"), dict) and "rollups" in r["results"], _HISTOGRAM, _FETCH_REVIEWS),
)  # fmt: skip


def refuse(source: Source) -> None:
    """Say what a file is, where its shape is known.

    Raises:
        ReadError: It is a known format that is not read.
    """
    needed = "a format that uproar reads"
    head = source.head_text.lstrip()
    record = source.head_record
    if record is not None:
        for fits, what, next_step in _LINES:
            if fits(record):
                raise ReadError(str(source.path), needed, what, next_step)
    if head.startswith("WARC/"):
        raise ReadError(str(source.path), needed, "a web archive (WARC)", "Save the page itself as HTML, and give --observed-at.")
    if head.startswith("{") and '"responseInfo"' in head[:2000]:
        if error := re.search(r'"status"\s*:\s*"?([45]\d\d)', head):
            raise ReadError(str(source.path), needed, f"an error answer of an API (status {error[1]}), not a petition", "Fetch it again.")
        if re.search(r'"type"\s*:\s*"signature"', source.head_text):
            raise ReadError(
                str(source.path),
                needed,
                "signatures in a response of the We the People API",
                "Write them one a line: jq -c '.results[]' IN.json > OUT.jsonl",
            )
        raise ReadError(
            str(source.path),
            needed,
            "a response of the We the People API",
            "Write its readings as CSV with the columns petition, time, count.",
        )
    if head.startswith("{") and '"signature_count"' in head:
        what = "a list of petitions" if '"links"' in head[:500] else "a petition without its site's frame"
        raise ReadError(
            str(source.path), "one petition as petition.parliament.uk writes it", what, "Save /petitions/ID.json of the petition wanted."
        )
    if head.startswith("{") and '"rollups"' in head and '"recommendations_up"' in head:
        raise ReadError(str(source.path), needed, _HISTOGRAM, _FETCH_REVIEWS)
    if head.startswith("{") and "\n" in head.strip() and record is None:
        raise ReadError(
            str(source.path), needed, "a JSON document over several lines", "Write its records one a line: jq -c . IN.json > OUT.jsonl"
        )
    if head.startswith("["):
        raise ReadError(
            str(source.path), "one JSON record a line", "a JSON list", "Write its items one a line: jq -c '.[]' IN.json > OUT.jsonl"
        )
