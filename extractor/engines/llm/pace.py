"""When the next request may go: the limits of an endpoint, kept before it has to refuse.

Three things hold a request back. Token buckets keep to a known rate (the user's, or what the
endpoint says in its headers). A gate closes for all when the endpoint asks to wait. And a number
of places, found by trying, bounds what is under way where no limit is known.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import NamedTuple

SHARE = 0.95
"""Of a known limit, how much is used: the endpoint's clock and ours count differently."""

BURST_SECONDS = 0.05
"""A bucket holds what flows into it in this time: some endpoints enforce 60 a minute as 1 a
second, and in no second may more go out than they allow."""

FIRST_PLACES, SHRINK, GROWTH = 20, 0.8, 0.05
"""Places at the start, what is left of them after a refusal, and how they grow from then on in a
round of requests: the numbers of inspect_ai. Up to the first refusal they double in a round."""

JITTER = 0.1
"""How much longer than asked a wait may be, so that those who wait do not come back together."""

LIMIT_HEADERS = {
    "x-ratelimit-limit-requests": "requests",
    "x-ratelimit-limit-tokens": "tokens",
    "anthropic-ratelimit-requests-limit": "requests",
    "anthropic-ratelimit-tokens-limit": "tokens",
}
"""Where endpoints say what they allow in a minute."""


class Clock(NamedTuple):
    """Time, so that a test need not wait for it."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


REAL = Clock()


class Bucket:
    """A token bucket: what is taken beyond its content has to be waited for."""

    def __init__(self, per_minute: float, now: float, *, taken: float = 0) -> None:
        """A full bucket, from which `taken` went before it was known."""
        self._rate = SHARE * per_minute / 60
        self._most = max(1.0, self._rate * BURST_SECONDS)
        self._content = self._most - taken
        self._at = now

    def take(self, amount: float, now: float) -> float:
        """Seconds until `amount` may be used; those who come later wait for longer."""
        flown = (now - self._at) * self._rate
        self._content = min(self._most, self._content + flown) - amount
        self._at = now
        return max(0.0, -self._content / self._rate)


class Places:
    """How many requests may be under way, found by additive increase, multiplicative decrease."""

    def __init__(self) -> None:
        self.limit = float(FIRST_PLACES)
        self._taken = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._refused_at: float | None = None

    async def take(self) -> None:
        """Wait for a place, first come, first served."""
        if self._taken < int(self.limit) and not self._waiting:
            self._taken += 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()
            raise

    def leave(self) -> None:
        """Give a place back, to who waits for it if there is still one."""
        self._taken -= 1
        self._admit()

    def answered(self) -> None:
        """A request was answered: where all places were taken, there may be more of them."""
        if self._taken >= int(self.limit):
            self.limit += 1.0 if self._refused_at is None else GROWTH
            self._admit()

    def refused(self, *, sent: float, now: float) -> None:
        """A request was refused for its number; what was sent before the last cut counts once."""
        if self._refused_at is None or sent >= self._refused_at:
            self.limit = max(1.0, self.limit * SHRINK)
            self._refused_at = now

    def _admit(self) -> None:
        while self._waiting and self._taken < int(self.limit):
            turn = self._waiting.popleft()
            if not turn.done():
                self._taken += 1
                turn.set_result(None)


class Pace:
    """Holds requests to one endpoint back as long as needed."""

    def __init__(self, *, rpm: int | None, tpm: int | None, clock: Clock) -> None:
        self._clock = clock
        self._given = {"requests": rpm, "tokens": tpm}
        self._known: dict[str, float] = {}
        self._buckets: dict[str, Bucket] = {}
        self._places = Places()
        self._opens = 0.0
        self._under_way = {"requests": 0, "tokens": 0}
        for kind, limit in self._given.items():
            if limit is not None:
                self._limit(kind, limit)

    @asynccontextmanager
    async def turn(self, tokens: int) -> AsyncIterator[float]:
        """A block in which one request of about `tokens` may be sent; gives when it may."""
        await self._places.take()
        try:
            await self._wait_for_gate()
            await self._wait_for_buckets(tokens)
            with self._counted(tokens):
                yield self._clock.now()
        finally:
            self._places.leave()

    @contextmanager
    def _counted(self, tokens: int) -> Iterator[None]:
        amounts = {"requests": 1, "tokens": tokens}
        for kind, amount in amounts.items():
            self._under_way[kind] += amount
        try:
            yield
        finally:
            for kind, amount in amounts.items():
                self._under_way[kind] -= amount

    async def _wait_for_gate(self) -> None:
        while (closed_for := self._opens - self._clock.now()) > 0:
            await self._clock.sleep(closed_for * (1 + JITTER * random.random()))

    async def _wait_for_buckets(self, tokens: int) -> None:
        now = self._clock.now()
        amounts = {"requests": 1, "tokens": tokens}
        waits = [bucket.take(amounts[kind], now) for kind, bucket in self._buckets.items()]
        if (wait := max(waits, default=0.0)) > 0:
            await self._clock.sleep(wait)
            await self._wait_for_gate()

    def answered(self, headers: Mapping[str, str]) -> None:
        """Learn from an answer."""
        self._learn(headers)
        self._places.answered()

    def refused(self, headers: Mapping[str, str], *, sent: float) -> None:
        """Learn from a refusal for too many requests, sent at the time `sent`."""
        self._learn(headers)
        self._places.refused(sent=sent, now=self._clock.now())

    def close_for(self, seconds: float) -> None:
        """Send nothing for so long."""
        self._opens = max(self._opens, self._clock.now() + seconds)

    def _learn(self, headers: Mapping[str, str]) -> None:
        for name, kind in LIMIT_HEADERS.items():
            said = headers.get(name, "")
            if said.isdecimal() and int(said) and self._given[kind] is None:
                self._limit(kind, int(said))

    def _limit(self, kind: str, per_minute: float) -> None:
        if self._known.get(kind) != per_minute:
            self._known[kind] = per_minute
            taken = self._under_way[kind]
            self._buckets[kind] = Bucket(per_minute, self._clock.now(), taken=taken)
