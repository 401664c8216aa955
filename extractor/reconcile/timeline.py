"""When things were known and of what time they speak. Code decides time, never the judge."""

from __future__ import annotations

from datetime import date
from typing import Literal

from extractor import times
from extractor.pairs import Pair, Side
from extractor.periods import last_day, meet
from extractor.records import Claim, Commitment, TimeSpan

Comparison = Literal["same", "different", "unknown"]

_SOME_YEARS = (date(2023, 7, 1), date(2024, 7, 2))
"""On different days of the week: what falls on one day of the year in both names that day."""


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
    """Whether both speak of one time; spans that meet do, and so do days of an unknown year."""
    a, b = valid(pair.left), valid(pair.right)
    if a is None and b is None:
        a, b = (_in_some_year(_time(side)) for side in (pair.left, pair.right))
    if a is None or b is None:
        return "unknown"
    return "same" if meet(a, b) else "different"


def _in_some_year(time: TimeSpan | None) -> TimeSpan | None:
    """A day without its year ("19 March", in an undated article) in a year that stands for it;
    None for what depends on more than the year, such as a day of the week."""
    if time is None:
        return None
    one, other = (times.resolve(time.text, anchor=anchor) for anchor in _SOME_YEARS)
    days = {(span.start.month, span.start.day) for span in (one, other) if span.start}
    return one if one.start and other.start and len(days) == 1 else None


def valid(side: Side) -> TimeSpan | None:
    """The resolved time that a record speaks of."""
    time = _time(side)
    return time if time and time.basis != "unresolved" else None


def _time(side: Side) -> TimeSpan | None:
    record = side.record
    if isinstance(record, Commitment):
        return record.deadline
    return record.when if isinstance(record, Claim) else None


def is_past(pair: Pair) -> bool:
    """True if both speak of something that was over when they were said."""
    return all(_is_over(side) for side in (pair.left, pair.right))


def _is_over(side: Side) -> bool:
    time, said = valid(side), known(side)
    return time is not None and said is not None and last_day(time) < said
