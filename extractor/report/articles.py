"""Articles as the report shows them: the text with its evidence marked, and its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from extractor import phrasing
from extractor.records import Article, Status
from extractor.report import wording
from extractor.report.facets import Facets, article_facets, facets_of, outlet, together
from extractor.report.highlights import Paragraph, marked_paragraphs
from extractor.report.model import Day, RecordView, name, record_view
from extractor.report.places import Places
from extractor.report.versions import NO_VERSIONS, Versions, VersionsById
from extractor.report.wording import KINDS, Link
from extractor.results import ArticleResult


class ArticleHead(NamedTuple):
    """An article without its text and its records: a line of the index."""

    id: str
    title: str
    ref: str
    outlet: str
    published: Day | None
    address: str | None
    """Where it was published, as it was given."""
    linked: bool
    """Whether following the address is safe."""
    status: Status
    error: str | None
    counts: tuple[str, ...]
    """How many records of each kind: `9 claims`."""
    findings: tuple[Link, ...]
    """The findings that rest on its records."""
    href: str | None
    """Where its text is shown."""
    facets: Facets
    versions: Versions | None
    """The other articles that tell its story, if any."""


class ArticleView(NamedTuple):
    """An article ready to be shown."""

    head: ArticleHead
    language: str | None
    paragraphs: list[Paragraph]
    records: list[RecordView]
    """In the order of the text; a note's number is the place here, from 1."""


class Context(NamedTuple):
    """What an article is shown with: the findings on its records, its place, and its copies."""

    links: Mapping[str, Sequence[Link]]
    """By record id."""
    places: Places
    versions: VersionsById = NO_VERSIONS


def article_head(article: Article, result: ArticleResult, context: Context) -> ArticleHead:
    """The index line of an article."""
    cited = [link for record in result.records for link in context.links.get(record.id, ())]
    found = Counter(record.kind for record in result.records)
    return ArticleHead(
        id=article.id,
        title=name(article),
        ref=article.ref,
        outlet=outlet(article),
        published=_published(article),
        address=article.url,
        linked=safe_address(article.url) is not None,
        status=result.status,
        error=result.error,
        counts=tuple(
            wording.count(found[kind], noun) for kind, noun in KINDS.items() if found[kind]
        ),
        findings=tuple(dict.fromkeys(cited)),
        href=context.places.article(article.id),
        facets=_facets(article, result, context),
        versions=context.versions.get(article.id),
    )


def article_view(article: Article, result: ArticleResult, context: Context) -> ArticleView:
    """An article with its text and its records."""
    links = context.links
    return ArticleView(
        head=article_head(article, result, context),
        language=article.language,
        paragraphs=marked_paragraphs(article.text, result.records, links),
        records=[
            record_view(record, article, context.places, links.get(record.id, ()))
            for record in result.records
        ],
    )


def _facets(article: Article, result: ArticleResult, context: Context) -> Facets:
    found = (
        facets_of(record, article, [link.relation for link in context.links.get(record.id, ())])
        for record in result.records
    )
    return together([article_facets(article), *found])


def _published(article: Article) -> Day | None:
    when = article.published
    return Day("published", when.isoformat(), phrasing.day(when)) if when else None


def safe_address(url: str | None) -> str | None:
    """`url` if it is a web address; anything else may run code or open a file when followed."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
