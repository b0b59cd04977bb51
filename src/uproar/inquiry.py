"""The whole path in one file: load records, measure them, check the press against them, tell the story.

>>> import uproar, tempfile, pathlib
>>> inquiry = uproar.new(pathlib.Path(tempfile.mkdtemp()) / "tidewater", title="Tidewater", terms=["#FixTidewater"])
>>> [type(result).__name__ for result in inquiry.measure(only=["posts.burst"])]
['Unmeasured']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from uproar import case as cases
from uproar.case import Case, Event, Party, Petition, TitlePage, moment
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import Question
from uproar.claims.questions import asked_once
from uproar.claims.read import check_article
from uproar.dossier.build import build
from uproar.dossier.dossier import Dossier
from uproar.dossier.pictures import Charts, charts
from uproar.extract.page.article import article_id, read_article
from uproar.findings import Ask, Finding, Result, Row, Scalar, from_micros
from uproar.instruments.posts.co_posts import co_posts
from uproar.instruments.press.stored import stored_articles
from uproar.instruments.run import measure, measure_case, measurement, measurements
from uproar.loading import load_file
from uproar.readers.html import BYTES_LIMIT
from uproar.readers.options import Options
from uproar.readers.source import Source
from uproar.records import ImportReport
from uproar.store import Store


def new(
    folder: Path | str, *, title: str, aliases: Sequence[str] = (), terms: Sequence[str] = (), parties: Sequence[Party] = (),
    petitions: Sequence[Petition] = (), pages: Sequence[TitlePage] = (), zone: str = "UTC", released: str = "", events: Sequence[Event] = (),
) -> Inquiry:  # fmt: skip
    """Make a case folder and open it."""
    wanted = Case(title, tuple(aliases), tuple(terms), tuple(parties), tuple(petitions), tuple(pages), zone, released, tuple(events))
    return Inquiry(cases.create(wanted, Path(folder)))


def open(folder: Path | str) -> Inquiry:  # noqa: A001  # uproar.open reads as what it does; the builtin is not needed here
    """Open a case folder."""
    return Inquiry(cases.read(Path(folder)))


def check(path: Path | str, *, published: str | None = None, zone: str = "UTC", url: str = "") -> CheckedArticle:
    """Check an article against itself: with no case, only what contradicts itself can be told."""
    article = read_article(Source(Path(path)).content(BYTES_LIMIT), url=url, published=published, zone=zone, name=str(path))
    as_of = article.published_to or from_micros(0)
    return check_article(str(path), article, None, as_of, lambda _: [], zone=zone)


class Inquiry:
    """One case, open: what goes in, what was measured, what the press says, what came of it."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def store(self) -> Store:
        """The records of the case."""
        return Store(self.case.store_folder)

    def load(self, path: Path | str, options: Options, progress: Callable[[int], None] = lambda _: None) -> ImportReport:
        """Load one file; the report says what became of every record."""
        return load_file(self.case, self.store, Path(path), replace(options, case_zone=self.case.zone), progress)

    def latest(self) -> datetime:
        """The latest moment that any record speaks of: what a result is as of unless another moment is asked for."""
        return from_micros(self.store.latest_at() or 0)

    def measure(
        self, as_of: datetime | str | None = None, only: Sequence[str] = (), *, subjects: Sequence[str] = (),
        from_at: datetime | None = None, to_at: datetime | None = None, settings: Mapping[str, Scalar] = MappingProxyType({}),
    ) -> list[Result]:  # fmt: skip
        """Take every measurement of the case, or only those named, as of a moment; of other subjects, periods and settings where they are given."""
        wanted = [measurement(name) for name in only] or measurements()
        ask = Ask(self._moment(as_of), from_at, to_at, settings=settings)
        return [result for one in wanted for result in measure_case(self.store, self.case, one, ask, subjects)]

    def _moment(self, as_of: datetime | str | None) -> datetime:
        return moment(as_of, self.case.zone) if isinstance(as_of, str) else as_of or self.latest()

    def co_posts(self, coordination: Finding) -> Sequence[Row]:
        """The posts behind the pairs of accounts that posts.coordination linked, where it was asked for accounts."""
        return co_posts(self.store, coordination)

    def answer(self, question: Question) -> list[Result]:
        """Put one question of a claim to the record."""
        return measure(self.store, measurement(question.measurement), question.ask)

    def check(
        self, path: Path | str, *, published: str | None = None, as_of: datetime | str | None = None, url: str = ""
    ) -> CheckedArticle:
        """Check an article from a file against the record."""
        article = read_article(Source(Path(path)).content(BYTES_LIMIT), url=url, published=published, zone=self.case.zone, name=str(path))
        checked = check_article(article_id(article), article, self.case, self._moment(as_of), self.answer, zone=self.case.zone)
        return replace(checked, name=str(path))

    def check_stored(self, as_of: datetime | str | None = None) -> list[CheckedArticle]:
        """Check every article of the case against the record, oldest first."""
        then, answer = self._moment(as_of), asked_once(self.answer)
        return [check_article(key, story, self.case, then, answer, zone=self.case.zone) for key, story in stored_articles(self.store, then)]

    def dossier(self, as_of: datetime | str | None = None) -> Dossier:
        """Tell the story of the case as of a moment."""
        then = self._moment(as_of)
        return build(self.case, then, self.measure(then), self.check_stored(then), self.store.loads())

    def charts(self, as_of: datetime | str | None = None) -> Charts:
        """Every chart of the case as an Altair object, by name."""
        return charts(self.measure(as_of), self.case)
