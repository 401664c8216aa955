"""Attempts: what was asked of an endpoint, and what it took."""

from __future__ import annotations

from typing import Literal

from extractor.ledger import tables
from extractor.ledger.rows import Rows, now
from extractor.ledger.work import Task
from extractor.results import Usage

Work = Literal["extract", "judge", "embed"]

_ABOUT_AN_ATTEMPT = ("ask_key", "engine", "error", "kind", "answer", "detail", "dispatch")


def add_attempt(rows: Rows, work: Work, usage: Usage, **columns: str | None) -> None:
    """Add a row about one attempt; `columns` that are not given are empty."""
    empty = dict.fromkeys(_ABOUT_AN_ATTEMPT)
    rows.add(
        tables.attempts,
        work=work,
        at=now(),
        **(empty | columns),
        **usage.model_dump(),
    )


def asked(task: Task, dispatch: str | None) -> dict[str, str | None]:
    """What an attempt at a task was about."""
    return {"ask_key": task.ask_key, "engine": task.engine, "dispatch": dispatch}
