"""Which pairs of records are worth a judge's time.

Strict rules put records that share a key into one bucket; similarity search adds the nearest
by rare words. Both look from each record back to those before it and are bounded for each, so
that the work grows with the number of records and not with its square; what a bound left out
is counted. Looking back also makes it possible to look from the new records only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import log
from typing import NamedTuple, overload

import numpy as np

from extractor.pairs import Pair, Side
from extractor.reconcile.blocking import BLOCKS, Compared, comparable
from extractor.reconcile.columns import Bools, Indices, Ints, Longs
from extractor.reconcile.entries import Entries
from extractor.reconcile.search import nearest
from extractor.reconcile.twins import without_twins

SIMILAR = "similar_wording"
RULES = (*(block.rule for block in BLOCKS), SIMILAR)

LEAST_SHARED = 2
"""Common terms that similarity search asks for."""

LEAST_WEIGHT = 0.33
"""Share of the lighter record's weight that common terms must carry: records of one story all
share its topic. On the five example articles it keeps every related pair of the gold and drops
a good half of the rest; at 0.4 the first related pair is lost."""


CHANCE = 1.2

class PairList(Sequence[Pair]):
    """Pairs that are made when they are asked for: a million of them take 10 MB."""

    def __init__(self, sides: Sequence[Side], indices: Indices, rules: Ints) -> None:
        self.sides, self.indices, self.rules = sides, indices, rules

    def __len__(self) -> int:
        return self.indices.size

    @overload
    def __getitem__(self, place: int) -> Pair: ...
    @overload
    def __getitem__(self, place: slice) -> PairList: ...
    def __getitem__(self, place: int | slice) -> Pair | PairList:
        left, right, rules = self.indices.left[place], self.indices.right[place], self.rules[place]
        if isinstance(place, slice):
            return PairList(self.sides, Indices(left, right), rules)
        return Pair(self.sides[left], self.sides[right], RULES[rules])

    def take(self, order: Longs) -> PairList:
        """The pairs at the places in `order`."""
        return PairList(self.sides, self.indices.where(order), self.rules[order])


class Candidates(NamedTuple):
    """Pairs to judge, and how many a bound kept out."""

    pairs: PairList
    capped: Mapping[str, int]
    """For each rule whose buckets were full, the pairs at most that it did not look at."""


def candidates(found: Entries, since: date | None = None) -> Candidates:
    """Pairs in a fixed order, each once, under the first rule that proposes it.

    With `since` only those with a record of that day or later, or of no known day; they are
    the same as without it.
    """
    new = found.new(since)
    codes, capped = [], {}
    for block in BLOCKS:
        met = list(block.proposed(found, new))
        codes.append(Indices.union(some.pairs for some in met).codes())
        if beyond := sum(some.capped for some in met):
            capped[block.rule] = beyond
    codes.append(Indices.union(_similar(found, new)).codes())
    every, first = np.unique(np.concatenate(codes), return_index=True)
    rules = np.repeat(np.arange(len(codes), dtype=np.int8), [len(some) for some in codes])[first]
    kept = without_twins(found, Indices.of(every))
    return Candidates(PairList(found.sides, Indices.of(every[kept]), rules[kept]), capped)


def _similar(found: Entries, new: int) -> Iterator[Indices]:
    for pairs in nearest(found.terms, new):
        compared = Compared.of(found, pairs)
        yield pairs.where(_is_alike(compared) & comparable(compared))


def _is_alike(compared: Compared) -> Bools:
    pairs, common, total = compared.pairs, compared.common, compared.entries.terms.total
    lighter = np.minimum(total[pairs.left], total[pairs.right])
    least = np.maximum(LEAST_WEIGHT * lighter, CHANCE * log(len(compared.entries)))
    alike: Bools = (common.count >= LEAST_SHARED) & (common.weight >= least)
    return alike
