"""Numbers for many records or pairs at once: the arrays that candidate search works on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Smalls = NDArray[np.int8]
Bools = NDArray[np.bool_]

CHUNK = 1 << 17
"""Records, or pairs, that are worked on at a time: what is held for them takes some 100 MB."""


class Indices(NamedTuple):
    """Pairs of entries, the earlier one in `left`."""

    left: Ints
    right: Ints

    @classmethod
    def of(cls, codes: Longs) -> Indices:
        """The pairs that `codes` stand for."""
        return cls((codes >> 32).astype(np.int32), (codes & 0xFFFFFFFF).astype(np.int32))

    @classmethod
    def union(cls, parts: Iterable[Indices]) -> Indices:
        """The pairs of all parts, each once, in the order of their entries."""
        found = [np.empty(0, np.int64), *(part.codes() for part in parts)]
        codes = np.sort(np.concatenate(found))  # np.unique hashes them, and takes ten times as long
        return cls.of(codes[np.diff(codes, prepend=-1) != 0])

    def codes(self) -> Longs:
        """One number for each pair, in the order of the pairs."""
        codes: Longs = (self.left.astype(np.int64) << 32) | self.right
        return codes

    def where(self, chosen: Bools | Longs | slice) -> Indices:
        """Those that are `chosen`."""
        return Indices(self.left[chosen], self.right[chosen])

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.left)


class Overlap(NamedTuple):
    """What two entries have in common."""

    terms: Ints
    """Common terms."""
    telling: Ints
    """Those of them that are not frequent."""
    weight: Floats
    """The weight of all together."""


class Terms:
    """The terms of entries: a row for each entry, the rarest term first."""

    def __init__(self, rows: csr_matrix, weights: Floats, telling: int) -> None:
        self.rows = rows
        self.weights = weights
        self.telling = telling
        """The number of terms that are rare enough to tell something by themselves."""
        self.weighted = csr_matrix((weights[rows.indices], rows.indices, rows.indptr), rows.shape)
        self.frequency: Longs = np.bincount(rows.indices, minlength=rows.shape[1])
        self.size: Ints = np.diff(rows.indptr)
        """Terms of each entry."""
        self.size_telling: Ints = _counted(rows, rows.indices < telling)
        self.total: Floats = np.asarray(self.weighted.sum(axis=1)).ravel()

    def overlap(self, pairs: Indices) -> Overlap:
        """What each pair has in common."""
        terms, telling = np.empty(pairs.size, np.int32), np.empty(pairs.size, np.int32)
        weight = np.empty(pairs.size)
        for start in range(0, pairs.size, CHUNK):
            part = slice(start, start + CHUNK)
            both = shared(self.weighted, self.rows, pairs.where(part))
            terms[part] = np.diff(both.indptr)
            telling[part] = _counted(both, both.indices < self.telling)
            weight[part] = np.asarray(both.sum(axis=1)).ravel()
        return Overlap(terms, telling, weight)


def shared(weighted: csr_matrix, rows: csr_matrix, pairs: Indices) -> csr_matrix:
    """The columns that both rows of a pair have; `rows` has 1 where `weighted` has a weight."""
    return csr_matrix(weighted[pairs.left].multiply(rows[pairs.right]))


def _counted(rows: csr_matrix, chosen: Bools) -> Ints:
    """How many of the `chosen` values each row has."""
    before = np.concatenate(([0], np.cumsum(chosen)))
    count: Ints = (before[rows.indptr[1:]] - before[rows.indptr[:-1]]).astype(np.int32)
    return count
