"""Days and lists as an English sentence has them, whatever the locale of the machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractor.lexicons.months import MONTHS


def enumeration(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; empty for nothing."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def day(when: date) -> str:
    """`22 January 2022`."""
    return f"{when.day} {MONTHS[when.month - 1].capitalize()} {when.year}"


def period(first: date | None, last: date | None) -> str | None:
    """The days from `first` to `last`, saying month and year once where they are the same."""
    if last is None:
        return f"from {day(first)}" if first else None
    if first is None:
        return f"until {day(last)}"
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    start = day(first).removesuffix(f" {last.year}")
    return f"{start} to {day(last)}"
