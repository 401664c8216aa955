"""The main clause of a unit: what decides how firmly something is said, and whether it is denied.

"The port, which was not hit, is open" denies nothing; nor does "if he does not come, we leave".
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.engines.rules.lexis import (
    AUXILIARY,
    BASE,
    CONJUNCTION,
    DET,
    FINITE,
    PREP,
    SUBJECT,
    SUBORDINATOR,
    WH,
)
from extractor.engines.rules.units import Unit, Units

MAIN_WORDS = 12
"""What decides stands near the verb of the main clause, so near its beginning."""
_BREAKS = frozenset(";:—–")
_OPENING = frozenset("if unless when while although though because since after before once".split())


def main_clause(units: Units, unit: Unit, *, through_that: bool = False) -> Iterator[int]:
    """The first tokens of the main clause, without an "if …," before it or a ", who …," in it.

    `through_that` goes on into "that …": who is sure that it will rain expects it.
    """
    tokens = units.doc.tokens
    index = start = _behind_opening(units, unit)
    seen_verb = False
    while index < unit.last and index < start + MAIN_WORDS:
        bits, word = tokens.flags[index], tokens.lows[index]
        if bits & WH and index > start and tokens.lows[index - 1] == "," and not seen_verb:
            index = _behind_comma(units, index, unit.last)
            start = index
            continue
        goes_on = through_that and word == "that"
        if seen_verb and not goes_on and _ends_clause(units, index, unit.last):
            return
        seen_verb = seen_verb or bool(bits & (AUXILIARY | FINITE) and not bits & DET)
        if word in _BREAKS:
            return
        yield index
        index += 1


def _behind_opening(units: Units, unit: Unit) -> int:
    """Behind "If it rains," or "Although he won,"; the beginning, where there is none."""
    if units.doc.tokens.lows[unit.first] not in _OPENING:
        return unit.first
    behind = _behind_comma(units, unit.first, unit.last)
    return behind if behind < unit.last else unit.first


def _behind_comma(units: Units, index: int, last: int) -> int:
    lows = units.doc.tokens.lows
    return next((at + 1 for at in range(index, last) if lows[at] == ","), last)


def _ends_clause(units: Units, index: int, last: int) -> bool:
    """True for "that", "who", "because" and an "and" with a verb of its own, behind a verb."""
    tokens = units.doc.tokens
    bits, word = tokens.flags[index], tokens.lows[index]
    if word == "that" or bits & WH:
        return True
    if bits & CONJUNCTION:
        return any(
            tokens.flags[at] & (SUBJECT | AUXILIARY | FINITE) and not tokens.flags[at] & BASE
            for at in range(index + 1, min(last, index + 3))
        )
    return bool(bits & SUBORDINATOR and not bits & (PREP | DET))
