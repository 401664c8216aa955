"""When things were known and of what time they speak. Code decides time, never the judge."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from extractor.pairs import Pair, Side
from extractor.periods import is_state, last_day, meet
from extractor.records import Claim, Commitment, TimeSpan

Comparison = Literal["same", "different", "unknown"]

MOVES = timedelta(days=30)
"""How long after an event its figures are still being counted: reports of the same disaster or
outbreak add to a toll for weeks. What is told later is told of a settled figure."""

_COUNTED_ON = re.compile(
    r"\b(?:tolls?|killed|dead|died|deaths?|fatalities|casualties|injur\w{2,4}|wounded|missing|"
    r"displaced|evacuated|infect(?:ed|ions)|cases|arrest(?:s|ed)|detained|so far|as of|at least|"
    r"(?:has|have|had) (?:risen|climbed|grown|reached|passed)|rose to|climbed to|rising|"
    r"prices?|shares?|barrel|index|exchange rate|now)\b",
    re.IGNORECASE,
)


def known(side: Side) -> date | None:
    """The day on which it was said, else published; None for an undated article."""
    return side.record.said_on or side.published


def known_times(pair: Pair) -> Comparison:
    """Whether both were known on one day. What is undated is later or earlier than nothing."""
    a, b = known(pair.left), known(pair.right)
    if a is None or b is None:
        return "unknown"
    return "same" if a == b else "different"


def valid_times(pair: Pair) -> Comparison:
    """Whether both speak of one time; spans that meet do."""
    a, b = valid(pair.left), valid(pair.right)
    if a is None or b is None:
        return "unknown"
    return "same" if meet(a, b) else "different"


def moves(pair: Pair) -> bool:
    """Whether the figures are of a sort that later information replaces, of an event just past.

    Tolls, counts, prices and states "as of" a day do; two states as of one day do not.
    """
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


def valid(side: Side) -> TimeSpan | None:
    """The resolved time that a record speaks of."""
    record = side.record
    time = record.when if isinstance(record, Claim) else None
    if isinstance(record, Commitment):
        time = record.deadline
    return time if time and time.basis != "unresolved" else None


def is_past(pair: Pair) -> bool:
    """True if both speak of something that was over when they were said."""
    return all(_is_over(side) for side in (pair.left, pair.right))


def _is_over(side: Side) -> bool:
    time, said = valid(side), known(side)
    return time is not None and said is not None and last_day(time) < said
