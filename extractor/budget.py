"""Ceilings on what a run may take: kept by setting the worst case aside before each request."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from extractor.errors import BudgetReached
from extractor.results import Usage

NOTHING = Usage()


class Ceiling(NamedTuple):
    """The most that a run may take, earlier starts included; null is no limit."""

    cost: float | None = None
    """US dollars."""
    tokens: int | None = None
    """Tokens sent and answered."""


UNLIMITED = Ceiling()


class Claim:
    """What was set aside for one request, and what the request then took."""

    def __init__(self, worst: Usage) -> None:
        self.worst = worst
        self.spent = NOTHING


class _Aside:
    """What is set aside for the requests under way, summed up."""

    def __init__(self) -> None:
        self.claims = 0
        self.cost = 0.0
        self.tokens = 0

    def take(self, worst: Usage) -> None:
        self.claims += 1
        self.cost += worst.cost
        self.tokens += worst.tokens

    def give_back(self, worst: Usage) -> None:
        self.claims -= 1
        self.tokens -= worst.tokens
        # What rounding leaves over must not add up.
        self.cost = self.cost - worst.cost if self.claims else 0.0


class Budget:
    """What is left under a ceiling, shared by all the requests of a run.

    A request waits while what others have set aside may still come back, and is refused only
    when nothing is under way: so the ceiling is never passed, and all below it can be used.
    """

    def __init__(self, ceiling: Ceiling = UNLIMITED) -> None:
        self._ceiling = ceiling
        self._spent = NOTHING
        self._aside = _Aside()
        self._changed = asyncio.Condition()
        self._begun_waiting = 0

    def count(self, spent: Usage) -> None:
        """Count what was spent before."""
        self._spent += spent

    def reserve(self, worst: Usage) -> bool:
        """Count `worst` as spent if there is room for it, for what is settled in a later run."""
        if not self._fits(Claim(worst)):
            return False
        self._spent += worst
        return True

    @asynccontextmanager
    async def claim(self, worst: Usage, *, begun: bool) -> AsyncIterator[Claim]:
        """Set `worst` aside while a request is made; the block notes what was `spent`.

        `begun` says that the request belongs to work that has been paid for in part: it goes
        first. Raises BudgetReached if the ceiling leaves no room.
        """
        claim = Claim(worst)
        if self._ceiling == UNLIMITED:
            yield claim
            return
        await self._enter(claim, begun)
        try:
            yield claim
        finally:
            self._aside.give_back(claim.worst)
            self._spent += claim.spent
            async with self._changed:
                self._changed.notify_all()

    async def _enter(self, claim: Claim, begun: bool) -> None:
        async with self._changed:
            self._begun_waiting += begun
            try:
                await self._changed.wait_for(lambda: self._is_settled(claim, begun))
                if not self._fits(claim):
                    raise BudgetReached(self._refusal(claim.worst))
                self._aside.take(claim.worst)
            finally:
                self._begun_waiting -= begun
                self._changed.notify_all()

    def _is_settled(self, claim: Claim, begun: bool) -> bool:
        """Whether waiting longer can't change if there is room for `claim`."""
        if not self._aside.claims and (begun or not self._begun_waiting):
            return True
        return self._fits(claim) and (begun or not self._begun_waiting)

    def _fits(self, claim: Claim) -> bool:
        spent, aside, worst = self._spent, self._aside, claim.worst
        cost, tokens = self._ceiling
        return (cost is None or spent.cost + aside.cost + worst.cost <= cost) and (
            tokens is None or spent.tokens + aside.tokens + worst.tokens <= tokens
        )

    def _refusal(self, worst: Usage) -> str:
        cost, tokens = self._ceiling
        if cost is not None and self._spent.cost + worst.cost > cost:
            return (
                f"--max-cost is reached: ${self._spent.cost:.4f} of ${cost:g} is spent, and the "
                f"next request may take up to ${worst.cost:.4f}; raise it, then run again"
            )
        return (
            f"--max-tokens is reached: {self._spent.tokens} of {tokens} are spent, and the next "
            f"request may take up to {worst.tokens}; raise it, then run again"
        )
