"""Posts in a delimited table, as most export tools write them: columns are told by their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyarrow as pa

from uproar.readers.columns import Role, candidates, find, held
from uproar.readers.jsonl import REJECTED_BYTES, Block
from uproar.readers.options import Options
from uproar.readers.posts import note_authors, post_batch, split_cells
from uproar.readers.reader import Reader, Reading
from uproar.readers.reviews import tell
from uproar.readers.slashes import settle
from uproar.readers.source import Source
from uproar.readers.table import Layout, rows, sniff
from uproar.readers.times import UnreadableTimeError, read_time
from uproar.records import Batch, Kind, Rejected, Sampling

# Names as they stand in the exports of twarc-csv, 4CAT, TCAT, minet, CrowdTangle, Facepager, YouTube Data Tools, CooRnet, CNT and snscrape.
ROLES: Final = (
    Role("id", ("id", "idstr", "tweetid", "postid", "statusid", "messageid", "itemid", "commentid", "contentid", "videoid", "uri", "url"), needed=True),
    Role(
        "time",
        (
            "createdat", "timestamputc", "unixtimestamp", "postcreated", "publishedat", "createdtime", "createtime", "timestamp", "datetime", "date",
            "time", "ts", "at", "timestampshare", "postedat", "publishdate", "localtime",
        ),
        needed=True,
    ),
    Role("observed_at", ("observedat", "retrievedat", "collectedat", "collectiontime", "querytime", "twarcretrievedat")),
    Role(
        "author",
        (
            "authorid", "userid", "fromuserid", "accountid", "channelid", "facebookid", "authordid", "author", "username", "userscreenname", "screenname",
            "fromusername", "authorusername", "handle", "account", "authorname", "user", "pagename", "groupname", "fromname",
        ),
    ),
    Role("text", ("fulltext", "text", "body", "message", "rawcontent", "content", "tweet", "posttext", "caption", "desc", "videodescription"), needed=True),
    Role("language", ("lang", "language", "languageguess", "commentlanguage")),
    Role("repost_of", ("repostof", "retweetedid", "repostid", "retweetid", "retweetedstatusid", "referencedtweetsretweetedid", "retweetofid")),
    # Not "link" and "url": there most of these exports have the address of the post itself.
    Role("links", ("urlsexpanded", "expandedurls", "expandedlinks", "unwoundurls", "entitiesurls", "finallink", "urls", "links", "outlinks")),
    Role("author_created_at", ("authorcreatedat", "usercreatedat", "accountcreatedat", "usercreated", "fromusercreatedat", "pagecreated")),
)  # fmt: skip
_ROWS_PER_BATCH: Final = 100_000
_SAMPLED: Final = 50


def recognises(source: Source, options: Options) -> bool:
    """A table with columns for a post's id, time and text, and no grade; with --kind post, any table."""
    layout = sniff(source)
    if layout is None:
        return False
    return options.kind is Kind.POST or ({"id", "time", "text"} <= held(layout.header, ROLES, options) and not tell(list(layout.header)))


def read(source: Source, options: Options, reading: Reading) -> Iterator[Batch]:
    """Read posts; of several columns of times, one whose times carry their zone goes first."""
    layout = sniff(source)
    assert layout is not None  # noqa: S101 - `recognises` saw one
    found = _columns(str(source.path), layout, options)
    reading.unknown_fields = [name for place, name in enumerate(layout.header) if place not in found.values()]
    reading.sampling = options.sampling or Sampling.SEARCH
    if not options.sampling:
        reading.notes.append(
            "The file does not say how its posts were chosen: taken as a search (give --sampling census or stream if it is one)."
        )
    taken = [
        (role, found.get(role))
        for role in ("id", "time", "author", "text", "language", "repost_of", "observed_at", "links", "author_created_at")
    ]
    values: dict[str, list[str | None]] = {role: [] for role, _ in taken}
    wanted = [(values[role].append, place) for role, place in taken if place is not None]
    missing = [role for role, place in taken if place is None]
    lines: list[int] = []
    raws: list[bytes] = []
    rejected: list[Rejected] = []
    seen = named = 0

    def batch() -> Batch:
        nonlocal seen, named
        for role in missing:
            values[role].extend([None] * len(lines))
        arrays = {role: pa.array(column, pa.string()) for role, column in values.items()}
        columns = {
            "record_id": arrays["id"],
            "at": arrays["time"],
            **{role: arrays[role] for role in ("author", "text", "language", "repost_of")},
        }
        for role in ("author", "language", "repost_of"):
            columns[role] = _empty_to_null(columns[role])
        if "author_created_at" in found:
            columns["author_created_at"] = _empty_to_null(arrays["author_created_at"])
        if "links" in found:
            columns["links"] = split_cells(arrays["links"])
        seen += len(lines)
        named += len(lines) - columns["author"].null_count
        if "observed_at" in found:
            columns["observed"] = _empty_to_null(arrays["observed_at"])
        block = Block(None, pa.array(raws, pa.large_binary()), pa.array(lines, pa.int64()), tuple(rejected), len(lines) + len(rejected))
        made = post_batch(block, columns, options.source or "posts", reading.sampling, options, reading)
        for column in values.values():
            column.clear()
        lines.clear()
        raws.clear()
        rejected.clear()
        return made

    for row in settle(rows(source, layout, reading), layout, found["time"], reading):
        if row.fault:
            rejected.append(Rejected(row.line, row.fault, row.raw[:REJECTED_BYTES]))
        else:
            lines.append(row.line)
            raws.append(row.raw)
            cells = row.cells
            for append, place in wanted:
                append(cells[place])
        if len(lines) + len(rejected) >= _ROWS_PER_BATCH:
            yield batch()
    if lines or rejected:
        yield batch()
    note_authors(named, seen, reading, "give --map author=COLUMN if one holds it")


def _columns(path: str, layout: Layout, options: Options) -> dict[str, int]:
    found = find(path, layout.header, ROLES, options, layout.column)
    time = next(role for role in ROLES if role.name == "time")
    places = [found["time"], *(place for place in candidates(layout.header, time) if place not in found.values())]
    said = any(layout.header[found["time"]] == column for column in options.columns.values())
    zoned = [place for place in places if _zoned(layout.column(place))]
    if zoned and not said:
        found["time"] = zoned[0]
    return found


def _zoned(texts: list[str]) -> bool:
    try:
        return bool(texts) and all(read_time(text)[2] for text in texts[:_SAMPLED])
    except UnreadableTimeError:
        return False


def _empty_to_null(column: pa.Array) -> pa.Array:
    empty = pa.compute.equal(column, "")
    return pa.compute.if_else(empty, pa.scalar(None, pa.string()), column)


READER = Reader("posts-csv", Kind.POST, "Posts in CSV or TSV, columns told by their names or by --map, plain or gzip.", recognises, read)
