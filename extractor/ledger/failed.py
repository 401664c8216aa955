"""What a ledger says of an article that failed."""

from __future__ import annotations

from typing import Any, NamedTuple, Self

from extractor.errors import answer_told
from extractor.results import FailureKind, Usage


class FailedArticle(NamedTuple):
    """An article without a result, after its last attempt."""

    ref: str
    """The user's own id for it, else the path it came from."""
    article_id: str
    kind: FailureKind
    """Of the last attempt, as the three below."""
    reason: str
    """Why, in a line."""
    answer: str | None
    """What the model answered, shortened; null if it did not."""
    detail: str | None
    """A traceback, where the code has a fault."""
    usage: Usage
    """What all attempts at it took."""

    @classmethod
    def of(cls, row: Any, usage: Usage) -> Self:
        """What one row of `tables.FAILURES` says."""
        reason = row.error.removesuffix(answer_told(row.answer or ""))
        return cls(row.ref, row.article_id, row.kind, reason, row.answer, row.detail, usage)
