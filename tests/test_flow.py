from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import count

import pytest

from extractor.errors import EngineStopped
from extractor.flow import ORDER_WINDOW, Flow, each


class Doors:
    """Work that ends when it is let through, and not before."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self._doors: dict[int, asyncio.Future[None]] = {}

    async def work(self, number: int) -> int:
        self.begun.append(number)
        await self._door(number)
        return number

    def open(self, *numbers: int) -> None:
        for number in numbers:
            self._door(number).set_result(None)

    def _door(self, number: int) -> asyncio.Future[None]:
        return self._doors.setdefault(number, asyncio.get_running_loop().create_future())


@pytest.fixture
async def doors() -> Doors:
    return Doors()


async def settled() -> None:
    for _ in range(50):
        await asyncio.sleep(0)


async def at_once(number: int) -> int:
    return number


async def test_results_come_as_they_finish(doors: Doors) -> None:
    results = Flow(doors.work, concurrency=3).results(each(range(3)))
    doors.open(1)
    assert await anext(results) == 1
    doors.open(0, 2)
    assert sorted([n async for n in results]) == [0, 2]


async def test_results_come_in_order_if_that_is_wanted(doors: Doors) -> None:
    results = Flow(doors.work, concurrency=3, keep_order=True).results(each(range(3)))
    doors.open(2, 1)
    first = asyncio.ensure_future(anext(results))
    await settled()
    assert not first.done()
    doors.open(0)
    assert [await first] + [n async for n in results] == [0, 1, 2]


async def test_a_result_does_not_wait_for_the_next_item(doors: Doors) -> None:
    async def slow_input() -> AsyncIterator[int]:
        yield 0
        await doors.work(-1)

    results = Flow(at_once, concurrency=2).results(slow_input())
    assert await anext(results) == 0
    doors.open(-1)
    assert [n async for n in results] == []


async def test_no_more_is_in_work_than_allowed(doors: Doors) -> None:
    results = Flow(doors.work, concurrency=2).results(each(count()))
    doors.open(0)
    await anext(results)
    await settled()
    assert doors.begun == [0, 1]
    await results.aclose()


@pytest.mark.parametrize(("keep_order", "most"), [(False, 3), (True, 3 * ORDER_WINDOW)])
async def test_no_more_is_taken_than_is_passed_on(keep_order: bool, most: int) -> None:
    taken: list[int] = []

    def endless() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    results = Flow(at_once, concurrency=3, keep_order=keep_order).results(each(endless()))
    for _ in range(5):
        await anext(results)
    await settled()
    assert len(taken) <= 5 + most
    await results.aclose()


async def test_one_slow_item_holds_up_only_a_window_of_those_behind_it(doors: Doors) -> None:
    doors.open(*range(1, 100))
    results = Flow(doors.work, concurrency=2, keep_order=True).results(each(range(100)))
    first = asyncio.ensure_future(anext(results))
    await settled()
    assert len(doors.begun) == 2 * ORDER_WINDOW
    doors.open(0)
    assert [await first] + [n async for n in results] == list(range(100))


async def test_stopped_it_gives_what_is_in_work_and_takes_no_more(doors: Doors) -> None:
    flow = Flow(doors.work, concurrency=2)
    results = flow.results(each(count()))
    doors.open(0)
    assert await anext(results) == 0
    flow.stop()
    doors.open(1)
    assert [n async for n in results] == [1]
    assert doors.begun == [0, 1]


async def test_cancelled_it_ends_at_once(doors: Doors) -> None:
    flow = Flow(doors.work, concurrency=2)
    results = flow.results(each(count()))
    doors.open(0)
    assert await anext(results) == 0
    flow.cancel()
    assert [n async for n in results] == []


@pytest.mark.parametrize("keep_order", [False, True])
async def test_a_refusal_of_all_ends_it_once_the_rest_is_given(
    keep_order: bool, doors: Doors
) -> None:
    async def work(number: int) -> int:
        if number == 1:
            raise EngineStopped("no quota")
        return await doors.work(number)

    given: list[int] = []
    doors.open(0, 2)
    with pytest.raises(EngineStopped, match="quota"):  # noqa: PT012
        async for number in Flow(work, concurrency=3, keep_order=keep_order).results(each(count())):
            given += [number]
    assert sorted(given) == sorted(doors.begun) == [0, 2]


async def test_an_error_of_the_input_comes_after_the_results_of_what_was_taken() -> None:
    def broken() -> Iterator[int]:
        yield 0
        raise ValueError("no more")

    results = Flow(at_once, concurrency=3).results(each(broken()))
    assert await anext(results) == 0
    with pytest.raises(ValueError, match="no more"):
        await anext(results)


async def test_an_error_of_the_work_gives_up_the_rest(doors: Doors) -> None:
    async def work(number: int) -> int:
        if number == 0:
            raise ValueError("a fault")
        return await doors.work(number)

    with pytest.raises(ValueError, match="a fault"):
        [n async for n in Flow(work, concurrency=3).results(each(count()))]
    assert len(asyncio.all_tasks()) == 1
