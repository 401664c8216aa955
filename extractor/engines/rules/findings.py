"""A stance and a promise as rules find them, before they are drafts, and trying the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from extractor.engines.rules.reference import Actor
from extractor.engines.rules.units import Unit, Units
from extractor.records import CommitmentType

F = TypeVar("F")

DENYING = frozenset(["deny", "refute", "rebut"])
"""Cues whose clause the speaker does not stand by: he takes no side in it and promises nothing."""


class Finding(NamedTuple):
    """A stance: who holds it, towards what in words, for (1) or against (-1), on which tokens."""

    holders: tuple[Actor, ...]
    target: str
    sign: int
    first: int
    last: int
    rule: str


class Promise(NamedTuple):
    """A commitment: who is bound, the tokens of the whole and of the act, and its type."""

    actors: tuple[Actor, ...]
    first: int
    verb: int
    last: int
    kind: CommitmentType
    rule: str


class Rule(NamedTuple, Generic[F]):
    """A rule, tried on the units that hold one of its words."""

    words: frozenset[str]
    find: Callable[[Units, Unit], Iterator[F]]


StanceRule = Rule[Finding]
PromiseRule = Rule[Promise]


def apply(rules: tuple[Rule[F], ...], units: Units) -> Iterator[tuple[Unit, F]]:
    """What the rules find, with the unit that they find it in."""
    numbers = _numbers(rules)
    known = frozenset(numbers)
    for unit, words in zip(units.readable, units.words, strict=True):
        if unit.lemma in DENYING:
            continue
        held = {number for word in words & known for number in numbers[word]}
        for number in sorted(held):
            for found in rules[number].find(units, unit):
                yield unit, found


@cache
def _numbers(rules: tuple[Rule[F], ...]) -> dict[str, list[int]]:
    """Each word of a rule -> the numbers of the rules that it calls for."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, rule in enumerate(rules):
        for word in rule.words:
            numbers[word].append(number)
    return dict(numbers)
