"""Work on a stream of items: at most so many at a time, results as they finish or in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable
from typing import Generic, TypeVar

from extractor.errors import EngineStopped

T = TypeVar("T")
R = TypeVar("R")

ORDER_WINDOW = 8
"""How many times `concurrency` items may be in work or done and waiting for an earlier one, where
the order is kept. An answer that has to be asked for again takes several times as long as others;
with a window of one time all places but its own would stand empty meanwhile."""


class Flow(Generic[T, R]):
    """Does `work` on items, at most `concurrency` at a time; for one use.

    Items are taken only as fast as results are, so they may be without end, and memory does not
    grow with their number: what is in work, or done and not yet taken, is at most `concurrency`
    items, or `ORDER_WINDOW` times that with `keep_order`.
    """

    def __init__(
        self, work: Callable[[T], Awaitable[R]], *, concurrency: int, keep_order: bool = False
    ) -> None:
        self._work = work
        self._keep_order = keep_order
        self._places = asyncio.Semaphore(concurrency)
        self._window = asyncio.Semaphore(concurrency * (ORDER_WINDOW if keep_order else 1))
        self._given: asyncio.Queue[asyncio.Task[R] | None] = asyncio.Queue()
        """Pieces of work in the order of their results; None says that no more are begun."""
        self._open = 0
        """Pieces of work that were begun and have given no result yet."""
        self._tasks: set[asyncio.Task[R]] = set()
        self._taking: asyncio.Task[None] | None = None
        self._begun_all = False
        self._stopped = False
        self._refused: EngineStopped | None = None

    async def results(self, items: AsyncIterator[T]) -> AsyncGenerator[R, None]:
        """What `work` gives for each of `items`: as it finishes, or with `keep_order` in order.

        Raises what `items` or `work` raises. After an EngineStopped no item is taken any more,
        and it is raised once the results of what was in work are given: these are paid for.
        """
        self._taking = asyncio.create_task(self._take(items))
        try:
            while (task := await self._next()) is not None:
                if not (task.cancelled() or _refusal(task)):
                    yield task.result()
                self._window.release()
            if not self._taking.cancelled():
                self._taking.result()
        finally:
            await self._end()
        if self._refused is not None:
            raise self._refused

    def stop(self) -> None:
        """Take no more items; the results of those in work are still given."""
        self._stopped = True
        if self._taking is not None:
            self._taking.cancel()

    def cancel(self) -> None:
        """Take no more items, and give up those in work."""
        self.stop()
        for task in self._tasks:
            task.cancel()

    async def _next(self) -> asyncio.Task[R] | None:
        """The next piece of work that has ended; None once there is no more."""
        while self._open or not self._begun_all:
            task = await self._given.get()
            if task is None:
                self._begun_all = True
                continue
            self._open -= 1
            await asyncio.wait([task])
            return task
        return None

    async def _take(self, items: AsyncIterator[T]) -> None:
        try:
            while not self._stopped:
                await self._window.acquire()
                await self._places.acquire()
                self._begin(await anext(items))
        except StopAsyncIteration:
            pass
        finally:
            self._given.put_nowait(None)

    def _begin(self, item: T) -> None:
        task = asyncio.ensure_future(self._do(item))
        self._tasks.add(task)
        self._open += 1
        if self._keep_order:
            self._given.put_nowait(task)
        task.add_done_callback(self._ended)

    async def _do(self, item: T) -> R:
        return await self._work(item)

    def _ended(self, task: asyncio.Task[R]) -> None:
        self._tasks.discard(task)
        self._places.release()
        if not self._keep_order:
            self._given.put_nowait(task)
        if (refusal := _refusal(task)) is not None:
            self._refused = self._refused or refusal
            self.stop()

    async def _end(self) -> None:
        self.cancel()
        tasks = [task for task in (self._taking, *self._tasks) if task is not None]
        await asyncio.gather(*tasks, return_exceptions=True)


def _refusal(task: asyncio.Task[R]) -> EngineStopped | None:
    """What a piece of work says that stops all others, too."""
    error = None if task.cancelled() else task.exception()
    return error if isinstance(error, EngineStopped) else None


async def each(items: Iterable[T]) -> AsyncIterator[T]:
    """`items`, each taken in the event loop when it is asked for."""
    for item in items:
        yield item
