"""What did not become part of the result, and why: it is said, never silently dropped."""

from __future__ import annotations

import json
from typing import NamedTuple

from extractor.records import Article, Rejection, Status
from extractor.report.facets import Facets, article_facets
from extractor.report.model import name
from extractor.report.wording import REASONS
from extractor.results import ArticleResult


class Refused(NamedTuple):
    """An answer that was not accepted."""

    kind: str
    reason: str
    detail: str
    draft: str
    """The answer as it was given, as indented JSON."""
    article: str
    href: str | None
    """Where its article is shown, if it is."""
    facets: Facets


class Undone(NamedTuple):
    """An input without a result."""

    ref: str
    title: str | None
    status: Status
    error: str
    facets: Facets


def refused(rejection: Rejection, article: Article | None, href: str | None) -> Refused:
    """A rejection with the article it is about."""
    return Refused(
        kind=rejection.kind,
        reason=REASONS[rejection.reason],
        detail=rejection.detail,
        draft=json.dumps(rejection.draft, ensure_ascii=False, indent=2, default=str),
        article=name(article) if article else rejection.article_id,
        href=href,
        facets=article_facets(article) if article else Facets(),
    )


def undone(article: Article | None, result: ArticleResult) -> Undone:
    """An input that failed or was skipped, with the reason."""
    return Undone(
        ref=article.ref if article else result.article_id,
        title=article.title if article else None,
        status=result.status,
        error=result.error or "no reason was recorded",
        facets=article_facets(article) if article else Facets(),
    )
