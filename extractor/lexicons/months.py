"""The months of the calendar, in English."""

from __future__ import annotations

MONTHS = (
    "january february march april may june july august september october november december"
).split()
MONTH_ABBREVIATIONS = "jan feb mar apr jun jul aug sept sep oct nov dec".split()
"""Without their full stop. May is not shortened."""
MONTH = f"(?:{'|'.join(MONTHS + MONTH_ABBREVIATIONS)})"
"""A pattern for a month in small letters, in full or abbreviated."""


def month_number(name: str) -> int:
    """1 to 12 for a month in any case, in full or abbreviated."""
    first = name[:3].lower()
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(first))
