"""What may change from one report to the next, and what can't any more.

A plan, a state and a price move on: two reports that differ on them were both right on their day.
Once a thing has happened, its place and hour, whom it concerned and how long it took stand still:
reports that differ on these can't both be right, whatever their dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extractor import quantities, times
from extractor.pairs import Pair, Side
from extractor.periods import last_day
from extractor.reconcile.timeline import known, valid
from extractor.records import Claim, Quantity, Subtype

SIZES = frozenset({"minutes", "months", "metres", "kilograms", "hectares", "years of age"})
"""Units of what does not change about a thing that has happened."""

LEVELS = frozenset({"percent", "degrees", "barrels", "megawatts"}) | frozenset(
    {"USD", "EUR", "GBP", "RUB", "CNY", "JPY", "INR", "UAH", "TRY"}
)
"""Units of what goes up and down. Whatever is counted can only grow: the dead, cases, votes."""

_PRESENT = re.compile(
    r"\b(?:is|are|remains?|stays?|has yet|have yet)\b|['’](?:s|re)\b(?= \w+ing\b)"
)
"""Words of a state of affairs, which another may follow."""


def may_have_moved(pair: Pair, subtype: Subtype | None) -> bool:
    """Whether two accounts that conflict may both have been right on their days, which differ.

    What can't be told is given the benefit of the doubt.
    """
    if subtype == "negation" or not all(map(_is_over, (pair.left, pair.right))):
        return True
    return subtype == "number" and _figures_moved(pair)


def _is_over(side: Side) -> bool:
    """Whether a side reports something that had happened when it was told."""
    record, time, told = side.record, valid(side), known(side)
    if not isinstance(record, Claim) or record.modality != "asserted":
        return False
    if time is not None and told is not None and last_day(time) > told:
        return False
    return not _PRESENT.search(record.statement) and times.is_past(record.statement) is True


def _figures_moved(pair: Pair) -> bool:
    earlier, later = sorted((pair.left, pair.right), key=lambda side: known(side) or date.min)
    ways = {_may_move(a, b) for a, b in _differing(earlier, later)}
    return ways != {False}


def _differing(earlier: Side, later: Side) -> Iterator[tuple[Quantity, Quantity]]:
    for a in _quantities(earlier):
        for b in _quantities(later):
            if quantities.relate(a, b) == "different":
                yield a, b


def _quantities(side: Side) -> tuple[Quantity, ...]:
    record = side.record
    return record.quantities if isinstance(record, Claim) else ()


def _may_move(earlier: Quantity, later: Quantity) -> bool:
    if earlier.unit in SIZES:
        return False
    return earlier.unit in LEVELS or earlier.value < later.value
