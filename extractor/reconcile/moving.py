"""What may change from one report to the next, and what can't any more.

A plan, a state, a toll and a price move on: two reports that differ on them were both right on
their day. Once a thing has happened, its place and hour, whom it concerned and how long it took
stand still: reports that differ on these can't both be right, whatever their dates.
"""

from __future__ import annotations

import re
from datetime import timedelta

from extractor import quantities, times
from extractor.pairs import Pair, Side
from extractor.periods import is_state, last_day
from extractor.reconcile.timeline import known, valid, valid_times
from extractor.records import Claim, Quantity, Subtype

SIZES = frozenset({"minutes", "months", "metres", "kilograms", "hectares", "years of age"})
"""Units of what does not change about a thing that has happened."""

IN_ITSELF = frozenset({"actor", "date", "attribution"})
"""What belongs to an event alone, where a place may be that of a state, too."""

_STATE = re.compile(r"\b(?:is|are|remains?|stays?|has yet|have yet)\b|['’](?:s|re) \w+ing\b")
"""Words of a state of affairs, which another may follow."""


MOVES = timedelta(days=30)
"""How long after an event its figures are still being counted: reports of the same disaster or
outbreak add to a toll for weeks. What is told later is told of a settled figure."""

_COUNTED_ON = re.compile(
    r"\b(?:tolls?|killed|dead|died|deaths?|fatalities|casualties|injur\w{2,4}|wounded|missing|"
    r"displaced|evacuated|infect(?:ed|ions)|cases|arrest(?:s|ed)|detained|so far|as of|at least|"
    r"(?:has|have|had) (?:risen|climbed|grown|reached|passed)|"
    r"(?:rose|climbed|fell|dropped|slid) to|rising|prices?|costs?|shares?|barrel|index|"
    r"exchange rate|now)\b",
    re.IGNORECASE,
)


def figures_move(pair: Pair) -> bool:
    """Whether the figures are of a sort that later information replaces, of an event just past.

    Tolls, counts, prices and states "as of" a day do; sizes and two states as of one day do not.
    """
    if _differ_in_size(pair):
        return False
    times = [time for side in (pair.left, pair.right) if (time := valid(side))]
    if valid_times(pair) == "same" and any(is_state(time) for time in times):
        return False
    told = max((day for side in (pair.left, pair.right) if (day := known(side))), default=None)
    if told is None or any(told - last_day(time) > MOVES for time in times):
        return False
    return any(_COUNTED_ON.search(_said(side)) for side in (pair.left, pair.right))


def _said(side: Side) -> str:
    record = side.record
    return f"{record.statement} {side.sentence}" if isinstance(record, Claim) else side.sentence


def may_have_moved(pair: Pair, subtype: Subtype | None) -> bool:
    """Whether two accounts that conflict may both have been right on their days, which differ.

    What can't be told is given the benefit of the doubt.
    """
    sides = (pair.left, pair.right)
    if subtype == "negation" or not all(map(_has_happened, sides)):
        return True
    if subtype == "number":
        return figures_move(pair)
    return subtype not in IN_ITSELF and any(map(_tells_a_state, sides))


def _has_happened(side: Side) -> bool:
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
