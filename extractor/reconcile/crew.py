"""Work on a stream of items, so many at a time, that ends at the first error."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

T = TypeVar("T")


async def work_through(
    items: Iterator[T], work: Callable[[T], Awaitable[None]], *, at_a_time: int
) -> None:
    """Do `work` on all `items`, at most `at_a_time` at once.

    After an error none is begun any more; it is raised once those in work have ended, which are
    paid for.
    """
    errors: list[Exception] = []

    async def take() -> None:
        try:
            while not errors and (item := next(items, None)) is not None:
                await work(item)
        except Exception as error:
            errors.append(error)

    await asyncio.gather(*(take() for _ in range(at_a_time)))
    if errors:
        raise errors[0]
