"""Time that passes only when everybody sleeps: hours of waiting in a moment, in the right order."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Coroutine
from itertools import count
from typing import Any

STEPS = 25
"""Turns of the event loop in which whatever was woken comes to its next sleep."""


class VirtualTime:
    """A clock for many tasks. Unlike `InstantTime`, sleeps at the same time overlap."""

    def __init__(self) -> None:
        self._now = 0.0
        self._order = count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> float:
        """Seconds since the start."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Sleep until everybody else does, and this one is the next to wake."""
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + seconds, next(self._order), woken))
        await woken

    async def run(self, *work: Coroutine[Any, Any, object], until: float = float("inf")) -> None:
        """Do all `work`, or as much of it as comes to pass in time; the rest is cancelled."""
        tasks = [asyncio.ensure_future(each) for each in work]
        await self._settle()
        while not all(task.done() for task in tasks) and self._sleepers[0][0] <= until:
            self._now, _, woken = heapq.heappop(self._sleepers)
            if not woken.done():
                woken.set_result(None)
            await self._settle()
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        errors = [result for result in results if isinstance(result, Exception)]
        if errors:
            raise errors[0]

    async def _settle(self) -> None:
        for _ in range(STEPS):
            await asyncio.sleep(0)
