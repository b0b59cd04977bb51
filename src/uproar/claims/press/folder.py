"""Read many articles, from files and folders, and check each; what cannot be read is told and costs no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from uproar.case import Case
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import Question
from uproar.claims.press.warc import pages
from uproar.claims.questions import asked_once
from uproar.claims.read import check_article
from uproar.errors import ExtractError, ReadError, UsageError
from uproar.extract.page.article import Article, article_id, read_article
from uproar.findings import Result, from_micros
from uproar.readers.html import BYTES_LIMIT
from uproar.readers.source import Source

# A saved page brings a folder of pictures, styles and scripts; only these endings are articles where a folder is given.
_ENDINGS: Final = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".warc")
# An archive of a crawl; more than this is better split, as `warcio` does.
_ARCHIVE_LIMIT: Final = 256 << 20
# A hundred long features; checking as many takes six seconds where every sentence holds a claim. What is longer is a dump of many texts, and each statement in it
# would be held against all others.
_CHARACTERS: Final = 500_000
# What articles in JSON call their parts, the commonest first: schema.org, trafilatura, news-please, press archives.
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("text", "articleBody", "maintext", "body", "content", "raw_text", "html"),
    "title": ("title", "headline", "name"),
    "date": ("datePublished", "date", "published", "published_at", "date_publish", "publication_date", "pubDate", "published_to"),
    "url": ("url", "link", "mainEntityOfPage", "canonical", "source-url"),
    "outlet": ("outlet", "sitename", "site_name", "publisher", "source", "hostname", "source_domain", "source-hostname"),
}


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or a record of one, that could not be read, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Folder:
    """Articles as read, with what could not be.

    Attributes:
        articles: Name and article, in the order of the files.
        unread: What could not be read.
        passed_over: Files of a folder that are no articles by their ending, such as pictures and styles.
    """

    articles: tuple[tuple[str, Article], ...]
    unread: tuple[Unread, ...] = ()
    passed_over: tuple[str, ...] = ()


def read_folder(
    paths: Sequence[Path], *, published: str | None = None, zone: str = "UTC", seen: Callable[[str], None] = lambda _: None
) -> Folder:
    """Read every article of some files and folders: HTML, plain text, JSON (one, a list, or one a line) and WARC.

    Args:
        paths: Files, and folders with files in them at any depth; hidden ones are left out.
        published: Publication day or time of those that do not state it.
        zone: IANA zone in which a bare day is read.
        seen: Told the name of each file before it is read.

    Raises:
        UsageError: `published` is no date, or a folder holds no file.
    """
    articles: list[tuple[str, Article]] = []
    unread: list[Unread] = []
    files, passed_over = _files(paths)
    for path in files:
        seen(path.name)
        try:
            for name, read in _documents(path, published, zone):
                try:
                    articles.append((name, _bounded(read())))
                except (ReadError, ExtractError) as error:
                    unread.append(Unread(name, str(error)))
        except (ReadError, ExtractError) as error:
            unread.append(Unread(str(path), str(error)))
    return Folder(tuple(articles), tuple(unread), tuple(passed_over))


def check_all(
    articles: Iterable[tuple[str, Article]],
    case: Case | None,
    as_of: datetime | None,
    answer: Callable[[Question], Sequence[Result]],
    *,
    zone: str,
) -> list[CheckedArticle]:
    """Check articles one by one; the record is asked once for each distinct question.

    Args:
        articles: Name and article each.
        case: What is being watched; None checks each claim against itself only.
        as_of: The moment whose knowledge the answers rest on; None takes each article's publication, which only does without a case.
        answer: Puts a question to the record.
        zone: The zone in which "Thursday" is read.
    """
    once = asked_once(answer)
    checked = []
    for name, article in articles:
        then = as_of or article.published_to or from_micros(0)
        found = check_article(article_id(article), article, case, then, once, zone=zone)
        checked.append(replace(found, name=name))
    return checked


def _files(paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """The files meant, each once, and those of folders that are passed over."""
    files: dict[Path, None] = {}
    passed_over: list[str] = []
    for path in paths:
        if not path.is_dir():
            files[path] = None
            continue
        inside = [
            one
            for one in sorted(path.rglob("*"))
            if one.is_file() and not any(part.startswith(".") for part in one.relative_to(path).parts)
        ]
        wanted = [one for one in inside if one.name.lower().removesuffix(".gz").endswith(_ENDINGS) or not one.suffix]
        if not wanted:
            got = f"{len(inside)} files of other kinds" if inside else "a folder without files"
            raise UsageError(
                f"uproar check {path}", f"a folder of articles ({' '.join(_ENDINGS)})", got, "Name the folder that holds the articles."
            )
        files |= dict.fromkeys(wanted)
        passed_over += [str(one) for one in inside if one not in files]
    return list(files), passed_over


def _bounded(article: Article) -> Article:
    """An article cut to what one can hold, with a note of it."""
    length = len(article.text)
    if length <= _CHARACTERS:
        return article
    note = f"Only its first {_CHARACTERS:,} of {length:,} characters were checked: give the articles in it one by one."
    return replace(article, text=article.text[:_CHARACTERS], notes=(*article.notes, note))


def _documents(path: Path, published: str | None, zone: str) -> Iterator[tuple[str, Callable[[], Article]]]:
    """The documents of one file: the name of each, and how it is read."""
    source = Source(path)
    start = source.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"WARC/"):
        for place, (url, body) in enumerate(pages(source.content(_ARCHIVE_LIMIT)), 1):
            name = f"{path}#{place}"
            yield name, partial(read_article, body, url=url, published=published, zone=zone, name=name)
        return
    content = source.content(BYTES_LIMIT)
    records = list(_records(content)) if start[:1] in (b"{", b"[") else []
    if not records and path.name.lower().removesuffix(".gz").endswith((".json", ".jsonl", ".ndjson")):
        raise ExtractError(
            str(path), "JSON", "text that is none, or is cut short", "Export it again, or give the article as HTML or plain text."
        )
    if not records:
        yield str(path), partial(read_article, content, published=published, zone=zone, name=str(path))
    for place, record in enumerate(records, 1):
        name = f"{path}#{place}" if len(records) > 1 else str(path)
        yield name, partial(_from_json, record, published, zone, name)


def _records(content: bytes) -> Iterator[Any]:
    """The values of a JSON document, or of JSON lines; nothing where it is neither."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        try:
            yield from [json.loads(line) for line in content.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            return
        return
    items = value.get("articles", value) if isinstance(value, dict) else value
    yield from items if isinstance(items, list) else [items]


def _from_json(record: Any, published: str | None, zone: str, name: str) -> Article:
    """One article from a JSON object.

    Raises:
        ExtractError: It is no object, or holds no text.
    """
    part = {role: _part(record, names) for role, names in _NAMES.items()} if isinstance(record, dict) else {}
    if not part.get("text"):
        wanted = f'a JSON object with its text under "{_NAMES["text"][0]}" or "{_NAMES["text"][1]}"'
        got = f"the keys {', '.join(list(record)[:8])}" if isinstance(record, dict) else type(record).__name__
        raise ExtractError(name, wanted, got, "Give the article as HTML or plain text.")
    notes: tuple[str, ...] = ()
    stated = published or part["date"] or None
    try:
        article = read_article(part["text"], url=part["url"], published=stated, zone=zone, name=name)
    except UsageError:
        if stated == published:
            raise
        article = read_article(part["text"], url=part["url"], zone=zone, name=name)
        notes = (f"Its date {part['date'][:40]!r} cannot be read.",)
    source = "json" if article.published_source == "given" and not published else article.published_source
    return replace(
        article,
        title=part["title"] or article.title,
        outlet=part["outlet"] or article.outlet,
        published_source=source,
        notes=article.notes + notes,
    )


def _part(record: Mapping[str, Any], names: Sequence[str]) -> str:
    for name in names:
        value = record.get(name)
        if isinstance(value, dict):
            value = value.get("name") or value.get("@id")
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""
