"""What did not become part of the result, and why: it is said, never silently dropped."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from extractor.records import Article, Rejection, Status
from extractor.report.model import name
from extractor.report.view import Entry
from extractor.report.wording import REASONS


class Refused(NamedTuple):
    """An answer that was not accepted."""

    kind: str
    reason: str
    detail: str
    draft: str
    """The answer as it was given, as indented JSON."""
    article: str
    anchor: str | None
    """Where its article stands on the page, if it does."""


class Undone(NamedTuple):
    """An input without a result."""

    ref: str
    title: str | None
    status: Status
    error: str


def refused(rejection: Rejection, article: Article | None, *, on_page: bool) -> Refused:
    """A rejection with the article it is about."""
    return Refused(
        kind=rejection.kind,
        reason=REASONS[rejection.reason],
        detail=rejection.detail,
        draft=json.dumps(rejection.draft, ensure_ascii=False, indent=2, default=str),
        article=name(article) if article else rejection.article_id,
        anchor=rejection.article_id if on_page else None,
    )


def undone(entries: Iterable[Entry]) -> list[Undone]:
    """The inputs that failed or were skipped, with the reason."""
    return [
        Undone(
            ref=entry.ref,
            title=entry.article.title if entry.article else None,
            status=entry.result.status,
            error=entry.result.error or "no reason was recorded",
        )
        for entry in entries
        if entry.result.status != "done"
    ]
