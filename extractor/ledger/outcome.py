"""What became of one input of a run, as another run takes it over."""

from __future__ import annotations

from typing import Any, NamedTuple, Self

from extractor.ledger.work import Task
from extractor.records import Article
from extractor.results import ArticleResult

PENDING = "not finished in its own run"
"""Why an article is skipped about which its run was not answered."""


class Outcome(NamedTuple):
    """One input, its article where it could be read, and its result where there is one."""

    ref: str
    article: Article | None
    result: ArticleResult | None
    task: Task
    """The keys under which the result is kept; without a result they mean nothing."""
    reason: str
    """Why there is no result."""

    @classmethod
    def of(cls, row: Any) -> Self:
        """The outcome in a row of `tables.JOINABLE`."""
        return cls(
            ref=row.ref,
            article=Article.model_validate_json(row.article) if row.article else None,
            result=ArticleResult.model_validate_json(row.result) if row.result else None,
            task=Task(row.article_id or "", "", row.ask_key or "", row.read_key or ""),
            reason=row.skipped or row.error or PENDING,
        )
