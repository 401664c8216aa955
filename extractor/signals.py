"""Ctrl-C in the event loop: first an end in good order, then a quick one, then a hard one."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")

SIGNALS_HEARD_OUT = 2
"""The first signal stops taking work, the second gives up what is in work. A third does not ask
the event loop any more, which may be deep in one long article, and ends the process."""


async def interruptible(work: Coroutine[Any, Any, T], *, stop: Callable[[], None]) -> T | None:
    """What `work` gives; None if it was given up.

    The first SIGINT or SIGTERM calls `stop`, which lets `work` come to an end of its own; the
    second gives it up; the third is a KeyboardInterrupt.
    """
    task = asyncio.ensure_future(work)
    received = 0

    def interrupt() -> None:
        nonlocal received
        received += 1
        if received == 1:
            stop()
        else:
            task.cancel()

    with signals(interrupt):
        try:
            return await task
        except asyncio.CancelledError:
            if received < SIGNALS_HEARD_OUT:
                raise
            return None


@contextlib.contextmanager
def signals(interrupt: Callable[[], None]) -> Iterator[None]:
    """Call `interrupt` in the event loop on SIGINT and SIGTERM; only the main thread can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    former = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    received = 0

    def hear(number: int, frame: FrameType | None) -> None:
        nonlocal received
        received += 1
        if received > SIGNALS_HEARD_OUT:
            raise KeyboardInterrupt
        loop.call_soon_threadsafe(interrupt)

    for number in former:
        signal.signal(number, hear)
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler or signal.SIG_DFL)
