"""The best of a stream, in the memory of what is kept."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappush, heapreplace
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")


class Part(NamedTuple, Generic[Item]):
    """The items that are shown, and how many there are."""

    items: tuple[Item, ...]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.items)


class _Ranked(NamedTuple, Generic[Item]):
    rank: int
    order: int
    item: Item

    def __lt__(self, other: tuple[object, ...]) -> bool:
        """The worst first: what leaves a full list."""
        assert isinstance(other, _Ranked)
        return (-self.rank, -self.order) < (-other.rank, -other.order)


class Shortlist(Generic[Item]):
    """Keeps the `most` items of the lowest rank, among equals the first to come."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._heap: list[_Ranked[Item]] = []
        self._total = 0

    def add(self, make: Callable[[], Item], rank: int = 0) -> None:
        """Count an item, and make and keep it if it is among the best so far."""
        self._total += 1
        if len(self._heap) < self._most:
            heappush(self._heap, _Ranked(rank, self._total, make()))
        elif self._heap and rank < self._heap[0].rank:
            heapreplace(self._heap, _Ranked(rank, self._total, make()))

    @property
    def part(self) -> Part[Item]:
        """What was kept, in the order in which it came."""
        kept = sorted(self._heap, key=lambda ranked: ranked.order)
        return Part(tuple(ranked.item for ranked in kept), self._total)
