"""The one owner of retries: it sends a request until it is answered, and knows when to wait."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple, TypeVar

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

from extractor.engines.llm.failures import is_transient, retry_after

T = TypeVar("T")

LONGEST_WAIT = 120.0
"""Seconds. An endpoint that asks for more is asked again after this; the next answer may be kinder
and a run that sleeps for an hour looks dead."""

_spread = wait_random_exponential(multiplier=1, max=60)
"""Up to 1 s, 2 s, 4 s, …: requests that were refused together must not come back together."""


class Clock(NamedTuple):
    """Time, so that a test need not wait for it."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


REAL = Clock()


class Transport:
    """Sends requests, each at most `attempts` times.

    Between attempts it waits as long as the endpoint asks (`Retry-After`, at most 120 s) and a
    random time that grows exponentially. While an endpoint asks to wait, no request is sent.
    """

    def __init__(self, *, attempts: int, clock: Clock) -> None:
        self._attempts = attempts
        self._clock = clock
        self._opens = 0.0

    async def send(self, request: Callable[[], Awaitable[T]]) -> T:
        """The answer to `request`; else the error of its last attempt, or one that stays."""
        retrying = AsyncRetrying(
            stop=stop_after_attempt(self._attempts),
            wait=_wait,
            retry=retry_if_exception(is_transient),
            sleep=self._clock.sleep,
            reraise=True,
        )
        return await retrying(self._attempt, request)

    async def _attempt(self, request: Callable[[], Awaitable[T]]) -> T:
        while (closed_for := self._opens - self._clock.now()) > 0:
            await self._clock.sleep(closed_for)
        try:
            return await request()
        except Exception as error:
            if is_transient(error):
                self._opens = max(self._opens, self._clock.now() + _asked(error))
            raise


def _asked(error: BaseException) -> float:
    return min(retry_after(error) or 0.0, LONGEST_WAIT)


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return (_asked(error) if error else 0.0) + _spread(state)
