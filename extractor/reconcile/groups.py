"""Disjoint sets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T", int, str)


class Groups(Generic[T]):
    """Items that were joined belong together. The name of a group is its smallest item."""

    def __init__(self, items: Iterable[T]) -> None:
        self._parent: dict[T, T] = {item: item for item in items}

    def of(self, item: T) -> T:
        """The name of the group that holds `item`; an unknown item is alone."""
        root = item
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(item, item)) != root:
            self._parent[item], item = root, above
        return root

    def join(self, a: T, b: T) -> None:
        """Put the groups of `a` and `b` together."""
        first, second = sorted((self.of(a), self.of(b)))
        self._parent[second] = first
