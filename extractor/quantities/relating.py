"""Whether two figures of one thing agree."""

from __future__ import annotations

from math import inf
from typing import Literal, NamedTuple

from extractor.records import Quantity

Comparison = Literal["equal", "compatible", "different", "incomparable"]

ABOUT = 0.1
"""How far, as a share, the true value may lie from one that is given as "about"."""

ROUNDED_FROM = 100
"""Counts below this are not taken for rounded ones: 6 and 7 victims differ."""

EXACT = 1e-6
"""Relative distance below which two values are one (factors of units are not exact)."""


class Interval(NamedTuple):
    """The values that a quantity allows, ends included."""

    low: float
    high: float


def relate(a: Quantity, b: Quantity) -> Comparison:
    """Whether two figures of one thing agree; `incomparable` if their units differ.

    Whether they are of one thing is for the caller to know.
    """
    if a.unit != b.unit:
        return "incomparable"
    if (a.value, a.high, a.bound) == (b.value, b.high, b.bound):
        return "equal"
    if a.bound == b.bound == "exact":
        if abs(a.value - b.value) <= EXACT * max(abs(a.value), abs(b.value)):
            return "equal"
        return "compatible" if _rounds_to(a.value, b.value) else "different"
    one, other = _interval(a), _interval(b)
    return "compatible" if one.low <= other.high and other.low <= one.high else "different"


def _interval(quantity: Quantity) -> Interval:
    value, high = quantity.value, quantity.high
    margin = EXACT * abs(value)
    if quantity.bound == "range" and high is not None:
        return Interval(min(value, high), max(value, high))
    if quantity.bound == "about":
        return Interval(value - ABOUT * abs(value), value + ABOUT * abs(value))
    if quantity.bound in ("at_least", "more_than"):
        return Interval(value + margin if quantity.bound == "more_than" else value, inf)
    if quantity.bound in ("at_most", "less_than"):
        lowest = 0.0 if value >= 0 else -inf
        return Interval(lowest, value - margin if quantity.bound == "less_than" else value)
    return Interval(value, value)


def _rounds_to(a: float, b: float) -> bool:
    rough, fine = sorted((a, b), key=_digits)
    digits = _digits(rough)
    if digits == _digits(fine) or abs(rough) < ROUNDED_FROM:
        return False
    return float(f"{fine:.{digits - 1}e}") == rough


def _digits(value: float) -> int:
    """Significant digits: 2,000 has one, 1,987 has four."""
    mantissa = f"{value:.11e}".partition("e")[0]
    return len(mantissa.replace(".", "").strip("-0")) or 1
