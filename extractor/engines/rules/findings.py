"""A stance and a promise as rules find them, before they are drafts, and trying the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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


def apply(rules: Sequence[Rule[F]], units: Units) -> Iterator[tuple[Unit, F]]:
    """What the rules find, with the unit that they find it in."""
    for unit, words in zip(units.readable, units.words, strict=True):
        if unit.lemma in DENYING:
            continue
        for rule in rules:
            if not rule.words.isdisjoint(words):
                for found in rule.find(units, unit):
                    yield unit, found
