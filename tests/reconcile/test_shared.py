from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from extractor.reconcile.copies.shared import ITEM_BITS, WINDOW, Candidate, sharing

if TYPE_CHECKING:
    from extractor.reconcile.copies.shared import Hashes


def hashes(*numbers: int) -> Hashes:
    """Features that differ where an index tells features apart."""
    return np.array(numbers, dtype=np.uint64) << np.uint64(ITEM_BITS)


def pairs(*items: Hashes, least: int = 1, share: float = 0.0) -> list[tuple[int, int]]:
    return [(found.a, found.b) for found in sharing(items, least=least, share=share)]


def test_items_with_common_features_are_found_once_and_in_order() -> None:
    assert pairs(hashes(1, 2, 3), hashes(9), hashes(2, 3, 4), hashes(4)) == [(0, 2), (2, 3)]


def test_a_pair_needs_the_least_number_of_common_features() -> None:
    assert pairs(hashes(1, 2, 3), hashes(2, 3, 4), hashes(4, 5), least=2) == [(0, 1)]


def test_a_pair_needs_its_share_of_the_poorer_items_features() -> None:
    rich, poor, other = hashes(*range(100)), hashes(98, 99), hashes(1, *range(200, 300))
    assert pairs(rich, poor, other, share=0.5) == [(0, 1)]


def test_a_feature_of_many_items_pairs_each_with_its_neighbours() -> None:
    found = pairs(*[hashes(7)] * 100)
    assert len(found) == sum(min(WINDOW, 99 - place) for place in range(100))
    assert all(0 < b - a <= WINDOW for a, b in found)


def test_items_without_features_have_no_partner() -> None:
    assert pairs() == pairs(hashes(), hashes()) == pairs(hashes(), hashes(1)) == []


def test_a_candidate_is_two_places() -> None:
    (found,) = sharing([hashes(1), hashes(1)], least=1, share=0)
    assert found == Candidate(0, 1)
    assert isinstance(found.a, int)
