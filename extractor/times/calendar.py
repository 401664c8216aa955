"""Days, weeks, months and the like as ranges of days, and steps between them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

Unit = Literal["day", "week", "weekend", "month", "quarter", "season", "year", "decade", "century"]

_DAY = timedelta(days=1)

_DAYS: dict[str, int] = {"day": 1, "week": 7, "weekend": 7}
_MONTHS: dict[str, int] = {
    "month": 1, "quarter": 3, "season": 12, "year": 12, "decade": 120, "century": 1200,
}  # fmt: skip


class Days(NamedTuple):
    """From `first` to `last`, both inclusive; None where the range is open."""

    first: date | None
    last: date | None


class Period(NamedTuple):
    """A range of days with both ends."""

    first: date
    last: date


def shift(day: date, unit: Unit, count: int) -> date:
    """The day `count` units later; the last of the month where a month is too short."""
    if unit in _DAYS:
        return day + _DAY * _DAYS[unit] * count
    years, month = divmod(day.month - 1 + _MONTHS[unit] * count, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def period(unit: Unit, day: date) -> Period:
    """The whole `unit` that holds `day`; the weekend of its week, for a weekend."""
    if unit == "day":
        return Period(day, day)
    if unit in ("week", "weekend"):
        monday = day - _DAY * day.weekday()
        return Period(monday + _DAY * (5 if unit == "weekend" else 0), monday + _DAY * 6)
    first = _first_of(unit, day)
    if unit == "season":
        return Period(first, shift(first, "month", 3) - _DAY)
    return Period(first, shift(first, unit, 1) - _DAY)


def _first_of(unit: Unit, day: date) -> date:
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return date(day.year, day.month - (day.month - 1) % 3, 1)
    if unit == "season":
        start = day.month - day.month % 3
        return date(day.year, start, 1) if start else date(day.year - 1, 12, 1)
    if unit == "century":
        return date((day.year - 1) // 100 * 100 + 1, 1, 1)
    years = 10 if unit == "decade" else 1
    return date(day.year - day.year % years, 1, 1)


def neighbour(unit: Unit, day: date, count: int) -> Period:
    """The whole unit `count` units after (before, if negative) the one that holds `day`."""
    return period(unit, shift(period(unit, day).first, unit, count))


def third(whole: Period, which: Literal["early", "mid", "late"]) -> Period:
    """The first, the middle or the last third: in whole months where they can be divided so."""
    index = ("early", "mid", "late").index(which)
    if months := _months_in(whole):
        first = shift(whole.first, "month", months // 3 * index)
        return Period(first, shift(first, "month", months // 3) - _DAY)
    length = (whole.last - whole.first).days + 1
    cuts = [whole.first + _DAY * (length * n // 3) for n in range(4)]
    return Period(cuts[index], max(cuts[index], cuts[index + 1] - _DAY))


def _months_in(whole: Period) -> int:
    """How many months `whole` takes in, if they are whole ones and three times as many as some."""
    first, last = whole
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    is_whole = first.day == 1 and last == period("month", last).last
    return months if is_whole and months % 3 == 0 else 0


def distance(span: Period, day: date) -> int:
    """Days from `day` to the nearest day of `span`: 0 inside, negative where it lies before."""
    if span.last < day:
        return (span.last - day).days
    return max(0, (span.first - day).days)
