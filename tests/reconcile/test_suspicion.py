from __future__ import annotations

from made_records import claim, pair, stance

from extractor.pairs import Pair
from extractor.reconcile.suspicion import by_suspicion

PLAIN = pair(claim("The dam is old."), claim("The dam is large.", outlet="Post"))


def first(*pairs: Pair) -> Pair:
    assert by_suspicion(pairs) == by_suspicion(pairs[::-1])
    return by_suspicion(pairs)[0]


def test_a_figure_that_differs_comes_before_one_that_agrees() -> None:
    a, b = claim("The dam cost $5 million."), claim("The dam cost $9 million.", outlet="Post")
    same = claim("The dam cost $5 million.", outlet="Times")
    assert first(pair(a, same), pair(a, b)) == pair(a, b)


def test_a_negation_on_one_side_comes_first() -> None:
    denied = pair(claim("The dam is old."), claim("The dam is not old.", outlet="Post"))
    assert first(PLAIN, denied) == denied


def test_opposite_positions_come_first() -> None:
    opposed = pair(stance("Ann", "support", "the dam"), stance("Bo", "oppose", "the dam"))
    assert first(PLAIN, opposed) == opposed


def test_a_headline_against_its_body_comes_first() -> None:
    assert first(PLAIN, PLAIN._replace(rule="headline_body")).rule == "headline_body"
