"""An iterable of blocking input, taken by many workers of an event loop."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

CLOSING_SECONDS = 0.5
"""How long a stopped run waits for its input: reading a file ends at once, a terminal may never."""


class _Broken(NamedTuple):
    """What an iterable raised instead of its next item."""

    error: BaseException


class Feed(Generic[T]):
    """An iterable that is read in a thread, at most `ahead` items before they are taken.

    A thread, since an input such as a terminal or a pipe may keep a reader waiting for hours,
    and answers, commits and signals must not wait with it.
    """

    def __init__(self, items: Iterable[T], *, ahead: int) -> None:
        self._items = items
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[T | _Broken | None] = asyncio.Queue()
        self._free = threading.Semaphore(ahead - 1)
        self._closed = False
        # A daemon: the process may end while its terminal says nothing.
        self._thread = threading.Thread(target=self._fill, name="extractor-input", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Give out nothing more, not even what was read ahead."""
        self._closed = True
        self._queue.put_nowait(None)
        self._free.release()

    def join(self) -> None:
        """Wait for the thread to let go of the iterable, unless that is waiting itself."""
        self._thread.join(CLOSING_SECONDS)

    def __aiter__(self) -> Feed[T]:
        return self

    async def __anext__(self) -> T:
        item = await self._queue.get()
        if item is None or self._closed:
            self._queue.put_nowait(None)  # for the next worker that waits here
            raise StopAsyncIteration
        if isinstance(item, _Broken):
            raise item.error
        self._free.release()
        return item

    def _fill(self) -> None:
        try:
            for item in self._items:
                self._post(item)
                self._free.acquire()
                if self._closed:
                    break
            self._post(None)
        except BaseException as error:  # whatever it is, the workers must not wait on
            self._post(_Broken(error))

    def _post(self, item: T | _Broken | None) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: the run has long ended
            self._loop.call_soon_threadsafe(self._queue.put_nowait, item)
