"""Which days a time span takes in, and whether two of them meet."""

from __future__ import annotations

from datetime import date

from extractor.records import TimeSpan

_AS_OF = "as of "
"""A state of affairs on a day: what comes after it is another state."""


def first_day(time: TimeSpan) -> date:
    """The first day of `time`; the beginning of the calendar where it is open."""
    return time.start or date.min


def last_day(time: TimeSpan) -> date:
    """The last day of `time`; the end of the calendar where it is open."""
    if time.start and is_state(time):
        return time.start
    return time.end or date.max


def is_state(time: TimeSpan) -> bool:
    """Whether it is the day as of which something was so."""
    return time.text.lower().startswith(_AS_OF)


def meet(a: TimeSpan, b: TimeSpan) -> bool:
    """True if some day is in both."""
    return first_day(a) <= last_day(b) and first_day(b) <= last_day(a)
