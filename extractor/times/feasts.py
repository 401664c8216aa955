"""Feasts by name, and the day of each in a year."""

from __future__ import annotations

from calendar import MONDAY, THURSDAY, monthrange
from collections.abc import Callable
from datetime import date, timedelta


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The first Monday of a month, and the like; the last for -1. Raises ValueError for a fifth
    one that the month does not have."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    ahead = (weekday - date(year, month, 1).weekday()) % 7
    return date(year, month, 1 + ahead + 7 * (nth - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the western churches (the algorithm of Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarter, left = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quarter - epact - left) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


FEASTS: dict[str, Callable[[int], date]] = {
    "new year's day": _fixed(1, 1),
    "the new year": _fixed(1, 1),
    "valentine's day": _fixed(2, 14),
    "easter": _easter,
    "memorial day": lambda year: nth_weekday(year, 5, MONDAY, -1),
    "labor day": lambda year: nth_weekday(year, 9, MONDAY, 1),
    "halloween": _fixed(10, 31),
    "thanksgiving": lambda year: nth_weekday(year, 11, THURSDAY, 4),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "new year's eve": _fixed(12, 31),
}
"""A feast -> its day in a year. Thanksgiving, Labor Day and Memorial Day are those of the US."""
