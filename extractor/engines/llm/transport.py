"""The one owner of retries: it sends a request until it is answered, and knows when to wait."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

from extractor.engines.llm.failures import headers, is_transient, retry_after, status
from extractor.engines.llm.pace import Clock, Pace
from extractor.engines.llm.structured import Received

LONGEST_WAIT = 120.0
"""Seconds. An endpoint that asks for more is asked again after this; the next answer may be kinder
and a run that sleeps for an hour looks dead."""

TOO_MANY = 429

_spread = wait_random_exponential(multiplier=1, max=60)
"""Up to 1 s, 2 s, 4 s, …: requests that were refused together must not come back together."""


class Transport:
    """Sends requests at an endpoint's pace, each at most `attempts` times.

    Between attempts it waits as long as the endpoint asks (`Retry-After`, at most 120 s) and a
    random time that grows exponentially. While an endpoint asks to wait, no request is sent.
    """

    def __init__(self, pace: Pace, *, attempts: int, clock: Clock) -> None:
        self._pace = pace
        self._retrying = AsyncRetrying(
            stop=stop_after_attempt(attempts),
            wait=_wait,
            retry=retry_if_exception(is_transient),
            sleep=clock.sleep,
            reraise=True,
        )

    async def send(self, request: Callable[[], Awaitable[Received]], *, tokens: int) -> Received:
        """The answer to `request`, of about `tokens`; else the error of its last attempt, or one
        that stays."""
        return await self._retrying.copy()(self._attempt, request, tokens)

    async def _attempt(self, request: Callable[[], Awaitable[Received]], tokens: int) -> Received:
        async with self._pace.turn(tokens) as sent:
            try:
                received = await request()
            except Exception as error:
                self._heed(error, sent)
                raise
            self._pace.answered(received.headers)
            return received

    def _heed(self, error: Exception, sent: float) -> None:
        if is_transient(error):
            self._pace.close_for(_asked(error))
        if status(error) == TOO_MANY:
            self._pace.refused(headers(error), sent=sent)


def _asked(error: BaseException) -> float:
    return min(retry_after(error) or 0.0, LONGEST_WAIT)


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return (_asked(error) if error else 0.0) + _spread(state)
