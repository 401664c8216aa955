"""Many articles through one engine: each asked about once, whatever happens to the process.

A fixed number of workers take articles from one iterator, so memory does not grow with the
input. What an engine answers goes into the ledger before it is read. An article that fails,
fails alone; only an endpoint that answers nobody, or a ledger that can't be written, stops a run.
"""

from __future__ import annotations

import asyncio
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from inspect import isawaitable
from typing import Any, Literal, NamedTuple, TypeVar

from extractor.engines import Engine, Reply
from extractor.errors import (
    ArticleError,
    EngineError,
    EngineStopped,
    LedgerError,
    SettingsError,
)
from extractor.feed import Feed
from extractor.identity import content_id
from extractor.ledger import Failure, Known, Ledger, Task
from extractor.records import Article
from extractor.results import ArticleResult, FailureKind, Usage
from extractor.settings import RunSettings
from extractor.signals import signals

Input = Article | ArticleError
Outcome = Literal["done", "failed", "skipped"]

T = TypeVar("T")

NOTHING = Usage()

FAILED_FOR_GOOD: frozenset[FailureKind] = frozenset({"refused", "unusable"})
"""Failures that are asked about again only on demand: it costs as much, and is no better."""


class Reader(NamedTuple):
    """The code that makes records of an answer."""

    read: Callable[[Article, Engine, Reply], ArticleResult | Awaitable[ArticleResult]]
    """Pure and free of cost; to be waited for where other processes do it. A result that is not
    `done` counts as a failure."""
    key: str
    """A hash of that code: when it changes, stored answers are read again."""


class Progress(NamedTuple):
    """How far a start of a run has come."""

    done: int = 0
    """Articles with a result, those of earlier starts included."""
    failed: int = 0
    """Articles without a usable answer, those left alone since an earlier start included."""
    skipped: int = 0
    """Inputs that could not be read, and second copies of an article."""
    reused: int = 0
    """Of those done, how many needed no asking."""
    in_flight: int = 0
    """Articles in work now."""
    stopping: bool = False
    """True once it was interrupted: nothing more is taken."""
    comparing: bool = False
    """True once the articles are through and their records are compared."""
    pairs: int = 0
    """Pairs of records put to the judge so far."""
    usage: Usage = NOTHING
    """What this start took so far."""
    failures: Mapping[FailureKind, int] = {}
    """Articles that failed in this start, by kind."""


class RunOutcome(NamedTuple):
    """How a start of a run ended."""

    progress: Progress
    """The counts at the end."""
    stopped: bool
    """True if it was interrupted; running again goes on from there."""


async def run(
    articles: Iterable[Input],
    *,
    engine: Engine,
    ledger: Ledger,
    settings: RunSettings,
    reader: Reader,
    on_progress: Callable[[Progress], None] | None = None,
) -> RunOutcome:
    """Ask `engine` about all `articles`, as far as `ledger` has no answer yet.

    The iterable is read in a thread of its own, a little ahead of the work. The first SIGINT or
    SIGTERM stops taking articles and finishes those in work; the second cancels these; the third
    is a KeyboardInterrupt. Raises SettingsError (before anything was asked), EngineStopped (after
    those in work have ended), LedgerError, or what the iterable raised; whatever was finished
    before is kept, and running again goes on from there.
    """
    watch = on_progress or (lambda _: None)
    work = _Work(engine, ledger, reader, watch, retry_failed=settings.retry_failed)
    crew = _Crew(work, Feed[Input](articles, ahead=settings.concurrency), ledger, settings)
    with signals(crew.interrupt):
        await crew.work_through()
    return RunOutcome(work.progress, crew.interrupted)


class _Work:
    """What is done about one input, and the counts of it."""

    def __init__(
        self,
        engine: Engine,
        ledger: Ledger,
        reader: Reader,
        on_progress: Callable[[Progress], None],
        *,
        retry_failed: bool,
    ) -> None:
        self._retry_failed = retry_failed
        self._engine = engine
        self._ledger = ledger
        self._reader = reader
        self._on_progress = on_progress
        self._checking = asyncio.Lock()
        self._checked = False
        self.progress = Progress()

    async def settle(self, item: Input) -> None:
        """Bring one input to its outcome, and count it."""
        self._count(in_flight=1)
        self._on_progress(self.progress)
        try:
            outcome = await self._outcome(item)
        finally:
            self._count(in_flight=-1)
        self._count(**{outcome: 1})
        self._on_progress(self.progress)

    def stopping(self) -> None:
        """Say that nothing more will be taken."""
        self.progress = self.progress._replace(stopping=True)
        self._on_progress(self.progress)

    def _count(self, **more: int) -> None:
        counts = {name: getattr(self.progress, name) + n for name, n in more.items()}
        self.progress = self.progress._replace(**counts)

    async def _outcome(self, item: Input) -> Outcome:
        if isinstance(item, ArticleError):
            return self._skip(item)
        task = self._task(item)
        try:
            known = self._ledger.add_article(item, task)
        except ValueError as error:
            return self._skip(ArticleError(f"can't be stored: {error}", ref=item.ref))
        if known.same_as is not None:
            return "skipped"
        if known.finished:
            self._count(reused=1)
            return "done"
        if self._failed_for_good(known):
            return "failed"
        return await self._extract(item, task, known.reply)

    def _failed_for_good(self, known: Known) -> bool:
        return known.failure in FAILED_FOR_GOOD and not self._retry_failed

    def _skip(self, error: ArticleError) -> Outcome:
        self._ledger.add_skipped(error)
        return "skipped"

    def _task(self, article: Article) -> Task:
        ask_key = content_id("ask", article.id, self._engine.fingerprint)
        return Task(article.id, self._engine.name, ask_key, self._reader.key)

    async def _extract(self, article: Article, task: Task, stored: Reply | None) -> Outcome:
        try:
            reply = stored or await self._ask(article, task)
            result = await self._read(article, reply)
            if result.status != "done":
                return self._failed(task, Failure(result.error or result.status, "unusable"))
            self._ledger.save_result(task, result)
        except (EngineStopped, SettingsError, LedgerError):
            raise
        except _Unanswered as error:
            return self._failed(task, error.failure, dispatch=error.dispatch)
        except Exception as error:
            return self._failed(task, _failure(error))
        self._count(reused=stored is not None)
        return "done"

    async def _ask(self, article: Article, task: Task) -> Reply:
        await self._check()
        dispatch = self._ledger.save_dispatch(task, self._engine.forecast(article).worst)
        try:
            reply = await self._engine.ask(article)
        except EngineStopped as error:
            self._pay(error.usage)
            self._ledger.save_stop(task, error.usage, dispatch=dispatch)
            raise
        except (SettingsError, LedgerError):
            raise
        except Exception as error:
            raise _Unanswered(_failure(error), dispatch) from error
        self._pay(reply.usage)
        self._ledger.save_reply(task, reply, dispatch=dispatch)
        return reply

    async def _read(self, article: Article, reply: Reply) -> ArticleResult:
        result = self._reader.read(article, self._engine, reply)
        return await result if isawaitable(result) else result

    async def _check(self) -> None:
        """Before the first question, and only if there is one: all else needs no endpoint."""
        async with self._checking:
            if not self._checked:
                await self._engine.check()
            self._checked = True

    def _failed(self, task: Task, failure: Failure, *, dispatch: str | None = None) -> Outcome:
        self._pay(failure.usage)
        self._ledger.save_failure(task, failure, dispatch=dispatch)
        kinds = Counter(self.progress.failures) + Counter([failure.kind])
        self.progress = self.progress._replace(failures=dict(kinds))
        return "failed"

    def _pay(self, usage: Usage) -> None:
        self.progress = self.progress._replace(usage=self.progress.usage + usage)


class _Unanswered(Exception):
    """A dispatch that came to nothing."""

    def __init__(self, failure: Failure, dispatch: str) -> None:
        self.failure, self.dispatch = failure, dispatch


def _failure(error: Exception) -> Failure:
    if isinstance(error, EngineError):
        return Failure(str(error), error.kind, error.usage, error.answer)
    # A fault of the code: kept to be mended, and fatal to nobody.
    return Failure(f"{type(error).__name__}: {error}", "fault", detail=traceback.format_exc())


class _Crew:
    """The workers of one start: how they begin, commit, stop and end."""

    def __init__(
        self, work: _Work, feed: Feed[Input], ledger: Ledger, settings: RunSettings
    ) -> None:
        self._work = work
        self._feed = feed
        self._ledger = ledger
        self._settings = settings
        self._uncommitted = 0
        self._tasks: list[asyncio.Task[None]] = []
        self._error: Exception | None = None
        self.interrupted = False

    async def work_through(self) -> None:
        """Settle the whole input. Raises what stopped the work, once all of it has ended."""
        try:
            self._ledger.start()
            workers = [self._begin(self._take()) for _ in range(self._settings.concurrency)]
            self._begin(self._commit_regularly())
            await asyncio.wait(workers)
        finally:
            await self._end()
        if self._error is not None:
            raise self._error

    def interrupt(self) -> None:
        """Take no more articles; called again, give up those in work too."""
        if self.interrupted:
            self._cancel()
        self.interrupted = True
        self._feed.close()
        self._work.stopping()

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.append(task)
        return task

    def _cancel(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def _end(self) -> None:
        self._feed.close()
        self._cancel()
        try:
            await asyncio.gather(*self._tasks, return_exceptions=True)
        finally:
            self._commit()
            self._feed.join()

    async def _take(self) -> None:
        try:
            async for item in self._feed:
                await self._work.settle(item)
                self._uncommitted += 1
                if self._uncommitted >= self._settings.commit_every:
                    self._commit()
                # An engine that never waits must not keep signals and the clock waiting either.
                await asyncio.sleep(0)
        except Exception as error:
            self._stop(error)

    async def _commit_regularly(self) -> None:
        try:
            while True:
                await asyncio.sleep(self._settings.commit_seconds)
                self._commit()
        except Exception as error:
            self._stop(error)

    def _commit(self) -> None:
        self._uncommitted = 0
        self._ledger.commit()

    def _stop(self, error: Exception) -> None:
        """End the run for `error`. Answers on their way are paid for: they are waited for."""
        self._error = self._error or error
        self._feed.close()
        if not isinstance(error, EngineStopped):
            self._cancel()
