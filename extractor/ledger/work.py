"""The work on one article, as a ledger is told of it."""

from __future__ import annotations

from typing import NamedTuple

from extractor.engines import Reply
from extractor.results import FailureKind, Usage


class Task(NamedTuple):
    """The work on one article, keyed by all that shapes its answer and the reading of it."""

    article_id: str
    engine: str
    """The name of the engine that is asked."""
    ask_key: str
    """Hash of the article and of all that shapes an answer."""
    read_key: str
    """Hash of the code that makes records of an answer."""


class Known(NamedTuple):
    """What the ledger knew of an article when it joined the run."""

    same_as: str | None
    """The `ref` of an identical article earlier in this start; this one was noted as skipped."""
    finished: bool
    """True if its result is there already."""
    reply: Reply | None
    """The raw answer, if it was asked about before and is not finished."""
    failure: FailureKind | None = None
    """How the last attempt at it failed, if it did."""


class Failure(NamedTuple):
    """An attempt that gave no result."""

    error: str
    """Why, in a line."""
    kind: FailureKind
    usage: Usage = Usage()
    """What it took all the same."""
    answer: str = ""
    """What the model answered, shortened."""
    detail: str | None = None
    """For whoever mends it: a traceback."""
