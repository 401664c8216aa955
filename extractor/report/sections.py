"""Articles as the report shows them, each with its records by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from extractor.records import Article, Status
from extractor.report import wording
from extractor.report.model import Day, Link, RecordView, name, record_view
from extractor.report.view import Entry
from extractor.report.wording import KINDS
from extractor.results import ArticleResult


class KindView(NamedTuple):
    """The records of one kind in one article."""

    title: str
    records: tuple[RecordView, ...]


class ArticleView(NamedTuple):
    """An article ready to be shown."""

    article: Article
    title: str
    published: Day | None
    href: str | None
    """Its address, where following it is safe."""
    also: tuple[str, ...]
    """Other inputs with the same content."""
    status: Status
    error: str | None
    kinds: tuple[KindView, ...]
    findings: tuple[Link, ...]
    """The findings that rest on its records."""

    @property
    def records(self) -> list[RecordView]:
        """All records of the article."""
        return [record for kind in self.kinds for record in kind.records]


class Section(NamedTuple):
    """An article, what became of it, and the other inputs with the same content."""

    article: Article
    result: ArticleResult
    also: tuple[str, ...]


def sections(entries: Iterable[Entry]) -> list[Section]:
    """One section for each article that could be read, in the order given."""
    refs: defaultdict[str, list[str]] = defaultdict(list)
    first: dict[str, tuple[Article, ArticleResult]] = {}
    for article, result in entries:
        if article is not None:
            refs[article.id].append(article.ref)
            first.setdefault(article.id, (article, result))
    return [Section(*both, also=tuple(refs[key][1:])) for key, both in first.items()]


def article_view(section: Section, links: Mapping[str, list[Link]]) -> ArticleView:
    """The article with its records; `links` are the findings that rest on each record."""
    article, result, also = section
    cited = [link for record in result.records for link in links.get(record.id, ())]
    return ArticleView(
        article=article,
        title=name(article),
        published=_published(article.published),
        href=safe_address(article.url),
        also=also,
        status=result.status,
        error=result.error,
        kinds=_kinds(section, links),
        findings=tuple(dict.fromkeys(cited)),
    )


def _published(when: date | None) -> Day | None:
    return Day("published", when.isoformat(), wording.day(when)) if when else None


def _kinds(section: Section, links: Mapping[str, list[Link]]) -> tuple[KindView, ...]:
    views = [record_view(r, section.article, links.get(r.id, ())) for r in section.result.records]
    by_kind = {kind: tuple(view for view in views if view.kind == kind) for kind in KINDS}
    return tuple(
        KindView(wording.count(len(found), KINDS[kind]), found)
        for kind, found in by_kind.items()
        if found
    )


def safe_address(url: str | None) -> str | None:
    """`url` if it is a web address; anything else may run code or open a file when followed."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
