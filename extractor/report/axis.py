"""Days on a line from 0 to 100 percent, for the small charts of the report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from extractor.phrasing import day
from extractor.report.wording import short_day

MARGIN = 3.0
"""Percent left free at both ends, so that a mark on the first day is not cut off."""

MOST_TICKS = 5


class Tick(NamedTuple):
    """A day that is written at the axis."""

    x: float
    text: str


class Axis(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @classmethod
    def over(cls, days: Iterable[date]) -> Axis | None:
        """An axis that holds all `days`; None if there are none."""
        found = sorted(set(days))
        return cls(found[0], found[-1]) if found else None

    @property
    def caption(self) -> str:
        """`17 December 2021 to 30 January 2022`."""
        return f"{day(self.first)} to {day(self.last)}"

    def x(self, when: date) -> float:
        """Where a day lies, in percent; a day outside lies at the nearer end."""
        inside = min(max(when, self.first), self.last)
        share = (inside - self.first).days / max(1, (self.last - self.first).days)
        return round(MARGIN + share * (100 - 2 * MARGIN), 2)

    @property
    def days(self) -> list[date]:
        """A few days at equal distances, the first and the last among them."""
        length = (self.last - self.first).days
        number = min(MOST_TICKS, length + 1)
        steps = [round(i * length / max(1, number - 1)) for i in range(number)]
        return [self.first + timedelta(days=step) for step in dict.fromkeys(steps)]

    @property
    def ticks(self) -> list[Tick]:
        """These days, to be written."""
        return [Tick(self.x(when), short_day(when)) for when in self.days]
