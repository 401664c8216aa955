"""Records as a stream: articles in, a line of JSON out for each record, and nothing kept.

There is no ledger here and no comparison: what is interrupted is asked about again the next time,
and an article that comes twice is read twice. `pipeline.run_folder` has both.
"""

from __future__ import annotations

import asyncio
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any, Literal, NamedTuple

from extractor import extraction
from extractor.actors import SharedNames, read_corrections
from extractor.api import open_engine
from extractor.articles import read_articles
from extractor.engines import Engine
from extractor.errors import (
    ArticleError,
    BudgetReached,
    EngineStopped,
    ExtractorError,
    SettingsError,
)
from extractor.feed import Feed
from extractor.flow import Flow
from extractor.pipeline import DEFAULTS, Options
from extractor.records import Article, Kind, Status
from extractor.report.view import NOBODY
from extractor.results import ArticleResult, FailureKind, Summary, Usage
from extractor.runner import Progress
from extractor.signals import signals

Input = Article | ArticleError
Write = Callable[[bytes], object]

StreamEnding = Literal["done", "interrupted", "budget", "closed"]
"""All was done, the user stopped it, a ceiling was reached, or the reader had read enough."""


class Problem(NamedTuple):
    """An input that brought no result."""

    ref: str
    """The user's own id for it, else the path it came from; with its line where it has one."""
    status: Status
    """Failed or skipped."""
    error: str
    """Why."""
    failure: FailureKind | None = None
    """The kind of failure."""
    detail: str | None = None
    """For whoever mends a fault of the code: a traceback."""

    def __str__(self) -> str:
        return f"{self.ref}: {self.status}: {self.error}"


class Listener(NamedTuple):
    """Who is told, in the event loop, how a stream goes."""

    progress: Callable[[Progress], None] = lambda _: None
    """After each step."""
    problem: Callable[[Problem], None] = lambda _: None
    """For each input without a result, as it happens."""


NOBODY_LISTENS = Listener()


class StreamReport(NamedTuple):
    """How a stream ended."""

    summary: Summary
    """What was found and what it took; nothing was compared."""
    ending: StreamEnding
    """Whether all was done."""
    remark: str = ""
    """What to do about a ceiling that was reached."""


async def stream_records(
    paths: Sequence[str | Path],
    write: Write,
    *,
    options: Options = DEFAULTS,
    keep_order: bool = False,
    listener: Listener = NOBODY_LISTENS,
) -> StreamReport:
    """Extract from `paths` and `write` the records, a line of JSON each, as articles finish.

    `write` gets the lines of one article at a time, in UTF-8, in a thread of its own: a reader
    that is slow keeps no answer waiting. With `keep_order` articles come in the order of the
    input. A BrokenPipeError from `write` says that the reader wants no more: what is in work is
    given up. The first SIGINT or SIGTERM stops taking articles and finishes those in work, the
    second gives these up. Raises SettingsError before any work, EngineStopped once the articles
    in work have been written, and ExtractorError if `write` fails.
    """
    started = time.monotonic()
    names = SharedNames((), read_corrections(options.run.actors))
    engine = open_engine(options.model)
    feed = None
    try:
        await engine.check()
        stream = _Stream(
            engine, names, listener, concurrency=options.run.concurrency, order=keep_order
        )
        feed = Feed[Input](
            read_articles(paths, columns=options.columns), ahead=options.run.concurrency
        )
        with signals(stream.interrupt):
            await stream.pass_on(feed, write)
    finally:
        if feed is not None:
            feed.close()
            feed.join()
        await engine.close()
    return stream.report(time.monotonic() - started)


class _Settled(NamedTuple):
    """What became of one input."""

    outcome: ArticleResult | Problem
    lines: bytes = b""
    """Its records as they are written."""


class _Stream:
    """One stream: what is done about an input, and the counts of all."""

    def __init__(
        self,
        engine: Engine,
        names: SharedNames,
        listener: Listener,
        *,
        concurrency: int,
        order: bool,
    ) -> None:
        self._engine = engine
        self._names = names
        self._listener = listener
        self._flow = Flow(self._settle, concurrency=concurrency, keep_order=order)
        self._progress = Progress()
        self._statuses: Counter[Status] = Counter()
        self._records: Counter[Kind] = Counter()
        self._rejected = 0
        self._ending: StreamEnding = "done"
        self._remark = ""

    async def pass_on(self, feed: Feed[Input], write: Write) -> None:
        """Write the records of all that `feed` gives, until something ends it."""
        try:
            async with aclosing(self._flow.results(feed)) as results:
                async for settled in results:
                    self._count(settled.outcome)
                    if settled.lines:
                        await asyncio.to_thread(write, settled.lines)
        except BudgetReached as error:
            self._end("budget", str(error))
        except BrokenPipeError:
            self._end("closed")
        except OSError as error:
            raise ExtractorError(
                f"the records could not be written: {error.strerror or error}"
            ) from error

    def interrupt(self) -> None:
        """Take no more articles; called again, give up those in work too."""
        if self._ending == "interrupted":
            self._flow.cancel()
        self._end("interrupted")
        self._flow.stop()
        self._note(stopping=True)

    def _end(self, ending: StreamEnding, remark: str = "") -> None:
        """Keep why the stream ends; a reader that Ctrl-C ended, too, is not the reason."""
        if self._ending == "done":
            self._ending, self._remark = ending, remark

    def report(self, seconds: float) -> StreamReport:
        """The stream in figures; it lasted for `seconds`."""
        summary = Summary(
            engine=self._engine.name,
            judge=NOBODY,
            articles=dict(self._statuses.most_common()),
            records=dict(self._records.most_common()),
            findings={},
            rejected=self._rejected,
            pairs_judged=0,
            pairs_left=0,
            usage=self._progress.usage,
            seconds=round(seconds, 3),
        )
        return StreamReport(summary, self._ending, self._remark)

    async def _settle(self, item: Input) -> _Settled:
        self._note(in_flight=self._progress.in_flight + 1)
        try:
            return await self._settled(item)
        finally:
            self._note(in_flight=self._progress.in_flight - 1)

    async def _settled(self, item: Input) -> _Settled:
        if isinstance(item, ArticleError):
            return _Settled(Problem(item.place, "skipped", item.message))
        try:
            result = await extraction.extract(item, self._engine)
            self._pay(result.usage)
            records = map(self._names.given_to, result.records)
            lines = "".join(f"{record.model_dump_json()}\n" for record in records)
        except EngineStopped as error:
            self._pay(error.usage)
            raise
        except SettingsError:
            raise
        except Exception as error:
            # A fault of the code, or an article that JSON can't say: fatal to no other.
            why, trace = f"{type(error).__name__}: {error}", traceback.format_exc()
            return _Settled(Problem(item.ref, "failed", why, "fault", trace))
        if result.status == "done":
            return _Settled(result, lines.encode())
        return _Settled(Problem(item.ref, result.status, result.error or "", result.failure))

    def _pay(self, usage: Usage) -> None:
        self._note(usage=self._progress.usage + usage)

    def _count(self, outcome: ArticleResult | Problem) -> None:
        status = outcome.status
        self._statuses[status] += 1
        self._note(**{status: getattr(self._progress, status) + 1})
        if isinstance(outcome, Problem):
            self._count_problem(outcome)
        else:
            self._records.update(record.kind for record in outcome.records)
            self._rejected += len(outcome.rejected)

    def _count_problem(self, problem: Problem) -> None:
        if problem.failure is not None:
            self._progress = self._progress.with_failure(problem.failure)
        self._listener.problem(problem)

    def _note(self, **changed: Any) -> None:
        self._progress = self._progress._replace(**changed)
        self._listener.progress(self._progress)
