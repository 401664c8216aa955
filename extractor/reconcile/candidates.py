"""Which pairs of records are worth a judge's time.

Strict rules put records that share a key into one bucket; similarity search adds the nearest
by rare words. Both are bounded for each record, so that the work grows with the number of
records and not with its square; what a bound left out is counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log
from typing import NamedTuple

from extractor.pairs import Pair
from extractor.reconcile.blocking import BLOCKS, Block, comparable
from extractor.reconcile.entries import Entries, Entry
from extractor.reconcile.twins import without_twins

NEIGHBOURS = 20
"""Partners that similarity search keeps for each record."""

WINDOW = 25
"""Partners in a bucket that each record is paired with: the next ones by day."""

LEAST_SHARED = 2
"""Common terms that similarity search asks for."""

LEAST_WEIGHT = 0.33
"""Share of the lighter record's weight that common terms must carry: records of one story all
share its topic. On the five example articles it keeps every related pair of the gold and drops
a good half of the rest; at 0.4 the first related pair is lost."""

Indices = tuple[int, int]


class Candidates(NamedTuple):
    """Pairs to judge, and how many a bound kept out."""

    pairs: tuple[Pair, ...]
    skipped: int


def candidates(found: Entries) -> Candidates:
    """Pairs in a fixed order, each once, under the first rule that proposes it."""
    rules: dict[Indices, str] = {}
    skipped = 0
    for block in BLOCKS:
        skipped += _add(block, found.entries, rules)
    for indices in _similar(found):
        rules.setdefault(indices, "similar_wording")
    kept = without_twins(found.entries, rules)
    pairs = (_pair(found.entries, indices, rule) for indices, rule in kept.items())
    return Candidates(tuple(sorted(pairs, key=lambda pair: pair.key)), skipped)


def _pair(entries: tuple[Entry, ...], indices: Indices, rule: str) -> Pair:
    return Pair(entries[indices[0]].side, entries[indices[1]].side, rule)


def _add(block: Block, entries: tuple[Entry, ...], rules: dict[Indices, str]) -> int:
    """Add the pairs of `block` to `rules`; the number that its window left out."""
    buckets: dict[object, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        for key in block.keys(entry):
            buckets[key].append(index)
    skipped = 0
    for members in buckets.values():
        if not block.is_open(entries[index] for index in members):
            continue
        beyond = max(0, len(members) - WINDOW - 1)
        skipped += beyond * (beyond + 1) // 2
        for a, b in _within_window(members):
            if (a, b) not in rules and block.accepts(entries[a], entries[b]):
                rules[a, b] = block.rule
    return skipped


def _within_window(members: list[int]) -> Iterator[Indices]:
    for place, a in enumerate(members):
        for b in members[place + 1 : place + 1 + WINDOW]:
            yield a, b


def _similar(found: Entries) -> Iterator[Indices]:
    """For each entry its nearest by the summed weight of common terms (idf)."""
    entries, weight = found.entries, _weights(found)
    holders: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        for term in entry.terms & weight.keys():
            holders[term].append(index)
    unique = log(1 + len(entries))
    total = [sum(weight.get(term, unique) for term in sorted(entry.terms)) for entry in entries]
    for index, entry in enumerate(entries):
        for other, score in _nearest(index, entry.terms, holders, weight):
            a, b = sorted((index, other))
            if score < LEAST_WEIGHT * min(total[a], total[b]):
                continue
            if comparable(entries[a], entries[b]):
                yield a, b


def _nearest(
    index: int,
    terms: frozenset[str],
    holders: dict[str, list[int]],
    weight: dict[str, float],
) -> list[tuple[int, float]]:
    score: dict[int, float] = defaultdict(float)
    shared: Counter[int] = Counter()
    for term in sorted(terms & weight.keys()):
        for other in holders[term]:
            score[other] += weight[term]
        shared.update(holders[term])
    near = [other for other, count in shared.items() if other != index and count >= LEAST_SHARED]
    near.sort(key=lambda other: (-score[other], other))
    return [(other, score[other]) for other in near[:NEIGHBOURS]]


def _weights(found: Entries) -> dict[str, float]:
    count = len(found.entries)
    return {
        term: log(1 + count / frequency)
        for term, frequency in found.frequency.items()
        if frequency > 1
    }
