from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from made_records import TUESDAY, claim, side

from benchmarks.synthetic import planted_claims
from extractor.pairs import Side
from extractor.reconcile.copies.sources import Sources
from extractor.reconcile.search import likest as search
from extractor.reconcile.search.candidates import candidates
from extractor.reconcile.search.entries import entries


def keys(sides: Sequence[Side]) -> list[tuple[str, str]]:
    return [pair.key for pair in candidates(entries(sides, Sources([]))).pairs]


def planted(count: int) -> list[Side]:
    return [side(item.claim) for item in planted_claims(count)]


@pytest.mark.parametrize("threads", [1, 2])
def test_neither_the_order_of_records_nor_the_number_of_threads_changes_the_pairs(
    threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides = planted(1500)
    expected = keys(sides)
    monkeypatch.setattr(search, "THREADS", threads)
    random.Random(threads).shuffle(sides)
    assert keys(sides) == expected


def filler(number: int) -> dict[str, Any]:
    return {"article": str(number), "outlet": f"Outlet {number}"}


def test_records_without_a_rare_word_are_found_by_two_frequent_ones() -> None:
    """Each word is in more than a hundred records, and only these two have all four."""
    words = (
        "dam levee sluice canal weir mole quay jetty cliff beach dune marsh pond creek lake isle"
    ).split()
    rng = random.Random(3)
    others = [
        claim(f"{' '.join(rng.sample(words, 2))} q{n} x{n} y{n} z{n}", **filler(n))
        for n in range(900)
    ]
    one = claim("dam levee sluice canal", **filler(901))
    other = claim("dam sluice canal levee", day=TUESDAY, **filler(902))
    found = keys([side(record) for record in (*others, one, other)])
    assert tuple(sorted((one.id, other.id))) in found


def test_the_work_for_a_record_does_not_grow_with_their_number() -> None:
    """Products of the features of a record with those of others, in the mean."""
    small, large = (
        (counts.astype(float) ** 2).sum() / size
        for size in (6_000, 18_000)
        for terms in [entries(planted(size), Sources([])).terms]
        for counts in [search.features(terms).getnnz(axis=0)]
    )
    assert large < 1.5 * small


def test_of_equals_the_earlier_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that many alike hang together by their first ones, whoever asks."""
    monkeypatch.setattr(search, "NEIGHBOURS", 3)
    text = "The quake destroyed the old mill in Arden."
    sides = [side(claim(text, **filler(number))) for number in range(8)]
    first = {one.record.id for one in entries(sides, Sources([])).sides[:3]}
    assert all(first & set(key) for key in keys(sides))


def test_words_in_common_by_chance_are_no_likeness() -> None:
    """One frequent word of a short text is most of its weight, and tells nothing."""
    many = [claim(f"Dam levee q{n} x{n}.", **filler(n)) for n in range(80)]
    assert keys([side(record) for record in many]) == []
