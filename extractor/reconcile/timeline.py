"""When things were known and of what time they speak. Code decides time, never the judge."""

from __future__ import annotations

from datetime import date
from typing import Literal

from extractor.pairs import Pair, Side
from extractor.periods import last_day, meet
from extractor.records import Claim, Commitment, TimeSpan

Comparison = Literal["same", "different", "unknown"]


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
