from __future__ import annotations

import numpy as np
from made_records import MONDAY, TUESDAY, claim, on, side, stance

from extractor.pairs import Pair
from extractor.reconcile.copies.sources import Sources
from extractor.reconcile.search.candidates import RULES, PairList
from extractor.reconcile.search.columns import Indices
from extractor.reconcile.search.entries import entries
from extractor.reconcile.search.suspicion import by_suspicion
from extractor.records import Record

OLD = claim("The dam is old.")
LARGE = claim("The dam is large.", outlet="Post")
SIMILAR = "similar_wording"


def first(*pairs: tuple[Record, Record], rules: tuple[str, ...] = ()) -> set[Record]:
    """The records of the pair that comes first, whatever the order of the pairs."""
    found = entries({r.id: side(r) for pair in pairs for r in pair}.values(), Sources([]))
    place = {one.record.id: number for number, one in enumerate(found.sides)}
    both = [sorted((place[a.id], place[b.id])) for a, b in pairs]
    left, right = np.array(both, np.int32).T
    numbers = np.array([RULES.index(rule) for rule in rules or [SIMILAR] * len(pairs)], np.int8)
    listed = PairList(found.sides, Indices(left, right), numbers)
    ranked = by_suspicion(found, listed)
    turned = by_suspicion(found, listed.take(np.arange(len(listed))[::-1]))
    assert [pair.key for pair in ranked] == [pair.key for pair in turned]
    return records(ranked[0])


def records(pair: Pair) -> set[Record]:
    return {pair.left.record, pair.right.record}


def test_a_figure_that_differs_comes_before_one_that_agrees() -> None:
    a, b = claim("The dam cost $5 million."), claim("The dam cost $9 million.", outlet="Post")
    same = claim("The dam cost $5 million.", outlet="Times")
    assert first((a, same), (a, b)) == {a, b}


def test_a_negation_on_one_side_comes_first() -> None:
    denied = claim("The dam is not old.", outlet="Post")
    assert first((OLD, LARGE), (OLD, denied)) == {OLD, denied}


def test_opposite_positions_come_first() -> None:
    ann, bo = stance("Ann", "support", "the dam"), stance("Bo", "oppose", "the dam")
    assert first((OLD, LARGE), (ann, bo)) == {ann, bo}


def test_another_day_on_each_side_comes_first() -> None:
    monday = claim("The dam is large.", outlet="Times", when=on(MONDAY))
    tuesday = claim("The dam is old.", outlet="Herald", when=on(TUESDAY))
    assert first((OLD, LARGE), (monday, tuesday)) == {monday, tuesday}


def test_a_headline_against_its_body_comes_first() -> None:
    top, body = claim("The dam is old.", outlet="Times"), claim("The dam is large.", outlet="Sun")
    rules = (SIMILAR, "headline_body")
    assert first((OLD, LARGE), (top, body), rules=rules) == {top, body}
