"""Against a server that allows 50 requests a second: few refusals, and hardly any time lost."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from typing import NamedTuple

import pytest
from loopback import ChatServer, Request, Response, answer, failure

from extractor.engines.llm import LLMEngine
from extractor.records import Article
from extractor.settings import ModelSettings

RATE = 50
REQUESTS = 250
CROWD = 64
LATENCY = 0.2
BURST = 1.0
"""Seconds whose requests may come at once."""

LONGEST_LAG = 0.3
"""Seconds. A machine that keeps a process waiting for longer says nothing about its pace."""

EMPTY = answer({"claims": [], "stances": [], "commitments": []})


class Limited:
    """Answers RATE requests a second, a second's worth at once, and refuses what is above."""

    def __init__(self, **headers: str) -> None:
        self.refused = 0
        self.accepted: list[float] = []
        """When each request came that was answered."""
        self._headers = headers
        self._content, self._at = RATE * BURST, time.monotonic()
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Response:
        with self._lock:
            now = time.monotonic()
            self._content = min(RATE * BURST, self._content + (now - self._at) * RATE)
            self._at = now
            if self._content < 1:
                self.refused += 1
                wait = (1 - self._content) / RATE
                return failure(429, "slow down", retry_after_ms=f"{wait * 1000:.0f}")
            self._content -= 1
            self.accepted.append(now)
        return EMPTY(request)._replace(headers=self._headers, delay=LATENCY)


class Outcome(NamedTuple):
    """How asking went."""

    refused: float
    """Share of the requests that were refused."""
    rate: float
    """Answers in a second."""


async def ask(limited: Limited, **settings: int) -> Outcome:
    """REQUESTS articles, CROWD at a time."""
    with ChatServer(default=limited) as server:
        chosen = ModelSettings(model="test-model", base_url=server.url, **settings)
        engine = LLMEngine.open(chosen)
        articles = iter([Article.of(f"Text {n}.") for n in range(REQUESTS)])

        async def work() -> None:
            for article in articles:
                await engine.ask(article)

        await engine.check()  # connects, and so imports the SDK, which takes seconds
        lag = asyncio.create_task(longest_lag())
        await asyncio.gather(*(work() for _ in range(CROWD)))
        await engine.close()
        lag.cancel()
        await lag
        took = limited.accepted[-1] - limited.accepted[0]
        return Outcome(limited.refused / len(server.requests), (REQUESTS - 1) / took)


async def longest_lag() -> None:
    """Watch the event loop until cancelled; skips the test if it was kept from working."""
    longest, last = 0.0, time.monotonic()
    with contextlib.suppress(asyncio.CancelledError):
        while True:
            await asyncio.sleep(0.01)
            longest, last = max(longest, time.monotonic() - last), time.monotonic()
    if longest > LONGEST_LAG:
        pytest.skip(f"this machine is too busy to tell: it let {longest:.1f} s pass")


async def test_a_limit_told_in_headers_is_kept_and_used() -> None:
    limited = Limited(**{"x-ratelimit-limit-requests": str(RATE * 60)})
    outcome = await ask(limited)
    assert outcome.refused <= 0.01
    assert outcome.rate >= 0.9 * RATE


async def test_a_limit_that_is_not_told_is_found_and_used() -> None:
    outcome = await ask(Limited())
    assert outcome.rate >= 0.8 * RATE
