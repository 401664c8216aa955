"""Which pairs of records are worth a judge's time.

Strict rules put records that share a key into one bucket; similarity search adds the nearest
by rare words. Both look from each record back to those before it and are bounded for each, so
that the work grows with the number of records and not with its square; what a bound left out
is counted. Looking back also makes it possible to look from the new records only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import log, log10
from typing import NamedTuple, overload

import numpy as np

from extractor.pairs import Pair, Side
from extractor.reconcile.search.blocking import BLOCKS, Compared, comparable
from extractor.reconcile.search.columns import Bools, Floats, Indices, Longs, Smalls
from extractor.reconcile.search.entries import Entries
from extractor.reconcile.search.likest import nearest
from extractor.reconcile.search.near import nearest_in_meaning
from extractor.reconcile.search.twins import without_twins

SIMILAR = "similar_wording"
MEANING = "similar_meaning"
RULES = (*(block.rule for block in BLOCKS), SIMILAR, MEANING)

LEAST_SHARED = 2
"""Common terms that similarity search asks for."""

LEAST_WEIGHT = 0.36
"""Share of the lighter record's weight that common terms must carry: records of one story all
share its topic. On the five example articles it keeps every related pair of the gold; at 0.38 the
first one is lost. Of the planted pairs of `benchmarks.reconcile` it keeps 99 in 100."""

FEW, MORE_WEIGHT = 10_000, 0.06
"""Among more than FEW records the share rises by so much with each tenfold: more of them are alike
by chance. It keeps the number of pairs for each record the same."""

PARTNERS = 8
"""Partners, the likest, that similarity search keeps for each record. A story told by more is held
together by the records in between."""


class PairList(Sequence[Pair]):
    """Pairs that are made when they are asked for: a million of them take 10 MB."""

    def __init__(self, sides: Sequence[Side], indices: Indices, rules: Smalls) -> None:
        self.sides, self.indices, self.rules = sides, indices, rules

    def __len__(self) -> int:
        return self.indices.size

    @overload
    def __getitem__(self, place: int) -> Pair: ...
    @overload
    def __getitem__(self, place: slice) -> PairList: ...
    def __getitem__(self, place: int | slice) -> Pair | PairList:
        if isinstance(place, slice):
            return PairList(self.sides, self.indices.where(place), self.rules[place])
        left, right = (self.sides[int(some[place])] for some in self.indices)
        return Pair(left, right, RULES[self.rules[place]])

    def take(self, order: Longs) -> PairList:
        """The pairs at the places in `order`."""
        return PairList(self.sides, self.indices.where(order), self.rules[order])


class Candidates(NamedTuple):
    """Pairs to judge, and how many a bound kept out."""

    pairs: PairList
    capped: Mapping[str, int]
    """For each rule whose buckets were full, the pairs at most that it did not look at."""


def candidates(
    found: Entries, since: date | None = None, vectors: Sequence[bytes] = ()
) -> Candidates:
    """Pairs in a fixed order, each once, under the first rule that proposes it.

    With `since` only those with a record of that day or later, or of no known day; they are
    the same as without it. With `vectors`, one for each entry, the nearest by these as well.
    """
    if len(found) < 2:
        return Candidates(PairList(found.sides, Indices.union(()), np.empty(0, np.int8)), {})
    new = found.new(since)
    codes, capped = [], {}
    for block in BLOCKS:
        met = list(block.proposed(found, new))
        codes.append(Indices.union(some.pairs for some in met).codes())
        if beyond := sum(some.capped for some in met):
            capped[block.rule] = beyond
    codes.append(Indices.union(_similar(found, new)).codes())
    codes.append(Indices.union(_near(found, vectors, new)).codes())
    every, first = np.unique(np.concatenate(codes), return_index=True)
    rules = np.repeat(np.arange(len(codes), dtype=np.int8), [len(some) for some in codes])[first]
    kept = without_twins(found, Indices.of(every))
    return Candidates(PairList(found.sides, Indices.of(every[kept]), rules[kept]), capped)


def _similar(found: Entries, new: int) -> Iterator[Indices]:
    for pairs in nearest(found.terms, new):
        compared = Compared.of(found, pairs)
        share = _share(compared)
        alike = (share >= _least_share(len(found))) & ~_is_chance(compared) & comparable(compared)
        yield _likest(pairs.where(alike), share[alike])


def _near(found: Entries, vectors: Sequence[bytes], new: int) -> Iterator[Indices]:
    for pairs in nearest_in_meaning(vectors, new) if vectors else ():
        yield pairs.where(comparable(Compared.of(found, pairs)))


def _least_share(count: int) -> float:
    return LEAST_WEIGHT + MORE_WEIGHT * max(0.0, log10(count / FEW))


def _share(compared: Compared) -> Floats:
    """The share of the lighter record's weight that the common terms carry."""
    total, (left, right) = compared.entries.terms.total, compared.pairs
    share: Floats = compared.common.weight / np.maximum(np.minimum(total[left], total[right]), 1e-9)
    return share


def _is_chance(compared: Compared) -> Bools:
    """Whether one of all records would have as much in common with another if words were drawn by
    their frequency alone: terms of weight w are together in one of exp(w)."""
    common = compared.common
    chance: Bools = common.weight < log(len(compared.entries))
    return chance | (common.terms < LEAST_SHARED)


def _likest(pairs: Indices, share: Floats) -> Indices:
    """For each right one the first PARTNERS by their share; of equals the earlier."""
    order = np.lexsort((pairs.left, -share, pairs.right))
    right = pairs.right[order]
    rank = np.arange(len(right)) - np.searchsorted(right, right)
    return pairs.where(order[rank < PARTNERS])
