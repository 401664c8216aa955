"""Many articles through one engine: each asked about once, whatever happens to the process.

A fixed number of workers take articles from one iterator, so memory does not grow with the
input. What an engine answers goes into the ledger before it is read. An article that fails,
fails alone; only an endpoint that answers nobody, or a ledger that can't be written, stops a run.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any, Literal, NamedTuple, TypeVar

from extractor.engines import Engine, Reply
from extractor.errors import EngineStopped, LedgerError, SettingsError
from extractor.feed import Feed
from extractor.ledger import Failure, Ledger, Task
from extractor.records import Article
from extractor.results import FailureKind, Usage
from extractor.settings import RunSettings
from extractor.signals import signals
from extractor.tasks import Input, Reader, failed_for_good, failure_of, join, read_into

Outcome = Literal["done", "failed", "skipped"]

T = TypeVar("T")

NOTHING = Usage()


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

    def with_failure(self, kind: FailureKind) -> Progress:
        """The same, and one more failure."""
        return self._replace(failures={**self.failures, kind: self.failures.get(kind, 0) + 1})


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
        joined = join(item, self._ledger, self._engine, read_key=self._reader.key)
        if joined is None:
            return "skipped"
        article, task, known = joined
        if known.finished:
            self._count(reused=1)
            return "done"
        if failed_for_good(known, retry_failed=self._retry_failed):
            return "failed"
        return await self._extract(article, task, known.reply)

    async def _extract(self, article: Article, task: Task, stored: Reply | None) -> Outcome:
        try:
            reply = stored or await self._ask(article, task)
        except (EngineStopped, SettingsError, LedgerError):
            raise
        except _Unanswered as error:
            return self._failed(task, error.failure, dispatch=error.dispatch)
        except Exception as error:
            return self._failed(task, failure_of(error))
        failure = await read_into(
            self._ledger, self._reader, self._engine, article=article, task=task, reply=reply
        )
        if failure is not None:
            return self._failed(task, failure)
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
            raise _Unanswered(failure_of(error), dispatch) from error
        self._pay(reply.usage)
        self._ledger.save_reply(task, reply, dispatch=dispatch)
        return reply

    async def _check(self) -> None:
        """Before the first question, and only if there is one: all else needs no endpoint."""
        async with self._checking:
            if not self._checked:
                await self._engine.check()
            self._checked = True

    def _failed(self, task: Task, failure: Failure, *, dispatch: str | None = None) -> Outcome:
        self._pay(failure.usage)
        self._ledger.save_failure(task, failure, dispatch=dispatch)
        self.progress = self.progress.with_failure(failure.kind)
        return "failed"

    def _pay(self, usage: Usage) -> None:
        self.progress = self.progress._replace(usage=self.progress.usage + usage)


class _Unanswered(Exception):
    """A dispatch that came to nothing."""

    def __init__(self, failure: Failure, dispatch: str) -> None:
        self.failure, self.dispatch = failure, dispatch


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
