"""Entries filed under keys, and the pairs of those that lie under one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extractor.reconcile.search.columns import Bools, Indices, Ints, Longs

WINDOW = 25
"""Partners under one key that each entry is paired with: the last ones before it."""


class Filed(NamedTuple):
    """Entries under keys: those under one key together, in their order."""

    key: Longs
    """Numbered from 0."""
    entry: Longs

    @classmethod
    def of(cls, entry: Longs | Ints, key: Longs) -> Filed:
        """Each entry under its key; an entry may lie under several."""
        _, number = np.unique(key, return_inverse=True)
        places = np.sort(_places(number, entry))
        return cls(places >> 32, places & 0xFFFFFFFF)

    def where(self, chosen: Bools) -> Filed:
        """Those that are `chosen`, under the same keys."""
        return Filed(self.key[chosen], self.entry[chosen])


class Met(NamedTuple):
    """Who lies under one key."""

    pairs: Indices
    capped: int
    """Pairs that the window kept out; those under several keys are counted under each."""


def meet(asked: Filed, filed: Filed, role: Ints | None) -> Met:
    """Each of `asked` with the last ones before it in `filed`; with a `role`, those of another."""
    if role is None:
        return _before(asked, filed)
    found = [
        _before(asked.where(role[asked.entry] != value), filed.where(role[filed.entry] == value))
        for value in np.unique(role)
    ]
    return Met(Indices.union(part.pairs for part in found), sum(part.capped for part in found))


def _before(asked: Filed, filed: Filed) -> Met:
    end = np.searchsorted(_places(filed.key, filed.entry), _places(asked.key, asked.entry))
    begin = np.searchsorted(filed.key, asked.key)
    found = []
    for distance in range(1, WINDOW + 1):
        reached = np.flatnonzero(end - distance >= begin)
        left = filed.entry[end[reached] - distance]
        found.append(Indices(left.astype(np.int32), asked.entry[reached].astype(np.int32)))
    return Met(Indices.union(found), int(np.maximum(end - begin - WINDOW, 0).sum()))


def _places(key: Longs, entry: Longs | Ints) -> Longs:
    places: Longs = (key.astype(np.int64) << 32) | entry
    return places
