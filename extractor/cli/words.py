"""Figures in words: amounts, money, times."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractor.results import Usage

NO_PRICE = "price not known"

_STEPS = ((1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k"))
EXACT_BELOW = 10_000
"""Amounts that are shown to the last digit."""


def amount(number: int) -> str:
    """`9,876`, `12.3k`, `4.0M`."""
    if number < EXACT_BELOW:
        return f"{number:,}"
    size, letter = next(step for step in _STEPS if number >= step[0])
    return f"{number / size:.1f}{letter}"


def money(dollars: float) -> str:
    """`$12.34`, and below a dollar as many digits as tell something: `$0.0123`, `$0.000045`."""
    if dollars >= 1 or not dollars:
        return f"${dollars:,.2f}"
    return f"${dollars:.4f}" if dollars >= 0.001 else f"${dollars:.6f}"


def duration(seconds: float) -> str:
    """`0:42`, `12:05`, `3:12:05`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def counts(numbers: Mapping[Any, int]) -> str:
    """`5: 3 done, 2 failed`; `0` for nothing."""
    total = sum(numbers.values())
    parts = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in numbers.items() if n)
    return f"{total}: {parts}" if parts else "0"


def cost(usage: Usage) -> str:
    """What requests cost, and for how many of them that is not known."""
    if usage.unpriced == usage.requests:
        return NO_PRICE
    more = f" and {usage.unpriced} requests whose price is not known" if usage.unpriced else ""
    return f"{money(usage.cost)}{more}"
