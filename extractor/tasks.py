"""The work on one article, however it is asked about: it joins a run, and its reply is read."""

from __future__ import annotations

import traceback
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import NamedTuple

from extractor import extraction
from extractor.engines import Engine, Reply
from extractor.errors import ArticleError, EngineError, EngineStopped
from extractor.identity import content_id
from extractor.ledger import Failure, Known, Ledger, Task
from extractor.records import Article
from extractor.results import ArticleResult, FailureKind

Input = Article | ArticleError

FAILED_FOR_GOOD: frozenset[FailureKind] = frozenset({"refused", "unusable"})
"""Failures that are asked about again only on demand: it costs as much, and is no better."""


class Reader(NamedTuple):
    """The code that makes records of an answer."""

    read: Callable[[Article, Engine, Reply], ArticleResult | Awaitable[ArticleResult]]
    """Pure and free of cost; to be waited for where other processes do it. A result that is not
    `done` counts as a failure."""
    key: str
    """A hash of that code: when it changes, stored answers are read again."""


def reading_here() -> Reader:
    """Answers read by the code of this process."""
    return Reader(extraction.read, extraction.read_key())


class Joined(NamedTuple):
    """An article that has joined a run."""

    article: Article
    task: Task
    known: Known


def join(item: Input, ledger: Ledger, engine: Engine, *, read_key: str) -> Joined | None:
    """Put the next input into the run; None if it is skipped: unreadable, or a second copy."""
    if isinstance(item, ArticleError):
        ledger.add_skipped(item)
        return None
    ask_key = content_id("ask", item.id, engine.fingerprint)
    task = Task(item.id, engine.name, ask_key, read_key)
    try:
        known = ledger.add_article(item, task)
    except ValueError as error:
        ledger.add_skipped(ArticleError(f"can't be stored: {error}", ref=item.ref))
        return None
    return None if known.same_as is not None else Joined(item, task, known)


def failed_for_good(known: Known, *, retry_failed: bool) -> bool:
    """Whether an article is left alone, since asking again is not wanted."""
    return known.failure in FAILED_FOR_GOOD and not retry_failed


async def read_into(
    ledger: Ledger, reader: Reader, engine: Engine, *, article: Article, task: Task, reply: Reply
) -> Failure | None:
    """Read a reply that is kept, and keep the result; else say why there is none.

    Raises EngineStopped if nothing can be read any more.
    """
    try:
        read = reader.read(article, engine, reply)
        result = await read if isawaitable(read) else read
    except EngineStopped:
        raise
    except Exception as error:
        return failure_of(error)
    if result.status != "done":
        return Failure(result.error or result.status, "unusable")
    ledger.save_result(task, result)
    return None


def failure_of(error: Exception) -> Failure:
    """What is kept of an error about one article."""
    if isinstance(error, EngineError):
        return Failure(str(error), error.kind, error.usage, error.answer)
    # A fault of the code: kept to be mended, and fatal to nobody.
    return Failure(f"{type(error).__name__}: {error}", "fault", detail=traceback.format_exc())
