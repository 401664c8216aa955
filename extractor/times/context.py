"""What a time expression is counted from, how it is read, and how what it leaves out is chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from extractor.times.calendar import Days, Period, Unit, distance, neighbour, shift

TENSE_SLACK = 31
"""Days by which a day of a month may go against the tense of its sentence before another year
is taken: tenses are read by simple rules, and news seldom dates a day within a month's reach."""


class Context(NamedTuple):
    """The dates at hand; None where nobody gave one."""

    anchor: date | None
    past: bool | None
    previous: date | None
    """The day that the text spoke of last: what "the following day" follows."""


Reader = Callable[[re.Match[str], Context], Days | None]
"""From a match of a rule to its days; None where it can't be told from the context."""


class Rule(NamedTuple):
    """A form of time expression, and how the days it means are read off a match."""

    template: str
    read: Reader
    alone: bool = True
    """Whether it is a time expression by itself ("the month" is one only in "end of the month")."""


def choose(
    candidates: Sequence[Period], anchor: date, past: bool | None, *, slack: int = 0
) -> Period:
    """The candidate that the tense points to; the nearest, if none does or it is near enough.

    `candidates` are in the order of time. Of two at equal distance the earlier one is taken.
    Raises ValueError if none of them lies where the tense points: 29 February is not every year.
    """
    nearest = min(candidates, key=lambda span: abs(distance(span, anchor)))
    off = distance(nearest, anchor)
    if past is True and off > slack:
        return max(span for span in candidates if span.first <= anchor)
    if past is False and off < -slack:
        return min(span for span in candidates if span.last >= anchor)
    return nearest


def whole_unit(day: date | None, unit: Unit, count: int) -> Days | None:
    """The unit `count` units from the one that holds `day`."""
    return None if day is None else Days(*neighbour(unit, day, count))


def stretch(day: date | None, unit: Unit, count: int | None) -> Days | None:
    """From `day` on for `count` units, or the `count` units up to it, if negative."""
    if day is None or count is None:
        return None
    other = shift(day, unit, count)
    return Days(min(day, other), max(day, other))
