"""What may change from one report to the next, and what can't any more.

A plan, a state, a toll and a price move on: two reports that differ on them were both right on
their day. Once a thing has happened, its place and hour, whom it concerned and how long it took
stand still: reports that differ on these can't both be right, whatever their dates.
"""

from __future__ import annotations

import re

from extractor import quantities, times
from extractor.pairs import Pair, Side
from extractor.periods import last_day
from extractor.reconcile.timeline import known, valid
from extractor.records import Claim, Quantity, Subtype

SIZES = frozenset({"minutes", "months", "metres", "kilograms", "hectares", "years of age"})
"""Units of what does not change about a thing that has happened. All other figures move: what is
counted is counted again, the dead as well as votes, and prices go up and down."""

IN_ITSELF = frozenset({"actor", "date", "attribution"})
"""What belongs to an event alone, where a place may be that of a state, too."""

_STATE = re.compile(r"\b(?:is|are|remains?|stays?|has yet|have yet)\b|['’](?:s|re) \w+ing\b")
"""Words of a state of affairs, which another may follow."""


def may_have_moved(pair: Pair, subtype: Subtype | None) -> bool:
    """Whether two accounts that conflict may both have been right on their days, which differ.

    What can't be told is given the benefit of the doubt.
    """
    sides = (pair.left, pair.right)
    if subtype == "negation" or not all(map(_is_over, sides)):
        return True
    if subtype == "number":
        return not _differ_in_size(pair)
    return subtype not in IN_ITSELF and any(map(_tells_a_state, sides))


def _is_over(side: Side) -> bool:
    """Whether a side reports something that had happened when it was told."""
    record, time, told = side.record, valid(side), known(side)
    if not isinstance(record, Claim) or record.modality != "asserted":
        return False
    if time is not None and told is not None and last_day(time) > told:
        return False
    return times.is_past(record.statement) is True


def _tells_a_state(side: Side) -> bool:
    return isinstance(side.record, Claim) and bool(_STATE.search(side.record.statement))


def _differ_in_size(pair: Pair) -> bool:
    return any(
        a.unit in SIZES and quantities.relate(a, b) == "different"
        for a in _quantities(pair.left)
        for b in _quantities(pair.right)
    )


def _quantities(side: Side) -> tuple[Quantity, ...]:
    return side.record.quantities if isinstance(side.record, Claim) else ()
