"""Records that are readings of the same words: a claim, and the stance or commitment in it.

Where two passages are compared claim with claim, comparing the claim of the one with the
commitment of the other as well would put the same question to the judge again.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from extractor.reconcile.search.columns import Bools, Indices, Longs
from extractor.reconcile.search.entries import Entries

SHARED = 0.5
"""Least share of the shorter evidence that two readings of one passage have in common."""


def without_twins(entries: Entries, pairs: Indices) -> Bools:
    """Which `pairs` to keep, of those that compare two passages in several readings.

    A commitment before a claim of a later day stays, for what became of it; else two of one kind.
    """
    kind = entries.ints("kind")
    kept = np.ones(pairs.size, np.bool_)
    mixed = np.flatnonzero(kind[pairs.left] != kind[pairs.right])
    twins = _twins(entries) if len(mixed) else {}
    having = _of_those_with_twins(pairs, twins)
    held = dict(zip(pairs.codes()[having].tolist(), having.tolist(), strict=True))
    told = _may_tell_the_outcome(entries, pairs)
    for place in mixed.tolist():
        a, b = int(pairs.left[place]), int(pairs.right[place])
        others = [
            held[code]
            for x, y in product(twins.get(a, [a]), twins.get(b, [b]))
            if kind[x] == kind[y] and (code := min(x, y) << 32 | max(x, y)) in held
        ]
        if told[place]:
            kept[others] = False
        elif others:
            kept[place] = False
    return kept


def _may_tell_the_outcome(entries: Entries, pairs: Indices) -> Bools:
    """Which pairs are of a commitment and a claim of a later day."""
    bound, day = entries.ints("bound"), entries.ints("day")
    later = day[pairs.left] < day[pairs.right]
    told: Bools = later & (bound[pairs.left] == 1) & (bound[pairs.right] == 0)
    return told


def _of_those_with_twins(pairs: Indices, twins: dict[int, list[int]]) -> Longs:
    having = np.fromiter(twins, np.int32, len(twins))
    return np.flatnonzero(np.isin(pairs.left, having) | np.isin(pairs.right, having))


def _twins(entries: Entries) -> dict[int, list[int]]:
    """For each entry that has any all readings of its passage, itself included."""
    found: dict[int, list[int]] = {}
    both = _one_passage(entries)
    for a, b in zip(both.left.tolist(), both.right.tolist(), strict=True):
        found.setdefault(a, [a]).append(b)
        found.setdefault(b, [b]).append(a)
    return found


def _one_passage(entries: Entries) -> Indices:
    """The pairs of entries whose evidence is, for the most part, one stretch of one article."""
    article, start, end = (entries.ints(name) for name in ("article", "start", "end"))
    order = np.lexsort((np.arange(len(entries)), start, article)).astype(np.int32)
    found = []
    overlapping, distance = np.arange(len(order)), 0
    while len(overlapping):
        distance += 1
        overlapping = overlapping[overlapping + distance < len(order)]
        a, b = order[overlapping], order[overlapping + distance]
        meeting = (article[a] == article[b]) & (start[b] < end[a])
        overlapping, a, b = overlapping[meeting], a[meeting], b[meeting]
        common = np.minimum(end[a], end[b]) - start[b]
        shorter = np.minimum(end[a] - start[a], end[b] - start[b])
        one = common >= SHARED * shorter
        found.append(Indices(a[one], b[one]))
    return Indices.union(found)
