from __future__ import annotations

import asyncio

import pytest

from extractor.budget import Budget, Ceiling
from extractor.errors import BudgetReached
from extractor.results import Usage


def dollars(cost: float) -> Usage:
    return Usage(requests=1, cost=cost)


def tokens(count: int) -> Usage:
    return Usage(requests=1, output_tokens=count)


async def spend(
    budget: Budget, worst: Usage, spent: Usage, *, begun: bool = False, at: float = 0.0
) -> None:
    """One request that may take `worst` and takes `spent`."""
    async with budget.claim(worst, begun=begun) as claim:
        await asyncio.sleep(at)
        claim.spent = spent


class TestACeiling:
    async def test_lets_through_what_fits_to_the_last_token(self) -> None:
        budget = Budget(Ceiling(tokens=30))
        for _ in range(3):
            await spend(budget, tokens(10), tokens(10))
        with pytest.raises(BudgetReached):
            await spend(budget, tokens(1), tokens(1))

    async def test_is_never_passed_by_many_at_once(self) -> None:
        budget, under_way, most = Budget(Ceiling(tokens=100)), 0, 0

        async def work() -> None:
            nonlocal under_way, most
            async with budget.claim(tokens(30), begun=False) as claim:
                under_way += 30
                most = max(most, under_way)
                await asyncio.sleep(0)
                claim.spent = tokens(30)

        results = await asyncio.gather(*(work() for _ in range(20)), return_exceptions=True)
        assert most <= 90
        assert results.count(None) == 3
        assert all(isinstance(result, BudgetReached) for result in results if result)

    async def test_gives_back_what_an_answer_did_not_take(self) -> None:
        budget, answered = Budget(Ceiling(tokens=1000)), 0

        async def work() -> None:
            nonlocal answered
            await spend(budget, tokens(100), tokens(10))
            answered += 1

        results = await asyncio.gather(*(work() for _ in range(200)), return_exceptions=True)
        assert answered == 91, "the last 100 tokens can't be set aside any more"
        assert sum(isinstance(result, BudgetReached) for result in results) == 109

    async def test_on_cost_says_what_is_spent_and_what_to_do(self) -> None:
        budget = Budget(Ceiling(cost=1.0))
        await spend(budget, dollars(0.9), dollars(0.75))
        with pytest.raises(BudgetReached) as reached:
            await spend(budget, dollars(0.5), dollars(0.5))
        assert str(reached.value) == (
            "--max-cost is reached: $0.7500 of $1 is spent, and the next request may take up to "
            "$0.5000; raise it, then run again"
        )

    async def test_on_tokens_says_what_is_spent_and_what_to_do(self) -> None:
        budget = Budget(Ceiling(tokens=10))
        with pytest.raises(BudgetReached, match=r"--max-tokens is reached: 0 of 10 .* up to 11"):
            await spend(budget, tokens(11), tokens(11))

    async def test_counts_what_was_spent_before(self) -> None:
        budget = Budget(Ceiling(cost=1.0))
        budget.count(dollars(0.6))
        with pytest.raises(BudgetReached):
            await spend(budget, dollars(0.5), dollars(0.5))

    async def test_counts_a_request_that_failed_for_what_it_took(self) -> None:
        budget = Budget(Ceiling(tokens=10))

        async def fail() -> None:
            async with budget.claim(tokens(10), begun=False) as claim:
                claim.spent = tokens(4)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail()
        await spend(budget, tokens(6), tokens(6))
        with pytest.raises(BudgetReached):
            await spend(budget, tokens(1), tokens(1))

    async def test_prefers_work_that_has_begun(self) -> None:
        budget, order = Budget(Ceiling(tokens=20)), list[str]()

        async def work(name: str, *, begun: bool) -> None:
            async with budget.claim(tokens(10), begun=begun) as claim:
                order.append(name)
                await asyncio.sleep(0.001)
                claim.spent = tokens(3)

        work_now = [work("first", begun=False), work("second", begun=False)]
        work_now += [work("new", begun=False), work("begun", begun=True)]
        await asyncio.gather(*work_now)
        assert order == ["first", "second", "begun", "new"]

    async def test_leaves_nothing_set_aside_by_who_gives_up_waiting(self) -> None:
        budget = Budget(Ceiling(tokens=10))
        async with budget.claim(tokens(10), begun=False):
            waiting = [
                asyncio.create_task(spend(budget, tokens(10), tokens(1), begun=begun))
                for begun in (True, False)
            ]
            await asyncio.sleep(0)
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
        async with asyncio.timeout(5):
            await spend(budget, tokens(10), tokens(10))


async def test_without_a_ceiling_nothing_waits() -> None:
    budget = Budget()
    async with budget.claim(tokens(10**12), begun=False):
        await spend(budget, tokens(10**12), tokens(10**12))
