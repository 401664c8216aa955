"""Records that are readings of the same words: a claim, and the stance or commitment in it.

Where two passages are compared claim with claim, comparing the claim of the one with the
commitment of the other as well would put the same question to the judge again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import TypeVar

from extractor.reconcile.entries import Entry
from extractor.records import Evidence

Indices = tuple[int, int]
R = TypeVar("R")

SHARED = 0.5
"""Least share of the shorter evidence that two readings of one passage have in common."""


def without_twins(entries: Sequence[Entry], pairs: Mapping[Indices, R]) -> dict[Indices, R]:
    """`pairs` without those of two kinds whose passages are paired in one kind as well."""
    twins = _twins(entries)
    kind = [entry.record.kind for entry in entries]

    def is_repeated(a: int, b: int) -> bool:
        return kind[a] != kind[b] and any(
            kind[x] == kind[y] and (min(x, y), max(x, y)) in pairs
            for x, y in product(twins[a], twins[b])
        )

    return {indices: rule for indices, rule in pairs.items() if not is_repeated(*indices)}


def _twins(entries: Sequence[Entry]) -> list[list[int]]:
    """For each entry all readings of its passage, itself included."""
    found = [[index] for index in range(len(entries))]
    for a, b in _overlapping(entries):
        found[a].append(b)
        found[b].append(a)
    return found


def _overlapping(entries: Sequence[Entry]) -> Iterator[Indices]:
    by_article: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        by_article[entry.record.article_id].append(index)
    for members in by_article.values():
        members.sort(key=lambda index: entries[index].record.evidence.start)
        for place, a in enumerate(members):
            one = entries[a].record.evidence
            for b in members[place + 1 :]:
                other = entries[b].record.evidence
                if other.start >= one.end:
                    break
                if _is_one_passage(one, other):
                    yield a, b


def _is_one_passage(a: Evidence, b: Evidence) -> bool:
    common = min(a.end, b.end) - max(a.start, b.start)
    return common >= SHARED * min(a.end - a.start, b.end - b.start)
