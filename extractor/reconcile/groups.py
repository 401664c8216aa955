"""Disjoint sets, and disjoint sets some of which must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T", int, str)


class Groups(Generic[T]):
    """Items that were joined belong together. The name of a group is its smallest item."""

    def __init__(self, items: Iterable[T]) -> None:
        self._parent: dict[T, T] = {item: item for item in items}

    def of(self, item: T) -> T:
        """The name of the group that holds `item`; an unknown item is alone."""
        return _root(self._parent, item)

    def join(self, a: T, b: T) -> None:
        """Put the groups of `a` and `b` together."""
        first, second = sorted((self.of(a), self.of(b)))
        self._parent[second] = first


class PartedGroups(Generic[T]):
    """Items that were joined belong together, but no two that are kept apart ever do.

    Which joins are refused depends on their order. The work is near-linear in the number of
    joins and partings: of two groups the one with fewer opponents moves.
    """

    def __init__(self) -> None:
        self._parent: dict[T, T] = {}
        self._apart: defaultdict[T, set[T]] = defaultdict(set)

    def of(self, item: T) -> T:
        """The name of the group that holds `item`: one of its items."""
        return _root(self._parent, item)

    def keep_apart(self, a: T, b: T) -> None:
        """From now on refuse what would put `a` and `b` together; they must not be so yet."""
        one, other = self.of(a), self.of(b)
        self._apart[one].add(other)
        self._apart[other].add(one)

    def join(self, a: T, b: T) -> None:
        """Put the groups of `a` and `b` together, unless something in them is kept apart."""
        one, other = self.of(a), self.of(b)
        if one == other or other in self._apart[one]:
            return
        kept, moved = sorted((one, other), key=lambda name: (-len(self._apart[name]), name))
        for opponent in self._apart.pop(moved):
            self._apart[opponent].remove(moved)
            self._apart[opponent].add(kept)
            self._apart[kept].add(opponent)
        self._parent[moved] = kept


def _root(parents: dict[T, T], item: T) -> T:
    root = item
    while (above := parents.get(root, root)) != root:
        root = above
    while (above := parents.get(item, item)) != root:
        parents[item], item = root, above
    return root
